"""The suspects of a contradiction: what each printed number would have to be, and how likely such a misprint is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from pipeline.model.observation import MEASURED, Observation, Statement
from pipeline.model.verdict import Severity, Suspect
from pipeline.validate.cells import is_counted
from pipeline.validate.expressions import Values, as_decimal, value_of
from pipeline.validate.localisation import Contradiction
from pipeline.validate.misprints import originals_of
from pipeline.validate.relations import Relation, breaks
from pipeline.validate.solver import Matrix, span_of

NO_USUAL_MISPRINT = 0.01
"""Weight of a number that no usual misprint mends."""

WRONG_WORDS = 0.1
"""Weight of a statement in words, which is no misprint of a digit."""

Allows = Callable[[Decimal], bool]


def suspects_of(
    contradiction: Contradiction,
    matrix: Matrix,
    told: Mapping[str, Observation | Statement],
    relations: Sequence[Relation],
    values: Values,
) -> tuple[Suspect, ...]:
    """The suspects of a contradiction, the likeliest first."""
    weighed = []
    for owner in contradiction.suspects:
        one = told[owner]
        if isinstance(one, Statement):
            weighed.append((_words(one), WRONG_WORDS))
        else:
            weighed.append(_number(one, _allowed(one, contradiction, matrix, relations, values)))
    return ranked(weighed)


def local_suspects(relation: Relation, relations: Sequence[Relation], values: Values) -> tuple[Suspect, ...]:
    """The suspects of a broken relation that is no row of the program: the numbers that can mend it alone."""
    weighed = []
    for one in relation.observations:
        if one.value is None:
            continue
        touching = [other for other in relations if one in other.observations and not breaks(other, values)]
        mends = _mending(one, [relation, *touching], values)
        weighed.append(_number(one, (mends, None)))
    return ranked(weighed)


def ranked(weighed: Sequence[tuple[Suspect, float]]) -> tuple[Suspect, ...]:
    """With scores that add up to 1, the largest first; equal ones as they were."""
    total = sum(weight for _, weight in weighed)
    scored = [
        Suspect(one.observation_id, one.value, one.likely_value, round(weight / total, 3)) for one, weight in weighed
    ]
    return tuple(sorted(scored, key=lambda one: -one.score))


def _words(one: Statement) -> Suspect:
    return Suspect(one.statement_id, one.cue.text, None, 0.0)


def _number(one: Observation, allowed: tuple[Allows, Decimal | None]) -> tuple[Suspect, float]:
    """What the number would have to be: the likeliest misprint among what is allowed, else the only value allowed."""
    allows, only = allowed
    printed = one.value if one.value is not None else Decimal(0)
    if one.qualifier == MEASURED:
        return Suspect(one.observation_id, str(printed), only, 0.0), NO_USUAL_MISPRINT
    likely = {value: weight for value, weight in originals_of(printed).items() if allows(value)}
    if not likely:
        return Suspect(one.observation_id, str(printed), only, 0.0), NO_USUAL_MISPRINT
    best = min(likely, key=lambda value: (-likely[value], value))
    return Suspect(one.observation_id, str(printed), best, 0.0), sum(likely.values())


def _allowed(
    one: Observation, contradiction: Contradiction, matrix: Matrix, relations: Sequence[Relation], values: Values
) -> tuple[Allows, Decimal | None]:
    """The values that agree with all other numbers, and the value where there is only one."""
    if is_counted(one.fact) and one.fact in matrix.columns:
        span = span_of(matrix, one.fact, contradiction.others | {one.observation_id})
        if span is None:
            return (lambda _: False), None
        least, most = span
        only = Decimal(least) if least == most else None
        return (lambda value: value >= least and (most is None or value <= most)), only
    own = [relation for relation in relations if relation.owner == one.observation_id and one in relation.observations]
    if not own:  # it is about cells that no print tells: what it would have to be is not worked out
        return (lambda _: False), None
    expected = value_of(own[0].left, values)
    told = as_decimal(expected).quantize(one.value or Decimal(1)) if expected is not None else None
    return _mending(one, own, values), told


def _mending(one: Observation, relations: Sequence[Relation], values: Values) -> Allows:
    def allows(value: Decimal) -> bool:
        changed = {**values, one.observation_id: value}
        return not any(breaks(relation, changed) for relation in relations)

    return allows


def by_check(
    relations: Sequence[Relation],
    contradictions: Sequence[tuple[Contradiction, tuple[Suspect, ...]]],
    values: Values,
) -> dict[str, tuple[Suspect, ...]]:
    """For the id of every relation that contradicts, the suspects of the contradiction that it is part of."""
    found: defaultdict[str, tuple[Suspect, ...]] = defaultdict(tuple)
    for relation in relations:
        if relation.broken is not Severity.CONTRADICTION or not breaks(relation, values):
            continue
        owners = {relation.owner, *(one.observation_id for one in relation.observations)} - {""}
        shared = [
            (len(owners & set(contradiction.suspects)), len(owners & set(contradiction.conflict)), suspects)
            for contradiction, suspects in contradictions
        ]
        best = max(shared, key=lambda one: one[:2], default=(0, 0, ()))
        found[relation.check_id] = best[2] if best[0] else local_suspects(relation, relations, values)
    return dict(found)
