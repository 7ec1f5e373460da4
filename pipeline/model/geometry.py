"""Boxes on a page, in PDF points, origin at the page's top left."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import hypot


@dataclass(frozen=True, slots=True, order=True)
class BBox:
    """A rectangle: ``x0 <= x1`` to the right, ``top <= bottom`` downwards, in points."""

    x0: float
    top: float
    x1: float
    bottom: float

    def __reduce__(self) -> tuple[object, ...]:
        """Its edges: what dataclasses do by themselves takes twice the time, and a document has tens of thousands."""
        return BBox, (self.x0, self.top, self.x1, self.bottom)

    @property
    def width(self) -> float:
        """Extent along x, in points."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """Extent along y, in points."""
        return self.bottom - self.top

    @property
    def x_mid(self) -> float:
        """Centre along x, in points."""
        return (self.x0 + self.x1) / 2

    @property
    def y_mid(self) -> float:
        """Centre along y, in points."""
        return (self.top + self.bottom) / 2

    def holds_centre_of(self, other: BBox) -> bool:
        """Tell whether the centre of ``other`` lies inside, edges included."""
        inside_y = 2 * self.top <= other.top + other.bottom <= 2 * self.bottom  # most are not, and this is asked often
        return inside_y and 2 * self.x0 <= other.x0 + other.x1 <= 2 * self.x1

    def x_overlap(self, other: BBox) -> float:
        """Length of the common stretch along x in points, 0 where there is none."""
        return max(0.0, min(self.x1, other.x1) - max(self.x0, other.x0))

    def y_overlap(self, other: BBox) -> float:
        """Length of the common stretch along y in points, 0 where there is none."""
        return max(0.0, min(self.bottom, other.bottom) - max(self.top, other.top))

    def distance_to(self, other: BBox) -> float:
        """How far apart the nearest points of both are, in points; 0 where they meet."""
        across = max(0.0, self.x0 - other.x1, other.x0 - self.x1)
        down = max(0.0, self.top - other.bottom, other.top - self.bottom)
        return hypot(across, down)

    def common(self, other: BBox) -> BBox | None:
        """What both cover, edges included; ``None`` where they do not meet."""
        x0, x1 = max(self.x0, other.x0), min(self.x1, other.x1)
        top, bottom = max(self.top, other.top), min(self.bottom, other.bottom)
        return BBox(x0, top, x1, bottom) if x0 <= x1 and top <= bottom else None

    def grown(self, margin: float) -> BBox:
        """The box with ``margin`` points more on each side."""
        return BBox(self.x0 - margin, self.top - margin, self.x1 + margin, self.bottom + margin)


def hull(boxes: Iterable[BBox]) -> BBox:
    """The smallest box around all ``boxes``.

    Raises:
        ValueError: there is no box.
    """
    every = tuple(boxes)
    if not every:
        raise ValueError("a hull needs at least one box")
    first, *others = every
    if not others:  # as of most lines of a chart, and this is asked often
        return first
    x0, top, x1, bottom = first.x0, first.top, first.x1, first.bottom
    for box in others:
        x0, top = min(x0, box.x0), min(top, box.top)
        x1, bottom = max(x1, box.x1), max(bottom, box.bottom)
    return BBox(x0, top, x1, bottom)
