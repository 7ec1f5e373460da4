"""Cards: a number with its label above or beneath it, side by side in a grid."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.typeset.leaders import wrapped
from tests.typeset.scene import Line, Mark, Piece, Rect, Run, Source, placed, set_runs, stacked
from tests.typeset.sheet import Sheet, number_run

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.typeset.model import Block, Group

_GUTTER = 14.0
_PAD = 6.0
_CARD = 112.0
"""A card is about this wide, in points."""


def card_pieces(block: Block, sheet: Sheet) -> list[Piece]:
    """Return a heading with its total and a grid of cards for each group."""
    return [_group(block, group, sheet) for group in block.groups]


def key_figures_piece(block: Block, sheet: Sheet) -> Piece:
    """Return the key figures of a report: large numbers with a few words each, on a tinted panel."""
    sources = [Source(block.id, "label", item, item.label, "") for group in block.groups for item in group.items]
    inner = sheet.narrowed(sheet.width - 2 * _GUTTER)
    grid = card_grid(sources, inner, min(len(sources), max(2, int(inner.width // _CARD))), scale=2.4, framed=False)
    title = Run(block.caption, sheet.small(sheet.layout.palette.primary, bold=True))
    head = Piece(title.style.size * 1.8, set_runs([title], 0.0, title.style.size))
    body = stacked([head, grid])
    panel = Rect(0.0, 0.0, sheet.width, body.height + 2 * _GUTTER, fill=sheet.layout.palette.tint)
    return Piece(body.height + 2 * _GUTTER, (panel, *placed(body.marks, _GUTTER, _GUTTER)), gap=14.0)


def card_grid(
    sources: Sequence[Source], sheet: Sheet, per_row: int, *, scale: float = 1.5, framed: bool | None = None
) -> Piece:
    """Return numbers over their labels, `per_row` in a row; where `framed` is None the layout decides on frames."""
    has_frame = sheet.layout.forms.frame == "rects" if framed is None else framed
    width = (sheet.width - _GUTTER * (per_row - 1)) / per_row
    cards = [_card(source, sheet.narrowed(width), scale) for source in sources]
    rows = []
    for start in range(0, len(cards), per_row):
        row = cards[start : start + per_row]
        height = max(card.height for card in row)
        marks: list[Mark] = []
        for index, card in enumerate(row):
            x = index * (width + _GUTTER)
            if has_frame:
                marks.append(Rect(x, 0.0, width, height, stroke=sheet.layout.palette.primary))
            marks.extend(placed(card.marks, x, 0.0))
        rows.append(Piece(height, tuple(marks), gap=8.0))
    return replace(stacked(rows), gap=0.0)


def _card(source: Source, sheet: Sheet, scale: float) -> Piece:
    style = sheet.small()
    big = replace(sheet.small(sheet.layout.palette.accent, bold=True), size=style.size * scale)
    y = _PAD + big.size * 0.8
    marks: list[Mark] = [*set_runs([number_run(sheet, big, source)], _PAD, y)]
    y += big.size * 0.35
    for line in wrapped(source.label, style, sheet.width - 2 * _PAD):
        y += style.size * 1.2
        marks.extend(set_runs(line, _PAD, y))
    return Piece(y + style.size * 0.3 + _PAD, tuple(marks))


def _group(block: Block, group: Group, sheet: Sheet) -> Piece:
    palette = sheet.layout.palette
    style = replace(sheet.small(palette.primary, bold=True), size=sheet.layout.type.size * 0.95)
    runs = [Run(group.label, style)]
    if group.total is not None:
        word = sheet.words["total"]
        total = number_run(sheet, style, Source(block.id, "box", group.total, word, group.label))
        runs += [Run(f"   {word} ", style), total]
    leading = style.size * 1.7
    rule = Line(0.0, leading, sheet.width, leading, palette.primary, 0.6)
    head = Piece(leading + 6.0, (*set_runs(runs, 0.0, style.size * 1.1), rule))
    sources = [Source(block.id, "box", item, item.label, group.label) for item in group.items]
    grid = card_grid(sources, sheet, max(2, int(sheet.width // _CARD)))
    return replace(stacked([head, grid]), gap=12.0)
