"""Grids and blocks to numbers with their labels."""

from __future__ import annotations

from pipeline.model.geometry import BBox
from pipeline.model.grid import Cell, Grid
from pipeline.model.printed import Block, Entry, Layout
from pipeline.model.span import Span
from pipeline.normalise.auto.labelled import auto_blocks, contents_of

WIDE, HIGH = 50.0, 10.0


def span(text: str, row: int, column: int, page: int = 1) -> Span:
    x, y = column * WIDE, row * HIGH
    return Span(text, page, (BBox(x, y, x + 30, y + 8),))


def grid(*rows: tuple[str, ...], header_rows: int = 1, header_columns: int = 1, agreeing: int = 2) -> Grid:
    cells = tuple(
        Cell(at, column, 1, 1, span(text, at, column) if text else None)
        for at, row in enumerate(rows)
        for column, text in enumerate(row)
    )
    region = BBox(0, 0, WIDE * len(rows[0]), HIGH * len(rows))
    return Grid(1, region, len(rows), len(rows[0]), header_rows, header_columns, cells, "ruled", agreeing, 2)


def told(*grids: Grid, blocks: tuple[Block, ...] = ()) -> list[tuple[tuple[str, ...], tuple[str, ...], str]]:
    return [(one.row, one.column, one.number.text) for block in auto_blocks(blocks, grids) for one in block.numbers]


def listed(layout: Layout, *pairs: tuple[str, str], page: int = 1) -> Block:
    entries = tuple(
        Entry(span(number, at, 1, page), span(label, at, 0, page), ()) for at, (label, number) in enumerate(pairs)
    )
    return Block(layout, page, BBox(0, 0, 2 * WIDE, HIGH * len(pairs)), entries)


def test_a_number_has_its_row_and_column_and_a_missing_mark_is_kept() -> None:
    table = grid(("", "2022", "2023"), ("Men", "12", ".."), ("Women", "", "7"))
    assert told(table) == [
        (("Men",), ("2022",), "12"),
        (("Men",), ("2023",), ".."),
        (("Women",), ("2023",), "7"),
    ]


def test_headings_over_several_columns_are_part_of_the_path() -> None:
    cells = (
        Cell(0, 0, 2, 1, None),
        Cell(0, 1, 1, 2, span("Borrowers", 0, 1)),
        Cell(1, 1, 1, 1, span("Men", 1, 1)),
        Cell(1, 2, 1, 1, span("Women", 1, 2)),
        Cell(2, 0, 1, 1, span("North", 2, 0)),
        Cell(2, 1, 1, 1, span("5", 2, 1)),
        Cell(2, 2, 1, 1, span("6", 2, 2)),
    )
    table = Grid(1, BBox(0, 0, 150, 30), 3, 3, 2, 1, cells, "ruled", 2, 2)
    assert told(table) == [
        (("North",), ("Borrowers", "Men"), "5"),
        (("North",), ("Borrowers", "Women"), "6"),
    ]


def test_a_row_of_a_name_alone_is_the_heading_of_the_rows_below() -> None:
    table = grid(("", "Loans"), ("North", ""), ("Books", "5"), ("South", ""), ("Books", "6"))
    assert told(table) == [(("North", "Books"), ("Loans",), "5"), (("South", "Books"), ("Loans",), "6")]


def test_numbers_under_one_heading_for_several_columns_are_left_out() -> None:
    table = grid(("", "Loans", "Loans", "Visits"), ("North", "5", "6", "7"))
    assert told(table) == [(("North",), ("Visits",), "7")]


def test_a_cell_without_label_and_heading_is_left_out() -> None:
    assert told(grid(("5", "6"), ("7", "8"), header_rows=0, header_columns=0)) == []


def test_a_grid_takes_the_place_of_blocks_in_its_room_if_it_labels_as_many() -> None:
    table = grid(("", "Loans"), ("North", "5"), ("South", "6"))
    pairs = listed(Layout.PAIRS, ("North", "5"), ("South", "6"))
    assert [block.block_id for block in auto_blocks((pairs,), (table,))] == ["table_p1_1"]
    lumped = grid(("", "Loans"), ("North South", "5 6"))
    assert [block.block_id for block in auto_blocks((pairs,), (lumped,))] == ["labels_p1_1"]


def test_a_single_list_stays_one_unless_a_grid_labels_more_of_it() -> None:
    leaders = listed(Layout.SPREAD, ("North", "5"), ("South", "6"))
    table = grid(("", "Loans"), ("North", "5"), ("South", "6"))
    assert [block.block_id for block in auto_blocks((leaders,), (table,))] == ["list_p1_1"]
    longer = grid(("", "Loans"), ("North", "5"), ("South", "6"), ("West", "7"))
    assert [block.block_id for block in auto_blocks((leaders,), (longer,))] == ["table_p1_1"]


def test_years_in_a_list_are_no_numbers_unless_thousands_are_not_grouped() -> None:
    assert told(blocks=(listed(Layout.PAIRS, ("Report", "2023"), ("Loans", "12")),)) == [(("Loans",), (), "12")]
    ungrouped = listed(Layout.PAIRS, ("Visits", "2023"), ("Loans", "4711"))
    assert told(blocks=(ungrouped,)) == [(("Visits",), (), "2023"), (("Loans",), (), "4711")]


def test_a_table_of_contents_is_no_list_of_numbers() -> None:
    pages = listed(Layout.SPREAD, ("Summary", "3"), ("Loans", "4"), ("Visits", "9"), ("Notes", "12"), page=2)
    assert auto_blocks((pages,), ()) == ()
    assert [one.text for one in contents_of((pages,))] == ["3", "4", "9", "12"]
    falling = listed(Layout.SPREAD, ("North", "12"), ("South", "9"), ("East", "4"), ("West", "3"), page=2)
    assert len(auto_blocks((falling,), ())) == 1


def test_what_stands_in_a_running_foot_is_no_number_of_a_table() -> None:
    table = grid(("", "Loans"), ("North", "5"), ("South", "6"))
    blocks = auto_blocks((), (table,), furniture=(span("6", 2, 1),))
    assert [one.number.text for block in blocks for one in block.numbers] == ["5"]
