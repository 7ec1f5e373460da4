"""What the blocks of text on a page are: headings, paragraphs, quotes, fact boxes, notes; the rest are labels."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.extract.broken_lines import Kinds
from pipeline.extract.lines import Style
from pipeline.extract.paragraphs import TextBlock
from pipeline.extract.running_text import (
    COLUMN_EDGE_PT,
    FEWEST_WORDS,
    FEWEST_WORDS_OF_A_SENTENCE,
    LEADERS,
    SMALL_PRINT,
    WORD,
    BodyType,
    is_note,
    running_text,
)
from pipeline.model.document import Colour, Word
from pipeline.model.geometry import BBox
from pipeline.model.printed import PassageKind

# Headings are short.
LONGEST_HEADING = 140
MOST_HEADING_LINES = 3

# Sizes of one type that the PDF writes with other rounding.
SAME_SIZE_PT = 0.15

# A heading in the body's own size stands over its text within this many type sizes.
HEADING_GAP_EM = 2.0

# A style is one of headings if it is set in at least so many.
FEWEST_OF_A_STYLE = 2

# A heading in another face than the body's may be smaller than the text that it stands over.
SMALL_HEADING = 0.8

# Inks that differ by less are a grey to the eye.
HUE = 0.05

_QUOTE_MARK = re.compile(r"[\"\u201c\u201d\u201e\u00bb\u00ab\u2019\u2018]")
_BOLD = re.compile(r"bold|black|heavy|semibd|demi|bd$", re.IGNORECASE)
_ADDRESS = re.compile(r"\w@\w|\w\.\w{2,}/|www\.")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What else tells the kind of a block on a page: drawn boxes, link annotations with an address, marks of notes.

    ``noted`` are the words before which the mark of a note stood.
    """

    frames: tuple[BBox, ...]
    links: tuple[BBox, ...]
    noted: frozenset[Word] = frozenset()


def kinds_of(
    blocks: Sequence[TextBlock], body: BodyType | None, around: Surroundings
) -> tuple[PassageKind | None, ...]:
    """The kind of each block of one page, ``None`` for labels."""
    running = running_text(blocks, body, around.links)
    heads = [_looks_like_heading(block, body) for block in blocks]
    texts = [block.bbox for block, runs in zip(blocks, running, strict=True) if runs]
    panels = [frame for frame in around.frames if _is_text_panel(frame, blocks, running, heads)]
    kinds: list[PassageKind | None] = []
    for block, runs, head in zip(blocks, running, heads, strict=True):
        framed = any(frame.holds_centre_of(block.bbox) for frame in around.frames)
        inside_text = any(frame.holds_centre_of(block.bbox) for frame in panels)
        over = _stands_over(block, texts) and _looks_like_heading(block, body, SMALL_HEADING)
        if not runs and not _is_quote(block, body) and (over or (head and _is_bigger(block, body))):
            kinds.append(PassageKind.HEADING)
        else:
            kinds.append(_kind_of_text(block, body, around.noted, runs=runs or inside_text, framed=framed))
    return tuple(kinds)


def with_headings_at_foot(pages: Sequence[Kinds]) -> list[Kinds]:
    """The blocks of all pages; the last of a page is a heading where its style is that of headings."""
    blocks = [one for page in pages for one in page]
    heads = Counter(block.style for block, kind in blocks if kind is PassageKind.HEADING)
    others = Counter(block.style for block, kind in blocks if kind is not PassageKind.HEADING)
    result = []
    for page in pages:
        last = max(page, key=lambda one: one[0].bbox.bottom, default=None)
        if (
            last is not None
            and last[1] is None
            and _is_of_headings(heads, others, last[0])
            and _may_be_heading(last[0])
        ):
            result.append([(block, PassageKind.HEADING if block is last[0] else kind) for block, kind in page])
        else:
            result.append(page)
    return result


def _is_of_headings(heads: Counter[Style], others: Counter[Style], block: TextBlock) -> bool:
    """Whether headings are set in a block's style, and so are at least twice as many as all else together."""
    return heads[block.style] >= max(FEWEST_OF_A_STYLE, 2 * others[block.style])


def _may_be_heading(block: TextBlock) -> bool:
    """Short, without a full stop, and begun with a capital or digit."""
    text = block.text
    is_short = len(text) <= LONGEST_HEADING and len(block.lines) <= MOST_HEADING_LINES
    return is_short and WORD.search(text) is not None and not text[0].islower() and text[-1] not in ".!,;-"


def _kind_of_text(
    block: TextBlock, body: BodyType | None, noted: frozenset[Word], *, runs: bool, framed: bool
) -> PassageKind | None:
    if is_note(block, noted):
        return PassageKind.NOTE
    if _is_quote(block, body):
        return PassageKind.QUOTE
    if not runs:
        return PassageKind.NOTE if _is_small_sentence(block, body) else None
    if framed:
        return PassageKind.PANEL
    return (
        PassageKind.NOTE if body and block.style.size_pt < SMALL_PRINT * body.style.size_pt else PassageKind.PARAGRAPH
    )


def _is_small_sentence(block: TextBlock, body: BodyType | None) -> bool:
    """A sentence in smaller type than the body, as it stands under figures."""
    is_small = body is not None and block.style.size_pt < SMALL_PRINT * body.style.size_pt
    words = len(WORD.findall(block.text))
    return is_small and words > FEWEST_WORDS_OF_A_SENTENCE and block.text[0].isupper() and block.text.endswith(".")


def _is_quote(block: TextBlock, body: BodyType | None) -> bool:
    if body is None or not _QUOTE_MARK.match(block.text) or len(WORD.findall(block.text)) < FEWEST_WORDS:
        return False
    return block.style != body.style and block.style.size_pt >= body.style.size_pt - SAME_SIZE_PT


def _looks_like_heading(block: TextBlock, body: BodyType | None, smallest: float = 1.0) -> bool:
    """It may be one, and is bigger, bolder or in another hue than the body.

    ``smallest`` is the least part of the body's size.
    """
    if body is None or not _may_be_heading(block):
        return False
    if LEADERS.search(block.text) or block.style.size_pt < smallest * body.style.size_pt - SAME_SIZE_PT:
        return False
    bolder = bool(_BOLD.search(block.style.font)) and not _BOLD.search(body.style.font)
    other_hue = block.style.colour != body.style.colour and _is_coloured(block.style.colour)
    return _is_bigger(block, body) or bolder or other_hue


def _is_bigger(block: TextBlock, body: BodyType | None) -> bool:
    return body is not None and block.style.size_pt > body.style.size_pt + SAME_SIZE_PT


def _is_coloured(colour: Colour) -> bool:
    """Tell a hue from a grey; a CMYK colour by its inks besides black."""
    inks = colour[:3]
    return len(inks) > 1 and max(inks) - min(inks) > HUE


def _stands_over(block: TextBlock, texts: Sequence[BBox]) -> bool:
    """Tell whether running text begins right below, at the same left edge."""
    box, gap = block.bbox, HEADING_GAP_EM * block.style.size_pt
    return any(abs(text.x0 - box.x0) <= COLUMN_EDGE_PT and -1 <= text.top - box.bottom <= gap for text in texts)


def _is_text_panel(frame: BBox, blocks: Sequence[TextBlock], running: Sequence[bool], heads: Sequence[bool]) -> bool:
    """A box with a heading or a paragraph in it, and nothing but words: no leaders, no numbers by themselves."""
    inside = [index for index, block in enumerate(blocks) if frame.holds_centre_of(block.bbox)]
    if not any(running[index] or heads[index] for index in inside):
        return False
    return all(
        (len(WORD.findall(blocks[index].text)) > 1 or _ADDRESS.search(blocks[index].text) or heads[index])
        and not LEADERS.search(blocks[index].text)
        for index in inside
    )
