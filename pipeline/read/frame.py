"""Which part of a page is seen, and from which side: crop box and rotation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.model.geometry import BBox

Edges = tuple[float, float, float, float]
"""Left, bottom, right and top in user space: points from the bottom left, before rotation."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The part of the sheet that is ``shown``, and by how many degrees it is turned clockwise."""

    shown: Edges
    rotation: int

    def as_seen(self, box: Edges) -> BBox:
        """Turn user space into the page as seen (origin top left).

        Source: PDF 32000-1, 8.3.2.3 and table 30 (``Rotate`` turns the page clockwise).
        """
        x0, y0, x1, y1 = box
        left, bottom, right, top = self.shown
        edges = {
            0: (x0 - left, top - y1, x1 - left, top - y0),
            90: (y0 - bottom, x0 - left, y1 - bottom, x1 - left),
            180: (right - x1, y0 - bottom, right - x0, y1 - bottom),
            270: (top - y1, right - x1, top - y0, right - x0),
        }[self.rotation]
        return BBox(*(round(edge, 3) for edge in edges))


def ordered(corners: Sequence[float]) -> Edges:
    """The edges of a rectangle that is given by any two opposite corners (PDF 32000-1, 7.9.5)."""
    (x0, x1), (y0, y1) = sorted((float(corners[0]), float(corners[2]))), sorted((float(corners[1]), float(corners[3])))
    return x0, y0, x1, y1


def shown_part(sheet: Edges, crop: Edges) -> Edges:
    """The crop box as far as it lies on the sheet (PDF 32000-1, 14.11.2.1), or the sheet if it lies beside it."""
    left, bottom = max(sheet[0], crop[0]), max(sheet[1], crop[1])
    right, top = min(sheet[2], crop[2]), min(sheet[3], crop[3])
    return (left, bottom, right, top) if left < right and bottom < top else sheet
