"""The scale of bars: from ticks, made exact by gridlines; else from printed labels; else from equal totals."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from statistics import median

from pipeline.extract.charts.areas import SAME_PT, STEP_PT, turned
from pipeline.extract.charts.bars import BarGroup
from pipeline.extract.charts.texts import NumberText
from pipeline.model.chart import Scale, ScaleSource
from pipeline.model.geometry import BBox

HUNDRED = 100.0

# Tick labels stand on one line, or share an edge or their centres, to within this.
ALIGNED_PT = 2.0

# The centre of a tick's text may miss the place it names by this much.
TEXT_PT = 1.6

# A gridline or tick mark is this near to its number's middle, in type sizes; without one, the middle of the ink is
# where a program put the number, to within so many points.
NEAR_EM = 0.4
CENTRE_PT = 0.5

# How far from the bars an axis may stand, in points.
AXIS_WITHIN_PT = 130.0

# A gridline is at least this part of the plot across; a tick mark is shorter than this, in points.
GRID_SHARE = 0.25
MARK_PT = 9.0

# Labels fit lengths when they miss by no more than their own rounding and this part of the largest.
LABEL_MISS = 0.012
FEWEST_LABELS = 2
OUTLYING = 3.0


@dataclass(frozen=True, slots=True)
class Ticks:
    """The numbers at an axis, the scale that they tell, and where the first of them stands."""

    scale: Scale
    texts: tuple[NumberText, ...]
    first: float


@dataclass(frozen=True, slots=True)
class _Line:
    """A straight line of value over place, and the largest miss of what it was drawn through, in points."""

    per_pt: float
    zero_pt: float
    miss_pt: float


@dataclass(frozen=True, slots=True)
class _Tick:
    place: float
    value: float
    text: NumberText


def scale_of_ticks(group: BarGroup, numbers: Sequence[NumberText], rules: Iterable[BBox]) -> Ticks | None:
    """The scale that numbers beside the bars tell; ``None`` where there is none."""
    marks = _rule_places(group, rules)
    rows = [row for ticks in _candidates(group, numbers) if len(row := _consistent(ticks)) >= 2]  # noqa: PLR2004
    told = [(row, _exact(row, marks)) for row in rows]
    # The axis of the next chart may have more numbers, but no zero where these bars begin, nor this one's gridlines.
    best, exact = max(
        told, key=lambda one: (_begins_at(one[0], group.start), one[1] is not None, len(one[0])), default=((), None)
    )
    if not best:
        return None
    line, text_pt = exact, 0.0
    if line is None:
        text_pt = CENTRE_PT
        line = _on_baseline(_fitted([(one.place, one.value) for one in best]), best, group.start, _height(best))
    unit = "percent" if sum(one.text.is_percent for one in best) > len(best) / 2 else ""
    scale = Scale(ScaleSource.TICKS, line.per_pt, line.zero_pt, max(STEP_PT, line.miss_pt, text_pt), unit)
    return Ticks(scale, tuple(one.text for one in best), min(one.place for one in best))


def _begins_at(ticks: Sequence[_Tick], start: float) -> bool:
    """Whether the zero that ticks tell of is where the bars begin."""
    return abs(_fitted([(one.place, one.value) for one in ticks]).zero_pt - start) <= TEXT_PT


def _exact(ticks: Sequence[_Tick], marks: Sequence[float]) -> _Line | None:
    """The line through the gridlines or tick marks that stand at the numbers; ``None`` for fewer than two.

    All numbers have to be where it says: what stands at two of them by chance is the mark of another axis.
    """
    reach = NEAR_EM * _height(ticks)
    pairs = [(near, one.value) for one in ticks if (near := _nearest(marks, one.place, reach)) is not None]
    if len({place for place, _ in pairs}) < 2:  # noqa: PLR2004
        return None
    line = _fitted(pairs)
    farthest = max(abs(line.zero_pt + one.value / line.per_pt - one.place) for one in ticks)
    return line if line.miss_pt <= SAME_PT and farthest <= reach else None


def _height(ticks: Sequence[_Tick]) -> float:
    return median(one.text.bbox.height for one in ticks)


def _candidates(group: BarGroup, numbers: Sequence[NumberText]) -> Iterable[list[_Tick]]:
    """Numbers in one row along the axis of values, outside the bars, by every row there is."""
    low, high = _across(group)
    outside: list[_Placed] = []
    reach = 0.5 * (group.end - group.start) + 10
    for number in numbers:
        _, _, one_low, one_high = turned(number.bbox, group.orientation)
        start, end, _, _ = turned(number.middle, group.orientation)
        beside = max(low - one_high, one_low - high)
        place = (start + end) / 2
        if -1 <= beside <= AXIS_WITHIN_PT and group.start - 8 <= place <= group.end + reach:
            outside.append((one_low, one_high, place, number))
    for key in (_low, _high, _middle):
        rows: list[list[_Placed]] = []
        for one in sorted(outside, key=key):
            if rows and key(one) - key(rows[-1][0]) <= ALIGNED_PT:
                rows[-1].append(one)
            else:
                rows.append([one])
        yield from ([_Tick(place, number.value, number) for _, _, place, number in row] for row in rows)


_Placed = tuple[float, float, float, NumberText]
"""A number with its edges across the axis of values, and its place along it."""


def _low(one: _Placed) -> float:
    return one[0]


def _high(one: _Placed) -> float:
    return one[1]


def _middle(one: _Placed) -> float:
    return (one[0] + one[1]) / 2


def _across(group: BarGroup) -> tuple[float, float]:
    return min(bar.parts[0].low for bar in group.bars), max(bar.parts[0].high for bar in group.bars)


def _consistent(ticks: Sequence[_Tick]) -> tuple[_Tick, ...]:
    """The most ticks that lie on one rising line; ticks of an axis are even, labels of bars are not."""
    best: tuple[_Tick, ...] = ()
    for one, other in combinations(sorted(ticks, key=lambda tick: tick.place), 2):
        if other.place - one.place < 2 * ALIGNED_PT or other.value <= one.value:
            continue
        slope = (other.value - one.value) / (other.place - one.place)
        on_line = tuple(
            tick for tick in ticks if abs(one.place + (tick.value - one.value) / slope - tick.place) <= TEXT_PT
        )
        if len(on_line) > len(best) and len(on_line) >= 2:  # noqa: PLR2004
            best = on_line
    # Two numbers lie on a line always: they are an axis only where nothing else stands in their row.
    return best if len(best) > 2 or len(best) == len(ticks) else ()  # noqa: PLR2004


def _rule_places(group: BarGroup, rules: Iterable[BBox]) -> list[float]:
    """Where gridlines and tick marks cross the axis of values; a part of a bar may be as thin, and is neither."""
    low, high = _across(group)
    parts = {area.bbox for area in group.areas}
    places = []
    for rule in rules:
        start, end, rule_low, rule_high = turned(rule, group.orientation)
        if end - start > SAME_PT * 2 or rule in parts:
            continue
        across = min(high, rule_high) - max(low, rule_low)
        is_grid = across >= GRID_SHARE * (high - low)
        is_mark = rule_high - rule_low <= MARK_PT and min(abs(rule_high - low), abs(rule_low - high)) <= AXIS_WITHIN_PT
        if is_grid or is_mark:
            places.append((start + end) / 2)
    return places


def _nearest(places: Sequence[float], place: float, within: float) -> float | None:
    near = min(places, key=lambda one: abs(one - place), default=None)
    return near if near is not None and abs(near - place) <= within else None


def _fitted(pairs: Sequence[tuple[float, float]]) -> _Line:
    """Least squares of place over value, so that the misses are in points."""
    count = len(pairs)
    mean_place, mean_value = sum(place for place, _ in pairs) / count, sum(value for _, value in pairs) / count
    spread = sum((value - mean_value) ** 2 for _, value in pairs)
    pt_per = sum((value - mean_value) * (place - mean_place) for place, value in pairs) / spread
    zero = mean_place - pt_per * mean_value
    miss = max(abs(zero + pt_per * value - place) for place, value in pairs)
    return _Line(1 / pt_per, zero, miss)


def _on_baseline(line: _Line, ticks: Sequence[_Tick], baseline: float, height: float) -> _Line:
    """Without gridlines the text's centre decides; where a tick stands at the bars' beginning, that is exact."""
    first = min(ticks, key=lambda one: abs(one.place - baseline))
    if abs(first.place - baseline) > 0.8 * height:
        return line
    return _Line(line.per_pt, baseline - first.value / line.per_pt, line.miss_pt)


def scale_of_labels(pairs: Sequence[tuple[float, NumberText]]) -> Scale | None:
    """The scale that printed labels tell of lengths from zero; ``None`` where the two do not agree."""
    told = [(length, one) for length, one in pairs if one.value > 0 and length > 0]
    if len(told) < FEWEST_LABELS:
        return None
    ratios = sorted(one.value / length for length, one in told)
    per_pt = ratios[len(ratios) // 2]
    fits = [(length, one) for length, one in told if abs(per_pt * length - one.value) <= _rounding(one, told)]
    if len(fits) < max(FEWEST_LABELS, len(told) / 2):
        return None
    fits = _without_outliers(fits, sum(one.value for _, one in fits) / sum(length for length, _ in fits))
    per_pt = sum(one.value for _, one in fits) / sum(length for length, _ in fits)
    miss = max(abs(one.value / per_pt - length) for length, one in fits)
    percent = sum(one.is_percent for _, one in fits) > len(fits) / 2
    return Scale(ScaleSource.LABELS, per_pt, 0.0, max(STEP_PT, miss), "percent" if percent else "")


def _without_outliers(pairs: Sequence[tuple[float, NumberText]], per_pt: float) -> list[tuple[float, NumberText]]:
    """The labels that miss their bars no more than most do: one that is drawn wrong must not hide in the error."""
    misses = [abs(one.value / per_pt - length) for length, one in pairs]
    most = max(2 * STEP_PT, OUTLYING * median(misses))
    return [pair for pair, miss in zip(pairs, misses, strict=True) if miss <= most]


def _rounding(label: NumberText, told: Sequence[tuple[float, NumberText]]) -> float:
    return rounding_of(label) + LABEL_MISS * max(one.value for _, one in told)


def rounding_of(label: NumberText) -> float:
    """Half of the last place that a printed number has."""
    text = label.span.text.replace(",", ".")
    decimals = len(text.rpartition(".")[2].rstrip("% ")) if "." in text else 0
    return 0.5 * 10.0**-decimals


def scale_of_total(group: BarGroup) -> Scale | None:
    """Bars of several parts that all are equally long add up to 100 percent."""
    lengths = [bar.length for bar in group.bars]
    longest = max(lengths)
    full = [length for length in lengths if longest - length <= 2 * SAME_PT]
    if not group.is_stacked or len(full) < len(lengths):
        return None
    return Scale(ScaleSource.TOTAL, HUNDRED / longest, 0.0, max(STEP_PT, longest - min(full)), "percent")


def relative_scale(longest: float) -> Scale:
    """Values as parts of the largest, in percent of it: nothing tells more."""
    return Scale(ScaleSource.NONE, HUNDRED / longest, 0.0, STEP_PT, "")
