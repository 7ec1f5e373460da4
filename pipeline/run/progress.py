"""How far a run has come."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from pipeline.run.outcome import Outcome


@dataclass(frozen=True, slots=True)
class Progress:
    """A run after one more step: ``read`` and ``checked`` are of ``reports``, ``findings`` of those checked.

    ``pages`` are those read, ``seconds`` since the run began to read.
    """

    step: str
    source: str
    reports: int
    read: int
    checked: int
    pages: int
    findings: int
    seconds: float

    @property
    def pages_a_second(self) -> float:
        """Pages read and their part of checking done, a second."""
        return self.pages / self.seconds if self.seconds else 0.0

    @property
    def seconds_left(self) -> float:
        """As if every step that is left took what those did that are done."""
        done = self.read + self.checked
        return self.seconds * (2 * self.reports - done) / done if done else 0.0


@dataclass(slots=True)
class Counter:
    """Counts the steps of a run, and tells of each."""

    tell: Callable[[Progress], None]
    reports: int = 0
    read: int = 0
    checked: int = 0
    pages: int = 0
    findings: int = 0
    start: float = field(default_factory=time.monotonic)

    def begin(self, reports: int) -> None:
        """So many more reports are to be read."""
        self.reports += reports

    def was_read(self, source: str, pages: int) -> None:
        """A file was read; one without pages could not be, and is not checked."""
        self.read += 1
        self.pages += pages
        self.checked += not pages
        self._tell("read", source)

    def was_checked(self, outcome: Outcome) -> None:
        """A report was checked."""
        self.checked += 1
        self.findings += outcome.summary["findings"] if outcome.summary else 0
        self._tell("checked", outcome.source)

    def _tell(self, step: str, source: str) -> None:
        seconds = time.monotonic() - self.start
        self.tell(Progress(step, source, self.reports, self.read, self.checked, self.pages, self.findings, seconds))
