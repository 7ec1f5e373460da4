"""Cards: numbers over their labels in a grid, below titles that have the totals (``Arbetskraft  Totalt 269``)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.extract.lines import Fragment
from pipeline.extract.rows import ALIGNED_PT
from pipeline.extract.stacks import has_heading, in_reading_order, part_of
from pipeline.model.geometry import BBox
from pipeline.model.printed import Block, Entry, Layout

# Cards begin within this many line heights below their title.
CARD_GAP_EM = 3.0

# Rows of cards of one group are not farther apart than this many times the least distance between any.
LARGEST_PITCH = 1.5


def under_titles(blocks: Sequence[Block], texts: Sequence[Fragment]) -> list[Block]:
    """The blocks of a page in reading order, where cards that are set below titles stand under these titles."""
    titles = [one for one in blocks if one.layout is Layout.PAIRS and len(one.entries) == 1 and has_heading(one)]
    others = [one for one in blocks if one not in titles]
    for cards in [one for one in others if one.layout is Layout.PAIRS and not has_heading(one)]:
        over = [one for one in titles if _stands_over(one, cards)]
        if over:
            others.remove(cards)
            others.extend(_titled(cards, over, texts))
            titles = [one for one in titles if one not in over]
    return in_reading_order([*titles, *others])


def _stands_over(title: Block, cards: Block) -> bool:
    """At the left edge of the cards or farther to the left, with one of them next below."""
    below = [one.number.bbox.top - title.region.bottom for one in cards.entries if _top(one) >= title.region.bottom]
    near = bool(below) and min(below) <= CARD_GAP_EM * title.region.height
    return near and title.look != cards.look and title.region.x0 <= cards.region.x0 + ALIGNED_PT


def _top(entry: Entry) -> float:
    return min(entry.number.bbox.top, entry.label.bbox.top)


def _titled(cards: Block, titles: Sequence[Block], texts: Sequence[Fragment]) -> list[Block]:
    """The cards, each under the title next above it, and each title's total before them; other cards by themselves.

    Those above the first title may go on the block before; those behind other text, or farther down than one row of
    cards is below another, belong to no title.
    """
    pitch = _pitch(cards)
    parts = sorted([(title.region, title.entries[0]) for title in titles], key=lambda part: part[0].top)
    before = [one for one in cards.entries if _top(one) < parts[0][0].top]
    entries: list[Entry] = []
    after: list[Entry] = []
    for index, (region, total) in enumerate(parts):
        end = parts[index + 1][0].top if index + 1 < len(parts) else float("inf")
        below = [one for one in cards.entries if region.top <= _top(one) < end]
        stop = min(_next_text(region, cards.region, texts), _next_gap(below, pitch))
        entries += [total, *(replace(one, headings=total.headings) for one in below if _top(one) < stop)]
        after += [one for one in below if _top(one) >= stop]
    return [part_of(cards, tuple(some)) for some in (before, entries, after) if some]


def _pitch(cards: Block) -> float:
    """How far one row of cards is below another, where they stand closest."""
    tops = sorted({_top(one) for one in cards.entries})
    return min((below - above for above, below in pairwise(tops) if below - above > ALIGNED_PT), default=0.0)


def _next_gap(cards: Sequence[Entry], pitch: float) -> float:
    """Where a row of cards stands farther below the one before than rows of one group do."""
    tops = sorted(_top(one) for one in cards)
    far = (below for above, below in pairwise(tops) if below - above > LARGEST_PITCH * pitch)
    return next(far, float("inf"))


def _next_text(title: BBox, cards: BBox, texts: Sequence[Fragment]) -> float:
    """Where other text stands next below a title, over any of the cards: a heading, a paragraph, a caption."""
    tops = [one.bbox.top for one in texts if one.bbox.top >= title.bottom and one.bbox.x_overlap(cards) > 0]
    return min(tops, default=float("inf"))
