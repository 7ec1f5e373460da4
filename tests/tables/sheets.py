"""Documents of pages with tables, captions, notes and running text around them, by ReportLab."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from tests.tables.content import make_content
from tests.tables.looks import KINDS, make_look
from tests.tables.model import Content, TruthTable
from tests.tables.paint import Measured, measure, paint, wrapped
from tests.tables.words import ENGLISH, SWEDISH, Language, phrase, sentence
from tests.typeset.fonts import register, width_pt
from tests.worlds.dice import Dice

WIDTH, HEIGHT, MARGIN, GUTTER = 595.0, 842.0, 56.0, 20.0
BODY = "Times-Roman"
BODY_PT, BODY_LEADING = 10.0, 12.5
LAYOUTS = ("one_column", "one_column", "one_column", "two_columns", "across_columns", "side_by_side", "over_pages")


def draw(seed: int, kind: str, path: Path) -> tuple[TruthTable, ...]:
    """Write one document whose tables are of one kind; the same seed gives the same document."""
    register()
    dice = Dice(100 * seed + KINDS.index(kind))
    language = dice.one((ENGLISH, ENGLISH, SWEDISH))
    canvas = Canvas(str(path), pagesize=(WIDTH, HEIGHT), invariant=1)
    book = _Book(dice, language, canvas)
    layout = dice.one(LAYOUTS)
    if layout == "two_columns":
        _two_columns(book, kind)
    elif layout == "across_columns":
        _across_columns(book, kind)
    elif layout == "side_by_side":
        _side_by_side(book, kind)
    elif layout == "over_pages":
        _over_pages(book, kind)
    else:
        _one_column(book, kind)
    canvas.save()
    return tuple(book.tables)


class _Book:
    """The document being written: where it has come to on its page, and the tables so far."""

    def __init__(self, dice: Dice, language: Language, canvas: Any) -> None:
        self.dice, self.language, self.canvas = dice, language, canvas
        self.page, self.tables = 1, list[TruthTable]()
        self._head()

    def _head(self) -> None:
        self.canvas.setFont(BODY, 8)
        self.canvas.drawString(MARGIN, HEIGHT - 30, phrase(Dice(1), self.language, 5))
        self.canvas.drawRightString(WIDTH - MARGIN, 30, str(self.page + 10))

    def turn(self) -> None:
        self.canvas.showPage()
        self.page += 1
        self._head()

    def paragraph(self, x: float, top: float, width: float, sentences: int) -> float:
        """Justified running text; returns where it ends."""
        text = " ".join(sentence(self.dice, self.language) for _ in range(sentences))
        lines = wrapped(text, BODY, BODY_PT, width)
        y = top
        for line in lines:
            spaces = line.count(" ")
            loose = width - width_pt(line, BODY, BODY_PT)
            written = self.canvas.beginText(x, HEIGHT - y - BODY_PT)
            written.setFont(BODY, BODY_PT)
            written.setWordSpace(loose / spaces if spaces and line != lines[-1] else 0)
            written.textOut(line)
            self.canvas.drawText(written)
            y += BODY_LEADING
        return y

    def text(self, corner: tuple[float, float], width: float, text: str, size: float, font: str = BODY) -> float:
        """Ragged lines from a corner; returns where they end."""
        x, y = corner
        for line in wrapped(text, font, size, width):
            self.canvas.setFont(font, size)
            self.canvas.drawString(x, HEIGHT - y - size, line)
            y += 1.2 * size
        return y

    def table(self, x: float, top: float, measured: Measured, rows: list[int]) -> float:
        """A table, or some of its rows, and its truth."""
        bottom = paint(self.canvas, measured, rows, (x, top), HEIGHT)
        box = (x, top, x + measured.width, bottom)
        content = measured.content
        at = {row: index for index, row in enumerate(rows)}
        cells = tuple(replace(cell, row=at[cell.row]) for cell in content.cells if cell.row in at)
        heads = sum(row < content.header_rows for row in rows)
        self.tables.append(TruthTable(measured.look.kind, self.page, box, heads, cells))
        return bottom

    def around(self, x: float, top: float, measured: Measured, rows: list[int], width: float) -> float:
        """A table with its caption above and a note below, each by lot."""
        y = top
        if self.dice.chance(0.75):
            number = self.dice.whole(1, 30)
            caption = f"{self.language.table} {number}. {phrase(self.dice, self.language, self.dice.whole(3, 9))}"
            y = self.text((x, y), width, caption, 9, "Helvetica-Bold") + self.dice.part(2, 10)
        y = self.table(x, y, measured, rows)
        if self.dice.chance(0.5):
            note = f"{self.language.note} {sentence(self.dice, self.language)}"
            y = self.text((x, y + self.dice.part(2, 6)), width, note, 7.5)
        return y


def fitting(dice: Dice, language: Language, kind: str, width: float, height: float) -> Measured:
    """A table of a kind that has room."""
    most_columns, most_rows = max(3, int(width / 60)), max(4, int(height / 22))
    while True:
        content = make_content(dice, language, kind, most_columns, most_rows)
        measured = measure(content, make_look(dice, kind), width)
        if measured and sum(measured.heights) <= height:
            return measured


def _rows(content: Content) -> list[int]:
    return list(range(content.rows))


def _one_column(book: _Book, kind: str) -> None:
    dice, width = book.dice, WIDTH - 2 * MARGIN
    y = MARGIN
    if dice.chance(0.7):
        y = book.paragraph(MARGIN, y, width, dice.whole(2, 6)) + dice.part(10, 24)
    for _ in range(dice.whole(1, 2)):
        room = HEIGHT - MARGIN - y - 70
        if room < 160:
            break
        measured = fitting(dice, book.language, kind, width, room)
        x = MARGIN + dice.one((0, 0, 1)) * (width - measured.width) / 2
        y = book.around(x, y, measured, _rows(measured.content), width) + dice.part(14, 30)
        if y < HEIGHT - 150 and dice.chance(0.7):
            y = book.paragraph(MARGIN, y, width, dice.whole(1, 3)) + dice.part(10, 24)


def _two_columns(book: _Book, kind: str) -> None:
    """Running text in two columns, with a table in one of them."""
    dice, width = book.dice, (WIDTH - 2 * MARGIN - GUTTER) / 2
    side = dice.one((0, 1))
    for column in (0, 1):
        x, y = MARGIN + column * (width + GUTTER), MARGIN
        y = book.paragraph(x, y, width, dice.whole(2, 5)) + 12
        if column == side:
            measured = fitting(dice, book.language, kind, width, HEIGHT - MARGIN - y - 220)
            y = book.around(x, y, measured, _rows(measured.content), width) + dice.part(12, 20)
        while y < HEIGHT - 220:
            y = book.paragraph(x, y, width, dice.whole(2, 4)) + 8


def _across_columns(book: _Book, kind: str) -> None:
    """Running text in two columns, above and below a table that is as wide as both."""
    dice, width = book.dice, (WIDTH - 2 * MARGIN - GUTTER) / 2
    above = dice.whole(2, 4)
    tops = [book.paragraph(MARGIN + column * (width + GUTTER), MARGIN, width, above) for column in (0, 1)]
    measured = fitting(dice, book.language, kind, WIDTH - 2 * MARGIN, 330)
    y = book.around(MARGIN, max(tops) + 18, measured, _rows(measured.content), WIDTH - 2 * MARGIN) + 18
    for column in (0, 1):
        book.paragraph(MARGIN + column * (width + GUTTER), y, width, dice.whole(3, 5))


def _side_by_side(book: _Book, kind: str) -> None:
    dice, width = book.dice, (WIDTH - 2 * MARGIN - 30) / 2
    top = book.paragraph(MARGIN, MARGIN, WIDTH - 2 * MARGIN, dice.whole(2, 4)) + 20
    for column in (0, 1):
        measured = fitting(dice, book.language, kind, width, 300)
        x = MARGIN + column * (width + 30)
        y = book.text((x, top), width, f"{book.language.table} {column + 1}", 9, "Helvetica-Bold") + 6
        book.table(x, y, measured, _rows(measured.content))


def _over_pages(book: _Book, kind: str) -> None:
    """A table cut by a page break, its header repeated by lot."""
    dice, width = book.dice, WIDTH - 2 * MARGIN
    measured = fitting(dice, book.language, kind, width, 600)
    content = measured.content
    cuts = [row for row in range(content.header_rows + 2, content.rows - 2) if row - 1 not in content.sections]
    if not cuts:
        book.around(MARGIN, MARGIN, measured, _rows(content), width)
        return
    cut = dice.one(cuts)
    first, rest = list(range(cut)), list(range(cut, content.rows))
    above = HEIGHT - MARGIN - 40 - sum(measured.heights[row] for row in first)
    y = book.paragraph(MARGIN, MARGIN, width, dice.whole(1, 3))
    book.around(MARGIN, max(y + 15, min(above, y + 60)), measured, first, width)
    book.turn()
    repeated = list(range(content.header_rows)) if dice.chance(0.6) else []
    y = book.table(MARGIN, MARGIN, measured, repeated + rest) + 25
    book.paragraph(MARGIN, y, width, dice.whole(1, 3))
