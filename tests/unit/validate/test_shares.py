from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from pipeline.model.observation import Observation
from pipeline.model.verdict import Severity
from pipeline.validate.shares import margin_of
from tests.fixtures.facts import fact, observation, share, told
from tests.fixtures.webs import outcomes, web

TOTAL = observation(430)
FEMALE = told(270, fact(sex="female"))
LABOUR = observation(233, exploitation_form="labour")
LABOUR_FEMALE = told(81, fact(exploitation_form="labour", sex="female"))


def of_labour(value: int | str, qualifier: str = "exact", tolerance: str = "0.5") -> Observation:
    one = share(value, "exploitation_form", tolerance=tolerance, exploitation_form="labour", sex="female")
    return replace(one, qualifier=qualifier)


@pytest.mark.parametrize(
    ("printed", "one", "expected"),
    [
        # 270 of 430 are 62.79 percent, 81 of 233 are 34.76.
        ([TOTAL, FEMALE], share(63, sex="female"), ("270 / 430 = 62.7907 % = 63 ± 0.5", "holds")),
        ([TOTAL, FEMALE], share(62, sex="female"), ("270 / 430 = 62.7907 % ≠ 62 ± 0.5", "breaks")),
        ([LABOUR, LABOUR_FEMALE], of_labour(35), ("81 / 233 = 34.7639 % = 35 ± 0.5", "holds")),
        ([LABOUR, LABOUR_FEMALE], of_labour(53), ("81 / 233 = 34.7639 % ≠ 53 ± 0.5", "breaks")),
        ([LABOUR, LABOUR_FEMALE], of_labour("34.8", tolerance="0.05"), ("81 / 233 = 34.7639 % = 34.8 ± 0.05", "holds")),
        (
            [LABOUR, LABOUR_FEMALE],
            of_labour("34.7", tolerance="0.05"),
            ("81 / 233 = 34.7639 % ≠ 34.7 ± 0.05", "breaks"),
        ),
        # About 36 may be off by a twentieth of it.
        ([LABOUR, LABOUR_FEMALE], of_labour(36, "approximate"), ("81 / 233 = 34.7639 % = 36 ± 1.80", "holds")),
        ([LABOUR, LABOUR_FEMALE], of_labour(37, "approximate"), ("81 / 233 = 34.7639 % ≠ 37 ± 1.85", "breaks")),
    ],
)
def test_a_share_is_that_of_the_numbers_within_its_rounding(
    printed: Sequence[Observation], one: Observation, expected: tuple[str, str]
) -> None:
    assert outcomes(web([*printed, one]).checks("share")) == [expected]


@pytest.mark.parametrize("printed", [[TOTAL], [FEMALE], []])
def test_a_share_of_what_is_not_told_is_not_checked(printed: Sequence[Observation]) -> None:
    assert web([*printed, share(63, sex="female")]).checks("share") == []


def test_a_share_of_a_missing_mark_is_undecided() -> None:
    missing = replace(observation(4, exploitation_form="labour", sex="female", age="child"), value=None)
    women = observation(77, exploitation_form="labour", sex="female", age="adult")
    checks = web([LABOUR, women, missing, of_labour(35)]).checks("share")
    assert outcomes(checks) == [("(77 + ?) / 233 = 33.0472 % = 35 ± 0.5", "undecided")]


@pytest.mark.parametrize(
    ("qualifier", "value", "expected"),
    [
        ("at_least", 30, ("30 < 81 / 233 = 34.7639 %", "holds")),
        ("at_least", 36, ("36 > 81 / 233 = 34.7639 %", "breaks")),
        ("lower", 36, ("36 > 81 / 233 = 34.7639 %", "breaks")),
        ("at_most", 40, ("81 / 233 = 34.7639 % < 40", "holds")),
        ("upper", 34, ("81 / 233 = 34.7639 % > 34", "breaks")),
    ],
)
def test_a_share_told_as_at_least_or_at_most_only_bounds(qualifier: str, value: int, expected: tuple[str, str]) -> None:
    found = web([LABOUR, LABOUR_FEMALE, of_labour(value, qualifier, tolerance="0")])
    assert found.checks("share") == []
    assert expected in outcomes(found.checks("subset"))


def test_a_part_of_those_known_leaves_the_unknown_out_of_the_whole() -> None:
    box = [
        observation(230, exploitation_form="labour"),
        observation(69, exploitation_form="labour", sex="female", age="adult"),
        observation(4, exploitation_form="labour", sex="female", age="child"),
        observation(132, exploitation_form="labour", sex="male", age="adult"),
        observation(4, exploitation_form="labour", sex="male", age="child"),
        observation(21, exploitation_form="labour", sex="female", age="_U"),
    ]
    base = "exploitation_form|known:sex,age"
    one = share(33, base, exploitation_form="labour", sex="female", age="adult")
    # 69 / (69 + 4 + 132 + 4) = 69 / 209; other sexes have no row in a closed box.
    assert outcomes(web([*box, one]).checks("share")) == [("69 / (69 + 4 + 132 + 4) = 33.0144 % = 33 ± 0.5", "holds")]


def test_shares_of_one_whole_are_no_more_than_all_of_it() -> None:
    def together(*values: int) -> list[tuple[str, str]]:
        pairs = zip(values, ("female", "male", "other"), strict=False)
        checks = web([share(value, sex=code) for value, code in pairs]).confronted
        return outcomes([check for check in checks if check.check_id.startswith("subset:shares")])

    assert together(63, 37) == [("63 + 37 = 100 %", "holds")]
    assert together(63, 36) == [("63 + 36 = 99 < 100 %", "holds")]
    assert together(63, 37, 1) == [("63 + 37 + 1 = 101 ≤ 100 % ± 1.5", "holds")]
    assert together(63, 73) == [("63 + 73 = 136 > 100 %", "breaks")]
    assert together(63) == []


@pytest.mark.parametrize(
    "other",
    [
        share(60, "exploitation_form", exploitation_form="labour", sex="male"),
        replace(share(60, sex="male"), qualifier="measured"),
        replace(share(60, sex="male"), qualifier="at_most"),
        share(60, age="adult"),
        replace(share(60, sex="male"), fact=replace(share(60, sex="male").fact, time_period="2023")),
    ],
)
def test_shares_of_other_wholes_or_by_other_classes_are_not_added(other: Observation) -> None:
    checks = web([share(63, sex="female"), other]).confronted
    assert [check for check in checks if check.check_id.startswith("subset:shares")] == []


@pytest.mark.parametrize(
    ("value", "qualifier", "tolerance", "margin"),
    [
        (35, "exact", "0.5", "0.5"),
        (35, "approximate", "0.5", "1.75"),
        (50, "approximate", "5", "5"),
        (-50, "approximate", "0", "2.5"),
        (35, "at_least", "0.5", "0.5"),
    ],
)
def test_the_margin_is_the_rounding_or_a_twentieth_of_what_is_vague(
    value: int, qualifier: str, tolerance: str, margin: str
) -> None:
    one = told(value, fact(), qualifier=qualifier, tolerance=tolerance)
    assert margin_of(one) == Decimal(margin)


def test_a_share_that_breaks_contradicts() -> None:
    (check,) = web([TOTAL, FEMALE, share(36, sex="female")]).checks("share")
    assert check.severity is Severity.CONTRADICTION
