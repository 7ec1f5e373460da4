"""Number words by round trip against num2words, and by examples that it does not know."""

from __future__ import annotations

import random
import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words

from pipeline.normalise.number_words import find_number_words, leading_number, parse_cardinal, parse_ordinal

# Where num2words 0.5.14 is wrong in Swedish (left) and what is right (right), by Svenska Akademiens ordlista; it also
# writes "två miljonerett" for "två miljoner ett". Its cardinals are read all the same, its wrong ordinals are not.
WRONG_CARDINALS = {"förtio": "fyrtio", "etttusen": "ettusen"}
GLUED_TO_MILLIONS = re.compile(r"(miljoner|miljon(?!er)|miljarder|miljard(?!er))(?=\w)")
WRONG_ORDINALS = {
    "tjugode": "tjugonde",
    "förtio": "fyrtio",
    "miljonerde": "miljonte",
    "miljonde": "miljonte",
    "miljarderde": "miljardte",
    "miljardde": "miljardte",
}


def cardinal(number: int) -> str:
    return str(num2words(number, lang="sv"))


def proper_cardinal(number: int) -> str:
    words = cardinal(number)
    for wrong, right in WRONG_CARDINALS.items():
        words = words.replace(wrong, right)
    return GLUED_TO_MILLIONS.sub(r"\1 ", words)


def proper_ordinal(number: int) -> str:
    words = str(num2words(number, lang="sv", to="ordinal"))
    for wrong, right in WRONG_ORDINALS.items():
        words = words.replace(wrong, right)
    return words


def sample(count: int, seed: int) -> list[int]:
    """Numbers of every length up to 10^9, not only long ones."""
    chance = random.Random(seed)  # noqa: S311  no secret
    return [int(10 ** chance.uniform(4, 9)) for _ in range(count)]


def test_every_cardinal_below_ten_thousand_round_trips() -> None:
    assert [number for number in range(10_000) if parse_cardinal(cardinal(number)) != number] == []
    assert [number for number in range(10_000) if parse_cardinal(proper_cardinal(number)) != number] == []


def test_cardinals_up_to_a_thousand_million_round_trip() -> None:
    numbers = [*sample(5_000, seed=1), 10**5, 10**6, 10**6 + 1, 2 * 10**6, 21 * 10**6, 10**9 - 1, 10**9]
    assert [number for number in numbers if parse_cardinal(cardinal(number)) != number] == []
    assert [number for number in numbers if parse_cardinal(proper_cardinal(number)) != number] == []


def test_every_ordinal_below_ten_thousand_round_trips() -> None:
    assert [number for number in range(10_000) if parse_ordinal(proper_ordinal(number)) != number] == []


def test_ordinals_up_to_a_thousand_million_round_trip() -> None:
    numbers = [number for number in sample(2_000, seed=2) if number % 10**6]
    assert [number for number in numbers if parse_ordinal(proper_ordinal(number)) != number] == []


def test_num2words_is_wrong_where_this_module_says_so() -> None:
    assert num2words(40, lang="sv") == "förtio"
    assert num2words(20, lang="sv", to="ordinal") == "tjugode"
    assert num2words(10**6, lang="sv", to="ordinal") == "en miljonde"


@pytest.mark.parametrize("wrong", ["tjugode", "etthundratjugode", "en miljonde"])
def test_forms_that_are_not_swedish_are_not_read(wrong: str) -> None:
    assert parse_ordinal(wrong) is None


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("noll", 0),
        ("en", 1),
        ("Fyra", 4),
        ("SJU", 7),
        ("aderton", 18),
        ("tjugoen", 21),
        ("tjuguett", 21),
        ("trettitvå", 32),
        ("fyrtio", 40),
        ("hundra", 100),
        ("hundraen", 101),
        ("hundratjugo", 120),
        ("ett hundra tjugo", 120),
        ("ett hundra femtio", 150),
        ("hundra och ett", 101),
        ("hundraochfem", 105),
        ("tvåhundrafemtio", 250),
        ("två hundra femtio", 250),
        ("nittonhundranittionio", 1999),
        ("elvahundra", 1100),
        ("tusen", 1000),
        ("ettusen", 1000),
        ("ett tusen", 1000),
        ("tusen och en", 1001),
        ("tvåtusentjugofyra", 2024),
        ("två tusen tjugofyra", 2024),
        ("tjugoettusen", 21_000),
        ("hundratusen", 100_000),
        ("trehundrafyrtiofemtusen sexhundrasjuttioåtta", 345_678),
        ("en miljon", 10**6),
        ("en miljon ett", 10**6 + 1),
        ("två miljoner", 2 * 10**6),
        ("två miljoner trehundratusen", 2_300_000),
        ("en miljard två miljoner tre", 1_002_000_003),
        ("en biljon", 10**12),
        ("tva\u030a", 2),
        ("trettio\u00adtvå", 32),
    ],
)
def test_a_cardinal_has_its_value(words: str, value: int) -> None:
    assert parse_cardinal(words) == value


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("första", 1),
        ("Förste", 1),
        ("andra", 2),
        ("tredje", 3),
        ("åttonde", 8),
        ("elfte", 11),
        ("tjugonde", 20),
        ("tjugoförsta", 21),
        ("nittionionde", 99),
        ("hundrade", 100),
        ("hundraförsta", 101),
        ("ett hundrade", 100),
        ("tusende", 1000),
        ("tvåtusentjugofjärde", 2024),
        ("miljonte", 10**6),
        ("tvåmiljonte", 2 * 10**6),
    ],
)
def test_an_ordinal_has_its_value(words: str, value: int) -> None:
    assert parse_ordinal(words) == value


@pytest.mark.parametrize(
    "words",
    [
        *(
            "",
            "och",
            "miljoner",
            "tusentals",
            "tvåtre",
            "två tre",
            "en hundra",
            "ett miljon",
            "tjugotio",
            "hundrahundra",
        ),
        *("sexuella", "tvål", "energi", "femte", "nollett", "hundra och", "tjugo och fem", "tiohundra", "två kvinnor"),
    ],
)
def test_what_is_no_cardinal_has_no_value(words: str) -> None:
    assert parse_cardinal(words) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("två tre", [2, 3]),
        ("två, tre", [2, 3]),
        ("hundra och tre hundra", [100, 300]),
        ("två hundra tre hundra", [200, 300]),
        ("mellan tusen och tre tusen", [1000, 3000]),
        ("de tjugo första", [20, 1]),
        ("de hundra första", [100, 1]),
        ("tjugo ett", [20, 1]),
        ("ett hundra tjugo ett", [121]),
        ("en hundra", [1, 100]),
        ("sexuella trender i energi", []),
        ("femtonåriga", []),
        ("två\nhundra", [200]),
        ("två  hundra", [2, 100]),
    ],
)
def test_numbers_that_stand_together_are_cut_where_they_end(text: str, expected: list[int]) -> None:
    assert [found.value for found in find_number_words(text)] == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("femtonåriga", (15, "åriga")),
        ("tvåårig", (2, "årig")),
        ("Tredjelandsmedborgare", (3, "landsmedborgare")),
        ("tvåhundraårsjubileum", (200, "årsjubileum")),
        ("sju", None),
        ("kvinna", None),
    ],
)
def test_a_compound_begins_with_its_number(word: str, expected: tuple[int, str] | None) -> None:
    assert leading_number(word) == expected


@given(st.integers(0, 10**12 - 1), st.sampled_from([str, str.capitalize, str.upper]))
def test_a_number_is_found_whole_inside_a_sentence(number: int, printed_as: type[str]) -> None:
    words = printed_as(proper_cardinal(number))
    before = "Det var sammanlagt "
    (found,) = find_number_words(f"{before}{words} i landet.")
    assert (found.value, found.start, found.end) == (number, len(before), len(before) + len(words))


@given(st.text(alphabet="enttvåreochfmsxjuiodål ", max_size=40))
def test_what_is_found_reads_the_same_by_itself(text: str) -> None:
    found = find_number_words(text)
    values = {each.value: parse_cardinal(text[each.start : each.end]) for each in found if not each.ordinal}
    assert all(read == value for value, read in values.items())
    assert all(left.end < right.start for left, right in pairwise(found))
