"""Names of one line of a header, and the columns that each is over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.extract.grids.columns import Columns
from pipeline.extract.grids.lines import Line
from pipeline.extract.grids.rules import Rule, Rules
from pipeline.extract.grids.words import Chunk, gap_em, is_number, text_of_line
from pipeline.model.document import Word
from pipeline.model.geometry import BBox, hull

# A name is over a column when it covers this part of its width.
COVERS = 0.5

# A gap this much wider than others in a line parts two names.
WIDER = 1.3
PLAIN_SPACE_EM = 0.3
NARROW_SPACE_EM = 0.2

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


def names_of(line: Line, columns: Columns, rules: Rules) -> list[Name]:
    """The names of a line from the left, no two over one column."""
    chunks = [part for chunk in line.chunks for part in _parted(chunk, columns)]
    over = []
    for index, chunk in enumerate(chunks):
        before = chunks[index - 1].bbox.x1 if index else float("-inf")
        after = chunks[index + 1].bbox.x0 if index + 1 < len(chunks) else float("inf")
        over.append(_columns_under(chunk, columns, rules, (before, after)))
    if any(right[0] <= left[1] for left, right in pairwise(over)):
        over = _one_each(chunks, columns)
    names: list[Name] = []
    for chunk, (first, last) in zip(chunks, over, strict=True):
        if names and first <= names[-1].last:
            names[-1] = replace(names[-1], words=(*names[-1].words, *chunk.words))
        else:
            names.append(Name(chunk.words, first, last))
    return names


def _one_each(chunks: Sequence[Chunk], columns: Columns) -> list[tuple[int, int]]:
    """A column of its own for each name, in order, as near as can be in sum; the last ones share if there are more."""
    best: dict[int, tuple[float, tuple[int, ...]]] = {-1: (0.0, ())}
    for chunk in chunks:
        step: dict[int, tuple[float, tuple[int, ...]]] = {}
        for last, (cost, path) in best.items():
            for column in range(min(last + 1, columns.count - 1), columns.count):
                total = cost + _distance(chunk.bbox, columns.extents[column])
                if column not in step or total < step[column][0]:
                    step[column] = (total, (*path, column))
        best = step
    _, path = min(best.values())
    return [(column, column) for column in path]


def _distance(box: BBox, extent: tuple[float, float]) -> float:
    """How far the name is from sharing an edge or its middle with a column, in points."""
    start, end = extent
    return min(abs(box.x0 - start), abs(box.x1 - end), abs(box.x_mid - (start + end) / 2))


def widened(names: Sequence[Name], below: Sequence[Name], columns: Columns) -> list[Name]:
    """Names of a line with names over several columns, each over as many as it is centred above.

    Where one name of a line is plainly over several, a narrower one over the middle of three is, too. What it is
    widened by has names ``below``, and none in this line. Names that come again and again below are of one each.
    """
    names = _over_repeated(names, below, columns)
    if all(name.first == name.last for name in names) and not _is_over_numbers(names, below):
        return list(names)
    named = {column for name in below for column in range(name.first, name.last + 1)}
    return [_widened(name, names, named, columns) for name in names]


def _over_repeated(names: Sequence[Name], below: Sequence[Name], columns: Columns) -> list[Name]:
    """The names, one by itself over a round of names that is repeated below as over all of that round."""
    rounds = _rounds([_name_of_column(column, below) for column in range(columns.count)])
    wide = []
    for name in names:
        over = next((one for one in rounds if one[0] <= name.first and name.last <= one[1]), None)
        alone = over is not None and sum(one.first <= over[1] and over[0] <= one.last for one in names) == 1
        wide.append(replace(name, first=over[0], last=over[1]) if over is not None and alone else name)
    return wide


def _name_of_column(column: int, names: Sequence[Name]) -> str:
    return " ".join(text_of_line(name.words) for name in names if name.first == name.last == column)


def _rounds(texts: Sequence[str]) -> list[tuple[int, int]]:
    """The first and last columns of each round of texts, two at least, that is repeated up to the last column."""
    count = len(texts)
    for start in range(1, count):
        for size in range(2, (count - start) // 2 + 1):
            repeated = all(texts[at] == texts[at - size] for at in range(start + size, count))
            first = {text for text in texts[start : start + size] if text}
            if (count - start) % size == 0 and repeated and len(first) == size:
                return [(at, at + size - 1) for at in range(start, count, size)]
    return []


def _is_over_numbers(names: Sequence[Name], below: Sequence[Name]) -> bool:
    """Tell whether a name by itself stands over years or other numbers that name columns, and is no part of theirs."""
    columns = [name for name in below if name.first]
    return len(names) == 1 and len(columns) > 1 and all(is_number(text_of_line(name.words)) for name in columns)


def _widened(name: Name, line: Sequence[Name], named: set[int], columns: Columns) -> Name:
    taken = {column for other in line if other is not name for column in range(other.first, other.last + 1)}
    best = name
    if name.first != name.last or name.first not in named:
        return name
    for first in range(name.first, 0, -1):
        for last in range(name.last, columns.count):
            inside = set(range(first, last + 1))
            if inside & taken or not inside <= named:
                continue
            middle = (columns.extents[first][0] + columns.extents[last][1]) / 2
            centred = abs(middle - name.bbox.x_mid) <= CENTRED_EM * name.size_pt
            if centred and last - first > best.last - best.first:
                best = Name(name.words, first, last)
    return best


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
        if between and space > WIDER * max(plain, NARROW_SPACE_EM):
            runs.append([right])
        else:
            runs[-1].append(right)
    return [Chunk(tuple(run)) for run in runs]


def _columns_under(chunk: Chunk, columns: Columns, rules: Rules, room: tuple[float, float]) -> tuple[int, int]:
    """The columns a name is over: those between uprights beside it, else those of the rule under it.

    Without rules those that it covers; where it covers none, the nearest.
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
