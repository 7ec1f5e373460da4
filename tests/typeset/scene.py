"""Marks on paper as plain data: what is drawn, where, and what a number among it means.

Points, origin top left, y downwards. A piece has its own origin; placing it on a page moves it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from tests.typeset.fonts import ascent_pt, descent_pt, width_pt
from tests.typeset.model import Number


@dataclass(frozen=True, slots=True)
class Style:
    """Face, size in points and colour of text."""

    font: str
    size: float
    colour: str


@dataclass(frozen=True, slots=True)
class Source:
    """Which number of the data a run of text prints, with the label and group it is printed under."""

    block: str
    kind: str
    number: Number
    label: str
    group: str


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one style. `digits` says what digits in it are where it prints no number of the data.

    `rise` lifts it above its baseline, in points.
    """

    text: str
    style: Style
    source: Source | None = None
    digits: str = "auto"
    outlined: bool = False
    rise: float = 0.0

    @property
    def width_pt(self) -> float:
        """Advance width."""
        return width_pt(self.text, self.style.font, self.style.size)


@dataclass(frozen=True, slots=True)
class Text:
    """A run on its baseline; upright, or reading upwards from (x, baseline) when `turned`."""

    x: float
    baseline: float
    run: Run
    turned: bool = False


@dataclass(frozen=True, slots=True)
class Polygon:
    """A closed shape; a rectangle has four points."""

    points: tuple[tuple[float, float], ...]
    fill: str = ""
    stroke: str = ""
    line_width: float = 0.7


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle, set with the rectangle operator unless its corners are round."""

    x: float
    top: float
    width: float
    height: float
    fill: str = ""
    stroke: str = ""
    line_width: float = 0.7
    radius: float = 0.0


@dataclass(frozen=True, slots=True)
class Line:
    """A straight stroke."""

    x0: float
    y0: float
    x1: float
    y1: float
    colour: str
    width: float = 0.7


@dataclass(frozen=True, slots=True)
class Circle:
    """A filled disc."""

    x: float
    y: float
    radius: float
    fill: str


@dataclass(frozen=True, slots=True)
class Wedge:
    """A slice of a pie; degrees run clockwise from twelve o'clock."""

    x: float
    y: float
    radius: float
    start_deg: float
    extent_deg: float
    fill: str


@dataclass(frozen=True, slots=True)
class ChartValue:
    """One drawn quantity."""

    category: str
    series: str
    value: Decimal
    unit: str


@dataclass(frozen=True, slots=True)
class ChartArea:
    """Where a chart is and what its marks say; leaves no mark itself."""

    x: float
    top: float
    width: float
    height: float
    block: str
    figure: int | None
    kind: str
    values: tuple[ChartValue, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """An area that opens an address; leaves no mark itself."""

    x: float
    top: float
    width: float
    height: float
    url: str


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place that a table of contents leads to; leaves no mark itself."""

    name: str


Mark = Text | Polygon | Rect | Line | Circle | Wedge | ChartArea | Link | Anchor


@dataclass(frozen=True, slots=True)
class Piece:
    """Marks that stay together, `height` tall; `gap` is wanted above it unless it starts a page.

    `keep` ties it to the next piece; `fresh_page` begins a page with it.
    """

    height: float
    marks: tuple[Mark, ...]
    gap: float = 0.0
    keep: bool = False
    fresh_page: bool = False


def moved(mark: Mark, dx: float, dy: float) -> Mark:
    """Return the mark shifted right by dx and down by dy."""
    match mark:
        case Text():
            return replace(mark, x=mark.x + dx, baseline=mark.baseline + dy)
        case Polygon():
            return replace(mark, points=tuple((x + dx, y + dy) for x, y in mark.points))
        case Line():
            return replace(mark, x0=mark.x0 + dx, y0=mark.y0 + dy, x1=mark.x1 + dx, y1=mark.y1 + dy)
        case Circle() | Wedge():
            return replace(mark, x=mark.x + dx, y=mark.y + dy)
        case Rect() | ChartArea() | Link():
            return replace(mark, x=mark.x + dx, top=mark.top + dy)
        case Anchor():
            return mark


def placed(marks: Iterable[Mark], dx: float, dy: float) -> tuple[Mark, ...]:
    """Return all marks shifted."""
    return tuple(moved(mark, dx, dy) for mark in marks)


def stacked(pieces: Sequence[Piece], gap: float = 0.0) -> Piece:
    """Join pieces from top to bottom into one; the first one's gap becomes the whole's."""
    y = 0.0
    marks: list[Mark] = []
    for index, piece in enumerate(pieces):
        y += piece.gap if index else 0.0
        marks.extend(placed(piece.marks, 0.0, y))
        y += piece.height
    return Piece(y, tuple(marks), gap=gap or (pieces[0].gap if pieces else 0.0))


def beside(pieces: Sequence[Piece], lefts: Sequence[float]) -> Piece:
    """Join pieces side by side, tops aligned, each at its left edge."""
    marks = [mark for piece, x in zip(pieces, lefts, strict=True) for mark in placed(piece.marks, x, 0.0)]
    return Piece(max((piece.height for piece in pieces), default=0.0), tuple(marks))


def framed(piece: Piece, width: float, pad: float, *, fill: str = "", stroke: str = "") -> Piece:
    """Put a piece on a rectangle `width` wide, `pad` away from its edges."""
    height = piece.height + 2 * pad
    panel = Rect(0.0, 0.0, width, height, fill=fill, stroke=stroke)
    return Piece(height, (panel, *placed(piece.marks, pad, pad)), gap=piece.gap)


def runs_width(runs: Sequence[Run]) -> float:
    """Return the width of runs set one after the other."""
    return sum(run.width_pt for run in runs)


def set_runs(runs: Sequence[Run], x: float, baseline: float) -> tuple[Text, ...]:
    """Set runs one after the other from x."""
    texts = []
    for run in runs:
        texts.append(Text(x, baseline - run.rise, run))
        x += run.width_pt
    return tuple(texts)


def text_box(text: Text, start: int, end: int) -> tuple[float, float, float, float]:
    """Return x0, top, x1, bottom of the characters start to end of a set run."""
    style = text.run.style
    before = width_pt(text.run.text[:start], style.font, style.size)
    advance = width_pt(text.run.text[start:end], style.font, style.size)
    above, below = ascent_pt(style.font, style.size), descent_pt(style.font, style.size)
    if text.turned:
        return (text.x - above, text.baseline - before - advance, text.x + below, text.baseline - before)
    return (text.x + before, text.baseline - above, text.x + before + advance, text.baseline + below)
