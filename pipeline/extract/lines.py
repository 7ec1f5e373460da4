"""Words to fragments: stretches of one line that belong together, each character with its box."""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.model.document import Colour, Document, Page, Word
from pipeline.model.geometry import BBox, hull
from pipeline.model.span import Span

# Justified text stretches its word spaces to 0.8 of an em before a typesetter hyphenates; column gutters start at 1.5.
FRAGMENT_GAP_EM = 1.2

LEADER_CHARS = r".\u2026\u2025\u00b7\u2022\u2219\u22c5_\ufffd"
"""Dots of all kinds, underscores, and the replacement character that tab leaders come out as."""

LEADER_WORD = re.compile(rf"[{LEADER_CHARS}]+")

DASH_LEADER = r"(?:(?:[-\u2013\u2014]\s*){4,}+|(?:[-\u2013\u2014] ){1,2}[-\u2013\u2014] ?(?=\d))"
"""A leader of dashes in a text: ``FEWEST_DASHES`` of them, or two or three, close, where a label leaves no room."""

_DASH = re.compile(r"[-\u2013\u2014]+(?=\d*$)")

# Dashes are a leader if at least so many stand this close to each other; marks of empty cells stand farther apart.
FEWEST_DASHES = 4
DASH_GAP_EM = 0.8

# Leaders start at a tab stop, which may be this far from the label or the number.
LEADER_GAP_EM = 4.0

# A running head or foot stands on so many pages, one without letters on one more.
FEWEST_PAGES = 2
FEWEST_PAGES_BARE = 3

# Kerning and slanted type let words overlap by this much at most.
OVERLAP_EM = 0.5

# Below this there is no space: a change of font alone ended the word (``Transport`` and its glued number).
GLUED_EM = 0.1

# Up to this width a gap can be the space that groups thousands; a wider one is written as two spaces. In monospaced
# type a space is as wide as every other character, 0.6 em in Courier.
WORD_SPACE_EM = 0.55

# Widths of characters of monospaced type differ by no more, by the rounding of PDFs.
PITCH_EM = 0.02

# A space from so wide on may part two columns, if so many other lines begin behind it, within so many type sizes.
COLUMN_GAP_EM = 0.8
FEWEST_STARTS = 3
COLUMN_LINES = 8.0

# Edges that the typesetter aligned.
EDGE_PT = 0.75

# Page furniture (running heads, page numbers) stands within this part of the page's height from its top or bottom.
MARGIN_SHARE = 0.1

# A name and its number stand level with each other, within this part of the type size.
LEVEL_EM = 0.25

_NUMBER = re.compile(r"\d[\d\s]*")


@dataclass(frozen=True, slots=True)
class Style:
    """How characters look: two labels of one list share it."""

    font: str
    size_pt: float
    colour: Colour


@dataclass(frozen=True, slots=True)
class Fragment:
    """Words of one line without a wide gap; ``boxes`` has one box a character of ``text``, ``None`` for spaces."""

    page: int
    words: tuple[Word, ...]
    text: str
    boxes: tuple[BBox | None, ...]
    starts: tuple[int, ...]

    @property
    def bbox(self) -> BBox:
        """The box around all words."""
        return hull(word.bbox for word in self.words)

    @property
    def size_pt(self) -> float:
        """The smallest type size in it, in points."""
        return min(word.size_pt for word in self.words)

    def span(self, start: int, end: int) -> Span:
        """The characters from ``start`` to before ``end``, white space at both ends left out."""
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        boxes = [box for box in self.boxes[start:end] if box is not None]
        return Span(self.text[start:end], self.page, (hull(boxes),))

    def whole(self) -> Span:
        """All of it."""
        return self.span(0, len(self.text))

    def style_at(self, index: int) -> Style:
        """How the character at ``index`` looks."""
        word = self.words[bisect_right(self.starts, index) - 1]
        return Style(word.font, word.size_pt, word.colour)


def fragments_of(page: Page) -> tuple[Fragment, ...]:
    """All fragments of a page: upright ones line by line from the top, then every word that is turned, by itself."""
    upright = [word for word in page.words if word.direction == "ltr"]
    turned = [word for word in page.words if word.direction != "ltr"]
    upright_fragments = [as_fragment(page.number, words) for words in _cut_at_columns(_runs(upright))]
    in_order = sorted(upright_fragments, key=lambda one: (one.bbox.top, one.bbox.x0))
    return (*in_order, *(as_fragment(page.number, (word,)) for word in turned))


def _cut_at_columns(runs: Sequence[Sequence[Word]]) -> Iterator[Sequence[Word]]:
    """Runs cut at a wide space behind which one of the columns begins that stand around them.

    Boxes may stand so near to each other that the longest of their lines touch. A space that other lines in this type
    have, too, where no column begins, is no gap between columns.
    """
    starts = sorted((run[0].bbox.x0, run[0].bbox.y_mid) for run in runs)
    wide = [pair for run in runs for pair in pairwise(run) if COLUMN_GAP_EM <= _gap_em(*pair) < math.inf]
    spaces = {_space(*pair) for pair in wide if not _begins_column(*pair, starts)}
    for run in runs:
        cuts = [
            at
            for at in range(1, len(run))
            if _begins_column(run[at - 1], run[at], starts) and _space(run[at - 1], run[at]) not in spaces
        ]
        yield from (run[start:end] for start, end in pairwise((0, *cuts, len(run))))


def _space(left: Word, right: Word) -> tuple[str, float, float]:
    """A space with the type that it is set in, in tenths of an em."""
    return right.font, right.size_pt, round(_gap_em(left, right), 1)


def _begins_column(left: Word, right: Word, starts: Sequence[tuple[float, float]]) -> bool:
    if not COLUMN_GAP_EM <= _gap_em(left, right) < math.inf:
        return False
    x0, reach = right.bbox.x0, COLUMN_LINES * right.size_pt
    near = starts[bisect_left(starts, (x0 - EDGE_PT, -math.inf)) : bisect_right(starts, (x0 + EDGE_PT, math.inf))]
    return sum(0 < abs(y_mid - right.bbox.y_mid) <= reach for _, y_mid in near) >= FEWEST_STARTS


def _dash_leaders(words: Sequence[Word]) -> frozenset[int]:
    """The words, by index, that are dashes of a leader: a single dash is a mark or a minus.

    The last one may be glued to the number that the leader leads to.
    """
    rows: defaultdict[int, list[int]] = defaultdict(list)
    for index, word in enumerate(words):
        if _DASH.match(word.text):
            rows[round(word.bbox.y_mid)].append(index)
    return frozenset(index for row in rows.values() for run in _close_runs(row, words) for index in run)


def _close_runs(row: Iterable[int], words: Sequence[Word]) -> Iterator[list[int]]:
    """Runs of enough dashes at one height."""
    runs: list[list[int]] = []
    for index in sorted(row, key=lambda one: words[one].bbox.x0):
        if runs and _gap_em(words[runs[-1][-1]], words[index]) <= DASH_GAP_EM:
            runs[-1].append(index)
        else:
            runs.append([index])
    return (run for run in runs if sum(_dashes(words[index]) for index in run) >= FEWEST_DASHES)


def _dashes(word: Word) -> int:
    """How many dashes a word begins with."""
    found = _DASH.match(word.text)
    return found.end() if found else 0


def as_fragment(page: int, words: Sequence[Word]) -> Fragment:
    """Join ``words``, which follow each other on one line, with one space (two where the gap is wide)."""
    text = ""
    boxes: list[BBox | None] = []
    starts: list[int] = []
    for index, word in enumerate(words):
        if index:
            space = _space_between(words[index - 1], word)
            text += space
            boxes.extend([None] * len(space))
        starts.append(len(text))
        text += word.text
        boxes.extend(word.char_boxes)
    return Fragment(page, tuple(words), text, tuple(boxes), tuple(starts))


def _space_between(left: Word, right: Word) -> str:
    gap_em = _gap_em(left, right)
    if gap_em <= GLUED_EM:
        return ""
    return " " if gap_em <= max(WORD_SPACE_EM, _pitch_em(left, right) + PITCH_EM) else "  "


def _pitch_em(left: Word, right: Word) -> float:
    """The width that all characters of both words have, as in monospaced type, in type sizes; 0 where they differ.

    Digits alone tell it, too: in most type they are as wide as each other, and a space is no wider.
    """
    size_pt = min(left.size_pt, right.size_pt)
    widths = [box.width / size_pt for box in (*left.char_boxes, *right.char_boxes)]
    return min(widths) if max(widths) - min(widths) <= PITCH_EM else 0.0


def _runs(words: Sequence[Word]) -> list[list[Word]]:
    """Words that follow each other on a line: each linked with the nearest one to its left.

    Neighbouring columns need not share a baseline, so a line is not what lies at one height but what is linked.
    """
    after: dict[int, int] = {}
    before: dict[int, int] = {}
    for _, left, right in sorted(_links(words)):
        if left not in after and right not in before:
            after[left], before[right] = right, left
    starts = [index for index in range(len(words)) if index not in before]
    return [[words[index] for index in _followed(start, after)] for start in starts]


def _followed(start: int, after: Mapping[int, int]) -> list[int]:
    run = [start]
    while run[-1] in after:
        run.append(after[run[-1]])
    return run


def _links(words: Sequence[Word]) -> Iterator[tuple[float, int, int]]:
    """Gap in ems, left word and right word of every pair near enough to be neighbours on one line."""
    leaders = _dash_leaders(words)
    by_height = sorted(range(len(words)), key=lambda index: words[index].bbox.y_mid)
    levels = [words[index].bbox.y_mid for index in by_height]
    reach = max((word.bbox.height for word in words), default=0.0) / 2
    for right, word in enumerate(words):
        low = bisect_left(levels, word.bbox.y_mid - reach)
        high = bisect_right(levels, word.bbox.y_mid + reach)
        for left in by_height[low:high]:
            gap_em = _gap_em(words[left], word)
            leads = left in leaders and not words[left].text[-1].isdigit()  # with its number it has come to its end
            led = leads or right in leaders or _is_leader(words[left]) or _is_leader(word)
            widest = LEADER_GAP_EM if led else FRAGMENT_GAP_EM
            if words[left].bbox.x0 < word.bbox.x0 and -OVERLAP_EM <= gap_em <= widest:
                yield gap_em, left, right


def _gap_em(left: Word, right: Word) -> float:
    """Blank space between two words of one line in type sizes; infinite where they are not on one line."""
    common = left.bbox.y_overlap(right.bbox)
    if common < 0.5 * min(left.bbox.height, right.bbox.height):
        return math.inf
    return (right.bbox.x0 - left.bbox.x1) / min(left.size_pt, right.size_pt)


def _is_leader(word: Word) -> bool:
    return LEADER_WORD.fullmatch(word.text) is not None


def furniture_of(document: Document, fragments: Iterable[Fragment]) -> frozenset[Fragment]:
    """Running heads, feet and page numbers: in the margin, on two pages or more, the same but for the page's number.

    A number that is not the page's, alone or behind a name, is one of a table that the page begins or ends with; and
    so is the name that stands level with it.
    """
    heights = {page.number: page.height_pt for page in document.pages}
    alike: defaultdict[tuple[str, int], list[Fragment]] = defaultdict(list)
    for fragment in fragments:
        box, height = fragment.bbox, heights[fragment.page]
        if box.bottom < MARGIN_SHARE * height or box.top > (1 - MARGIN_SHARE) * height:
            alike[re.sub(r"\d+", "#", fragment.text), round(box.top)].append(fragment)
    found = frozenset(one for group in alike.values() for one in _repeated(group))
    numbers = [one for group in alike.values() for one in group if one not in found and _NUMBER.fullmatch(one.text)]
    return frozenset(one for one in found if not any(are_level(one, number) for number in numbers))


def are_level(one: Fragment, other: Fragment) -> bool:
    """Whether two texts of one page stand at one height, as a name and its number do."""
    apart = abs(one.bbox.y_mid - other.bbox.y_mid)
    return one.page == other.page and apart <= LEVEL_EM * min(one.size_pt, other.size_pt)


def _repeated(group: Sequence[Fragment]) -> Iterator[Fragment]:
    """Those of which other pages have the same text, or one with a number that is as far from that of its page."""
    pages: defaultdict[str | tuple[int, int], set[int]] = defaultdict(set)
    for one in group:
        pages[one.text].add(one.page)
        for key in _from_page(one):
            pages[key].add(one.page)
    for one in group:
        is_lettered = re.search(r"[^\W\d_]", one.text) is not None
        is_same = len(pages[one.text]) >= (FEWEST_PAGES if is_lettered else FEWEST_PAGES_BARE)
        if is_same or any(len(pages[key]) >= FEWEST_PAGES for key in _from_page(one)):
            yield one


def _from_page(fragment: Fragment) -> list[tuple[int, int]]:
    """The numbers of a text in order, each with how far it is from that of its page."""
    return [(nth, int(one) - fragment.page) for nth, one in enumerate(re.findall(r"\d{1,9}", fragment.text))]


def join_wrapped(first: str, second: str) -> str:
    """Put a text broken over two lines together, with what ``seam`` says between them.

    >>> join_wrapped("Hushålls-", "arbete"), join_wrapped("hotell-", "och restaurang"), join_wrapped("Nord-", "Amerika")
    ('Hushållsarbete', 'hotell- och restaurang', 'Nord-Amerika')
    """
    dropped, between = seam(first, second)
    return first[: len(first) - dropped] + between + second


def seam(first: str, second: str) -> tuple[int, str]:
    """How many characters go from the end of a line, and what comes between it and the next one.

    The hyphen of a word that was parted goes. One before a conjunction stays, with a space; so does one after a capital
    or a digit, or before them (``EU-länder``, ``2020-talet``, ``Nord-Amerika``), without a space. A dash that stands by
    itself parts clauses.
    """
    ended, following = first.rstrip(), second.lstrip()
    trailing = len(first) - len(ended)
    before, after = ended[-2:-1], following[:1]
    if not before.strip() or not after or ended[-1] not in _HYPHENS:
        return trailing, "" if _RUNS_ON.search(ended) and after.isalnum() else " "
    if re.split(r"\W", following, maxsplit=1)[0] in _CONJUNCTIONS:
        return trailing, " "
    if before.islower() and after.islower():
        return trailing + 1, ""
    return trailing, "" if after.isalnum() else " "


_HYPHENS = frozenset("-\u2010\u00ad")
_RUNS_ON = re.compile(r"\w/$|\d\u2013$")  # alternatives without spaces, and the dash of a range
_CONJUNCTIONS = frozenset({"och", "eller", "samt", "respektive", "till", "and", "or", "to"})
