"""Numeric tokens: where digits stand in a line of text, taken as long as one number, range or code goes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from pipeline.extract.lines import Fragment
from pipeline.model.document import Page
from pipeline.model.printed import Span, Token, TokenPlace

# Digits grouped in threes by one space of any kind, or any run of digits; then decimals or further groups.
_NUMBER = r"(?:\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?!\d)|\d+)(?:[.,]\d+)*"

TOKEN = re.compile(rf"(?:(?<![\w.,])[+\-\u2212\u2013])?{_NUMBER}(?:[-\u2013\u2014]{_NUMBER})*(?:\s?%)?")
"""A signed number, a range or a code such as ``020-390 000``, with its percent sign."""


def tokens_of(fragments: Iterable[Fragment], place_of: Callable[[Span], TokenPlace]) -> tuple[Token, ...]:
    """Every numeric token, in the order of ``fragments``."""
    result = []
    for fragment in fragments:
        for match in TOKEN.finditer(fragment.text):
            span = fragment.span(match.start(), match.end())
            result.append(Token(span, fragment.text, match.start(), place_of(span)))
    return tuple(result)


def tokens_of_links(page: Page) -> tuple[Token, ...]:
    """Every digit run in the addresses that the page's link annotations lead to, at the place of the link."""
    return tuple(
        Token(Span(match.group(), page.number, (link.bbox,)), link.uri, match.start(), TokenPlace.LINK)
        for link in page.links
        for match in re.finditer(r"\d+", link.uri)
    )
