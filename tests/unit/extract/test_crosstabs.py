from __future__ import annotations

import pytest

from pipeline.extract.crosstabs import crosstabs_of
from pipeline.extract.lines import fragments_of
from pipeline.model.crosstab import Crosstab
from pipeline.model.document import Grid, Page
from pipeline.model.geometry import BBox
from tests.fixtures.pages import line, page


def tables(made: Page) -> tuple[Crosstab, ...]:
    return crosstabs_of(made, fragments_of(made))


def headings(table: Crosstab) -> list[str]:
    return [" / ".join(span.text for span in spans) for spans in table.columns]


def rows(table: Crosstab) -> list[tuple[str, list[tuple[int, str]]]]:
    return [
        (row.label.text if row.label else "?", [(cell.column, cell.text.text) for cell in row.cells])
        for row in table.rows
    ]


def test_cells_are_under_their_headings_and_beside_their_labels() -> None:
    (table,) = tables(
        page(
            line("2031", 300, 80),
            line("GR", 405, 80),
            line("Norra området", 40, 100),
            line("4,20", 300, 100),
            line("4,35", 400, 100),
            line("Södra", 40, 130),
            line("3,90", 300, 130),
            line("-", 408, 130),
        )
    )
    assert headings(table) == ["2031", "GR"]
    assert rows(table) == [("Norra området", [(0, "4,20"), (1, "4,35")]), ("Södra", [(0, "3,90"), (1, "-")])]
    assert not table.ruled


def test_a_heading_of_several_lines_is_one_text_and_a_paragraph_over_it_is_none() -> None:
    (table,) = tables(
        page(
            line("Medelvärden för alla områden visas i tabellen nedan och på nästa sida av samma", 40, 40),
            line("Trygghet och", 300, 68),
            line("gemenskap", 305, 80),
            line("Pedagogik", 400, 80),
            line("Eken", 40, 100),
            line("4,20", 310, 100),
            line("4,35", 410, 100),
        )
    )
    assert headings(table) == ["Trygghet och gemenskap", "Pedagogik"]


def test_labels_of_empty_rows_do_not_join_the_label_of_a_row_with_numbers() -> None:
    (table,) = tables(
        page(
            line("A", 310, 80),
            line("B", 410, 80),
            line("Eken med ett", 40, 96),
            line("långt namn", 40, 108),
            line("4,20", 300, 102),
            line("4,35", 400, 102),
            line("Linden", 40, 126),
            line("Björken", 40, 144),
            line("4,00", 300, 144),
            line("4,10", 400, 144),
        )
    )
    assert [label for label, _ in rows(table)] == ["Eken med ett långt namn", "Björken"]


def test_a_heading_that_stands_over_two_columns_without_rules_names_neither() -> None:
    (table,) = tables(
        page(
            line("Ett område som är brett", 300, 80),
            line("Eken", 40, 100),
            line("4,20", 300, 100),
            line("4,35", 360, 100),
        )
    ) or (None,)
    assert table is None


def test_a_row_between_two_labels_has_none() -> None:
    (table,) = tables(
        page(
            line("A", 310, 80),
            line("B", 410, 80),
            line("Eken", 40, 95),
            line("Linden", 40, 115),
            line("4,20", 300, 106),
            line("4,35", 400, 106),
            line("Björken", 40, 140),
            line("4,00", 300, 140),
            line("4,10", 400, 140),
        )
    )
    assert [label for label, _ in rows(table)] == ["?", "Björken"]


def test_rules_say_which_columns_a_heading_stands_over() -> None:
    cells = (
        BBox(30, 60, 290, 100),
        BBox(290, 60, 450, 80),
        BBox(290, 80, 370, 100),
        BBox(370, 80, 450, 100),
        BBox(450, 60, 530, 100),
        *(BBox(x0, 100, x1, 130) for x0, x1 in ((30, 290), (290, 370), (370, 450), (450, 530))),
    )
    (table,) = tables(
        page(
            line("Eken", 360, 65),
            line("2031", 320, 85),
            line("2030", 400, 85),
            line("GR", 485, 75),
            line("En fråga på", 40, 102),
            line("två rader", 40, 114),
            line("4,20", 320, 110),
            line("4,35", 400, 110),
            line("4,40", 480, 110),
            grids=[Grid(BBox(30, 60, 530, 130), cells)],
        )
    )
    assert headings(table) == ["Eken / 2031", "Eken / 2030", "GR"]
    assert rows(table) == [("En fråga på två rader", [(0, "4,20"), (1, "4,35"), (2, "4,40")])]
    assert table.ruled


@pytest.mark.parametrize(
    "ticks",
    [
        pytest.param(("0,0", "1,0", "2,0", "3,0"), id="an axis"),
        pytest.param(("10", "20", "30", "40"), id="whole numbers"),
    ],
)
def test_numbers_without_labels_and_whole_numbers_are_no_table(ticks: tuple[str, ...]) -> None:
    assert tables(page(*(line(tick, 200 + 60 * nth, 100) for nth, tick in enumerate(ticks)))) == ()
