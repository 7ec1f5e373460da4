"""Scanned pages as pages of words and shapes, as if they had been drawn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from math import inf
from typing import Any

import numpy as np

from pipeline.model.document import OCR, Document, Page, Word
from pipeline.model.geometry import BBox
from pipeline.read.engines import Content
from pipeline.read.page_images import drawn
from pipeline.read.pdfium_reader import open_document
from pipeline.read.scans.line_pieces import PIXELS_PER_POINT, headlines_of, pieces_of
from pipeline.read.scans.lines import DESCENT_EM, LEVEL_EM, ScannedLine, alike, as_label, levelled, line_of
from pipeline.read.scans.page_reading import read_pieces, surely_read
from pipeline.read.scans.shapes import Shapes, shapes_of
from pipeline.read.tesseract import Area, Letter

MOST_WORDS_OF_A_LABEL = 3

BESIDE_PT = 120.0

ABOVE_PT = 12.0

MOST_PIXELS = 20_000_000
"""An A3 page at full scale; a poster is read at less."""

LEAST_SPACE_EM = 0.2
"""Words that are read as two are this far apart, whatever their boxes say."""

DOTS = 3

LEADER_PITCH_EM = 0.3


def with_scans(
    document: Document, numbers: Iterable[int], content: Content, password: str | None, engine: Any
) -> Document:
    """The document with what scanned pages show.

    Raises:
        ReadError: Tesseract failed, or a page cannot be drawn.
    """
    source = open_document(content, password)
    try:
        seen = {number: _seen(source, number, engine) for number in numbers}
    finally:
        source.close()
    lines = alike([line for page in seen.values() for line in page.lines])
    pages = (
        _with_words(page, [one for one in lines if one.page == page.number], seen[page.number])
        if page.number in seen
        else page
        for page in document.pages
    )
    return replace(document, pages=tuple(pages))


@dataclass(frozen=True, slots=True)
class _Seen:
    scale: float
    lines: tuple[ScannedLine, ...]
    leaders: tuple[Area, ...]
    shapes: Shapes


def _seen(source: Any, number: int, engine: Any) -> _Seen:
    sheet, picture = drawn(source, number - 1, PIXELS_PER_POINT, MOST_PIXELS)
    scale = picture.width / sheet.width
    pieces = pieces_of(picture, scale, surely_read(headlines_of(picture, scale), engine))
    read = read_pieces(pieces, np.asarray(picture.convert("L")), engine)
    pixels = np.asarray(picture)
    shapes = shapes_of(pieces, scale)
    lines = levelled(tuple(line_of(one, number, pixels, pieces, scale) for one in read))
    plain = (as_label(one) if _is_in_figure(one, shapes.figures, scale) else one for one in lines)
    return _Seen(scale, tuple(plain), pieces.leaders, shapes)


def _is_in_figure(line: ScannedLine, figures: Iterable[BBox], scale: float) -> bool:
    """Whether a line of few words stands beside bars: what it looks like makes it no heading of a text."""
    area = line.read.area
    box = BBox(area.left / scale, area.top / scale, area.right / scale, area.bottom / scale)
    return len(line.read.words) <= MOST_WORDS_OF_A_LABEL and any(
        box.common(BBox(one.x0 - BESIDE_PT, one.top - ABOVE_PT, one.x1 + BESIDE_PT, one.bottom + ABOVE_PT)) == box
        for one in figures
    )


def _with_words(page: Page, lines: Sequence[ScannedLine], seen: _Seen) -> Page:
    """The page with the words read on it, but where it has text: that is not replaced."""
    words = [word for line in lines for word in _words(line, seen.scale)]
    words += _leader_words(seen.leaders, lines, seen.scale)
    fresh = (one for one in words if not any(other.bbox.holds_centre_of(one.bbox) for other in page.words))
    shapes = seen.shapes
    return replace(
        page,
        words=(*page.words, *fresh),
        rects=(*page.rects, *shapes.frames),
        lines=(*page.lines, *shapes.lines),
        grids=(*page.grids, *shapes.grids),
    )


def _words(line: ScannedLine, scale: float) -> Iterator[Word]:
    bottom = line.baseline_pt + DESCENT_EM * line.size_pt
    top = bottom - line.size_pt
    space = LEAST_SPACE_EM * line.size_pt
    for word, following in zip_longest(line.read.words, line.read.words[1:]):
        end = following.letters[0].edges.left / scale - space if following is not None else inf
        boxes = [box for letter in word.letters for box in _boxes(letter, top, bottom, scale)]
        boxes = [replace(box, x1=max(box.x0 + space / 2, min(box.x1, end))) for box in boxes]
        box = BBox(min(one.x0 for one in boxes), top, max(one.x1 for one in boxes), bottom)
        yield Word(word.text, box, tuple(boxes), line.size_pt, OCR, line.colour, "ltr", word.sure)


def _boxes(letter: Letter, top: float, bottom: float, scale: float) -> Iterator[BBox]:
    """Equal slices of what is read as several characters."""
    left, step = letter.edges.left / scale, letter.edges.width / scale / len(letter.text)
    for at in range(len(letter.text)):
        yield BBox(left + at * step, top, left + (at + 1) * step, bottom)


def _leader_words(leaders: Iterable[Area], lines: Sequence[ScannedLine], scale: float) -> Iterator[Word]:
    """Rows of dots, in the type of the line that they lead from."""
    for area in leaders:
        level = [
            one
            for one in lines
            if one.read.area.left <= area.left and abs(one.baseline_pt - area.bottom / scale) <= LEVEL_EM * one.size_pt
        ]
        line = max(level, key=lambda one: one.read.area.right, default=None)
        if line is None:
            continue
        bottom = line.baseline_pt + DESCENT_EM * line.size_pt
        top, left = bottom - line.size_pt, area.left / scale
        count = max(DOTS, round(area.width / scale / (LEADER_PITCH_EM * line.size_pt)))
        step = area.width / scale / count
        boxes = tuple(BBox(left + at * step, top, left + (at + 1) * step, bottom) for at in range(count))
        box = BBox(left, top, left + area.width / scale, bottom)
        yield Word("." * count, box, boxes, line.size_pt, OCR, line.colour, "ltr", None)
