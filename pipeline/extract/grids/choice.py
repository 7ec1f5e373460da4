"""Which of several readings of a table is the best.

Seven things speak for or against a reading; each is a part from 0 to 1, so that small and large tables weigh alike.

``crowded``: cells with several numbers, or with words of a line far apart: a column or row was missed.
``lumped``: a body that is one row, of several lines across: what a frame around many rows makes of them.
``cut``: neighbouring words with no more than a word space between them that lie in two cells: a column cuts a text.
``mixed``: cells under a column's other kind: words among numbers or numbers among words. Columns hold one kind.
``agreement``: neighbours that the other readers see too. They make their mistakes in other ways, so what two see
is more often true; it weighs least among the faults, since readers by white space err together.
``drawn``: rules part every cell from every other. Who draws them all knows where cells end; white space is a guess.
``sums``: rows that are the sum of those above in every column of numbers. Chance does not make these, so one is a
strong sign, but most tables have none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from itertools import pairwise

from pipeline.extract.grids.draft import Draft, Room
from pipeline.extract.grids.words import (
    WIDER_THAN_SPACES,
    chunks_of,
    gap_em,
    is_currency,
    is_number,
    is_value,
    lines_of,
    text_of_line,
    word_space_em,
)
from pipeline.extract.lines import GLUED_EM
from pipeline.model.document import Word

# Two readings agree when they share this part of their neighbours.
AGREES = 0.9

# Words of one text are no further apart, in type sizes, even where they are justified.
WIDEST_SPACE_EM = 1.2

CROWDED, CUT, MIXED, AGREEMENT, SUMS, DRAWN = 3.0, 3.0, 1.0, 1.0, 0.5, 0.5

OUTSIDE = 0.25
"""Camelot hands over edges alone: no spanning cells, and every line of a wrapped text is a row. So its reading is taken
only where ours has a fault."""

Neighbours = Counter[tuple[str, str, str]]


def best_of(drafts: Sequence[Draft]) -> tuple[Draft, int, int]:
    """The best of the readings, the first of equals; how many kinds of readers agree with it, of how many."""
    seen = [(draft, neighbours_of(draft)) for draft in drafts]
    marks = [intrinsic(draft) + AGREEMENT * _agreement(draft, own, seen) for draft, own in seen]
    best = max(range(len(drafts)), key=lambda index: (marks[index], -index))
    agreeing = {draft.kind for draft, other in seen if shared(seen[best][1], other) >= AGREES}
    return drafts[best], len(agreeing), len({draft.kind for draft in drafts})


def _agreement(draft: Draft, own: Neighbours, every: Sequence[tuple[Draft, Neighbours]]) -> float:
    """The mean over kinds of readers other than its own of what is shared with the one that shares most."""
    by_kind: dict[str, list[float]] = {}
    for other, seen in every:
        if other.kind != draft.kind:
            by_kind.setdefault(other.kind, []).append(shared(own, seen))
    return _mean(max(values) for values in by_kind.values())


def intrinsic(draft: Draft) -> float:
    """What a reading's own contents say for it; higher is better."""
    faults = CROWDED * (crowded(draft) + lumped(draft)) + CUT * cut(draft) + MIXED * mixed(draft)
    return DRAWN * drawn(draft) + SUMS * sums(draft) - faults - (OUTSIDE if draft.is_outside else 0)


def _mean(values: Iterable[float]) -> float:
    every = list(values)
    return sum(every) / len(every) if every else 0.0


def text_of(room: Room) -> str:
    """All words of a cell with spaces."""
    return " ".join(text_of_line(line) for line in lines_of(room.words))


def body_of(draft: Draft) -> list[Room]:
    """Cells below the header."""
    return [room for room in draft.rooms if room.row >= draft.header_rows]


def drawn(draft: Draft) -> float:
    """1 where rules close all cells, of two rows of the body at least: one is what a frame makes of a whole body."""
    if not draft.closed or draft.rows - draft.header_rows < 2:  # noqa: PLR2004 -- one row is a frame around many
        return 0.0
    return float(not any(_has_gap(room) for room in draft.rooms))


def _has_gap(room: Room) -> bool:
    """Tell whether words of one line stand apart: a rule is missing between them."""
    pairs = (pair for line in lines_of(room.words) for pair in pairwise(line))
    return any(gap_em(left, right) > WIDEST_SPACE_EM and not is_currency(left.text) for left, right in pairs)


def crowded(draft: Draft) -> float:
    """The part of the body's cells that hold several numbers, or of all cells that have a gap, if that is more."""
    body = body_of(draft)
    if not body:
        return 1.0
    space = word_space_em(lines_of(word for room in draft.rooms for word in room.words))
    several = sum(_has_several(room, space) for room in body) / len(body)
    return max(several, sum(map(_has_gap, draft.rooms)) / len(draft.rooms))


def lumped(draft: Draft) -> float:
    """1 where one row is all of the body though several of its lines have words in most columns; else 0."""
    body = body_of(draft)
    if len({room.row for room in body}) != 1 or len(body) < 2:  # noqa: PLR2004 -- several columns
        return 0.0
    place = {id(word): room.column for room in body for word in room.words}
    lines = lines_of(word for room in body for word in room.words)
    wide = [line for line in lines if 2 * len({place[id(word)] for word in line}) > len(body)]
    return float(len(wide) > 2)  # noqa: PLR2004 -- two lines may be one cell's


def _has_several(room: Room, space_em: float) -> bool:
    chunks = [chunk for line in lines_of(room.words) for chunk in chunks_of(line, space_em)]
    return len(chunks) > 1 and sum(chunk.is_number for chunk in chunks) > 1


def cut(draft: Draft) -> float:
    """The part of words that a column parts from the next one of their text."""
    place = {id(word): (room.row, room.column) for room in draft.rooms for word in room.words}
    words = [word for room in draft.rooms for word in room.words]
    lines = lines_of(words)
    widest = word_space_em(lines) / WIDER_THAN_SPACES
    pairs = [pair for line in lines for pair in pairwise(line) if _is_one_text(*pair, widest)]
    return sum(place[id(left)] != place[id(right)] for left, right in pairs) / max(1, len(words))


def _is_one_text(left: Word, right: Word, space_em: float) -> bool:
    both_numbers = is_number(left.text) and is_number(right.text)
    return gap_em(left, right) <= space_em + GLUED_EM and not both_numbers


def mixed(draft: Draft) -> float:
    """The part of the body's cells that are of the other kind than most of their column."""
    body = [room for room in body_of(draft) if room.column_span == 1 and room.column > 0]
    wrong = 0
    for column in {room.column for room in body}:
        kinds = Counter(is_number(text_of(room)) for room in body if room.column == column)
        wrong += min(kinds[True], kinds[False])
    return wrong / len(body) if body else 0.0


def sums(draft: Draft) -> float:
    """1 where some row is the sum of rows above it in all of its columns with numbers, two at least; else 0."""
    table: dict[int, dict[int, Decimal]] = {}
    for room in body_of(draft):
        number = value_of(text_of(room)) if room.column else None
        if number is not None:
            table.setdefault(room.row, {})[room.column] = number
    rows = [table[row] for row in sorted(table)]
    return float(any(_is_sum(rows[:at], row) for at, row in enumerate(rows)))


def _is_sum(above: Sequence[dict[int, Decimal]], row: dict[int, Decimal]) -> bool:
    if len(above) < 2 or len(row) < 2:  # noqa: PLR2004 -- what one number equals may be chance
        return False
    return any(
        all(
            value and sum(one.get(column, Decimal(0)) for one in above[start:]) == value
            for column, value in row.items()
        )
        for start in range(len(above) - 1)
    )


def value_of(text: str) -> Decimal | None:
    """The number a text is, however its thousands and decimals are parted; ``None`` where it is none."""
    digits = text.strip("()%*$€£ ").replace("\u2212", "-").replace("\u2013", "-")
    for space in (" ", "\u00a0", "\u2009", "\u202f"):
        digits = digits.replace(space, "")
    if digits.count(",") == 1 and len(digits.rpartition(",")[2]) != 3:  # noqa: PLR2004 -- a group has three digits
        digits = digits.replace(".", "").replace(",", ".")
    try:
        return Decimal(digits.replace(",", ""))
    except InvalidOperation:
        return None


def neighbours_of(draft: Draft) -> Neighbours:
    """Every pair of cells that stand next to each other, empty places passed over."""
    held = {
        (room.row + down, room.column + right): index
        for index, room in enumerate(draft.rooms)
        for down in range(room.row_span)
        for right in range(room.column_span)
    }
    texts = ["".join(text_of(room).split()) for room in draft.rooms]
    pairs = {*_along(held, "right"), *_along(held, "below")}
    return Counter((texts[one], way, texts[other]) for one, way, other in pairs)


def _along(held: dict[tuple[int, int], int], way: str) -> Iterator[tuple[int, str, int]]:
    order = sorted(held, key=lambda place: place if way == "right" else (place[1], place[0]))
    lane = 0 if way == "right" else 1
    for one, other in pairwise(order):
        if one[lane] == other[lane] and held[one] != held[other]:
            yield held[one], way, held[other]


def shared(one: Neighbours, other: Neighbours) -> float:
    """The part of neighbours that two readings have in common, of all in both."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0


def with_header(draft: Draft) -> Draft:
    """With the rows before the first with a number that is no year as its header; one where there is none."""
    with_values = [room.row for room in draft.rooms if room.column and is_value(text_of(room))]
    first = min(with_values, default=1)
    return replace(draft, header_rows=first if first < draft.rows else 1)


def header_columns_of(draft: Draft) -> int:
    """How many columns from the left name rows: those before the first that is mostly numbers; 1 without numbers."""
    kinds: dict[int, Counter[bool]] = {}
    for room in body_of(draft):
        kinds.setdefault(room.column, Counter())[is_number(text_of(room))] += 1
    numeric = [column for column, kind in kinds.items() if kind[True] > kind[False]]
    return min(numeric, default=1) if numeric else min(1, draft.columns - 1)
