"""Repeat relations: a fact printed several times has to have one value."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from pipeline.model.observation import MEASURED, Fact, Observation
from pipeline.model.verdict import Severity
from pipeline.spec.schema import MEAN
from pipeline.validate.expressions import Sum
from pipeline.validate.relations import Relation, Sign
from pipeline.validate.shares import margin_of

ENDS = frozenset({"lower", "upper", "at_least", "at_most", MEASURED})
"""What only bounds a value repeats nothing; what is measured has checks of its own."""

LIST_LENGTH = ":top"
"""``the five`` and ``the ten most common`` are lengths of two lists."""


def repeat_relations(observations: Sequence[Observation]) -> Iterable[Relation]:
    """Each further print of a fact against the first."""
    prints: defaultdict[Fact, list[Observation]] = defaultdict(list)
    for one in observations:
        if one.value is not None and one.qualifier not in ENDS and not one.fact.about.endswith(LIST_LENGTH):
            prints[one.fact].append(one)
    for first, *others in prints.values():
        for other in others:
            yield Relation(
                check_id=f"repeat:{other.observation_id}",
                block_id=other.block_id,
                left=Sum((first,)),
                sign=Sign.EQUAL,
                right=Sum((other,)),
                tolerance=max(margin_of(first), margin_of(other)),
                broken=_severity(first, other),
            )


def _severity(first: Observation, other: Observation) -> Severity:
    """Two means that differ by both their roundings may be one number on the border, rounded up and down."""
    if first.fact.measure != MEAN or first.value is None or other.value is None:
        return Severity.CONTRADICTION
    both = first.tolerance + other.tolerance
    return Severity.WORDING if abs(first.value - other.value) <= both else Severity.CONTRADICTION
