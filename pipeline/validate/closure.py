"""Which blocks are cut: classes are named elsewhere that have no group in the block, so its last one may be cut off."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from pipeline.model.observation import NOT_APPLICABLE, TOTAL, Codes, Normalised, Observation, SourceKind
from pipeline.spec.schema import FamilySpec


def cut_groups(normalised: Normalised, spec: FamilySpec) -> dict[str, Mapping[str, str]]:
    """For each block that is cut, the codes of its last group in reading order."""
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
        if any(codes not in printed for codes in elsewhere):
            result[block_id] = dict(_group_of(members[-1], dimensions))
    return result


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
