"""The file with each scanned page straight and upright."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import cos, radians, sin
from typing import Any

import numpy as np
from PIL import Image as Pictures

from pipeline.read.engines import Content, errors_of
from pipeline.read.page_images import drawn
from pipeline.read.pdfium_reader import open_document
from pipeline.read.scans.skew import skew_degrees
from pipeline.read.soundness import opened, written
from pipeline.read.tesseract import quarter_turns

PIXELS_PER_POINT = 200 / 72
"""With fewer, Tesseract takes some pages of text for upside down."""

SURELY = 8.0
"""Tesseract's measure of how sure it is of the way up, on a scale of its own; of a page of text it is 12 and more."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What makes a page upright and straight, clockwise: so many quarters, and then so many degrees."""

    quarters: int
    degrees: float

    def __bool__(self) -> bool:
        """Whether there is anything to turn."""
        return bool(self.quarters or self.degrees)

    def __str__(self) -> str:
        """In degrees clockwise."""
        return f"{90 * self.quarters + self.degrees:g}"


def turns_of(pages: Iterable[int], content: Content, password: str | None, engine: Any) -> dict[int, Turn]:
    """How each of these pages has to be turned.

    Raises:
        ReadError: a page cannot be drawn.
    """
    document = open_document(content, password)
    try:
        pictures = ((number, drawn(document, number - 1, PIXELS_PER_POINT)[1].convert("L")) for number in pages)
        return {number: _turn(picture, engine) for number, picture in pictures}
    finally:
        document.close()


def _turn(picture: Pictures.Image, engine: Any) -> Turn:
    quarters, sure = quarter_turns(picture, engine)
    if sure < SURELY:
        quarters = 0
    return Turn(quarters, skew_degrees(np.rot90(np.asarray(picture), -quarters)))


def straightened(content: Content, password: str | None, turns: Mapping[int, Turn]) -> bytes:
    """The file with pages turned: quarters as viewers turn them, degrees around the middle of the sheet.

    Raises:
        ReadError: it cannot be written again.
    """
    with opened(content, password) as document, errors_of("qpdf"):
        for number, turn in turns.items():
            page = document.pages[number - 1]
            page.rotate(90 * turn.quarters, relative=True)
            if turn.degrees:
                page.contents_add(_around(page.cropbox, turn.degrees), prepend=True)
                page.contents_add(b"\nQ")
        return written(document)


def _around(sheet: Sequence[Any], degrees: float) -> bytes:
    """The operators that turn what follows clockwise around the middle of a sheet."""
    x0, y0, x1, y1 = (float(edge) for edge in sheet)
    x, y = (x0 + x1) / 2, (y0 + y1) / 2
    a, b = cos(radians(degrees)), sin(radians(degrees))
    return f"q {a:.8f} {-b:.8f} {b:.8f} {a:.8f} {x - a * x - b * y:.5f} {y + b * x - a * y:.5f} cm\n".encode()
