"""What a numeric expression in running text is: its kind, value, unit and hedge, and the rule that told."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Kind(StrEnum):
    """What a numeric expression is; the kinds after ``ZERO_WORD`` state no quantity."""

    CARDINAL = "cardinal"
    ORDINAL = "ordinal"
    RANGE = "range"
    FRACTION = "fraction"
    RATIO_WORD = "ratio_word"
    ZERO_WORD = "zero_word"
    YEAR = "year"
    ARTICLE = "article"
    CODE = "code"
    COMPOUND = "compound"
    OTHER = "other"


STATED = frozenset({Kind.CARDINAL, Kind.ORDINAL, Kind.RANGE, Kind.FRACTION, Kind.RATIO_WORD, Kind.ZERO_WORD})
"""The kinds that state a quantity."""


class Scale(StrEnum):
    """What the value is measured in, as far as the unit word tells; ``NONE`` for what states no quantity."""

    COUNT = "count"
    PERCENT = "percent"
    PER_MILLE = "per_mille"
    PERCENTAGE_POINTS = "percentage_points"
    RATIO = "ratio"
    RANK = "rank"
    MONEY = "money"
    TIME = "time"
    NONE = "none"


class Qualifier(StrEnum):
    """How exactly the value is meant: the hedge's meaning, or which end of ``mellan A och B`` it is."""

    EXACT = "exact"
    APPROXIMATE = "approximate"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    LOWER = "lower"
    UPPER = "upper"


class Reason(StrEnum):
    """The rule that decided; ``PLAIN`` where nothing had to be decided."""

    PLAIN = ""
    ADDRESS = "part of an electronic address"
    TELEPHONE = "telephone number"
    DATE = "date"
    DAY = "day of a month"
    CLOCK = "time of day"
    REFERENCE = "number of a statute, case or publication"
    FIGURE = "number of a figure or table"
    SECTION = "number of a chapter, page, step or the like"
    DESIGNATION = "part of a name or designation"
    LIST_ITEM = "number of a list item"
    UNREADABLE = "written like no single number"
    NO_RANGE = "two numbers with a dash between that do not ascend"
    YEAR_DATED = "year: a word of time before or after it"
    YEAR_SPAN = "year: a span of years"
    YEAR_BARE = "year: four digits from 1900 to 2099 and nothing counted after them"
    DECADE = "decade"
    ARTICLE = "article: nothing near it counts"
    ARTICLE_PHRASE = "article: part of a fixed phrase"
    ONE_OF = "number: 'av' or 'enda' follows"
    ONE_UNIT = "number: a unit or case follows"
    ONE_HEDGED = "number: a word of counting before it"
    ONE_LISTED = "number: in a list of counts"
    PART_OF_WORD = "number inside a compound word"
    OTHER_MEANING = "'andra' in the sense of other"
    NOUN_SEX = "'sex' as a noun"
    VAGUE = "an unspecified multiple"
    HOW_OFTEN = "how often, not a share"
    IDIOM = "fixed phrase"
    BOTH = "the two just named"
    NOTHING_COUNTED = "denies something that is not counted"


@dataclass(frozen=True, slots=True)
class Words:
    """Some characters of the text, as printed; empty where there are none."""

    start: int
    end: int
    text: str

    def __bool__(self) -> bool:
        return bool(self.text)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A numeric expression: the numeral at ``start`` to ``end``, and what stands around it.

    ``value`` is what is printed, also where no quantity is stated (a year); ``upper`` ends a range. A share told as
    ``en av tre`` or ``två tredjedelar`` keeps both numbers in ``terms``, since the value may be rounded.
    ``tolerance`` is plus or minus in the unit, where it follows from the decimals printed; ``None`` where the print
    does not tell. ``hedge`` and ``unit`` are the words before (or after) and after the numeral.
    """

    start: int
    end: int
    text: str
    kind: Kind
    value: Decimal | None
    upper: Decimal | None
    terms: tuple[int, int] | None
    scale: Scale
    unit: Words
    qualifier: Qualifier
    hedge: Words
    tolerance: Decimal | None
    reason: Reason

    @property
    def is_number(self) -> bool:
        """Whether a quantity is stated; where not, ``reason`` says why."""
        return self.kind in STATED
