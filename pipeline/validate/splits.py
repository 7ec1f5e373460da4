"""How a total splits into parts that a block prints, and whether the block prints all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from pipeline.model.observation import NEW, NOT_APPLICABLE, OTHER, TOTAL, UNKNOWN, Fact, Observation, SourceKind
from pipeline.spec.schema import BlockSpec, FamilySpec
from pipeline.validate.cells import overlapping, with_codes

EXACT = "exact"

Signature = tuple[str, ...]
"""The dimensions in which the parts of a total differ from it."""

CutGroups = Mapping[str, Mapping[str, str]]
"""For each block that is cut, the codes of its last group, which alone is open."""


Series = tuple[str, str, str]
"""Measure, period and kind of period: only facts that have these in common add up."""

Group = Mapping[str, str] | None
"""Codes of the last group of a block that is cut; none where it is not."""


@dataclass(frozen=True, slots=True)
class Split:
    """The parts that a block prints of a total, and the dimensions that they split it by.

    ``may_have_more`` where the block prints something of an unknown class that may be another part.
    """

    total: Fact
    parts: tuple[Observation, ...]
    block_id: str
    signature: Signature
    may_have_more: bool = False


class Completeness(StrEnum):
    """Whether all parts of a total are printed: all of them, never all, or all unless the block was cut here."""

    CLOSED = "closed"
    OPEN = "open"
    CUT = "cut"


def exact_counts(observations: Iterable[Observation]) -> list[Observation]:
    """Printed numbers that count something by their codes alone, and exactly."""
    return [one for one in observations if one.fact.is_count and one.qualifier == EXACT]


def first_prints(observations: Iterable[Observation]) -> list[Observation]:
    """One observation a fact: the first one printed."""
    first: dict[Fact, Observation] = {}
    for one in observations:
        first.setdefault(one.fact, one)
    return list(first.values())


@dataclass(frozen=True, slots=True)
class Counts:
    """Counts in their order, found by what they are part of."""

    observations: tuple[Observation, ...]
    by_series: Mapping[Series, Sequence[Observation]]
    by_class: Mapping[tuple[Series, str, str], Sequence[Observation]]
    of_new_classes: tuple[Fact, ...]

    def near(self, cell: Fact) -> Sequence[Observation]:
        """All counts that may be part of a cell: those of its series that have the rarest of its classes."""
        series = series_of(cell)
        found = [self.by_class.get((series, name, code), ()) for name, code in classes_of(cell)]
        return min((self.by_series.get(series, ()), *found), key=len)


def counts_of(observations: Sequence[Observation]) -> Counts:
    """Sort counts by their series and classes."""
    by_series: defaultdict[Series, list[Observation]] = defaultdict(list)
    by_class: defaultdict[tuple[Series, str, str], list[Observation]] = defaultdict(list)
    for one in observations:
        series = series_of(one.fact)
        by_series[series].append(one)
        for name, code in classes_of(one.fact):
            by_class[series, name, code].append(one)
    of_new = tuple(one.fact for one in observations if any(code.startswith(NEW) for _, code in one.fact.codes))
    return Counts(tuple(observations), dict(by_series), dict(by_class), of_new)


def series_of(fact: Fact) -> Series:
    """What facts have to have in common to add up."""
    return fact.measure, fact.time_period, fact.period_kind


def classes_of(fact: Fact) -> list[tuple[str, str]]:
    """The dimensions in which a fact is no total, with their codes."""
    return [(name, code) for name, code in fact.codes if code not in {TOTAL, NOT_APPLICABLE}]


def splits_of(total: Fact, members: Mapping[str, Counts], spec: FamilySpec) -> Iterable[Split]:
    """Every split of a total in each block that is about all of it, and in running text by one dimension."""
    apart = overlapping(spec)
    for block_id, counts in members.items():
        block = spec.blocks.get(block_id)
        if block is not None and not is_within(total, block):
            continue
        for signature, parts in parts_of(total, counts).items():
            if apart.intersection(signature):
                continue
            if block is not None or (len(signature) == 1 and len(parts) > 1):
                may_have_more = any(_may_be_part(fact, total) for fact in counts.of_new_classes)
                yield Split(total, tuple(parts), block_id, signature, may_have_more)


def _may_be_part(fact: Fact, total: Fact) -> bool:
    """Whether a fact of a class that the family does not know lies inside a total if that class does."""
    pairs = [(mine, theirs) for (_, mine), (_, theirs) in zip(fact.codes, total.codes, strict=True)]
    is_unknown = any(mine.startswith(NEW) and theirs not in {TOTAL, mine} for mine, theirs in pairs)
    others_fit = all(theirs in {mine, TOTAL} or mine.startswith(NEW) for mine, theirs in pairs)
    return series_of(fact) == series_of(total) and is_unknown and others_fit


def members_by_block(counts: Sequence[Observation], spec: FamilySpec) -> dict[str, Counts]:
    """The counts of each block of the family and of running text, in their order."""
    found: defaultdict[str, list[Observation]] = defaultdict(list)
    for one in counts:
        if one.block_id in spec.blocks or one.source_kind is SourceKind.PROSE:
            found[one.block_id].append(one)
    return {block_id: counts_of(members) for block_id, members in found.items()}


def is_within(total: Fact, block: BlockSpec) -> bool:
    """Whether a block is about all of a total: persons by industry, say, are of one form of exploitation only."""
    return all(total.code(dimension) == code for dimension, code in block.codes.items())


def parts_of(total: Fact, counts: Counts) -> dict[Signature, list[Observation]]:
    """The largest parts of a total, grouped by the dimensions that they split it by.

    A part that is itself a part of another part would be counted twice, so it is left out.
    """
    inside = {one.fact: one for one in first_prints(one for one in counts.near(total) if is_part(one.fact, total))}
    groups: defaultdict[Signature, list[Observation]] = defaultdict(list)
    for fact, one in inside.items():
        if not any(whole in inside for whole in wholes_of(fact) if whole != total):
            groups[signature_of(fact, total)].append(one)
    return dict(groups)


def wholes_of(part: Fact) -> Iterator[Fact]:
    """Every fact that a part lies inside: a total in some of the dimensions in which the part has a class."""
    classes = [name for name, _ in classes_of(part)]
    for size in range(1, len(classes) + 1):
        for names in combinations(classes, size):
            yield with_codes(part, dict.fromkeys(names, TOTAL))


def is_part(part: Fact, total: Fact) -> bool:
    """Tell whether ``part`` lies inside ``total``: same measure and period, and a total wherever they differ."""
    if (part.measure, part.time_period, part.period_kind) != (total.measure, total.time_period, total.period_kind):
        return False
    differing = signature_of(part, total)
    return bool(differing) and all(total.code(dimension) == TOTAL for dimension in differing)


def signature_of(part: Fact, total: Fact) -> Signature:
    """The dimensions in which two facts differ."""
    return tuple(
        dimension
        for (dimension, mine), (_, theirs) in zip(part.codes, total.codes, strict=True)
        if mine != theirs and NOT_APPLICABLE not in {mine, theirs}
    )


def completeness(split: Split, spec: FamilySpec, last_group: Mapping[str, str] | None) -> Completeness:
    """Whether a split has all parts, by the closure of its block; in running text, by the code list."""
    block = spec.blocks.get(split.block_id)
    if block is None:
        return Completeness.CLOSED if names_all_classes(split, spec) else Completeness.OPEN
    if split.may_have_more:
        return Completeness.OPEN
    if (block.groups_closure if is_between_groups(split, block, spec) else block.rows_closure) == "open":
        return Completeness.OPEN
    in_last_group = last_group and all(split.total.code(dimension) == code for dimension, code in last_group.items())
    cut_here = last_group and (is_between_groups(split, block, spec) or in_last_group)
    return Completeness.CUT if cut_here else Completeness.CLOSED


def is_between_groups(split: Split, block: BlockSpec, spec: FamilySpec) -> bool:
    """Whether the parts stand in several groups of the block."""
    group_dimensions = spec.vocabularies[block.group].dimensions if block.group else ()
    return any(dimension in group_dimensions for dimension in split.signature)


def names_all_classes(split: Split, spec: FamilySpec) -> bool:
    """Whether the parts are all classes of a code list: its codes, and the unknown unless it is exhaustive."""
    (dimension,) = split.signature
    described = spec.dimensions[dimension]
    named = {part.fact.code(dimension) for part in split.parts}
    needed = set(described.codes) if described.exhaustive else {*described.codes, UNKNOWN}
    return described.standard is None and needed <= named | {OTHER}


def leaves_out(block: BlockSpec, members: Counts, cell: Fact, spec: FamilySpec, cut: Group) -> bool:
    """Whether a class is zero because a closed block does not print it, although it prints others of its group.

    The class is one of the block's finest: it has a code in every dimension of the rows. ``cut`` has the codes of the
    last group of a block that is cut, about which nothing is said.
    """
    of_rows = spec.vocabularies[block.rows].dimensions
    of_group = spec.vocabularies[block.group].dimensions if block.group else ()
    if block.rows_closure == "open" or block.measure != cell.measure or not is_within(cell, block):
        return False
    coded = {name for name, _ in classes_of(cell)} - set(block.codes)
    if not set(of_rows) <= coded or not coded <= {*of_rows, *of_group}:
        return False
    if cut is not None and dict(cut) == {name: cell.code(name) for name in of_group}:
        return False
    group = with_codes(cell, dict.fromkeys(of_rows, TOTAL))
    inside = {one.fact for one in members.near(group) if one.fact == group or is_part(one.fact, group)}
    of_it = {fact for fact in inside if all(fact.code(name) == cell.code(name) for name in of_group)}
    rows = of_it - {group}
    if any(fact.code(name).startswith(NEW) for fact in rows for name in of_rows):
        return False  # which may be its new name
    near = any(fact == cell or is_part(cell, fact) or is_part(fact, cell) for fact in rows)
    return bool(rows) and not near
