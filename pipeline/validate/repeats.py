"""Repeat checks: a fact printed several times has to have one value."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from pipeline.model.observation import MEASURED, Fact, Observation
from pipeline.model.verdict import Check, comparison

ENDS = frozenset({"lower", "upper", "at_least", "at_most", MEASURED})
"""What only bounds a value repeats nothing; what is measured has checks of its own."""

LIST_LENGTH = ":top"
"""``the five`` and ``the ten most common`` are lengths of two lists."""


def repeat_checks(observations: Sequence[Observation]) -> tuple[Check, ...]:
    """Each further print of a fact against the first."""
    prints: defaultdict[Fact, list[Observation]] = defaultdict(list)
    for one in observations:
        if one.value is not None and one.qualifier not in ENDS and not one.fact.about.endswith(LIST_LENGTH):
            prints[one.fact].append(one)
    return tuple(_check(first, other) for first, *others in prints.values() for other in others)


def _check(first: Observation, other: Observation) -> Check:
    left, right = first.value or Decimal(0), other.value or Decimal(0)
    return comparison(
        f"repeat:{other.observation_id}",
        (first, other),
        (str(left), str(right)),
        (left, right),
        max(first.tolerance, other.tolerance),
    )
