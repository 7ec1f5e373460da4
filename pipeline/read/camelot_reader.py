"""Second reader of what belongs together: camelot's tables, asked only where the first geometry found a block.

Without an area camelot 2.0.0 finds none of the dot-leader boxes (lattice, network, hybrid) or merges several (stream).
"""

from __future__ import annotations

import warnings
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.model.document import Page
from pipeline.model.geometry import BBox

# Camelot takes the text whose centre is inside the area; ascenders and rules at its edge need this much more.
AREA_MARGIN_PT = 2.0


@dataclass(frozen=True, slots=True)
class Area:
    """Where to look, and whether drawn rules (else white space) separate the cells."""

    page: int
    bbox: BBox
    ruled: bool


@dataclass(frozen=True, slots=True)
class SecondTable:
    """A table as camelot sees it: ``rows`` of cells; ``row_spans`` and ``column_spans`` their edges in points."""

    area: Area
    rows: tuple[tuple[str, ...], ...]
    row_spans: tuple[tuple[float, float], ...]
    column_spans: tuple[tuple[float, float], ...]


def read_tables(path: Path, pages: Sequence[Page], areas: Sequence[Area], password: str | None) -> list[SecondTable]:
    """Camelot's reading of each area; areas in which it sees no table are left out."""
    heights = {page.number: page.height_pt for page in pages}
    calls: defaultdict[tuple[int, bool], list[Area]] = defaultdict(list)
    for area in areas:
        calls[area.page, area.ruled].append(area)
    found: list[SecondTable] = []
    for (number, ruled), together in sorted(calls.items()):
        boxes = [_flipped(area.bbox, heights[number]) for area in together]
        tables = _call(path, number, boxes, "lattice" if ruled else "stream", password)
        found.extend(_as_second_table(table, together, heights[number]) for table in tables)
    return found


def _call(path: Path, page: int, boxes: Sequence[str], flavor: str, password: str | None) -> list[Any]:
    from camelot.io import read_pdf  # noqa: PLC0415 -- half a second; only reports with boxes or tables need it

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # an area without a table is an answer, not a warning
        tables = read_pdf(
            str(path), pages=str(page), flavor=flavor, table_areas=list(boxes), password=password, suppress_stdout=True
        )
    return list(tables)


def _flipped(box: BBox, height: float) -> str:
    """An area in camelot's coordinates: ``x0,y_top,x1,y_bottom`` with the origin at the bottom left."""
    wide = box.grown(AREA_MARGIN_PT)
    return f"{wide.x0:.2f},{height - wide.top:.2f},{wide.x1:.2f},{height - wide.bottom:.2f}"


def _as_second_table(table: Any, areas: Sequence[Area], height: float) -> SecondTable:
    x0, y0, x1, y1 = table._bbox  # noqa: SLF001 -- camelot keeps the table's place nowhere else
    middle = BBox(x0, height - y1, x1, height - y0)
    area = min(areas, key=lambda one: abs(one.bbox.x_mid - middle.x_mid) + abs(one.bbox.y_mid - middle.y_mid))
    return SecondTable(
        area=area,
        rows=tuple(tuple(cell.text for cell in row) for row in table.cells),
        row_spans=tuple((height - max(row), height - min(row)) for row in table.rows),
        column_spans=tuple((min(column), max(column)) for column in table.cols),
    )
