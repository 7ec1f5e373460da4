"""How a document writes numbers: which mark parts decimals, told by its own numbers, and never guessed.

``12,5`` and ``1 234,567`` show that the comma parts decimals, ``1,234,567`` that it groups thousands. ``1,234`` alone
may be either: it has a value only where the other numbers of the document tell which.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from pipeline.normalise.numerals import MOST_DIGITS

SPACES = " \u00a0\u2009\u202f"
"""What groups thousands in Swedish print."""

NO_BREAK = "\u00a0"

_MARKS = {",": ".", ".": ","}
_MINUS = frozenset("-\u2212\u2013")

_PRINTED = re.compile(rf"(?P<sign>[+\-\u2212\u2013]?)\s?(?P<body>\d(?:[\d.,{SPACES}]*\d)?)\s?(?P<percent>%?)")
_GROUPS = {mark: re.compile(rf"\d{{1,3}}(?:[{mark}]\d{{3}})+") for mark in (",", ".", SPACES)}
_BODY = re.compile(rf"(?<![\d.,:/])\d(?:[\d.,]|[{SPACES}](?=\d{{3}}(?!\d)))*(?<=\d)(?![:/]?\d)")

# In a column of whole numbers below a thousand, "1,234" has no three decimals: the others would have them, too.
FEWEST_WHOLE = 2

_SMALL = re.compile(r"[1-9]\d{0,2}|0")
_LARGE = re.compile(r"\d{4,}")
_YEAR = re.compile(r"(?:19|20)\d\d")


class Decimals(StrEnum):
    """What parts decimals in a document; ``UNKNOWN`` where its numbers do not tell, or tell different things."""

    COMMA = ","
    POINT = "."
    UNKNOWN = ""


@dataclass(frozen=True, slots=True)
class Parts:
    """The digits of a number: ``whole`` and ``decimals`` without marks; ``shows`` is the mark it proves to part them.

    ``open_mark`` is a mark that may part decimals or group thousands; ``whole`` then has the digits before it and
    ``decimals`` those behind it.
    """

    whole: str
    decimals: str
    shows: Decimals = Decimals.UNKNOWN
    open_mark: str = ""


def parts_of(body: str) -> Parts | None:
    """The parts of a number without sign and unit; ``None`` where it is written like no single number."""
    spaced = any(space in body for space in SPACES)
    marks = [char for char in body if char in _MARKS]
    if not marks:
        return Parts(_digits(body), "") if not spaced or _is_grouped(body, SPACES) else None
    last, before = marks[-1], marks[:-1]
    whole, _, behind = body.rpartition(last)
    if last in before:
        grouped = not spaced and set(marks) == {last} and _is_grouped(body, last)
        return Parts(_digits(body), "", Decimals(_MARKS[last])) if grouped else None
    if before or spaced:
        kinds = {*before, *([SPACES] if spaced else [])}
        grouped = len(kinds) == 1 and _is_grouped(whole, kinds.pop()) and behind.isdecimal()
        return Parts(_digits(whole), behind, Decimals(last)) if grouped else None
    if len(behind) == 3 and len(whole) <= 3 and not whole.startswith("0"):  # noqa: PLR2004  a group of thousands
        return Parts(whole, behind, open_mark=last)
    return Parts(whole, behind, Decimals(last))


def _is_grouped(body: str, mark: str) -> bool:
    return _GROUPS[mark].fullmatch(body) is not None


def _digits(body: str) -> str:
    return "".join(char for char in body if char.isdecimal())


def decimals_of(columns: Iterable[Sequence[str]], texts: Iterable[str]) -> Decimals:
    """What parts decimals: as the numbers of blocks say (``columns``), and where they say nothing, those of texts."""
    bodies = [[match["body"] for one in column if (match := printed_number(one))] for column in columns]
    told = {parts.shows for column in bodies for body in column if (parts := parts_of(body))} - {Decimals.UNKNOWN}
    told |= {Decimals(_MARKS[mark]) for column in bodies if (mark := _grouping_beside_whole(column))}
    if not told:
        found = (parts_of(match.group()) for text in texts for match in _BODY.finditer(text))
        told = {parts.shows for parts in found if parts} - {Decimals.UNKNOWN}
    return told.pop() if len(told) == 1 else Decimals.UNKNOWN


def _grouping_beside_whole(bodies: Sequence[str]) -> str:
    """The mark of ``1,234`` in a column whose other numbers are whole and small; empty where it cannot be told."""
    small = sum(_SMALL.fullmatch(body) is not None for body in bodies)
    large = any(_LARGE.fullmatch(body) and not _YEAR.fullmatch(body) for body in bodies)
    marks = {parts.open_mark for body in bodies if (parts := parts_of(body))} - {""}
    return marks.pop() if len(marks) == 1 and small >= FEWEST_WHOLE and not large else ""


def printed_number(text: str) -> re.Match[str] | None:
    """The sign, body and percent sign of a text that is one number."""
    return _PRINTED.fullmatch(text.strip())


@dataclass(frozen=True, slots=True)
class Number:
    """A number read: its value, and half of its last decimal where it has any."""

    value: Decimal
    is_percent: bool

    @property
    def tolerance(self) -> Decimal:
        """Half of the last place of what is rounded, 0 for a whole number without a percent sign."""
        exponent = self.value.as_tuple().exponent
        places = -exponent if isinstance(exponent, int) else 0
        return Decimal(5).scaleb(-places - 1) if places or self.is_percent else Decimal(0)


def read_number(text: str, decimals: Decimals) -> Number | None:
    """The number that a text is; ``None`` where it is none, a code, or open to two readings."""
    match = printed_number(text)
    parts = parts_of(match["body"]) if match else None
    if match is None or parts is None:
        return None
    if parts.open_mark:
        if decimals is Decimals.UNKNOWN:
            return None
        parts = parts if parts.open_mark == decimals else Parts(parts.whole + parts.decimals, "")
    is_code = len(parts.whole) > 1 and parts.whole.startswith("0")
    if is_code or len(parts.whole + parts.decimals) > MOST_DIGITS:
        return None  # a telephone or article number
    value = Decimal(f"{parts.whole}.{parts.decimals}" if parts.decimals else parts.whole)
    return Number(-value if match["sign"] in _MINUS else value, match["percent"] == "%")


def is_open(text: str, decimals: Decimals) -> bool:
    """Whether a text is a number that may be a thousand times larger, and nothing tells."""
    match = printed_number(text)
    parts = parts_of(match["body"]) if match else None
    return parts is not None and parts.open_mark != "" and decimals is Decimals.UNKNOWN


def as_swedish(text: str, decimals: Decimals) -> tuple[str, tuple[int, ...]]:
    """The text with its numbers written the Swedish way, every character in its place, and where open ones begin."""
    pieces, end, still_open = [], 0, []
    for match in _BODY.finditer(text):
        parts = parts_of(match.group())
        if parts is None:
            continue
        if parts.open_mark and decimals is Decimals.UNKNOWN:
            still_open.append(match.start())
            continue
        mark = parts.open_mark if parts.open_mark == decimals else ""
        decimal_at = len(match.group()) - len(parts.decimals) - 1 if parts.decimals and (mark or parts.shows) else None
        written = (
            "," if at == decimal_at else NO_BREAK if char in _MARKS else char for at, char in enumerate(match.group())
        )
        pieces += [text[end : match.start()], "".join(written)]
        end = match.end()
    return "".join((*pieces, text[end:])), tuple(still_open)
