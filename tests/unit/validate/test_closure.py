from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.model.geometry import BBox
from pipeline.model.observation import Codes, Normalised, Observation, Statement
from pipeline.model.span import Span
from pipeline.validate.closure import cut_groups
from tests.fixtures.facts import fact, family_spec, observation, statement, told

LABOUR: Codes = (("exploitation_form", "labour"),)
BEGGING: Codes = (("exploitation_form", "begging"),)


def normalised(*named: Codes) -> Normalised:
    printed = (observation(233, exploitation_form="labour"), observation(166, exploitation_form="sexual"))
    return Normalised(printed, (), (), (("form_boxes", named),), ())


def test_a_block_without_a_box_for_a_class_named_on_an_axis_is_cut_after_its_last_group() -> None:
    assert cut_groups(normalised(LABOUR, BEGGING), family_spec()) == {"form_boxes": {"exploitation_form": "sexual"}}


def test_a_block_with_a_box_for_every_class_named_is_whole() -> None:
    assert cut_groups(normalised(LABOUR), family_spec()) == {}


def test_a_block_without_groups_is_never_cut() -> None:
    one = observation(74, "industries", exploitation_form="labour", industry="construction")
    assert cut_groups(Normalised((one,), (), (), (), ()), family_spec()) == {}


def of_text(*said: Statement, **codes: str) -> Normalised:
    """Boxes of two forms, and running text that tells of another one."""
    boxes = normalised().observations
    return Normalised((*boxes, told(3, fact(**codes))) if codes else boxes, (), (), (), (), said)


def test_a_form_that_running_text_tells_persons_of_cuts_the_block() -> None:
    cut = {"form_boxes": {"exploitation_form": "sexual"}}
    assert cut_groups(of_text(exploitation_form="begging"), family_spec()) == cut
    assert cut_groups(of_text(exploitation_form="begging", age="child"), family_spec()) == cut
    assert cut_groups(of_text(exploitation_form="labour", age="child"), family_spec()) == {}


def test_a_list_in_running_text_that_names_a_form_without_a_box_cuts_the_block() -> None:
    said = statement("members", "labour forced_marriage", about="exploitation_form:observed")
    assert cut_groups(of_text(said), family_spec()) == {"form_boxes": {"exploitation_form": "sexual"}}


def test_countries_told_in_running_text_cut_no_block_that_shows_some_of_them_only() -> None:
    calls = (observation(59, "figure_6", origin="TH"), observation(59, "figure_6", origin="TH", age="adult"))
    assert cut_groups(Normalised((*calls, told(4, fact(origin="RO"))), (), (), (), ()), family_spec()) == {}


def form(code: str, total: int, *parts: int) -> list[Observation]:
    sexes = ("female", "male", "_U")[: len(parts)]
    return [
        observation(total, exploitation_form=code),
        *(observation(part, exploitation_form=code, sex=sex) for part, sex in zip(parts, sexes, strict=True)),
    ]


TOTAL_TOLD, TOLD_AGAIN = told(400, fact()), replace(told(400, fact()), number=Span("400", 2, (BBox(10, 10, 20, 20),)))
WHOLE = form("labour", 233, 82, 151)


@pytest.mark.parametrize(
    ("boxes", "totals", "cut"),
    [
        # The last box, or another one, falls short of its total, and all boxes of the report's.
        ([*WHOLE, *form("sexual", 160, 150)], [TOTAL_TOLD], "sexual"),
        ([*form("sexual", 160, 150), *WHOLE], [TOTAL_TOLD], "sexual"),
        # Every box adds up, and the report tells its total twice, or with another one misread beside them.
        ([*WHOLE, *form("sexual", 160, 150, 10)], [TOTAL_TOLD, TOLD_AGAIN], "sexual"),
        ([*WHOLE, *form("sexual", 160, 150, 10)], [TOTAL_TOLD, TOLD_AGAIN, told(119, fact())], "sexual"),
        # One misprint would do: of the total, of a part, of a box's total.
        ([*WHOLE, *form("sexual", 160, 150, 10)], [TOTAL_TOLD], None),
        ([*WHOLE, *form("sexual", 167, 150, 10)], [TOTAL_TOLD, TOLD_AGAIN], None),
        ([*WHOLE, *form("sexual", 157, 150, 10)], [TOTAL_TOLD, TOLD_AGAIN], None),
        ([*WHOLE, *form("sexual", 167, 150, 17)], [TOTAL_TOLD, TOLD_AGAIN], None),
    ],
)
def test_boxes_that_fall_short_of_the_total_as_no_single_misprint_would_make_them_are_cut(
    boxes: list[Observation], totals: list[Observation], cut: str | None
) -> None:
    expected = {"form_boxes": {"exploitation_form": cut}} if cut else {}
    assert cut_groups(Normalised((*boxes, *totals), (), (), (), ()), family_spec()) == expected


def test_call_outs_that_show_some_countries_only_are_not_cut_where_one_falls_short() -> None:
    calls = [observation(59, "figure_6", origin="TH"), observation(40, "figure_6", origin="TH", age="adult")]
    assert cut_groups(Normalised((*calls, TOTAL_TOLD, TOLD_AGAIN), (), (), (), ()), family_spec()) == {}
