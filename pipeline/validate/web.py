"""The web of a report's facts: every relation that follows from what is printed, of whichever kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from pipeline.model.observation import Normalised
from pipeline.spec.schema import FamilySpec
from pipeline.validate.changes import change_relations
from pipeline.validate.charts import chart_relations
from pipeline.validate.counts import count_relations
from pipeline.validate.distributions import distribution_relations
from pipeline.validate.ranks import rank_relations
from pipeline.validate.relations import Relation
from pipeline.validate.repeats import repeat_relations
from pipeline.validate.shares import share_relations, whole_relations
from pipeline.validate.splits import CutGroups
from pipeline.validate.statements import statement_relations
from pipeline.validate.subsets import subset_relations
from pipeline.validate.sums import sum_relations


def relations_of(normalised: Normalised, spec: FamilySpec, cut_groups: CutGroups) -> tuple[Relation, ...]:
    """All relations; those that name cells still have to be told by printed numbers."""
    observations = normalised.observations
    sums = tuple(sum_relations(observations, spec, cut_groups))
    return (
        *sums,
        *repeat_relations(observations),
        *subset_relations(observations, spec, _totals_by_part(sums)),
        *share_relations(observations, spec),
        *whole_relations(observations, spec),
        *change_relations(observations),
        *rank_relations(observations),
        *count_relations(observations, spec),
        *statement_relations(normalised.statements, observations, spec),
        *chart_relations(observations, spec),
        *distribution_relations(observations, spec),
    )


def _totals_by_part(sums: Iterable[Relation]) -> dict[str, set[str]]:
    """For every part of a sum, the ids of its totals."""
    totals: defaultdict[str, set[str]] = defaultdict(set)
    for relation in sums:
        *parts, total = relation.observations
        for part in parts:
            totals[part.observation_id].add(total.observation_id)
    return totals
