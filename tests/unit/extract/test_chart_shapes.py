"""What is a rectangle, what is a slice, and what scale labels tell, whatever the writer's way of drawing."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.charts.areas import is_rectangle
from pipeline.extract.charts.scales import scale_of_labels
from pipeline.extract.charts.slices import Circle, refined, slice_of, whole
from pipeline.extract.charts.texts import NumberText
from pipeline.model.document import Curve
from pipeline.model.geometry import BBox, hull
from pipeline.model.span import Span

Point = tuple[float, float]
INK = (0.2, 0.2, 0.6)


def curve(points: list[Point]) -> Curve:
    box = hull(BBox(x, y, x, y) for x, y in points)
    return Curve(box, tuple(points), INK, None)


def rounded(width: float, height: float, across: float, down: float) -> Curve:
    """A rectangle with corners of these radii, as writers draw it: nodes at the ends of each corner."""
    return curve(
        [
            (across, 0),
            (width - across, 0),
            (width, down),
            (width, height - down),
            (width - across, height),
            (across, height),
            (0, height - down),
            (0, down),
        ]
    )


def sector(circle: Circle, begin: float, sweep: float, decimals: int = 3) -> Curve:
    """A slice with nodes every 30 degrees at most, rounded as a file rounds them."""
    steps = max(1, math.ceil(sweep / 30))
    angles = [math.radians(begin + sweep * at / steps) for at in range(steps + 1)]
    arc = [(circle.x + circle.radius * math.cos(one), circle.y + circle.radius * math.sin(one)) for one in angles]
    return curve([(round(x, decimals), round(y, decimals)) for x, y in [*arc, (circle.x, circle.y)]])


@pytest.mark.parametrize(
    "shape",
    [
        rounded(40, 20, 3, 3),
        rounded(1.8, 38, 0.9, 3),  # a narrow segment: the radius across is cut to half its width
        rounded(25, 1.1, 3, 0.55),
        rounded(12, 60, 6, 6),  # round at both ends
    ],
)
def test_rounded_bars_are_rectangles(shape: Curve) -> None:
    assert is_rectangle(shape)


@pytest.mark.parametrize(
    "shape",
    [
        rounded(20, 20, 10, 10),  # a circle
        rounded(40, 20, 20, 10),  # an ellipse
        curve([(0, 0), (40, 0), (20, 30)]),
        curve([(0, 10), (10, 0), (60, 0), (50, 10)]),  # slanted
    ],
)
def test_circles_triangles_and_slanted_shapes_are_none(shape: Curve) -> None:
    assert not is_rectangle(shape)


@given(st.lists(st.floats(3, 60), min_size=2, max_size=8), st.floats(20, 120), st.floats(0, 360))
def test_slices_are_measured_to_the_files_last_digit(sizes: list[float], radius: float, begin: float) -> None:
    circle = Circle(200.4, 300.2, radius)
    shares = [one / sum(sizes) for one in sizes]
    edges = [begin + 360 * sum(shares[:at]) for at in range(len(shares) + 1)]
    curves = [sector(circle, start, end - start) for start, end in pairwise(edges)]
    guess = Circle(circle.x + 0.02, circle.y - 0.03, circle.radius)
    slices = whole([cut for one in curves if (cut := slice_of(one, guess)) is not None])
    assert len(slices) == len(shares)
    fitted, miss = refined(guess, slices)
    assert miss < 0.005
    again = whole([cut for one in curves if (cut := slice_of(one, fitted)) is not None])
    allowed = math.degrees(2 * 0.01 / radius)
    assert sorted(one.sweep for one in again) == pytest.approx(sorted(360 * one for one in shares), abs=allowed)


def label(value: float) -> NumberText:
    box = BBox(0, 0, 10, 8)
    return NumberText(Span(f"{value:g}", 1, (box,)), value, is_percent=False)


def test_a_bar_drawn_wrong_does_not_hide_in_the_error_of_the_scale() -> None:
    pairs = [(float(value), label(value)) for value in (370, 270, 159, 38, 15)]
    scale = scale_of_labels([*pairs, (22 * 1.05, label(22))])
    assert scale is not None
    assert scale.per_pt == pytest.approx(1)
    assert scale.precision_pt * scale.per_pt < 0.05


def test_labels_that_follow_no_length_tell_no_scale() -> None:
    assert scale_of_labels([(10, label(5)), (20, label(90)), (30, label(7)), (40, label(300))]) is None
