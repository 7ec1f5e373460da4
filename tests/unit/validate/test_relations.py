from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pytest

from pipeline.model.observation import Observation
from pipeline.model.verdict import Severity, Verdict
from pipeline.validate.expressions import Expression, Share, Sum, Tally, Whole
from pipeline.validate.relations import Relation, Sign, breaks, confront, falls_short, told_relations
from pipeline.validate.telling import telling_of
from tests.fixtures.facts import fact, family_spec, measured, observation

A, B, C = (observation(1, origin=code) for code in ("TH", "UA", "SE"))
"""Three numbers; their values are given case by case."""

Number = int | str | None


def values(*numbers: Number) -> Mapping[str, Decimal | None]:
    pairs = zip((A, B, C), numbers, strict=False)
    return {one.observation_id: None if value is None else Decimal(value) for one, value in pairs}


def relation(
    left: Expression, sign: Sign, right: Expression, tolerance: Number = 0, short: Severity | None = None
) -> Relation:
    return Relation("sum:1", "prose", left, sign, right, Decimal(tolerance or 0), short=short)


def both(sign: Sign, tolerance: Number = 0, short: Severity | None = None) -> Relation:
    """A + B against C."""
    return relation(Sum((A, B)), sign, Sum((C,)), tolerance, short=short)


OPEN = Severity.NOTE
IN_WORDS = replace(both(Sign.EQUAL, 0, Severity.INCOMPLETE), unless_large=True)


@pytest.mark.parametrize(
    ("one", "numbers", "verdict", "statement"),
    [
        (both(Sign.EQUAL), (69, 4, 73), "holds", "69 + 4 = 73"),
        (both(Sign.EQUAL), (69, 4, 72), "breaks", "69 + 4 = 73 ≠ 72"),
        (both(Sign.EQUAL), (69, 4, 74), "breaks", "69 + 4 = 73 ≠ 74"),
        (both(Sign.EQUAL, 1), (69, 4, 74), "holds", "69 + 4 = 73 = 74 ± 1"),
        (both(Sign.EQUAL, 1), (69, 4, 72), "holds", "69 + 4 = 73 = 72 ± 1"),
        (both(Sign.EQUAL, 1), (69, 4, 75), "breaks", "69 + 4 = 73 ≠ 75 ± 1"),
        (both(Sign.EQUAL, 0, OPEN), (69, 4, 73), "holds", "69 + 4 = 73"),
        (both(Sign.EQUAL, 0, OPEN), (69, 4, 80), "undecided", "69 + 4 = 73 < 80"),
        (both(Sign.EQUAL, 0, OPEN), (69, 4, 72), "breaks", "69 + 4 = 73 ≠ 72"),
        (both(Sign.AT_MOST), (69, 4, 80), "holds", "69 + 4 = 73 < 80"),
        (both(Sign.AT_MOST), (69, 4, 73), "holds", "69 + 4 = 73"),
        (both(Sign.AT_MOST), (69, 4, 72), "breaks", "69 + 4 = 73 > 72"),
        (both(Sign.AT_MOST, 1), (69, 4, 72), "holds", "69 + 4 = 73 ≤ 72 ± 1"),
        (both(Sign.AT_MOST, 1), (69, 4, 71), "breaks", "69 + 4 = 73 > 71"),
        (both(Sign.LESS), (69, 4, 74), "holds", "69 + 4 = 73 < 74"),
        (both(Sign.LESS), (69, 4, 73), "breaks", "69 + 4 = 73"),
        (both(Sign.LESS), (69, 4, 72), "breaks", "69 + 4 = 73 > 72"),
    ],
)
def test_two_sides_are_held_against_each_other(
    one: Relation, numbers: tuple[Number, ...], verdict: str, statement: str
) -> None:
    check = confront(one, values(*numbers))
    assert (check.verdict.value, check.statement) == (verdict, statement)
    assert breaks(one, values(*numbers)) is (verdict == "breaks")


@pytest.mark.parametrize(
    ("one", "numbers", "verdict", "statement"),
    [
        # What is missing may be zero or more, so that what is known of a sum is the least that it may be.
        (both(Sign.EQUAL), (69, None, 73), "undecided", "69 + ? = 73"),
        (both(Sign.EQUAL), (69, None, 69), "undecided", "69 + ? = 69"),
        (both(Sign.EQUAL), (69, None, 68), "breaks", "69 + ? ≠ 68"),
        (both(Sign.EQUAL, 1), (69, None, 68), "undecided", "69 + ? = 68 ± 1"),
        (both(Sign.EQUAL, 0, OPEN), (69, None, 80), "undecided", "69 + ? = 80"),
        (both(Sign.AT_MOST), (69, None, 80), "undecided", "69 + ? ≤ 80"),
        (both(Sign.AT_MOST), (69, None, 68), "breaks", "69 + ? > 68"),
        (both(Sign.LESS), (69, None, 80), "undecided", "69 + ? < 80"),
        (both(Sign.LESS), (69, None, 69), "breaks", "69 + ? ≥ 69"),
        # Of a total that is missing nothing is known.
        (both(Sign.EQUAL), (69, 4, None), "undecided", "69 + 4 = ?"),
        (both(Sign.EQUAL, 0, OPEN), (69, 4, None), "undecided", "69 + 4 = ?"),
        (both(Sign.AT_MOST), (69, 4, None), "undecided", "69 + 4 ≤ ?"),
        (both(Sign.LESS), (0, 0, None), "undecided", "0 + 0 < ?"),
        (
            relation(Share(Sum((A,)), Sum((B,))), Sign.EQUAL, Sum((C,))),
            (81, None, 35),
            "undecided",
            "81 / ? = ? % = 35",
        ),
        (relation(Share(Sum((A,)), Sum((B,))), Sign.EQUAL, Sum((C,))), (0, 0, 35), "undecided", "0 / 0 = ? % = 35"),
        (relation(Sum((C,)), Sign.AT_MOST, Share(Sum((A,)), Sum((B,)))), (0, 0, 35), "undecided", "35 ≤ 0 / 0 = ? %"),
        (relation(Tally((Sum((A,)), Sum((B,)))), Sign.EQUAL, Sum((C,))), (5, None, 1), "undecided", "1 = 1 = 1"),
    ],
)
def test_a_missing_mark_leaves_a_comparison_undecided_unless_the_rest_is_too_much(
    one: Relation, numbers: tuple[Number, ...], verdict: str, statement: str
) -> None:
    check = confront(one, values(*numbers))
    assert (check.verdict.value, check.statement) == (verdict, statement)
    assert breaks(one, values(*numbers)) is (verdict == "breaks")


def test_shares_of_a_whole_may_exceed_it_by_their_rounding() -> None:
    shares = relation(Sum((A, B)), Sign.AT_MOST, Whole(), 1)
    assert confront(shares, values(63, 38)).statement == "63 + 38 = 101 ≤ 100 % ± 1"
    assert confront(shares, values(63, 39)).statement == "63 + 39 = 102 > 100 %"


@pytest.mark.parametrize(
    ("one", "numbers", "severity", "remarked"),
    [
        (both(Sign.EQUAL), (69, 4, 72), Severity.CONTRADICTION, False),
        (both(Sign.EQUAL), (69, 4, 73), Severity.NOTE, False),
        (both(Sign.EQUAL, 0, Severity.INCOMPLETE), (69, 4, 80), Severity.INCOMPLETE, True),
        (both(Sign.EQUAL, 0, Severity.INCOMPLETE), (69, 4, None), Severity.NOTE, False),
        (both(Sign.EQUAL, 0, OPEN), (69, 4, 80), Severity.NOTE, False),
        (IN_WORDS, (69, 4, 76), Severity.INCOMPLETE, True),
        (IN_WORDS, (69, 4, 77), Severity.NOTE, False),
    ],
)
def test_a_shortfall_matters_as_much_as_the_relation_says_and_less_than_the_least_part(
    one: Relation, numbers: tuple[Number, ...], severity: Severity, *, remarked: bool
) -> None:
    assert confront(one, values(*numbers)).severity is severity
    assert falls_short(one, values(*numbers)) is remarked


def test_the_margin_of_a_bar_is_told_as_drawn() -> None:
    bar = measured("33.0", fact(sex="female"), "0.2")
    one = relation(Sum((A,)), Sign.EQUAL, Sum((bar,)), "0.2")
    found = confront(one, {**values(34), bar.observation_id: bar.value})
    assert found.statement == "34 ≠ 33.0 ± 0.2 drawn"


def test_a_check_carries_who_says_so_and_who_takes_part_once() -> None:
    one = replace(relation(Sum((A, B)), Sign.AT_MOST, Sum((A,))), owner="report:statement:1")
    check = confront(one, values(1, 0))
    assert (check.owner, check.kind, check.observation_ids) == (
        "report:statement:1",
        "sum",
        (A.observation_id, B.observation_id),
    )


@pytest.mark.parametrize(("printed", "number"), [((A, B), 1), ((A,), 0), ((), 0)])
def test_only_relations_whose_cells_are_all_told_can_be_checked(printed: tuple[Observation, ...], number: int) -> None:
    between = relation(Sum((A.fact,)), Sign.AT_MOST, Sum((B.fact,)))
    told = told_relations([between], telling_of(printed, family_spec(), {}))
    assert [(one.left, one.right) for one in told] == [(Sum((A,)), Sum((B,)))] * number


def test_a_relation_without_any_number_is_none() -> None:
    assert told_relations([relation(Whole(), Sign.EQUAL, Whole())], telling_of((), family_spec(), {})) == ()


def test_verdicts_are_those_of_the_contract() -> None:
    assert [one.value for one in Verdict] == ["holds", "breaks", "undecided", "broken_check"]
