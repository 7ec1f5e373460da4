"""Sum checks: every total against its parts, generated from the code lists' hierarchy and each block's closure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum

from pipeline.model.observation import NOT_APPLICABLE, TOTAL, Fact, Observation
from pipeline.model.verdict import Check, Severity, Verdict
from pipeline.spec.schema import FamilySpec

Signature = tuple[str, ...]
"""The dimensions in which the parts of a total differ from it."""


def sum_checks(
    observations: Sequence[Observation], spec: FamilySpec, cut_groups: Mapping[str, Mapping[str, str]]
) -> tuple[Check, ...]:
    """Every printed total against its parts in every block.

    ``cut_groups`` has, for each block that is cut, the codes of its last group, which alone is open.
    """
    totals = first_prints(observations)
    return tuple(
        _check(total, parts, block_id, signature, _completeness(total, signature, block_id, spec, cut_groups))
        for block_id, members in by_block(observations).items()
        for total in totals
        for signature, parts in parts_of(total.fact, members).items()
    )


def first_prints(observations: Iterable[Observation]) -> list[Observation]:
    """One observation a fact: the first one printed."""
    first: dict[Fact, Observation] = {}
    for one in observations:
        first.setdefault(one.fact, one)
    return list(first.values())


def parts_of(total: Fact, observations: Sequence[Observation]) -> dict[Signature, list[Observation]]:
    """The largest parts of a total, grouped by the dimensions that they split it by.

    A part that is itself a part of another part would be counted twice, so it is left out.
    """
    inside = [one for one in first_prints(observations) if is_part(one.fact, total)]
    largest = [one for one in inside if not any(is_part(one.fact, other.fact) for other in inside)]
    groups: defaultdict[Signature, list[Observation]] = defaultdict(list)
    for one in largest:
        groups[signature_of(one.fact, total)].append(one)
    return dict(groups)


def is_part(part: Fact, total: Fact) -> bool:
    """Tell whether ``part`` lies inside ``total``: same measure and period, and a total wherever they differ."""
    if (part.measure, part.time_period, part.period_kind) != (total.measure, total.time_period, total.period_kind):
        return False
    differing = signature_of(part, total)
    return bool(differing) and all(total.code(dimension) == TOTAL for dimension in differing)


def signature_of(part: Fact, total: Fact) -> Signature:
    """The dimensions in which two facts differ."""
    return tuple(
        dimension
        for (dimension, mine), (_, theirs) in zip(part.codes, total.codes, strict=True)
        if mine != theirs and NOT_APPLICABLE not in {mine, theirs}
    )


class Completeness(StrEnum):
    """Whether all parts of a total are printed: all of them, never all, or all unless the block was cut here."""

    CLOSED = "closed"
    OPEN = "open"
    CUT = "cut"


def _completeness(
    total: Observation,
    signature: Signature,
    block_id: str,
    spec: FamilySpec,
    cut_groups: Mapping[str, Mapping[str, str]],
) -> Completeness:
    block = spec.blocks[block_id]
    last_group = cut_groups.get(block_id)
    group_dimensions = spec.vocabularies[block.group].dimensions if block.group else ()
    between_groups = any(dimension in group_dimensions for dimension in signature)
    if (block.groups_closure if between_groups else block.rows_closure) == "open":
        return Completeness.OPEN
    in_last_group = last_group and all(total.fact.code(dimension) == code for dimension, code in last_group.items())
    return Completeness.CUT if last_group and (between_groups or in_last_group) else Completeness.CLOSED


def _check(
    total: Observation,
    parts: Sequence[Observation],
    block_id: str,
    signature: Signature,
    completeness: Completeness,
) -> Check:
    values = [part.value for part in parts if part.value is not None]
    left, right = sum(values, Decimal(0)), total.value if total.value is not None else Decimal(0)
    missing = len(values) < len(parts) or total.value is None
    verdict = _verdict(left, right, may_fall_short=missing or completeness is not Completeness.CLOSED, missing=missing)
    return Check(
        check_id=f"sum:{block_id}:{total.fact.fact_id}:{'+'.join(signature)}",
        kind="sum",
        block_id=block_id,
        statement=_statement(values, left, right, verdict),
        left=left,
        right=right,
        tolerance=Decimal(0),
        verdict=verdict,
        severity=_severity(verdict, completeness),
        observation_ids=(*(part.observation_id for part in parts), total.observation_id),
    )


def _verdict(left: Decimal, right: Decimal, *, may_fall_short: bool, missing: bool) -> Verdict:
    if left == right and not missing:
        return Verdict.HOLDS
    return Verdict.UNDECIDED if left <= right and may_fall_short else Verdict.BREAKS


def _severity(verdict: Verdict, completeness: Completeness) -> Severity:
    """That an open block falls short is no news; that a cut one does is."""
    if verdict is Verdict.BREAKS:
        return Severity.CONTRADICTION
    cut_short = verdict is Verdict.UNDECIDED and completeness is Completeness.CUT
    return Severity.INCOMPLETE if cut_short else Severity.NOTE


def _statement(values: Sequence[Decimal], left: Decimal, right: Decimal, verdict: Verdict) -> str:
    """Arithmetic without words, so that it reads in any language: ``147 + 2 = 149 < 166``."""
    terms = " + ".join(str(value) for value in values)
    shown = terms if len(values) == 1 or verdict is Verdict.HOLDS else f"{terms} = {left}"
    short = "<" if left < right else "≤"  # a part without a value may be zero
    sign = {Verdict.HOLDS: "=", Verdict.UNDECIDED: short}.get(verdict, "≠")
    return f"{shown} {sign} {right}"


def by_block(observations: Sequence[Observation]) -> dict[str, list[Observation]]:
    """Observations of each block, in their order."""
    groups: defaultdict[str, list[Observation]] = defaultdict(list)
    for one in observations:
        groups[one.block_id].append(one)
    return dict(groups)
