"""Readings of other engines, put into the same form."""

from __future__ import annotations

from pipeline.extract.grids.finder import candidates_of, choose
from pipeline.extract.grids.outside import SeenGrid, draft_of_boxes, draft_of_seen
from pipeline.model.document import Grid as Boxes
from pipeline.model.geometry import BBox
from tests.fixtures.pages import page
from tests.unit.extract.grids.pages import rows, texts_of, texts_of_draft

TEXTS = [["Farms", "12", "30"], ["Schools", "5", "6"], ["Ferries", "17", "36"]]
LINES = rows((50, 150, 220), *TEXTS)
WORDS = [word for line in LINES for word in line]
REGION = BBox(50, 100, 240, 142)
EDGES = ((98.0, 112.0), (112.0, 128.0), (128.0, 144.0)), ((45.0, 100.0), (100.0, 200.0), (200.0, 250.0))


def test_edges_of_another_engine_hold_our_words() -> None:
    draft = draft_of_seen(SeenGrid("camelot stream", 1, REGION, *EDGES), WORDS)
    assert draft is not None
    assert texts_of_draft(draft) == TEXTS
    assert draft.is_outside


def test_a_table_without_rows_is_none() -> None:
    assert draft_of_seen(SeenGrid("camelot stream", 1, REGION, (), EDGES[1]), WORDS) is None


def test_boxes_of_cells_may_span() -> None:
    cells = [BBox(45, 98, 250, 112), *(BBox(x0, top, x1, end) for top, end in EDGES[0][1:] for x0, x1 in EDGES[1])]
    draft = draft_of_boxes([Boxes(BBox(45, 98, 250, 144), tuple(cells))], WORDS, REGION)
    assert draft is not None
    assert [["Farms 12 30", "", ""], *TEXTS[1:]] == texts_of_draft(draft)
    assert draft.rooms[0].column_span == 3


def test_two_grids_in_one_region_are_no_reading_of_it() -> None:
    half = [Boxes(BBox(45, 98, 100, 144), (BBox(45, 98, 100, 144),)), Boxes(BBox(100, 98, 250, 144), ())]
    assert draft_of_boxes(half, WORDS, REGION) is None


def test_only_what_was_seen_in_the_region_is_asked() -> None:
    (candidates,) = candidates_of(page(*LINES))
    here = SeenGrid("camelot stream", 1, candidates.region, *EDGES)
    elsewhere = SeenGrid("camelot stream", 2, candidates.region, *EDGES)
    grid = choose(candidates, [here, elsewhere])
    assert texts_of(grid) == TEXTS
    assert (grid.agreeing, grid.asked) == (2, 2)
