"""The texts around shapes: numbers one by one, and stretches of letters that may be names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import inf

from pipeline.extract.lines import Fragment, as_fragment, join_wrapped
from pipeline.model.document import Glyph, Word
from pipeline.model.geometry import BBox, hull
from pipeline.model.span import Span

# Kerning moves characters into each other by less than this part of their width.
OVERPRINTED = 0.3

_GROUPED = r"\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+"
_NUMBER = re.compile(rf"(?P<number>[-\u2212\u2013]?(?:{_GROUPED}|\d+)(?:[.,]\d+)?)(?P<percent>\s?%)?")
_UNNAMED = _NUMBER.pattern.replace("?P<number>", "").replace("?P<percent>", "")
# Labels of neighbouring parts that are narrow come out as one text; percent signs part them (``5%5%``).
_NUMBERS = re.compile(rf"\s*\(?{_UNNAMED}\)?(?:(?:\s+|(?<=%))\(?{_UNNAMED}\)?)*\s*")
# Lines of one name follow each other this closely, in type sizes.
LINE_GAP_EM = 0.7

_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class NumberText:
    """A number that stands by itself: an axis tick or the label of a bar; ``beside`` is the text that it ends.

    ``ink`` is the box of its drawn characters: unlike type, ink has no room for descenders.
    """

    span: Span
    value: float
    is_percent: bool
    beside: BBox | None = None
    ink: BBox | None = None

    @property
    def middle(self) -> BBox:
        """The box that is centred on what it names: that of the ink, where it is known."""
        return self.ink or self.bbox

    @property
    def anchor(self) -> BBox:
        """The number with the name that it is glued to."""
        return self.beside or self.bbox

    @property
    def bbox(self) -> BBox:
        """Its place."""
        return self.span.bbox


@dataclass(frozen=True, slots=True)
class Texts:
    """The numbers and the lettered fragments of a page; ``every`` are all fragments but captions, which are boxes."""

    numbers: tuple[NumberText, ...]
    names: tuple[Fragment, ...]
    every: tuple[Fragment, ...]
    captions: tuple[BBox, ...] = ()

    def up_to_captions(self, fragments: Iterable[Fragment], box: BBox) -> list[Fragment]:
        """Those texts of some around a chart that do not stand beyond a caption of it."""
        near = [one for one in self.captions if one.x_overlap(box) > 0]
        below = min((one.bottom for one in near if one.top >= box.y_mid), default=inf)
        above = max((one.top for one in near if one.bottom <= box.y_mid), default=-inf)
        return [one for one in fragments if above < one.bbox.y_mid < below]

    @property
    def bubble_numbers(self) -> tuple[NumberText, ...]:
        """Numbers alone, and those at the end of a fragment of letters (``Bygg45``)."""
        return (*self.numbers, *(number for one in self.names if (number := _at_end(one)) is not None))


def texts_of(fragments: Iterable[Fragment], witness: Sequence[Glyph], captions: Iterable[BBox] = ()) -> Texts:
    """Numbers alone, and everything that has letters; ``witness`` are characters with boxes that follow their ink."""
    every = tuple(part for one in fragments for part in _parts(one))
    numbers = tuple(_with_ink(number, witness) for one in every for number in _numbers(one))
    return Texts(numbers, tuple(one for one in every if _LETTER.search(one.text)), every, tuple(captions))


def _with_ink(number: NumberText, witness: Sequence[Glyph]) -> NumberText:
    """Percent signs widen the ink; only digits tell its height, for a comma hangs below the line."""
    place = number.bbox
    inside = [glyph for glyph in witness if place.holds_centre_of(glyph.bbox) and glyph.text.strip()]
    digits = [glyph.bbox for glyph in inside if glyph.text.isdigit()]
    if not digits:
        return number
    wide, high = hull(glyph.bbox for glyph in inside), hull(digits)
    return replace(number, ink=BBox(wide.x0, high.top, wide.x1, high.bottom))


def _parts(fragment: Fragment) -> Iterator[Fragment]:
    """A fragment cut at its wide gaps: in a chart the number of a bar may follow the name of its category closely."""
    cuts = [
        index
        for index, start in enumerate(fragment.starts)
        if index and fragment.text[fragment.starts[index - 1] + len(fragment.words[index - 1].text) : start] == "  "
    ]
    for start, end in pairwise([0, *cuts, len(fragment.words)]):
        yield as_fragment(fragment.page, fragment.words[start:end]) if cuts else fragment


def _numbers(fragment: Fragment) -> Iterator[NumberText]:
    """All numbers of a fragment that holds nothing else."""
    if not _NUMBERS.fullmatch(fragment.text) or any(map(_is_overprinted, fragment.words)):
        return  # letters, a range, a date; or labels that are printed over each other
    matches = list(_NUMBER.finditer(fragment.text))
    for match in matches:
        span = fragment.span(*match.span())
        yield NumberText(span, value_of(match["number"]), match["percent"] is not None)


def _is_overprinted(word: Word) -> bool:
    """Whether characters stand in each other: two numbers come out as one that nobody printed."""
    return any(
        one.x_overlap(other) > OVERPRINTED * min(one.width, other.width) for one, other in pairwise(word.char_boxes)
    )


_LAST = re.compile(rf"(?P<number>{_GROUPED}|\d+)(?P<percent>\s?%)?$")


def _at_end(fragment: Fragment) -> NumberText | None:
    match = _LAST.search(fragment.text)
    if match is None:
        return None
    percent = match["percent"] is not None
    return NumberText(fragment.span(*match.span()), value_of(match["number"]), percent, fragment.bbox)


def value_of(printed: str) -> float:
    """The number that is printed: comma or point before decimals, spaces between thousands."""
    plain = (
        re.sub(r"[\s\u00a0\u2009\u202f]", "", printed).replace(",", ".").replace("\u2212", "-").replace("\u2013", "-")
    )
    return float(plain)


def joined(lines: Sequence[Fragment]) -> Span:
    """Lines of one name as one text, in reading order, a hyphen at a line's end joined."""
    ordered = sorted(lines, key=lambda one: (round(one.bbox.y_mid), one.bbox.x0))
    text = ordered[0].text.strip()
    for line in ordered[1:]:
        text = join_wrapped(text, line.text.strip())
    return Span(text, ordered[0].page, tuple(line.bbox for line in ordered))


def after(first: Span, last: Span) -> Span:
    """A name whose last line is cut out of a longer one."""
    return Span(join_wrapped(first.text, last.text), first.page, (*first.boxes, *last.boxes))


def block_around(first: Fragment, lines: Sequence[Fragment]) -> list[Fragment]:
    """Lines that follow each other closely, above and below the first one."""
    block = [first]
    grown = True
    while grown:
        grown = False
        for line in lines:
            near = any(
                line.bbox.x_overlap(one.bbox) > 0
                and max(line.bbox.top - one.bbox.bottom, one.bbox.top - line.bbox.bottom) <= LINE_GAP_EM * one.size_pt
                for one in block
            )
            if line not in block and near:
                block.append(line)
                grown = True
    return block


def hull_of(boxes: Iterable[BBox]) -> BBox:
    """The box around boxes."""
    return hull(boxes)
