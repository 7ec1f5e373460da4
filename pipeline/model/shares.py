"""What a share is of, in numbers that are printed."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.model.observation import NOT_APPLICABLE, TOTAL, UNKNOWN, Fact, Observation

KNOWN = "|known:"
"""In ``share_base`` before the dimensions of which the unknown are left out of the denominator."""


def whole_of(share: Fact, observations: Iterable[Observation]) -> tuple[Observation, ...]:
    """The printed counts that add up to the denominator of a share, one a fact; empty where they are not all told.

    The total itself where it is printed; the parts of which every dimension is known where the unknown are left out.
    """
    base, _, known = share.share_base.partition(KNOWN)
    held = {dimension: share.code(dimension) for dimension in base.split("+") if dimension != TOTAL}
    dimensions = known.split(",") if known else []
    others = [dimension for dimension, _ in share.codes if dimension not in {*held, *dimensions}]
    parts: dict[Fact, Observation] = {}
    for one in observations:
        fact = one.fact
        counts = one.qualifier == "exact" and one.value is not None and fact.is_count
        same = (fact.measure, fact.time_period, fact.period_kind)
        if not counts or same != (share.base_measure, share.time_period, share.period_kind):
            continue
        inside = all(fact.code(dimension) == code for dimension, code in held.items())
        split = all(fact.code(dimension) not in {TOTAL, UNKNOWN} for dimension in dimensions)
        if inside and split and all(fact.code(dimension) in {TOTAL, NOT_APPLICABLE} for dimension in others):
            parts.setdefault(fact, one)
    return tuple(parts.values())
