"""Parts of page images around a number."""

from __future__ import annotations

import pytest

from pipeline.model.geometry import BBox
from pipeline.report.cuts import Cut, Cutter
from tests.fixtures.audit import image, span

# The page is 500 by 800 points.
MIDDLE = BBox(200, 400, 220, 412)


def around(page: int, bbox: BBox) -> Cut | None:
    return Cutter([image()]).around(span("69", page, bbox))


@pytest.mark.parametrize(
    ("bbox", "view"),
    [
        # 90 points to each side and 14 above and below.
        (MIDDLE, BBox(110, 386, 310, 426)),
        # At the edges of the page there is less beside it.
        (BBox(10, 400, 30, 412), BBox(0, 386, 120, 426)),
        (BBox(200, 4, 220, 16), BBox(110, 0, 310, 30)),
        (BBox(480, 790, 500, 800), BBox(390, 776, 500, 800)),
        # Partly off the page.
        (BBox(-20, 400, 10, 412), BBox(0, 386, 100, 426)),
    ],
)
def test_a_cut_shows_what_stands_around_a_number_as_far_as_the_page_goes(bbox: BBox, view: BBox) -> None:
    assert around(1, bbox) == Cut(1, view, bbox)


@pytest.mark.parametrize(
    ("page", "bbox"),
    [
        (2, MIDDLE),
        (1, BBox(600, 400, 620, 412)),
        (1, BBox(200, 900, 220, 912)),
        (1, BBox(-200, 400, -150, 412)),
    ],
)
def test_there_is_no_cut_of_what_is_not_on_an_image(page: int, bbox: BBox) -> None:
    assert around(page, bbox) is None


def test_the_view_is_told_as_svg_has_it() -> None:
    assert Cut(1, BBox(110, 386, 310, 426), None).view_box == "110.00 386.00 200.00 40.00"


def test_a_region_is_shown_without_a_frame() -> None:
    assert Cutter([image()]).whole(1, BBox(-5, 700, 400, 900)) == Cut(1, BBox(0, 700, 400, 800), None)
