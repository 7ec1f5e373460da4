"""Odd pages are read as they are seen, or what cannot be read is said: nothing is lost or invented without a word."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from reportlab.lib.colors import white
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from pipeline.errors import ReadError
from pipeline.model.document import Document, Remark, RemarkKind
from pipeline.read.reader import read_document
from tests.fixtures import pdfs
from tests.fixtures.damage import saved


def read(folder: Path, pdf: bytes) -> Document:
    return read_document(pdfs.write(folder, "a.pdf", pdf))


def texts(document: Document) -> list[list[str]]:
    return [[word.text for word in page.words] for page in document.pages]


def in_a_layer(pdf: bytes, *, shown: bool) -> bytes:
    """The page's content in an optional layer, and 430 below it in none."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        layer = document.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name="utkast"))
        hidden = pikepdf.Array([] if shown else [layer])
        document.Root.OCProperties = pikepdf.Dictionary(OCGs=[layer], D=pikepdf.Dictionary(Order=[layer], OFF=hidden))
        page = document.pages[0]
        content = page.Contents.read_bytes()
        page.obj.Contents = document.make_stream(
            b"/OC /L1 BDC\n" + content + b"\nEMC\nBT /F1 10 Tf 60 60 Td (430) Tj ET"
        )
        page.obj.Resources.Properties = pikepdf.Dictionary(L1=layer)
        return saved(document)


def test_a_layer_that_is_shown_is_read(tmp_path: Path) -> None:
    document = read(tmp_path, in_a_layer(pdfs.plain(), shown=True))
    assert (texts(document), document.remarks) == ([["Kvinnor", "69", "430"]], ())


def test_a_layer_that_is_hidden_is_left_out_and_said(tmp_path: Path) -> None:
    document = read(tmp_path, in_a_layer(pdfs.plain(), shown=False))
    assert texts(document) == [["430"]]
    assert document.remarks == (Remark(RemarkKind.UNSEEN, 1, "Kvinnor 69"),)
    assert "".join(glyph.text for glyph in document.pages[0].witness) == "430"


def invisible(canvas: Canvas) -> None:
    text = canvas.beginText(60, 60)
    text.setTextRenderMode(3)
    text.textOut("18")
    text.setTextRenderMode(0)
    canvas.drawText(text)


def in_white(canvas: Canvas) -> None:
    canvas.setFillColor(white)
    canvas.drawString(60, 60, "18")


def covered(canvas: Canvas) -> None:
    canvas.drawString(60, 60, "18")
    canvas.drawImage(pdfs.pixels(), 50, 50, width=60, height=30)


def clipped(canvas: Canvas) -> None:
    path = canvas.beginPath()
    path.rect(200, 10, 20, 20)
    canvas.clipPath(path, stroke=0)
    canvas.drawString(60, 60, "18")


@pytest.mark.parametrize("draw", [invisible, in_white, covered, clipped])
def test_text_that_nobody_sees_is_left_out_and_said(tmp_path: Path, draw: Callable[[Canvas], None]) -> None:
    def page(canvas: Canvas) -> None:
        canvas.drawString(*pdfs.AT, pdfs.TEXT)
        draw(canvas)

    document = read(tmp_path, pdfs.drawn(page))
    assert texts(document) == [["Kvinnor", "69"]]
    assert document.remarks == (Remark(RemarkKind.UNSEEN, 1, "18"),)


def test_a_hidden_digit_within_a_number_is_no_part_of_it(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        canvas.drawString(*pdfs.AT, "Kvinnor 6")
        canvas.setFillColor(white)
        canvas.drawString(pdfs.AT[0] + canvas.stringWidth("Kvinnor 6", "Helvetica", pdfs.SIZE_PT), pdfs.AT[1], "9")

    document = read(tmp_path, pdfs.drawn(page))
    assert texts(document) == [["Kvinnor", "6"]]
    assert [one.kind for one in document.remarks] == [RemarkKind.UNSEEN]


def test_the_text_layer_of_a_scan_is_read(tmp_path: Path) -> None:
    """Its letters are those of the picture, drawn under or over it (PDF 32000-1, text rendering mode 3)."""
    scan = _picture_of(pdfs.plain())

    def page(canvas: Canvas) -> None:
        canvas.drawImage(scan, 0, 0, *pdfs.PAGE)
        text = canvas.beginText(*pdfs.AT)
        text.setTextRenderMode(3)
        text.textOut(pdfs.TEXT)
        canvas.drawText(text)

    read_back = read(tmp_path, pdfs.drawn(page))
    assert (texts(read_back), read_back.remarks) == ([["Kvinnor", "69"]], ())


def _picture_of(pdf: bytes) -> ImageReader:
    return ImageReader(pypdfium2.PdfDocument(pdf)[0].render(scale=3).to_pil())


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_pages_of_several_sizes_and_turns_are_each_read_as_seen(tmp_path: Path, rotate: int) -> None:
    with pikepdf.open(io.BytesIO(pdfs.turned_sheet(rotate))) as document:
        for other in (pdfs.plain(), pdfs.drawn(pdfs.text_at(700, 500, "430"), size=(842, 595))):
            document.pages.extend(pikepdf.open(io.BytesIO(other)).pages)
        whole = saved(document)
    read_back = read(tmp_path, whole)
    assert [(page.width_pt, page.height_pt) for page in read_back.pages] == [(300, 200), (300, 200), (842, 595)]
    table = [text for line in pdfs.TABLE for text in line]
    assert [sorted(words) for words in texts(read_back)] == [sorted(table), ["69", "Kvinnor"], ["430"]]
    assert read_back.remarks == ()


def test_what_is_cropped_off_is_not_on_the_page(tmp_path: Path) -> None:
    pdf = pdfs.drawn(lambda canvas: (canvas.drawString(60, 120, "69"), canvas.drawString(250, 20, "430"))[0])
    assert texts(read(tmp_path, pdfs.placed(pdf, crop=(40, 100, 200, 180)))) == [["69"]]


def field(canvas: Canvas) -> None:
    canvas.drawString(60, 150, "Kvinnor")
    canvas.acroForm.textfield(name="antal", value="69", x=60, y=100, width=80, height=20)


def test_what_is_filled_into_a_form_is_read_and_said(tmp_path: Path) -> None:
    document = read(tmp_path, pdfs.drawn(pdfs.text_at(60, 60, "430"), field))
    assert texts(document) == [["430"], ["Kvinnor", "69"]]
    assert document.remarks == (Remark(RemarkKind.ANNOTATIONS, 2),)
    assert "".join(glyph.text for glyph in document.pages[1].witness) == "Kvinnor69"


def noted(flags: int) -> bytes:
    """A page with a note that has a number drawn in it; flags of PDF 32000-1, table 165."""
    with pikepdf.open(io.BytesIO(pdfs.plain())) as document:
        drawing = document.make_stream(
            b"BT /F1 10 Tf 2 2 Td (18) Tj ET", Subtype=pikepdf.Name.Form, BBox=[0, 0, 40, 20]
        )
        drawing.Resources = pikepdf.Dictionary(Font=document.pages[0].obj.Resources.Font)
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.FreeText,
            Rect=[60, 40, 100, 60],
            F=flags,
            Contents="18",
            DA="/F1 10 Tf",
            AP=pikepdf.Dictionary(N=drawing),
        )
        document.pages[0].obj.Annots = pikepdf.Array([document.make_indirect(note)])
        return saved(document)


def test_a_note_that_viewers_show_is_read_and_said(tmp_path: Path) -> None:
    document = read(tmp_path, noted(flags=4))
    assert texts(document) == [["Kvinnor", "69", "18"]]
    assert document.remarks == (Remark(RemarkKind.ANNOTATIONS, 1),)


def test_a_note_that_is_hidden_is_not_read(tmp_path: Path) -> None:
    document = read(tmp_path, noted(flags=2))
    assert (texts(document), document.remarks) == ([["Kvinnor", "69"]], ())


def test_links_stay_where_a_form_is_drawn_into_its_page(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        field(canvas)
        canvas.linkURL("https://example.org/40", (60, 148, 94, 160))

    (one,) = read(tmp_path, pdfs.drawn(page)).pages
    assert [link.uri for link in one.links] == ["https://example.org/40"]


def test_characters_that_the_file_does_not_explain_refuse_it_with_the_page(tmp_path: Path) -> None:
    with pikepdf.open(io.BytesIO(pdfs.ligature())) as document:
        for font in document.pages[0].Resources.Font.values():
            if "/ToUnicode" in font:
                del font.ToUnicode
        pdf = saved(document)
    with pytest.raises(ReadError, match=r"page 1: the file does not tell what 1 of its characters are"):
        read(tmp_path, pdf)
