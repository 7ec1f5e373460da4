"""Which observation tells a fact best, and which report is the last issue of its edition."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from pipeline.load.tables import Row

EXACTNESS = ("exact", "approximate", "measured", "at_least", "at_most", "lower", "upper")
"""Qualifiers, the one that tells most first: a number, one near it, one measured, one that only bounds it."""

_VERDICTS = ("confirmed", "unchecked", "contradicted")
_OPEN = "open"
_FIRST = "1"


def edition_of(row: Row) -> str:
    """The report's id without what tells its issues apart."""
    vintage = row["vintage"]
    return row["report_id"] if vintage == _FIRST else row["report_id"].removesuffix(f"-v{vintage}")


def latest_issues(rows: Iterable[Row]) -> frozenset[str]:
    """The ids of the reports that are the last issue of their edition."""
    issues: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for row in rows:
        issues[edition_of(row)][row["report_id"]] = row["vintage"]
    return frozenset(max(ids, key=lambda one: _vintage_order(ids[one])) for ids in issues.values())


def _vintage_order(vintage: str) -> tuple[int, int, str]:
    """Numbers in their order, before anything else."""
    return (0, int(vintage), "") if vintage.isdecimal() else (1, 0, vintage)


def fact_ranks(rows: Sequence[Row], latest: frozenset[str]) -> Mapping[str, int]:
    """The place of each observation among those of its fact and publication, the best one first.

    What counts, in this order: that there is a value, of the last issue, with a meaning that is settled, not
    contradicted; how exact it is told; how late the edition is, since it may revise earlier ones; that checks confirm
    it; a small tolerance; the order of the pages.
    """
    by_fact: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        by_fact[row["family"], row["fact_id"]].append(row)
    ranks: dict[str, int] = {}
    for same in by_fact.values():
        ordered = sorted(same, key=lambda row: _preference(row, latest))
        ranks |= {row["observation_id"]: rank for rank, row in enumerate(ordered, start=1)}
    return ranks


def _preference(row: Row, latest: frozenset[str]) -> tuple[bool, bool, bool, bool, int, int, int, Decimal]:
    return (
        not row["value"],
        row["report_id"] not in latest,
        row["resolution"] == _OPEN,
        row["verdict"] == _VERDICTS[-1],
        EXACTNESS.index(row["qualifier"]),
        -int(row["edition_year"]),
        _VERDICTS.index(row["verdict"]),
        Decimal(row["tolerance"] or 0),
    )
