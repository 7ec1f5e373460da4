"""What speaks for one reading of a table rather than another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from pipeline.extract.grids.choice import best_of, crowded, cut, drawn, lumped, mixed, sums, value_of, with_header
from pipeline.extract.grids.draft import Draft, Room
from pipeline.model.geometry import BBox
from tests.unit.extract.grids.pages import row

STOPS = (50, 150, 220)
HEAD = ("", "Men", "Women")


def draft(*lines: Sequence[str], reader: str = "aligned", stops: Sequence[float] = STOPS) -> Draft:
    """A reading whose cells are these texts, each set at its column's stop, rows 16 points apart."""
    rooms = [
        Room(number, column, 1, 1, row(100 + 16 * number, (stop,), text))
        for number, texts in enumerate(lines)
        for column, (stop, text) in enumerate(zip(stops, texts, strict=True))
        if text
    ]
    region = BBox(50, 100, 300, 200)
    return with_header(Draft(reader, reader, region, len(lines), len(stops), 0, tuple(rooms)))


def merged(one: Draft, *places: tuple[int, int]) -> Draft:
    """The reading with these places as one cell, in the first of them."""
    words = tuple(word for room in one.rooms if (room.row, room.column) in places for word in room.words)
    rest = [room for room in one.rooms if (room.row, room.column) not in places]
    return replace(one, rooms=(*rest, Room(*places[0], 1, 1, words)))


GOOD = draft(HEAD, ("Farms", "12", "30"), ("Schools", "5", "6"))


def test_two_numbers_in_a_cell_are_a_crowd() -> None:
    below = merged(GOOD, (1, 1), (2, 1))
    beside = merged(GOOD, (1, 1), (1, 2))
    assert crowded(GOOD) == 0
    assert crowded(below) > 0
    assert crowded(beside) > 0
    for worse in (below, beside):
        assert best_of([worse, GOOD])[0] == GOOD


def test_a_column_through_a_text_cuts_it() -> None:
    words = row(132, (50,), "Public schools")
    rooms = [*GOOD.rooms[:5], *(Room(2, number, 1, 1, (word,)) for number, word in enumerate(words))]
    torn = replace(GOOD, rooms=tuple(rooms))
    assert cut(GOOD) == 0
    assert cut(torn) > 0


@pytest.mark.parametrize("text", ["7", "–", "n/a", "(7)", "7%"])
def test_numbers_and_marks_of_missing_ones_are_one_kind(text: str) -> None:
    assert mixed(draft(HEAD, ("Farms", "12", "30"), ("Schools", "5", "6"), ("Ferries", "8", text))) == 0


def test_words_among_numbers_are_a_mixture() -> None:
    assert mixed(draft(HEAD, ("Farms", "12", "30"), ("Schools", "5", "6"), ("Ferries", "8", "many"))) == 1 / 6


def test_a_frame_around_all_rows_is_no_row() -> None:
    body = draft(HEAD, *(("Farms", "many", "few"),) * 4)
    lump = merged(merged(merged(body, *((n, 0) for n in range(1, 5))), *((n, 1) for n in range(1, 5))), *(
        (n, 2) for n in range(1, 5)
    ))  # fmt: skip
    assert (lumped(body), lumped(lump)) == (0, 1)


def test_rules_around_cells_count_where_no_cell_has_a_gap() -> None:
    closed = replace(GOOD, closed=True)
    gap = replace(merged(GOOD, (1, 0), (1, 1)), closed=True)
    assert [drawn(GOOD), drawn(closed), drawn(gap)] == [0, 1, 0]


@pytest.mark.parametrize(
    ("total", "expected"),
    [(("Total", "17", "36"), 1), (("Total", "17", "37"), 0), (("Total", "17", ""), 0)],
    ids=["holds", "breaks", "one number alone"],
)
def test_a_sum_of_the_rows_above_is_a_sign(total: Sequence[str], expected: float) -> None:
    assert expected == sums(draft(HEAD, ("Farms", "12", "30"), ("Schools", "5", "6"), total))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 204", "1204"),
        ("1,204", "1204"),
        ("3,5", "3.5"),
        ("1.204,5", "1204.5"),
        ("-7", "-7"),
        ("$ 12", "12"),
        ("many", None),
    ],
)
def test_numbers_are_understood_however_they_are_grouped(text: str, expected: str | None) -> None:
    value = value_of(text)
    assert expected == (str(value) if value is not None else None)


def test_readers_of_one_kind_have_one_voice() -> None:
    other = draft(HEAD, ("Farms", "12", "30"), ("Schools", "5", "6"), reader="pdfplumber")
    _, agreeing, asked = best_of([GOOD, GOOD, replace(GOOD, reader="row_ruled"), other])
    assert (agreeing, asked) == (2, 2)


def test_a_reader_that_sees_other_neighbours_does_not_agree() -> None:
    other = replace(merged(GOOD, (1, 1), (2, 1)), kind="camelot", is_outside=True)
    assert best_of([GOOD, other]) == (GOOD, 1, 2)


def test_what_another_engine_sees_is_taken_where_ours_has_a_fault() -> None:
    outside = replace(GOOD, kind="camelot", reader="camelot stream", is_outside=True)
    ours = merged(merged(GOOD, (1, 1), (1, 2)), (2, 1), (2, 2))
    assert best_of([ours, outside])[0].reader == "camelot stream"
    assert best_of([GOOD, outside])[0].reader == "aligned"
