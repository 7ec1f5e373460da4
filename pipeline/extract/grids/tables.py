"""The tables of a whole document: regions page by page, then the choice when others have been asked about them."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.extractor import PageFinds
from pipeline.extract.grids.finder import Candidates, candidates_of, choose
from pipeline.extract.grids.outside import SeenGrid
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
        found.extend(candidates_of(page, heads, [chart.bbox for chart in on_page.charts]))
    return tuple(found)


def choose_tables(candidates: Sequence[Candidates], seen: Sequence[SeenGrid]) -> tuple[Grid, ...]:
    """One reading of every region, pages in order, each from the top."""
    return tuple(choose(one, seen) for one in candidates)
