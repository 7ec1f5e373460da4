"""Columns of one section that geometry alone reads too late.

Under a short heading the columns of one section may stand above a heading of the first column alone. By their places
the second column could be read after all of the first; where it begins, and how its sentences go on, says otherwise.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.page_texts import PageText
from pipeline.extract.paragraphs import ends_sentence
from pipeline.extract.reading_order import SAME_EDGE_PT
from pipeline.model.geometry import hull
from pipeline.model.printed import PassageKind

# Columns of one section end within about three lines of each other.
MOST_UNEVEN_LINES = 3.5

# Or, where no paragraph is broken, within this part of the first one's height.
MOST_UNEVEN_SHARE = 0.6


def gathered(texts: Sequence[PageText]) -> tuple[PageText, ...]:
    """The texts of a page in order, each column of a section behind the one before it and above the next heading."""
    order = list(texts)
    for index in range(len(order)):
        if not _is_before_heading(order, index):
            continue
        first = _first_of_column(order, index)
        stray = next((at for at in range(index + 2, len(order)) if _goes_on(order, at, first, index)), None)
        if stray is not None:
            end = _column_end(order, stray)
            column = order[stray:end]
            del order[stray:end]
            order[index + 1 : index + 1] = column
    return tuple(order)


def _is_before_heading(order: Sequence[PageText], index: int) -> bool:
    is_last = index + 1 < len(order) and order[index + 1].kind is PassageKind.HEADING
    return is_last and order[index].kind is PassageKind.PARAGRAPH


def _first_of_column(order: Sequence[PageText], index: int) -> int:
    """The first paragraph behind the heading before, in the column of this one."""
    first = index
    while (
        first
        and order[first - 1].kind is PassageKind.PARAGRAPH
        and abs(order[first - 1].bbox.x0 - order[index].bbox.x0) <= SAME_EDGE_PT
    ):
        first -= 1
    return first


def _column_end(order: Sequence[PageText], first: int) -> int:
    """One past the last paragraph of the column."""
    end = first + 1
    while (
        end < len(order)
        and order[end].kind is PassageKind.PARAGRAPH
        and abs(order[end].bbox.x0 - order[first].bbox.x0) <= SAME_EDGE_PT
    ):
        end += 1
    return end


def _goes_on(order: Sequence[PageText], at: int, first: int, last: int) -> bool:
    """Whether a paragraph is the next column of a section whose column before is ``first`` to ``last``."""
    text, before = order[at], order[last]
    is_beside = text.bbox.x0 > before.bbox.x1 and abs(text.bbox.top - order[first].bbox.top) <= SAME_EDGE_PT
    if text.kind is not PassageKind.PARAGRAPH or not is_beside or text.block.style != before.block.style:
        return False
    behind = order[at - 1]
    if behind.kind is PassageKind.PARAGRAPH and not ends_sentence(behind.block.text):
        return False  # it goes on what it is read behind
    if text.block.text[0].islower():
        return not ends_sentence(before.block.text)
    column = hull(one.bbox for one in order[at : _column_end(order, at)])
    uneven = abs(column.bottom - before.bbox.bottom)
    height = before.bbox.bottom - order[first].bbox.top
    is_even = uneven <= max(MOST_UNEVEN_LINES * before.block.style.size_pt, MOST_UNEVEN_SHARE * height)
    return column.bottom <= order[last + 1].bbox.top and is_even
