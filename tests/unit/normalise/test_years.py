"""Years beside labels told from counts."""

from __future__ import annotations

import pytest

from pipeline.model.geometry import BBox
from pipeline.model.printed import Block, CharPlace, Entry, Layout, Passage, PassageKind
from pipeline.model.span import Span
from pipeline.normalise.years import without_years, years_beside_words

EDITION = 2031


def passage(text: str, line: int) -> Passage:
    places = [None if char == " " else CharPlace(1, 0, BBox(i, line, i + 1, line + 1)) for i, char in enumerate(text)]
    return Passage(PassageKind.LABEL, text, tuple(places))


def read(*rows: str) -> list[str]:
    """The numbers of one block that stay, of rows whose last word is the number."""
    passages = [passage(text, line) for line, text in enumerate(rows)]
    entries = []
    for one in passages:
        at = one.text.rindex(" ") + 1
        label = one.span(0, at)
        entries.append(Entry(one.span(at, len(one.text)), Span(label.text.rstrip(" :."), 1, label.boxes), ()))
    block = Block(Layout.PAIRS, 1, BBox(0, 0, 99, 99), tuple(entries))
    return [entry.number.text for entry in without_years(block, years_beside_words(passages, EDITION)).entries]


def test_the_year_beside_a_label_is_no_count() -> None:
    assert read("Bangladesh 2031", "Totalt: 111", "Vuxna: 102", "Barn: 9") == ["111", "102", "9"]


@pytest.mark.parametrize("row", ["Totalt: 2031", "Totalt ..... 2031", "Vuxna 1950", "Vuxna 2 031", "Vuxna 203"])
def test_what_a_colon_leaders_grouping_or_its_size_tell_is_a_count(row: str) -> None:
    assert len(read(row)) == 1


def test_the_sum_of_its_group_tells_a_count() -> None:
    assert read("Totalt 2031", "Vuxna 1500", "Barn 531") == ["2031", "1500", "531"]
    assert read("Totalt 2031", "Vuxna 1500", "Barn 530") == ["1500", "530"]
