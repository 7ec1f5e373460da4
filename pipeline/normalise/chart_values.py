"""What the marks of coded charts state: the value that is measured, and the number that is printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from pipeline.model.chart import Chart, ScaleSource, rounded
from pipeline.model.observation import MEASURED, Fact, Observation, SourceKind, escaped
from pipeline.model.report import Report
from pipeline.model.span import Span
from pipeline.normalise.charts import CodedChart, CodedMark, is_share
from pipeline.normalise.facts import ShareOf, count_fact, mean_fact, rounding_of, share_fact
from pipeline.normalise.numerals import parse_count, parse_number
from pipeline.spec.schema import FamilySpec

PERCENT = "percent"

FITTED = "scale fitted to the numbers printed at the marks: one degree of freedom is used up"
BY_OCR = "names and numbers read by OCR"
TOLD = "bars without names, fitted to the counts told of their classes: one degree of freedom is used up"
SHARES = "parts measured against the whole: one degree of freedom is used up"


def observations_of_charts(
    charts: Sequence[CodedChart], printed: Sequence[Observation], report: Report, spec: FamilySpec
) -> Iterator[Observation]:
    """Every mark's measured value, and the numbers printed at marks that no block has read (``printed``)."""
    read = {(one.number.page, one.number.bbox) for one in printed}
    for coded in charts:
        for mark in coded.marks:
            measured, label = _measured(mark, coded, report, spec), mark.mark.label
            if label is not None and (label.page, label.bbox) not in read:
                yield from _printed(measured, label, coded, spec)
            yield measured


def _measured(mark: CodedMark, coded: CodedChart, report: Report, spec: FamilySpec) -> Observation:
    value, tolerance = rounded(mark.mark.value, mark.mark.tolerance)
    return Observation(
        observation_id=escaped(report.report_id),
        fact=_fact(mark.codes, coded, report, spec),
        unit=PERCENT if is_share(coded.chart) else spec.charts[coded.block_id].unit,
        value=value,
        qualifier=MEASURED,
        tolerance=tolerance,
        obs_status="E",
        source_kind=SourceKind.CHART,
        block_id=coded.block_id,
        number=Span("", coded.chart.page, (mark.mark.bbox,)),
        label_printed=mark.row,
        group_printed=mark.group,
        note=_note(coded.chart, _used_up(coded.chart)),
    )


def _printed(measured: Observation, label: Span, coded: CodedChart, spec: FamilySpec) -> Iterator[Observation]:
    """The number printed at a mark, as exact as it is rounded, beside what the mark measures."""
    text = label.text.removesuffix("%")
    is_count = not is_share(coded.chart) and not spec.charts[coded.block_id].mean
    value = parse_count(text) if is_count else parse_number(text)
    if value is not None:
        yield replace(
            measured,
            number=label,
            value=value,
            qualifier="exact",
            tolerance=Decimal(0) if is_count else rounding_of(value),
            obs_status="A",
            note=_note(coded.chart, ""),
        )


def _note(chart: Chart, note: str) -> str:
    return "; ".join(one for one in (note, BY_OCR if chart.by_ocr else "") if one)


def _used_up(chart: Chart) -> str:
    return {ScaleSource.LABELS: FITTED, ScaleSource.TOTAL: SHARES, ScaleSource.TOLD: TOLD}.get(chart.scale.source, "")


def _fact(codes: Mapping[str, str], coded: CodedChart, report: Report, spec: FamilySpec) -> Fact:
    one = spec.charts[coded.block_id]
    if is_share(coded.chart):
        return share_fact(codes, ShareOf(one.measure, one.share_base, one.known), report, spec)
    if one.mean:
        return mean_fact(codes, one.measure, report, spec)
    return count_fact(codes, one.measure, report, spec)
