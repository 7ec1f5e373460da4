"""Charts to coded charts: which chart of the family it is, the codes of every mark, and what bars and labels state."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from pipeline.model.chart import Chart, Mark, ScaleSource, rounded
from pipeline.model.observation import (
    KNOWN,
    MEASURED,
    NEW,
    NOT_APPLICABLE,
    TOTAL,
    Codes,
    Fact,
    Observation,
    SourceKind,
    UnknownLabel,
    escaped,
)
from pipeline.model.printed import Caption, squashed
from pipeline.model.report import Report
from pipeline.model.span import Span
from pipeline.normalise.labels import Lexicon
from pipeline.normalise.numerals import parse_count
from pipeline.spec.schema import ChartSpec, FamilySpec

# A chart is taken for one of the family if at least this part of its names carry labels known there.
KNOWN_SHARE = 0.5

PERCENT = "percent"

FITTED = "scale fitted to the numbers printed at the marks: one degree of freedom is used up"
BY_OCR = "names and numbers read by OCR"
SHARES = "parts measured against the whole: one degree of freedom is used up"


@dataclass(frozen=True, slots=True)
class CodedMark:
    """A mark with its codes; ``row`` and ``group`` are the names that gave them, ``unknown`` those that are new."""

    mark: Mark
    codes: Mapping[str, str]
    row: str
    group: str
    unknown: tuple[tuple[str, Span], ...] = ()


@dataclass(frozen=True, slots=True)
class CodedChart:
    """A chart that the family knows; marks of its residual slices are left out."""

    block_id: str
    chart: Chart
    marks: tuple[CodedMark, ...]


def code_charts(
    charts: Sequence[Chart], captions: Sequence[Caption], spec: FamilySpec, lexicon: Lexicon
) -> tuple[CodedChart, ...]:
    """The charts of the family among all that are drawn, each in the block of the description that it fits best."""
    coded = []
    for chart in charts:
        if chart.scale.source is ScaleSource.NONE:
            continue  # proportions of each other: nothing says of what
        words = _caption_of(chart, captions)
        shares = {name: _known_share(chart, one, words, lexicon) for name, one in spec.charts.items()}
        name = max(shares, key=lambda one: shares[one], default=None)
        if name is not None and shares[name] >= KNOWN_SHARE:
            coded.append(CodedChart(name, chart, tuple(_marks(chart, spec.charts[name], lexicon))))
    return tuple(coded)


def _caption_of(chart: Chart, captions: Iterable[Caption]) -> str:
    """The words of the caption right above or below the chart."""
    near = [
        (min(abs(chart.bbox.top - one.span.bbox.bottom), abs(one.span.bbox.top - chart.bbox.bottom)), one)
        for one in captions
        if one.span.page == chart.page and one.span.bbox.x_overlap(chart.bbox) > 0
    ]
    return squashed(min(near, key=lambda pair: pair[0])[1].span.text) if near else ""


def _known_share(chart: Chart, spec: ChartSpec, caption: str, lexicon: Lexicon) -> float:
    """The part of the chart's names that the description's vocabularies know; 0 where its caption is another's."""
    if spec.caption and squashed(spec.caption) not in caption:
        return 0.0
    names = [(spec.categories, one.text) for one in dict.fromkeys(mark.category for mark in chart.marks) if one]
    if spec.series is not None:
        names += [(spec.series, one.text) for one in dict.fromkeys(mark.series for mark in chart.marks) if one]
    if not names or (spec.series is not None and all(mark.series is None for mark in chart.marks)):
        return 0.0
    known = [one for one in names if _is_residual(one[1], spec) or lexicon.meaning(*one) is not None]
    return len(known) / len(names)


def _is_residual(text: str, spec: ChartSpec) -> bool:
    return squashed(text) in {squashed(label) for label in spec.residual}


def _marks(chart: Chart, spec: ChartSpec, lexicon: Lexicon) -> Iterator[CodedMark]:
    for mark in chart.marks:
        if mark.category is None or (spec.series is not None and mark.series is None):
            continue
        if _is_residual(mark.category.text, spec):
            continue
        unknown: list[tuple[str, Span]] = []
        codes = {**spec.codes, **_meaning(spec.categories, mark.category, lexicon, unknown)}
        if spec.series is not None and mark.series is not None:
            codes |= _meaning(spec.series, mark.series, lexicon, unknown)
        series = mark.series.text if mark.series is not None else ""
        row, group = (series, mark.category.text) if series else (mark.category.text, "")
        yield CodedMark(mark, codes, row, group, tuple(unknown))


def _meaning(vocabulary: str, text: Span, lexicon: Lexicon, unknown: list[tuple[str, Span]]) -> Mapping[str, str]:
    known = lexicon.meaning(vocabulary, text.text)
    if known is not None:
        return known
    unknown.append((vocabulary, text))
    return dict.fromkeys(lexicon.dimensions[vocabulary], f"{NEW}{text.text}")


def unknown_names(charts: Sequence[CodedChart], lexicon: Lexicon) -> tuple[UnknownLabel, ...]:
    """Names of the family's charts that it does not know, each once."""
    found = {
        (chart.block_id, vocabulary, text.text): lexicon.unknown(chart.block_id, vocabulary, text)
        for chart in charts
        for mark in chart.marks
        for vocabulary, text in mark.unknown
    }
    return tuple(found.values())


def observations_of_charts(
    charts: Sequence[CodedChart], printed: Sequence[Observation], report: Report, spec: FamilySpec
) -> Iterator[Observation]:
    """Every mark's measured value, and the numbers printed at marks that no block has read (``printed``)."""
    read = {(one.number.page, one.number.bbox) for one in printed}
    for coded in charts:
        one = spec.charts[coded.block_id]
        for mark in coded.marks:
            label = mark.mark.label
            if label is not None and (label.page, label.bbox) not in read and not _is_share(coded.chart):
                value = parse_count(label.text)
                if value is not None:
                    fact = _count_fact(mark.codes, one, report, spec)
                    measured = _measured(mark, coded, report, spec)
                    yield replace(_as_printed(measured, fact, label, value), note=_note(coded.chart, ""))
            yield _measured(mark, coded, report, spec)


def _is_share(chart: Chart) -> bool:
    return chart.scale.unit == PERCENT


def _measured(mark: CodedMark, coded: CodedChart, report: Report, spec: FamilySpec) -> Observation:
    one = spec.charts[coded.block_id]
    share = _is_share(coded.chart)
    fact = _share_fact(mark.codes, one, report, spec) if share else _count_fact(mark.codes, one, report, spec)
    value, tolerance = rounded(mark.mark.value, mark.mark.tolerance)
    return Observation(
        observation_id=escaped(report.report_id),
        fact=fact,
        unit=PERCENT if share else one.unit,
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


def _as_printed(measured: Observation, fact: Fact, label: Span, value: Decimal) -> Observation:
    """The number printed at a mark, as exact as any other that is printed, beside what the mark measures."""
    return replace(
        measured,
        fact=fact,
        number=label,
        value=value,
        qualifier="exact",
        tolerance=Decimal(0),
        obs_status="A",
    )


def _note(chart: Chart, note: str) -> str:
    return "; ".join(one for one in (note, BY_OCR if chart.by_ocr else "") if one)


def _used_up(chart: Chart) -> str:
    return {ScaleSource.LABELS: FITTED, ScaleSource.TOTAL: SHARES}.get(chart.scale.source, "")


def _count_fact(codes: Mapping[str, str], one: ChartSpec, report: Report, spec: FamilySpec) -> Fact:
    return Fact(measure=one.measure, time_period=str(report.edition_year), codes=_all_codes(codes, one.measure, spec))


def _share_fact(codes: Mapping[str, str], one: ChartSpec, report: Report, spec: FamilySpec) -> Fact:
    base = "+".join(one.share_base) or TOTAL
    return Fact(
        measure="share",
        time_period=str(report.edition_year),
        codes=_all_codes(codes, "share", spec),
        base_measure=one.measure,
        share_base=f"{base}{KNOWN}{','.join(one.known)}" if one.known else base,
    )


def _all_codes(codes: Mapping[str, str], measure: str, spec: FamilySpec) -> Codes:
    inapplicable = spec.measures[measure].inapplicable
    return tuple(
        (dimension, NOT_APPLICABLE if dimension in inapplicable else codes.get(dimension, TOTAL))
        for dimension in spec.dimensions
    )
