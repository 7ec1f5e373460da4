"""Findings with links to the numbers that they are about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.model.geometry import BBox
from pipeline.model.observation import Observation
from pipeline.model.page_image import PageImage
from pipeline.model.span import Span
from pipeline.model.verdict import Finding, Suspect, Validated
from pipeline.report.crops import Crop, Cropper
from pipeline.report.places import places
from pipeline.report.rows import RowView


@dataclass(frozen=True, slots=True)
class Jump:
    """A link to a row, or to a page where no token stands at the place; ``crop`` shows the number on its page."""

    anchor: str
    text: str
    crop: Crop | None = None


@dataclass(frozen=True, slots=True)
class SuspectView:
    """A number or statement that alone would mend a contradiction."""

    anchor: str
    value: str
    likely: str
    percent: int


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding, where its numbers are, and which of them is likely wrong."""

    finding: Finding
    jumps: tuple[Jump, ...]
    suspects: tuple[SuspectView, ...]


def finding_views(
    findings: Iterable[Finding], validated: Validated, rows: Sequence[RowView], images: Sequence[PageImage]
) -> list[FindingView]:
    """All findings in their order, each with a link to and a crop of every number, and of places without a number."""
    observations = {one.observation.observation_id: one.observation for one in validated.observations}
    tokens = {place: row for row in reversed(rows) for place in places(row.span)}
    cropper = Cropper(images)
    return [
        FindingView(
            finding,
            (
                *(_to_observation(observations[one], cropper) for one in finding.observation_ids),
                *_to_places(_other_places(finding, observations), tokens, cropper),
            ),
            tuple(_suspect(one, observations) for one in finding.suspects),
        )
        for finding in findings
    ]


def _suspect(one: Suspect, observations: Mapping[str, Observation]) -> SuspectView:
    likely = "" if one.likely_value is None else str(one.likely_value)
    anchor = one.observation_id if one.observation_id in observations else ""
    return SuspectView(anchor, one.value, likely, round(100 * one.score))


def _to_observation(one: Observation, cropper: Cropper) -> Jump:
    labels = " / ".join(label for label in (one.group_printed, one.label_printed) if label)
    return Jump(one.observation_id, f"{one.number.text} {labels}".strip(), _crop(one.number, cropper))


def _other_places(finding: Finding, observations: Mapping[str, Observation]) -> list[Span]:
    numbers = {observations[one].number for one in finding.observation_ids}
    return [span for span in finding.places if span not in numbers]


def _to_places(spans: Iterable[Span], tokens: Mapping[tuple[int, BBox], RowView], cropper: Cropper) -> Iterator[Jump]:
    for span in spans:
        place = next(iter(places(span)))
        row = tokens.get(place)
        anchor = row.anchor if row else f"page-{place[0]}"
        yield Jump(anchor, f"{span.text}, page {place[0]}", _crop(span, cropper))


def _crop(span: Span, cropper: Cropper) -> Crop | None:
    return cropper.crop(*next(iter(places(span))))
