"""Draws a table on a ReportLab canvas, row by row from the top, and tells which rows fitted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.tables.looks import Look
from tests.tables.model import MARKS, Content, TruthCell
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
        broken = wrapped(text, font, look.size, most * look.size)
        wide = max(width_pt(line.replace("\0", " "), font, look.size) for line in broken) + 2 * look.pad_x
        wide += look.indent * content.indents[cell.row] if cell.column == 0 else 0
        widths[cell.column] = max(widths[cell.column], wide)
    if sum(widths) > available:
        return None
    if look.full_width:
        more = (available - sum(widths)) / content.columns
        widths = [one + min(more, 40) for one in widths]
    lines: dict[tuple[int, int], tuple[str, ...]] = {}
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


@dataclass(frozen=True, slots=True)
class Place:
    """Some rows of a table on a sheet: their tops, from the top of the page, and the table's left edge."""

    canvas: Any
    table: Measured
    x: float
    tops: dict[int, float]
    page_height: float

    @property
    def rows(self) -> list[int]:
        """The rows that are drawn, from the top."""
        return list(self.tops)

    @property
    def bottom(self) -> float:
        """Where the last row ends."""
        last = self.rows[-1]
        return self.tops[last] + self.table.heights[last]

    def line(self, x0: float, top: float, x1: float, bottom: float) -> None:
        """A rule."""
        self.canvas.line(x0, self.page_height - top, x1, self.page_height - bottom)


def paint(canvas: Any, table: Measured, rows: list[int], corner: tuple[float, float], page_height: float) -> float:
    """Draw some rows from the ``corner``, left and from the top of the page; returns where they end."""
    tops = {}
    y = corner[1]
    for row in rows:
        tops[row] = y
        y += table.heights[row]
    place = Place(canvas, table, corner[0], tops, page_height)
    _fills(place)
    for cell in table.content.cells:
        if cell.row in tops:
            _text(place, cell)
    _rules(place)
    return y


def _fills(place: Place) -> None:
    table, look = place.table, place.table.look
    for index, row in enumerate(place.rows):
        head = row < table.content.header_rows
        if (head and look.shaded_head) or (not head and look.kind == "zebra" and index % 2):
            place.canvas.setFillGray(0.85 if head else 0.92)
            bottom = place.page_height - place.tops[row] - table.heights[row]
            place.canvas.rect(place.x, bottom, table.width, table.heights[row], stroke=0, fill=1)
    place.canvas.setFillGray(0)


def _text(place: Place, cell: TruthCell) -> None:
    table, look, content = place.table, place.table.look, place.table.content
    font, lines = _font(cell, content, look), table.lines[cell.row, cell.column]
    indent = look.indent * content.indents[cell.row] if cell.column == 0 else 0
    left = place.x + sum(table.widths[: cell.column]) + look.pad_x + indent
    right = place.x + sum(table.widths[: cell.column + cell.column_span]) - look.pad_x
    room = sum(table.heights[cell.row : cell.row + cell.row_span]) - 2 * look.pad_y - len(lines) * look.leading
    upright = look.head_upright if cell.row < content.header_rows else look.upright
    y = place.tops[cell.row] + look.pad_y + room * {"top": 0, "middle": 0.5, "bottom": 1}[upright]
    align = _alignment(cell, content, look)
    at = left
    for line in lines:
        base = place.page_height - y - (look.leading - look.size) / 2 - ascent_pt(font, look.size)
        wide = width_pt(line, font, look.size)
        at = {"left": left, "right": right - wide, "centre": (left + right - wide) / 2}[align]
        _line(place, line, (at, base), font, left)
        y += look.leading
    is_label = cell.column == 0 and cell.row >= content.header_rows and cell.row not in content.sections
    if look.leaders and is_label and 0 not in content.numeric:
        _leaders(place, at + width_pt(lines[-1], font, look.size), right, base)


def _line(place: Place, line: str, at: tuple[float, float], font: str, left: float) -> None:
    """One line; a currency sign by itself at the left of the column, a mark of a note raised."""
    canvas, look = place.canvas, place.table.look
    canvas.setFont(font, look.size)
    x, base = at
    if line.startswith("$ "):
        canvas.drawString(left, base, "$")
        x, line = x + width_pt("$ ", font, look.size), line[2:]
    mark = line[-1] if line[-1] in MARKS else ""
    canvas.drawString(x, base, line.removesuffix(mark))
    if mark:
        x += width_pt(line.removesuffix(mark), font, look.size)
        canvas.setFont(font, 0.65 * look.size)
        canvas.drawString(x, base + 0.35 * look.size, str(1 + MARKS.index(mark)))


def _leaders(place: Place, start: float, end: float, base: float) -> None:
    step = width_pt(".", place.table.look.family.regular, place.table.look.size)
    dots = int((end - start - 4) / step)
    if dots > 2:
        place.canvas.setFont(place.table.look.family.regular, place.table.look.size)
        place.canvas.drawString(start + 2, base, "." * dots)


def _alignment(cell: TruthCell, content: Content, look: Look) -> str:
    if cell.column_span > 1 and cell.row < content.header_rows:
        return "centre"
    if cell.column not in content.numeric:
        return "left"
    if cell.row < content.header_rows and look.heads != "same":
        return look.heads
    return look.numbers


def _rules(place: Place) -> None:
    table, look, content, tops = place.table, place.table.look, place.table.content, place.tops
    place.canvas.setLineWidth(look.rule)
    edges = [place.x + sum(table.widths[:column]) for column in range(content.columns + 1)]
    first, bottom = tops[place.rows[0]], place.bottom
    last_head = max((row for row in place.rows if row < content.header_rows), default=None)
    if look.kind in {"booktabs", "framed", "column_ruled"}:
        place.line(edges[0], first, edges[-1], first)
        place.line(edges[0], bottom, edges[-1], bottom)
        if last_head is not None:
            under = tops[last_head] + table.heights[last_head]
            place.line(edges[0], under, edges[-1], under)
            _under_groups(place, edges)
    if look.kind in {"row_ruled", "ruled", "open_ruled"}:
        _between_cells(place, edges)
    if look.kind == "framed":
        for edge in (edges[0], edges[-1]):
            place.line(edge, first, edge, bottom)
    if look.kind == "column_ruled":
        start = first if content.header_rows == 1 or last_head is None else tops[last_head]
        for edge in edges[1:-1]:
            place.line(edge, start, edge, bottom)


def _under_groups(place: Place, edges: list[float]) -> None:
    for cell in place.table.content.cells:
        if cell.row < place.table.content.header_rows and cell.column_span > 1 and cell.row in place.tops:
            inset = place.table.look.pad_x / 2
            y = place.tops[cell.row] + place.table.heights[cell.row]
            place.line(edges[cell.column] + inset, y, edges[cell.column + cell.column_span] - inset, y)


def _between_cells(place: Place, edges: list[float]) -> None:
    """Every edge of every cell, empty ones too; only those along the rows, or without the outer uprights."""
    look, content = place.table.look, place.table.content
    covered = {
        (cell.row + down, cell.column + right): cell
        for cell in content.cells
        for down in range(cell.row_span)
        for right in range(cell.column_span)
    }
    for row, top in place.tops.items():
        bottom = top + place.table.heights[row]
        for column in range(content.columns):
            here = covered.get((row, column))
            if not here or here != covered.get((row - 1, column)) or row == place.rows[0]:
                place.line(edges[column], top, edges[column + 1], top)
            inner = column > 0 or look.kind == "ruled"
            if look.kind != "row_ruled" and inner and (not here or here != covered.get((row, column - 1))):
                place.line(edges[column], top, edges[column], bottom)
        if look.kind == "ruled":
            place.line(edges[-1], top, edges[-1], bottom)
    place.line(edges[0], place.bottom, edges[-1], place.bottom)
