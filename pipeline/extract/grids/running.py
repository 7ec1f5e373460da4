"""Running text of a page: stacks of long lines of words, which no table is made of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.extract.grids.words import is_number
from pipeline.extract.lines import GLUED_EM, WORD_SPACE_EM, Fragment, are_level
from pipeline.model.geometry import BBox, hull

# A line of running text has so many words of letters, and is so many type sizes wide.
FEWEST_WORDS = 6
NARROWEST_EM = 13.0

# Lines of one paragraph follow each other within this many type sizes, from middle to middle.
NEXT_LINE_EM = 1.9

# A sentence on one line by itself.
WORDS_OF_A_SENTENCE = 9

# Fewer lines may be a label, or a caption.
LINES_OF_TEXT = 3

# A narrow column of text has so many lines, of so many words of letters on average.
FEWEST_LINES = 5
FEWEST_IN_NARROW = 2.5

# A column of several is no wider than this part of the page; what stands this close above or below its text is in it.
NARROW_COLUMN = 0.55
BESIDE_PT = 20.0

# Where both columns are without text for so long, something as wide as both may stand: three lines and more.
EMPTY_PT = 40.0

# Of the spaces of one line the narrowest is no less than this part of the widest.
UNEVEN = 0.6

# Names of rows have a number beside one of so many lines.
LINES_A_NUMBER = 4

_LETTERS = re.compile(r"[^\W\d_]{2,}")
CAPTION = re.compile(
    r"(?:tab(?:le|ell)?|fig(?:ure|ur)?|chart|graph|diagram|box|annex|bilaga)\b\.?\s*(?:[A-Z]\b|[\dIVX]+)", re.IGNORECASE
)
NOTE = re.compile(
    r"(?:notes?|sources?|anm(?:ärkning)?|källa|not)\b\.?\s*\d*\s*[:.)]|[*†‡]\s?\S|\(?\d{1,2}\)\s+\S", re.IGNORECASE
)


def running_text(fragments: Sequence[Fragment]) -> list[list[Fragment]]:
    """Stacks of fragments that are paragraphs; the cells of a row stand level with other cells."""
    upright = [one for one in fragments if one.words[0].direction == "ltr"]
    stacks = [stack for stack in _stacks(upright) if _runs(stack)]
    paragraphs = {id(one) for stack in stacks for one in stack}
    others = [one for one in upright if id(one) not in paragraphs]
    return [stack for stack in stacks if not _is_cell(stack, others) and not _is_label(stack, others)]


def _is_cell(stack: Sequence[Fragment], others: Sequence[Fragment]) -> bool:
    """Tell whether a narrow column begins level with texts on both sides that are no paragraphs."""
    if any(map(is_long, stack)):
        return False
    first = stack[0]
    level = [one for one in others if are_level(first, one)]
    return any(one.bbox.x1 < first.bbox.x0 for one in level) and any(one.bbox.x0 > first.bbox.x1 for one in level)


def _is_label(stack: Sequence[Fragment], others: Sequence[Fragment]) -> bool:
    """Tell whether numbers stand right of lines, level with one of four, and no words between: long names of rows."""
    right = max(one.bbox.x1 for one in stack)
    beside = [one for one in others if one.bbox.x0 > right]
    named = 0
    for line in stack:
        level = (one for one in beside if are_level(line, one))
        following = min(level, key=lambda one: one.bbox.x0, default=None)
        named += following is not None and is_number(following.text.split()[0])
    return LINES_A_NUMBER * named >= len(stack)


def _stacks(fragments: Sequence[Fragment]) -> list[list[Fragment]]:
    """Lines below each other in one column and type; each fragment is in one."""
    ordered = sorted(fragments, key=lambda one: (one.bbox.top, one.bbox.x0))
    stacks: list[list[Fragment]] = []
    for one in ordered:
        near = [stack for stack in stacks if _goes_on(stack[-1], one)]
        best = max(near, key=lambda stack: stack[-1].bbox.x_overlap(one.bbox), default=None)
        if best is None:
            stacks.append([one])
        else:
            best.append(one)
    return stacks


def _goes_on(above: Fragment, below: Fragment) -> bool:
    one, other = above.bbox, below.bbox
    step = other.y_mid - one.y_mid
    size = min(above.size_pt, below.size_pt)
    if not 0.5 * size < step <= NEXT_LINE_EM * size or abs(above.size_pt - below.size_pt) > 0.15 * size:
        return False
    return abs(one.x0 - other.x0) <= 3 * size and one.x_overlap(other) > 0.7 * min(one.width, other.width)


def _runs(stack: Sequence[Fragment]) -> bool:
    long = [one for one in stack if is_long(one)]
    if len(long) == 1:
        words = len(_LETTERS.findall(long[0].text))
        return (
            len(stack) < LINES_OF_TEXT
            and words >= WORDS_OF_A_SENTENCE
            and long[0].bbox.width >= 2 * NARROWEST_EM * long[0].size_pt
        )
    return (len(long) > 1 and len(long) * 2 >= len(stack)) or _is_narrow_column(stack)


def _is_narrow_column(stack: Sequence[Fragment]) -> bool:
    """Tell a narrow column of text from labels: its lines are many, and most begin in the middle of a sentence."""
    words = sum(len(_LETTERS.findall(one.text)) for one in stack) / len(stack)
    width = sum(one.bbox.width / one.size_pt for one in stack) / len(stack)
    going_on = sum(one.text[:1].islower() for one in stack)
    return len(stack) >= FEWEST_LINES and words >= FEWEST_IN_NARROW and width >= 10 and 2 * going_on >= len(stack)  # noqa: PLR2004


def is_long(fragment: Fragment) -> bool:
    """Tell whether a line is one of running text, by its words and its width."""
    words = fragment.text.split()
    letters = _LETTERS.findall(fragment.text)
    return (
        not _is_uneven(fragment)
        and len(letters) >= FEWEST_WORDS
        and len(letters) >= 0.6 * len(words)
        and fragment.bbox.width >= NARROWEST_EM * fragment.size_pt
    )


def _is_uneven(fragment: Fragment) -> bool:
    """Tell whether some gap is far wider than others: names of columns side by side; justified spaces are all alike."""
    gaps = [right.bbox.x0 - left.bbox.x1 for left, right in pairwise(fragment.words)]
    spaces = [gap / fragment.size_pt for gap in gaps if gap > GLUED_EM * fragment.size_pt]
    return len(spaces) > 1 and max(spaces) > WORD_SPACE_EM and min(spaces) < UNEVEN * max(spaces)


@dataclass(frozen=True, slots=True)
class Gutter:
    """The gap between two columns of running text, as high as these are, and bands in which something bridges it."""

    bbox: BBox
    bridged: tuple[tuple[float, float], ...]

    def side_of(self, box: BBox) -> int:
        """1 for what is in the left column, 2 for the right one, 0 for what is above, below or across both."""
        y = box.y_mid
        if not self.bbox.top - BESIDE_PT <= y <= self.bbox.bottom + BESIDE_PT:
            return 0
        if any(top < y < bottom for top, bottom in self.bridged):
            return 0
        return 1 if box.x_mid < self.bbox.x_mid else 2


def gutters_of(stacks: Sequence[Sequence[Fragment]], page_width: float, others: Sequence[BBox]) -> list[Gutter]:
    """The gaps between columns of running text; ``others`` are boxes of words and rules that may be across them."""
    boxes = [_box(stack) for stack in stacks if len(stack) >= LINES_OF_TEXT]
    narrow = [box for box in boxes if box.width < NARROW_COLUMN * page_width]
    columns: list[list[BBox]] = []
    for box in sorted(narrow, key=lambda one: one.x0):
        if columns and hull(columns[-1]).x_overlap(box) > 0:
            columns[-1].append(box)
        else:
            columns.append([box])
    return [_gutter(left, right, others) for left, right in pairwise(columns)]


def _gutter(left: Sequence[BBox], right: Sequence[BBox], others: Sequence[BBox]) -> Gutter:
    both = hull([*left, *right])
    box = BBox(hull(left).x1, both.top, hull(right).x0, both.bottom)
    levels = [one.y_mid for one in others if one.x0 < box.x0 and one.x1 > box.x1]
    bands: list[tuple[float, float]] = []
    reached = both.top
    for stack in sorted([*left, *right], key=lambda one: one.top):
        if stack.top - reached > EMPTY_PT or any(reached < level < stack.top for level in levels):
            bands.append((reached, stack.top))
        reached = max(reached, stack.bottom)
    return Gutter(box, tuple(bands))


def _box(stack: Sequence[Fragment]) -> BBox:
    return hull(one.bbox for one in stack)
