"""Bars that no text names, named by the counts that the text tells of the classes in the chart's caption.

Where names and numbers are drawn as outlines, the lengths are still there: to within a scale they tell as much as
numbers do. Bars are named only where all of them but one at most have the proportions of counts told, so that one
misprinted count still finds its bar.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from pipeline.model.chart import Chart, ChartKind, Mark, ScaleSource
from pipeline.model.observation import TOTAL, Observation
from pipeline.model.printed import Caption
from pipeline.model.report import Report
from pipeline.normalise.charts import CodedChart, CodedMark, caption_of
from pipeline.normalise.facts import count_fact
from pipeline.normalise.prose.lexicon import Sort, prose_lexicon
from pipeline.spec.schema import ChartSpec, FamilySpec

# Fewer proportions that agree may agree by chance.
FEWEST_FITTING = 3

Pairing = Mapping[int, str]
"""The code of a bar, by the bar's number."""


@dataclass(frozen=True, slots=True)
class _Described:
    """A chart of the family that counts the classes of one dimension, with the counts told of them by code."""

    block_id: str
    dimension: str
    around: Mapping[str, str]
    counts: Mapping[str, Decimal]


def name_charts(
    charts: Iterable[Chart], captions: Sequence[Caption], told: Sequence[Observation], report: Report, spec: FamilySpec
) -> Iterator[tuple[Chart, CodedChart]]:
    """Every chart of bars without names whose proportions are those of counts told, and what it is then."""
    for chart in charts:
        if chart.kind is not ChartKind.SINGLE or chart.scale.source is not ScaleSource.NONE:
            continue
        found = _described(caption_of(chart, captions), spec)
        if found is None or any(mark.category is not None for mark in chart.marks):
            continue
        block_id, dimension = found
        around = spec.charts[block_id].codes
        described = _Described(block_id, dimension, around, _counts(found, told, report, spec))
        paired = _paired(chart.marks, described.counts)
        if paired is not None:
            yield chart, _named(chart, described, *paired)


def _described(caption: str, spec: FamilySpec) -> tuple[str, str] | None:
    """The one chart of the family that counts the classes which the caption names, and their dimension."""
    if spec.prose is None:
        return None
    mentions = prose_lexicon(spec, spec.prose).find(caption)
    named = {mention.name for mention in mentions if mention.sort is Sort.CLASS}
    fitting = [
        (name, dimension)
        for name, one in spec.charts.items()
        for dimension in named
        if spec.vocabularies[one.categories].dimensions == (dimension,) and _is_plain(one)
    ]
    return fitting[0] if len(named) == len(fitting) == 1 else None


def _is_plain(chart: ChartSpec) -> bool:
    return chart.series is None and not (chart.shares or chart.mean or chart.caption)


def _counts(
    found: tuple[str, str], told: Iterable[Observation], report: Report, spec: FamilySpec
) -> dict[str, Decimal]:
    """What is told first of every class of the dimension."""
    block_id, dimension = found
    chart = spec.charts[block_id]
    counts: dict[str, Decimal] = {}
    for one in told:
        code = dict(one.fact.codes)[dimension]
        of_class = count_fact({**chart.codes, dimension: code}, chart.measure, report, spec)
        if one.fact == of_class and code != TOTAL and one.qualifier == "exact" and one.value:
            counts.setdefault(code, one.value)
    return counts


def _paired(marks: Sequence[Mark], counts: Mapping[str, Decimal]) -> tuple[Pairing, Pairing] | None:
    """The codes of all bars, and of those whose counts have one proportion; ``None`` where it is not sure."""
    pairings = {
        tuple(sorted(_fitting(marks, counts, float(value) / pivot.value).items()))
        for pivot in marks
        for value in counts.values()
    }
    most = max((len(one) for one in pairings), default=0)
    best = [dict(one) for one in pairings if len(one) == most]
    if len(best) != 1 or most < max(FEWEST_FITTING, len(marks) - 1):
        return None
    fits = best[0]
    bars = [number for number in range(len(marks)) if number not in fits]
    codes = [code for code in counts if code not in fits.values()]
    if bars and len(codes) != 1:
        return None
    return {**fits, **dict.fromkeys(bars, *codes)} if bars else fits, fits


def _fitting(marks: Sequence[Mark], counts: Mapping[str, Decimal], per_value: float) -> dict[int, str]:
    """The bars that are as long as a count at the scale, each count with one bar."""
    found: dict[int, str] = {}
    for code, value in counts.items():
        misses = {
            number: miss
            for number, mark in enumerate(marks)
            if number not in found
            and (miss := abs(mark.value * per_value - float(value))) <= _tolerance(mark, per_value)
        }
        if misses:
            found[min(misses, key=lambda number: misses[number])] = code
    return found


def _tolerance(mark: Mark, per_value: float) -> float:
    """Twice the mark's own: the scale was measured at another mark."""
    return 2 * mark.tolerance * per_value


def _named(chart: Chart, described: _Described, codes: Pairing, fits: Pairing) -> CodedChart:
    lengths = sum(chart.marks[number].value for number in fits)
    per_value = float(sum(described.counts[code] for code in fits.values())) / lengths
    marks = [replace(one, value=one.value * per_value, tolerance=_tolerance(one, per_value)) for one in chart.marks]
    scale = replace(chart.scale, source=ScaleSource.TOLD, per_pt=chart.scale.per_pt * per_value)
    coded = (
        CodedMark(marks[number], {**described.around, described.dimension: code}, row="", group="")
        for number, code in sorted(codes.items())
    )
    return CodedChart(described.block_id, replace(chart, scale=scale, marks=tuple(marks)), tuple(coded))
