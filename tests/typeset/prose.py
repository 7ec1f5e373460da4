"""Headings, paragraphs, pull quotes and fact boxes as pieces."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.typeset.lines import BrokenLine, break_lines, line_width, paragraph_words, plain_words, set_line
from tests.typeset.scene import Anchor, Link, Piece, Style, framed, placed, stacked

if TYPE_CHECKING:
    from tests.typeset.model import Paragraph, Section
    from tests.typeset.sheet import Sheet

_PANEL_PAD = 14.0


def heading_pieces(text: str, level: int, sheet: Sheet) -> list[Piece]:
    """Return the lines of a heading, tied to what follows."""
    size = sheet.layout.type.heading * (1.55 if level == 1 else 1.0)
    palette = sheet.layout.palette
    style = sheet.display(size, palette.primary if level == 1 else palette.accent, bold=True)
    lines = break_lines(plain_words(text, style), sheet.width, None)
    pieces = text_lines(lines, sheet, size * 1.25, keep_all=True)
    first = replace(pieces[0], marks=(*pieces[0].marks, Anchor(text)), gap=size * 1.5)
    return [first, *pieces[1:], Piece(size * 0.25, (), keep=True)]


def paragraph_pieces(paragraph: Paragraph, section: Section, sheet: Sheet, style: Style) -> list[Piece]:
    """Return the lines of a paragraph; first two and last two lines stay together."""
    kind = sheet.layout.type
    words = paragraph_words(paragraph, sheet, style, section.heading, section.digits)
    lines = break_lines(words, sheet.width, sheet.seams if kind.hyphenated else None)
    leading = style.size * kind.leading
    pieces = text_lines(lines, sheet, leading, justified=kind.justified)
    if paragraph.link:
        pieces = [_linked(piece, line, paragraph.link) for piece, line in zip(pieces, lines, strict=True)]
    tied = [replace(piece, keep=index in {0, len(pieces) - 2}) for index, piece in enumerate(pieces[:-1])]
    return [replace(piece, gap=leading * 0.55 if not index else 0.0) for index, piece in enumerate((*tied, pieces[-1]))]


def text_lines(
    lines: list[BrokenLine], sheet: Sheet, leading: float, *, justified: bool = False, keep_all: bool = False
) -> list[Piece]:
    """Return one piece a line."""
    width = sheet.width if justified else None
    return [Piece(leading, set_line(line, 0.0, _first_baseline(line, leading), width), keep=keep_all) for line in lines]


def section_text(section: Section, sheet: Sheet) -> list[Piece]:
    """Return heading and paragraphs of a section in its style."""
    if section.style == "quote":
        return [_quote(section, sheet)]
    if section.style == "panel":
        return [_panel(section, sheet)]
    colour = sheet.layout.palette.primary if section.style == "lead" else ""
    style = sheet.bold(1.02, colour) if section.style == "lead" else sheet.body()
    return _set(section, sheet, style)


def note_pieces(text: str, sheet: Sheet) -> list[Piece]:
    """Return a footnote under a figure."""
    style = sheet.small()
    lines = break_lines(plain_words(text, style), sheet.width, None)
    pieces = text_lines(lines, sheet, style.size * 1.35)
    return [replace(pieces[0], gap=5.0), *pieces[1:]]


def _set(section: Section, sheet: Sheet, style: Style) -> list[Piece]:
    pieces = heading_pieces(section.heading, section.level, sheet) if section.heading else []
    for index, paragraph in enumerate(section.paragraphs):
        lines = paragraph_pieces(paragraph, section, sheet, style)
        after_heading = index == 0 and bool(pieces)
        pieces += [replace(lines[0], gap=0.0), *lines[1:]] if after_heading else lines
    return pieces


def _panel(section: Section, sheet: Sheet) -> Piece:
    inner = sheet.narrowed(sheet.width - 2 * _PANEL_PAD)
    pieces = _set(section, inner, inner.body(0.92))
    body = stacked([replace(pieces[0], gap=0.0), *pieces[1:]])
    return replace(framed(body, sheet.width, _PANEL_PAD, fill=sheet.layout.palette.tint), gap=16.0)


def _quote(section: Section, sheet: Sheet) -> Piece:
    kind = sheet.layout.type
    style = Style(kind.body.italic, kind.size * 1.55, sheet.layout.palette.accent)
    inset = sheet.width * 0.06
    words = [word for paragraph in section.paragraphs for word in plain_words(paragraph.text, style)]
    lines = break_lines(words, sheet.width - 2 * inset, None)
    pieces = text_lines(lines, sheet, style.size * 1.35)
    body = stacked(pieces)
    return Piece(body.height, placed(body.marks, inset, 0.0), gap=18.0)


def _linked(piece: Piece, line: BrokenLine, url: str) -> Piece:
    return replace(piece, marks=(*piece.marks, Link(0.0, 0.0, line_width(line), piece.height, url)))


def _first_baseline(line: BrokenLine, leading: float) -> float:
    size = line.words[0][0].style.size
    return (leading - size) / 2 + size * 0.8
