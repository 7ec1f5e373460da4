"""Sum relations: every total against its parts, from the code lists' hierarchy and each block's closure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.model.observation import TOTAL, Observation
from pipeline.model.verdict import Severity
from pipeline.spec.schema import BlockSpec, FamilySpec
from pipeline.validate.expressions import Sum
from pipeline.validate.relations import Relation, Sign
from pipeline.validate.splits import (
    Completeness,
    CutGroups,
    Split,
    completeness,
    exact_counts,
    first_prints,
    members_by_block,
    splits_of,
)


def sum_relations(observations: Sequence[Observation], spec: FamilySpec, cut_groups: CutGroups) -> Iterable[Relation]:
    """Every printed total against its parts in every block, and in running text."""
    counts = exact_counts(observations)
    members = members_by_block(counts, spec)
    for total in first_prints(counts):
        for split in splits_of(total.fact, members, spec):
            yield _relation(total, split, spec, completeness(split, spec, cut_groups.get(split.block_id)))


def _relation(total: Observation, split: Split, spec: FamilySpec, parts: Completeness) -> Relation:
    return Relation(
        check_id=f"sum:{split.block_id}:{total.fact.fact_id}:{'+'.join(split.signature)}",
        block_id=split.block_id,
        left=Sum(split.parts),
        sign=Sign.EQUAL,
        right=Sum((total,)),
        short=None if parts is Completeness.CLOSED else _shortfall(total, split, spec, parts),
        unless_large=split.block_id not in spec.blocks,
    )


def _shortfall(total: Observation, split: Split, spec: FamilySpec, parts: Completeness) -> Severity:
    """That an open block falls short is no news; that a cut one does is, of its own totals.

    So it is where running text leaves out of a total less than it tells.
    """
    block = spec.blocks.get(split.block_id)
    if block is None:
        return Severity.INCOMPLETE
    own = total.block_id == split.block_id or _is_of_all_groups(split, block, spec)
    return Severity.INCOMPLETE if parts is Completeness.CUT and own else Severity.NOTE


def _is_of_all_groups(split: Split, block: BlockSpec, spec: FamilySpec) -> bool:
    if block.group is None or split.signature != tuple(spec.vocabularies[block.group].dimensions):
        return False
    return all(split.total.code(dimension) == TOTAL for dimension in spec.vocabularies[block.rows].dimensions)
