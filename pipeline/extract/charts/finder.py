"""The order of the room: areas and texts of a page to charts."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from pipeline.extract.charts.areas import areas_of, rules_of, swatches_of
from pipeline.extract.charts.bar_charts import bar_chart
from pipeline.extract.charts.bars import bar_groups
from pipeline.extract.charts.legends import Swatches, by_nearest
from pipeline.extract.charts.rounds import round_charts, rounds_of
from pipeline.extract.charts.texts import texts_of
from pipeline.extract.lines import Fragment
from pipeline.model.chart import Chart
from pipeline.model.document import OCR, Page
from pipeline.model.geometry import BBox


def charts_of(page: Page, fragments: Iterable[Fragment], captions: Collection[BBox]) -> tuple[Chart, ...]:
    """All charts of a page, from the top; what stands in ``captions`` or beyond them names no category."""
    told = (one for one in fragments if not any(box.holds_centre_of(one.bbox) for box in captions))
    texts = texts_of(told, page.witness, captions)
    areas, rules = areas_of(page), rules_of(page)
    groups, rounds = bar_groups(areas), rounds_of(page)
    legends = Swatches(swatches_of(page), {})
    found: list[Chart] = []
    for _ in range(2):  # once to know where charts are, once with the swatches that are nearest to each
        bars = (bar_chart(page.number, group, legends, texts, rules) for group in groups)
        found = [*(one for one in bars if one is not None), *round_charts(rounds, legends, texts)]
        drawn = [mark.bbox for chart in found for mark in chart.marks if not chart.kind.is_round]
        free = tuple(one for one in legends.every if not any(box.holds_centre_of(one.bbox) for box in drawn))
        legends = Swatches(free, by_nearest(free, found))
    ordered = sorted(found, key=lambda one: (one.bbox.top, one.bbox.x0))
    return tuple(_as_sharp_as_drawn(_told_by_ocr(one, page), page) for one in ordered)


def _told_by_ocr(chart: Chart, page: Page) -> Chart:
    boxes = {box for span in chart.spans for box in span.boxes}
    read = [word.bbox for word in page.words if word.font == OCR]
    return replace(chart, by_ocr=True) if any(box.holds_centre_of(one) for one in read for box in boxes) else chart


def _as_sharp_as_drawn(chart: Chart, page: Page) -> Chart:
    """Shapes of a picture are known to a pixel of it, at both of their ends."""
    pixel = max((one.pixel_pt for one in page.images if one.bbox.holds_centre_of(chart.bbox)), default=0.0)
    if not chart.by_ocr or not pixel:
        return chart
    unsharp = 2 * pixel * abs(chart.scale.per_pt)
    scale = replace(chart.scale, precision_pt=max(pixel, chart.scale.precision_pt))
    return replace(
        chart, scale=scale, marks=tuple(replace(one, tolerance=one.tolerance + unsharp) for one in chart.marks)
    )
