"""Crops of page images around a number."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from pipeline.model.geometry import BBox
from pipeline.report.crops import FRAME, Crop, Cropper
from tests.fixtures.audit import image

# The page is 500 by 800 points and 1000 by 1600 pixels: two pixels a point.
MIDDLE = BBox(200, 400, 220, 412)


def crop(page: int, bbox: BBox) -> Crop | None:
    return Cropper([image()]).crop(page, bbox)


def picture(one: Crop | None) -> Image.Image:
    assert one is not None
    return Image.open(io.BytesIO(one.content)).convert("RGB")


@pytest.mark.parametrize(
    ("bbox", "size"),
    [
        # 90 points to each side and 14 above and below: 90 + 20 + 90 by 14 + 12 + 14 points.
        (MIDDLE, (400, 80)),
        # At the left edge of the page there are only 10 points beside it.
        (BBox(10, 400, 30, 412), (240, 80)),
        (BBox(200, 4, 220, 16), (400, 60)),
        (BBox(480, 790, 500, 800), (220, 48)),
        # Partly off the page.
        (BBox(-20, 400, 10, 412), (200, 80)),
    ],
)
def test_a_crop_shows_what_stands_around_a_number_as_far_as_the_page_goes(bbox: BBox, size: tuple[int, int]) -> None:
    found = crop(1, bbox)
    assert found is not None
    assert (found.page, found.width_px, found.height_px) == (1, *size)
    assert picture(found).size == size


@pytest.mark.parametrize(
    ("page", "bbox"),
    [
        (2, MIDDLE),
        (1, BBox(600, 400, 620, 412)),
        (1, BBox(200, 900, 220, 912)),
        (1, BBox(-200, 400, -150, 412)),
    ],
)
def test_there_is_no_crop_of_what_is_not_on_an_image(page: int, bbox: BBox) -> None:
    assert crop(page, bbox) is None


def test_the_number_is_framed_and_nothing_else_is() -> None:
    seen = picture(crop(1, MIDDLE))
    # The number begins 90 points from the left and 14 from the top; the frame is two pixels outside it.
    assert seen.getpixel((180 - 2, 28 + 6)) == FRAME
    assert seen.getpixel((180 + 20, 28 + 12)) == (255, 255, 255)
    assert seen.getpixel((5, 5)) == (255, 255, 255)


def test_the_same_crop_is_the_same_bytes() -> None:
    cropper = Cropper([image()])
    assert cropper.crop(1, MIDDLE) == cropper.crop(1, MIDDLE) == crop(1, MIDDLE)
