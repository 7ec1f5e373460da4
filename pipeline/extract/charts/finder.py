"""The order of the room: areas and texts of a page to charts."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from pipeline.extract.charts.areas import areas_of, rules_of, swatches_of
from pipeline.extract.charts.bar_charts import bar_chart
from pipeline.extract.charts.bars import bar_groups
from pipeline.extract.charts.legends import Swatches, by_nearest
from pipeline.extract.charts.rounds import round_charts
from pipeline.extract.charts.texts import texts_of
from pipeline.extract.lines import Fragment
from pipeline.model.chart import Chart
from pipeline.model.document import Page
from pipeline.model.geometry import BBox


def charts_of(page: Page, fragments: Iterable[Fragment], captions: Collection[BBox]) -> tuple[Chart, ...]:
    """All charts of a page, from the top; what stands in ``captions`` names no category."""
    told = (one for one in fragments if not any(box.holds_centre_of(one.bbox) for box in captions))
    texts = texts_of(told, page.witness)
    areas, rules = areas_of(page), rules_of(page)
    groups = bar_groups(areas)
    legends = Swatches(swatches_of(page), {})
    found: list[Chart] = []
    for _ in range(2):  # once to know where charts are, once with the swatches that are nearest to each
        bars = (bar_chart(page.number, group, legends, texts, rules) for group in groups)
        found = [*(one for one in bars if one is not None), *round_charts(page, legends, texts)]
        drawn = [mark.bbox for chart in found for mark in chart.marks if not chart.kind.is_round]
        free = tuple(one for one in legends.every if not any(box.holds_centre_of(one.bbox) for box in drawn))
        legends = Swatches(free, by_nearest(free, found))
    return tuple(sorted(found, key=lambda one: (one.bbox.top, one.bbox.x0)))
