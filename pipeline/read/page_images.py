"""Pages as pictures, drawn by pdfium; only people look at them, no number is read from them."""

from __future__ import annotations

import io
import math
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2.raw as pdfium_c
from PIL import Image

from pipeline.errors import ReadError
from pipeline.model.geometry import BBox
from pipeline.model.page_image import PageImage
from pipeline.read.engines import REPAIR, Content, errors_of
from pipeline.read.frame import Frame
from pipeline.read.pdfium_reader import open_document

PIXELS_PER_POINT = 2.0
"""6 pt type, the smallest that reports use, is then 12 pixels high."""

MOST_PIXELS = 4_000_000
"""An A3 page at full scale; what is larger (a poster, a page that says it is 5 m wide) is drawn smaller."""

PALETTE_COLOURS = 64
"""Flat colours and the greys at the edges of type; more made the sample larger and no clearer."""

JPEG_QUALITY = 70

LOSSLESS_EFFORT = 50
"""Of 100; two thirds of the bytes of a PNG with the same pixels, and more effort gains little."""

DEEPEST_FORM = 15
"""Drawings within drawings within drawings; pdfium itself goes no deeper than 12 or so."""


def render_pages(content: Content, password: str | None = None) -> tuple[PageImage, ...]:
    """Every page as a picture of what a viewer shows: cropped, rotated, with its annotations, on white.

    Raises:
        ReadError: pdfium cannot open the file or draw one of its pages.
    """
    document = open_document(content, password)
    try:
        return tuple(_render(document, index) for index in range(len(document)))
    finally:
        document.close()


def _render(document: Any, index: int) -> PageImage:
    try:
        seen, picture = drawn(document, index, PIXELS_PER_POINT)
    except ReadError as error:
        raise ReadError(error.message, page=index + 1) from error
    media_type, content = _encoded(picture)
    return PageImage(index + 1, seen.width, seen.height, picture.width, picture.height, media_type, content)


def drawn(
    document: Any, index: int, pixels_per_point: float, most_pixels: int = MOST_PIXELS
) -> tuple[BBox, Image.Image]:
    """The part of a page that is shown, in points, and a picture of it.

    Raises:
        ReadError: pdfium cannot draw it.
    """
    with _page(document, index) as page:
        shown = page.get_bbox()
        return Frame(shown, page.get_rotation()).as_seen(shown), _picture(page, pixels_per_point, most_pixels)


def drawn_with_and_without_text(document: Any, index: int, pixels_per_point: float) -> tuple[Image.Image, Image.Image]:
    """A picture of a page, and one of all that it shows besides text.

    Raises:
        ReadError: pdfium cannot draw it.
    """
    with _page(document, index) as page:
        whole = _picture(page, pixels_per_point)
        for text in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_TEXT], max_depth=DEEPEST_FORM):
            pdfium_c.FPDFPageObj_SetIsActive(text, 0)
        return whole, _picture(page, pixels_per_point)


@contextmanager
def _page(document: Any, index: int) -> Iterator[Any]:
    with errors_of("pdfium"):
        page = document[index]
        try:
            if not all(page.get_size()):
                raise ReadError("its crop box shows nothing of the sheet", page=index + 1, remedy=REPAIR)
            yield page
        finally:
            page.close()


def _picture(page: Any, pixels_per_point: float, most_pixels: int = MOST_PIXELS) -> Image.Image:
    """The page in colour; pdfium stretches it to whole pixels, so that its edges are the picture's."""
    width_pt, height_pt = page.get_size()
    scale = min(pixels_per_point, math.sqrt(most_pixels / (width_pt * height_pt)))
    bitmap = page.render(scale=scale)
    try:
        picture: Image.Image = bitmap.to_pil().convert("RGB")
    finally:
        bitmap.close()
    return picture


def _encoded(picture: Image.Image) -> tuple[str, bytes]:
    """The picture's media type and file: few colours, kept exactly, are smaller for type, JPEG for photographs."""
    drawing, photograph = io.BytesIO(), io.BytesIO()
    few = picture.quantize(PALETTE_COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    few.convert("RGB").save(drawing, "WEBP", lossless=True, quality=LOSSLESS_EFFORT)
    picture.save(photograph, "JPEG", quality=JPEG_QUALITY)
    if drawing.tell() <= photograph.tell():
        return "image/webp", drawing.getvalue()
    return "image/jpeg", photograph.getvalue()
