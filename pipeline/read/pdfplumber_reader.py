"""First reader: pdfplumber's characters, shapes and ruled grids as frozen types."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from math import isfinite
from typing import Any

import pdfplumber
from pdfminer.pdftypes import PDFStream, resolve1
from pdfplumber.utils.text import extract_words

from pipeline.errors import ReadError
from pipeline.model.document import Colour, Curve, Grid, Image, Line, Link, Page, Rect, Word
from pipeline.model.geometry import BBox
from pipeline.read.engines import REPAIR, Content, errors_of, readable, with_bullets
from pipeline.read.frame import Frame, ordered, shown_part

# A gap wider than this part of the type size ends a word. Word spaces are 0.2 to 0.33 of an em and tight justification
# takes a fifth of that at most; kerning stays under 0.1. pdfplumber's own default, 3 pt, glues words of small type.
WORD_GAP_EM = 0.15

# One cluster of baselines; half of the smallest gap between lines that are still legible (6 pt type set solid).
LINE_TOLERANCE_PT = 3


LARGEST_SHEET_PT = 14_400
"""Source: PDF 32000-1, annex C.2. Larger sheets have units of their own, which no engine of ours reads."""

# What the engines note about odd files is for those who set logging up; on the terminal there is one message a file.
for _engine in ("pdfminer", "pdfplumber"):
    logging.getLogger(_engine).addHandler(logging.NullHandler())

Metadata = tuple[tuple[str, str], ...]


def read_pages(content: Content, password: str | None) -> tuple[Metadata, tuple[Page, ...]]:
    """Metadata as sorted pairs, and every page without its witness.

    Raises:
        ReadError: pdfplumber cannot open the file or read one of its pages.
    """
    with _opened(content, password) as pdf:
        metadata = tuple(sorted((key, readable(str(value))) for key, value in pdf.metadata.items()))
        return metadata, tuple(_read_page(page, page.chars) for page in pdf.pages)


def read_pages_without_overprint(content: Content, password: str | None, numbers: Iterable[int]) -> dict[int, Page]:
    """The pages with these numbers, each character once that is drawn twice at (almost) the same place to look bold.

    Raises:
        ReadError: pdfplumber cannot open the file or read one of its pages.
    """
    with _opened(content, password, sorted(numbers)) as pdf:
        return {page.page_number: _read_page(page, page.dedupe_chars().chars) for page in pdf.pages}


def read_sheets(content: Content, password: str | None, numbers: Iterable[int]) -> dict[int, BBox]:
    """The whole sheets of pages: what is cropped off lies at negative coordinates, or beyond width and height.

    Raises:
        ReadError: pdfplumber cannot open the file.
    """
    with _opened(content, password, sorted(numbers)) as pdf:
        return {page.page_number: _sheet(page) for page in pdf.pages}


def count_pages(content: Content, password: str | None) -> int:
    """How many pages pdfplumber sees.

    Raises:
        ReadError: pdfplumber cannot open the file.
    """
    with _opened(content, password) as pdf:
        return len(pdf.pages)


@contextmanager
def _opened(content: Content, password: str | None, numbers: list[int] | None = None) -> Iterator[Any]:
    source = io.BytesIO(content) if isinstance(content, bytes) else content
    with errors_of("pdfplumber"), pdfplumber.open(source, pages=numbers, password=password or "") as pdf:
        for page in pdf.pages:
            # pdfminer.six 20260107 moves text by the first corner of the sheet, which need not be the lower left.
            page.page_obj.mediabox = ordered(page.page_obj.mediabox)
        yield pdf


def _read_page(page: Any, chars: list[dict[str, Any]]) -> Page:
    if not all(isinstance(resolve1(part), PDFStream) for part in _contents(page.page_obj.attrs.get("Contents"))):
        raise ReadError("what is drawn there is missing", page=page.page_number, remedy=REPAIR)
    try:
        result = _as_page(page, chars)
    finally:
        page.close()  # pdfplumber keeps every parsed object alive until told otherwise
    if any(len(word.text) > 1 and word.bbox.width <= 0 for word in result.words):
        raise ReadError("the file does not tell how wide its letters are", page=page.page_number, remedy=REPAIR)
    return result


def _as_page(page: Any, chars: list[dict[str, Any]]) -> Page:
    shapes: tuple[tuple[Any, ...], ...] = (page.rects, page.lines, page.curves)
    rects, lines, curves = shapes
    place = _Placing(page)
    _require_a_sheet(page)
    return Page(
        number=page.page_number,
        width_pt=place.seen.width,
        height_pt=place.seen.height,
        words=tuple(_words(chars, place)),
        rects=tuple(Rect(place.box(shape), _fill(shape), _stroke(shape), _pattern(shape)) for shape in rects),
        lines=tuple(Line(place.box(shape), _stroke(shape), float(shape.get("linewidth") or 0)) for shape in lines),
        curves=tuple(
            Curve(
                place.box(shape),
                tuple(place.point(*point) for point in shape["pts"]),
                _fill(shape),
                _stroke(shape),
                _pattern(shape),
            )
            for shape in curves
        ),
        images=tuple(_image(image, place) for image in page.images),
        links=tuple(
            Link(place.annotation(link), readable(str(link["uri"]))) for link in page.annots if link.get("uri")
        ),
        grids=tuple(
            Grid(place.bbox(table.bbox), tuple(place.bbox(cell) for cell in table.cells))
            for table in page.find_tables()
        ),
        witness=(),
    )


def _require_a_sheet(page: Any) -> None:
    """Refuse a sheet that is larger than a sheet can be, on which engines draw and search for hours."""
    sheet = _sheet(page)
    if max(sheet.width, sheet.height) > LARGEST_SHEET_PT:
        raise ReadError(f"the sheet says it is {sheet.width:g} by {sheet.height:g} points", page=page.page_number)


def _contents(given: Any) -> Sequence[Any]:
    """The parts of a page's content as its entry names them; none where it has no entry, as a blank page."""
    parts = resolve1(given)
    if isinstance(parts, list):
        return parts
    return () if given is None else (given,)


class _Placing:
    """Moves pdfplumber's coordinates, which count from the corner of a rotated sheet, to the corner of what is seen."""

    def __init__(self, page: Any) -> None:
        self.frame, sheet = _frame(page), _sheet(page)
        self.seen = self.frame.as_seen(self.frame.shown)
        self.dx, self.dy = float(page.bbox[0]) - sheet.x0, float(page.bbox[1]) - sheet.top

    def bbox(self, edges: Sequence[float]) -> BBox:
        x0, top, x1, bottom = edges
        if not all(map(isfinite, edges)):
            raise ValueError("something lies at an infinite distance")
        return BBox(round(x0 - self.dx, 3), round(top - self.dy, 3), round(x1 - self.dx, 3), round(bottom - self.dy, 3))

    def box(self, shape: dict[str, Any]) -> BBox:
        return self.bbox((shape["x0"], shape["top"], shape["x1"], shape["bottom"]))

    def point(self, x: float, y: float) -> tuple[float, float]:
        return round(x - self.dx, 3), round(y - self.dy, 3)

    def annotation(self, annotation: dict[str, Any]) -> BBox:
        # pdfplumber 0.11.10 turns annotations otherwise than text where the sheet does not begin at 0.
        return self.frame.as_seen(ordered(annotation["data"]["Rect"]))


def _frame(page: Any) -> Frame:
    node = page.page_obj
    return Frame(shown_part(ordered(node.mediabox), ordered(node.cropbox)), page.rotation)


def _sheet(page: Any) -> BBox:
    return _frame(page).as_seen(ordered(page.page_obj.mediabox))


# pdfplumber's "x" is along the line for upright text and across it for rotated text.
# Its "size" is the height of the glyph's box, which for rotated text is the width of the letter: no reason to split.
_READING_ORDER: dict[str, dict[str, Any]] = {
    "ltr": {"x_tolerance_ratio": WORD_GAP_EM, "extra_attrs": ["fontname", "size"]},
    "rtl": {"x_tolerance_ratio": WORD_GAP_EM, "extra_attrs": ["fontname", "size"], "char_dir": "rtl"},
    "ttb": {"extra_attrs": ["fontname"], "char_dir_rotated": "ttb", "line_dir_rotated": "rtl"},
    "btt": {"extra_attrs": ["fontname"], "char_dir_rotated": "btt", "line_dir_rotated": "ltr"},
}


def _words(chars: list[dict[str, Any]], place: _Placing) -> Iterator[Word]:
    by_direction: dict[str, list[dict[str, Any]]] = {}
    for char in chars:
        by_direction.setdefault(_direction(char), []).append(char)
    for direction, group in by_direction.items():
        found = extract_words(
            group,
            x_tolerance=LINE_TOLERANCE_PT,
            y_tolerance=LINE_TOLERANCE_PT,
            return_chars=True,
            **_READING_ORDER[direction],
        )
        yield from (word for word in (_as_word(one, direction, place) for one in found) if _has_extent(word))


def _has_extent(word: Word) -> bool:
    """Tell whether a word can be seen where it is said to be.

    Characters of a font that lacks its widths lie on one spot; without them there is a dispute with pdfium, which sees
    them.
    """
    return word.bbox.width > 0 and word.bbox.height > 0 and word.size_pt > 0


def _direction(char: dict[str, Any]) -> str:
    """Writing direction on the page, from the text matrix (PDF 32000-1, 9.4.4)."""
    a, b = char["matrix"][:2]
    if abs(a) >= abs(b):
        return "ltr" if a >= 0 else "rtl"
    return "btt" if b > 0 else "ttb"


def _as_word(word: dict[str, Any], direction: str, place: _Placing) -> Word:
    text: list[str] = []
    boxes: list[BBox] = []
    for char in word["chars"]:
        text.append(with_bullets(readable(char["text"])))
        boxes.extend(_split(place.box(char), len(text[-1])))
    first = word["chars"][0]
    return Word(
        text="".join(text),
        bbox=place.box(word),
        char_boxes=tuple(boxes),
        size_pt=round(float(first["size"] if first["upright"] else first["width"]), 3),
        font=str(first["fontname"]).split("+", 1)[-1],
        colour=_colour(first.get("non_stroking_color")),
        direction=direction,
    )


def _split(box: BBox, parts: int) -> Iterator[BBox]:
    """Equal slices of one glyph that stands for several characters (a ligature)."""
    width = box.width / max(parts, 1)
    for part in range(parts):
        yield BBox(box.x0 + part * width, box.top, box.x0 + (part + 1) * width, box.bottom)


def _image(image: dict[str, Any], place: _Placing) -> Image:
    box = place.box(image)
    wide, high = image["srcsize"]
    return Image(box, max(box.width / max(1, wide), box.height / max(1, high)))


def _link(annotation: dict[str, Any], place: _Placing) -> Link:
    return Link(place.annotation(annotation), readable(str(annotation["uri"])))


def _fill(shape: dict[str, Any]) -> Colour | None:
    return _colour(shape.get("non_stroking_color")) if shape.get("fill") else None


def _pattern(shape: dict[str, Any]) -> str:
    """The name of the pattern that fills a shape: pdfplumber gives it where a colour would stand."""
    value = shape.get("non_stroking_color")
    parts = value if isinstance(value, (tuple, list)) else (value,)
    return next((part for part in parts if isinstance(part, str)), "") if shape.get("fill") else ""


def _stroke(shape: dict[str, Any]) -> Colour | None:
    return _colour(shape.get("stroking_color")) if shape.get("stroke") else None


def _colour(value: Any) -> Colour:
    if value is None:
        return ()
    parts = value if isinstance(value, (tuple, list)) else (value,)
    return tuple(round(float(part), 4) for part in parts if isinstance(part, (int, float)))
