from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

import pytest

from pipeline.model.observation import Fact
from pipeline.validate import cube
from pipeline.validate.cube import REST, adding_up, coded
from tests.fixtures.facts import fact, family_spec, of_year

SPEC = family_spec()


def sums(*cells: Fact) -> list[tuple[Fact, set[Fact]]]:
    """Every total with its parts."""
    found = []
    for row in adding_up(cells, SPEC):
        assert (row.lower, row.upper, row.owner) == (Fraction(0), Fraction(0), "")
        (whole, one), *parts = row.terms
        assert (one, {weight for _, weight in parts}) == (Fraction(1), {Fraction(-1)})
        found.append((whole, {part for part, _ in parts}))
    return found


def test_a_total_is_the_sum_of_the_classes_named_and_of_the_rest() -> None:
    assert sums(fact(sex="female"), fact(sex="male"), fact()) == [
        (fact(), {fact(sex="female"), fact(sex="male"), fact(sex=REST)})
    ]


def test_a_cross_table_adds_up_both_ways() -> None:
    women = fact(sex="female", age="adult")
    assert sums(women, fact(age="adult")) == [
        (fact(), {fact(sex="female"), fact(sex=REST)}),
        (fact(), {fact(age="adult"), fact(age=REST)}),
        (fact(age="adult"), {women, fact(sex=REST, age="adult")}),
        (fact(age=REST), {fact(sex="female", age=REST), fact(sex=REST, age=REST)}),
        (fact(sex="female"), {women, fact(sex="female", age=REST)}),
        (fact(sex=REST), {fact(sex=REST, age="adult"), fact(sex=REST, age=REST)}),
    ]


def test_a_class_that_the_family_does_not_know_is_no_more_than_its_total_and_no_part_of_the_sum() -> None:
    new = fact(sex="new:Kvinnor", age="new:Kvinnor", exploitation_form="labour")
    (bound,) = [row for row in adding_up([new, fact(sex="female"), fact(sex="male")], SPEC) if row.upper is None]
    assert bound.lower == 0
    assert set(bound.terms) == {(fact(exploitation_form="labour"), Fraction(1)), (new, Fraction(-1))}
    exact = [row for row in adding_up([new, fact(sex="female")], SPEC) if row.upper is not None]
    assert new not in {cell for row in exact for cell, _ in row.terms}


@pytest.mark.parametrize(
    ("dimension", "codes", "has_rest"),
    [
        ("sex", ("female", "male", "other"), True),
        ("sex", ("female", "male", "other", "_U"), False),
        ("offence", ("trafficking",), True),
        ("offence", ("trafficking", "human_exploitation"), False),
        ("origin", ("TH", "UA", "_O", "_U"), True),
    ],
)
def test_there_is_a_rest_unless_every_class_is_named(dimension: str, codes: Sequence[str], *, has_rest: bool) -> None:
    ((_, parts),) = sums(*(fact(**{dimension: code}) for code in codes))
    assert (fact(**{dimension: REST}) in parts) is has_rest
    assert len(parts) == len(codes) + has_rest


def test_beside_a_class_that_the_family_does_not_know_there_is_a_rest_though_every_class_is_named() -> None:
    named = [fact(sex=code) for code in ("female", "male", "other", "_U")]
    rests = {cell for row in adding_up([*named, fact(sex="new:Ej svar")], SPEC) for cell, _ in row.terms}
    assert fact(sex=REST) in rests
    assert fact(sex=REST) not in {cell for row in adding_up(named, SPEC) for cell, _ in row.terms}


@pytest.mark.parametrize(
    "other",
    [
        of_year(2023, fact(sex="male")),
        replace(fact(sex="male"), measure="related_children"),
        replace(fact(sex="male"), period_kind="each_year"),
    ],
)
def test_years_and_measures_are_tables_of_their_own(other: Fact) -> None:
    found = sums(fact(sex="female"), other)
    assert [len(parts) for _, parts in found] == [2, 2]
    assert {whole.time_period for whole, _ in found} == {"2024", other.time_period}


def test_tables_that_share_a_dimension_share_its_totals() -> None:
    found = sums(fact(exploitation_form="labour", sex="female"), fact(exploitation_form="labour", origin="TH"))
    wholes = [whole for whole, _ in found if whole == fact(exploitation_form="labour")]
    assert len(wholes) == 2


def test_nothing_adds_up_without_a_class() -> None:
    assert sums(fact()) == []
    assert sums() == []


def test_a_table_too_large_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cube, "LARGEST_TABLE", 3)
    assert sums(fact(sex="female"), fact(sex="male")) == []
    assert len(sums(fact(sex="female"))) == 1


def test_a_cell_is_coded_where_it_is_no_total() -> None:
    assert coded(fact(sex="female", age="_U")) == ("sex", "age")
    assert coded(fact()) == ()
