"""Legends: swatches in the colours of a chart, each with its name behind, in or over it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import pairwise

from pipeline.extract.charts.areas import Area, colour_distance
from pipeline.extract.charts.texts import joined
from pipeline.extract.lines import Fragment, as_fragment
from pipeline.model.chart import Chart
from pipeline.model.geometry import BBox
from pipeline.model.span import Span

SAME_COLOUR = 0.03
LIKE_COLOUR = 0.3

# A name begins this close behind its swatch, and its lines are this close to the swatch's middle, in type sizes.
BEHIND_EM = 2.2
ABOVE_EM = 1.9

# A swatch of a chart is no further from it than this, in points: long legends reach beyond the plot.
FURTHEST_PT = 400.0

Legend = Mapping[str, tuple[Span, BBox]]
"""By colour the name of the series, and the swatch beside it."""

_Named = tuple[Area, Span]


def legend_of(colours: Sequence[str], swatches: Iterable[Area], texts: Iterable[Fragment], near: BBox) -> Legend:
    """For each colour the name beside the nearest swatch in it; colours that no swatch has go to the most like one.

    One whose swatch has no name stays without.
    """
    every = sorted(swatches, key=lambda one: one.bbox.distance_to(near))
    named = _named(every, tuple(texts))
    found: dict[str, tuple[Span, BBox]] = {}
    for colour in colours:
        match = next((pair for pair in named if colour_distance(pair[0].colour, colour) <= SAME_COLOUR), None)
        if match is not None:
            found[colour] = (match[1], match[0].bbox)
    unnamed = [one for one in colours if any(colour_distance(area.colour, one) <= SAME_COLOUR for area in every)]
    return _with_like(found, [one for one in colours if one in found or one not in unnamed], named)


@dataclass(frozen=True, slots=True)
class Swatches:
    """Everything on a page that may be a swatch, and by chart what is nearest to it."""

    every: tuple[Area, ...]
    near: Mapping[BBox, Sequence[Area]]

    def legend(self, colours: Sequence[str], texts: Iterable[Fragment], box: BBox, drawn: AbstractSet[BBox]) -> Legend:
        """The legend of the chart in ``box``: its own, else one further off that has all its colours.

        ``drawn`` are the shapes of the chart itself.
        """
        every = tuple(texts)
        own = [one for one in self.near.get(box, ()) if one.bbox not in drawn]
        found = legend_of(colours, own, every, box)
        if found or len(colours) == 1:
            return found
        far = legend_of(colours, [one for one in self.every if one.bbox not in drawn], every, box)
        return far if len(far) == len(colours) else {}


def by_nearest(swatches: Iterable[Area], charts: Sequence[Chart]) -> dict[BBox, list[Area]]:
    """Every swatch with the nearest chart that has its colour, else with the nearest one."""
    found: dict[BBox, list[Area]] = {chart.bbox: [] for chart in charts}
    colours = {chart.bbox: {mark.colour for mark in chart.marks} for chart in charts}
    for one in swatches:
        near = sorted((one.bbox.distance_to(box), box) for box in found)
        within = [box for gap, box in near if gap <= FURTHEST_PT]
        alike = [box for box in within if any(colour_distance(one.colour, it) <= SAME_COLOUR for it in colours[box])]
        for box in (alike or within)[:1]:
            found[box].append(one)
    return found


def _named(swatches: Sequence[Area], texts: Sequence[Fragment]) -> list[_Named]:
    """Swatches with a name: the text inside, or all lines that are nearer to it than to another swatch."""
    lines: dict[BBox, list[Fragment]] = {}
    boxes = list(dict.fromkeys(one.bbox for one in swatches))
    for text in texts:
        inside = next((box for box in boxes if box.holds_centre_of(text.bbox)), None)
        if inside is not None:
            lines.setdefault(inside, []).append(text)
            continue
        for part in _between_swatches(text, boxes):
            behind = [box for box in boxes if _stands_behind(part, box)]
            if behind:
                nearest = min(behind, key=lambda box: (abs(box.y_mid - part.bbox.y_mid), part.bbox.x0 - box.x1))
                lines.setdefault(nearest, []).append(part)
    return [(one, joined(_nearest_lines(lines[one.bbox], one.bbox))) for one in swatches if one.bbox in lines]


def _between_swatches(text: Fragment, boxes: Sequence[BBox]) -> list[Fragment]:
    """A line of a legend may be one stretch of text with swatches in its gaps: cut there."""
    cuts = [
        index
        for index in range(1, len(text.words))
        if any(
            text.words[index - 1].bbox.x1 - 1 <= box.x_mid <= text.words[index].bbox.x0 + 1
            and box.y_overlap(text.bbox) > 0
            for box in boxes
        )
    ]
    ends = [0, *cuts, len(text.words)]
    return [as_fragment(text.page, text.words[start:end]) for start, end in pairwise(ends)]


def _stands_behind(text: Fragment, box: BBox) -> bool:
    close = abs(text.bbox.y_mid - box.y_mid) <= max(ABOVE_EM * text.size_pt, 0.5 * box.height)
    return close and -1 <= text.bbox.x0 - box.x1 <= BEHIND_EM * text.size_pt


def _nearest_lines(lines: Sequence[Fragment], box: BBox) -> list[Fragment]:
    """The lines that begin where the nearest one begins."""
    first = min(lines, key=lambda one: (abs(one.bbox.y_mid - box.y_mid), one.bbox.x0))
    return [one for one in lines if abs(one.bbox.x0 - first.bbox.x0) <= 1.5]  # noqa: PLR2004


def _with_like(found: dict[str, tuple[Span, BBox]], colours: Sequence[str], named: Sequence[_Named]) -> Legend:
    """Colours without a swatch of their own: the swatch most like them beside those found, no swatch for two."""
    boxes = [box for _, box in found.values()]
    free = [one for one in named if one[0].bbox not in boxes and any(_in_row(one[0].bbox, box) for box in boxes)]
    pairs = sorted(
        ((colour_distance(area.colour, colour), colour, area.bbox, name) for colour in colours for area, name in free),
        key=lambda pair: pair[:3],
    )
    for distance, colour, box, name in pairs:
        if distance <= LIKE_COLOUR and colour not in found and box not in [one for _, one in found.values()]:
            found[colour] = (name, box)
    return found


def _in_row(one: BBox, other: BBox) -> bool:
    """Swatches of one legend have one size and stand in one line or one column."""
    alike = abs(one.width - other.width) <= 2 and abs(one.height - other.height) <= 2  # noqa: PLR2004
    return alike and (abs(one.y_mid - other.y_mid) <= 2 or abs(one.x0 - other.x0) <= 2)  # noqa: PLR2004
