"""Years beside headings and labels (``Bangladesh 2024``), which rows of labels and numbers take for counts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.model.geometry import BBox
from pipeline.model.printed import Block, Entry, Passage
from pipeline.normalise.labels import is_total
from pipeline.normalise.numerals import parse_count

# A publication compares with editions about as old as this; a count that far from the year is no year.
YEARS_APART = 10

# After a word and one space, with nothing counted after it; a colon or leaders before it tell a count.
_BESIDE_A_WORD = re.compile(r"(?<=[^\W\d_])\s(?P<year>(?:19|20)\d\d)(?=\s*(?:$|[).,;:]))")

Place = tuple[int, BBox]


def years_beside_words(passages: Iterable[Passage], edition_year: int) -> frozenset[Place]:
    """Where the year of the edition, or one near to it, ends a text or a part of it: page and box."""
    places = set()
    for passage in passages:
        for match in _BESIDE_A_WORD.finditer(passage.text):
            if abs(int(match["year"]) - edition_year) <= YEARS_APART:
                span = passage.span(*match.span("year"))
                places.add((span.page, span.boxes[0]))
    return frozenset(places)


def without_years(block: Block, years: frozenset[Place]) -> Block:
    """The block without entries that are a year, unless it is the number that makes its group add up."""
    kept = [entry for entry in block.entries if not _is_year(entry, years) or _makes_sum(entry, block.entries)]
    return replace(block, entries=tuple(kept))


def _is_year(entry: Entry, years: frozenset[Place]) -> bool:
    return (entry.number.page, entry.number.boxes[0]) in years


def _makes_sum(entry: Entry, entries: Sequence[Entry]) -> bool:
    """With it the parts under its heading are the printed total, itself a part or the total."""
    group = [one for one in entries if one.headings == entry.headings]
    counts = [(is_total(one.label.text), parse_count(one.number.text)) for one in group]
    totals = [count for total, count in counts if total and count is not None]
    parts = [count for total, count in counts if not total and count is not None]
    return len(totals) == 1 and len(parts) > 1 and sum(parts) == totals[0]
