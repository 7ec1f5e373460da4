"""Findings that a person has judged: they come back with the reason, and are missed when they do not come back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.model.verdict import Finding, Severity
from pipeline.spec.schema import Accepted


def with_judgements(findings: Sequence[Finding], judged: Sequence[Accepted], report_id: str) -> tuple[Finding, ...]:
    """The findings of a report, those that were judged with the reason, and a refusal for every one that is gone.

    A judgement is of a finding as it was: with other arithmetic it is another finding.
    """
    reasons = {(one.finding, one.arithmetic): one.reason for one in judged if one.report == report_id}
    told = tuple(replace(one, accepted=reasons.pop((one.finding_id, one.arithmetic), None)) for one in findings)
    return (*(_gone(finding, arithmetic) for finding, arithmetic in reasons), *told)


def _gone(finding: str, arithmetic: str) -> Finding:
    shown = f"{finding} ({arithmetic})" if arithmetic else finding
    return Finding(
        finding_id=f"refusal:accepted:{finding}",
        severity=Severity.REFUSAL,
        kind="accepted",
        message_en=f"the family file accepts a finding that does not come up: {shown}; take it out, or judge it again",
        message_sv=f"familjefilen godtar ett fynd som inte längre finns: {shown}; ta bort det eller bedöm det på nytt",
        arithmetic=arithmetic,
    )
