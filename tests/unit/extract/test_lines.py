from __future__ import annotations

import re
from itertools import pairwise

import pytest

from pipeline.extract.lines import fragments_of, furniture_of, join_wrapped
from pipeline.model.document import Word
from pipeline.model.geometry import BBox, hull
from tests.fixtures.pages import document, line, page


def texts(*lines: tuple[object, ...]) -> list[str]:
    return [fragment.text for fragment in fragments_of(page(*lines))]  # type: ignore[arg-type]


def test_a_wide_gap_parts_a_line_and_a_word_space_does_not() -> None:
    assert texts(line("Okänd ålder     15", 50, 100)) == ["Okänd ålder", "15"]


def monospaced(text: str, char_em: float, x0: float = 50, size_pt: float = 10) -> tuple[Word, ...]:
    """A line in which every character, spaces too, is as wide as the others."""
    width = char_em * size_pt
    words = []
    for match in re.finditer(r"\S+", text):
        edges = [x0 + width * at for at in range(match.start(), match.end() + 1)]
        boxes = tuple(BBox(left, 100, right, 100 + size_pt) for left, right in pairwise(edges))
        words.append(Word(match.group(), hull(boxes), boxes, size_pt, "Mono", (0.0,), "ltr"))
    return tuple(words)


@pytest.mark.parametrize("text", ["cirka 1 476 personer", "1 476", "45  1 476"])
def test_a_space_of_monospaced_type_is_one_space_and_two_are_two(text: str) -> None:
    assert [one.text for one in fragments_of(page(monospaced(text, 0.6)))] == [text]


def test_words_of_different_size_stand_on_one_line_if_their_heights_overlap() -> None:
    assert texts((*line("Bygg", 50, 102, 8), *line("45", 66, 100, 12))) == ["Bygg45"]


def test_lines_come_from_the_top_whatever_the_order_of_the_words() -> None:
    assert texts(line("below", 50, 120), line("above", 50, 100)) == ["above", "below"]


def test_leaders_keep_label_and_number_together_across_a_tab() -> None:
    assert texts(line("Män    ........    132", 50, 100)) == ["Män  ........  132"]


def test_dashes_in_a_row_are_a_leader_and_single_ones_far_apart_are_marks() -> None:
    assert texts(line("Män    - - - - - 132", 50, 100)) == ["Män  - - - - - 132"]
    assert texts(line("Män    - - - - -132", 50, 100)) == ["Män  - - - - -132"]
    assert texts(line("Män    - - - 132", 50, 100)) == ["Män", "- - - 132"]
    assert texts(line("Byte     -132", 50, 100)) == ["Byte", "-132"]
    assert texts(line("Män     -     -     -     -", 50, 100)) == ["Män", "-", "-", "-", "-"]


@pytest.mark.parametrize(("column", "parted"), [(140, True), (150, False)])
def test_boxes_so_near_that_their_longest_lines_touch_are_parted_where_other_lines_begin(
    column: float, *, parted: bool
) -> None:
    beside = [(*line("Fisk: 1", 50, top), *line("Ost: 2", column, top)) for top in (112, 124, 136)]
    first = (*line("Totalt antal: 14", 50, 100), *line("Totalt antal: 22", 140, 100))
    assert ("Totalt antal: 14" in texts(first, *beside)) is parted
    assert ("Totalt antal: 14  Totalt antal: 22" in texts(first, *beside)) is not parted


@pytest.mark.parametrize(("other", "parted"), [(80, False), (84, True)])
def test_a_space_that_another_line_has_in_the_same_type_parts_no_columns(other: float, *, parted: bool) -> None:
    """Below one of two headings a column begins where its second word happens to."""
    beside = [(*line("7", 50, top), *line("9", 95, top)) for top in (112, 124, 136)]
    headings = (*line("Torskar", 50, 100), *line("Summa 16", 95, 100), *line("Sill", 50, 160))
    found = texts(headings, *beside, line("Summa 3", other, 160))
    assert ("Torskar  Summa 16" not in found) is parted


def test_a_leader_of_dashes_with_its_number_does_not_lead_to_the_box_beside_it() -> None:
    boxes = (*line("Sill - - - - - -67", 50, 100), *line("Sill - - - - - -12", 165, 100))
    assert texts(boxes) == ["Sill - - - - - -67", "Sill - - - - - -12"]


def test_a_span_has_the_box_of_just_its_characters() -> None:
    fragment = fragments_of(page(line("Transport1", 50, 100)))[0]
    span = fragment.span(9, 10)
    assert (span.text, span.bbox.x0, span.bbox.x1) == ("1", 95.0, 100.0)


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("Hushålls-", "arbete", "Hushållsarbete"),
        ("hotell-", "och restaurang", "hotell- och restaurang"),
        ("Sexuella", "ändamål", "Sexuella ändamål"),
        ("Nord-", "Amerika", "Nord-Amerika"),
        ("EU-", "länder", "EU-länder"),
        ("2020-", "talet", "2020-talet"),
        ("300-", "500 personer", "300-500 personer"),
        ("2018\u2013", "2022", "2018\u20132022"),
        ("ut\u2010", "satta", "utsatta"),
        ("ut\u00ad", "satta", "utsatta"),
        ("in-", "till landet", "in- till landet"),
        ("tillägg-", "tillsammans", "tilläggtillsammans"),
        ("jordbruk/", "fiske", "jordbruk/fiske"),
        ("fler barn -", "och unga", "fler barn - och unga"),
    ],
)
def test_a_hyphen_inside_a_word_goes_and_a_real_one_stays(first: str, second: str, joined: str) -> None:
    assert join_wrapped(first, second) == joined


def test_running_heads_repeat_in_the_margin_and_body_text_does_not() -> None:
    pages = [
        page(line("Statistik", 50, 20), line("Text", 50, 400), line(str(n), 500, 810), number=n) for n in (1, 2, 3)
    ]
    fragments = [one for each in pages for one in fragments_of(each)]
    furniture = {one.text for one in furniture_of(document(*pages), fragments)}
    assert furniture == {"Statistik", "1", "2", "3"}


@pytest.mark.parametrize(
    ("texts", "furniture"),
    [
        (("7", "8"), {"7", "8"}),
        (("16", "9"), set()),  # of tables that begin their pages
        (("9", "9"), set()),
        (("2031", "2031", "2031"), {"2031"}),
        (("Sida 4 av 9", "Sida 5 av 9"), {"Sida 4 av 9", "Sida 5 av 9"}),
        (("Kvinnor: 16", "Kvinnor: 9"), set()),
        (("Rapport 2031", "Rapport 2031"), {"Rapport 2031"}),
    ],
)
def test_a_number_in_the_margin_is_the_pages_if_it_counts_with_the_pages(
    texts: tuple[str, ...], furniture: set[str]
) -> None:
    pages = [page(line(text, 500, 30), number=n) for n, text in enumerate(texts, start=1)]
    fragments = [one for each in pages for one in fragments_of(each)]
    assert {one.text for one in furniture_of(document(*pages), fragments)} == furniture


@pytest.mark.parametrize(("number", "furniture"), [("31", {"Sill"}), ("", {"Män", "Sill"})])
def test_a_name_in_the_margin_is_none_of_the_pages_if_a_number_of_its_own_stands_beside_it(
    number: str, furniture: set[str]
) -> None:
    texts = [line("Sill", 50, 20), line("Män", 50, 30)]
    beside = [[line(one, 500, 30)] if number else [] for one in (number, "7")]
    pages = [page(*texts, *numbers, number=n) for n, numbers in enumerate(beside, start=1)]
    fragments = [one for each in pages for one in fragments_of(each)]
    assert {one.text for one in furniture_of(document(*pages), fragments)} == furniture
