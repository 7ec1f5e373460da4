"""The numbers of which a misprint may go unnoticed, the least covered first, and how many are covered how well."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.model.verdict import Power
from pipeline.report.audit_words import percent_noticed
from pipeline.report.readings import ReadingView
from pipeline.report.rows import RowView

LEVELS = ("none", "some", "all")


@dataclass(frozen=True, slots=True)
class Covered:
    """A number with how well it is covered."""

    row: RowView
    reading: ReadingView


@dataclass(frozen=True, slots=True)
class PowerList:
    """``counts`` of numbers by level; ``numbers`` are those that are not covered wholly."""

    percent: str
    counts: Mapping[str, int]
    numbers: tuple[Covered, ...]


def power_list(power: Sequence[Power], rows: Sequence[RowView]) -> PowerList:
    """All printed numbers by how likely a misprint of them would be noticed."""
    covered = [
        Covered(row, reading)
        for row in rows
        for reading, anchor in zip(row.readings, row.anchors, strict=True)
        if anchor and reading.power is not None
    ]
    counts = Counter(one.reading.power.level for one in covered if one.reading.power is not None)
    open_ones = [one for one in covered if one.reading.power is not None and one.reading.power.level != "all"]
    return PowerList(
        percent_noticed(power),
        {level: counts[level] for level in LEVELS},
        tuple(sorted(open_ones, key=_share)),
    )


def _share(one: Covered) -> float:
    power = one.reading.power
    return power.seen / power.misprints if power is not None else 1.0
