from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.model.document import Glyph
from pipeline.model.geometry import BBox
from pipeline.model.observation import TokenReading
from pipeline.model.printed import Entry, Pairing, PassageKind
from pipeline.model.span import Span
from pipeline.model.verdict import Severity, Verdict
from pipeline.validate.glyph_places import GlyphPlaces
from pipeline.validate.readers import read_clause, read_pairing, read_text, reader_checks, token_dissents
from tests.fixtures.facts import observation
from tests.fixtures.pages import document, page

NUMBER = Span("69", 1, (BBox(100, 50, 110, 60),))


def glyphs(text: str, x0: float = 100) -> list[Glyph]:
    return [Glyph(char, BBox(x0 + 5 * i, 52, x0 + 5 * i + 4, 59)) for i, char in enumerate(text)]


def test_the_same_characters_in_the_box_agree() -> None:
    assert str(read_text(NUMBER, {1: GlyphPlaces([*glyphs("69"), *glyphs("4", 140)])})) == "2/2"


@pytest.mark.parametrize(("seen", "dissent"), [("96", "96"), ("6", "6"), ("", "nothing")])
def test_other_characters_in_the_box_are_told(seen: str, dissent: str) -> None:
    reading = read_text(NUMBER, {1: GlyphPlaces(glyphs(seen))})
    assert (str(reading), reading.dissent) == ("1/2", dissent)


def test_a_number_whose_label_overlaps_another_is_told_and_an_address_is_not() -> None:
    garbled = TokenReading(NUMBER, PassageKind.LABEL, None, "unexplained", "")
    link = TokenReading(NUMBER, PassageKind.LINK, None, "contact", "")
    whole = replace(page(), witness=(*glyphs("69"), *glyphs("4", 103)))
    assert token_dissents([garbled, link], document(whole)) == ((NUMBER, "694"),)
    assert token_dissents([garbled], document(replace(page(), witness=tuple(glyphs("69"))))) == ()


def entry(second: Pairing | None, heading: str = "Arbetskraft") -> Entry:
    return Entry(NUMBER, Span("Kvinnor", 1, NUMBER.boxes), (Span(heading, 1, NUMBER.boxes),), second)


@pytest.mark.parametrize(
    ("second", "reading", "disagrees"),
    [
        (Pairing("camelot", "Kvinnor:", ("Arbetskraft  Totalt: 233",)), "2/2", False),
        (Pairing("camelot", "Arbetskraft Kvinnor", ()), "2/2", False),
        (Pairing("camelot", "Män", ("Arbetskraft",)), "1/2", True),
        (Pairing("camelot", "Kvinnor", ("Kriminalitet",)), "1/2", True),
        (None, "1/2", False),
    ],
)
def test_label_and_heading_have_to_be_the_same_in_both_geometries(
    second: Pairing | None, reading: str, *, disagrees: bool
) -> None:
    result = read_pairing(entry(second), "Kvinnor", "Arbetskraft")
    assert (str(result), bool(result.dissent)) == (reading, disagrees)


TWO_LINES = Span("Arbete i hemmet", 1, (BBox(50, 50, 80, 60), BBox(50, 62, 80, 72)))


@pytest.mark.parametrize(
    ("second", "disagrees"),
    [
        (Pairing("camelot", "Kvinnor", ("Arbete i",)), False),
        (Pairing("camelot", "Kvinnor", ("Ar",)), True),
        (Pairing("camelot", "Kvinnor", ("hemmet",)), True),
        (Pairing("camelot", "hemmet Kvinnor", ("Arbete i",)), False),
        (Pairing("camelot", "staden Kvinnor", ("Arbete i",)), True),
        (Pairing("camelot", "Arbete i hemmet Kvinnor", ("Arbete i hemmet",)), False),
    ],
)
def test_the_first_lines_of_a_heading_over_several_are_enough(second: Pairing, *, disagrees: bool) -> None:
    one = replace(entry(second), headings=(TWO_LINES,))
    assert bool(read_pairing(one, "Kvinnor", TWO_LINES.text).dissent) == disagrees


def test_the_beginning_of_a_heading_on_one_line_is_not_enough() -> None:
    seen = Pairing("camelot", "Kvinnor", ("Arbets",))
    assert read_pairing(entry(seen), "Kvinnor", "Arbetskraft").dissent


@pytest.mark.parametrize(
    ("pages", "reading"),
    [
        ({1: "underåretfick81kvinnorstöd", 2: ""}, "2/2"),
        ({1: "underåretfick figur kvinnorstöd", 2: ""}, "1/2"),
        ({1: "xårfick81", 2: "kvinnory"}, "2/2"),
    ],
)
def test_a_clause_is_read_in_one_go_by_the_second_engine_also_over_pages(pages: dict[int, str], reading: str) -> None:
    later = (Span("fick 81 kvinnor", 2, NUMBER.boxes),) if pages[2] else ()
    assert str(read_clause(Span("fick 81 kvinnor", 1, NUMBER.boxes, later), pages)) == reading


def test_a_number_broken_over_pages_is_held_against_both() -> None:
    number = Span("tjugofem", 1, (BBox(0, 0, 40, 10),), (Span("tjugofem", 2, (BBox(0, 0, 40, 10),)),))
    first = [Glyph(char, BBox(5 * i, 2, 5 * i + 4, 9)) for i, char in enumerate("tjugo")]
    second = [Glyph(char, BBox(5 * i, 2, 5 * i + 4, 9)) for i, char in enumerate("fem")]
    assert str(read_text(number, {1: GlyphPlaces(first), 2: GlyphPlaces(second)})) == "2/2"
    assert str(read_text(number, {1: GlyphPlaces(first), 2: GlyphPlaces()})) == "1/2"


def test_a_reader_that_disagrees_breaks_the_check_and_one_that_saw_nothing_leaves_it_undecided() -> None:
    one = observation(69, exploitation_form="labour", sex="female", age="adult")
    agree, dissent = (
        read_text(NUMBER, {1: GlyphPlaces(glyphs("69"))}),
        read_text(NUMBER, {1: GlyphPlaces(glyphs("96"))}),
    )
    unseen = read_pairing(entry(None), "Kvinnor", "Arbetskraft")
    (broken,) = reader_checks([one], {one.observation_id: (dissent, agree)})
    (undecided,) = reader_checks([one], {one.observation_id: (agree, unseen)})
    assert (broken.verdict, broken.severity) == (Verdict.BREAKS, Severity.REFUSAL)
    assert (undecided.verdict, undecided.severity) == (Verdict.UNDECIDED, Severity.NOTE)
