"""Rehearses seeds: `python -m tests.rehearsal --seeds 0:300 --jobs 2 [--keep FOLDER]`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tests.rehearsal.running import rehearsals
from tests.rehearsal.table import lines_of


def main() -> None:
    """Parse the command line and print the tables."""
    parser = argparse.ArgumentParser(prog="python -m tests.rehearsal", description="Rehearse next year's report.")
    parser.add_argument("--seeds", default="0:20", help="first and one past the last, as 0:300")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--keep", type=Path, help="a folder for the PDFs, and JSON of what became of every number")
    parser.add_argument("--quick", action="store_true", help="without worker, pictures, suites, or the edition before")
    options = parser.parse_args()
    first, _, end = options.seeds.partition(":")
    seeds = range(int(first), int(end or int(first) + 1))
    if options.keep:
        options.keep.mkdir(parents=True, exist_ok=True)
    scores = []
    for one in rehearsals(seeds, options.jobs, options.keep, quick=options.quick):
        scores.append(one)
        if sys.stderr.isatty():
            print(f"seed {one.seed}: {one.status}", file=sys.stderr)
    for line in lines_of(scores):
        print(line)


if __name__ == "__main__":
    main()
