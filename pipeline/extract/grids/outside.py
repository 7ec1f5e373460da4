"""Readings from outside, as drafts: pdfplumber's ruled cells, and tables of edges as camelot hands them over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.extract.grids.draft import Draft, Room, compact, placed
from pipeline.extract.grids.rules import levels
from pipeline.model.document import Grid as Boxes
from pipeline.model.document import Word
from pipeline.model.geometry import BBox

# Edges nearer to each other are one.
APART_PT = 3.0


@dataclass(frozen=True, slots=True)
class SeenGrid:
    """A table of one of camelot's parsers in a region: top and bottom of its rows, left and right of its columns."""

    reader: str
    page: int
    region: BBox
    row_spans: Sequence[tuple[float, float]]
    column_spans: Sequence[tuple[float, float]]


def draft_of_seen(seen: SeenGrid, words: Sequence[Word]) -> Draft | None:
    """The words of a region by the edges that the other reader found; its text is not asked for."""
    rows, columns = _edges(seen.row_spans), _edges(seen.column_spans)
    if len(rows) < 2 or len(columns) < 2:  # noqa: PLR2004 -- one edge bounds nothing
        return None
    held = placed(words, rows, columns)
    rooms = tuple(Room(row, column, 1, 1, tuple(inside)) for (row, column), inside in held.items())
    size = len(rows) - 1, len(columns) - 1
    return compact(Draft(seen.reader, "camelot", seen.region, *size, 0, rooms, is_outside=True))


def _edges(spans: Sequence[tuple[float, float]]) -> list[float]:
    """Outer edges, and the middle between neighbours."""
    if not spans:
        return []
    ordered = sorted(spans)
    inner = [(one[1] + other[0]) / 2 for one, other in pairwise(ordered)]
    return [ordered[0][0], *inner, ordered[-1][1]]


def draft_of_boxes(grids: Sequence[Boxes], words: Sequence[Word], region: BBox) -> Draft | None:
    """What pdfplumber's grid of ruled cells makes of a region; ``None`` where it has none there, or several."""
    mine = [grid for grid in grids if region.grown(APART_PT).holds_centre_of(grid.bbox)]
    if len(mine) != 1:
        return None
    cells = mine[0].cells
    xs = levels((edge for cell in cells for edge in (cell.x0, cell.x1)), APART_PT)
    ys = levels((edge for cell in cells for edge in (cell.top, cell.bottom)), APART_PT)
    rooms = []
    for cell in cells:
        inside = tuple(word for word in words if cell.holds_centre_of(word.bbox))
        if inside:
            row, column = _nearest(ys, cell.top), _nearest(xs, cell.x0)
            high, wide = _nearest(ys, cell.bottom) - row, _nearest(xs, cell.x1) - column
            rooms.append(Room(row, column, max(1, high), max(1, wide), inside))
    if not rooms:
        return None
    return compact(Draft("pdfplumber", "pdfplumber", region, len(ys) - 1, len(xs) - 1, 0, tuple(rooms)))


def _nearest(edges: Sequence[float], value: float) -> int:
    return min(range(len(edges)), key=lambda index: abs(edges[index] - value))
