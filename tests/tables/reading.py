"""Tables as the readers give them, in the form that is scored."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.model.grid import Grid
from tests.tables.model import TruthTable
from tests.tables.scoring import Placed


def placed_grid(grid: Grid) -> list[Placed]:
    """The cells of a grid that are not empty."""
    return [
        Placed(cell.span.text, cell.row, cell.row + cell.row_span - 1, cell.column, cell.column + cell.column_span - 1)
        for cell in grid.cells
        if cell.span
    ]


def placed_truth(table: TruthTable) -> list[Placed]:
    """The cells of a true table."""
    return [
        Placed(cell.text, cell.row, cell.row + cell.row_span - 1, cell.column, cell.column + cell.column_span - 1)
        for cell in table.cells
    ]


def placed_rows(rows: Iterable[Iterable[str | None]]) -> list[Placed]:
    """The cells of plain rows of text."""
    return [
        Placed(text, row, row, column, column)
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
        if text
    ]
