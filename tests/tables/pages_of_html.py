"""Pages with tables written as HTML and printed by a headless browser: its line breaks, its widths."""

from __future__ import annotations

from html import escape
from pathlib import Path

from tests.gallery.chromium import print_pdf
from tests.tables.content import make_content
from tests.tables.looks import KINDS
from tests.tables.model import Content, TruthCell, TruthTable
from tests.tables.words import ENGLISH, SWEDISH, Language, phrase, sentence
from tests.worlds.dice import Dice

RULES = {
    "ruled": "td, th {border: 0.75pt solid #333}",
    "open_ruled": "td, th {border: 0.75pt solid #333} td:first-child, th:first-child {border-left: none}"
    " td:last-child, th:last-child {border-right: none}",
    "row_ruled": "td, th {border-bottom: 0.5pt solid #777} table {border-top: 0.5pt solid #777}",
    "booktabs": "table {border-top: 1pt solid; border-bottom: 1pt solid} thead {border-bottom: 0.5pt solid}",
    "unruled": "",
    "zebra": "tbody tr:nth-child(even) {background: #e8eef4}",
    "column_ruled": "td + td, th + th {border-left: 0.5pt solid} thead {border-bottom: 0.5pt solid}",
    "framed": "table {border: 1pt solid} thead {border-bottom: 1pt solid}",
}


def draw(seed: int, path: Path) -> tuple[TruthTable, ...]:
    """One page a kind, in one document; ``box`` is not known, a browser lays out."""
    pages, tables = [], []
    for index, kind in enumerate(KINDS):
        dice = Dice(100 * seed + 50 + index)
        language = dice.one((ENGLISH, SWEDISH))
        content = make_content(dice, language, kind, 7, 10)
        pages.append(_page(dice, language, kind, content))
        tables.append(TruthTable(kind, index + 1, (0, 0, 0, 0), content.header_rows, content.cells))
    head = "<style>@page {size: A4; margin: 20mm} section {break-after: page} section:last-child {break-after: auto}"
    head += " table {border-collapse: collapse; margin: 8pt 0} p {text-align: justify}</style>"
    print_pdf(f'<!doctype html><meta charset="utf-8">{head}{"".join(pages)}', path)
    return tuple(tables)


def _page(dice: Dice, language: Language, kind: str, content: Content) -> str:
    scope = f"#t{dice.whole(1, 10**9)}"
    rules = "".join(_scoped(rule, scope) for rule in RULES[kind].split("}") if rule.strip())
    pad = f"{dice.part(0.5, 4):.1f}pt {dice.part(3, 9):.1f}pt"
    look = (
        f"{scope} {{font: {dice.one((8, 9, 10))}pt {dice.one(('Arial', 'Georgia', 'DejaVu Sans'))};"
        f" line-height: {dice.part(1.1, 1.35):.2f}; {dice.one(('', 'width: 100%'))}}}"
        f" {scope} td, {scope} th {{padding: {pad}; vertical-align: {dice.one(('top', 'middle', 'bottom'))}}}"
        f" {scope} th {{font-weight: {dice.one(('normal', 'bold'))}}}"
        f" {scope} .n {{text-align: {dice.one(('right', 'center', 'left'))}; white-space: nowrap}}"
        f" {scope} .s {{text-align: left}} {scope} td.s {{max-width: {dice.whole(90, 170)}pt}}"
    )
    before = " ".join(sentence(dice, language) for _ in range(dice.whole(2, 4)))
    after = " ".join(sentence(dice, language) for _ in range(dice.whole(1, 3)))
    caption = f"<p><b>{language.table} {dice.whole(1, 20)}. {phrase(dice, language, 4)}</b></p>"
    return (
        f"<section><style>{rules} {look}</style><p>{before}</p>{caption}"
        f"<table id={scope[1:]}>{_rows(content)}</table><p>{after}</p></section>"
    )


def _scoped(rule: str, scope: str) -> str:
    selectors, body = rule.split("{")
    every = (scope if one.strip() == "table" else f"{scope} {one.strip()}" for one in selectors.split(","))
    return f"{', '.join(every)} {{{body}}} "


def _rows(content: Content) -> str:
    cells = {(cell.row, cell.column): cell for cell in content.cells}
    taken = {
        (cell.row + down, cell.column + right)
        for cell in content.cells
        for down in range(cell.row_span)
        for right in range(cell.column_span)
    } - set(cells)
    lines = []
    for row in range(content.rows):
        tag = "th" if row < content.header_rows else "td"
        parts = [
            _cell(tag, cells.get((row, column)), column, content)
            for column in range(content.columns)
            if (row, column) not in taken
        ]
        lines.append(f"<tr>{''.join(parts)}</tr>")
    head = "".join(lines[: content.header_rows])
    return f"<thead>{head}</thead><tbody>{''.join(lines[content.header_rows :])}</tbody>"


def _cell(tag: str, cell: TruthCell | None, column: int, content: Content) -> str:
    kind = "n" if column in content.numeric and tag == "td" else "s" if column == 0 else ""
    if cell is None:
        return f"<{tag} class='{kind}'></{tag}>"
    kind = "s" if cell.row in content.sections else kind
    spans = f"rowspan={cell.row_span} colspan={cell.column_span}"
    return f"<{tag} class='{kind}' {spans}>{escape(cell.text)}</{tag}>"
