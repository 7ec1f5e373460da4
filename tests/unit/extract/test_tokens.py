from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.tokens import TOKEN


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("cirka 300-500 personer", ["300-500"]),
        ("ring 020-390 000 nu", ["020-390 000"]),
        ("1 204 och 1 204,5", ["1 204", "1 204,5"]),
        ("(35 procent)", ["35"]),
        ("100% eller 35 %", ["100%", "35 %"]),
        ("Grön näring39", ["39"]),
        ("Kvinnor: .....69", ["69"]),
        ("år 2022, 2023.", ["2022", "2023"]),
        ("-0,25 och \u22123", ["-0,25", "\u22123"]),
        ("under 2024 430 personer", ["2024", "430"]),
        ("12 3456", ["12", "3456"]),
        ("inga siffror", []),
    ],
)
def test_a_token_is_the_longest_run_that_is_one_number_range_or_code(text: str, tokens: list[str]) -> None:
    assert [match.group() for match in TOKEN.finditer(text)] == tokens


@given(st.text(alphabet="0123456789 ,.-%abå", max_size=40))
def test_no_digit_is_outside_a_token(text: str) -> None:
    covered = {position for match in TOKEN.finditer(text) for position in range(*match.span())}
    assert all(position in covered for position, char in enumerate(text) if char.isdigit())
