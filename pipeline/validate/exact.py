"""Proofs in exact arithmetic of what a solver in floating point claims.

A linear combination of rows, none with a negative factor, is a row that follows from them. One that no whole numbers of
at least 0 can fulfil proves that the rows contradict each other (Farkas); one that has only the cell asked about on its
left side proves a bound of it.

Source: Neumaier and Shcherbina, "Safe bounds in linear and mixed-integer linear programming", Mathematical Programming
99 (2004), for bounds from approximate multipliers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import TypeAlias

LARGEST_DENOMINATOR = 100_000
"""Multipliers of small systems of whole numbers are simple fractions; floating point gives them with an error."""

NOTHING = 1e-9
"""Multipliers this small are errors of floating point."""

Number: TypeAlias = Fraction | int
Upper: TypeAlias = tuple[tuple[tuple[int, Number], ...], Number]
"""A row as ``sum of terms`` ≤ ``end``; cells are told by the numbers of their columns."""


def as_fractions(multipliers: Iterable[float]) -> list[Fraction]:
    """The simple fractions that approximate multipliers stand for; none is negative."""
    return [
        Fraction(one).limit_denominator(LARGEST_DENOMINATOR) if one > NOTHING else Fraction(0) for one in multipliers
    ]


def combined(rows: Sequence[Upper], multipliers: Sequence[Fraction]) -> tuple[dict[int, Fraction], Fraction]:
    """The row that follows from rows times their multipliers."""
    weights: defaultdict[int, Fraction] = defaultdict(Fraction)
    end = Fraction(0)
    for (terms, upper), factor in zip(rows, multipliers, strict=True):
        if factor:
            end += factor * upper
            for cell, weight in terms:
                weights[cell] += factor * weight
    return dict(weights), end


def contradict(rows: Sequence[Upper], multipliers: Sequence[Fraction]) -> bool:
    """Whether the multipliers prove that no numbers of at least 0 fulfil all rows."""
    weights, end = combined(rows, multipliers)
    return end < 0 and all(weight >= 0 for weight in weights.values())


def proven_most(rows: Sequence[Upper], multipliers: Sequence[Fraction], cell: int) -> Fraction | None:
    """The upper bound of a cell that the multipliers prove; ``None`` where they prove none."""
    weights, end = combined(rows, multipliers)
    own = weights.pop(cell, Fraction(0))
    return end / own if own > 0 and all(weight >= 0 for weight in weights.values()) else None


def proven_least(rows: Sequence[Upper], multipliers: Sequence[Fraction], cell: int) -> Fraction:
    """The lower bound of a cell that the multipliers prove; none is below 0."""
    weights, end = combined(rows, multipliers)
    own = weights.pop(cell, Fraction(0))
    proves = own < 0 and all(weight >= 0 for weight in weights.values())
    return max(Fraction(0), end / own) if proves else Fraction(0)
