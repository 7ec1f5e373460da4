"""Tables that are drawn by lot are read as they were meant, better than any single engine reads them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.run import inspect
from tests.tables import sheets
from tests.tables.engines import ENGINES, Pages
from tests.tables.looks import KINDS
from tests.tables.model import TruthTable
from tests.tables.reading import placed_truth
from tests.tables.scoring import Score, score_tables

SEED = 8_101
FLOOR = 0.9
"""Of each kind, on the two documents of this seed; ``make bench`` tells more."""


def score(read: Callable[[Path], Pages], path: Path, tables: tuple[TruthTable, ...]) -> Score:
    pages = read(path)
    return sum(
        (
            score_tables(pages.get(number, []), [placed_truth(one) for one in tables if one.page == number])
            for number in sorted({table.page for table in tables})
        ),
        Score(0, 0, 0),
    )


@pytest.mark.parametrize("kind", KINDS)
def test_a_table_of_each_kind_is_read_at_least_as_well_as_by_the_fast_engines(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "a.pdf"
    tables = sheets.draw(SEED, kind, path)
    ours = score(ENGINES["pipeline"], path, tables)
    assert ours.f1 >= FLOOR
    for engine in ("camelot stream", "camelot network", "pdfplumber lines", "pdfplumber text"):
        assert ours.f1 >= score(ENGINES[engine], path, tables).f1


TABLES = {
    "2023": {11: (9, 9), 13: (6, 9), 15: (10, 9), 17: (4, 9), 19: (7, 9), 21: (4, 9)},
    "2021": {11: (8, 6), 13: (5, 6), 15: (9, 6), 17: (3, 6), 19: (6, 6), 21: (3, 6)},
    "2017": {8: (6, 7), 9: (6, 7), 10: (5, 7)},
}
"""Rows and columns, header included, counted on the pages."""


@pytest.mark.parametrize("year", TABLES)
def test_tables_of_a_survey_have_their_rows_and_columns(corpus: Path, year: str) -> None:
    grids = inspect(corpus / f"forskoleenkaten-{year}.pdf").printed.grids
    found = {grid.page: (grid.rows, grid.columns) for grid in grids if grid.page in TABLES[year]}
    assert TABLES[year] == found
