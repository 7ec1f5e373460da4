"""Cell adjacency: how much of who stands next to whom in a table was read.

Source: Göbel, Hassan, Oro, Orsi, "A methodology for evaluating algorithms for table understanding in PDF documents",
DocEng 2012: a table is the set of relations between each cell and its nearest neighbour to the right and below, where
blank cells are passed over; precision and recall count relations, whatever row or column they are in.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from scipy.optimize import linear_sum_assignment

Relation = tuple[str, str, str]
"""The text of a cell, ``right`` or ``below``, the text of its neighbour."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell that is not blank, with the first and the last of its rows and columns."""

    text: str
    row: int
    last_row: int
    column: int
    last_column: int


@dataclass(frozen=True, slots=True)
class Score:
    """Relations that are right, that were read, and that there are."""

    right: int
    read: int
    true: int

    def __add__(self, other: Score) -> Score:
        """Of both together."""
        return Score(self.right + other.right, self.read + other.read, self.true + other.true)

    @property
    def precision(self) -> float:
        """The part of what was read that is right."""
        return self.right / self.read if self.read else 0.0

    @property
    def recall(self) -> float:
        """The part of what there is that was read."""
        return self.right / self.true if self.true else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.right / (self.read + self.true) if self.read + self.true else 0.0


def normalised(text: str) -> str:
    """What two readers have to agree on: all characters but white space, in one case and composition."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def relations(cells: Iterable[Placed]) -> Counter[Relation]:
    """All pairs of neighbours; a cell over several rows has one in each, the same pair once."""
    filled = [cell for cell in cells if normalised(cell.text)]
    held = {
        (row, column): index
        for index, cell in enumerate(filled)
        for row in range(cell.row, cell.last_row + 1)
        for column in range(cell.column, cell.last_column + 1)
    }
    pairs = {*_along(held, across=True), *_along(held, across=False)}
    return Counter((normalised(filled[a].text), way, normalised(filled[b].text)) for a, way, b in pairs)


def _along(held: dict[tuple[int, int], int], *, across: bool) -> Iterator[tuple[int, str, int]]:
    lanes: dict[int, list[tuple[int, int]]] = {}
    for (row, column), index in held.items():
        number, place = (row, column) if across else (column, row)
        lanes.setdefault(number, []).append((place, index))
    for lane in lanes.values():
        for (_, one), (_, other) in pairwise(sorted(lane)):
            if one != other:
                yield one, "right" if across else "below", other


def score_tables(
    read: Sequence[Iterable[Placed]], true: Sequence[Iterable[Placed]], *, only_matched: bool = False
) -> Score:
    """The tables of a page or document, each true one held against the one read that shares most of its relations.

    What is left over on either side counts as wrong; with ``only_matched`` what is read besides counts for nothing, as
    if the reader had been told where the tables are.
    """
    ours, theirs = [relations(cells) for cells in read], [relations(cells) for cells in true]
    shared = np.array([[(one & other).total() for other in theirs] for one in ours]).reshape(len(ours), len(theirs))
    rows, columns = linear_sum_assignment(shared, maximize=True)
    pairs = [(row, column) for row, column in zip(rows, columns, strict=True) if shared[row, column]]
    counted = [ours[row] for row, _ in pairs] if only_matched else ours
    right = int(sum(shared[row, column] for row, column in pairs))
    return Score(right, sum(one.total() for one in counted), sum(one.total() for one in theirs))
