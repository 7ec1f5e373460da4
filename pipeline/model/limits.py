"""What one file may take of the process that reads or checks it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may take of a worker: seconds of each step, memory besides its libraries, and size of the result.

    Ordinary reports take a quarter of a second and some 0.15 MB of result a page, and less than 500 MB.
    """

    seconds: int = 120
    memory_mb: int = 2000
    result_mb: int = 500
