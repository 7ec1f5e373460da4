"""What became of each file of a run."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.errors import SpecError
from pipeline.load.store import LOADED

UNCHANGED = "unchanged"
UNREADABLE = "unreadable"
BROKEN = "broken"
GATE = "gate"
"""The code of an outcome that no error made: the report was read, and the gate refused it."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The fate of a file, with a message where it failed.

    It is ``loaded``, ``unchanged``, ``refused``, ``unreadable``, or ``broken`` where the fault is ours.
    ``drift`` tells how the edition differs from what is known, ``proposed`` is the file in the report's folder that
    proposes what to make of it. ``code`` is that of the error where one kept it from being loaded, or ``gate``.
    """

    source: str
    status: str
    report_id: str | None = None
    message: str | None = None
    summary: dict[str, int] | None = None
    drift: tuple[str, ...] = ()
    proposed: str | None = None
    code: str | None = None

    @property
    def is_good(self) -> bool:
        """Tell whether the report is among the loaded ones."""
        return self.status in {LOADED, UNCHANGED}


@dataclass(frozen=True, slots=True)
class RunResult:
    """All outcomes in the order of the input, and family files that could not be used."""

    outcomes: tuple[Outcome, ...]
    spec_errors: tuple[SpecError, ...]

    @property
    def is_good(self) -> bool:
        """Tell whether every report was loaded."""
        return not self.spec_errors and all(outcome.is_good for outcome in self.outcomes)
