"""What each single engine reads: whole pages, as anyone would call it, with its own settings."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from pathlib import Path

import pdfplumber
from camelot.io import read_pdf

from pipeline.run import read_report
from tests.tables.reading import placed_grid, placed_rows
from tests.tables.scoring import Placed

Pages = dict[int, list[list[Placed]]]
"""The tables read on each page."""


def ours(path: Path) -> Pages:
    """The pipeline's."""
    pages: Pages = {}
    for grid in read_report(path, undescribed=True).printed.grids:
        pages.setdefault(grid.page, []).append(placed_grid(grid))
    return pages


def camelot(flavor: str) -> Callable[[Path], Pages]:
    """One of camelot's parsers; pages on which it fails have no table."""

    def read(path: Path) -> Pages:
        return {number: _camelot_page(path, number, flavor) for number in range(1, _count(path) + 1)}

    return read


def _count(path: Path) -> int:
    with pdfplumber.open(path) as pdf:
        return len(pdf.pages)


def _camelot_page(path: Path, number: int, flavor: str) -> list[list[Placed]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            tables = read_pdf(str(path), pages=str(number), flavor=flavor, suppress_stdout=True)
        except (TypeError, ValueError, IndexError, ZeroDivisionError):
            return []
    return [placed_rows([[cell.text for cell in row] for row in table.cells]) for table in tables]


def plumber(strategy: str) -> Callable[[Path], Pages]:
    """One of pdfplumber's strategies, for rows and columns."""

    def read(path: Path) -> Pages:
        settings = {"vertical_strategy": strategy, "horizontal_strategy": strategy}
        with pdfplumber.open(path) as pdf:
            return {
                page.page_number: [placed_rows(rows) for rows in page.extract_tables(settings)] for page in pdf.pages
            }

    return read


ENGINES: dict[str, Callable[[Path], Pages]] = {
    "pipeline": ours,
    "camelot lattice": camelot("lattice"),
    "camelot stream": camelot("stream"),
    "camelot network": camelot("network"),
    "camelot hybrid": camelot("hybrid"),
    "camelot auto": camelot("auto"),
    "pdfplumber lines": plumber("lines"),
    "pdfplumber text": plumber("text"),
}

SINGLE: Sequence[str] = tuple(name for name in ENGINES if name != "pipeline")
