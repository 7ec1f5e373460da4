"""The same thing told of several years: what each edition said of each, from the rows of the tidy table."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from pipeline.model.observation import NOT_APPLICABLE, Fact

Row = Mapping[str, str]

_YEAR = re.compile(r"\d{4}")
_TOLD_BY_ITSELF = ("about", "compared_to")
"""What a row has none of that can be put beside another year's."""


@dataclass(frozen=True, slots=True)
class Told:
    """A value that an edition told of a year."""

    period: int
    edition_year: int
    vintage: str
    report_id: str
    observation_id: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class Series:
    """What was told of a fact over the years; ``fact`` is that of the latest year.

    Values come by year and edition; of editions that tell the same, the latest alone.
    """

    fact: Fact
    unit: str
    told: tuple[Told, ...]

    @property
    def periods(self) -> tuple[int, ...]:
        """The years told of."""
        return tuple(sorted({one.period for one in self.told}))

    def is_latest(self, one: Told) -> bool:
        """Tell whether no later edition says otherwise."""
        return one is max((other for other in self.told if other.period == one.period), key=_issue)


def _issue(one: Told) -> tuple[int, str]:
    return one.edition_year, one.vintage


def series_of(rows: Iterable[Row]) -> list[Series]:
    """Printed exact values of at least two years, the longest series first."""
    by_fact: defaultdict[tuple[Fact, str], dict[tuple[int, Decimal], Told]] = defaultdict(dict)
    for row in filter(_is_comparable, rows):
        one = _told(row)
        known = by_fact[_fact(row, ""), row["unit"]]
        before = known.get((one.period, one.value))
        if before is None or _issue(one) > _issue(before):
            known[one.period, one.value] = one
    found = [
        Series(fact, unit, tuple(sorted(told.values(), key=lambda one: (one.period, *_issue(one), one.value))))
        for (fact, unit), told in by_fact.items()
    ]
    return sorted(
        (one for one in found if len(one.periods) > 1), key=lambda one: (-len(one.periods), one.fact.fact_id, one.unit)
    )


def _is_comparable(row: Row) -> bool:
    return (
        bool(row["value"])
        and row["qualifier"] == "exact"
        and row["period_kind"] == "total"
        and _YEAR.fullmatch(row["time_period"]) is not None
        and all(row[column] == NOT_APPLICABLE for column in _TOLD_BY_ITSELF)
    )


def _told(row: Row) -> Told:
    return Told(
        period=int(row["time_period"]),
        edition_year=int(row["edition_year"]),
        vintage=row["vintage"],
        report_id=row["report_id"],
        observation_id=row["observation_id"],
        value=Decimal(row["value"]),
    )


def _fact(row: Row, period: str) -> Fact:
    return Fact(
        measure=row["measure"],
        time_period=period,
        codes=tuple(json.loads(row["dimensions"]).items()),
        base_measure=row["base_measure"],
        share_base=row["share_base"],
    )
