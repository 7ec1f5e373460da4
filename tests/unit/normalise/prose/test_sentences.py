from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalise.prose.sentences import sentences_of


def cut(text: str) -> list[str]:
    return [text[one.start : one.end] for one in sentences_of(text)]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("", []),
        ("Ett fall", ["Ett fall"]),
        ("Det var tolv. De kom i maj.", ["Det var tolv.", "De kom i maj."]),
        ("Kom de? Ja! Alla.", ["Kom de?", "Ja!", "Alla."]),
        ("De kom i maj.  12 var barn.", ["De kom i maj.", "12 var barn."]),
        ("Årets siffra är nio. Åtta är barn.", ["Årets siffra är nio.", "Åtta är barn."]),
        ("Så var det... Sedan inte.", ["Så var det...", "Sedan inte."]),
        # A colon or semicolon ends none.
        ("Så här: 12 barn; tre män.", ["Så här: 12 barn; tre män."]),
    ],
)
def test_sentences_end_at_a_stop_before_a_capital_or_a_digit(text: str, sentences: list[str]) -> None:
    assert cut(text) == sentences


@pytest.mark.parametrize(
    "text",
    [
        "Det gäller t.ex. Anna och 12 till.",
        "Det gäller bl.a. Norge och Kina.",
        "Det kom ca. 40 barn.",
        "Resp. Norge och Kina.",
        "De kom fr.o.m. 2019 hit.",
        "Se fig. 3 och tab. 4.",
        "Ring tel. 08 för svar.",
        "Enligt prop. 2003 gäller nr. 4.",
        "Läkaren dr. Ek skrev det.",
        "Kap. 4 gäller nu.",
        "Skribenten A. Ek skrev det.",
        "De är dvs. Norge och Kina.",
    ],
)
def test_an_abbreviation_ends_no_sentence(text: str) -> None:
    assert cut(text) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "Totalt 1.204 ärenden.",
        "Andelen var 12.5 procent.",
        "Den 3. maj kom tolv.",
        "Läs mer på www.exempel.se eller ring.",
    ],
)
def test_a_stop_inside_a_number_an_ordinal_or_an_address_ends_no_sentence(text: str) -> None:
    assert cut(text) == [text]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("”De var tolv.” Så sade hon.", ["”De var tolv.”", "Så sade hon."]),
        ("De var tolv. ”Fler än i fjol.”", ["De var tolv.", "”Fler än i fjol.”"]),
        ('"De var tolv." Sedan kom tre.', ['"De var tolv."', "Sedan kom tre."]),
        ("(Tre är barn.) Resten är vuxna.", ["(Tre är barn.)", "Resten är vuxna."]),
        ("Tolv kom (tre var barn). Nio gick.", ["Tolv kom (tre var barn).", "Nio gick."]),
        ("»De var tolv.» Sedan kom tre.", ["»De var tolv.»", "Sedan kom tre."]),
    ],
)
def test_quotes_and_brackets_stay_with_their_sentence(text: str, sentences: list[str]) -> None:
    assert cut(text) == sentences


@given(st.text(alphabet="aÅ1 .!?”)\n", max_size=40))
def test_nothing_but_white_space_is_left_out_and_nothing_is_told_twice(text: str) -> None:
    found = list(sentences_of(text))
    left = [text[a.end : b.start] for a, b in zip([None, *found], [*found, None], strict=True) if a and b]
    assert "".join("".join(text[one.start : one.end] for one in found).split()) == "".join(text.split())
    assert all(gap.isspace() for gap in left)
    assert all(one.start < one.end or not text.strip() for one in found)
