"""Moving what is drawn moves every box by the same way, and changes nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from pipeline.model.document import Page
from pipeline.model.geometry import BBox
from pipeline.read.reader import read_document
from tests.fixtures import pdfs

# Positions are rounded to 0.001 pt when read, and when written.
PRECISION_PT = 0.0035


def drawing(dx: float, dy: float) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(60 + dx, 120 + dy, pdfs.TEXT)
        canvas.saveState()
        canvas.translate(150 + dx, 100 + dy)
        canvas.rotate(90)
        canvas.drawString(0, 0, "4")
        canvas.restoreState()
        canvas.rect(60 + dx, 90 + dy, 40, 10, fill=1)
        canvas.line(60 + dx, 85 + dy, 120 + dx, 80 + dy)
        canvas.circle(130 + dx, 110 + dy, 8)
        canvas.grid([160 + dx, 180 + dx, 200 + dx], [80 + dy, 100 + dy, 120 + dy])
        canvas.drawImage(pdfs.pixels(), 110 + dx, 90 + dy, width=10, height=10)
        canvas.linkURL("https://example.org", (60 + dx, 118 + dy, 94 + dx, 130 + dy))

    return draw


def page_with(draw: Callable[[Canvas], None]) -> Page:
    with TemporaryDirectory() as folder:
        return read_document(pdfs.write(Path(folder), "a.pdf", pdfs.drawn(draw))).pages[0]


@cache
def unmoved() -> Page:
    return page_with(drawing(0, 0))


def boxes(page: Page) -> list[BBox]:
    """All boxes in an order that does not depend on where they are."""
    kinds = (page.rects, page.lines, page.curves, page.images, page.links, page.witness)
    shapes = [shape.bbox for kind in kinds for shape in kind]
    characters = [box for word in page.words for box in (word.bbox, *word.char_boxes)]
    points = [BBox(x, y, x, y) for curve in page.curves for x, y in curve.points]
    tables = [box for grid in page.grids for box in (grid.bbox, *sorted(grid.cells))]
    return [*shapes, *characters, *points, *tables]


@settings(max_examples=40, deadline=None, derandomize=True)
@given(
    dx=st.decimals(min_value=-55, max_value=95, places=2).map(float),
    dy=st.decimals(min_value=-75, max_value=65, places=2).map(float),
)
def test_every_box_moves_with_what_is_drawn(dx: float, dy: float) -> None:
    moved = page_with(drawing(dx, dy))
    assert [(word.text, word.direction) for word in moved.words] == [
        (word.text, word.direction) for word in unmoved().words
    ]
    expected = [BBox(box.x0 + dx, box.top - dy, box.x1 + dx, box.bottom - dy) for box in boxes(unmoved())]
    for one, other in zip(boxes(moved), expected, strict=True):
        assert (one.x0, one.top, one.x1, one.bottom) == pytest.approx(
            (other.x0, other.top, other.x1, other.bottom), abs=PRECISION_PT
        )


@settings(max_examples=20, deadline=None, derandomize=True)
@given(x0=st.integers(-500, 500), y0=st.integers(-500, 500))
def test_a_sheet_may_begin_anywhere(x0: int, y0: int) -> None:
    """The page is the same when drawing and sheet move together."""
    with TemporaryDirectory() as folder:
        pdf = pdfs.placed(pdfs.drawn(drawing(x0, y0)), media=(x0, y0, x0 + 300, y0 + 200))
        page = read_document(pdfs.write(Path(folder), "a.pdf", pdf)).pages[0]
    for one, other in zip(boxes(page), boxes(unmoved()), strict=True):
        assert (one.x0, one.top, one.x1, one.bottom) == pytest.approx(
            (other.x0, other.top, other.x1, other.bottom), abs=PRECISION_PT
        )
    sizes = [
        replace(one, words=(), rects=(), lines=(), curves=(), images=(), links=(), grids=(), witness=())
        for one in (page, unmoved())
    ]
    assert sizes[0] == sizes[1]
