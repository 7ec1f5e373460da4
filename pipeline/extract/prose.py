"""Running text: where sentences stand, so that their lines are not taken for labels of numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.extract.lines import LEADER_CHARS, Fragment
from pipeline.model.geometry import BBox, hull

# A paragraph has at least three lines, on average of three words and 24 characters or more.
FEWEST_LINES = 3
FEWEST_WORDS = 3
FEWEST_CHARACTERS = 24

# Sizes of one type that the PDF writes with other rounding.
SAME_SIZE_PT = 0.1

# Lines of one paragraph are set at most double-spaced, with a common left edge (but for the first line's indent).
LEADING_EM = 2.0
INDENT_EM = 2.5

_LEADERS = re.compile(rf"(?:[{LEADER_CHARS}]\s?){{4,}}")


def prose_regions(fragments: Sequence[Fragment]) -> tuple[BBox, ...]:
    """The boxes around the paragraphs of one page."""
    regions = []
    free = [one for one in fragments if not _LEADERS.search(one.text)]
    for starts in _chains(free):
        region = hull(line.bbox for line in starts)
        if len(starts) >= FEWEST_LINES and _is_prose(
            [one.text for one in free if region.holds_centre_of(one.bbox)], starts
        ):
            regions.append(region)
    return tuple(regions)


def _is_prose(texts: Sequence[str], lines: Sequence[Fragment]) -> bool:
    """Tell by the average line; justified type of one width can break a line into fragments, so all in it count."""
    words = sum(len(re.findall(r"[^\W\d_]{2,}", text)) for text in texts)
    characters = sum(len(text) for text in texts)
    return words >= FEWEST_WORDS * len(lines) and characters >= FEWEST_CHARACTERS * len(lines)


def _chains(fragments: Sequence[Fragment]) -> list[list[Fragment]]:
    """Lines in one type that follow each other with a common left edge."""
    chains: list[list[Fragment]] = []
    for fragment in sorted(fragments, key=lambda one: (one.bbox.top, one.bbox.x0)):
        home = next((chain for chain in chains if _continues(chain[-1], fragment)), None)
        if home is None:
            chains.append([fragment])
        else:
            home.append(fragment)
    return chains


def _continues(line: Fragment, following: Fragment) -> bool:
    above, below = line.bbox, following.bbox
    step_em = (below.top - above.top) / line.size_pt
    same_type = line.words[0].font == following.words[0].font and abs(line.size_pt - following.size_pt) < SAME_SIZE_PT
    return same_type and 0 < step_em <= LEADING_EM and abs(above.x0 - below.x0) <= INDENT_EM * line.size_pt
