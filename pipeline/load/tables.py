"""Rows of the output tables, as text; the columns are a contract described by the JSON schemas beside this file."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from pipeline.model.chart import rounded, series_of
from pipeline.model.geometry import BBox
from pipeline.model.observation import NOT_APPLICABLE, Normalised, Observation, Statement
from pipeline.model.report import Report
from pipeline.model.span import Span
from pipeline.model.verdict import Assessed, Bound, Check, Finding, LedgerRow, Power, Suspect

SCHEMA_VERSION = "1.8"

Row = dict[str, str]

BEFORE_DIMENSIONS = (
    "observation_id",
    "fact_id",
    "report_id",
    "family",
    "edition_year",
    "vintage",
    "source_sha256",
    "time_period",
    "period_kind",
    "measure",
    "base_measure",
    "about",
    "unit",
)
AFTER_DIMENSIONS = (
    "share_base",
    "compared_to",
    "value",
    "qualifier",
    "tolerance",
    "obs_status",
    "source_kind",
    "block_id",
    "page",
    "x0",
    "top",
    "x1",
    "bottom",
    "boxes",
    "printed",
    "label_printed",
    "group_printed",
    "clause",
    "readers_text",
    "readers_pairing",
    "verdict",
    "checks",
    "resolution",
    "alternatives",
    "note",
)
LEDGER_COLUMNS = ("page", "x0", "top", "x1", "bottom", "printed", "value", "disposition", "reason", "observation_ids")
CHECK_COLUMNS = (
    "check_id",
    "kind",
    "statement",
    "left",
    "right",
    "difference",
    "tolerance",
    "verdict",
    "severity",
    "observation_ids",
)
POWER_COLUMNS = (
    "observation_id",
    "page",
    "printed",
    "value",
    "misprints",
    "noticed",
    "remarked",
    "power",
    "checks",
    "checked",
    "noticed_by",
    "unseen",
)
BOUND_COLUMNS = ("fact_id", "lower", "upper", "check_id")
CLAIM_COLUMNS = (
    "claim_id",
    "kind",
    "measure",
    "codes",
    "about",
    "time_period",
    "compared_to",
    "value",
    "page",
    "x0",
    "top",
    "x1",
    "bottom",
    "boxes",
    "printed",
    "clause",
)
CHART_COLUMNS = (
    "chart",
    "block_id",
    "kind",
    "orientation",
    "scale",
    "unit",
    "category",
    "series",
    "value",
    "tolerance",
    "printed",
    "page",
    "x0",
    "top",
    "x1",
    "bottom",
)
BLOCK_COLUMNS = ("page", "group", "label", "printed", "x0", "top", "x1", "bottom")


def observation_columns(dimensions: Sequence[str]) -> tuple[str, ...]:
    """The columns of a family's observations: its dimensions stand in the middle, one column each."""
    return (*BEFORE_DIMENSIONS, *dimensions, *AFTER_DIMENSIONS)


def observation_row(assessed: Assessed, report: Report) -> Row:
    """One observation as text."""
    one, fact = assessed.observation, assessed.observation.fact
    return {
        "observation_id": one.observation_id,
        "fact_id": fact.fact_id,
        "report_id": report.report_id,
        "family": report.family,
        "edition_year": f"{report.edition_year:04d}",
        "vintage": report.vintage,
        "source_sha256": report.source_sha256,
        "time_period": fact.time_period,
        "period_kind": fact.period_kind,
        "measure": fact.measure,
        "base_measure": fact.base_measure,
        "about": fact.about,
        "unit": one.unit,
        **dict(fact.codes),
        "share_base": fact.share_base,
        "compared_to": fact.compared_to,
        "value": decimal_text(one.value),
        "qualifier": one.qualifier,
        "tolerance": decimal_text(one.tolerance),
        "obs_status": one.obs_status,
        "source_kind": one.source_kind,
        "block_id": one.block_id,
        **_place(one.number),
        "boxes": json.dumps(further_boxes(one.number)),
        "printed": one.number.text,
        "label_printed": one.label_printed,
        "group_printed": one.group_printed,
        "clause": one.clause.text if one.clause is not None else "",
        "readers_text": str(assessed.readers_text),
        "readers_pairing": str(assessed.readers_pairing),
        "verdict": assessed.verdict,
        "checks": str(assessed.checks),
        "resolution": one.resolution,
        "alternatives": " ".join(fact.fact_id for fact in one.alternatives),
        "note": one.note,
    }


def decimal_text(value: Decimal | None) -> str:
    """Plain digits with a point, never an exponent; empty for no value."""
    return "" if value is None else f"{value:f}"


def further_boxes(span: Span) -> list[list[float]]:
    """The boxes of a span's further lines, those on later pages with the page behind their edges."""
    here = [_edges(box) for box in span.boxes[1:]]
    return here + [[*_edges(box), later.page] for later in span.overflow for box in later.boxes]


def _edges(box: BBox) -> list[float]:
    return [round(edge, 2) for edge in (box.x0, box.top, box.x1, box.bottom)]


def _place(span: Span) -> Row:
    names = ("x0", "top", "x1", "bottom")
    edges = _edges(span.boxes[0])
    return {"page": str(span.page), **{name: f"{edge:.2f}" for name, edge in zip(names, edges, strict=True)}}


def ledger_row(row: LedgerRow) -> Row:
    """One token of the ledger as text."""
    return {
        **_place(row.token),
        "printed": row.token.text,
        "value": decimal_text(row.value),
        "disposition": row.disposition,
        "reason": row.reason,
        "observation_ids": " ".join(row.observation_ids),
    }


def check_row(check: Check) -> Row:
    """One check as text."""
    return {
        "check_id": check.check_id,
        "kind": check.kind,
        "statement": check.statement,
        "left": decimal_text(check.left),
        "right": decimal_text(check.right),
        "difference": decimal_text(check.difference),
        "tolerance": decimal_text(check.tolerance),
        "verdict": check.verdict,
        "severity": check.severity,
        "observation_ids": " ".join(check.observation_ids),
    }


def power_row(power: Power, one: Observation) -> Row:
    """The power of the checks for one printed number."""
    return {
        "observation_id": power.observation_id,
        "page": str(one.number.page),
        "printed": one.number.text,
        "value": decimal_text(one.value),
        "misprints": str(power.misprints),
        "noticed": str(power.noticed),
        "remarked": str(power.remarked),
        "power": str(power.share),
        "checks": str(power.checks),
        "checked": "yes" if power.is_checked else "no",
        "noticed_by": ";".join(f"{kind}={count}" for kind, count in power.by),
        "unseen": " ".join(decimal_text(value) for value in power.unseen),
    }


def bound_row(bound: Bound) -> Row:
    """What one cell may be that is not printed."""
    return {
        "fact_id": bound.cell.fact_id,
        "lower": str(bound.least),
        "upper": "" if bound.most is None else str(bound.most),
        "check_id": bound.check_id,
    }


def claim_row(statement: Statement) -> Row:
    """One statement without a number as text, at the place of its clause."""
    return {
        "claim_id": statement.statement_id,
        "kind": statement.kind,
        "measure": statement.measure,
        "codes": ";".join(f"{dimension}={code}" for dimension, code in statement.codes) or NOT_APPLICABLE,
        "about": statement.about,
        "time_period": statement.time_period,
        "compared_to": statement.compared_to,
        "value": statement.value,
        **_place(statement.clause),
        "boxes": json.dumps(further_boxes(statement.clause)),
        "printed": statement.cue.text,
        "clause": statement.clause.text,
    }


def block_rows(normalised: Normalised, block_id: str) -> Iterable[Row]:
    """A block as printed: each number with its label and heading, in reading order."""
    for one in normalised.observations:
        if one.block_id == block_id and one.number.text:
            yield {
                "group": one.group_printed,
                "label": one.label_printed,
                "printed": one.number.text,
                **_place(one.number),
            }


def chart_rows(normalised: Normalised) -> Iterable[Row]:
    """Every mark of every chart as drawn: also of charts that the family does not know, and of those without names."""
    for number, (block_id, chart) in enumerate(normalised.charts, start=1):
        for mark in chart.marks:
            value, tolerance = rounded(mark.value, mark.tolerance)
            yield {
                "chart": str(number),
                "block_id": block_id,
                "kind": chart.kind,
                "orientation": chart.orientation,
                "scale": chart.scale.source,
                "unit": chart.scale.unit,
                "category": mark.category.text if mark.category else "",
                "series": series_of(mark) or "",
                "value": decimal_text(value),
                "tolerance": decimal_text(tolerance),
                "printed": mark.label.text if mark.label else "",
                **_place(Span("", chart.page, (mark.bbox,))),
            }


def findings_document(findings: Iterable[Finding], report: Report) -> dict[str, Any]:
    """The findings file."""
    return {
        "schema_version": SCHEMA_VERSION,
        "report_id": report.report_id,
        "findings": [
            {
                "id": finding.finding_id,
                "severity": finding.severity,
                "kind": finding.kind,
                "message": {"en": finding.message_en, "sv": finding.message_sv},
                "arithmetic": finding.arithmetic,
                "observation_ids": list(finding.observation_ids),
                "places": [
                    {"page": place.page, "boxes": [_edges(box) for box in place.boxes]} for place in finding.places
                ],
                "suspects": [_suspect(one) for one in finding.suspects],
                "accepted": finding.accepted,
            }
            for finding in findings
        ],
    }


def _suspect(one: Suspect) -> dict[str, Any]:
    likely = None if one.likely_value is None else decimal_text(one.likely_value)
    return {"observation_id": one.observation_id, "value": one.value, "likely_value": likely, "score": one.score}


def pooled_row(row: Row, dimensions: Sequence[str]) -> Row:
    """An observation for the table of all families: its dimensions in one column, as canonical JSON."""
    codes = {dimension: row[dimension] for dimension in sorted(dimensions)}
    pooled = {column: row[column] for column in BEFORE_DIMENSIONS}
    pooled["dimensions"] = json.dumps(codes, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return pooled | {column: row[column] for column in AFTER_DIMENSIONS}


POOLED_COLUMNS = (*BEFORE_DIMENSIONS, "dimensions", *AFTER_DIMENSIONS)
