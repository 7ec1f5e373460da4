from __future__ import annotations

import pytest

from pipeline.normalise.labels import Lexicon, is_total, lexicon_of
from pipeline.spec.loading import FAMILIES, load_family
from tests.fixtures.audit import span


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return lexicon_of(load_family(FAMILIES / "regionkoordinatorerna"), 2024)


@pytest.mark.parametrize(
    ("vocabulary", "label", "codes"),
    [
        ("sex_and_age", "Kvinnor:", {"sex": "female", "age": "adult"}),
        ("sex_and_age", "Okänd ålder, okänt kön", {"sex": "_U", "age": "_U"}),
        ("sex_and_age", "OKÄND ÅLDER KVINNOR", {"sex": "female", "age": "_U"}),
        ("form_headings", "Sexuella  ändamål", {"exploitation_form": "sexual"}),
        ("form_headings", "Tvångsäktenslap", {"exploitation_form": "forced_marriage"}),
        ("industry", "Hotell- och restaurang", {"industry": "hotel_restaurant"}),
        ("industry", "Vet ej", {"industry": "_U"}),
        ("form_headings", "Vet ej", {"exploitation_form": "_U"}),
        ("origin", "Filippinerna", {"origin": "PH"}),
        ("origin", "Colombia", {"origin": "CO"}),
        ("age", "Barn", {"age": "child"}),
    ],
)
def test_a_label_means_its_codes_in_its_vocabulary(
    lexicon: Lexicon, vocabulary: str, label: str, codes: dict[str, str]
) -> None:
    assert lexicon.meaning(vocabulary, label) == codes


@pytest.mark.parametrize(
    ("vocabulary", "label"), [("age", "Kvinnor"), ("industry", "Arbetskraft"), ("origin", "Totalt")]
)
def test_a_label_of_another_vocabulary_means_nothing(lexicon: Lexicon, vocabulary: str, label: str) -> None:
    assert lexicon.meaning(vocabulary, label) is None


def test_a_misspelling_of_one_year_is_unknown_in_another() -> None:
    other = lexicon_of(load_family(FAMILIES / "regionkoordinatorerna"), 2025)
    assert other.meaning("form_headings", "Tvångsäktenslap") is None
    unknown = other.unknown("form_boxes", "form_headings", span("Tvångsäktenslap"))
    assert (unknown.nearest, unknown.nearest_codes) == ("Tvångsäktenskap", (("exploitation_form", "forced_marriage"),))
    assert unknown.new_in == ("exploitation_form",)


def test_nothing_is_near_to_a_label_of_another_kind(lexicon: Lexicon) -> None:
    unknown = lexicon.unknown("form_boxes", "age", span("Biltvätt"))
    assert (unknown.nearest, unknown.nearest_codes) == (None, ())


@pytest.mark.parametrize("text", ["Totalt", "Totalt:", "SUMMA", "Samtliga", "Totalt antal", "Antal totalt"])
def test_words_for_the_total_are_general(text: str) -> None:
    assert is_total(text)


@pytest.mark.parametrize(
    "text", ["Arbetskraft", "Arbetskraft totalt", "Totalt antal Arbetskraft", "Summa arbetskraft:"]
)
def test_words_for_the_total_beside_a_name_are_no_part_of_it(lexicon: Lexicon, text: str) -> None:
    assert lexicon.meaning_of_heading("form_headings", text) == {"exploitation_form": "labour"}


def test_a_word_for_a_number_alone_is_part_of_a_name(lexicon: Lexicon) -> None:
    assert lexicon.meaning_of_heading("form_headings", "Antal arbetskraft") is None
