"""Tables as CSV files that a spreadsheet may open: the text in them is harmless."""

from __future__ import annotations

from pathlib import Path

from pipeline.load.export.model import Bundle, Cell, Table, plain
from pipeline.load.export.safe_text import harmless
from pipeline.load.files import csv_text, write_text


def safe_cell(value: Cell) -> str:
    """A value as text of a CSV file."""
    return harmless(value) if isinstance(value, str) else plain(value)


def table_text(table: Table) -> str:
    """A table as CSV: UTF-8, commas, line feeds, a row of names, nothing for what is missing."""
    rows = ({name: safe_cell(value) for name, value in row.items()} for row in table.records())
    return csv_text(table.names, rows)


def write_csv(bundle: Bundle, target: Path) -> None:
    """A folder with a CSV file a table."""
    for table in bundle.tables:
        write_text(target / f"{table.name}.csv", table_text(table))
