"""Numbers whose meaning leaves a word of the text unaccounted for: no row, and a reason in the ledger."""

from __future__ import annotations

import pytest

from pipeline.model.observation import UNEXPLAINED
from tests.fixtures.told import Row, read_paragraph, row, told


def withheld(text: str) -> list[tuple[str, str, str]]:
    """The first word of each aside, its disposition and reason."""
    asides = read_paragraph(text).asides
    return [(text[one.start :].split(maxsplit=1)[0].strip(".,)"), one.disposition, one.reason) for one in asides]


SEXUAL = "Sexuell exploatering är den näst vanligaste formen."
BEGGING = "Bland dem som utsatts för tiggeri fanns 20 män."
MEN = "Männen är 65 av de 100, men ökningen är tydligast bland kvinnorna."


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Från Thailand och Sverige kom 84 respektive 45 personer.", ["84", "45"]),
        ("I bygg och städ fanns 12 personer vardera.", ["12"]),
        ("Bygg och städ har 12 och 13 personer.", ["12", "13"]),
        ("I bygg och städ fanns 12 personer.", []),
        ("I bygg fanns 13 personer, och i bygg och städ fanns 18 personer.", ["13"]),
    ],
)
def test_names_joined_by_and_have_the_numbers_that_are_told_of_each(text: str, values: list[str]) -> None:
    assert [row["value"] for row in told(text, "Arbetskraft")] == values


@pytest.mark.parametrize(
    ("text", "number", "reason"),
    [
        (f"{SEXUAL} Från Ukraina kom 38 personer.", "38", "not told whether it is of sexual, which the text speaks of"),
        (f"{SEXUAL} Antalet barn är 31.", "31", "not told whether it is of sexual, which the text speaks of"),
        (f"{MEN} De var 35 till antalet.", "35", "not told whether it is of male or of 'kvinnorna'"),
        ("I de små formerna var elva personer barn.", "elva", "'formerna' names classes that its row has no code of"),
        (
            "Nästan alla är män, 24 personer, med kvinnor från Thailand.",
            "24",
            "'kvinnor' behind it is in no code of its row",
        ),
        (
            "Vanligast är bygg (41), följt av friskvård, vård och omsorg (33 personer).",
            "33",
            "'vård och omsorg' may be the end of a name that begins with 'friskvård'",
        ),
        (f"{SEXUAL} Antalet barn är 31. De var 22 året innan.", "22", "goes on from a number that is not understood"),
        (
            "I de små formerna var elva personer barn, varav två flickor.",
            "två",
            "told of a number that is not understood",
        ),
        (
            "Vanligast är bygg (41 personer), följt av tvätteri (33 personer).",
            "33",
            "beside 'tvätteri', a name that the family has no word for",
        ),
        (
            "Vanligast är bygg (60 personer), följt av jord, skog och livsmedel (52 personer).",
            "52",
            "'livsmedel' may be the end of a name that begins with 'skog'",
        ),
        (
            "Vi mötte kvinnorna på nytt. Två av kvinnorna hade även utsatts för tiggeri.",
            "Två",
            "not told whether 'även' counts some of them twice",
        ),
        (
            "I bygg fanns 12 personer. I transport och biltvätt fanns 74 personer.",
            "74",
            "not told whether 'transport' and 'biltvätt' are one",
        ),
        ("Antal personer. Ukraina 41 (46).", "46", "not told what the number in brackets is of"),
        ("Bland de 25 barnen finns 15 flickor och 10", "10", "ends in the middle of a sentence"),
        ("(15 barn kom från Peru). Här är de.", "15", "begins in the middle of a sentence"),
        ("stigit med två procentenheter.", "två", "begins in the middle of a sentence"),
        (f"{BEGGING} Bland dem fanns även 14 barn.", "14", "not told whether 'även' counts some of them twice"),
    ],
)
def test_a_number_that_leaves_a_word_over_is_unexplained_with_that_word(text: str, number: str, reason: str) -> None:
    assert withheld(text)[-1:] == [(number, UNEXPLAINED, reason)]
    assert number not in {claim.quantity.text for claim in read_paragraph(text).claims}


@pytest.mark.parametrize(
    ("text", "last"),
    [
        (f"{SEXUAL} Av dem var 38 män.", row(38, sex="male", exploitation_form="sexual")),
        (f"{SEXUAL} Av samtliga identifierade var 38 män.", row(38, sex="male")),
        (f"{SEXUAL} Bland länderna toppar Thailand med 59 personer.", row(59, origin="TH")),
        (f"{BEGGING} Bland dem fanns 14 barn.", row(14, age="child", exploitation_form="begging")),
        (f"{MEN} Kvinnorna var 35 till antalet.", row(35, sex="female")),
    ],
)
def test_a_number_that_takes_up_what_is_spoken_of_or_has_its_own_subject_is_a_row(text: str, last: Row) -> None:
    assert told(text)[-1] == last


def test_a_number_told_again_as_before_is_a_row() -> None:
    assert told(f"Från Ukraina kom 38 personer. {SEXUAL} Från Ukraina kom 38 personer.") == [row(38, origin="UA")] * 2


def test_the_text_goes_on_from_a_number_that_is_withheld() -> None:
    assert told(f"{SEXUAL} Från Ukraina kom 38 personer. Av dem var 12 män, alla från Ukraina.") == [
        row(12, sex="male", origin="UA")
    ]
