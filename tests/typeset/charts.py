"""Charts: bars, columns that add up to 100 percent, pies."""

from __future__ import annotations

import math
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from tests.typeset.chart_axes import AXIS_ROOM, lying_axis, on_fill, part_label, upright_axis
from tests.typeset.leaders import wrapped
from tests.typeset.scene import (
    ChartArea,
    ChartValue,
    Line,
    Mark,
    Piece,
    Rect,
    Run,
    Source,
    Style,
    Text,
    Wedge,
    runs_width,
    set_runs,
)
from tests.typeset.sheet import Sheet, number_run

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.typeset.model import Block, Group, Number

_COLUMN_HEIGHT = 105.0
_BAR_PITCH = 24.0
_GROUP_GAP = 0.7
_GAP_ABOVE = 8.0
_TICKS = (0, 20, 40, 60, 80, 100)
_LEAST_LABELLED_DEG = 34.0
_SHARE_PLACES = Decimal("0.0001")


def chart_piece(block: Block, sheet: Sheet) -> Piece:
    """Return a chart of the block's kind, in the direction the layout gives bars."""
    if block.kind == "stacked":
        return _stacked_columns(block, sheet)
    if block.kind == "pie":
        return _pie(block, sheet)
    charts = sheet.layout.charts
    direction = charts.figure_bars if len(block.groups) > 1 else charts.referrer_bars
    return columns_piece(block, sheet) if direction == "vertical" else _bars(block, sheet)


def counted(block: Block) -> tuple[ChartValue, ...]:
    """Return what bars or bubbles say: each number as it is."""
    return tuple(
        ChartValue(item.label, group.label, item.value or Decimal(0), item.unit)
        for group in block.groups
        for item in group.items
    )


def shares(block: Block, group: Group) -> Iterator[tuple[Number, Decimal]]:
    """Yield each number of a group with its percentage of the group, to four decimals."""
    whole = sum((item.value or Decimal(0) for item in group.items), Decimal(0))
    for item in sorted(group.items, key=lambda item: block.series.index(item.label) if block.series else 0):
        value = item.value or Decimal(0)
        yield item, (100 * value / whole).quantize(_SHARE_PLACES) if whole else Decimal(0)


def columns_piece(block: Block, sheet: Sheet) -> Piece:
    """Return upright bars, side by side in the order of the block."""
    charts = sheet.layout.charts
    count = sum(len(group.items) for group in block.groups)
    left_edge = 0.0 if charts.numbers else AXIS_ROOM
    slot = (sheet.width - left_edge) / (count + _GROUP_GAP * (len(block.groups) - 1))
    largest = max(float(item.value or 0) for group in block.groups for item in group.items)
    label_style = _fitting(sheet.small(), [item.label for group in block.groups for item in group.items], slot * 0.98)
    foot = _GAP_ABOVE + 14.0 + _COLUMN_HEIGHT
    marks: list[Mark] = [] if charts.numbers else list(upright_axis(block, sheet, largest, foot, _COLUMN_HEIGHT))
    lowest = foot
    x = left_edge
    index = 0
    for group in block.groups:
        left, deepest = x, 0.0
        for item in group.items:
            height = _COLUMN_HEIGHT * float(item.value or 0) / largest * charts.stretch(block.id, item.label)
            colour = _colour(sheet, block, index)
            marks.append(Rect(x + slot * 0.19, foot - height, slot * 0.62, height, fill=colour))
            number = [_number(block, group, item, sheet)] if charts.numbers else []
            marks.extend(_centred(number, x + slot / 2, foot - height - 4.0))
            labels = _labels(block, item.label, label_style, slot * 0.98, sheet)
            deepest = max(deepest, 3.0 + len(labels) * sheet.small().size * 1.2)
            lowest = max(lowest, foot + deepest)
            for row, line in enumerate(labels):
                marks.extend(_centred(line, x + slot / 2, foot + sheet.small().size * (1.3 + 1.2 * row)))
            x += slot
            index += 1
        if group.label:
            heads = _labels(block, group.label, sheet.small(bold=True), 1e4, sheet)
            base = foot + max(sheet.small().size * 4.2, deepest + sheet.small().size * 1.2)
            lowest = max(lowest, base + 4.0)
            marks.extend(_centred(heads[0], (left + x) / 2, base))
        x += slot * _GROUP_GAP
    marks.append(Line(left_edge, foot, sheet.width, foot, sheet.layout.palette.grey, 0.6))
    area = ChartArea(0.0, 0.0, sheet.width, lowest, block.id, block.figure, "bars", counted(block))
    return Piece(lowest, (area, *marks), gap=_GAP_ABOVE)


def _bars(block: Block, sheet: Sheet) -> Piece:
    style = sheet.small()
    label_width = 8.0 + max(Run(item.label, style).width_pt for group in block.groups for item in group.items)
    largest = max(float(item.value or 0) for group in block.groups for item in group.items)
    room = sheet.width - label_width - 40.0
    marks: list[Mark] = []
    y = 4.0
    index = 0
    for group in block.groups:
        if group.label:
            heads = _labels(block, group.label, sheet.small(bold=True), 1e4, sheet)
            marks.extend(set_runs(heads[0], 0.0, y + style.size))
            y += style.size * 1.7
        top = y
        for item in group.items:
            length = room * float(item.value or 0) / largest * sheet.layout.charts.stretch(block.id, item.label)
            marks.append(Rect(label_width, y + 4.0, length, _BAR_PITCH - 8.0, fill=_colour(sheet, block, index)))
            label = _labels(block, item.label, style, 1e4, sheet)[0]
            baseline = y + _BAR_PITCH / 2 + style.size * 0.36
            marks.extend(set_runs(label, label_width - 6.0 - runs_width(label), baseline))
            if sheet.layout.charts.numbers:
                marks.extend(set_runs([_number(block, group, item, sheet)], label_width + length + 5.0, baseline))
            y += _BAR_PITCH
            index += 1
        marks.append(Line(label_width, top, label_width, y, sheet.layout.palette.grey, 0.8))
        y += 5.0
    if not sheet.layout.charts.numbers:
        marks.extend(lying_axis(block, sheet, largest, (label_width, room, y)))
        y += style.size * 1.8
    area = ChartArea(0.0, 0.0, sheet.width, y, block.id, block.figure, "bars", counted(block))
    return Piece(y, (area, *marks), gap=_GAP_ABOVE)


def _stacked_columns(block: Block, sheet: Sheet) -> Piece:
    style = sheet.small()
    legend = _legend_line(block, sheet)
    top = style.size * 2.4
    height = sheet.layout.charts.stacked_height
    foot = top + height
    left = 34.0
    slot = (sheet.width - left) / len(block.groups)
    label_style = _fitting(replace(style, size=style.size * 0.9), [group.label for group in block.groups], slot * 0.98)
    marks: list[Mark] = [*legend, *_axis(block, sheet, left, top, height)]
    values: list[ChartValue] = []
    rows = 1
    for index, group in enumerate(block.groups):
        x = left + slot * index
        y = foot
        for item, share in shares(block, group):
            stretch = sheet.layout.charts.stretch(block.id, f"{group.label}/{item.label}")
            part = height * float(share) / 100 * stretch
            y -= part
            marks.append(Rect(x + slot * 0.21, y, slot * 0.58, part, fill=_series_colour(sheet, block, item.label)))
            values.append(ChartValue(group.label.replace("-\n", "").replace("\n", " "), item.label, share, "percent"))
            label = part_label(block, group, item, share, sheet)
            if label is not None and part > label.style.size * 1.3 and label.width_pt < slot * 0.56:
                on_part = on_fill(label, _series_colour(sheet, block, item.label), sheet)
                marks.extend(_centred([on_part], x + slot / 2, y + part / 2 + label.style.size * 0.36))
        labels = _labels(block, group.label, label_style, slot, sheet)
        rows = max(rows, len(labels))
        for row, line in enumerate(labels):
            marks.extend(_centred(line, x + slot / 2, foot + style.size * (1.4 + 1.1 * row)))
    total = foot + style.size * (0.8 + 1.1 * rows)
    area = ChartArea(0.0, 0.0, sheet.width, total, block.id, block.figure, "stacked", tuple(values))
    return Piece(total, (area, *marks), gap=_GAP_ABOVE)


def _axis(block: Block, sheet: Sheet, left: float, top: float, height: float) -> Iterator[Mark]:
    style = sheet.small()
    grey = sheet.layout.palette.grey
    for tick in _TICKS:
        y = top + height * (100 - tick) / 100
        run = Run(f"{tick}%", style, digits="axis_tick", outlined=block.id in sheet.layout.charts.outlined_numbers)
        yield Text(left - 6.0 - run.width_pt, y + style.size * 0.35, run)
        if sheet.layout.charts.gridlines or tick == 0:
            yield Line(left, y, sheet.width, y, grey, 0.4)


def _legend_line(block: Block, sheet: Sheet) -> Iterator[Mark]:
    style = sheet.small()
    runs = [_label(block, name, style, sheet) for name in block.series]
    side = style.size * 0.8
    total = sum(run.width_pt + side + 16.0 for run in runs)
    x = (sheet.width - total) / 2
    for name, run in zip(block.series, runs, strict=True):
        yield Rect(x, style.size * 0.25, side, side, fill=_series_colour(sheet, block, name))
        yield Text(x + side + 4.0, style.size, run)
        x += side + 16.0 + run.width_pt


def _pie(block: Block, sheet: Sheet) -> Piece:
    style = sheet.small()
    radius = min(sheet.width * 0.36, 62.0)
    x, y = sheet.width / 2, radius + 2.0
    angle = 0.0
    marks: list[Mark] = []
    values: list[ChartValue] = []
    below = 2 * radius + 12.0
    colours = (*sheet.layout.palette.series[:2], "#b9bcc0", *sheet.layout.palette.series[2:])
    for group in block.groups:
        for index, (item, share) in enumerate(shares(block, group)):
            extent = 3.6 * float(share)
            if extent:
                marks.append(Wedge(x, y, radius, angle, extent, colours[index % len(colours)]))
            label_run = part_label(block, group, item, share, sheet)
            if label_run is not None and extent > _LEAST_LABELLED_DEG:
                turn = math.radians(angle + extent / 2)
                at = (x + radius * 0.64 * math.sin(turn), y - radius * 0.64 * math.cos(turn))
                on_slice = on_fill(label_run, colours[index % len(colours)], sheet)
                marks.extend(_centred([on_slice], at[0], at[1] + label_run.style.size * 0.36))
            angle += extent
            values.append(ChartValue(item.label, group.label, share, "percent"))
            side = style.size * 0.8
            marks.append(Rect(x - radius, below + 1.0, side, side, fill=colours[index % len(colours)]))
            label = _label(block, item.label, style, sheet)
            marks.append(Text(x - radius + style.size * 1.4, below + style.size * 0.78, label))
            below += style.size * 1.5
    area = ChartArea(0.0, 0.0, sheet.width, below, block.id, block.figure, "pie", tuple(values))
    return Piece(below, (area, *marks), gap=_GAP_ABOVE)


def _number(block: Block, group: Group, item: Number, sheet: Sheet) -> Run:
    run = number_run(sheet, sheet.small(bold=True), Source(block.id, "chart", item, item.label, group.label))
    return replace(run, outlined=block.id in sheet.layout.charts.outlined_numbers)


def _label(block: Block, text: str, style: Style, sheet: Sheet) -> Run:
    return Run(text, style, outlined=block.id in sheet.layout.charts.outlined)


def _labels(block: Block, text: str, style: Style, width: float, sheet: Sheet) -> list[tuple[Run, ...]]:
    outlined = block.id in sheet.layout.charts.outlined
    return [tuple(replace(run, outlined=outlined) for run in line) for line in wrapped(text, style, width)]


def _fitting(style: Style, labels: Sequence[str], width: float) -> Style:
    """Return the style, smaller where a word of the labels would be wider than its column."""
    widest = max(Run(word, style).width_pt for label in labels for word in label.split())
    return replace(style, size=style.size * min(1.0, width / widest))


def _centred(runs: Sequence[Run], x: float, baseline: float) -> tuple[Text, ...]:
    return set_runs(runs, x - runs_width(runs) / 2, baseline)


def _colour(sheet: Sheet, block: Block, index: int) -> str:
    series = sheet.layout.palette.series
    return series[index % len(series)] if len(block.groups) > 1 else sheet.layout.palette.primary


def _series_colour(sheet: Sheet, block: Block, name: str) -> str:
    return sheet.layout.palette.series[block.series.index(name)]
