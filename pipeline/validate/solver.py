"""Solves the program of a report with HiGHS: is it consistent, what may a cell be, what has to be wrong.

HiGHS works in floating point; what it finds is verified again in exact arithmetic, or not claimed.

Source: Huangfu and Hall, "Parallelizing the dual revised simplex method", Mathematical Programming Computation 10
(2018); for the elastic form, Chinneck, Feasibility and Infeasibility in Optimization (2008), chapter 6.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import csr_array, hstack, vstack

from pipeline.model.observation import Fact
from pipeline.validate.program import Program, holds

Floats: TypeAlias = npt.NDArray[np.float64]

NONE: frozenset[str] = frozenset()

ROOM = 12
"""No cell is more than this many times the largest number of the program: ten times is a misprint, too."""

SLIVER = 1e-6
"""How far from a whole number HiGHS may leave one."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """A program as arrays: a row each condition, scaled to weights of at most 1, and a column each cell.

    ``owner`` is the number of the row's owner in ``owners``, -1 for none. ``most`` is what every cell is at most.
    """

    program: Program
    columns: dict[Fact, int]
    weights: csr_array
    lower: Floats
    upper: Floats
    owners: tuple[str, ...]
    owner: npt.NDArray[np.int64]
    most: float


def matrix_of(program: Program) -> Matrix:
    """The arrays of a program."""
    columns = {cell: index for index, cell in enumerate(program.cells)}
    owners = program.owners
    numbers = {owner: index for index, owner in enumerate(owners)}
    scales = [max((abs(float(weight)) for _, weight in row.terms), default=1.0) for row in program.rows]
    entries = [
        (float(weight) / scale, number, columns[cell])
        for number, (row, scale) in enumerate(zip(program.rows, scales, strict=True))
        for cell, weight in row.terms
    ]
    data, rows, cols = zip(*entries, strict=True) if entries else ((), (), ())
    ends = [
        (
            -np.inf if row.lower is None else float(row.lower) / scale,
            np.inf if row.upper is None else float(row.upper) / scale,
        )
        for row, scale in zip(program.rows, scales, strict=True)
    ]
    finite = [abs(end) for pair in ends for end in pair if np.isfinite(end)]
    return Matrix(
        program=program,
        columns=columns,
        weights=csr_array((data, (rows, cols)), shape=(len(program.rows), len(columns))),
        lower=np.array([low for low, _ in ends], dtype=float),
        upper=np.array([high for _, high in ends], dtype=float),
        owners=owners,
        owner=np.array([numbers.get(row.owner, -1) for row in program.rows], dtype=np.int64),
        most=ROOM * (max(finite, default=1.0) + 1),
    )


def _kept(matrix: Matrix, set_aside: frozenset[str]) -> LinearConstraint:
    aside = [index for index, owner in enumerate(matrix.owners) if owner in set_aside]
    kept = ~np.isin(matrix.owner, aside)
    return LinearConstraint(matrix.weights[kept], matrix.lower[kept], matrix.upper[kept])


def solution(matrix: Matrix, set_aside: frozenset[str] = NONE) -> dict[Fact, int] | None:
    """Whole numbers that fulfil every row that is not set aside, verified exactly; ``None`` where there are none."""
    size = len(matrix.columns)
    if not size:
        return {}
    found = milp(
        np.zeros(size),
        integrality=np.ones(size),
        bounds=Bounds(0, matrix.most),
        constraints=_kept(matrix, set_aside),
    )
    if found.x is None:
        return None
    values = {cell: round(found.x[index]) for cell, index in matrix.columns.items()}
    return values if holds(matrix.program, values, set_aside) else None


def span_of(matrix: Matrix, cell: Fact, set_aside: frozenset[str] = NONE) -> tuple[int, int | None] | None:
    """The least and the largest whole number that a cell may be; no largest where nothing bounds it.

    ``None`` where the rows that are kept contradict each other.
    """
    constraints = _kept(matrix, set_aside)
    cost = np.zeros(len(matrix.columns))
    cost[matrix.columns[cell]] = 1.0
    lowest = milp(cost, bounds=Bounds(0, np.inf), constraints=constraints)
    if lowest.x is None:
        return None
    highest = milp(-cost, bounds=Bounds(0, np.inf), constraints=constraints)
    most = None if highest.x is None else floor(-highest.fun + SLIVER)
    return ceil(lowest.fun - SLIVER), most


def fewest_wrong(matrix: Matrix) -> frozenset[str]:
    """A smallest set of owners without which the rest is consistent; empty where all of it is.

    Every conflict needs one of its owners set aside: the smallest set that has one of each conflict found so far
    either leaves no conflict or shows another. No switch with a large weight is needed, which would hide a small error
    among large numbers.

    Source: Moreno-Centeno and Karp, "The Implicit Hitting Set Approach to Solve Combinatorial Optimization Problems",
    Operations Research 61 (2013).
    """
    wrong, conflicts = NONE, list[frozenset[str]]()
    while solution(matrix, wrong) is None:
        found = frozenset(conflict(matrix, wrong))
        if not found or found in conflicts:
            return NONE
        conflicts.append(found)
        wrong = _smallest_hitting(conflicts, matrix.owners)
    return wrong


def _smallest_hitting(conflicts: Sequence[frozenset[str]], owners: Sequence[str]) -> frozenset[str]:
    """A smallest set of owners that has one of every conflict."""
    found = milp(
        np.ones(len(owners)),
        integrality=np.ones(len(owners)),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint([[float(owner in one) for owner in owners] for one in conflicts], 1, np.inf),
    )
    return frozenset(owner for owner, taken in zip(owners, found.x, strict=True) if round(taken))


def conflict(matrix: Matrix, set_aside: frozenset[str] = NONE) -> tuple[str, ...]:
    """Owners that cannot all be right, in the order of the program; empty where no such set is found.

    Whoever mends all that is wrong alone is among them.
    """
    return _conflict_of_fractions(matrix, set_aside) or _conflict_of_whole_numbers(matrix, set_aside)


def _conflict_of_whole_numbers(matrix: Matrix, set_aside: frozenset[str]) -> tuple[str, ...]:
    """What is left when everything is set aside that the contradiction does not need, many at a time, then singly."""
    left = [owner for owner in matrix.owners if owner not in set_aside]
    if solution(matrix, set_aside) is not None:
        return ()
    size = len(left)
    while size:
        size //= 2
        kept: list[str] = []
        for start in range(0, len(left), max(size, 1)):
            some = left[start : start + max(size, 1)]
            if solution(matrix, set_aside | set(some)) is None:
                set_aside |= set(some)
            else:
                kept += some
        left = kept
    return tuple(left)


def _conflict_of_fractions(matrix: Matrix, set_aside: frozenset[str]) -> tuple[str, ...]:
    """Owners that contradict each other even if cells need not be whole numbers.

    The rows may be missed at a price; those whose price is paid at the optimum contradict each other.
    """
    aside = [index for index, owner in enumerate(matrix.owners) if owner in set_aside]
    kept = ~np.isin(matrix.owner, aside)
    weights, owner = matrix.weights[kept], matrix.owner[kept]
    has_lower, has_upper = np.isfinite(matrix.lower[kept]), np.isfinite(matrix.upper[kept])
    rows = vstack([weights[has_upper], -weights[has_lower]])
    ends = np.concatenate([matrix.upper[kept][has_upper], -matrix.lower[kept][has_lower]])
    owned = np.concatenate([owner[has_upper], owner[has_lower]])
    soft = owned >= 0
    misses = csr_array(
        (-np.ones(int(soft.sum())), (np.flatnonzero(soft), np.arange(int(soft.sum())))),
        shape=(len(owned), int(soft.sum())),
    )
    found = linprog(
        np.concatenate([np.zeros(len(matrix.columns)), np.ones(int(soft.sum()))]),
        A_ub=hstack([rows, misses]),
        b_ub=ends,
        bounds=np.array([(0, matrix.most)] * len(matrix.columns) + [(0, None)] * int(soft.sum()), dtype=float),
    )
    if found.x is None or found.fun <= SLIVER:
        return ()
    paid = np.unique(owned[(np.abs(found.ineqlin.marginals) > SLIVER) & soft])
    return tuple(matrix.owners[index] for index in paid)
