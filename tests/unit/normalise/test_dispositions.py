from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from pipeline.model.chart import Chart, ChartKind, Mark, Orientation, Scale, ScaleSource
from pipeline.model.geometry import BBox
from pipeline.model.observation import UNEXPLAINED, TokenReading
from pipeline.model.printed import CharPlace, Passage, PassageKind
from pipeline.model.span import Span
from pipeline.normalise.asides import nameless_marks, set_aside
from pipeline.normalise.dispositions import disposition
from pipeline.normalise.prose.reader import PassageReading
from pipeline.normalise.tokens import tokens_of


def passage(text: str, kind: PassageKind, page: int = 1) -> Passage:
    """One line of text, its characters side by side."""
    places = [None if char == " " else CharPlace(page, 0, BBox(i, 0, i + 1, 1)) for i, char in enumerate(text)]
    return Passage(kind, text, tuple(places))


@pytest.mark.parametrize(
    ("printed", "text", "kind", "page", "word"),
    [
        ("2024", "Under 2024 fick", PassageKind.PARAGRAPH, 1, "year"),
        ("mailto:nilsson%40exempel.se", "mailto:nilsson%40exempel.se", PassageKind.LINK, 1, "contact"),
        ("020-390 000", "Ring 020-390 000", PassageKind.PARAGRAPH, 1, "contact"),
        ("4", "Figur4. Pojkar", PassageKind.CAPTION, 1, "figure_number"),
        ("7", "7", PassageKind.FURNITURE, 7, "page_number"),
        ("8", "Version 8", PassageKind.FURNITURE, 7, "other"),
        ("40%", "40%", PassageKind.AXIS, 1, "axis_tick"),
        ("430", "totalt 430 personer", PassageKind.PARAGRAPH, 1, "unexplained"),
        ("12", "12", PassageKind.LABEL, 1, "unexplained"),
        ("18", "Kvinnor 18 år och äldre", PassageKind.LABEL, 1, "other"),
        ("0–17", "Flickor 0–17 år", PassageKind.LABEL, 1, "other"),
        ("201", "Kvinnor över 18 år 201", PassageKind.LABEL, 1, "unexplained"),
        ("12", "Kvinnor 12 år 2024", PassageKind.LABEL, 1, "unexplained"),
        ("1", "1", PassageKind.MARK, 1, "other"),
        ("¹", "¹", PassageKind.MARK, 1, "other"),
        ("2024", "2024 personer", PassageKind.PARAGRAPH, 1, "unexplained"),
        ("18", "en 18-åring", PassageKind.PARAGRAPH, 1, "other"),
        ("en", "en plats", PassageKind.PARAGRAPH, 1, "article"),
        ("andra", "bland andra myndigheter", PassageKind.PARAGRAPH, 1, "other"),
    ],
)
def test_a_token_that_is_no_observation_is_told_by_rule(
    printed: str, text: str, kind: PassageKind, page: int, word: str
) -> None:
    here = passage(text, kind, page)
    (token,) = (one for one in tokens_of(here) if one.span.text == printed)
    assert disposition(token, here, PassageReading())[0] == word


def test_every_disposition_says_why() -> None:
    for kind in PassageKind:
        here = passage("12", kind)
        assert all(disposition(token, here, PassageReading())[1] for token in tokens_of(here))


def test_a_number_at_a_mark_of_a_chart_without_names_is_known_for_one_and_beside_it_is_not() -> None:
    places = [Span(text, 1, (BBox(left, 0, left + 10, 8),)) for text, left in (("12", 0), ("30", 100))]
    tokens = [TokenReading(one, PassageKind.LABEL, Decimal(one.text), UNEXPLAINED, "") for one in places]
    bar = Mark(BBox(0, 10, 10, 40), "#14375e", 12.0, 0.1, label=places[0])
    scale = Scale(ScaleSource.LABELS, 1, 0, 0.1)
    chart = Chart(1, BBox(0, 0, 10, 40), ChartKind.SINGLE, Orientation.VERTICAL, scale, (bar,))
    named = replace(chart, categories=(Span("Fisk", 1, (BBox(0, 42, 10, 50),)),))
    found = [set_aside(tokens, nameless_marks([one]), "nameless_mark") for one in (chart, named)]
    assert [[one.disposition for one in read] for read in found] == [["nameless_mark", UNEXPLAINED], [UNEXPLAINED] * 2]
