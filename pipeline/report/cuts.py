"""Parts of the page images: a view into a picture that the page has once, so that each costs a line and no picture."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pipeline.model.geometry import BBox
from pipeline.model.page_image import PageImage
from pipeline.model.span import Span
from pipeline.report.places import places

BESIDE_PT, ABOVE_PT = 90.0, 14.0
"""What is shown around a number: some words of its line, and the lines next to it."""


@dataclass(frozen=True, slots=True)
class Cut:
    """What is seen of a page, in points, and the box that is framed in it; ``frame`` is ``None`` where none is."""

    page: int
    view: BBox
    frame: BBox | None

    @property
    def view_box(self) -> str:
        """The view as SVG has it."""
        return f"{self.view.x0:.2f} {self.view.top:.2f} {self.view.width:.2f} {self.view.height:.2f}"


class Cutter:
    """The pages that there are pictures of."""

    def __init__(self, images: Iterable[PageImage]) -> None:
        """Keep how large the pages are."""
        self._pages: Mapping[int, BBox] = {one.number: BBox(0, 0, one.width_pt, one.height_pt) for one in images}

    def around(self, span: Span) -> Cut | None:
        """The surroundings of the first line of a span, which is framed; ``None`` where no page shows it."""
        page, box = next(iter(places(span)))
        view = BBox(box.x0 - BESIDE_PT, box.top - ABOVE_PT, box.x1 + BESIDE_PT, box.bottom + ABOVE_PT)
        return self._cut(page, view, box)

    def whole(self, page: int, box: BBox) -> Cut | None:
        """A box without a frame; ``None`` where no page shows it."""
        return self._cut(page, box, None)

    def _cut(self, page: int, view: BBox, frame: BBox | None) -> Cut | None:
        shown = view.common(self._pages[page]) if page in self._pages else None
        return Cut(page, shown, frame) if shown is not None and shown.width and shown.height else None
