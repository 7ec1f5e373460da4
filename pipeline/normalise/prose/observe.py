"""Claims and assertions of a passage to observations and statements, with their places on the pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from pipeline.model.observation import (
    NOT_APPLICABLE,
    TOTAL,
    Codes,
    Fact,
    Observation,
    Resolution,
    SourceKind,
    Statement,
    escaped,
)
from pipeline.model.printed import Passage
from pipeline.model.report import Report
from pipeline.model.span import Span
from pipeline.normalise.prose.asides import withheld
from pipeline.normalise.prose.draft import Claim
from pipeline.normalise.prose.reader import PassageReading
from pipeline.normalise.prose.statements import Assertion
from pipeline.normalise.quantity import Qualifier
from pipeline.spec.schema import FamilySpec

PROSE_BLOCK = "prose"

_AROUND = " \t,;:.()–—"


def observations_of_prose(
    readings: Iterable[tuple[Passage, PassageReading]], report: Report, spec: FamilySpec
) -> Iterator[Observation]:
    """One observation a claim; their ids are still to be numbered (``numbered``)."""
    for count, (passage, reading) in enumerate(readings):
        for claim in reading.claims:
            yield Observation(
                observation_id=escaped(report.report_id),
                fact=fact_of(claim, spec),
                unit=claim.unit,
                value=plain(claim.value),
                qualifier=claim.qualifier,
                tolerance=plain(claim.tolerance),
                obs_status="A" if claim.qualifier is Qualifier.EXACT else "E",
                source_kind=SourceKind.PROSE,
                block_id=PROSE_BLOCK,
                number=passage.span(claim.quantity.start, claim.quantity.end),
                label_printed=claim.label,
                group_printed="",
                clause=clause_of(passage, claim.start, claim.end),
                resolution=Resolution.CONTEXT if claim.alternatives else Resolution.NONE,
                alternatives=tuple(dict.fromkeys(fact_of(one, spec) for one in claim.alternatives)),
                passage=count,
            )


def without_broken_numbers(passage: Passage, reading: PassageReading) -> PassageReading:
    """The same, but numbers whose digits stand on two lines are withheld: they may be two (``varav 38 / 104 barn``)."""
    broken = [one for one in reading.claims if _is_broken(passage.span(one.quantity.start, one.quantity.end))]
    if not broken:
        return reading
    doubt = "its digits stand on two lines, and may be two numbers"
    return replace(
        reading,
        claims=tuple(one for one in reading.claims if one not in broken),
        asides=(*reading.asides, *(withheld(replace(one, doubt=doubt)) for one in broken)),
    )


_GROUPED = re.compile(r"\d\s\d")


def _is_broken(number: Span) -> bool:
    return len(number.boxes) > 1 and _GROUPED.search(number.text) is not None


def fact_of(claim: Claim, spec: FamilySpec) -> Fact:
    """The cell that a claim is about; dimensions that it does not name are totals, those that cannot apply ``_Z``."""
    return Fact(
        measure=claim.measure,
        time_period=claim.time_period,
        codes=_codes(claim.codes, claim.measure, spec, TOTAL),
        period_kind=claim.period_kind,
        base_measure=claim.base_measure,
        about=claim.about,
        share_base=claim.share_base,
        compared_to=claim.compared_to,
    )


def _codes(codes: Mapping[str, str], measure: str, spec: FamilySpec, rest: str) -> Codes:
    inapplicable = spec.measures[measure].inapplicable
    return tuple(
        (dimension, NOT_APPLICABLE if dimension in inapplicable else codes.get(dimension, rest))
        for dimension in spec.dimensions
    )


def plain(value: Decimal) -> Decimal:
    """Without zeros behind the point: -50 for -50.0."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def clause_of(passage: Passage, start: int, end: int) -> Span:
    """The characters of a clause without the punctuation that sets it off."""
    while start < end and passage.text[start] in _AROUND:
        start += 1
    while end > start and passage.text[end - 1] in _AROUND:
        end -= 1
    return passage.span(start, end)


def statements_of_prose(
    readings: Iterable[tuple[Passage, PassageReading]], report: Report, spec: FamilySpec
) -> Iterator[Statement]:
    """One statement an assertion, numbered through the report."""
    number = 0
    for passage, reading in readings:
        for one in reading.assertions:
            number += 1
            yield _statement(one, number, passage, report, spec)


def _statement(one: Assertion, number: int, passage: Passage, report: Report, spec: FamilySpec) -> Statement:
    return Statement(
        statement_id=f"{escaped(report.report_id)}:statement:{number}",
        kind=one.kind,
        measure=one.measure,
        codes=tuple((name, one.codes[name]) for name in spec.dimensions if one.codes.get(name, TOTAL) != TOTAL),
        about=one.about,
        time_period=one.time_period,
        compared_to=one.compared_to,
        value=one.value,
        cue=passage.span(one.start, one.end),
        clause=clause_of(passage, *one.clause),
    )
