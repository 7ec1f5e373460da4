"""Where rules say that tables are: frames, and rules across with lines of chunks between."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.extract.grids.lines import Line, rivers_between, starts_anew, table_lines
from pipeline.extract.grids.rules import Rule, Rules
from pipeline.extract.grids.running import NOTE
from pipeline.model.document import Word
from pipeline.model.geometry import BBox, hull

# Rules meet within this.
MEET_PT = 2.5

# Shorter rules do not bound a table, in points: two columns of numbers are wider.
NARROWEST_TABLE_PT = 40.0

# Room between two rules without words that is higher parts tables, in points: three lines of type.
HIGHEST_LABEL_PT = 40.0

# An empty row is no higher, in points: two lines of type.
HIGHEST_EMPTY_PT = 25.0

# A heading of rows between two rules has so many lines at most.
MOST_LABEL_LINES = 4

# Cells hold running text if so many rows are parted into columns alike; none is higher, in points.
FEWEST_ROWS_OF_TEXT = 3
HIGHEST_ROW_PT = 150.0
NARROWEST_RIVER_PT = 4.0

# A sentence has so many words.
SHORTEST_SENTENCE = 6

# A part that is nearly all.
MOSTLY = 0.7

COLUMNS, LABEL, TEXT, OTHER = "columns", "label", "text", "other"


def framed_of(rules: Rules, words: Sequence[Word]) -> list[BBox]:
    """Frames with words in several columns, none inside another."""
    frames = [box for box in frames_of(rules) if any(box.holds_centre_of(word.bbox) for word in words)]
    framed = [box for box in _joined_frames(frames, words) if _cells_in(box, words, rules)]
    return [box for box in framed if not any(other != box and _holds(other, box) for other in framed)]


def frames_of(rules: Rules) -> list[BBox]:
    """Boxes around level and upright rules that touch each other, of which there are three at least."""
    every = [(BBox(one.start, one.at, one.end, one.at), True) for one in rules.level]
    every += [(BBox(one.at, one.start, one.at, one.end), False) for one in rules.upright]
    groups: list[list[int]] = []
    for index, (box, _) in enumerate(every):
        touching = [group for group in groups if any(meet(box, every[other][0]) for other in group)]
        merged = [index, *(one for group in touching for one in group)]
        groups = [group for group in groups if group not in touching]
        groups.append(merged)
    found = []
    for group in groups:
        level = sum(every[index][1] for index in group)
        if level and len(group) > level and len(group) > 2:  # noqa: PLR2004 -- two rules that meet are axes
            found.append(hull(every[index][0] for index in group))
    return found


def meet(one: BBox, other: BBox) -> bool:
    """Tell whether two boxes touch, or nearly."""
    return (
        one.x0 - MEET_PT <= other.x1
        and other.x0 - MEET_PT <= one.x1
        and one.top - MEET_PT <= other.bottom
        and other.top - MEET_PT <= one.bottom
    )


def _joined_frames(frames: Sequence[BBox], words: Sequence[Word]) -> list[BBox]:
    """Frames below each other with a row between that no upright crosses: the heading of a section."""
    found: list[BBox] = []
    for box in sorted(frames, key=lambda one: (one.top, one.x0)):
        above = next((one for one in found if _is_above(one, box) and _label_between(one, box, words)), None)
        if above is None:
            found.append(box)
        else:
            found[found.index(above)] = hull([above, box])
    return found


def _is_above(one: BBox, other: BBox) -> bool:
    ends = max(abs(one.x0 - other.x0), abs(one.x1 - other.x1))
    return ends <= MEET_PT and 0 < other.top - one.bottom < HIGHEST_LABEL_PT


def _label_between(one: BBox, other: BBox, words: Sequence[Word]) -> bool:
    between = BBox(one.x0, one.bottom, one.x1, other.top)
    lines = table_lines(word for word in words if between.holds_centre_of(word.bbox))
    return bool(lines) and not any(starts_anew(line) for line in lines)


def _holds(outer: BBox, inner: BBox) -> bool:
    return outer.common(inner) == inner


def _cells_in(box: BBox, words: Sequence[Word], rules: Rules) -> bool:
    """Tell whether words stand in two columns and two rows at least."""
    inside = [word for word in words if box.holds_centre_of(word.bbox)]
    if not inside:
        return False
    lines = table_lines(inside, rules.upright)
    return len(lines) > 1 and sum(len(line.chunks) > 1 for line in lines) > 1


def across_of(rules: Sequence[Rule], free: Sequence[Word], words: Sequence[Word]) -> list[BBox]:
    """Boxes between rules across that begin and end at the same places, next ones below each other.

    A heading of rows by itself between two rules is inside when a table is above and below it.
    """
    found = []
    for stack in _stacks(rules):
        boxes = [BBox(upper.start, upper.at, upper.end, lower.at) for upper, lower in pairwise(stack)]
        held = _with_texts(boxes, [_held(box, free, words) for box in boxes], free, words)
        start = None
        for index, what in enumerate([*held, OTHER]):
            if what == COLUMNS and start is None:
                start = index
            if what in {TEXT, OTHER} and start is not None:
                last = max(at for at in range(start, index) if held[at] == COLUMNS)
                found.append(hull(boxes[start : last + 1]))
                start = None
    return found


def _is_sentence(line: Line) -> bool:
    """Tell whether a line is a note under a table, or a sentence: no heading of rows."""
    text = line.chunks[0].text
    is_whole = text.endswith(".") and text[0].isupper() and len(text.split()) >= SHORTEST_SENTENCE
    return len(line.chunks) == 1 and (NOTE.match(text) is not None or is_whole)


def _with_texts(boxes: Sequence[BBox], held: Sequence[str], free: Sequence[Word], words: Sequence[Word]) -> list[str]:
    """What is held, cells of running text as columns: beside names, in as many rows as no chance would part alike."""
    inside = [[word.bbox for word in words if box.holds_centre_of(word.bbox)] for box in boxes]
    rows = [index for index, what in enumerate(held) if what in {COLUMNS, TEXT}]
    rivers = [rivers_between(inside[index], NARROWEST_RIVER_PT) for index in rows]
    common = [index for index, own in zip(rows, rivers, strict=True) if own]
    shared = _shared([own for own in rivers if own])
    if len(common) < FEWEST_ROWS_OF_TEXT or shared is None:
        return list(held)
    named = {
        index
        for index in common
        if held[index] == TEXT
        and boxes[index].height < HIGHEST_ROW_PT
        and any(boxes[index].holds_centre_of(word.bbox) and word.bbox.x1 <= shared for word in free)
    }
    return [COLUMNS if index in named else what for index, what in enumerate(held)]


def _shared(rows: Sequence[Sequence[tuple[float, float]]]) -> float | None:
    """The place of a river that all rows have; ``None`` where there is none."""
    common = list(rows[0]) if rows else []
    for rivers in rows[1:]:
        both = [(max(a, c), min(b, d)) for a, b in common for c, d in rivers]
        common = [(left, right) for left, right in both if right - left >= NARROWEST_RIVER_PT]
    return max((right for _, right in common), default=None)


def _stacks(rules: Sequence[Rule]) -> list[list[Rule]]:
    stacks: list[list[Rule]] = []
    for rule in sorted(rules):
        if rule.length < NARROWEST_TABLE_PT:
            continue
        stack = next((one for one in stacks if _same_ends(one[-1], rule)), None)
        if stack is None:
            stacks.append([rule])
        else:
            stack.append(rule)
    return stacks


def _same_ends(one: Rule, other: Rule) -> bool:
    return abs(one.start - other.start) <= 2 * MEET_PT and abs(one.end - other.end) <= 2 * MEET_PT


def _held(box: BBox, free: Sequence[Word], words: Sequence[Word]) -> str:
    """What is between two rules: lines of chunks, running text, a label or nothing, or another thing."""
    inside = [word for word in free if box.holds_centre_of(word.bbox)]
    every = sum(box.holds_centre_of(word.bbox) for word in words)
    if not every:
        return LABEL if box.height < HIGHEST_EMPTY_PT else OTHER
    if len(inside) < MOSTLY * every:
        return TEXT
    lines = table_lines(inside)
    if any(starts_anew(line) or _is_sentence(line) for line in lines):
        return OTHER
    if any(len(line.chunks) > 1 for line in lines):
        return COLUMNS
    return LABEL if len(lines) <= MOST_LABEL_LINES else OTHER
