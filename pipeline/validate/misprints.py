"""Single misprints of a number: what it may have become, and what it may have been.

Source: Verhoeff, Error Detecting Decimal Codes (1969): of the errors that people make in copying, 60 to 95 percent
are one digit for another, 10 to 20 percent two digits swapped, and 10 to 20 percent a digit left out or added.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum


class Kind(StrEnum):
    """What went wrong with a number."""

    SWAP = "digit swap"
    NEIGHBOUR = "neighbour digit"
    OTHER_DIGIT = "other digit"
    DROPPED = "dropped digit"
    ADDED = "added digit"
    TEN_TIMES = "ten times"
    SIGN = "sign"
    STEP = "off by 1, 2 or 10"


LIKELIHOOD = {
    Kind.NEIGHBOUR: 0.4,
    Kind.OTHER_DIGIT: 0.25,
    Kind.SWAP: 0.15,
    Kind.DROPPED: 0.06,
    Kind.ADDED: 0.06,
    Kind.TEN_TIMES: 0.02,
    Kind.SIGN: 0.02,
    Kind.STEP: 0.04,
}
"""How likely each kind is among misprints; within the ranges of the source, shared out by us where it gives none."""

STEPS = (1, -1, 2, -2, 10, -10)
KEYS = "1234567890"
"""The digits in the order of a keyboard's upper row."""


def misprints_of(value: Decimal) -> tuple[Decimal, ...]:
    """What a printed number may have become: off by 1, 2 or 10, ten times, two digits swapped, a neighbouring digit.

    Steps are in units of the last decimal printed; nothing becomes negative that was not. Sorted, each once.
    """
    sign, digits, unit = _parts(value)
    found = {int(digits) + step for step in STEPS} | {10 * int(digits)}
    found |= {int(other) for other in (*_swapped(digits), *_neighbours(digits))}
    return tuple(sorted(sign * other * unit for other in found if other >= 0 and other != int(digits)))


def originals_of(printed: Decimal) -> dict[Decimal, float]:
    """The numbers that a single misprint may have made into the printed one, and how likely each is."""
    sign, digits, unit = _parts(printed)
    found: defaultdict[Decimal, float] = defaultdict(float)
    kinds = {
        Kind.SWAP: [int(one) for one in _swapped(digits)],
        Kind.NEIGHBOUR: [int(one) for one in _neighbours(digits)],
        Kind.OTHER_DIGIT: [int(one) for one in _replaced(digits)],
        Kind.DROPPED: [int(one) for one in _with_digit(digits)],
        Kind.ADDED: [int(one) for one in _without_digit(digits)],
        Kind.TEN_TIMES: [int(digits) // 10] if digits.endswith("0") and len(digits) > 1 else [],
        Kind.STEP: [int(digits) - step for step in STEPS],
    }
    for kind, originals in kinds.items():
        possible = [one for one in originals if one >= 0 and one != int(digits)]
        for one in possible:
            found[sign * one * unit] += LIKELIHOOD[kind] / len(possible)
    if sign < 0:
        found[-printed] += LIKELIHOOD[Kind.SIGN]
    return dict(found)


def _parts(value: Decimal) -> tuple[int, str, Decimal]:
    """Sign, digits, and the unit of the last digit."""
    negative, digits, exponent = value.as_tuple()
    shift = exponent if isinstance(exponent, int) else 0
    text = "".join(map(str, digits)) + "0" * max(shift, 0)
    return (-1 if negative else 1), text, Decimal(1).scaleb(min(shift, 0))


def _swapped(digits: str) -> Iterator[str]:
    """Two neighbours in each other's place; a number does not begin with zero."""
    for at in range(len(digits) - 1):
        other = digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
        if not other.startswith("0"):
            yield other


def _neighbours(digits: str) -> Iterator[str]:
    """One digit replaced by a neighbour on the keyboard."""
    for at, digit in enumerate(digits):
        key = KEYS.index(digit)
        for near in (key - 1, key + 1):
            if 0 <= near < len(KEYS) and not (at == 0 and len(digits) > 1 and KEYS[near] == "0"):
                yield digits[:at] + KEYS[near] + digits[at + 1 :]


def _replaced(digits: str) -> Iterator[str]:
    """One digit replaced by any other that is no neighbour."""
    near = set(_neighbours(digits))
    for at, digit in enumerate(digits):
        for other in KEYS:
            made = digits[:at] + other + digits[at + 1 :]
            if other != digit and made not in near and not (at == 0 and len(digits) > 1 and other == "0"):
                yield made


def _with_digit(digits: str) -> Iterator[str]:
    """One digit more, anywhere: the number before a digit was dropped."""
    for at in range(len(digits) + 1):
        for other in KEYS:
            if not (at == 0 and other == "0"):
                yield digits[:at] + other + digits[at:]


def _without_digit(digits: str) -> Iterator[str]:
    """One digit less, anywhere: the number before a digit was added."""
    for at in range(len(digits)):
        other = digits[:at] + digits[at + 1 :]
        if other and not (other.startswith("0") and len(other) > 1):
            yield other
