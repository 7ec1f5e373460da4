"""Which of several readings of a table is the best."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.grids.draft import Draft


def best_of(drafts: Sequence[Draft]) -> tuple[Draft, int, int]:
    """The best of the readings, how many agree with it and how many there are."""
    return drafts[0], 1, len(drafts)
