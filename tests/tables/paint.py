"""Draws a table on a ReportLab canvas, row by row from the top, and tells which rows fitted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.tables.looks import Look
from tests.tables.model import Content, TruthCell
from tests.typeset.fonts import ascent_pt, width_pt


@dataclass(frozen=True, slots=True)
class Measured:
    """A table with the widths of its columns, the heights of its rows and the lines of its cells."""

    content: Content
    look: Look
    widths: tuple[float, ...]
    heights: tuple[float, ...]
    lines: dict[tuple[int, int], tuple[str, ...]]

    @property
    def width(self) -> float:
        """Of all columns."""
        return sum(self.widths)


def wrapped(text: str, font: str, size: float, width: float) -> tuple[str, ...]:
    """Lines of words that are no wider, where a word allows it."""
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_pt(longer, font, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)


def _font(cell: TruthCell, content: Content, look: Look) -> str:
    bold = (
        (look.bold_head and cell.row < content.header_rows)
        or (look.bold_total and cell.row in content.totals)
        or (look.bold_section and cell.row in content.sections)
    )
    return look.family.bold if bold else look.family.regular


def measure(content: Content, look: Look, available: float) -> Measured | None:
    """The sizes of all rows and columns; ``None`` where it is wider than there is room."""
    widths = [0.0] * content.columns
    for cell in content.cells:
        if cell.column_span > 1:
            continue
        most = look.stub_em if cell.column == 0 else look.head_em if cell.row < content.header_rows else 12
        font = _font(cell, content, look)
        text = cell.text.replace(" ", "\0") if cell.column in content.numeric and cell.row >= content.header_rows else (
            cell.text
        )  # fmt: skip
        lines = wrapped(text, font, look.size, most * look.size)
        wide = max(width_pt(line.replace("\0", " "), font, look.size) for line in lines) + 2 * look.pad_x
        wide += look.indent * content.indents[cell.row] if cell.column == 0 else 0
        widths[cell.column] = max(widths[cell.column], wide)
    if sum(widths) > available:
        return None
    if look.full_width:
        more = (available - sum(widths)) / content.columns
        widths = [one + min(more, 40) for one in widths]
    lines = {}
    heights = [look.leading + 2 * look.pad_y] * content.rows
    for cell in sorted(content.cells, key=lambda one: one.row_span):
        indent = look.indent * content.indents[cell.row] if cell.column == 0 else 0
        room = sum(widths[cell.column : cell.column + cell.column_span]) - 2 * look.pad_x - indent
        is_number = cell.column in content.numeric and cell.row >= content.header_rows
        cut = (cell.text,) if is_number else wrapped(cell.text, _font(cell, content, look), look.size, room + 0.01)
        lines[cell.row, cell.column] = cut
        needed = len(cut) * look.leading + 2 * look.pad_y
        rows = range(cell.row, cell.row + cell.row_span)
        short = needed - sum(heights[row] for row in rows)
        if short > 0:
            heights[rows[-1]] += short
    return Measured(content, look, tuple(widths), tuple(heights), lines)


def paint(canvas: Any, table: Measured, rows: list[int], x: float, top: float, page_height: float) -> float:
    """Draw some rows from ``top``, measured from the top of the page; returns where they end."""
    tops = {}
    y = top
    for row in rows:
        tops[row] = y
        y += table.heights[row]
    _fills(canvas, table, rows, tops, x, page_height)
    for cell in table.content.cells:
        if cell.row in tops:
            _text(canvas, table, cell, x, tops[cell.row], page_height)
    _rules(canvas, table, rows, tops, x, page_height)
    return y


def _fills(
    canvas: Any, table: Measured, rows: list[int], tops: dict[int, float], x: float, page_height: float
) -> None:
    look = table.look
    for index, row in enumerate(rows):
        head = row < table.content.header_rows
        if (head and look.shaded_head) or (not head and look.kind == "zebra" and index % 2):
            canvas.setFillGray(0.85 if head else 0.92)
            bottom = page_height - tops[row] - table.heights[row]
            canvas.rect(x, bottom, table.width, table.heights[row], stroke=0, fill=1)
    canvas.setFillGray(0)


def _text(canvas: Any, table: Measured, cell: TruthCell, x: float, top: float, page_height: float) -> None:
    look, content = table.look, table.content
    font, lines = _font(cell, content, look), table.lines[cell.row, cell.column]
    is_head = cell.row < content.header_rows
    indent = look.indent * content.indents[cell.row] if cell.column == 0 else 0
    left = x + sum(table.widths[: cell.column]) + look.pad_x + indent
    right = x + sum(table.widths[: cell.column + cell.column_span]) - look.pad_x
    height = sum(table.heights[cell.row : cell.row + cell.row_span])
    room = height - 2 * look.pad_y - len(lines) * look.leading
    upright = look.head_upright if is_head else look.upright
    y = top + look.pad_y + room * {"top": 0, "middle": 0.5, "bottom": 1}[upright]
    align = _alignment(cell, content, look)
    canvas.setFont(font, look.size)
    for line in lines:
        base = page_height - y - (look.leading - look.size) / 2 - ascent_pt(font, look.size)
        wide = width_pt(line, font, look.size)
        at = {"left": left, "right": right - wide, "centre": (left + right - wide) / 2}[align]
        canvas.drawString(at, base, line)
        y += look.leading


def _alignment(cell: TruthCell, content: Content, look: Look) -> str:
    if cell.column_span > 1 and cell.row < content.header_rows:
        return "centre"
    if cell.column not in content.numeric:
        return "left"
    if cell.row < content.header_rows and look.heads != "same":
        return look.heads
    return look.numbers


def _rules(
    canvas: Any, table: Measured, rows: list[int], tops: dict[int, float], x: float, page_height: float
) -> None:
    look, content = table.look, table.content
    canvas.setLineWidth(look.rule)
    edges = [x + sum(table.widths[:column]) for column in range(content.columns + 1)]
    bottom = tops[rows[-1]] + table.heights[rows[-1]]
    last_head = max((row for row in rows if row < content.header_rows), default=None)

    def across(y: float, left: float = edges[0], right: float = edges[-1]) -> None:
        canvas.line(left, page_height - y, right, page_height - y)

    if look.kind in {"booktabs", "framed", "column_ruled"}:
        across(tops[rows[0]])
        across(bottom)
        if last_head is not None:
            across(tops[last_head] + table.heights[last_head])
            _under_groups(across, table, tops, edges)
    if look.kind in {"row_ruled", "ruled", "open_ruled"}:
        _between_cells(canvas, table, rows, tops, edges, page_height)
    if look.kind == "framed":
        for edge in (edges[0], edges[-1]):
            canvas.line(edge, page_height - tops[rows[0]], edge, page_height - bottom)
    if look.kind == "column_ruled":
        start = tops[rows[0]] if content.header_rows == 1 or last_head is None else tops[last_head]
        for edge in edges[1:-1]:
            canvas.line(edge, page_height - start, edge, page_height - bottom)


def _under_groups(across: Any, table: Measured, tops: dict[int, float], edges: list[float]) -> None:
    for cell in table.content.cells:
        if cell.row < table.content.header_rows and cell.column_span > 1 and cell.row in tops:
            inset = table.look.pad_x / 2
            y = tops[cell.row] + table.heights[cell.row]
            across(y, edges[cell.column] + inset, edges[cell.column + cell.column_span] - inset)


def _between_cells(
    canvas: Any, table: Measured, rows: list[int], tops: dict[int, float], edges: list[float], page_height: float
) -> None:
    """Every edge of every cell, empty ones too; only those along the rows, or without the outer uprights."""
    look, content = table.look, table.content
    covered = {
        (cell.row + down, cell.column + right): cell
        for cell in content.cells
        for down in range(cell.row_span)
        for right in range(cell.column_span)
    }
    for row in rows:
        top, bottom = tops[row], tops[row] + table.heights[row]
        for column in range(content.columns):
            here = covered.get((row, column))
            left_of, above = covered.get((row, column - 1)), covered.get((row - 1, column))
            if not here or here != above or row == rows[0]:
                canvas.line(edges[column], page_height - top, edges[column + 1], page_height - top)
            inner = column > 0 or look.kind == "ruled"
            if look.kind != "row_ruled" and inner and (not here or here != left_of):
                canvas.line(edges[column], page_height - top, edges[column], page_height - bottom)
        if look.kind == "ruled":
            canvas.line(edges[-1], page_height - top, edges[-1], page_height - bottom)
    end = tops[rows[-1]] + table.heights[rows[-1]]
    canvas.line(edges[0], page_height - end, edges[-1], page_height - end)
