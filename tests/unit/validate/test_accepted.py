from __future__ import annotations

from pipeline.model.verdict import Finding, Severity
from pipeline.spec.schema import Accepted
from pipeline.validate.accepted import with_judgements


def finding(name: str, arithmetic: str) -> Finding:
    return Finding(name, Severity.WORDING, "rank", "in words", "i ord", arithmetic, (), ())


def judgement(name: str, arithmetic: str, report: str = "birds-2024") -> Accepted:
    return Accepted(report=report, finding=name, arithmetic=arithmetic, reason="as the authors write")


MOST, OTHER = finding("wording:rank:1", "430 > 2 × 104"), finding("wording:rank:2", "3 > 2")


def test_a_judged_finding_comes_back_with_the_reason_and_the_others_as_they_are() -> None:
    first, second = with_judgements([MOST, OTHER], [judgement("wording:rank:1", "430 > 2 × 104")], "birds-2024")
    assert (first.accepted, second) == ("as the authors write", OTHER)


def test_a_finding_with_other_arithmetic_is_another_one_and_the_judgement_is_missed() -> None:
    gone, told = with_judgements([MOST], [judgement("wording:rank:1", "430 > 2 × 140")], "birds-2024")
    assert told == MOST
    assert (gone.finding_id, gone.severity) == ("refusal:accepted:wording:rank:1", Severity.REFUSAL)
    assert "wording:rank:1 (430 > 2 × 140); take it out, or judge it again" in gone.message_en
    assert "wording:rank:1 (430 > 2 × 140); ta bort det" in gone.message_sv


def test_a_finding_that_does_not_come_up_is_missed() -> None:
    (gone,) = with_judgements([], [judgement("note:missing:figure_5", "")], "birds-2024")
    assert "a finding that does not come up: note:missing:figure_5; take it out" in gone.message_en


def test_a_judgement_is_of_one_report() -> None:
    judged = [judgement("wording:rank:1", "430 > 2 × 104", "birds-2024-facsimile")]
    assert with_judgements([MOST], judged, "birds-2024") == (MOST,)


def test_without_judgements_findings_stay_as_they_are() -> None:
    assert with_judgements([MOST, OTHER], [], "birds-2024") == (MOST, OTHER)
