"""Tables of numbers with decimals, ruled or not: cells that stand below each other, under headings, beside labels.

Numbers with decimals are what such a table consists of; whole numbers stand in headings (years, names) and labels, so
they are never taken for cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.extract.charts.texts import joined
from pipeline.extract.lines import Fragment, as_fragment
from pipeline.model.crosstab import CrossCell, CrossRow, Crosstab
from pipeline.model.document import Grid, Page
from pipeline.model.geometry import BBox, hull
from pipeline.model.span import Span

_DECIMAL = re.compile(r"\d{1,3}[.,]\d{1,3}")
_MARK = re.compile(r"[-\u2013\u2014*]{1,2}|\.{2,3}|\u2026|x")
_LETTER = re.compile(r"[^\W\d_]")

FEWEST_COLUMNS = 2

# Cells of one row have their middle within this part of their height.
SAME_ROW = 0.5

# The heading nearest to the first row is this near, in heights of a cell; its further lines follow each other closely.
HEADING_WITHIN = 4.0
LEADING = 1.6

# Lines of one label follow each other this closely from middle to middle, in type sizes.
LABEL_LEADING_EM = 1.35


@dataclass(frozen=True, slots=True)
class _Table:
    """Rows of cells that stand in the same columns, from the top; ``edges`` are left and right end of each column."""

    rows: tuple[tuple[Fragment, ...], ...]
    edges: tuple[tuple[float, float], ...]

    @property
    def region(self) -> BBox:
        """The room of all cells."""
        return hull(cell.bbox for row in self.rows for cell in row)

    def columns_at(self, box: BBox) -> list[int]:
        """The columns that a box stands over or in."""
        return [index for index, (x0, x1) in enumerate(self.edges) if box.x0 < x1 and x0 < box.x1]


def crosstabs_of(page: Page, fragments: Iterable[Fragment]) -> tuple[Crosstab, ...]:
    """The tables of one page, from the top; one without any label or heading is none."""
    parts = [part for one in fragments if one.words[0].direction == "ltr" for part in _parts(one)]
    found = (_crosstab(table, parts, page) for table in _tables(parts))
    return tuple(one for one in found if any(row.label for row in one.rows) and any(one.columns))


def _parts(fragment: Fragment) -> Iterator[Fragment]:
    """A fragment cut at its wide gaps, which part headings of neighbouring columns."""
    ends = [start + len(word.text) for start, word in zip(fragment.starts, fragment.words, strict=True)]
    cuts = [nth for nth in range(1, len(fragment.words)) if fragment.text[ends[nth - 1] : fragment.starts[nth]] == "  "]
    for start, end in pairwise([0, *cuts, len(fragment.words)]):
        yield as_fragment(fragment.page, fragment.words[start:end]) if cuts else fragment


def _tables(parts: Sequence[Fragment]) -> list[_Table]:
    """Rows that stand in the same columns together, as long as no cell would join two columns."""
    tables: list[_Table] = []
    for row in _rows(parts):
        grown = _with_row(tables[-1], row) if tables else None
        if grown is None:
            tables.append(_Table((row,), tuple((cell.bbox.x0, cell.bbox.x1) for cell in row)))
        else:
            tables[-1] = grown
    return [one for one in tables if any(_DECIMAL.fullmatch(cell.text) for row in one.rows for cell in row)]


def _rows(parts: Sequence[Fragment]) -> list[tuple[Fragment, ...]]:
    cells = sorted(
        (one for one in parts if _DECIMAL.fullmatch(one.text) or _MARK.fullmatch(one.text)),
        key=lambda one: one.bbox.y_mid,
    )
    rows: list[list[Fragment]] = []
    for cell in cells:
        if rows and cell.bbox.y_mid - rows[-1][0].bbox.y_mid <= SAME_ROW * cell.bbox.height:
            rows[-1].append(cell)
        else:
            rows.append([cell])
    ordered = (tuple(sorted(row, key=lambda one: one.bbox.x0)) for row in rows)
    return [row for row in ordered if len(row) >= FEWEST_COLUMNS]


def _with_row(table: _Table, row: tuple[Fragment, ...]) -> _Table | None:
    """The table with one more row; ``None`` where the row has other columns."""
    edges, columns = list(table.edges), [table.columns_at(cell.bbox) for cell in row]
    if any(len(found) > 1 for found in columns) or 2 * sum(map(len, columns)) < len(row):
        return None
    taken = [found[0] for found in columns if found]
    if len(set(taken)) != len(taken):
        return None
    for cell, found in zip(row, columns, strict=True):
        if found:
            x0, x1 = edges[found[0]]
            edges[found[0]] = min(x0, cell.bbox.x0), max(x1, cell.bbox.x1)
        else:
            edges.append((cell.bbox.x0, cell.bbox.x1))
    return _Table((*table.rows, row), tuple(sorted(edges)))


def _crosstab(table: _Table, parts: Sequence[Fragment], page: Page) -> Crosstab:
    region = table.region
    grid = next((one for one in page.grids if _holds(one, table)), None)
    lettered = [one for one in parts if _LETTER.search(one.text) and one.bbox.x1 <= region.x0]
    labels = _ruled_blocks(lettered, grid) if grid else _blocks(lettered)
    rows = tuple(
        CrossRow(
            _label(row, labels),
            tuple(CrossCell(table.columns_at(cell.bbox)[0], cell.whole()) for cell in row),
        )
        for row in table.rows
    )
    cells = {cell for row in table.rows for cell in row}
    above = [one for one in parts if one not in cells and one.bbox.y_mid < region.top]
    columns = _ruled_headings(table, above, grid) if grid else _headings(table, above)
    return Crosstab(page.number, region, columns, rows, grid is not None)


def _holds(grid: Grid, table: _Table) -> bool:
    """Whether a ruled grid has a cell around every cell of the table, and no two of a row in one."""
    for row in table.rows:
        homes = [_home(cell.bbox, grid) for cell in row]
        if None in homes or len(set(homes)) != len(homes):
            return False
    return True


def _home(box: BBox, grid: Grid) -> BBox | None:
    """The smallest cell of the grid around a box."""
    around = [one for one in grid.cells if one.holds_centre_of(box)]
    return min(around, key=lambda one: one.width * one.height, default=None)


def _ruled_blocks(lines: Sequence[Fragment], grid: Grid) -> list[tuple[BBox, Span]]:
    """The texts of every cell of the grid; they name the rows that their cell reaches across."""
    inside: dict[BBox, list[Fragment]] = {}
    for line in lines:
        home = _home(line.bbox, grid)
        if home is not None:
            inside.setdefault(home, []).append(line)
    return [(home, joined(found)) for home, found in inside.items()]


def _blocks(lines: Sequence[Fragment]) -> list[tuple[BBox, Span]]:
    """Lines that follow each other closely, with the room that they take up."""
    blocks: list[list[Fragment]] = []
    for line in sorted(lines, key=lambda one: (one.bbox.y_mid, one.bbox.x0)):
        home = next((block for block in blocks if _follows(block[-1], line)), None)
        if home is None:
            blocks.append([line])
        else:
            home.append(line)
    return [(hull(line.bbox for line in block), joined(block)) for block in blocks]


def _follows(line: Fragment, other: Fragment) -> bool:
    """Whether a line goes on in another one: right below it, and beginning or ending where it does."""
    here, there = line.bbox, other.bbox
    aligned = min(abs(here.x0 - there.x0), abs(here.x1 - there.x1), abs(here.x_mid - there.x_mid)) <= line.size_pt / 2
    return aligned and 0 < there.y_mid - here.y_mid <= LABEL_LEADING_EM * line.size_pt


def _label(row: Sequence[Fragment], blocks: Iterable[tuple[BBox, Span]]) -> Span | None:
    """The one text that stands at the height of a row."""
    middle = row[0].bbox.y_mid
    beside = [span for box, span in blocks if box.top <= middle <= box.bottom]
    return beside[0] if len(beside) == 1 else None


def _ruled_headings(table: _Table, above: Sequence[Fragment], grid: Grid) -> tuple[tuple[Span, ...], ...]:
    """By column the texts of the grid's cells that reach across it, from the top."""
    cells: dict[BBox, list[Fragment]] = {}
    for one in above:
        home = _home(one.bbox, grid)
        if home is not None:
            cells.setdefault(home, []).append(one)
    ordered = sorted(cells, key=lambda box: (box.top, box.x0))
    over = [[box for box in ordered if box.x0 <= (x0 + x1) / 2 <= box.x1] for x0, x1 in table.edges]
    return tuple(tuple(joined(cells[box]) for box in boxes) if _is_as_deep(boxes, over) else () for boxes in over)


def _is_as_deep(boxes: Sequence[BBox], over: Iterable[Sequence[BBox]]) -> bool:
    """Whether a column has as many headings as every other one under the same outermost heading."""
    return all(len(other) <= len(boxes) for other in over if other[:1] == list(boxes[:1]))


def _headings(table: _Table, above: Sequence[Fragment]) -> tuple[tuple[Span, ...], ...]:
    """By column the lines over it: those nearest to the first row, none of which stands over two columns."""
    height = table.rows[0][0].bbox.height
    columns: list[list[Fragment]] = [[] for _ in table.edges]
    edge, reach = table.region.top, HEADING_WITHIN * height
    for line in _lines_upwards(above, table):
        if edge - line[0].bbox.bottom > reach or any(len(table.columns_at(one.bbox)) != 1 for one in line):
            break
        for one in line:
            columns[table.columns_at(one.bbox)[0]].append(one)
        edge, reach = min(one.bbox.top for one in line), (LEADING - 1) * height
    return tuple((joined(found),) if found else () for found in columns)


def _lines_upwards(above: Sequence[Fragment], table: _Table) -> list[list[Fragment]]:
    """The texts over the columns, line by line from the lowest up; what stands over the labels alone is left out."""
    lines: list[list[Fragment]] = []
    for one in sorted(above, key=lambda one: -one.bbox.y_mid):
        if one.bbox.x1 <= table.region.x0 and not table.columns_at(one.bbox):
            continue
        if lines and lines[-1][0].bbox.y_mid - one.bbox.y_mid <= SAME_ROW * one.bbox.height:
            lines[-1].append(one)
        else:
            lines.append([one])
    return lines
