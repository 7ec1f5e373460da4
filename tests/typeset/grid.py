"""Ruled tables: cells that may span rows or columns, in bands that a page break may part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from tests.typeset.scene import Line, Mark, Piece, Rect, Run, runs_width, set_runs

_PAD_X = 6.0
_PAD_Y = 3.5

Rules = Literal["all", "rows", "none"]


@dataclass(frozen=True, slots=True)
class Cell:
    """Lines of runs; `rows` and `columns` are how far the cell reaches down and to the right."""

    lines: tuple[tuple[Run, ...], ...]
    align: Literal["left", "right", "centre"] = "left"
    rows: int = 1
    columns: int = 1
    fill: str = ""


@dataclass(frozen=True, slots=True)
class Ruling:
    """Which rules are drawn, in which colour, and the distance of lines within a cell."""

    rules: Rules
    colour: str
    leading: float


def band(rows: Sequence[Sequence[Cell | None]], widths: Sequence[float], ruling: Ruling) -> Piece:
    """Set rows of cells; None stands where a spanning cell covers."""
    heights = _row_heights(rows, ruling.leading)
    tops = [sum(heights[:index]) for index in range(len(heights) + 1)]
    lefts = [sum(widths[:index]) for index in range(len(widths) + 1)]
    fills: list[Mark] = []
    marks: list[Mark] = []
    for row_index, row in enumerate(rows):
        for column, cell in enumerate(row):
            if cell is None:
                continue
            x0, x1 = lefts[column], lefts[column + cell.columns]
            top, bottom = tops[row_index], tops[row_index + cell.rows]
            if cell.fill:
                fills.append(Rect(x0, top, x1 - x0, bottom - top, fill=cell.fill))
            marks.extend(_rules(x0, top, x1, bottom, ruling))
            marks.extend(_cell_text(cell, x0, x1, top, ruling.leading))
    return Piece(tops[-1], (*fills, *marks))


def inner_width(width: float) -> float:
    """Return the room for text in a cell `width` wide."""
    return width - 2 * _PAD_X


def _row_heights(rows: Sequence[Sequence[Cell | None]], leading: float) -> list[float]:
    heights = [
        max((_height(cell, leading) for cell in row if cell is not None and cell.rows == 1), default=0.0)
        for row in rows
    ]
    for index, row in enumerate(rows):
        for cell in row:
            if cell is None or cell.rows == 1:
                continue
            missing = _height(cell, leading) - sum(heights[index : index + cell.rows])
            heights[index + cell.rows - 1] += max(missing, 0.0)
    return heights


def _height(cell: Cell, leading: float) -> float:
    return max(len(cell.lines), 1) * leading + 2 * _PAD_Y


def _rules(x0: float, top: float, x1: float, bottom: float, ruling: Ruling) -> list[Mark]:
    across: list[Mark] = [Line(x0, y, x1, y, ruling.colour, 0.6) for y in (top, bottom)]
    down: list[Mark] = [Line(x, top, x, bottom, ruling.colour, 0.6) for x in (x0, x1)]
    return {"all": across + down, "rows": across, "none": []}[ruling.rules]


def _cell_text(cell: Cell, x0: float, x1: float, top: float, leading: float) -> list[Mark]:
    marks: list[Mark] = []
    for index, runs in enumerate(cell.lines):
        if not runs:
            continue
        size = runs[0].style.size
        baseline = top + _PAD_Y + index * leading + (leading - size) / 2 + size * 0.8
        room = x1 - x0 - runs_width(runs)
        x = {"left": x0 + _PAD_X, "right": x0 + room - _PAD_X, "centre": x0 + room / 2}[cell.align]
        marks.extend(set_runs(runs, x, baseline))
    return marks
