"""Pages as pictures, drawn by pdfium; only people look at them, no number is read from them."""

from __future__ import annotations

import io
import math
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
from PIL import Image

from pipeline.errors import ReadError
from pipeline.model.page_image import PageImage
from pipeline.read.frame import Frame
from pipeline.read.pdfium_reader import open_document

PIXELS_PER_POINT = 2.0
"""6 pt type, the smallest that reports use, is then 12 pixels high."""

MOST_PIXELS = 4_000_000
"""An A3 page at full scale; what is larger (a poster, a page that says it is 5 m wide) is drawn smaller."""

PALETTE_COLOURS = 64
"""Flat colours and the greys at the edges of type; more made the sample larger and no clearer."""

JPEG_QUALITY = 70


def render_pages(path: Path, password: str | None = None) -> tuple[PageImage, ...]:
    """Every page as a picture of what a viewer shows: cropped, rotated, with its annotations, on white.

    Raises:
        ReadError: pdfium cannot open the file or draw one of its pages.
    """
    document = open_document(str(path), password)
    try:
        return tuple(_render(document, index) for index in range(len(document)))
    finally:
        document.close()


def _render(document: Any, index: int) -> PageImage:
    try:
        page = document[index]
        try:
            shown = page.get_bbox()
            seen = Frame(shown, page.get_rotation()).as_seen(shown)
            picture = _picture(page)
        finally:
            page.close()
    except pdfium.PdfiumError as error:
        raise ReadError(f"pdfium cannot draw the page ({error})", page=index + 1) from error
    media_type, content = _encoded(picture)
    return PageImage(index + 1, seen.width, seen.height, picture.width, picture.height, media_type, content)


def _picture(page: Any) -> Image.Image:
    """The page in colour; pdfium stretches it to whole pixels, so that its edges are the picture's."""
    width_pt, height_pt = page.get_size()
    scale = min(PIXELS_PER_POINT, math.sqrt(MOST_PIXELS / (width_pt * height_pt)))
    bitmap = page.render(scale=scale)
    try:
        picture: Image.Image = bitmap.to_pil().convert("RGB")
    finally:
        bitmap.close()
    return picture


def _encoded(picture: Image.Image) -> tuple[str, bytes]:
    """The picture's media type and file: a palette is smaller for type and flat colours, JPEG for photographs."""
    drawing, photograph = io.BytesIO(), io.BytesIO()
    few = picture.quantize(PALETTE_COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    few.save(drawing, "PNG")
    picture.save(photograph, "JPEG", quality=JPEG_QUALITY)
    if drawing.tell() <= photograph.tell():
        return "image/png", drawing.getvalue()
    return "image/jpeg", photograph.getvalue()
