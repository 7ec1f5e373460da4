"""Distributions of answers: that they are whole, what follows from them, and what groups say of their members.

Shares and means are rounded: what follows from them is known to within the rounding of each number that takes part.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_UP, Decimal

from pipeline.model.observation import MEASURED, NOT_APPLICABLE, TOTAL, Fact, Observation
from pipeline.model.verdict import Severity
from pipeline.spec.schema import MEAN, ChartSpec, FamilySpec
from pipeline.spec.surveys import Grouping
from pipeline.validate.cells import count_cell, overlapping, with_codes
from pipeline.validate.expressions import HUNDRED, Average, Expression, Nearest, Scored, Sum, Whole
from pipeline.validate.relations import Relation, Sign

EXACT = "exact"
FOUR_DECIMALS = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class Distribution:
    """The classes of one whole by code: of each the number printed, or what is measured where none is printed."""

    whole: Fact
    dimension: str
    block_id: str
    parts: Mapping[str, Observation]


def distribution_relations(observations: Sequence[Observation], spec: FamilySpec) -> Iterator[Relation]:
    """Everything that has to hold of distributions, means and groups."""
    found = tuple(distributions_of(observations, spec))
    told = [one for one in observations if one.value is not None]
    yield from map(_adds_up, found)
    for distribution in found:
        yield from _means(distribution, told, spec)
        yield from _unions(distribution, told, spec)
    for grouping in spec.groupings:
        yield from _groups(grouping, told)
    yield from _possible(told, spec)


def distributions_of(observations: Iterable[Observation], spec: FamilySpec) -> Iterator[Distribution]:
    """The distributions that charts show in full: what is measured of all parts is a hundred percent."""
    groups: defaultdict[tuple[str, Fact, str], dict[str, dict[str, Observation]]] = defaultdict(dict)
    for one in observations:
        chart = spec.charts.get(one.block_id)
        if chart is None or not chart.complete or one.fact.measure != "share":
            continue
        dimension = _class_dimension(chart, spec)
        code = one.fact.code(dimension)
        whole = with_codes(one.fact, {dimension: TOTAL})
        groups[one.block_id, whole, dimension].setdefault(code, {}).setdefault(one.qualifier, one)
    for (block_id, whole, dimension), classes in groups.items():
        if _is_drawn_whole([told[MEASURED] for told in classes.values() if MEASURED in told]):
            parts = {code: told.get(EXACT) or told[MEASURED] for code, told in classes.items()}
            yield Distribution(whole, dimension, block_id, parts)


def _class_dimension(chart: ChartSpec, spec: FamilySpec) -> str:
    """The dimension whose classes make up the whole: of the legend, or else of the axis."""
    return spec.vocabularies[chart.series or chart.categories].dimensions[0]


def _is_drawn_whole(measured: Sequence[Observation]) -> bool:
    """Whether no part is missing: less than half a percent is drawn by no mark that was understood."""
    drawn = sum((one.value or Decimal(0) for one in measured), Decimal(0))
    tolerance = sum((one.tolerance for one in measured), Decimal(0))
    return abs(HUNDRED - drawn) <= max(tolerance, Decimal("0.5"))


def _adds_up(one: Distribution) -> Relation:
    parts = tuple(one.parts.values())
    return Relation(
        check_id=f"sum:{one.block_id}:{one.whole.fact_id}:{one.dimension}",
        block_id=one.block_id,
        left=Sum(parts),
        sign=Sign.EQUAL,
        right=Whole(),
        tolerance=_tolerance(parts),
    )


def _tolerance(observations: Iterable[Observation]) -> Decimal:
    return sum((one.tolerance for one in observations), Decimal(0))


def _means(one: Distribution, told: Sequence[Observation], spec: FamilySpec) -> Iterator[Relation]:
    """A mean is that of the scores of all answers that have one."""
    codes = spec.dimensions[one.dimension].codes
    scored = [
        (score, part)
        for code, part in one.parts.items()
        if code in codes and (score := codes[code].score) is not None and part.value is not None
    ]
    if not scored:
        return
    cell = _mean_cell(one, spec)
    expression = Scored(tuple(score for score, _ in scored), Sum(tuple(part for _, part in scored)))
    for mean in told:
        if mean.fact == cell and mean.qualifier == EXACT:
            yield _equal("share", mean, expression, margin_of_mean(scored) + mean.tolerance)


def _mean_cell(one: Distribution, spec: FamilySpec) -> Fact:
    blank = dict.fromkeys(spec.measures[MEAN].inapplicable, NOT_APPLICABLE)
    return replace(with_codes(one.whole, blank), measure=MEAN, share_base=NOT_APPLICABLE)


def margin_of_mean(scored: Sequence[tuple[Decimal, Observation]]) -> Decimal:
    """How far the mean of scores may be from that of the shares as printed: each of them is off by its rounding.

    A quotient of sums is largest where the shares of high scores are as large, and those of low ones as small, as they
    may be; where high begins is tried out.
    """
    ordered = sorted((score, one.value or Decimal(0), one.tolerance) for score, one in scored)
    middle = _mean([(score, value) for score, value, _ in ordered])
    ends = [middle]
    for cut in range(len(ordered) + 1):
        for sign in (1, -1):
            shifted = [
                (score, max(Decimal(0), value + (sign if nth >= cut else -sign) * tolerance))
                for nth, (score, value, tolerance) in enumerate(ordered)
            ]
            if any(value for _, value in shifted):
                ends.append(_mean(shifted))
    return max(max(ends) - middle, middle - min(ends)).quantize(FOUR_DECIMALS, ROUND_UP)


def _mean(weighted: Iterable[tuple[Decimal, Decimal]]) -> Decimal:
    pairs = tuple(weighted)
    return sum((score * weight for score, weight in pairs), Decimal(0)) / sum(weight for _, weight in pairs)


def _unions(one: Distribution, told: Sequence[Observation], spec: FamilySpec) -> Iterator[Relation]:
    """A class that is several others together has as much as they have; what is not drawn of them is nothing."""
    for code, described in spec.dimensions[one.dimension].codes.items():
        cell = with_codes(one.whole, {one.dimension: code})
        parts = tuple(one.parts[part] for part in described.of if part in one.parts)
        for union in told if described.of else ():
            if union.fact == cell:
                yield _equal("share", union, Sum(parts), _tolerance(parts) + union.tolerance)


def _equal(kind: str, one: Observation, of: Expression, tolerance: Decimal) -> Relation:
    return Relation(
        check_id=f"{kind}:{one.observation_id}:distribution",
        block_id=one.block_id,
        left=of,
        sign=Sign.EQUAL,
        right=Sum((one,)),
        tolerance=tolerance,
    )


def _groups(grouping: Grouping, told: Sequence[Observation]) -> Iterator[Relation]:
    """The share of a group is the mean of its members' shares; its mean lies between the least and the largest."""
    prints: dict[Fact, Observation] = {}
    for one in sorted(told, key=lambda one: one.qualifier != EXACT):
        prints.setdefault(one.fact, one)
    for one in told:
        members = grouping.members.get(one.fact.code(grouping.dimension), ())
        cells = [with_codes(one.fact, {grouping.dimension: TOTAL, grouping.of: member}) for member in members]
        found = [prints[cell] for cell in cells if cell in prints]
        if not members or len(found) != len(members):
            continue
        if one.fact.measure == "share":
            margin = (_tolerance(found) / len(found) + one.tolerance).quantize(FOUR_DECIMALS, ROUND_UP)
            yield replace(_equal("share", one, Average(Sum(tuple(found))), margin), check_id=_group_id("share", one))
        elif one.fact.measure == MEAN and one.qualifier == EXACT:
            yield from _between(one, found)


def _group_id(kind: str, one: Observation, end: str = "members") -> str:
    return f"{kind}:{one.observation_id}:{end}"


def _between(one: Observation, members: Sequence[Observation]) -> Iterator[Relation]:
    least = min(members, key=lambda member: member.value or Decimal(0))
    largest = max(members, key=lambda member: member.value or Decimal(0))
    for end, smaller, larger in (("least", least, one), ("largest", one, largest)):
        yield Relation(
            check_id=_group_id("subset", one, end),
            block_id=one.block_id,
            left=Sum((smaller,)),
            sign=Sign.AT_MOST,
            right=Sum((larger,)),
            tolerance=smaller.tolerance + larger.tolerance,
        )


def _possible(told: Sequence[Observation], spec: FamilySpec) -> Iterator[Relation]:
    """Some whole number of those who were asked gives the share; else some of them may have left the question out."""
    grouped = {grouping.dimension for grouping in spec.groupings}
    for one in told:
        measure = spec.measures.get(one.fact.base_measure)
        if one.fact.measure != "share" or one.qualifier != EXACT or measure is None or measure.asked is None:
            continue
        held = set(one.fact.share_base.split("+")) - overlapping(spec)
        divided = any(one.fact.code(name) not in {TOTAL, NOT_APPLICABLE} for name in {*held, *grouped})
        if not divided:
            unit = spec.identification.unit
            own = {unit.dimension: one.fact.code(unit.dimension)} if unit is not None else {}
            asked = count_cell(measure.asked.measure, one.fact.time_period, {**own, **measure.asked.codes}, spec)
            relation = _equal("share", one, Nearest(Sum((one,)), Sum((asked,))), one.tolerance)
            yield replace(relation, check_id=_group_id("share", one, "whole"), broken=Severity.WORDING)
