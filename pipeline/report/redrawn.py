"""Blocks drawn again from what was read of them, to be held against the original beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from pipeline.model.geometry import BBox, hull
from pipeline.model.observation import MEASURED, Observation, Region, SourceKind
from pipeline.model.verdict import Assessed
from pipeline.report.cuts import Cut, Cutter
from pipeline.report.facts import fact_named
from pipeline.report.marks import Mark
from pipeline.report.page_words import QUALIFIERS, UNITS, Both, named, same
from pipeline.report.readings import block_named
from pipeline.report.rows import RowView
from pipeline.report.words import digits
from pipeline.spec.schema import FamilySpec

BESIDE_PT, ABOVE_PT = 60.0, 30.0
"""What is shown around a block: the names, the axis or the heading that stand next to it."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One number as a bar; ``length`` and the ends of its error are in percent of the longest of its panel."""

    row: str
    mark: Mark
    label: Both
    value: str
    length: Decimal
    least: Decimal
    most: Decimal


@dataclass(frozen=True, slots=True)
class Group:
    """Bars under one heading, which may be empty."""

    heading: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """Bars of one unit on one scale."""

    unit: Both
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Redrawn:
    """A block: how it was published, and what was read from it."""

    block_id: str
    name: Both
    cuts: tuple[Cut, ...]
    panels: tuple[Panel, ...]


def redrawn_blocks(
    observations: Iterable[Assessed],
    regions: Sequence[Region],
    rows: Sequence[RowView],
    spec: FamilySpec | None,
    cutter: Cutter,
) -> list[Redrawn]:
    """Every block but running text, in the order of the pages."""
    row_of = {anchor: row for row in rows for anchor in row.anchors if anchor}
    told = [one.observation for one in observations if one.observation.source_kind is not SourceKind.PROSE]
    return [
        Redrawn(
            block_id,
            block_named(block_id, spec),
            tuple(_cuts([one for one in told if one.block_id == block_id], regions, cutter)),
            tuple(_panels([one for one in told if one.block_id == block_id], row_of, spec)),
        )
        for block_id in dict.fromkeys(one.block_id for one in sorted(told, key=_place))
    ]


def _place(one: Observation) -> tuple[int, float, float]:
    return one.number.page, one.number.bbox.top, one.number.bbox.x0


def _cuts(told: Sequence[Observation], regions: Sequence[Region], cutter: Cutter) -> Iterable[Cut]:
    boxes: dict[int, list[BBox]] = {}
    for one in told:
        boxes.setdefault(one.number.page, []).extend(one.number.boxes)
        if one.entry is not None and one.entry.label.page == one.number.page:
            boxes[one.number.page].extend(one.entry.label.boxes)
    for region in regions:
        if region.block_id == told[0].block_id:
            boxes.setdefault(region.page, []).append(region.bbox)
    cuts = (cutter.whole(page, _with_margin(hull(those))) for page, those in sorted(boxes.items()))
    return (cut for cut in cuts if cut is not None)


def _with_margin(box: BBox) -> BBox:
    return BBox(box.x0 - BESIDE_PT, box.top - ABOVE_PT, box.x1 + BESIDE_PT, box.bottom + ABOVE_PT)


def _panels(told: Sequence[Observation], row_of: dict[str, RowView], spec: FamilySpec | None) -> Iterable[Panel]:
    for sort in dict.fromkeys(map(_sort, told)):
        of_panel = [one for one in told if _sort(one) == sort]
        valued = [(one, one.value) for one in of_panel if one.value is not None]
        longest = max((abs(value) + one.tolerance for one, value in valued), default=Decimal(0))
        if not longest:
            continue
        bars = [(one.group_printed, _bar(one, value, longest, row_of, spec)) for one, value in valued]
        yield Panel(
            _unit(of_panel[0]),
            tuple(
                Group(heading, tuple(bar for _, bar in group))
                for heading, group in groupby(bars, key=lambda one: one[0])
            ),
        )


def _sort(one: Observation) -> tuple[str, str, bool]:
    """What may share a scale; what was measured is drawn apart from what was printed."""
    return one.fact.measure, one.unit, one.qualifier == MEASURED


def _unit(one: Observation) -> Both:
    unit, drawn = named(UNITS, one.unit), QUALIFIERS[MEASURED]
    return Both(f"{unit.en}, {drawn.en}", f"{unit.sv}, {drawn.sv}") if one.qualifier == MEASURED else unit


def _bar(
    one: Observation, value: Decimal, longest: Decimal, row_of: dict[str, RowView], spec: FamilySpec | None
) -> Bar:
    label = same(one.label_printed) if one.label_printed else None
    row = row_of[one.observation_id]
    return Bar(
        row=row.name,
        mark=row.mark,
        label=label or Both(fact_named(one.fact, spec, "en"), fact_named(one.fact, spec, "sv")),
        value=digits(value) + (f" ± {digits(one.tolerance)}" if one.tolerance else ""),
        length=_percent(abs(value), longest),
        least=_percent(max(Decimal(0), abs(value) - one.tolerance), longest),
        most=_percent(abs(value) + one.tolerance, longest),
    )


def _percent(value: Decimal, whole: Decimal) -> Decimal:
    return (100 * value / whole).quantize(Decimal("0.01"))
