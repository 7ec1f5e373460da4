"""Turns designed PDF reports with public statistics into verified, traceable tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.load.read_back import load_observations
    from pipeline.run import run

__version__ = "0.1.0"
__all__ = ["__version__", "load_observations", "run"]


def __getattr__(name: str) -> Any:
    """Import on first use: the readers and pandas take a second that ``--help`` should not."""
    if name == "run":
        from pipeline.run import run  # noqa: PLC0415

        return run
    if name == "load_observations":
        from pipeline.load.read_back import load_observations  # noqa: PLC0415

        return load_observations
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
