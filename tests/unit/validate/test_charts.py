from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.model.observation import Observation
from pipeline.validate.charts import drawn_by
from tests.fixtures.facts import fact, measured, observation, share, told
from tests.fixtures.webs import outcomes, web

ADULTS = fact(age="adult")
BASE = "exploitation_form|known:sex,age"
WOMEN = share(33, BASE, exploitation_form="labour", sex="female", age="adult")


@pytest.mark.parametrize(
    ("bar", "expected"),
    [
        (measured("369.7", ADULTS, "0.9", "figure_1"), ("370 = 369.7 ± 0.9 drawn", "holds")),
        (measured("370.9", ADULTS, "0.9", "figure_1"), ("370 = 370.9 ± 0.9 drawn", "holds")),
        (measured("388.5", ADULTS, "0.9", "figure_1"), ("370 ≠ 388.5 ± 0.9 drawn", "breaks")),
    ],
)
def test_a_bar_is_as_long_as_the_number_printed(bar: Observation, expected: tuple[str, str]) -> None:
    assert outcomes(web([observation(370, age="adult"), bar]).checks("chart")) == [expected]


def test_a_bar_is_held_against_every_print() -> None:
    prints = [observation(370, age="adult"), told(307, ADULTS)]
    assert outcomes(web([*prints, measured("369.7", ADULTS, "0.9", "figure_1")]).checks("chart")) == [
        ("370 = 369.7 ± 0.9 drawn", "holds"),
        ("307 ≠ 369.7 ± 0.9 drawn", "breaks"),
    ]


def test_a_bar_that_no_number_tells_is_not_checked() -> None:
    bar = measured("369.7", ADULTS, "0.9", "figure_1")
    assert web([bar]).checks("chart") == []
    assert web([replace(observation(370, age="adult"), value=None), bar]).checks("chart") == []
    assert web([replace(observation(370, age="adult"), qualifier="approximate"), bar]).checks("chart") == []


def test_a_share_that_is_drawn_and_printed_is_rounded_in_print() -> None:
    drawn = measured("33.4", WOMEN.fact, "0.2")
    assert outcomes(web([WOMEN, drawn]).checks("chart")) == [("33 = 33.4 ± 0.7 drawn", "holds")]
    assert outcomes(web([WOMEN, replace(drawn, value=drawn.tolerance + 34)]).checks("chart")) == [
        ("33 ≠ 34.2 ± 0.7 drawn", "breaks")
    ]


BOX = [
    observation(69, exploitation_form="labour", sex="female", age="adult"),
    observation(4, exploitation_form="labour", sex="female", age="child"),
    observation(132, exploitation_form="labour", sex="male", age="adult"),
    observation(4, exploitation_form="labour", sex="male", age="child"),
    observation(8, exploitation_form="labour", sex="female", age="_U"),
]


def test_a_share_that_is_drawn_is_that_of_the_counts_of_those_known() -> None:
    # 69 / (69 + 4 + 132 + 4) = 69 / 209 = 33.01 percent; the 8 of unknown age are left out.
    words = "69 / (69 + 4 + 132 + 4) = 33.0144 %"
    right, wrong = measured("33.0", WOMEN.fact, "0.2"), measured("34.7", WOMEN.fact, "0.2")
    assert outcomes(web([*BOX, right]).checks("chart")) == [(f"{words} = 33.0 ± 0.2 drawn", "holds")]
    assert outcomes(web([*BOX, wrong]).checks("chart")) == [(f"{words} ≠ 34.7 ± 0.2 drawn", "breaks")]
    assert web([*BOX[1:], right]).checks("chart") == []


def test_values_of_one_mark_have_one_owner() -> None:
    rows = measured("33.0", WOMEN.fact, "0.2"), measured(69, BOX[0].fact, "0.4")
    elsewhere = replace(measured(4, BOX[1].fact, "0.4"), number=replace(rows[0].number, page=2))
    assert drawn_by([*BOX, *rows, elsewhere]) == {
        rows[0].observation_id: rows[0].observation_id,
        rows[1].observation_id: rows[0].observation_id,
        elsewhere.observation_id: elsewhere.observation_id,
    }
    found = web([*BOX, *rows])
    assert {check.owner for check in found.checks("chart")} == {rows[0].observation_id}
    owners = found.matrix.owners
    assert rows[0].observation_id in owners
    assert rows[1].observation_id not in owners
