"""The form boxes: groups with a total and a line for each class, as leader boxes or tables."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from tests.typeset.cards import card_pieces
from tests.typeset.form_tables import table_pieces
from tests.typeset.leaders import Leader, leader_line, wrapped
from tests.typeset.prose import note_pieces
from tests.typeset.scene import Line, Piece, Run, Source, beside, framed, placed, set_runs, stacked
from tests.typeset.sheet import Sheet, marked_number, number_run

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.typeset.model import Block, Group, Number

_GUTTER = 18.0
_PANEL_PAD = 12.0
_RECT_PAD = 8.0
_BOX_GAP = 14.0


def form_pieces(block: Block, sheet: Sheet) -> list[Piece]:
    """Return the form boxes, and their note, in the layout's way."""
    if sheet.layout.forms.kind == "leaders":
        return leader_pieces(block, sheet)
    if sheet.layout.forms.kind == "cards":
        return [*card_pieces(block, sheet), *(note_pieces(block.note, sheet) if block.note else [])]
    notes = note_pieces(block.note, sheet) if block.note else []
    return [*table_pieces(block, sheet), *notes]


def leader_pieces(block: Block, sheet: Sheet) -> list[Piece]:
    """Return a box of leader lines for each group, in columns, and the note."""
    style = sheet.layout.forms
    panel = style.frame == "panel"
    outer = sheet.width - 2 * _PANEL_PAD if panel else sheet.width
    width = (outer - _GUTTER * (style.columns - 1)) / style.columns
    column = sheet.narrowed(width)
    boxes = [_box(block, group, column) for group in block.groups]
    note = note_pieces(block.note, column if panel else sheet) if block.note else []
    if style.columns == 1 and not panel and style.cut and style.frame == "none":
        return [*(line for group in block.groups for line in _box_lines(block, group, column)), *note]
    if style.columns == 1 and not panel:
        return [*(replace(box, gap=_BOX_GAP) for box in boxes), *note]
    units = [*([stacked(note)] if panel and note else []), *boxes]
    if style.cut:
        units = _cut_units(block, column, units[: len(units) - len(boxes)])
    columns = [stacked(column_units) for column_units in _columned(units, style.columns, cut=style.cut)]
    body = beside(columns, [index * (width + _GUTTER) for index in range(len(columns))])
    if panel:
        return [framed(body, sheet.width, _PANEL_PAD, fill=sheet.layout.palette.tint)]
    return [body, *note]


def _cut_units(block: Block, column: Sheet, first: Sequence[Piece]) -> list[Piece]:
    lines = [line for group in block.groups for line in _box_lines(block, group, column)]
    return [*first, *lines]


def _columned(units: Sequence[Piece], count: int, *, cut: bool) -> list[list[Piece]]:
    """Split units, in order, into columns of about the same height; a heading never ends a column."""
    count = min(count, len(units))
    spaced = [replace(unit, gap=unit.gap or (0.0 if cut else _BOX_GAP)) for unit in units]
    best: list[list[Piece]] = []
    for cuts in combinations(range(1, len(spaced)), count - 1):
        if any(spaced[at - 1].keep for at in cuts):
            continue
        edges = (0, *cuts, len(spaced))
        split = [list(spaced[start:end]) for start, end in pairwise(edges)]
        if not best or _tallest(split) < _tallest(best) - 0.01:
            best = split
    return [[replace(column[0], gap=0.0), *column[1:]] for column in best]


def _tallest(columns: Sequence[Sequence[Piece]]) -> float:
    return max(stacked(column).height for column in columns)


def _box(block: Block, group: Group, sheet: Sheet) -> Piece:
    if sheet.layout.forms.frame != "rects":
        return stacked([replace(line, gap=0.0) for line in _box_lines(block, group, sheet)])
    inner = sheet.narrowed(sheet.width - 2 * _RECT_PAD)
    body = stacked([replace(line, gap=0.0) for line in _box_lines(block, group, inner)])
    return framed(body, sheet.width, _RECT_PAD, stroke=sheet.layout.palette.primary)


def _box_lines(block: Block, group: Group, sheet: Sheet) -> list[Piece]:
    style = sheet.layout.forms
    leader = Leader(style.leader, style.leader_gap)
    lines = [replace(_heading(block, group, sheet), keep=True, gap=_BOX_GAP)]
    if style.total == "leader" and group.total is not None:
        label = sheet.words["total"]
        run = number_run(sheet, sheet.small(bold=True), _source(block, group, group.total, label))
        lines.append(replace(leader_line(label, sheet.small(bold=True), [run], sheet.width, leader), keep=True))
    for index, item in enumerate(group.items):
        colon = ":" if style.label_end == ":" or (style.label_end == "first" and index == 0) else ""
        runs = marked_number(block, item, number_run(sheet, sheet.small(), _source(block, group, item, item.label)))
        lines.append(leader_line(item.label + colon, sheet.small(), runs, sheet.width, leader))
    return lines


def _heading(block: Block, group: Group, sheet: Sheet) -> Piece:
    """Set the heading with its total; a label too wide for its column has its first lines above."""
    style = replace(sheet.small(sheet.layout.palette.primary, bold=True), size=sheet.layout.type.size * 0.88)
    room = sheet.width
    if group.total is not None and sheet.layout.forms.total == "parenthesis":
        room -= Run(" (0 000)", style).width_pt
    *above, last = [run for line in wrapped(group.label, style, room) for run in line]
    leading = style.size * 1.5
    upper = [mark for row, run in enumerate(above) for mark in set_runs([run], 0.0, style.size + row * leading)]
    lower = _last_line(block, group, last, sheet)
    return Piece(lower.height + leading * len(above), (*upper, *placed(lower.marks, 0.0, leading * len(above))))


def _last_line(block: Block, group: Group, label: Run, sheet: Sheet) -> Piece:
    style = label.style
    leading = style.size * 1.5
    rule = Line(0.0, leading + 1.0, sheet.width, leading + 1.0, sheet.layout.palette.primary, 0.6)
    first = set_runs([label], 0.0, style.size)
    if group.total is None or sheet.layout.forms.total == "leader":
        return Piece(leading + 5.0, (*first, rule))
    total = number_run(sheet, style, _source(block, group, group.total, sheet.words["total"]))
    if sheet.layout.forms.total == "parenthesis":
        runs = [label, Run(" (", style), total, Run(")", style)]
        return Piece(leading + 5.0, (*set_runs(runs, 0.0, style.size), rule))
    words = Run(f"{sheet.words['total']}: ", style)
    if sheet.layout.forms.total == "below":
        second = set_runs([words, total], 0.0, style.size + leading)
        return Piece(2 * leading + 2.0, (*first, *second))
    right = sheet.width - words.width_pt - total.width_pt
    if right < label.width_pt + style.size:
        lower = placed((rule,), 0.0, leading)
        return Piece(2 * leading + 5.0, (*first, *set_runs([words, total], right, style.size + leading), *lower))
    return Piece(leading + 5.0, (*first, *set_runs([words, total], right, style.size), rule))


def _source(block: Block, group: Group, number: Number, label: str) -> Source:
    return Source(block.id, "box", number, label, group.label)
