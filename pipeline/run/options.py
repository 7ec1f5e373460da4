"""What a run is asked to do."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from pipeline.model.limits import Limits
from pipeline.spec.loading import FAMILIES

ROOT = Path(__file__).resolve().parent.parent.parent
EXPECTATIONS = ROOT / "expectations"


@dataclass(frozen=True, slots=True)
class Options:
    """How a run goes about it.

    ``family`` is the one that reports are taken for, ``auto`` for what is printed alone; without it, each report is of
    the family that recognises it. ``families`` is the folder that describes them.
    ``limits`` are what one file may take. ``cluster`` is the address of a Dask scheduler whose workers do what worker
    processes of this machine do otherwise.
    """

    family: str | None = None
    jobs: int = 1
    force: bool = False
    password: str | None = None
    ocr: bool = False
    families: Path = FAMILIES
    expectations: Path = EXPECTATIONS
    limits: Limits = field(default_factory=Limits)
    cluster: str | None = None
