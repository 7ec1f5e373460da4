"""Where a span stands, box by box."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.model.geometry import BBox
from pipeline.model.span import Span


def places(span: Span) -> Iterable[tuple[int, BBox]]:
    """The number of the page and the box of every line of a span, in reading order.

    The audit page knows no other way from a span to its boxes.
    """
    return ((part.page, box) for part in (span, *span.overflow) for box in part.boxes)
