"""Swedish numerals: from the characters printed to an exact number."""

from __future__ import annotations

import re
from decimal import Decimal

MOST_DIGITS = 15
"""What spreadsheets keep; a number with more is a code, and with a few powers of ten decimals would not be exact."""

_SPACES = " \u00a0\u2009\u202f"

# A point before three digits groups thousands where nothing else does (1.204); elsewhere it is a decimal point.
_PLAIN = re.compile(
    rf"(?P<sign>[+\-\u2212\u2013]?)"
    rf"(?P<whole>\d{{1,3}}(?:(?P<group>[{_SPACES}.])\d{{3}})(?:(?P=group)\d{{3}})*|\d+)"
    rf"(?:[,.](?P<decimals>\d+))?"
)


def parse_number(printed: str) -> Decimal | None:
    """The value of one printed number without unit; ``None`` where it is no single number (a range, a date, a code).

    >>> parse_number("1 204,5"), parse_number("300-500")
    (Decimal('1204.5'), None)
    """
    match = _PLAIN.fullmatch(printed.strip())
    if match is None:
        return None
    whole = re.sub(r"\D", "", match["whole"])
    if (len(whole) > 1 and whole.startswith("0")) or len(whole + (match["decimals"] or "")) > MOST_DIGITS:
        return None  # a code (a telephone or article number), not a quantity
    value = Decimal(f"{whole}.{match['decimals']}" if match["decimals"] else whole)
    return -value if match["sign"] in {"-", "\u2212", "\u2013"} else value


def parse_count(printed: str) -> Decimal | None:
    """A number of persons, cases or things: whole and not negative; ``None`` for anything else."""
    value = parse_number(printed)
    return value if value is not None and value >= 0 and value == value.to_integral_value() else None
