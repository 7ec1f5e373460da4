"""Characters of a page by where they stand, since each number asks for those inside its box."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable

from pipeline.model.document import Glyph
from pipeline.model.geometry import BBox

BAND_PT = 12.0
"""A line of type: a number's box then meets two bands or three."""


class GlyphPlaces:
    """The characters of a page in their engine's order, and in bands by the height of their centres."""

    def __init__(self, glyphs: Iterable[Glyph] = ()) -> None:
        self._bands: defaultdict[int, list[tuple[int, Glyph]]] = defaultdict(list)
        for place, glyph in enumerate(glyphs):
            self._bands[int(glyph.bbox.y_mid // BAND_PT)].append((place, glyph))
        self._filled = sorted(self._bands)

    def inside(self, box: BBox) -> list[Glyph]:
        """Those whose centre lies inside, edges included, in their engine's order."""
        # Rounding may part edge and centre; a damaged file has boxes of any height, but no more bands than characters.
        first = bisect_left(self._filled, box.top // BAND_PT - 1)
        last = bisect_right(self._filled, box.bottom // BAND_PT + 1)
        near = (one for band in self._filled[first:last] for one in self._bands[band])
        found = {place: glyph for place, glyph in near if box.holds_centre_of(glyph.bbox)}
        return [found[place] for place in sorted(found)]
