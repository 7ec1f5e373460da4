"""Second reader: pdfium's characters with their boxes, independent of pdfminer's parsing of the same file."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from pipeline.errors import ReadError
from pipeline.model.document import Glyph
from pipeline.read.engines import Content, errors_of, readable
from pipeline.read.frame import Edges, Frame

# pdfium reports a hyphen at a line's end as this control character (fpdfview.h, FPDFText_IsHyphen).
LINE_END_HYPHEN = "\x02"


def read_glyphs(content: Content, password: str | None) -> tuple[tuple[Glyph, ...], ...]:
    """The characters of every page that are not white space, in pdfium's order.

    Raises:
        ReadError: pdfium cannot open the file, for want of a password or otherwise, or it has no page.
    """
    document = open_document(content, password)
    try:
        if len(document) == 0:
            raise ReadError("the PDF has no page", remedy="Ask for a complete copy of the file")
        with errors_of("pdfium"):
            return tuple(_read_page(document, index) for index in range(len(document)))
    finally:
        document.close()


def open_document(content: Content, password: str | None) -> Any:
    """Pdfium's document, which whoever opens it closes.

    Raises:
        ReadError: pdfium cannot open the file, for want of a password or otherwise.
    """
    try:
        return pdfium.PdfDocument(content, password=password)
    except pdfium.PdfiumError as error:
        raise _as_read_error(error, has_password=bool(password)) from error


def _as_read_error(error: pdfium.PdfiumError, *, has_password: bool) -> ReadError:
    if "password" in str(error).lower():
        if has_password:
            return ReadError("the file is encrypted and the password does not open it")
        return ReadError("the file is encrypted", remedy="Give its password with --password")
    if "security scheme" in str(error).lower():
        return ReadError(
            "the file is encrypted in a way that pdfium does not know", remedy="Ask for a copy that is not encrypted"
        )
    return ReadError(f"not a readable PDF ({error})", remedy="Open it in a PDF viewer; if that fails, get a new copy")


def _read_page(document: Any, index: int) -> tuple[Glyph, ...]:
    page = document[index]
    textpage = page.get_textpage()
    try:
        frame = Frame(page.get_bbox(), page.get_rotation())
        return tuple(
            Glyph(text, frame.as_seen(box))
            for text, box in _characters(textpage)
            if text.strip() and not text.isspace()
        )
    finally:
        textpage.close()
        page.close()


def _characters(textpage: Any) -> Iterator[tuple[str, Edges]]:
    """Each printed character with its (left, bottom, right, top) in the PDF's own coordinates."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    for index in range(textpage.count_chars()):
        if pdfium_c.FPDFText_IsGenerated(textpage, index) == 1:
            continue  # spaces and line ends that pdfium adds
        code = pdfium_c.FPDFText_GetUnicode(textpage, index)
        pdfium_c.FPDFText_GetCharBox(textpage, index, left, right, bottom, top)
        character = readable(chr(code)) if code != ord(LINE_END_HYPHEN) else "-"
        yield character, (left.value, bottom.value, right.value, top.value)
