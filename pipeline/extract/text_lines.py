"""Printed lines of running text: fragments of one line that wide word spaces of justified type had parted."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.extract.lines import Fragment, Style
from pipeline.model.document import Word
from pipeline.model.geometry import BBox, hull

# A justified line of two words in a narrow column may part them this far.
WIDEST_SPACE_EM = 8.0

# Word spaces of one justified line are all alike; a gutter is wider than the widest of them by more than this.
SPACE_SPREAD = 1.6

# All spaces of a justified line are stretched to one width.
EVEN_SPACE_PT = 0.5

# Fragments of one line have their middle within this part of the type size.
SAME_LEVEL_EM = 0.25

# Edges that the typesetter aligned.
ALIGNED_PT = 1.5

# Two lines above or below stand within this many type sizes.
NEXT_LINES_EM = 3.2

# That one line begins where another has a word may be chance.
FEWEST_OF_A_COLUMN = 2

# So many other lines of a page that begin at one place make it the edge of a column, however far away they stand.
FEWEST_ON_A_PAGE = 4


@dataclass(frozen=True)
class TextLine:
    """Fragments from left to right that are read as one line."""

    fragments: tuple[Fragment, ...]

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """All words, from the left."""
        return tuple(word for fragment in self.fragments for word in fragment.words)

    @cached_property
    def bbox(self) -> BBox:
        """The box around all words."""
        return hull(word.bbox for word in self.words)

    @cached_property
    def text(self) -> str:
        """The words with one space where there is any."""
        return re.sub(r"\s+", " ", " ".join(fragment.text for fragment in self.fragments))

    @cached_property
    def style(self) -> Style:
        """How most of its characters look."""
        return dominant_style(self.words)


def dominant_style(words: Iterable[Word]) -> Style:
    """How most characters of the words look."""
    styles: Counter[Style] = Counter()
    for word in words:
        styles[style_of(word)] += len(word.text)
    return styles.most_common(1)[0][0]


def style_of(word: Word) -> Style:
    """How a word looks, its size to a tenth of a point, since PDFs round one size in several ways."""
    return Style(word.font, round(word.size_pt, 1), word.colour)


def text_lines(fragments: Sequence[Fragment]) -> tuple[TextLine, ...]:
    """The lines of a page, from the top; each fragment is in one."""
    single = [TextLine((fragment,)) for fragment in fragments]
    right_of = _right_neighbours(single)
    started = set(right_of.values())
    lines = []
    for index in range(len(single)):
        if index in started:
            continue
        run = [index]
        while run[-1] in right_of:
            run.append(right_of[run[-1]])
        lines.append(TextLine(tuple(fragments[one] for one in run)))
    return tuple(sorted(lines, key=lambda line: (line.bbox.top, line.bbox.x0)))


def _is_right_of(one: BBox, other: BBox, comes_later: bool) -> bool:  # noqa: FBT001 -- the order of the two
    """Whether another box begins where one ends; of boxes without a width at one place, whether it comes later.

    Else each would be right of the other, and a line would have no end.
    """
    return other.x0 >= one.x1 and (other.x0 > one.x0 or comes_later)


def _right_neighbours(lines: Sequence[TextLine]) -> dict[int, int]:
    """The line piece that each piece goes on in, by index."""
    by_height = sorted(range(len(lines)), key=lambda index: lines[index].bbox.y_mid)
    levels = [lines[index].bbox.y_mid for index in by_height]

    def within(index: int, reach_em: float) -> list[int]:
        middle, reach = lines[index].bbox.y_mid, reach_em * lines[index].style.size_pt
        return by_height[bisect_left(levels, middle - reach) : bisect_right(levels, middle + reach)]

    next_of: dict[int, int] = {}
    for left, line in enumerate(lines):
        level = [one for one in within(left, SAME_LEVEL_EM) if _is_right_of(line.bbox, lines[one].bbox, one > left)]
        right = min(level, key=lambda index: lines[index].bbox.x0, default=None)
        if right is not None and _same_type(line, lines[right]):
            next_of[left] = right
    next_of = _with_one_before_each(next_of, lines)
    gap_after = {left: lines[right].bbox.x0 - lines[left].bbox.x1 for left, right in next_of.items()}
    gap_before = {right: gap_after[left] for left, right in next_of.items()}
    edges = _column_edges(lines)
    return {
        left: right
        for left, right in next_of.items()
        if _is_word_space(
            lines[left],
            lines[right],
            [lines[one] for one in within(left, NEXT_LINES_EM) if one not in {left, right}],
            [gaps[one] for gaps, one in ((gap_before, left), (gap_after, right)) if one in gaps],
            is_edge=right in edges,
        )
    }


def _column_edges(lines: Sequence[TextLine]) -> set[int]:
    """The pieces, by index, that begin where enough others of the page in their type do, on other lines."""
    by_edge = sorted(range(len(lines)), key=lambda index: lines[index].bbox.x0)
    places = [lines[index].bbox.x0 for index in by_edge]
    found = set()
    for index, line in enumerate(lines):
        low, high = (line.bbox.x0 + side * ALIGNED_PT / 2 for side in (-1, 1))
        others = (lines[one] for one in by_edge[bisect_left(places, low) : bisect_right(places, high)])
        levels = {round(one.bbox.y_mid) for one in others if _same_type(line, one)}
        if len(levels - {round(line.bbox.y_mid)}) >= FEWEST_ON_A_PAGE:
            found.add(index)
    return found


def _with_one_before_each(next_of: dict[int, int], lines: Sequence[TextLine]) -> dict[int, int]:
    """Of pieces printed over each other that go on in the same one, the one that ends next to it does."""
    by_end = sorted(next_of, key=lambda left: lines[left].bbox.x1)
    before = {next_of[left]: left for left in by_end}
    return {left: right for right, left in before.items()}


def _same_type(left: TextLine, right: TextLine) -> bool:
    return abs(left.style.size_pt - right.style.size_pt) <= ALIGNED_PT / 10


def _is_word_space(
    left: TextLine, right: TextLine, around: Sequence[TextLine], next_gaps: Sequence[float], *, is_edge: bool
) -> bool:
    """Tell a stretched space from a gutter: like others of its line, or within a column that others run across.

    Where a column begins nothing in the lines above and below runs across, and some of them begin there too, or many
    others of the page (``is_edge``).
    """
    start, end = left.bbox.x1, right.bbox.x0
    if end - start > WIDEST_SPACE_EM * left.style.size_pt:
        return False
    spaces = [space for line in (left, right) for space in _spaces(line)]
    if spaces and end - start > SPACE_SPREAD * max(spaces):
        return False
    near = [other.bbox for other in around if _same_type(left, other) and abs(other.bbox.y_mid - left.bbox.y_mid) > 1]
    begin_there = sum(abs(box.x0 - end) <= ALIGNED_PT for box in near)
    run_across = any(box.x0 < end - ALIGNED_PT and box.x1 > end + ALIGNED_PT for box in near)
    if is_edge and not run_across:
        return False
    if any(abs(gap - (end - start)) <= EVEN_SPACE_PT for gap in next_gaps):
        return begin_there <= FEWEST_OF_A_COLUMN
    return run_across and begin_there < FEWEST_OF_A_COLUMN


def _spaces(line: TextLine) -> list[float]:
    gaps = (right.bbox.x0 - left.bbox.x1 for left, right in zip(line.words, line.words[1:], strict=False))
    return [gap for gap in gaps if gap > 0]
