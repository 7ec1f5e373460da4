"""Coordinates are those of the page as a reader sees it, whatever the file says about boxes and rotation."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from pipeline.model.document import Page
from pipeline.model.geometry import BBox, hull
from pipeline.read.frame import Frame, ordered, shown_part
from pipeline.read.reader import read_document
from tests.fixtures import pdfs

ROTATIONS = (0, 90, 180, 270)
INSIDE: pdfs.Edges = (50, 40, 250, 160)
BEYOND: pdfs.Edges = (-20, 30, 400, 500)
CROPS = (None, INSIDE, BEYOND)
SHEETS: tuple[pdfs.Edges | None, ...] = (None, (10, 20, 310, 220), (310, 220, 10, 20))
SHEET_NAMES = {SHEETS[0]: "sheet at 0", SHEETS[1]: "sheet off 0", SHEETS[2]: "sheet by other corners"}

RENDER_SCALE = 4
INK = 128
# Half a rendered pixel on each side, and antialiasing.
RENDER_TOLERANCE_PT = 0.5


def read_page(folder: Path, pdf: bytes) -> Page:
    return read_document(pdfs.write(folder, "a.pdf", pdf)).pages[0]


def edges(box: BBox) -> tuple[float, float, float, float]:
    return box.x0, box.top, box.x1, box.bottom


# "Kvinnor" takes up x 60 to 93.9 and y 117.93 to 127.93 (upwards) on a sheet of 300 by 200 pt. Turned clockwise by
# 90 degrees, the sheet's left edge is the page's top and its bottom edge the page's left.
@pytest.mark.parametrize(
    ("rotate", "crop", "size", "expected", "direction"),
    [
        (0, None, (300, 200), (60, 72.07, 93.9, 82.07), "ltr"),
        (90, None, (200, 300), (117.93, 60, 127.93, 93.9), "ttb"),
        (180, None, (300, 200), (206.1, 117.93, 240, 127.93), "rtl"),
        (270, None, (200, 300), (72.07, 206.1, 82.07, 240), "btt"),
        (0, INSIDE, (200, 120), (10, 32.07, 43.9, 42.07), "ltr"),
        (90, INSIDE, (120, 200), (77.93, 10, 87.93, 43.9), "ttb"),
        (180, INSIDE, (200, 120), (156.1, 77.93, 190, 87.93), "rtl"),
        (270, INSIDE, (120, 200), (32.07, 156.1, 42.07, 190), "btt"),
        # Of this crop box the part on the sheet counts: x 0 to 300, y 30 to 200.
        (0, BEYOND, (300, 170), (60, 72.07, 93.9, 82.07), "ltr"),
        (90, BEYOND, (170, 300), (87.93, 60, 97.93, 93.9), "ttb"),
        (180, BEYOND, (300, 170), (206.1, 87.93, 240, 97.93), "rtl"),
        (270, BEYOND, (170, 300), (72.07, 206.1, 82.07, 240), "btt"),
    ],
)
def test_a_word_stands_where_the_reader_sees_it(  # noqa: PLR0913 -- one column of the table each
    tmp_path: Path,
    *,
    rotate: int,
    crop: pdfs.Edges | None,
    size: tuple[float, float],
    expected: tuple[float, float, float, float],
    direction: str,
) -> None:
    page = read_page(tmp_path, pdfs.placed(pdfs.plain(), rotate=rotate, crop=crop))
    found = page.words[0]
    assert (page.width_pt, page.height_pt) == pytest.approx(size)
    assert (found.text, found.direction) == ("Kvinnor", direction)
    assert edges(found.bbox) == pytest.approx(expected, abs=0.01)


every_placing = pytest.mark.parametrize(
    ("rotate", "crop", "sheet", "inherited"),
    [
        pytest.param(*values, id=f"{values[0]}-{values[1]}-{SHEET_NAMES[values[2]]}-{'above' if values[3] else 'page'}")
        for values in product(ROTATIONS, CROPS, SHEETS, (False, True))
    ],
)


@every_placing
def test_the_second_readers_ink_lies_inside_the_first_readers_boxes(
    tmp_path: Path, rotate: int, crop: pdfs.Edges | None, sheet: pdfs.Edges | None, *, inherited: bool
) -> None:
    page = read_page(tmp_path, pdfs.placed(pdfs.plain(), rotate=rotate, crop=crop, media=sheet, inherited=inherited))
    first = [(char, box) for word in page.words for char, box in zip(word.text, word.char_boxes, strict=True)]
    assert [char for char, _ in first] == list("Kvinnor69")
    assert [glyph.text for glyph in page.witness] == list("Kvinnor69")
    for (_, box), glyph in zip(first, page.witness, strict=True):
        assert hull([box.grown(0.1), glyph.bbox]) == box.grown(0.1)
        assert box.holds_centre_of(glyph.bbox)


@every_placing
def test_rendered_ink_lies_where_the_words_are_said_to_be(
    tmp_path: Path, rotate: int, crop: pdfs.Edges | None, sheet: pdfs.Edges | None, *, inherited: bool
) -> None:
    pdf = pdfs.placed(pdfs.plain(), rotate=rotate, crop=crop, media=sheet, inherited=inherited)
    page = read_page(tmp_path, pdf)
    width, height, ink = rendered(pdf)
    assert (page.width_pt, page.height_pt) == pytest.approx((width, height), abs=1 / RENDER_SCALE)
    words = hull(word.bbox for word in page.words)
    assert hull([words.grown(RENDER_TOLERANCE_PT), ink]) == words.grown(RENDER_TOLERANCE_PT)
    witness = hull(glyph.bbox for glyph in page.witness)
    assert edges(ink) == pytest.approx(edges(witness), abs=RENDER_TOLERANCE_PT)


def rendered(pdf: bytes) -> tuple[float, float, BBox]:
    """Width and height of the first page as a viewer shows it, and the box around its ink."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        picture = document[0].render(scale=RENDER_SCALE, grayscale=True).to_pil()
        x0, top, x1, bottom = picture.point(lambda value: 255 if value < INK else 0).getbbox()
    finally:
        document.close()
    scaled = BBox(x0 / RENDER_SCALE, top / RENDER_SCALE, x1 / RENDER_SCALE, bottom / RENDER_SCALE)
    return picture.width / RENDER_SCALE, picture.height / RENDER_SCALE, scaled


@pytest.mark.parametrize("rotate", ROTATIONS)
def test_text_on_a_sheet_that_is_turned_upright_reads_from_left_to_right(tmp_path: Path, rotate: int) -> None:
    page = read_page(tmp_path, pdfs.turned_sheet(rotate))
    assert (page.width_pt, page.height_pt) == (300, 200)
    assert [word.text for word in page.words] == ["Kvinnor", "69", "Flickor", "4", "Totalt", "73"]
    assert {word.direction for word in page.words} == {"ltr"}
    assert edges(page.words[0].bbox) == pytest.approx((60, 72.07, 93.9, 82.07), abs=0.01)


@pytest.mark.parametrize("rotate", ROTATIONS)
@pytest.mark.parametrize("crop", [None, INSIDE], ids=["whole", "cropped"])
@pytest.mark.parametrize("sheet", [(0, 0, 300, 200), (10, 20, 330, 260)], ids=["sheet at 0", "sheet off 0"])
def test_shapes_pictures_and_links_move_with_the_words(
    tmp_path: Path, rotate: int, crop: pdfs.Edges | None, sheet: pdfs.Edges
) -> None:
    """Everything is drawn around the same 40 by 30 pt at (60, 120), so it has the same box from every side."""

    def draw(canvas: Canvas) -> None:
        canvas.rect(60, 120, 40, 30, stroke=0, fill=1)
        canvas.ellipse(60, 120, 100, 150)
        canvas.line(60, 120, 100, 150)
        canvas.drawImage(pdfs.pixels(), 60, 120, width=40, height=30)
        canvas.linkURL("https://example.org", (60, 120, 100, 150))

    page = read_page(tmp_path, pdfs.placed(pdfs.drawn(draw), rotate=rotate, crop=crop, media=sheet))
    expected = Frame(crop or sheet, rotate).as_seen((60, 120, 100, 150))
    for kind in (page.rects, page.curves, page.lines, page.images, page.links):
        assert [edges(one.bbox) for one in kind] == [pytest.approx(edges(expected), abs=0.01)]
    assert edges(hull(BBox(x, y, x, y) for x, y in page.curves[0].points)) == pytest.approx(edges(expected), abs=0.01)


@pytest.mark.parametrize("rotate", ROTATIONS)
@pytest.mark.parametrize("crop", [None, INSIDE], ids=["whole", "cropped"])
def test_a_ruled_table_is_a_grid_of_its_cells(tmp_path: Path, rotate: int, crop: pdfs.Edges | None) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.grid([60, 100, 140], [80, 100, 120])

    (grid,) = read_page(tmp_path, pdfs.placed(pdfs.drawn(draw), rotate=rotate, crop=crop)).grids
    frame = Frame(crop or (0, 0, *pdfs.PAGE), rotate)
    cells = {frame.as_seen((x, y, x + 40, y + 20)) for x in (60, 100) for y in (80, 100)}
    assert grid.bbox == frame.as_seen((60, 80, 140, 120))
    assert set(grid.cells) == cells


def test_what_lies_beyond_the_crop_box_is_not_on_the_page(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(100, 100, "69")
        canvas.drawString(60, 5, "4711 sida 3 av 12")
        canvas.line(0, 10, 20, 10)

    page = read_page(tmp_path, pdfs.placed(pdfs.drawn(draw), crop=INSIDE))
    assert [word.text for word in page.words] == ["69"]
    assert page.lines == ()


def test_a_word_that_the_crop_box_cuts_stays_whole(tmp_path: Path) -> None:
    page = read_page(tmp_path, pdfs.placed(pdfs.plain(), crop=(70, 40, 250, 160)))
    assert [word.text for word in page.words] == ["Kvinnor", "69"]
    assert page.words[0].bbox.x0 == pytest.approx(-10, abs=0.01)


@pytest.mark.parametrize(
    ("rotation", "expected"),
    [
        (0, BBox(10, 130, 20, 160)),
        (90, BBox(40, 10, 70, 20)),
        (180, BBox(280, 40, 290, 70)),
        (270, BBox(130, 280, 160, 290)),
    ],
)
def test_a_frame_turns_clockwise_about_the_corner_of_what_is_shown(rotation: int, expected: BBox) -> None:
    """The box lies 10 to 20 pt from the left and 40 to 70 pt from the bottom of 300 by 200 shown points."""
    assert Frame((100, 1000, 400, 1200), rotation).as_seen((110, 1040, 120, 1070)) == expected


def test_a_rectangle_may_be_given_by_any_opposite_corners() -> None:
    expected = (1.0, 2.0, 3.0, 4.0)
    assert [ordered(corners) for corners in ((1, 2, 3, 4), (3, 4, 1, 2), (3, 2, 1, 4), (1, 4, 3, 2))] == [expected] * 4


@pytest.mark.parametrize(
    ("crop", "expected"),
    [
        ((10, 10, 90, 90), (10, 10, 90, 90)),
        ((-10, 20, 120, 80), (0, 20, 100, 80)),
        ((200, 0, 300, 100), (0, 0, 100, 100)),
        ((100, 0, 300, 100), (0, 0, 100, 100)),
    ],
    ids=["inside", "beyond", "beside", "touching"],
)
def test_the_crop_box_counts_as_far_as_it_lies_on_the_sheet(crop: pdfs.Edges, expected: pdfs.Edges) -> None:
    assert shown_part((0, 0, 100, 100), crop) == expected
