from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from pipeline.model.observation import Fact, Observation
from pipeline.validate.splits import CutGroups
from pipeline.validate.telling import telling_of
from tests.fixtures.facts import fact, family_spec, observation, told

SPEC = family_spec()
TOTAL = observation(73, exploitation_form="labour")
WOMEN = observation(69, exploitation_form="labour", sex="female", age="adult")
GIRLS = observation(4, exploitation_form="labour", sex="female", age="child")
FEMALE = fact(exploitation_form="labour", sex="female")
BOX = (TOTAL, WOMEN, GIRLS)
CUT = {"form_boxes": {"exploitation_form": "labour"}}


def tell(
    printed: Sequence[Observation], leaf: Fact | Observation, cut: CutGroups | None = None
) -> tuple[Observation, ...] | None:
    return telling_of(printed, SPEC, cut or {}).tell(leaf)


PROSE = told(73, FEMALE)
VAGUE = replace(PROSE, qualifier="approximate")


@pytest.mark.parametrize(
    ("printed", "leaf", "expected"),
    [
        (BOX, TOTAL, (TOTAL,)),
        (BOX, WOMEN.fact, (WOMEN,)),
        (BOX, FEMALE, (WOMEN, GIRLS)),
        ((*BOX, PROSE), FEMALE, (PROSE,)),
        ((*BOX, VAGUE), FEMALE, (WOMEN, GIRLS)),
        ((*BOX, replace(PROSE, value=None)), FEMALE, (WOMEN, GIRLS)),
        (BOX, fact(exploitation_form="labour", sex="male", age="adult"), ()),
        (BOX, fact(exploitation_form="labour", sex="male"), None),
        (BOX, fact(), (TOTAL,)),
        ((TOTAL,), WOMEN.fact, None),
        (BOX, fact(exploitation_form="sexual", sex="female", age="adult"), None),
        (BOX, fact(origin="TH"), None),
        ((PROSE, VAGUE), fact(exploitation_form="labour"), None),
    ],
)
def test_a_cell_is_told_by_its_print_else_by_all_of_its_parts_else_by_being_left_out(
    printed: Sequence[Observation], leaf: Fact | Observation, expected: tuple[Observation, ...] | None
) -> None:
    assert tell(printed, leaf) == expected


def test_the_first_of_several_prints_tells() -> None:
    assert tell((WOMEN, replace(WOMEN, observation_id="again")), WOMEN.fact) == (WOMEN,)


def test_a_block_that_is_cut_tells_no_total_by_its_parts_and_no_zero() -> None:
    assert tell(BOX, FEMALE, CUT) is None
    assert tell(BOX, fact(exploitation_form="labour", sex="male", age="adult"), CUT) is None
    assert tell(BOX, WOMEN.fact, CUT) == (WOMEN,)
