from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.model.observation import Observation
from tests.fixtures.facts import fact, observation, told
from tests.fixtures.webs import outcomes, web

LABOUR = observation(233, exploitation_form="labour")


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        (told(81, fact(exploitation_form="labour", sex="female")), [("81 < 233", "holds")]),
        (told(233, fact(exploitation_form="labour", sex="female")), [("233 = 233", "holds")]),
        (told(234, fact(exploitation_form="labour", sex="female")), [("234 > 233", "breaks")]),
        (told(81, fact(exploitation_form="sexual", sex="female")), []),
        (replace(told(300, fact(exploitation_form="labour", sex="female")), qualifier="approximate"), []),
    ],
)
def test_no_part_is_larger_than_its_whole(part: Observation, expected: list[tuple[str, str]]) -> None:
    assert outcomes(web([LABOUR, part]).checks("subset")) == expected


def test_a_missing_mark_is_no_bound() -> None:
    part = told(81, fact(exploitation_form="labour", sex="female"))
    assert outcomes(web([replace(LABOUR, value=None), part]).checks("subset")) == [("81 ≤ ?", "undecided")]
    assert outcomes(web([LABOUR, replace(part, value=None)]).checks("subset")) == [("? ≤ 233", "undecided")]


def test_the_smallest_whole_is_enough() -> None:
    total, female = observation(430), told(270, fact(sex="female"))
    women = told(81, fact(exploitation_form="labour", sex="female"))
    found = outcomes(web([total, LABOUR, female, women]).checks("subset"))
    assert ("81 < 233", "holds") in found
    assert ("81 < 270", "holds") in found
    assert ("81 < 430", "holds") not in found


def test_parts_that_a_sum_adds_up_are_not_compared_again() -> None:
    box = [LABOUR, *(observation(1, exploitation_form="labour", sex=sex, age="adult") for sex in ("female", "male"))]
    found = web(box)
    assert outcomes(found.checks("sum")) == [("1 + 1 = 2 ≠ 233", "breaks")]
    assert found.checks("subset") == []


def overlap(value: int, measure: str, **codes: str) -> Observation:
    return told(value, replace(fact(**codes), measure=measure))


SEXUAL = observation(166, exploitation_form="sexual")


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (overlap(38, "persons_also_exploited", exploitation_form="sexual"), [("38 < 166", "holds")]),
        (overlap(167, "persons_also_exploited", exploitation_form="sexual"), [("167 > 166", "breaks")]),
        (overlap(19, "persons_reclassified", exploitation_form="sexual", origin="TH"), [("19 < 166", "holds")]),
        (overlap(170, "persons_reclassified", exploitation_form="sexual", origin="TH"), [("170 > 166", "breaks")]),
        (overlap(300, "persons_reclassified", exploitation_form="begging"), []),
        (overlap(300, "related_children", exploitation_form="sexual"), []),
    ],
)
def test_who_is_also_counted_elsewhere_is_among_those_counted_here(
    one: Observation, expected: list[tuple[str, str]]
) -> None:
    assert outcomes(web([SEXUAL, one]).checks("subset")) == expected
