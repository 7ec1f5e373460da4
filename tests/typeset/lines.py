"""Breaks text into lines: words of runs, hyphens at the end of lines, justified or ragged."""

from __future__ import annotations

import string
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tests.typeset.fonts import width_pt
from tests.typeset.scene import Run, Source, Style, Text, runs_width, set_runs

if TYPE_CHECKING:
    from tests.typeset.model import Paragraph
    from tests.typeset.sheet import Sheet

from tests.typeset.sheet import number_run

Word = tuple[Run, ...]

_VOWELS = frozenset("aeiouyåäöéAEIOUYÅÄÖÉ")
_MIN_LEFT = 3
_MIN_RIGHT = 3
_MIN_PARTED = 7


@dataclass(frozen=True, slots=True)
class BrokenLine:
    """Words of one line; the last line of a paragraph is never justified."""

    words: tuple[Word, ...]
    last: bool


def seam_table(seams: Sequence[str]) -> dict[str, tuple[int, ...]]:
    """Map each word given with hyphens at its seams to the positions of those seams."""
    table = {}
    for entry in seams:
        parts = entry.split("-")
        ends = [sum(len(part) for part in parts[: index + 1]) for index in range(len(parts) - 1)]
        table["".join(parts).lower()] = tuple(ends)
    return table


def part_positions(word: str, seams: Mapping[str, tuple[int, ...]]) -> tuple[int, ...]:
    """Return where a bare word may be parted, left to right.

    At the seams given for it, else before a single consonant between vowels (the Swedish one-consonant rule).
    """
    if word.lower() in seams:
        return seams[word.lower()]
    if len(word) < _MIN_PARTED or not word.isalpha():
        return ()
    return tuple(
        at
        for at in range(_MIN_LEFT, len(word) - _MIN_RIGHT + 1)
        if word[at] not in _VOWELS and word[at - 1] in _VOWELS and word[at + 1] in _VOWELS and word[at] not in "xX"
    )


def paragraph_words(paragraph: Paragraph, sheet: Sheet, style: Style, group: str, digits: str) -> list[Word]:
    """Return the words of a paragraph; a number stays whole, punctuation stays with its word."""
    words: list[Word] = []
    current: list[Run] = []
    for literal, name, _, _ in string.Formatter().parse(paragraph.text):
        chunks = literal.split(" ")
        for index, chunk in enumerate(chunks):
            if index and current:
                words.append(tuple(current))
                current = []
            if chunk:
                current.append(Run(chunk, style, digits=digits))
        if name:
            number = paragraph.numbers[name]
            current.append(number_run(sheet, style, Source("prose", "prose", number, number.label, group)))
    if current:
        words.append(tuple(current))
    return words


def plain_words(text: str, style: Style, digits: str = "auto") -> list[Word]:
    """Return the words of text without numbers of the data."""
    return [(Run(chunk, style, digits=digits),) for chunk in text.split(" ") if chunk]


def break_lines(words: Sequence[Word], width: float, seams: Mapping[str, tuple[int, ...]] | None) -> list[BrokenLine]:
    """Fill lines from left to right; without `seams` no word is parted."""
    queue = list(reversed(words))
    lines: list[BrokenLine] = []
    current: list[Word] = []
    used = 0.0
    while queue:
        word = queue.pop()
        space = _space(word) if current else 0.0
        if used + space + runs_width(word) <= width:
            current.append(word)
            used += space + runs_width(word)
            continue
        parts = _parted(word, width - used - space, seams) if seams is not None else None
        if parts is not None:
            current.append(parts[0])
            queue.append(parts[1])
        elif current:
            queue.append(word)
        else:
            current.append(word)
        lines.append(BrokenLine(tuple(current), last=False))
        current, used = [], 0.0
    if current:
        lines.append(BrokenLine(tuple(current), last=True))
    return lines


def set_line(line: BrokenLine, x: float, baseline: float, justify_to: float | None = None) -> tuple[Text, ...]:
    """Set a line; `justify_to` is the width that its spaces are stretched to."""
    if justify_to is None or line.last or len(line.words) == 1:
        return set_runs(tuple(_merged(_with_spaces(line.words))), x, baseline)
    words_width = sum(runs_width(word) for word in line.words)
    space = (justify_to - words_width) / (len(line.words) - 1)
    texts: list[Text] = []
    for index, word in enumerate(line.words):
        texts.extend(set_runs(word, x, baseline))
        x += runs_width(word)
        if index < len(line.words) - 1:
            texts.append(Text(x, baseline, Run(" ", word[-1].style)))
            x += space
    return tuple(texts)


def line_width(line: BrokenLine) -> float:
    """Return the width of a line set ragged."""
    return runs_width(tuple(_with_spaces(line.words)))


def _space(word: Word) -> float:
    return width_pt(" ", word[0].style.font, word[0].style.size)


def _with_spaces(words: Sequence[Word]) -> Iterator[Run]:
    for index, word in enumerate(words):
        yield from word
        if index < len(words) - 1:
            yield Run(" ", word[-1].style, digits=word[-1].digits)


def _merged(runs: Iterator[Run]) -> Iterator[Run]:
    held: Run | None = None
    for run in runs:
        if held is not None and held.source is None and run.source is None and held.style == run.style:
            held = replace(held, text=held.text + run.text)
            continue
        if held is not None:
            yield held
        held = run
    if held is not None:
        yield held


def _parted(word: Word, room: float, seams: Mapping[str, tuple[int, ...]]) -> tuple[Word, Word] | None:
    if len(word) != 1 or word[0].source is not None:
        return None
    run = word[0]
    bare = run.text.strip(".,;:()”")
    lead = run.text.find(bare) if bare else 0
    for at in reversed(part_positions(bare, seams)):
        left = replace(run, text=run.text[: lead + at] + "-")
        if left.width_pt <= room:
            return (left,), (replace(run, text=run.text[lead + at :]),)
    return None
