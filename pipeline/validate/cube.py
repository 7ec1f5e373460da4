"""The cells of a family's cube that a report is about, and how they add up.

A cell that is no total in some dimensions stands in the cross table of those dimensions. Each such table has the
classes that the report names, one more for all that it does not name, and the totals; every total is the sum of its
classes. A class that the family does not know may be any of these or several of them: it is only no more than their
total.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from math import prod

from pipeline.model.observation import NEW, NOT_APPLICABLE, TOTAL, UNKNOWN, Codes, Fact
from pipeline.spec.schema import FamilySpec
from pipeline.validate.cells import overlapping, with_codes

REST = "_rest"
"""Code of the classes that the report does not name."""

LARGEST_TABLE = 5000
"""Cells; a table of more is left out, so that a report with a huge code list cannot use up the memory."""


@dataclass(frozen=True, slots=True)
class Row:
    """``lower`` ≤ sum of ``terms`` ≤ ``upper``; ``owner`` says so, empty where it is what the codes mean."""

    terms: tuple[tuple[Fact, Fraction], ...]
    lower: Fraction | None
    upper: Fraction | None
    owner: str = ""


def adding_up(cells: Iterable[Fact], spec: FamilySpec) -> Iterator[Row]:
    """That every total is the sum of its classes, in every cross table that the cells stand in."""
    apart = overlapping(spec)
    series: defaultdict[tuple[str, str, str, Codes], list[Fact]] = defaultdict(list)
    wholes = {cell: _in_known_classes(cell) for cell in cells}
    new_in = {name for cell in wholes for name, code in cell.codes if code.startswith(NEW)}
    for cell, whole in wholes.items():
        if cell != whole:
            yield Row(((whole, Fraction(1)), (cell, Fraction(-1))), Fraction(0), None)
    for cell in dict.fromkeys(wholes.values()):
        held = tuple((name, code) for name, code in cell.codes if name in apart)
        series[cell.measure, cell.time_period, cell.period_kind, held].append(cell)
    for found in series.values():
        classes = {name: codes for name, codes in _classes(found, new_in, spec).items() if name not in apart}
        for dimensions in _tables(found, apart):
            if prod(len(classes[name]) + 1 for name in dimensions) <= LARGEST_TABLE:
                yield from _table(found[0], dimensions, classes)


def _in_known_classes(cell: Fact) -> Fact:
    """The cell, or the total of what it is in all dimensions in which its class is not known."""
    return with_codes(cell, {name: TOTAL for name, code in cell.codes if code.startswith(NEW)})


def coded(cell: Fact) -> tuple[str, ...]:
    """The dimensions in which a cell has a class."""
    return tuple(name for name, code in cell.codes if code not in {TOTAL, NOT_APPLICABLE})


def _classes(cells: Sequence[Fact], new_in: AbstractSet[str], spec: FamilySpec) -> dict[str, tuple[str, ...]]:
    """The classes of every dimension that the cells name, and the rest where there is one.

    So there is in the dimensions ``new_in``, of which the report has classes that the family does not know.
    """
    named: defaultdict[str, set[str]] = defaultdict(set)
    for cell in cells:
        for name in coded(cell):
            named[name].add(cell.code(name))
    return {
        name: (*sorted(codes), *((REST,) if name in new_in or _has_rest(name, codes, spec) else ()))
        for name, codes in named.items()
    }


def _has_rest(dimension: str, named: set[str], spec: FamilySpec) -> bool:
    described = spec.dimensions[dimension]
    every = set(described.codes) if described.exhaustive else {*described.codes, UNKNOWN}
    return described.standard is not None or not every <= named


def _tables(cells: Sequence[Fact], apart: AbstractSet[str]) -> list[tuple[str, ...]]:
    """The sets of dimensions that cells have, without those that are part of another, and those that overlap."""
    found = list(dict.fromkeys(tuple(name for name in coded(cell) if name not in apart) for cell in cells))
    return [one for one in found if one and not any(set(one) < set(other) for other in found)]


def _table(like: Fact, dimensions: Sequence[str], classes: dict[str, tuple[str, ...]]) -> Iterator[Row]:
    total = with_codes(like, {name: TOTAL for name, code in like.codes if code != NOT_APPLICABLE and name in classes})
    for codes in product(*((TOTAL, *classes[name]) for name in dimensions)):
        whole = with_codes(total, dict(zip(dimensions, codes, strict=True)))
        for name, code in zip(dimensions, codes, strict=True):
            if code == TOTAL:
                parts = [(with_codes(whole, {name: part}), Fraction(-1)) for part in classes[name]]
                yield Row(((whole, Fraction(1)), *parts), Fraction(0), Fraction(0))
