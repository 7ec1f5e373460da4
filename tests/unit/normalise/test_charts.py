"""Charts made by hand, told by their names and by what stands above or below them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.model.chart import Chart, ChartKind, Mark, Orientation, Scale, ScaleSource
from pipeline.model.geometry import BBox
from pipeline.model.printed import CharPlace, Passage, PassageKind, Printed
from pipeline.model.span import Span
from pipeline.normalise.charts import code_charts, unknown_names
from pipeline.normalise.labels import lexicon_of
from pipeline.normalise.page_words import page_words
from tests.fixtures.facts import known_family


def pie() -> Chart:
    """Two slices with their names, at 100 to 200 pt from left and top."""
    marks = [
        Mark(BBox(100, 100, 200, 200), "#14375e", value, 0.01, Span(name, 1, (BBox(100, top, 150, top + 8),)))
        for name, value, top in (("Arbetskraft", 60.0, 205), ("Tiggeri", 40.0, 215))
    ]
    scale = Scale(ScaleSource.TOTAL, 1, 0, 0.01, "percent")
    return Chart(1, BBox(100, 100, 200, 200), ChartKind.PIE, Orientation.NONE, scale, tuple(marks))


def standing_by_itself(text: str, top: float, x0: float = 100) -> Passage:
    boxes = [BBox(x0 + 2 * at, top, x0 + 2 * at + 2, top + 8) for at in range(len(text))]
    places = (None if char == " " else CharPlace(1, 0, box) for char, box in zip(text, boxes, strict=True))
    return Passage(PassageKind.LABEL, text, tuple(places))


def blocks_of(*passages: Passage) -> list[str]:
    family = known_family()
    printed = Printed((), (), (), passages, charts=(pie(),))
    coded = code_charts(printed, page_words(passages), family.spec, lexicon_of(family, 2031))
    return [one.block_id for one in coded]


@pytest.mark.parametrize(("girls", "boys"), [(80, 250), (230, 60)])
def test_a_chart_without_a_numbered_caption_is_what_the_title_nearest_to_it_says(girls: float, boys: float) -> None:
    assert blocks_of(standing_by_itself("Flickor", girls), standing_by_itself("Pojkar", boys)) == ["figure_3"]


def test_a_title_that_names_two_charts_tells_neither() -> None:
    assert blocks_of(standing_by_itself("Flickor och pojkar", 80)) == []


@pytest.mark.parametrize(("top", "x0"), [(300, 100), (80, 300), (20, 100)])
def test_what_stands_far_from_a_chart_or_beside_it_is_no_title(top: float, x0: float) -> None:
    assert blocks_of(standing_by_itself("Flickor", top, x0)) == []


def test_a_category_of_which_nothing_is_drawn_is_told_if_nobody_knows_it() -> None:
    family = known_family()
    bare = [Span(name, 1, (BBox(100, top, 150, top + 8),)) for name, top in (("Kriminalitet", 225), ("Slaveri", 235))]
    chart = replace(pie(), categories=(*(one.category for one in pie().marks if one.category), *bare))
    title = standing_by_itself("Flickor", 80)
    lexicon, printed = lexicon_of(family, 2031), Printed((), (), (), (title,), charts=(chart,))
    coded = code_charts(printed, page_words((title,)), family.spec, lexicon)
    assert [one.label.text for one in unknown_names(coded, family.spec, lexicon)] == ["Slaveri"]


def test_a_chart_of_which_few_marks_have_names_is_none_that_the_family_knows() -> None:
    family, chart = known_family(), pie()
    nameless = tuple(replace(chart.marks[0], category=None) for _ in range(3))
    title = standing_by_itself("Flickor", 80)

    def coded(*marks: Mark) -> list[str]:
        printed = Printed((), (), (), (title,), charts=(replace(chart, marks=marks),))
        return [
            one.block_id for one in code_charts(printed, page_words((title,)), family.spec, lexicon_of(family, 2031))
        ]

    assert coded(*chart.marks, *nameless[:2]) == ["figure_3"]
    assert coded(*chart.marks, *nameless) == []
