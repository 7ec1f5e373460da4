"""Figures that hold what the text layer cannot tell: pictures, and charts whose words are drawn as outlines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from statistics import median

from pipeline.extract.charts.areas import is_rectangle
from pipeline.model.chart import Chart
from pipeline.model.document import OCR, Curve, Page
from pipeline.model.geometry import BBox, hull
from pipeline.model.printed import LARGEST_LETTER_PT, Unread

PICTURE = "a picture: what it shows is not read"
OUTLINES = "words drawn as outlines: what they say is not read"

# Outlines smaller than letters are dust, in points.
SMALLEST_LETTER_PT = 2.0

# A line of outlines: at least so many, the gap between two no wider than this many heights, and at least this part
# of them standing on one line. The islands of a map do not.
FEWEST_LETTERS = 3
WIDEST_GAP = 1.0
ON_ONE_LINE = 0.5
SAME_LINE_PT = 0.35

# Outlined words belong to the chart that is at most this far away, or to each other.
NEAR_CHART_PT = 60.0
NEAR_WORDS_PT = 32.0

# Words outlined away from any chart have so many letters at least; fewer are ornaments, or islands of a map.
FEWEST_ALONE = 12


def unread_regions(page: Page, charts: Sequence[Chart]) -> tuple[Unread, ...]:
    """Each placed picture once, and each chart together with the outlined words around it; none that OCR has read."""
    pictures = [Unread(page.number, box, PICTURE) for box in dict.fromkeys(image.bbox for image in page.images)]
    drawn = {mark.bbox for chart in charts for mark in chart.marks}
    letters = [one for one in page.curves if one.bbox not in drawn and _is_letter(one)]
    lines = dict(_lines_of(letters))
    lines |= _slanted([one for one in letters if not any(line.holds_centre_of(one.bbox) for line in lines)], charts)
    homes = {line: _home(line, [chart.bbox for chart in charts]) for line in lines}
    regions = [
        hull([box, *(line for line, home in homes.items() if home == box)])
        for box in dict.fromkeys(home for home in homes.values() if home is not None)
    ]
    regions = _joined(regions, {line: lines[line] for line, home in homes.items() if home is None})
    outlined = [Unread(page.number, region, OUTLINES) for region in sorted(regions, key=_place)]
    read = [word.bbox for word in page.words if word.font == OCR]
    return tuple(one for one in (*pictures, *outlined) if not any(one.bbox.holds_centre_of(box) for box in read))


def _place(box: BBox) -> tuple[float, float]:
    return box.top, box.x0


def _is_letter(curve: Curve) -> bool:
    box = curve.bbox
    sized = SMALLEST_LETTER_PT <= box.height <= LARGEST_LETTER_PT and box.width <= LARGEST_LETTER_PT
    return curve.fill is not None and sized and not is_rectangle(curve)


def _lines_of(letters: Sequence[Curve]) -> Iterator[tuple[BBox, int]]:
    """Boxes of the lines that outlines of one colour form, each with the number of its outlines."""
    painted = sorted(((one.fill or (), one.bbox) for one in letters), key=lambda one: (one[0], one[1].x0, one[1].top))
    for _, group in groupby(painted, key=itemgetter(0)):
        rows: list[list[BBox]] = []
        for _, box in group:
            row = next((row for row in reversed(rows) if _follows(box, row[-1])), None)
            if row is None:
                rows.append([box])
            else:
                row.append(box)
        yield from ((hull(row), len(row)) for row in rows if _is_line(row))


def _slanted(letters: Sequence[Curve], charts: Sequence[Chart]) -> dict[BBox, int]:
    """Letters of one colour and size right around a chart that stand on no line: names written aslant."""
    found: dict[BBox, int] = {}
    for chart in charts:
        near = [
            one
            for one in letters
            if one.bbox.distance_to(chart.bbox) <= NEAR_WORDS_PT and not chart.bbox.holds_centre_of(one.bbox)
        ]
        for colour in dict.fromkeys(one.fill for one in near):
            boxes = [one.bbox for one in near if one.fill == colour]
            usual = median(box.height for box in boxes)
            alike = [box for box in boxes if 0.5 * usual <= box.height <= 1.5 * usual]
            if len(alike) >= FEWEST_ALONE:
                found[hull(alike)] = len(alike)
    return found


def _follows(box: BBox, last: BBox) -> bool:
    height = max(box.height, last.height)
    return box.y_overlap(last) >= 0.5 * min(box.height, last.height) and box.x0 - last.x1 <= WIDEST_GAP * height


def _is_line(row: Sequence[BBox]) -> bool:
    most = max(sum(abs(one.bottom - other.bottom) <= SAME_LINE_PT for other in row) for one in row)
    return len(row) >= FEWEST_LETTERS and most >= ON_ONE_LINE * len(row)


def _home(line: BBox, charts: Sequence[BBox]) -> BBox | None:
    near = min(charts, key=line.distance_to, default=None)
    return near if near is not None and line.distance_to(near) <= NEAR_CHART_PT else None


def _joined(regions: Sequence[BBox], lines: Mapping[BBox, int]) -> list[BBox]:
    """The regions grown by the lines near them, and what lines there are elsewhere, if they make up some words."""
    grown = [(region, FEWEST_ALONE) for region in regions]
    for line in sorted(lines, key=_place):
        near = [one for one in grown if one[0].distance_to(line) <= NEAR_WORDS_PT]
        letters = lines[line] + sum(count for _, count in near)
        grown = [one for one in grown if one not in near] + [(hull([line, *(box for box, _ in near)]), letters)]
    return [region for region, letters in grown if letters >= FEWEST_ALONE]
