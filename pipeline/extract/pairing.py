"""Second geometry of boxes and tables: what camelot's reading of the same area says of each number's label."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from pipeline.extract.lines import LEADER_CHARS, Fragment
from pipeline.extract.seen_tables import Rows, SeenTable, index_of, keeps_to, spread_out
from pipeline.model.geometry import BBox
from pipeline.model.printed import Block, Entry, Layout, Pairing, squashed
from pipeline.model.span import Span


def pair_by_tables(
    blocks: Iterable[Block], tables: Sequence[SeenTable], texts: Sequence[Fragment]
) -> tuple[Block, ...]:
    """Add to every entry what the second reader's table says, where one shows the number in its place.

    Without vertical rules that reader parts columns by chance. There it has a say on the row alone, and the column is
    held against the word met first on the way up from the number, if there is one.
    """
    result = []
    every, whole = tuple(blocks), [spread_out(table) for table in tables]
    beside: defaultdict[int, list[Entry]] = defaultdict(list)
    for block in every:
        beside[block.page].extend(block.entries)
    for block in every:
        mine = [table for table in whole if table.page == block.page and table.region == block.region]
        mine = [table for table in mine if keeps_to(table)]
        second = [_look_up(entry, mine, block, beside[block.page]) for entry in block.entries]
        if block.layout is Layout.ROW_RULED:
            second = [_with_column(one, entry, block, texts) for one, entry in zip(second, block.entries, strict=True)]
        entries = tuple(replace(entry, second=one) for entry, one in zip(block.entries, second, strict=True))
        result.append(replace(block, entries=entries))
    return tuple(result)


def _look_up(entry: Entry, tables: Sequence[SeenTable], block: Block, beside: Sequence[Entry]) -> Pairing | None:
    for table in tables:
        place = _cell_of(entry.number, table, block.layout)
        if place is not None:
            seen = (
                _from_cell(entry, table, place, block)
                if block.layout.is_table
                else _from_row(entry, table, place[0], beside)
            )
            return None if seen is None or _has_two_labels(seen, entry, block) else seen
    return None


def _has_two_labels(seen: Pairing, entry: Entry, block: Block) -> bool:
    """Whether that reader took two rows for one: the label with that of another row before or behind it."""
    told, own = squashed(seen.label), squashed(entry.label.text)
    others = {squashed(one.label.text) for one in block.entries if one is not entry} - {own}
    return any(told in {one + own, own + one} for one in others)


def _word_above(number: BBox, block: Block, texts: Sequence[Fragment]) -> str:
    """The word met first on the way up from the number to the top of its block: the last of its column's heading."""
    words = [word for text in texts if text.page == block.page for word in text.words]
    over = [
        word
        for word in words
        if block.region.holds_centre_of(word.bbox) and word.bbox.y_mid < number.top and word.bbox.x_overlap(number) > 0
    ]
    return max(over, key=lambda word: word.bbox.y_mid).text if over else ""


def _cell_of(number: Span, table: SeenTable, layout: Layout) -> tuple[int, int] | None:
    """Row and column of the cell around the number's centre, if the number is printed there.

    Of a list, whose columns are found by chance, it may be anywhere in that row; of a table only where its cell has not
    got it, nor the one that spans its row.
    """
    box = number.bbox
    row = index_of(box.y_mid, table.row_spans)
    column = index_of(box.x_mid, table.column_spans)
    if row is None or column is None:
        return None
    printed = squashed(number.text)
    in_row = (row, column) if printed in squashed("".join(table.rows[row])) else None
    if in_row and not layout.is_table:
        return in_row
    # A spanning cell's text stands in the first of its rows, so an empty cell means: look above.
    filled = next((index for index in range(row, -1, -1) if table.rows[index][column].strip()), row)
    return (filled, column) if printed in squashed(table.rows[filled][column]) else in_row


def _from_row(entry: Entry, table: SeenTable, row: int, beside: Sequence[Entry]) -> Pairing | None:
    """A line of a list: what stands beside the number, on as many lines as the label has; ``None`` if nothing does.

    The heading is the next line up that is no row of the list, or that one with the lines right above it. ``beside``
    are all entries of the page: that reader may take two lists side by side for one.
    """
    lines = ["  ".join(cell for cell in cells if cell.strip()) for cells in table.rows]
    pairs = {
        squashed(pair)
        for one in beside
        for pair in (one.label.text + one.number.text, one.number.text + one.label.text)
    }
    inside = (one.label for one in beside if table.region.holds_centre_of(one.label.bbox))
    of_labels = {index for label in inside for index in _rows_beside(label, table)}
    free = [index for index in range(row) if index not in of_labels and squashed(lines[index]) not in pairs]
    headings = [" ".join(lines[first : free[-1] + 1]) for first in _run_up_to(free)]
    own = sorted({row, *_rows_beside(entry.label, table)})
    label = [_without_number(lines[one], entry.number.text) if one == row else lines[one] for one in own]
    told = _behind_others(" ".join(part for part in label if part), pairs)
    return Pairing("camelot", told, tuple(headings)) if told else None


def _behind_others(text: str, pairs: Collection[str]) -> str:
    """The text without the other labels and numbers that a row of two columns begins with."""
    starts = [end for end in range(1, len(text) + 1) if text[end - 1].isdigit() and squashed(text[:end]) in pairs]
    return _behind_others(text[starts[-1] :].strip(), pairs) if starts else text


def _rows_beside(label: Span, table: SeenTable) -> list[int]:
    """The rows of the second reader's table at the height of a label."""
    box = label.bbox
    return [index for index, (top, bottom) in enumerate(table.row_spans) if box.top < (top + bottom) / 2 < box.bottom]


def _run_up_to(indexes: Sequence[int]) -> list[int]:
    """The last of the indexes, and those that lead up to it without a gap, the last one first."""
    run = list(indexes[-1:])
    for index in reversed(indexes[:-1]):
        if index != run[-1] - 1:
            break
        run.append(index)
    return run


def _from_cell(entry: Entry, table: SeenTable, place: tuple[int, int], block: Block) -> Pairing:
    """A cell of a ruled table: the next text to its left, and whatever may stand over that or over the column."""
    row, column = place
    cells = table.rows[row]
    own = [line for line in cells[column].splitlines() if _has_letters(line)]
    if own:
        mine = next((line for line in own if squashed(entry.number.text) in squashed(line)), own[-1])
        over = [_texts_above(table.rows, row - 1, column)] if row else []
        return Pairing("camelot", _without_number(mine, entry.number.text), (*over, *own))
    filled = [index for index in range(column) if _has_letters(cells[index])]
    label = filled[-1] if filled else None
    above = [*range(label or 0), *([column] if block.layout is Layout.RULED else [])]
    headings = [_texts_above(table.rows, row, index) for index in above]
    wrapped = {index for one in block.entries if len(one.label.boxes) > 1 for index in _rows_beside(one.label, table)}
    rows = [cells for index, cells in enumerate(table.rows[:row]) if index not in wrapped]
    headings.append(_section_above(rows, label or 0))
    named = _label_around(entry, table, row, label) if label is not None else ""
    if squashed(entry.number.text) not in squashed(cells[column]):  # it was seen beside its label
        named = _without_number(named, entry.number.text)
    return Pairing("camelot", named, tuple(text for text in headings if text))


def _label_around(entry: Entry, table: SeenTable, row: int, column: int) -> str:
    """A label with its lines above and below the number's, which have nothing beside it."""
    alone = [
        index
        for index in _rows_beside(entry.label, table)
        if not any(cell.strip() for at, cell in enumerate(table.rows[index]) if at != column)
    ]
    return " ".join(table.rows[index][column] for index in sorted({row, *alone}))


def _with_column(seen: Pairing | None, entry: Entry, block: Block, texts: Sequence[Fragment]) -> Pairing | None:
    if seen is None:
        return None
    above = _word_above(entry.number.bbox, block, texts)
    confirmed = [heading.text for heading in entry.headings if above and squashed(above) in squashed(heading.text)]
    return replace(seen, headings=(*seen.headings, *confirmed))


def _texts_above(rows: Rows, row: int, column: int) -> str:
    """The nearest text above in a column, with the lines it was broken over: up to a blank cell or another number."""
    nearest = next((index for index in range(row, -1, -1) if _has_letters(rows[index][column])), None)
    if nearest is None:
        return ""
    first = nearest
    while first > 0 and _has_letters(rows[first - 1][column]) and not re.search(r"\d", rows[first - 1][column]):
        first -= 1
    return " ".join(rows[index][column] for index in range(first, nearest + 1))


def _section_above(rows: Rows, label: int) -> str:
    """The last of the rows in which a single cell is filled, with text, no farther to the right than the label."""
    for cells in reversed(rows):
        filled = [index for index, cell in enumerate(cells) if cell.strip()]
        if len(filled) == 1 and filled[0] <= label and _has_letters(cells[filled[0]]):
            return cells[filled[0]]
    return ""


_LEADERS_AT_END = re.compile(rf"(?<![{LEADER_CHARS}\s:()])[{LEADER_CHARS}\s:()]+$")
"""From the first of them only: tried from each, a line of many thousand dots takes hours."""


def _without_number(line: str, number: str) -> str:
    """A line without the last place where a number stands in it, whatever spaces part its groups."""
    printed = re.compile(r"\s*".join(map(re.escape, number.split())))
    last = next(reversed(list(printed.finditer(line))), None)
    if last is None:
        return line.strip()
    return _LEADERS_AT_END.sub("", line[: last.start()]) or line[last.end() :].strip()


def _has_letters(text: str) -> bool:
    return re.search(r"[^\W\d_]", text) is not None
