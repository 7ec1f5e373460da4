from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from pipeline.model.geometry import BBox
from pipeline.model.observation import Codes, Fact, Observation, SourceKind, Statement
from pipeline.model.span import Span
from pipeline.model.verdict import Check, Verdict
from pipeline.validate.relations import told_relations
from pipeline.validate.statements import statement_relations
from pipeline.validate.telling import telling_of
from tests.fixtures.facts import confronted, fact, family_spec, observation

SPEC = family_spec()
CLAUSE = Span("clause", 1, (BBox(0, 0, 200, 20),))
LABOUR: Codes = (("exploitation_form", "labour"),)


def said(kind: str, value: str, **fields: str) -> Statement:
    measure, about = fields.get("measure", "persons_identified"), fields.get("about", "industry:observed")
    period, compared = fields.get("time_period", "2024"), fields.get("compared_to", "_Z")
    return Statement("report:statement:1", kind, measure, LABOUR, about, period, compared, value, CLAUSE, CLAUSE)


def number_of_industries(value: int, time_period: str = "2024", about: str = "industry:observed") -> Observation:
    cell = fact(exploitation_form="labour")
    return replace(
        observation(value, "prose"),
        observation_id=f"report:prose:{about};{time_period}:1",
        fact=Fact("category_count", time_period, cell.codes, about=about),
        value=Decimal(value),
        source_kind=SourceKind.PROSE,
    )


def industry(code: str) -> Observation:
    return observation(5, "industries", exploitation_form="labour", industry=code)


def checks(statement: Statement, *observations: Observation) -> Sequence[Check]:
    relations = statement_relations([statement], observations, SPEC)
    return confronted(told_relations(relations, telling_of(observations, SPEC, {})))


def test_a_list_is_as_long_as_the_number_of_those_that_it_lists() -> None:
    (held,) = checks(said("members", "construction cleaning"), number_of_industries(2))
    (broken,) = checks(said("members", "construction cleaning"), number_of_industries(3))
    assert (held.verdict, broken.verdict) == (Verdict.HOLDS, Verdict.BREAKS)


def test_a_list_of_new_classes_has_nothing_to_do_with_the_number_of_all() -> None:
    assert checks(said("members", "construction cleaning", about="industry:new"), number_of_industries(7)) == []


@pytest.mark.parametrize(("value", "verdict"), [("up", Verdict.HOLDS), ("down", Verdict.BREAKS)])
def test_more_classes_are_counted_against_the_number_printed_of_the_year_before(value: str, verdict: Verdict) -> None:
    trend = said("trend", value, measure="category_count", compared_to="2023")
    told = (number_of_industries(1, "2023"), industry("construction"), industry("cleaning"))
    (check,) = checks(trend, *told)
    assert check.verdict is verdict


def test_the_classes_of_a_year_before_are_not_counted_from_the_few_that_are_told() -> None:
    trend = said("trend", "up", measure="category_count", compared_to="2023")
    before = replace(industry("construction"), fact=replace(industry("construction").fact, time_period="2023"))
    assert checks(trend, before, industry("construction"), industry("cleaning")) == []
