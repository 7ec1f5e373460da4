"""What stands on the pages, as printed: spans of text with their places, captions, and blocks of labelled numbers."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from enum import StrEnum

from pipeline.model.chart import Chart
from pipeline.model.crosstab import Crosstab
from pipeline.model.geometry import BBox, hull
from pipeline.model.grid import Grid
from pipeline.model.span import Span


class PassageKind(StrEnum):
    """What a stretch of text is on its page; those in ``PROSE`` tell something in words."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    QUOTE = "quote"
    PANEL = "panel"
    NOTE = "note"
    CAPTION = "caption"
    FURNITURE = "furniture"
    AXIS = "axis"
    LABEL = "label"
    LINK = "link"
    MARK = "mark"


PROSE = frozenset({PassageKind.HEADING, PassageKind.PARAGRAPH, PassageKind.QUOTE, PassageKind.PANEL, PassageKind.NOTE})


@dataclass(frozen=True, slots=True)
class CharPlace:
    """Where one character of a passage stands; ``line`` counts the passage's printed lines from 0."""

    page: int
    line: int
    bbox: BBox


@dataclass(frozen=True, slots=True)
class Passage:
    """Text that is read in one go, its lines joined; ``places`` has one place a character, ``None`` for spaces.

    A hyphen that a line break put into a word is in neither.
    """

    kind: PassageKind
    text: str
    places: tuple[CharPlace | None, ...]

    def span(self, start: int, end: int) -> Span:
        """The characters from ``start`` to before ``end``, white space at both ends left out.

        Raises:
            ValueError: nothing but white space stands there.
        """
        while start < end and self.places[start] is None:
            start += 1
        while end > start and self.places[end - 1] is None:
            end -= 1
        lines: dict[tuple[int, int], list[BBox]] = {}
        for place in self.places[start:end]:
            if place is not None:
                lines.setdefault((place.page, place.line), []).append(place.bbox)
        if not lines:
            raise ValueError(f"no character between {start} and {end}")
        pages = dict.fromkeys(page for page, _ in lines)
        spans = [
            Span(self.text[start:end], page, tuple(hull(boxes) for (on, _), boxes in lines.items() if on == page))
            for page in pages
        ]
        return replace(spans[0], overflow=tuple(spans[1:]))


@dataclass(frozen=True, slots=True)
class Caption:
    """The heading of a figure or table; ``number`` is empty where it has none."""

    span: Span
    number: Span | None


def squashed(text: str) -> str:
    """Letters and digits in lower case: what stays when hyphens, spaces and punctuation differ.

    >>> squashed("Hotell- och restaurang:") == squashed("hotell och  restaurang")
    True
    """
    return "".join(char for char in unicodedata.normalize("NFKC", text).casefold() if char.isalnum())


class Layout(StrEnum):
    """How labels and numbers are put together: at both ends of a line, close together, or in the cells of a table."""

    SPREAD = "spread"
    PAIRS = "pairs"
    RULED = "ruled"
    ROW_RULED = "row_ruled"

    @property
    def is_table(self) -> bool:
        """Tell whether the numbers stand in cells, with rules around them or between the rows only."""
        return self in {Layout.RULED, Layout.ROW_RULED}


@dataclass(frozen=True, slots=True)
class Pairing:
    """Whose number it is, according to a second geometry: the label and the headings that this one finds."""

    reader: str
    label: str
    headings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A number with its label and the headings it stands under, outermost first.

    ``second`` is ``None`` where the second geometry did not see the number.
    """

    number: Span
    label: Span
    headings: tuple[Span, ...]
    second: Pairing | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """Entries that stand together under the same headings, in reading order; ``region`` is the room they take up.

    ``look`` names the types of headings, labels and numbers: boxes of one kind share it.
    """

    layout: Layout
    page: int
    region: BBox
    entries: tuple[Entry, ...]
    look: str = ""


LARGEST_LETTER_PT = 24.0
"""Outlines larger than this are drawings, in points."""


@dataclass(frozen=True, slots=True)
class Unread:
    """A place that shows something which is not in the text layer, and what is there."""

    page: int
    bbox: BBox
    reason: str


@dataclass(frozen=True, slots=True)
class Printed:
    """Everything that was found on the pages of one document.

    ``passages`` are all texts in reading order, each character of the pages in exactly one. ``labels`` are short texts
    that stand by themselves (axis labels, legends, headings), wrapped lines joined. ``charts`` are measured shapes,
    ``crosstabs`` tables of numbers with decimals, ``unread`` what no text tells. ``grids`` are tables of any kind; they
    are looked for only where asked for.
    """

    blocks: tuple[Block, ...]
    captions: tuple[Caption, ...]
    labels: tuple[Span, ...]
    passages: tuple[Passage, ...]
    charts: tuple[Chart, ...] = ()
    unread: tuple[Unread, ...] = ()
    crosstabs: tuple[Crosstab, ...] = ()
    grids: tuple[Grid, ...] = ()
