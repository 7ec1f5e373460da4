"""Passages: the texts of all pages in order, paragraphs joined over columns and pages, each character in its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pipeline.extract.lines import seam
from pipeline.extract.page_texts import ALONE, PageText
from pipeline.extract.paragraphs import TextBlock, ends_sentence, is_parted
from pipeline.extract.text_lines import TextLine
from pipeline.model.document import Page
from pipeline.model.printed import PROSE, CharPlace, Passage, PassageKind

# A paragraph goes on after at most one page of figures.
MOST_PAGES_APART = 2

# Lines of justified type end at one edge, but for the rounding of PDFs.
JUSTIFIED_PT = 0.2

# A word space that is not stretched.
SPACE_EM = 0.25


_POINTS_BACK = re.compile(r"(?:De|Den|Dessa|Denna|Detta|They|These)\s")
"""A sentence that begins so says something of the one before, also in the next column."""


def passages_of(texts: Sequence[PageText]) -> tuple[Passage, ...]:
    """The passages of the whole document, from its texts in reading order."""
    followed = _continuations(texts)
    continued = set(followed.values())
    return tuple(
        _passage(texts[index].kind, [line for one in _chain(index, followed) for line in texts[one].block.lines])
        for index in range(len(texts))
        if index not in continued
    )


def passages_of_links(page: Page) -> tuple[Passage, ...]:
    """The addresses that the page's link annotations lead to, each character at the place of the link."""
    return tuple(
        Passage(PassageKind.LINK, link.uri, (CharPlace(page.number, 0, link.bbox),) * len(link.uri))
        for link in page.links
        if re.search(r"[^\W_]", link.uri)
    )


def _chain(index: int, followed: dict[int, int]) -> Iterable[int]:
    yield index
    while index in followed:
        index = followed[index]
        yield index


def _continuations(texts: Sequence[PageText]) -> dict[int, int]:
    """Paragraphs that go on elsewhere, by index: in the next of one kind and style, with no heading between."""
    followed: dict[int, int] = {}
    open_ended: dict[PassageKind, int] = {}
    for index, text in enumerate(texts):
        if text.kind is PassageKind.HEADING:
            open_ended.clear()
        if text.kind not in PROSE - {PassageKind.HEADING}:
            continue
        before = open_ended.get(text.kind)
        if before is not None and texts[before].block.style != text.block.style:
            continue
        if before is not None and _goes_on(texts[before].block, text.block, adjacent=before == index - 1):
            followed[before] = index
        open_ended[text.kind] = index
    return followed


def _goes_on(first: TextBlock, second: TextBlock, *, adjacent: bool) -> bool:
    """Tell whether a paragraph goes on after the end of its column, or after what interrupts the column."""
    if second.page - first.page > MOST_PAGES_APART:
        return False
    is_below = second.page == first.page and second.bbox.top >= first.bbox.bottom
    if is_below and adjacent and second.bbox.x_overlap(first.bbox) > 0:
        return False  # the next paragraph of the column
    lists = first.text.endswith(":") and second.text[0].islower()
    if ends_sentence(first.text) and not lists:
        return _ends_in_full_line(first) or (adjacent and _POINTS_BACK.match(second.text) is not None)
    return is_parted(first.text) or second.text[0].islower() or not _has_room(first, second)


def _has_room(first: TextBlock, second: TextBlock) -> bool:
    """Tell whether the next word would have fitted into the last line."""
    right = max(line.bbox.x1 for line in first.lines)
    if len(first.lines) == 1:
        right = max(right, first.bbox.x0 + second.bbox.width)
    word = second.lines[0].words[0]
    return first.lines[-1].bbox.x1 + SPACE_EM * first.style.size_pt + word.bbox.width <= right


def _ends_in_full_line(block: TextBlock) -> bool:
    """Tell by the last line of a justified paragraph that this is not its end: a real one is not stretched."""
    edges = [line.bbox.x1 for line in block.lines]
    return len(edges) > 1 and max(edges) - min(edges) <= JUSTIFIED_PT


def _passage(kind: PassageKind, lines: Sequence[TextLine]) -> Passage:
    text: list[str] = []
    places: list[CharPlace | None] = []
    for number, line in enumerate(lines):
        chars, boxes = _characters(line, number, as_printed=kind in ALONE)
        if text:
            dropped, between = seam("".join(text[-2:]), chars)
            kept = len(text) - dropped
            text[kept:], places[kept:] = between, [None] * len(between)
        text.extend(chars)
        places.extend(boxes)
    return Passage(kind, "".join(text), tuple(places))


def _characters(line: TextLine, number: int, *, as_printed: bool) -> tuple[str, list[CharPlace | None]]:
    """The line's text with the place of each character; white space as one space but between digits.

    There a wide gap tells one number from the next.
    """
    text = "  ".join(fragment.text for fragment in line.fragments)
    places: list[CharPlace | None] = []
    for index, fragment in enumerate(line.fragments):
        places.extend([None] * (2 * bool(index)))
        places.extend(CharPlace(fragment.page, number, box) if box else None for box in fragment.boxes)
    if as_printed:
        return text, places
    gone = {at for gap in re.finditer(r"(?<!\d)\s{2,}|\s{2,}(?!\d)", text) for at in range(gap.start() + 1, gap.end())}
    kept = [at for at in range(len(text)) if at not in gone]
    return "".join(text[at] for at in kept), [places[at] for at in kept]
