"""Solves the program of a report with HiGHS: is it consistent, what may a cell be, what has to be wrong.

HiGHS works in floating point; what it finds is verified again in exact arithmetic, or not claimed.

Source: Huangfu and Hall, "Parallelizing the dual revised simplex method", Mathematical Programming Computation 10
(2018); for the elastic form, Chinneck, Feasibility and Infeasibility in Optimization (2008), chapter 6.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import csr_array, hstack, vstack

from pipeline.model.observation import Fact
from pipeline.validate.cube import Row
from pipeline.validate.exact import Number, Upper, as_fractions, contradict, proven_least, proven_most
from pipeline.validate.program import Program, holds

Floats: TypeAlias = npt.NDArray[np.float64]

NONE: frozenset[str] = frozenset()

ROOM = 12
"""No cell is more than all numbers together and this many times the largest: ten times is a misprint, too."""

MOST_CONFLICTS = 40
"""With more of them the smallest set would take long to find, and would not tell much."""

UNBOUNDED = 3
"""Status of scipy for a problem that nothing bounds."""

SLIVER = 1e-6
"""How far from a whole number HiGHS may leave one."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """A program as arrays: a row each condition, scaled to weights of at most 1, and a column each cell.

    ``owner`` is the number of the row's owner in ``owners``, -1 for none. ``most`` is what every cell is at most.
    ``exact`` has the columns and weights of every row, not scaled, ``rows_of`` the rows of every column, and ``told``
    the owners and values of the rows that tell a column exactly.
    """

    program: Program
    columns: dict[Fact, int]
    weights: csr_array
    lower: Floats
    upper: Floats
    owners: tuple[str, ...]
    owner: npt.NDArray[np.int64]
    most: float
    exact: tuple[tuple[tuple[int, Number], ...], ...]
    rows_of: tuple[tuple[int, ...], ...]
    told: dict[int, tuple[tuple[int, int], ...]]

    def known(self, column: int, aside: set[int]) -> int | None:
        """The value of a cell that a print or a closed block tells exactly, without the owners that are set aside."""
        return next((value for owner, value in self.told.get(column, ()) if owner not in aside), None)


def matrix_of(program: Program) -> Matrix:
    """The arrays of a program."""
    columns = {cell: index for index, cell in enumerate(program.cells)}
    owners = program.owners
    numbers = {owner: index for index, owner in enumerate(owners)}
    scales = [float(_scale(row)) for row in program.rows]
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
    exact = tuple(tuple((columns[cell], _plain(weight)) for cell, weight in row.terms) for row in program.rows)
    rows_of: list[list[int]] = [[] for _ in columns]
    told: dict[int, list[tuple[int, int]]] = {}
    for number, row in enumerate(program.rows):
        for column, _ in exact[number]:
            rows_of[column].append(number)
        value = _told_exactly(row)
        if value is not None:
            told.setdefault(exact[number][0][0], []).append((numbers.get(row.owner, -1), value))
    return Matrix(
        program=program,
        columns=columns,
        weights=csr_array((data, (rows, cols)), shape=(len(program.rows), len(columns))),
        lower=np.array([low for low, _ in ends], dtype=float),
        upper=np.array([high for _, high in ends], dtype=float),
        owners=owners,
        owner=np.array([numbers.get(row.owner, -1) for row in program.rows], dtype=np.int64),
        most=ROOM * (max(finite, default=1.0) + 1) + sum(finite),
        exact=exact,
        rows_of=tuple(tuple(found) for found in rows_of),
        told={column: tuple(found) for column, found in told.items()},
    )


def _told_exactly(row: Row) -> int | None:
    """The whole number that a row says its only cell is."""
    if len(row.terms) != 1 or row.lower is None or row.lower != row.upper:
        return None
    value = row.lower / row.terms[0][1]
    return int(value) if value.denominator == 1 else None


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

    A cell that is printed, and not set aside, is what is printed; else ``None`` where the rows that matter to it and
    are kept contradict each other. Those matter which hang together with it through cells that are not printed.
    """
    aside = {index for index, owner in enumerate(matrix.owners) if owner in set_aside}
    column = matrix.columns[cell]
    known = matrix.known(column, aside)
    if known is not None:
        return known, known
    rows = _hanging_together(matrix, column, aside)
    if rows is None:
        return None
    least, most = _end(rows, column, 1.0), _end(rows, column, -1.0)
    if least is None or most is None:
        return None
    low, high = proven_least(rows, least, column), proven_most(rows, most, column)
    return ceil(low), None if high is None else floor(high)


def _end(rows: Sequence[Upper], column: int, sign: float) -> list[Fraction] | None:
    """The multipliers of rows that bound a cell from below (sign 1) or above (-1); all zero where nothing does.

    ``None`` where no numbers of at least 0 fulfil the rows.
    """
    places = {column: 0}
    for terms, _ in rows:
        for one, _ in terms:
            places.setdefault(one, len(places))
    weights = np.zeros((len(rows), len(places)))
    for number, (terms, _) in enumerate(rows):
        for one, weight in terms:
            weights[number, places[one]] = float(weight)
    cost = np.zeros(len(places))
    cost[0] = sign
    if not rows:
        return []
    found = linprog(cost, A_ub=csr_array(weights), b_ub=[float(end) for _, end in rows], bounds=(0, None))
    if found.status == UNBOUNDED:
        return [Fraction(0)] * len(rows)
    return None if found.x is None else as_fractions(-found.ineqlin.marginals)


def _hanging_together(matrix: Matrix, column: int, aside: set[int]) -> list[Upper] | None:
    """The rows between the cells that are not known and that hang together with one, what is known put into their ends.

    ``None`` where what is known breaks a row.
    """
    columns, seen, rows = [column], {column}, dict[int, list[Upper]]()
    for one in columns:  # grows on the way
        for number in matrix.rows_of[one]:
            if number not in rows and matrix.owner[number] not in aside:
                rows[number], unknown = _without_known(matrix, number, column, aside)
                columns.extend(other for other in unknown if other not in seen)
                seen.update(unknown)
    left = [upper for uppers in rows.values() for upper in uppers]
    if any(not terms and end < 0 for terms, end in left):
        return None
    return [(terms, end) for terms, end in left if terms]


def _without_known(matrix: Matrix, number: int, column: int, aside: set[int]) -> tuple[list[Upper], list[int]]:
    """The ends of a row with its known cells put into them, and the columns of the others; that asked about is one."""
    told: Number = 0
    terms = []
    for other, weight in matrix.exact[number]:
        value = None if other == column else matrix.known(other, aside)
        if value is None:
            terms.append((other, weight))
        else:
            told += weight * value
    row, uppers = matrix.program.rows[number], list[Upper]()
    if row.upper is not None:
        uppers.append((tuple(terms), row.upper - told))
    if row.lower is not None:
        uppers.append((tuple((other, -weight) for other, weight in terms), told - row.lower))
    return uppers, [other for other, _ in terms]


def fewest_wrong(matrix: Matrix) -> frozenset[str]:
    """A smallest set of owners without which the rest is consistent; empty where all of it is.

    Where a report contradicts itself in many places, it is enough of them, not the fewest (``MOST_CONFLICTS``).
    Every conflict needs one of its owners set aside: the smallest set that has one of each conflict found so far
    either leaves no conflict or shows another. No switch with a large weight is needed, which would hide a small error
    among large numbers.

    Source: Moreno-Centeno and Karp, "The Implicit Hitting Set Approach to Solve Combinatorial Optimization Problems",
    Operations Research 61 (2013).
    """
    wrong, conflicts = NONE, list[frozenset[str]]()
    while solution(matrix, wrong) is None:
        found = _disjoint_conflicts(matrix, wrong)
        if not found:
            return NONE
        conflicts += found
        if len(conflicts) > MOST_CONFLICTS:
            return _enough_wrong(matrix, conflicts)
        wrong = _smallest_hitting(conflicts, matrix.owners)
    return wrong


def _disjoint_conflicts(matrix: Matrix, set_aside: frozenset[str]) -> list[frozenset[str]]:
    """Conflicts that have no owner in common, as many as come up: each needs a wrong one of its own."""
    conflicts: list[frozenset[str]] = []
    while found := frozenset(conflict(matrix, set_aside)):
        conflicts.append(found)
        set_aside |= found
    return conflicts


def _enough_wrong(matrix: Matrix, conflicts: Sequence[frozenset[str]]) -> frozenset[str]:
    """A set of owners without which the rest is consistent, one of each conflict that comes up: no smallest one.

    Empty where even many of them are not enough: then it is no matter of misprints.
    """
    known, wrong = list(conflicts), NONE
    while len(known) <= len(conflicts) + MOST_CONFLICTS:
        often = Counter(owner for one in known for owner in one)
        for one in known:
            if not one & wrong:
                wrong |= {max(sorted(one), key=lambda owner: often[owner])}
        found = _disjoint_conflicts(matrix, wrong)
        if not found:
            return wrong if solution(matrix, wrong) is not None else NONE
        known += found
    return NONE


def _smallest_hitting(conflicts: Sequence[frozenset[str]], owners: Sequence[str]) -> frozenset[str]:
    """A smallest set of owners that has one of every conflict."""
    found = milp(
        np.ones(len(owners)),
        integrality=np.ones(len(owners)),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint([[float(owner in one) for owner in owners] for one in conflicts], 1, np.inf),
    )
    return frozenset(owner for owner, taken in zip(owners, found.x, strict=True) if round(taken))


def is_proven(matrix: Matrix, set_aside: frozenset[str] = NONE) -> bool:
    """Whether it is proved in exact arithmetic that the rows that are not set aside contradict each other."""
    return bool(_conflict_of_fractions(matrix, set_aside))


def conflict(matrix: Matrix, set_aside: frozenset[str] = NONE) -> tuple[str, ...]:
    """Owners that cannot all be right, in the order of the program; empty where no such set is found.

    Whoever mends all that is wrong alone is among them.
    """
    found = _conflict_of_fractions(matrix, set_aside)
    return _irreducible(matrix, found) if found else _conflict_of_whole_numbers(matrix, set_aside)


def _irreducible(matrix: Matrix, found: tuple[str, ...]) -> tuple[str, ...]:
    """A part of owners that contradict each other of which no further one can be left out.

    Several contradictions may have been found together; what each needs is less, and tells more.
    """
    left = found
    for owner in found:
        if owner in left:
            kept = set(left) - {owner}
            left = _conflict_of_fractions(matrix, frozenset(matrix.owners) - kept) or left
    return left


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

    The rows may be missed at a price; those whose price is paid at the optimum contradict each other, which is proved
    by the prices as multipliers.
    """
    aside = [index for index, owner in enumerate(matrix.owners) if owner in set_aside]
    kept = np.flatnonzero(~np.isin(matrix.owner, aside))
    has_lower, has_upper = np.isfinite(matrix.lower[kept]), np.isfinite(matrix.upper[kept])
    numbers = np.concatenate([kept[has_upper], kept[has_lower]])
    weights = matrix.weights[kept]
    soft = matrix.owner[numbers] >= 0
    misses = csr_array(
        (-np.ones(int(soft.sum())), (np.flatnonzero(soft), np.arange(int(soft.sum())))),
        shape=(len(numbers), int(soft.sum())),
    )
    found = linprog(
        np.concatenate([np.zeros(len(matrix.columns)), np.ones(int(soft.sum()))]),
        A_ub=hstack([vstack([weights[has_upper], -weights[has_lower]]), misses]),
        b_ub=np.concatenate([matrix.upper[kept][has_upper], -matrix.lower[kept][has_lower]]),
        bounds=(0, None),
    )
    if found.x is None or found.fun <= SLIVER:
        return ()
    prices = as_fractions(-found.ineqlin.marginals)
    ends = [_upper_end(matrix, int(one)) for one in kept[has_upper]]
    ends += [_lower_end(matrix, int(one)) for one in kept[has_lower]]
    if not contradict(ends, prices):
        return ()
    paid = {int(matrix.owner[number]) for number, price in zip(numbers, prices, strict=True) if price}
    return tuple(matrix.owners[index] for index in sorted(paid - {-1}))


def _upper_end(matrix: Matrix, number: int) -> Upper:
    """The upper end of a row, scaled as in the matrix."""
    row = matrix.program.rows[number]
    scale = _scale(row)
    return tuple((column, weight / scale) for column, weight in matrix.exact[number]), (row.upper or 0) / scale


def _lower_end(matrix: Matrix, number: int) -> Upper:
    """The lower end of a row, scaled as in the matrix, as an upper one."""
    row = matrix.program.rows[number]
    scale = _scale(row)
    return tuple((column, -weight / scale) for column, weight in matrix.exact[number]), -(row.lower or 0) / scale


def _scale(row: Row) -> Fraction:
    return max((abs(weight) for _, weight in row.terms), default=Fraction(1))


def _plain(weight: Fraction) -> Number:
    """A whole number as one, since fractions are slow."""
    return weight.numerator if weight.denominator == 1 else weight
