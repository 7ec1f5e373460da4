"""What a table says: header, stub, numbers, all by lot."""

from __future__ import annotations

from dataclasses import dataclass

from tests.tables.model import MARKS, Content, TruthCell
from tests.tables.words import Language, Numbers, numbers, phrase
from tests.worlds.dice import Dice

Row = list[str]


@dataclass(frozen=True, slots=True)
class _Body:
    rows: list[Row]
    indents: list[int]
    sections: set[int]
    totals: set[int]


def make_content(dice: Dice, language: Language, kind: str, most_columns: int, most_rows: int) -> Content:
    """A table of numbers, sometimes one of words.

    Only rules around cells show that the heading of a section goes across; without them it is a cell of the stub.
    """
    across = kind in {"ruled", "open_ruled"}
    columns = dice.whole(2, most_columns)
    words_too = dice.chance(0.18)
    text_columns = {0} | ({dice.whole(1, columns - 1)} if words_too else set())
    if dice.chance(0.06):
        text_columns = set(range(columns))
    header, header_rows = _header(dice, language, columns)
    body = _body(dice, language, columns, frozenset(text_columns), dice.whole(3, most_rows))
    cells = list(header)
    for index, row in enumerate(body.rows):
        at = header_rows + index
        if index in body.sections:
            cells.append(TruthCell(at, 0, row[0], 1, columns if across else 1))
            continue
        cells.extend(TruthCell(at, column, text) for column, text in enumerate(row) if text)
    return Content(
        rows=header_rows + len(body.rows),
        columns=columns,
        header_rows=header_rows,
        cells=tuple(cells),
        numeric=frozenset(range(columns)) - text_columns,
        indents=(*[0] * header_rows, *body.indents),
        sections=frozenset(header_rows + one for one in body.sections),
        totals=frozenset(header_rows + one for one in body.totals),
    )


def _header(dice: Dice, language: Language, columns: int) -> tuple[list[TruthCell], int]:
    """One level, or two with names over several columns."""
    years = dice.chance(0.25)
    first = dice.whole(1990, 2020)
    names = [str(first + step) for step in range(columns)] if years else dice.some(language.heads, columns)
    stub = phrase(dice, language, dice.whole(1, 2)) if dice.chance(0.7) else ""
    if columns < 4 or dice.chance(0.55):
        cells = [TruthCell(0, column, names[column]) for column in range(1, columns)]
        return ([TruthCell(0, 0, stub), *cells] if stub else cells), 1
    cells = [TruthCell(0, 0, stub, 2, 1)] if stub else []
    groups = dice.shuffled(language.groups)
    column = 1
    while column < columns:
        wide = min(dice.whole(1, 3), columns - column)
        if wide == 1:
            cells.append(TruthCell(0, column, names[column], 2, 1))
        else:
            cells.append(TruthCell(0, column, groups.pop(), 1, wide))
            cells.extend(TruthCell(1, column + step, names[column + step]) for step in range(wide))
        column += wide
    if all(cell.row_span == 2 for cell in cells):
        return [TruthCell(0, cell.column, cell.text) for cell in cells], 1
    return cells, 2


def _body(dice: Dice, language: Language, columns: int, text_columns: frozenset[int], count: int) -> _Body:
    thousands = dice.one(language.thousands)
    ways = {column: numbers(dice, language, thousands) for column in range(columns) if column not in text_columns}
    gaps, has_sections, has_total = dice.chance(0.3), dice.chance(0.25), dice.chance(0.4)
    longest = dice.one((2, 3, 3, 6, 9))
    marked, dollars = dice.chance(0.25), language.point == "." and dice.chance(0.2)
    body = _Body([], [], set(), set())
    sums = dict.fromkeys(ways, 0)
    for index in range(count):
        if has_sections and index % 4 == 0 and index < count - 1:
            body.sections.add(len(body.rows))
            body.rows.append([phrase(dice, language, dice.whole(1, 3)), *[""] * (columns - 1)])
            body.indents.append(0)
        row = [""] * columns
        for column in range(columns):
            if column in ways:
                value = _value(dice, ways[column])
                missing = gaps and dice.chance(0.15)
                sums[column] += 0 if missing else value
                absent = dice.one((*language.missing, "", ""))
                row[column] = absent if missing else ways[column].text(value)
            else:
                row[column] = phrase(dice, language, dice.whole(1, longest if column == 0 else 5))
        row[0] += dice.one(MARKS) if marked and 0 not in ways and dice.chance(0.2) else ""
        if dollars and index == 0:
            row = [f"$ {text}" if _is_amount(text, at, ways) else text for at, text in enumerate(row)]
        body.rows.append(row)
        body.indents.append(1 if has_sections else 0)
    if has_total and ways:
        body.totals.add(len(body.rows))
        totals = [ways[column].text(sums[column]) if column in ways else "" for column in range(columns)]
        body.rows.append([language.total, *totals[1:]] if 0 not in ways else totals)
        body.indents.append(0)
    return body


def _is_amount(text: str, column: int, ways: dict[int, Numbers]) -> bool:
    return column in ways and text[:1].isdigit() and "%" not in text


def _value(dice: Dice, way: Numbers) -> int:
    low = -way.largest // 3 if dice.chance(0.1) and not way.percent else 0
    return dice.whole(low, way.largest * 10**way.decimals)
