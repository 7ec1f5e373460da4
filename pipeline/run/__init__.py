"""The only room that orders the stages: read, extract, normalise, validate, gate, load, report.

``reading`` is done by worker processes, ``recognising`` to ``loading`` to one report after the other; ``batch`` is
``pipeline run``, ``commands`` are the others.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any

from pipeline.run.batch import run
from pipeline.run.checking import understand
from pipeline.run.commands import Exported, audit, audit_document, compare, draft, export, fetch, inspect, power
from pipeline.run.options import EXPECTATIONS, Options
from pipeline.run.outcome import GATE, Outcome, RunResult
from pipeline.run.reading import Extraction, read_and_render, read_report


class _CallableModule(ModuleType):
    """The function ``run``, too: once this module is imported, ``pipeline.run`` is the module and not the function."""

    def __call__(self, *arguments: Any, **named: Any) -> RunResult:
        return run(*arguments, **named)


sys.modules[__name__].__class__ = _CallableModule

__all__ = [
    "EXPECTATIONS",
    "GATE",
    "Exported",
    "Extraction",
    "Options",
    "Outcome",
    "RunResult",
    "audit",
    "audit_document",
    "compare",
    "draft",
    "export",
    "fetch",
    "inspect",
    "power",
    "read_and_render",
    "read_report",
    "run",
    "understand",
]
