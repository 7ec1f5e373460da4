"""What stands in rows and columns, and is no table."""

from __future__ import annotations

from pipeline.extract.grids.finder import grids_of
from pipeline.model.geometry import BBox
from tests.fixtures.pages import line, page
from tests.unit.extract.grids.pages import rows, ruled, texts_of, upright

SENTENCE = "the board has followed how conditions change over"


def test_running_text_in_two_columns_is_no_table() -> None:
    text = [line(SENTENCE, x, 100 + 12 * number) for number in range(12) for x in (40, 310)]
    assert grids_of(page(*text)) == ()


def test_a_list_with_bullets_is_no_table() -> None:
    items = [["•", "farms near"], ["•", "schools"], ["•", "ferries too"], ["•", "harbours"]]
    assert grids_of(page(*rows((50, 80), *items))) == ()


def test_a_list_of_contents_is_no_table() -> None:
    items = [["Farms", "3"], ["Schools", "7"], ["Ferries", "12"], ["Harbours", "19"], ["Notes", "22"]]
    assert grids_of(page(*rows((50, 300), *items))) == ()


def test_numbers_under_a_name_are_a_table_though_they_rise() -> None:
    items = [["", "Year"], ["Farms", "3"], ["Schools", "7"], ["Ferries", "12"], ["Harbours", "19"], ["Notes", "22"]]
    (grid,) = grids_of(page(*rows((50, 300), *items)))
    assert items == texts_of(grid)


def test_ticks_and_names_around_a_chart_are_no_table() -> None:
    ticks = [["", "0%", "20%", "40%", "60%", "80%"], ["Farms", *[""] * 5], ["Schools", *[""] * 5], ["", *["x"] * 5]]
    assert grids_of(page(*rows((50, 150, 200, 250, 300, 350), *ticks[:3]))) == ()


def test_numbers_beside_a_chart_are_a_table_without_the_chart() -> None:
    body = [["Farms", "42%", "12", "30", "42"], ["Schools", "8%", "5", "6", "11"], ["Ferries", "50%", "7", "6", "13"]]
    lines = rows((50, 150, 250, 320, 390), *body)
    (grid,) = grids_of(page(*lines), charts=[BBox(145, 98, 220, 145)])
    assert [[texts[0], *texts[2:]] for texts in body] == texts_of(grid)


def test_a_running_head_is_no_row() -> None:
    lines = rows((50, 150, 220), ["Farms", "12", "30"], ["Schools", "5", "6"], ["Ferries", "7", "6"], ["", "", "17"])
    (grid,) = grids_of(page(*lines), without=[lines[-1][0].bbox])
    assert grid.rows == 3


def test_two_rules_that_meet_are_axes() -> None:
    words = page(*rows((50, 80), ["9", ""], ["8", "Farms"]))
    assert grids_of(ruled(words, upright(45, 90, 200))) == ()
