from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from pipeline.model.observation import MEASURED, Fact, Normalised, Observation, SourceKind
from pipeline.model.verdict import Check, Verdict
from pipeline.validate.charts import chart_relations
from pipeline.validate.closure import cut_groups
from pipeline.validate.head_counts import with_head_counts
from pipeline.validate.relations import told_relations
from pipeline.validate.telling import telling_of
from tests.fixtures.facts import confronted, fact, family_spec, observation

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
