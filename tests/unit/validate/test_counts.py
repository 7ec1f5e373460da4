from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from pipeline.model.observation import Observation
from tests.fixtures.facts import classes, fact, observation, of_year, told
from tests.fixtures.webs import outcomes, web


def industry(value: int, code: str) -> Observation:
    return observation(value, "industries", exploitation_form="labour", industry=code)


SHOWN = [industry(74, "hotel_restaurant"), industry(45, "construction"), industry(5, "_O"), industry(9, "_U")]
"""Two classes in a closed block, others and unknown."""


def industries(value: int, qualifier: str = "exact") -> Observation:
    return replace(classes(value, "industry:observed", exploitation_form="labour"), qualifier=qualifier)


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (industries(2), [("1 + 1 = 2 = 2", "holds")]),
        (industries(3), [("1 + 1 = 2 ≠ 3", "breaks")]),
        (industries(1), [("1 + 1 = 2 ≠ 1", "breaks")]),
        (industries(2, "at_least"), [("2 = 1 + 1 = 2", "holds")]),
        (industries(1, "at_least"), [("1 < 1 + 1 = 2", "holds")]),
        (industries(3, "at_least"), [("3 > 1 + 1 = 2", "breaks")]),
        (industries(3, "at_most"), [("1 + 1 = 2 < 3", "holds")]),
        (industries(1, "at_most"), [("1 + 1 = 2 > 1", "breaks")]),
    ],
)
def test_a_closed_block_shows_as_many_classes_as_are_told(one: Observation, expected: list[tuple[str, str]]) -> None:
    assert outcomes(web([*SHOWN, one]).checks("count")) == expected


def test_about_twenty_may_be_off_by_one() -> None:
    shown = [told(1, fact(origin=f"A{letter}")) for letter in "ABCDEFGHIJKLMNOPQRSTU"]
    number = replace(classes(20, "origin:observed"), qualifier="approximate")
    (check,) = web([*shown, number]).checks("count")
    assert (int(check.left), int(check.right), check.verdict.value) == (21, 20, "holds")
    (check,) = web([*shown, replace(number, qualifier="exact")]).checks("count")
    assert check.verdict.value == "breaks"


COUNTRIES = [told(59, fact(origin="TH"), block_id="figure_6"), told(33, fact(origin="UA"), block_id="figure_6")]


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (classes(2, "origin:observed"), [("1 + 1 = 2 = 2", "holds")]),
        (classes(40, "origin:observed"), [("1 + 1 = 2 < 40", "holds")]),
        (classes(1, "origin:observed"), [("1 + 1 = 2 > 1", "breaks")]),
        (replace(classes(1, "origin:observed"), qualifier="at_least"), []),
    ],
)
def test_where_only_some_classes_are_shown_there_are_at_least_those(
    one: Observation, expected: list[tuple[str, str]]
) -> None:
    assert outcomes(web([*COUNTRIES, one]).checks("count")) == expected


@pytest.mark.parametrize(
    "printed",
    [
        [],
        [told(0, fact(origin="_O"))],
        [told(5, of_year(2023, fact(origin="TH")))],
        [told(5, fact(origin="TH", sex="female"))],
        [told(5, replace(fact(origin="TH"), measure="persons_reclassified"))],
    ],
)
def test_classes_of_others_are_not_counted(printed: Sequence[Observation]) -> None:
    assert web([*printed, classes(0, "origin:observed")]).checks("count") == []


def test_a_class_with_nobody_is_none() -> None:
    printed = [told(0, fact(origin="RO")), told(6, fact(origin="SE"))]
    assert outcomes(web([*printed, classes(1, "origin:observed")]).checks("count")) == [("1 = 1 = 1", "holds")]


@pytest.mark.parametrize("about", ["origin:top", "origin:new"])
def test_the_length_of_a_list_is_no_number_of_classes(about: str) -> None:
    assert web([*COUNTRIES, classes(5, about)]).checks("count") == []
