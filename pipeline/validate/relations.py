"""Relations that have to hold between printed numbers, and what confronting them with values gives: checks.

Source: van der Loo and de Jonge, "Data Validation Infrastructure for R", Journal of Statistical Software 97 (2021),
for rules that are confronted with data.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from pipeline.model.observation import MEASURED, Observation
from pipeline.model.verdict import Check, Severity, Verdict
from pipeline.validate.expressions import (
    Expression,
    Sum,
    Values,
    as_decimal,
    has_gap,
    observations_in,
    told,
    value_of,
    words_of,
)
from pipeline.validate.telling import Telling


class Sign(StrEnum):
    """How the two sides have to relate."""

    EQUAL = "="
    AT_MOST = "≤"
    LESS = "<"


BROKEN = {Sign.EQUAL: "≠", Sign.AT_MOST: ">", Sign.LESS: "≥"}
"""What stands between two sides of which it is known only that they do not relate as they have to."""


@dataclass(frozen=True, slots=True)
class Relation:
    """What has to hold of two expressions, up to ``tolerance``.

    ``owner`` is the observation or statement that says so, empty where it follows from what the codes mean. ``broken``
    is how much it matters that it does not hold; ``short``, where the left side may fall short of the right one, how
    much that matters: with ``unless_large`` only if less is missing than the least part that is told, which would
    have been told, too.
    """

    check_id: str
    block_id: str
    left: Expression
    sign: Sign
    right: Expression
    tolerance: Decimal = Decimal(0)
    owner: str = ""
    broken: Severity = Severity.CONTRADICTION
    short: Severity | None = None
    unless_large: bool = False

    @property
    def kind(self) -> str:
        """``sum``, ``share`` and so on: the first word of the id."""
        return self.check_id.partition(":")[0]

    @property
    def observations(self) -> tuple[Observation, ...]:
        """The printed numbers that take part, in the order of the arithmetic, each once."""
        return tuple(dict.fromkeys((*observations_in(self.left), *observations_in(self.right))))


def told_relations(relations: Iterable[Relation], telling: Telling) -> tuple[Relation, ...]:
    """Those of which the report tells every cell, with the printed numbers in place of the cells."""
    found = (_told(one, telling) for one in relations)
    return tuple(one for one in found if one is not None and one.observations)


def _told(relation: Relation, telling: Telling) -> Relation | None:
    left, right = told(relation.left, telling.tell), told(relation.right, telling.tell)
    return None if left is None or right is None else replace(relation, left=left, right=right)


def confront(relation: Relation, values: Values) -> Check:
    """Whether a relation between printed numbers holds for these values."""
    left, right = value_of(relation.left, values), value_of(relation.right, values)
    verdict = _outcome(relation, values)
    return Check(
        check_id=relation.check_id,
        kind=relation.kind,
        block_id=relation.block_id,
        statement=_statement(relation, values, verdict),
        left=as_decimal(left or Fraction(0)),
        right=as_decimal(right or Fraction(0)),
        tolerance=relation.tolerance,
        verdict=verdict,
        severity=_severity(relation, verdict, values),
        observation_ids=tuple(one.observation_id for one in relation.observations),
        owner=relation.owner,
    )


def breaks(relation: Relation, values: Values) -> bool:
    """Whether a relation is broken by these values; ``confront`` without the words."""
    return _outcome(relation, values) is Verdict.BREAKS


def falls_short(relation: Relation, values: Values) -> bool:
    """Whether so little is missing from a sum that may fall short that it is worth a remark."""
    verdict = _outcome(relation, values)
    return verdict is Verdict.UNDECIDED and _severity(relation, verdict, values) is Severity.INCOMPLETE


def _outcome(relation: Relation, values: Values) -> Verdict:
    """A sum on the left of which a term has no value may still be too large: what is known of it is its least value."""
    left, right = value_of(relation.left, values), value_of(relation.right, values)
    gap = has_gap(relation.left, values)
    if left is None or right is None or has_gap(relation.right, values) or (gap and not isinstance(relation.left, Sum)):
        return Verdict.UNDECIDED
    tolerance = Fraction(relation.tolerance)
    if left >= right if relation.sign is Sign.LESS else left > right + tolerance:
        return Verdict.BREAKS
    if gap:
        return Verdict.UNDECIDED
    if relation.sign is not Sign.EQUAL or left >= right - tolerance:
        return Verdict.HOLDS
    return Verdict.BREAKS if relation.short is None else Verdict.UNDECIDED


def _severity(relation: Relation, verdict: Verdict, values: Values) -> Severity:
    if verdict is Verdict.BREAKS:
        return relation.broken
    if verdict is not Verdict.UNDECIDED or relation.short is None or has_gap(relation.right, values):
        return Severity.NOTE
    return Severity.NOTE if relation.unless_large and _misses_much(relation, values) else relation.short


def _misses_much(relation: Relation, values: Values) -> bool:
    """Whether as much is missing from a sum as the least of its parts."""
    told = [values[one.observation_id] for one in observations_in(relation.left)]
    missing = (value_of(relation.right, values) or 0) - (value_of(relation.left, values) or 0)
    return missing >= min((value for value in told if value is not None), default=0)


def _statement(relation: Relation, values: Values, verdict: Verdict) -> str:
    """Both sides with the sign that stands between them: ``147 + 2 = 149 < 166``, ``147 + ? = 166``."""
    left, right = (value_of(side, values) or Fraction(0) for side in (relation.left, relation.right))
    words = words_of(relation.left, values)
    if _has_gap(relation, values):
        between = BROKEN[relation.sign] if verdict is Verdict.BREAKS else relation.sign.value
        return f"{words} {between} {words_of(relation.right, values)}{_margin(relation)}"
    if isinstance(relation.left, Sum) and len(relation.left.terms) > 1 and left != right:
        words = f"{words} = {_without_zeros(as_decimal(left))}"
    between = _sign(relation, left, right, verdict)
    margin = _margin(relation) if relation.sign is Sign.EQUAL or between == "≤" else ""
    return f"{words} {between} {words_of(relation.right, values)}{margin}"


def _without_zeros(value: Decimal) -> Decimal:
    """A sum of decimals without the places that none of them has: 99.9 for 99.9000."""
    return value if value == value.to_integral_value() else value.normalize()


def _has_gap(relation: Relation, values: Values) -> bool:
    sides = relation.left, relation.right
    return any(value_of(side, values) is None or has_gap(side, values) for side in sides)


def _sign(relation: Relation, left: Fraction, right: Fraction, verdict: Verdict) -> str:
    if relation.sign is not Sign.EQUAL:
        within = left > right and verdict is Verdict.HOLDS
        return "≤" if within else "<" if left < right else ">" if left > right else "="
    if verdict is Verdict.UNDECIDED:
        return "<"
    if verdict is Verdict.BREAKS:
        return "≠"
    return "="


def _margin(relation: Relation) -> str:
    if not relation.tolerance or relation.kind == "repeat":
        return ""
    drawn = any(one.qualifier == MEASURED for one in observations_in(relation.right))
    return f" ± {relation.tolerance}{' drawn' if drawn else ''}"
