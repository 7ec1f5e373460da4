"""Words as pdfplumber's adapter hands them on, held against where they were drawn."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from pipeline.model.document import Page, Word
from pipeline.model.geometry import BBox
from pipeline.read.reader import read_document
from tests.fixtures import pdfs

# Widths of Helvetica in thousandths of an em (Adobe Core 14 metrics): K 667, v 500, i 222, n 556, o 556, r 333.
EDGES_OF_KVINNOR = (60.0, 66.67, 71.67, 73.89, 79.45, 85.01, 90.57, 93.9)
# Helvetica descends 207 thousandths below the baseline, which stands 200 - 120 = 80 pt below the page's top.
TOP, BOTTOM = 72.07, 82.07


def read_page(folder: Path, pdf: bytes) -> Page:
    return read_document(pdfs.write(folder, "a.pdf", pdf)).pages[0]


def edges(box: BBox) -> tuple[float, float, float, float]:
    return box.x0, box.top, box.x1, box.bottom


def word(page: Page, text: str) -> Word:
    (found,) = [one for one in page.words if one.text == text]
    return found


def test_a_word_ends_at_a_space(tmp_path: Path) -> None:
    page = read_page(tmp_path, pdfs.plain())
    assert [one.text for one in page.words] == ["Kvinnor", "69"]


def test_a_word_stands_where_it_was_drawn(tmp_path: Path) -> None:
    page = read_page(tmp_path, pdfs.plain())
    assert edges(word(page, "Kvinnor").bbox) == pytest.approx((60, TOP, 93.9, BOTTOM), abs=0.01)
    assert edges(word(page, "69").bbox) == pytest.approx((96.68, TOP, 107.8, BOTTOM), abs=0.01)


def test_every_character_has_its_own_box_as_wide_as_it_advances(tmp_path: Path) -> None:
    found = word(read_page(tmp_path, pdfs.plain()), "Kvinnor")
    lefts = [box.x0 for box in found.char_boxes]
    rights = [box.x1 for box in found.char_boxes]
    assert lefts == pytest.approx(EDGES_OF_KVINNOR[:-1], abs=0.01)
    assert rights == pytest.approx(EDGES_OF_KVINNOR[1:], abs=0.01)


def test_a_word_has_size_font_and_direction(tmp_path: Path) -> None:
    found = word(read_page(tmp_path, pdfs.plain()), "69")
    assert (found.size_pt, found.font, found.direction) == (10.0, "Helvetica", "ltr")


def test_the_tag_of_an_embedded_subset_is_no_part_of_the_font(tmp_path: Path) -> None:
    assert read_page(tmp_path, pdfs.ligature()).words[0].font == "BitstreamVeraSans-Roman"


@pytest.mark.parametrize(
    ("colour", "expected"),
    [((0.5,), (0.5,)), ((0.2, 0.4, 0.6), (0.2, 0.4, 0.6)), ((0.1, 0.2, 0.3, 0.4), (0.1, 0.2, 0.3, 0.4))],
    ids=["grey", "rgb", "cmyk"],
)
def test_a_word_has_the_colour_it_was_filled_with(
    tmp_path: Path, colour: tuple[float, ...], expected: tuple[float, ...]
) -> None:
    def draw(canvas: Canvas) -> None:
        {1: canvas.setFillGray, 3: canvas.setFillColorRGB, 4: canvas.setFillColorCMYK}[len(colour)](*colour)
        canvas.drawString(*pdfs.AT, "69")

    assert word(read_page(tmp_path, pdfs.drawn(draw)), "69").colour == expected


def test_type_of_another_size_or_face_begins_another_word(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(60, 120, "69")
        canvas.setFont("Helvetica", 6)
        canvas.drawString(71.2, 124, "1")
        canvas.setFont("Helvetica-Bold", pdfs.SIZE_PT)
        canvas.drawString(74.6, 120, "B")

    assert {one.text for one in read_page(tmp_path, pdfs.drawn(draw)).words} == {"69", "1", "B"}


def test_small_type_keeps_its_word_spaces(tmp_path: Path) -> None:
    """A space of 5 pt type is 1.39 pt wide."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 5)
        canvas.drawString(60, 120, "av 69 personer")

    assert [one.text for one in read_page(tmp_path, pdfs.drawn(draw)).words] == ["av", "69", "personer"]


def test_a_gap_ends_a_word_also_where_no_space_was_drawn(tmp_path: Path) -> None:
    """Design programs place words one by one; justified type narrows the gap to a fifth of an em."""

    def draw(canvas: Canvas) -> None:
        canvas.drawString(60, 120, "av")
        canvas.drawString(60 + 10.56 + 2, 120, "69")

    assert [one.text for one in read_page(tmp_path, pdfs.drawn(draw)).words] == ["av", "69"]


def test_loosely_set_type_stays_one_word(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(60, 120, "Kvinnor", charSpace=1)

    assert [one.text for one in read_page(tmp_path, pdfs.drawn(draw)).words] == ["Kvinnor"]


def test_thousands_with_a_no_break_space_lose_no_digit_and_no_place(tmp_path: Path) -> None:
    page = read_page(tmp_path, pdfs.plain("1\N{NO-BREAK SPACE}204"))
    digits = [
        (char, box.x0)
        for one in page.words
        for char, box in zip(one.text, one.char_boxes, strict=True)
        if char.isdigit()
    ]
    assert [char for char, _ in digits] == ["1", "2", "0", "4"]
    assert [x0 for _, x0 in digits] == pytest.approx([60, 68.34, 73.9, 79.46], abs=0.01)


@pytest.mark.parametrize(
    ("degrees", "direction", "expected"),
    [
        # Upwards the letters' feet are to the right: the descent of 2.07 pt lies right of the baseline at x = 60.
        (90, "btt", (52.07, 46.1, 62.07, 80)),
        (270, "ttb", (57.93, 80, 67.93, 113.9)),
        (180, "rtl", (26.1, 77.93, 60, 87.93)),
    ],
)
def test_turned_text_is_read_along_its_own_direction(
    tmp_path: Path, degrees: int, direction: str, expected: tuple[float, float, float, float]
) -> None:
    page = read_page(tmp_path, pdfs.rotated_text(degrees))
    found = word(page, "Kvinnor")
    assert [one.text for one in page.words] == ["Kvinnor", "69"]
    assert found.direction == direction
    assert found.size_pt == 10.0
    assert edges(found.bbox) == pytest.approx(expected, abs=0.01)


def test_upright_and_turned_text_on_a_page_do_not_mix(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(60, 120, "Kvinnor")
        canvas.translate(97, 120)
        canvas.rotate(90)
        canvas.drawString(0, 0, "69")

    page = read_page(tmp_path, pdfs.drawn(draw))
    assert {(one.text, one.direction) for one in page.words} == {("Kvinnor", "ltr"), ("69", "btt")}


def test_a_ligature_counts_as_the_characters_it_stands_for(tmp_path: Path) -> None:
    found = read_page(tmp_path, pdfs.ligature()).words[0]
    assert found.text == "figur"
    assert len(found.char_boxes) == 5
    assert found.char_boxes[0].x1 == pytest.approx(found.char_boxes[1].x0)
    assert found.char_boxes[1].x1 == pytest.approx(found.char_boxes[2].x0, abs=0.01)


def test_characters_drawn_apart_join_to_one_word(tmp_path: Path) -> None:
    """Design programs kern by placing every few letters anew."""

    def draw(canvas: Canvas) -> None:
        canvas.drawString(60, 120, "Kvin")
        canvas.drawString(79.25, 120, "nor")

    assert [one.text for one in read_page(tmp_path, pdfs.drawn(draw)).words] == ["Kvinnor"]
