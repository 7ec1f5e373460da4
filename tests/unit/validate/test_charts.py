from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from pipeline.model.observation import MEASURED, Fact, Normalised, Observation, SourceKind
from pipeline.model.verdict import Check, Verdict
from pipeline.validate.charts import chart_relations, drawn_by
from pipeline.validate.closure import cut_groups
from pipeline.validate.head_counts import with_head_counts
from pipeline.validate.relations import told_relations
from pipeline.validate.telling import telling_of
from tests.fixtures.facts import confronted, fact, family_spec, measured, observation, share, told
from tests.fixtures.webs import outcomes, web

SPEC = family_spec()
BOX = (
    observation(170, exploitation_form="sexual"),
    observation(135, exploitation_form="sexual", sex="female", age="adult"),
    observation(5, exploitation_form="sexual", sex="male", age="child"),
)
NAMED_ON_THE_AXIS = (("form_boxes", ((("exploitation_form", "begging"),),)),)
"""A class that has no box: the block is cut after its last one."""


def column(value: str) -> Observation:
    """The women of a form as drawn in figure 2: of those whose sex and age are known."""
    counted = fact(exploitation_form="sexual", sex="female", age="adult")
    of_known = Fact("share", "2024", counted.codes, base_measure=counted.measure)
    return replace(
        observation(0, "figure_2"),
        observation_id="report:figure_2:drawn:1",
        fact=replace(of_known, share_base="exploitation_form|known:sex,age"),
        value=Decimal(value),
        qualifier=MEASURED,
        tolerance=Decimal("0.1"),
        source_kind=SourceKind.CHART,
    )


def normalised(drawn: Observation, *, is_cut: bool) -> Normalised:
    return Normalised((*BOX, drawn), (), (), NAMED_ON_THE_AXIS if is_cut else (), ())


def checks(one: Normalised) -> Sequence[Check]:
    telling = telling_of(one.observations, SPEC, cut_groups(one, SPEC))
    return confronted(told_relations(chart_relations(one.observations, SPEC), telling))


def test_a_drawn_share_is_held_against_the_rows_of_a_group_that_are_all_there() -> None:
    (held,) = checks(normalised(column("96.43"), is_cut=False))
    assert (held.verdict, held.statement) == (Verdict.HOLDS, "135 / (135 + 5) = 96.4286 % = 96.43 ± 0.1 drawn")
    (broken,) = checks(normalised(column("86.54"), is_cut=False))
    assert broken.verdict is Verdict.BREAKS


def test_a_group_that_may_be_cut_off_tells_no_denominator() -> None:
    assert checks(normalised(column("86.54"), is_cut=True)) == []


def test_a_drawn_share_is_a_number_of_persons_where_its_denominator_is_told() -> None:
    *_, count = with_head_counts(normalised(column("96.43"), is_cut=False), SPEC).observations
    assert (count.fact, count.value, count.tolerance) == (BOX[1].fact, Decimal(135), Decimal("0.1400"))
    unchanged = normalised(column("86.54"), is_cut=True)
    assert [one.value for one in with_head_counts(unchanged, SPEC).observations] == [
        one.value for one in unchanged.observations
    ]


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


LABOUR_BOX = [
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
    assert outcomes(web([*LABOUR_BOX, right]).checks("chart")) == [(f"{words} = 33.0 ± 0.2 drawn", "holds")]
    assert outcomes(web([*LABOUR_BOX, wrong]).checks("chart")) == [(f"{words} ≠ 34.7 ± 0.2 drawn", "breaks")]
    assert web([right]).checks("chart") == []


def test_values_of_one_mark_have_one_owner() -> None:
    rows = measured("33.0", WOMEN.fact, "0.2"), measured(69, LABOUR_BOX[0].fact, "0.4")
    elsewhere = replace(measured(4, LABOUR_BOX[1].fact, "0.4"), number=replace(rows[0].number, page=2))
    assert drawn_by([*LABOUR_BOX, *rows, elsewhere]) == {
        rows[0].observation_id: rows[0].observation_id,
        rows[1].observation_id: rows[0].observation_id,
        elsewhere.observation_id: elsewhere.observation_id,
    }
    found = web([*LABOUR_BOX, *rows])
    assert {check.owner for check in found.checks("chart")} == {rows[0].observation_id}
    owners = found.matrix.owners
    assert rows[0].observation_id in owners
    assert rows[1].observation_id not in owners
