"""Tables by white space: columns by rivers, rows by lines, with what rules there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.extract.grids.columns import Columns, columns_by_rules, columns_of
from pipeline.extract.grids.draft import Draft, Room, compact
from pipeline.extract.grids.headers import header_rooms
from pipeline.extract.grids.lines import Line, full_rules, header_lines, table_lines
from pipeline.extract.grids.row_groups import Row, row_groups
from pipeline.extract.grids.rules import Rules, levels
from pipeline.extract.grids.spanning_names import NOTHING_SPANS, Spanned, spanning_rooms, without_spanning_names
from pipeline.extract.grids.words import text_of_line
from pipeline.model.document import Word
from pipeline.model.geometry import BBox

KIND = "aligned"
ALIGNED, ROW_RULED, COLUMN_RULED = "aligned", "row_ruled", "column_ruled"

# Upright rules nearer to each other are one, drawn double.
APART_PT = 3.0


@dataclass(frozen=True, slots=True)
class _Lines:
    """A table's lines above and below the end of its header, levels of rules across, and all rules."""

    header: Sequence[Line]
    body: Sequence[Line]
    across: Sequence[float]
    rules: Rules
    region: BBox


def read_aligned(words: Sequence[Word], rules: Rules, region: BBox) -> list[Draft]:
    """What white space makes of a table: with rows by lines; by rules across, where there are; columns by rules."""
    lines = table_lines(words, rules.upright)
    if len(lines) < 2:  # noqa: PLR2004 -- a row alone is no table
        return []
    full = full_rules(rules.level, region)
    head = header_lines(lines, full)
    table = _Lines(lines[:head], lines[head:], [rule.at for rule in full], rules, region)
    drawn = levels((rule.at for rule in rules.upright if rule.length > 2 * lines[0].size_pt), APART_PT)
    drafts: list[Draft | None] = []
    inner = [rule for rule in table.across if lines[0].bbox.y_mid < rule < lines[-1].bbox.y_mid]
    columns = columns_of(table.header, table.body, drawn, in_bands=len(inner) > 1)
    if columns is not None:
        drafts.append(_by_lines(ALIGNED, table, columns))
        if len(inner) > 1:
            drafts.append(_by_rules(table, columns, inner))
    left, right = min(line.bbox.x0 for line in lines), max(line.bbox.x1 for line in lines)
    between_rules = columns_by_rules(table.body, [at for at in drawn if left < at < right])
    if between_rules is not None:
        drafts.append(_by_lines(COLUMN_RULED, table, between_rules))
    return [draft for draft in drafts if draft is not None]


def _by_lines(reader: str, table: _Lines, columns: Columns) -> Draft | None:
    spanned = without_spanning_names([_row(line, columns) for line in table.body], table.across)
    groups = row_groups(spanned.rows, columns, table.across)
    return _draft(reader, table, columns, groups, spanned)


def _by_rules(table: _Lines, columns: Columns, inner: Sequence[float]) -> Draft | None:
    """All lines between two rules across as one row."""
    groups: dict[int, list[Row]] = {}
    for line in table.body:
        groups.setdefault(sum(line.bbox.y_mid > rule for rule in inner), []).append(_row(line, columns))
    return _draft(ROW_RULED, table, columns, [groups[key] for key in sorted(groups)])


def _draft(
    reader: str, table: _Lines, columns: Columns, groups: Sequence[Sequence[Row]], spanned: Spanned = NOTHING_SPANS
) -> Draft | None:
    rooms, head_rows = header_rooms(table.header, columns, table.rules)
    for index, group in enumerate(groups):
        rooms.extend(_rooms_of(head_rows + index, group, columns))
    rooms.extend(spanning_rooms(spanned, groups, table.across, head_rows))
    size = head_rows + len(groups), columns.count
    return compact(Draft(reader, KIND, table.region, *size, head_rows, tuple(rooms)))


def _row(line: Line, columns: Columns) -> Row:
    """A line's words by column; a chunk over several columns is in the first of them."""
    words: dict[int, tuple[Word, ...]] = {}
    for chunk in line.chunks:
        at = columns.at(chunk.bbox.x_mid)
        if chunk.bbox.x0 < columns.edges[at] - chunk.size_pt:
            at = columns.at(chunk.bbox.x0)
        words[at] = (*words.get(at, ()), *chunk.words)
    return Row(line, words, {column: text_of_line(held) for column, held in words.items()})


def _rooms_of(row: int, group: Sequence[Row], columns: Columns) -> list[Room]:
    held: dict[int, list[Word]] = {}
    for one in group:
        for column, words in one.words.items():
            held.setdefault(column, []).extend(words)
    rooms = []
    for column in sorted(held):
        right = max(word.bbox.x1 for word in held[column])
        last = column
        while last + 1 < columns.count and last + 1 not in held and right > columns.extents[last + 1][0] + 1:
            last += 1
        rooms.append(Room(row, column, 1, last - column + 1, tuple(held[column])))
    return rooms
