"""Text that is in the file and not on the page: of hidden layers, invisible, in the colour of its ground, or covered.

Both readers of text see it, so the page is drawn with its text and without: what makes no difference nobody sees.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import ImageChops

from pipeline.model.document import Glyph, Page, Remark, RemarkKind, Word
from pipeline.model.geometry import BBox
from pipeline.read.engines import Content
from pipeline.read.page_images import drawn_with_and_without_text
from pipeline.read.pdfium_reader import open_document

PIXELS_PER_POINT = 1.0

FAINTEST = 8
"""Of 255 steps of a colour: what differs less from its ground nobody sees."""

SMALLEST_PX = 3
"""Letters that are drawn lower than this, as on a poster, leave no trace that could be told from none."""

LONGEST_SAMPLE = 60

Pixels = NDArray[Any]


def without_unseen(
    pages: Sequence[Page], content: Content, password: str | None
) -> tuple[tuple[Page, ...], tuple[Remark, ...]]:
    """The pages without letters and digits that leave no trace on the page as drawn, and what was left out.

    Raises:
        ReadError: a page cannot be drawn.
    """
    document = open_document(content, password)
    kept: list[Page] = []
    remarks: list[Remark] = []
    try:
        for page in pages:
            seen = _seen(page, document) if page.words else page
            kept.append(seen)
            if seen is not page:
                remarks.append(Remark(RemarkKind.UNSEEN, page.number, _left_out(page, seen)))
    finally:
        document.close()
    return tuple(kept), tuple(remarks)


def _seen(page: Page, document: object) -> Page:
    whole, bare = drawn_with_and_without_text(document, page.number - 1, PIXELS_PER_POINT)
    scale = whole.width / page.width_pt, whole.height / page.height_pt
    red, green, blue = ImageChops.difference(whole, bare).split()
    trace = np.asarray(ImageChops.lighter(ImageChops.lighter(red, green), blue)) >= FAINTEST
    printed = [
        (char, box)
        for word in page.words
        for char, box in zip(word.text, word.char_boxes, strict=True)
        if char.isalnum() and box.height * scale[1] >= SMALLEST_PX
    ]
    hidden = {one for one in printed if not _any(trace, one[1], scale)}
    if 2 * len(hidden) > len(printed):  # the text layer of a scan, whose letters are those of the picture
        pixels = np.asarray(whole)
        hidden = {one for one in hidden if _is_blank(pixels, one[1], scale)}
    if not hidden:
        return page
    words = (_with_seen(word, hidden) for word in page.words)
    boxes = [box for _, box in hidden]
    return replace(
        page,
        words=tuple(word for word in words if word is not None),
        witness=tuple(glyph for glyph in page.witness if not _is_in(glyph, boxes)),
    )


def _any(trace: Pixels, box: BBox, scale: tuple[float, float]) -> bool:
    """Whether text left a trace in a box; beyond the edge of the picture there is none to look for."""
    inside = trace[_place(box, scale)]
    return not inside.size or bool(inside.any())


def _is_blank(pixels: Pixels, box: BBox, scale: tuple[float, float]) -> bool:
    inside = pixels[_place(box, scale)].reshape(-1, pixels.shape[-1])
    return int(np.ptp(inside, axis=0).max()) < FAINTEST


def _place(box: BBox, scale: tuple[float, float]) -> tuple[slice, slice]:
    across, down = scale
    rows = slice(max(0, math.floor(box.top * down)), max(0, math.ceil(box.bottom * down)))
    columns = slice(max(0, math.floor(box.x0 * across)), max(0, math.ceil(box.x1 * across)))
    return rows, columns


def _with_seen(word: Word, hidden: set[tuple[str, BBox]]) -> Word | None:
    """The word without its hidden characters; nothing where no letter or digit is left of it."""
    pairs = list(zip(word.text, word.char_boxes, strict=True))
    kept = [pair for pair in pairs if pair not in hidden]
    if len(kept) == len(pairs):
        return word
    if not any(char.isalnum() for char, _ in kept):
        return None
    return replace(word, text="".join(char for char, _ in kept), char_boxes=tuple(box for _, box in kept))


def _is_in(glyph: Glyph, boxes: Iterable[BBox]) -> bool:
    return any(box.holds_centre_of(glyph.bbox) for box in boxes)


def _left_out(page: Page, seen: Page) -> str:
    """A sample of what is gone, as printed."""
    kept = set(seen.words)
    return " ".join(word.text for word in page.words if word not in kept)[:LONGEST_SAMPLE]
