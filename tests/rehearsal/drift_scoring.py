"""Which differences of an edition the findings tell: by the block and the label that a finding of drift mentions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tests.rehearsal.generator import plain
from tests.rehearsal.model import Drift, DriftKind
from tests.typeset import Truth

BLOCKS = {"origins": "figure_6"}
"""What the family calls a block where the typesetter calls it otherwise."""

_WORDS = {
    DriftKind.GONE_LABEL: ("gone", "missing"),
    DriftKind.MOVED_BLOCK: ("moved",),
    DriftKind.GONE_BLOCK: ("gone", "missing", "not_read"),
    DriftKind.NEW_BLOCK: ("new", "unknown"),
}
"""Words of which the kind of a finding, or its id, has one where it tells such a difference."""


@dataclass(frozen=True, slots=True)
class Reported:
    """A difference, and whether a finding tells it; `by` is the finding's id."""

    drift: Drift
    by: str

    @property
    def is_reported(self) -> bool:
        """Whether a finding tells it."""
        return bool(self.by)


def reported(drift: Drift, findings: Sequence[Mapping[str, Any]], truth: Truth) -> Reported:
    """Look for a finding that tells the difference.

    A label that is new or renamed has to be mentioned, whatever else the finding says; all else needs a finding of that
    kind that mentions the block or, of a new one, its caption or its page.
    """
    for finding in findings:
        if finding["severity"] in {"drift", "note"} and _tells(drift, finding, truth):
            return Reported(drift, finding["id"])
    return Reported(drift, "")


def _tells(drift: Drift, finding: Mapping[str, Any], truth: Truth) -> bool:
    said = plain(" ".join((finding["id"], *finding["message"].values(), json_text(finding.get("arithmetic", "")))))
    mentions_label = bool(drift.label) and plain(drift.label) in said
    if drift.kind in {DriftKind.RENAMED_LABEL, DriftKind.NEW_LABEL}:
        return finding["severity"] == "drift" and finding["kind"] != "unexplained" and mentions_label
    name = f"{finding['id']}:{finding['kind']}"
    if not any(word in name for word in _WORDS[drift.kind]):
        return False
    mentions_block = BLOCKS.get(drift.block, drift.block) in said
    if drift.kind is DriftKind.GONE_LABEL:
        return mentions_label and mentions_block
    if drift.kind is DriftKind.NEW_BLOCK:
        drawn = {one.page for one in truth.charts if one.block == drift.block}
        pages = drawn | {one.page for one in truth.numbers if one.block == drift.block}
        is_there = any(place.get("page") in pages for place in finding["places"])
        return "block" in name and (mentions_label or is_there)
    return mentions_block


def json_text(value: object) -> str:
    """Return a value as text."""
    return str(value)
