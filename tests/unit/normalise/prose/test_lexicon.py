from __future__ import annotations

import pytest

from pipeline.normalise.prose.lexicon import Mention, Sort, unknown_cues
from tests.fixtures.told import first_lexicon


def found(text: str) -> tuple[Mention, ...]:
    return first_lexicon().find(text)


def terms(text: str) -> list[tuple[str, dict[str, str]]]:
    """Each term as printed with its likeliest codes."""
    return [(text[one.start : one.end], dict(one.codes)) for one in found(text) if one.sort is Sort.TERM]


def codes(text: str) -> list[dict[str, str]]:
    return [said for _, said in terms(text)]


@pytest.mark.parametrize(
    ("text", "printed", "said"),
    [
        ("tolv kvinnor och flickor kom", "kvinnor och flickor", {"sex": "female"}),
        ("tolv flickor och kvinnor kom", "flickor och kvinnor", {"sex": "female"}),
        ("tolv män eller pojkar kom", "män eller pojkar", {"sex": "male"}),
        ("tolv vuxna och barn kom", "vuxna och barn", {}),
        ("tolv kvinnor/flickor kom", "kvinnor/flickor", {"sex": "female"}),
        ("tolv män samt pojkar kom", "män samt pojkar", {"sex": "male"}),
    ],
)
def test_terms_that_are_a_class_together_are_joined(text: str, printed: str, said: dict[str, str]) -> None:
    assert terms(text) == [(printed, said)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("kvinnor och män", [{"sex": "female"}, {"sex": "male"}]),
        # There is a third sex in the list: these two are not all children.
        ("flickor och pojkar", [{"sex": "female", "age": "child"}, {"sex": "male", "age": "child"}]),
        ("bygg och städ", [{"industry": "construction"}, {"industry": "cleaning"}]),
        ("från Ukraina och Kina", [{"origin": "UA"}, {"origin": "CN"}]),
        ("flickor respektive pojkar", [{"sex": "female", "age": "child"}, {"sex": "male", "age": "child"}]),
        ("flickor, pojkar", [{"sex": "female", "age": "child"}, {"sex": "male", "age": "child"}]),
        ("kvinnor i bygg", [{"sex": "female"}, {"industry": "construction"}]),
    ],
)
def test_terms_that_are_told_apart_stay_apart(text: str, said: list[dict[str, str]]) -> None:
    assert codes(text) == said


@pytest.mark.parametrize(
    ("text", "dimension"),
    [
        ("för tolv är åldern okänd", "age"),
        ("för tolv är åldern inte känd", "age"),
        ("åldern framgår inte för tolv", "age"),
        ("för tolv saknas ålder", "age"),
        ("för tolv saknades uppgift om kön", "sex"),
        ("tolv med okänd ålder", "age"),
        ("i tolv fall var branschen oklar", "industry"),
        ("i tolv fall är det oklart vilken bransch det var", "industry"),
        ("branschen har inte kunnat fastställas", "industry"),
        ("ursprungslandet antecknades inte", "origin"),
        ("vilken aktör det var vet ingen", "referrer"),
        ("exploateringsformen är inte angiven", "exploitation_form"),
    ],
)
def test_a_word_for_classes_beside_a_word_for_not_known_is_the_class_unknown(text: str, dimension: str) -> None:
    assert codes(text) == [{dimension: "_U"}]


@pytest.mark.parametrize(
    "text",
    [
        "åldern är känd för alla",
        "åldern är tolv, och mycket är okänt",
        "tolv åldrar. Okänt varför.",
        "åldern stod där medan skälet var okänt",
    ],
)
def test_a_word_for_not_known_in_another_clause_says_nothing_of_the_classes(text: str) -> None:
    assert codes(text) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("två gällde en annan bransch", {"industry": "_O"}),
        ("två gällde någon annan bransch", {"industry": "_O"}),
        ("två kom via en annan aktör", {"referrer": "_O"}),
        ("två gällde övriga branscher", {}),
        ("två gällde samma bransch", {}),
    ],
)
def test_another_one_is_the_class_other(text: str, said: dict[str, str]) -> None:
    assert codes(text) == ([said] if said else [])


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("byggbranschen", {"industry": "construction"}),
        ("städsektorns", {"industry": "cleaning"}),
        ("restaurangerna", {"industry": "hotel_restaurant"}),
        ("hotell- och restaurangbranschen", {"industry": "hotel_restaurant"}),
        ("biltvättar", {"industry": "car_wash_repair"}),
        ("arbetskraftsexploaterade", {"exploitation_form": "labour"}),
        ("exploatering av arbetskraft", {"exploitation_form": "labour"}),
        ("sexuellt utnyttjade", {"exploitation_form": "sexual"}),
        ("tiggeriets", {"exploitation_form": "begging"}),
        ("minderåriga", {"age": "child"}),
        ("socialtjänsten", {"referrer": "social_services"}),
        ("civilsamhällets", {"referrer": "civil_society"}),
    ],
)
def test_a_star_of_the_family_file_stands_for_any_ending(word: str, said: dict[str, str]) -> None:
    assert terms(f"tolv i {word} där") == [(word, said)]


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("kvinnors", {"sex": "female"}),
        ("Polisens", {"referrer": "police"}),
        ("Migrationsverkets", {"referrer": "migration_agency"}),
        ("Ukrainas", {"origin": "UA"}),
        ("barns", {"age": "child"}),
        ("människohandelns", {"offence": "trafficking"}),
    ],
)
def test_a_genitive_is_the_same_word(word: str, said: dict[str, str]) -> None:
    assert terms(f"Det är {word} del.") == [(word, said)]


@pytest.mark.parametrize(
    "text",
    [
        "kvinnofrid",  # no ending of a known word
        "en byggd väg",
        "icke-vuxna",  # a hyphen goes on with the word
        "thailand",  # a name has a capital
        "Malin",  # a name within a name
        "barnomsorg",
    ],
)
def test_a_word_within_another_is_not_found(text: str) -> None:
    assert codes(text) == []


def test_capitals_and_line_breaks_do_not_matter_between_words() -> None:
    assert codes("SEXUELLA\nÄNDAMÅL") == [{"exploitation_form": "sexual"}]
    assert codes("Sexuella   ändamål") == [{"exploitation_form": "sexual"}]


def test_the_longest_name_is_taken() -> None:
    assert codes("från Sydkorea") == [{"origin": "KR"}]
    assert codes("från Republiken Kongo och Kongo-Kinshasa")[-1:] != [{"origin": "CG"}]
    assert [one.sort for one in found("tolv närstående barn")] == [Sort.MEASURE]


@pytest.mark.parametrize(
    ("text", "sort", "name"),
    [
        ("tolv personer", Sort.COUNTED, "persons"),
        ("tolv ärenden", Sort.COUNTED, "cases"),
        ("tolv branscher", Sort.CLASS, "industry"),
        ("tolv länder", Sort.CLASS, "origin"),
        ("tolv närstående barn", Sort.MEASURE, "related_children"),
        ("tolv flyttades", Sort.MOVED, "persons_reclassified"),
        ("tolv även", Sort.OVERLAP, "persons_also_exploited"),
        ("tolv kommuner", Sort.FOREIGN, ""),
        ("tolv dömdes", Sort.EXCLUDING, ""),
    ],
)
def test_every_sort_of_word_is_known(text: str, sort: Sort, name: str) -> None:
    (one,) = found(text)
    assert (one.sort, one.name) == (sort, name)


@pytest.mark.parametrize(
    "text",
    [
        "åldern är okänd",
        "uppgift saknas",
        "det framgår inte",
        "det är inte känt",
        "det kunde inte fastställas",
        "det vet ingen",
        "det är ej angivet",
        "ingen känner till det",
    ],
)
def test_words_for_not_known_are_cues(text: str) -> None:
    assert len(unknown_cues(text)) == 1


@pytest.mark.parametrize("text", ["det är känt", "uppgifterna finns", "inte många"])
def test_other_words_are_no_cues(text: str) -> None:
    assert unknown_cues(text) == ()
