"""Figures with their captions and notes, one or more of them in a row."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.typeset.cards import key_figures_piece
from tests.typeset.charts import chart_piece
from tests.typeset.forms import form_pieces
from tests.typeset.industries import industry_pieces
from tests.typeset.lines import Word, break_lines, plain_words
from tests.typeset.origins import origin_pieces
from tests.typeset.prose import note_pieces, text_lines
from tests.typeset.scene import Piece, Run, beside, stacked

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tests.typeset.layout import Layout
    from tests.typeset.model import Block
    from tests.typeset.sheet import Sheet

_GUTTER = 26.0
_GAP_ABOVE = 20.0


def row_pieces(blocks: Sequence[Block], sheet: Sheet, tables: Mapping[str, int]) -> list[Piece]:
    """Return a row of figures; figures side by side become one piece. `tables` numbers the tables."""
    if len(blocks) == 1:
        return _figure(blocks[0], sheet, tables)
    width = (sheet.width - _GUTTER * (len(blocks) - 1)) / len(blocks)
    figures = [stacked(_figure(block, sheet.narrowed(width), tables)) for block in blocks]
    row = beside(figures, [index * (width + _GUTTER) for index in range(len(figures))])
    return [replace(row, gap=_GAP_ABOVE)]


def table_numbers(blocks: Sequence[Block], layout: Layout) -> dict[str, int]:
    """Number the blocks that the layout sets as tables and that have no figure number."""
    if not layout.captions.tables_numbered:
        return {}
    set_as_table = {"boxes": layout.forms.kind != "leaders", "industries": layout.industries.kind == "ruled"}
    tables = [block.id for block in blocks if block.figure is None and set_as_table.get(block.kind, False)]
    return {block_id: number for number, block_id in enumerate(tables, 1)}


def _figure(block: Block, sheet: Sheet, tables: Mapping[str, int]) -> list[Piece]:
    body = _body(block, sheet)
    caption = _caption(block, sheet, tables)
    if not caption:
        return [replace(body[0], gap=_GAP_ABOVE), *body[1:]]
    captions = sheet.layout.captions
    if captions.all_below or (captions.below and block.kind in {"bars", "stacked", "pie"}):
        tied = [replace(piece, keep=True) for piece in body]
        if captions.all_below:
            tied = [*body[:-1], tied[-1]]
        return [replace(tied[0], gap=_GAP_ABOVE), *tied[1:], replace(caption[0], gap=6.0), *caption[1:]]
    tied = [replace(piece, keep=True) for piece in caption]
    return [replace(tied[0], gap=_GAP_ABOVE), *tied[1:], *body]


def _body(block: Block, sheet: Sheet) -> list[Piece]:
    match block.kind:
        case "boxes":
            return form_pieces(block, sheet)
        case "industries":
            return industry_pieces(block, sheet)
        case "callouts":
            return origin_pieces(block, sheet)
        case "key_figures":
            return [key_figures_piece(block, sheet)]
        case _:
            chart = chart_piece(block, sheet)
            notes = note_pieces(block.note, sheet) if block.note else []
            return [replace(chart, keep=bool(notes)), *notes]


def _caption(block: Block, sheet: Sheet, tables: Mapping[str, int]) -> list[Piece]:
    captions = sheet.layout.captions
    number, word = block.figure, sheet.words[captions.word]
    if block.id in tables:
        number, word = tables[block.id], sheet.words["table"]
    else:
        number = None if number is None else number + captions.shift
    if number is None or captions.numbering == "none":
        return _unnumbered(block, sheet) if block.figure is not None else []
    style = sheet.small(sheet.layout.palette.primary, bold=True)
    name = Run(word, style)
    mark = captions.after_number.strip()
    name_of = chr(ord("A") + number - 1) if captions.numbering == "letters" else str(number)
    digits: Word = (Run(name_of, style, digits="figure_number"), *([Run(mark, style)] if mark else []))
    start: list[Word] = [(name,), digits] if captions.after_word else [(name, *digits)]
    lines = break_lines([*start, *plain_words(block.caption, style)], sheet.width, None)
    return text_lines(lines, sheet, style.size * 1.35)


def _unnumbered(block: Block, sheet: Sheet) -> list[Piece]:
    style = sheet.small(sheet.layout.palette.primary, bold=True)
    lines = break_lines(plain_words(block.caption, style), sheet.width, None)
    return text_lines(lines, sheet, style.size * 1.35)
