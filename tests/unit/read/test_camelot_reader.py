"""The second reader of what belongs together, asked for an area of the page as seen."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from pipeline.model.geometry import BBox, hull
from pipeline.read.camelot_reader import Area, SecondTable, read_tables
from pipeline.read.reader import read_document
from tests.fixtures import pdfs

ROWS = [("Kvinnor", "69"), ("Flickor", "4"), ("Totalt", "73")]
# The same crop as the reader sees it: 50 pt off the left and right, 40 pt off the top and bottom.
CROPS: dict[int, pdfs.Edges] = {
    0: (50, 40, 250, 160),
    90: (40, 50, 160, 250),
    180: (50, 40, 250, 160),
    270: (40, 50, 160, 250),
}


def cells(table: SecondTable) -> list[tuple[str, ...]]:
    return [tuple(cell.strip() for cell in row) for row in table.rows]


@pytest.mark.parametrize("rotate", CROPS)
@pytest.mark.parametrize("is_cropped", [False, True], ids=["whole", "cropped"])
def test_rows_and_columns_lie_where_the_words_are_seen(tmp_path: Path, rotate: int, *, is_cropped: bool) -> None:
    pdf = pdfs.turned_sheet(rotate, CROPS[rotate] if is_cropped else None)
    path = pdfs.write(tmp_path, "a.pdf", pdf)
    words = read_document(path).pages[0].words
    (table,) = read_tables(path, [Area(1, hull(word.bbox for word in words), ruled=False, bounded=False)], None)
    assert cells(table) == ROWS
    labels, numbers = words[::2], words[1::2]
    for (top, bottom), label, number in zip(table.row_spans, labels, numbers, strict=True):
        assert top < label.bbox.y_mid < bottom
        assert top < number.bbox.y_mid < bottom
    for (x0, x1), column in zip(table.column_spans, (labels, numbers), strict=True):
        assert all(x0 < word.bbox.x_mid < x1 for word in column)


def test_a_table_belongs_to_the_area_that_it_was_found_in(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        for x, (label, value) in ((20, ("Kvinnor", "69")), (160, ("Flickor", "4"))):
            for number in range(3):
                canvas.drawString(x, 120 - 14 * number, f"{label} {number}")
                canvas.drawRightString(x + 100, 120 - 14 * number, value)

    path = pdfs.write(tmp_path, "a.pdf", pdfs.drawn(draw, draw))
    left, right = BBox(18, 70, 122, 112), BBox(158, 70, 262, 112)
    areas = [Area(page, box, ruled=False, bounded=False) for page in (2, 1) for box in (right, left)]
    found = {(table.area.page, table.area.bbox): cells(table)[0] for table in read_tables(path, areas, None)}
    assert found == {
        (page, box): row for page in (1, 2) for box, row in ((left, ("Kvinnor 0", "69")), (right, ("Flickor 0", "4")))
    }


def test_drawn_rules_separate_cells_where_they_are_asked_for(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.grid([60, 130, 180], [80, 100, 120])
        for y, (label, value) in ((106, ("Kvinnor", "69")), (86, ("Flickor", "4"))):
            canvas.drawString(64, y, label)
            canvas.drawString(140, y, value)

    path = pdfs.write(tmp_path, "a.pdf", pdfs.drawn(draw))
    (table,) = read_tables(path, [Area(1, BBox(60, 80, 180, 120), ruled=True, bounded=True)], None)
    assert cells(table) == [("Kvinnor", "69"), ("Flickor", "4")]


def test_an_area_without_text_has_no_table_and_costs_the_others_nothing(tmp_path: Path) -> None:
    path = pdfs.write(tmp_path, "a.pdf", pdfs.turned_sheet(0))
    table, nothing = BBox(60, 72, 160, 111), BBox(200, 150, 280, 190)
    assert read_tables(path, [Area(1, nothing, ruled=False, bounded=False)], None) == []
    found = read_tables(
        path, [Area(1, nothing, ruled=False, bounded=False), Area(1, table, ruled=False, bounded=False)], None
    )
    assert [(one.area.bbox, cells(one)) for one in found] == [(table, ROWS)]


def test_nothing_is_asked_where_there_is_no_area(tmp_path: Path) -> None:
    assert read_tables(tmp_path / "missing.pdf", [], None) == []


def test_an_encrypted_file_opens_with_its_password(tmp_path: Path) -> None:
    pdf = pdfs.encrypted(user=pdfs.OPEN_PASSWORD, pdf=pdfs.turned_sheet(0))
    path = pdfs.write(tmp_path, "a.pdf", pdf)
    (table,) = read_tables(path, [Area(1, BBox(60, 72, 160, 111), ruled=False, bounded=False)], pdfs.OPEN_PASSWORD)
    assert cells(table) == ROWS
