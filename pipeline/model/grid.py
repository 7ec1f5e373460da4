"""A table as rows and columns of cells, whatever it is drawn with."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model.geometry import BBox
from pipeline.model.span import Span


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell by its first row and column, counted from 0; ``span`` is ``None`` where it is empty.

    The text of the span has the lines of the cell joined.
    """

    row: int
    column: int
    row_span: int
    column_span: int
    span: Span | None


@dataclass(frozen=True, slots=True)
class Grid:
    """A table on one page; its cells cover it, in the order of rows, then columns.

    ``header_rows`` and ``header_columns`` count the leading ones that name what the others hold. ``reader`` says which
    geometry was chosen, ``agreeing`` how many of the ``asked`` readers see the same neighbours, that one among them.
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
