"""The schema of ``family.yml`` and ``<year>.yml``; a key that is not described here is an error."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, Field, model_validator

from pipeline.model.observation import NOT_APPLICABLE, OTHER, TOTAL, UNKNOWN, SourceKind
from pipeline.model.printed import squashed
from pipeline.spec.strict_model import STRICT, has_groups
from pipeline.spec.surveys import Counted, Grouping, Mention, Missing, SentenceSpec, TableSpec, Told, UnitSpec

RESERVED_CODES = frozenset({TOTAL, UNKNOWN, OTHER, NOT_APPLICABLE})

STANDARD_CODES = {"iso3166": re.compile(r"[A-Z]{2}")}
"""What the codes of a standard list look like (ISO 3166-1 alpha-2)."""


class _Strict(BaseModel):
    model_config = STRICT


class Identification(_Strict):
    """How a document is recognised; case and the width of spaces do not matter."""

    title: Annotated[str, AfterValidator(has_groups("year"))]
    facsimile_marks: tuple[str, ...] = ()
    unit: UnitSpec | None = None


class Standard(_Strict):
    """A classification that others keep: its title, where it is found, what was looked up in it and what not."""

    title: str = Field(min_length=1)
    source: str = Field(min_length=1)
    note: str = ""


class StandardCode(_Strict):
    """What a class is in a standard. ``match`` is as of SKOS: ``broad`` where the standard's class is the wider one.

    It is ``verified`` where somebody has looked the class up in the standard, as the standard's note says.
    """

    code: str = Field(min_length=1)
    match: Literal["exact", "close", "broad", "narrow", "related"] = "close"
    verified: bool


class Code(_Strict):
    """A class with its name in Swedish and English, and what it is in standards that the family names.

    ``score`` is what an answer counts in a mean. One that is the union of others names them in ``of``.
    """

    sv: str
    en: str
    score: Decimal | None = None
    of: tuple[str, ...] = ()
    maps: dict[str, StandardCode] = {}


class Dimension(_Strict):
    """A code list; its total is the sum of all its codes and of what is other or unknown.

    Of an ``exhaustive`` one nothing is other or unknown. ``standard`` names a list that is not repeated here. An
    ``open`` list has names as its codes, as printed: any name is one that has the ``form``. Classes that are
    ``overlapping`` (areas within areas, questions that everybody answers) do not add up to anything.
    """

    sv: str
    en: str
    codes: dict[str, Code] = {}
    standard: Literal["iso3166"] | None = None
    exhaustive: bool = False
    open: bool = False
    form: Annotated[str, AfterValidator(has_groups())] = ""
    overlapping: bool = False


class Label(_Strict):
    """What printed labels mean in one vocabulary."""

    labels: tuple[str, ...] = Field(min_length=1)
    codes: dict[str, str] = Field(min_length=1)


class Vocabulary(_Strict):
    """Labels that stand in one kind of place; the same word may mean something else in another.

    A label that is unknown is new in all of ``dimensions``. ``names_of`` adds the names of a dimension's standard list;
    of an open one, every name. With ``years`` a label may end with the year that its numbers are about, or be no more
    than that. A label ``cut`` off where there is no more room ends in an ellipsis; it stands for the one label that
    begins like it. What other vocabularies that it ``includes`` know, it knows too.
    """

    dimensions: tuple[str, ...] = Field(min_length=1)
    labels: tuple[Label, ...] = ()
    includes: tuple[str, ...] = ()
    names_of: str | None = None
    years: bool = False
    cut: bool = False


class Measure(_Strict):
    """What is counted, and the dimensions that cannot apply to it.

    ``asked`` counts those of whom each can be counted once for every class of an overlapping dimension: so many answers
    there are to every question.
    """

    sv: str
    en: str
    inapplicable: tuple[str, ...] = ()
    asked: Counted | None = None


Closure = Literal["closed", "open"]
"""Closed: what is not printed is 0, so the parts add up to the total. Open: parts may be missing."""


class BlockSpec(_Strict):
    """A block of the publication: whose labels it prints, what it counts, and whether its classes are all there.

    ``group`` and ``rows`` name vocabularies: of the headings, and of the labels below them. A block that is
    ``often_outlined`` may have no text to read, so that it is no news if nothing of it is read.
    """

    sv: str
    en: str
    printed_as: SourceKind
    measure: str
    unit: str
    rows: str
    group: str | None = None
    codes: dict[str, str] = {}
    rows_closure: Closure = "closed"
    groups_closure: Closure = "closed"
    often_outlined: bool = False


class ChartSpec(_Strict):
    """A chart whose shapes are measured: whose names it has, and what its marks count.

    ``categories`` and ``series`` name vocabularies: of the axis, slices or bubbles, and of the legend. ``caption`` is a
    word of its caption where two charts have the same names; ``said`` has words that have to stand on its page,
    ``told`` words that have to stand anywhere in the document. A chart in percent tells shares of ``measure``, with the
    dimensions of ``share_base`` held in the denominator; persons of whom a dimension of ``known`` is unknown are left
    out of it. One of ``shares`` is always in percent; one of ``mean`` values tells means over the measure. The shares
    of a ``complete`` one are all there are: of each category where it has series, else of the whole. ``residual`` are
    names of what is left over, which is no class.
    """

    sv: str
    en: str
    measure: str
    unit: str
    categories: str
    series: str | None = None
    codes: dict[str, str] = {}
    caption: str = ""
    share_base: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    residual: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    shares: bool = False
    mean: bool = False
    complete: bool = False


MEAN = "mean"
"""The measure of means, which is what a mean of any measure has; its range follows from the scores of the answers."""

PROSE_MEASURES = ("share", "change", "rank", "category_count")
"""What running text tells of any measure; a family whose text is read describes them."""


class Term(_Strict):
    """Words of running text and the codes they stand for, the likeliest meaning first.

    ``*`` at the end of a word stands for any ending; spaces, hyphens and slashes between words are alike.
    """

    words: tuple[str, ...] = Field(min_length=1)
    meanings: tuple[dict[str, str], ...] = Field(min_length=1)


class Implied(_Strict):
    """Codes that go without saying where a dimension is coded and their own is not."""

    dimension: str
    codes: dict[str, str] = Field(min_length=1)


class Overlap(_Strict):
    """Words that say of persons counted under one code of ``dimension`` that another one fits them as well."""

    words: tuple[str, ...] = Field(min_length=1)
    measure: str
    dimension: str


class Moved(_Strict):
    """Words that say of persons that they were moved from one code of ``dimension`` to another.

    ``details`` are dimensions that the next sentence may add.
    """

    words: tuple[str, ...] = Field(min_length=1)
    measure: str
    dimension: str
    details: tuple[str, ...] = ()


class Prose(_Strict):
    """How running text speaks: words for codes, for what is counted (by unit), for classes (by dimension).

    The first unit is that of numbers without a noun. ``measures`` has words for measures other than the main one,
    ``attributes`` the dimensions that a share is told of (the others are what it is a share of), ``splits`` those
    of them that split the set spoken of, ``circumstances`` dimensions whose words are never what is counted,
    ``foreign`` nouns that the family does not count, ``excluding`` words that make a whole statement one of
    something else, ``population`` words for all those counted that stand without their noun, ``since`` the first year
    of the series.
    """

    measure: str
    terms: tuple[Term, ...] = ()
    counted: dict[str, tuple[str, ...]] = Field(min_length=1)
    population: tuple[str, ...] = ()
    classes: dict[str, tuple[str, ...]] = {}
    measures: dict[str, tuple[str, ...]] = {}
    overlap: Overlap | None = None
    moved: Moved | None = None
    implied: tuple[Implied, ...] = ()
    attributes: tuple[str, ...] = ()
    splits: tuple[str, ...] = ()
    circumstances: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()
    excluding: tuple[str, ...] = ()
    since: int | None = None

    @property
    def usual_unit(self) -> str:
        """The unit of a number whose noun names none."""
        return next(iter(self.counted))


class Population(_Strict):
    """Who is counted by figures published elsewhere, and how they compare with the publication's own.

    ``same``: they have to be equal. ``differs``: a difference is no mistake. ``never``: they count something else.
    The first one that is the same is that of the publication itself.
    """

    sv: str
    en: str
    comparison: Literal["same", "differs", "never"]


class Extra(_Strict):
    """Persons that a measure counts beside the others, and what codes they would have among them."""

    measure: str
    codes: dict[str, str] = {}


class ReadingSpec(_Strict):
    """Another reading of a number: who may be meant where it disagrees with what was published.

    ``codes`` are fixed where the number has a total, persons unknown in a dimension of ``known`` are left out,
    ``including`` and ``excluding`` are counted beside the others or taken away from them.
    """

    sv: str
    en: str
    codes: dict[str, str] = {}
    known: tuple[str, ...] = ()
    including: Extra | None = None
    excluding: Extra | None = None


class LedgerLimits(_Strict):
    """The most numbers that may stay unexplained, and be left over inside a block; no limit where it is null."""

    unexplained: int | None = None
    left_over: int | None = 0


Sums = Literal["declared", "found"]
"""Declared: totals and parts follow from the code lists. Found: they are looked for in the tables by arithmetic."""


_FAMILY_NAME = r"^[a-z0-9_]+$"


def is_family_name(name: str) -> bool:
    """Whether a family may have this name."""
    return re.fullmatch(_FAMILY_NAME, name) is not None


class FamilySpec(_Strict):
    """One publication."""

    family: str = Field(pattern=_FAMILY_NAME)
    title: str
    publisher: str
    identification: Identification
    dimensions: dict[str, Dimension]
    standards: dict[str, Standard] = {}
    measures: dict[str, Measure]
    vocabularies: dict[str, Vocabulary]
    blocks: dict[str, BlockSpec]
    charts: dict[str, ChartSpec] = {}
    tables: dict[str, TableSpec] = {}
    sentences: dict[str, SentenceSpec] = {}
    mentions: tuple[Mention, ...] = ()
    missing: tuple[Missing, ...] = ()
    groupings: tuple[Grouping, ...] = ()
    prose: Prose | None = None
    populations: dict[str, Population] = {}
    readings: dict[str, ReadingSpec] = {}
    ledger: LedgerLimits = LedgerLimits()
    sums: Sums = "declared"

    @model_validator(mode="after")
    def _names_resolve(self) -> FamilySpec:
        for name, dimension in self.dimensions.items():
            for code, described in dimension.codes.items():
                _require(described.maps, self.standards, f"dimensions.{name}.codes.{code}.maps")
        self._codes_resolve()
        self._vocabularies_resolve()
        for name, block in self.blocks.items():
            where = f"blocks.{name}"
            _require([block.rows, *([block.group] if block.group else [])], self.vocabularies, where)
            _require([block.measure], self.measures, where)
            self.require_codes(block.codes, where)
        for name, chart in self.charts.items():
            self._chart_resolves(chart, f"charts.{name}")
        self._surveys_resolve()
        if self.prose is not None:
            self._prose_resolves(self.prose)
        for name, reading in self.readings.items():
            self._reading_resolves(reading, f"readings.{name}")
        return self

    def _codes_resolve(self) -> None:
        if self.identification.unit is not None:
            _require([self.identification.unit.dimension], self.dimensions, "identification.unit")
        for name, measure in self.measures.items():
            _require(measure.inapplicable, self.dimensions, f"measures.{name}.inapplicable")
            if measure.asked is not None:
                _require([measure.asked.measure], self.measures, f"measures.{name}.asked")
                self.require_codes(measure.asked.codes, f"measures.{name}.asked")
        for name, dimension in self.dimensions.items():
            for code, described in dimension.codes.items():
                _require(described.of, dimension.codes, f"dimensions.{name}.{code}.of")

    def _vocabularies_resolve(self) -> None:
        for name, vocabulary in self.vocabularies.items():
            _require(vocabulary.dimensions, self.dimensions, f"vocabularies.{name}.dimensions")
            _require(
                [vocabulary.names_of] if vocabulary.names_of else [], self.dimensions, f"vocabularies.{name}.names_of"
            )
            _require(vocabulary.includes, self.vocabularies, f"vocabularies.{name}.includes")
            for label in vocabulary.labels:
                self.require_codes(label.codes, f"vocabularies.{name}: {label.labels[0]}")
            _require_one_meaning(vocabulary, f"vocabularies.{name}")

    def _surveys_resolve(self) -> None:
        for name, table in self.tables.items():
            self._table_resolves(table, f"tables.{name}")
        for name, sentence in self.sentences.items():
            for number, told in sentence.numbers.items():
                self._told_resolves(told, f"sentences.{name}.{number}")
        for nth, grouping in enumerate(self.groupings):
            self._grouping_resolves(grouping, f"groupings.{nth}")

    def _reading_resolves(self, reading: ReadingSpec, where: str) -> None:
        self.require_codes(reading.codes, where)
        _require(reading.known, self.dimensions, f"{where}.known")
        for extra in filter(None, (reading.including, reading.excluding)):
            _require([extra.measure], self.measures, where)
            self.require_codes(extra.codes, where)

    def _chart_resolves(self, chart: ChartSpec, where: str) -> None:
        _require([chart.categories, *([chart.series] if chart.series else [])], self.vocabularies, where)
        _require([chart.measure], self.measures, where)
        _require([*chart.share_base, *chart.known], self.dimensions, where)
        _require([MEAN] if chart.mean else [], self.measures, where)
        self.require_codes(chart.codes, where)

    def _table_resolves(self, table: TableSpec, where: str) -> None:
        _require([table.rows, table.columns], self.vocabularies, where)
        _require([table.measure, MEAN], self.measures, where)
        self.require_codes(table.codes, where)

    def _told_resolves(self, told: Told, where: str) -> None:
        _require([told.measure, *(["share"] if told.share_base else [])], self.measures, where)
        _require(told.share_base, self.dimensions, where)
        self.require_codes(told.codes, where)

    def _grouping_resolves(self, grouping: Grouping, where: str) -> None:
        _require([grouping.dimension, grouping.of], self.dimensions, where)
        _require(grouping.members, self.dimensions[grouping.dimension].codes, where)
        for members in grouping.members.values():
            _require(members, self.dimensions[grouping.of].codes, where)

    def _prose_resolves(self, prose: Prose) -> None:
        _require([prose.measure, *prose.measures], self.measures, "prose.measures")
        _require(
            [*prose.classes, *prose.attributes, *prose.splits, *prose.circumstances], self.dimensions, "prose.classes"
        )
        for term in prose.terms:
            for codes in term.meanings:
                self.require_codes(codes, f"prose.terms: {term.words[0]}")
        for implied in prose.implied:
            _require([implied.dimension], self.dimensions, "prose.implied")
            self.require_codes(implied.codes, "prose.implied")
        specials: list[Overlap | Moved] = [one for one in (prose.overlap, prose.moved) if one is not None]
        for special in specials:
            _require([special.measure], self.measures, "prose")
            _require([special.dimension], self.dimensions, "prose")
        _require(prose.moved.details if prose.moved else (), self.dimensions, "prose.moved.details")
        _require(PROSE_MEASURES, self.measures, "measures of running text")

    def require_codes(self, codes: Mapping[str, str], where: str) -> None:
        """Make sure that dimensions and their codes are described.

        Raises:
            ValueError: one is not.
        """
        _require(codes, self.dimensions, where)
        for dimension, code in codes.items():
            spec, place = self.dimensions[dimension], f"{where}: {dimension}"
            if code in RESERVED_CODES or spec.open:
                continue
            if spec.standard is None:
                _require([code], {*spec.codes, *RESERVED_CODES}, place)
            elif not STANDARD_CODES[spec.standard].fullmatch(code):
                raise ValueError(f"{place}: {code!r} is no code of {spec.standard}")


def _require(names: Iterable[str], known: Collection[str], where: str) -> None:
    missing = [name for name in names if name not in known]
    if missing:
        raise ValueError(f"{where}: unknown name {', '.join(missing)}; known are {', '.join(sorted(known))}")


def _require_one_meaning(vocabulary: Vocabulary, where: str) -> None:
    meanings: dict[str, dict[str, str]] = {}
    for label in vocabulary.labels:
        for text in label.labels:
            if meanings.setdefault(squashed(text), label.codes) != label.codes:
                raise ValueError(f"{where}: {text!r} has two meanings")


class NewLabel(_Strict):
    """A label that one edition prints otherwise, with the reason."""

    vocabulary: str
    label: str
    codes: dict[str, str]
    reason: str = Field(min_length=1)


class Accepted(_Strict):
    """A finding of one report that a person has judged, by its id and its arithmetic, with the reason."""

    report: str = Field(min_length=1)
    finding: str = Field(min_length=1)
    arithmetic: str
    reason: str = Field(min_length=1)


class Revised(_Strict):
    """A period of which an edition says that its figures were revised: earlier editions decide nothing of them."""

    period: str = Field(pattern=r"^\d{4}$")
    reason: str = Field(min_length=1)


class YearSpec(_Strict):
    """What differs in one edition.

    ``codes`` are classes by dimension that the family gets with it, ``printed`` the codes that each block has, by
    dimension: what the edition after it is held against where this one is not loaded.
    """

    edition_year: int
    codes: dict[str, dict[str, Code]] = {}
    revised: tuple[Revised, ...] = ()
    labels: tuple[NewLabel, ...] = ()
    printed: dict[str, dict[str, tuple[str, ...]]] = {}
    accepted: tuple[Accepted, ...] = ()
