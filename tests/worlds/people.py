"""Micro-data of an edition: every person of its year, and cells of the years before that it tells about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

UNKNOWN = "_U"
OTHER = "_O"

EDITION_YEAR = 2031
"""Of every generated edition: no figure of it was ever published, so that none can be held against a real one."""

SPAN = 5
"""Years over which children are said to have lain around a value; the last one is two years before the edition."""


@dataclass(frozen=True, slots=True)
class Person:
    """One identified person; `industry` is empty where no work was involved, `channel` where there was none.

    `was_moved` are those whose registration went from several forms to this one, and who were used in work too.
    """

    exploitation_form: str
    sex: str
    age: str
    offence: str = ""
    industry: str = ""
    origin: str = UNKNOWN
    referrer: str = UNKNOWN
    channel: str = ""
    was_moved: bool = False


@dataclass(frozen=True, slots=True)
class Past:
    """Cells of an earlier year; ranks are orders, first to last, without the unknown."""

    year: int
    total: int
    female: int
    male: int
    girls: int
    boys: int
    children: int
    labour: int
    labour_female: int
    sexual: int
    industries: tuple[str, ...]
    industry_unknown: int
    industry_other: int
    referrers: Mapping[str, int]
    origins: tuple[str, ...]
    related_sweden: int
    related_abroad: int


@dataclass(frozen=True, slots=True)
class World:
    """All that an edition is counted from; `past` is by year, `is_cut` tells whether its boxes are cut off."""

    seed: int
    year: int
    people: tuple[Person, ...]
    past: Mapping[int, Past]
    children_around: int
    related_sweden: int
    related_abroad: int
    is_cut: bool

    def count(self, **codes: str) -> int:
        """Return how many persons of the edition's year have all the codes."""
        return sum(all(getattr(one, name) == code for name, code in codes.items()) for one in self.people)

    def before(self, years: int) -> Past:
        """Return the cells of an earlier year."""
        return self.past[self.year - years]


def ranked(counts: Mapping[str, int]) -> tuple[str, ...]:
    """Return the codes with persons, most first, without the unknown and the rest."""
    known = [code for code, count in counts.items() if count and code not in {UNKNOWN, OTHER, ""}]
    return tuple(sorted(known, key=lambda code: (-counts[code], code)))


def counts_by(world: World, dimension: str, **codes: str) -> dict[str, int]:
    """Return how many persons have each code of a dimension, of those with all the other codes."""
    found: dict[str, int] = {}
    for one in world.people:
        if all(getattr(one, name) == code for name, code in codes.items()):
            code = getattr(one, dimension)
            found[code] = found.get(code, 0) + 1
    return found


def rounded_share(part: int, whole: int) -> int:
    """Return a share in whole percents, rounded half up."""
    return (200 * part + whole) // (2 * whole)


def rounded_points(world: World) -> int:
    """Return by how many percentage points the rounded share of civil society differs from last year's."""
    last = world.before(1)
    now = rounded_share(world.count(referrer="civil_society"), len(world.people))
    return now - rounded_share(last.referrers["civil_society"], last.total)
