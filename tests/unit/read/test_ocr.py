"""What happens where Tesseract cannot be used; what it reads is shown on real reports."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest
from PIL import Image as Pictures
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from pipeline.errors import ReadError
from pipeline.run import read_report
from tests.fixtures import pdfs


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    path = tmp_path / "picture.pdf"
    path.write_bytes(pdfs.image_only())
    return path


def test_without_the_library_the_message_says_what_to_install(pdf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pytesseract", None)
    with pytest.raises(ReadError, match="pytesseract is not installed") as caught:
        read_report(pdf, ocr=True)
    assert "tesseract-ocr-swe" in str(caught.value)


def test_without_tesseract_the_message_says_what_to_install(pdf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(pdf.parent))
    with pytest.raises(ReadError, match="Tesseract is not installed") as caught:
        read_report(pdf, ocr=True)
    assert "tesseract-ocr" in str(caught.value)


def test_a_picture_below_drawn_bars_gives_no_bars_of_its_own(tmp_path: Path) -> None:
    if not shutil.which("tesseract"):
        pytest.skip("pictures are read by Tesseract, which is not installed")
    bars = Pictures.new("RGB", (200, 100), "white")
    bars.paste((200, 40, 40), (20, 10, 60, 90))
    bars.paste((40, 40, 200), (100, 50, 140, 90))

    def draw(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(bars), 20, 20, width=100, height=50)

    def draw_over(canvas: Canvas) -> None:
        draw(canvas)
        canvas.setFillColorRGB(0.1, 0.5, 0.1)
        canvas.rect(40, 30, 10, 20, stroke=0, fill=1)

    bare, covered = (
        read_report(pdfs.write(tmp_path, name, pdfs.drawn(page)), ocr=True).document.pages[0]
        for name, page in (("bare.pdf", draw), ("covered.pdf", draw_over))
    )
    found = sorted((one.bbox.x0, one.bbox.x1) for one in bare.rects)
    assert found == [pytest.approx((30, 50), abs=0.6), pytest.approx((70, 90), abs=0.6)]
    assert len(covered.rects) == 1
