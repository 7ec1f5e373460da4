"""Pies and rings by their angles, and bubbles."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.extract.charts.areas import STEP_PT, hex_of, is_rectangle
from pipeline.extract.charts.bubbles import bubble_chart
from pipeline.extract.charts.legends import Swatches
from pipeline.extract.charts.slices import Circle, Slice, circles_of, on_page, refined, slice_of, whole
from pipeline.extract.charts.texts import NumberText, Texts, block_around, joined
from pipeline.extract.lines import Fragment
from pipeline.model.chart import Chart, ChartKind, Mark, Orientation, Scale, ScaleSource
from pipeline.model.document import Curve, Page
from pipeline.model.geometry import BBox
from pipeline.model.span import Span


@dataclass(frozen=True, slots=True)
class Rounds:
    """What may be round charts on a page: filled curves that are no rectangles, and the slices of whole circles.

    Beside the slices of a circle stands how far the worst of their nodes is off it, in points.
    """

    page: int
    curves: tuple[Curve, ...]
    cut: tuple[tuple[tuple[Slice, ...], float], ...]


def rounds_of(page: Page) -> Rounds:
    """The shapes of a page that may be round charts, without what their texts say."""
    filled = tuple(one for one in page.curves if one.fill is not None and not is_rectangle(one))
    return Rounds(page.number, filled, tuple(_cut(page, filled)))


def round_charts(rounds: Rounds, swatches: Swatches, texts: Texts) -> tuple[Chart, ...]:
    """All pies, rings and bubble charts of a page."""
    pies = tuple(_pie(rounds.page, slices, miss, swatches, texts) for slices, miss in rounds.cut)
    bubbles = bubble_chart(rounds.page, rounds.curves, texts)
    return (*pies, *((bubbles,) if bubbles else ()))


# Names of slices stand in them or around them, in radii.
NAME_REACH = 1.45

WIDEST_NAME = 1.6


def _cut(page: Page, curves: Sequence[Curve]) -> Iterator[tuple[tuple[Slice, ...], float]]:
    left = list(curves)
    for circle in circles_of(left):
        if not on_page(circle, page):
            continue
        slices = _slices(left, circle)
        if slices:
            fitted, miss = refined(circle, slices)
            yield _slices(left, fitted) or slices, miss
            left = [one for one in left if one not in {cut.curve for cut in slices}]


def _slices(curves: Sequence[Curve], circle: Circle) -> tuple[Slice, ...]:
    return whole([cut for one in curves if (cut := slice_of(one, circle)) is not None])


def _pie(page: int, slices: Sequence[Slice], miss: float, swatches: Swatches, texts: Texts) -> Chart:
    circle = slices[0].circle
    box = BBox(circle.x - circle.radius, circle.y - circle.radius, circle.x + circle.radius, circle.y + circle.radius)
    kind = ChartKind.RING if all(one.inner > 0.05 * circle.radius for one in slices) else ChartKind.PIE
    colours = {one: hex_of(one.curve.fill) for one in slices}
    drawn = {one.curve.bbox for one in slices}
    every = sorted(set(colours.values()))
    legend = swatches.legend(every, texts.every, box, drawn)
    legend = legend if len(legend) == len(every) else {}
    labels = {one: _label_of(one, texts.numbers) for one in slices}
    used = {box for one in labels.values() if one is not None for box in one.span.boxes}
    used |= {box for name, _ in legend.values() for box in name.boxes}
    free = [one for one in texts.every if not any(box.holds_centre_of(one.bbox) for box in used)]
    names = _names_around(slices, free)
    if len({name.text for name in names.values()}) == len(slices):
        legend = {}  # that of a chart beside this one
    elif legend:
        names = {}
    precision = math.degrees(2 * max(STEP_PT, miss) / circle.radius)
    scale = Scale(ScaleSource.TOTAL, 100 / 360, 0.0, precision, "percent")
    marks = tuple(
        Mark(
            one.curve.bbox,
            colours[one],
            one.sweep * scale.per_pt,
            precision * scale.per_pt,
            legend[colours[one]][0] if colours[one] in legend else names.get(one),
            None,
            label.span if (label := labels[one]) is not None else None,
        )
        for one in slices
    )
    categories = tuple(mark.category for mark in marks if mark.category is not None)
    told = tuple((colour, span) for colour, (span, _) in sorted(legend.items()))
    return Chart(page, box, kind, Orientation.NONE, scale, marks, categories, told)


def _holds(one: Slice, box: BBox, reach: float) -> bool:
    """Whether a text stands in the sector, or outside it within ``reach`` radii of the middle."""
    dx, dy = box.x_mid - one.circle.x, box.y_mid - one.circle.y
    if not one.inner <= math.hypot(dx, dy) or _from_middle(one, box) > reach * one.circle.radius:
        return False
    return (math.degrees(math.atan2(dy, dx)) - one.begin) % 360 <= one.sweep


def _label_of(one: Slice, numbers: Iterable[NumberText]) -> NumberText | None:
    inside = [number for number in numbers if _holds(one, number.bbox, 1.0)]
    near = inside or [number for number in numbers if _holds(one, number.bbox, NAME_REACH)]
    return (
        min(near, key=lambda number: _from_middle(one, number.bbox))
        if len(near) == 1 or (inside == [] and near)
        else None
    )


def _names_around(slices: Sequence[Slice], texts: Sequence[Fragment]) -> dict[Slice, Span]:
    """The text nearest to each slice, with the lines that go on from it."""
    found: dict[Slice, Span] = {}
    for one in slices:
        lines = [
            name
            for name in texts
            if _holds(one, name.bbox, NAME_REACH) and name.bbox.width <= WIDEST_NAME * one.circle.radius
        ]
        if lines:
            nearest = min(lines, key=lambda name: _from_middle(one, name.bbox))
            found[one] = joined(block_around(nearest, lines))
    return found


def _from_middle(one: Slice, box: BBox) -> float:
    """How far the nearest point of a text is from the middle of the circle."""
    dx = max(box.x0 - one.circle.x, one.circle.x - box.x1, 0.0)
    dy = max(box.top - one.circle.y, one.circle.y - box.bottom, 0.0)
    return math.hypot(dx, dy)
