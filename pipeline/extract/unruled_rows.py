"""Tables without rules: lines of a label and several numbers in columns, under a line with a name for each column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.extract.lines import Fragment
from pipeline.extract.tokens import TOKEN
from pipeline.model.document import Grid
from pipeline.model.geometry import BBox, hull

# A label and a number are a list; from two numbers on, only their columns say what they are.
FEWEST_NUMBERS = 2
FEWEST_LINES = 2

# Numbers of one column end at one edge, have one middle or begin at one edge, to within this.
ALIGNED_PT = 2.0

# Lines of one table follow each other within this many heights of their type; so does the line of names above them.
LINE_HEIGHTS = 4.0

# The lines of one label follow each other within this many heights of their type.
WRAPPED_HEIGHTS = 0.6

# What stands for a number that is missing.
_MARK = re.compile(r"[-\u2013\u2014.*]{1,2}")

Line = tuple[Fragment, ...]
"""The fragments at one height, from the left."""


def unruled_grids(fragments: Sequence[Fragment], taken: Sequence[BBox]) -> tuple[Grid, ...]:
    """The tables of a page that no rule tells, outside of the regions ``taken``."""
    upright = (one for one in fragments if one.words[0].direction == "ltr")
    free = [one for one in upright if not any(box.holds_centre_of(one.bbox) for box in taken)]
    lines = level_lines(free)
    runs = _runs([index for index, line in enumerate(lines) if _is_row(line)], lines)
    return tuple(grid for run in runs if (grid := _grid(run, lines)) is not None)


def level_lines(fragments: Sequence[Fragment]) -> list[Line]:
    """The fragments of a page in lines from the top, those at one height from the left."""
    lines: list[list[Fragment]] = []
    for one in sorted(fragments, key=lambda each: each.bbox.y_mid):
        if lines and one.bbox.y_mid - lines[-1][0].bbox.y_mid <= 0.5 * min(one.bbox.height, lines[-1][0].bbox.height):
            lines[-1].append(one)
        else:
            lines.append([one])
    return [tuple(sorted(line, key=lambda each: each.bbox.x0)) for line in lines]


def _is_row(line: Line) -> bool:
    """Whether a line is a label, then nothing but numbers."""
    label, numbers = line[0], line[1:]
    if not is_lettered(label) or len(numbers) < FEWEST_NUMBERS:
        return False
    return all(TOKEN.fullmatch(one.text) or _MARK.fullmatch(one.text) for one in numbers) and any(
        TOKEN.fullmatch(one.text) for one in numbers
    )


def is_lettered(fragment: Fragment) -> bool:
    """Whether there are letters in a text."""
    return re.search(r"[^\W\d_]", fragment.text) is not None


def _runs(rows: Sequence[int], lines: Sequence[Line]) -> Iterator[list[int]]:
    """Rows that follow each other, with as many numbers in the same columns."""
    run: list[int] = []
    for index in rows:
        if run and not (index == _end_of(run[-1], lines) and _goes_on(lines[run[-1]], lines[index])):
            yield run
            run = []
        run.append(index)
    yield run


def _end_of(row: int, lines: Sequence[Line]) -> int:
    """The line behind a row, whose label may go on, with nothing beside it, on further lines."""
    end = row + 1
    while end < len(lines) and _wraps(lines[row][0], lines[end - 1][0], lines[end]):
        end += 1
    return end


def _wraps(label: Fragment, above: Fragment, line: Line) -> bool:
    below = line[0]
    near = below.bbox.top - above.bbox.bottom <= WRAPPED_HEIGHTS * label.bbox.height
    return len(line) == 1 and is_lettered(below) and near and abs(below.bbox.x0 - label.bbox.x0) <= ALIGNED_PT


def _goes_on(above: Line, below: Line) -> bool:
    near = below[0].bbox.top - above[0].bbox.bottom <= LINE_HEIGHTS * above[0].bbox.height
    alike = len(above) == len(below) and abs(above[0].bbox.x0 - below[0].bbox.x0) <= ALIGNED_PT
    return near and alike and all(are_aligned(one.bbox, other.bbox) for one, other in zip(above, below, strict=True))


def are_aligned(one: BBox, other: BBox) -> bool:
    """Whether two boxes are of one column, by their edges or middles."""
    apart = (one.x1 - other.x1, one.x_mid - other.x_mid, one.x0 - other.x0)
    return min(abs(each) for each in apart) <= ALIGNED_PT


def _grid(run: Sequence[int], lines: Sequence[Line]) -> Grid | None:
    """The cells of a run of rows and of the line of names above it; ``None`` where its columns have none."""
    if len(run) < FEWEST_LINES:
        return None
    rows = [lines[index] for index in run]
    whole = [[one.bbox for line in lines[index : _end_of(index, lines)] for one in line] for index in run]
    columns = [hull(line[nth].bbox for line in rows) for nth in range(len(rows[0]))]
    columns[0] = hull((columns[0], *(box for boxes in whole for box in boxes if box.x0 < columns[1].x0)))
    names = _names(lines[: run[0]], columns)
    if not names:
        return None
    wide = [hull((column, name)) if name else column for column, name in zip(columns, names, strict=True)]
    header = hull(name for name in names if name)
    table = hull((*wide, header))
    across = [table.x0, *((left.x1 + right.x0) / 2 for left, right in pairwise(wide)), table.x1]
    levels = [header, *map(hull, whole)]
    down = [table.top, *((upper.bottom + lower.top) / 2 for upper, lower in pairwise(levels)), table.bottom]
    cells = [BBox(left, top, right, bottom) for top, bottom in pairwise(down) for left, right in pairwise(across)]
    return Grid(table, tuple(cells))


def _names(above: Sequence[Line], columns: Sequence[BBox]) -> list[BBox | None]:
    """Where the name of each column stands, the first of which may have none: on the lines of letters right above."""
    names: list[Fragment] = []
    top = columns[0].top
    for line in reversed(above):
        gap = top - max(one.bbox.bottom for one in line)
        if gap > (1 if names else LINE_HEIGHTS) * line[0].bbox.height or not all(map(is_lettered, line)):
            break  # names may be wrapped, but what stands apart above them is a title
        names.extend(line)
        top = min(one.bbox.top for one in line)
        if (found := _by_column(_stacked(names), columns)) is not None:
            return found
    return []


def _stacked(names: Sequence[Fragment]) -> list[BBox]:
    """The boxes of names, the lines of each joined, from the left."""
    boxes: list[BBox] = []
    for one in sorted(names, key=lambda each: each.bbox.x0):
        if boxes and one.bbox.x_overlap(boxes[-1]) > 0:
            boxes[-1] = hull((boxes[-1], one.bbox))
        else:
            boxes.append(one.bbox)
    return boxes


def _by_column(names: Sequence[BBox], columns: Sequence[BBox]) -> list[BBox | None] | None:
    """One name a column in their order, each between the columns on both sides; ``None`` where they are no such."""
    if len(names) not in {len(columns), len(columns) - 1}:
        return None
    found: list[BBox | None] = [*([None] * (len(columns) - len(names))), *names]
    wide = [hull((column, name)) if name else column for column, name in zip(columns, found, strict=True)]
    return found if all(left.x1 < right.x0 for left, right in pairwise(wide)) else None
