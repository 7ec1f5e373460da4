"""Solves the program of a report with HiGHS: is it consistent, and what may a cell be.

HiGHS works in floating point; what it finds is verified again in exact arithmetic, or not claimed.

Source: Huangfu and Hall, "Parallelizing the dual revised simplex method", Mathematical Programming Computation 10
(2018).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, floor
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import csr_array

from pipeline.model.observation import Fact
from pipeline.validate.cube import Row
from pipeline.validate.exact import Number, Upper, as_fractions, proven_least, proven_most
from pipeline.validate.program import Program, holds

Floats: TypeAlias = npt.NDArray[np.float64]

NONE: frozenset[str] = frozenset()

ROOM = 12
"""No cell is more than all numbers together and this many times the largest: ten times is a misprint, too."""

UNBOUNDED = 3
"""Status of scipy for a problem that nothing bounds."""


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
        told = self.told.get(column)  # nothing of most, and this is asked often
        return next((value for owner, value in told if owner not in aside), None) if told else None


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


def solution(matrix: Matrix, set_aside: frozenset[str] = NONE) -> dict[Fact, int] | None:
    """Whole numbers that fulfil every row that is not set aside, verified exactly; ``None`` where there are none.

    Only the cells that no print tells exactly are searched for.
    """
    aside = {index for index, owner in enumerate(matrix.owners) if owner in set_aside}
    told = {column: matrix.known(column, aside) for column in matrix.columns.values()}
    open_columns = [column for column, value in told.items() if value is None]
    values = np.array([0.0 if value is None else value for value in told.values()])
    kept = ~np.isin(matrix.owner, list(aside))
    weights, ends = matrix.weights[kept], matrix.weights[kept] @ values
    if open_columns:
        found = milp(
            np.zeros(len(open_columns)),
            integrality=np.ones(len(open_columns)),
            bounds=Bounds(0, matrix.most),
            constraints=LinearConstraint(
                weights[:, open_columns], matrix.lower[kept] - ends, matrix.upper[kept] - ends
            ),
        )
        if found.x is None:
            return None
        values[open_columns] = found.x
    cells = {cell: round(values[index]) for cell, index in matrix.columns.items()}
    return cells if holds(matrix.program, cells, set_aside) else None


def parts_of(matrix: Matrix, set_aside: frozenset[str] = NONE) -> Iterator[tuple[int, ...]]:
    """The rows that are not set aside, by the parts that share no cell but such as prints tell exactly, with these."""
    aside = {index for index, owner in enumerate(matrix.owners) if owner in set_aside}
    seen: set[int] = set()
    for first in range(len(matrix.exact)):
        if first in seen or matrix.owner[first] in aside:
            continue
        part, prints = [first], set[int]()
        seen.add(first)
        for number in part:  # grows on the way
            for column, _ in matrix.exact[number]:
                kept = [one for one in matrix.rows_of[column] if matrix.owner[one] not in aside]
                if matrix.known(column, aside) is None:
                    part.extend(one for one in kept if one not in seen)
                    seen.update(kept)
                else:
                    prints.update(one for one in kept if len(matrix.exact[one]) == 1)
        yield tuple(sorted({*part, *prints}))


def part_of(matrix: Matrix, rows: Sequence[int]) -> Matrix:
    """The program of some rows alone."""
    found = tuple(matrix.program.rows[number] for number in rows)
    cells = tuple(dict.fromkeys(cell for row in found for cell, _ in row.terms))
    return replace(matrix_of(Program(cells, found)), most=matrix.most)


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
    if not rows:
        return []
    cost = np.zeros(len(places))
    cost[0] = sign
    entries = ((float(weight), number, places[one]) for number, (terms, _) in enumerate(rows) for one, weight in terms)
    data, numbers, columns = zip(*entries, strict=True)
    weights = csr_array((data, (numbers, columns)), shape=(len(rows), len(places)))
    found = linprog(cost, A_ub=weights, b_ub=[float(end) for _, end in rows], bounds=(0, None))
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


def _scale(row: Row) -> Fraction:
    return max((abs(weight) for _, weight in row.terms), default=Fraction(1))


def _plain(weight: Fraction) -> Number:
    """A whole number as one, since fractions are slow."""
    return weight.numerator if weight.denominator == 1 else weight
