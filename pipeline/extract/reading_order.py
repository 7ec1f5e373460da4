"""The order in which boxes on a page are read: columns from the left, each from the top.

Source: Breuel, High performance document layout analysis (SDIUT 2003): two rules give a partial order of text segments,
a topological sort the rest.
"""

from __future__ import annotations

import heapq
from collections.abc import Container, Iterable, Sequence

from pipeline.model.geometry import BBox

# Boxes that share less than this stand beside each other: italics and hanging punctuation stick out of columns.
OVERLAP_PT = 2.0

# Edges that a designer aligned.
SAME_EDGE_PT = 3.0


def reading_order(boxes: Sequence[BBox], titles: Container[int] = (), separators: Sequence[BBox] = ()) -> list[int]:
    """Indexes of ``boxes`` as they are read.

    ``titles`` are the indexes of headings and captions, which span what stands below them however short they are.
    ``separators`` are drawn things that part what is above from what is below.

    A comes before b if they share a stretch of x and a is above; or if a is wholly to the left and nothing between them
    in height spans both. What is in a circle is broken up by position.
    """
    wide = [_as_wide_as_read(box, boxes) if index in titles else box for index, box in enumerate(boxes)]
    after: list[set[int]] = [
        {other for other in range(len(wide)) if other != one and _before(wide[one], wide[other], (*wide, *separators))}
        for one in range(len(wide))
    ]
    waiting = [sum(one in later for later in after) for one in range(len(wide))]
    return list(_sorted_by_relation(wide, after, waiting))


def _before(one: BBox, other: BBox, spanning: Iterable[BBox]) -> bool:
    if one.x_overlap(other) > OVERLAP_PT:
        return (one.y_mid, one.x0, one.x1, one.top) < (other.y_mid, other.x0, other.x1, other.top)
    if one.x_mid > other.x_mid:
        return False
    upper, lower = sorted((one, other), key=lambda box: box.y_mid)
    return not any(
        upper.bottom <= between.y_mid <= lower.top
        and between.x_overlap(one) > OVERLAP_PT
        and between.x_overlap(other) > OVERLAP_PT
        for between in spanning
    )


def _sorted_by_relation(boxes: Sequence[BBox], after: Sequence[set[int]], waiting: list[int]) -> Iterable[int]:
    """Kahn's algorithm; the highest box comes next where several may, or where a circle leaves none."""
    places = sorted(range(len(boxes)), key=lambda index: _place(boxes[index]))
    rank = {index: place for place, index in enumerate(places)}
    ready = [rank[index] for index in places if waiting[index] == 0]
    heapq.heapify(ready)
    done: set[int] = set()
    while len(done) < len(boxes):
        if not ready:
            heapq.heappush(ready, min(rank[index] for index in range(len(boxes)) if index not in done))
        index = places[heapq.heappop(ready)]
        if index in done:
            continue
        done.add(index)
        yield index
        for later in after[index]:
            waiting[later] -= 1
            if waiting[later] == 0 and later not in done:
                heapq.heappush(ready, rank[later])


def _place(box: BBox) -> tuple[float, float, float, float]:
    return box.top, box.x0, box.bottom, box.x1


def _as_wide_as_read(box: BBox, boxes: Sequence[BBox]) -> BBox:
    """A short heading as wide as the column below it, or as the columns that begin at one height below it.

    Nothing may stand beside it there.
    """
    below = [other for other in boxes if other.top >= box.y_mid and other is not box]
    first = min((other for other in below if box.x_overlap(other) > OVERLAP_PT), key=lambda one: one.top, default=None)
    if first is None:
        return box
    right = box.x1
    corridor = BBox(right, box.top, first.x1, first.top - SAME_EDGE_PT)
    if abs(first.x0 - box.x0) <= SAME_EDGE_PT and first.x1 > right and not _is_taken(corridor, box, boxes):
        right = first.x1
    beyond = min(right, first.x1)  # a longer heading reaches into the next column
    companions = [other for other in below if other.x0 > beyond and abs(other.top - first.top) <= SAME_EDGE_PT]
    for companion in sorted(companions):
        corridor = BBox(right, box.top, companion.x1, companion.top - SAME_EDGE_PT)
        if _is_taken(corridor, box, boxes):
            break
        right = max(right, companion.x1)
    return BBox(box.x0, box.top, right, box.bottom)


def _is_taken(corridor: BBox, box: BBox, boxes: Iterable[BBox]) -> bool:
    return any(
        other.x_overlap(corridor) > OVERLAP_PT and other.y_overlap(corridor) > OVERLAP_PT
        for other in boxes
        if other is not box
    )
