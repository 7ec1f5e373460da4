from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings

from pipeline.model.observation import Fact, Observation
from pipeline.model.verdict import Bound
from pipeline.validate import bounds
from pipeline.validate.audit import audit
from pipeline.validate.bounds import missing_cells
from pipeline.validate.splits import CutGroups
from tests.fixtures.crosstabs import Crosstab, crosstabs
from tests.fixtures.facts import fact, family_spec, observation, share, told
from tests.fixtures.webs import SPEC, web

Span = tuple[int, int | None]


def spans(printed: Sequence[Observation]) -> dict[Fact, Span]:
    return {one.cell: (one.least, one.most) for one in audit(web(printed).normalised, SPEC).bounds}


def test_who_is_left_of_a_total_is_of_the_classes_that_are_not_told() -> None:
    # 430 less 270 and 159 is 1, who may be of another sex or of unknown sex.
    printed = [told(430, fact()), told(270, fact(sex="female")), told(159, fact(sex="male"))]
    assert spans(printed) == {fact(sex="other"): (0, 1), fact(sex="_U"): (0, 1)}


def test_what_another_number_says_makes_the_bounds_narrower() -> None:
    printed = [
        told(430, fact()),
        told(270, fact(sex="female")),
        told(159, fact(sex="male")),
        told(1, fact(sex="_U", age="adult")),
    ]
    assert spans(printed) == {fact(sex="other"): (0, 0), fact(sex="_U"): (1, 1)}


def test_a_total_that_adds_up_leaves_nothing_to_bound() -> None:
    assert spans([told(429, fact()), told(270, fact(sex="female")), told(159, fact(sex="male"))]) == {}


def test_the_count_behind_a_share_is_bounded_by_its_rounding() -> None:
    # 34.5 percent of 233 are 80.4 persons, 35.5 percent are 82.7.
    base = "exploitation_form"
    printed = [observation(233, exploitation_form="labour"), share(35, base, exploitation_form="labour", sex="female")]
    assert spans(printed) == {fact(exploitation_form="labour", sex="female"): (81, 82)}


def test_a_share_of_an_untold_whole_has_no_upper_bound() -> None:
    base = "exploitation_form"
    assert spans([share(35, base, exploitation_form="labour", sex="female")]) == {
        fact(exploitation_form="labour", sex="female"): (0, None),
        fact(exploitation_form="labour"): (0, None),
    }


def test_numbers_that_contradict_each_other_bound_nothing() -> None:
    printed = [told(430, fact()), told(270, fact(sex="female")), told(159, fact(sex="male")), told(340, fact(), nth=2)]
    assert spans(printed) == {}


CUT: CutGroups = {"form_boxes": {"exploitation_form": "labour"}}


def test_the_rows_of_a_block_that_is_cut_are_those_of_its_vocabulary() -> None:
    box = [
        observation(73, exploitation_form="labour"),
        observation(69, exploitation_form="labour", sex="female", age="adult"),
    ]
    found = web(box, cut=CUT)
    missing = missing_cells(found.relations, found.told, found.values, found.telling)
    labour = "labour"
    assert len(missing) == 11
    assert fact(exploitation_form=labour, sex="female", age="child") in dict(missing)
    assert fact(exploitation_form=labour, sex="female", age="adult") not in dict(missing)
    assert {check for _, check in missing} == {
        "sum:form_boxes:persons_identified;2024;exploitation_form=labour:sex+age"
    }


def test_of_too_many_classes_none_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MOST_CLASSES", 1)
    assert spans([told(430, fact()), told(270, fact(sex="female")), told(159, fact(sex="male"))]) == {}


@settings(max_examples=25, deadline=None)
@given(crosstabs())
def test_what_is_not_printed_is_within_its_bounds(table: Crosstab) -> None:
    found: Sequence[Bound] = audit(web(table.observations).normalised, family_spec()).bounds
    for one in found:
        assert one.least <= table.true_value(one.cell)
        assert one.most is None or table.true_value(one.cell) <= one.most
