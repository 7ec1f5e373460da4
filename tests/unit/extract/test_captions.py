"""Lines that are captions of figures and tables, and lines that only speak of them."""

from __future__ import annotations

import pytest

from pipeline.extract.captions import captions_of
from pipeline.extract.lines import fragments_of
from tests.fixtures.pages import line, page


def captions(text: str) -> list[tuple[str, str | None]]:
    found = captions_of(fragments_of(page(line(text, 50, 100))))
    return [(one.span.text, one.number.text if one.number else None) for one in found]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Figur 2. Fisk i sjöar", "2"),
        ("Figur2 Fisk", "2"),
        ("Tab. 11: Fisk", "11"),
        ("Figur B. Fisk", None),
        ("Bild H Fisk i sjöar", None),
    ],
)
def test_a_word_for_figures_with_a_number_or_a_letter_begins_a_caption(text: str, number: str | None) -> None:
    assert captions(text) == [(text, number)]


@pytest.mark.parametrize("text", ["Diagram A visar fisk", "Karta över sjöar", "Bilden är ny", "Figur i sten"])
def test_a_sentence_about_a_figure_is_no_caption(text: str) -> None:
    assert captions(text) == []
