from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.observation import Observation
from pipeline.model.verdict import Check, Severity, Verdict
from pipeline.validate.sums import sum_relations
from tests.fixtures.facts import confronted, family_spec, observation

SPEC = family_spec()
CUT = {"form_boxes": {"exploitation_form": "sexual"}}


def box(total: int, women: int, men: int, form: str = "labour") -> list[Observation]:
    return [
        observation(total, exploitation_form=form),
        observation(women, exploitation_form=form, sex="female", age="adult"),
        observation(men, exploitation_form=form, sex="male", age="adult"),
    ]


def checks(observations: Sequence[Observation], cut: Mapping[str, Mapping[str, str]] | None = None) -> list[Check]:
    return confronted(sum_relations(observations, SPEC, cut or {}))


def test_parts_that_add_up_hold() -> None:
    (check,) = checks(box(201, 69, 132))
    assert (check.verdict, check.statement, check.difference) == (Verdict.HOLDS, "69 + 132 = 201", Decimal(0))


@pytest.mark.parametrize(("total", "difference"), [(202, Decimal(-1)), (200, Decimal(1))])
def test_a_closed_block_breaks_on_shortfall_and_on_surplus(total: int, difference: Decimal) -> None:
    (check,) = checks(box(total, 69, 132))
    assert (check.verdict, check.severity, check.difference) == (Verdict.BREAKS, Severity.CONTRADICTION, difference)
    assert check.statement == f"69 + 132 = 201 ≠ {total}"


def test_the_last_group_of_a_cut_block_is_open_and_the_others_are_not() -> None:
    found = checks([*box(202, 69, 132), *box(166, 147, 2, "sexual")], CUT)
    assert [(check.verdict, check.severity) for check in found] == [
        (Verdict.BREAKS, Severity.CONTRADICTION),
        (Verdict.UNDECIDED, Severity.INCOMPLETE),
    ]
    assert found[1].statement == "147 + 2 = 149 < 166"


def test_a_surplus_breaks_even_where_the_group_is_open() -> None:
    (check,) = checks(box(148, 147, 2, "sexual"), CUT)
    assert check.verdict is Verdict.BREAKS


def test_a_total_printed_in_one_block_is_held_against_the_classes_of_another() -> None:
    industries = [
        observation(159, "industries", exploitation_form="labour", industry="construction"),
        observation(74, "industries", exploitation_form="labour", industry="hotel_restaurant"),
    ]
    (check,) = checks([observation(233, exploitation_form="labour"), *industries])
    assert (check.block_id, check.statement, check.verdict) == ("industries", "159 + 74 = 233", Verdict.HOLDS)


def test_countries_are_the_most_common_only_so_they_may_fall_short_but_not_exceed() -> None:
    few = [observation(59, "figure_6", origin="TH"), observation(33, "figure_6", origin="UA")]
    (short,) = checks([observation(430), *few])
    (over,) = checks([observation(90), *few])
    assert (short.verdict, short.severity, over.verdict) == (Verdict.UNDECIDED, Severity.NOTE, Verdict.BREAKS)


def test_a_part_of_a_part_is_not_counted_twice() -> None:
    found = checks([observation(8), *box(3, 2, 1), *box(5, 4, 1, "sexual")])
    assert sorted(check.statement for check in found) == ["2 + 1 = 3", "3 + 5 = 8", "4 + 1 = 5"]


def test_classes_by_sex_and_classes_by_age_are_two_sums() -> None:
    split = [
        observation(6, "figure_6", origin="SE", age="child"),
        observation(21, "figure_6", origin="SE", age="adult"),
        observation(20, "figure_6", origin="SE", sex="female"),
        observation(7, "figure_6", origin="SE", sex="male"),
    ]
    found = checks([observation(27, "figure_6", origin="SE"), *split])
    assert sorted(check.statement for check in found) == ["20 + 7 = 27", "6 + 21 = 27"]


def test_a_single_class_has_to_equal_its_total() -> None:
    (check,) = checks(
        [
            observation(2, exploitation_form="multiple"),
            observation(3, exploitation_form="multiple", sex="female", age="adult"),
        ]
    )
    assert (check.verdict, check.statement) == (Verdict.BREAKS, "3 ≠ 2")


@given(st.lists(st.integers(0, 500), min_size=2, max_size=2), st.integers(-20, 20))
def test_a_closed_sum_holds_exactly_when_nothing_was_added(parts: list[int], error: int) -> None:
    women, men = parts
    (check,) = checks(box(women + men + error, women, men))
    assert (check.verdict is Verdict.HOLDS) == (error == 0)
