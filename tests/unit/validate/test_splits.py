from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pytest

from pipeline.model.observation import Fact, Observation
from pipeline.validate.splits import (
    Completeness,
    Split,
    completeness,
    counts_of,
    exact_counts,
    is_part,
    is_within,
    leaves_out,
    members_by_block,
    names_all_classes,
    parts_of,
    signature_of,
    splits_of,
)
from tests.fixtures.facts import fact, family_spec, observation, of_year, share, told

SPEC = family_spec()
LABOUR = fact(exploitation_form="labour")


@pytest.mark.parametrize(
    ("part", "total", "expected"),
    [
        (fact(sex="female"), fact(), True),
        (fact(sex="female", age="adult"), fact(sex="female"), True),
        (fact(exploitation_form="labour", sex="female"), LABOUR, True),
        (fact(sex="_U"), fact(), True),
        (fact(), fact(), False),
        (fact(), fact(sex="female"), False),
        (fact(sex="female"), fact(sex="male"), False),
        (fact(sex="female"), fact(age="adult"), False),
        (fact(sex="female", age="adult"), fact(sex="male"), False),
        (of_year(2023, fact(sex="female")), fact(), False),
        (replace(fact(sex="female"), measure="related_children"), fact(), False),
        (replace(fact(sex="female"), period_kind="each_year"), fact(), False),
    ],
)
def test_a_part_has_classes_where_its_total_has_none(part: Fact, total: Fact, *, expected: bool) -> None:
    assert is_part(part, total) is expected


def test_two_facts_differ_in_the_dimensions_that_apply_to_both() -> None:
    one, other = fact(sex="female", age="adult"), replace(fact(sex="male", age="adult"), measure="related_children")
    here = replace(other, codes=tuple((name, "abroad" if name == "location" else code) for name, code in other.codes))
    assert signature_of(one, here) == ("sex",)


def test_parts_are_grouped_by_what_they_split_by_and_parts_of_parts_are_left_out() -> None:
    female, male = observation(270, sex="female"), observation(159, sex="male")
    women, adults = observation(233, sex="female", age="adult"), observation(370, age="adult")
    again = observation(270, nth=2, sex="female")
    assert parts_of(fact(), counts_of([female, male, women, adults, again])) == {
        ("sex",): [female, male],
        ("age",): [adults],
    }


def test_exact_counts_are_neither_vague_nor_shares() -> None:
    exact, vague = observation(69, sex="female"), replace(observation(50, sex="male"), qualifier="approximate")
    assert exact_counts([exact, vague, share(35, sex="female")]) == [exact]


def test_a_block_about_one_form_splits_no_other_total() -> None:
    assert is_within(LABOUR, SPEC.blocks["industries"])
    assert not is_within(fact(), SPEC.blocks["industries"])
    assert not is_within(fact(exploitation_form="sexual"), SPEC.blocks["industries"])


def test_running_text_splits_by_one_dimension_into_several_classes_only() -> None:
    female, male = told(270, fact(sex="female")), told(159, fact(sex="male"))
    girls, child = told(20, fact(sex="female", age="child")), told(35, fact(age="child"))
    members = members_by_block([female, male, girls, child], SPEC)
    found = list(splits_of(fact(), members, SPEC))
    assert found == [Split(fact(), (female, male), "prose", ("sex",))]
    assert list(splits_of(fact(sex="female"), members, SPEC)) == []


def test_members_stand_in_blocks_of_the_family_or_in_running_text() -> None:
    box, text = observation(69, sex="female"), told(81, fact(sex="female"))
    chart = told(370, fact(age="adult"), block_id="figure_1")
    members = members_by_block([box, text, chart], SPEC)
    assert {name: list(found.observations) for name, found in members.items()} == {"form_boxes": [box], "prose": [text]}


def split(block_id: str, total: Fact, *parts: Fact) -> Split:
    numbers = tuple(told(1, one, block_id=block_id) for one in parts)
    return Split(total, numbers, block_id, signature_of(parts[0], total))


FORMS = split("form_boxes", fact(), LABOUR, fact(exploitation_form="sexual"))
ROWS = split("form_boxes", LABOUR, fact(exploitation_form="labour", sex="female", age="adult"))
COUNTRIES = split("figure_6", fact(), fact(origin="TH"), fact(origin="UA"))
AGES = split("figure_6", fact(origin="TH"), fact(origin="TH", age="adult"), fact(origin="TH", age="child"))
REFERRERS = split("figure_5", fact(), fact(referrer="police"))
ALL_SEXES = split("prose", fact(), *(fact(sex=code) for code in ("female", "male", "other", "_U")))
KNOWN_SEXES = split("prose", fact(), *(fact(sex=code) for code in ("female", "male", "other")))
BOTH_OFFENCES = split("prose", fact(), fact(offence="trafficking"), fact(offence="human_exploitation"))


@pytest.mark.parametrize(
    ("one", "cut", "expected"),
    [
        (FORMS, None, Completeness.CLOSED),
        (ROWS, None, Completeness.CLOSED),
        (FORMS, {"exploitation_form": "sexual"}, Completeness.CUT),
        (ROWS, {"exploitation_form": "sexual"}, Completeness.CLOSED),
        (ROWS, {"exploitation_form": "labour"}, Completeness.CUT),
        (COUNTRIES, None, Completeness.OPEN),
        (AGES, None, Completeness.CLOSED),
        (REFERRERS, None, Completeness.OPEN),
        (ALL_SEXES, None, Completeness.CLOSED),
        (KNOWN_SEXES, None, Completeness.OPEN),
        (BOTH_OFFENCES, None, Completeness.CLOSED),
        (split("prose", fact(), fact(origin="TH"), fact(origin="_U")), None, Completeness.OPEN),
    ],
)
def test_a_split_is_complete_by_the_closure_of_its_block_or_by_naming_all_classes(
    one: Split, cut: Mapping[str, str] | None, expected: Completeness
) -> None:
    assert completeness(one, SPEC, cut) is expected


def test_all_classes_are_the_codes_and_the_unknown_unless_nobody_can_be() -> None:
    assert names_all_classes(ALL_SEXES, SPEC)
    assert not names_all_classes(KNOWN_SEXES, SPEC)
    assert names_all_classes(BOTH_OFFENCES, SPEC)


BOX = [
    observation(233, exploitation_form="labour"),
    observation(69, exploitation_form="labour", sex="female", age="adult"),
    observation(132, exploitation_form="labour", sex="male", age="adult"),
]
GIRLS = fact(exploitation_form="labour", sex="female", age="child")
NEW_CHILDREN = observation(4, exploitation_form="labour", sex="new:Tjejer", age="child")


@pytest.mark.parametrize(
    ("block_id", "members", "cell", "cut", "expected"),
    [
        ("form_boxes", BOX, GIRLS, None, True),
        ("form_boxes", BOX, GIRLS, {"exploitation_form": "labour"}, False),
        ("form_boxes", BOX, GIRLS, {"exploitation_form": "sexual"}, True),
        ("form_boxes", BOX, BOX[1].fact, None, False),
        # Only its total is printed of a form, so its rows are not all there.
        ("form_boxes", BOX, fact(exploitation_form="sexual", sex="female", age="child"), None, False),
        # Of no form: girls may stand in the boxes of other forms.
        ("form_boxes", BOX, fact(sex="female", age="child"), None, False),
        ("form_boxes", BOX, fact(exploitation_form="labour", sex="other"), None, False),
        ("form_boxes", BOX, of_year(2023, GIRLS), None, False),
        ("form_boxes", BOX, replace(GIRLS, measure="persons_reclassified"), None, False),
        ("form_boxes", BOX, fact(exploitation_form="labour", sex="female", age="child", origin="TH"), None, False),
        # A class that the family does not know may be what those left out are called now.
        (
            "form_boxes",
            [*BOX, observation(4, exploitation_form="labour", sex="new:Tjejer", age="child")],
            GIRLS,
            None,
            False,
        ),
        # A form of which only the total is printed is not split at all.
        ("form_boxes", BOX[:1], GIRLS, None, False),
    ],
)
def test_a_closed_block_leaves_out_what_is_zero(
    block_id: str, members: list[Observation], cell: Fact, cut: Mapping[str, str] | None, *, expected: bool
) -> None:
    assert leaves_out(SPEC.blocks[block_id], counts_of(members), cell, SPEC, cut) is expected


def test_a_missing_mark_is_no_class_left_out() -> None:
    printed = replace(observation(0, exploitation_form="labour", sex="female", age="child"), value=None)
    assert not leaves_out(SPEC.blocks["form_boxes"], counts_of([*BOX, printed]), GIRLS, SPEC, None)
    assert printed.tolerance == Decimal(0)


def test_an_open_block_leaves_nothing_out() -> None:
    printed = [told(104, fact(referrer="own_outreach"), block_id="figure_5")]
    assert not leaves_out(SPEC.blocks["figure_5"], counts_of(printed), fact(referrer="police"), SPEC, None)


@pytest.mark.parametrize(
    ("sex", "completeness_of"),
    [("new:Män över 18 år", Completeness.OPEN), ("male", Completeness.CLOSED)],
)
def test_a_row_of_an_unknown_class_may_be_part_of_any_class(sex: str, completeness_of: Completeness) -> None:
    """Not all men are among the parts of men where a form has a row that nobody knows the sex of."""
    members = [
        observation(132, exploitation_form="labour", sex="male", age="adult"),
        observation(20, exploitation_form="sexual", sex=sex, age="adult"),
    ]
    (split,) = splits_of(fact(sex="male"), members_by_block(members, SPEC), SPEC)
    assert completeness(split, SPEC, None) is completeness_of
    (whole,) = splits_of(fact(), members_by_block(members, SPEC), SPEC)
    assert completeness(whole, SPEC, None) is Completeness.CLOSED
