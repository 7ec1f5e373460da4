from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.document import Glyph
from pipeline.model.geometry import BBox
from pipeline.validate.glyph_places import GlyphPlaces

POINTS = st.integers(-20, 60)


@st.composite
def boxes(draw: st.DrawFn) -> BBox:
    x0, top = draw(POINTS), draw(POINTS)
    return BBox(x0, top, x0 + draw(st.integers(0, 30)), top + draw(st.integers(0, 30)))


@given(st.lists(boxes()), boxes())
def test_characters_inside_a_box_are_those_whose_centres_are_in_their_own_order(every: list[BBox], box: BBox) -> None:
    glyphs = [Glyph(str(number), one) for number, one in enumerate(every)]
    assert GlyphPlaces(glyphs).inside(box) == [one for one in glyphs if box.holds_centre_of(one.bbox)]
