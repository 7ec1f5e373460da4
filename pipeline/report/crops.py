"""Crops of the page images: a number with what stands around it, outlined."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from PIL import Image, ImageDraw

from pipeline.model.geometry import BBox
from pipeline.model.page_image import PageImage

BESIDE_PT, ABOVE_PT = 90.0, 14.0
"""What is shown around a number: some words of its line, and the lines next to it."""

FRAME = (207, 34, 46)
"""The outline's red, the one of ``contradicted``."""


@dataclass(frozen=True, slots=True)
class Crop:
    """A part of a page as a PNG file, as wide and high in CSS pixels as on the page image."""

    page: int
    width_px: int
    height_px: int
    content: bytes


class Cropper:
    """The page images of a report, each opened once."""

    def __init__(self, images: Iterable[PageImage]) -> None:
        """Keep the images by page."""
        self._images: Mapping[int, PageImage] = {image.number: image for image in images}
        self._opened: dict[int, Image.Image] = {}

    def crop(self, page: int, bbox: BBox) -> Crop | None:
        """The surroundings of a box in points; ``None`` where there is no image of the page or nothing of the box."""
        image = self._images.get(page)
        if image is None:
            return None
        across, down = image.width_px / image.width_pt, image.height_px / image.height_pt
        left, right = max(0.0, bbox.x0 - BESIDE_PT), min(image.width_pt, bbox.x1 + BESIDE_PT)
        top, bottom = max(0.0, bbox.top - ABOVE_PT), min(image.height_pt, bbox.bottom + ABOVE_PT)
        if left >= right or top >= bottom:
            return None
        part = self._picture(image).crop((int(left * across), int(top * down), int(right * across), int(bottom * down)))
        ImageDraw.Draw(part).rectangle(
            (
                (bbox.x0 - left) * across - 2,
                (bbox.top - top) * down - 2,
                (bbox.x1 - left) * across + 2,
                (bbox.bottom - top) * down + 2,
            ),
            outline=FRAME,
            width=2,
        )
        file = io.BytesIO()
        part.quantize(64, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
        return Crop(page, part.width, part.height, file.getvalue())

    def _picture(self, image: PageImage) -> Image.Image:
        if image.number not in self._opened:
            self._opened[image.number] = Image.open(io.BytesIO(image.content)).convert("RGB")
        return self._opened[image.number]
