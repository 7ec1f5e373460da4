"""The only room that orders the stages: read, extract, normalise, validate, gate, load, report.

``work`` is what worker processes do: ``reading`` and ``recognising`` of a file, ``checking`` and ``loading`` of a
report. ``batch`` is ``pipeline run``, ``commands`` are the others. What is exported is imported on first use: the
engines and the solver take seconds, and a run that finds everything unchanged needs none of them.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

from pipeline.run.options import EXPECTATIONS, Options
from pipeline.run.outcome import GATE, Outcome, RunResult

if TYPE_CHECKING:
    from pipeline.run.batch import run
    from pipeline.run.checking import understand
    from pipeline.run.commands import Exported, audit, audit_document, compare, draft, export, fetch, inspect, power
    from pipeline.run.extraction import Extraction
    from pipeline.run.reading import read_report

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
    "read_report",
    "run",
    "understand",
]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(name)
    if name == "run":
        from pipeline.run.batch import run  # noqa: PLC0415

        return run
    from pipeline.run import checking, commands, reading  # noqa: PLC0415

    return next(getattr(one, name) for one in (commands, reading, checking) if hasattr(one, name))


class _CallableModule(ModuleType):
    """The function ``run``, too: once this module is imported, ``pipeline.run`` is the module and not the function."""

    def __call__(self, *arguments: Any, **named: Any) -> RunResult:
        from pipeline.run.batch import run  # noqa: PLC0415

        return run(*arguments, **named)


sys.modules[__name__].__class__ = _CallableModule
