"""The second reader's tables as they are held against blocks: lost rules made up for, marks of notes taken out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pipeline.extract.marks import Mark
from pipeline.model.document import Word
from pipeline.model.geometry import BBox

# The second reader's table may be this much wider than the region that it was asked about.
BESIDE_PT = 12.0

Rows = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class SeenTable:
    """Rows of cells of the second reader with the edges of rows (from the top) and columns, in points."""

    page: int
    region: BBox
    rows: Rows
    row_spans: Sequence[tuple[float, float]]
    column_spans: Sequence[tuple[float, float]]


def keeps_to(table: SeenTable) -> bool:
    """Whether that reader kept to the region that it was asked about, and took no words from beside it."""
    left, right = table.column_spans[0][0], table.column_spans[-1][1]
    return left >= table.region.x0 - BESIDE_PT and right <= table.region.x1 + BESIDE_PT


def spread_out(table: SeenTable) -> SeenTable:
    """The table with each line in a row of its own where that reader has all of some rows in the first of them.

    It knows where the rows are, and has lost the rules between them; cells with as many lines as there are rows tell.
    Beside them a cell with more has a heading of more lines than one.
    """
    rows = [list(cells) for cells in table.rows]
    for first, cells in enumerate(table.rows):
        run = 1
        while first + run < len(rows) and not any(cell.strip() for cell in table.rows[first + run]):
            run += 1
        columns = [cell.splitlines() for cell in cells]
        if run == 1 or run not in map(len, columns):
            continue
        for column, lines in enumerate(columns):
            if len(lines) >= run:
                head = len(lines) - run + 1
                for index, line in enumerate(("\n".join(lines[:head]), *lines[head:])):
                    rows[first + index][column] = line
    return replace(table, rows=tuple(tuple(cells) for cells in rows))


def unmarked(tables: Iterable[SeenTable], marks: Sequence[Mark]) -> list[SeenTable]:
    """The tables without the marks of notes, which the second reader takes for parts of words and numbers."""
    result = []
    for table in tables:
        rows = [list(cells) for cells in table.rows]
        for mark in marks:
            if mark.page == table.page and table.region.holds_centre_of(_host_of(mark).bbox):
                _take_out(mark, rows, table)
        result.append(replace(table, rows=tuple(tuple(cells) for cells in rows)))
    return result


def _host_of(mark: Mark) -> Word:
    """The word that a mark stands at, which is in its line where the mark, raised, may not be."""
    return mark.host or mark.note or mark.word


def _take_out(mark: Mark, rows: Sequence[list[str]], table: SeenTable) -> None:
    """Take a mark out of the cell of its word, or out of the cell that it stands in by itself."""
    host = _host_of(mark)
    printed = re.escape(mark.word.text)
    with_host = (
        rf"(?<={re.escape(host.text)})\s*{printed}" if mark.host else rf"^\s*{printed}(?=\s*{re.escape(host.text)})"
    )
    for box, pattern in ((host.bbox, with_host), (mark.word.bbox, rf"\A\s*{printed}\s*\Z")):
        if _taken_out(pattern, box, rows, table):
            return


def _taken_out(pattern: str, box: BBox, rows: Sequence[list[str]], table: SeenTable) -> bool:
    """Take what a pattern finds out of the cell around a box, or the one before it; tell whether there was any."""
    row, column = index_of(box.y_mid, table.row_spans), index_of(box.x_mid, table.column_spans)
    if row is None or column is None:
        return False
    for cell in (column, *range(column)):  # a line that crosses columns stands in the first of them
        rows[row][cell], found = re.subn(pattern, "", rows[row][cell], count=1, flags=re.MULTILINE)
        if found:
            return True
    return False


def index_of(position: float, spans: Sequence[tuple[float, float]]) -> int | None:
    """The row or column around a position; ``None`` where there is none."""
    return next((index for index, (low, high) in enumerate(spans) if low <= position <= high), None)
