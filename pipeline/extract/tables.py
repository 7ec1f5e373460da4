"""Ruled tables: numbers with the labels of their row and the headings of their group and column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.extract.lines import Fragment, fragments_of, join_wrapped
from pipeline.extract.rows import Row, rows_of
from pipeline.extract.stacks import split_before_heading
from pipeline.extract.tokens import TOKEN
from pipeline.model.document import Grid, Page
from pipeline.model.geometry import BBox
from pipeline.model.printed import Block, Entry, Layout, Span


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with what is printed in it: a number alone, or a title with rows of its own (``Totalt: 233``)."""

    bbox: BBox
    number: Span | None
    title: Span | None
    rows: tuple[Row, ...]


def tables_of(page: Page) -> tuple[Block, ...]:
    """The ruled grids of a page that hold numbers and labels; a chart's gridlines hold neither."""
    blocks: list[Block] = []
    for grid in page.grids:
        cells = cells_of(page, grid)
        entries = entries_of(cells, grid.bbox)
        if entries and any(cell.number for cell in cells):
            table = Block(Layout.RULED, page.number, grid.bbox, entries)
            blocks.extend(replace(part, region=grid.bbox) for part in split_before_heading(table))
    return tuple(blocks)


def cells_of(page: Page, grid: Grid) -> tuple[Cell, ...]:
    """The cells that something is printed in, from the top, each row from the left."""
    ordered = sorted(grid.cells, key=lambda box: (round(box.top), box.x0))
    found = (_cell(page, box) for box in ordered)
    return tuple(cell for cell in found if cell.number or cell.title or cell.rows)


def _cell(page: Page, box: BBox) -> Cell:
    words = tuple(word for word in page.words if box.holds_centre_of(word.bbox) and word.direction == "ltr")
    fragments = fragments_of(replace(page, words=words))
    if len(fragments) == 1 and TOKEN.fullmatch(fragments[0].text):
        return Cell(box, fragments[0].whole(), None, ())
    rows = rows_of(fragments)
    texts = [text for text in rows.texts if re.search(r"[^\W\d_]", text.text)]
    return Cell(box, None, _title(texts), rows.rows)


def _title(texts: Sequence[Fragment]) -> Span | None:
    if not texts:
        return None
    joined = texts[0].text
    for line in texts[1:]:
        joined = join_wrapped(joined, line.text)
    return Span(joined.rstrip(" :"), texts[0].page, tuple(line.bbox for line in texts))


def entries_of(cells: Sequence[Cell], table: BBox) -> tuple[Entry, ...]:
    """All numbers in reading order: those inside a group's cell first, then the number cells of its rows."""
    several_columns = _value_columns(cells) > 1
    entries: list[Entry | None] = []
    for cell in cells:
        heading = (cell.title,) if cell.title else ()
        entries.extend(Entry(row.number, row.label, heading) for row in cell.rows)
        if cell.number:
            entries.append(_entry(cell, cells, table, several_columns=several_columns))
    return tuple(entry for entry in entries if entry is not None)


def _value_columns(cells: Sequence[Cell]) -> int:
    right_edges: list[float] = []
    for cell in cells:
        if cell.number and all(abs(cell.bbox.x1 - edge) > 1 for edge in right_edges):
            right_edges.append(cell.bbox.x1)
    return len(right_edges)


def _entry(cell: Cell, cells: Sequence[Cell], table: BBox, *, several_columns: bool) -> Entry | None:
    if cell.number is None:
        return None
    left = [other for other in cells if other.title and other.bbox.x1 <= cell.bbox.x0 + 1 and _level(other, cell)]
    left.sort(key=lambda other: other.bbox.x0)
    section = _section_above(cell, cells, table)
    column = _column_heading(cell, cells, table) if several_columns else None
    titles = [other.title for other in left if other.title]
    label = titles[-1] if titles else column
    if label is None:
        return None
    headings = [section, *titles[:-1], column if label is not column else None]
    return Entry(cell.number, label, tuple(heading for heading in headings if heading))


def _level(other: Cell, cell: Cell) -> bool:
    return other.bbox.top <= cell.bbox.y_mid <= other.bbox.bottom


def _spans_table(cell: Cell, table: BBox) -> bool:
    return cell.bbox.width >= 0.95 * table.width


def _section_above(cell: Cell, cells: Sequence[Cell], table: BBox) -> Span | None:
    """The nearest row above that is one cell across the whole table."""
    above = [other for other in cells if _spans_table(other, table) and other.bbox.bottom <= cell.bbox.top + 1]
    return above[-1].title if above else None


def _column_heading(cell: Cell, cells: Sequence[Cell], table: BBox) -> Span | None:
    """The text cell above with the same width, or the narrowest over this column."""
    above = [
        other
        for other in cells
        if other.title
        and not _spans_table(other, table)
        and other.bbox.bottom <= cell.bbox.top + 1
        and other.bbox.x0 <= cell.bbox.x_mid <= other.bbox.x1
    ]
    return min(above, key=lambda other: (other.bbox.width, -other.bbox.bottom)).title if above else None
