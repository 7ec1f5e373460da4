"""Which blocks are cut: an axis names classes that have no group in the block, so its last group may be cut off."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from pipeline.model.observation import Normalised, Observation
from pipeline.spec.schema import FamilySpec


def cut_groups(normalised: Normalised, spec: FamilySpec) -> dict[str, Mapping[str, str]]:
    """For each block that is cut, the codes of its last group in reading order."""
    named = dict(normalised.classes_named)
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
        if any(codes not in printed for codes in named.get(block_id, ())):
            result[block_id] = dict(_group_of(members[-1], dimensions))
    return result


def _group_of(one: Observation, dimensions: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((dimension, one.fact.code(dimension)) for dimension in dimensions))
