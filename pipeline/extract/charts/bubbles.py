"""Bubbles: circles whose areas follow the numbers printed at them."""

from __future__ import annotations

import math
from collections.abc import Sequence

from pipeline.extract.charts.areas import SAME_PT, STEP_PT, hex_of
from pipeline.extract.charts.grids import with_names_of_grid
from pipeline.extract.charts.slices import ON_CIRCLE, distinct
from pipeline.extract.charts.texts import NumberText, Texts, after, block_around, joined
from pipeline.extract.lines import Fragment
from pipeline.model.chart import Chart, ChartKind, Mark, Orientation, Scale, ScaleSource
from pipeline.model.document import Curve
from pipeline.model.geometry import BBox, hull
from pipeline.model.span import Span

# The radii of bubbles differ; dots and icons do not.
SMALLEST_BUBBLE_PT = 2.0

FEWEST_BUBBLES = 3

BUBBLE_FIT = 0.05

NAME_WITHIN_EM = 2.6


def bubble_chart(page: int, curves: Sequence[Curve], texts: Texts) -> Chart | None:
    """Circles of different sizes whose areas follow the numbers printed at them."""
    by_box = {box: one for one in curves if (box := _circle_box(one)) is not None}
    circles = [(one, box) for box, one in by_box.items()]
    holding = [box for _, box in circles if _numbers_inside(box, texts)]
    if len(holding) >= FEWEST_BUBBLES:
        room, dots = hull(holding), _dots([box for _, box in circles if box not in holding])
        circles = [(one, box) for one, box in circles if room.holds_centre_of(box) or box not in dots]
    label_of = {box: label for _, box in circles if (label := _nearest_number(box, circles, texts)) is not None}
    per_square = _proportion([(_square(box), label.value) for box, label in label_of.items()])
    if per_square is None:
        return None
    fitting = [box for box, label in label_of.items() if _agrees(_square(box), label, per_square)]
    room = hull(fitting)
    chosen = [box for _, box in circles if box in fitting or room.grown(1).holds_centre_of(box)]
    miss = max(abs(label_of[box].value / per_square - _square(box)) for box in fitting)
    precision = max(2 * max(box.width / 2 for box in chosen) * STEP_PT, miss)
    scale = Scale(ScaleSource.LABELS, per_square, 0.0, precision, "")
    marks = with_names_of_grid(
        [_mark(box, by_box[box], label_of.get(box), scale, texts) for box in sorted(chosen, key=_in_order)], texts
    )
    names = tuple(dict.fromkeys(mark.category for mark in marks if mark.category is not None))
    return Chart(page, hull(mark.bbox for mark in marks), ChartKind.BUBBLE, Orientation.NONE, scale, marks, names)


def _dots(boxes: Sequence[BBox]) -> set[BBox]:
    """Three circles or more of one size in one line or column: a legend's, not bubbles."""
    return {
        one
        for one in boxes
        if sum(
            abs(one.width - other.width) <= SAME_PT
            and min(abs(one.x_mid - other.x_mid), abs(one.y_mid - other.y_mid)) <= SAME_PT
            for other in boxes
        )
        >= FEWEST_BUBBLES
    }


def _square(box: BBox) -> float:
    return (box.width / 2) ** 2


def _in_order(box: BBox) -> tuple[float, float]:
    return box.top, box.x0


def _mark(box: BBox, curve: Curve, label: NumberText | None, scale: Scale, texts: Texts) -> Mark:
    tolerance = scale.precision_pt * scale.per_pt
    name = _name_at(box, label, texts) if label is not None else None
    return Mark(
        box, hex_of(curve.fill), _square(box) * scale.per_pt, tolerance, name, None, label.span if label else None
    )


def _circle_box(curve: Curve) -> BBox | None:
    """The box of a circle: four nodes or more, all equally far from the middle of the box."""
    box, points = curve.bbox, distinct(curve.points)
    if len(points) < 4 or abs(box.width - box.height) > 0.01 * box.width + 0.1 or box.width < SMALLEST_BUBBLE_PT:  # noqa: PLR2004
        return None
    radii = [math.dist((box.x_mid, box.y_mid), point) for point in points]
    return box if max(radii) - min(radii) <= ON_CIRCLE * max(radii) + 0.02 else None


def _nearest_number(box: BBox, circles: Sequence[tuple[Curve, BBox]], texts: Texts) -> NumberText | None:
    """The number inside a circle, else the one below it that no other circle is nearer to."""
    inside = _numbers_inside(box, texts)
    if len(inside) == 1:
        return inside[0]
    near = [
        one
        for one in texts.bubble_numbers
        if box.distance_to(one.anchor) <= NAME_WITHIN_EM * one.bbox.height
        and min(circles, key=lambda pair: pair[1].distance_to(one.anchor))[1] == box
    ]
    return min(near, key=lambda one: box.distance_to(one.anchor), default=None)


def _numbers_inside(box: BBox, texts: Texts) -> list[NumberText]:
    return [one for one in texts.bubble_numbers if box.holds_centre_of(one.bbox) or box.holds_centre_of(one.anchor)]


def _proportion(pairs: Sequence[tuple[float, float]]) -> float | None:
    """Units a square point, if most numbers agree with the areas and the sizes do differ."""
    told = [(square, value) for square, value in pairs if value > 0]
    if len(told) < FEWEST_BUBBLES or len({round(square) for square, _ in told}) < FEWEST_BUBBLES:
        return None
    per_square = sorted(value / square for square, value in told)[len(told) // 2]
    fits = [(square, value) for square, value in told if abs(square * per_square - value) <= BUBBLE_FIT * value + 0.5]
    if len(fits) < max(FEWEST_BUBBLES, 0.6 * len(told)):
        return None
    return sum(value for _, value in fits) / sum(square for square, _ in fits)


def _agrees(square: float, label: NumberText, per_square: float) -> bool:
    return abs(square * per_square - label.value) <= BUBBLE_FIT * label.value + 0.5


def _name_at(box: BBox, label: NumberText, texts: Texts) -> Span | None:
    """The letters beside the number, or in or below the circle."""
    beside = [
        one
        for one in texts.names
        if one.bbox.y_overlap(label.bbox) > 0.5 * min(one.bbox.height, label.bbox.height)
        and max(one.bbox.x0 - label.bbox.x1, label.bbox.x0 - one.bbox.x1) <= one.size_pt
    ]
    lines = [one for one in texts.names if not any(char.isdigit() for char in one.text)]
    if beside:
        whole = [*block_around(beside[0], lines), *_stacked_over(label, beside[0], box, lines)]
        above = [one for one in dict.fromkeys(whole) if one is not beside[0]]
        last = _letters_of(beside[0])
        return after(joined(above), last) if above else last
    inside = [one for one in lines if box.holds_centre_of(one.bbox)]
    near = inside or [one for one in lines if box.distance_to(one.bbox) <= NAME_WITHIN_EM * one.size_pt]
    if not near:
        return None
    nearest = min(near, key=lambda one: (box.distance_to(one.bbox), math.dist(_middle(box), _middle(one.bbox))))
    stacked = _stacked_over(label, nearest, box, lines)
    return joined(stacked if nearest in stacked else block_around(nearest, lines))


def _stacked_over(label: NumberText, nearest: Fragment, box: BBox, lines: Sequence[Fragment]) -> list[Fragment]:
    """The lines of one size from the top of a circle down to its number, however far apart they are set."""
    below = hull((label.bbox, nearest.bbox))
    return [
        one
        for one in lines
        if box.top <= one.bbox.y_mid <= label.bbox.top
        and one.bbox.x_overlap(below) > 0
        and abs(one.words[0].size_pt - nearest.words[0].size_pt) <= SAME_PT
    ]


def _middle(box: BBox) -> tuple[float, float]:
    return box.x_mid, box.y_mid


def _letters_of(fragment: Fragment) -> Span:
    """A fragment without the number glued to its end."""
    text = fragment.text.rstrip(" 0123456789")
    return fragment.span(0, len(text)) if text else joined([fragment])
