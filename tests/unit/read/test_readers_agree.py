"""Two engines have to see the same pages and the same letters and digits on each, or the file is refused."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from reportlab.pdfgen.canvas import Canvas

from pipeline.errors import ReadError
from pipeline.model.document import Glyph
from pipeline.read import reader
from pipeline.read.pdfium_reader import read_glyphs
from pipeline.read.reader import read_document
from tests.fixtures import pdfs

Pages = tuple[tuple[Glyph, ...], ...]


def witness_that(monkeypatch: pytest.MonkeyPatch, change: Any) -> None:
    """Let the second reader see something else than it does."""
    monkeypatch.setattr(reader, "read_glyphs", lambda path, password: change(read_glyphs(path, password)))


def on_page_2(pages: Pages, before: str, after: str) -> Pages:
    changed = (replace(one, text=after) if one.text == before else one for one in pages[1])
    return pages[0], tuple(one for one in changed if one.text)


@pytest.mark.parametrize(
    ("before", "after", "difference"),
    [
        ("3", "8", "only pdfium: 8; only pdfplumber: 3"),
        ("3", "", "only pdfium: none; only pdfplumber: 3"),
        ("x", "xy", "only pdfium: y; only pdfplumber: none"),
        ("x", "X", "only pdfium: X; only pdfplumber: x"),
    ],
    ids=["another digit", "a digit less", "a letter more", "another letter"],
)
def test_readers_that_differ_are_a_read_error_with_page_and_characters(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: str, after: str, difference: str
) -> None:
    witness_that(monkeypatch, lambda pages: on_page_2(pages, before, after))
    with pytest.raises(ReadError, match="the readers differ") as caught:
        read_document(pdfs.write(tmp_path, "a.pdf", pdfs.pages_of("ett 1", "x 23")))
    assert (caught.value.source, caught.value.page) == ("a.pdf", 2)
    assert difference in caught.value.message
    assert "ask for a new copy" in (caught.value.remedy or "")


def test_readers_need_not_agree_where_a_file_is_only_looked_into(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    witness_that(monkeypatch, lambda pages: on_page_2(pages, "3", "8"))
    document = read_document(pdfs.write(tmp_path, "a.pdf", pdfs.pages_of("ett 1", "x 23")), must_agree=False)
    (dispute,) = document.disputes
    assert dispute.startswith("page 2: the readers differ")
    assert [word.text for word in document.pages[1].words] == ["x", "23"]


@pytest.mark.parametrize(("before", "after"), [("-", ""), ("-", "\N{EN DASH}"), ("…", "...")])
def test_readers_may_differ_on_signs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: str, after: str) -> None:
    witness_that(monkeypatch, lambda pages: on_page_2(pages, before, after))
    path = pdfs.write(tmp_path, "a.pdf", pdfs.pages_of("ett 1", "20-30 …"))
    assert [word.text for word in read_document(path).pages[1].words] == ["20-30", "…"]


def test_a_code_that_stands_for_the_bullet_is_one(tmp_path: Path) -> None:
    """Some producers write the bullet of Helvetica as code 127, which pdfminer has no name for."""
    document = read_document(pdfs.write(tmp_path, "a.pdf", pdfs.plain("Sill\u2022\u2022\u2022 12")))
    assert [word.text for word in document.pages[0].words] == ["Sill\u2022\u2022\u2022", "12"]


@pytest.mark.parametrize("stands_for", ["fi", "ff", "\N{LATIN SMALL LIGATURE FI}"])
def test_a_ligature_is_the_same_as_its_letters(tmp_path: Path, stands_for: str) -> None:
    (page,) = read_document(pdfs.write(tmp_path, "a.pdf", pdfs.ligature(stands_for))).pages
    assert [word.text for word in page.words] == [f"{stands_for}gur"]
    assert unicodedata.normalize("NFKC", "".join(one.text for one in page.witness)) == (
        unicodedata.normalize("NFKC", stands_for) + "gur"
    )


@pytest.mark.parametrize("seen", [0, 1, 3])
def test_readers_that_see_another_number_of_pages_are_a_read_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seen: int
) -> None:
    witness_that(monkeypatch, lambda pages: (pages * 2)[:seen])
    with pytest.raises(ReadError, match=rf"^a\.pdf: pdfplumber sees 2 pages, pdfium {seen}, qpdf 2\. ") as caught:
        read_document(pdfs.write(tmp_path, "a.pdf", pdfs.pages_of("ett 1", "två 2")))
    assert caught.value.source == "a.pdf"


@pytest.mark.parametrize("offset_pt", [0, 0.2, 0.5, 0.9])
def test_overprinted_bold_is_read_once(tmp_path: Path, offset_pt: float) -> None:
    """Of the engines pdfium drops the second print by itself, pdfplumber does not; 69 would be read as 6699."""
    (page,) = read_document(pdfs.write(tmp_path, "a.pdf", pdfs.overprinted(offset_pt))).pages
    assert [word.text for word in page.words] == ["Kvinnor", "69"]
    assert [len(word.char_boxes) for word in page.words] == [7, 2]
    assert page.words[1].bbox.x0 == pytest.approx(96.68, abs=0.01)
    assert "".join(glyph.text for glyph in page.witness) == "Kvinnor69"


def test_overprinted_bold_on_one_page_leaves_the_others_and_the_shapes_as_they_are(tmp_path: Path) -> None:
    def bold(canvas: Canvas) -> None:
        canvas.drawString(*pdfs.AT, "69")
        canvas.drawString(pdfs.AT[0] + 0.2, pdfs.AT[1], "69")
        canvas.rect(20, 20, 30, 10, fill=1)

    plain = pdfs.text_at(*pdfs.AT)
    pages = read_document(pdfs.write(tmp_path, "a.pdf", pdfs.drawn(plain, bold, plain))).pages
    assert [[word.text for word in page.words] for page in pages] == [["Kvinnor", "69"], ["69"], ["Kvinnor", "69"]]
    assert [(page.number, len(page.rects)) for page in pages] == [(1, 0), (2, 1), (3, 0)]


@pytest.mark.parametrize("times", [2, 5])
def test_a_page_drawn_over_itself_is_read_once(tmp_path: Path, times: int) -> None:
    """Both engines keep the second print of what other text has followed."""

    def draw(canvas: Canvas) -> None:
        for _ in range(times):
            canvas.drawString(60, 120, "Kvinnor 69")
            canvas.drawString(60, 100, "Flickor 14")
            canvas.rect(20, 20, 30, 10, fill=1)
            canvas.line(20, 60, 120, 60)

    (page,) = read_document(pdfs.write(tmp_path, "a.pdf", pdfs.drawn(draw))).pages
    assert [word.text for word in page.words] == ["Kvinnor", "69", "Flickor", "14"]
    assert "".join(glyph.text for glyph in page.witness) == "Kvinnor69Flickor14"
    assert (len(page.rects), len(page.lines)) == (1, 1)


def test_a_shadow_too_far_off_to_be_bold_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="pdfplumber sees 18 letters and digits, pdfium 9"):
        read_document(pdfs.write(tmp_path, "a.pdf", pdfs.overprinted(3)))


@pytest.mark.parametrize("text", ["11", "111 11", "lll", "888"])
def test_a_digit_twice_side_by_side_stays_twice(tmp_path: Path, text: str) -> None:
    """Also where the page has overprinted text, and in type so small that digits stand closer than 2 pt."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 6)
        canvas.drawString(60, 60, text)
        canvas.setFont("Helvetica", 10)
        canvas.drawString(60, 120, "69")
        canvas.drawString(60.2, 120, "69")

    (page,) = read_document(pdfs.write(tmp_path, "a.pdf", pdfs.drawn(draw))).pages
    assert sorted("".join(word.text for word in page.words)) == sorted("69" + text.replace(" ", ""))


def test_the_same_number_in_two_places_stays_twice(tmp_path: Path) -> None:
    page = read_document(pdfs.write(tmp_path, "a.pdf", pdfs.drawn(pdfs.text_at(60, 120), pdfs.text_at(60, 100)))).pages
    assert [len(one.words) for one in page] == [2, 2]
