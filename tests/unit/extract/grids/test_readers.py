"""Each reader of tables on the phenomenon that it is for."""

from __future__ import annotations

import pytest

from pipeline.extract.grids.finder import grids_of
from pipeline.model.geometry import BBox
from tests.fixtures.pages import page
from tests.unit.extract.grids.pages import (
    drafts,
    level,
    read,
    row,
    rows,
    spans_of,
    texts_of,
    upright,
)

STOPS = (50, 150, 220, 290)
HEAD = ["", "Men", "Women", "Total"]
BODY = [["Farms", "12", "30", "42"], ["Schools", "5", "6", "11"], ["Ferries", "17", "36", "53"]]


def test_words_in_columns_are_a_table() -> None:
    grid = read(*rows(STOPS, HEAD, *BODY))
    assert [HEAD, *BODY] == texts_of(grid)
    assert (grid.header_rows, grid.header_columns) == (1, 1)


def test_every_cell_has_its_place_and_empty_ones_are_told() -> None:
    grid = read(*rows(STOPS, HEAD, ["Farms", "12", "", "42"], *BODY[1:]))
    assert [(row, column) for row in range(4) for column in range(4)] == [(c.row, c.column) for c in grid.cells]
    empty = [(cell.row, cell.column) for cell in grid.cells if cell.span is None]
    assert empty == [(0, 0), (1, 2)]
    (cell,) = [cell for cell in grid.cells if cell.span and cell.span.text == "42"]
    assert cell.span is not None
    assert (BBox(290, 116, 300, 126),) == cell.span.boxes


@pytest.mark.parametrize("shift", [7, 130])
def test_a_table_moved_over_the_page_is_the_same_table(shift: float) -> None:
    moved = read(*rows([stop + shift for stop in STOPS], HEAD, *BODY, top=100 + shift))
    assert texts_of(read(*rows(STOPS, HEAD, *BODY))) == texts_of(moved)


def test_rules_around_all_cells_say_what_they_are() -> None:
    across = [level(y, 45, 350) for y in (95, 113, 131, 149, 167)]
    down = [upright(x, 95, 167) for x in (45, 140, 210, 280, 350)]
    lines = rows(STOPS, HEAD, *BODY, top=99, step=18)
    assert drafts(*lines, rules=[*across, *down])["ruled"] == [HEAD, *BODY]
    assert read(*lines, rules=[*across, *down]).reader == "ruled"


def test_a_ruled_table_without_its_outer_uprights_has_all_columns() -> None:
    rules = [*(level(y, 45, 350) for y in (95, 113, 131, 149, 167)), *(upright(x, 95, 167) for x in (140, 210, 280))]
    assert texts_of(read(*rows(STOPS, HEAD, *BODY, top=99, step=18), rules=rules)) == [HEAD, *BODY]


def test_a_cell_that_no_rule_parts_spans() -> None:
    across = [level(y, 45, 350) for y in (95, 131, 149, 167)] + [level(113, 140, 280)]
    down = [upright(x, 95, 167) for x in (45, 140, 280, 350)] + [upright(210, 113, 167)]
    lines = [
        row(99, STOPS, "Place", "Persons", "", "Total"),
        row(117, STOPS, "", "Men", "Women", ""),
        *rows(STOPS, *BODY[:2], top=135, step=18),
    ]
    grid = read(*lines, rules=[*across, *down])
    assert spans_of(grid) == {"Place": (2, 1), "Persons": (1, 2), "Total": (2, 1)}
    assert grid.header_rows == 2


def test_three_rules_leave_rows_to_the_lines() -> None:
    rules = [level(y, 45, 350) for y in (96, 113, 166)]
    assert texts_of(read(*rows(STOPS, HEAD, *BODY), rules=rules)) == [HEAD, *BODY]


def test_a_rule_under_a_name_says_which_columns_it_is_over() -> None:
    lines = [row(100, (195,), "Persons"), *rows(STOPS, HEAD, *BODY, top=118)]
    rules = [level(96, 45, 350), level(114, 148, 262), level(131, 45, 350), level(185, 45, 350)]
    grid = read(*lines, rules=rules)
    assert spans_of(grid) == {"Persons": (1, 2)}
    assert grid.header_rows == 2


def test_a_frame_around_the_whole_is_no_cell() -> None:
    rules = [level(y, 45, 350) for y in (96, 113, 166)] + [upright(x, 96, 166) for x in (45, 350)]
    assert texts_of(read(*rows(STOPS, HEAD, *BODY), rules=rules)) == [HEAD, *BODY]


def test_upright_rules_alone_part_columns() -> None:
    rules = [level(96, 45, 350), level(113, 45, 350), level(166, 45, 350)]
    rules += [upright(x, 96, 166) for x in (140, 210, 280)]
    assert texts_of(read(*rows(STOPS, HEAD, *BODY), rules=rules)) == [HEAD, *BODY]


def test_bands_of_colour_part_no_header_from_its_table() -> None:
    fills = [BBox(45, 114, 350, 130), BBox(45, 146, 350, 162)]
    assert texts_of(read(*rows(STOPS, HEAD, *BODY), fills=fills)) == [HEAD, *BODY]


def test_a_label_that_wraps_is_one_cell_with_a_box_a_line() -> None:
    stops = (50, 170, 240)
    lines = [
        row(100, stops, "", "Men", "Women"),
        row(118, stops, "Farms", "12", "30"),
        row(136, stops, "Schools of the", "5", "6"),
        row(147, stops, "northern coast", "", ""),
        row(165, stops, "Ferries", "17", "36"),
    ]
    grid = read(*lines)
    assert [texts[0] for texts in texts_of(grid)[1:]] == ["Farms", "Schools of the northern coast", "Ferries"]
    (cell,) = [cell for cell in grid.cells if cell.row == 2 and cell.column == 0]
    assert cell.span is not None
    assert len(cell.span.boxes) == 2


def test_a_number_level_with_the_middle_of_its_label_is_in_its_row() -> None:
    stops = (50, 170, 240)
    lines = [
        row(100, stops, "", "Men", "Women"),
        row(118, stops, "Farms", "12", "30"),
        row(136, stops, "Schools of the", "", ""),
        row(141.5, stops, "", "5", "6"),
        row(147, stops, "northern coast", "", ""),
        row(165, stops, "Ferries", "17", "36"),
    ]
    assert texts_of(read(*lines))[2] == ["Schools of the northern coast", "5", "6"]


def test_a_heading_of_rows_is_a_row_by_itself() -> None:
    lines = rows(STOPS, HEAD, BODY[0], ["Coast", "", "", ""], *BODY[1:])
    assert texts_of(read(*lines))[2] == ["Coast", "", "", ""]


def test_names_that_wrap_are_one_cell() -> None:
    lines = [
        row(100, STOPS, "", "Granted", "", ""),
        row(111, STOPS, "", "last year", "Women", "Total"),
        *rows(STOPS, *BODY, top=128),
    ]
    assert texts_of(read(*lines))[0] == ["", "Granted last year", "Women", "Total"]


def test_groups_of_one_number_are_one_cell_and_numbers_side_by_side_are_two() -> None:
    stops = (50, 150, 183)
    body = [["Farms", "1 204", "77"], ["Schools", "12 500", "8"], ["Ferries", "13 704", "85"]]
    assert body == texts_of(read(*rows(stops, *body)))


def test_leaders_are_no_text() -> None:
    stops = (50, 300, 360)
    lines = [row(100 + 16 * n, stops, f"{label}{'.' * 20}", *cells) for n, (label, *cells) in enumerate(
        [("Farms", "12", "30"), ("Schools", "5", "6"), ("Ferries", "17", "36")]
    )]  # fmt: skip
    assert [texts[0] for texts in texts_of(read(*lines))] == ["Farms", "Schools", "Ferries"]


def test_a_caption_above_and_a_note_below_are_outside() -> None:
    lines = [
        row(80, (50,), "Table 3. Farms and schools by place"),
        *rows(STOPS, HEAD, *BODY),
        row(168, (50,), "Note: counted in spring.", size=8),
    ]
    grid = read(*lines)
    assert [HEAD, *BODY] == texts_of(grid)


def test_tables_with_a_caption_between_are_two() -> None:
    lines = [
        *rows(STOPS, HEAD, *BODY),
        row(180, (50,), "Table 4. The same again"),
        *rows(STOPS, HEAD, *BODY, top=200),
    ]
    found = grids_of(page(*lines))
    assert [[HEAD, *BODY]] * 2 == [texts_of(grid) for grid in found]
