"""Subset relations: no part is larger than what it is a part of, where no sum already says so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pipeline.model.observation import Fact, Observation
from pipeline.spec.schema import FamilySpec
from pipeline.validate.expressions import Sum
from pipeline.validate.relations import Relation, Sign
from pipeline.validate.splits import exact_counts, first_prints, is_part


def subset_relations(
    observations: Sequence[Observation], spec: FamilySpec, in_sums: Mapping[str, set[str]]
) -> Iterable[Relation]:
    """Every count against the smallest printed counts that hold it, and every overlap against the class it overlaps.

    ``in_sums`` has, for the id of a part, the ids of the totals of sums that it takes part in.
    """
    counts = first_prints(exact_counts(observations))
    for part in counts:
        wholes = [one for one in counts if is_part(part.fact, one.fact)]
        for whole in wholes:
            if any(is_part(other.fact, whole.fact) for other in wholes):
                continue
            if whole.observation_id not in in_sums.get(part.observation_id, set()):
                yield _relation(part, Sum((whole,)))
    if spec.prose is None:
        return
    moved = {special.measure for special in (spec.prose.overlap, spec.prose.moved) if special is not None}
    for one in observations:
        if one.fact.measure in moved and one.qualifier == "exact" and one.value is not None:
            yield from (_relation(one, Sum((cell,))) for cell in _held_by(one.fact, spec.prose.measure, counts))


def _held_by(overlap: Fact, measure: str, counts: Sequence[Observation]) -> list[Fact]:
    """The smallest printed counts of persons that an overlap lies inside."""
    base = Fact(measure, overlap.time_period, overlap.codes, overlap.period_kind)
    holding = [one.fact for one in counts if one.fact == base or is_part(base, one.fact)]
    return [fact for fact in holding if not any(is_part(other, fact) for other in holding)]


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
