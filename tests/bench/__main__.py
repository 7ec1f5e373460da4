"""Time of a report, how charts and tables are read, growth of an audit, misprints noticed, and rehearsals.

Times of a report are by stage and as a ratio to pdfplumber's own words and tables.

Run with ``make bench``. Absolute times depend on the machine; the ratios, taken in one run, do not. Each figure is the
median of several rounds in which the contestants take turns.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import pdfplumber

from pipeline.run import EXPECTATIONS, Options, read_report, run
from pipeline.spec.loading import load_families
from pipeline.validate.suite_parameters import parameters_of
from pipeline.validate.suites import validate_tables
from tests.bench.audit import audit_lines
from tests.bench.charts import chart_lines
from tests.bench.misprints import lines_of as misprint_lines
from tests.bench.misprints import study
from tests.bench.rehearsal import rehearsal_lines
from tests.bench.tables import table_lines

ROUNDS = 5
SAMPLES = Path("raw_pdfs")
STUDIED_SEEDS, STUDIED_MISPRINTS = range(8), 12
"""Drawn editions, and misprints tried of each; ``python -m tests.bench.misprints`` tries more."""


def main() -> None:
    """Print one line a report, a kind of chart or table, a size of audit, a kind of misprint; then rehearsals."""
    folders = [SAMPLES, *([Path(os.environ["PIPELINE_CORPUS"])] if "PIPELINE_CORPUS" in os.environ else [])]
    print(f"{'report':44}{'pages':>6}{'peer s':>9}{'read s':>9}{'ratio':>7}{'suites s':>10}{'run s':>8}{'ratio':>7}")
    for pdf in (path for folder in folders for path in sorted(folder.glob("*.pdf"))):
        print(_line(pdf), flush=True)
    for part in (
        chart_lines(),
        table_lines(),
        audit_lines(),
        misprint_lines(study(STUDIED_SEEDS, each=STUDIED_MISPRINTS)),
        rehearsal_lines(),
    ):
        print()
        for line in part:
            print(line, flush=True)


def _line(pdf: Path) -> str:
    with TemporaryDirectory() as folder:
        outcome = run([pdf], folder, Options()).outcomes[0]
        contestants: dict[str, Callable[[], object]] = {
            "peer": lambda: words_and_tables(pdf),
            "read": lambda: read_report(pdf),
            "run": lambda: run([pdf], folder, Options(force=True)),
        }
        if outcome.is_good and outcome.report_id:
            loaded, known = Path(folder) / outcome.report_id, load_families()[0]
            spec = next(one.spec for one in known if outcome.report_id.startswith(f"{one.spec.family}-"))
            contestants["suites"] = lambda: validate_tables(loaded, EXPECTATIONS, spec.family, parameters_of(spec))
        times = in_turns(contestants)
    pages = words_and_tables(pdf)
    suites = f"{times['suites']:10.2f}" if "suites" in times else f"{'–':>10}"
    return (
        f"{pdf.name[:43]:44}{pages:6}{times['peer']:9.2f}{times['read']:9.2f}{times['read'] / times['peer']:7.2f}"
        f"{suites}{times['run']:8.2f}{times['run'] / times['peer']:7.2f}"
    )


def words_and_tables(pdf: Path) -> int:
    """The peer: what a script with pdfplumber would do. Returns the number of pages."""
    with pdfplumber.open(pdf) as document:
        for page in document.pages:
            page.extract_words()
            page.extract_tables()
            page.close()
        return len(document.pages)


def in_turns(contestants: dict[str, Callable[[], object]]) -> dict[str, float]:
    """Median seconds of each, one round after the other, so that a slow minute hits all alike."""
    seconds: dict[str, list[float]] = {name: [] for name in contestants}
    for _ in range(ROUNDS):
        for name, contestant in contestants.items():
            start = time.perf_counter()
            contestant()
            seconds[name].append(time.perf_counter() - start)
    return {name: median(values) for name, values in seconds.items()}


if __name__ == "__main__":
    main()
