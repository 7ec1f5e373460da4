"""Scanned pages: which they are, how they are turned, and what is never replaced."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image as Pictures
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from pipeline.errors import LimitError, UnknownFamilyError
from pipeline.model.document import RemarkKind
from pipeline.normalise.identify import FIRST_VINTAGE
from pipeline.read.reader import read_document, read_source
from pipeline.read.scans import number_readings
from pipeline.read.scans import source as scanned_source
from pipeline.read.scans.ink import NEAR, filled_boxes, is_blot, print_on_ground, thickness_of
from pipeline.read.scans.line_pieces import headlines_of, pieces_of
from pipeline.read.scans.piece_reading import PieceRead
from pipeline.read.scans.scanned import is_scan, scanned_pages
from pipeline.read.scans.shapes import shapes_of
from pipeline.read.scans.skew import skew_degrees
from pipeline.read.scans.straightening import Turn, straightened, turns_of
from pipeline.read.tesseract import Area, Letter, Seen, SeenLine, tesseract
from pipeline.run import read_report
from pipeline.run.recognising import identified
from pipeline.spec.loading import load_families
from tests.conftest import SAMPLE
from tests.fixtures import pdfs
from tests.fixtures.scans import picture, scanned

DPI = 200
EXACT_DEGREES = 0.06
"""Over the width of a page of text half a point."""

with_tesseract = pytest.mark.skipif(not shutil.which("tesseract"), reason="Tesseract is not installed")


def drawn_pages(*pages: pdfs.Draw) -> bytes:
    return pdfs.drawn(*pages, size=(420.0, 300.0))


def a_picture(canvas: Canvas) -> None:
    canvas.drawImage(ImageReader(Pictures.new("RGB", (42, 30), "white")), 0, 0, width=420, height=300)


def a_sentence(canvas: Canvas) -> None:
    for at in range(5):
        canvas.drawString(20, 280 - 14 * at, f"Rad {at}: Under 2024 identifierades 430 personer i landet.")


@pytest.mark.parametrize("degrees", [-2.0, -0.6, 0.35, 1.5])
@pytest.mark.parametrize("page", [1, 3])
def test_the_angle_of_a_page_is_found(page: int, degrees: float) -> None:
    grey = picture(SAMPLE, page, DPI, degrees).convert("L")
    assert skew_degrees(grey) == pytest.approx(degrees, abs=EXACT_DEGREES)


def test_a_blank_sheet_and_a_level_page_are_not_turned() -> None:
    assert skew_degrees(np.full((2000, 1400), 250, dtype=np.uint8)) == 0.0
    assert abs(skew_degrees(picture(SAMPLE, 1, DPI).convert("L"))) <= EXACT_DEGREES


def test_noise_tells_no_angle() -> None:
    assert skew_degrees(np.random.default_rng(1).integers(0, 255, (1000, 800)).astype(np.uint8)) == 0.0


@pytest.mark.parametrize("degrees", [-1.3, 0.7])
def test_a_page_that_was_turned_is_level(tmp_path: Path, degrees: float) -> None:
    scan = scanned(SAMPLE, {1: degrees}, dpi=150)
    straight = pdfs.write(tmp_path, "straight.pdf", straightened(scan, None, {1: Turn(0, degrees)}))
    assert abs(skew_degrees(picture(straight, 1, DPI).convert("L"))) <= EXACT_DEGREES


@with_tesseract
def test_pages_that_lie_or_stand_on_their_heads_are_put_upright(tmp_path: Path) -> None:
    scans = [pdfs.write(tmp_path, f"{n}.pdf", scanned(SAMPLE, {1: 0.8}, quarters=n)) for n in (1, 2, 3)]
    turns = [turns_of([1], scan, None, tesseract())[1] for scan in scans]
    assert [turn.quarters for turn in turns] == [1, 2, 3]
    assert [turn.degrees for turn in turns] == [pytest.approx(0.8, abs=EXACT_DEGREES)] * 3
    upright = pdfs.write(tmp_path, "upright.pdf", straightened(scans[0], None, {1: turns[0]}))
    page = picture(upright, 1, DPI)
    assert page.height > page.width
    assert abs(skew_degrees(page.convert("L"))) <= 2 * EXACT_DEGREES  # that of both measurements


def test_a_scan_is_a_page_that_pictures_cover_with_no_more_text_than_a_stamp(tmp_path: Path) -> None:
    def stamped(canvas: Canvas) -> None:
        a_picture(canvas)
        canvas.drawString(20, 20, "Dnr 2025/4711, inkom 2025-03-14")

    def on_a_photograph(canvas: Canvas) -> None:
        a_picture(canvas)
        a_sentence(canvas)

    def with_a_small_picture(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(Pictures.new("RGB", (42, 30), "white")), 0, 0, width=100, height=150)

    content = drawn_pages(a_picture, a_sentence, stamped, on_a_photograph, with_a_small_picture)
    document = read_document(pdfs.write(tmp_path, "some.pdf", content))
    assert scanned_pages(document) == (1, 3)


@with_tesseract
def test_a_page_that_has_text_is_left_as_it_is_beside_one_that_is_read(tmp_path: Path) -> None:
    path = pdfs.write(tmp_path, "mixed.pdf", drawn_pages(a_sentence, a_picture))
    document, source = read_source(path)
    read, _ = scanned_source.with_scans_read(path, document, source, must_agree=True)
    assert read.pages[0] == document.pages[0]
    assert [one.page for one in read.remarks if one.kind is RemarkKind.SCANNED] == [2]
    assert read.sha256 == document.sha256


@with_tesseract
def test_a_picture_behind_the_text_of_a_page_is_not_read(tmp_path: Path) -> None:
    def with_a_hidden_layer(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(picture(SAMPLE, 1, DPI)), 0, 0, width=420, height=300)
        text = canvas.beginText(20, 280)
        text.setTextRenderMode(3)  # neither filled nor stroked
        text.textLines([f"Rad {at}: Under 2024 identifierades 430 personer i landet." for at in range(5)])
        canvas.drawText(text)

    path = pdfs.write(tmp_path, "layer.pdf", drawn_pages(with_a_hidden_layer))
    read, plain = read_report(path, ocr=True).document, read_document(path)
    assert read.pages == plain.pages
    assert read.remarks == plain.remarks


def test_without_ocr_a_scan_is_told_as_such_with_what_reads_it(tmp_path: Path) -> None:
    extraction = read_report(pdfs.write(tmp_path, "scan.pdf", scanned(SAMPLE, {1: 0.0}, dpi=60)))
    families, _ = load_families()
    with pytest.raises(UnknownFamilyError, match="scanned pictures without text") as caught:
        identified(extraction, families, FIRST_VINTAGE, None)
    assert "--ocr" in str(caught.value)
    assert "tesseract-ocr-swe" in str(caught.value)


@with_tesseract
def test_more_scanned_pages_than_are_read_of_one_file_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scanned_source, "MOST_PAGES", 1)
    path = pdfs.write(tmp_path, "two.pdf", drawn_pages(a_picture, a_picture))
    with pytest.raises(LimitError, match="2 scanned pages"):
        read_report(path, ocr=True)


def test_rules_leaders_and_white_print_on_dark_ground_are_told_apart(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 10)
        canvas.drawString(20, 250, "Kvinnor")
        canvas.drawString(60, 250, "." * 40)
        canvas.drawString(180, 250, "69")
        for x in (20, 120, 220):
            canvas.line(x, 100, x, 200)
        for y in (100, 150, 200):
            canvas.line(20, y, 220, y)
        canvas.setFillColorRGB(0.1, 0.2, 0.5)
        canvas.rect(260, 100, 140, 100, stroke=0, fill=1)
        canvas.setFillColorRGB(1, 1, 1)
        canvas.drawString(290, 150, "Hotell")

    path = pdfs.write(tmp_path, "shapes.pdf", drawn_pages(draw))
    sheet, scale = picture(path, 1, 300), 300 / 72
    pieces = pieces_of(sheet, scale, headlines_of(sheet, scale))
    places = sorted((round(one.left / scale), round(one.right / scale)) for one in pieces.lines)
    assert [place for place in places if place[0] < 200] == [(21, 54), (180, 191)]
    assert any(abs(left - 291) <= 1 and abs(right - 316) <= 2 for left, right in places)
    assert len(pieces.leaders) == 1
    shapes = shapes_of(pieces, scale)
    assert [len(grid.cells) for grid in shapes.grids] == [4]
    ground = max(shapes.frames, key=lambda one: one.bbox.width).bbox
    assert ground.x0 == pytest.approx(260, abs=4)
    assert ground.x1 == pytest.approx(400, abs=4)
    printed, _ = print_on_ground(sheet, NEAR)
    inside = printed[round(145 * scale) : round(152 * scale), round(290 * scale) : round(316 * scale)]
    assert inside.min() < 60  # white on blue, and now dark on white


def test_a_sheet_without_size_is_no_scan(tmp_path: Path) -> None:
    (page,) = read_document(pdfs.write(tmp_path, "a.pdf", pdfs.image_only())).pages
    assert not is_scan(replace(page, width_pt=0))


def test_a_light_bar_is_found_and_neither_print_nor_a_ground_with_print_is_one(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        a_sentence(canvas)
        canvas.setFillGray(0.8)
        canvas.rect(40, 100, 120, 12, stroke=0, fill=1)
        canvas.rect(200, 40, 160, 100, stroke=0, fill=1)
        canvas.setFillGray(0)
        canvas.drawString(210, 80, "Kvinnor 69")

    sheet, scale = picture(pdfs.write(tmp_path, "bar.pdf", drawn_pages(draw)), 1, 300), 300 / 72
    (bar,) = filled_boxes(sheet, scale)
    edges = [bar.left / scale, bar.top / scale, bar.right / scale, bar.bottom / scale]
    assert edges == [pytest.approx(edge, abs=1.5) for edge in (40, 188, 160, 200)]


def test_a_country_is_a_blot_and_no_letter_is() -> None:
    ink = np.zeros((100, 200), dtype=np.int64)
    ink[20:70, 20:80] = 1
    ink[20:70, 100:108] = 2
    thickness = thickness_of(ink)
    assert is_blot(Area(20, 20, 70, 80), thickness[1], 300 / 72)
    assert not is_blot(Area(20, 100, 70, 108), thickness[2], 300 / 72)


def line_of_words(text: str, sure: float = 90) -> PieceRead:
    """A line whose words stand in the same places whatever they are read as: ten pixels a letter."""
    words, at = [], 0
    for one in text.split():
        letters = tuple(Letter(char, Area(0, at + 10 * n, 30, at + 10 * n + 9)) for n, char in enumerate(one))
        words.append(Seen(letters, Area(0, at, 30, at + 10 * len(one)), sure))
        at += 10 * len(one) + 10
    return PieceRead(Area(0, 0, 30, 400), tuple(words))


@pytest.mark.parametrize(
    ("readings", "alone", "expected", "is_sure"),
    [
        (("av 3s ärenden", "av 35 ärenden", "av 3s ärenden"), "3", "35", True),
        (("av 1s1 ärenden", "av 1s1 ärenden", "av 1s1 ärenden"), "", "151", True),
        (("av 3s ärenden", "av 3s ärenden", "av 3s ärenden"), "", "3s", False),
        (("av 3s ärenden", "av 38 ärenden", "av 3B ärenden"), "", "3s", False),
        (("av so. 2023", "av 50. 2023", "av so. 2023"), "50", "50.", False),
        (("av (s9 ärenden", "av (s9 ärenden", "av (s9 ärenden"), "59", "(59", True),
        (("av 69 ärenden", "av 69 ärenden", "av 69 ärenden"), "", "69", True),
        (("av 69 ärenden", "av 68 ärenden", "av 66 ärenden"), "", "69", False),
    ],
)
def test_digits_that_look_like_letters_are_numbers_where_two_readings_agree(
    monkeypatch: pytest.MonkeyPatch, readings: tuple[str, str, str], alone: str, expected: str, *, is_sure: bool
) -> None:
    first, second, third = map(line_of_words, readings)
    by_size = {number_readings.SECOND: second, number_readings.THIRD: third}
    word = line_of_words(alone).words
    crops = [(SeenLine(word, Area(0, 0, 30, 90)),)] if alone else [()]
    monkeypatch.setattr(number_readings, "read_areas", lambda _, areas, *rest: [by_size[rest[-1]]] * len(areas))
    monkeypatch.setattr(number_readings, "read_crops", lambda areas, *_: crops * len(areas))
    (checked,) = number_readings.with_numbers_checked([first], None, None)
    assert checked.words[1].text == expected
    assert (checked.words[1].sure > 0) == is_sure
