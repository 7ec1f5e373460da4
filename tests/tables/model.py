"""Tables as they are meant, and where they were put."""

from __future__ import annotations

from dataclasses import dataclass

MARKS = "\N{SUPERSCRIPT ONE}\N{SUPERSCRIPT TWO}\N{SUPERSCRIPT THREE}"
"""Marks of notes, raised where they are drawn."""


@dataclass(frozen=True, slots=True)
class TruthCell:
    """A cell with text, by its first row and column and how many of each it takes."""

    row: int
    column: int
    text: str
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class Content:
    """A table without a place: its cells with text; ``numeric`` are the columns of numbers, ``indents`` of the rows.

    ``sections`` are rows that are a heading across the table, ``totals`` rows that sum those above.
    """

    rows: int
    columns: int
    header_rows: int
    cells: tuple[TruthCell, ...]
    numeric: frozenset[int]
    indents: tuple[int, ...]
    sections: frozenset[int]
    totals: frozenset[int]


@dataclass(frozen=True, slots=True)
class TruthTable:
    """A table on a page; ``box`` is left, top, right and bottom in points from the page's top left."""

    kind: str
    page: int
    box: tuple[float, float, float, float]
    header_rows: int
    cells: tuple[TruthCell, ...]
