"""Power: which single misprints of each published number the checks would notice.

A misprint is noticed if a relation between printed numbers breaks, or if no value of the cells that are not printed
could agree with it (the program of the whole report).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from pipeline.model.observation import MEASURED, Observation
from pipeline.model.verdict import Power
from pipeline.validate.cells import is_counted
from pipeline.validate.expressions import Values
from pipeline.validate.misprints import misprints_of
from pipeline.validate.relations import Relation, breaks, confront, falls_short
from pipeline.validate.shares import margin_of
from pipeline.validate.solver import Matrix, span_of

VINTAGE = "vintage"

WEB = "web"
"""In place of a check's kind: the numbers of the report as a whole."""

AlsoNotices = Callable[[Observation, Decimal], bool]
"""Whether figures published elsewhere contradict a number if it has this value."""


def power_of(
    observations: Sequence[Observation],
    relations: Sequence[Relation],
    matrix: Matrix,
    published: AlsoNotices,
) -> tuple[Power, ...]:
    """The power of the checks for every printed number that has a value, in their order."""
    values = {one.observation_id: one.value for one in observations}
    touching: defaultdict[str, list[Relation]] = defaultdict(list)
    for relation in relations:
        if not breaks(relation, values):
            for one in relation.observations:
                touching[one.observation_id].append(relation)
    return tuple(
        _power(one, touching[one.observation_id], values, matrix, published)
        for one in observations
        if one.value is not None and one.qualifier != MEASURED
    )


def _power(
    one: Observation, relations: Sequence[Relation], values: Values, matrix: Matrix, published: AlsoNotices
) -> Power:
    misprints = misprints_of(one.value or Decimal(0))
    noticed = {value: by for value in misprints if (by := _first_broken(one, value, relations, values)) is not None}
    noticed |= {value: VINTAGE for value in misprints if value not in noticed and published(one, value)}
    noticed |= _outside_the_web(one, [value for value in misprints if value not in noticed], matrix)
    unnoticed = [value for value in misprints if value not in noticed]
    unseen = tuple(value for value in unnoticed if not _leaves_a_gap(one, value, relations, values))
    return Power(
        observation_id=one.observation_id,
        misprints=len(misprints),
        noticed=len(noticed),
        remarked=len(unnoticed) - len(unseen),
        by=tuple(sorted(Counter(noticed.values()).items())),
        unseen=unseen,
        checks=len(relations),
        is_checked=any(confront(relation, values).confirms(one.observation_id) for relation in relations),
    )


def _outside_the_web(one: Observation, left: Sequence[Decimal], matrix: Matrix) -> dict[Decimal, str]:
    if not left or not is_counted(one.fact) or one.fact not in matrix.columns:
        return {}
    span = span_of(matrix, one.fact, frozenset({one.observation_id}))
    return {value: WEB for value in left if span is not None and _is_outside(value, span, one)}


def _leaves_a_gap(one: Observation, value: Decimal, relations: Iterable[Relation], values: Values) -> bool:
    """Whether a sum that adds up would fall short so that it is remarked on."""
    changed = {**values, one.observation_id: value}
    return any(falls_short(relation, changed) and not falls_short(relation, values) for relation in relations)


def _first_broken(one: Observation, value: Decimal, relations: Iterable[Relation], values: Values) -> str | None:
    changed = {**values, one.observation_id: value}
    return next((relation.kind for relation in relations if breaks(relation, changed)), None)


def _is_outside(value: Decimal, span: tuple[int, int | None], one: Observation) -> bool:
    least, most = span
    margin = margin_of(replace(one, value=value))
    below, above = value + margin < least, most is not None and value - margin > most
    if one.qualifier in {"at_least", "lower"}:
        return above
    if one.qualifier in {"at_most", "upper"}:
        return below
    return below or above
