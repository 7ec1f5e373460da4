"""Bars: areas of one thickness that begin at one line, each of one part or of several that follow each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.extract.charts.areas import PATTERN, SAME_PT, Area, Strip, strips_of
from pipeline.model.chart import Orientation

# Parts of one bar touch; a white stroke may part them by this much.
PART_GAP_PT = 1.6

# Bars are at least this thin, and the longest at least this long, in points.
THINNEST_PT = 1.5
SHORTEST_PT = 12.0

# A swatch or an icon is about square; the longest bar of a chart is longer than it is thick by this factor.
SWATCH_RATIO = 1.5

# Bars that share their end alone are rarer than chance.
FEWEST_AT_END = 3

# Bars of different categories are further apart than this, in their thickness; a gap of more than so many such
# distances parts two charts, as categories without a bar leave gaps too.
APART = 1.15
WIDEST_GAP = 5.5


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar; ``parts`` in the order of the axis of values."""

    parts: tuple[Strip, ...]

    @property
    def start(self) -> float:
        """Where it begins on the axis of values."""
        return self.parts[0].start

    @property
    def end(self) -> float:
        """Where it ends on the axis of values."""
        return max(part.end for part in self.parts)

    @property
    def length(self) -> float:
        """From begin to end, in points."""
        return self.end - self.start

    @property
    def middle(self) -> float:
        """Centre across the axis of values."""
        return self.parts[0].middle

    @property
    def thickness(self) -> float:
        """Extent across the axis of values, in points."""
        return self.parts[0].thickness


@dataclass(frozen=True, slots=True)
class BarGroup:
    """Bars of one plot, ordered across the axis of values; ``at_end`` where they share their end, not their begin."""

    orientation: Orientation
    bars: tuple[Bar, ...]
    at_end: bool = False

    @property
    def areas(self) -> frozenset[Area]:
        """The areas of all parts."""
        return frozenset(part.area for bar in self.bars for part in bar.parts)

    @property
    def is_stacked(self) -> bool:
        """Whether some bar has more than one part."""
        return any(len(bar.parts) > 1 for bar in self.bars)

    def begun_at(self, place: float) -> BarGroup:
        """The same bars without what lies before a place: an axis that begins above zero cuts them off there."""
        cut = tuple(
            replace(
                bar, parts=(replace(bar.parts[0], start=max(bar.start, min(place, bar.parts[0].end))), *bar.parts[1:])
            )
            for bar in self.bars
        )
        return replace(self, bars=cut)

    @property
    def is_uniform(self) -> bool:
        """Whether all bars are alike, as the cells of a table's columns are."""
        return len({tuple(round(2 * (one.end - bar.start)) for one in bar.parts) for bar in self.bars}) == 1

    @property
    def start(self) -> float:
        """The line at which the bars begin."""
        return min(bar.start for bar in self.bars)

    @property
    def end(self) -> float:
        """Where the longest bar ends."""
        return max(bar.end for bar in self.bars)


def bar_groups(areas: Sequence[Area]) -> tuple[BarGroup, ...]:
    """All groups of bars among the areas; an area is in the largest group that could have it."""
    candidates = [
        group
        for orientation in (Orientation.VERTICAL, Orientation.HORIZONTAL)
        for at_end in (False, True)
        for group in _groups(_bars(strips_of(areas, orientation)), orientation, at_end=at_end)
        if _may_be_bars(group)
    ]
    taken: set[Area] = set()
    kept: list[BarGroup] = []
    for group in sorted(candidates, key=_weight, reverse=True):
        if taken.isdisjoint(group.areas):
            taken |= group.areas
            kept.append(group)
    return tuple(kept)


def _weight(group: BarGroup) -> tuple[int, bool, float]:
    return len(group.areas), not group.at_end, sum(bar.length for bar in group.bars)


def _bars(strips: Iterable[Strip]) -> list[Bar]:
    """Strips that lie on one line across and follow each other along it."""
    lines: list[list[Strip]] = []
    for strip in sorted(strips, key=lambda one: (one.low, one.high, one.start)):
        if strip.thickness < THINNEST_PT:
            continue
        home = next((line for line in reversed(lines[-40:]) if _on_line(line[0], strip)), None)
        if home is None:
            lines.append([strip])
        else:
            home.append(strip)
    bars: list[Bar] = []
    for line in lines:
        run: list[Strip] = []
        for strip in sorted(line, key=lambda one: (one.start, one.end)):
            if run and not -SAME_PT <= strip.start - run[-1].end <= PART_GAP_PT:
                bars.append(Bar(tuple(run)))
                run = []
            run.append(strip)
        bars.append(Bar(tuple(run)))
    return bars


def _on_line(one: Strip, other: Strip) -> bool:
    return abs(one.low - other.low) <= SAME_PT and abs(one.high - other.high) <= SAME_PT


def _groups(bars: Sequence[Bar], orientation: Orientation, *, at_end: bool = False) -> list[BarGroup]:
    """Bars that begin at one line, or ``at_end`` those that end at one (drawn from the right or from the top)."""
    groups: list[list[Bar]] = []
    for bar in sorted(bars, key=lambda one: (one.start, one.middle)):
        home = next((group for group in groups if _alike(group[0], bar, at_end=at_end)), None)
        if home is None:
            groups.append([bar])
        else:
            home.append(bar)
    return [BarGroup(orientation, tuple(part), at_end) for group in groups for part in _split(group)]


def _alike(one: Bar, other: Bar, *, at_end: bool) -> bool:
    thick = max(SAME_PT, 0.05 * one.thickness)
    apart = one.end - other.end if at_end else one.start - other.start
    return abs(apart) <= SAME_PT and abs(one.thickness - other.thickness) <= thick


def _split(bars: Sequence[Bar]) -> list[list[Bar]]:
    """Part what lies too far apart across to be one plot."""
    ordered = sorted(bars, key=lambda one: one.middle)
    gaps = [other.middle - one.middle for one, other in pairwise(ordered)]
    apart = [gap for gap in gaps if gap > APART * ordered[0].thickness]
    widest = WIDEST_GAP * (sorted(apart)[len(apart) // 2] if apart else max(gaps, default=0.0))
    runs = [[ordered[0]]]
    for bar, gap in zip(ordered[1:], gaps, strict=True):
        if gap > widest:
            runs.append([bar])
        else:
            runs[-1].append(bar)
    return runs


def _may_be_bars(group: BarGroup) -> bool:
    """Long enough, no swatches, and not all alike: rows of a table and lists of swatches are."""
    lengths = [bar.length for bar in group.bars]
    thickness = group.bars[0].thickness
    if max(lengths) < SHORTEST_PT or (len(group.bars) == 1 and not group.is_stacked):
        return False
    if not group.is_stacked and max(lengths) < SWATCH_RATIO * thickness and max(lengths) - min(lengths) < 1:
        return False
    if group.at_end and (group.is_stacked or len(group.bars) < FEWEST_AT_END):
        return False
    if any(one.area.colour == other.area.colour != PATTERN for bar in group.bars for one, other in pairwise(bar.parts)):
        return False  # cells of a table
    first = group.bars[0].parts
    return len(group.bars) > 1 or max(one.length for one in first) - min(one.length for one in first) > 1
