"""Time, memory and growth: the whole pipeline against what others take for the same pages, all in one run.

    python -m tests.bench.speed                  a report, a batch, and growth to 100 reports
    python -m tests.bench.speed --sizes 1 10 100 1000

Absolute times depend on the machine; ratios, taken in one run, do not, and those of processor seconds not on what else
it does. The figures are kept in `figures.json`, and each is printed beside the one before.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2

from tests.bench.contestants import Figures, measured
from tests.bench.reports import editions, preschools
from tests.bench.stages import stage_seconds
from tests.typeset import PRESETS, load_data, typeset

KEPT = Path(__file__).with_name("figures.json")
DATA = Path(__file__).parents[1] / "typeset" / "data" / "regionkoordinatorerna-2024.yml"
TEN_PAGES = "square"
"""The layout in which the figures of the sample fill nine pages."""

ROUNDS = 3
BATCH = 12
JOBS = 2
SIZES = (1, 10, 100)
QUICK = ("pdfium text", "words", "words and tables")
SLOW = ("camelot auto", "camelot lattice", "camelot network")

Kept = dict[str, float]


def speed_lines(sizes: Sequence[int] = SIZES) -> Iterator[str]:
    """All tables, while they are measured; what was measured is kept afterwards."""
    before: Kept = json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.exists() else {}
    now: Kept = {}
    with TemporaryDirectory() as name:
        folder = Path(name)
        yield from _single(folder, now)
        yield ""
        yield from _batch(folder, now)
        yield ""
        yield from _growth(folder, sizes, now)
        yield ""
        yield from _goals(now, before)
    KEPT.write_text(json.dumps({**before, **now}, indent=1) + "\n", encoding="utf-8")


def _single(folder: Path, now: Kept) -> Iterator[str]:
    pdf = folder / "ten-pages.pdf"
    pdf.write_bytes(typeset(load_data(DATA), PRESETS[TEN_PAGES]).pdf)
    pages = pages_of([pdf])
    out = folder / "single"
    what = f"one report, {pages} pages, first run"
    yield f"{what:36}{'seconds':>9}{'ratio':>7}{'cpu s':>8}{'ratio':>7}{'MB':>7}{'worker':>8}"
    taken = {
        **{name: measured(name, pdf) for name in SLOW},
        **{name: _median(name, pdf) for name in (*QUICK, "great expectations", "help")},
        "pipeline": _median("pipeline", pdf, "--out", out, "--force"),
        "pipeline, unchanged": _median("pipeline", pdf, "--out", out),
    }
    peer = taken["words and tables"]
    for name, one in taken.items():
        now[f"one report, cpu: {name}"] = one.cpu_seconds
        yield f"{name:36}{_compared(one, peer)}"
    yield ""
    yield f"{'stages of it, warm':44}{'cpu s':>9}{'ratio':>7}"
    stages = stage_seconds([pdf])
    for name, seconds in stages.items():
        now[f"stage: {name}"] = seconds
        yield f"{name:44}{seconds:9.3f}{seconds / stages['peer: words and tables']:7.2f}"
    now["audit page"] = stages["audit page: pictures"] + stages["audit page: text"]


def _batch(folder: Path, now: Kept) -> Iterator[str]:
    files = folder / "batch"
    files.mkdir()
    pdfs = editions(files, BATCH)
    pages = pages_of(pdfs)
    what = f"{BATCH} reports, {pages} pages"
    yield f"{what:36}{'seconds':>9}{'ratio':>7}{'cpu s':>8}{'ratio':>7}{'MB':>7}{'worker':>8}{'pages/s':>9}"
    taken = {
        **{name: measured(name, *pdfs) for name in (*QUICK, *SLOW)},
        "pipeline --jobs 1": measured("pipeline", *pdfs, "--out", folder / "batch-1"),
        f"pipeline --jobs {JOBS}": measured("pipeline", *pdfs, "--out", folder / "batch-2", "--jobs", str(JOBS)),
    }
    for name, one in taken.items():
        now[f"batch, cpu s a page: {name}"] = one.cpu_seconds / pages
        yield f"{name:36}{_compared(one, taken['words'])}{pages / one.seconds:9.1f}"


def _compared(one: Figures, peer: Figures) -> str:
    return (
        f"{one.seconds:9.2f}{one.seconds / peer.seconds:7.2f}{one.cpu_seconds:8.2f}"
        f"{one.cpu_seconds / peer.cpu_seconds:7.2f}{one.own_mb:7.0f}{one.worker_mb:8.0f}"
    )


def _growth(folder: Path, sizes: Sequence[int], now: Kept) -> Iterator[str]:
    files = folder / "growth"
    files.mkdir()
    pdfs = preschools(files, max(sizes))
    heads = f"{'seconds':>9}{'cpu each':>10}{'MB':>7}{'worker':>8}{'unchanged s':>13}{'one more s':>12}"
    yield f"{'light reports, --jobs 2':24}{heads}"
    for size in sizes:
        out = folder / f"grown-{size}"
        first = measured("pipeline", *pdfs[:size], "--out", out, "--jobs", str(JOBS))
        again = measured("pipeline", *pdfs[:size], "--out", out)
        (one_more,) = editions(files, 1)
        more = measured("pipeline", one_more, "--out", out)
        now |= {
            f"{size} reports: cpu s each": first.cpu_seconds / size,
            f"{size} reports: MB": first.own_mb,
            f"{size} reports: MB a worker": first.worker_mb,
            f"{size} reports: unchanged": again.seconds,
            f"{size} reports: one more": more.seconds,
        }
        yield (
            f"{size:24}{first.seconds:9.1f}{first.cpu_seconds / size:10.2f}{first.own_mb:7.0f}{first.worker_mb:8.0f}"
            f"{again.seconds:13.2f}{more.seconds:12.2f}"
        )


def _goals(now: Kept, before: Kept) -> Iterator[str]:
    yield f"{'kept':56}{'before':>9}{'now':>9}"
    for name, value in now.items():
        earlier = f"{before[name]:9.2f}" if name in before else f"{'–':>9}"
        yield f"{name:56}{earlier}{value:9.2f}"


def _median(name: str, *arguments: str | Path) -> Figures:
    return sorted((measured(name, *arguments) for _ in range(ROUNDS)), key=lambda one: one.seconds)[ROUNDS // 2]


def pages_of(pdfs: Sequence[Path]) -> int:
    """How many pages the files have together."""
    return sum(len(pypdfium2.PdfDocument(pdf)) for pdf in pdfs)


def main() -> None:
    """Parse the command line and print the tables."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.speed", description="Measure time and memory.")
    parser.add_argument("--sizes", nargs="+", type=int, default=SIZES, help="how many light reports")
    for line in speed_lines(parser.parse_args().sizes):
        print(line, flush=True)


if __name__ == "__main__":
    main()
