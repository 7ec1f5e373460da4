"""Sentences of a passage."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_END = re.compile(r"[.!?]+[\"\u201d\u00bb)]*\s+(?=[\"\u201d\u00ab(]?[A-ZÅÄÖ0-9])")

# Abbreviations of general Swedish that end with a full stop inside a sentence.
_ABBREVIATION = re.compile(
    r"(?<!\w)(?:t\.\s?ex|bl\.\s?a|d\.\s?v\.\s?s|dvs|m\.\s?m|m\.\s?fl|s\.\s?k|f\.\s?d|fr\.\s?o\.\s?m|t\.\s?o\.\s?m|o\.\s?s\.\s?v"
    r"|osv|etc|resp|inkl|exkl|ca|c:a|kl|nr|no|st|tel|tfn|fig|tab|kap|sid|prop|jfr|max|min|milj|s|p|dr|prof|[A-ZÅÄÖ])\.$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch of a passage's text, from ``start`` to before ``end``."""

    start: int
    end: int


def sentences_of(text: str) -> Iterator[Sentence]:
    """Every sentence in order; together they hold all of the text but the white space between them.

    >>> [(one.start, one.end) for one in sentences_of("Av 12 var t.ex. Anna ny. 3 kom.")]
    [(0, 24), (25, 31)]
    """
    start = 0
    for match in _END.finditer(text):
        printed = match.group().rstrip()
        if _ABBREVIATION.search(text[start : match.start() + 1]):
            continue
        yield Sentence(start, match.start() + len(printed))
        start = match.end()
    if start < len(text):
        yield Sentence(start, len(text.rstrip()))
