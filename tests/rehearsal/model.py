"""What a rehearsal is: a report of next year, its design, and in what it differs from the editions known."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tests.typeset import Layout, ReportData


class DriftKind(StrEnum):
    """In what an edition differs from the one before."""

    RENAMED_LABEL = "renamed_label"
    NEW_LABEL = "new_label"
    GONE_LABEL = "gone_label"
    MOVED_BLOCK = "moved_block"
    GONE_BLOCK = "gone_block"
    NEW_BLOCK = "new_block"


@dataclass(frozen=True, slots=True)
class Drift:
    """One difference; `label` is as printed (of a block that is new: its caption), `was` the label it had before.

    `is_readable` tells whether the label is in the text layer, rather than an outline.
    """

    kind: DriftKind
    block: str
    label: str = ""
    was: str = ""
    is_readable: bool = True


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """A report of next year; `fresh` are labels that no edition had, whose numbers may be read as new.

    `strange` are blocks that the publication never had. `traits` name what was varied, as `forms:cards`.
    """

    seed: int
    data: ReportData
    layout: Layout
    drifts: tuple[Drift, ...]
    fresh: frozenset[str]
    strange: frozenset[str]
    traits: frozenset[str]
