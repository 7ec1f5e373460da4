"""The order of the room: fragments, then captions and tables, then rows, then stacks of rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.extract.captions import caption_boxes, captions_of
from pipeline.extract.lines import Fragment, fragments_of, furniture_of, join_wrapped
from pipeline.extract.pairing import SeenTable, pair_by_assignment, pair_by_tables
from pipeline.extract.prose import prose_regions
from pipeline.extract.rows import ALIGNED_PT, rows_of
from pipeline.extract.stacks import blocks_of
from pipeline.extract.tables import ColumnHeading, tables_of
from pipeline.extract.ticks import axis_ticks
from pipeline.extract.tokens import tokens_of, tokens_of_links
from pipeline.model.document import Document, Page
from pipeline.model.geometry import BBox
from pipeline.model.printed import Block, Caption, Printed, Span, Token, TokenPlace

# A label that stands by itself is at most this long; category names of the publications seen stay under 50 characters.
LONGEST_LABEL = 60
MOST_LABEL_LINES = 3


@dataclass(frozen=True, slots=True)
class PageFinds:
    """What was found on one page: everything that a second reader is then asked about.

    ``lettered`` are all fragments of letters alone, ``texts`` those of them outside tables, captions and prose.
    """

    lettered: tuple[Fragment, ...]
    texts: tuple[Fragment, ...]
    captions: tuple[Caption, ...]
    blocks: tuple[Block, ...]
    tokens: tuple[Token, ...]


def find_blocks(document: Document) -> tuple[PageFinds, ...]:
    """Blocks, captions and tokens of every page, before the second geometry."""
    fragments = {page.number: fragments_of(page) for page in document.pages}
    furniture = furniture_of(document, (one for page in fragments.values() for one in page))
    finds = []
    headings: tuple[ColumnHeading, ...] = ()
    for page in document.pages:
        found, headings = _on_page(page, fragments[page.number], furniture, headings)
        finds.append(found)
    return tuple(finds)


def _on_page(
    page: Page, fragments: tuple[Fragment, ...], furniture: frozenset[Fragment], headings: tuple[ColumnHeading, ...]
) -> tuple[PageFinds, tuple[ColumnHeading, ...]]:
    captions = captions_of(fragments)
    tables, headings = tables_of(page, fragments, caption_boxes(captions), headings)
    prose = prose_regions(fragments)
    ticks = axis_ticks([one for one in fragments if not inside_any(one.bbox, (table.region for table in tables))])
    taken = (*caption_boxes(captions), *(table.region for table in tables), *prose, *ticks)
    free = [one for one in fragments if one not in furniture and not inside_any(one.bbox, taken)]
    rows = rows_of([one for one in free if one.words[0].direction == "ltr"])

    def place_of(number: Span) -> TokenPlace:
        regions = {
            TokenPlace.CAPTION_NUMBER: [caption.number.bbox for caption in captions if caption.number],
            TokenPlace.FURNITURE: [one.bbox for one in furniture if one.page == page.number],
            TokenPlace.AXIS: ticks,
            TokenPlace.PROSE: prose,
        }
        return next((place for place, boxes in regions.items() if inside_any(number.bbox, boxes)), TokenPlace.ELSEWHERE)

    lettered = tuple(one for one in fragments if re.search(r"[^\W\d_]", one.text) and not re.search(r"\d", one.text))
    found = PageFinds(
        lettered=lettered,
        texts=tuple(one for one in lettered if one in set(free)),
        captions=captions,
        blocks=(*tables, *blocks_of(page, rows)),
        tokens=(*tokens_of(fragments, place_of), *tokens_of_links(page)),
    )
    return found, headings


def inside_any(box: BBox, regions: Iterable[BBox]) -> bool:
    """Tell whether the box's centre lies in one of the regions."""
    return any(region.holds_centre_of(box) for region in regions)


def assemble(finds: Sequence[PageFinds], tables: Sequence[SeenTable]) -> Printed:
    """Everything printed in the document, each entry with its second pairing."""
    texts = [text for page in finds for text in page.texts]
    lettered = [text for page in finds for text in page.lettered]
    blocks = pair_by_tables((block for page in finds for block in page.blocks), tables, lettered)
    return Printed(
        blocks=pair_by_assignment(blocks, texts),
        captions=tuple(caption for page in finds for caption in page.captions),
        labels=tuple(label for page in finds for label in _labels(page.texts)),
        tokens=tuple(token for page in finds for token in page.tokens),
    )


def _labels(texts: Sequence[Fragment]) -> Iterable[Span]:
    """Short texts that stand by themselves, lines below each other in one type joined."""
    below = {text: _line_below(text, texts) for text in texts}
    continued = {text for text in below.values() if text}
    for first in texts:
        if first in continued:
            continue
        lines = [first]
        while following := below[lines[-1]]:
            lines.append(following)
        joined = lines[0].text
        for line in lines[1:]:
            joined = join_wrapped(joined, line.text)
        if len(joined) <= LONGEST_LABEL and len(lines) <= MOST_LABEL_LINES:
            yield Span(joined, first.page, tuple(line.bbox for line in lines))


def _line_below(text: Fragment, texts: Sequence[Fragment]) -> Fragment | None:
    here = text.bbox
    near = [
        other
        for other in texts
        if other.style_at(0) == text.style_at(0)
        and min(abs(other.bbox.x0 - here.x0), abs(other.bbox.x_mid - here.x_mid)) <= ALIGNED_PT
        and 0 < other.bbox.y_mid - here.y_mid <= 1.5 * text.size_pt
    ]
    return min(near, key=lambda other: other.bbox.top, default=None)
