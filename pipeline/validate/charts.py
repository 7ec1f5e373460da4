"""Chart relations: what bars and slices measure against the numbers printed, at them and elsewhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pipeline.model.observation import MEASURED, Fact, Observation
from pipeline.model.shares import whole_of
from pipeline.model.span import Span
from pipeline.validate.expressions import Expression, Share, Sum
from pipeline.validate.relations import Relation, Sign


def chart_relations(observations: Sequence[Observation]) -> Iterable[Relation]:
    """Every measured value against each print of its fact, and a measured share against the counts behind it."""
    marks = drawn_by(observations)
    printed: defaultdict[Fact, list[Observation]] = defaultdict(list)
    for one in observations:
        if one.qualifier == "exact" and one.value is not None:
            printed[one.fact].append(one)
    for one in observations:
        if one.qualifier == MEASURED:
            for relation in _relations(one, printed, observations):
                yield replace(relation, owner=marks[one.observation_id])


def drawn_by(observations: Iterable[Observation]) -> dict[str, str]:
    """For every measured value the first one of the same mark: if the mark is drawn wrong, all of them are."""
    first: dict[tuple[str, Span], str] = {}
    return {
        one.observation_id: first.setdefault((one.block_id, one.number), one.observation_id)
        for one in observations
        if one.qualifier == MEASURED
    }


def _relations(
    measured: Observation, printed: defaultdict[Fact, list[Observation]], observations: Sequence[Observation]
) -> Iterator[Relation]:
    for other in printed[measured.fact]:
        yield _relation(measured, Sum((other,)), other)
    if measured.fact.measure != "share":
        return
    count = Fact(measured.fact.base_measure, measured.fact.time_period, measured.fact.codes)
    parts, whole = printed[count][:1], whole_of(measured.fact, observations)
    if parts and any(one.value for one in whole):
        yield _relation(measured, Share(Sum(tuple(parts)), Sum(whole)), parts[0])


def _relation(measured: Observation, expected: Expression, first: Observation) -> Relation:
    return Relation(
        check_id=f"chart:{measured.observation_id}:{first.observation_id}",
        block_id=measured.block_id,
        left=expected,
        sign=Sign.EQUAL,
        right=Sum((measured,)),
        tolerance=measured.tolerance + (first.tolerance if isinstance(expected, Sum) else 0),
    )
