"""Labelled numbers, marks of charts and sentences to observations of a family that codes nothing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from pipeline.model.chart import Chart, Mark, ScaleSource, rounded
from pipeline.model.observation import MEASURED, TOTAL, Codes, Fact, Observation, SourceKind, escaped
from pipeline.model.report import Report
from pipeline.model.span import Span
from pipeline.normalise.auto.labelled import AutoBlock, Labelled, is_missing
from pipeline.normalise.auto.number_formats import Decimals, read_number
from pipeline.normalise.auto.sentences import SEVERAL_YEARS, Told
from pipeline.normalise.auto.years import period_of, period_text
from pipeline.normalise.chart_values import BY_OCR, FITTED, SHARES
from pipeline.normalise.quantity import Qualifier

MEASURE = "number"
BLOCK, ROW, COLUMN = "block", "row", "column"

PLAIN_UNIT = "number"
"""Unit of what only labels and headings tell the unit of."""
PERCENT = "percent"

PATH = " / "
"""Between the headings of a path."""

MISSING = "O"
"""SDMX CL_OBS_STATUS: missing value; why, only the report's own legend says."""

OF_DOCUMENT = "no heading tells a year: that of the document"
NO_YEAR = "neither a heading nor the document tells a year"

IN_SENTENCE = ("the year that its sentence names", "its sentence does not say which of several years")

PROSE_BLOCK = "prose"

_PERCENT_NAME = re.compile(r"%|\bprocent\b|\bper\s?cent\b|\bpct\b", re.IGNORECASE)
_POINTS = re.compile(r"%-?enhet|procentenhet|per\s?cent(?:age)?[\s-]point|\bp\.?p\.?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cube:
    """The report whose cells are named: every name once, a second one like it with a number behind it."""

    report: Report
    decimals: Decimals

    def fact(self, block: str, row: str, column: str, period: str | None) -> Fact:
        """The cell with these names in the period that a heading tells, else the document's."""
        codes: Codes = ((BLOCK, block), (ROW, row or TOTAL), (COLUMN, column or TOTAL))
        return Fact(MEASURE, period or period_text(self.report.edition_year), codes)

    def note(self, period: str | None) -> str:
        """Where the year comes from that no heading tells."""
        return "" if period else OF_DOCUMENT if self.report.edition_year else NO_YEAR


def of_blocks(blocks: Iterable[AutoBlock], cube: Cube) -> Iterator[Observation]:
    """One observation a number or missing mark that is understood."""
    for block in blocks:
        numbers = [one for one in block.numbers if _is_understood(one.number.text, cube.decimals)]
        for one, row in zip(numbers, _row_names(numbers), strict=True):
            yield _labelled(one, row, block, cube)


def _is_understood(text: str, decimals: Decimals) -> bool:
    return is_missing(text) or read_number(text, decimals) is not None


def _row_names(numbers: Sequence[Labelled]) -> Iterator[str]:
    """The name of each number's row; the second row of a name has ``#2`` behind it."""
    rows: dict[tuple[tuple[str, ...], tuple[object, ...]], str] = {}
    seen: Counter[str] = Counter()
    used: Counter[tuple[str, tuple[str, ...]]] = Counter()
    for one in numbers:
        key = one.row, _place(one)
        if key not in rows:
            name = PATH.join(one.row)
            seen[name] += 1
            rows[key] = name if seen[name] == 1 else f"{name} #{seen[name]}"
        cell = rows[key], one.column
        used[cell] += 1
        yield rows[key] if used[cell] == 1 else f"{rows[key]} (#{used[cell]})"


def _place(one: Labelled) -> tuple[object, ...]:
    """Where the label of a row stands: two rows of one name are two rows."""
    return (one.entry.label.page, *one.entry.label.boxes) if one.row else ()


def _labelled(one: Labelled, row: str, block: AutoBlock, cube: Cube) -> Observation:
    number = read_number(one.number.text, cube.decimals)
    period = period_of(one.column) or period_of(one.row)
    unit = _unit(one, is_percent=number is not None and number.is_percent)
    label = one.entry.label.text if one.row else PATH.join(one.column)
    return Observation(
        observation_id=escaped(cube.report.report_id),
        fact=cube.fact(block.block_id, row, PATH.join(one.column), period),
        unit=unit,
        value=number.value if number else None,
        qualifier="exact",
        tolerance=_tolerance(number.value, number.tolerance, unit) if number else Decimal(0),
        obs_status="A" if number else MISSING,
        source_kind=block.kind,
        block_id=block.block_id,
        number=one.number,
        label_printed=label,
        group_printed=_group(one),
        entry=one.entry,
        note=cube.note(period),
    )


def _group(one: Labelled) -> str:
    """The heading of the column, else the innermost one over the row."""
    headings = [heading.text for heading in one.entry.headings if heading != one.entry.label]
    return headings[-1] if headings else PATH.join(one.column if one.row else ())


def _unit(one: Labelled, *, is_percent: bool) -> str:
    """What a percent sign at the number, or a word in its innermost names, says."""
    names = (*one.column[-1:], *one.row[-1:])
    if any(_POINTS.search(name) for name in names):
        return "percentage_points"
    return PERCENT if is_percent or any(_PERCENT_NAME.search(name) for name in names) else PLAIN_UNIT


def _tolerance(value: Decimal, told: Decimal, unit: str) -> Decimal:
    """The rounding half-width of what is a percentage; of other numbers as their decimals tell."""
    whole = value == value.to_integral_value() and not told
    return Decimal("0.5") if whole and unit in {PERCENT, "percentage_points"} else told


def of_charts(charts: Sequence[tuple[str, Chart]], cube: Cube) -> Iterator[Observation]:
    """What every named mark measures, and the number printed at it."""
    for block_id, chart in charts:
        if chart.scale.source is ScaleSource.NONE:
            continue  # proportions of each other: nothing says of what
        seen: Counter[tuple[str, str]] = Counter()
        for mark in chart.marks:
            if mark.category is None:
                continue
            row, column = _clean(mark.category), _clean(mark.series)
            seen[row, column] += 1
            row = row if seen[row, column] == 1 else f"{row} #{seen[row, column]}"
            period = period_of((row, column))
            measured = _measured(mark, chart, cube.fact(block_id, row, column, period), cube.note(period))
            measured = replace(measured, block_id=block_id, observation_id=escaped(cube.report.report_id))
            yield from _printed(mark, measured, cube)
            yield measured


def _clean(name: Span | None) -> str:
    return " ".join(name.text.split()).rstrip(" :") if name else ""


def _measured(mark: Mark, chart: Chart, fact: Fact, note: str) -> Observation:
    value, tolerance = rounded(mark.value, mark.tolerance)
    used_up = {ScaleSource.LABELS: FITTED, ScaleSource.TOTAL: SHARES}.get(chart.scale.source, "")
    return Observation(
        observation_id="",
        fact=fact,
        unit=PERCENT if chart.scale.unit == PERCENT else PLAIN_UNIT,
        value=value,
        qualifier=MEASURED,
        tolerance=tolerance,
        obs_status="E",
        source_kind=SourceKind.CHART,
        block_id="",
        number=Span("", chart.page, (mark.bbox,)),
        label_printed=_clean(mark.series) or _clean(mark.category),
        group_printed=_clean(mark.category) if mark.series else "",
        note="; ".join(one for one in (used_up, BY_OCR if chart.by_ocr else "", note) if one),
    )


def _printed(mark: Mark, measured: Observation, cube: Cube) -> Iterator[Observation]:
    """The number printed at a mark; slices that are measured in percent may be labelled with counts."""
    number = read_number(mark.label.text, cube.decimals) if mark.label else None
    if mark.label is None or number is None:
        return
    unit = PERCENT if number.is_percent else measured.unit
    if unit == PERCENT and not number.is_percent and SHARES in measured.note:
        unit = PLAIN_UNIT
    yield replace(
        measured,
        unit=unit,
        fact=measured.fact if unit == measured.unit else replace(measured.fact, about="printed"),
        number=mark.label,
        value=number.value,
        qualifier="exact",
        tolerance=_tolerance(number.value, number.tolerance, unit),
        obs_status="A",
    )


def of_sentences(told: Iterable[Told], cube: Cube) -> Iterator[Observation]:
    """Numbers of sentences, each a cell of its own: its words alone do not say which of them are about the same."""
    seen: Counter[tuple[str, str | None]] = Counter()
    for one in told:
        name = one.label, one.period
        seen[name] += (
            one.qualifier is not Qualifier.UPPER or not seen[name]
        )  # the other end of a range is the same cell
        row = one.label if seen[name] == 1 else f"{one.label} #{seen[name]}"
        yield Observation(
            observation_id=escaped(cube.report.report_id),
            fact=cube.fact(PROSE_BLOCK, row, "", one.period),
            unit=one.unit,
            value=one.value,
            qualifier=one.qualifier,
            tolerance=one.tolerance,
            obs_status="A" if one.qualifier == "exact" else "E",
            source_kind=SourceKind.PROSE,
            block_id=PROSE_BLOCK,
            number=one.number,
            label_printed=one.label,
            group_printed="",
            clause=one.clause,
            note=IN_SENTENCE[one.period == SEVERAL_YEARS] if one.period else cube.note(None),
        )
