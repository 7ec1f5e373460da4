"""What pictures and outlines show: words read by Tesseract, and the filled rectangles of pictures.

Only on request. What is read here carries ``OCR`` as its font, so that every row made of it can say so.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from PIL import Image as Pictures
from scipy import ndimage

from pipeline.model.confidence import LEAST_CONFIDENCE
from pipeline.model.document import OCR, Colour, Curve, Document, Page, Rect, Word
from pipeline.model.geometry import BBox
from pipeline.model.printed import LARGEST_LETTER_PT, Unread
from pipeline.read.engines import Content
from pipeline.read.page_images import MOST_PIXELS
from pipeline.read.pdfium_reader import open_document
from pipeline.read.scans.scanned import lies_behind_text
from pipeline.read.tesseract import LANGUAGE, LONGEST_S, errors_of_tesseract, lines_in_each, tesseract

PIXELS_PER_POINT = 400 / 72
"""Tesseract reads type best at 300 dpi and more; labels of charts are small."""

SPARSE = "--psm 11"
"""Page segmentation 11: text that stands anywhere, in no order."""

ONE_WORD = "--psm 8"
ONE_NUMBER = "--psm 8 -c tessedit_char_whitelist=0123456789,%"
"""Page segmentation 8: the picture is one word."""

MARGIN_PT = 5.0
"""Type that touches the edge of a picture is read badly."""

SMALLEST_REGION_PT = 16.0

SHORT = 3
"""Digits among letters in so short a word: it is looked at once more by itself, and as a number."""

DARK = 128
SMALLEST_TYPE_PT = 3.0
NEXT_LETTER_PT = 2.0
"""Letters of a label are closer than this, in points."""

Place = tuple[slice, slice]
"""Rows and columns of a picture."""

# Shapes that are no letters, in points; the part of a shape's box that has its colour where it is a rectangle.
LARGEST_STEM_PT = 1.6
SMALLEST_SHAPE_PT = 5.0
MOSTLY = 0.7
EDGE_PX = 3

# Bars of a picture: areas of one colour, to within so many of 255 steps, this full, and no thinner or
# shorter than so many pixels.
SAME_SHADE = 24
FULL_SHARE = 0.95
SMALLEST_PX = 4
SHORTEST_PX = 16
BIN = 16
FEWEST_PIXELS = 60
MOST_COLOURS = 32
WHITE = 240


def with_ocr(document: Document, unread: Iterable[Unread], content: Content, password: str | None = None) -> Document:
    """The document with what is read in its unread regions.

    Raises:
        ReadError: Tesseract, its Swedish, or the library that calls it is not there, or a page cannot be drawn.
    """
    engine = tesseract()
    by_page: dict[int, list[Unread]] = {}
    for one in unread:
        by_page.setdefault(one.page, []).append(one)
    if not by_page:
        return document
    source = open_document(content, password)
    try:
        pages = [
            _read(page, [one.bbox for one in by_page[page.number]], source, engine) if page.number in by_page else page
            for page in document.pages
        ]
    finally:
        source.close()
    return replace(document, pages=tuple(pages))


def _read(page: Page, regions: Sequence[BBox], source: Any, engine: Any) -> Page:
    """The page with the words and rectangles that its regions show and its text layer does not have."""
    scale = min(PIXELS_PER_POINT, math.sqrt(4 * MOST_PIXELS / (page.width_pt * page.height_pt)))
    picture = _drawn(source, page.number, scale)
    words = list(page.words)
    rects = list(page.rects)
    sheet = BBox(0, 0, page.width_pt, page.height_pt)
    for region in regions:
        seen = region.grown(MARGIN_PT).common(sheet)
        if seen is None or min(seen.width, seen.height) < SMALLEST_REGION_PT:
            continue  # no word fits in
        if lies_behind_text(region, page):
            continue  # what it shows is in the text: of a scan with a hidden layer, or a background
        if any(image.bbox == region for image in page.images) and not _is_written_on(region, page):
            rects += _rects(page, region, source)
        left, top = seen.x0, seen.top
        crop = picture.crop((left * scale, top * scale, seen.x1 * scale, seen.bottom * scale))
        shapes = [one.bbox for one in rects if one.fill is not None and _is_shape(one.bbox)]
        shapes += [one.bbox for one in page.curves if one.fill is not None and _is_large(one.bbox)]
        bare = _without_shapes(crop, [_pixels(box, left, top, scale) for box in shapes])
        fresh = _words(bare, left, top, scale, engine)
        words += [one for one in fresh if not any(other.bbox.holds_centre_of(one.bbox) for other in words)]
    return replace(page, words=tuple(words), rects=tuple(rects))


def _is_written_on(region: BBox, page: Page) -> bool:
    """Whether text or shapes lie in a picture: it is a background, or the shadow of bars, and shows no bars itself."""
    painted: list[Rect | Curve] = [*page.rects, *page.curves]
    laid: list[Word | Rect | Curve] = [*page.words, *(one for one in painted if one.fill is not None)]
    inside = (one.bbox for one in laid if region.holds_centre_of(one.bbox))
    return any(region.common(box) == box for box in inside)


def _is_shape(box: BBox) -> bool:
    """Whether a rectangle is a bar or a swatch rather than a stem of a letter."""
    return min(box.width, box.height) >= LARGEST_STEM_PT and max(box.width, box.height) >= SMALLEST_SHAPE_PT


def _is_large(box: BBox) -> bool:
    """Whether an outline is a slice rather than a letter."""
    return max(box.width, box.height) > LARGEST_LETTER_PT


def _pixels(box: BBox, left: float, top: float, scale: float) -> Place:
    down, across = (box.top - top, box.bottom - top), (box.x0 - left, box.x1 - left)
    rows, columns = (
        slice(max(0, math.floor(low * scale)), max(0, math.ceil(high * scale))) for low, high in (down, across)
    )
    return rows, columns


def _without_shapes(crop: Pictures.Image, shapes: Iterable[Place]) -> Pictures.Image:
    """The picture in grey, filled shapes white and what stands in them dark: Tesseract takes bars for letters."""
    pixels = np.asarray(crop, dtype=np.int64)
    grey = np.asarray(crop.convert("L")).copy()
    for place in shapes:
        inside = pixels[place]
        if not inside.size:
            continue
        paint = np.median(inside.reshape(-1, 3), axis=0)
        unlike = np.abs(inside - paint).max(axis=2)
        filled = (unlike <= SAME_SHADE).mean() >= MOSTLY
        if filled:
            grey[place] = 255 - np.clip(2 * unlike, 0, 255)
            _whiten_edges(grey, place)
        else:
            grey[place][unlike <= SAME_SHADE] = 255
    return Pictures.fromarray(grey)


def _whiten_edges(grey: Any, place: Place) -> None:
    rows, columns = place
    for at in (rows.start, rows.stop):
        grey[max(0, at - EDGE_PX) : at + EDGE_PX, columns] = 255
    for at in (columns.start, columns.stop):
        grey[rows, max(0, at - EDGE_PX) : at + EDGE_PX] = 255


def _drawn(source: Any, number: int, scale: float) -> Pictures.Image:
    bitmap = source[number - 1].render(scale=scale)
    try:
        picture: Pictures.Image = bitmap.to_pil().convert("RGB")
    finally:
        bitmap.close()
    return picture


def _words(grey: Pictures.Image, left: float, top: float, scale: float, engine: Any) -> Iterator[Word]:
    """What Tesseract finds anywhere, then what it reads in the ink that is left over, stretch by stretch."""
    bare = np.asarray(grey).copy()
    for text, sure, place in _found(engine, grey, SPARSE):
        if sure >= LEAST_CONFIDENCE and (len(text) > SHORT or text.isalpha() or text.isdigit()):
            bare[place] = 255
            yield _word(text, _box(place, left, top, scale))
    places = list(_stretches(bare < DARK, scale))
    close = [Pictures.fromarray(_with_edge(bare[place])) for place in places]
    readings = [lines_in_each(close, config, engine) for config in (ONE_NUMBER, ONE_WORD)]
    for place, *read in zip(places, *readings, strict=True):
        words = (word for lines in read for line in lines for word in line.words)
        best = max(words, key=lambda one: one.sure, default=None)
        if best is None or best.sure < LEAST_CONFIDENCE:
            continue
        if best.text.isdigit() or len(best.text) >= SHORT:  # scraps look like single letters
            yield _word(best.text, _box(place, left, top, scale))


def _with_edge(stretch: Any) -> Any:
    """A stretch of ink with white around it."""
    return np.pad(stretch, len(stretch) // 2, constant_values=255)


def _found(engine: Any, grey: Pictures.Image, config: str) -> Iterator[tuple[str, float, Place]]:
    """Words with Tesseract's confidence in percent, and their places in pixels."""
    with errors_of_tesseract():
        found = engine.image_to_data(
            grey, lang=LANGUAGE, config=config, output_type=engine.Output.DICT, timeout=LONGEST_S
        )
    for at, text in enumerate(found["text"]):
        x, y, width, height = (found[key][at] for key in ("left", "top", "width", "height"))
        if text.strip():
            yield text.strip(), float(found["conf"][at]), (slice(y, y + height), slice(x, x + width))


def _stretches(ink: Any, scale: float) -> Iterator[Place]:
    """Places of ink as high as type, what stands close side by side as one."""
    near = max(1, round(NEXT_LETTER_PT * scale))
    labelled, _ = ndimage.label(ndimage.binary_dilation(ink, np.ones((3, 2 * near + 1))))
    for number, (rows, columns) in enumerate(ndimage.find_objects(labelled), start=1):
        inside = ink[rows, columns] & (labelled[rows, columns] == number)
        filled, across = np.flatnonzero(inside.any(axis=1)), np.flatnonzero(inside.any(axis=0))
        high, wide = filled[-1] + 1 - filled[0], across[-1] + 1 - across[0]
        if SMALLEST_TYPE_PT * scale <= high <= LARGEST_LETTER_PT * scale and wide >= high / 4:
            yield (
                slice(rows.start + int(filled[0]), rows.start + int(filled[-1]) + 1),
                slice(columns.start + int(across[0]), columns.start + int(across[-1]) + 1),
            )


def _word(text: str, box: BBox) -> Word:
    """A word whose characters are taken for equally wide."""
    step = box.width / len(text)
    boxes = tuple(BBox(box.x0 + at * step, box.top, box.x0 + (at + 1) * step, box.bottom) for at in range(len(text)))
    return Word(text, box, boxes, box.height, OCR, (), "ltr")


def _rects(page: Page, region: BBox, source: Any) -> Iterator[Rect]:
    """Areas of one colour in a picture, as rectangles to within a pixel of it."""
    pixel = min(image.pixel_pt for image in page.images if image.bbox == region)
    scale = min(1 / pixel, math.sqrt(MOST_PIXELS / (page.width_pt * page.height_pt)))
    drawn = _drawn(source, page.number, scale)
    seen = region.common(BBox(0, 0, page.width_pt, page.height_pt)) or region
    crop = drawn.crop((seen.x0 * scale, seen.top * scale, seen.x1 * scale, seen.bottom * scale))
    pixels = np.asarray(crop, dtype=np.int16)
    found: list[tuple[int, Place, Colour]] = []
    for colour in _colours(pixels):
        alike = np.abs(pixels - colour).max(axis=2) <= SAME_SHADE
        labelled, _ = ndimage.label(ndimage.binary_opening(alike, np.ones((SMALLEST_PX, SMALLEST_PX))))
        for number, place in enumerate(ndimage.find_objects(labelled), start=1):
            inside = labelled[place] == number
            if inside.mean() >= FULL_SHARE and max(inside.shape) >= SHORTEST_PX:
                found.append((int(inside.sum()), place, tuple(float(one) / 255 for one in colour)))
    kept: list[Place] = []
    for _, place, colour in sorted(found, key=lambda one: (-one[0], one[1][0].start, one[1][1].start)):
        if not any(_overlap(place, other) for other in kept):
            kept.append(place)
            yield Rect(_box(place, seen.x0, seen.top, scale), colour, None)


def _colours(pixels: Any) -> Iterator[Any]:
    """The means of the colours that many pixels share, white aside: a photograph's compression spreads every colour."""
    bins = ((pixels // BIN).astype(np.int32) @ np.array([1 << 16, 1 << 8, 1])).ravel()
    _, places, counts = np.unique(bins, return_inverse=True, return_counts=True)
    flat = pixels.reshape(-1, 3)
    common = np.argsort(-counts, kind="stable")[:MOST_COLOURS]
    for number in common[counts[common] >= FEWEST_PIXELS]:
        colour = flat[places == number].mean(axis=0).round()
        if colour.min() < WHITE:
            yield colour


def _overlap(one: Place, other: Place) -> bool:
    return all(mine.start < theirs.stop and theirs.start < mine.stop for mine, theirs in zip(one, other, strict=True))


def _box(place: Place, left: float, top: float, scale: float) -> BBox:
    rows, columns = place
    return BBox(
        left + columns.start / scale, top + rows.start / scale, left + columns.stop / scale, top + rows.stop / scale
    )
