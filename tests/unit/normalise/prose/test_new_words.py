"""Sentences on classes that only this edition's blocks name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.model.observation import UnknownLabel
from pipeline.model.printed import PassageKind
from pipeline.normalise.prose.lexicon import prose_lexicon
from pipeline.normalise.prose.new_words import with_new_words
from pipeline.normalise.prose.reader import read_prose
from pipeline.spec.loading import Family
from pipeline.spec.schema import NewLabel, YearSpec
from tests.fixtures.audit import span
from tests.fixtures.facts import known_family

FAMILY = known_family()


def unknown(label: str, *dimensions: str) -> UnknownLabel:
    return UnknownLabel("industries", "industry", span(label), None, (), dimensions or ("industry",))


def meanings(
    text: str, *labels: UnknownLabel, drawn: tuple[UnknownLabel, ...] = (), family: Family = FAMILY
) -> list[str]:
    spec = with_new_words(family, 2031, labels, drawn)
    assert spec.prose is not None
    found = prose_lexicon(spec, spec.prose).find(text)
    return [one.codes["industry"] for one in found if "industry" in one.codes]


def test_a_merged_class_is_one_and_no_more_the_two_that_it_was_merged_from() -> None:
    text = "Vanligast är bygg och städ."
    assert meanings(text) == ["construction", "cleaning"]
    assert meanings(text, unknown("Bygg och städ totalt")) == ["new:Bygg och städ"]


@pytest.mark.parametrize("label", ["Personer", "Spa", "Hus 7", "Bygg*"])
def test_what_sentences_know_already_and_pieces_of_labels_are_no_new_words(label: str) -> None:
    assert meanings(label.casefold(), unknown(label)) == meanings(label.casefold())


def test_labels_of_several_dimensions_are_no_words() -> None:
    assert meanings("spahotell", unknown("Spahotell", "sex", "age")) == []


def test_of_charts_only_names_of_several_words_count() -> None:
    assert meanings("spahotell", drawn=(unknown("Spahotell"),)) == []
    assert meanings("jord och skog", drawn=(unknown("Jord och skog"),)) == ["new:Jord och skog"]


def test_a_label_that_a_year_settles_is_a_word_for_its_class() -> None:
    label = NewLabel(vocabulary="industry", label="Lokalvård", codes={"industry": "cleaning"}, reason="Renamed.")
    family = replace(FAMILY, years={2031: YearSpec(edition_year=2031, labels=(label,))})
    assert meanings("inom lokalvård", family=family) == ["cleaning"]


def test_a_class_that_the_family_knows_says_more_than_a_new_word_beside_the_same_number() -> None:
    spec = with_new_words(FAMILY, 2031, [unknown("Salonger")], ())
    text = "Vi fann 27 ärenden från salonger, alla inom skönhet och kroppsvård. I salonger hittades 61 personer."
    (reading,) = read_prose([(PassageKind.PARAGRAPH, text)], spec, 2031)
    assert [one.codes["industry"] for one in reading.claims] == ["beauty_body_care", "new:Salonger"]
