"""Findings with links to the numbers that they are about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.model.geometry import BBox
from pipeline.model.observation import Observation
from pipeline.model.verdict import Finding, Validated
from pipeline.report.places import places
from pipeline.report.rows import RowView


@dataclass(frozen=True, slots=True)
class Jump:
    """A link to a row, or to a page where no token stands at the place."""

    anchor: str
    text: str


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding, and where its numbers are."""

    finding: Finding
    jumps: tuple[Jump, ...]


def finding_views(findings: Iterable[Finding], validated: Validated, rows: Sequence[RowView]) -> list[FindingView]:
    """All findings in their order, each with a link to every number, or to the places of one without numbers."""
    observations = {one.observation.observation_id: one.observation for one in validated.observations}
    tokens = {place: row for row in reversed(rows) for place in places(row.span)}
    return [
        FindingView(
            finding,
            tuple(_to_observation(observations[one]) for one in finding.observation_ids)
            or tuple(_to_places(finding, tokens)),
        )
        for finding in findings
    ]


def _to_observation(one: Observation) -> Jump:
    labels = " / ".join(label for label in (one.group_printed, one.label_printed) if label)
    return Jump(one.observation_id, f"{one.number.text} {labels}".strip())


def _to_places(finding: Finding, tokens: Mapping[tuple[int, BBox], RowView]) -> Iterator[Jump]:
    for span in finding.places:
        place = next(iter(places(span)))
        row = tokens.get(place)
        yield Jump(row.anchor if row else f"page-{place[0]}", f"{span.text}, page {place[0]}")
