"""The cover's title and what stands in the margins of every page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.typeset.fonts import width_pt
from tests.typeset.leaders import Leader, leader_line
from tests.typeset.scene import Circle, Line, Mark, Piece, Rect, Run, Style, Text, set_runs

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.typeset.layout import Layout
    from tests.typeset.model import ReportData
    from tests.typeset.sheet import Sheet

_NOTE_SIZE = 6.6
_HEAD_SIZE = 7.4


def cover_piece(data: ReportData, sheet: Sheet) -> Piece:
    """Return the title of the report, on a band across the page, plain, or over a rule."""
    palette, page = sheet.layout.palette, sheet.layout.page
    banded = sheet.layout.furniture.cover == "band"
    font = sheet.layout.type.display.bold
    widest = max(width_pt(line, font, 1.0) for line in data.title)
    size = min(sheet.layout.type.title, sheet.width / widest)
    style = Style(font, size, "#ffffff" if banded else palette.primary)
    start = size * 1.6 if banded else size
    texts = [Text(0.0, start + index * size * 1.15, Run(line, style)) for index, line in enumerate(data.title)]
    bottom = start + size * (1.15 * (len(texts) - 1) + 0.9)
    marks: list[Mark] = list(texts)
    if banded:
        band = Rect(-page.margin_x, -page.margin_top, page.width, page.margin_top + bottom, fill=palette.primary)
        edge = Rect(-page.margin_x, bottom, page.width, 4.0, fill=palette.accent)
        marks = [band, edge, *texts]
    if sheet.layout.furniture.cover == "rule":
        marks.append(Line(0.0, bottom - size * 0.3, sheet.width, bottom - size * 0.3, palette.accent, 1.4))
    return Piece(bottom + 16.0, tuple(marks))


def contents_pieces(data: ReportData, sheet: Sheet, pages: Mapping[str, int]) -> list[Piece]:
    """Return the table of contents: a line a heading, with leaders to its page."""
    style = sheet.display(sheet.layout.type.size)
    leader = Leader(".", 3.0)
    head = sheet.display(sheet.layout.type.heading, sheet.layout.palette.accent, bold=True)
    lines = [Piece(head.size * 1.6, set_runs([Run(sheet.words["contents"], head)], 0.0, head.size), keep=True)]
    for section in data.sections:
        if section.heading and section.style == "plain":
            number = Run(str(pages.get(section.heading, 1)), style, digits="page_number")
            lines.append(replace(leader_line(section.heading, style, [number], sheet.width, leader), keep=True))
    return [replace(lines[0], gap=14.0), *lines[1:-1], replace(lines[-1], keep=False)]


def photo_piece(sheet: Sheet, height: float) -> Piece:
    """Return the place of a picture: a tinted area with a horizon and a sun."""
    palette = sheet.layout.palette
    ground = Rect(0.0, height * 0.62, sheet.width, height * 0.38, fill=palette.primary)
    sun = Circle(sheet.width * 0.72, height * 0.36, min(height, sheet.width) * 0.14, palette.accent)
    return Piece(height, (Rect(0.0, 0.0, sheet.width, height, fill=palette.tint), sun, ground), gap=16.0)


def page_marks(data: ReportData, layout: Layout, number: int) -> tuple[Mark, ...]:
    """Return running head, page number and facsimile note of one page; the cover has no running head."""
    return (*_note(data, layout), *_head(data, layout, number), *_page_number(layout, number))


def _note(data: ReportData, layout: Layout) -> tuple[Mark, ...]:
    if not data.facsimile_note:
        return ()
    page = layout.page
    run = Run(data.facsimile_note, Style(layout.type.display.regular, _NOTE_SIZE, layout.palette.grey))
    match layout.furniture.note:
        case "footer":
            return (Text(page.margin_x, page.height - 20.0, run),)
        case "header":
            return (Text(page.margin_x, 20.0, run),)
        case "side":
            return (Text(page.width - 14.0, page.height - page.margin_bottom, run, turned=True),)


def _head(data: ReportData, layout: Layout, number: int) -> tuple[Mark, ...]:
    page = layout.page
    run = Run(data.running_head, Style(layout.type.display.regular, _HEAD_SIZE, layout.palette.grey))
    if number == 1 or layout.furniture.running_head == "none":
        return ()
    baseline = 34.0 if layout.furniture.running_head == "header" else page.height - 34.0
    return (Text(page.margin_x, baseline, run),)


def _page_number(layout: Layout, number: int) -> tuple[Mark, ...]:
    page = layout.page
    style = Style(layout.type.display.regular, _HEAD_SIZE, layout.palette.grey)
    run = Run(str(number), style, digits="page_number")
    right = page.width - page.margin_x - run.width_pt
    match layout.furniture.page_number:
        case "none":
            return ()
        case "right":
            return (Text(right, page.height - 34.0, run),)
        case "centre":
            return (Text((page.width - run.width_pt) / 2, page.height - 34.0, run),)
        case "header":
            return (Text(right, 34.0, run),)
