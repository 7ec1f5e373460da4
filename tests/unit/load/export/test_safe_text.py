"""Text that a spreadsheet would run as a formula is made harmless, and what it would not run stays as it is."""

from __future__ import annotations

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.load.export.safe_text import harmless, xml_text
from tests.fixtures.exported import HOSTILE

SIGNS = "=+-@\uff1d\uff0b\uff0d\uff20"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("=1+1", "'=1+1"),
        ("+46", "+46"),
        ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
        ("-2+3+cmd", "'-2+3+cmd"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t'=1"),
        ("\tplain", "'\tplain"),
        ("\r\n", "'\r\n"),
        (" =1", "' =1"),
        ("\u200b=1", "'\u200b=1"),
        ("\uff1d1", "'\uff1d1"),
        ("a;=1", "a;'=1"),
        ("a;-1", "a;'-1"),
        ("a;-", "a;'-"),
        ('a;"=1', "a;\"'=1"),
        ("a\n=1", "a\n'=1"),
        ("- see the note", "'- see the note"),
        ("-500 -60", "'-500 -60"),
    ],
)
def test_what_begins_like_a_formula_gets_an_apostrophe(text: str, expected: str) -> None:
    assert harmless(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        "..",
        "–",
        "-12",
        "-1 204,5",
        "+3 %",
        "[[56.0, -399.17, 177.37, 409.57]]",
        "persons_identified;2024;exploitation_form=labour",
        "69 + 4 + 8 = 81",
        "Hotell- och restaurang",
        "a@b.example",
    ],
)
def test_numbers_missing_marks_and_plain_text_stay_as_they_are(text: str) -> None:
    assert harmless(text) == text


def first_signs(text: str, delimiter: str) -> list[str]:
    """What the cells begin with in a program that expects this delimiter, blanks taken away."""
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    return [re.sub(r'^[\s"\u200b\ufeff]*', "", cell) for row in rows for cell in row]


def is_risky(cell: str) -> bool:
    """Whether a cell is more than a number or a dash and begins like a formula."""
    return cell[:1] in set(SIGNS) and not re.fullmatch(r"[-\uff0d]?|[+-]\d[\d\s.,]*%?", cell.strip())


texts = st.one_of(st.sampled_from(HOSTILE), st.text(alphabet="=+-@\uff1d;,\t\n\r\"' a1.%|", max_size=12))


@given(st.lists(texts, min_size=1, max_size=3), st.sampled_from([",", ";", "\t"]))
def test_no_cell_begins_like_a_formula_whatever_separator_a_program_expects(row: list[str], delimiter: str) -> None:
    """Every table begins with an id of ours. With another separator a cell goes on in the next column."""
    stream = io.StringIO(newline="")
    csv.writer(stream).writerow(["report", *(harmless(text) for text in row)])
    cells = first_signs(stream.getvalue(), delimiter)
    assert [cell for cell in cells if (is_risky(cell) if delimiter == "," else cell[:1] in set(SIGNS))] == []


def test_hostile_texts_are_risky_before() -> None:
    formulas = [text for text in HOSTILE if text[0] not in "<ba"]
    assert [text for text in formulas if not any(map(is_risky, first_signs(text, "\x00")))] == []


@pytest.mark.parametrize(("text", "expected"), [("a\x07b", "a\ufffdb"), ("a\tb\n", "a\tb\n"), ("ä\ud800", "ä\ufffd")])
def test_what_no_xml_file_may_hold_is_replaced(text: str, expected: str) -> None:
    assert xml_text(text) == expected
