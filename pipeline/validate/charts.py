"""Chart relations: what bars and slices measure against the numbers printed, at them and elsewhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from pipeline.model.observation import MEASURED, Fact, Observation
from pipeline.spec.schema import FamilySpec
from pipeline.validate.cells import share_of_cells
from pipeline.validate.expressions import Sum
from pipeline.validate.relations import Relation, Sign


def chart_relations(observations: Sequence[Observation], spec: FamilySpec) -> Iterable[Relation]:
    """Every measured value against each print of its fact, and a measured share against the counts behind it."""
    printed: defaultdict[Fact, list[Observation]] = defaultdict(list)
    for one in observations:
        if one.qualifier == "exact" and one.value is not None:
            printed[one.fact].append(one)
    for one in observations:
        if one.qualifier == MEASURED:
            yield from (_against_print(one, other) for other in printed[one.fact])
            yield from _against_counts(one, spec)


def _against_print(measured: Observation, printed: Observation) -> Relation:
    return Relation(
        check_id=f"chart:{measured.observation_id}:{printed.observation_id}",
        block_id=measured.block_id,
        left=Sum((printed,)),
        sign=Sign.EQUAL,
        right=Sum((measured,)),
        tolerance=measured.tolerance + printed.tolerance,
        owner=measured.observation_id,
    )


def _against_counts(measured: Observation, spec: FamilySpec) -> Iterator[Relation]:
    if measured.fact.measure == "share":
        yield Relation(
            check_id=f"chart:{measured.observation_id}:counts",
            block_id=measured.block_id,
            left=share_of_cells(measured.fact, spec),
            sign=Sign.EQUAL,
            right=Sum((measured,)),
            tolerance=measured.tolerance,
            owner=measured.observation_id,
        )
