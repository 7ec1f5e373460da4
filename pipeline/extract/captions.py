"""Captions of figures and tables, misspelt ones too."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.extract.lines import Fragment
from pipeline.model.geometry import BBox
from pipeline.model.printed import Caption
from pipeline.model.span import Span

# The general words for what a caption stands at, in Swedish and English; space and full stop are often missing. Behind
# a letter without a full stop the caption begins with a capital, or else it is a sentence about the figure.
_CAPTION = re.compile(
    r"^\W*(?:fig(?:ure?)?\.?|tab(?:ell|le)?\.?|diagram|karta|bild|chart|map|box)\s?"
    r"(?:(?P<number>\d+)(?!\d)\s?[.:]?|(?-i:[A-Z])\s?[.:]|(?-i:[A-Z]\s(?=\s*[A-ZÅÄÖ])))\s*\S",
    re.IGNORECASE,
)

# A caption's next line follows within this many type sizes.
LEADING_EM = 1.6


def captions_of(fragments: Sequence[Fragment]) -> tuple[Caption, ...]:
    """All captions of one page, from the top; lines in the same type directly below belong to them."""
    found = []
    for fragment in fragments:
        match = _CAPTION.match(fragment.text)
        if match:
            number = fragment.span(*match.span("number")) if match["number"] else None
            found.append(Caption(_with_continuation(fragment, fragments), number))
    return tuple(found)


def _with_continuation(first: Fragment, fragments: Sequence[Fragment]) -> Span:
    lines = [first]
    while following := [one for one in fragments if _continues(lines[-1], one)]:
        lines.append(following[0])
    return Span(" ".join(line.text for line in lines), first.page, tuple(line.bbox for line in lines))


def _continues(line: Fragment, other: Fragment) -> bool:
    above, below = line.bbox, other.bbox
    return (
        other.style_at(0) == line.style_at(len(line.text) - 1)
        and 0 < below.top - above.top <= LEADING_EM * line.size_pt
        and abs(above.x0 - below.x0) <= 1
        and not _CAPTION.match(other.text)
    )


def caption_boxes(captions: Sequence[Caption]) -> tuple[BBox, ...]:
    """The boxes of all lines of all captions."""
    return tuple(box for caption in captions for box in caption.span.boxes)
