"""Fixed sentences, of which only the numbers change, and words whose numbers are no statistics."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from pipeline.model.observation import Fact, Observation, SourceKind, escaped
from pipeline.model.printed import Passage
from pipeline.model.report import Report
from pipeline.model.span import Span
from pipeline.normalise.facts import ShareOf, count_fact, rounding_of, share_fact
from pipeline.normalise.numerals import parse_number
from pipeline.spec.schema import FamilySpec
from pipeline.spec.surveys import Told


def observations_of_sentences(passages: Iterable[Passage], report: Report, spec: FamilySpec) -> Iterator[Observation]:
    """Every number of every print of a fixed sentence."""
    for passage in passages:
        for name, sentence in spec.sentences.items():
            for match in re.finditer(sentence.pattern, passage.text, re.IGNORECASE):
                yield from _told(name, match, passage, report, spec)


def _told(name: str, match: re.Match[str], passage: Passage, report: Report, spec: FamilySpec) -> Iterator[Observation]:
    for group, told in spec.sentences[name].numbers.items():
        value = parse_number(match[group]) if match[group] else None
        if value is None:
            continue
        yield Observation(
            observation_id=escaped(report.report_id),
            fact=_fact(told, report, spec),
            unit=told.unit,
            value=value,
            qualifier="exact",
            tolerance=rounding_of(value) if told.share_base else Decimal(0),
            obs_status="A",
            source_kind=SourceKind.PROSE,
            block_id=name,
            number=passage.span(*match.span(group)),
            label_printed="",
            group_printed="",
            clause=passage.span(*match.span()),
        )


def _fact(told: Told, report: Report, spec: FamilySpec) -> Fact:
    if told.share_base:
        return share_fact(told.codes, ShareOf(told.measure, told.share_base), report, spec)
    return count_fact(told.codes, told.measure, report, spec)


def mentions_of(passages: Iterable[Passage], spec: FamilySpec) -> Iterator[tuple[Span, str]]:
    """Words whose numbers are no statistics, with the reason."""
    for passage in passages:
        for mention in spec.mentions:
            for match in re.finditer(mention.pattern, passage.text, re.IGNORECASE):
                if match.group().strip():
                    yield passage.span(*match.span()), mention.reason
