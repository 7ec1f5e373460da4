"""What a loaded report tells, by fact, and how two of them differ."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from pipeline.model.observation import Fact

Value = tuple[Decimal, Decimal]
"""A value and how far off it may be."""

Label = tuple[str, str]
"""The block that prints a label, and the label with its heading."""


@dataclass(frozen=True, slots=True)
class ToldFact:
    """A fact with the values printed of it, each once, those told exactly first; none for a missing mark.

    ``bound`` says which end of a range, or which limit, the values are: such a one is told beside a value, not as one.
    """

    fact: Fact
    bound: str
    unit: str
    values: tuple[Value, ...]

    @property
    def value(self) -> Decimal | None:
        """The value told most exactly and first."""
        return self.values[0][0] if self.values else None

    def agrees_with(self, other: ToldFact) -> bool:
        """Tell whether both may be the same: one of the values of each, as far off as they may be, or none at all."""
        if not self.values or not other.values:
            return self.values == other.values
        return any(abs(mine - theirs) <= off + away for mine, off in self.values for theirs, away in other.values)


@dataclass(frozen=True, slots=True)
class Edition:
    """A loaded report: its facts in the order of their first print, and the labels of its blocks in theirs."""

    report_id: str
    family: str
    edition_year: int
    told: tuple[ToldFact, ...]
    labels: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class Revision:
    """A fact, or the same cell a year on, as two reports tell it."""

    before: ToldFact
    after: ToldFact

    @property
    def difference(self) -> Decimal | None:
        """The second value less the first; ``None`` where one of them is a missing mark."""
        then, now = self.before.value, self.after.value
        return None if then is None or now is None else now - then


@dataclass(frozen=True, slots=True)
class Difference:
    """How the second of two reports differs from the first.

    ``followed`` are cells that each tells of its own year. ``only_first`` and ``only_second`` are neither told by the
    other nor followed. ``new_classes`` and ``gone_classes`` are codes by dimension that one alone uses, ``new_labels``
    and ``gone_labels`` labels that one alone prints.
    """

    first: Edition
    second: Edition
    same: tuple[ToldFact, ...]
    revised: tuple[Revision, ...]
    followed: tuple[Revision, ...]
    only_first: tuple[ToldFact, ...]
    only_second: tuple[ToldFact, ...]
    new_classes: tuple[tuple[str, str], ...]
    gone_classes: tuple[tuple[str, str], ...]
    new_labels: tuple[Label, ...]
    gone_labels: tuple[Label, ...]
