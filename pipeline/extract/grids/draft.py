"""A table in the making: edges of its rows and columns, and which cells are one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pipeline.extract.grids.words import span_of
from pipeline.model.document import Word
from pipeline.model.geometry import BBox
from pipeline.model.grid import Cell


@dataclass(frozen=True, slots=True)
class Room:
    """A cell before it is read: its first row and column, how many it takes, and its words."""

    row: int
    column: int
    row_span: int
    column_span: int
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """What one reader sees in a region: rooms that have words; all other places are empty.

    Readers of one ``kind`` share their mistakes. ``closed``: rules part all its cells.
    ``is_outside``: the edges are another engine's.
    """

    reader: str
    kind: str
    region: BBox
    rows: int
    columns: int
    header_rows: int
    rooms: tuple[Room, ...]
    closed: bool = False
    is_outside: bool = False


def cells_of(page: int, draft: Draft) -> tuple[Cell, ...]:
    """All cells in order of rows, then columns; an empty one for every place that no other takes."""
    taken = {
        (room.row + down, room.column + right)
        for room in draft.rooms
        for down in range(room.row_span)
        for right in range(room.column_span)
    }
    cells = [
        Cell(room.row, room.column, room.row_span, room.column_span, span_of(page, room.words)) for room in draft.rooms
    ]
    cells.extend(
        Cell(row, column, 1, 1, None)
        for row in range(draft.rows)
        for column in range(draft.columns)
        if (row, column) not in taken
    )
    return tuple(sorted(cells, key=lambda cell: (cell.row, cell.column)))


def compact(draft: Draft) -> Draft | None:
    """Without rows and columns that have no words; ``None`` where nothing is left."""
    rows = _kept((room.row, room.row_span) for room in draft.rooms)
    columns = _kept((room.column, room.column_span) for room in draft.rooms)
    if not rows or not columns:
        return None
    new_row = {row: index for index, row in enumerate(rows)}
    new_column = {column: index for index, column in enumerate(columns)}
    rooms = []
    for room in draft.rooms:
        down = [new_row[row] for row in range(room.row, room.row + room.row_span) if row in new_row]
        right = [new_column[at] for at in range(room.column, room.column + room.column_span) if at in new_column]
        rooms.append(Room(down[0], right[0], len(down), len(right), room.words))
    header = sum(row < draft.header_rows for row in rows)
    return replace(draft, rows=len(rows), columns=len(columns), header_rows=header, rooms=tuple(rooms))


def _kept(spans: Iterable[tuple[int, int]]) -> list[int]:
    """Places at which something begins, and inside longer ones those that part others."""
    return sorted({start for start, _ in spans})


def placed(
    words: Iterable[Word], row_edges: Sequence[float], column_edges: Sequence[float]
) -> dict[tuple[int, int], list[Word]]:
    """Words by the row and column that their middle is in; those outside go to the nearest."""
    found: dict[tuple[int, int], list[Word]] = {}
    for word in words:
        place = (_slot(word.bbox.y_mid, row_edges), _slot(word.bbox.x_mid, column_edges))
        found.setdefault(place, []).append(word)
    return found


def _slot(value: float, edges: Sequence[float]) -> int:
    inner = edges[1:-1]
    return sum(value >= edge for edge in inner)
