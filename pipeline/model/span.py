"""Characters as printed, and where they stand."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model.geometry import BBox, hull


@dataclass(frozen=True, slots=True)
class Span:
    """Characters as printed and where they stand: one box a line.

    All boxes are on one page; what runs over to later pages has its spans in ``overflow``, whose text is part of
    ``text``.
    """

    text: str
    page: int
    boxes: tuple[BBox, ...]
    overflow: tuple[Span, ...] = ()

    @property
    def bbox(self) -> BBox:
        """The box around all lines on the first page."""
        return hull(self.boxes)
