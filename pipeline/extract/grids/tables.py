"""The tables of a whole document: regions page by page, then the choice when others have been asked about them."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.extractor import PageFinds
from pipeline.extract.grids.finder import Candidates, candidates_of, choose
from pipeline.extract.grids.outside import SeenGrid
from pipeline.model.chart import Chart
from pipeline.model.document import Document
from pipeline.model.grid import Grid
from pipeline.model.printed import PassageKind


def find_tables(document: Document, finds: Sequence[PageFinds]) -> tuple[Candidates, ...]:
    """Regions of tables on every page with what we read in them; running heads and charts are none of it."""
    found: list[Candidates] = []
    for page, on_page in zip(document.pages, finds, strict=True):
        heads = [
            fragment.bbox
            for text in on_page.in_order
            if text.kind is PassageKind.FURNITURE
            for fragment in text.block.fragments
        ]
        found.extend(candidates_of(page, heads, [chart.bbox for chart in on_page.charts if not _is_bands(chart)]))
    return tuple(found)


def _is_bands(chart: Chart) -> bool:
    """Tell bars from bands of colour behind the rows of a table: these begin and end alike in every row."""
    rows: dict[int, set[tuple[int, int]]] = {}
    for mark in chart.marks:
        rows.setdefault(round(mark.bbox.y_mid), set()).add((round(mark.bbox.x0), round(mark.bbox.x1)))
    ends = list(rows.values())
    return len(ends) > 1 and all(one == ends[0] for one in ends)


def choose_tables(candidates: Sequence[Candidates], seen: Sequence[SeenGrid]) -> tuple[Grid, ...]:
    """One reading of every region, pages in order, each from the top."""
    return tuple(choose(one, seen) for one in candidates)
