"""What is exported: tables with typed columns, the same whatever the format."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from pipeline.errors import LoadError
from pipeline.spec.schema import FamilySpec

Cell = str | int | float | bool | Decimal | None
"""A value; ``None`` where the table has nothing."""

DECIMAL_PRECISION = 38
DECIMAL_PLACES = 10
"""Digits of a decimal column, in all and behind the point: the most that Parquet and DuckDB hold, a fixed share of it.

Fixed, so that two exports have the same types whatever they hold.
"""


class Kind(StrEnum):
    """The type of a column."""

    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    FLOAT = "float"
    BOOLEAN = "boolean"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, its type, and what it means."""

    name: str
    kind: Kind
    meaning: str


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """Columns of one table whose values are the key of another one."""

    columns: tuple[str, ...]
    table: str
    of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table; each row has a cell for each column, in their order."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    key: tuple[str, ...] = ()
    foreign_keys: tuple[ForeignKey, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(column.name for column in self.columns)

    def records(self) -> Iterator[dict[str, Cell]]:
        """Each row by column."""
        for row in self.rows:
            yield dict(zip(self.names, row, strict=True))


@dataclass(frozen=True, slots=True)
class Source:
    """Where the PDF of a report is from, as far as that is known."""

    report_id: str
    title: str = ""
    publisher: str = ""
    landing_page: str = ""
    licence: str = ""


@dataclass(frozen=True, slots=True)
class ExportedFamily:
    """A publication among what is exported: its name, its dimensions in order, its description if it is known."""

    name: str
    dimensions: tuple[str, ...]
    spec: FamilySpec | None


@dataclass(frozen=True, slots=True)
class Bundle:
    """All that is exported: the tables, the publications they are of, and the sources of the reports."""

    tables: tuple[Table, ...]
    families: tuple[ExportedFamily, ...]
    sources: tuple[Source, ...]

    def __getitem__(self, name: str) -> Table:
        """The table of that name."""
        return next(table for table in self.tables if table.name == name)

    def family_rows(self, family: ExportedFamily) -> list[dict[str, Cell]]:
        """The observations of one publication."""
        return [row for row in self["observations"].records() if row["family"] == family.name]


def typed(text: str, kind: Kind, where: str) -> Cell:
    """The value of a cell of a table that we wrote; nothing for empty text.

    Raises:
        LoadError: it is no such value, or has more digits than exports hold.
    """
    if not text:
        return None
    try:
        return _parsed(text, kind)
    except (ValueError, ArithmeticError) as error:
        raise LoadError(f"{text!r} is no {kind}", source=where, remedy="Run again over all reports") from error


def _parsed(text: str, kind: Kind) -> Cell:
    if kind is Kind.INTEGER:
        return int(text)
    if kind is Kind.FLOAT:
        return float(text)
    if kind is Kind.DECIMAL:
        return _decimal(text)
    if kind is Kind.BOOLEAN:
        return _BOOLEANS[text]
    return text


def _decimal(text: str) -> Decimal:
    value = Decimal(text)
    _, digits, exponent = value.as_tuple()
    if not isinstance(exponent, int) or -exponent > DECIMAL_PLACES:
        raise ValueError(text)
    if len(digits) + exponent > DECIMAL_PRECISION - DECIMAL_PLACES:
        raise ValueError(text)
    return value


class _Answers(dict[str, bool]):
    def __missing__(self, text: str) -> bool:
        raise ValueError(text)


_BOOLEANS = _Answers(yes=True, no=False)


def plain(value: Cell) -> str:
    """A value as text that any program reads: a point before decimals, no exponent, ``true`` and ``false``."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return f"{value:f}"
    return str(value)


def whole(value: Cell) -> int:
    """The whole number in a cell of a column that has nothing else.

    Raises:
        TypeError: it is none.
    """
    if not isinstance(value, int):
        raise TypeError(f"{value!r} is no whole number")
    return value


def column_of(columns: Sequence[Column], name: str) -> Column:
    """The column of that name."""
    return next(column for column in columns if column.name == name)
