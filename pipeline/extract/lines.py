"""Words to fragments: stretches of one line that belong together, each character with its box."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.model.document import Colour, Document, Page, Word
from pipeline.model.geometry import BBox, hull
from pipeline.model.printed import Span

# Justified text stretches its word spaces to 0.8 of an em before a typesetter hyphenates; column gutters start at 1.5.
FRAGMENT_GAP_EM = 1.2

LEADER_CHARS = r".\u2026\u2025\u00b7\u2022\u2219\u22c5_\ufffd"
"""Dots of all kinds, underscores, and the replacement character that tab leaders come out as."""

LEADER_WORD = re.compile(rf"[{LEADER_CHARS}]+")

# Leaders start at a tab stop, which may be this far from the label or the number.
LEADER_GAP_EM = 4.0

# Below this there is no space: a change of font alone ended the word (``Transport`` and its glued number).
GLUED_EM = 0.1

# Up to this width a gap can be the space that groups thousands; a wider one is written as two spaces.
WORD_SPACE_EM = 0.55

# Page furniture (running heads, page numbers) stands within this part of the page's height from its top or bottom.
MARGIN_SHARE = 0.1


@dataclass(frozen=True, slots=True)
class Style:
    """How characters look: two labels of one list share it."""

    font: str
    size_pt: float
    colour: Colour


@dataclass(frozen=True, slots=True)
class Fragment:
    """Words of one line without a wide gap; ``boxes`` has one box a character of ``text``, ``None`` for spaces."""

    page: int
    words: tuple[Word, ...]
    text: str
    boxes: tuple[BBox | None, ...]
    starts: tuple[int, ...]

    @property
    def bbox(self) -> BBox:
        """The box around all words."""
        return hull(word.bbox for word in self.words)

    @property
    def size_pt(self) -> float:
        """The smallest type size in it, in points."""
        return min(word.size_pt for word in self.words)

    def span(self, start: int, end: int) -> Span:
        """The characters from ``start`` to before ``end``, white space at both ends left out."""
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        boxes = [box for box in self.boxes[start:end] if box is not None]
        return Span(self.text[start:end], self.page, (hull(boxes),))

    def whole(self) -> Span:
        """All of it."""
        return self.span(0, len(self.text))

    def style_at(self, index: int) -> Style:
        """How the character at ``index`` looks."""
        word = self.words[bisect_right(self.starts, index) - 1]
        return Style(word.font, word.size_pt, word.colour)


def fragments_of(page: Page) -> tuple[Fragment, ...]:
    """All fragments of a page: upright ones line by line from the top, then every word that is turned, by itself."""
    upright = [word for word in page.words if word.direction == "ltr"]
    turned = [word for word in page.words if word.direction != "ltr"]
    upright_fragments = [as_fragment(page.number, words) for line in _lines(upright) for words in _split_at_gaps(line)]
    return (*upright_fragments, *(as_fragment(page.number, (word,)) for word in turned))


def as_fragment(page: int, words: Sequence[Word]) -> Fragment:
    """Join ``words``, which follow each other on one line, with one space (two where the gap is wide)."""
    text = ""
    boxes: list[BBox | None] = []
    starts: list[int] = []
    for index, word in enumerate(words):
        if index:
            space = _space_between(words[index - 1], word)
            text += space
            boxes.extend([None] * len(space))
        starts.append(len(text))
        text += word.text
        boxes.extend(word.char_boxes)
    return Fragment(page, tuple(words), text, tuple(boxes), tuple(starts))


def _space_between(left: Word, right: Word) -> str:
    gap_em = (right.bbox.x0 - left.bbox.x1) / min(left.size_pt, right.size_pt)
    if gap_em <= GLUED_EM:
        return ""
    return " " if gap_em <= WORD_SPACE_EM else "  "


def _lines(words: Iterable[Word]) -> list[list[Word]]:
    """Words whose heights overlap by half or more, from the top, each line from the left."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.bbox.top, word.bbox.x0)):
        for line in reversed(lines[-12:]):  # words come sorted by top: only the latest lines can still overlap
            seed = line[0].bbox
            if seed.y_overlap(word.bbox) >= 0.5 * min(seed.height, word.bbox.height):
                line.append(word)
                break
        else:
            lines.append([word])
    return [sorted(line, key=lambda word: word.bbox.x0) for line in lines]


def _split_at_gaps(line: list[Word]) -> list[list[Word]]:
    parts = [[line[0]]]
    for left, right in pairwise(line):
        gap_em = (right.bbox.x0 - left.bbox.x1) / min(left.size_pt, right.size_pt)
        joined_by_leader = LEADER_WORD.fullmatch(left.text) or LEADER_WORD.fullmatch(right.text)
        if gap_em > (LEADER_GAP_EM if joined_by_leader else FRAGMENT_GAP_EM):
            parts.append([])
        parts[-1].append(right)
    return parts


def furniture_of(document: Document, fragments: Iterable[Fragment]) -> frozenset[Fragment]:
    """Running heads, feet and page numbers: in the margin, on two pages or more, the same but for digits."""
    heights = {page.number: page.height_pt for page in document.pages}
    alike: defaultdict[tuple[str, int], list[Fragment]] = defaultdict(list)
    for fragment in fragments:
        box, height = fragment.bbox, heights[fragment.page]
        if box.bottom < MARGIN_SHARE * height or box.top > (1 - MARGIN_SHARE) * height:
            alike[re.sub(r"\d+", "#", fragment.text), round(box.top)].append(fragment)
    return frozenset(fragment for group in alike.values() if len({one.page for one in group}) > 1 for fragment in group)


def join_wrapped(first: str, second: str) -> str:
    """Put a text broken over two lines together: a hyphen inside a word goes, one before a conjunction stays.

    >>> join_wrapped("Hushålls-", "arbete"), join_wrapped("hotell-", "och restaurang")
    ('Hushållsarbete', 'hotell- och restaurang')
    """
    if first.endswith("-") and second[:1].islower() and second.split(maxsplit=1)[0] not in _CONJUNCTIONS:
        return first[:-1] + second
    return f"{first} {second}"


_CONJUNCTIONS = frozenset({"och", "eller", "samt", "respektive", "and", "or"})
