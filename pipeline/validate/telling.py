"""Which printed numbers tell a cell: a print of it, or the parts of it that a block prints in full."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.model.observation import Fact, Observation
from pipeline.spec.schema import FamilySpec
from pipeline.validate.expressions import Leaf
from pipeline.validate.splits import (
    Completeness,
    Counts,
    CutGroups,
    completeness,
    exact_counts,
    leaves_out,
    members_by_block,
    splits_of,
)


@dataclass(frozen=True, slots=True)
class Telling:
    """What one report tells: the first print of every cell, and the counts of each block."""

    prints: Mapping[Fact, Observation]
    members: Mapping[str, Counts]
    spec: FamilySpec
    cut_groups: CutGroups

    def tell(self, leaf: Leaf) -> tuple[Observation, ...] | None:
        """The printed numbers that add up to a cell; ``None`` where it is not told.

        A printed number tells itself. A class that a closed block leaves out is told by no number: it is zero.
        """
        if isinstance(leaf, Observation):
            return (leaf,)
        one = self.prints.get(leaf)
        if one is not None:
            return (one,)
        for split in splits_of(leaf, self.members, self.spec):
            if completeness(split, self.spec, self.cut_groups.get(split.block_id)) is Completeness.CLOSED:
                return split.parts
        return () if self.is_left_out(leaf) else None

    def is_left_out(self, cell: Fact) -> bool:
        """Whether the rows of a printed group are all there, and the cell is none of them."""
        return any(
            leaves_out(self.spec.blocks[block_id], members, cell, self.spec, self.cut_groups.get(block_id))
            for block_id, members in self.members.items()
            if block_id in self.spec.blocks
        )


def telling_of(observations: Sequence[Observation], spec: FamilySpec, cut_groups: CutGroups) -> Telling:
    """What the observations of a report tell."""
    counts = exact_counts(observations)
    prints: dict[Fact, Observation] = {}
    for one in observations:
        if one.qualifier == "exact" and one.value is not None:
            prints.setdefault(one.fact, one)
    return Telling(prints, members_by_block(counts, spec), spec, cut_groups)
