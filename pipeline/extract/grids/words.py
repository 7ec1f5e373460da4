"""Words of a table: without leaders, in lines, in chunks between which the line has a gap."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from statistics import median

from pipeline.extract.lines import GLUED_EM, LEADER_CHARS, PITCH_EM, join_wrapped
from pipeline.model.document import Word
from pipeline.model.geometry import BBox, hull
from pipeline.model.span import Span

# Dots of a leader, at least so many, are this close to each other, in type sizes.
FEWEST_DOTS = 3
DOT_GAP_EM = 1.5
_DOTS = frozenset({".", "·", "…", "⋅", "_"})

_ELLIPSIS = r"(?<=,)\.{3}(?!\.)|\.{3}\)"
_LEADERS = re.compile(rf"(?!{_ELLIPSIS})(?:[{LEADER_CHARS}]){{3,}}")

# Words of one line share this part of the lower one's height.
ON_LINE = 0.5

# A word space is 0.25 to 0.35 of an em; a gap of more than this parts cells wherever it stands above others like it.
WORD_SPACE_EM = 0.48
WIDER_THAN_SPACES = 1.6

_SIGN = r"[-+\u2212\u2013±<>≤≥~]?\(?[-+\u2212\u2013]?[$€£]?\s?"
_DIGITS = r"\d(?:[\d.,:/\u00a0\u2009\u202f ']*[\d.])?"
_UNIT = r"\)?\s?[%‰]?\)?[*†‡a-d]{0,2}(?:\d\)|\s?\(\d{1,2}\))?"
NUMBER = re.compile(_SIGN + _DIGITS + _UNIT)
"""A number as cells have it, with its sign, currency, percent sign or the mark of a note."""

MISSING = re.compile(r"[-\u2013\u2014.:*…]{1,3}|n/?a\.?|N/?A\.?|x", re.IGNORECASE)
"""Marks of cells without a value."""

_YEAR = re.compile(r"(?:19|20)\d\d(?:[-/\u2013](?:19|20)?\d\d)?[*pe]?")
_GROUP = re.compile(r"\d{3}(?:[.,]\d+)?[%)]?")
_BEFORE_GROUP = re.compile(r"[-+\u2212(]?\d{1,3}")
_NOTE = re.compile(r"\(\d{1,2}\)")
_CURRENCY = re.compile(r"(?:US)?[$€£]")
_SYMBOL = re.compile(r"[$€£%‰]|US\$|kr|SEK|EUR")


@dataclass(frozen=True)
class Chunk:
    """Words of one line with nothing but word spaces between them."""

    words: tuple[Word, ...]

    @cached_property
    def bbox(self) -> BBox:
        """The box around the words."""
        return hull(word.bbox for word in self.words)

    @cached_property
    def text(self) -> str:
        """The words, with a space where there is one."""
        return text_of_line(self.words)

    @property
    def size_pt(self) -> float:
        """The size of its largest type."""
        return max(word.size_pt for word in self.words)

    @property
    def is_number(self) -> bool:
        """Tell whether it is what a column of numbers holds: a number, or the mark of a missing one."""
        return is_number(self.text)

    @property
    def is_value(self) -> bool:
        """Tell whether it is a number that is no year: years head columns."""
        return is_value(self.text)


def is_number(text: str) -> bool:
    """Tell whether a text is a number or the mark of a missing one."""
    return bool(NUMBER.fullmatch(text) or MISSING.fullmatch(text))


def is_currency(text: str) -> bool:
    """Tell whether a text is the sign of a currency, which may stand at the other end of its number's cell."""
    return bool(_CURRENCY.fullmatch(text))


def is_value(text: str) -> bool:
    """Tell whether a text is a number that is no year or span of years: those head columns."""
    return bool(NUMBER.fullmatch(text)) and not _YEAR.fullmatch(text)


def without_leaders(words: Sequence[Word]) -> Iterator[Word]:
    """The words, those glued together by a leader parted; white space and leaders are none, dots set apart neither."""
    apart = _dots_apart(words)
    for word in words:
        if not word.text.strip() or id(word) in apart:
            continue
        if not _LEADERS.search(word.text) or len(word.char_boxes) != len(word.text):
            yield word
            continue
        start = 0
        for found in (*_LEADERS.finditer(word.text), None):
            end = found.start() if found else len(word.text)
            if word.text[start:end].strip():
                boxes = word.char_boxes[start:end]
                yield replace(word, text=word.text[start:end], char_boxes=boxes, bbox=hull(boxes))
            start = found.end() if found else end


def _dots_apart(words: Sequence[Word]) -> set[int]:
    """Single dots that stand in a row of at least three, by identity."""
    rows: dict[float, list[Word]] = {}
    for word in words:
        if word.text in _DOTS:
            rows.setdefault(round(word.bbox.y_mid), []).append(word)
    found: set[int] = set()
    for row in rows.values():
        run: list[Word] = []
        for word in sorted(row, key=lambda one: one.bbox.x0):
            if run and gap_em(run[-1], word) > DOT_GAP_EM:
                run = []
            run.append(word)
            if len(run) >= FEWEST_DOTS:
                found.update(map(id, run))
    return found


def lines_of(words: Iterable[Word]) -> list[list[Word]]:
    """Words line by line from the top, each from the left; raised and lowered ones with their neighbours."""
    lines: list[list[Word]] = []
    bands: list[tuple[float, float]] = []
    for word in sorted(words, key=lambda one: (-round(one.size_pt, 1), one.bbox.y_mid)):
        box = word.bbox
        best, share = None, ON_LINE
        for index, (top, bottom) in enumerate(bands):
            common = min(box.bottom, bottom) - max(box.top, top)
            part = common / max(0.1, min(box.height, bottom - top))
            if part > share:
                best, share = index, part
        if best is None:
            lines.append([word])
            bands.append((box.top, box.bottom))
        else:
            lines[best].append(word)
    order = sorted(range(len(lines)), key=lambda index: bands[index][0] + bands[index][1])
    return [sorted(lines[index], key=lambda one: one.bbox.x0) for index in order]


def word_space_em(lines: Sequence[Sequence[Word]]) -> float:
    """What parts cells rather than words, in type sizes: well over the word spaces that the lines have."""
    pitch = _pitch_em([word for line in lines for word in line])
    if pitch:
        return WIDER_THAN_SPACES * pitch
    gaps = [
        gap_em(left, right)
        for line in lines
        for left, right in pairwise(line)
        if left.text[-1:].isalpha() and right.text[:1].isalpha()
    ]
    near = [gap for gap in gaps if GLUED_EM < gap <= WORD_SPACE_EM]
    return WIDER_THAN_SPACES * median(near) if len(near) > 2 else WORD_SPACE_EM  # noqa: PLR2004 -- fewer tell no rule


def _pitch_em(words: Sequence[Word]) -> float:
    """The width of all characters of monospaced type, where a space is as wide; 0 for other type."""
    lettered = [word for word in words if len(word.text) > 1 and word.text.isalpha()]
    widths = [box.width / word.size_pt for word in lettered for box in word.char_boxes]
    return min(widths) if widths and max(widths) - min(widths) <= PITCH_EM else 0.0


def gap_em(left: Word, right: Word) -> float:
    """The gap between two words of a line in sizes of the smaller type."""
    return (right.bbox.x0 - left.bbox.x1) / max(1.0, min(left.size_pt, right.size_pt))


def chunks_of(line: Sequence[Word], space_em: float) -> list[Chunk]:
    """The chunks of one line: parted by wider gaps, and between numbers that are no groups of one."""
    runs: list[list[Word]] = []
    for word in line:
        if runs and not _parts(runs[-1], word, space_em):
            runs[-1].append(word)
        else:
            runs.append([word])
    return [Chunk(tuple(run)) for run in runs]


def _parts(run: Sequence[Word], word: Word, space_em: float) -> bool:
    left, gap = run[-1], gap_em(run[-1], word)
    if gap <= GLUED_EM:
        return False
    if _SYMBOL.fullmatch(left.text) and is_number(word.text):
        return False
    if _CURRENCY.fullmatch(word.text):
        return True
    if _NOTE.fullmatch(word.text):
        return gap > space_em
    if NUMBER.fullmatch(left.text) and NUMBER.fullmatch(word.text):
        groups = _GROUP.fullmatch(word.text) and _continues(run)
        return not (groups and gap <= space_em)
    return gap > space_em


def _continues(run: Sequence[Word]) -> bool:
    """Tell whether digits before a word may be the first groups of its number."""
    if len(run) > 1 and _GROUP.fullmatch(run[-1].text) and gap_em(run[-2], run[-1]) <= WORD_SPACE_EM:
        return "." not in run[-1].text and "," not in run[-1].text
    return bool(_BEFORE_GROUP.fullmatch(run[-1].text))


def text_of_line(words: Sequence[Word]) -> str:
    """Words of one line with a space where there is a gap."""
    text = words[0].text
    for left, right in pairwise(words):
        text += ("" if gap_em(left, right) <= GLUED_EM else " ") + right.text
    return text


def span_of(page: int, words: Iterable[Word]) -> Span | None:
    """All words of a cell, its lines joined; ``None`` where there are none."""
    lines = lines_of(words)
    if not lines:
        return None
    text = text_of_line(lines[0])
    for line in lines[1:]:
        text = join_wrapped(text, text_of_line(line))
    return Span(text, page, tuple(hull(word.bbox for word in line) for line in lines))
