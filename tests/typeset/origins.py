"""Call-outs of the countries of origin: over a drawn map, as text, or as a table."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from tests.typeset.cards import card_pieces
from tests.typeset.form_tables import matrix_pieces
from tests.typeset.forms import leader_pieces
from tests.typeset.scene import (
    Circle,
    Line,
    Mark,
    Piece,
    Polygon,
    Rect,
    Run,
    Source,
    beside,
    placed,
    runs_width,
    set_runs,
    stacked,
)
from tests.typeset.sheet import Sheet, number_run

if TYPE_CHECKING:
    from tests.typeset.model import Block, Group

_MAP_RATIO = 0.58
_PAD = 6.0
_POINTER = 26.0
# Top left corners of call-outs, as parts of the map's width and height, in the order in which they are filled.
_SLOTS = ((0.26, 0.02), (0.55, 0.0), (0.83, 0.2), (0.02, 0.56), (0.8, 0.62), (0.02, 0.06), (0.36, 0.7), (0.58, 0.68))
# Centres and radii of blots that stand for continents; decoration, no geography is read from them.
_BLOTS = (
    (0.2, 0.3, 0.13),
    (0.31, 0.72, 0.09),
    (0.5, 0.25, 0.07),
    (0.53, 0.6, 0.11),
    (0.72, 0.33, 0.17),
    (0.87, 0.78, 0.07),
)


def origin_pieces(block: Block, sheet: Sheet) -> list[Piece]:
    """Return the call-outs in the layout's way."""
    match sheet.layout.origins.kind:
        case "map":
            return [_map(block, sheet)]
        case "text":
            return [_rows(block, sheet, 3, sheet.width / 3)]
        case "neighbours":
            widest = max(_lines_width(_lines(block, group, sheet)) for group in block.groups)
            return [_rows(block, sheet, 2, widest + 9.0)]
        case "ruled":
            return matrix_pieces(block, sheet, total_first=True)
        case "boxes":
            return leader_pieces(block, sheet)
        case "cards":
            return card_pieces(block, sheet)


def _map(block: Block, sheet: Sheet) -> Piece:
    if len(block.groups) > len(_SLOTS):
        raise ValueError(f"{block.id}: the map has room for {len(_SLOTS)} call-outs, not {len(block.groups)}")
    width, height = sheet.width, sheet.width * _MAP_RATIO
    dice = random.Random(sheet.layout.origins.seed)  # noqa: S311 - a decorative outline
    marks: list[Mark] = list(_blots(sheet, width, height, dice))
    order = list(range(len(block.groups)))
    dice.shuffle(order)
    notes: list[Mark] = []
    bottom = height
    for slot, index in zip(_SLOTS, order, strict=False):
        callout = _callout(block, block.groups[index], sheet)
        x = min(slot[0] * width, width - _callout_width(block, sheet))
        y = slot[1] * height
        box = Rect(x, y, _callout_width(block, sheet), callout.height)
        marks.extend(_pointer(box, (width / 2, height / 2), sheet))
        notes.extend(placed(callout.marks, x, y))
        bottom = max(bottom, y + callout.height)
    return Piece(bottom, (*marks, *notes), gap=8.0)


def _callout(block: Block, group: Group, sheet: Sheet) -> Piece:
    width = _callout_width(block, sheet)
    body = _text(_lines(block, group, sheet), sheet)
    height = body.height + 2 * _PAD
    marks = placed(body.marks, _PAD, _PAD)
    if not sheet.layout.origins.rects:
        return Piece(height, marks)
    return Piece(height, (Rect(0.0, 0.0, width, height, fill="#ffffff", stroke=sheet.layout.palette.primary), *marks))


def _callout_width(block: Block, sheet: Sheet) -> float:
    return 2 * _PAD + 8.0 + max(_lines_width(_lines(block, group, sheet)) for group in block.groups)


def _pointer(box: Rect, middle: tuple[float, float], sheet: Sheet) -> Iterator[Mark]:
    """Yield a line from a call-out towards the middle of the map, ending in a dot."""
    centre = (box.x + box.width / 2, box.top + box.height / 2)
    angle = math.atan2(middle[1] - centre[1], middle[0] - centre[0])
    across, down = abs(math.cos(angle)), abs(math.sin(angle))
    edge = min(box.width / 2 / max(across, 1e-9), box.height / 2 / max(down, 1e-9))
    start, end = (
        (centre[0] + reach * math.cos(angle), centre[1] + reach * math.sin(angle)) for reach in (edge, edge + _POINTER)
    )
    yield Line(*start, *end, sheet.layout.palette.primary, 0.7)
    yield Circle(*end, 2.0, sheet.layout.palette.accent)


def _blots(sheet: Sheet, width: float, height: float, dice: random.Random) -> Iterator[Mark]:
    for x, y, radius in _BLOTS:
        points = []
        for step in range(26):
            angle = 2 * math.pi * step / 26
            reach = radius * width * (0.68 + 0.42 * dice.random())
            points.append((x * width + reach * math.cos(angle), y * height + 0.85 * reach * math.sin(angle)))
        inside = [(min(max(px, 0.0), width), min(max(py, 0.0), height)) for px, py in points]
        yield Polygon(tuple(inside), fill=sheet.layout.palette.tint, stroke="#ffffff")


def _rows(block: Block, sheet: Sheet, per_row: int, pitch: float) -> Piece:
    callouts = [_text(_lines(block, group, sheet), sheet) for group in block.groups]
    rows = [callouts[start : start + per_row] for start in range(0, len(callouts), per_row)]
    pieces = [beside(row, [index * pitch for index in range(len(row))]) for row in rows]
    return replace(stacked([replace(piece, gap=12.0) for piece in pieces]), gap=8.0)


def _text(lines: Sequence[tuple[Run, ...]], sheet: Sheet) -> Piece:
    size = sheet.small().size
    leading = size * 1.4
    marks = [mark for index, line in enumerate(lines) for mark in set_runs(line, 0.0, index * leading + size)]
    return Piece(leading * len(lines), tuple(marks))


def _lines(block: Block, group: Group, sheet: Sheet) -> list[tuple[Run, ...]]:
    bold, style = sheet.small(sheet.layout.palette.primary, bold=True), sheet.small()
    lines: list[tuple[Run, ...]] = [(Run(group.label, bold),)]
    if group.total is not None:
        word = sheet.words["total"]
        total = Source(block.id, "callout", group.total, word, group.label)
        lines.append((Run(f"{word}: ", bold), number_run(sheet, bold, total)))
    sources = [Source(block.id, "callout", item, item.label, group.label) for item in group.items]
    cells = [(Run(f"{source.label}: ", style), number_run(sheet, style, source)) for source in sources]
    per_line = sheet.layout.origins.per_line
    for start in range(0, len(cells), per_line):
        line: tuple[Run, ...] = ()
        for cell in cells[start : start + per_line]:
            line = (*line, *((Run("  ", style),) if line else ()), *cell)
        lines.append(line)
    return lines


def _lines_width(lines: Sequence[tuple[Run, ...]]) -> float:
    return max(runs_width(line) for line in lines)
