"""Where the time of a report goes: each stage of a run by itself, in one warm process."""

from __future__ import annotations

import pickle
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from pipeline.extract.extractor import find_blocks
from pipeline.load.files import write_files
from pipeline.load.open_store import opened
from pipeline.read.page_images import render_pages
from pipeline.read.pdfium_reader import read_glyphs
from pipeline.read.pdfplumber_reader import read_pages
from pipeline.read.reader import read_document
from pipeline.report.audit_page import audit_page
from pipeline.run import EXPECTATIONS, Options, read_report
from pipeline.run.checking import check, judge, tables_of, understood
from pipeline.run.families import known_families
from pipeline.run.loading import load_report
from pipeline.run.recognising import identified
from pipeline.run.work import Checking, Reading
from tests.bench.contestants import words, words_and_tables

ROUNDS = 3

Laps = dict[str, float]


def stage_seconds(files: Sequence[Path]) -> Laps:
    """Processor seconds of each stage over all files, median of rounds after one that warms up.

    Stages that hold others say so in their name; ``audit page`` is the drawing of the pages and the page itself.
    """
    _get_ready()
    found: defaultdict[str, list[float]] = defaultdict(list)
    for nth in range(ROUNDS + 1):
        laps: Laps = defaultdict(float)
        for file in files:
            _one(file, laps)
        for name, seconds in laps.items():
            if nth:
                found[name].append(seconds)
    return {name: median(seconds) for name, seconds in found.items()}


def _get_ready() -> None:
    """Import what a worker imports, as a worker does: with its work, which it unpacks."""
    with TemporaryDirectory() as folder, opened(Path(folder)) as store:
        for kind in (Reading, Checking):
            pickle.loads(pickle.dumps(kind((), store, Options())))  # noqa: S301 -- our own


def _one(file: Path, laps: Laps) -> None:
    families, _ = known_families(Options())
    with TemporaryDirectory() as folder, TemporaryDirectory() as staged, opened(Path(folder)) as store:
        with _lap("peer: words", laps):
            words([str(file)])
        with _lap("peer: words and tables", laps):
            words_and_tables([str(file)])
        with _lap("read: pdfplumber", laps):
            read_pages(str(file), None)
        with _lap("read: pdfium", laps):
            read_glyphs(str(file), None)
        document = read_document(file)
        with _lap("extract: blocks", laps):
            find_blocks(document)
        with _lap("read and extract, camelot included", laps):
            extraction = read_report(file)
        with _lap("audit page: pictures", laps):
            extraction = replace(extraction, images=render_pages(file))
        report, family = identified(extraction, families, "1", None)
        with _lap("normalise", laps):
            understood(extraction, report, family)
        with _lap("normalise and validate", laps):
            checked = check(extraction, report, family, store)
        write_files(Path(staged), tables_of(checked))
        with _lap("suites", laps):
            findings = judge(checked, Path(staged), EXPECTATIONS)
        with _lap("audit page: text", laps):
            audit_page(report, checked.validated, findings, extraction.images, family.spec, ())
        with _lap("normalise to store, audit page included", laps):
            load_report(extraction, report, family, store, Options())
        with _lap("tidy", laps):
            store.write_tidy()


@contextmanager
def _lap(name: str, laps: Laps) -> Iterator[None]:
    start = time.process_time()
    yield
    laps[name] += time.process_time() - start
