"""Places in an order of classes, as far as figures that were published fix them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from pipeline.model.observation import NOT_APPLICABLE, OTHER, TOTAL, UNKNOWN, Fact
from pipeline.model.reference import Reference
from pipeline.validate.published import Volume

RESIDUAL = frozenset({TOTAL, UNKNOWN, OTHER, NOT_APPLICABLE})
"""What has no place among the classes."""


@dataclass(frozen=True, slots=True)
class Place:
    """The best place that a class can have, and the worst one among those that are told: equal classes share them."""

    best: int
    worst: int
    words: str
    references: tuple[Reference, ...]


def classes_of(dimension: str, fact: Fact, volume: Volume) -> dict[str, Reference]:
    """The exact counts of the classes of a dimension beside the other codes of a fact, by code, the largest first."""
    measure = fact.measure if fact.base_measure == NOT_APPLICABLE else fact.base_measure
    others = tuple(pair for pair in fact.codes if pair[0] != dimension)
    found = {}
    for told, one in volume.told.items():
        code = told.code(dimension)
        here = (told.measure, told.time_period) == (measure, fact.time_period) and told.is_count
        beside = tuple(pair for pair in told.codes if pair[0] != dimension) == others
        if here and beside and one.value is not None and one.qualifier == "exact" and not one.is_combined:
            found[code] = one
    counted = {code: one for code, one in found.items() if code not in RESIDUAL}
    return dict(sorted(counted.items(), key=lambda item: (-(item[1].value or 0), item[0])))


def place_of(fact: Fact, volume: Volume) -> Place | None:
    """The place of the class that a rank is told of: by counts, else by a list; ``None`` where neither tells it."""
    dimension = fact.about.partition(":")[0]
    code = fact.code(dimension) if dimension in dict(fact.codes) else TOTAL
    counts = classes_of(dimension, fact, volume) if code != TOTAL else {}
    if code in counts and len(counts) > 1:
        return _by_counts(code, counts)
    listed = _listed(dimension, fact, volume)
    if listed is None or code not in listed.classes:
        return None
    place = listed.classes.index(code) + 1
    return Place(place, place, f"{' > '.join(listed.classes)}: {place}", (listed,))


def _by_counts(code: str, counts: dict[str, Reference]) -> Place:
    mine = counts[code].value or Decimal(0)
    values = [one.value or Decimal(0) for one in counts.values()]
    larger = [value for value in values if value > mine]
    same = [value for value in values if value == mine]
    best, worst = len(larger) + 1, len(larger) + len(same)
    tied = " = ".join(str(value) for value in same)
    words = " > ".join([*map(str, larger), tied])
    places = str(best) if best == worst else f"{best}–{worst}"
    taking_part = tuple(one for one in counts.values() if (one.value or 0) >= mine)
    return Place(best, worst, f"{words}: {places}", taking_part)


def _listed(dimension: str, fact: Fact, volume: Volume) -> Reference | None:
    """The list in order of the classes of a dimension beside the other codes of a fact."""
    codes = tuple((name, TOTAL if name == dimension else code) for name, code in fact.codes)
    measure = fact.measure if fact.base_measure == NOT_APPLICABLE else fact.base_measure
    cell = replace(Fact(measure, fact.time_period, codes), about=dimension)
    return volume.told.get(cell)
