"""Chart relations: what bars and slices measure against the numbers printed, at them and elsewhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.model.observation import MEASURED, Fact, Observation
from pipeline.model.span import Span
from pipeline.spec.schema import FamilySpec
from pipeline.validate.cells import share_of_cells
from pipeline.validate.expressions import Sum
from pipeline.validate.relations import Relation, Sign


def chart_relations(observations: Sequence[Observation], spec: FamilySpec) -> Iterable[Relation]:
    """Every measured value against each print of its fact, and a measured share against the counts behind it."""
    marks = drawn_by(observations)
    printed: defaultdict[Fact, list[Observation]] = defaultdict(list)
    for one in observations:
        if one.qualifier == "exact" and one.value is not None:
            printed[one.fact].append(one)
    for one in observations:
        if one.qualifier == MEASURED:
            yield from (_against_print(one, other, marks) for other in printed[one.fact])
            yield from _against_counts(one, spec, marks)


def drawn_by(observations: Iterable[Observation]) -> dict[str, str]:
    """For every measured value the first one of the same mark: if the mark is drawn wrong, all of them are."""
    first: dict[tuple[str, Span], str] = {}
    return {
        one.observation_id: first.setdefault((one.block_id, one.number), one.observation_id)
        for one in observations
        if one.qualifier == MEASURED
    }


def _against_print(measured: Observation, printed: Observation, marks: Mapping[str, str]) -> Relation:
    return Relation(
        check_id=f"chart:{measured.observation_id}:{printed.observation_id}",
        block_id=measured.block_id,
        left=Sum((printed,)),
        sign=Sign.EQUAL,
        right=Sum((measured,)),
        tolerance=measured.tolerance + printed.tolerance,
        owner=marks[measured.observation_id],
    )


def _against_counts(measured: Observation, spec: FamilySpec, marks: Mapping[str, str]) -> Iterator[Relation]:
    if measured.fact.measure == "share":
        yield Relation(
            check_id=f"chart:{measured.observation_id}:counts",
            block_id=measured.block_id,
            left=share_of_cells(measured.fact, spec),
            sign=Sign.EQUAL,
            right=Sum((measured,)),
            tolerance=measured.tolerance,
            owner=marks[measured.observation_id],
        )
