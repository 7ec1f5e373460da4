"""Rehearsals of next year's report: how many are loaded, how much is read, what is wrong, which drifts are told."""

from __future__ import annotations

import os
from collections.abc import Iterator

from tests.rehearsal.running import rehearsals
from tests.rehearsal.table import lines_of

SEEDS = range(300)
JOBS = 2


def rehearsal_lines() -> Iterator[str]:
    """The tables of all rehearsals; ``python -m tests.rehearsal`` runs fewer or others."""
    yield from lines_of(list(rehearsals(SEEDS, min(JOBS, os.cpu_count() or 1))))
