"""All files of one report as text, by name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.load.files import csv_text, json_text
from pipeline.load.proposal import proposal
from pipeline.load.store import FINDINGS
from pipeline.load.tables import (
    BLOCK_COLUMNS,
    BOUND_COLUMNS,
    CHART_COLUMNS,
    CHECK_COLUMNS,
    CLAIM_COLUMNS,
    LEDGER_COLUMNS,
    POWER_COLUMNS,
    block_rows,
    bound_row,
    chart_rows,
    check_row,
    claim_row,
    findings_document,
    ledger_row,
    observation_columns,
    observation_row,
    power_row,
)
from pipeline.model.drift import DRIFTED, look_of
from pipeline.model.observation import UNEXPLAINED, Normalised
from pipeline.model.report import Report
from pipeline.model.verdict import Finding, Severity, Validated, Verdict
from pipeline.spec.loading import Family


def table_files(
    normalised: Normalised, validated: Validated, report: Report, dimensions: Sequence[str]
) -> dict[str, str]:
    """The tables, and each block as printed."""
    rows = [observation_row(one, report) for one in validated.observations]
    by_id = {one.observation.observation_id: one.observation for one in validated.observations}
    tables = {
        "observations.csv": csv_text(observation_columns(dimensions), rows),
        "ledger.csv": csv_text(LEDGER_COLUMNS, map(ledger_row, validated.ledger)),
        "checks.csv": csv_text(CHECK_COLUMNS, map(check_row, validated.checks)),
        "power.csv": csv_text(POWER_COLUMNS, (power_row(one, by_id[one.observation_id]) for one in validated.power)),
        "bounds.csv": csv_text(BOUND_COLUMNS, map(bound_row, validated.bounds)),
        "charts.csv": csv_text(CHART_COLUMNS, chart_rows(normalised)),
        "claims.csv": csv_text(CLAIM_COLUMNS, map(claim_row, normalised.statements)),
    }
    for block_id in sorted({region.block_id for region in normalised.regions}):
        tables[f"blocks/{block_id}.csv"] = csv_text(BLOCK_COLUMNS, block_rows(normalised, block_id))
    return tables


def drifted(findings: Iterable[Finding]) -> list[Finding]:
    """Findings that tell how the edition differs from what is known, those left out that were judged."""
    return [one for one in findings if one.severity is Severity.DRIFT and one.kind in DRIFTED and one.accepted is None]


def proposed_files(normalised: Normalised, validated: Validated, family: Family, edition_year: int) -> dict[str, str]:
    """The ``<year>.yml`` proposed for an edition that differs; none where the family's own leaves no label open."""
    if not drifted(validated.findings) or (edition_year in family.years and not validated.labels):
        return {}
    return proposal(validated.labels, look_of(normalised), family, edition_year)


def findings_file(findings: Sequence[Finding], report: Report) -> dict[str, str]:
    """The findings."""
    return {FINDINGS: json_text(findings_document(findings, report))}


def summary_of(validated: Validated, findings: Sequence[Finding]) -> dict[str, int]:
    """Counts for the closing table; ``findings`` are all of them, of which those that were judged are not counted."""
    return {
        "numbers": sum(row.is_number for row in validated.ledger),
        "observations": len(validated.observations),
        "unexplained": sum(row.disposition == UNEXPLAINED for row in validated.ledger),
        "confirmed": sum(one.verdict == "confirmed" for one in validated.observations),
        "checks": len(validated.checks),
        "checks_held": sum(check.verdict is Verdict.HOLDS for check in validated.checks),
        "findings": sum(one.accepted is None for one in findings),
    }
