from __future__ import annotations

from dataclasses import replace

from pipeline.extract.extractor import assemble, find_blocks
from pipeline.extract.lines import fragments_of
from pipeline.extract.ruled_rows import implied_grids
from pipeline.model.document import Grid, Line, Page
from pipeline.model.geometry import BBox
from tests.fixtures.pages import document, line, page


def rule(x0: float, x1: float, y: float) -> Line:
    return Line(BBox(x0, y, x1, y), (0.0,), 0.5)


def grids_of(ruled: Page, captions: tuple[BBox, ...] = ()) -> tuple[Grid, ...]:
    return implied_grids(ruled, fragments_of(ruled), captions)


def table(top: float, *rules: Line) -> Page:
    """Two rows of label and number below a header."""
    rows = [("Form", "Antal"), ("Sill", "2"), ("Torsk", "3")]
    words = [
        part
        for index, (label, number) in enumerate(rows)
        for part in (line(label, 55, top + 4 + 20 * index), line(number, 250, top + 4 + 20 * index))
    ]
    return replace(page(*words), lines=rules)


def test_white_space_parts_columns_where_rules_run_across_the_whole_table() -> None:
    (grid,) = grids_of(table(100, *(rule(50, 300, y) for y in (100, 120, 140, 160))))
    assert sorted({cell.x0 for cell in grid.cells}) == [50, 165]
    assert len(grid.cells) == 6


def test_rules_of_single_cells_part_columns_where_they_end() -> None:
    rules = [rule(x0, x1, y) for y in (100, 120, 140, 160) for x0, x1 in ((50, 240), (240, 300))]
    (grid,) = grids_of(table(100, *rules))
    assert sorted({cell.x0 for cell in grid.cells}) == [50, 240]


def test_a_rule_that_stops_short_leaves_a_spanning_cell() -> None:
    rules = [*(rule(x0, x1, y) for y in (100, 120, 160) for x0, x1 in ((50, 240), (240, 300))), rule(240, 300, 140)]
    (grid,) = grids_of(table(100, *rules))
    heights = sorted(cell.height for cell in grid.cells if cell.x0 == 50)
    assert heights == [20, 40]


def test_one_row_between_two_rules_is_the_rest_of_a_table_that_ended_at_the_same_place() -> None:
    words = (*line("Sill", 55, 104), *line("2", 250, 104))
    rest = replace(page(words), lines=(rule(50, 300, 100), rule(50, 300, 120)))
    found = [implied_grids(rest, fragments_of(rest), (), carried) for carried in (None, 280.0, 301.0)]
    assert [len(grids) for grids in found] == [0, 0, 1]


def test_a_caption_parts_one_table_from_the_next() -> None:
    rules = [rule(50, 300, y) for y in (100, 120, 140, 160, 200, 220, 240)]
    whole = table(100, *rules)
    more = replace(whole, words=(*whole.words, *line("Gös", 55, 204), *line("4", 250, 204)))
    assert len(grids_of(more)) == 1
    assert [grid.bbox.bottom for grid in grids_of(more, (BBox(50, 170, 200, 180),))] == [160, 240]


def test_underlines_of_headings_over_leaders_are_no_table() -> None:
    words = [line("Sill.............2", 55, 104), line("Torsk............3", 55, 124)]
    ruled = replace(page(*words), lines=tuple(rule(50, 300, y) for y in (100, 120, 140)))
    assert grids_of(ruled) == ()


def test_two_rules_are_underlines() -> None:
    assert grids_of(table(100, rule(50, 300, 100), rule(50, 300, 160))) == ()


def test_an_age_on_two_lines_of_a_heading_is_a_part_of_it_and_no_number() -> None:
    words = [
        *(line("Form", 55, 104), line("Barn", 160, 104), line("under 18", 150, 114), line("\u00e5r", 165, 124)),
        line("Vuxna", 250, 104),
        *(line("Sill", 55, 134), line("2", 170, 134), line("7", 260, 134)),
        *(line("Torsk", 55, 154), line("3", 170, 154), line("9", 260, 154)),
    ]
    ruled = replace(page(*words), lines=tuple(rule(50, 300, y) for y in (100, 130, 150, 170)))
    (block,) = assemble(find_blocks(document(ruled)), ()).blocks
    told = [(one.label.text, [text.text for text in one.headings], one.number.text) for one in block.entries]
    assert told[:2] == [("Sill", ["Barn under 18 \u00e5r"], "2"), ("Sill", ["Vuxna"], "7")]
