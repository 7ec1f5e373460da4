"""One document from two readers that have to see the same characters."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from pipeline.errors import ReadError
from pipeline.model.document import Document, Glyph, Page
from pipeline.model.geometry import BBox
from pipeline.read.inputs import sha256_of
from pipeline.read.pdfium_reader import read_glyphs
from pipeline.read.pdfplumber_reader import count_pages, read_pages, read_pages_without_overprint

SIGNATURE = b"%PDF-"
PICTURE_FONT = re.compile(r"dingbat|wingding|webding", re.IGNORECASE)
"""Fonts whose letters are bullets and ticks: pdfplumber gives the letter that was typed, pdfium the picture."""

SIGNATURE_WITHIN = 1024
"""Acrobat accepts the header anywhere in the first 1024 bytes (Adobe's PDF Reference 1.7, appendix H, note 13)."""


def read_document(path: Path, password: str | None = None, *, must_agree: bool = True) -> Document:
    """Read a whole PDF with both readers.

    Where they need not agree on the letters and digits of a page, ``disputes`` says on which they do not.

    Raises:
        ReadError: not a PDF, empty, encrypted, without pages, or the readers do not see the same pages and characters.
    """
    try:
        _require_pdf(path)
        witness = _read_witness(path, password)
        metadata, pages = read_pages(str(path), password)
        _require_same_count(pages, witness)
        pages = _without_overprint(path, password, pages, witness)
        disputes = _disputes(pages, witness, must_agree=must_agree)
    except ReadError as error:
        raise ReadError(error.message, source=path.name, page=error.page, remedy=error.remedy) from error
    return Document(
        name=path.name,
        sha256=sha256_of(path),
        metadata=metadata,
        pages=tuple(replace(_on_page(page), witness=glyphs) for page, glyphs in zip(pages, witness, strict=True)),
        disputes=disputes,
    )


_REPAIR = "The file is damaged: ask for a new copy, or print it to a new PDF from a viewer"


def _require_pdf(path: Path) -> None:
    try:
        with path.open("rb") as stream:
            head = stream.read(SIGNATURE_WITHIN)
    except OSError as error:
        raise ReadError(f"cannot be opened ({error.strerror})") from error
    if not head:
        raise ReadError("the file is empty", remedy="Download it again")
    if SIGNATURE not in head:
        raise ReadError("not a PDF: it does not begin with %PDF", remedy="Check that the download is the report itself")


def _read_witness(path: Path, password: str | None) -> tuple[tuple[Glyph, ...], ...]:
    try:
        return read_glyphs(str(path), password)
    except ReadError as error:
        if _has_no_page(path, password):  # pdfium calls such a file malformed
            raise ReadError("the PDF has no page", remedy="Ask for a complete copy of the file") from error
        raise


def _has_no_page(path: Path, password: str | None) -> bool:
    try:
        return count_pages(str(path), password) == 0
    except ReadError:
        return False


def _require_same_count(pages: Sequence[Page], witness: Sequence[tuple[Glyph, ...]]) -> None:
    """Hold both readers against each other: pdfplumber returns no pages, and no error, for some real files."""
    if len(pages) != len(witness):
        raise ReadError(f"pdfplumber sees {len(pages)} pages, pdfium {len(witness)}", remedy=_REPAIR)


def _without_overprint(
    path: Path, password: str | None, pages: Sequence[Page], witness: Sequence[tuple[Glyph, ...]]
) -> tuple[Page, ...]:
    """Take characters once that are drawn twice to look bold, where that makes pdfplumber agree with pdfium.

    pdfium drops the second print by itself.
    """
    seen = {page.number: _glyph_characters(glyphs) for page, glyphs in zip(pages, witness, strict=True)}
    differing = [page.number for page in pages if _characters(page) != seen[page.number]]
    if not differing:
        return tuple(pages)
    again = read_pages_without_overprint(str(path), password, differing)
    agreed = {number: page for number, page in again.items() if _characters(page) == seen[number]}
    return tuple(agreed.get(page.number, page) for page in pages)


def _disputes(pages: Sequence[Page], witness: Sequence[tuple[Glyph, ...]], *, must_agree: bool) -> tuple[str, ...]:
    """Where the readers see different letters and digits, and which; an error where they must not."""
    found = [(page.number, _dispute(page, glyphs)) for page, glyphs in zip(pages, witness, strict=True)]
    differing = [(number, dispute) for number, dispute in found if dispute]
    if differing and must_agree:
        number, dispute = differing[0]
        raise ReadError(dispute, page=number, remedy=_REPAIR)
    return tuple(f"page {number}: {dispute}" for number, dispute in differing)


def _dispute(page: Page, glyphs: tuple[Glyph, ...]) -> str:
    """What the letters and digits that both readers see differ by; empty where they are the same.

    Only those: the readers follow different conventions for hyphens at line ends, bullets and glyphs without a code.
    """
    first = _characters(page)
    second = _glyph_characters(glyphs)
    if first == second:
        return ""
    lost, extra = second - first, first - second
    return (
        f"the readers differ: pdfplumber sees {first.total()} letters and digits, pdfium {second.total()}"
        f" (only pdfium: {_sample(lost)}; only pdfplumber: {_sample(extra)})"
    )


def _on_page(page: Page) -> Page:
    """Leave out what lies wholly beyond the crop box: printers' marks and notes, which nobody sees.

    What is cut by the edge stays whole. Only after the readers agreed: one measures the ink, the other the type.
    """
    sheet = BBox(0, 0, page.width_pt, page.height_pt)
    return replace(
        page,
        words=tuple(one for one in page.words if _touch(one.bbox, sheet)),
        rects=tuple(one for one in page.rects if _touch(one.bbox, sheet)),
        lines=tuple(one for one in page.lines if _touch(one.bbox, sheet)),
        curves=tuple(one for one in page.curves if _touch(one.bbox, sheet)),
        images=tuple(one for one in page.images if _touch(one.bbox, sheet)),
        links=tuple(one for one in page.links if _touch(one.bbox, sheet)),
        grids=tuple(one for one in page.grids if _touch(one.bbox, sheet)),
    )


def _touch(one: BBox, other: BBox) -> bool:
    return one.x0 <= other.x1 and other.x0 <= one.x1 and one.top <= other.bottom and other.top <= one.bottom


def _characters(page: Page) -> Counter[str]:
    return _letters_and_digits(word.text for word in page.words if not PICTURE_FONT.search(word.font))


def _glyph_characters(glyphs: Iterable[Glyph]) -> Counter[str]:
    return _letters_and_digits(glyph.text for glyph in glyphs)


def _letters_and_digits(texts: Iterable[str]) -> Counter[str]:
    return Counter(char for text in texts for char in unicodedata.normalize("NFKC", text) if char.isalnum())


def _sample(characters: Counter[str], limit: int = 8) -> str:
    return "".join(char * count for char, count in sorted(characters.items()))[:limit] or "none"
