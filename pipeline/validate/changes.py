"""Change relations: a printed change against the two numbers that it lies between."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from pipeline.model.observation import MEASURED, NOT_APPLICABLE, Codes, Observation
from pipeline.validate.cells import at, counted_cell
from pipeline.validate.expressions import HUNDRED, Difference, Growth, Sum
from pipeline.validate.relations import Relation
from pipeline.validate.shares import said_of

POINTS = "percentage_points"

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
    """In percentage points or percent; each share may be off by its rounding.

    The change does not say of what they are shares: every base is tried that both are printed with.
    """
    for (codes, base), by_period in shares.items():
        now, then = by_period.get(one.fact.time_period), by_period.get(one.fact.compared_to)
        if codes == one.fact.codes and now is not None and then is not None:
            both = Sum((now,)), Sum((then,))
            change = Difference(*both) if one.unit == POINTS else Growth(*both)
            rounding = rounding_of(one.unit, now, then)
            if rounding is None:
                continue
            for relation in said_of(one, change, "change"):
                total = relation.tolerance + rounding
                yield replace(relation, check_id=f"{relation.check_id}:{base}", tolerance=total)


def rounding_of(unit: str, now: Observation, then: Observation) -> Decimal | None:
    """How far the change between two printed shares may be off because they are rounded; ``None`` from nothing."""
    if unit == POINTS:
        return now.tolerance + then.tolerance
    later, earlier = now.value or Decimal(0), then.value or Decimal(0)
    if earlier <= then.tolerance:
        return None
    most = HUNDRED * (later + now.tolerance) / (earlier - then.tolerance) - HUNDRED * later / earlier
    return most.quantize(Decimal("0.0001"))
