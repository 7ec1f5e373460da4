"""Where a sentence is cut, and how each number hangs on the one before it."""

from __future__ import annotations

from itertools import pairwise

import pytest

from pipeline.normalise.prose.parts import Bond, Part, parts_of
from pipeline.normalise.prose.reader import analyse
from pipeline.normalise.prose.sentences import sentences_of
from pipeline.normalise.prose.stated import stated_in
from tests.fixtures.told import YEAR, first_lexicon

ATTRIBUTES = ("sex", "age")


def parts(text: str) -> tuple[Part, ...]:
    """The parts of a text of one sentence."""
    analysed = analyse(text, first_lexicon(), YEAR)
    (sentence,) = sentences_of(text)
    return parts_of(text, sentence, stated_in(sentence, analysed, ATTRIBUTES), analysed.mentions)


def bonds(text: str) -> list[Bond]:
    return [one.bond for one in parts(text)]


@pytest.mark.parametrize(
    ("text", "bond"),
    [
        # A base that stands first.
        ("Av 40 personer var 30 vuxna.", Bond.OF_BASE),
        ("Av de 40 personerna kom 30 från Kina.", Bond.OF_BASE),
        ("Bland de 40 identifierade fanns 30 vuxna.", Bond.OF_BASE),
        ("Av totalt 40 ärenden gällde 30 vuxna.", Bond.OF_BASE),
        # A base that stands behind.
        ("30 av 40 personer var vuxna.", Bond.BASE_OF),
        ("30 fall av sammanlagt 40 gällde vuxna.", Bond.BASE_OF),
        ("30 av de totalt 40 personerna var vuxna.", Bond.BASE_OF),
        # The same once more.
        ("30 vuxna kom, vilket motsvarar 75 procent.", Bond.SAME),
        ("30 vuxna kom, motsvarande 75 procent.", Bond.SAME),
        ("30 vuxna (75 procent) kom.", Bond.SAME),
        ("30 personer, eller 75 procent, var vuxna.", Bond.SAME),
        ("Hälften av ärendena, 20 stycken, gällde barn.", Bond.SAME),
        # A part of it.
        ("40 personer kom, varav 30 vuxna.", Bond.OF_WHICH),
        ("40 personer kom, däribland 30 vuxna.", Bond.OF_WHICH),
        ("40 personer kom, av vilka 30 var vuxna.", Bond.OF_WHICH),
        ("40 personer kom, 30 av dem vuxna.", Bond.NEXT),
        # From one period to another.
        ("Antalet barn ökade från 30 till 40.", Bond.FROM_TO),
        ("Antalet barn ökade från 30 år 2029 till 40 i år.", Bond.FROM_TO),
        ("Antalet barn ökade från cirka 30 till drygt 40.", Bond.FROM_TO),
        ("Andelen kvinnor sjönk från 40 procent till 30 procent.", Bond.FROM_TO),
        # Against another.
        ("40 barn kom, mot 30 året innan.", Bond.AGAINST),
        ("40 barn kom, jämfört med 30 i fjol.", Bond.AGAINST),
        ("40 barn kom, att jämföra med 30 i fjol.", Bond.AGAINST),
        ("40 flickor kom mot 30 pojkar.", Bond.AGAINST),
        # Side by side.
        ("40 flickor och 30 pojkar kom.", Bond.NEXT),
        ("40 kom från Kina, 30 från Ukraina.", Bond.NEXT),
        ("40 kom från Kina medan 30 kom från Ukraina.", Bond.NEXT),
        ("Kina (40) och Ukraina (30) är vanligast.", Bond.NEXT),
        ("Kvinnor respektive män var 40 respektive 30.", Bond.NEXT),
    ],
)
def test_the_second_number_hangs_on_the_first(text: str, bond: Bond) -> None:
    assert bonds(text) == [Bond.FIRST, bond]


def test_every_number_of_a_list_hangs_on_the_one_before() -> None:
    text = "Av 40 personer var 30 vuxna (75 procent), varav tolv kvinnor, mot 28 i fjol."
    assert bonds(text) == [Bond.FIRST, Bond.OF_BASE, Bond.SAME, Bond.OF_WHICH, Bond.AGAINST]


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("40 flickor och 30 pojkar kom.", ["40 flickor", " och 30 pojkar kom."]),
        ("40 kom från Kina, 30 från Ukraina.", ["40 kom från Kina", ", 30 från Ukraina."]),
        ("40 kom, varav 30 vuxna.", ["40 kom", ", varav 30 vuxna."]),
        ("Från Kina kom 40, medan 30 kom från Ukraina.", ["Från Kina kom 40", ", medan 30 kom från Ukraina."]),
        ("I Kina (40) och i Ukraina (30).", ["I Kina (40", ") och i Ukraina (30)."]),
        # A joined name is not cut in two.
        (
            "40 kom från bygg och 30 från hotell och restaurang.",
            ["40 kom från bygg", " och 30 från hotell och restaurang."],
        ),
    ],
)
def test_a_part_has_the_words_that_are_about_its_number(text: str, cut: list[str]) -> None:
    assert [text[one.start : one.end] for one in parts(text)] == cut


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Text utan tal.",
        "Av 40 personer var 30 vuxna (75 procent), varav tolv kvinnor, mot 28 i fjol.",
        "Från polisen (59), Migrationsverket (97) och civilsamhället (38) kom flest.",
    ],
)
def test_parts_follow_each_other_and_fill_the_sentence(text: str) -> None:
    found = parts(text) if text else ()
    edges = [edge for one in found for edge in (one.start, one.end)]
    assert edges == sorted(edges)
    assert all(left.end == right.start for left, right in pairwise(found))
    assert not found or (found[0].start, found[-1].end) == (0, len(text))
    assert all(one.start <= one.quantity.start < one.quantity.end <= one.end for one in found)


def test_a_sentence_without_numbers_has_no_parts() -> None:
    assert parts("Text utan tal.") == ()
