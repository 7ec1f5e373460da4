"""Slices: sectors of one circle, found by the nodes of their paths."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from pipeline.extract.charts.areas import STEP_PT
from pipeline.model.document import Curve, Page

# All nodes of a slice lie on one of two circles, or in the middle, to within this part of the radius.
ON_CIRCLE = 0.012

SMALLEST_RADIUS_PT = 12.0

# Slices of one chart leave at most this part of the circle open (white lines between them, rounding).
OPEN_SHARE = 0.02

# The same slice drawn twice differs by less.
SAME_DEGREES = 0.2


@dataclass(frozen=True, slots=True)
class Circle:
    """Centre and radius in points."""

    x: float
    y: float
    radius: float


@dataclass(frozen=True, slots=True)
class Slice:
    """A sector: ``begin`` and ``sweep`` in degrees, clockwise on the page from the right, and its inner radius."""

    curve: Curve
    circle: Circle
    begin: float
    sweep: float
    inner: float


def on_page(circle: Circle, page: Page) -> bool:
    """Whether the whole circle lies on the page."""
    across = circle.radius - 1 <= circle.x <= page.width_pt - circle.radius + 1
    return across and circle.radius - 1 <= circle.y <= page.height_pt - circle.radius + 1


def circles_of(curves: Sequence[Curve]) -> list[Circle]:
    """Circles that the curves' nodes suggest: around a node in the middle, else through three nodes."""
    found: list[Circle] = []
    for curve in sorted(curves, key=lambda one: -one.bbox.width * one.bbox.height):
        points = distinct(curve.points)
        if len(points) > 60:  # noqa: PLR2004
            continue  # an outline
        for circle in (*_by_middle(points), *_by_three(points)):
            near = any(
                math.hypot(circle.x - one.x, circle.y - one.y) <= 0.02 * one.radius
                and abs(circle.radius - one.radius) <= 0.02 * one.radius
                for one in found
            )
            if circle.radius >= SMALLEST_RADIUS_PT and not near:
                found.append(circle)
    return found


def distinct(points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """The nodes of a path without those that repeat the one before, or the first one at the end."""
    kept: list[tuple[float, float]] = []
    for point in points:
        if not kept or math.dist(point, kept[-1]) > STEP_PT:
            kept.append(point)
    if len(kept) > 1 and math.dist(kept[0], kept[-1]) <= STEP_PT:
        kept.pop()
    return kept


def _by_middle(points: Sequence[tuple[float, float]]) -> Iterator[Circle]:
    """A node that all others are equally far from."""
    for middle in points:
        others = [math.dist(middle, point) for point in points if point != middle]
        if len(others) > 1 and max(others) - min(others) <= ON_CIRCLE * max(others):
            yield Circle(*middle, max(others))


def _by_three(points: Sequence[tuple[float, float]]) -> Iterator[Circle]:
    """The circle through three nodes of an arc, if all lie on it or on a smaller one around the same middle."""
    if len(points) < 4:  # noqa: PLR2004
        return
    for start in range(len(points)):
        three = [points[(start + step) % len(points)] for step in range(3)]
        circle = _through(*three)
        if circle is not None and _fits(points, circle):
            yield circle
            return


def _through(one: tuple[float, float], two: tuple[float, float], three: tuple[float, float]) -> Circle | None:
    """The circle through three points; ``None`` where they lie on a line."""
    (ax, ay), (bx, by), (cx, cy) = one, two, three
    d = 2 * (ax * (by - cy) + bx * (cy - ay) + cx * (ay - by))
    if abs(d) < 1e-6:  # noqa: PLR2004
        return None
    a, b, c = ax * ax + ay * ay, bx * bx + by * by, cx * cx + cy * cy
    x = (a * (by - cy) + b * (cy - ay) + c * (ay - by)) / d
    y = (a * (cx - bx) + b * (ax - cx) + c * (bx - ax)) / d
    return Circle(x, y, math.dist((x, y), one))


def _fits(points: Sequence[tuple[float, float]], circle: Circle) -> bool:
    middle, room = (circle.x, circle.y), ON_CIRCLE * circle.radius
    inner: list[float] = []
    for point in points:
        radius = math.dist(middle, point)
        if abs(radius - circle.radius) <= room:
            continue
        if radius >= 0.97 * circle.radius:
            return False  # most circles through three nodes of an outline end here, and there are thousands
        inner.append(radius)
    return len(points) - len(inner) >= 3 and (not inner or max(inner) - min(inner) <= room)  # noqa: PLR2004


def refined(circle: Circle, slices: Sequence[Slice]) -> tuple[Circle, float]:
    """The circle fitted to all outer nodes of its slices, and how far the worst of them is off, in points.

    Algebraic least squares (Kåsa 1976). Three nodes of one slice tell the middle less well than all of them.
    """
    room = ON_CIRCLE * circle.radius
    every = {point for one in slices for point in distinct(one.curve.points)}
    nodes = [point for point in every if abs(math.dist((circle.x, circle.y), point) - circle.radius) <= room]
    if len(nodes) < 4:  # noqa: PLR2004
        return circle, 0.0
    x, y = np.array(sorted(nodes)).T
    two_x, two_y, rest = np.linalg.lstsq(np.c_[x, y, np.ones_like(x)], x**2 + y**2, rcond=None)[0]
    radius = math.sqrt(rest + two_x**2 / 4 + two_y**2 / 4)
    fitted = Circle(float(two_x) / 2, float(two_y) / 2, radius)
    return fitted, float(np.abs(np.hypot(x - fitted.x, y - fitted.y) - radius).max())


def slice_of(curve: Curve, circle: Circle) -> Slice | None:
    """The sector of the circle that a curve is; ``None`` where its nodes lie elsewhere."""
    points = distinct(curve.points)
    if len(points) < 2:  # noqa: PLR2004
        return None
    room = ON_CIRCLE * circle.radius
    radii = [math.dist((circle.x, circle.y), point) for point in points]
    outer = [point for point, radius in zip(points, radii, strict=True) if abs(radius - circle.radius) <= room]
    inner = [radius for radius in radii if abs(radius - circle.radius) > room]
    if len(outer) < 2 or (inner and max(inner) - min(inner) > room):  # noqa: PLR2004
        return None
    ordered = _in_path_order(points, circle, room)
    angles = [math.degrees(math.atan2(y - circle.y, x - circle.x)) for x, y in ordered]
    sweep = sum(turn(after - before) for before, after in pairwise(angles))
    if not inner:
        return None  # a chord or a whole circle
    begin = angles[0] if sweep >= 0 else angles[-1]
    return Slice(curve, circle, begin % 360, abs(sweep), min(inner))


def _in_path_order(points: Sequence[tuple[float, float]], circle: Circle, room: float) -> list[tuple[float, float]]:
    """The nodes of the outer arc, from one end to the other: the path is turned so that it begins at one."""
    on = [abs(math.dist((circle.x, circle.y), point) - circle.radius) <= room for point in points]
    first = next((at for at in range(len(points)) if on[at] and not on[at - 1]), 0)
    turned = [(points[(first + step) % len(points)], on[(first + step) % len(points)]) for step in range(len(points))]
    arc: list[tuple[float, float]] = []
    for point, is_on in turned:
        if not is_on:
            break
        arc.append(point)
    return arc


def turn(degrees: float) -> float:
    """The same turn between -180 and 180 degrees."""
    return (degrees + 180) % 360 - 180


def _same(one: Slice, other: Slice) -> bool:
    return abs(turn(one.begin - other.begin)) < SAME_DEGREES and abs(one.sweep - other.sweep) < SAME_DEGREES


def whole(slices: Sequence[Slice]) -> tuple[Slice, ...]:
    """Slices that make up a circle, in order from the top; the same slice drawn twice is one."""
    kept: list[Slice] = []
    for one in slices:
        if one.sweep > 0 and not any(_same(one, other) for other in kept):
            kept.append(one)
    holes = [one.inner for one in kept]
    if kept and max(holes) - min(holes) > 0.03 * kept[0].circle.radius:
        return ()
    if len(kept) < 2 or abs(sum(one.sweep for one in kept) - 360) > OPEN_SHARE * 360:  # noqa: PLR2004
        return ()
    return tuple(sorted(kept, key=lambda one: (one.begin + 90.05) % 360))
