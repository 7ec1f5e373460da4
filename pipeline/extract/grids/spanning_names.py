"""Names that span rows: in the first column, between rules across, beside several rows that have names of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from pipeline.extract.grids.draft import Room
from pipeline.extract.grids.row_groups import Row
from pipeline.extract.grids.words import is_number

# One such stretch between rules may be chance.
FEWEST = 2

# The names of the rows themselves, and what the rows say.
INNER = 1


@dataclass(frozen=True, slots=True)
class Spanned:
    """The rows of a body without names that span several of them, and these names by the band they are in."""

    rows: tuple[Row, ...]
    names: tuple[tuple[int, Row], ...]


NOTHING_SPANS = Spanned((), ())


def without_spanning_names(rows: Sequence[Row], across: Sequence[float]) -> Spanned:
    """Take the names that span rows out of the lines that they are level with, each as one row of all its words."""
    bands = [list(band) for _, band in groupby(rows, key=lambda row: band_of(row, across))]
    if sum(map(_has_spanning_name, bands)) < FEWEST:
        return Spanned(tuple(rows), ())
    kept: list[Row] = []
    names: list[tuple[int, Row]] = []
    for band in bands:
        if not _has_spanning_name(band):
            kept.extend(band)
            continue
        words = tuple(word for row in band for word in row.words.get(0, ()))
        names.append((band_of(band[0], across), replace(band[0], words={0: words})))
        inner = (_without_first(row) for row in band)
        kept.extend(row for row in inner if row.words)
    return Spanned(tuple(kept), tuple(names))


def band_of(row: Row, across: Sequence[float]) -> int:
    """How many rules are above a row."""
    return sum(rule < row.line.bbox.y_mid for rule in across)


def _has_spanning_name(band: Sequence[Row]) -> bool:
    """Tell whether all rows between two rules have a name in the second column, and fewer have text in the first."""
    rows = [row for row in band if set(row.texts) - {0}]
    named = [row for row in rows if INNER in row.texts and not is_number(row.texts[INNER])]
    outer = [row for row in rows if 0 in row.texts]
    has_name = any(0 in row.texts and not is_number(row.texts[0]) for row in band)
    says_more = all(max(row.texts) > INNER for row in rows)
    return len(rows) > 1 and len(named) == len(rows) and len(outer) < len(rows) and has_name and says_more


def _without_first(row: Row) -> Row:
    kept = {column: words for column, words in row.words.items() if column}
    return replace(row, words=kept, texts={column: text for column, text in row.texts.items() if column})


def spanning_rooms(
    spanned: Spanned, groups: Sequence[Sequence[Row]], across: Sequence[float], first_row: int
) -> list[Room]:
    """A cell for each name over all rows of its band; ``first_row`` is that of the body."""
    rooms = []
    for band, name in spanned.names:
        inside = [first_row + index for index, group in enumerate(groups) if band_of(group[0], across) == band]
        rooms.append(Room(inside[0], 0, len(inside), 1, name.words[0]))
    return rooms
