"""Page images show the page as seen, in the frame that all coordinates count from."""

from __future__ import annotations

import io
from itertools import product
from math import cos, sin
from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from pipeline.errors import ReadError
from pipeline.model.geometry import BBox, hull
from pipeline.model.page_image import PageImage
from pipeline.read.page_images import MOST_PIXELS, PALETTE_COLOURS, PIXELS_PER_POINT, render_pages
from pipeline.read.reader import read_document
from tests.fixtures import pdfs

INK = 128
INSIDE: pdfs.Edges = (50, 40, 250, 160)
BEYOND: pdfs.Edges = (-20, 30, 400, 500)
HALF_POINT: pdfs.Edges = (50.3, 40.2, 250, 160)
# A pixel on each side, and antialiasing.
TOLERANCE_PT = 1.0


def render(folder: Path, pdf: bytes, password: str | None = None) -> tuple[PageImage, ...]:
    return render_pages(pdfs.write(folder, "a.pdf", pdf), password)


def decoded(image: PageImage) -> Image.Image:
    return Image.open(io.BytesIO(image.content))


def ink(image: PageImage) -> BBox:
    """The box around everything dark, in points of the page as seen."""
    dark = decoded(image).convert("L").point(lambda value: 255 if value < INK else 0).getbbox()
    assert dark is not None
    across, down = image.width_pt / image.width_px, image.height_pt / image.height_px
    return BBox(dark[0] * across, dark[1] * down, dark[2] * across, dark[3] * down)


@pytest.mark.parametrize(
    ("rotate", "crop", "size"),
    [
        (0, None, (300, 200)),
        (90, None, (200, 300)),
        (180, INSIDE, (200, 120)),
        (270, INSIDE, (120, 200)),
        (0, BEYOND, (300, 170)),
        (90, BEYOND, (170, 300)),
    ],
)
def test_the_picture_is_as_large_as_the_page_as_seen(
    tmp_path: Path, rotate: int, crop: pdfs.Edges | None, size: tuple[int, int]
) -> None:
    (image,) = render(tmp_path, pdfs.placed(pdfs.plain(), rotate=rotate, crop=crop))
    assert [image.width_pt, image.height_pt] == list(size)
    assert [image.width_px, image.height_px] == [PIXELS_PER_POINT * side for side in size]
    assert decoded(image).size == (image.width_px, image.height_px)


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
@pytest.mark.parametrize("crop", [None, INSIDE, BEYOND, HALF_POINT], ids=["whole", "inside", "beyond", "half a point"])
@pytest.mark.parametrize("media", [None, (10, 20, 310, 220)], ids=["sheet at 0", "sheet off 0"])
def test_words_lie_on_their_ink(tmp_path: Path, rotate: int, crop: pdfs.Edges | None, media: pdfs.Edges | None) -> None:
    pdf = pdfs.placed(pdfs.plain(), rotate=rotate, crop=crop, media=media)
    (image,) = render(tmp_path, pdf)
    (page,) = read_document(tmp_path / "a.pdf").pages
    assert (image.width_pt, image.height_pt) == pytest.approx((page.width_pt, page.height_pt), abs=0.002)
    words = hull(word.bbox for word in page.words).grown(TOLERANCE_PT)
    assert hull([words, ink(image)]) == words


def test_pages_are_numbered_in_their_order(tmp_path: Path) -> None:
    images = render(tmp_path, pdfs.pages_of("I", "MMMMMMMM"))
    assert [image.number for image in images] == [1, 2]
    assert ink(images[0]).width < ink(images[1]).width


def test_the_same_page_gives_the_same_bytes(tmp_path: Path) -> None:
    assert render(tmp_path, pdfs.plain()) == render(tmp_path, pdfs.plain())


def test_type_is_a_picture_of_few_colours_kept_exactly(tmp_path: Path) -> None:
    (image,) = render(tmp_path, pdfs.plain())
    assert (image.media_type, decoded(image).format) == ("image/webp", "WEBP")
    assert 1 < len(decoded(image).getcolors() or ()) <= PALETTE_COLOURS


def test_a_photograph_is_a_jpeg(tmp_path: Path) -> None:
    photograph = Image.new("RGB", (300, 200))
    for x, y in product(range(300), range(200)):
        shades = (sin(x / 7) * cos(y / 9), sin(x / 11 + y / 13), cos(x / 17 - y / 5))
        photograph.putpixel((x, y), (*(round(127 * (1 + shade)) for shade in shades),))

    def draw(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(photograph), 0, 0, width=300, height=200)

    (image,) = render(tmp_path, pdfs.drawn(draw))
    assert (image.media_type, decoded(image).format) == ("image/jpeg", "JPEG")


def test_a_poster_is_drawn_smaller(tmp_path: Path) -> None:
    (image,) = render(tmp_path, pdfs.drawn(lambda canvas: canvas.drawString(10, 10, "69"), size=(14_000, 3_500)))
    assert (image.width_pt, image.height_pt) == (14_000, 3_500)
    assert image.width_px * image.height_px == pytest.approx(MOST_PIXELS, rel=0.01)


def test_a_file_with_a_password_is_drawn_with_it_only(tmp_path: Path) -> None:
    pdf = pdfs.encrypted(user=pdfs.OPEN_PASSWORD)
    assert len(render(tmp_path, pdf, pdfs.OPEN_PASSWORD)) == 1
    with pytest.raises(ReadError, match="the file is encrypted"):
        render(tmp_path, pdf)


def test_what_is_no_pdf_is_a_read_error(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="not a readable PDF"):
        render(tmp_path, pdfs.html())
