"""Sums that nobody declared: lines of a table that are the exact total of lines beside them.

A line is taken for a total where its numbers are the sums of the same lines in several places, or a word says that it
is one, and where so much agreement is hardly chance. Then it has to be one everywhere: where it is not, the numbers
contradict each other.

The chance that a sum holds though it means nothing: a total of T units meets a sum of its size with about 1 in T + 1;
this is multiplied over the places where it holds, and with the number of ways to choose lines that were tried.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from math import comb

from pipeline.model.observation import Observation
from pipeline.model.printed import squashed
from pipeline.model.verdict import Severity
from pipeline.validate.expressions import Sum
from pipeline.validate.found_lines import COLUMN, INDENT_PT, ROW, Line, lines_of, tables_in, unit_in_last_place
from pipeline.validate.relations import Relation, Sign

UNNAMED_LIMIT = Fraction(1, 1000)
"""Of so many tables without any sum, one at most would be said to have one."""

NAMED_LIMIT = Fraction(1, 20)
"""Where a word says that it is a total, only which lines are its parts is left to chance."""

FEWEST_PLACES = 2
"""Without a word for a total a sum has to hold in this many places at least, and so before one may break."""

FEWEST_EXACT = 3
"""So many exact sums beside it speak against numbers that were rounded one by one."""

FEWEST_SIBLINGS = 3
"""Lists of one form whose totals all hold say what the total of one more has to be."""

LARGEST_TABLE = 400
"""Lines; the ways to choose parts grow with their square."""


@dataclass(frozen=True, slots=True)
class Place:
    """One cell of a total with the cells of its parts."""

    total: Observation
    parts: tuple[Observation, ...]
    sum: Decimal
    value: Decimal
    unit: Decimal
    tolerance: Decimal

    @property
    def holds(self) -> bool:
        """Whether the parts add up, within their rounding."""
        return abs(self.sum - self.value) <= self.tolerance

    @property
    def is_telling(self) -> bool:
        """Whether more than one part has a value other than 0: else it is a copy, no sum."""
        return sum(bool(one.value) for one in self.parts) > 1

    @property
    def is_mean(self) -> bool:
        """Whether the total lies among its parts, as a mean or a share does: nothing is added up here."""
        values = [one.value for one in self.parts if one.value is not None]
        return min(values) <= self.value <= max(values)

    @property
    def chance(self) -> Fraction:
        """How likely it holds though it means nothing."""
        if not self.is_telling:
            return Fraction(1)
        width = 2 * self.tolerance / self.unit + 1
        return min(Fraction(1), Fraction(width) / Fraction(abs(self.value) / self.unit + 1))


@dataclass(frozen=True, slots=True)
class Found:
    """A line that is the total of others; ``chance`` is how likely that is none."""

    total: int
    parts: tuple[int, ...]
    places: tuple[Place, ...]
    chance: Fraction


def found_sums(observations: Sequence[Observation]) -> Iterator[Relation]:
    """The sums of every table, by rows and by columns, and those of lists that are alike."""
    claimed: set[str] = set()
    tables = tables_in(observations)
    for cells in tables.values():
        for along in (ROW, COLUMN):
            lines = lines_of(cells, along)
            for found in sums_among(lines):
                for relation in _relations(found, along):
                    claimed.add(relation.check_id)
                    yield relation
    for relation in _of_siblings(tables):
        if relation.check_id not in claimed:
            yield relation


def sums_among(lines: Sequence[Line]) -> list[Found]:
    """The totals among the lines of a table: the surest first, then totals of these, then those of outer lines."""
    if not 2 < len(lines) <= LARGEST_TABLE:  # noqa: PLR2004  a total and two parts
        return []
    claims: list[Found] = []
    for sequence in (range(len(lines)), _outer(lines)):
        left = [one for one in sequence if not any(one in claim.parts for claim in claims)]
        while new := _surest(lines, left, {claim.total for claim in claims}):
            claims += new
            inside = {part for claim in new for part in claim.parts}
            left = [one for one in left if one not in inside]
    return claims


def _outer(lines: Sequence[Line]) -> list[int]:
    """Lines that are no parts of the one before by their words, or by being set in."""
    edge = min(line.indent for line in lines) + INDENT_PT
    return [at for at, line in enumerate(lines) if line.indent <= edge and not line.is_part]


def _surest(lines: Sequence[Line], sequence: Sequence[int], done: set[int]) -> list[Found]:
    """Totals that have no line in common, the least likely by chance first."""
    tries = max(1, len(sequence) * (len(sequence) - 2))
    candidates = [
        found
        for at, total in enumerate(sequence)
        if total not in done
        for parts, ways in _choices(lines, sequence, at, tries)
        if (found := _weighed(lines, total, parts, ways)) is not None
    ]
    taken: list[Found] = []
    for one in sorted(candidates, key=lambda one: (one.chance, -len(one.parts), one.total)):
        mine = {one.total, *one.parts}
        if not any(mine & {other.total, *other.parts} for other in taken):
            taken.append(one)
    return taken


def _choices(
    lines: Sequence[Line], sequence: Sequence[int], at: int, tries: int
) -> Iterator[tuple[tuple[int, ...], int]]:
    """The lines right before a total, or right behind it, as many as there may be; with how many ways were tried."""
    named = lines[sequence[at]].is_total
    ways = len(sequence) if named else tries
    for first in range(at - 1):
        ends = first == 0 or _parts_ways(lines, sequence[at], sequence[first - 1])
        yield tuple(sequence[first:at]), 1 if named and ends else ways
    for last in range(at + 3, len(sequence) + 1):
        ends = last == len(sequence) or _parts_ways(lines, sequence[at], sequence[last])
        parts = tuple(sequence[at + 1 : last])
        yield parts, 1 if (named and ends) or _is_set_in(lines, sequence[at], parts, sequence[last:]) else ways


def _is_set_in(lines: Sequence[Line], total: int, parts: Sequence[int], rest: Sequence[int]) -> bool:
    """Whether the parts are set in below their total, and what follows them is not."""
    edge = lines[total].indent + INDENT_PT
    return all(lines[one].indent > edge for one in parts) and (not rest or lines[rest[0]].indent <= edge)


def _parts_ways(lines: Sequence[Line], total: int, other: int) -> bool:
    """Whether the lines of a total end where another one begins: it stands in another section."""
    return lines[total].section != lines[other].section


def _weighed(lines: Sequence[Line], total: int, parts: tuple[int, ...], ways: int) -> Found | None:
    """The total with these parts, if that it is one is told by more than chance."""
    named = lines[total].is_total
    places = [one for name in lines[total].cells if (one := _place(lines, total, parts, name)) is not None]
    judged = [one for one in places if one.holds or not one.is_mean]
    held = [one for one in judged if one.holds and one.is_telling]
    broken = [one for one in judged if not one.holds]
    if len(held) < (1 if named else FEWEST_PLACES) or (broken and len(held) < FEWEST_PLACES):
        return None
    if len(broken) > max(1, len(judged) // 10) or (broken and len(held) * 2 < len(judged)):
        return None
    chance = Fraction(ways * comb(len(judged), len(broken)))
    for one in held:
        chance *= one.chance
    limit = NAMED_LIMIT if named else UNNAMED_LIMIT
    return Found(total, parts, tuple(judged), chance) if chance < limit else None


def _place(lines: Sequence[Line], total: int, parts: Sequence[int], name: str) -> Place | None:
    """The cells of a total and its parts in one place; ``None`` where one of them is missing."""
    whole = lines[total].cells[name]
    cells = [lines[part].cells.get(name) for part in parts]
    members = tuple(one for one in cells if one is not None and one.value is not None)
    if whole.value is None or len(members) < len(parts) or any(one.unit != whole.unit for one in members):
        return None
    return place_of(whole, members)


def place_of(total: Observation, parts: tuple[Observation, ...]) -> Place | None:
    """A total with its parts; what is rounded may be off by half a unit of the last place for each number."""
    values = [one.value for one in (*parts, total) if one.value is not None]
    unit = unit_in_last_place(values)
    rounded = any(one.tolerance for one in (*parts, total))
    tolerance = unit / 2 * len(values) if rounded else Decimal(0)
    return Place(total, parts, sum(values[:-1], Decimal(0)), values[-1], unit, tolerance)


def _relations(found: Found, along: str) -> Iterator[Relation]:
    exact = sum(one.holds and one.is_telling for one in found.places)
    return (_relation(one, along, exact) for one in found.places)


def _relation(place: Place, along: str, exact: int) -> Relation:
    """A sum; one that is off by no more than rounding may do is a contradiction only beside many exact ones."""
    slight = abs(place.sum - place.value) * 2 <= place.unit * (len(place.parts) + 1)
    return Relation(
        check_id=f"sum:{place.total.block_id}:{place.total.fact.fact_id}:{along}",
        block_id=place.total.block_id,
        left=Sum(place.parts),
        sign=Sign.EQUAL,
        right=Sum((place.total,)),
        tolerance=place.tolerance,
        broken=Severity.WORDING if slight and exact < FEWEST_EXACT else Severity.CONTRADICTION,
    )


def _of_siblings(tables: Mapping[str, Sequence[Observation]]) -> Iterator[Relation]:
    """The totals of lists of one column that have one line each with the same word for it, by sections."""
    alike: dict[tuple[str, str], list[Place]] = {}
    for cells in tables.values():
        if len(lines_of(cells, COLUMN)) != 1:
            continue
        sections: dict[str, list[Line]] = {}
        for line in lines_of(cells, ROW):
            sections.setdefault(line.section, []).append(line)
        for rows in sections.values():
            totals = [at for at, line in enumerate(rows) if line.is_total]
            if len(totals) == 1 and len(rows) > 1:
                parts = [at for at in range(len(rows)) if at != totals[0]]
                if (place := _place(rows, totals[0], parts, next(iter(rows[totals[0]].cells)))) is not None:
                    alike.setdefault((cells[0].source_kind, squashed(rows[totals[0]].name)), []).append(place)
    for places in alike.values():
        held = sum(one.holds and one.is_telling for one in places)
        broken = sum(not one.holds for one in places)
        if held >= FEWEST_SIBLINGS and broken <= max(1, len(places) // 10):
            # Each has parts of its own, and may leave some untold.
            yield from (replace(_relation(one, ROW, held), short=Severity.INCOMPLETE) for one in places)
