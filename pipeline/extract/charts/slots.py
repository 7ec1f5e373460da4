"""Categories: which bars stand together, and which text at the axis names them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.extract.charts.areas import pitch_of, turned
from pipeline.extract.charts.bars import Bar, BarGroup
from pipeline.extract.charts.texts import joined
from pipeline.extract.lines import Fragment, as_fragment
from pipeline.model.chart import Orientation
from pipeline.model.geometry import BBox
from pipeline.model.span import Span

# A name may miss its slot's middle by this part of the pitch.
OFF_MIDDLE = 0.5

# Names stand within this distance of the bars' beginning.
NAMES_WITHIN_PT = 330.0

# Names that begin at one edge do so to within this.
FLUSH_PT = 1.0

# Text may reach over the bars' beginning by this much.
TOUCHING_PT = 3.0

# Names below standing bars take up so many lines at most.
LINES_BELOW = 4

# Bars of one category touch or nearly so.
NEIGHBOUR_GAP = 0.35

# A name is no wider than this many pitches; the lines of one name follow each other within this many type sizes,
# or in the same small type points, and their middles lie this close.
WIDEST_NAME = 2.2
LINE_GAP_EM = 0.9
LINE_GAP_PT = 7.0
SAME_SIZE_PT = 0.1
ASIDE_EM = 1.0

LINE_EM = 1.6

# Names in one row are level within this part of the type size; a title is not level with so many.
SAME_LEVEL_EM = 0.25
FEWEST_LEVEL = 2


@dataclass(frozen=True, slots=True)
class Slot:
    """One category: where it is across the axis of values, its bars, and its name."""

    middle: float
    bars: tuple[Bar, ...]
    name: Span | None = None


def slots_of(group: BarGroup, names: Sequence[Fragment], taken: Iterable[BBox]) -> tuple[Slot, ...]:
    """The categories of a group in order, named where a text stands at the slot, also those without a bar."""
    clusters = clusters_of(group)
    used = set(taken)
    free = [one for one in names if one.bbox not in used and any(char.isalnum() for char in one.text)]
    behind = names_behind(group, free)
    at_axis = behind if len(behind) > len(clusters) / 2 else _at_axis(group, free)
    middles = [_middle(bars) for bars in clusters]
    pitch = pitch_of(middles) or _thickness(group) * 2
    column = at_axis if at_axis is behind else _nearest_column(at_axis, group, middles, pitch)
    return _named(clusters, pitch, column, group)


def clusters_of(group: BarGroup) -> tuple[tuple[Bar, ...], ...]:
    """Bars by category: side by side in different colours; one each where parts are stacked or all are alike."""
    bars = group.bars
    colours = {bar.parts[0].area.colour for bar in bars}
    if group.is_stacked or len(colours) == 1:
        return tuple((bar,) for bar in bars)
    clusters: list[list[Bar]] = []
    for bar in bars:
        near = clusters and bar.parts[0].low - clusters[-1][-1].parts[0].high <= NEIGHBOUR_GAP * bar.thickness
        fresh = clusters and bar.parts[0].area.colour not in {one.parts[0].area.colour for one in clusters[-1]}
        if near and fresh:
            clusters[-1].append(bar)
        else:
            clusters.append([bar])
    if max(map(len, clusters)) == 1:
        return tuple((bar,) for bar in bars)
    return _by_offset(clusters)


def _by_offset(clusters: Sequence[Sequence[Bar]]) -> tuple[tuple[Bar, ...], ...]:
    """Give every cluster the middle that a full one would have: missing bars leave the others where they are."""
    full = max(clusters, key=len)
    centre = (full[0].parts[0].low + full[-1].parts[0].high) / 2
    offset = {bar.parts[0].area.colour: bar.middle - centre for bar in full}
    slots: dict[float, list[Bar]] = {}
    for bar in (bar for cluster in clusters for bar in cluster):
        middle = bar.middle - offset.get(bar.parts[0].area.colour, 0.0)
        home = next((at for at in slots if abs(at - middle) <= 0.5 * bar.thickness), None)
        slots.setdefault(middle if home is None else home, []).append(bar)
    return tuple(tuple(slots[at]) for at in sorted(slots))


def _middle(bars: Sequence[Bar]) -> float:
    return (min(bar.parts[0].low for bar in bars) + max(bar.parts[0].high for bar in bars)) / 2


def _thickness(group: BarGroup) -> float:
    return group.bars[0].thickness


def _at_axis(group: BarGroup, names: Sequence[Fragment]) -> list[Fragment]:
    """Texts where names of categories stand: before the bars' beginning, or right behind their ends."""
    low = min(bar.parts[0].low for bar in group.bars)
    high = max(bar.parts[0].high for bar in group.bars)
    pitch = pitch_of([bar.middle for bar in group.bars]) or _thickness(group) * 2
    found: list[Fragment] = []
    wide: list[Fragment] = []
    for name in names:
        _, end, name_low, name_high = turned(name.bbox, group.orientation)
        middle = (name_low + name_high) / 2
        if not low - 6 * pitch <= middle <= high + 6 * pitch:
            continue
        if group.orientation is Orientation.VERTICAL:
            reach = LINES_BELOW * LINE_EM * name.size_pt + 14
            if -TOUCHING_PT <= group.start - end <= reach:
                is_wide = name.bbox.width > WIDEST_NAME * pitch * _bars_a_slot(group)
                (wide if is_wide else found).append(name)
        elif -TOUCHING_PT <= group.start - end <= NAMES_WITHIN_PT:
            found.append(name)
    if group.orientation is Orientation.VERTICAL:
        return [*found, *(name for name in wide if _is_among(name, found))]
    return _with_shorter(found, names, group)


def _is_among(name: Fragment, names: Sequence[Fragment]) -> bool:
    """Whether a text is level with names of its type: several that touch, and no title below the bars."""
    level = [one for one in names if abs(one.bbox.y_mid - name.bbox.y_mid) <= SAME_LEVEL_EM * name.size_pt]
    return sum(abs(one.size_pt - name.size_pt) <= SAME_SIZE_PT for one in level) >= FEWEST_LEVEL


def _with_shorter(found: Sequence[Fragment], names: Sequence[Fragment], group: BarGroup) -> list[Fragment]:
    """Names that begin at one edge end where they will: a short one may end further from its bar than the others."""
    return [
        name
        for name in names
        if name in found
        or (
            any(abs(name.bbox.x0 - one.bbox.x0) <= FLUSH_PT for one in found)
            and any(abs(_across(name, group) - bar.middle) <= bar.thickness for bar in group.bars)
            and name.bbox.x1 < group.start
        )
    ]


def _bars_a_slot(group: BarGroup) -> int:
    return max(map(len, clusters_of(group)))


def names_behind(group: BarGroup, names: Sequence[Fragment]) -> list[Fragment]:
    """Texts right behind the ends of lying bars."""
    if group.orientation is Orientation.VERTICAL:
        return []
    return [
        name
        for name in names
        for bar in group.bars
        if 0 <= name.bbox.x0 - bar.end <= 2 * name.size_pt and abs(name.bbox.y_mid - bar.middle) <= 0.5 * name.size_pt
    ]


def _named(
    clusters: Sequence[Sequence[Bar]], pitch: float, names: Sequence[Fragment], group: BarGroup
) -> tuple[Slot, ...]:
    """Texts by the slot that they are nearest to; texts further off, in step with the pitch, are empty slots."""
    middles = [_middle(bars) for bars in clusters]
    lines: dict[float, list[Fragment]] = {middle: [] for middle in middles}
    spare: list[Fragment] = []
    for name in (part for one in names for part in _by_slot(one, middles, group)):
        at = _across(name, group)
        nearest = min(middles, key=lambda middle: abs(middle - at))
        if abs(nearest - at) <= OFF_MIDDLE * pitch:
            lines[nearest].append(name)
        else:
            spare.append(name)
    named = [
        Slot(middle, tuple(bars), joined(_one_name(lines[middle], group.orientation)) if lines[middle] else None)
        for middle, bars in zip(middles, clusters, strict=True)
    ]
    return tuple(sorted([*named, *_empty_slots(spare, middles, pitch, group)], key=lambda slot: slot.middle))


def _by_slot(name: Fragment, middles: Sequence[float], group: BarGroup) -> list[Fragment]:
    """Names below standing bars may come so close that they look like one line: cut where the nearest slot changes."""
    if group.orientation is not Orientation.VERTICAL or len(name.words) == 1:
        return [name]
    nearest = [min(middles, key=lambda middle: abs(middle - word.bbox.x_mid)) for word in name.words]
    one = min(middles, key=lambda middle: abs(middle - name.bbox.x_mid))
    if len(set(nearest)) == 1 or name.bbox.width <= 1.1 * min(
        (abs(middle - one) for middle in middles if middle != one), default=1e9
    ):
        return [name]
    cuts = [0, *(at for at in range(1, len(nearest)) if nearest[at] != nearest[at - 1]), len(nearest)]
    return [as_fragment(name.page, name.words[start:end]) for start, end in pairwise(cuts)]


def _one_name(lines: Sequence[Fragment], orientation: Orientation) -> list[Fragment]:
    """The lines that follow each other closely, below a bar also centred on each other; a note further down is none."""
    ordered = sorted(lines, key=lambda one: one.bbox.top)
    kept = ordered[:1]
    for line in ordered[1:]:
        aside = abs(line.bbox.x_mid - kept[0].bbox.x_mid) if orientation is Orientation.VERTICAL else 0.0
        size = min(line.size_pt, kept[-1].size_pt)
        is_same_type = abs(line.size_pt - kept[-1].size_pt) <= SAME_SIZE_PT
        widest = max(LINE_GAP_EM * size, LINE_GAP_PT if is_same_type else 0.0)
        if line.bbox.top - kept[-1].bbox.bottom > widest or aside > ASIDE_EM * size:
            break
        kept.append(line)
    return kept


def _across(name: Fragment, group: BarGroup) -> float:
    _, _, low, high = turned(name.bbox, group.orientation)
    return (low + high) / 2


def _nearest_column(
    names: Sequence[Fragment], group: BarGroup, middles: Sequence[float], pitch: float
) -> list[Fragment]:
    """Of several columns of text beside lying bars the one next to them; all lines below standing ones.

    What stands above and below the bars, such as a title, is in no column.
    """
    if group.orientation is Orientation.VERTICAL or not names:
        return list(names)
    beside = [name for name in names if any(abs(_across(name, group) - one) <= OFF_MIDDLE * pitch for one in middles)]
    edge = max(name.bbox.x1 for name in beside or names)
    column = [name for name in beside or names if name.bbox.x1 >= edge - 8]
    left = min(name.bbox.x0 for name in column)
    return [name for name in names if name.bbox.x1 > left]


def _empty_slots(spare: Sequence[Fragment], middles: Sequence[float], pitch: float, group: BarGroup) -> Iterable[Slot]:
    """Names in step with the others, though no bar stands there: no zero, only nothing drawn."""
    by_step: dict[int, list[Fragment]] = {}
    for name in spare:
        steps = (_across(name, group) - middles[0]) / pitch
        if abs(steps - round(steps)) <= OFF_MIDDLE / 2:
            by_step.setdefault(round(steps), []).append(name)
    first, last = 0, round((middles[-1] - middles[0]) / pitch)
    for step in _connected(sorted(by_step), first, last):
        yield Slot(middles[0] + step * pitch, (), joined(_one_name(by_step[step], group.orientation)))


def _connected(steps: Sequence[int], first: int, last: int) -> list[int]:
    """Steps between the bars, and those before and after them as long as none is left out."""
    inside = [step for step in steps if first < step < last]
    after: list[int] = []
    before: list[int] = []
    for step in steps:
        if step > last and step == last + 1 + len(after):
            after.append(step)
    for step in reversed(steps):
        if step < first and step == first - 1 - len(before):
            before.append(step)
    return [*reversed(before), *inside, *after]
