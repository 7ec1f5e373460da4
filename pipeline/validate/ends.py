"""The ends of the rows of a program, which is what linear programs are made of and what is proved with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array, vstack

from pipeline.validate.exact import Number, Upper
from pipeline.validate.solver import Floats, Matrix

Numbers: TypeAlias = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Ends:
    """The ends of the rows of a program, each as an upper one, first the upper then the lower: scaled, as arrays.

    ``row`` is the number of the row of each, ``sign`` is -1 for lower ends, ``owner`` that of the row.
    """

    matrix: Matrix
    weights: csr_array
    most: Floats
    row: Numbers
    sign: Numbers
    owner: Numbers

    def owners_of(self, numbers: Iterable[int]) -> tuple[str, ...]:
        """The owners of ends, in the order of the program."""
        found = {int(self.owner[number]) for number in numbers} - {-1}
        return tuple(self.matrix.owners[index] for index in sorted(found))

    def without(self, set_aside: Iterable[str]) -> Numbers:
        """All ends but those of some owners."""
        aside = [index for index, owner in enumerate(self.matrix.owners) if owner in set(set_aside)]
        return np.flatnonzero(~np.isin(self.owner, aside))

    def exactly(self, number: int) -> Upper:
        """An end in exact arithmetic, not scaled."""
        row = self.matrix.program.rows[self.row[number]]
        terms = self.matrix.exact[self.row[number]]
        if self.sign[number] > 0:
            return terms, row.upper or 0
        return tuple((column, -weight) for column, weight in terms), -(row.lower or 0)

    def scale(self, number: int) -> Number:
        """What the weights of an end were divided by."""
        return max((abs(weight) for _, weight in self.matrix.exact[self.row[number]]), default=1)


def ends_of(matrix: Matrix) -> Ends:
    """The ends of all rows."""
    upper, lower = np.flatnonzero(np.isfinite(matrix.upper)), np.flatnonzero(np.isfinite(matrix.lower))
    rows = np.concatenate([upper, lower])
    return Ends(
        matrix=matrix,
        weights=csr_array(vstack([matrix.weights[upper], -matrix.weights[lower]])),
        most=np.concatenate([matrix.upper[upper], -matrix.lower[lower]]),
        row=rows,
        sign=np.concatenate([np.ones(len(upper), dtype=np.int64), -np.ones(len(lower), dtype=np.int64)]),
        owner=matrix.owner[rows],
    )
