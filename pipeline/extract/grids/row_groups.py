"""Which lines of a table's body are one row: labels and texts wrap, numbers do not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.extract.grids.columns import Columns
from pipeline.extract.grids.lines import Line
from pipeline.extract.grids.words import gap_em, is_number
from pipeline.model.document import Word

# Lines of one cell stand closer than rows by at least this part.
CLOSER = 0.88

# Type set solid has lines this far apart, in type sizes; what is nearer is level.
SET_SOLID = 0.9

# From middle to middle, lines of one cell are no further apart, in type sizes.
WIDEST_LEADING_EM = 1.5

_GOES_ON = re.compile(r"[a-zåäöéü(&/+,–]|\d+\)")
_UNFINISHED = re.compile(r"(?:[,/&–(-]|\b(?:of|and|or|in|for|to|the|with|by|per|och|eller|av|i|för|med|på|till|samt))$")


@dataclass(frozen=True, slots=True)
class Row:
    """One line with its words by column; ``texts`` are what these say."""

    line: Line
    words: dict[int, tuple[Word, ...]]
    texts: dict[int, str]

    @property
    def numbers(self) -> frozenset[int]:
        """The columns with numbers or marks of missing ones."""
        return frozenset(column for column, text in self.texts.items() if is_number(text))


@dataclass(frozen=True, slots=True)
class _Body:
    """What is known of a body: rules across, how far its rows are apart at least, and how far its columns reach."""

    rules: tuple[float, ...]
    row_step: float | None
    limits: tuple[float, ...]


def row_groups(rows: Sequence[Row], columns: Columns, rules: Sequence[float]) -> list[list[Row]]:
    """Lines in rows, from the top. ``rules`` are levels of rules across, which part rows."""
    if not rows:
        return []
    limits = tuple(_limit(rows, column) for column in range(columns.count))
    body = _Body(tuple(rules), _row_step(rows, rules), limits)
    groups = [[rows[0]]]
    for index, (above, below) in enumerate(pairwise(rows)):
        following = rows[index + 2] if index + 2 < len(rows) else None
        begins = following is not None and _begins_texts(below, following) and not _ruled(below, following, rules)
        if (_begins_texts(above, below) or not begins) and _is_one(groups[-1], below, body):
            groups[-1].append(below)
        else:
            groups.append([below])
    return groups


def _begins_texts(line: Row, following: Row) -> bool:
    """Tell whether a line without label and number is the begin of texts that go on in the line below it."""
    if 0 in line.texts or line.numbers or 0 not in following.texts:
        return False
    return all(
        text[:1].isupper() and _GOES_ON.match(following.texts.get(column, "")) for column, text in line.texts.items()
    )


def _row_step(rows: Sequence[Row], rules: Sequence[float]) -> float | None:
    """How far rows are apart at least: lines that both have numbers in one column; else the least but one."""
    steps = [
        _step(above, below)
        for above, below in pairwise(rows)
        if above.numbers & below.numbers - {0} and not _ruled(above, below, rules)
    ]
    if steps:
        return min(steps)
    size = max(row.line.size_pt for row in rows)
    every = [step for above, below in pairwise(rows) if (step := _step(above, below)) >= SET_SOLID * size]
    leading = min(every, default=0.0)
    return min((step for step in every if step * CLOSER > leading), default=None)


def _step(above: Row, below: Row) -> float:
    """From a line to the next: in a column that both have, since cells of one line need not be level."""
    common = [column for column in below.words if column in above.words]
    steps = [below.words[column][0].bbox.y_mid - above.words[column][-1].bbox.y_mid for column in common]
    return min(steps, default=below.line.bbox.y_mid - above.line.bbox.y_mid)


def _ruled(above: Row, below: Row, rules: Sequence[float]) -> bool:
    return any(above.line.bbox.y_mid < rule < below.line.bbox.y_mid for rule in rules)


def _limit(rows: Sequence[Row], column: int) -> float:
    """How far to the right the texts of a column reach."""
    return max((row.words[column][-1].bbox.x1 for row in rows if column in row.words), default=0.0)


def _is_one(group: Sequence[Row], below: Row, body: _Body) -> bool:
    above = group[-1]
    if _ruled(above, below, body.rules) or below.numbers & {column for row in group for column in row.numbers} - {0}:
        return False
    if 0 in below.numbers and 0 in above.numbers:
        return False
    step = _step(above, below)
    if step > WIDEST_LEADING_EM * max(above.line.size_pt, below.line.size_pt):
        return False
    if body.row_step is not None and step < CLOSER * body.row_step:
        return True
    return _begins_texts(above, below) or _reads_on(group, below, body.limits)


def _reads_on(group: Sequence[Row], below: Row, limits: Sequence[float]) -> bool:
    """Tell by the words of lines that stand no closer than rows: a text that is not finished, and had no room."""
    above = group[-1]
    common = [column for column in below.texts if column in above.texts and column not in below.numbers]
    if below.numbers and any(row.numbers for row in group):
        return False
    if not below.numbers and 0 not in below.texts and any(column in above.texts for column in below.texts):
        return all(_had_no_room(above, below, column, limits) for column in common)
    if not common or (below.numbers and above.numbers) or 0 not in common:
        return False
    text, following = above.texts[0], below.texts[0]
    if not _had_no_room(above, below, 0, limits):
        return False
    return bool(_GOES_ON.match(following) or _UNFINISHED.search(text)) and not text.endswith(":")


def _had_no_room(above: Row, below: Row, column: int, limits: Sequence[float]) -> bool:
    """Tell whether the first word of a line would not have fitted at the end of the one above."""
    last, first = above.words[column][-1], below.words[column][0]
    space = gap_em(*below.words[column][:2]) if len(below.words[column]) > 1 else 0.25
    return last.bbox.x1 + max(0.2, space) * last.size_pt + first.bbox.width > limits[column] + 0.5
