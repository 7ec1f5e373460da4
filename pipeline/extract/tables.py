"""Tables, ruled or not: numbers with the labels of their row and the headings of their group and column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.extract.lines import Fragment, fragments_of, join_wrapped
from pipeline.extract.rows import Row, rows_of
from pipeline.extract.ruled_rows import SAME_EDGE_PT, implied_grids
from pipeline.extract.spanned_rows import COLUMNS, spanned_grids
from pipeline.extract.stacks import split_before_heading
from pipeline.extract.tokens import AGE, TOKEN
from pipeline.extract.unruled_rows import unruled_grids
from pipeline.model.document import Grid, Page
from pipeline.model.geometry import BBox
from pipeline.model.printed import Block, Entry, Layout
from pipeline.model.span import Span


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with what is printed in it: a number alone, or a title with rows of its own (``Totalt: 233``)."""

    bbox: BBox
    number: Span | None
    title: Span | None
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class ColumnHeading:
    """A heading with the left and right edge of its column, in points."""

    x0: float
    x1: float
    title: Span


def tables_of(
    page: Page, fragments: Sequence[Fragment], captions: Sequence[BBox], carried: Sequence[ColumnHeading]
) -> tuple[tuple[Block, ...], tuple[ColumnHeading, ...]]:
    """The tables of a page that hold numbers and labels, and the column headings for what follows a page break.

    A chart's gridlines make a grid too, but hold no labels. ``carried`` are the headings of the page before, for a
    table that goes on without repeating them.
    """
    blocks: list[Block] = []
    drawn = [(Layout.RULED, grid) for grid in page.grids]
    implied = implied_grids(page, fragments, captions, max((one.x1 for one in carried), default=None))
    ruled = [grid.bbox for grid in (*page.grids, *implied) if _has_rows(grid)]
    names = [one.title.bbox for one in carried[:COLUMNS]]
    bare = (*unruled_grids(fragments, ruled), *spanned_grids(fragments, ruled, names))
    for layout, grid in (*drawn, *((Layout.ROW_RULED, grid) for grid in (*implied, *bare))):
        if any(grid.bbox.holds_centre_of(block.region) or block.region == grid.bbox for block in blocks):
            continue  # read already, with its vertical rules
        cells = cells_of(page, grid)
        if not any(cell.number for cell in cells) or _has_crowded_cells(page, cells):
            continue
        if layout is Layout.ROW_RULED and not _has_header(cells) and not _goes_on(carried, grid.bbox):
            continue  # rules under the headings of lists
        entries = entries_of(cells, grid.bbox, carried)
        if entries:
            table = Block(layout, page.number, grid.bbox, entries)
            blocks.extend(replace(part, region=grid.bbox) for part in split_before_heading(table))
            carried = tuple(ColumnHeading(cell.bbox.x0, cell.bbox.x1, cell.title) for cell in cells if cell.title)
    return tuple(blocks), tuple(carried)


def _has_rows(grid: Grid) -> bool:
    """Tell a table from a coloured band."""
    return len({round(cell.top) for cell in grid.cells}) > 1


def _has_header(cells: Sequence[Cell]) -> bool:
    """Tell whether the first row is text alone."""
    first = min(cells, key=lambda cell: cell.bbox.top)
    return not any(cell.number or cell.rows for cell in cells if _level(first, cell) or _level(cell, first))


def _goes_on(carried: Sequence[ColumnHeading], table: BBox) -> bool:
    """Tell whether the table ends at the right where the one before the page break did."""
    return bool(carried) and abs(max(one.x1 for one in carried) - table.x1) <= SAME_EDGE_PT


def _has_crowded_cells(page: Page, cells: Sequence[Cell]) -> bool:
    """Several numbers one below the other in a cell: the rules are not those between the rows of a table."""
    return any(len(cell.rows) > 1 and not cell.title for cell in cells) or any(
        sum(word.text.isdigit() and cell.bbox.holds_centre_of(word.bbox) for word in page.words) > 1
        for cell in cells
        if not cell.number and not cell.title and not cell.rows
    )


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
    title = _title(fragments)
    if title is not None and re.search(r"[^\W\d_]", title.text) and not re.search(r"\d", re.sub(AGE, "", title.text)):
        return Cell(box, None, title, ())  # "Flickor 0–17 år", on however many lines
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


def entries_of(cells: Sequence[Cell], table: BBox, carried: Sequence[ColumnHeading]) -> tuple[Entry, ...]:
    """All numbers in reading order: those inside a group's cell first, then the number cells of its rows."""
    columns = _column_headings(cells, table, carried) if _value_columns(cells) > 1 else None
    entries: list[Entry | None] = []
    for cell in cells:
        heading = (cell.title,) if cell.title else ()
        entries.extend(Entry(row.number, row.label, heading) for row in cell.rows)
        if cell.number:
            entries.append(_entry(cell, cells, table, columns))
    return tuple(entry for entry in entries if entry is not None)


def _value_columns(cells: Sequence[Cell]) -> int:
    right_edges: list[float] = []
    for cell in cells:
        if cell.number and all(abs(cell.bbox.x1 - edge) > 1 for edge in right_edges):
            right_edges.append(cell.bbox.x1)
    return len(right_edges)


def _entry(cell: Cell, cells: Sequence[Cell], table: BBox, columns: Sequence[ColumnHeading] | None) -> Entry | None:
    """The number of one cell; ``None`` where a table of several columns does not say which column it is."""
    if cell.number is None:
        return None
    left = [other for other in cells if other.title and other.bbox.x1 <= cell.bbox.x0 + 1 and _level(other, cell)]
    titles = [other.title for other in sorted(left, key=lambda other: other.bbox.x0) if other.title]
    column = next((one.title for one in columns or () if one.x0 <= cell.bbox.x_mid <= one.x1), None)
    if columns is not None and column is None:
        return None
    label = titles[-1] if titles else column
    if label is None:
        return None
    headings = [_section_above(cell, cells, table), *titles[:-1], column if titles else None]
    return Entry(cell.number, label, tuple(heading for heading in headings if heading))


def _level(other: Cell, cell: Cell) -> bool:
    return other.bbox.top <= cell.bbox.y_mid <= other.bbox.bottom


def _spans_table(cell: Cell, table: BBox) -> bool:
    return cell.bbox.width >= 0.95 * table.width


def _section_above(cell: Cell, cells: Sequence[Cell], table: BBox) -> Span | None:
    """The nearest row above that is one cell across the table, or in which only one cell is filled."""
    above = [other for other in cells if other.bbox.bottom <= cell.bbox.top + 1 and _is_section(other, cells, table)]
    if not above:
        return None
    return above[-1].title or above[-1].rows[0].label  # a name with its own number has no title besides


def _is_section(cell: Cell, cells: Sequence[Cell], table: BBox) -> bool:
    if cell.number:
        return False
    alone = not any(other is not cell and (_level(other, cell) or _level(cell, other)) for other in cells)
    return alone or _spans_table(cell, table)


def _column_headings(cells: Sequence[Cell], table: BBox, carried: Sequence[ColumnHeading]) -> tuple[ColumnHeading, ...]:
    """The texts over the first number of each column, the narrowest first; else those carried over a page break."""
    first_number = min((cell.bbox.top for cell in cells if cell.number), default=table.bottom)
    over = [
        cell for cell in cells if cell.title and cell.bbox.bottom <= first_number + 1 and not _spans_table(cell, table)
    ]
    own = [ColumnHeading(cell.bbox.x0, cell.bbox.x1, cell.title) for cell in over if cell.title]
    return tuple(sorted(own or (carried if _goes_on(carried, table) else ()), key=lambda one: one.x1 - one.x0))
