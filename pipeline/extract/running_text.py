"""What tells running text from labels: the number and length of lines, their style, full stops, edges of columns."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.extract.lines import LEADER_CHARS, Style
from pipeline.extract.paragraphs import BULLET, TextBlock, ends_sentence, is_parted
from pipeline.extract.text_lines import ALIGNED_PT
from pipeline.model.document import Word
from pipeline.model.geometry import BBox

# Text of at least three lines, on average of three words and 24 characters or more, is running text in any style.
FEWEST_LINES = 3
FEWEST_WORDS = 3
FEWEST_CHARACTERS = 24

# So is text of more lines in a narrower column, if most of its lines go on a sentence and one ends in it.
FEWEST_LINES_IN_NARROW = 5
FEWEST_CHARACTERS_IN_NARROW = 14
GOING_ON = 0.6

# Sentences set across a whole page are longer than any label, on a line or two.
CHARACTERS_OF_SENTENCES = 100

# A sentence that stands on a line by itself has this many words.
FEWEST_WORDS_OF_A_SENTENCE = 4

# Of the characters in a style of paragraphs, this part or more stands in long ones.
PROSE_SHARE = 0.5

# Small print is set in less than this part of the body's size.
SMALL_PRINT = 0.9

# Edges of lines in one column agree to this; hanging punctuation and ragged type take part of it.
COLUMN_EDGE_PT = 3.0

# Paragraphs of one column follow each other within this many type sizes.
PARAGRAPHS_WITHIN_EM = 2.0

# A text in columns has so many lines in each at least.
FEWEST_LINES_IN_COLUMNS = 2

# No page is set in more columns.
MOST_COLUMNS = 6

# Columns of one text begin at one height.
SAME_TOP_PT = 1.0

LEADERS = re.compile(rf"(?:[{LEADER_CHARS}]\s?){{4,}}")
WORD = re.compile(r"[^\W\d_]{2,}")
_NEXT_SENTENCE = re.compile(r"\w[.!?]\s+[^\W\d_a-zåäö]")
_NOTE_MARK = re.compile(r"[*\u2020\u2021\u00b9\u00b2\u00b3]\s?\S")


@dataclass(frozen=True, slots=True)
class BodyType:
    """The style of the running text, and all styles that paragraphs are set in."""

    style: Style
    styles: frozenset[Style]


def body_type(blocks: Iterable[TextBlock], noted: frozenset[Word]) -> BodyType | None:
    """The type of the paragraphs of a whole document; ``None`` where it has none.

    A style that mostly labels are set in is none of paragraphs, though some label may be as long as one. ``noted`` are
    the words before which the mark of a note stood.
    """
    everywhere: Counter[Style] = Counter()
    in_prose: Counter[Style] = Counter()
    for block in blocks:
        everywhere[block.style] += len(block.text)
        if is_set_as_prose(block) and not is_note(block, noted):
            in_prose[block.style] += len(block.text)
    if not in_prose:
        return None
    styles = frozenset(style for style, count in in_prose.items() if count >= PROSE_SHARE * everywhere[style])
    body = in_prose.most_common(1)[0][0]
    return BodyType(body, styles | {body})


def running_text(blocks: Sequence[TextBlock], body: BodyType | None, links: Sequence[BBox]) -> tuple[bool, ...]:
    """Which blocks of a page are running text; ``links`` are the places of links that lead to an address."""
    level = _level_with_each(blocks)
    known = [
        _is_paragraph(block, body)
        or _is_short_paragraph(block, body, links)
        or any(_is_in_columns(block, other, body) for other in others)
        for block, others in zip(blocks, level, strict=True)
    ]
    for _ in range(MOST_COLUMNS):  # what is known to be one tells what stands beside it, and that in turn
        columns = [block for block, runs in zip(blocks, known, strict=True) if runs]
        more = [runs or _continues_column(block, body, columns) for block, runs in zip(blocks, known, strict=True)]
        if more == known:
            break
        known = more
    return tuple(known)


def _level_with_each(blocks: Sequence[TextBlock]) -> list[list[TextBlock]]:
    """For each block those that begin at its height, itself among them."""
    ordered = sorted(blocks, key=lambda one: one.bbox.top)
    tops = [one.bbox.top for one in ordered]

    def level(block: TextBlock) -> list[TextBlock]:
        top = block.bbox.top
        return ordered[bisect_left(tops, top - SAME_TOP_PT) : bisect_right(tops, top + SAME_TOP_PT)]

    return [level(block) for block in blocks]


def is_set_as_prose(block: TextBlock) -> bool:
    """Tell running text by its lines alone: enough of them, long ones, that read on and share an edge or axis."""
    if not _reads_on(block) or _is_set_right(block):
        return False
    if not _has_long_lines(block):
        return _is_narrow(block)
    is_long = len(block.text) >= CHARACTERS_OF_SENTENCES and ends_sentence(block.text)
    return len(block.lines) >= FEWEST_LINES or is_long


def _is_narrow(block: TextBlock) -> bool:
    """Tell sentences in a narrow column from a list of short labels."""
    lines = [line.text for line in block.lines]
    goes_on = sum(not line[0].isupper() for line in lines[1:]) >= GOING_ON * len(lines[1:])
    has_end = ends_sentence(block.text) or _NEXT_SENTENCE.search(block.text) is not None
    is_long = sum(map(len, lines)) >= FEWEST_CHARACTERS_IN_NARROW * len(lines)
    return len(lines) >= FEWEST_LINES_IN_NARROW and is_long and goes_on and has_end and not LEADERS.search(block.text)


def _is_paragraph(block: TextBlock, body: BodyType | None) -> bool:
    """Tell a paragraph by its lines; in a style of labels it has to be a sentence with an even left edge."""
    if body is None or block.style in body.styles or not is_set_as_prose(block):
        return is_set_as_prose(block)
    lefts = [line.bbox.x0 for line in block.lines[1:] or block.lines]
    return ends_sentence(block.text) and max(lefts) - min(lefts) <= COLUMN_EDGE_PT


def _reads_on(block: TextBlock) -> bool:
    """Tell a text from a list, whose lines begin with capitals and end without full stops."""
    return ends_sentence(block.text) or any(line.text[0].islower() for line in block.lines[1:])


def _is_set_right(block: TextBlock) -> bool:
    """Tell labels that end at the axis of a chart: a common right edge and none at the left."""
    lefts = [line.bbox.x0 for line in block.lines]
    rights = [line.bbox.x1 for line in block.lines]
    return max(rights) - min(rights) <= ALIGNED_PT < COLUMN_EDGE_PT < max(lefts) - min(lefts)


def _has_long_lines(block: TextBlock) -> bool:
    count = len(block.lines)
    words = sum(len(WORD.findall(line.text)) for line in block.lines)
    characters = sum(len(line.text) for line in block.lines)
    return not LEADERS.search(block.text) and words >= FEWEST_WORDS * count and characters >= FEWEST_CHARACTERS * count


def is_note(block: TextBlock, noted: frozenset[Word]) -> bool:
    """Tell a footnote by its mark, which is in its text or stood before one of the words ``noted``."""
    is_marked = _NOTE_MARK.match(block.text) is not None and not BULLET.match(block.text)
    is_marked = is_marked or block.lines[0].words[0] in noted
    return is_marked and len(WORD.findall(block.text)) >= FEWEST_WORDS


def _is_short_paragraph(block: TextBlock, body: BodyType | None, links: Sequence[BBox]) -> bool:
    """Tell running text of one or two lines: in the style of paragraphs, and a sentence or part of one."""
    words = len(WORD.findall(block.text))
    if body is None or LEADERS.search(block.text) or not words:
        return False
    if any(link.holds_centre_of(line.bbox) for link in links for line in block.lines):
        return block.style.size_pt >= SMALL_PRINT * min(style.size_pt for style in body.styles)
    if block.style not in body.styles:
        return False
    if any(block.bbox.x_overlap(link) and block.bbox.y_overlap(link) for link in links):
        return True
    is_item = BULLET.match(block.text) is not None
    full = all(len(WORD.findall(line.text)) >= FEWEST_WORDS for line in block.lines[:-1])
    if words >= FEWEST_WORDS_OF_A_SENTENCE and full and (is_item or ends_sentence(block.text)):
        return not block.text.endswith(":")
    reads_on = len(block.lines) < FEWEST_LINES or _reads_on(block)
    return _is_wrapped_sentence(block) or (len(block.lines) > 1 and reads_on and _has_long_lines(block))


def _is_wrapped_sentence(block: TextBlock) -> bool:
    """A whole sentence in a column so narrow that some of its words fill a line, or one that a hyphen breaks off."""
    goes_on = len(block.lines) > 1 and not any(line.text[0].isupper() for line in block.lines[1:])
    is_begun = block.text[0].isupper() and len(WORD.findall(block.text)) >= FEWEST_WORDS_OF_A_SENTENCE
    breaks_off = len(block.lines) >= FEWEST_LINES and is_parted(block.text)
    return goes_on and is_begun and (ends_sentence(block.text) or breaks_off)


def _continues_column(block: TextBlock, body: BodyType | None, columns: Sequence[TextBlock]) -> bool:
    """A part of a paragraph: the end of a sentence or a full line at a column's left edge, or the top of a column."""
    if body is None or block.style not in body.styles or LEADERS.search(block.text) or not WORD.search(block.text):
        return False
    here = [one.bbox for one in columns if abs(one.bbox.x0 - block.bbox.x0) <= COLUMN_EDGE_PT]
    beside = [one for one in columns if abs(one.bbox.top - block.bbox.top) <= SAME_TOP_PT and one.style == block.style]
    if block.text[0].islower():
        return bool(beside) or (bool(here) and ends_sentence(block.text))
    if beside and (_is_mid_sentence(block) or any(_goes_on_in(block, one) for one in beside)):
        return True
    if _is_between(block, beside) or _goes_on_from(block, beside):
        return True
    if _ends_column(block, [one for one in columns if one.bbox in here], columns):
        return True
    fills = any(abs(box.x1 - block.bbox.x1) <= COLUMN_EDGE_PT for box in here)
    return fills and len(block.text) >= FEWEST_CHARACTERS * len(block.lines)


def _is_in_columns(block: TextBlock, other: TextBlock, body: BodyType | None) -> bool:
    """A sentence that breaks off at the foot of a column and goes on in the one beside it, or the other way round."""
    if body is None or block.style != other.style or block.style not in body.styles:
        return False
    left, right = sorted((block, other), key=lambda one: one.bbox.x0)
    if right.bbox.x0 <= left.bbox.x1 or min(len(left.lines), len(right.lines)) < FEWEST_LINES_IN_COLUMNS:
        return False
    words = len(WORD.findall(f"{left.text} {right.text}"))
    goes_on = right.text[0].islower() and not ends_sentence(left.text) and not LEADERS.search(left.text + right.text)
    return goes_on and words >= 2 * FEWEST_WORDS_OF_A_SENTENCE


def _is_between(block: TextBlock, beside: Sequence[TextBlock]) -> bool:
    """One of three columns or more, of which one to the left and one to the right are running text."""
    lefts, rights = ([one for one in beside if (one.bbox.x0 > block.bbox.x0) is right] for right in (False, True))
    return bool(lefts) and bool(rights)


def _ends_column(block: TextBlock, here: Sequence[TextBlock], columns: Sequence[TextBlock]) -> bool:
    """The begin of a sentence at the foot of a column of text, which goes on at the head of the column to the right."""
    near = PARAGRAPHS_WITHIN_EM * block.style.size_pt
    over = [one for one in here if one.style == block.style and 0 <= block.bbox.top - one.bbox.bottom <= near]
    is_missed = all(ends_sentence(one.text) for one in over)  # nothing else is there to go on with
    is_begun = is_missed or len(WORD.findall(block.text)) >= FEWEST_WORDS_OF_A_SENTENCE
    if not over or ends_sentence(block.text) or not is_begun:
        return False
    right = (one for one in columns if one.bbox.x0 > block.bbox.x1 and one.text[0].islower())
    heads = [one for one in here if one.bbox.top <= min(each.bbox.top for each in over)]
    return any(abs(one.bbox.top - head.bbox.top) <= SAME_TOP_PT for one in right for head in heads)


def _goes_on_in(block: TextBlock, column: TextBlock) -> bool:
    """A sentence that the column to the right ends."""
    is_right = column.bbox.x0 > block.bbox.x1
    return is_right and column.text[0].islower() and not ends_sentence(block.text)


def _goes_on_from(block: TextBlock, beside: Sequence[TextBlock]) -> bool:
    """The last of three columns or more, of which the one before breaks off a sentence; it may begin with a name."""
    lefts = sorted((one for one in beside if one.bbox.x1 < block.bbox.x0), key=lambda one: one.bbox.x0)
    several = len(lefts) > 1 and len(WORD.findall(block.text)) >= FEWEST_WORDS
    return several and not ends_sentence(lefts[-1].text)


def _is_mid_sentence(block: TextBlock) -> bool:
    """A line that opens a column with a number, or that one sentence ends in and another one begins."""
    within = block.text[0].isdigit() or _NEXT_SENTENCE.search(block.text) is not None
    return within and len(WORD.findall(block.text)) >= FEWEST_WORDS_OF_A_SENTENCE
