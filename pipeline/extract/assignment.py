"""Second geometry of labels and call-outs: the assignment of all labels of a page to all its numbers.

Source: Kuhn, "The Hungarian Method for the Assignment Problem", Naval Research Logistics Quarterly 2 (1955), as in
scipy's linear_sum_assignment: the least distance in sum.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from pipeline.extract.lines import Fragment
from pipeline.model.geometry import BBox
from pipeline.model.printed import Block, Entry, Pairing
from pipeline.model.span import Span

# Labels stand on their number's line far more often than above or below it: a point up counts as four along.
STEEPNESS = 4.0

# A heading has so many lines at most, which follow each other within this many heights of their type.
MOST_HEADING_LINES = 3
HEADING_HEIGHTS = 0.6

# What is set so much higher than a label is the title of a page.
TITLE_HEIGHTS = 2.0

# A name stands level with the word for its total, this close before it, in heights of the type.
LEVEL_HEIGHTS = 0.3
BEFORE_HEIGHTS = 3.0

# A label with a note's mark behind it begins where it does without, to within this.
SAME_PLACE_PT = 1.0


def pair_by_assignment(blocks: Iterable[Block], texts: Sequence[Fragment]) -> tuple[Block, ...]:
    """Add the cheapest assignment's label to every entry that has no second pairing yet, page by page."""
    every = tuple(blocks)
    used = [(block.page, box) for block in every for entry in block.entries for box in entry.label.boxes]
    alone = [text.whole() for text in texts if not any(_begins_with(text, *place) for place in used)]
    headings = [*alone, *_names_beside_totals(every, alone)]
    waiting = [(block, entry) for block in every for entry in block.entries if entry.second is None]
    label_of: dict[tuple[int, BBox], Span] = {}
    for page in sorted({block.page for block, _ in waiting}):
        entries = [entry for block, entry in waiting if block.page == page]
        label_of |= {(page, entry.number.bbox): label for entry, label in _cheapest(entries)}
    return tuple(
        replace(
            block,
            entries=tuple(
                entry
                if entry.second
                else replace(entry, second=_assigned(entry, label_of[block.page, entry.number.bbox], block, headings))
                for entry in block.entries
            ),
        )
        for block in every
    )


def _names_beside_totals(blocks: Iterable[Block], alone: Sequence[Span]) -> list[Span]:
    """Headings that are printed in one go with their total, and so are no texts by themselves."""
    places = {(one.page, box) for one in alone for box in one.boxes}
    named = dict.fromkeys(heading for block in blocks for entry in block.entries for heading in entry.headings)
    return [one for one in named if not any((one.page, box) in places for box in one.boxes)]


def _begins_with(text: Fragment, page: int, label: BBox) -> bool:
    """Whether a text is a line of a label, behind which the mark of a note may stand."""
    apart = abs(text.bbox.x0 - label.x0), abs(text.bbox.y_mid - label.y_mid)
    return text.page == page and max(apart) <= SAME_PLACE_PT


def import_solver() -> Any:
    """The solver of assignments, imported on first use: that takes a fifth of a second."""
    from scipy.optimize import linear_sum_assignment  # noqa: PLC0415 -- see above

    return linear_sum_assignment


def _cheapest(entries: Sequence[Entry]) -> list[tuple[Entry, Span]]:
    costs = [[_distance(entry.number.bbox, other.label) for other in entries] for entry in entries]
    rows, columns = import_solver()(costs)
    return [(entries[row], entries[column].label) for row, column in zip(rows, columns, strict=True)]


def _distance(number: BBox, label: Span) -> float:
    """Blank space between a number and the nearest line of a label, in points, up and down counted fourfold."""

    def gap(box: BBox) -> float:
        along = max(0.0, number.x0 - box.x1, box.x0 - number.x1)
        up = max(0.0, number.top - box.bottom, box.top - number.bottom)
        return along + STEEPNESS * up

    return min(gap(box) for box in label.boxes)


def _assigned(entry: Entry, label: Span, block: Block, texts: Sequence[Span]) -> Pairing:
    return Pairing("assignment", label.text, _straight_above(entry.label.bbox, block, texts))


def _stands_before(name: BBox, label: BBox) -> bool:
    is_level = abs(name.y_mid - label.y_mid) <= LEVEL_HEIGHTS * label.height
    return is_level and 0 <= label.x0 - name.x1 <= BEFORE_HEIGHTS * label.height


def _straight_above(label: BBox, block: Block, texts: Sequence[Span]) -> tuple[str, ...]:
    """The text met first on the way up from the label to the top of its block, and that with the lines right above.

    Or that which stands close before the label: a name with its total.
    """
    inside = [text for text in texts if text.page == block.page and block.region.holds_centre_of(text.bbox)]
    before = [text for text in inside if _stands_before(text.bbox, label)]
    if before:
        return (max(before, key=lambda text: text.bbox.x1).text,)
    over = [
        text
        for text in inside
        if text.bbox.y_mid < label.y_mid
        and text.bbox.x_overlap(label) > 0
        and text.bbox.height <= TITLE_HEIGHTS * label.height
    ]
    lines = sorted(over, key=lambda text: -text.bbox.y_mid)[:MOST_HEADING_LINES]
    between = [heading.bbox.y_mid for entry in block.entries for heading in entry.headings]
    if lines and any(lines[0].bbox.y_mid + 1 < middle < label.y_mid for middle in between):
        return ()  # it heads what is above the heading of this label, which does not reach over it
    told: list[str] = []
    for number, line in enumerate(lines):
        below = lines[number - 1]
        if number and below.bbox.top - line.bbox.bottom > HEADING_HEIGHTS * line.bbox.height:
            break
        told.append(f"{line.text} {told[-1]}" if told else line.text)
    return tuple(told)
