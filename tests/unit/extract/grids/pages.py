"""Small tables set word by word, without a PDF: ten-point type, every character five points wide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.extract.grids.choice import text_of
from pipeline.extract.grids.draft import Draft
from pipeline.extract.grids.finder import candidates_of, grids_of
from pipeline.model.document import Line, Page, Rect, Word
from pipeline.model.geometry import BBox
from pipeline.model.grid import Grid
from tests.fixtures.pages import line, page

Stops = Sequence[float]


def row(top: float, stops: Stops, *texts: str, size: float = 10) -> tuple[Word, ...]:
    """Texts that begin at tab stops; an empty one leaves its place free."""
    return tuple(word for x, text in zip(stops, texts, strict=True) if text for word in line(text, x, top, size))


def rows(stops: Stops, *lines: Sequence[str], top: float = 100, step: float = 16) -> tuple[tuple[Word, ...], ...]:
    """Rows below each other."""
    return tuple(row(top + step * index, stops, *texts) for index, texts in enumerate(lines))


def level(y: float, x0: float, x1: float) -> Line:
    return Line(BBox(x0, y, x1, y), (0.0,), 0.5)


def upright(x: float, top: float, bottom: float) -> Line:
    return Line(BBox(x, top, x, bottom), (0.0,), 0.5)


def ruled(page_of_words: Page, *rules: Line, fills: Sequence[BBox] = ()) -> Page:
    return replace(page_of_words, lines=rules, rects=tuple(Rect(box, (0.9,), None) for box in fills))


def texts_of(grid: Grid) -> list[list[str]]:
    found = [[""] * grid.columns for _ in range(grid.rows)]
    for cell in grid.cells:
        if cell.span:
            found[cell.row][cell.column] = cell.span.text
    return found


def spans_of(grid: Grid) -> Mapping[str, tuple[int, int]]:
    return {
        cell.span.text: (cell.row_span, cell.column_span)
        for cell in grid.cells
        if cell.span and cell.row_span * cell.column_span > 1
    }


def read(*lines: tuple[Word, ...], rules: Sequence[Line] = (), fills: Sequence[BBox] = ()) -> Grid:
    """The one table of a page."""
    (grid,) = grids_of(ruled(page(*lines), *rules, fills=fills))
    return grid


def drafts(*lines: tuple[Word, ...], rules: Sequence[Line] = ()) -> dict[str, list[list[str]]]:
    """The texts that each reader sees in the one table of a page."""
    (found,) = candidates_of(ruled(page(*lines), *rules))
    return {draft.reader: texts_of_draft(draft) for draft in found.drafts}


def texts_of_draft(draft: Draft) -> list[list[str]]:
    found = [[""] * draft.columns for _ in range(draft.rows)]
    for room in draft.rooms:
        found[room.row][room.column] = text_of(room)
    return found
