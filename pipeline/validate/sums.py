"""Sum checks: every total against its parts, generated from the code lists' hierarchy and each block's closure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from pipeline.model.observation import NOT_APPLICABLE, TOTAL, Fact, Observation
from pipeline.model.verdict import Check, Severity, Verdict
from pipeline.spec.schema import BlockSpec, FamilySpec

EXACT = "exact"

Signature = tuple[str, ...]
"""The dimensions in which the parts of a total differ from it."""


@dataclass(frozen=True, slots=True)
class Split:
    """A total with the parts that a block prints of it, and the dimensions that they split it by."""

    total: Observation
    parts: tuple[Observation, ...]
    block_id: str
    signature: Signature


def sum_checks(
    observations: Sequence[Observation], spec: FamilySpec, cut_groups: Mapping[str, Mapping[str, str]]
) -> tuple[Check, ...]:
    """Every printed total against its parts in every block.

    Parts told in running text are seldom all of them, so that it gives totals only. ``cut_groups`` has, for each block
    that is cut, the codes of its last group, which alone is open.
    """
    counts = [one for one in observations if one.fact.is_count and one.qualifier == EXACT]
    totals = first_prints(counts)
    return tuple(
        _check(Split(total, tuple(parts), block_id, signature), spec, cut_groups.get(block_id))
        for block_id, members in by_block(counts).items()
        if block_id in spec.blocks
        for total in totals
        if _is_within(total.fact, spec.blocks[block_id])
        for signature, parts in parts_of(total.fact, members).items()
    )


def _is_within(total: Fact, block: BlockSpec) -> bool:
    """Whether a block is about all of a total: persons by industry, say, are of one form of exploitation only."""
    return all(total.code(dimension) == code for dimension, code in block.codes.items())


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
    split: Split, block: BlockSpec, spec: FamilySpec, last_group: Mapping[str, str] | None
) -> Completeness:
    group_dimensions = spec.vocabularies[block.group].dimensions if block.group else ()
    between_groups = any(dimension in group_dimensions for dimension in split.signature)
    if (block.groups_closure if between_groups else block.rows_closure) == "open":
        return Completeness.OPEN
    total = split.total.fact
    in_last_group = last_group and all(total.code(dimension) == code for dimension, code in last_group.items())
    return Completeness.CUT if last_group and (between_groups or in_last_group) else Completeness.CLOSED


def _check(split: Split, spec: FamilySpec, last_group: Mapping[str, str] | None) -> Check:
    block, total = spec.blocks[split.block_id], split.total
    completeness = _completeness(split, block, spec, last_group)
    values = [part.value for part in split.parts if part.value is not None]
    left, right = sum(values, Decimal(0)), total.value if total.value is not None else Decimal(0)
    missing = len(values) < len(split.parts) or total.value is None
    verdict = _verdict(left, right, may_fall_short=missing or completeness is not Completeness.CLOSED, missing=missing)
    return Check(
        check_id=f"sum:{split.block_id}:{total.fact.fact_id}:{'+'.join(split.signature)}",
        kind="sum",
        block_id=split.block_id,
        statement=_statement(values, left, right, verdict),
        left=left,
        right=right,
        tolerance=Decimal(0),
        verdict=verdict,
        severity=_severity(verdict, completeness, is_own=_is_own_total(split, block, spec)),
        observation_ids=(*(part.observation_id for part in split.parts), total.observation_id),
    )


def _verdict(left: Decimal, right: Decimal, *, may_fall_short: bool, missing: bool) -> Verdict:
    if left == right and not missing:
        return Verdict.HOLDS
    return Verdict.UNDECIDED if left <= right and may_fall_short else Verdict.BREAKS


def _is_own_total(split: Split, block: BlockSpec, spec: FamilySpec) -> bool:
    """Whether a total is printed in the block, or is that of all its groups."""
    of_groups = (
        block.group is not None
        and split.signature == tuple(spec.vocabularies[block.group].dimensions)
        and all(split.total.fact.code(dimension) == TOTAL for dimension in spec.vocabularies[block.rows].dimensions)
    )
    return split.total.block_id == split.block_id or of_groups


def _severity(verdict: Verdict, completeness: Completeness, *, is_own: bool) -> Severity:
    """That an open block falls short is no news; that a cut one does is, of its own totals."""
    if verdict is Verdict.BREAKS:
        return Severity.CONTRADICTION
    cut_short = verdict is Verdict.UNDECIDED and completeness is Completeness.CUT and is_own
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
