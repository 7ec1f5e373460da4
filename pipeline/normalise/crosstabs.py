"""Tables of means: which table of the family it is, the codes and year of every cell, and marks in place of numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from pipeline.model.crosstab import CrossCell, Crosstab
from pipeline.model.observation import NEW, Observation, Region, SourceKind, UnknownLabel, escaped
from pipeline.model.report import Report
from pipeline.model.span import Span
from pipeline.normalise.facts import mean_fact, rounding_of
from pipeline.normalise.labels import Lexicon
from pipeline.normalise.numerals import parse_number
from pipeline.normalise.page_words import PageWords
from pipeline.spec.schema import FamilySpec
from pipeline.spec.surveys import TableSpec

# A table is taken for one of the family if at least this part of its rows and columns carry labels known there.
KNOWN_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Heading:
    """What the label of a row or column tells: codes, a year or none, the text, and what of it is new."""

    codes: Mapping[str, str]
    year: str
    text: str
    spans: tuple[Span, ...]
    unknown: tuple[UnknownLabel, ...] = ()


@dataclass(frozen=True, slots=True)
class CodedCell:
    """A cell with its row and column."""

    cell: CrossCell
    row: Heading
    column: Heading


@dataclass(frozen=True, slots=True)
class CodedCrosstab:
    """A table that the family knows; cells without a certain row or column are left out."""

    block_id: str
    table: Crosstab
    cells: tuple[CodedCell, ...]

    @property
    def region(self) -> Region:
        """Where all of its cells stand."""
        return Region(self.block_id, self.table.page, self.table.region)

    @property
    def headings(self) -> Iterator[Heading]:
        """Labels of rows and columns, once for every cell that they stand at."""
        for one in self.cells:
            yield from (one.row, one.column)


def code_crosstabs(
    tables: Iterable[Crosstab], words: PageWords, report: Report, spec: FamilySpec, lexicon: Lexicon
) -> tuple[CodedCrosstab, ...]:
    """The tables of the family among all that are printed."""
    found = []
    for table in tables:
        shares = {
            name: _known_share(table, one, lexicon)
            for name, one in spec.tables.items()
            if words.said(table.page, one.said) and words.told(one.told)
        }
        name = max(shares, key=lambda one: shares[one], default=None)
        if name is not None and shares[name] >= KNOWN_SHARE:
            cells = tuple(_cells(table, name, spec.tables[name], report, lexicon))
            found.append(CodedCrosstab(name, table, cells))
    return tuple(found)


def _known_share(table: Crosstab, spec: TableSpec, lexicon: Lexicon) -> float:
    """The part of the labels that the vocabularies know, of those that can tell anything."""
    rows = [(spec.rows, row.label.text) for row in table.rows if row.label is not None]
    columns = [(spec.columns, _text(spans)) for spans in table.columns if spans]
    telling = [one for one in (*rows, *columns) if lexicon.is_telling(one[0])]
    known = [one for one in telling if lexicon.with_year(*one)[0] is not None]
    return len(known) / len(telling) if telling else 0.0


def _text(spans: Sequence[Span]) -> str:
    return " ".join(span.text for span in spans)


def _cells(table: Crosstab, name: str, spec: TableSpec, report: Report, lexicon: Lexicon) -> Iterator[CodedCell]:
    columns = _apart([_heading(spans, spec.columns, name, report, lexicon) for spans in table.columns], report)
    spans = [(row.label,) if row.label else () for row in table.rows]
    labels = _apart([_heading(one, spec.rows, name, report, lexicon) for one in spans], report)
    for row, label in zip(table.rows, labels, strict=True):
        for cell in row.cells:
            column = columns[cell.column]
            if label is not None and column is not None and not (label.year and column.year):
                yield CodedCell(cell, label, column)


def _apart(headings: Sequence[Heading | None], report: Report) -> list[Heading | None]:
    """Headings that tell one thing each; where two tell the same, something was lost, and neither is certain."""
    told = [(one.codes, one.year or str(report.edition_year)) if one is not None else None for one in headings]
    return [one if told.count(what) == 1 else None for one, what in zip(headings, told, strict=True)]


def _heading(
    spans: tuple[Span, ...], vocabulary: str, block_id: str, report: Report, lexicon: Lexicon
) -> Heading | None:
    """``None`` where no text stands there, or a year that is still to come."""
    text = _text(spans)
    codes, year = lexicon.with_year(vocabulary, text)
    if not spans or (year and int(year) > report.edition_year):
        return None
    if codes is not None:
        return Heading(codes, year, text, spans)
    new = dict.fromkeys(lexicon.dimensions[vocabulary], f"{NEW}{text}")
    label = replace(spans[0], text=text)
    return Heading(new, year, text, spans, (lexicon.unknown(block_id, vocabulary, label),))


def observations_of_crosstabs(
    tables: Iterable[CodedCrosstab], report: Report, spec: FamilySpec
) -> Iterator[Observation]:
    """A row for every number, and for every mark of the family's legend one without a value."""
    for coded in tables:
        one = spec.tables[coded.block_id]
        for cell in coded.cells:
            value, marks = parse_number(cell.cell.text.text), {mark.mark: mark for mark in spec.missing}
            mark = marks.get(cell.cell.text.text)
            if value is None and mark is None:
                continue
            codes = {**one.codes, **cell.row.codes, **cell.column.codes}
            yield Observation(
                observation_id=escaped(report.report_id),
                fact=mean_fact(codes, one.measure, report, spec, cell.row.year or cell.column.year),
                unit=one.unit,
                value=value,
                qualifier="exact",
                tolerance=Decimal(0) if value is None else rounding_of(value),
                obs_status="A" if mark is None else mark.status,
                source_kind=SourceKind.TABLE,
                block_id=coded.block_id,
                number=cell.cell.text,
                label_printed=cell.row.text,
                group_printed=cell.column.text,
                note=mark.en if mark is not None else "",
            )


def unknown_headings(tables: Iterable[CodedCrosstab]) -> tuple[UnknownLabel, ...]:
    """Labels of the family's tables that it does not know, each once."""
    found = {
        (one.block_id, one.vocabulary, one.label.text): one
        for coded in tables
        for heading in coded.headings
        for one in heading.unknown
    }
    return tuple(found.values())
