"""What happens where Tesseract cannot be used; what it reads is shown on real reports."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

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
