"""Change relations: a printed change against the two numbers that it lies between."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from pipeline.model.observation import MEASURED, NOT_APPLICABLE, Codes, Observation
from pipeline.validate.cells import at, counted_cell
from pipeline.validate.expressions import Difference, Growth, Sum
from pipeline.validate.relations import Relation
from pipeline.validate.shares import said_of

Shares = dict[tuple[Codes, str], dict[str, Observation]]
"""Printed shares by codes and base, then by period."""


def change_relations(observations: Sequence[Observation]) -> Iterable[Relation]:
    """Every change of a count or of a share, in percent, percentage points, or as a number."""
    shares: Shares = defaultdict(dict)
    for one in observations:
        if one.fact.measure == "share" and one.qualifier != MEASURED:
            shares[one.fact.codes, one.fact.share_base].setdefault(one.fact.time_period, one)
    for one in observations:
        if one.fact.measure == "change" and one.fact.compared_to != NOT_APPLICABLE:
            yield from _of_shares(one, shares) if one.fact.base_measure == "share" else _of_counts(one)


def _of_counts(one: Observation) -> Iterable[Relation]:
    now = counted_cell(one.fact)
    both = Sum((now,)), Sum((at(now, one.fact.compared_to),))
    return said_of(one, Growth(*both) if one.unit == "percent" else Difference(*both), "change")


def _of_shares(one: Observation, shares: Shares) -> Iterator[Relation]:
    """In percentage points; each share may be off by its rounding. The change does not say of what they are shares."""
    if one.unit != "percentage_points":
        return
    for (codes, base), by_period in shares.items():
        now, then = by_period.get(one.fact.time_period), by_period.get(one.fact.compared_to)
        if codes == one.fact.codes and now is not None and then is not None:
            for relation in said_of(one, Difference(Sum((now,)), Sum((then,))), "change"):
                rounding: Decimal = relation.tolerance + now.tolerance + then.tolerance
                yield replace(relation, check_id=f"{relation.check_id}:{base}", tolerance=rounding)
