"""One Excel workbook: a sheet a block to read, then the tidy rows, the codes and what the columns mean."""

from __future__ import annotations

import datetime as dt
import io
import os
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.errors import LoadError, UsageError
from pipeline.load.export.codes import names_of
from pipeline.load.export.model import Bundle, Cell, ExportedFamily, Table, plain
from pipeline.load.export.safe_text import xml_text
from pipeline.load.export.target import MADE_BY
from pipeline.load.export.wide import VALUE, Wide, wide_blocks
from pipeline.spec.names import code_in_words

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

WHOLE_TABLES = ("observations", "findings", "reports", "codes", "code_maps", "dictionary")
"""Tables that are sheets; checks and tokens are many and for programs."""

LONGEST_NAME = 31
MOST_ROWS = 1_048_576
LONGEST_TEXT = 32_767
MOST_LINKS = 65_530
LONGEST_LINK = 2_079
"""Limits of a sheet. Source: "Excel specifications and limits", Microsoft."""

_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_MADE = dt.datetime(2000, 1, 1, tzinfo=dt.UTC).replace(tzinfo=None)
"""The time that a workbook says it was made at, so that the same tables give the same bytes."""

_ZIP_MADE = (1980, 1, 1, 0, 0, 0)
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


def way_to(out: Path, folder: Path) -> str:
    """The way from a folder to the results, for links."""
    return os.path.relpath(out.absolute(), folder.absolute()).replace(os.sep, "/")


def write_xlsx(bundle: Bundle, target: Path, results: str) -> None:
    """Write the workbook; ``results`` is the way to the audit pages from where it will be.

    Raises:
        UsageError: openpyxl is not installed.
        LoadError: a table does not fit into a sheet.
    """
    try:
        from openpyxl import Workbook  # noqa: PLC0415 -- an extra that the other formats do not need
    except ModuleNotFoundError as error:
        raise UsageError(
            "Excel files need the package openpyxl", remedy="Install it: pip install 'report-pipeline[xlsx]'"
        ) from error
    for name in WHOLE_TABLES:
        _require_fitting(bundle[name])
    workbook = Workbook(write_only=True)
    workbook.properties.creator = workbook.properties.description = MADE_BY
    workbook.properties.created = _MADE
    sheets = _Sheets(workbook, results)
    blocks = wide_blocks(bundle)
    for block in blocks:
        sheets.add_block(block)
    for name in WHOLE_TABLES:
        sheets.add_table(bundle[name])
    made = io.BytesIO()
    workbook.save(made)
    target.write_bytes(_same_bytes(made.getvalue()))


def _require_fitting(table: Table) -> None:
    """Make sure that a sheet can hold a table, before anything is written.

    Raises:
        LoadError: it has too many rows, or a text is too long.
    """
    if len(table.rows) >= MOST_ROWS:
        raise LoadError(
            f"{table.name} has {len(table.rows)} rows, more than a sheet holds",
            remedy="Export one publication with --family, or another format",
        )
    for text in (value for row in table.rows for value in row if isinstance(value, str)):
        if len(text) > LONGEST_TEXT:
            raise LoadError(
                f"{table.name}: text of {len(text)} characters is more than a cell of Excel holds: {text[:40]!r}…",
                remedy="Use another format",
            )


class _Sheets:
    """The sheets of a workbook, each with a name of its own."""

    def __init__(self, workbook: Workbook, results: str) -> None:
        self._workbook = workbook
        self._results = results
        self._names = {name.casefold() for name in WHOLE_TABLES}

    def add_block(self, block: Wide) -> None:
        title = _block_titles(block)
        heads = _headings(block)
        sheet = self._sheet(self._free_name(block.block_id), frozen=len(heads) + len(title), columns=len(heads[0]))
        for text in title:
            sheet.append([_cell(sheet, text, bold=True)])
        for row in heads:
            sheet.append([_cell(sheet, text, bold=True) for text in row])
        for names, observations in block.cells():
            told = [_cell(sheet, one) for one in _row_names(block, names)]
            sheet.append([*told, *(self._number(sheet, one) for one in observations)])

    def _number(self, sheet: WriteOnlyWorksheet, row: Mapping[str, Cell] | None) -> Any:
        """A number with a link to its place; the mark that is printed where it has no value."""
        if row is None:
            return None
        cell = _cell(sheet, row["printed"] if row["value"] is None else row["value"])
        self._add_link(cell, str(row["audit_link"]))
        return cell

    def _add_link(self, cell: Any, audit_link: str) -> None:
        link = f"{self._results}/{audit_link}"
        if len(link) <= LONGEST_LINK:
            cell.hyperlink = link

    def add_table(self, table: Table) -> None:
        sheet = self._sheet(table.name, frozen=1, columns=len(table.columns))
        sheet.append([_cell(sheet, name, bold=True) for name in table.names])
        linked = "audit_link" if len(table.rows) <= MOST_LINKS else ""
        for row in table.records():
            cells = [_cell(sheet, value) for value in row.values()]
            if linked in row:
                self._add_link(cells[table.names.index(linked)], str(row[linked]))
            sheet.append(cells)

    def _sheet(self, name: str, frozen: int, columns: int) -> WriteOnlyWorksheet:
        from openpyxl.utils import get_column_letter  # noqa: PLC0415 -- as above

        sheet: WriteOnlyWorksheet = self._workbook.create_sheet(name)
        sheet.freeze_panes = f"A{frozen + 1}"
        for number in range(1, columns + 1):
            sheet.column_dimensions[get_column_letter(number)].width = 18
        return sheet

    def _free_name(self, wanted: str) -> str:
        name = sheet_name(wanted, self._names)
        self._names.add(name.casefold())
        return name


def sheet_name(wanted: str, taken: Iterable[str]) -> str:
    """A name that Excel allows and no other sheet has; ``taken`` are those of the others in small letters.

    >>> sheet_name("figure 1: [sex/age]", ()), sheet_name("Codes", {"codes"})
    ('figure 1_ _sex_age_', 'Codes (2)')
    """
    base = _NOT_IN_NAMES.sub("_", wanted).strip("'") or "_"
    held = {*taken, "history"}  # Excel keeps that one for itself
    number = 1
    name = base[:LONGEST_NAME]
    while name.casefold() in held:
        number += 1
        behind = f" ({number})"
        name = base[: LONGEST_NAME - len(behind)] + behind
    return name


def _cell(sheet: WriteOnlyWorksheet, value: Cell, *, bold: bool = False) -> Any:
    """A cell whose text is never run: it is marked as text, also for whoever edits it."""
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415 -- as above
    from openpyxl.styles import Font  # noqa: PLC0415

    cell = WriteOnlyCell(sheet)
    if isinstance(value, str):
        cell.value = xml_text(value)
        cell.data_type = "s"
        cell.quotePrefix = True
    elif value is not None:
        cell.value = number_of(value) if isinstance(value, Decimal) else value
    if bold:
        cell.font = Font(bold=True)
    return cell


def number_of(value: Decimal) -> int | float | str:
    """The number that Excel shows for a decimal, or its digits as text where Excel has too few of them."""
    near = float(value)
    if Decimal(repr(near)) != value:
        return plain(value)
    return int(value) if value == value.to_integral_value() else near


def _block_titles(block: Wide) -> list[str]:
    spec = block.family.spec
    told = (spec.blocks.get(block.block_id) or spec.charts.get(block.block_id)) if spec else None
    return [told.en, told.sv] if told else [block.block_id]


def _headings(block: Wide) -> list[list[str]]:
    """Names of the columns in English, in Swedish, and as the tables have them."""
    english, swedish = [], []
    for name, codes in block.across:
        en, sv = _in_words(block.family, codes)
        english.append(en or name)
        swedish.append(sv or name)
    own = [code_in_words(name) for name in block.down]
    if block.dimension is None:
        return [[*own, VALUE]]
    told = block.family.spec.dimensions.get(block.dimension) if block.family.spec else None
    code = list(block.down)
    return [
        [*own[:-1], *((told.en, told.en) if told else (own[-1],) * 2), *english],
        [*[""] * len(own[:-1]), *((told.sv, told.sv) if told else (own[-1],) * 2), *swedish],
        [*code, f"{code[-1]} (sv)", *(name for name, _ in block.across)],
    ]


def _in_words(family: ExportedFamily, codes: Mapping[str, str]) -> tuple[str, str]:
    named = [names_of(family, dimension, code) for dimension, code in codes.items()]
    return ", ".join(en for en, _ in named), ", ".join(sv for _, sv in named)


def _row_names(block: Wide, names: Sequence[Cell]) -> list[Cell]:
    if block.dimension is None:
        return list(names)
    en, sv = names_of(block.family, block.dimension, str(names[-1]))
    return [*names[:-1], en, sv]


def _same_bytes(workbook: bytes) -> bytes:
    """The same workbook without the time of its making."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as before, zipfile.ZipFile(result, "w") as after:
        for name in before.namelist():
            content = before.read(name)
            if name == "docProps/core.xml":
                content = _MODIFIED.sub(rb"\g<1>" + _MADE.strftime("%Y-%m-%dT%H:%M:%SZ").encode(), content)
            after.writestr(zipfile.ZipInfo(name, _ZIP_MADE), content, zipfile.ZIP_DEFLATED)
    return result.getvalue()
