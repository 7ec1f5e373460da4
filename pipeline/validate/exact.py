"""Proofs in exact arithmetic of what a solver in floating point claims.

A linear combination of rows, none with a negative factor, is a row that follows from them. One that no whole numbers of
at least 0 can fulfil proves that the rows contradict each other (Farkas); one that has only the cell asked about on its
left side proves a bound of it.

Source: Neumaier and Shcherbina, "Safe bounds in linear and mixed-integer linear programming", Mathematical Programming
99 (2004), for bounds from approximate multipliers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
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
    return end < 0 and all(one >= 0 for one in (*multipliers, *weights.values()))


def restored(rows: Sequence[Upper], multipliers: Sequence[Fraction]) -> list[Fraction]:
    """Multipliers near those of a proof that rounding has spoilt: a weight that nearly vanishes does so with them.

    Each such cell is an equation of the multipliers of its rows; one of them is worked out of the others.
    """
    weights, _ = combined(rows, multipliers)
    equations: dict[int, dict[int, Fraction]] = {}
    for number, (terms, _) in enumerate(rows):
        for cell, weight in terms:
            if multipliers[number] and abs(weights[cell]) * LARGEST_DENOMINATOR < 1:
                equations.setdefault(cell, {})[number] = Fraction(weight)
    worked_out: dict[int, dict[int, Fraction]] = {}
    for equation in equations.values():
        left = _with(worked_out, equation)
        if left:
            # The largest one is the last to become negative.
            own = max(left, key=lambda number: multipliers[number])
            factor = -left.pop(own)
            new = {own: {number: weight / factor for number, weight in left.items()}}
            worked_out = {number: _with(new, one) if own in one else one for number, one in worked_out.items()} | new
    result = list(multipliers)
    for number, one in worked_out.items():
        result[number] = sum((weight * multipliers[other] for other, weight in one.items()), Fraction(0))
    return result


def _with(worked_out: Mapping[int, Mapping[int, Fraction]], one: Mapping[int, Fraction]) -> dict[int, Fraction]:
    """A sum of multipliers with those replaced that are worked out of others."""
    result: defaultdict[int, Fraction] = defaultdict(Fraction)
    for number, weight in one.items():
        for other, factor in worked_out.get(number, {number: Fraction(1)}).items():
            result[other] += weight * factor
    return {number: weight for number, weight in result.items() if weight}


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
