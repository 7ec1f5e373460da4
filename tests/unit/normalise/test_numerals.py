from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalise.numerals import parse_count, parse_number


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("0", "0"),
        ("233", "233"),
        ("1 204", "1204"),
        ("1\u00a0204", "1204"),
        ("1\u2009204\u2009000", "1204000"),
        ("1.204", "1204"),
        ("1 204,5", "1204.5"),
        ("0,25", "0.25"),
        ("12.5", "12.5"),
        ("-3", "-3"),
        ("\u22123,5", "-3.5"),
        ("+7", "7"),
    ],
)
def test_one_number_has_its_exact_value(printed: str, value: str) -> None:
    assert parse_number(printed) == Decimal(value)


@pytest.mark.parametrize(
    "printed",
    ["300-500", "020-390 000", "2024-05-08", "007", "1 20", "35 %", "1 204 5", "", "1" * 16, "1 204,5" + "0" * 12],
)
def test_what_is_no_single_number_has_no_value(printed: str) -> None:
    assert parse_number(printed) is None


@pytest.mark.parametrize("printed", ["-3", "1,5"])
def test_a_count_is_whole_and_not_negative(printed: str) -> None:
    assert parse_count(printed) is None


@given(st.integers(0, 10**9), st.sampled_from(" \u00a0\u2009\u202f"))
def test_grouping_by_any_space_gives_the_number_back(number: int, space: str) -> None:
    assert parse_number(f"{number:,}".replace(",", space)) == number
