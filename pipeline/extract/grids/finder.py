"""All tables of a page, each read by the geometry that the others and its own contents speak for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.extract.grids.aligned import read_aligned
from pipeline.extract.grids.choice import best_of, header_columns_of, with_header
from pipeline.extract.grids.draft import Draft, cells_of
from pipeline.extract.grids.lines import table_lines
from pipeline.extract.grids.no_tables import has_values, is_axes, is_contents
from pipeline.extract.grids.outside import SeenGrid, draft_of_boxes, draft_of_seen
from pipeline.extract.grids.regions import Region, regions_of
from pipeline.extract.grids.ruled import read_ruled
from pipeline.extract.grids.rules import Rules, rules_of
from pipeline.extract.grids.running import gutters_of, running_text
from pipeline.extract.grids.words import without_leaders
from pipeline.extract.lines import fragments_of
from pipeline.model.document import Page, Word
from pipeline.model.geometry import BBox
from pipeline.model.grid import Grid


@dataclass(frozen=True, slots=True)
class Candidates:
    """What our readers see in one region of a page."""

    page: int
    region: BBox
    framed: bool
    words: tuple[Word, ...]
    drafts: tuple[Draft, ...]

    @property
    def is_doubtful(self) -> bool:
        """Tell whether rules make cells of it, and other readings differ."""
        _, agreeing, asked = best_of(self.drafts)
        return any(draft.closed for draft in self.drafts) and agreeing < asked


def candidates_of(page: Page, without: Sequence[BBox] = (), charts: Sequence[BBox] = ()) -> tuple[Candidates, ...]:
    """Every region of a page with all readings of it.

    ``without`` are places of words that belong to no table (running heads). Around one of the ``charts`` stand its axes
    and legend: no table, unless there are rows of numbers beside it.
    """
    rules = rules_of(page)
    words = [word for word in without_leaders(page.words) if word.direction == "ltr" and not _any_holds(without, word)]
    stacks = running_text(fragments_of(page))
    running = [one.bbox for stack in stacks for one in stack]
    free = [word for word in words if not _any_holds(running, word)]
    beside_charts = [word for word in words if not _any_holds(charts, word)]
    free_beside = [word for word in free if not _any_holds(charts, word)]
    across = [BBox(rule.start, rule.at, rule.end, rule.at) for rule in rules.level]
    gutters = gutters_of(stacks, page.width_pt, [*across, *_long_lines(free)])
    regions = regions_of(free_beside, beside_charts, rules, gutters)
    found = []
    for region in regions:
        drawn = [chart for chart in charts if _is_of_chart(region.bbox, chart)]
        held = [word for word in (words if region.framed else free) if not _any_holds(drawn, word)]
        one = _candidates(page, region, held, rules)
        if one is not None and not is_contents(one.drafts) and (not drawn or _is_beside(one, drawn)):
            found.append(one)
    return tuple(found)


def _long_lines(words: Sequence[Word]) -> list[BBox]:
    """The boxes of chunks of words: captions and cells that may reach over a gutter."""
    return [chunk.bbox for line in table_lines(words) for chunk in line.chunks]


def _is_beside(candidates: Candidates, charts: Sequence[BBox]) -> bool:
    """Tell whether a table has a chart among its columns; several charts side by side have axes in rows."""
    return len(charts) == 1 and has_values(candidates.drafts[0])


def _any_holds(boxes: Sequence[BBox], word: Word) -> bool:
    return any(box.holds_centre_of(word.bbox) for box in boxes)


def _is_of_chart(region: BBox, chart: BBox) -> bool:
    """Tell whether most of a chart is in a region, and takes up a good part of it."""
    common = region.common(chart)
    if common is None:
        return False
    area = common.width * common.height
    return area > 0.5 * chart.width * chart.height and area > 0.05 * region.width * region.height


def _candidates(page: Page, region: Region, words: Sequence[Word], rules: Rules) -> Candidates | None:
    inside = tuple(word for word in words if region.bbox.grown(1).holds_centre_of(word.bbox))
    if not inside:
        return None
    near = rules.inside(region.bbox.grown(2))
    by_rules = [read_ruled(inside, near, region.bbox), draft_of_boxes(page.grids, inside, region.bbox)]
    read = [*(with_header(draft) for draft in by_rules if draft), *read_aligned(inside, near, region.bbox)]
    drafts = [draft for draft in read if draft.rows > 1 and draft.columns > 1 and not is_axes(draft)]
    return Candidates(page.number, region.bbox, region.framed, inside, tuple(drafts)) if drafts else None


def grids_of(page: Page, without: Sequence[BBox] = (), charts: Sequence[BBox] = ()) -> tuple[Grid, ...]:
    """The tables of a page by what is in the page alone; ``without`` and ``charts`` as in ``candidates_of``."""
    return tuple(choose(one, ()) for one in candidates_of(page, without, charts))


def choose(candidates: Candidates, seen: Sequence[SeenGrid]) -> Grid:
    """The best reading of a region, by our readers and those from outside that saw it."""
    mine = [one for one in seen if one.page == candidates.page and one.region == candidates.region]
    readers = [one.reader for one in mine]
    once = [one for one in mine if readers.count(one.reader) == 1]  # several tables are no reading of this one
    outside = [draft for one in once if (draft := draft_of_seen(one, candidates.words)) is not None]
    best, agreeing, asked = best_of((*candidates.drafts, *map(with_header, outside)))
    return Grid(
        page=candidates.page,
        region=candidates.region,
        rows=best.rows,
        columns=best.columns,
        header_rows=best.header_rows,
        header_columns=header_columns_of(best),
        cells=cells_of(candidates.page, best),
        reader=best.reader,
        agreeing=agreeing,
        asked=asked,
    )
