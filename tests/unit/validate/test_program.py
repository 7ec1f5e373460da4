from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

import pytest

from pipeline.model.observation import Fact, Observation, Statement
from pipeline.validate.cube import Row
from pipeline.validate.expressions import Share, Sum, Times
from pipeline.validate.program import Program, holds, linear, program_of
from tests.fixtures.facts import change, fact, measured, observation, of_year, rank, share, statement, told
from tests.fixtures.webs import web

FORM = "exploitation_form"
LABOUR = fact(exploitation_form="labour")
FEMALE = fact(exploitation_form="labour", sex="female")
EARLIER = of_year(2022, LABOUR)

Terms = dict[Fact, Fraction]
Ends = tuple[Fraction | None, Fraction | None]


def number(text: str) -> Fraction:
    return Fraction(text)


def program(observations: Sequence[Observation], statements: Sequence[Statement] = ()) -> Program:
    found = web(observations, statements)
    return program_of(found.observations, found.relations, found.telling)


def owned(found: Program, owner: str) -> list[tuple[Terms, Ends]]:
    return [(dict(row.terms), (row.lower, row.upper)) for row in found.rows if row.owner == owner]


@pytest.mark.parametrize(
    ("one", "ends"),
    [
        (told(233, LABOUR), (number("233"), number("233"))),
        (told(233, LABOUR, tolerance="0.5"), (number("232.5"), number("233.5"))),
        (told(50, LABOUR, qualifier="approximate"), (number("47.5"), number("52.5"))),
        (told(50, LABOUR, qualifier="approximate", tolerance=5), (number("45"), number("55"))),
        (told(300, LABOUR, qualifier="at_least"), (number("300"), None)),
        (told(300, LABOUR, qualifier="lower"), (number("300"), None)),
        (told(500, LABOUR, qualifier="at_most"), (None, number("500"))),
        (told(500, LABOUR, qualifier="upper"), (None, number("500"))),
        (measured("369.7", LABOUR, "0.9"), (number("368.8"), number("370.6"))),
    ],
)
def test_a_count_says_what_its_cell_is_as_exactly_as_it_is_told(one: Observation, ends: Ends) -> None:
    assert owned(program([one]), one.observation_id) == [({LABOUR: Fraction(1)}, ends)]


def test_a_missing_mark_says_nothing() -> None:
    assert program([told(None, LABOUR)]) == Program((), ())


@pytest.mark.parametrize(
    ("one", "rows"),
    [
        # Within 34.5 and 35.5 percent: 100 × part − 35.5 × whole ≤ 0 ≤ 100 × part − 34.5 × whole
        (
            share(35, FORM, exploitation_form="labour", sex="female"),
            [
                ({FEMALE: number("100"), LABOUR: number("-35.5")}, (None, Fraction(0))),
                ({FEMALE: number("100"), LABOUR: number("-34.5")}, (Fraction(0), None)),
            ],
        ),
        (
            replace(share(35, FORM, tolerance="0", exploitation_form="labour", sex="female"), qualifier="at_least"),
            [({FEMALE: number("100"), LABOUR: number("-35")}, (Fraction(0), None))],
        ),
        (
            replace(share(35, FORM, tolerance="0", exploitation_form="labour", sex="female"), qualifier="at_most"),
            [({FEMALE: number("100"), LABOUR: number("-35")}, (None, Fraction(0)))],
        ),
        # 100 × (now − then) is between 44.5 and 45.5 times then
        (
            change(45, 2022, exploitation_form="labour"),
            [
                ({LABOUR: number("100"), EARLIER: number("-145.5")}, (None, Fraction(0))),
                ({LABOUR: number("100"), EARLIER: number("-144.5")}, (Fraction(0), None)),
            ],
        ),
        (
            change(59, 2022, unit="persons", tolerance="0", exploitation_form="labour"),
            [({LABOUR: Fraction(1), EARLIER: Fraction(-1)}, (Fraction(59), Fraction(59)))],
        ),
    ],
)
def test_a_share_or_a_change_is_linear_in_counts(one: Observation, rows: list[tuple[Terms, Ends]]) -> None:
    assert owned(program([one]), one.observation_id) == rows


def test_words_are_conditions_on_counts() -> None:
    rises = statement("trend", "up", since="2022", exploitation_form="labour")
    most = statement("majority", "majority", about="sex", sex="female", nth=2)
    found = program([], [rises, most])
    assert owned(found, rises.statement_id) == [({LABOUR: Fraction(1), EARLIER: Fraction(-1)}, (Fraction(1), None))]
    assert owned(found, most.statement_id) == [
        ({fact(sex="female"): Fraction(2), fact(): Fraction(-1)}, (Fraction(1), None))
    ]


def test_a_manner_of_speaking_is_no_condition_and_neither_are_places_and_tallies() -> None:
    plurality = statement("plurality", "most", about="sex", sex="female")
    place = rank(1, "sex", sex="female")
    printed = [told(10, fact(sex="female")), told(20, fact(sex="male"))]
    found = program([*printed, place], [plurality])
    assert place.observation_id not in found.owners
    assert owned(found, plurality.statement_id) == [
        ({fact(sex="female"): Fraction(1), fact(sex="male"): Fraction(-1)}, (Fraction(0), None))
    ]


def test_what_a_closed_block_leaves_out_is_zero() -> None:
    box = [
        observation(73, exploitation_form="labour"),
        observation(69, exploitation_form="labour", sex="female", age="adult"),
        observation(4, exploitation_form="labour", sex="female", age="child"),
        told(0, fact(exploitation_form="labour", sex="male")),
    ]
    boys = fact(exploitation_form="labour", sex="male", age="child")
    assert Row(((boys, Fraction(1)),), Fraction(0), Fraction(0)) in program(box).rows


def test_overlaps_are_never_summed_but_lie_inside_what_they_overlap() -> None:
    sexual = fact(exploitation_form="sexual")
    also = replace(sexual, measure="persons_also_exploited")
    found = program([told(166, sexual), told(38, also)])
    assert Row(((sexual, Fraction(1)), (also, Fraction(-1))), Fraction(0), None) in found.rows
    summed = {cell for row in found.rows if len(row.terms) > 2 for cell, _ in row.terms}
    assert also not in summed


def test_owners_come_once_in_the_order_of_their_rows() -> None:
    one, other = told(233, LABOUR), share(35, FORM, exploitation_form="labour", sex="female")
    assert program([other, one]).owners == (one.observation_id, other.observation_id)


@pytest.mark.parametrize(
    ("values", "set_aside", "expected"),
    [
        ({LABOUR: 233, FEMALE: 81}, set(), True),
        ({LABOUR: 233, FEMALE: 80}, set(), False),
        ({LABOUR: 233, FEMALE: 80}, {"share"}, True),
        ({LABOUR: 232, FEMALE: 81}, {"share"}, False),
        ({LABOUR: 232, FEMALE: 0}, {"share", "print"}, True),
        ({LABOUR: 233, FEMALE: -1}, {"share"}, False),
    ],
)
def test_values_hold_if_they_fulfil_every_row_that_is_not_set_aside(
    values: dict[Fact, int], set_aside: set[str], *, expected: bool
) -> None:
    rows = (
        Row(((LABOUR, Fraction(1)),), Fraction(233), Fraction(233), "print"),
        # At least 34.5 percent: of 233 that is 80.4.
        Row(((FEMALE, number("100")), (LABOUR, number("-34.5"))), Fraction(0), None, "share"),
    )
    assert holds(Program((LABOUR, FEMALE), rows), values, frozenset(set_aside)) is expected


def test_sums_and_multiples_of_counts_are_linear() -> None:
    assert linear(Sum((LABOUR, FEMALE, LABOUR))) == {LABOUR: Fraction(2), FEMALE: Fraction(1)}
    assert linear(Times(2, Sum((LABOUR,)))) == {LABOUR: Fraction(2)}
    assert linear(Sum((told(81, FEMALE),))) == {FEMALE: Fraction(1)}
    assert linear(Sum((share(35, FORM, sex="female"),))) is None
    assert linear(Sum((measured("33.0", FEMALE, "0.2"),))) is None
    assert linear(Share(Sum((FEMALE,)), Sum((LABOUR,)))) is None
