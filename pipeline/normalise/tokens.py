"""Numeric tokens of a passage: every digit run and number word, each part of exactly one token."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.model.printed import Passage, PassageKind
from pipeline.model.span import Span
from pipeline.normalise.quantities import find_quantities
from pipeline.normalise.quantity import Kind, Quantity, Reason

_PERCENT_SIGN = re.compile(r"\s?%")
# "18-åring", "15-17-åringar": the digits of a glued word are the token, as long as they go.
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*(?:[-\u2010\u2011\u2013]\d+)*")


@dataclass(frozen=True, slots=True)
class Token:
    """A token and what the grammar of numerals makes of it; it begins at ``start`` of its passage's text."""

    span: Span
    start: int
    end: int
    quantity: Quantity


def tokens_of(passage: Passage) -> Iterator[Token]:
    """The tokens of a passage, in order; superscripts are digits where they are the mark of a note."""
    is_mark = passage.kind is PassageKind.MARK
    for quantity in find_quantities(unicodedata.normalize("NFKC", passage.text) if is_mark else passage.text):
        start, end = _extent(passage.text, quantity)
        yield Token(passage.span(start, end), start, end, quantity)


def _extent(text: str, quantity: Quantity) -> tuple[int, int]:
    digits = _DIGITS.search(text, quantity.start, quantity.end)
    if quantity.kind is Kind.COMPOUND and digits is not None:
        return digits.span()
    if digits is None or quantity.reason is Reason.ADDRESS:
        return quantity.start, quantity.end
    sign = _PERCENT_SIGN.match(text, quantity.end)
    return quantity.start, sign.end() if sign else quantity.end
