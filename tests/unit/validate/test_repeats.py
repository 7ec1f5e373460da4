from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from pipeline.model.verdict import Severity, Verdict
from pipeline.validate.repeats import repeat_relations
from tests.fixtures.facts import confronted, observation


def test_a_fact_printed_twice_alike_holds_and_otherwise_breaks() -> None:
    first = observation(430, sex="female")
    (same,) = confronted(repeat_relations([first, observation(430, nth=2, sex="female")]))
    (other,) = confronted(repeat_relations([first, observation(403, nth=2, sex="female")]))
    assert (same.verdict, same.statement) == (Verdict.HOLDS, "430 = 430")
    assert (other.verdict, other.severity, other.statement) == (Verdict.BREAKS, Severity.CONTRADICTION, "430 ≠ 403")


def test_prints_within_the_tolerance_of_the_rounder_one_hold() -> None:
    exact, rounded = observation(38), replace(observation(40, nth=2), tolerance=Decimal(5))
    assert [check.verdict for check in confronted(repeat_relations([exact, rounded]))] == [Verdict.HOLDS]


def test_different_facts_and_missing_values_are_no_repeats() -> None:
    missing = replace(observation(1, nth=2, sex="male"), value=None)
    assert confronted(repeat_relations([observation(7, sex="female"), observation(7, sex="male"), missing])) == []
