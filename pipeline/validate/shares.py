"""Share relations: a printed share against the counts that it is made of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from pipeline.model.observation import KNOWN, MEASURED, NOT_APPLICABLE, TOTAL, Fact, Observation
from pipeline.spec.schema import FamilySpec
from pipeline.validate.cells import overlapping, share_of_cells, unions, with_codes
from pipeline.validate.expressions import Expression, Sum, Whole
from pipeline.validate.relations import Relation, Sign

EXACT = "exact"

VAGUE = Decimal("0.05")
"""What about, just above and just below may be off by, as a part of the value: the words do not say how much."""


def share_relations(observations: Sequence[Observation], spec: FamilySpec) -> Iterable[Relation]:
    """Every share told of counts, as printed: within its rounding."""
    for one in observations:
        fact = one.fact
        if fact.measure == "share" and fact.share_base != NOT_APPLICABLE and one.qualifier != MEASURED:
            yield from said_of(one, share_of_cells(fact, spec), "share")


def whole_relations(observations: Sequence[Observation], spec: FamilySpec) -> Iterable[Relation]:
    """Shares of one whole by the classes of one dimension: no more than 100 percent together, each as rounded.

    Classes that overlap, and those that are several others together, may be more.
    """
    apart = overlapping(spec)
    groups: defaultdict[tuple[Fact, str], dict[str, Observation]] = defaultdict(dict)
    for one in observations:
        if one.fact.measure != "share" or one.qualifier != EXACT or one.value is None:
            continue
        held = one.fact.share_base.partition(KNOWN)[0].split("+")
        for name, code in one.fact.codes:
            if name in apart or code in unions(name, spec):
                continue
            if code not in {TOTAL, NOT_APPLICABLE} and name not in held:
                like = replace(with_codes(one.fact, {name: TOTAL}), compared_to=NOT_APPLICABLE)
                groups[like, name].setdefault(code, one)
    for (like, name), classes in groups.items():
        if len(classes) > 1:
            shares = tuple(classes.values())
            yield Relation(
                check_id=f"subset:shares:{like.fact_id}:{name}",
                block_id=shares[-1].block_id,
                left=Sum(shares),
                sign=Sign.AT_MOST,
                right=Whole(),
                tolerance=sum((one.tolerance for one in shares), Decimal(0)),
            )


def said_of(one: Observation, of: Expression, kind: str) -> Iterable[Relation]:
    """That a printed number is the value of an expression, as exactly as its hedge says.

    One that is told as at least or at most only bounds it, as a part does its whole.
    """
    if one.value is None:
        return
    bounds = {"at_least": Sign.AT_MOST, "lower": Sign.AT_MOST, "at_most": Sign.AT_MOST, "upper": Sign.AT_MOST}
    sign = bounds.get(one.qualifier, Sign.EQUAL)
    number = Sum((one,))
    is_lower = one.qualifier in {"at_least", "lower"}
    yield Relation(
        check_id=f"{kind if sign is Sign.EQUAL else 'subset'}:{one.observation_id}",
        block_id=one.block_id,
        left=number if is_lower else of,
        sign=sign,
        right=of if is_lower else number,
        tolerance=margin_of(one),
        owner=one.observation_id,
    )


def margin_of(one: Observation) -> Decimal:
    """Plus or minus in the unit: the rounding, or what a vague hedge leaves open if that is more."""
    vague = abs(one.value or Decimal(0)) * VAGUE if one.qualifier == "approximate" else Decimal(0)
    return max(one.tolerance, vague)
