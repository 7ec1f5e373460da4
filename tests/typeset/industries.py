"""The industries: bubbles, bars, leader lines or a ruled table."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.typeset.bubbles import bubbles_piece
from tests.typeset.cards import card_grid
from tests.typeset.charts import columns_piece, counted
from tests.typeset.form_tables import tied_bands
from tests.typeset.grid import Cell, Ruling, band
from tests.typeset.leaders import Leader, leader_line
from tests.typeset.scene import ChartArea, Mark, Piece, Rect, Run, Source, Style, Text, beside, set_runs, stacked
from tests.typeset.sheet import Sheet, number_run

if TYPE_CHECKING:
    from tests.typeset.model import Block, Number

_BAR_PITCH = 20.0
_NUMBER_COLUMN = 26.0
_GUTTER = 24.0


def industry_pieces(block: Block, sheet: Sheet) -> list[Piece]:
    """Return the industries in the layout's way."""
    style = sheet.layout.industries
    if style.kind == "ruled":
        return _ruled(block, sheet)
    whole = {
        "bubbles": bubbles_piece,
        "bars_number_first": _bars_number_first,
        "bars_label_first": _bars_label_first,
        "leaders": _leader_list,
        "cards": _cards,
        "colons": _colons,
        "columns": columns_piece,
    }
    return [whole[style.kind](block, sheet)]


def _items(block: Block) -> list[Number]:
    return [item for group in block.groups for item in group.items]


def _largest(block: Block) -> float:
    return max(float(item.value or 0) for item in _items(block))


def _length(block: Block, item: Number, room: float, sheet: Sheet) -> float:
    stretch = sheet.layout.charts.stretch(block.id, item.label)
    return max(room * float(item.value or 0) / _largest(block), 0.8) * stretch


def _number(block: Block, item: Number, sheet: Sheet, style: Style, kind: str = "label") -> Run:
    return number_run(sheet, style, Source(block.id, kind, item, item.label, ""))


def _big(sheet: Sheet) -> Style:
    style = sheet.small(sheet.layout.palette.accent, bold=True)
    return replace(style, size=style.size * sheet.layout.industries.number_size)


def _bars_number_first(block: Block, sheet: Sheet) -> Piece:
    marks: list[Mark] = []
    widest = max(Run(item.label, sheet.small()).width_pt for item in _items(block))
    column = max(_number(block, item, sheet, _big(sheet)).width_pt for item in _items(block)) + 8.0
    room = sheet.width - column - min(widest, sheet.width * 0.45) - 12.0
    for index, item in enumerate(_items(block)):
        y = index * _BAR_PITCH
        length = _length(block, item, room, sheet)
        number = _number(block, item, sheet, _big(sheet))
        baseline = y + _BAR_PITCH / 2 + sheet.small().size * 0.4
        marks.append(Text(column - 8.0 - number.width_pt, baseline, number))
        marks.append(Rect(column, y + 5.0, length, _BAR_PITCH - 10.0, fill=sheet.layout.palette.primary))
        marks.append(Text(column + length + 6.0, baseline, Run(item.label, sheet.small())))
    return _chart(block, sheet, marks, len(_items(block)) * _BAR_PITCH)


def _bars_label_first(block: Block, sheet: Sheet) -> Piece:
    marks: list[Mark] = []
    column = 8.0 + max(Run(item.label, sheet.small()).width_pt for item in _items(block))
    room = sheet.width - column - _NUMBER_COLUMN - 14.0
    for index, item in enumerate(_items(block)):
        y = index * _BAR_PITCH
        length = _length(block, item, room, sheet)
        baseline = y + _BAR_PITCH / 2 + sheet.small().size * 0.4
        marks.append(Text(0.0, baseline, Run(item.label, sheet.small())))
        marks.append(Rect(column, y + 4.0, length, _BAR_PITCH - 8.0, fill=sheet.layout.palette.accent))
        marks.append(Text(column + length + 3.0, baseline, _number(block, item, sheet, sheet.small(bold=True))))
    return _chart(block, sheet, marks, len(_items(block)) * _BAR_PITCH)


def _chart(block: Block, sheet: Sheet, marks: list[Mark], height: float) -> Piece:
    area = ChartArea(0.0, 0.0, sheet.width, height, block.id, block.figure, "bars", counted(block))
    return Piece(height, (area, *marks), gap=8.0)


def _leader_list(block: Block, sheet: Sheet) -> Piece:
    style = sheet.layout.industries
    width = (sheet.width - _GUTTER * (style.columns - 1)) / style.columns
    leader = Leader(sheet.layout.forms.leader, sheet.layout.forms.leader_gap)
    lines = [
        leader_line(item.label, sheet.small(), [_number(block, item, sheet, sheet.small())], width, leader)
        for item in _items(block)
    ]
    per_column = -(-len(lines) // style.columns)
    columns = [stacked(lines[start : start + per_column]) for start in range(0, len(lines), per_column)]
    return replace(beside(columns, [index * (width + _GUTTER) for index in range(len(columns))]), gap=8.0)


def _cards(block: Block, sheet: Sheet) -> Piece:
    sources = [Source(block.id, "label", item, item.label, "") for item in _items(block)]
    return replace(card_grid(sources, sheet, sheet.layout.industries.columns + 2), gap=8.0)


def _colons(block: Block, sheet: Sheet) -> Piece:
    """Lines with a label, a colon and the number, in columns of equal width."""
    style = sheet.layout.industries
    pitch = sheet.width / style.columns
    leading = sheet.small().size * 1.6
    items = _items(block)
    per_column = -(-len(items) // style.columns)
    marks: list[Mark] = []
    for index, item in enumerate(items):
        x, y = pitch * (index // per_column), leading * (index % per_column) + sheet.small().size
        label = Run(f"{item.label}: ", sheet.small())
        marks.extend(set_runs([label, _number(block, item, sheet, sheet.small(bold=True))], x, y))
    return Piece(leading * per_column, tuple(marks), gap=8.0)


def _ruled(block: Block, sheet: Sheet) -> list[Piece]:
    style, bold = sheet.small(), sheet.small(bold=True)
    widths = [sheet.width * 0.6, sheet.width * 0.15]
    ruling = Ruling(sheet.layout.forms.rules, sheet.layout.palette.grey, style.size * 1.25)
    head = [Cell(((Run(name, bold),),), fill=sheet.layout.palette.tint) for name in block.columns]
    rows = [band([head], widths, ruling)]
    for item in _items(block):
        number = _number(block, item, sheet, style, "table")
        rows.append(band([[Cell(((Run(item.label, style),),)), Cell(((number,),), "right")]], widths, ruling))
    tied = tied_bands(rows, sheet)
    return [replace(tied[0], gap=8.0), *tied[1:]]
