"""Facts and observations: a fact is a cell of a family's cube, an observation one printed number that supports it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from urllib.parse import quote, unquote

from pipeline.model.chart import Chart
from pipeline.model.geometry import BBox
from pipeline.model.printed import Block, Entry, PassageKind, Unread
from pipeline.model.span import Span

TOTAL = "_T"
UNKNOWN = "_U"
OTHER = "_O"
NOT_APPLICABLE = "_Z"
NEW = "new:"
"""Begins the code of a class whose label the family does not know."""

KNOWN = "|known:"
"""In ``share_base`` before the dimensions of which the unknown are left out of the denominator."""

MEASURED = "measured"
"""Qualifier of a value that was read from the shapes of a chart, not from a number."""

Codes = tuple[tuple[str, str], ...]
"""Dimension and code, in the order of the family's dimensions; every dimension once."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A cell: what is counted, when, and for which codes."""

    measure: str
    time_period: str
    codes: Codes
    period_kind: str = "total"
    base_measure: str = NOT_APPLICABLE
    about: str = NOT_APPLICABLE
    share_base: str = NOT_APPLICABLE
    compared_to: str = NOT_APPLICABLE

    @property
    def fact_id(self) -> str:
        """Readable and the same in every layout and edition: ``persons_identified;2024;sex=female``."""
        parts = [
            self.measure,
            _named("of", self.base_measure),
            _named("about", self.about),
            self.time_period if self.period_kind == "total" else f"{self.time_period},{self.period_kind}",
            *(_named(dimension, code) for dimension, code in self.codes if code != TOTAL),
            _named("base", self.share_base),
            _named("compared_to", self.compared_to),
        ]
        return ";".join(escaped(part) for part in parts if part)

    @property
    def is_count(self) -> bool:
        """Tell whether it counts something by its codes alone, so that its parts add up."""
        return {self.base_measure, self.about, self.share_base} == {NOT_APPLICABLE}

    def code(self, dimension: str) -> str:
        """The code in one dimension.

        Raises:
            KeyError: the family has no such dimension.
        """
        return dict(self.codes)[dimension]


def _named(name: str, value: str) -> str:
    return "" if value == NOT_APPLICABLE else f"{name}={value}"


def escaped(part: str) -> str:
    """Percent-encode what separates the parts of an id, and everything a URL's fragment may not hold.

    Source: RFC 3986, sections 2.1 and 3.5.
    """
    return quote(part, safe="=,/+|-._~")


class SourceKind(StrEnum):
    """What the number was printed as."""

    BOX = "box"
    TABLE = "table"
    LABEL = "label"
    CALLOUT = "callout"
    CHART = "chart"
    PROSE = "prose"


class Resolution(StrEnum):
    """How a label with several meanings got the one that it has in a row."""

    NONE = ""
    CONTEXT = "context"
    CHECKS = "checks"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Observation:
    """One printed number and the fact that it states; ``value`` is ``None`` for a missing mark.

    ``label_printed`` and ``group_printed`` are the texts that gave the codes. A number of a block has the ``entry``
    that it was printed in, one of running text its ``clause``. ``alternatives`` are other facts that its
    words may mean. ``note`` says what a measured value rests on, ``passage`` counts the passages that tell numbers.
    """

    observation_id: str
    fact: Fact
    unit: str
    value: Decimal | None
    qualifier: str
    tolerance: Decimal
    obs_status: str
    source_kind: SourceKind
    block_id: str
    number: Span
    label_printed: str
    group_printed: str
    entry: Entry | None = None
    clause: Span | None = None
    resolution: Resolution = Resolution.NONE
    alternatives: tuple[Fact, ...] = ()
    note: str = ""
    passage: int | None = None


def numbered(observations: Iterable[Observation]) -> tuple[Observation, ...]:
    """The same with ids ``<report_id>:<block_id>:<fact_id>:<n>``, n counting the prints of a fact in a block.

    The report's id is the one that the observations have.
    """
    seen: Counter[tuple[str, str]] = Counter()
    result = []
    for one in observations:
        fact_id = one.fact.fact_id
        seen[one.block_id, fact_id] += 1
        report_id = one.observation_id.split(":", 1)[0]
        name = f"{report_id}:{escaped(one.block_id)}:{fact_id}:{seen[one.block_id, fact_id]}"
        result.append(replace(one, observation_id=name))
    return tuple(result)


@dataclass(frozen=True, slots=True)
class Statement:
    """Something that the text says without a number of its own and that can be checked.

    ``value`` is a direction (``up``, ``down``, ``flat``), codes in order, or a word for the kind; codes are escaped and
    separated by spaces.
    """

    statement_id: str
    kind: str
    measure: str
    codes: Codes
    about: str
    time_period: str
    compared_to: str
    value: str
    cue: Span
    clause: Span

    @property
    def listed(self) -> tuple[str, ...]:
        """The codes that ``value`` lists, in order."""
        return tuple(map(unquote, self.value.split()))


@dataclass(frozen=True, slots=True)
class UnknownLabel:
    """A label that the family does not know, in a block that it does; ``nearest`` is the known label most like it.

    ``nearest_codes`` is what that one stands for, ``new_in`` the dimensions that the label is a new class of.
    """

    block_id: str
    vocabulary: str
    label: Span
    nearest: str | None
    nearest_codes: Codes = ()
    new_in: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Region:
    """Where (a part of) a coded block stands."""

    block_id: str
    page: int
    bbox: BBox


UNEXPLAINED = "unexplained"
"""The disposition of a token that nothing is known of."""


@dataclass(frozen=True, slots=True)
class TokenReading:
    """A numeric token, and what it is by itself, before it is known whether an observation was read from it.

    A token is a maximal digit run with its grouping, decimals, range, sign and percent sign, a number word or an
    ordinal.
    """

    span: Span
    kind: PassageKind
    value: Decimal | None
    disposition: str
    reason: str


@dataclass(frozen=True, slots=True)
class Normalised:
    """A report's numbers with their meanings.

    ``classes_named`` has, for each block with groups, the codes of classes that an axis or legend names elsewhere.
    ``charts`` are all that is drawn, each with the block of the family that it is, or an empty name; ``unread`` are the
    places that show what no text tells; ``unclaimed`` are labelled numbers of no block of the family. ``captions`` are
    those that say which chart of the family they are of.
    """

    observations: tuple[Observation, ...]
    regions: tuple[Region, ...]
    unknown_labels: tuple[UnknownLabel, ...]
    classes_named: tuple[tuple[str, tuple[Codes, ...]], ...]
    tokens: tuple[TokenReading, ...]
    statements: tuple[Statement, ...] = ()
    charts: tuple[tuple[str, Chart], ...] = ()
    unread: tuple[Unread, ...] = ()
    unclaimed: tuple[Block, ...] = ()
    captions: tuple[tuple[str, Span], ...] = ()
