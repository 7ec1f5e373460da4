"""Runs rehearsals through the pipeline, from the file to the tables, each into a folder of its own."""

from __future__ import annotations

import multiprocessing
import shutil
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.run import Options, run
from tests.rehearsal.generator import rehearse
from tests.rehearsal.scoring import Score, read_output, score
from tests.typeset import typeset

SAMPLE = Path(__file__).parents[2] / "raw_pdfs" / "regionkoordinatorerna-2024-facsimile.pdf"
REHEARSALS_A_WORKER = 25
"""Then a new process takes over, since the engines keep memory."""


def rehearsed(seed: int, before: Path | None = None, keep: Path | None = None) -> Score:
    """Make the report of a seed, run it, and score what was written.

    `before` is an output folder with the edition before, which the report is loaded beside; `keep` takes the PDF.
    """
    rehearsal = rehearse(seed)
    report = typeset(rehearsal.data, rehearsal.layout)
    with TemporaryDirectory() as folder:
        pdf, out = Path(folder) / f"rehearsal-{seed}.pdf", Path(folder) / "out"
        pdf.write_bytes(report.pdf)
        if before is not None:
            shutil.copytree(before, out)
        start = time.perf_counter()
        outcome = run([pdf], out, Options()).outcomes[0]
        seconds = time.perf_counter() - start
        if keep is not None:
            shutil.copy(pdf, keep)
        output = read_output(out, outcome.report_id, outcome.status, outcome.message or "")
        return score(rehearsal, report.truth, output, seconds)


def rehearsals(seeds: Sequence[int], jobs: int, keep: Path | None = None) -> Iterator[Score]:
    """Yield the scores in the order of the seeds, in processes of their own where there is more than one job.

    The pipeline reads each file in a further process, which the workers of a plain pool may not start. A pool that
    replaces its workers may wait for ever (CPython issue 115634): hence a pool a batch.
    """
    with TemporaryDirectory() as folder:
        before = Path(folder) / "before"
        run([SAMPLE], before, Options())
        work = partial(rehearsed, before=before, keep=keep)
        if jobs == 1:
            yield from map(work, seeds)
            return
        size = REHEARSALS_A_WORKER * jobs
        for start in range(0, len(seeds), size):
            with ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn")) as pool:
                yield from pool.map(work, seeds[start : start + size])
