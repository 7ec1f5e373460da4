from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from pipeline.model.observation import Observation
from tests.fixtures.facts import change, fact, observation, of_year, share, told
from tests.fixtures.webs import outcomes, web

NOW = observation(189, exploitation_form="labour")
THEN = told(130, of_year(2022, fact(exploitation_form="labour")))
BOTH = [NOW, THEN]


def of_labour(value: int | str, unit: str = "percent", tolerance: str = "0.5", qualifier: str = "exact") -> Observation:
    one = change(value, 2022, unit=unit, tolerance=tolerance, exploitation_form="labour")
    return replace(one, qualifier=qualifier)


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        # (189 - 130) / 130 = 59 / 130 = 45.38 percent
        (of_labour(45), ("(189 − 130) / 130 = 45.3846 % = 45 ± 0.5", "holds")),
        (of_labour(54), ("(189 − 130) / 130 = 45.3846 % ≠ 54 ± 0.5", "breaks")),
        (of_labour(-45), ("(189 − 130) / 130 = 45.3846 % ≠ -45 ± 0.5", "breaks")),
        (of_labour(47, qualifier="approximate"), ("(189 − 130) / 130 = 45.3846 % = 47 ± 2.35", "holds")),
        (of_labour(59, "persons", "0"), ("189 − 130 = 59 = 59", "holds")),
        (of_labour(58, "persons", "0"), ("189 − 130 = 59 ≠ 58", "breaks")),
    ],
)
def test_a_change_is_that_between_the_two_counts(one: Observation, expected: tuple[str, str]) -> None:
    assert outcomes(web([*BOTH, one]).checks("change")) == [expected]


def test_a_fall_has_a_sign() -> None:
    assert outcomes(web([observation(65), told(130, of_year(2023, fact())), change(-50, 2023)]).checks("change")) == [
        ("(65 − 130) / 130 = -50 % = -50 ± 0.5", "holds")
    ]


@pytest.mark.parametrize("printed", [[NOW], [THEN], []])
def test_a_change_from_what_is_not_told_is_not_checked(printed: Sequence[Observation]) -> None:
    assert web([*printed, of_labour(45)]).checks("change") == []


def test_a_change_from_nothing_is_undecided() -> None:
    nothing = told(0, of_year(2022, fact(exploitation_form="labour")))
    assert outcomes(web([NOW, nothing, of_labour(45)]).checks("change")) == [
        ("(189 − 0) / 0 = ? % = 45 ± 0.5", "undecided")
    ]


def test_a_change_told_as_at_least_only_bounds() -> None:
    found = web([*BOTH, of_labour(40, tolerance="0", qualifier="at_least")])
    assert found.checks("change") == []
    assert ("40 < (189 − 130) / 130 = 45.3846 %", "holds") in outcomes(found.checks("subset"))


def of_shares(points: int, tolerance: str = "0.5", then: int = 29, **codes: str) -> list[Observation]:
    """A share of civil society now and a year ago, and the change between them in percentage points."""
    codes = codes or {"referrer": "civil_society"}
    now = share(22, **codes)
    before = share(then, **codes)
    told_change = change(points, 2023, unit="percentage_points", tolerance=tolerance, **codes)
    return [
        now,
        replace(before, fact=of_year(2023, before.fact), observation_id="report:prose:before:1"),
        replace(told_change, fact=replace(told_change.fact, base_measure="share")),
    ]


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        # Each of the three is rounded to a whole number.
        (-7, ("22 − 29 = -7 = -7 ± 1.5", "holds")),
        (-8, ("22 − 29 = -7 = -8 ± 1.5", "holds")),
        (-9, ("22 − 29 = -7 ≠ -9 ± 1.5", "breaks")),
        (7, ("22 − 29 = -7 ≠ 7 ± 1.5", "breaks")),
    ],
)
def test_a_change_of_a_share_is_in_points_and_each_share_is_rounded(points: int, expected: tuple[str, str]) -> None:
    assert outcomes(web(of_shares(points)).checks("change")) == [expected]


def test_a_change_of_a_share_told_once_is_not_checked() -> None:
    now, _, points = of_shares(-7)
    assert web([now, points]).checks("change") == []


@pytest.mark.parametrize(
    ("percent", "expected"),
    [
        # 22.5 of 28.5 are 78.9474 percent, 3.0853 more than 22 of 29 are; the change is rounded, too.
        (-24, ("(22 − 29) / 29 = -24.1379 % = -24 ± 3.5853", "holds")),
        (-7, ("(22 − 29) / 29 = -24.1379 % ≠ -7 ± 3.5853", "breaks")),
    ],
)
def test_a_change_of_a_share_in_percent_is_of_the_earlier_share(percent: int, expected: tuple[str, str]) -> None:
    now, then, change_told = of_shares(percent)
    assert outcomes(web([now, then, replace(change_told, unit="percent")]).checks("change")) == [expected]
