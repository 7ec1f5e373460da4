"""Marks of notes: small raised digits and signs beside a word or number, and superscripts written as characters.

They belong to no number and no label. Everything else in the room sees the pages without them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.model.document import OCR, Document, Page, Word
from pipeline.model.geometry import BBox, hull
from pipeline.model.printed import CharPlace, Passage, PassageKind

# Typesetters draw marks at 0.55 to 0.7 of the type size. Small capitals and old-style figures are not so small.
LARGEST_MARK_EM = 0.8

# The middle of a smaller digit on the same baseline stands lower than that of its neighbour; that of a mark, raised by
# a quarter to a half of an em, stands higher by at least this.
LEAST_RISE_EM = 0.1

# A mark follows its word at once: farther off there is a space (0.2 em at the least).
TOUCHING_EM = 0.15

# A mark before its note may have a space after it.
BEFORE_NOTE_EM = 0.7

# Nothing else stands before it on its line, within this many of its own sizes.
NOTHING_BEFORE_EM = 2.0

_SUPERSCRIPTS = "\u2070\u00b9\u00b2\u00b3\u2074-\u2079"
_WRITTEN = re.compile(rf"[{_SUPERSCRIPTS}]+(?:,[{_SUPERSCRIPTS}]+)*")
_SIGNS = re.compile(r"[*\u2020\u2021]+")
_PARTED = re.compile(rf"{_WRITTEN.pattern}|(?<=[^\W_]){_SIGNS.pattern}(?=\W*$)")
_DRAWN = re.compile(r"[1-9]\d?(?:,(?:[1-9]\d?)?)*\)?")
_FRACTION_BARS = ("/", "\u2044")
_POWERS = frozenset({"2", "3"})

# Square and cubic measures: their raised 2 and 3 are powers.
_LENGTH = re.compile(r"(?:.*[\d\W])?[kdcm]?m")


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark, and the word that it follows; before its own note it follows none, and ``note`` is the first word."""

    page: int
    word: Word
    host: Word | None
    note: Word | None

    @property
    def text(self) -> str:
        """Its digits or signs, however they are raised."""
        return _plain(self.word.text)

    def as_passage(self) -> Passage:
        """It by itself, each character in its place."""
        places = tuple(CharPlace(self.page, 0, box) for box in self.word.char_boxes)
        return Passage(PassageKind.MARK, self.word.text, places)


def without_marks(document: Document) -> tuple[Document, tuple[Mark, ...]]:
    """The document without the marks of its notes, and these.

    What is raised before a word is a mark only if the same one follows a word somewhere, or is a superscript.
    """
    pages = [_with_marks_apart(page) for page in document.pages]
    following = [mark for page in pages for mark in _following(page)]
    known = {mark.text for mark in following}
    before = [mark for page in pages for mark in _before_notes(page, following)]
    before = [mark for mark in before if mark.text in known or _WRITTEN.fullmatch(mark.word.text)]
    marks = [*following, *before]
    bare = tuple(_bare(page, [mark for mark in marks if mark.page == page.number]) for page in pages)
    return replace(document, pages=bare), tuple(marks)


def _bare(page: Page, marks: Sequence[Mark]) -> Page:
    """The page without marks; a word reaches to the end of its mark, so that spaces stay as wide as printed."""
    gone = {mark.word for mark in marks}
    ends = {mark.host: mark.word.bbox.x1 for mark in marks if mark.host}  # the last of several
    words = (
        replace(word, bbox=replace(word.bbox, x1=max(word.bbox.x1, ends[word]))) if word in ends else word
        for word in page.words
        if word not in gone
    )
    return replace(page, words=tuple(words))


def _with_marks_apart(page: Page) -> Page:
    """Words that end with a superscript or sign, or have one in them, parted there."""
    return replace(page, words=tuple(part for word in page.words for part in _parts(word)))


def _parts(word: Word) -> Iterator[Word]:
    places = [match.span() for match in _PARTED.finditer(word.text) if not _is_power(word.text, *match.span())]
    cuts = sorted({0, len(word.text), *(edge for place in places for edge in place)})
    if len(cuts) <= 2:  # noqa: PLR2004 -- its beginning and its end
        yield word
        return
    for start, end in pairwise(cuts):
        boxes = word.char_boxes[start:end]
        yield replace(word, text=word.text[start:end], char_boxes=boxes, bbox=hull(boxes))


def _is_power(text: str, start: int, end: int) -> bool:
    return _plain(text[start:end]) in _POWERS and _LENGTH.fullmatch(text, 0, start) is not None


def _following(page: Page) -> Iterator[Mark]:
    """Marks at the end of a word, and those that go on after them."""
    upright = _upright(page)
    host_of: dict[Word, Word] = {}
    for word in sorted(filter(_may_be_mark, upright), key=lambda word: word.bbox.x0):
        left = max((other for other in upright if _follows(word, other)), key=lambda other: other.bbox.x1, default=None)
        host = host_of.get(left, left) if left else None
        if host is None or not (_is_written(word) or _is_raised(word, host)) or _is_fraction(word, upright):
            continue
        if not (_plain(word.text) in _POWERS and _LENGTH.fullmatch(host.text)):
            host_of[word] = host
            yield Mark(page.number, word, host, None)


def _upright(page: Page) -> list[Word]:
    """What optical recognition gives has no type size."""
    return [word for word in page.words if word.direction == "ltr" and word.font != OCR]


def _may_be_mark(word: Word) -> bool:
    return _is_written(word) or _DRAWN.fullmatch(word.text) is not None


def _is_written(word: Word) -> bool:
    return _WRITTEN.fullmatch(word.text) is not None or _SIGNS.fullmatch(word.text) is not None


def _follows(word: Word, other: Word) -> bool:
    reach = TOUCHING_EM * max(word.size_pt, other.size_pt)
    near = abs(word.bbox.x0 - other.bbox.x1) <= reach and word.bbox.y_overlap(other.bbox) > 0
    return near and other is not word


def _is_raised(word: Word, beside: Word) -> bool:
    rise = beside.bbox.y_mid - word.bbox.y_mid
    is_level = word.bbox.y_overlap(beside.bbox) >= 0.5 * word.bbox.height
    return is_level and word.size_pt <= LARGEST_MARK_EM * beside.size_pt and rise >= LEAST_RISE_EM * beside.size_pt


def _is_fraction(word: Word, words: Iterable[Word]) -> bool:
    return any(_follows(other, word) and other.text.startswith(_FRACTION_BARS) for other in words)


def _before_notes(page: Page, following: Sequence[Mark]) -> Iterator[Mark]:
    """Marks before a word: superscripts anywhere, others at the beginning of a line."""
    taken = {mark.word for mark in following}
    upright = _upright(page)
    for word in upright:
        if word in taken or not _may_be_mark(word):
            continue
        after = (other for other in upright if _goes_before(word, other))
        note = min(after, key=lambda other: other.bbox.x0, default=None)
        if note is None or not note.text[0].isalpha() or not (_is_written(word) or _is_raised(word, note)):
            continue
        if _WRITTEN.fullmatch(word.text) or _begins_line(word, upright):
            yield Mark(page.number, word, None, note)


def _goes_before(word: Word, other: Word) -> bool:
    gap = other.bbox.x0 - word.bbox.x1
    near = -TOUCHING_EM * other.size_pt <= gap <= BEFORE_NOTE_EM * other.size_pt
    return other is not word and near and word.bbox.y_overlap(other.bbox) > 0


def _begins_line(word: Word, words: Iterable[Word]) -> bool:
    box = word.bbox
    before = BBox(box.x0 - NOTHING_BEFORE_EM * word.size_pt, box.top, box.x0, box.bottom)
    return not any(other.bbox.x_overlap(before) > 0 and other.bbox.y_overlap(before) > 0 for other in words)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip(",)")
