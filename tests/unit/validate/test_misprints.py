from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.validate.misprints import LIKELIHOOD, misprints_of, originals_of


def decimals(*texts: str) -> tuple[Decimal, ...]:
    return tuple(Decimal(text) for text in texts)


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("12", decimals("2", "10", "11", "13", "14", "21", "22", "120")),
        ("5", decimals("3", "4", "6", "7", "15", "50")),
        ("0", decimals("1", "2", "9", "10")),
        ("3.5", decimals("2.5", "3.3", "3.4", "3.6", "3.7", "4.5", "5.3", "35.0")),
        ("-50", decimals("-500", "-60", "-59", "-52", "-51", "-49", "-48", "-40")),
        # 20 with its digits swapped would begin with zero.
        ("20", decimals("10", "18", "19", "21", "22", "29", "30", "200")),
        # Nothing is next to 1 on its left; 11 with its digits swapped is 11.
        ("11", decimals("1", "9", "10", "12", "13", "21", "110")),
    ],
)
def test_a_number_becomes_what_a_slip_of_the_finger_makes_of_it(printed: str, expected: tuple[Decimal, ...]) -> None:
    assert misprints_of(Decimal(printed)) == expected


@pytest.mark.parametrize(
    ("printed", "original", "weight"),
    [
        ("21", "12", 0.15),
        ("1470", "147", 0.02 + 0.06 / 4),  # ten times, or one of its four digits added
        ("-7", "7", 0.02),
        ("430", "403", 0.15 / 2),  # or 340
    ],
)
def test_what_a_number_was_is_as_likely_as_the_slip(printed: str, original: str, weight: float) -> None:
    assert originals_of(Decimal(printed))[Decimal(original)] == pytest.approx(weight)


@pytest.mark.parametrize(
    ("printed", "original"),
    [
        ("69", "68"),
        ("69", "59"),
        ("69", "19"),
        ("69", "96"),
        ("69", "9"),
        ("69", "6"),
        ("69", "169"),
        ("69", "609"),
        ("69", "697"),
        ("35.0", "3.5"),
    ],
)
def test_every_kind_of_slip_is_thought_of(printed: str, original: str) -> None:
    assert Decimal(original) in originals_of(Decimal(printed))


@pytest.mark.parametrize(("printed", "never"), [("69", "69"), ("69", "6.9"), ("69", "-69"), ("69", "85"), ("5", "-5")])
def test_a_number_was_neither_itself_nor_anything(printed: str, never: str) -> None:
    assert Decimal(never) not in originals_of(Decimal(printed))


def test_the_kinds_are_all_there_is() -> None:
    assert sum(LIKELIHOOD.values()) == pytest.approx(1)


numbers = st.builds(
    lambda digits, places: Decimal(digits).scaleb(-places), st.integers(0, 10_000_000), st.integers(0, 2)
)


@given(numbers)
@example(Decimal(10))
@example(Decimal("0.1"))
@example(Decimal(99))
def test_whatever_a_number_may_have_become_it_may_have_been(number: Decimal) -> None:
    missed = [became for became in misprints_of(number) if number not in originals_of(became)]
    assert missed == []


@given(numbers)
def test_a_number_off_by_a_step_or_ten_times_became_what_it_is(number: Decimal) -> None:
    unit = Decimal(1).scaleb(int(number.as_tuple().exponent))
    for original in originals_of(number):
        if abs(original - number) in {unit, 2 * unit, 10 * unit} or 0 < 10 * original == number:
            assert number in misprints_of(original)


@given(numbers)
def test_the_weights_are_parts_of_one_and_nothing_is_negative(number: Decimal) -> None:
    originals = originals_of(number)
    assert 0 < sum(originals.values()) <= 1 + 1e-9
    assert min(originals) >= 0
    assert number not in originals
    assert min(misprints_of(number)) >= 0
