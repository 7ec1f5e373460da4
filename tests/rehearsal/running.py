"""Runs rehearsals through the pipeline, from the file to the tables, each into a folder of its own."""

from __future__ import annotations

import csv
import io
import json
import multiprocessing
import shutil
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.errors import ReadError, UnknownFamilyError
from pipeline.load.report_files import table_files
from pipeline.load.tables import findings_document
from pipeline.normalise.identify import FIRST_VINTAGE, identify
from pipeline.run import Options, read_report, run, understand
from pipeline.spec.loading import load_families
from pipeline.validate.gate import refusals
from pipeline.validate.validator import validate
from tests.rehearsal.generator import rehearse
from tests.rehearsal.model import Rehearsal
from tests.rehearsal.scoring import Output, Score, read_output, score
from tests.typeset import PRESETS, typeset, without_note
from tests.typeset.paging import DoesNotFitError
from tests.worlds.report import sample

REHEARSALS_A_WORKER = 25
"""Then a new process takes over, since the engines keep memory."""


def rehearsed(seed: int, before: Path | None = None, keep: Path | None = None) -> Score | None:
    """Make the report of a seed, run it, and score what was written; `None` where a figure of it fits on no page.

    `before` is an output folder with the edition before, which the report is loaded beside; `keep` takes
    the PDF, and JSON of what became of every number.
    """
    rehearsal = _rehearsal_of(seed)
    if rehearsal is None:
        return None
    report = typeset(rehearsal.data, rehearsal.layout)
    with TemporaryDirectory() as folder:
        pdf, out = Path(folder) / f"rehearsal-{seed}.pdf", Path(folder) / "out"
        pdf.write_bytes(report.pdf)
        if before is not None:
            shutil.copytree(before, out)
        start = time.perf_counter()
        outcome = run([pdf], out, Options()).outcomes[0]
        seconds = time.perf_counter() - start
        output = read_output(out, outcome.report_id, outcome.status, outcome.message or "")
        return _kept(score(rehearsal, report.truth, output, seconds), pdf, keep)


def rehearsed_unjudged(seed: int, keep: Path | None = None) -> Score | None:
    """Make and score the report of a seed without worker, pictures, suites, or the edition before: a quicker look."""
    rehearsal = _rehearsal_of(seed)
    if rehearsal is None:
        return None
    report = typeset(rehearsal.data, rehearsal.layout)
    with TemporaryDirectory() as folder:
        pdf = Path(folder) / f"rehearsal-{seed}.pdf"
        pdf.write_bytes(report.pdf)
        start = time.perf_counter()
        output = read_unjudged(pdf)
        return _kept(score(rehearsal, report.truth, output, time.perf_counter() - start), pdf, keep)


def _rehearsal_of(seed: int) -> Rehearsal | None:
    try:
        return rehearse(seed)
    except DoesNotFitError:
        return None


def _kept(one: Score, pdf: Path, keep: Path | None) -> Score:
    if keep is not None:
        shutil.copy(pdf, keep)
        text = json.dumps(asdict(one), ensure_ascii=False, indent=1, default=sorted)
        (keep / f"{pdf.stem}.json").write_text(text, encoding="utf-8")
    return one


def read_unjudged(pdf: Path) -> Output:
    """Take a file through the stages, and its tables as they would be written."""
    families, _ = load_families()
    try:
        extraction = read_report(pdf)
        found, family = identify(extraction.document, families, FIRST_VINTAGE)
    except (ReadError, UnknownFamilyError) as error:
        return Output("refused", str(error), (), (), ())
    normalised = understand(extraction, found, family)
    validated = validate(normalised, extraction.document, family, found.edition_year)
    reasons = refusals(normalised, validated.checks, validated.ledger, (), family.spec)
    files = table_files(normalised, validated, found, tuple(family.spec.dimensions))
    rows = tuple(csv.DictReader(io.StringIO(files["observations.csv"])))
    findings = findings_document((*reasons, *validated.findings), found)["findings"]
    ledger = tuple(csv.DictReader(io.StringIO(files["ledger.csv"])))
    return Output("refused" if reasons else "loaded", "", () if reasons else rows, ledger, tuple(findings))


def rehearsals(seeds: Sequence[int], jobs: int, keep: Path | None = None, *, quick: bool = False) -> Iterator[Score]:
    """Yield the scores in the order of the seeds, in processes of their own where there is more than one job.

    Seeds are left out whose figures fit on no page.

    The pipeline reads each file in a further process, which the workers of a plain pool may not start. A pool that
    replaces its workers may wait for ever (CPython issue 115634): hence a pool a batch.
    """
    with TemporaryDirectory() as folder:
        before = Path(folder) / "before"
        work = partial(rehearsed_unjudged, keep=keep)
        if not quick:
            edition = Path(folder) / "regionkoordinatorerna-2024.pdf"
            edition.write_bytes(typeset(without_note(sample()), PRESETS["square"]).pdf)
            run([edition], before, Options())
            work = partial(rehearsed, before=before, keep=keep)
        if jobs == 1:
            yield from filter(None, map(work, seeds))
            return
        size = REHEARSALS_A_WORKER * jobs
        for start in range(0, len(seeds), size):
            with ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn")) as pool:
                yield from filter(None, pool.map(work, seeds[start : start + size]))
