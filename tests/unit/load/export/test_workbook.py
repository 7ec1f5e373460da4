"""Names of sheets, and numbers that Excel can and cannot hold."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import LoadError
from pipeline.load.export import workbook
from pipeline.load.export.workbook import LONGEST_NAME, number_of, sheet_name, write_xlsx
from tests.fixtures.exported import bundle_of, load, observation


@given(st.text(max_size=40), st.lists(st.text(max_size=40), max_size=4))
def test_every_name_is_one_that_excel_allows_and_nobody_has(wanted: str, others: list[str]) -> None:
    taken = {one.casefold() for one in others}
    name = sheet_name(wanted, taken)
    assert 0 < len(name) <= LONGEST_NAME
    assert set(name).isdisjoint("[]:*?/\\")
    assert name.casefold() not in taken
    assert not name.startswith("'")


@pytest.mark.parametrize(
    ("wanted", "taken", "expected"),
    [
        ("figure_1", set(), "figure_1"),
        ("Codes", {"codes"}, "Codes (2)"),
        ("History", set(), "History (2)"),
        ("a" * 40, {"a" * 31}, "a" * 27 + " (2)"),
        ("", set(), "_"),
    ],
)
def test_a_name_is_kept_as_far_as_it_goes(wanted: str, taken: set[str], expected: str) -> None:
    assert sheet_name(wanted, taken) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Decimal(430), 430),
        (Decimal("33.01"), 33.01),
        (Decimal(-50), -50),
        (Decimal("0.1234567890"), 0.123456789),
        (Decimal("1234567890123456.7891"), "1234567890123456.7891"),
    ],
)
def test_a_decimal_is_the_same_number_in_excel_or_else_its_digits(value: Decimal, expected: object) -> None:
    assert number_of(value) == expected
    assert type(number_of(value)) is type(expected)


def test_text_that_is_too_long_for_a_cell_is_refused_and_not_cut(tmp_path: Path) -> None:
    load(tmp_path, "regionkoordinatorerna-2024", [observation("7", 1, clause="a" * 32_768)])
    with pytest.raises(LoadError, match=r"more than a cell of Excel holds.*Use another format"):
        write_xlsx(bundle_of(tmp_path), tmp_path / "a.xlsx", "..")


def test_more_rows_than_a_sheet_holds_are_refused_and_not_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load(tmp_path, "regionkoordinatorerna-2024", [observation("7", 1), observation("8", 2)])
    monkeypatch.setattr(workbook, "MOST_ROWS", 2)
    with pytest.raises(LoadError, match="observations has 2 rows, more than a sheet holds"):
        write_xlsx(bundle_of(tmp_path), tmp_path / "a.xlsx", "..")
