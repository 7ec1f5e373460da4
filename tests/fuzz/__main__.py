"""Runs many cases (``python -m tests.fuzz --cases 20000``) or writes the file of one (``--seed 17 --to a.pdf``)."""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from tests.fuzz.cases import case_of
from tests.fuzz.mutations import KINDS
from tests.fuzz.running import FATES, IS_BAD, Ended, told


def main() -> int:
    """Print what became of the cases by kind, each fault with its number, and the rate; 1 if there is a fault."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description="Run mutated PDFs through the pipeline.")
    parser.add_argument("--cases", type=int, default=20_000, help="how many (default: 20000)")
    parser.add_argument("--seed", type=int, default=0, help="the number of the first (default: 0)")
    parser.add_argument("--jobs", type=int, default=1, help="processes (default: 1)")
    parser.add_argument("--to", type=Path, help="only write the file of --seed here")
    options = parser.parse_args()
    if options.to:
        options.to.write_bytes(case_of(options.seed).content)
        return 0
    started = time.monotonic()
    seeds = range(options.seed, options.seed + options.cases)
    with ProcessPoolExecutor(options.jobs, get_context("spawn")) as pool:
        parts = pool.map(told, [seeds[job :: options.jobs] for job in range(options.jobs)])
        every = [one for part in parts for one in part]
    print("\n".join(_summary(every, time.monotonic() - started)))
    return int(any(one.fate == IS_BAD for one in every))


def _summary(every: list[Ended], seconds: float) -> Iterator[str]:
    yield f"{'kind':10}" + "".join(f"{fate:>12}" for fate in (*FATES, IS_BAD))
    for kind in KINDS:
        counts = Counter(one.fate for one in every if one.kind == kind)
        yield f"{kind:10}" + "".join(f"{counts[fate]:>12}" for fate in (*FATES, IS_BAD))
    slowest = max(every, key=lambda one: one.seconds)
    yield f"{len(every)} cases in {seconds:.0f} s, {len(every) / seconds:.1f} a second; the slowest is {slowest.seed},"
    yield f"{slowest.kind} of {slowest.base}, {slowest.seconds:.1f} s"


if __name__ == "__main__":
    sys.exit(main())
