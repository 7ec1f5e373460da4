"""Second reader of what belongs together: camelot's tables, asked only where the first geometry found a block.

Without an area camelot 2.0.0 finds none of the dot-leader boxes (lattice, network, hybrid) or merges several (stream).
"""

from __future__ import annotations

import logging
import sys
import warnings
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any

from pipeline.errors import LimitError, ReadError
from pipeline.model.geometry import BBox
from pipeline.read.engines import Content, errors_of
from pipeline.read.pdfplumber_reader import read_sheets

# Camelot takes the text whose centre is inside the area; ascenders at its edge need this much more.
AREA_MARGIN_PT = 2.0

# Camelot takes the area's edge for a rule too. Within its ``line_tol`` of 2 it is one with the table's own outermost
# rule; farther off the table gets an empty first column or row.
RULED_MARGIN_PT = 1.0

# What its parser notes about odd files is for those who set logging up.
for _engine in ("camelot", "playa"):
    logging.getLogger(_engine).addHandler(logging.NullHandler())


@dataclass(frozen=True, slots=True)
class Area:
    """Where to look; whether drawn rules (else white space) separate the cells, and whether rules bound the whole."""

    page: int
    bbox: BBox
    ruled: bool
    bounded: bool


@dataclass(frozen=True, slots=True)
class SecondTable:
    """A table as camelot sees it: ``rows`` of cells; ``row_spans`` and ``column_spans`` their edges in points."""

    area: Area
    rows: tuple[tuple[str, ...], ...]
    row_spans: tuple[tuple[float, float], ...]
    column_spans: tuple[tuple[float, float], ...]


def read_tables(content: Content, areas: Sequence[Area], password: str | None) -> list[SecondTable]:
    """Camelot's reading of each area; areas in which it sees no table are left out."""
    ruled = [area for area in areas if area.ruled]
    found = [
        *read_as("lattice", content, ruled, password),
        *read_as("stream", content, [area for area in areas if not area.ruled], password),
    ]
    return sorted(found, key=lambda table: (table.area.page, table.area.ruled))


def read_as(flavor: str, content: Content, areas: Sequence[Area], password: str | None) -> list[SecondTable]:
    """What one of camelot's parsers (``lattice``, ``stream``, ``network``) sees in each area, page by page."""
    if not areas:
        return []
    sheets = read_sheets(content, password, {area.page for area in areas})
    calls: defaultdict[int, list[Area]] = defaultdict(list)
    for area in areas:
        calls[area.page].append(area)
    found: list[SecondTable] = []
    for number, together in sorted(calls.items()):
        boxes = [_flipped(area, sheets[number]) for area in together]
        tables = _tables_in(content, number, boxes, flavor, password)
        found.extend(_as_second_table(table, together, sheets[number]) for table in tables)
    return found


def _tables_in(content: Content, page: int, boxes: Sequence[str], flavor: str, password: str | None) -> list[Any]:
    """Ask for all areas at once, and for each by itself where camelot 2.0.0 fails over one that holds no text."""
    try:
        return _call(content, page, boxes, flavor, password)
    except LimitError:
        raise
    except ReadError:
        if len(boxes) == 1:
            return []
        return [table for box in boxes for table in _tables_in(content, page, [box], flavor, password)]


@cache
def import_camelot() -> Any:
    """Its function ``read_pdf``, imported on first use: that takes a quarter of a second."""
    with _without("matplotlib"):
        from camelot.io import read_pdf  # noqa: PLC0415 -- see above

    return read_pdf


@contextmanager
def _without(module: str) -> Iterator[None]:
    """Let it seem that a module is not installed, unless it is imported already.

    Camelot imports matplotlib for plots of its own, which nobody here asks for, and does without where it is missing.
    """
    modules: dict[str, Any] = sys.modules  # in which ``None`` stands for what cannot be imported
    modules.setdefault(module, None)
    try:
        yield
    finally:
        if modules[module] is None:
            del modules[module]


def _call(content: Content, page: int, boxes: Sequence[str], flavor: str, password: str | None) -> list[Any]:
    read_pdf = import_camelot()
    with errors_of("camelot"), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # an area without a table is an answer, not a warning
        tables = read_pdf(
            content, pages=str(page), flavor=flavor, table_areas=list(boxes), password=password, suppress_stdout=True
        )
        return list(tables)


def _flipped(area: Area, sheet: BBox) -> str:
    """An area in camelot's coordinates: ``x0,y_top,x1,y_bottom`` with the origin at the bottom left of the sheet."""
    wide = area.bbox.grown(RULED_MARGIN_PT if area.bounded else AREA_MARGIN_PT)
    x0, x1 = wide.x0 - sheet.x0, wide.x1 - sheet.x0
    return f"{x0:.2f},{sheet.bottom - wide.top:.2f},{x1:.2f},{sheet.bottom - wide.bottom:.2f}"


def _as_second_table(table: Any, areas: Sequence[Area], sheet: BBox) -> SecondTable:
    left, base = sheet.x0, sheet.bottom
    x0, y0, x1, y1 = table._bbox  # noqa: SLF001 -- camelot keeps the table's place nowhere else
    middle = BBox(left + x0, base - y1, left + x1, base - y0)
    area = min(areas, key=lambda one: abs(one.bbox.x_mid - middle.x_mid) + abs(one.bbox.y_mid - middle.y_mid))
    return SecondTable(
        area=area,
        rows=tuple(tuple(cell.text for cell in row) for row in table.cells),
        row_spans=tuple((base - max(row), base - min(row)) for row in table.rows),
        column_spans=tuple((left + min(column), left + max(column)) for column in table.cols),
    )
