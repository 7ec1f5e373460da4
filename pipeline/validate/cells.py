"""The cells that a share, a change, a rank or a statement is about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import product

from pipeline.model.observation import KNOWN, NEW, NOT_APPLICABLE, TOTAL, Codes, Fact
from pipeline.spec.schema import MEAN, PROSE_MEASURES, FamilySpec
from pipeline.validate.expressions import Share, Sum

DERIVED = frozenset({*PROSE_MEASURES, MEAN})
"""Measures that say something about counts: shares, changes, ranks, numbers of classes, and means over them."""


def is_counted(fact: Fact) -> bool:
    """Whether a fact is a number of persons or the like, so that it is a whole number of at least 0."""
    return fact.measure not in DERIVED


def overlapping(spec: FamilySpec) -> frozenset[str]:
    """The dimensions whose classes do not add up to anything."""
    return frozenset(name for name, dimension in spec.dimensions.items() if dimension.overlapping)


def unions(dimension: str, spec: FamilySpec) -> frozenset[str]:
    """The codes of a dimension that are several of its classes together."""
    return frozenset(code for code, described in spec.dimensions[dimension].codes.items() if described.of)


def is_summed(cell: Fact, spec: FamilySpec) -> bool:
    """Whether a cell is part of sums: in no class that overlaps others, but that of the report's own unit."""
    own = spec.identification.unit
    apart = overlapping(spec) - ({own.dimension} if own is not None else set())
    return not any(
        (name in apart and code not in {TOTAL, NOT_APPLICABLE}) or code in unions(name, spec)
        for name, code in cell.codes
    )


def count_cell(measure: str, time_period: str, codes: Codes | Mapping[str, str], spec: FamilySpec) -> Fact:
    """The count of a measure with these codes; dimensions that they leave out are totals."""
    told = dict(codes)
    inapplicable = spec.measures[measure].inapplicable
    return Fact(
        measure,
        time_period,
        tuple((name, NOT_APPLICABLE if name in inapplicable else told.get(name, TOTAL)) for name in spec.dimensions),
    )


def counted_cell(fact: Fact) -> Fact:
    """The count that a share or change is told of."""
    return Fact(fact.base_measure, fact.time_period, fact.codes, fact.period_kind)


def is_new(cell: Fact, dimension: str) -> bool:
    """Whether the family does not know the class that a cell has in a dimension."""
    return cell.code(dimension).startswith(NEW)


def with_codes(cell: Fact, codes: Mapping[str, str]) -> Fact:
    """The same with other codes in some dimensions."""
    return replace(cell, codes=tuple((name, codes.get(name, code)) for name, code in cell.codes))


def whole_cells(share: Fact, spec: FamilySpec) -> tuple[Fact, ...]:
    """The cells that add up to the denominator of a share.

    One, with the dimensions held that ``share_base`` names; all classes that are known where it leaves the unknown out.
    """
    base, _, known = share.share_base.partition(KNOWN)
    held = set(base.split("+"))
    part = counted_cell(share)
    whole = with_codes(part, {name: TOTAL for name, code in part.codes if name not in held and code != NOT_APPLICABLE})
    if not known:
        return (whole,)
    dimensions = known.split(",")
    combined = product(*(spec.dimensions[name].codes for name in dimensions))
    return tuple(with_codes(whole, dict(zip(dimensions, codes, strict=True))) for codes in combined)


def share_of_cells(share: Fact, spec: FamilySpec) -> Share:
    """The cell that a share is told of, in percent of those that it is a part of."""
    return Share(Sum((counted_cell(share),)), Sum(whole_cells(share, spec)))


def at(cell: Fact, time_period: str) -> Fact:
    """The same cell in another period."""
    return replace(cell, time_period=time_period)
