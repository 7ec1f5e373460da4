"""Captions that say which chart of the family they are of: texts on pages made by hand."""

from __future__ import annotations

import pytest

from pipeline.model.geometry import BBox
from pipeline.model.observation import Region
from pipeline.model.printed import Caption, CharPlace, Passage, PassageKind, Printed
from pipeline.model.span import Span
from pipeline.normalise.captioned import charts_captioned
from pipeline.normalise.labels import lexicon_of
from tests.fixtures.facts import known_family

FAMILY = known_family()
LEXICON = lexicon_of(FAMILY, 2024)


def at(text: str, page: int, top: float = 100) -> Caption:
    return Caption(Span(text, page, (BBox(50, top, 250, top + 10),)), Span("1", page, (BBox(50, top, 60, top + 10),)))


def found(*captions: Caption, regions: tuple[Region, ...] = ()) -> list[tuple[str, int]]:
    printed = Printed((), captions, (), ())
    return [(name, span.page) for name, span in charts_captioned(printed, regions, FAMILY.spec, LEXICON)]


@pytest.mark.parametrize(
    ("caption", "chart"),
    [
        ("Antal personer, uppdelat på kön och ålder", "figure_1"),
        ("Exploateringsform efter kön och ålder", "figure_2"),
        ("Former bland flickor", "figure_3"),
        ("Exploateringsform för pojkar, procent", "figure_4"),
        ("Hänvisande aktör", "figure_5"),
        ("Arbetskraft: personer i varje bransch", "industries"),
    ],
)
def test_a_caption_names_the_chart_whose_classes_it_has(caption: str, chart: str) -> None:
    assert found(at(f"Figur 4. {caption}", 3)) == [(chart, 3)]


@pytest.mark.parametrize(
    "caption",
    [
        "Ursprungsland",
        "Exploateringsform",
        "Kön, ålder och bransch",
        "Så hittades personerna",
        "Hänvisande aktör, flickor",
    ],
)
def test_other_captions_name_none(caption: str) -> None:
    assert found(at(caption, 3)) == []


def test_of_two_captions_for_one_chart_that_of_a_block_read_is_not_meant() -> None:
    one, other = at("Exploateringsform efter kön och ålder", 3), at("Form, kön och ålder", 4)
    assert found(one, other) == []
    assert found(one, other, regions=(Region("form_boxes", 4, BBox(50, 120, 500, 400)),)) == [("figure_2", 3)]
    assert found(one, other, regions=(Region("form_boxes", 4, BBox(50, 300, 500, 400)),)) == []


def test_where_no_caption_is_numbered_texts_by_themselves_are_but_labels_and_numbers_are_not() -> None:
    texts = ("Form hos flickor", "Flickor", "Flickor 12", "Hänvisande aktör")
    printed = Printed((), (), (), tuple(label(text, 20 * row) for row, text in enumerate(texts)))
    names = [name for name, _ in charts_captioned(printed, (), FAMILY.spec, LEXICON)]
    assert names == ["figure_3", "figure_5"]


def label(text: str, top: float) -> Passage:
    places = tuple(
        None if char.isspace() else CharPlace(1, 0, BBox(50 + 5 * number, top, 55 + 5 * number, top + 10))
        for number, char in enumerate(text)
    )
    return Passage(PassageKind.LABEL, text, places)
