"""What stands on the pages, as printed: spans of text with their places, captions, and blocks of labelled numbers."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from pipeline.model.geometry import BBox, hull


@dataclass(frozen=True, slots=True)
class Span:
    """Characters as printed and where they stand: one box a line, all on one page."""

    text: str
    page: int
    boxes: tuple[BBox, ...]

    @property
    def bbox(self) -> BBox:
        """The box around all lines."""
        return hull(self.boxes)


class TokenPlace(StrEnum):
    """Where on the page a numeric token stands."""

    CAPTION_NUMBER = "caption_number"
    FURNITURE = "furniture"
    AXIS = "axis"
    PROSE = "prose"
    LINK = "link"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True)
class Token:
    """One numeric token (a maximal digit run with its grouping, decimals, range, sign and percent sign).

    ``line`` is the line of text around it, in which it begins at character ``start``. ``place`` is what its position
    alone tells.
    """

    span: Span
    line: str
    start: int
    place: TokenPlace


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


@dataclass(frozen=True, slots=True)
class Printed:
    """Everything that was found on the pages of one document.

    ``labels`` are short texts that stand by themselves (axis labels, legends, headings), wrapped lines joined.
    """

    blocks: tuple[Block, ...]
    captions: tuple[Caption, ...]
    labels: tuple[Span, ...]
    tokens: tuple[Token, ...]
