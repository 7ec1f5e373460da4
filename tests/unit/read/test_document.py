"""The document as a whole: frozen, free of any engine, complete, and without pages kept alive."""

from __future__ import annotations

import dataclasses
import hashlib
import pickle
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pdfplumber.page
import pytest
from reportlab.pdfgen.canvas import Canvas

from pipeline.model.document import Document, Link
from pipeline.model.geometry import BBox
from pipeline.read.inputs import sha256_of
from pipeline.read.reader import read_document
from tests.fixtures import pdfs


def everything(canvas: Canvas) -> None:
    canvas.setTitle("Statistik 2024")
    canvas.drawString(*pdfs.AT, pdfs.TEXT)
    canvas.rect(20, 20, 30, 10, fill=1)
    canvas.line(20, 50, 60, 50)
    canvas.circle(150, 50, 20)
    canvas.grid([200, 220, 240], [20, 40, 60])
    canvas.drawImage(pdfs.pixels(), 100, 20)
    canvas.linkURL("https://example.org", (10, 10, 20, 20))


@pytest.fixture
def document(tmp_path: Path) -> Document:
    return read_document(pdfs.write(tmp_path, "a.pdf", pdfs.drawn(everything)))


def parts(value: object) -> Iterator[object]:
    """A value and everything inside it."""
    yield value
    if dataclasses.is_dataclass(value):
        inside: Iterator[object] = (getattr(value, field.name) for field in dataclasses.fields(value))
    else:
        inside = iter(value) if isinstance(value, tuple) else iter(())
    for one in inside:
        yield from parts(one)


def test_a_document_is_made_of_frozen_plain_values(document: Document) -> None:
    kinds = {type(one) for one in parts(document) if not dataclasses.is_dataclass(one)}
    assert kinds <= {str, int, float, tuple, type(None)}
    for one in parts(document):
        if dataclasses.is_dataclass(one):
            with pytest.raises(dataclasses.FrozenInstanceError):
                setattr(one, dataclasses.fields(one)[0].name, None)


def test_a_document_holds_something_of_every_kind(document: Document) -> None:
    (page,) = document.pages
    kinds = [field.name for field in dataclasses.fields(page) if isinstance(getattr(page, field.name), tuple)]
    assert [kind for kind in kinds if not getattr(page, kind)] == []


def test_a_document_is_the_same_after_pickling(document: Document) -> None:
    assert pickle.loads(pickle.dumps(document)) == document  # noqa: S301 -- our own bytes
    assert hash(document)


def test_a_document_is_the_same_when_read_again(document: Document, tmp_path: Path) -> None:
    assert read_document(tmp_path / "a.pdf") == document


def test_a_document_says_which_file_it_is(document: Document, tmp_path: Path) -> None:
    assert document.name == "a.pdf"
    assert document.sha256 == hashlib.sha256((tmp_path / "a.pdf").read_bytes()).hexdigest()
    assert sha256_of(tmp_path / "a.pdf") == document.sha256


def test_metadata_are_sorted_pairs_of_text(document: Document) -> None:
    assert ("Title", "Statistik 2024") in document.metadata
    assert list(document.metadata) == sorted(document.metadata)


def test_pages_are_numbered_from_1_in_their_order(tmp_path: Path) -> None:
    pages = read_document(pdfs.write(tmp_path, "a.pdf", pdfs.pages_of("ett", "två", "tre"))).pages
    assert [(page.number, page.words[0].text) for page in pages] == [(1, "ett"), (2, "två"), (3, "tre")]
    assert ["".join(glyph.text for glyph in page.witness) for page in pages] == ["ett", "två", "tre"]


def test_fill_and_stroke_are_told_apart(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFillColorRGB(1, 0, 0)
        canvas.setStrokeColorRGB(0, 0, 1)
        canvas.rect(20, 100, 30, 10, stroke=0, fill=1)
        canvas.rect(20, 80, 30, 10, stroke=1, fill=0)
        canvas.rect(20, 60, 30, 10, stroke=1, fill=1)

    rects = read_document(pdfs.write(tmp_path, "a.pdf", pdfs.drawn(draw))).pages[0].rects
    red, blue = (1.0, 0.0, 0.0), (0.0, 0.0, 1.0)
    assert [(rect.fill, rect.stroke) for rect in rects] == [(red, None), (None, blue), (red, blue)]


def test_a_line_has_its_width(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setLineWidth(2.5)
        canvas.line(20, 50, 60, 50)

    (line,) = read_document(pdfs.write(tmp_path, "a.pdf", pdfs.drawn(draw))).pages[0].lines
    assert (line.bbox, line.width_pt) == (BBox(20, 150, 60, 150), 2.5)


def test_a_page_of_one_picture_has_no_words(tmp_path: Path) -> None:
    (page,) = read_document(pdfs.write(tmp_path, "a.pdf", pdfs.image_only())).pages
    assert (page.words, page.witness) == ((), ())
    assert [image.bbox for image in page.images] == [BBox(60, 50, 100, 80)]


def test_links_to_addresses_are_read_and_links_within_the_file_are_not(tmp_path: Path) -> None:
    (page,) = read_document(pdfs.write(tmp_path, "a.pdf", pdfs.linked())).pages
    assert page.links == (Link(BBox(60, 70, 94, 82), "mailto:statistik%40example.org"),)


def test_a_page_is_closed_before_the_next_one_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Parsed pages hold every object alive: a long report would fill the memory."""
    held: list[int] = []
    layout: Any = vars(pdfplumber.page.Page)["layout"]

    def counting(page: Any) -> Any:
        if not hasattr(page, "_layout"):
            held.append(sum(hasattr(other, "_layout") or hasattr(other, "_objects") for other in page.pdf.pages))
        return layout.fget(page)

    monkeypatch.setattr(pdfplumber.page.Page, "layout", property(counting))
    read_document(pdfs.write(tmp_path, "a.pdf", pdfs.pages_of("ett", "två", "tre", "fyra")))
    assert held == [0, 0, 0, 0]


def test_no_file_stays_open(tmp_path: Path) -> None:
    open_files = Path("/proc/self/fd")
    if not open_files.exists():
        pytest.skip("the system does not list open files")
    path = pdfs.write(tmp_path, "a.pdf", pdfs.plain())
    read_document(path)
    assert path not in [one.resolve() for one in open_files.iterdir()]


def test_a_file_encrypted_for_its_owner_only_is_read_without_a_password(tmp_path: Path) -> None:
    (page,) = read_document(pdfs.write(tmp_path, "a.pdf", pdfs.encrypted())).pages
    assert [word.text for word in page.words] == ["Kvinnor", "69"]


@pytest.mark.parametrize("password", [pdfs.OPEN_PASSWORD, pdfs.OWNER_PASSWORD], ids=["user", "owner"])
def test_an_encrypted_file_is_read_with_its_password(tmp_path: Path, password: str) -> None:
    path = pdfs.write(tmp_path, "a.pdf", pdfs.encrypted(user=pdfs.OPEN_PASSWORD))
    (page,) = read_document(path, password).pages
    assert [word.text for word in page.words] == ["Kvinnor", "69"]


def test_a_password_that_nobody_asked_for_does_no_harm(tmp_path: Path) -> None:
    path = pdfs.write(tmp_path, "a.pdf", pdfs.plain())
    assert read_document(path, "x") == read_document(path)
