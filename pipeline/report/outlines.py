"""Outlines on the page images: where each number stands, in percent of its page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.model.geometry import BBox
from pipeline.model.page_image import PageImage
from pipeline.report.places import places
from pipeline.report.rows import RowView

PERCENT_DECIMALS = 3
"""A thousandth of a percent of an A4 page is a hundredth of a point."""


@dataclass(frozen=True, slots=True)
class Outline:
    """The outline of one line of a token; its anchor is the row's with a number where it is not the first."""

    anchor: str
    page: int
    bbox: BBox
    row: RowView

    @property
    def is_first(self) -> bool:
        """Whether it is the one that is reached by the keyboard."""
        return self.anchor == self.row.outline


def outlines_of(rows: Iterable[RowView]) -> dict[int, list[Outline]]:
    """All outlines by page; a token that runs over several lines, or pages, has several."""
    by_page: defaultdict[int, list[Outline]] = defaultdict(list)
    for row in rows:
        for number, (page, bbox) in enumerate(places(row.span), start=1):
            anchor = row.outline if number == 1 else f"{row.outline}-{number}"
            by_page[page].append(Outline(anchor, page, bbox, row))
    return by_page


def placing_rule(outline: Outline, image: PageImage) -> str:
    """The style rule that puts an outline over its page image.

    A rule and not a style attribute: the page's security policy allows a style sheet by its digest only.
    """
    box = outline.bbox
    edges = {
        "left": box.x0 / image.width_pt,
        "top": box.top / image.height_pt,
        "width": box.width / image.width_pt,
        "height": box.height / image.height_pt,
    }
    declarations = ";".join(f"{name}:{100 * share:.{PERCENT_DECIMALS}f}%" for name, share in edges.items())
    return f"#{outline.anchor}{{{declarations}}}"


def pointing_rule(outlines: Iterable[Outline]) -> str:
    """The style rule that shows the outlines of a row while the row, or an observation in it, is the one jumped to.

    One rule for all, so that a browser without ``:has`` leaves it out and shows the rest. Only where scripts are off:
    the script does the same, and hundreds of such selectors would make each jump slow.
    """
    selectors = [f"body:has(#{one.row.name}:target,#{one.row.name} :target) #{one.anchor}" for one in outlines]
    rule = ",\n".join(selectors) + "{background:var(--chosen);box-shadow:var(--ring)}"
    return f"@media (scripting: none) {{\n{rule}\n}}" if selectors else ""
