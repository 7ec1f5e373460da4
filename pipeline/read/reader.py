"""One document from two readers that have to see the same characters."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from pipeline.errors import LimitError, ReadError
from pipeline.model.document import Document, Glyph, Page
from pipeline.model.geometry import BBox
from pipeline.read.engines import REPAIR, Content, readable
from pipeline.read.inputs import require_ordinary, sha256_of
from pipeline.read.pdfium_reader import read_glyphs
from pipeline.read.pdfplumber_reader import count_pages, read_pages, read_pages_without_overprint
from pipeline.read.soundness import Examined
from pipeline.read.source import Source, pages_named, source_of
from pipeline.read.unseen import without_unseen

SIGNATURE = b"%PDF-"
PICTURE_FONT = re.compile(r"dingbat|wingding|webding", re.IGNORECASE)
"""Fonts whose letters are bullets and ticks: pdfplumber gives the letter that was typed, pdfium the picture."""

UNKNOWN_CHARACTER = "(cid:"
"""How pdfminer begins what stands for a glyph whose font does not say which character it is."""

SIGNATURE_WITHIN = 1024
"""Acrobat accepts the header anywhere in the first 1024 bytes (Adobe's PDF Reference 1.7, appendix H, note 13)."""


def read_document(path: Path, password: str | None = None, *, must_agree: bool = True) -> Document:
    """Read a whole PDF with both readers, as ``read_source`` does."""
    return read_source(path, password, must_agree=must_agree)[0]


def read_source(path: Path, password: str | None = None, *, must_agree: bool = True) -> tuple[Document, Source]:
    """Read a whole PDF with both readers; what they read is given back with it.

    A file that they cannot read, or differ on, is read once more after qpdf mended it. Where they need not agree on the
    letters and digits of a page, ``disputes`` says on which they do not.

    Raises:
        ReadError: not a PDF, empty, encrypted, without pages, damaged beyond repair, or the readers do not see the same
            pages and characters.
    """
    try:
        _require_pdf(path)
        source = source_of(path, password)
        try:
            return _read(path, source, must_agree=must_agree), source
        except LimitError:
            raise
        except ReadError:
            again = source.mended()
            if again is None:
                raise
            return _read(path, again, must_agree=must_agree), again
    except ReadError as error:
        raise error.in_file(readable(path.name)) from error


def read_changed(path: Path, source: Source, *, must_agree: bool = True) -> Document:
    """Read a PDF whose content was changed in memory.

    Raises:
        ReadError: as of ``read_source``.
    """
    try:
        return _read(path, source, must_agree=must_agree)
    except ReadError as error:
        raise error.in_file(readable(path.name)) from error


def _read(path: Path, source: Source, *, must_agree: bool) -> Document:
    content, password = source.content, source.password
    witness = _read_witness(content, password)
    metadata, pages = read_pages(content, password)
    _require_same_count(pages, witness, source.examined)
    pages = _without_overprint(content, password, pages, witness)
    disputes = _disputes(pages, witness, must_agree=must_agree)
    both = [_once(_on_page(page), glyphs) for page, glyphs in zip(pages, witness, strict=True)]
    seen, unseen = without_unseen(both, content, password)
    if unseen and source.examined is not None and source.examined.warnings:
        lost = f"the file is damaged, and text of it cannot be seen: {unseen[0].detail}"
        raise ReadError(lost, page=unseen[0].page, remedy=REPAIR)
    return Document(
        name=readable(path.name),
        sha256=sha256_of(path),
        metadata=metadata,
        pages=seen,
        disputes=disputes,
        remarks=(*source.remarks, *unseen),
    )


def _require_pdf(path: Path) -> None:
    require_ordinary(path)
    try:
        with path.open("rb") as stream:
            head = stream.read(SIGNATURE_WITHIN)
    except OSError as error:
        raise ReadError(f"cannot be opened ({error.strerror})") from error
    if not head:
        raise ReadError("the file is empty", remedy="Download it again")
    if SIGNATURE not in head:
        raise ReadError("not a PDF: it does not begin with %PDF", remedy="Check that the download is the report itself")


def _read_witness(content: Content, password: str | None) -> tuple[tuple[Glyph, ...], ...]:
    try:
        return read_glyphs(content, password)
    except ReadError as error:
        if _has_no_page(content, password):  # pdfium calls such a file malformed
            raise ReadError("the PDF has no page", remedy="Ask for a complete copy of the file") from error
        raise


def _has_no_page(content: Content, password: str | None) -> bool:
    try:
        return count_pages(content, password) == 0
    except ReadError:
        return False


def _require_same_count(pages: Sequence[Page], witness: Sequence[tuple[Glyph, ...]], examined: Examined | None) -> None:
    """Hold all engines against each other: pdfplumber returns no pages, and no error, for some real files."""
    third = f", qpdf {examined.pages}" if examined is not None else ""
    if len({len(pages), len(witness), examined.pages if examined is not None else len(witness)}) > 1:
        raise ReadError(f"pdfplumber sees {len(pages)} pages, pdfium {len(witness)}{third}", remedy=REPAIR)


def _without_overprint(
    content: Content, password: str | None, pages: Sequence[Page], witness: Sequence[tuple[Glyph, ...]]
) -> tuple[Page, ...]:
    """Take characters once that are drawn twice to look bold, where that makes pdfplumber agree with pdfium.

    pdfium drops the second print by itself.
    """
    seen = {page.number: _glyph_characters(glyphs) for page, glyphs in zip(pages, witness, strict=True)}
    differing = [page.number for page in pages if _characters(page) != seen[page.number]]
    if not differing:
        return tuple(pages)
    again = read_pages_without_overprint(content, password, differing)
    agreed = {number: page for number, page in again.items() if _characters(page) == seen[number]}
    return tuple(agreed.get(page.number, page) for page in pages)


def _disputes(pages: Sequence[Page], witness: Sequence[tuple[Glyph, ...]], *, must_agree: bool) -> tuple[str, ...]:
    """Where the readers see different letters and digits, and which; an error where they must not."""
    found = [(page.number, _dispute(page, glyphs)) for page, glyphs in zip(pages, witness, strict=True)]
    differing = [(number, dispute) for number, dispute in found if dispute]
    if differing and must_agree:
        (number, dispute), *others = differing
        also = f"; likewise {pages_named(number for number, _ in others)}" if others else ""
        raise ReadError(dispute + also, page=number, remedy=REPAIR)
    return tuple(f"page {number}: {dispute}" for number, dispute in differing)


def _dispute(page: Page, glyphs: tuple[Glyph, ...]) -> str:
    """What the letters and digits that both readers see differ by; empty where they are the same.

    Only those: the readers follow different conventions for hyphens at line ends, bullets and glyphs without a code.
    """
    first = _characters(page)
    second = _glyph_characters(glyphs)
    if first == second:
        return ""
    unknown = sum(word.text.count(UNKNOWN_CHARACTER) for word in page.words)
    if unknown:
        return f"the file does not tell what {unknown} of its characters are"
    lost, extra = second - first, first - second
    return (
        f"the readers differ: pdfplumber sees {first.total()} letters and digits, pdfium {second.total()}"
        f" (only pdfium: {_sample(lost)}; only pdfplumber: {_sample(extra)})"
    )


def _once(page: Page, glyphs: tuple[Glyph, ...]) -> Page:
    """The page with its witness, without what is printed or drawn again in exactly the same place: nobody sees it."""
    return replace(
        page,
        words=tuple(dict.fromkeys(page.words)),
        rects=tuple(dict.fromkeys(page.rects)),
        lines=tuple(dict.fromkeys(page.lines)),
        curves=tuple(dict.fromkeys(page.curves)),
        witness=tuple(_glyphs_once(glyphs)),
    )


def _glyphs_once(glyphs: Iterable[Glyph]) -> Iterator[Glyph]:
    """Each glyph once, but as often as it stands in a row: the letters of a ligature share its box."""
    seen: set[tuple[Glyph, int]] = set()
    for glyph, run in groupby(glyphs):
        for nth, _ in enumerate(run):
            if (glyph, nth) not in seen:
                yield glyph
            seen.add((glyph, nth))


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
