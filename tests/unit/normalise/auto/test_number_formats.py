"""Numbers of documents that write them the Swedish or the English way, and of those that do not tell."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalise.auto.number_formats import Decimals, as_swedish, decimals_of, is_open, read_number

COMMA, POINT, UNKNOWN = Decimals.COMMA, Decimals.POINT, Decimals.UNKNOWN


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("69", "69"),
        ("1 204", "1204"),
        ("1\u00a0204,5", "1204.5"),
        ("12,5", "12.5"),
        ("12.5", "12.5"),
        ("0,123", "0.123"),
        ("1,234,567", "1234567"),
        ("1.234.567", "1234567"),
        ("1,234.5", "1234.5"),
        ("1.234,5", "1234.5"),
        ("1 234,567", "1234.567"),
        ("12345,678", "12345.678"),
        ("-3,5", "-3.5"),
        ("\u22123.5", "-3.5"),
        ("\u201312", "-12"),
        ("+7", "7"),
        ("45 %", "45"),
    ],
)
def test_what_can_be_read_in_one_way_only_has_that_value_in_any_document(printed: str, value: str) -> None:
    values = [number.value for decimals in Decimals if (number := read_number(printed, decimals))]
    assert values == [Decimal(value)] * 3


@pytest.mark.parametrize(
    ("printed", "comma", "point"),
    [("1,234", "1.234", "1234"), ("12.345", "12345", "12.345"), ("-1,234", "-1.234", "-1234")],
)
def test_what_may_be_a_thousand_times_larger_is_settled_by_the_document_or_left(
    printed: str, comma: str, point: str
) -> None:
    by_comma, by_point = read_number(printed, COMMA), read_number(printed, POINT)
    assert by_comma is not None
    assert by_point is not None
    assert (by_comma.value, by_point.value) == (Decimal(comma), Decimal(point))
    assert read_number(printed, UNKNOWN) is None
    assert is_open(printed, UNKNOWN)
    assert not is_open(printed, POINT)


@pytest.mark.parametrize(
    "printed", ["2024.05.08", "12 34", "020", "1,23,456", "1 234 5", "10-20", "", "abc", "5 (3)", "1,"]
)
def test_a_code_a_date_or_several_numbers_have_no_value(printed: str) -> None:
    assert read_number(printed, COMMA) is None
    assert read_number(printed, POINT) is None


@pytest.mark.parametrize(
    ("columns", "texts", "decimals"),
    [
        ([["1,234", "12,5"]], [], COMMA),
        ([["1,234", "12.5"]], [], POINT),
        ([["1,234,567"]], [], POINT),
        ([["1.234.567"]], [], COMMA),
        ([["1 234,567"]], [], COMMA),
        ([["1,234", "987", "12"]], [], POINT),
        ([["1,234", "987", "12", "0,5"]], [], UNKNOWN),
        ([["1,234", "987", "5678"]], [], UNKNOWN),
        ([["1,234"]], ["a share of 12.5 %"], POINT),
        ([["1,234"]], ["det var 12,5 procent"], COMMA),
        ([["12,5"], ["12.5"]], [], UNKNOWN),
        ([["1,234", "2,345"]], ["in 2024"], UNKNOWN),
        ([["12,5"]], ["a share of 12.5 %"], COMMA),
    ],
    ids=str,
)
def test_the_documents_numbers_tell_what_parts_decimals(
    columns: list[list[str]], texts: list[str], decimals: Decimals
) -> None:
    assert decimals_of(columns, texts) is decimals


def test_text_is_written_the_swedish_way_with_every_character_in_its_place() -> None:
    text = "Of 1,234.5 and 1,234 and 12.5% on 2024-05-08, version 3.1.2, at 12:30"
    told, still_open = as_swedish(text, POINT)
    assert told == "Of 1\u00a0234,5 and 1\u00a0234 and 12,5% on 2024-05-08, version 3.1.2, at 12:30"
    assert still_open == ()


def test_numbers_that_nothing_settles_stay_as_they_are_and_are_told() -> None:
    text = "from 1,234 to 12.5"
    assert as_swedish(text, UNKNOWN) == ("from 1,234 to 12,5", (5,))


@given(
    value=st.decimals(min_value=-(10**9), max_value=10**9, places=2, allow_nan=False),
    style=st.sampled_from([(" ", ","), ("\u00a0", ","), (".", ","), (",", ".")]),
)
def test_what_is_formatted_is_read_again(value: Decimal, style: tuple[str, str]) -> None:
    group, mark = style
    printed = f"{value:,.2f}".replace(",", "G").replace(".", mark).replace("G", group)
    number = read_number(printed, UNKNOWN)
    assert number is not None
    assert number.value == value
    assert number.tolerance == Decimal("0.005")
