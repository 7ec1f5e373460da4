"""How well tables are read, by kind and writer, against each single engine on the same pages.

The seeds are none that the reader was made with; ``python -m tests.bench.tables FIRST LAST`` reads others.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.gallery.chromium import BrowserError
from tests.tables import pages_of_html, sheets
from tests.tables.engines import ENGINES
from tests.tables.looks import KINDS
from tests.tables.model import TruthTable
from tests.tables.reading import placed_truth
from tests.tables.scoring import Score, score_tables

SEEDS = range(9101, 9103)

NOTHING = Score(0, 0, 0)

Scores = dict[tuple[str, str], tuple[Score, Score]]
"""By kind and engine: with all that was read, and with the tables alone that match."""


def table_lines(seeds: Sequence[int] = SEEDS) -> Iterator[str]:
    """F1 of cell adjacency, one line a kind, one column an engine; the last line is told where the tables are."""
    scores: Scores = {}
    with TemporaryDirectory() as folder:
        for tables, path in _documents(seeds, Path(folder)):
            _read(tables, path, scores)
    kinds = dict.fromkeys(kind for kind, _ in scores)
    yield f"{'tables, F1':16}" + "".join(f"{engine:>18}" for engine in ENGINES)
    for kind in kinds:
        yield _line(kind, [scores[kind, engine][0] for engine in ENGINES])
    yield _line("all", [_sum(scores, engine, 0) for engine in ENGINES])
    yield _line("all, where told", [_sum(scores, engine, 1) for engine in ENGINES])


def _documents(seeds: Sequence[int], folder: Path) -> Iterator[tuple[Sequence[TruthTable], Path]]:
    for seed in seeds:
        for kind in KINDS:
            path = folder / f"{kind}-{seed}.pdf"
            yield sheets.draw(seed, kind, path), path
        path = folder / f"browser-{seed}.pdf"
        try:
            yield pages_of_html.draw(seed, path), path
        except BrowserError:
            continue  # there is none on this machine


def _read(tables: Sequence[TruthTable], path: Path, scores: Scores) -> None:
    for engine, read in ENGINES.items():
        pages = read(path)
        for number in {table.page for table in tables}:
            true = [table for table in tables if table.page == number]
            key = true[0].kind, engine
            cells = pages.get(number, []), [placed_truth(table) for table in true]
            every, matched = scores.get(key, (NOTHING, NOTHING))
            scores[key] = every + score_tables(*cells), matched + score_tables(*cells, only_matched=True)


def _sum(scores: Scores, engine: str, which: int) -> Score:
    return sum((pair[which] for (_, name), pair in scores.items() if name == engine), NOTHING)


def _line(name: str, scores: Sequence[Score]) -> str:
    return f"{name:16}" + "".join(f"{score.f1:18.3f}" for score in scores)


if __name__ == "__main__":
    first, last = map(int, sys.argv[1:])
    for line in table_lines(range(first, last + 1)):
        print(line, flush=True)
