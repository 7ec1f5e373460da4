"""Words as outlines are told from maps and ornaments."""

from __future__ import annotations

import random

from pipeline.extract.unread import OUTLINES, PICTURE, unread_regions
from pipeline.model.chart import Chart, ChartKind, Mark, Orientation, Scale, ScaleSource
from pipeline.model.document import Curve, Image, Page
from pipeline.model.geometry import BBox

INK = (0.1, 0.1, 0.1)


def outline(x0: float, top: float, x1: float, bottom: float) -> Curve:
    """A closed path that is no rectangle."""
    middle = (x0 + x1) / 2
    points = ((x0, bottom), (middle, top), (x1, bottom), (middle, (top + bottom) / 2))
    return Curve(BBox(x0, top, x1, bottom), points, INK, None)


def word(letters: int, x0: float, baseline: float) -> list[Curve]:
    return [outline(x0 + 6 * at, baseline - 7, x0 + 6 * at + 5, baseline) for at in range(letters)]


def page(curves: list[Curve], images: tuple[Image, ...] = ()) -> Page:
    return Page(1, 595, 842, (), (), (), tuple(curves), images, (), (), ())


def test_lines_of_outlined_words_near_each_other_are_one_region() -> None:
    found = unread_regions(page([*word(9, 100, 200), *word(6, 100, 214)]), ())
    assert [(one.reason, one.bbox) for one in found] == [(OUTLINES, BBox(100, 193, 153, 214))]


def test_few_outlines_away_from_any_chart_are_an_ornament() -> None:
    assert unread_regions(page(word(5, 100, 200)), ()) == ()


def test_islands_of_a_map_stand_on_no_line() -> None:
    lot = random.Random(7)  # noqa: S311 -- test data
    islands = []
    for _ in range(200):
        x, y, size = lot.uniform(100, 400), lot.uniform(100, 600), lot.uniform(2, 20)
        islands.append(outline(x, y, x + size, y + size * lot.uniform(0.6, 1.6)))
    assert unread_regions(page(islands), ()) == ()


def test_names_written_aslant_below_a_chart_are_one_region_with_it() -> None:
    plot = BBox(100, 100, 200, 200)
    mark = Mark(BBox(100, 150, 110, 200), "#336699", 50.0, 0.1)
    chart = Chart(1, plot, ChartKind.SINGLE, Orientation.VERTICAL, Scale(ScaleSource.NONE, 1, 0, 0.01), (mark,))
    aslant = [outline(100 + 6 * at, 225 - 5 * (at % 5), 105 + 6 * at, 232 - 5 * (at % 5)) for at in range(15)]
    found = unread_regions(page(aslant), (chart,))
    assert [(one.reason, one.bbox) for one in found] == [(OUTLINES, BBox(100, 100, 200, 232))]


def test_each_picture_is_one_region_however_often_it_is_placed() -> None:
    box = BBox(10, 10, 110, 60)
    found = unread_regions(page([], (Image(box, 0.25), Image(box, 0.25))), ())
    assert [(one.reason, one.bbox) for one in found] == [(PICTURE, box)]
