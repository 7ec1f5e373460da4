"""The year of a document, and the years that headings name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.model.document import Document, Page, Word
from pipeline.model.geometry import BBox
from pipeline.normalise.auto.years import UNKNOWN_YEAR, period_of, period_text, year_of_document, years_in


def word(text: str, size_pt: float) -> Word:
    box = BBox(0, 0, 10, size_pt)
    return Word(text, box, (box,) * len(text), size_pt, "F", (), "ltr")


def document(*words: Word, created: str = "") -> Document:
    page = Page(1, 300, 200, words, (), (), (), (), (), (), ())
    return Document("a.pdf", "0" * 64, (("CreationDate", created),) if created else (), (page,))


def test_the_title_tells_the_year_whatever_the_file_says_of_its_making() -> None:
    of_title = document(word("Report", 20), word("2023", 20), word("until", 8), word("2030", 8), created="D:2001")
    assert year_of_document(of_title, []).year == 2023
    assert year_of_document(of_title, []).source == "title"


def test_the_last_year_of_a_span_is_that_of_the_title() -> None:
    assert year_of_document(document(word("2011\u20132023", 20)), []).year == 2023


def test_else_it_is_the_newest_of_the_first_page_that_is_not_after_the_file() -> None:
    words = word("Report", 20), word("2022", 8), word("2030", 8)
    assert year_of_document(document(*words, created="D:20230104"), []).year == 2022
    assert year_of_document(document(*words), []).year == 2030


def test_else_it_is_the_newest_of_the_texts_else_unknown() -> None:
    bare = document(word("Report", 20))
    assert year_of_document(bare, ["in 2019", "and 2021"]).year == 2021
    assert year_of_document(bare, ["1899 and 12 2021"]).year == 2021
    unknown = year_of_document(replace(bare, metadata=()), ["no year, but 2,024 and 20245"])
    assert unknown.year == UNKNOWN_YEAR
    assert period_text(unknown.year) == "0000"


@pytest.mark.parametrize(
    ("path", "period"),
    [
        (("2022",), "2022"),
        (("Antal", "2022"), "2022"),
        (("2022", "Antal"), "2022"),
        (("År 2022",), "2022"),
        (("2022/23",), "2022/2023"),
        (("2018\u20132022",), "2018/2022"),
        (("2022*",), "2022"),
        (("Change since 2022",), None),
        (("2022 personer",), None),
        (("2022/21",), None),
        ((), None),
    ],
)
def test_a_heading_that_is_nothing_but_a_year_names_the_period(path: tuple[str, ...], period: str | None) -> None:
    assert period_of(path) == period


def test_years_are_those_written_alone() -> None:
    assert years_in("2021, 2022/23 and 12021 or 2,024") == [2021, 2022, 2023]
