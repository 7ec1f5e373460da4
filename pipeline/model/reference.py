"""Figures of a series that were published elsewhere: in earlier editions, in news items, by others."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from pipeline.model.drift import EditionLook
from pipeline.model.observation import Fact, Statement
from pipeline.model.verdict import Check

LISTED = "codes"
"""Unit of a reference that lists classes instead of counting persons."""

COMBINED = "|"
"""Between codes that were counted together: such a class is no class of the family and equals none."""


class Comparability(StrEnum):
    """How figures of a population compare with the report's own.

    ``same``: they have to be equal. ``differs``: they are told beside each other, and a difference is no mistake.
    ``never``: they count something else.
    """

    SAME = "same"
    DIFFERS = "differs"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Reference:
    """A cell with the value that was published for it; of a list ``classes`` has the codes and ``value`` is ``None``.

    ``edition`` is the year of the edition of this series that it quotes, ``None`` where it quotes none. ``published``
    is a date, a year, or empty where it is not known. ``is_derived`` tells that it was computed from printed numbers.
    """

    fact: Fact
    value: Decimal | None
    classes: tuple[str, ...]
    qualifier: str
    unit: str
    population: str
    comparability: Comparability
    edition: int | None
    published: str
    source: str
    note: str = ""
    is_derived: bool = False

    @property
    def is_combined(self) -> bool:
        """Tell whether it counts several classes of the family as one."""
        return any(COMBINED in code for _, code in self.fact.codes)


@dataclass(frozen=True, slots=True)
class Reconciled:
    """Another reading under which a number agrees with what was published, by its key, its names and its arithmetic."""

    reading: str
    en: str
    sv: str
    statement: str


@dataclass(frozen=True, slots=True)
class Compared:
    """A check against what was published, with the figures it rests on, in the order of its arithmetic.

    ``reconciled`` are the readings that make a number agree that breaks the check. ``said`` is what says it where that
    is a statement without a number: the check then names no observation, since no number is wrong where words are.
    """

    check: Check
    references: tuple[Reference, ...]
    reconciled: tuple[Reconciled, ...] = ()
    said: Statement | None = None


@dataclass(frozen=True, slots=True)
class Before:
    """What is known of editions before one: the figures that they tell, and how the last of them looked."""

    references: tuple[Reference, ...] = ()
    look: EditionLook | None = None
