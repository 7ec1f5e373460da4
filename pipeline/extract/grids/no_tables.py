"""What stands in rows and columns, and is no table: lists of contents, which tell pages, and the axes of charts."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from pipeline.extract.grids.choice import text_of, value_of
from pipeline.extract.grids.draft import Draft
from pipeline.extract.grids.words import is_value

# A list of contents has so many lines at least; fewer rising numbers may be chance.
FEWEST = 4

# Page numbers have at most so many digits.
MOST_DIGITS = 3


# What may stand over the numbers of pages.
PAGE = frozenset({"page", "pages", "sida", "sid.", "sid", "s."})

# So many numbers at equal steps are an axis.
FEWEST_TICKS = 4

# Around a chart stand ticks and names alone: so many of its texts are numbers. Years over a table of words are fewer.
TICKS_SHARE = 0.3


def is_contents(drafts: Sequence[Draft]) -> bool:
    """Tell whether every reading has titles with whole numbers that rise from the first line on, without a header."""
    return bool(drafts) and all(_is_contents(draft) for draft in drafts)


def _is_contents(draft: Draft) -> bool:
    numbers: dict[int, list[tuple[int, int]]] = {}
    others = 0
    for room in draft.rooms:
        text = text_of(room)
        if text.isdecimal() and len(text) <= MOST_DIGITS:
            numbers.setdefault(room.column, []).append((room.row, int(text)))
        elif not any(char.isalpha() for char in text):
            others += 1
    if others or 0 in numbers or 2 * len(numbers) != draft.columns:
        return False
    named = [text_of(room) for room in draft.rooms if room.column in numbers and not text_of(room).isdecimal()]
    if any(name.casefold() not in PAGE for name in named):
        return False
    columns = [sorted(pairs) for pairs in numbers.values()]
    return all(_rises(pairs) for pairs in columns) and max(map(len, columns)) >= max(FEWEST, 0.6 * draft.rows)


def _rises(pairs: Sequence[tuple[int, int]]) -> bool:
    return pairs[0][0] <= 1 and all(one[1] <= other[1] for one, other in pairwise(pairs))


def is_axes(draft: Draft) -> bool:
    """Tell whether most numbers are ticks: rows or columns of numbers at equal steps."""
    numbers = {(room.row, room.column): value for room in draft.rooms if (value := value_of(text_of(room))) is not None}
    ticks: set[tuple[int, int]] = set()
    for lane in range(2):
        for at in {place[lane] for place in numbers}:
            places = sorted(place for place in numbers if place[lane] == at)
            if _at_equal_steps([numbers[place] for place in places]):
                ticks.update(places)
    return len(ticks) > len(numbers) / 2 and len(numbers) > TICKS_SHARE * len(draft.rooms)


def _at_equal_steps(values: Sequence[Decimal]) -> bool:
    steps = {other - one for one, other in pairwise(values)}
    return len(values) >= FEWEST_TICKS and len(steps) == 1 and steps != {Decimal(0)}


def has_values(draft: Draft) -> bool:
    """Tell whether two rows have two numbers each."""
    rows = [room.row for room in draft.rooms if room.column and is_value(text_of(room))]
    return sum(rows.count(row) > 1 for row in set(rows)) > 1
