"""Persons behind measured shares: how many there are follows where the report tells what the share is of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from pipeline.model.observation import MEASURED, Fact, Normalised, Observation, numbered
from pipeline.spec.schema import FamilySpec
from pipeline.validate.cells import whole_cells
from pipeline.validate.closure import cut_groups
from pipeline.validate.expressions import HUNDRED, Sum, observations_in, told
from pipeline.validate.telling import Telling, telling_of


def with_head_counts(normalised: Normalised, spec: FamilySpec) -> Normalised:
    """The same with the measured shares as counts, too, where exactly one whole number fits the error."""
    observations = normalised.observations
    telling = telling_of(observations, spec, cut_groups(normalised, spec))
    counts = (count for one in observations for count in _head_count(one, telling))
    return replace(normalised, observations=numbered((*observations, *counts)))


def _head_count(one: Observation, telling: Telling) -> Iterator[Observation]:
    if one.qualifier != MEASURED or one.fact.measure != "share" or one.value is None:
        return
    total = _whole(one.fact, telling)
    low = (one.value - one.tolerance) * total / HUNDRED
    high = (one.value + one.tolerance) * total / HUNDRED
    fitting = [Decimal(count) for count in range(int(low), int(high) + 1) if low <= count <= high]
    if total and len(fitting) == 1:
        chart = telling.spec.charts[one.block_id]
        yield replace(
            one,
            fact=Fact(chart.measure, one.fact.time_period, one.fact.codes),
            unit=chart.unit,
            value=fitting[0],
            tolerance=(one.tolerance * total / HUNDRED).quantize(Decimal("0.0001")),
            note=f"{one.value} percent of {total}: the only whole number within the error",
        )


def _whole(share: Fact, telling: Telling) -> Decimal:
    """The denominator of a share; zero where the report does not tell all of it."""
    whole = told(Sum(whole_cells(share, telling.spec)), telling.tell)
    parts = observations_in(whole) if whole is not None else ()
    return sum((one.value for one in parts if one.value is not None), Decimal(0))
