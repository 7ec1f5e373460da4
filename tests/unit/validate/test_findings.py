from __future__ import annotations

from dataclasses import replace

from pipeline.model.observation import Normalised
from pipeline.model.verdict import Finding, Severity
from pipeline.validate.findings import findings_of


def finding(severity: Severity, name: str) -> Finding:
    return Finding(name, severity, "sum", "", "", "", (), ())


def test_findings_come_by_severity_and_then_as_they_were_found() -> None:
    of_checks = [finding(Severity.NOTE, "note"), finding(Severity.CONTRADICTION, "worst")]
    of_drift = [finding(Severity.DRIFT, "one"), replace(finding(Severity.DRIFT, "two"), kind="new_label")]
    found = findings_of(Normalised((), (), (), (), ()), of_checks, (), (), of_drift)
    assert [one.finding_id for one in found] == ["worst", "one", "two", "note"]
