from __future__ import annotations

from pipeline.model.observation import Codes, Normalised
from pipeline.validate.closure import cut_groups
from tests.fixtures.facts import family_spec, observation

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
