"""What was published of earlier years: values of cells, told directly or added up from parts that are all there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import combinations, starmap

from pipeline.model.observation import KNOWN, NOT_APPLICABLE, TOTAL, UNKNOWN, Codes, Fact
from pipeline.model.reference import Comparability, Reference
from pipeline.spec.schema import Extra, FamilySpec, ReadingSpec

HUNDRED = Decimal(100)
FOUR_DECIMALS = Decimal("0.0001")

AS_WRITTEN = ReadingSpec(sv="", en="")
"""The reading that changes nothing."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A value with the arithmetic that gives it, and the references that take part in its order."""

    value: Decimal
    words: str
    references: tuple[Reference, ...]

    @property
    def qualifier(self) -> str:
        """``exact``, unless it is told directly as a bound."""
        return self.references[0].qualifier if len(self.references) == 1 else "exact"

    @property
    def factor(self) -> str:
        """The arithmetic as part of a larger one: a sum in brackets."""
        return f"({self.words})" if " " in self.words else self.words


@dataclass(frozen=True, slots=True)
class Volume:
    """What one edition, or one other source, published of one population: one vintage of its figures."""

    edition: int | None
    population: str
    comparability: Comparability
    told: Mapping[Fact, Reference] = field(hash=False)

    @property
    def name(self) -> str:
        """Short and the same in every run."""
        return f"{self.edition or 'other'}:{self.population}"


def volumes_of(references: Iterable[Reference], edition_year: int) -> tuple[Volume, ...]:
    """The vintages that a report of this edition year can be compared with, the earliest first.

    Those that quote this edition or a later one, and populations that are never compared, are left out.
    """
    told: defaultdict[tuple[int, str, Comparability], dict[Fact, Reference]] = defaultdict(dict)
    for one in references:
        earlier = one.edition is None or one.edition < edition_year
        if earlier and one.comparability is not Comparability.NEVER:
            told[one.edition or 0, one.population, one.comparability].setdefault(one.fact, one)
    return tuple(
        Volume(edition or None, population, comparability, cells)
        for (edition, population, comparability), cells in sorted(told.items(), key=lambda item: item[0])
    )


def figure_of(fact: Fact, volume: Volume, reading: ReadingSpec = AS_WRITTEN) -> Figure | None:
    """What a vintage says of a count or a share, read in a certain way; ``None`` where it cannot be told for sure."""
    if fact.measure == "share":
        return _share(fact, volume, reading)
    return _count(fact, volume, reading, ()) if fact.is_count else None


def _share(fact: Fact, volume: Volume, reading: ReadingSpec) -> Figure | None:
    base, _, known = fact.share_base.partition(KNOWN)
    held = set(base.split("+"))
    part = Fact(fact.base_measure, fact.time_period, fact.codes)
    kept = ((name, code if name in held or code == NOT_APPLICABLE else TOTAL) for name, code in fact.codes)
    left_out = tuple(known.split(",")) if known else ()
    above = _count(part, volume, reading, left_out)
    below = _count(replace(part, codes=tuple(kept)), volume, reading, left_out)
    if above is None or below is None or not below.value:
        return None
    share = (HUNDRED * above.value / below.value).quantize(FOUR_DECIMALS)
    words = f"{above.factor} / {below.factor} = {share} %"
    return Figure(share, words, (*above.references, *below.references))


def _count(fact: Fact, volume: Volume, reading: ReadingSpec, left_out: tuple[str, ...]) -> Figure | None:
    codes = tuple((name, reading.codes.get(name, code) if code == TOTAL else code) for name, code in fact.codes)
    cell, known = replace(fact, codes=codes), (*left_out, *reading.known)
    direct = None if known else volume.told.get(cell)
    if direct is not None and direct.qualifier == "exact" and direct.value is not None:
        figure: Figure | None = Figure(direct.value, str(direct.value), (direct,))
    else:
        figure = _sum(cell, volume, known)
    for extra, sign in ((reading.including, 1), (reading.excluding, -1)):
        if extra is not None and figure is not None:
            figure = _with_extra(figure, cell, volume, extra, sign)
    return figure


def _with_extra(figure: Figure, cell: Fact, volume: Volume, extra: Extra, sign: int) -> Figure | None:
    """A count with others counted beside it, or without them; they may be outside of the cell altogether."""
    codes = dict(cell.codes)
    if any(codes[name] not in {TOTAL, code} for name, code in extra.codes.items()):
        return figure
    if any(code not in {TOTAL, NOT_APPLICABLE} for name, code in codes.items() if name not in extra.codes):
        return None
    for told, one in volume.told.items():
        whole = all(code in {TOTAL, NOT_APPLICABLE} for _, code in told.codes)
        if (told.measure, told.time_period) == (extra.measure, cell.time_period) and whole and one.value is not None:
            between = "+" if sign > 0 else "−"
            words = f"{figure.words} {between} {one.value}"
            return Figure(figure.value + sign * one.value, words, (*figure.references, one))
    return None


def _sum(cell: Fact, volume: Volume, known: tuple[str, ...]) -> Figure | None:
    """A cell as the sum of published parts, where the parts are known to be all: they add up to a published whole.

    Persons unknown in a dimension of ``known`` are left out. A part of which it is not told whether it is inside the
    cell decides nothing.
    """
    counts = _counts_beside(cell, volume)
    for dimensions in _ways_to_divide(cell, counts, known):
        for whole, value in counts.items():
            if not _is_inside(cell.codes, whole):
                continue
            leaves = _leaves(whole, counts, dimensions)
            are_all = sum(_value(counts[leaf]) for leaf in leaves) == _value(value)
            if leaves and are_all and all(starmap(_are_apart, combinations(leaves, 2))):
                figure = _sum_of(cell, {leaf: counts[leaf] for leaf in leaves}, known)
                if figure is not None:
                    return figure
    return None


def _counts_beside(cell: Fact, volume: Volume) -> dict[Codes, Reference]:
    """The exact counts of the same measure and period by their codes."""
    return {
        fact.codes: one
        for fact, one in volume.told.items()
        if fact.time_period == cell.time_period  # most have another one, and this is asked often
        and replace(fact, codes=cell.codes) == cell
        and one.qualifier == "exact"
        and one.value is not None
        and not one.is_combined
    }


def _ways_to_divide(cell: Fact, counts: Iterable[Codes], known: tuple[str, ...]) -> Iterator[set[str]]:
    """Dimensions by which parts may be told: those that the cell needs, then one more."""
    needed = {name for name, code in cell.codes if code not in {TOTAL, NOT_APPLICABLE}} | set(known)
    told = {name for codes in counts for name, code in codes if code not in {TOTAL, NOT_APPLICABLE}}
    yield needed
    for name, _ in cell.codes:
        if name in told - needed:
            yield {*needed, name}


def _leaves(whole: Codes, counts: Iterable[Codes], dimensions: set[str]) -> list[Codes]:
    """The smallest parts of a whole that differ from it in these dimensions only, in the order of publication."""
    total = dict(whole)
    inside = [
        codes
        for codes in counts
        if codes != whole
        and _is_inside(codes, whole)
        and all(code == total[name] for name, code in codes if name not in dimensions)
    ]
    return [codes for codes in inside if not any(other != codes and _is_inside(other, codes) for other in inside)]


def _is_inside(part: Codes, whole: Codes) -> bool:
    return all(code in {TOTAL, inner} for (_, inner), (_, code) in zip(part, whole, strict=True))


def _are_apart(one: Codes, other: Codes) -> bool:
    """Whether nobody can be in both: they have different codes in one dimension."""
    return any(code != also and TOTAL not in {code, also} for (_, code), (_, also) in zip(one, other, strict=True))


def _sum_of(cell: Fact, leaves: Mapping[Codes, Reference], known: tuple[str, ...]) -> Figure | None:
    taken: list[Reference] = []
    for codes, one in leaves.items():
        told = dict(codes)
        outside = any(told[name] != code and TOTAL not in {told[name], code} for name, code in cell.codes)
        if outside or any(told[name] == UNKNOWN for name in known):
            continue
        if not _is_inside(codes, cell.codes) or any(told[name] == TOTAL for name in known):
            return None
        taken.append(one)
    if not taken:
        return None
    words = " + ".join(str(one.value) for one in taken)
    return Figure(sum((_value(one) for one in taken), Decimal(0)), words, tuple(taken))


def _value(one: Reference) -> Decimal:
    return one.value if one.value is not None else Decimal(0)


def complete(measure: str, codes: Codes, spec: FamilySpec) -> Codes:
    """Codes with a total in every dimension that they leave out."""
    told, inapplicable = dict(codes), spec.measures[measure].inapplicable
    return tuple((name, NOT_APPLICABLE if name in inapplicable else told.get(name, TOTAL)) for name in spec.dimensions)
