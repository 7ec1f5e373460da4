from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from pipeline.model.observation import Observation
from pipeline.validate.expressions import (
    Difference,
    Expression,
    Growth,
    Leaf,
    Listed,
    Place,
    Share,
    Sum,
    Tally,
    Times,
    Whole,
    as_decimal,
    has_gap,
    observations_in,
    sums_of,
    told,
    value_of,
    words_of,
)
from tests.fixtures.facts import fact, observation

WOMEN = observation(69, sex="female", age="adult")
GIRLS = observation(4, sex="female", age="child")
MEN = observation(132, sex="male", age="adult")
NOBODY = observation(0, sex="other")
MISSING = observation(7, sex="female", age="_U")
VALUES: dict[str, Decimal | None] = {one.observation_id: one.value for one in (WOMEN, GIRLS, MEN, NOBODY)}
VALUES[MISSING.observation_id] = None

FEMALE = Sum((WOMEN, GIRLS))
EMPTY = Sum(())


@pytest.mark.parametrize(
    ("expression", "value", "words"),
    [
        (FEMALE, Fraction(73), "69 + 4"),
        (EMPTY, Fraction(0), "0"),
        (Sum((WOMEN, MISSING)), Fraction(69), "69 + ?"),
        (Sum((MISSING,)), Fraction(0), "?"),
        (Share(Sum((WOMEN,)), Sum((MEN,))), Fraction(6900, 132), "69 / 132 = 52.2727 %"),
        (Share(FEMALE, Sum((GIRLS,))), Fraction(1825), "(69 + 4) / 4 = 1825 %"),
        (Share(FEMALE, Sum((NOBODY,))), None, "(69 + 4) / 0 = ? %"),
        (Growth(Sum((MEN,)), Sum((WOMEN,))), Fraction(6300, 69), "(132 − 69) / 69 = 91.3043 %"),
        (Growth(Sum((GIRLS,)), Sum((NOBODY,))), None, "(4 − 0) / 0 = ? %"),
        (Difference(Sum((GIRLS,)), FEMALE), Fraction(-69), "4 − (69 + 4) = -69"),
        (
            Difference(Share(Sum((GIRLS,)), Sum((MEN,))), Share(Sum((WOMEN,)), Sum((MEN,)))),
            Fraction(-6500, 132),
            "3.0303 % − 52.2727 % = -49.2424",
        ),
        (Place(Sum((GIRLS,)), (Sum((WOMEN,)), Sum((MEN,)), Sum((NOBODY,)))), Fraction(3), "69 > 132 > 4: 3"),
        (Place(Sum((MEN,)), (Sum((WOMEN,)),)), Fraction(1), "132: 1"),
        (Place(Sum((MEN,)), (Sum((MEN,)),)), Fraction(1), "132: 1"),
        (Place(Sum((GIRLS,)), (Sum((MEN,)), Sum((MEN,)))), Fraction(2), "132 > 132 > 4: 2"),
        (Tally((Sum((WOMEN,)), Sum((NOBODY,)), Sum((MEN,)))), Fraction(2), "1 + 1 = 2"),
        (Tally((Sum((NOBODY,)),)), Fraction(0), "0 = 0"),
        (Listed(("TH", "UA", "SE")), Fraction(3), "1 + 1 + 1 = 3"),
        (Times(2, FEMALE), Fraction(146), "2 × (69 + 4)"),
        (Times(2, Sum((WOMEN,))), Fraction(138), "2 × 69"),
        (Whole(), Fraction(100), "100 %"),
    ],
)
def test_an_expression_has_an_exact_value_and_is_written_as_a_person_would(
    expression: Expression, value: Fraction | None, words: str
) -> None:
    assert value_of(expression, VALUES) == value
    assert words_of(expression, VALUES) == words


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Fraction(81), "81"),
        (Fraction(1, 3), "0.3333"),
        (Fraction(2, 3), "0.6667"),
        (Fraction(-1, 2), "-0.5000"),
        (Fraction(0), "0"),
    ],
)
def test_whole_numbers_are_shown_whole_and_others_to_four_decimals(value: Fraction, shown: str) -> None:
    assert str(as_decimal(value)) == shown


def test_a_cell_has_no_value_before_it_is_told() -> None:
    with pytest.raises(TypeError, match="is a cell: it has to be told first"):
        value_of(Sum((fact(sex="female"),)), VALUES)


@pytest.mark.parametrize(
    ("expression", "gap"),
    [
        (FEMALE, False),
        (Sum((WOMEN, MISSING)), True),
        (Share(FEMALE, Sum((MISSING,))), True),
        (Place(Sum((WOMEN,)), (Sum((MISSING,)),)), True),
        (Listed(("TH",)), False),
        (Whole(), False),
    ],
)
def test_a_missing_mark_anywhere_is_a_gap(expression: Expression, *, gap: bool) -> None:
    assert has_gap(expression, VALUES) is gap


def test_sums_and_numbers_come_in_the_order_of_the_arithmetic() -> None:
    change = Difference(Share(Sum((GIRLS,)), Sum((MEN,))), Share(Sum((WOMEN,)), FEMALE))
    assert list(sums_of(change)) == [Sum((GIRLS,)), Sum((MEN,)), Sum((WOMEN,)), FEMALE]
    assert observations_in(change) == (GIRLS, MEN, WOMEN, WOMEN, GIRLS)
    assert list(sums_of(Listed(("TH",)))) == []


CELL, SPLIT, LEFT_OUT, UNTOLD = (fact(origin=code) for code in ("TH", "UA", "SE", "CO"))


def tell(leaf: Leaf) -> tuple[Observation, ...] | None:
    """One cell is printed, one is told by two parts, one left out of a closed block, and any other is not told."""
    if isinstance(leaf, Observation):
        return (leaf,)
    return {CELL: (WOMEN,), SPLIT: (GIRLS, MEN), LEFT_OUT: ()}.get(leaf)


def sums(*cells: Leaf) -> tuple[Sum, ...]:
    return tuple(Sum((cell,)) for cell in cells)


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        (Sum((CELL, SPLIT)), Sum((WOMEN, GIRLS, MEN))),
        (Sum((CELL, LEFT_OUT)), Sum((WOMEN,))),
        (Sum((LEFT_OUT,)), EMPTY),
        (Sum((CELL, UNTOLD)), None),
        (Sum((NOBODY,)), Sum((NOBODY,))),
        (Share(*sums(CELL, SPLIT)), Share(Sum((WOMEN,)), Sum((GIRLS, MEN)))),
        (Share(*sums(CELL, UNTOLD)), None),
        (Growth(*sums(UNTOLD, CELL)), None),
        (Difference(*sums(CELL, LEFT_OUT)), Difference(Sum((WOMEN,)), EMPTY)),
        (Difference(Share(*sums(CELL, UNTOLD)), Share(*sums(CELL, SPLIT))), None),
        (Times(2, Sum((SPLIT,))), Times(2, Sum((GIRLS, MEN)))),
        (Times(2, Sum((UNTOLD,))), None),
        (Listed(("TH",)), Listed(("TH",))),
        (Whole(), Whole()),
    ],
)
def test_arithmetic_is_told_if_all_of_its_cells_are(expression: Expression, expected: Expression | None) -> None:
    assert told(expression, tell) == expected


def test_a_place_needs_its_own_cell_and_one_other_and_leaves_out_those_that_are_not_told() -> None:
    assert told(Place(Sum((SPLIT,)), sums(CELL, UNTOLD)), tell) == Place(Sum((GIRLS, MEN)), (Sum((WOMEN,)),))
    assert told(Place(Sum((UNTOLD,)), sums(CELL)), tell) is None
    assert told(Place(Sum((LEFT_OUT,)), sums(CELL)), tell) is None
    assert told(Place(Sum((CELL,)), sums(UNTOLD)), tell) is None


def test_a_tally_counts_the_classes_that_are_told() -> None:
    assert told(Tally(sums(CELL, UNTOLD, LEFT_OUT)), tell) == Tally((Sum((WOMEN,)),))
    assert told(Tally(sums(UNTOLD)), tell) is None
