"""Tables without rules whose groups have their names at the left of their first rows.

Under three names of columns stand the names of groups, of rows and the numbers. A name with the total of its group
below it is level with the group's first row, and has no rule to say how far it reaches: the total does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.extract.lines import Fragment
from pipeline.extract.tokens import TOKEN
from pipeline.extract.unruled_rows import LINE_HEIGHTS, Line, are_aligned, is_lettered, level_lines
from pipeline.model.document import Grid
from pipeline.model.geometry import BBox, hull

# The names of groups, of rows, and of the numbers.
COLUMNS = 3

# A group of so few rows may add up by chance.
FEWEST_ROWS = 3

# What begins at the left edge of a column begins within this of it.
SAME_EDGE_PT = 2.0


@dataclass(frozen=True, slots=True)
class _Row:
    label: Fragment
    number: Fragment

    @property
    def bbox(self) -> BBox:
        return hull((self.label.bbox, self.number.bbox))


@dataclass(frozen=True, slots=True)
class _Group:
    """The lines of a group's name, its total among them, and its rows."""

    names: tuple[Fragment, ...]
    rows: tuple[_Row, ...]

    @property
    def adds_up(self) -> bool:
        """Whether its rows add up to the number that ends its name."""
        printed = TOKEN.search(self.names[-1].text)
        return printed is not None and _value(printed.group()) == sum(_value(row.number.text) for row in self.rows)


def spanned_grids(fragments: Sequence[Fragment], taken: Sequence[BBox], carried: Sequence[BBox]) -> tuple[Grid, ...]:
    """Such tables of a page, outside of the regions ``taken``; only those most of whose groups add up.

    ``carried`` are the names of columns of a table on the page before, which may go on at the head of this one.
    """
    upright = (one for one in fragments if one.words[0].direction == "ltr")
    lines = level_lines([one for one in upright if not any(box.holds_centre_of(one.bbox) for box in taken)])
    found = [_grid(carried, _groups(carried, lines[first:]), is_headed=False) for first in _first_rows(carried, lines)]
    for index, line in enumerate(lines):
        if _is_header(line):
            header = [one.bbox for one in line]
            found.append(_grid(header, _groups(header, lines[index + 1 :]), is_headed=True))
    return tuple(grid for grid in found if grid is not None)


def _is_header(line: Line) -> bool:
    return len(line) == COLUMNS and all(is_lettered(one) and not re.search(r"\d", one.text) for one in line)


def _first_rows(carried: Sequence[BBox], lines: Sequence[Line]) -> list[int]:
    """The first line of a page that has as many texts as the table that may go on there, if any."""
    if len(carried) != COLUMNS:
        return []
    return [index for index, line in enumerate(lines) if len(line) == COLUMNS][:1]


def _grid(header: Sequence[BBox], groups: Sequence[_Group], *, is_headed: bool) -> Grid | None:
    adding_up = sum(group.adds_up for group in groups)
    is_chance = len(groups) == 1 and len(groups[0].rows) < FEWEST_ROWS
    if is_chance or 2 * adding_up <= len(groups):
        return None
    across, down = _across(header, groups), _down(header if is_headed else (), groups)
    first = 1 if is_headed else 0
    cells = [BBox(left, down[0], right, down[first]) for left, right in pairwise(across) if is_headed]
    for group in groups:
        last = first + len(group.rows)
        cells.append(BBox(across[0], down[first], across[1], down[last]))
        rows = pairwise(down[first : last + 1])
        cells += [BBox(left, top, right, bottom) for top, bottom in rows for left, right in pairwise(across[1:])]
        first = last
    return Grid(BBox(across[0], down[0], across[-1], down[-1]), tuple(cells))


def _groups(header: Sequence[BBox], lines: Sequence[Line]) -> list[_Group]:
    """The groups below a header, each begun by a name that is level with its first row."""
    outer, inner, _ = header
    found: list[tuple[list[Fragment], list[_Row]]] = []
    bottom = lines[0][0].bbox.top if lines else 0.0
    for line in lines:
        if line[0].bbox.top - bottom > LINE_HEIGHTS * line[0].bbox.height:
            break
        names = [one for one in line if one.bbox.x1 < inner.x0]
        rest = line[len(names) :]
        row = _row(rest, header, [row for _, rows in found for row in rows])
        is_named = len(names) == 1 and abs(names[0].bbox.x0 - outer.x0) <= SAME_EDGE_PT
        if (names and not is_named) or (rest and row is None) or not (names or rest):
            break
        if row is not None and names:
            found.append((names, [row]))
        elif not found:
            break
        else:
            found[-1][0].extend(names)
            found[-1][1].extend([row] if row else [])
        bottom = max(one.bbox.bottom for one in line)
    return [_Group(tuple(names), tuple(rows)) for names, rows in found]


def _row(rest: Line, header: Sequence[BBox], rows: Sequence[_Row]) -> _Row | None:
    """A label at the edge of its column, and a number in line with those above it."""
    if len(rest) != 2 or not is_lettered(rest[0]) or not TOKEN.fullmatch(rest[1].text):  # noqa: PLR2004 -- see above
        return None
    label, number = rest
    is_in_place = abs(label.bbox.x0 - header[1].x0) <= SAME_EDGE_PT and number.bbox.x1 > header[2].x0
    if not is_in_place or (rows and not are_aligned(rows[-1].number.bbox, number.bbox)):
        return None
    return _Row(label, number)


def _across(header: Sequence[BBox], groups: Sequence[_Group]) -> list[float]:
    outer = hull((header[0], *(name.bbox for group in groups for name in group.names)))
    inner = hull((header[1], *(row.label.bbox for group in groups for row in group.rows)))
    numbers = hull((header[2], *(row.number.bbox for group in groups for row in group.rows)))
    return [outer.x0, (outer.x1 + inner.x0) / 2, (inner.x1 + numbers.x0) / 2, numbers.x1]


def _down(header: Sequence[BBox], groups: Sequence[_Group]) -> list[float]:
    """The edges of rows from the top; what is below a group's last row in its name is still in it."""
    levels = [hull(header)] if header else []
    for group in groups:
        levels += [row.bbox for row in group.rows]
        levels[-1] = hull((levels[-1], group.names[-1].bbox)) if len(group.rows) == 1 else levels[-1]
    inner = [(above.bottom + below.top) / 2 for above, below in pairwise(levels)]
    return [levels[0].top, *inner, max(levels[-1].bottom, groups[-1].names[-1].bbox.bottom)]


def _value(number: str) -> int:
    return int("".join(char for char in number if char.isdecimal()))
