"""Which pages are scanned: pictures of pages, without text."""

from __future__ import annotations

from pipeline.model.document import Document, Page
from pipeline.model.geometry import BBox

MOST_CHARACTERS = 100
"""Letters and digits of a stamp, a number or a running foot that a scanner, or an office, prints on each page."""

LEAST_COVERED = 0.5
"""The part of the page that its pictures cover: a scanner's margins may be cut off, a photograph is smaller."""


def scanned_pages(document: Document) -> tuple[int, ...]:
    """The numbers of the pages that are pictures of pages."""
    return tuple(page.number for page in document.pages if is_scan(page))


def is_scan(page: Page) -> bool:
    """Whether a page is a picture without text, but for what is stamped on it."""
    return not _has_text(page) and _covered(page) >= LEAST_COVERED


def lies_behind_text(picture: BBox, page: Page) -> bool:
    """Whether a picture covers a page that has text, as it does below the hidden layer of a scanner."""
    return _has_text(page) and picture.width * picture.height >= LEAST_COVERED * page.width_pt * page.height_pt


def _has_text(page: Page) -> bool:
    return sum(char.isalnum() for word in page.words for char in word.text) > MOST_CHARACTERS


def _covered(page: Page) -> float:
    """The part of a page that is under pictures; strips of one scan lie beside each other."""
    sheet = BBox(0, 0, page.width_pt, page.height_pt)
    shown = (sheet.common(box) for box in {image.bbox for image in page.images})
    if not page.width_pt * page.height_pt:
        return 0.0  # a sheet without size shows nothing
    return sum(box.width * box.height for box in shown if box is not None) / (page.width_pt * page.height_pt)
