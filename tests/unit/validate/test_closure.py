from __future__ import annotations

from pipeline.model.observation import Codes, Normalised, Statement
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
