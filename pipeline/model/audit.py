"""The result of an audit of one report."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model.observation import Observation, Statement
from pipeline.model.report import Report
from pipeline.model.verdict import Finding, Severity, Validated

Teller = Observation | Statement
"""What a suspect is: a printed number, or a statement in words."""


@dataclass(frozen=True, slots=True)
class Audited:
    """One report with its verdicts and all findings on it, the gate's reasons to refuse it among them."""

    report: Report
    statements: tuple[Statement, ...]
    validated: Validated
    findings: tuple[Finding, ...]

    @property
    def tellers(self) -> dict[str, Teller]:
        """Numbers and statements by their ids."""
        told: dict[str, Teller] = {one.statement_id: one for one in self.statements}
        return told | {one.observation.observation_id: one.observation for one in self.validated.observations}

    @property
    def is_refused(self) -> bool:
        """Whether the gate would not load the report."""
        return any(one.severity is Severity.REFUSAL for one in self.findings)

    @property
    def contradictions(self) -> tuple[Finding, ...]:
        """Those that nobody has judged yet."""
        return tuple(one for one in self.findings if one.severity is Severity.CONTRADICTION and one.accepted is None)
