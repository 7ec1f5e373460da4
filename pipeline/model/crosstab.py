"""Tables of numbers whose rows and columns are both named, as printed."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model.geometry import BBox
from pipeline.model.span import Span


@dataclass(frozen=True, slots=True)
class CrossCell:
    """What is printed in one row and column: a number, or a mark in place of one."""

    column: int
    text: Span


@dataclass(frozen=True, slots=True)
class CrossRow:
    """A row; ``label`` is ``None`` where it is not certain which text names it."""

    label: Span | None
    cells: tuple[CrossCell, ...]


@dataclass(frozen=True, slots=True)
class Crosstab:
    """A table; each column with its headings from the outermost in, none where no text stands over it for sure.

    ``region`` is the room of its cells, ``ruled`` tells whether rules part its rows.
    """

    page: int
    region: BBox
    columns: tuple[tuple[Span, ...], ...]
    rows: tuple[CrossRow, ...]
    ruled: bool
