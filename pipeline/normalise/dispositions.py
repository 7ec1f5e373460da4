"""What a numeric token is when it is no observation, by rules that each say why."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.model.printed import Token, TokenPlace
from pipeline.normalise.numerals import parse_number

# Swedish telephone numbers: a trunk 0 and an area code, a hyphen, then digits in groups (E.123, PTS numbering plan).
_TELEPHONE = re.compile(r"0\d{1,3}-\d[\d ]{4,}")

EARLIEST_YEAR, LATEST_YEAR = 1900, 2099


def disposition(token: Token) -> tuple[str, str]:
    """The ledger's word for the token, and the reason."""
    text = token.span.text
    return next(rule for rule in _rules(token, text) if rule)


def _rules(token: Token, text: str) -> Iterator[tuple[str, str] | None]:
    """One rule after the other; the first that applies decides, and the last always does."""
    by_place = {
        TokenPlace.CAPTION_NUMBER: ("figure_number", "number of a caption"),
        TokenPlace.AXIS: ("axis_tick", "evenly spaced numbers in equal steps"),
        TokenPlace.LINK: ("contact", "address of a link"),
    }
    in_furniture = token.place is TokenPlace.FURNITURE
    yield by_place.get(token.place)
    yield ("contact", "telephone number") if _TELEPHONE.fullmatch(text) else None
    yield ("contact", "part of an electronic address") if _in_address(token) else None
    yield ("page_number", "the page's own number") if in_furniture and text == str(token.span.page) else None
    yield ("year", "written like a year, and no label claims it as a number") if is_year(text) else None
    yield ("other", "running head or foot") if in_furniture else None
    yield ("unexplained", "running text is not read yet") if token.place is TokenPlace.PROSE else None
    yield "unexplained", "stands at no label that the family knows"


def is_year(text: str) -> bool:
    """Tell whether a token is written like a year."""
    value = parse_number(text)
    return bool(re.fullmatch(r"\d{4}", text)) and value is not None and EARLIEST_YEAR <= value <= LATEST_YEAR


def _in_address(token: Token) -> bool:
    """Digits inside a word with ``@``, ``://`` or ``www.``."""
    before = token.line[: token.start].rsplit(" ", 1)[-1]
    after = token.line[token.start + len(token.span.text) :].split(" ", 1)[0]
    return bool(re.search(r"@|://|www\.", before + after))
