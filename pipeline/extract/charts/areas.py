"""Filled areas of a page, each once: rectangles, also rounded or drawn as paths, and the thin ones as lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.model.chart import Orientation
from pipeline.model.document import OCR, Colour, Curve, Page, Rect
from pipeline.model.geometry import BBox

# Coordinates are written with two or three decimals; what differs by less is the same edge.
SAME_PT = 0.6

# The reader rounds coordinates to thousandths of a point; writers round to hundredths at best.
STEP_PT = 0.01

# A rule is drawn as a line or as a rectangle this thin.
RULE_PT = 1.3

# Swatches of legends, in points: dots are smaller than boxes that hold their name.
SMALLEST_SWATCH_PT = 2.5
LARGEST_SWATCH_PT = 60.0

# A rounded corner takes up at most this part of the shorter side, and leaves this part of each side straight.
CORNER_SHARE = 0.35
EDGE_SHARE = 0.3

# A shape this much longer than wide may be round at its ends: small segments are, however slight the rounding is.
_SLENDER = 2.0
_END_SHARE = 0.2

# Places are even where the distances between them are multiples of the least to within this part of it.
EVEN_SHARE = 0.1

PATTERN = "pattern"
"""The paint of shapes whose patterns cannot be told apart."""

# Paper and near-white tints carry no value.
_WHITE = 0.97

# A background covers most of the page.
_BACKGROUND_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Area:
    """A filled rectangle and its paint: a colour as ``#rrggbb``, or a pattern."""

    bbox: BBox
    colour: str


@dataclass(frozen=True, slots=True)
class Strip:
    """An area along the axis of values: ``start`` to ``end`` grow with the value, ``low`` to ``high`` lie across it."""

    start: float
    end: float
    low: float
    high: float
    area: Area

    @property
    def length(self) -> float:
        """Extent along the axis of values, in points."""
        return self.end - self.start

    @property
    def thickness(self) -> float:
        """Extent across it, in points."""
        return self.high - self.low

    @property
    def middle(self) -> float:
        """Centre across the axis of values."""
        return (self.low + self.high) / 2


def turned(box: BBox, orientation: Orientation) -> tuple[float, float, float, float]:
    """A box as start, end, low and high: upwards for vertical bars, to the right for horizontal ones."""
    if orientation is Orientation.VERTICAL:
        return -box.bottom, -box.top, box.x0, box.x1
    return box.x0, box.x1, box.top, box.bottom


def strip_of(area: Area, orientation: Orientation) -> Strip:
    """The area along the axis of values."""
    return Strip(*turned(area.bbox, orientation), area)


def areas_of(page: Page) -> tuple[Area, ...]:
    """Every coloured rectangle of a page that may be a bar or a swatch, the same one once however often it is drawn."""
    paint = paint_of(page)
    found = [
        *(Area(one.bbox, paint(one)) for one in page.rects if one.fill is not None),
        *(Area(one.bbox, paint(one)) for one in page.curves if one.fill is not None and is_rectangle(one)),
    ]
    size = page.width_pt * page.height_pt
    kept: list[Area] = []
    for area in found:
        box = area.bbox
        thin = min(box.width, box.height) <= 0 or max(box.width, box.height) <= RULE_PT
        if thin or box.width * box.height > _BACKGROUND_SHARE * size or _is_white(area.colour):
            continue
        twin = next((at for at, other in enumerate(kept) if _same(other.bbox, box)), None)
        if twin is None:
            kept.append(area)
    return tuple(kept)


def paint_of(page: Page) -> Callable[[Rect | Curve], str]:
    """What fills a shape: its colour as ``#rrggbb``, or the name of a pattern.

    Writers that make a new pattern for every shape give none of them a name that means something: these are alike.
    """
    names = Counter([*(one.pattern for one in page.rects), *(one.pattern for one in page.curves)])

    def paint(shape: Rect | Curve) -> str:
        if not shape.pattern:
            return hex_of(shape.fill)
        return f"pattern:{shape.pattern}" if names[shape.pattern] > 1 else PATTERN

    return paint


def swatches_of(page: Page) -> tuple[Area, ...]:
    """Every small filled shape, round ones too: the swatches of legends are among them; no letters that OCR read."""
    every: list[Rect | Curve] = [*page.rects, *page.curves]
    read = [word.bbox for word in page.words if word.font == OCR]
    shapes = [one for one in every if one.fill is not None and _is_small(one.bbox)]
    paint = paint_of(page)
    found = [Area(one.bbox, paint(one)) for one in shapes if not any(word.holds_centre_of(one.bbox) for word in read)]
    return tuple(one for one in found if not _is_white(one.colour))


def _is_small(box: BBox) -> bool:
    return min(box.width, box.height) >= SMALLEST_SWATCH_PT and max(box.width, box.height) <= LARGEST_SWATCH_PT


def rules_of(page: Page) -> tuple[BBox, ...]:
    """Straight strokes, and rectangles so thin that they are meant as strokes."""
    boxes = [*(one.bbox for one in page.rects), *(one.bbox for one in page.curves)]
    thin = (box for box in boxes if min(box.width, box.height) <= RULE_PT)
    return (*(one.bbox for one in page.lines), *thin)


def is_rectangle(curve: Curve) -> bool:
    """Whether a path is a rectangle, corners rounded or not.

    Its nodes lie on the edges of its box, and cover a good part of each, or near a corner; the ends of a slender one
    may be round.
    """
    box = curve.bbox
    edge = max(0.05, 0.002 * max(box.width, box.height))
    left, right = ([y for x, y in curve.points if abs(x - side) <= edge] for side in (box.x0, box.x1))
    top, bottom = ([x for x, y in curve.points if abs(y - side) <= edge] for side in (box.top, box.bottom))
    upright = _covers(box.height, left) and _covers(box.height, right)
    lying = _covers(box.width, top) and _covers(box.width, bottom)
    if upright and lying:
        corner = CORNER_SHARE * min(box.width, box.height)
        return all(_on_edge(box, point, edge) or _at_corner(box, point, corner, corner) for point in curve.points)
    is_upright = box.height > box.width
    length, width = max(box.height, box.width), min(box.height, box.width)
    sides = (left, right) if is_upright else (top, bottom)
    if not (upright if is_upright else lying) or length < _SLENDER * width or not _alike(*sides, edge):
        return False
    across, end = 0.5 * width + edge, max(0.5 * width, _END_SHARE * length)
    corners = (across, end) if is_upright else (end, across)
    return all(_on_edge(box, point, edge) or _at_corner(box, point, *corners) for point in curve.points)


def _alike(one: Sequence[float], other: Sequence[float], edge: float) -> bool:
    """Whether two long sides begin and end at the same height: those of a slanted shape do not."""
    return abs(min(one) - min(other)) <= 2 * edge and abs(max(one) - max(other)) <= 2 * edge


def _covers(length: float, places: Sequence[float]) -> bool:
    """Whether the nodes on one edge span a good part of it."""
    return bool(places) and max(places) - min(places) >= EDGE_SHARE * length


def _on_edge(box: BBox, point: tuple[float, float], edge: float) -> bool:
    x, y = point
    return min(abs(x - box.x0), abs(x - box.x1), abs(y - box.top), abs(y - box.bottom)) <= edge


def _at_corner(box: BBox, point: tuple[float, float], across: float, down: float) -> bool:
    x, y = point
    return min(abs(x - box.x0), abs(x - box.x1)) <= across and min(abs(y - box.top), abs(y - box.bottom)) <= down


def hex_of(colour: Colour | None) -> str:
    """A colour as ``#rrggbb``; CMYK by the plain formula of PDF 32000-1, 10.3.5; ``#`` alone where none is known."""
    parts = tuple(min(1.0, max(0.0, part)) for part in colour or ())
    if len(parts) == 1:
        parts = parts * 3
    elif len(parts) == 4:  # noqa: PLR2004
        parts = tuple(1 - min(1.0, part + parts[3]) for part in parts[:3])
    if len(parts) != 3:  # noqa: PLR2004
        return "#"
    return "#" + "".join(f"{round(part * 255):02x}" for part in parts)


def colour_distance(one: str, other: str) -> float:
    """The largest difference of the components, from 0 to 1; 1 between a pattern and anything else."""
    if not (one.startswith("#") and other.startswith("#") and len(one) == len(other) > 1):
        return 0.0 if one == other else 1.0
    return max(abs(int(one[at : at + 2], 16) - int(other[at : at + 2], 16)) for at in (1, 3, 5)) / 255


def _is_white(colour: str) -> bool:
    return (
        colour.startswith("#")
        and len(colour) > 1
        and all(int(colour[at : at + 2], 16) >= _WHITE * 255 for at in (1, 3, 5))
    )


def _same(one: BBox, other: BBox) -> bool:
    edges = zip((one.x0, one.top, one.x1, one.bottom), (other.x0, other.top, other.x1, other.bottom), strict=True)
    return all(abs(a - b) <= SAME_PT / 2 for a, b in edges)


def strips_of(areas: Iterable[Area], orientation: Orientation) -> Iterator[Strip]:
    """All areas along the axis of values."""
    return (strip_of(area, orientation) for area in areas)


def pitch_of(places: Sequence[float]) -> float:
    """The distance of neighbouring places, 0 for fewer than two.

    That is the least one, where all are a multiple of it (some places may be empty), else the median.
    """
    ordered = sorted(places)
    gaps = sorted(after - before for before, after in pairwise(ordered))
    if not gaps:
        return 0.0
    least = gaps[0]
    if least > 0 and all(abs(gap / least - round(gap / least)) <= EVEN_SHARE for gap in gaps):
        return least
    return gaps[len(gaps) // 2]
