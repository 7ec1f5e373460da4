"""What a PDF holds, as its readers saw it: pages of words and shapes, picklable and free of any engine.

All coordinates are PDF points on the page as a reader sees it (rotated and cropped), origin at its top left.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pipeline.model.geometry import BBox

Colour = tuple[float, ...]
"""Components from 0 to 1 in the PDF's own colour space (1 grey, 3 RGB, 4 CMYK); empty where none is set."""


OCR = "ocr"
"""The font of words that were read from a picture of the page."""


@dataclass(frozen=True, slots=True)
class Word:
    """Characters without a gap between them, in writing direction.

    ``char_boxes`` has one box for each character of ``text``. ``direction`` is ``ltr``, ``rtl``, ``ttb`` or ``btt``.
    ``sure`` is the confidence in percent of what OCR has read on a scanned page, ``None`` of everything else.
    """

    text: str
    bbox: BBox
    char_boxes: tuple[BBox, ...]
    size_pt: float
    font: str
    colour: Colour
    direction: str
    sure: float | None = None


@dataclass(frozen=True, slots=True)
class Rect:
    """A drawn rectangle; ``fill`` and ``stroke`` are ``None`` where it has none, ``pattern`` names a pattern's fill."""

    bbox: BBox
    fill: Colour | None
    stroke: Colour | None
    pattern: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A straight stroke."""

    bbox: BBox
    stroke: Colour | None
    width_pt: float


@dataclass(frozen=True, slots=True)
class Curve:
    """A path that is neither a rectangle nor one straight stroke; ``points`` are its nodes."""

    bbox: BBox
    points: tuple[tuple[float, float], ...]
    fill: Colour | None
    stroke: Colour | None
    pattern: str = ""


@dataclass(frozen=True, slots=True)
class Image:
    """A placed picture; ``pixel_pt`` is how wide one of its pixels is on the page."""

    bbox: BBox
    pixel_pt: float


@dataclass(frozen=True, slots=True)
class Link:
    """A link annotation and where it leads."""

    bbox: BBox
    uri: str


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character as the second text reader saw it; ``bbox`` follows the ink, not the font's ascent."""

    text: str
    bbox: BBox

    def __reduce__(self) -> tuple[object, ...]:
        """As of boxes."""
        return Glyph, (self.text, self.bbox)


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table: the boxes of its cells, in no promised order; spanning cells are one box."""

    bbox: BBox
    cells: tuple[BBox, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """One page. ``witness`` holds what the second reader saw of every character that is not white space."""

    number: int
    width_pt: float
    height_pt: float
    words: tuple[Word, ...]
    rects: tuple[Rect, ...]
    lines: tuple[Line, ...]
    curves: tuple[Curve, ...]
    images: tuple[Image, ...]
    links: tuple[Link, ...]
    grids: tuple[Grid, ...]
    witness: tuple[Glyph, ...]


class RemarkKind(StrEnum):
    """What is remarkable about how a file was read."""

    MENDED = "mended"
    ANNOTATIONS = "annotations"
    UNSEEN = "unseen"
    SCANNED = "scanned"
    NOT_READ = "not_read"


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that was done to a file, or to a page, before it was read; ``detail`` is a sample, or qpdf's reason."""

    kind: RemarkKind
    page: int | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """One PDF file; ``name`` is the file's name without folders, ``metadata`` sorted pairs of text.

    ``disputes`` says where its readers see different letters or digits; such a file is looked into, never loaded.
    ``remarks`` says what was done to it before it was read.
    """

    name: str
    sha256: str
    metadata: tuple[tuple[str, str], ...]
    pages: tuple[Page, ...]
    disputes: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()
