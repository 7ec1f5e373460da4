"""The header of an aligned table: names that wrap, and names over several columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.extract.grids.columns import Columns
from pipeline.extract.grids.draft import Room
from pipeline.extract.grids.lines import Line
from pipeline.extract.grids.rules import Rule, Rules
from pipeline.extract.grids.words import Chunk, gap_em
from pipeline.model.document import Word
from pipeline.model.geometry import BBox, hull

# A name is over a column when it covers this part of its width.
COVERS = 0.5

# Lines of one name are no further apart from middle to middle, in type sizes.
WRAPPED_EM = 1.45

# A gap this much wider than others in a line parts two names.
WIDER = 1.3
PLAIN_SPACE_EM = 0.3

# A name is centred over columns within this part of its type size.
CENTRED_EM = 0.6


@dataclass(frozen=True, slots=True)
class Name:
    """Words of the header over the columns from ``first`` to ``last``."""

    words: tuple[Word, ...]
    first: int
    last: int

    @property
    def bbox(self) -> BBox:
        """The box around its words."""
        return hull(word.bbox for word in self.words)

    @property
    def size_pt(self) -> float:
        """The size of its type."""
        return max(word.size_pt for word in self.words)


def header_rooms(lines: Sequence[Line], columns: Columns, rules: Rules) -> tuple[list[Room], int]:
    """The cells of the header, and how many rows they make."""
    names: list[Name] = []
    for line in lines:
        names = _stacked(names, _names_of(line, columns, rules), rules.level)
    if not names:
        return [], 0
    cuts = _row_cuts(names)
    rooms = []
    for name in names:
        top, bottom = name.bbox.top, name.bbox.bottom
        first = sum(cut <= top + 0.3 * name.size_pt for cut in cuts)
        last = sum(cut < bottom - 0.3 * name.size_pt for cut in cuts)
        rooms.append(Room(first, name.first, max(1, last - first + 1), name.last - name.first + 1, name.words))
    return _without_collisions(rooms), len(cuts) + 1


def _without_collisions(rooms: Iterable[Room]) -> list[Room]:
    """Rooms at one place are one."""
    found: dict[tuple[int, int], Room] = {}
    for room in sorted(rooms, key=lambda one: (one.row, one.column)):
        at = next((key for key, other in found.items() if _overlap(other, room)), None)
        if at is None:
            found[room.row, room.column] = room
            continue
        other = found.pop(at)
        row, column = min(room.row, other.row), min(room.column, other.column)
        end = max(room.row + room.row_span, other.row + other.row_span)
        right = max(room.column + room.column_span, other.column + other.column_span)
        found[row, column] = Room(row, column, end - row, right - column, (*other.words, *room.words))
    return list(found.values())


def _overlap(one: Room, other: Room) -> bool:
    return (
        one.row < other.row + other.row_span
        and other.row < one.row + one.row_span
        and one.column < other.column + other.column_span
        and other.column < one.column + one.column_span
    )


def _names_of(line: Line, columns: Columns, rules: Rules) -> list[Name]:
    chunks = [part for chunk in line.chunks for part in _parted(chunk, columns)]
    names: list[Name] = []
    for index, chunk in enumerate(chunks):
        before = chunks[index - 1].bbox.x1 if index else float("-inf")
        after = chunks[index + 1].bbox.x0 if index + 1 < len(chunks) else float("inf")
        first, last = _columns_under(chunk, columns, rules, (before, after))
        if names and first <= names[-1].last:
            first = names[-1].last + 1
        if first > last or first >= columns.count:
            at = names.pop()
            names.append(Name((*at.words, *chunk.words), at.first, at.last))
        else:
            names.append(Name(chunk.words, first, last))
    return names


def _parted(chunk: Chunk, columns: Columns) -> list[Chunk]:
    """A chunk in parts where a gap between its words is wide and lies between two columns."""
    runs = [[chunk.words[0]]]
    spaces = [gap_em(left, right) for left, right in pairwise(chunk.words)]
    plain = min([PLAIN_SPACE_EM, *spaces])
    for (left, right), space in zip(pairwise(chunk.words), spaces, strict=True):
        between = any(
            left.bbox.x1 < two[0] and right.bbox.x0 > one[1] - 0.5
            for one, two in pairwise(columns.extents)
            if left.bbox.x0 < one[1] + 1 and right.bbox.x1 > two[0] - 1
        )
        if between and space > WIDER * max(plain, 0.2):
            runs.append([right])
        else:
            runs[-1].append(right)
    return [Chunk(tuple(run)) for run in runs]


def _columns_under(chunk: Chunk, columns: Columns, rules: Rules, room: tuple[float, float]) -> tuple[int, int]:
    """The columns a name is over: those between uprights beside it, else those of the rule under it, else those covered.

    Where it covers none it is over the nearest.
    """
    box = chunk.bbox
    beside = _uprights_beside(box, rules.upright, room, columns)
    under = beside or _rule_under(box, rules.level, room)
    if under and under.covers(*columns.extents[0]) and under.covers(*columns.extents[-1]):
        under = None  # it is under the whole header
    left, right = (under.start, under.end) if under else (box.x0, box.x1)
    covered = [
        index
        for index, (start, end) in enumerate(columns.extents)
        if min(right, end) - max(left, start) >= COVERS * (end - start)
    ]
    if covered and (under or len(covered) > 1):
        return covered[0], covered[-1]
    overlaps = [max(0.0, min(box.x1, end) - max(box.x0, start)) for start, end in columns.extents]
    best = max(range(columns.count), key=overlaps.__getitem__)
    if covered:
        return covered[0], covered[0]
    if not overlaps[best]:
        best = columns.at(box.x_mid)
    return best, best


def _uprights_beside(box: BBox, rules: Sequence[Rule], room: tuple[float, float], columns: Columns) -> Rule | None:
    """What two uprights beside a name leave free, as a level rule; an outer one may be the table's edge."""
    level = [rule.at for rule in rules if rule.start <= box.y_mid <= rule.end]
    left = max((at for at in level if at <= box.x0 + 1), default=None)
    right = min((at for at in level if at >= box.x1 - 1), default=None)
    if left is None and right is None:
        return None
    start = left if left is not None else columns.edges[0]
    end = right if right is not None else columns.edges[-1]
    return Rule(box.bottom, start, end) if start > room[0] - 1 and end < room[1] + 1 else None


def _rule_under(box: BBox, rules: Sequence[Rule], room: tuple[float, float]) -> Rule | None:
    """A rule right under a name that does not reach under its neighbours."""
    near = [
        rule
        for rule in rules
        if -1 <= rule.at - box.bottom <= 0.8 * box.height + 1
        and rule.start <= box.x_mid <= rule.end
        and rule.start > room[0] - 1
        and rule.end < room[1] + 1
    ]
    return min(near, key=lambda rule: rule.at, default=None)


def _stacked(above: Sequence[Name], line: Sequence[Name], rules: Sequence[Rule]) -> list[Name]:
    """Names of the lines so far with those of the next line: one that goes on is one with it."""
    names = list(above)
    for name in line:
        over = [one for one in names if one.first == name.first and one.last == name.last]
        last = max(over, key=lambda one: one.bbox.bottom, default=None)
        if last is not None and _goes_on(last, name, rules):
            names[names.index(last)] = Name((*last.words, *name.words), last.first, last.last)
        else:
            names.append(name)
    return names


def _goes_on(above: Name, below: Name, rules: Sequence[Rule]) -> bool:
    lowest = max(above.words, key=lambda word: word.bbox.y_mid).bbox
    step = below.bbox.y_mid - lowest.y_mid
    parted = any(
        lowest.y_mid < rule.at < below.bbox.y_mid and rule.start <= below.bbox.x_mid <= rule.end for rule in rules
    )
    return not parted and step <= WRAPPED_EM * below.size_pt


def _row_cuts(names: Sequence[Name]) -> list[float]:
    """The fewest levels that part every two names of which one is over the other."""
    gaps = sorted(
        (lower.bbox.top, upper.bbox.bottom)
        for upper in names
        for lower in names
        if upper is not lower
        and upper.first <= lower.last
        and lower.first <= upper.last
        and upper.bbox.y_mid < lower.bbox.y_mid
    )
    cuts: list[float] = []
    for lower_top, upper_bottom in gaps:
        low, high = min(upper_bottom, lower_top), max(upper_bottom, lower_top)
        if not any(low - 0.5 <= cut <= high + 0.5 for cut in cuts):
            cuts.append(high)
    return cuts
