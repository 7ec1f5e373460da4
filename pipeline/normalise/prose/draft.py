"""What is known of a number while its sentence is worked through, and what of the text before it still counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from pipeline.model.observation import NOT_APPLICABLE
from pipeline.normalise.prose.analysed import Analysed
from pipeline.normalise.prose.parts import Part
from pipeline.normalise.prose.phrases import Figure, Head
from pipeline.normalise.prose.sentences import Sentence
from pipeline.normalise.quantity import Qualifier, Quantity
from pipeline.spec.schema import FamilySpec, Prose

Codes = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Claim:
    """A number of running text with its meaning; ``start`` and ``end`` are its clause in the passage's text.

    ``doubt`` is what the meaning leaves unaccounted for (see ``unaccounted``); such a claim gives no row.
    """

    quantity: Quantity
    start: int
    end: int
    value: Decimal
    qualifier: Qualifier
    tolerance: Decimal
    measure: str
    unit: str
    codes: Codes
    time_period: str
    label: str
    period_kind: str = "total"
    base_measure: str = NOT_APPLICABLE
    about: str = NOT_APPLICABLE
    share_base: str = NOT_APPLICABLE
    compared_to: str = NOT_APPLICABLE
    alternatives: tuple[Claim, ...] = ()
    doubt: str = ""


@dataclass(slots=True)
class Discourse:
    """What the text has spoken of so far.

    ``section`` are the codes of the heading, ``section_is_part`` tells whether it is about some classes only,
    ``frame`` are the codes that the paragraph is about, ``focus`` the set that ``av dem`` would point at, ``row`` the
    numbers told side by side last, ``told`` all of them, ``latest`` the code named last in each dimension,
    ``is_doubtful`` tells whether the focus is of numbers that are withheld, ``bracketed`` is the period that
    the section says is told in brackets, ``headed`` the domain that a heading names among other words.
    """

    spec: FamilySpec
    prose: Prose
    edition_year: int
    section: Codes = field(default_factory=dict)
    section_measure: str = ""
    frame: Codes = field(default_factory=dict)
    measure: str = ""
    focus: Codes = field(default_factory=dict)
    unit: str = ""
    period: str = ""
    row: tuple[Claim, ...] = ()
    told: list[Claim] = field(default_factory=list)
    section_from: int = 0
    section_is_part: bool = False
    is_summary: bool = False
    is_paragraph: bool = False
    focus_class: str = ""
    topic: Codes = field(default_factory=dict)
    has_topic: bool = False
    share: Claim | None = None
    focus_before: Codes = field(default_factory=dict)
    latest: dict[str, str] = field(default_factory=dict)
    is_doubtful: bool = False
    bracketed: str = ""
    headed: Codes = field(default_factory=dict)


@dataclass(slots=True, eq=False)
class Draft:
    """A number with what is known of it: ``own`` codes are from its own words, ``codes`` with all that it inherits.

    ``base`` is what it is a part of, where the text says so.
    """

    part: Part
    head: Head
    figure: Figure | None
    measure: str = ""
    unit: str = ""
    own: dict[str, str] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)
    base: Codes | None = None
    echo: Claim | None = None
    in_run: bool = False
    is_foreign: bool = False
    claim: Claim | None = None

    @property
    def quantity(self) -> Quantity:
        """The number."""
        return self.part.quantity


@dataclass(slots=True)
class Scene:
    """One sentence at work: its place in the text, its numbers so far, and what was spoken of before it."""

    sentence: Sentence
    analysed: Analysed
    discourse: Discourse
    drafts: list[Draft] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The passage's text."""
        return self.analysed.text

    def before(self, draft: Draft) -> Draft | None:
        """The number before this one in the sentence."""
        index = self.drafts.index(draft)
        return self.drafts[index - 1] if index else None

    def after(self, draft: Draft) -> Draft | None:
        """The number after this one in the sentence."""
        index = self.drafts.index(draft) + 1
        return self.drafts[index] if index < len(self.drafts) else None


def fill(codes: dict[str, str], more: Codes) -> None:
    """Add the codes of dimensions that are still open."""
    for dimension, code in more.items():
        codes.setdefault(dimension, code)
