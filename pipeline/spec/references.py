"""``reference.csv`` of a family: figures published elsewhere, one a row, each with its source."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from pipeline.errors import SpecError
from pipeline.model.observation import NOT_APPLICABLE, TOTAL, Codes, Fact
from pipeline.model.reference import COMBINED, LISTED, Comparability, Reference
from pipeline.spec.schema import FamilySpec

REFERENCES = "reference.csv"
COLUMNS = (
    "time_period",
    "measure",
    "base_measure",
    "codes",
    "about",
    "share_base",
    "compared_to",
    "value",
    "qualifier",
    "unit",
    "population",
    "basis",
    "edition",
    "published",
    "source",
    "note",
)
QUALIFIERS = ("exact", "approximate", "at_least", "at_most")
BASES = ("printed", "derived")

_YEAR = re.compile(r"\d{4}")
_PERIOD = re.compile(r"\d{4}(?:/\d{4})?")
_DATE = re.compile(r"\d{4}(?:-\d{2}-\d{2})?")
_VALUE = re.compile(r"-?\d+(?:\.\d+)?")
_SOURCE = re.compile(r"https?://\S+")


@dataclass(frozen=True, slots=True)
class _Line:
    """A row of the file and where it stands."""

    source: str
    number: int
    cells: dict[str, str]

    def wrong(self, column: str, expected: str) -> SpecError:
        return SpecError(
            f"line {self.number}, {column}: {self.cells[column]!r} is printed where {expected} is expected",
            source=self.source,
            remedy="The family's README describes the columns",
        )

    def matching(self, column: str, pattern: re.Pattern[str], expected: str, *, or_empty: bool = False) -> str:
        text = self.cells[column]
        if not (pattern.fullmatch(text) or (or_empty and not text)):
            raise self.wrong(column, expected)
        return text

    def one_of(self, column: str, known: Iterable[str], *, or_empty: bool = False) -> str:
        text, names = self.cells[column], list(known)
        if text not in names and not (or_empty and not text):
            raise self.wrong(column, f"one of {', '.join(names)}")
        return text


def load_references(folder: Path, spec: FamilySpec) -> tuple[Reference, ...]:
    """All references of a family folder, in the file's order; none where there is no file.

    Raises:
        SpecError: the file cannot be read, has other columns, a value that is no value of its column, a name that the
            family does not describe, or one cell of a population twice.
    """
    path = folder / REFERENCES
    if not path.exists():
        return ()
    name = f"families/{folder.name}/{REFERENCES}"
    references, seen = [], dict[tuple[object, ...], int]()
    for line in _lines(path, name):
        one = _reference(line, spec)
        cell = (one.fact, one.population, one.edition)
        if cell in seen:
            raise SpecError(
                f"line {line.number}: {one.fact.fact_id} is told already in line {seen[cell]}",
                source=name,
                remedy="Keep one of the two and tell the other in its note",
            )
        seen[cell] = line.number
        references.append(one)
    return tuple(references)


def _lines(path: Path, name: str) -> Iterator[_Line]:
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            reader = csv.reader(stream, strict=True)
            header = next(reader, [])
            if tuple(header) != COLUMNS:
                raise SpecError(
                    f"line 1: has the columns {','.join(header)}", source=name, remedy=f"Expected {','.join(COLUMNS)}"
                )
            for row in reader:
                if len(row) != len(COLUMNS):
                    raise SpecError(
                        f"line {reader.line_num}: has {len(row)} cells where {len(COLUMNS)} are expected", source=name
                    )
                yield _Line(name, reader.line_num, dict(zip(COLUMNS, row, strict=True)))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise SpecError(f"cannot be read as CSV ({' '.join(str(error).split())})", source=name) from error


def _reference(line: _Line, spec: FamilySpec) -> Reference:
    fact = _fact(line, spec)
    listed = line.cells["unit"] == LISTED
    population = line.one_of("population", spec.populations)
    edition = line.matching("edition", _YEAR, "a year or nothing", or_empty=True)
    return Reference(
        fact=fact,
        value=None if listed else Decimal(line.matching("value", _VALUE, "a number")),
        classes=_classes(line, fact, spec) if listed else (),
        qualifier=line.one_of("qualifier", QUALIFIERS),
        unit=line.matching("unit", re.compile(r"[a-z_]+"), "a unit"),
        population=population,
        comparability=Comparability(spec.populations[population].comparison),
        edition=int(edition) if edition else None,
        published=line.matching("published", _DATE, "a date, a year or nothing", or_empty=True),
        source=line.matching("source", _SOURCE, "an address on the web"),
        note=line.cells["note"],
        is_derived=line.one_of("basis", BASES) == "derived",
    )


def _fact(line: _Line, spec: FamilySpec) -> Fact:
    measure = line.one_of("measure", spec.measures)
    bases = [*spec.dimensions, TOTAL]
    share_base = line.cells["share_base"]
    if share_base and not set(share_base.split("+")) <= set(bases):
        raise line.wrong("share_base", f"dimensions joined by +, of {', '.join(bases)},")
    about = line.cells["about"]
    if about and about.partition(":")[0] not in spec.dimensions:
        raise line.wrong("about", f"one of {', '.join(spec.dimensions)}")
    return Fact(
        measure=measure,
        time_period=line.matching("time_period", _PERIOD, "a year or a span of years"),
        codes=_codes(line, measure, spec),
        base_measure=line.one_of("base_measure", spec.measures, or_empty=True) or NOT_APPLICABLE,
        about=about or NOT_APPLICABLE,
        share_base=share_base or NOT_APPLICABLE,
        compared_to=line.matching("compared_to", _PERIOD, "a year or a span of years", or_empty=True) or NOT_APPLICABLE,
    )


def _codes(line: _Line, measure: str, spec: FamilySpec) -> Codes:
    """Every dimension with its code; ``a|b`` are classes counted together."""
    text = line.cells["codes"]
    pairs = [part.split("=") for part in text.split(";")] if text else []
    if any(len(pair) != len(("dimension", "code")) for pair in pairs) or len({name for name, _ in pairs}) < len(pairs):
        raise line.wrong("codes", "dimension=code, each dimension once, separated by a semicolon,")
    told = {name: code for name, code in pairs}  # noqa: C416 -- pairs are lists, and dict() wants tuples
    inapplicable = spec.measures[measure].inapplicable
    for name, codes in told.items():
        for code in codes.split(COMBINED):
            _require(line, "codes", {name: code}, spec)
    wrong = [name for name in told if name in inapplicable]
    if wrong:
        raise line.wrong("codes", f"no {wrong[0]}, which cannot apply to {measure},")
    return tuple((name, NOT_APPLICABLE if name in inapplicable else told.get(name, TOTAL)) for name in spec.dimensions)


def _classes(line: _Line, fact: Fact, spec: FamilySpec) -> tuple[str, ...]:
    """The codes of a list, in its order."""
    codes, dimension = line.cells["value"].split(), fact.about.partition(":")[0]
    if not codes or dimension == NOT_APPLICABLE:
        raise line.wrong("value", "a list of codes of the dimension in about")
    for code in codes:
        _require(line, "value", {dimension: code}, spec)
    return tuple(codes)


def _require(line: _Line, column: str, codes: dict[str, str], spec: FamilySpec) -> None:
    try:
        spec.require_codes(codes, "a reference")
    except ValueError as error:
        raise line.wrong(column, f"a code that the family describes ({error})") from error
