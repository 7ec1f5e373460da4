"""What is drawn on a scanned page around its words: rules, ruled tables, and the frames and grounds of boxes.

Bars and slices are not among it: to measure them takes sharper edges than a scanner leaves.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells
from scipy import ndimage

from pipeline.model.document import Grid, Line, Rect
from pipeline.model.geometry import BBox, hull
from pipeline.read.scans.ink import GROUND_PX
from pipeline.read.scans.line_pieces import Pieces
from pipeline.read.tesseract import Area

SHORTEST_RULE_PT = 16.0
THICKEST_RULE_PT = 2.5

CORNER_PT = 5.0
"""Rules that meet may stop short of each other by so much, as at rounded corners."""

BLACK = (0.0,)

TOGETHER_PT = 60.0
FEWEST_OF_A_FIGURE = 3

# Grounds: of one colour to within so many of 255 steps, this full, and no smaller than so many points.
SAME_SHADE = 10
FULL = 0.9
SMALLEST_GROUND_PT = 24.0


@dataclass(frozen=True, slots=True)
class Shapes:
    """Rules, frames, tables with rules in both directions, and where bars stand together, in points."""

    lines: tuple[Line, ...]
    frames: tuple[Rect, ...]
    grids: tuple[Grid, ...]
    figures: tuple[BBox, ...]


def shapes_of(pieces: Pieces, scale: float) -> Shapes:
    """What is drawn."""
    level = tuple(_rules(pieces.drawn, scale))
    upright = tuple(box for box in map(_turned, _rules(pieces.drawn.T, scale)))
    cells = _cells(level, upright)
    grids = tuple(_grids(cells))
    in_tables = {cell for grid in grids for cell in grid.cells}
    boxes = [cell for cell in map(_box, cells) if cell not in in_tables]
    return Shapes(
        lines=tuple(Line(box, BLACK, min(box.width, box.height)) for box in (*level, *upright)),
        frames=tuple(Rect(box, None, BLACK) for box in (*boxes, *_grounds(pieces.ground, scale))),
        grids=grids,
        figures=tuple(_figures(pieces.solids, scale)),
    )


def _turned(box: BBox) -> BBox:
    return BBox(box.top, box.x0, box.bottom, box.x1)


def _rules(drawn: Any, scale: float) -> Iterator[BBox]:
    """Level strokes."""
    length = round(SHORTEST_RULE_PT * scale)
    inside = ndimage.minimum_filter1d(drawn.astype(np.uint8), length, axis=1)
    runs = ndimage.maximum_filter1d(inside, length, axis=1, origin=-1 if length % 2 == 0 else 0)
    labelled, _ = ndimage.label(ndimage.binary_dilation(runs, np.ones((3, 3))))
    for rows, columns in ndimage.find_objects(labelled):
        box = BBox(
            (columns.start + 1) / scale, (rows.start + 1) / scale, (columns.stop - 1) / scale, (rows.stop - 1) / scale
        )
        if box.height <= THICKEST_RULE_PT:
            yield box


def _cells(level: Sequence[BBox], upright: Sequence[BBox]) -> list[Any]:
    """What rules enclose, as pdfplumber finds it."""
    edges = [*(_edge(box, "h") for box in level), *(_edge(box, "v") for box in upright)]
    return list(intersections_to_cells(edges_to_intersections(edges, CORNER_PT, CORNER_PT)))


def _grids(cells: Sequence[Any]) -> Iterator[Grid]:
    """Cells side by side as tables; one by itself is none."""
    for table in cells_to_tables(list(cells)):
        boxes = tuple(map(_box, table))
        yield Grid(hull(boxes), boxes)


def _box(cell: Sequence[Any]) -> BBox:
    return BBox(*(float(edge) for edge in cell))


def _figures(solids: Sequence[Area], scale: float) -> Iterator[BBox]:
    """Bars and squares that stand together."""
    groups: list[list[BBox]] = []
    for one in solids:
        box = BBox(one.left / scale, one.top / scale, one.right / scale, one.bottom / scale)
        near = [group for group in groups if any(box.distance_to(other) <= TOGETHER_PT for other in group)]
        groups = [group for group in groups if group not in near] + [[box, *(each for group in near for each in group)]]
    yield from (hull(group) for group in groups if len(group) >= FEWEST_OF_A_FIGURE)


def _edge(box: BBox, orientation: str) -> dict[str, Any]:
    """A rule along its middle, as pdfplumber has it."""
    is_level = orientation == "h"
    x0, x1 = (box.x0, box.x1) if is_level else (box.x_mid, box.x_mid)
    top, bottom = (box.y_mid, box.y_mid) if is_level else (box.top, box.bottom)
    return {"x0": x0, "x1": x1, "top": top, "bottom": bottom, "orientation": orientation}


def _grounds(ground: Any, scale: float) -> Iterator[BBox]:
    """Areas of one colour that text may stand on, other than the paper; ``ground`` has one value a cell of pixels."""
    colours = ground.astype(np.int16)
    paper = np.median(colours.reshape(-1, 3), axis=0)
    left = np.abs(colours - paper).max(axis=2) > SAME_SHADE
    while left.any():
        values, counts = np.unique(colours[left] // SAME_SHADE, axis=0, return_counts=True)
        shade = values[int(np.argmax(counts))] * SAME_SHADE + SAME_SHADE // 2
        alike = left & (np.abs(colours - shade).max(axis=2) <= SAME_SHADE)
        left &= ~alike & (np.abs(colours - shade).max(axis=2) > SAME_SHADE // 2)
        yield from _full(alike, scale / GROUND_PX)
        if counts.max() < (SMALLEST_GROUND_PT * scale / GROUND_PX) ** 2:
            return


def _full(alike: Any, cells_per_point: float) -> Iterator[BBox]:
    labelled, _ = ndimage.label(alike)
    for number, (rows, columns) in enumerate(ndimage.find_objects(labelled), start=1):
        inside = labelled[rows, columns] == number
        spans = inside.shape[1] - inside.argmax(axis=1) - inside[:, ::-1].argmax(axis=1)  # text in it is no hole
        box = BBox(*(edge / cells_per_point for edge in (columns.start, rows.start, columns.stop, rows.stop)))
        if min(box.width, box.height) >= SMALLEST_GROUND_PT and spans.sum() >= FULL * inside.size:
            yield box
