from __future__ import annotations

from pipeline.model.geometry import BBox
from pipeline.model.span import Span
from pipeline.report.places import places


def test_every_line_of_a_span_is_a_place_on_its_page() -> None:
    first, second = BBox(10, 10, 20, 20), BBox(0, 24, 8, 34)
    assert list(places(Span("020-390 000", 3, (first, second)))) == [(3, first), (3, second)]
