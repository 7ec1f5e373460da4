from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.reading_order import reading_order
from pipeline.model.geometry import BBox

WHOLE = BBox(50, 100, 500, 120)


def column(left: float, *spans: tuple[float, float]) -> list[BBox]:
    return [BBox(left, top, left + 200, bottom) for top, bottom in spans]


def in_order(*boxes: BBox, separators: tuple[BBox, ...] = ()) -> list[BBox]:
    return [boxes[index] for index in reading_order(boxes, range(0), separators)]


def test_columns_are_read_from_the_left_each_from_the_top() -> None:
    left, right = column(50, (100, 200), (210, 300)), column(300, (100, 150), (160, 300))
    assert in_order(right[1], left[1], right[0], left[0]) == [*left, *right]


def test_what_spans_both_columns_parts_what_is_above_from_what_is_below() -> None:
    above = [*column(50, (20, 90)), *column(300, (20, 90))]
    below = [*column(50, (130, 200)), *column(300, (130, 200))]
    assert in_order(below[1], above[1], WHOLE, below[0], above[0]) == [*above, WHOLE, *below]


def test_a_picture_without_text_parts_columns_too() -> None:
    above = [*column(50, (20, 90)), *column(300, (20, 90))]
    below = [*column(50, (130, 200)), *column(300, (130, 200))]
    assert in_order(*below, *above, separators=(WHOLE,)) == [*above, *below]


def test_a_figure_inside_one_column_does_not_part_the_other() -> None:
    left, right = column(50, (20, 90), (100, 160), (170, 300)), column(300, (20, 300))
    assert in_order(*right, *left) == [*left, *right]


@pytest.mark.parametrize("right", [150, 280, 301, 380])
def test_a_short_heading_spans_the_columns_that_begin_below_it(right: float) -> None:
    above = [*column(50, (20, 90)), *column(300, (20, 90))]
    heading = BBox(50, 100, right, 112)
    below = [*column(50, (120, 200)), *column(300, (120, 200))]
    boxes = [*below, heading, *above]
    assert [boxes[index] for index in reading_order(boxes, {2})] == [*above, heading, *below]


def test_a_heading_in_the_left_column_does_not_span_text_beside_it() -> None:
    left = [*column(50, (20, 90)), BBox(50, 100, 150, 112), *column(50, (120, 200))]
    right = column(300, (20, 105), (120, 200))
    boxes = [*right, *left]
    assert [boxes[index] for index in reading_order(boxes, {3})] == [*left, *right]


coordinates = st.integers(0, 50).map(lambda step: step * 10.0)


@st.composite
def some_boxes(draw: st.DrawFn) -> BBox:
    (x0, x1), (top, bottom) = (sorted((draw(coordinates), draw(coordinates))) for _ in range(2))
    return BBox(x0, top, x1 + 5, bottom + 5)


@given(st.lists(some_boxes(), max_size=12))
def test_every_box_comes_once_however_they_lie(boxes: list[BBox]) -> None:
    assert sorted(reading_order(boxes, range(0, len(boxes), 3))) == list(range(len(boxes)))


@given(st.lists(some_boxes(), max_size=12, unique=True), st.randoms())
def test_the_order_does_not_depend_on_the_order_of_drawing(boxes: list[BBox], dice: object) -> None:
    shuffled = list(boxes)
    dice.shuffle(shuffled)  # type: ignore[attr-defined]  # a random.Random
    assert in_order(*boxes) == in_order(*shuffled)
