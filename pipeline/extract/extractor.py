"""The order of the room: fragments, then captions and tables, then running text, then rows, then stacks of rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.extract.assignment import pair_by_assignment
from pipeline.extract.broken_lines import Kinds, mended
from pipeline.extract.captions import caption_boxes, captions_of
from pipeline.extract.cards import under_titles
from pipeline.extract.charts.finder import charts_of
from pipeline.extract.crosstabs import crosstabs_of
from pipeline.extract.lines import Fragment, fragments_of, furniture_of, join_wrapped
from pipeline.extract.marks import Mark, without_marks
from pipeline.extract.page_texts import PageText, by_itself, in_reading_order
from pipeline.extract.pairing import pair_by_tables
from pipeline.extract.paragraphs import TextBlock, text_blocks
from pipeline.extract.passage_kinds import Surroundings, kinds_of, with_headings_at_foot
from pipeline.extract.passages import passages_of, passages_of_links
from pipeline.extract.rows import ALIGNED_PT, rows_of
from pipeline.extract.running_text import BodyType, body_type
from pipeline.extract.seen_tables import SeenTable, unmarked
from pipeline.extract.stacks import blocks_of, frames_of
from pipeline.extract.strays import gathered
from pipeline.extract.tables import ColumnHeading, tables_of
from pipeline.extract.text_lines import TextLine, text_lines
from pipeline.extract.ticks import axis_ticks
from pipeline.extract.unread import unread_regions
from pipeline.model.chart import Chart
from pipeline.model.crosstab import Crosstab
from pipeline.model.document import Document, Page, Word
from pipeline.model.geometry import BBox
from pipeline.model.printed import Block, Caption, Passage, PassageKind, Printed, Unread
from pipeline.model.span import Span

# A label that stands by itself is at most this long; category names of the publications seen stay under 50 characters.
LONGEST_LABEL = 60
MOST_LABEL_LINES = 3

# No name of a chart is among these.
RUNNING = frozenset({PassageKind.PARAGRAPH, PassageKind.QUOTE, PassageKind.PANEL})


@dataclass(frozen=True, slots=True)
class PageFinds:
    """What was found on one page: everything that a second reader is then asked about.

    ``lettered`` are all fragments of letters alone, ``texts`` those of them outside tables, captions and running text.
    ``in_order`` are all texts as they are read.
    """

    lettered: tuple[Fragment, ...]
    texts: tuple[Fragment, ...]
    captions: tuple[Caption, ...]
    blocks: tuple[Block, ...]
    in_order: tuple[PageText, ...]
    links: tuple[Passage, ...]
    marks: tuple[Mark, ...]
    charts: tuple[Chart, ...]
    unread: tuple[Unread, ...]
    crosstabs: tuple[Crosstab, ...]


@dataclass(frozen=True, slots=True)
class _Sorted:
    """The fragments of a page by what is known before the type of the document's running text is.

    ``told`` are those whose kind is settled; ``blocks`` are made of all others.
    """

    page: Page
    fragments: tuple[Fragment, ...]
    captions: tuple[Caption, ...]
    tables: tuple[Block, ...]
    told: tuple[PageText, ...]
    blocks: tuple[TextBlock, ...]


def find_blocks(document: Document) -> tuple[PageFinds, ...]:
    """Blocks, captions and texts of every page, before the second geometry."""
    document, marks = without_marks(document)
    fragments = {page.number: fragments_of(page) for page in document.pages}
    furniture = furniture_of(document, (one for page in fragments.values() for one in page))
    pages = []
    headings: tuple[ColumnHeading, ...] = ()
    for page in document.pages:
        found, headings = _sort(page, fragments[page.number], furniture, headings)
        pages.append(found)
    body = body_type((block for one in pages for block in one.blocks), _noted(marks))
    of_page = [[mark for mark in marks if mark.page == one.page.number] for one in pages]
    kinds = [_kinds_on(one, body, mine) for one, mine in zip(pages, of_page, strict=True)]
    headings_at_foot = with_headings_at_foot(kinds)
    return tuple(_on_page(*one) for one in zip(pages, headings_at_foot, of_page, strict=True))


def _sort(
    page: Page, fragments: tuple[Fragment, ...], furniture: frozenset[Fragment], headings: tuple[ColumnHeading, ...]
) -> tuple[_Sorted, tuple[ColumnHeading, ...]]:
    captions = captions_of(fragments)
    tables, headings = tables_of(page, fragments, caption_boxes(captions), headings)
    regions = [table.region for table in tables]
    ticks = axis_ticks([one for one in fragments if not inside_any(one.bbox, regions)])
    caption_of = {box: caption for caption in captions for box in caption.span.boxes}
    captioned: dict[Caption, list[Fragment]] = {}
    told: list[PageText] = []
    free: list[Fragment] = []
    for one in fragments:
        box = one.bbox
        if one in furniture:
            told.append(by_itself(PassageKind.FURNITURE, one))
        elif box in caption_of:
            captioned.setdefault(caption_of[box], []).append(one)
        elif inside_any(box, ticks):
            told.append(by_itself(PassageKind.AXIS, one))
        elif one.words[0].direction != "ltr" or inside_any(box, regions):
            told.append(by_itself(PassageKind.LABEL, one))
        else:
            free.append(one)
    for lines in captioned.values():
        block = TextBlock(tuple(TextLine((line,)) for line in lines))
        told.append(PageText(PassageKind.CAPTION, block))
    return _Sorted(page, fragments, captions, tables, tuple(told), text_blocks(text_lines(free))), headings


def _kinds_on(found: _Sorted, body: BodyType | None, marks: Sequence[Mark]) -> Kinds:
    around = Surroundings(frames_of(found.page), tuple(link.bbox for link in found.page.links), _noted(marks))
    return mended(list(zip(found.blocks, kinds_of(found.blocks, body, around), strict=True)), RUNNING)


def _on_page(found: _Sorted, kinds: Kinds, marks: Sequence[Mark]) -> PageFinds:
    page = found.page
    free = [one for block, kind in kinds if kind in {None, PassageKind.HEADING} for one in block.fragments]
    is_free = set(free)
    rows = rows_of(sorted(free, key=lambda one: (one.bbox.top, one.bbox.x0)))
    texts = [
        *found.told,
        *(PageText(kind, block) for block, kind in kinds if kind),
        *(by_itself(PassageKind.LABEL, one) for block, kind in kinds if not kind for one in block.fragments),
    ]
    lettered = tuple(one for one in found.fragments if _is_lettered(one))
    apart = {one for block, kind in kinds if kind in RUNNING for one in block.fragments}
    apart |= {one for told in found.told if told.kind is PassageKind.FURNITURE for one in told.block.fragments}
    charts = charts_of(page, [one for one in found.fragments if one not in apart], caption_boxes(found.captions))
    return PageFinds(
        lettered=lettered,
        texts=tuple(one for one in lettered if one in is_free),
        captions=found.captions,
        blocks=(*found.tables, *under_titles(blocks_of(page, rows), rows.texts)),
        in_order=gathered(in_reading_order(texts, page, frames_of(page), [table.region for table in found.tables])),
        links=passages_of_links(page),
        marks=tuple(marks),
        charts=charts,
        unread=unread_regions(page, charts),
        crosstabs=crosstabs_of(page, found.fragments),
    )


def _noted(marks: Iterable[Mark]) -> frozenset[Word]:
    return frozenset(mark.note for mark in marks if mark.note)


def _is_lettered(fragment: Fragment) -> bool:
    return re.search(r"[^\W\d_]", fragment.text) is not None and re.search(r"\d", fragment.text) is None


def inside_any(box: BBox, regions: Iterable[BBox]) -> bool:
    """Tell whether the box's centre lies in one of the regions."""
    return any(region.holds_centre_of(box) for region in regions)


def assemble(finds: Sequence[PageFinds], tables: Sequence[SeenTable]) -> Printed:
    """Everything printed in the document, each entry with its second pairing."""
    texts = [text for page in finds for text in page.texts]
    lettered = [text for page in finds for text in page.lettered]
    marks = [mark for page in finds for mark in page.marks]
    blocks = pair_by_tables((block for page in finds for block in page.blocks), unmarked(tables, marks), lettered)
    passages = passages_of([text for page in finds for text in page.in_order])
    apart = [*(link for page in finds for link in page.links), *(mark.as_passage() for mark in marks)]
    return Printed(
        blocks=pair_by_assignment(blocks, texts),
        captions=tuple(caption for page in finds for caption in page.captions),
        labels=tuple(label for page in finds for label in _labels(page.texts)),
        passages=tuple(sorted((*passages, *apart), key=_first_page)),
        charts=tuple(chart for page in finds for chart in page.charts),
        unread=tuple(one for page in finds for one in page.unread),
        crosstabs=tuple(one for page in finds for one in page.crosstabs),
    )


def _first_page(passage: Passage) -> int:
    return next(place.page for place in passage.places if place)


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
