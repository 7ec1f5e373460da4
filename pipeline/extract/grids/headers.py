"""The header of an aligned table: names that wrap, and names over several columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.extract.grids.columns import Columns
from pipeline.extract.grids.draft import Room
from pipeline.extract.grids.lines import Line
from pipeline.extract.grids.names import Name, names_of, widened
from pipeline.extract.grids.rules import Rule, Rules

# Lines of one name are no further apart from middle to middle, in type sizes.
WRAPPED_EM = 1.7


def header_rooms(lines: Sequence[Line], columns: Columns, rules: Rules) -> tuple[list[Room], int]:
    """The cells of the header, and how many rows they make."""
    names: list[Name] = []
    by_line = [names_of(line, columns, rules) for line in lines]
    for index, line in enumerate(by_line):
        below = [name for later in by_line[index + 1 :] for name in later]
        names = _stacked(names, widened(line, below, columns), rules.level)
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
