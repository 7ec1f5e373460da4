from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.model.observation import Observation
from tests.fixtures.facts import fact, observation, of_year, rank, told
from tests.fixtures.webs import outcomes, web


def referred(value: int, by: str, year: int = 2024) -> Observation:
    return told(value, of_year(year, fact(referrer=by)), block_id="figure_5")


OUTREACH, MIGRATION, POLICE, CIVIL = (
    referred(104, "own_outreach"),
    referred(97, "migration_agency"),
    referred(59, "police"),
    referred(38, "civil_society"),
)
ALL = [OUTREACH, MIGRATION, POLICE, CIVIL]


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (4, ("104 > 97 > 59 > 38: 4 = 4", "holds")),
        # A class that is not told may be larger.
        (5, ("104 > 97 > 59 > 38: 4 < 5", "holds")),
        (3, ("104 > 97 > 59 > 38: 4 > 3", "breaks")),
        (1, ("104 > 97 > 59 > 38: 4 > 1", "breaks")),
    ],
)
def test_no_more_classes_are_larger_than_the_place_allows(place: int, expected: tuple[str, str]) -> None:
    checks = web([*ALL, rank(place, "referrer", referrer="civil_society")]).checks("rank")
    assert outcomes(checks) == [expected]


def test_a_class_that_the_family_does_not_know_may_be_the_one_ranked() -> None:
    first = rank(1, "referrer", referrer="own_outreach")
    checks = web([OUTREACH, MIGRATION, referred(120, "new:Uppsökeri"), first]).checks("rank")
    assert outcomes(checks) == [("104: 1 = 1", "holds")]


def test_equal_classes_share_a_place() -> None:
    checks = web([OUTREACH, referred(104, "police"), rank(1, "referrer", referrer="police")]).checks("rank")
    assert outcomes(checks) == [("104: 1 = 1", "holds")]


def test_a_class_told_by_its_parts_has_a_place_too() -> None:
    box = [
        observation(77, exploitation_form="labour"),
        observation(69, exploitation_form="labour", sex="female", age="adult"),
        observation(8, exploitation_form="labour", sex="male", age="adult"),
    ]
    total, women = (
        told(200, fact(exploitation_form="sexual")),
        told(150, fact(exploitation_form="sexual", sex="female")),
    )
    place = rank(2, "exploitation_form", exploitation_form="labour", sex="female")
    # The females of the labour cases stand in no print of their own: 69 are all of them that the closed box has.
    assert outcomes(web([*box, total, women, place]).checks("rank")) == [("150 > 69: 2 = 2", "holds")]


@pytest.mark.parametrize(
    "printed",
    [
        [OUTREACH, MIGRATION, POLICE],
        [CIVIL],
        [CIVIL, referred(104, "own_outreach", 2023)],
        [CIVIL, referred(104, "_O"), referred(59, "_U")],
        [CIVIL, told(59, fact(referrer="police", sex="female"))],
        [CIVIL, replace(OUTREACH, qualifier="approximate")],
        [replace(CIVIL, value=None), OUTREACH],
    ],
)
def test_a_place_is_not_checked_without_its_own_number_and_one_of_another_class(printed: list[Observation]) -> None:
    assert web([*printed, rank(1, "referrer", referrer="civil_society")]).checks("rank") == []


def test_other_and_unknown_are_no_classes_in_an_order() -> None:
    checks = web([CIVIL, POLICE, referred(200, "_O"), rank(2, "referrer", referrer="civil_society")]).checks("rank")
    assert outcomes(checks) == [("59 > 38: 2 = 2", "holds")]


def test_a_place_is_not_taken_from_a_missing_mark() -> None:
    missing = replace(OUTREACH, value=None)
    checks = web([CIVIL, POLICE, missing, rank(2, "referrer", referrer="civil_society")]).checks("rank")
    assert outcomes(checks) == [("59 > 38: 2 = 2", "holds")]
