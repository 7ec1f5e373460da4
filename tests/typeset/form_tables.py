"""Form boxes and call-outs as tables: spanning group cells, group rows, or a matrix of groups and classes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.typeset.grid import Cell, Ruling, band, inner_width
from tests.typeset.leaders import wrapped
from tests.typeset.model import Number
from tests.typeset.scene import Piece, Run, Source, Style
from tests.typeset.sheet import Sheet, marked_number, number_run

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.typeset.model import Block, Group


def table_pieces(block: Block, sheet: Sheet) -> list[Piece]:
    """Return the table, a piece for its head and each of its groups; the head is tied to the first group."""
    kind = sheet.layout.forms.kind
    if kind == "matrix":
        return matrix_pieces(block, sheet)
    return _ruled(block, sheet, spanning=kind == "ruled_span")


def matrix_pieces(block: Block, sheet: Sheet, *, total_first: bool = False) -> list[Piece]:
    """Return rows of groups and columns of classes, with a column for the totals."""
    labels = class_labels(block)
    total = sheet.words["total"]
    columns = [total, *labels] if total_first else [*labels, total]
    first = sheet.width * (0.2 if len(columns) > 5 else 0.3)
    widths = [first, *([(sheet.width - first) / len(columns)] * len(columns))]
    style = sheet.small() if len(columns) <= 5 else replace(sheet.small(), size=sheet.small().size * 0.88)
    bold = replace(sheet.small(bold=True), size=style.size)
    tint = sheet.layout.palette.tint
    corner = Cell(tuple(wrapped(block.columns[0], bold, inner_width(first))), fill=tint)
    head = [Cell(tuple(wrapped(name, bold, inner_width(widths[1]))), "centre", fill=tint) for name in columns]
    rows = [band([[corner, *head]], widths, _ruling(sheet, style))]
    for group in block.groups:
        name = Cell(tuple(wrapped(group.label, bold, inner_width(first))))
        cells = [_matrix_cell(block, group, label, sheet, style) for label in columns]
        rows.append(band([[name, *cells]], widths, _ruling(sheet, style)))
    return tied_bands(rows, sheet)


def class_labels(block: Block) -> list[str]:
    """Return the labels of a block's classes, in the order in which they first occur."""
    return list(dict.fromkeys(item.label for group in block.groups for item in group.items))


def _matrix_cell(block: Block, group: Group, label: str, sheet: Sheet, style: Style) -> Cell:
    numbers = {item.label: item for item in group.items}
    if group.total is not None:
        numbers[sheet.words["total"]] = group.total
    if label in numbers:
        run = number_run(sheet, style, _source(block, group, numbers[label], label))
        return Cell((marked_number(block, numbers[label], run),), "right")
    mark = sheet.layout.forms.empty
    if not mark:
        return Cell(())
    absent = Number(key="", value=None, printed=mark)
    return Cell(((number_run(sheet, style, _source(block, group, absent, label)),),), "right")


def _ruled(block: Block, sheet: Sheet, *, spanning: bool) -> list[Piece]:
    style, bold = sheet.small(), sheet.small(bold=True)
    table_width = sheet.width * 0.82
    shares = (0.4, 0.44, 0.16) if spanning else (0.8, 0.2)
    widths = [table_width * share for share in shares]
    tint = sheet.layout.palette.tint
    names = block.columns if spanning else block.columns[1:]
    head = [Cell(((Run(name, bold),),), fill=tint) for name in names]
    bands = [band([head], widths, _ruling(sheet, style))]
    for group in block.groups:
        rows = _spanning_rows(block, group, sheet) if spanning else _group_rows(block, group, sheet)
        if sheet.layout.forms.cut and not spanning:
            bands.extend(band([row], widths, _ruling(sheet, style)) for row in rows)
        else:
            bands.append(band(rows, widths, _ruling(sheet, style)))
    return tied_bands(bands, sheet)


def _spanning_rows(block: Block, group: Group, sheet: Sheet) -> list[list[Cell | None]]:
    style, bold = sheet.small(), sheet.small(bold=True)
    lines: list[tuple[Run, ...]] = [(Run(group.label, bold),)]
    if group.total is not None:
        word = sheet.words["total"]
        lines.append((Run(f"{word}: ", style), number_run(sheet, style, _source(block, group, group.total, word))))
    lead = Cell(tuple(lines), rows=max(len(group.items), 1))
    rows: list[list[Cell | None]] = [[None, *_class_cells(block, group, item, sheet)] for item in group.items]
    rows[0][0] = lead
    return rows


def _group_rows(block: Block, group: Group, sheet: Sheet) -> list[list[Cell | None]]:
    bold = sheet.small(sheet.layout.palette.primary, bold=True)
    runs: list[Run] = [Run(group.label, bold)]
    if group.total is not None:
        word = sheet.words["total"]
        runs += [Run(f"  {word}: ", bold), number_run(sheet, bold, _source(block, group, group.total, word))]
    head: list[Cell | None] = [Cell((tuple(runs),), columns=2, fill=sheet.layout.palette.tint), None]
    return [head, *([*_class_cells(block, group, item, sheet)] for item in group.items)]


def _class_cells(block: Block, group: Group, item: Number, sheet: Sheet) -> list[Cell | None]:
    style = sheet.small()
    colon = ":" if sheet.layout.forms.label_end == ":" else ""
    return [
        Cell(((Run(item.label + colon, style),),)),
        Cell((marked_number(block, item, number_run(sheet, style, _source(block, group, item, item.label))),), "right"),
    ]


def _source(block: Block, group: Group, number: Number, label: str) -> Source:
    return Source(block.id, "table", number, label, group.label)


def _ruling(sheet: Sheet, style: Style) -> Ruling:
    return Ruling(sheet.layout.forms.rules, sheet.layout.palette.grey, style.size * 1.25)


def tied_bands(bands: Sequence[Piece], sheet: Sheet) -> list[Piece]:
    """Keep a table on one page, or only its head with its first row where the layout lets tables part."""
    last = 1 if sheet.layout.forms.parted else len(bands) - 1
    return [replace(piece, keep=index < last) for index, piece in enumerate(bands)]
