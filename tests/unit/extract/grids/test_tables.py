"""Tables of a document: what is around them is known."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from pipeline.extract.extractor import find_blocks
from pipeline.extract.grids.tables import choose_tables, find_tables
from pipeline.model.geometry import BBox
from pipeline.read.camelot_reader import Area, read_as
from pipeline.read.reader import read_document
from pipeline.run import read_report
from tests.unit.extract.grids.pages import texts_of

TEXTS = [["", "Men", "Women"], ["Farms", "12", "30"], ["Schools", "5", "6"], ["Ferries", "17", "36"]]


@pytest.fixture
def banded(tmp_path: Path) -> Path:
    """A table whose second and fourth row have bands of colour behind them."""
    path = tmp_path / "bands.pdf"
    canvas = Canvas(str(path), pagesize=(595, 842), invariant=1)
    for number, texts in enumerate(TEXTS):
        y = 700 - 18 * number
        if number % 2:
            canvas.setFillGray(0.85)
            canvas.rect(60, y - 5, 300, 18, stroke=0, fill=1)
        canvas.setFillGray(0)
        for x, text in zip((65, 180, 280), texts, strict=True):
            canvas.drawString(x, y, text)
    canvas.save()
    return path


def test_bands_behind_rows_are_no_chart(banded: Path) -> None:
    document = read_document(banded)
    (grid,) = choose_tables(find_tables(document, find_blocks(document)), [])
    assert texts_of(grid) == TEXTS


def test_tables_are_looked_for_only_where_asked_for(banded: Path) -> None:
    asked = read_report(banded, undescribed=True).printed
    assert [texts_of(grid) for grid in asked.grids] == [TEXTS]
    assert replace(asked, grids=()) == read_report(banded).printed


def test_each_parser_of_camelot_is_asked_for_the_area_alone(banded: Path) -> None:
    area = Area(1, BBox(60, 120, 360, 205), ruled=False, bounded=False)
    for flavor in ("stream", "network"):
        (table,) = read_as(flavor, banded, [area], None)
        assert (len(table.row_spans), len(table.column_spans)) == (4, 3)
    assert read_as("stream", banded, [], None) == []
