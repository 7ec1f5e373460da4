"""Which blocks are cut: groups are missing, so the last one printed, or the one that falls short, may be cut off, too.

Classes named elsewhere that have no group in the block tell so, or the numbers, where they fall short of the report's
total in a way that no misprint of a single number explains.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from pipeline.model.observation import NOT_APPLICABLE, TOTAL, Codes, Normalised, Observation, SourceKind
from pipeline.spec.schema import FamilySpec
from pipeline.validate.cells import with_codes
from pipeline.validate.splits import classes_of, counts_of, exact_counts, is_between_groups, splits_of


def cut_groups(normalised: Normalised, spec: FamilySpec) -> dict[str, Mapping[str, str]]:
    """For each block that is cut, the codes of the group that is cut off."""
    named = defaultdict(tuple, normalised.classes_named)
    result: dict[str, Mapping[str, str]] = {}
    by_block: defaultdict[str, list[Observation]] = defaultdict(list)
    for one in normalised.observations:
        by_block[one.block_id].append(one)
    for block_id, members in by_block.items():
        group = spec.blocks[block_id].group if block_id in spec.blocks else None
        if group is None:
            continue
        dimensions = spec.vocabularies[group].dimensions
        printed = {_group_of(one, dimensions) for one in members}
        elsewhere = {*named[block_id], *_told_in_text(normalised, members, block_id, spec)}
        last = _group_of(members[-1], dimensions)
        short = _group_that_falls_short(members, normalised.observations, spec)
        if short is not None:
            result[block_id] = dict(_group_of(short, dimensions))
        elif any(codes not in printed for codes in elsewhere):
            result[block_id] = dict(last)
    return result


def _group_that_falls_short(
    members: Sequence[Observation], observations: Sequence[Observation], spec: FamilySpec
) -> Observation | None:
    """Where the groups of a closed block add up to less than the total that the report prints: which one is cut.

    One misprint would do that as well. So the parts of one group have to fall short of its total, too; or all groups
    are the sums of their parts, and the report prints its total more than once: then the last one ends the block.
    """
    block_id, counts = members[0].block_id, exact_counts(members)
    block = spec.blocks[block_id]
    if block.groups_closure == "open" or not counts:
        return None
    by_block = {block_id: counts_of(counts)}
    total = with_codes(
        counts[0].fact, {name: TOTAL for name, _ in classes_of(counts[0].fact) if name not in block.codes}
    )
    prints = {one.number: one.value or Decimal(0) for one in exact_counts(observations) if one.fact == total}
    ((most, times),) = Counter(prints.values()).most_common(1) or [(Decimal(0), 0)]
    groups = next((one.parts for one in splits_of(total, by_block, spec) if is_between_groups(one, block, spec)), ())
    if not groups or _sum(groups) >= most:
        return None
    missing = {
        one: [(one.value or 0) - _sum(split.parts) for split in splits_of(one.fact, by_block, spec)] for one in groups
    }
    short = [one for one, left in missing.items() if any(few > 0 for few in left)]
    if len(short) == 1:
        return short[0]
    all_hold = all(left and not any(left) for left in missing.values())
    return groups[-1] if all_hold and times > 1 else None


def _sum(parts: Iterable[Observation]) -> Decimal:
    return sum((one.value or Decimal(0) for one in parts), Decimal(0))


def _told_in_text(
    normalised: Normalised, members: Sequence[Observation], block_id: str, spec: FamilySpec
) -> Iterator[Codes]:
    """The classes of a closed block's groups of which running text tells persons, in a number or in a list."""
    block = spec.blocks[block_id]
    if block.group is None or block.groups_closure == "open" or block.codes:
        return
    dimensions = spec.vocabularies[block.group].dimensions
    periods = {one.fact.time_period for one in members}
    for one in normalised.observations:
        told = one.source_kind is SourceKind.PROSE and one.fact.measure == block.measure and (one.value or 0) > 0
        classed = all(one.fact.code(name) not in {TOTAL, NOT_APPLICABLE} for name in dimensions)
        if told and classed and one.fact.time_period in periods:
            yield _group_of(one, dimensions)
    for said in normalised.statements:
        if said.kind == "members" and said.time_period in periods and (said.about.partition(":")[0],) == dimensions:
            yield from (((dimensions[0], code),) for code in said.listed)


def _group_of(one: Observation, dimensions: tuple[str, ...]) -> Codes:
    return tuple(sorted((dimension, one.fact.code(dimension)) for dimension in dimensions))
