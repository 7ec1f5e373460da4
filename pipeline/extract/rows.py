"""Rows: one number with its label, put together by leaders, on one line, side by side, or one above the other."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

from pipeline.extract.lines import DASH_LEADER, LEADER_CHARS, Fragment, Style, join_wrapped
from pipeline.extract.tokens import AGE, COUNT, TOKEN
from pipeline.model.geometry import BBox
from pipeline.model.span import Span

_LEADER_ROW = re.compile(
    rf"(?P<label>(?:{AGE}|[^\W\d_]).*?)[\s:]*(?:(?:[{LEADER_CHARS}]\s*){{3,}}|[{LEADER_CHARS}]\s?[{LEADER_CHARS}]\s*|(?:\u2026\s*)+|{DASH_LEADER}):?\s*(?P<number>{COUNT})"
)
_LEADERS_BEHIND = re.compile(rf"(?<![{LEADER_CHARS}])(?:[{LEADER_CHARS}]\s?){{3,}}$")
_COLON_PAIR = re.compile(rf"(?P<label>[^\W_][^:]*?)\s*:\s*(?P<number>{COUNT})(?:\s*[,;|]?\s*)(?=$|[^\W\d_])")
_PLAIN_PAIR = re.compile(rf"(?P<label>(?:{AGE}|[^\W\d_])(?:{AGE}|[^\d:])*?)\s*\(?(?P<number>{COUNT})\)?")
_NUMBER_FIRST = re.compile(rf"(?P<number>{COUNT})\s*(?P<label>[^\W\d_](?:{AGE}|[^\d,;|])*)")
_NUMBER_AND_REST = re.compile(rf"(?P<number>{COUNT})\s*(?P<label>[^\W\d_](?:{AGE}|\D)*)")
_BEFORE_YEARS = re.compile(r"[^\W\d_]\s+\d{1,3}$")
_YEARS = re.compile(r"\u00e5r\b")
_NUMBER_ONLY = re.compile(rf"\(?(?P<number>{TOKEN.pattern})\)?")

# Text above or below a number belongs to it up to this distance, in type sizes.
STACK_GAP_EM = 1.5

# Lines of one label follow each other at up to this distance, in type sizes.
LEADING_EM = 1.6

# Edges that a designer aligned agree to this; side bearings of digits differ by less at 12 pt.
ALIGNED_PT = 2.0


@dataclass(frozen=True, slots=True)
class Row:
    """A label and its number, how the label looks, and the line that the number stands in.

    ``spread`` says that they stand at both ends of a line, with leaders or blank space between them.
    """

    label: Span
    number: Span
    style: Style
    spread: bool
    line: Fragment

    @property
    def bbox(self) -> BBox:
        """The box around the label's last line and the number."""
        last, number = self.label.boxes[-1], self.number.bbox
        return BBox(
            min(last.x0, number.x0), min(last.top, number.top), max(last.x1, number.x1), max(last.bottom, number.bottom)
        )


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of one page, the texts that are no part of any, and the numbers that found no label."""

    rows: tuple[Row, ...]
    texts: tuple[Fragment, ...]


def rows_of(fragments: Sequence[Fragment]) -> Rows:
    """Find all rows among the fragments of one page."""
    rows: list[Row] = []
    texts: list[Fragment] = []
    numbers: list[Fragment] = []
    for fragment in fragments:
        own = [] if _ends_in_broken_age(fragment, fragments) else list(_rows_within(fragment))
        rows.extend(own)
        if own:
            continue
        if _NUMBER_ONLY.fullmatch(fragment.text):
            numbers.append(fragment)
        elif re.search(r"[^\W\d_]", fragment.text):
            texts.append(fragment)
    paired = _pairs_apart(numbers, texts, [row.number.bbox for row in rows])
    rows.extend(_as_row(number, text) for number, text in paired.items())
    free = _unused(texts, paired)
    whole, used = _with_wrapped_lines(rows, free)
    return Rows(tuple(whole), tuple(text for text in free if text not in used))


def _ends_in_broken_age(fragment: Fragment, fragments: Sequence[Fragment]) -> bool:
    """``Män över 18`` with ``år`` at the beginning of the line below: no number of that label."""
    return _BEFORE_YEARS.search(fragment.text) is not None and any(
        _YEARS.match(one.text)
        and one.style_at(0) == fragment.style_at(0)
        and abs(one.bbox.x0 - fragment.bbox.x0) <= ALIGNED_PT
        and 0 < one.bbox.y_mid - fragment.bbox.y_mid <= STACK_GAP_EM * fragment.size_pt
        for one in fragments
    )


def _unused(texts: Iterable[Fragment], pairs: dict[Fragment, Fragment]) -> list[Fragment]:
    taken = set(pairs.values())
    return [text for text in texts if text not in taken]


def _rows_within(fragment: Fragment) -> Iterator[Row]:
    matches = (
        list(_LEADER_ROW.finditer(fragment.text))
        or _pairs_that_fill(_COLON_PAIR, fragment.text)
        or _pairs_that_fill(_PLAIN_PAIR, fragment.text)
        or _pairs_that_fill(_NUMBER_FIRST, fragment.text)
        or [match for match in (_NUMBER_AND_REST.fullmatch(fragment.text),) if match]
    )
    for match in matches:
        start, end = match.span("label")
        yield Row(
            label=fragment.span(start, end),
            number=fragment.span(*match.span("number")),
            style=fragment.style_at(start),
            spread=match.re is _LEADER_ROW,
            line=fragment,
        )


def _pairs_that_fill(pattern: re.Pattern[str], text: str) -> list[re.Match[str]]:
    """Matches one after the other from the first character to the last, or nothing."""
    matches, position = [], 0
    while position < len(text) and (match := pattern.match(text, position)):
        matches.append(match)
        position = match.end()
        while position < len(text) and text[position] in " ,;|":
            position += 1
    return matches if position == len(text) else []


def _as_row(number: Fragment, text: Fragment) -> Row:
    match = _NUMBER_ONLY.fullmatch(number.text)
    if match is None:
        raise ValueError(f"not a number alone: {number.text!r}")
    label = text.whole()
    cleaned = replace(label, text=_LEADERS_BEHIND.sub("", label.text).rstrip(" :"))
    spread = _same_line(number.bbox, text.bbox)
    return Row(cleaned, number.span(*match.span("number")), text.style_at(0), spread=spread, line=number)


def _pairs_apart(
    numbers: Sequence[Fragment], texts: Sequence[Fragment], others: Sequence[BBox]
) -> dict[Fragment, Fragment]:
    """Numbers that stand alone, each with its text; all of one look have it on the same side.

    In a list of several columns every number but the last has a label on both sides, and some labels of bubbles stand
    by chance on the line of a number, so only all together can tell.
    """
    pairs: dict[Fragment, Fragment] = {}
    for alike in _by_type(numbers):
        blocking = [*others, *(number.bbox for number in numbers)]
        sides: list[dict[Fragment, Fragment]] = [
            _one_to_one({one: text for one in alike if (text := _nearest_beside(one, texts, blocking, leftwards=left))})
            for left in (True, False)
        ]
        sides += [
            _one_to_one({one: text for one in alike if (text := _nearest_stacked(one, texts, upwards=up))})
            for up in (True, False)
        ]
        fullest: dict[Fragment, Fragment] = max(sides, key=_rank)
        pairs |= fullest
    return _one_to_one(pairs)


def _rank(pairs: dict[Fragment, Fragment]) -> tuple[int, float]:
    """The most pairs; of equals the one with the smaller median distance."""
    return len(pairs), -median(_gap(number, text) for number, text in pairs.items()) if pairs else 0.0


def _gap(one: Fragment, other: Fragment) -> float:
    return max(_gap_x(one, other), _gap_y(one, other))


def _by_type(numbers: Sequence[Fragment]) -> Iterable[list[Fragment]]:
    """Numbers in groups of one font and size; colours change with what they stand on."""
    groups: defaultdict[tuple[str, float], list[Fragment]] = defaultdict(list)
    for number in numbers:
        style = number.style_at(0)
        groups[style.font, style.size_pt].append(number)
    return groups.values()


def _nearest_beside(
    number: Fragment, texts: Sequence[Fragment], others: Sequence[BBox], *, leftwards: bool
) -> Fragment | None:
    """The next text on the number's line on one side, if no other number stands between them."""
    here = number.bbox
    on_line = [text for text in texts if _same_line(here, text.bbox) and (text.bbox.x_mid < here.x_mid) == leftwards]
    if not on_line:
        return None
    nearest = min(on_line, key=lambda text: _gap_x(number, text))
    low, high = sorted((here.x_mid, nearest.bbox.x_mid))
    blocked = any(_same_line(here, other) and low < other.x_mid < high for other in others if other != here)
    return None if blocked else nearest


def _same_line(one: BBox, other: BBox) -> bool:
    return one.y_overlap(other) >= 0.5 * min(one.height, other.height)


def _gap_x(one: Fragment, other: Fragment) -> float:
    return max(one.bbox.x0 - other.bbox.x1, other.bbox.x0 - one.bbox.x1)


def _gap_y(one: Fragment, other: Fragment) -> float:
    return max(one.bbox.top - other.bbox.bottom, other.bbox.top - one.bbox.bottom)


def _one_to_one(pairs: dict[Fragment, Fragment]) -> dict[Fragment, Fragment]:
    """Each text keeps the nearest of the numbers that want it."""
    wanted: defaultdict[Fragment, list[Fragment]] = defaultdict(list)
    for number, text in pairs.items():
        wanted[text].append(number)
    return {min(rivals, key=lambda number: _gap(number, text)): text for text, rivals in wanted.items()}


def _nearest_stacked(number: Fragment, texts: Sequence[Fragment], *, upwards: bool) -> Fragment | None:
    here = number.bbox
    near = [
        text
        for text in texts
        if (text.bbox.y_mid < here.y_mid) == upwards
        and text.bbox.x0 <= here.x_mid <= text.bbox.x1
        and _gap_y(number, text) <= STACK_GAP_EM * max(number.size_pt, text.size_pt)
    ]
    return min(near, key=lambda text: _gap_y(number, text), default=None)


def _with_wrapped_lines(rows: Sequence[Row], texts: Sequence[Fragment]) -> tuple[list[Row], set[Fragment]]:
    """Give each label the lines above or below that it was broken over."""
    used: set[Fragment] = set()
    whole = []
    for row in rows:
        grown = row
        while line := next((text for text in texts if text not in used and _goes_before(text, grown)), None):
            grown = replace(grown, label=_joined(line.whole(), grown.label))
            used.add(line)
        while line := next((text for text in texts if text not in used and _goes_after(text, grown)), None):
            grown = replace(grown, label=_joined(grown.label, line.whole()))
            used.add(line)
        whole.append(grown)
    return whole, used


def _goes_before(text: Fragment, row: Row) -> bool:
    """A line above in the same type whose sense runs on: it ends openly or the label goes on in lower case."""
    runs_on = text.text.rstrip()[-1] in ",-/&" or row.label.text[0].islower()
    return runs_on and text.style_at(0) == row.style and _next_line(text.bbox, row.label.boxes[0], row)


def _goes_after(text: Fragment, row: Row) -> bool:
    runs_on = row.label.text[-1] in ",-/&" or text.text.lstrip()[0].islower()
    return runs_on and text.style_at(0) == row.style and _next_line(row.label.boxes[-1], text.bbox, row)


def _next_line(above: BBox, below: BBox, row: Row) -> bool:
    """Directly below, with a common left edge, right edge or axis (that of label and number together will do)."""
    text = below if above in row.label.boxes else above
    axes = (above.x_mid - below.x_mid, text.x_mid - row.bbox.x_mid)
    aligned = min(abs(above.x0 - below.x0), abs(above.x1 - below.x1), *(abs(axis) for axis in axes)) <= ALIGNED_PT
    largest = max(word.size_pt for word in row.line.words)  # a bigger number pushes the lines apart
    return aligned and 0 < below.y_mid - above.y_mid <= LEADING_EM * largest


def _joined(first: Span, second: Span) -> Span:
    return Span(join_wrapped(first.text, second.text), first.page, (*first.boxes, *second.boxes))
