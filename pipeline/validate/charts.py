"""Chart checks: what bars and slices measure against the numbers printed, at them and elsewhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from pipeline.model.observation import MEASURED, Fact, Observation
from pipeline.model.shares import whole_of
from pipeline.model.verdict import Check, comparison

HUNDRED = Decimal(100)


def chart_checks(observations: Sequence[Observation]) -> tuple[Check, ...]:
    """Every measured value against each print of its fact, and a measured share against the counts behind it."""
    printed: defaultdict[Fact, list[Observation]] = defaultdict(list)
    for one in observations:
        if one.qualifier == "exact" and one.value is not None:
            printed[one.fact].append(one)
    measured = [one for one in observations if one.qualifier == MEASURED]
    return tuple(check for one in measured for check in _checks(one, printed, observations))


def _checks(
    measured: Observation, printed: defaultdict[Fact, list[Observation]], observations: Sequence[Observation]
) -> Iterator[Check]:
    for other in printed[measured.fact]:
        value = other.value or Decimal(0)
        yield _check(measured, value, str(value), (other,), other.tolerance)
    if measured.fact.measure != "share":
        return
    count = Fact(measured.fact.base_measure, measured.fact.time_period, measured.fact.codes)
    parts, whole = printed[count][:1], whole_of(measured.fact, observations)
    total = sum((one.value for one in whole if one.value is not None), Decimal(0))
    if parts and total and parts[0].value is not None:
        share = (HUNDRED * parts[0].value / total).quantize(Decimal("0.0001"))
        yield _check(measured, share, f"{parts[0].value} / {total} = {share} %", (parts[0], *whole), Decimal(0))


def _check(
    measured: Observation, value: Decimal, words: str, told_by: Sequence[Observation], rounding: Decimal
) -> Check:
    drawn = measured.value or Decimal(0)
    tolerance = measured.tolerance + rounding
    return comparison(
        f"chart:{measured.observation_id}:{told_by[0].observation_id}",
        (*told_by, measured),
        (words, f"{drawn} ± {tolerance} drawn"),
        (value, drawn),
        tolerance,
    )
