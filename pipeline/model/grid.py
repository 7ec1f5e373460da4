"""Tables as full grids of cells, of whatever document: what stands where, before anybody says what it means."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model.geometry import BBox
from pipeline.model.span import Span


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell at ``row`` and ``column`` (from 0) that covers so many of each; ``span`` is ``None`` where it is empty."""

    row: int
    column: int
    row_span: int
    column_span: int
    span: Span | None


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of ``rows`` by ``columns``, of which the first ``header_rows`` and ``header_columns`` name the others.

    ``reader`` is the one that it was taken from, ``agreeing`` how many of the ``asked`` readers see the same table.
    """

    page: int
    region: BBox
    rows: int
    columns: int
    header_rows: int
    header_columns: int
    cells: tuple[Cell, ...]
    reader: str
    agreeing: int
    asked: int
