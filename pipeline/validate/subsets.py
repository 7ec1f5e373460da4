"""Subset relations: no part is larger than what it is a part of, where no sum already says so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pipeline.model.observation import Fact, Observation
from pipeline.spec.schema import FamilySpec
from pipeline.validate.expressions import Sum
from pipeline.validate.relations import Relation, Sign
from pipeline.validate.splits import exact_counts, first_prints, is_part, wholes_of


def subset_relations(
    observations: Sequence[Observation], spec: FamilySpec, in_sums: Mapping[str, set[str]]
) -> Iterable[Relation]:
    """Every count against the smallest printed counts that hold it, and every overlap against the class it overlaps.

    ``in_sums`` has, for the id of a part, the ids of the totals of sums that it takes part in.
    """
    counts = {one.fact: one for one in first_prints(exact_counts(observations))}
    for fact, part in counts.items():
        for whole in _smallest(wholes_of(fact), counts):
            if whole.observation_id not in in_sums.get(part.observation_id, set()):
                yield _relation(part, Sum((whole,)))
    if spec.prose is None:
        return
    moved = {special.measure for special in (spec.prose.overlap, spec.prose.moved) if special is not None}
    for one in observations:
        if one.fact.measure in moved and one.qualifier == "exact" and one.value is not None:
            base = Fact(spec.prose.measure, one.fact.time_period, one.fact.codes, one.fact.period_kind)
            for whole in _smallest((base, *wholes_of(base)), counts):
                yield _relation(one, Sum((whole.fact,)))


def _smallest(wholes: Iterable[Fact], counts: Mapping[Fact, Observation]) -> list[Observation]:
    """The printed ones among facts that hold a part, without those that hold another of them."""
    printed = [counts[whole] for whole in wholes if whole in counts]
    return [one for one in printed if not any(is_part(other.fact, one.fact) for other in printed)]


def _relation(part: Observation, whole: Sum) -> Relation:
    (leaf,) = whole.terms
    name = leaf.fact_id if isinstance(leaf, Fact) else leaf.fact.fact_id
    return Relation(
        check_id=f"subset:{part.observation_id}:{name}",
        block_id=part.block_id,
        left=Sum((part,)),
        sign=Sign.AT_MOST,
        right=whole,
    )
