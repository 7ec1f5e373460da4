"""Lines to blocks of text: what is set as one paragraph or heading, by space, indent and style."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from pipeline.extract.lines import Fragment, Style, join_wrapped
from pipeline.extract.text_lines import ALIGNED_PT, TextLine, dominant_style, style_of
from pipeline.model.geometry import BBox, hull

# Space between lines that parts paragraphs is wider than their leading by this factor.
PARAGRAPH_SPACE = 1.2

# No paragraph is set wider than this, in type sizes; lines that are all farther apart are paragraphs of one line.
LEADING_EM = 1.7
WIDEST_LEADING_EM = 2.4

# First lines are indented by this much at least and at most, in type sizes.
INDENT_EM = (0.7, 3.0)

BULLET = re.compile(r"(?:[\u2022\u2023\u25aa\u25cf\u25e6\u2043\u00b7\uf0b7*\u2013\u2014-]|\d{1,2}[.)])\s+(?=\S)")
"""The sign or number that an item of a list begins with."""

_PARTED = re.compile(r"[^\W\d_][-\u2010\u00ad]$")
_SENTENCE_END = re.compile(r"[.!?:\u2026][)\]\"\u201d\u2019\u00bb]*$")


@dataclass(frozen=True)
class TextBlock:
    """Lines from the top that are read as one text."""

    lines: tuple[TextLine, ...]

    @cached_property
    def bbox(self) -> BBox:
        """The box around all lines."""
        return hull(line.bbox for line in self.lines)

    @cached_property
    def style(self) -> Style:
        """How most of its characters look."""
        return dominant_style(word for line in self.lines for word in line.words)

    @cached_property
    def text(self) -> str:
        """Its lines joined."""
        text = self.lines[0].text
        for line in self.lines[1:]:
            text = join_wrapped(text, line.text)
        return text

    @property
    def fragments(self) -> tuple[Fragment, ...]:
        """All fragments, line by line."""
        return tuple(fragment for line in self.lines for fragment in line.fragments)

    @property
    def page(self) -> int:
        """The number of its page."""
        return self.lines[0].fragments[0].page


def ends_sentence(text: str) -> bool:
    """Tell whether a full stop, or what stands for one, ends the text, quotes and brackets after it aside."""
    return _SENTENCE_END.search(text.rstrip()) is not None


def is_parted(text: str) -> bool:
    """Tell whether a hyphen at the end of a text breaks off a word."""
    return _PARTED.search(text) is not None


def text_blocks(lines: Sequence[TextLine]) -> tuple[TextBlock, ...]:
    """The blocks of one page, in no promised order; each line is in one."""
    return tuple(TextBlock(tuple(part)) for run in _runs(lines) for part in _parted(run))


def _runs(lines: Sequence[TextLine]) -> list[list[TextLine]]:
    """Lines in one type that follow each other down a column, whatever the space between paragraphs."""
    runs: list[list[TextLine]] = []
    for line in sorted(lines, key=lambda one: (one.bbox.top, one.bbox.x0)):
        home = [run for run in runs if _follows(run[-1], line) and _in_column(run, line)]
        nearest = min(home, key=lambda run: (line.bbox.top - run[-1].bbox.top, _offset(run[-1], line)), default=None)
        if nearest is None:
            runs.append([line])
        else:
            nearest.append(line)
    return runs


def _offset(above: TextLine, below: TextLine) -> float:
    return abs(above.bbox.x0 - below.bbox.x0)


def _follows(above: TextLine, below: TextLine) -> bool:
    step = below.bbox.y_mid - above.bbox.y_mid
    return 0.5 * above.style.size_pt < step <= WIDEST_LEADING_EM * above.style.size_pt and _runs_on(above, below)


def _runs_on(above: TextLine, below: TextLine) -> bool:
    """One type size; and one style in the main, or at the line break, or a sentence that goes on."""
    if above.style.size_pt != below.style.size_pt:
        return False
    at_break = style_of(above.words[-1]) == style_of(below.words[0])
    open_ended = not ends_sentence(above.text) and below.text[:1].islower()
    return above.style == below.style or at_break or open_ended


def _in_column(run: Sequence[TextLine], line: TextLine) -> bool:
    """A common left edge but for indents, or a common axis."""
    above = run[-1].bbox
    if above.x_overlap(line.bbox) <= 0:
        return False
    left = min(one.bbox.x0 for one in run)
    indent = INDENT_EM[1] * line.style.size_pt
    return abs(left - line.bbox.x0) <= indent or abs(above.x_mid - line.bbox.x_mid) <= ALIGNED_PT


def _parted(run: Sequence[TextLine]) -> list[list[TextLine]]:
    """Cut a run where a paragraph begins."""
    steps = [below.bbox.y_mid - above.bbox.y_mid for above, below in pairwise(run)]
    left = _usual_left(run)
    parts = [[run[0]]]
    for index, line in enumerate(run[1:]):
        near = steps[max(0, index - 1) : index] + steps[index + 1 : index + 2]
        widest = min([LEADING_EM * line.style.size_pt, *(PARAGRAPH_SPACE * step for step in near)])
        if steps[index] > widest or _begins_item(line, parts[-1], left):
            parts.append([])
        parts[-1].append(line)
    return parts


def _usual_left(run: Sequence[TextLine]) -> float:
    """The left edge that most lines share, the leftmost of equals."""
    edges = Counter(round(line.bbox.x0) for line in run)
    return min(edges, key=lambda edge: (-edges[edge], edge))


def _begins_item(line: TextLine, before: Sequence[TextLine], left: float) -> bool:
    """A bullet begins an item; an indent begins a paragraph unless it hangs below a bullet or the text is centred."""
    if BULLET.match(line.text):
        return ends_sentence(before[-1].text) or BULLET.match(before[0].text) is not None
    indented = line.bbox.x0 - left >= INDENT_EM[0] * line.style.size_pt
    hanging = BULLET.match(before[0].text) is not None
    centred = abs(before[-1].bbox.x_mid - line.bbox.x_mid) <= ALIGNED_PT
    return indented and not hanging and not centred
