from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from pipeline.model.verdict import Check, Severity, Verdict
from pipeline.validate.validator import verdict_of


def check(
    kind: str,
    verdict: Verdict = Verdict.HOLDS,
    severity: Severity = Severity.NOTE,
    *,
    owner: str = "",
    sides: tuple[int, int] = (3, 3),
) -> Check:
    left, right = map(Decimal, sides)
    return Check(f"{kind}:1", kind, "prose", "", left, right, Decimal(0), verdict, severity, ("a", "b"), owner)


BREAKS, UNDECIDED = Verdict.BREAKS, Verdict.UNDECIDED
CONTRADICTS = check("sum", BREAKS, Severity.CONTRADICTION)


@pytest.mark.parametrize("kind", ["sum", "repeat", "share", "change", "chart", "vintage"])
def test_a_check_that_says_what_a_number_is_confirms_it(kind: str) -> None:
    assert verdict_of("a", [check(kind)]) == "confirmed"
    assert verdict_of("b", [check(kind), check("readers", BREAKS, Severity.CONTRADICTION)]) == "confirmed"


@pytest.mark.parametrize("kind", ["readers", "subset", "rank", "trend"])
def test_a_check_that_only_bounds_a_number_confirms_nothing(kind: str) -> None:
    assert verdict_of("a", [check(kind)]) == "unchecked"


def test_a_tally_confirms_how_many_classes_there_are_and_none_of_the_classes() -> None:
    tally = check("count", owner="b")
    assert (verdict_of("a", [tally]), verdict_of("b", [tally])) == ("unchecked", "confirmed")
    assert verdict_of("b", [check("count", owner="b", sides=(3, 7))]) == "unchecked"


def test_a_list_confirms_how_many_members_it_has() -> None:
    listed = replace(check("count", owner="statement"), observation_ids=("a",))
    assert verdict_of("a", [listed]) == "confirmed"


@pytest.mark.parametrize(
    ("checks", "verdict"),
    [
        ([], "unchecked"),
        ([check("sum", UNDECIDED)], "unchecked"),
        ([check("sum", UNDECIDED, Severity.INCOMPLETE)], "unchecked"),
        ([CONTRADICTS], "contradicted"),
        ([check("sum"), CONTRADICTS], "contradicted"),
        ([check("subset", BREAKS, Severity.CONTRADICTION), check("sum")], "contradicted"),
        ([check("rank", BREAKS, Severity.WORDING)], "unchecked"),
        ([check("rank", BREAKS, Severity.WORDING), check("sum")], "confirmed"),
    ],
)
def test_a_contradiction_outweighs_what_holds_and_a_manner_of_speaking_does_not(
    checks: list[Check], verdict: str
) -> None:
    assert verdict_of("a", checks) == verdict
