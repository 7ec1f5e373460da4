"""The cell that a number is about, and how exact a printed number is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipeline.model.observation import KNOWN, NOT_APPLICABLE, TOTAL, Codes, Fact
from pipeline.model.report import Report
from pipeline.spec.schema import MEAN, FamilySpec

HALF = Decimal("0.5")


def all_codes(codes: Mapping[str, str], measures: Sequence[str], report: Report, spec: FamilySpec) -> Codes:
    """A code in every dimension: `_Z` where it cannot apply, the report's own unit or the total where none is told.

    A dimension that cannot apply to what a share or mean is of cannot apply to it either.
    """
    inapplicable = {name for one in measures for name in spec.measures[one].inapplicable}
    described = spec.identification.unit
    usual = {described.dimension: report.unit} if described is not None and report.unit else {}
    return tuple(
        (name, NOT_APPLICABLE if name in inapplicable else codes.get(name, usual.get(name, TOTAL)))
        for name in spec.dimensions
    )


def count_fact(codes: Mapping[str, str], measure: str, report: Report, spec: FamilySpec) -> Fact:
    """So many of a measure in the year of the edition."""
    return Fact(measure, str(report.edition_year), all_codes(codes, (measure,), report, spec))


def mean_fact(codes: Mapping[str, str], measure: str, report: Report, spec: FamilySpec, period: str = "") -> Fact:
    """The mean over a measure, in the year of the edition unless another one is told."""
    return Fact(
        MEAN, period or str(report.edition_year), all_codes(codes, (MEAN, measure), report, spec), base_measure=measure
    )


@dataclass(frozen=True, slots=True)
class ShareOf:
    """What a share is of: a measure, the dimensions held in its denominator, and those whose unknown are left out."""

    measure: str
    held: tuple[str, ...]
    known: tuple[str, ...] = ()

    @property
    def base(self) -> str:
        """As ``share_base`` says it."""
        held = "+".join(self.held) or TOTAL
        return f"{held}{KNOWN}{','.join(self.known)}" if self.known else held


def share_fact(codes: Mapping[str, str], of: ShareOf, report: Report, spec: FamilySpec) -> Fact:
    """The share of a measure in the year of the edition."""
    return Fact(
        measure="share",
        time_period=str(report.edition_year),
        codes=all_codes(codes, ("share", of.measure), report, spec),
        base_measure=of.measure,
        share_base=of.base,
    )


def rounding_of(value: Decimal) -> Decimal:
    """Half a unit of the last decimal printed.

    >>> rounding_of(Decimal("4.20")), rounding_of(Decimal("43"))
    (Decimal('0.005'), Decimal('0.5'))
    """
    exponent = value.as_tuple().exponent
    return HALF.scaleb(exponent if isinstance(exponent, int) else 0)
