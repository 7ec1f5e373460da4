"""Findings with links to the numbers that they are about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.model.geometry import BBox
from pipeline.model.observation import Observation
from pipeline.model.span import Span
from pipeline.model.verdict import Finding, Suspect, Validated
from pipeline.report.cuts import Cut, Cutter
from pipeline.report.page_words import KINDS, SEVERITIES, Both, named
from pipeline.report.places import places
from pipeline.report.rows import RowView


@dataclass(frozen=True, slots=True)
class Jump:
    """A link to a row, or to a page where no token stands at the place; ``cut`` shows the number on its page."""

    anchor: str
    text: str
    page: int
    cut: Cut | None


@dataclass(frozen=True, slots=True)
class SuspectView:
    """A number or statement that alone would mend a contradiction."""

    anchor: str
    value: str
    likely: str
    percent: int


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding, where its numbers are, and which of them is likely wrong; ``number`` counts from 1."""

    number: int
    finding: Finding
    severity: Both
    kind: Both
    message: Both
    jumps: tuple[Jump, ...]
    suspects: tuple[SuspectView, ...]


def finding_views(
    findings: Iterable[Finding], validated: Validated, rows: Sequence[RowView], cutter: Cutter
) -> list[FindingView]:
    """All findings in their order, each with a link to and a cut of every number, and of places without a number."""
    told = {one.observation.observation_id: one.observation for one in validated.observations}
    row_of = {anchor: row.name for row in rows for anchor in row.anchors if anchor}
    tokens = {place: row for row in reversed(rows) for place in places(row.span)}
    return [
        FindingView(
            number=number,
            finding=finding,
            severity=named(SEVERITIES, finding.severity),
            kind=named(KINDS, finding.kind),
            message=Both(finding.message_en, finding.message_sv),
            jumps=(
                *(_to_observation(told[one], row_of[one], cutter) for one in finding.observation_ids),
                *_to_places(_other_places(finding, told), tokens, cutter),
            ),
            suspects=tuple(_suspect(one, row_of) for one in finding.suspects),
        )
        for number, finding in enumerate(findings, start=1)
    ]


def _suspect(one: Suspect, row_of: Mapping[str, str]) -> SuspectView:
    likely = "" if one.likely_value is None else str(one.likely_value)
    return SuspectView(row_of.get(one.observation_id, ""), one.value, likely, round(100 * one.score))


def _to_observation(one: Observation, row: str, cutter: Cutter) -> Jump:
    labels = " / ".join(label for label in (one.group_printed, one.label_printed) if label)
    return Jump(row, f"{one.number.text} {labels}".strip(), one.number.page, cutter.around(one.number))


def _other_places(finding: Finding, told: Mapping[str, Observation]) -> list[Span]:
    numbers = {told[one].number for one in finding.observation_ids}
    return [span for span in dict.fromkeys(finding.places) if span not in numbers]


def _to_places(spans: Iterable[Span], tokens: Mapping[tuple[int, BBox], RowView], cutter: Cutter) -> Iterator[Jump]:
    for span in spans:
        place = next(iter(places(span)))
        row = tokens.get(place)
        yield Jump(row.name if row else f"page-{place[0]}", span.text, place[0], cutter.around(span))
