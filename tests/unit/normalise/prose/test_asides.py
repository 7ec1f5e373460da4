"""Why numbers are no claims: disposition and reason, for the ledger."""

from __future__ import annotations

import pytest

from pipeline.model.observation import UNEXPLAINED
from tests.fixtures.told import read_paragraph


def asides(text: str) -> list[tuple[int, str, str]]:
    return [(one.start, one.disposition, one.reason) for one in read_paragraph(text).asides]


@pytest.mark.parametrize(
    ("text", "number", "disposition", "reason"),
    [
        ("Nio myndigheter deltog.", "Nio", "other", "told of 'myndigheter', which the family does not count"),
        ("Vi höll 14 utbildningar.", "14", "other", "told of 'utbildningar', which the family does not count"),
        ("Antalet kommuner var 23.", "23", "other", "told of 'kommuner', which the family does not count"),
        ("Tre personer dömdes.", "Tre", "other", "told of 'dömdes', which the family does not count"),
        ("Arbetet tog tre månader.", "tre", "other", "a length of time"),
        ("Det tog 14 dagar.", "14", "other", "a length of time"),
        ("Böterna var 50 000 kronor.", "50 000", "other", "an amount of money"),
        ("Stödet är två miljoner kronor.", "två miljoner", "other", "an amount of money"),
        ("En av dem talade inte.", "En", "other", "the pronoun: one of several"),
        ("Kina är ett av de fem vanligaste länderna.", "ett", "claim", "one of a list: a membership"),
        ("Ingen vet varför.", "Ingen", "other", "denies something that the family does not count"),
        ("Inga domar finns.", "Inga", "other", "denies something that the family does not count"),
        ("Det var första gången.", "första", "other", "an ordinal that ranks nothing of the series"),
        ("De fem åren före 2031 kom 40 barn.", "fem", "year", "counts the years of a span"),
        (
            "Tolv brev kom in.",
            "Tolv",
            UNEXPLAINED,
            "counts something that the family has no word for: 'brev kom in.'",
        ),
        (
            "Vi har 1 204 böcker.",
            "1 204",
            UNEXPLAINED,
            "counts something that the family has no word for: 'böcker.'",
        ),
        ("Svaret är 14.", "14", UNEXPLAINED, "what it counts was not understood"),
    ],
)
def test_a_number_that_is_no_claim_has_its_reason(text: str, number: str, disposition: str, reason: str) -> None:
    reading = read_paragraph(text)
    assert (text.index(number), disposition, reason) in asides(text)
    assert text.index(number) not in [one.quantity.start for one in reading.claims]


@pytest.mark.parametrize(
    "text",
    [
        "Tolv barn kom från Kina.",
        "År 2031 kom de hit.",  # the year has its own row in the ledger
        "En dag kom de hit.",
        "Text utan tal.",
    ],
)
def test_claims_years_and_articles_are_no_asides(text: str) -> None:
    assert asides(text) == []


@pytest.mark.parametrize("text", ["Nio myndigheter hittade tolv barn.", "Tolv barn hittades av nio myndigheter."])
def test_a_claim_beside_a_foreign_number_stays_a_claim(text: str) -> None:
    reading = read_paragraph(text)
    assert [str(one.value) for one in reading.claims] == ["12"]
    assert [one.disposition for one in reading.asides] == ["other"]
