"""Where tables are: what rules and lines of chunks say, put together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.extract.grids.frames import across_of, framed_of, meet
from pipeline.extract.grids.lines import Line, starts_anew, table_lines
from pipeline.extract.grids.rules import Rules
from pipeline.extract.grids.running import Gutter
from pipeline.extract.grids.runs import runs_of
from pipeline.model.document import Word
from pipeline.model.geometry import BBox, hull

# Names over a rule stand this close to it, in type sizes.
OVER_RULE_EM = 0.8


@dataclass(frozen=True, slots=True)
class Region:
    """A place where a table may be; ``framed`` where rules say so."""

    bbox: BBox
    framed: bool


def regions_of(free: Sequence[Word], words: Sequence[Word], rules: Rules, gutters: Sequence[Gutter]) -> list[Region]:
    """Regions from the top; ``free`` are the words outside running text."""
    framed = framed_of(rules, words)
    between = across_of(rules.level, free, words)
    regions = _merged([*framed, *between])
    for zone in _zones(free, gutters):
        for run in runs_of(zone, framed):
            regions = _with_run(regions, run)
    lines = table_lines(free)
    regions = [_with_header(region, lines) for region in regions]
    return sorted(regions, key=lambda one: (one.bbox.top, one.bbox.x0))


def _merged(boxes: Iterable[BBox]) -> list[Region]:
    """Boxes that touch, as one."""
    merged: list[BBox] = []
    for box in boxes:
        touching = [one for one in merged if meet(one, box)]
        merged = [*(one for one in merged if one not in touching), hull([box, *touching])]
    return [Region(box, framed=True) for box in merged]


def _zones(free: Sequence[Word], gutters: Sequence[Gutter]) -> list[list[Word]]:
    """Words by the columns of running text they stand in or beside."""
    zones: dict[tuple[int, ...], list[Word]] = {}
    for word in free:
        zones.setdefault(tuple(gutter.side_of(word.bbox) for gutter in gutters), []).append(word)
    return list(zones.values())


def _with_run(regions: Sequence[Region], run: Sequence[Line]) -> list[Region]:
    """Regions with a run of lines: those it overlaps grow by it."""
    box = hull(line.bbox for line in run)
    overlapped = [one for one in regions if _overlap(one.bbox, box)]
    if not overlapped:
        return [*regions, Region(box, framed=False)]
    rest = [one for one in regions if one not in overlapped]
    if len(overlapped) == 1:
        return [*rest, Region(hull([overlapped[0].bbox, box]), framed=True)]
    return list(regions)


def _with_header(region: Region, lines: Sequence[Line]) -> Region:
    """A region whose first line has numbers already, with the lines right above it: names over a rule."""
    inside = [line for line in lines if region.bbox.holds_centre_of(line.bbox)]
    if not region.framed or not inside or not inside[0].has_values:
        return region
    box = region.bbox
    above = [
        line for line in lines if line.bbox.y_mid < box.top and line.bbox.x0 > box.x0 - 2 and line.bbox.x1 < box.x1 + 2
    ]
    for line in reversed(above):
        near = box.top - line.bbox.bottom < OVER_RULE_EM * line.size_pt
        if not near or starts_anew(line) or (len(line.chunks) == 1 and box == region.bbox):
            break
        box = hull([box, line.bbox])
    return Region(box, region.framed)


def _overlap(one: BBox, other: BBox) -> bool:
    return one.x_overlap(other) > 0 and one.y_overlap(other) > 0
