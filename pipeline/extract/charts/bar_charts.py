"""A group of bars with its scale, names and labels: a chart, or ``None`` where nothing says that it is one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.extract.charts.areas import Strip, turned
from pipeline.extract.charts.bars import SWATCH_RATIO, BarGroup
from pipeline.extract.charts.legends import Legend, Swatches
from pipeline.extract.charts.scales import relative_scale, rounding_of, scale_of_labels, scale_of_ticks, scale_of_total
from pipeline.extract.charts.slots import Slot, slots_of
from pipeline.extract.charts.texts import NumberText, Texts, hull_of
from pipeline.model.chart import Chart, ChartKind, Mark, Orientation, Scale, ScaleSource
from pipeline.model.geometry import BBox

# The label of a bar stands within this of its end, in type sizes, across no further from its middle than this.
LABEL_WITHIN_EM = 1.6

# Bars that begin this far before the first tick are cut off by the plot's frame.
CUT_OFF_PT = 5.0

# Bars without any number or name are a chart only if they take up this much room both ways.
SMALLEST_BARE_PT = 70.0

# Labels are rounded, and say what a bar measures to within this part of the largest.
LABEL_SHARE = 0.006
HUNDRED = 100.0
WHOLE_WITHIN = 3.0

# A bar holds numbers; a panel or a cell of a table holds words.
WORDY_SHARE = 0.34


@dataclass(frozen=True, slots=True)
class _Labelled:
    """A part with the number printed at it."""

    part: Strip
    label: NumberText | None


def bar_chart(page: int, group: BarGroup, swatches: Swatches, texts: Texts, rules: Sequence[BBox]) -> Chart | None:
    """The chart that a group of bars is; tables, panels and rows of swatches are none."""
    box = hull_of(area.bbox for area in group.areas)
    ticks = None if group.at_end else scale_of_ticks(group, _outside(group, texts.numbers), rules)
    if _is_wordy(group, texts, ticks.first if ticks else group.start):
        return None
    tick_boxes = {one.bbox for one in ticks.texts} if ticks else set()
    labels = [one for one in texts.numbers if one.bbox not in tick_boxes]
    parts = [part for bar in group.bars for part in bar.parts]
    labelled = _labelled(group, parts, labels)
    scale = _scale(group, ticks.scale if ticks else None, labelled)
    colours = sorted({part.area.colour for part in parts})
    legend = swatches.legend(colours, texts.every, box, {area.bbox for area in group.areas})
    used = {box for one in labels_used(labelled) for box in one.span.boxes} | tick_boxes
    unused = (one for one in texts.every if not any(box.holds_centre_of(one.bbox) for box in used))
    names = texts.up_to_captions(unused, box)
    cut_off = ticks is not None and scale is ticks.scale and ticks.first - group.start > CUT_OFF_PT
    seen = group.begun_at(ticks.first) if ticks is not None and cut_off and not group.is_stacked else group
    slots = slots_of(seen, names, [line for span, _ in legend.values() for line in span.boxes])
    if not _is_chart(seen, slots, scale, labelled):
        return None
    kind = _kind(group, slots)
    marks = tuple(_marks(seen, slots, scale, legend, labelled))
    categories = tuple(slot.name for slot in slots if slot.name is not None)
    told = tuple((colour, span) for colour, (span, _) in sorted(legend.items()))
    return Chart(page, box, kind, group.orientation, scale, marks, categories, told)


def labels_used(labelled: Sequence[_Labelled]) -> Iterator[NumberText]:
    """The numbers that are labels of parts."""
    return (one.label for one in labelled if one.label is not None)


def _is_wordy(group: BarGroup, texts: Texts, first: float) -> bool:
    """Whether words stand in the areas, behind the axis: bars that are cut off there may lie under their names."""
    areas = group.areas
    behind = [name for name in texts.names if turned(name.bbox, group.orientation)[0] >= first - 2]
    wordy = sum(any(area.bbox.holds_centre_of(name.bbox) for name in behind) for area in areas)
    return wordy > WORDY_SHARE * len(areas)


def _outside(group: BarGroup, numbers: Sequence[NumberText]) -> list[NumberText]:
    return [one for one in numbers if not any(area.bbox.holds_centre_of(one.bbox) for area in group.areas)]


def _labelled(group: BarGroup, parts: Sequence[Strip], numbers: Sequence[NumberText]) -> list[_Labelled]:
    """Each part with the number inside it, single bars with the one behind their ends or else before their begin."""
    inside = {part: _inside(part, numbers) for part in parts}
    if group.is_stacked:
        return [_Labelled(part, inside[part]) for part in parts]
    used = {one.bbox for one in inside.values() if one is not None}
    free = [one for one in numbers if one.bbox not in used]
    behind = [_Labelled(part, inside[part] or _beside(part, group.orientation, free, behind=True)) for part in parts]
    if any(one.label is not None for one in behind):
        return behind
    before = [_Labelled(part, _beside(part, group.orientation, free, behind=False)) for part in parts]
    pairs = [(one.part.length, one.label) for one in before if one.label is not None]
    return before if scale_of_labels(pairs) is not None else behind


def _inside(part: Strip, numbers: Sequence[NumberText]) -> NumberText | None:
    within = [one for one in numbers if part.area.bbox.holds_centre_of(one.bbox)]
    return within[0] if len(within) == 1 else None


def _beside(part: Strip, orientation: Orientation, numbers: Sequence[NumberText], *, behind: bool) -> NumberText | None:
    """The number right behind the end of a bar, or right before its begin."""
    near: list[tuple[float, NumberText]] = []
    for number in numbers:
        start, end, low, high = turned(number.bbox, orientation)
        size = number.bbox.height
        gap = start - part.end if behind else part.start - end
        across = abs((low + high) / 2 - part.middle)
        reach = LABEL_WITHIN_EM * size
        if across <= max(0.5 * part.thickness, 0.3 * size) and -1 <= gap <= reach:
            near.append((abs(gap), number))
    return min(near, key=lambda pair: pair[0])[1] if near else None


def _scale(group: BarGroup, ticks: Scale | None, labelled: Sequence[_Labelled]) -> Scale:
    pairs = [(one.part.length, one.label) for one in labelled if one.label is not None]
    by_labels, total = scale_of_labels(pairs), scale_of_total(group)
    if not pairs:
        return _of_the_whole(group, ticks, total) or total or relative_scale(group.end - group.start)
    told = [one for one in (ticks, total, by_labels) if one is not None]
    if not told:
        return relative_scale(group.end - group.start)
    return max(told, key=lambda scale: (_agreement(group, scale, labelled), -told.index(scale)))


def _of_the_whole(group: BarGroup, ticks: Scale | None, total: Scale | None) -> Scale | None:
    """The ticks' scale, unless bars of one length that it does not make 100 percent are a whole each."""
    if ticks is None or total is None:
        return ticks
    whole = max(bar.length for bar in group.bars) * ticks.per_pt
    return ticks if abs(whole - HUNDRED) <= WHOLE_WITHIN or abs(whole - 1) <= WHOLE_WITHIN / HUNDRED else None


def _agreement(group: BarGroup, scale: Scale, labelled: Sequence[_Labelled]) -> int:
    """How many labels say what the scale says; numbers of a legend, or of the next chart, may look like ticks."""
    largest = max(one.label.value for one in labelled if one.label is not None)
    return sum(
        abs(_measured(group, one.part, scale, 0.0)[0] - one.label.value)
        <= rounding_of(one.label) + LABEL_SHARE * largest
        for one in labelled
        if one.label is not None
    )


def _is_chart(group: BarGroup, slots: Sequence[Slot], scale: Scale, labelled: Sequence[_Labelled]) -> bool:
    """Something tells the values or names the bars; shapes alone must look like bars beyond doubt."""
    with_bars = [slot for slot in slots if slot.bars]
    named = sum(slot.name is not None for slot in with_bars)
    told = sum(one.label is not None for one in labelled)
    if group.is_uniform and scale.source is not ScaleSource.TICKS:
        return _are_labelled_alike(group, slots, labelled)
    if scale.source is ScaleSource.TICKS:
        return named >= 1 or told >= 1 or _is_split_unlike(group)
    if scale.source is ScaleSource.LABELS:
        return True
    if scale.source is ScaleSource.TOTAL:
        return len(group.bars) > 1 and (
            2 * named >= len(with_bars) or told >= len(group.bars) or _is_split_unlike(group)
        )
    box = hull_of(area.bbox for area in group.areas)
    if min(box.width, box.height) < SMALLEST_BARE_PT:
        return False  # an icon
    lengths = {round(bar.length) for bar in group.bars}
    slender = max(bar.length for bar in group.bars) >= SWATCH_RATIO * group.bars[0].thickness
    return len(group.bars) > 2 and len(lengths) > 2 and slender  # noqa: PLR2004


def _are_labelled_alike(group: BarGroup, slots: Sequence[Slot], labelled: Sequence[_Labelled]) -> bool:
    """Whether bars of one length are bars: each with a name, and with the same percentage behind its end.

    Cells of a table have their numbers inside.
    """
    behind = [one.label for one in labelled if one.label is not None and one.label.bbox.x0 >= one.part.area.bbox.x1 - 1]
    named = all(slot.name is not None for slot in slots if slot.bars)
    told = len(behind) == len(group.bars) > 1 and all(one.is_percent for one in behind)
    return group.orientation is Orientation.HORIZONTAL and named and told and len({one.value for one in behind}) == 1


def _is_split_unlike(group: BarGroup) -> bool:
    """Whether large stacks of one length are split at places of their own: the cells of a table are not."""
    box = hull_of(area.bbox for area in group.areas)
    splits = {tuple(round(part.end) for part in bar.parts[:-1]) for bar in group.bars if len(bar.parts) > 1}
    return min(box.width, box.height) >= SMALLEST_BARE_PT and len(splits) > 2 and len(group.bars) > 2  # noqa: PLR2004


def _kind(group: BarGroup, slots: Sequence[Slot]) -> ChartKind:
    if group.is_stacked:
        return ChartKind.STACKED
    return ChartKind.GROUPED if any(len(slot.bars) > 1 for slot in slots) else ChartKind.SINGLE


def _marks(
    group: BarGroup,
    slots: Sequence[Slot],
    scale: Scale,
    legend: Legend,
    labelled: Sequence[_Labelled],
) -> Iterator[Mark]:
    label_of = {one.part.area: one.label for one in labelled}
    whole = max((bar.length for bar in group.bars), default=0.0)
    for slot in slots:
        for bar in slot.bars:
            for part in bar.parts:
                label = label_of.get(part.area)
                colour = part.area.colour
                series = legend[colour][0] if colour in legend else None
                value, tolerance = _measured(group, part, scale, whole)
                yield Mark(part.area.bbox, colour, value, tolerance, slot.name, series, label.span if label else None)


def _measured(group: BarGroup, part: Strip, scale: Scale, whole: float) -> tuple[float, float]:
    """The value of a part, and how far it may be off: both edges, and the whole that a relative scale is fitted to."""
    edges = 2 if group.is_stacked or scale.source is not ScaleSource.TICKS else 1
    tolerance = abs(scale.per_pt) * scale.precision_pt * edges
    if group.is_stacked or scale.source is not ScaleSource.TICKS:
        return part.length * scale.per_pt, tolerance * (1 + part.length / whole if whole else 1)
    return (part.end - scale.zero_pt) * scale.per_pt, tolerance
