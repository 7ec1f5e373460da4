"""What validation says: checks between facts, findings for people, and the ledger of every number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from pipeline.model.drift import LabelDrift
from pipeline.model.observation import Fact, Observation
from pipeline.model.span import Span


class Verdict(StrEnum):
    """Outcome of a check."""

    HOLDS = "holds"
    BREAKS = "breaks"
    UNDECIDED = "undecided"
    BROKEN_CHECK = "broken_check"


class Severity(StrEnum):
    """How much a finding matters, worst first."""

    REFUSAL = "refusal"
    CONTRADICTION = "contradiction"
    WORDING = "wording"
    INCOMPLETE = "incomplete"
    DRIFT = "drift"
    NOTE = "note"


BOUNDING = frozenset({"readers", "subset", "rank", "trend"})
"""Kinds of checks that confirm no number: readers share a text layer, and an order leaves most values open."""

COUNT = "count"
"""Kind of the checks that say how many classes there are, and of each class only that it is not empty."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How many of the readers asked see the same; ``dissent`` is what one of them saw instead."""

    agreed: int
    asked: int
    dissent: str = ""

    def __str__(self) -> str:
        """``agreed/asked``."""
        return f"{self.agreed}/{self.asked}"


@dataclass(frozen=True, slots=True)
class Assessed:
    """An observation with what its readers and its checks say of it."""

    observation: Observation
    readers_text: Reading
    readers_pairing: Reading
    verdict: str
    checks: int


@dataclass(frozen=True, slots=True)
class Check:
    """One comparison between facts; ``statement`` is arithmetic that a person can follow.

    ``difference`` is left minus right; ``observation_ids`` are those that take part, in the statement's order.
    ``owner`` is the observation or statement in words that says that it has to hold, empty where the codes mean it.
    """

    check_id: str
    kind: str
    block_id: str
    statement: str
    left: Decimal
    right: Decimal
    tolerance: Decimal
    verdict: Verdict
    severity: Severity
    observation_ids: tuple[str, ...]
    owner: str = ""

    @property
    def difference(self) -> Decimal:
        """Left minus right."""
        return self.left - self.right

    def confirms(self, observation_id: str) -> bool:
        """Whether it holds and says what a number that takes part in it is, rather than what it lies between."""
        if self.verdict is not Verdict.HOLDS or self.kind in BOUNDING:
            return False
        of_its_own = observation_id == self.owner or len(self.observation_ids) == 1
        return self.kind != COUNT or (of_its_own and self.left == self.right)


def comparison(
    check_id: str,
    told_by: Sequence[Observation],
    words: tuple[str, str],
    values: tuple[Decimal, Decimal],
    tolerance: Decimal,
) -> Check:
    """Whether two values that have to be the same differ by no more than ``tolerance``; else a contradiction.

    ``told_by`` are the observations that take part, the one that is tested last; ``words`` tell the left and the right
    value; the first word of ``check_id`` is the kind.
    """
    left, right = values
    holds = abs(left - right) <= tolerance
    return Check(
        check_id=check_id,
        kind=check_id.partition(":")[0],
        block_id=told_by[-1].block_id,
        statement=f"{words[0]} {'=' if holds else '≠'} {words[1]}",
        left=left,
        right=right,
        tolerance=tolerance,
        verdict=Verdict.HOLDS if holds else Verdict.BREAKS,
        severity=Severity.NOTE if holds else Severity.CONTRADICTION,
        observation_ids=tuple(dict.fromkeys(one.observation_id for one in told_by)),
    )


@dataclass(frozen=True, slots=True)
class Suspect:
    """A number or statement that alone would mend a contradiction; ``observation_id`` may be that of a statement.

    ``value`` is as it is told; ``likely_value`` what it would have to be, where a usual misprint or only one value
    mends; ``score`` how likely it is among the suspects, 0 to 1.
    """

    observation_id: str
    value: str
    likely_value: Decimal | None
    score: float


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a person should know, in English and Swedish, with the places concerned.

    ``suspects`` of a contradiction come likeliest first. ``accepted`` is the reason of whoever has judged it.
    """

    finding_id: str
    severity: Severity
    kind: str
    message_en: str
    message_sv: str
    arithmetic: str = ""
    observation_ids: tuple[str, ...] = ()
    places: tuple[Span, ...] = ()
    suspects: tuple[Suspect, ...] = ()
    accepted: str | None = None


@dataclass(frozen=True, slots=True)
class Bound:
    """What a cell that is not printed may be by all the numbers that are; ``most`` is ``None`` where nothing bounds it.

    ``check_id`` is that of the sum that it is missing from, empty where a share or change needs it.
    """

    cell: Fact
    least: int
    most: int | None
    check_id: str = ""


@dataclass(frozen=True, slots=True)
class Power:
    """How many single misprints of a number would contradict the checks (``noticed``), and which would not be seen.

    ``remarked`` are those after which a sum that added up would fall short, which is told but no contradiction. ``by``
    has the kinds of the checks that notice first, with how many. ``checks`` says how many hold that the number takes
    part in; ``is_checked`` whether one of them says what it is, rather than only what it lies between.
    """

    observation_id: str
    misprints: int
    noticed: int
    remarked: int
    by: tuple[tuple[str, int], ...]
    unseen: tuple[Decimal, ...]
    checks: int
    is_checked: bool

    @property
    def share(self) -> Decimal:
        """Noticed or remarked on of all, 0 to 1, to three decimals."""
        seen = Decimal(self.noticed + self.remarked)
        return (seen / self.misprints).quantize(Decimal("0.001")) if self.misprints else Decimal(0)


UNREAD_FIGURE = "unread_figure"
"""Disposition of a picture."""


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One numeric token of the report and what became of it; or a placed picture, which has no text."""

    token: Span
    value: Decimal | None
    disposition: str
    reason: str
    observation_ids: tuple[str, ...]

    @property
    def is_number(self) -> bool:
        """Whether it is a token, and no picture."""
        return self.disposition != UNREAD_FIGURE


@dataclass(frozen=True, slots=True)
class Validated:
    """A report's observations with their verdicts, every check, the ledger, and the findings about the publication.

    ``bounds`` are of cells that are not printed, ``power`` of the numbers that are. ``labels`` are those that the
    family does not know.
    """

    observations: tuple[Assessed, ...]
    checks: tuple[Check, ...]
    ledger: tuple[LedgerRow, ...]
    findings: tuple[Finding, ...]
    bounds: tuple[Bound, ...] = ()
    power: tuple[Power, ...] = ()
    labels: tuple[LabelDrift, ...] = ()
