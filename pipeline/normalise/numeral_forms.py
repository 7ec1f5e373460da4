"""A numeral by its form alone, before its context tells what it means."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto

from pipeline.normalise.quantity import Reason


class Form(Enum):
    """How a numeral is written."""

    DIGITS = auto()
    WORDS = auto()
    ORDINAL = auto()
    RANGE = auto()
    FRACTION = auto()
    RATIO = auto()
    ZERO = auto()
    YEARS = auto()
    CODE = auto()
    COMPOUND = auto()
    OTHER = auto()
    # Parts that make a numeral only together with a neighbour; those left alone are dropped, but for a vague SCALE.
    DENOMINATOR = auto()
    SCALE = auto()
    EVERY = auto()


NUMBERS = frozenset({Form.DIGITS, Form.WORDS})


@dataclass(frozen=True, slots=True)
class Numeral:
    """A numeral at ``start`` to ``end``; ``place`` is the value of its last printed digit (0.1 in ``1,5``).

    ``multiplier`` is the scale word that ``value`` already contains (10^6 in ``1,5 miljoner``). ``tal`` is where a
    suffix says that the value is rounded (``ett 30-tal``).
    """

    start: int
    end: int
    form: Form
    value: Decimal | None = None
    upper: Decimal | None = None
    terms: tuple[int, int] | None = None
    place: Decimal = Decimal(1)
    multiplier: Decimal = Decimal(1)
    reason: Reason = Reason.PLAIN
    tal: tuple[int, int] | None = None


def year_like(value: Decimal | None, printed: str) -> bool:
    """Whether a number is written like a year: four digits, 1900 to 2099, no grouping."""
    return value is not None and len(printed) == 4 and printed.isdecimal() and 1900 <= value <= 2099  # noqa: PLR2004
