"""Numbers of tables, lists and pairs with the labels and headings that they stand under, all as printed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.model.geometry import BBox
from pipeline.model.grid import Cell, Grid
from pipeline.model.observation import SourceKind
from pipeline.model.printed import Block, Entry, Layout, Pairing
from pipeline.model.span import Span
from pipeline.normalise.auto.number_formats import printed_number

MISSING_MARKS = frozenset(
    {"-", "\u2010", "\u2011", "\u2013", "\u2014", "..", "...", "\u2026", ".", "n/a", "na", "n.a.", "u.s.", "ej svar"}
)
"""Marks in place of a number, without regard to case; what one means only the report's own legend says."""

_LETTER = re.compile(r"[^\W\d_]")
_DIGIT = re.compile(r"\d")

_YEAR = re.compile(r"(?:19|20)\d\d")
_FOUR_DIGITS = re.compile(r"\d{4,}")

# A list of contents is short of this only where it is no help, and stands in front.
FEWEST_CONTENTS = 4
LAST_CONTENTS_PAGE = 4


@dataclass(frozen=True, slots=True)
class Labelled:
    """A number or missing mark of a block.

    ``row`` and ``column`` are its labels and headings, outermost first; ``entry`` says where the label stands and what
    a second geometry found.
    """

    number: Span
    row: tuple[str, ...]
    column: tuple[str, ...]
    entry: Entry


@dataclass(frozen=True, slots=True)
class AutoBlock:
    """A table, list or group of pairs; ``names`` are the places of all its labels and headings."""

    block_id: str
    kind: SourceKind
    page: int
    region: BBox
    numbers: tuple[Labelled, ...]
    names: tuple[Span, ...]


_NAMES = {Layout.SPREAD: "list", Layout.PAIRS: "labels", Layout.RULED: "table", Layout.ROW_RULED: "table"}
_KINDS = {"list": SourceKind.BOX, "labels": SourceKind.LABEL, "table": SourceKind.TABLE}


def auto_blocks(
    blocks: Sequence[Block], grids: Sequence[Grid], furniture: Sequence[Span] = ()
) -> tuple[AutoBlock, ...]:
    """Every table, list and group of pairs with a number; nothing is read in running heads and feet (``furniture``).

    Where a grid and blocks were found in one room, the one is taken that has a label for more of the numbers; else the
    grid, or a single list with leaders.
    """
    found: list[AutoBlock] = [_of_printed(block) for block in blocks]
    for grid in grids:
        table = AutoBlock("table", SourceKind.TABLE, grid.page, grid.region, _told(grid), tuple(_names_of_grid(grid)))
        inside = [block for block in found if block.page == grid.page and _covers(grid.region, block)]
        as_printed = sum(_single(block) for block in inside)
        is_list = len(inside) == 1 and inside[0].kind is SourceKind.BOX
        if as_printed < _single(table) or (as_printed == _single(table) and not is_list):
            found = [*(block for block in found if block not in inside), table]
    counted: Counter[tuple[str, int]] = Counter()
    result = []
    for block in sorted(found, key=lambda one: (one.page, one.region.top, one.region.x0)):
        numbers = tuple(one for one in block.numbers if not _is_among(one.number, furniture))
        if numbers and not (block.kind is SourceKind.BOX and _is_contents(numbers, block.page)):
            counted[block.block_id, block.page] += 1
            block_id = f"{block.block_id}_p{block.page}_{counted[block.block_id, block.page]}"
            result.append(replace(block, block_id=block_id, numbers=numbers))
    return tuple(result)


def _of_printed(block: Block) -> AutoBlock:
    name = _NAMES[block.layout]
    numbers = _without_years(_with_columns_apart(tuple(_of_block(block))))
    return AutoBlock(name, _KINDS[name], block.page, block.region, numbers, tuple(_names_of(block)))


def _told(grid: Grid) -> tuple[Labelled, ...]:
    return _without_years(_with_columns_apart(tuple(_of_grid(grid))))


def _single(block: AutoBlock) -> int:
    """How many of the numbers are one number or missing mark, and no several ones in a cell."""
    return sum(is_missing(one.number.text) or printed_number(one.number.text) is not None for one in block.numbers)


def _covers(region: BBox, block: AutoBlock) -> bool:
    """Whether most numbers of a block stand inside a region."""
    inside = sum(region.holds_centre_of(one.number.bbox) for one in block.numbers)
    return 2 * inside > len(block.numbers)


def _is_among(number: Span, others: Sequence[Span]) -> bool:
    return any(
        other.page == number.page and box.holds_centre_of(number.boxes[0]) for other in others for box in other.boxes
    )


def _with_columns_apart(numbers: Sequence[Labelled]) -> tuple[Labelled, ...]:
    """The numbers but those under a heading that stands over several columns: which of them is theirs is not known."""
    in_row = Counter((one.column, one.row, one.entry.label) for one in numbers)
    unclear = {column for (column, _, _), times in in_row.items() if times > 1}
    return tuple(one for one in numbers if one.column not in unclear)


def _without_years(numbers: Sequence[Labelled]) -> tuple[Labelled, ...]:
    """The numbers but those written like a year, unless others of the block show that thousands are not grouped."""
    texts = [one.number.text for one in numbers]
    if any(_FOUR_DIGITS.fullmatch(text) and not _YEAR.fullmatch(text) for text in texts):
        return tuple(numbers)
    return tuple(one for one in numbers if not _YEAR.fullmatch(one.number.text))


def contents_of(blocks: Iterable[Block]) -> Iterator[Span]:
    """The numbers of tables of contents."""
    for block in blocks:
        if block.layout is Layout.SPREAD and _is_contents(tuple(_of_block(block)), block.page):
            yield from (entry.number for entry in block.entries)


def _is_contents(numbers: Sequence[Labelled], page: int) -> bool:
    """Whether a list on a first page has ascending numbers of pages: a table of contents."""
    texts = [one.number.text for one in numbers]
    if page > LAST_CONTENTS_PAGE or len(texts) < FEWEST_CONTENTS or not all(text.isdecimal() for text in texts):
        return False
    pages = [int(text) for text in texts]
    return pages == sorted(pages) and page <= pages[0] < pages[-1]


def _of_block(block: Block) -> Iterator[Labelled]:
    for entry in block.entries:
        column = entry.headings[-1:] if block.layout.is_table and _is_column(entry, block) else ()
        sections = entry.headings[: len(entry.headings) - len(column)]
        row = (*(one.text for one in sections if one != entry.label), entry.label.text)
        yield Labelled(entry.number, _clean(row), _clean(one.text for one in column), entry)


def _is_column(entry: Entry, block: Block) -> bool:
    """Whether the innermost heading stands over the number rather than over all of its row."""
    if not entry.headings:
        return False
    heading, number = entry.headings[-1].bbox, entry.number.bbox
    beside = [
        other for other in block.entries if other.label == entry.label and other.headings[-1:] != entry.headings[-1:]
    ]
    return heading.bottom <= number.bottom and (heading.x0 > entry.label.bbox.x1 or bool(beside))


def _names_of(block: Block) -> Iterator[Span]:
    for entry in block.entries:
        yield from (entry.label, *entry.headings)


def _clean(texts: Iterable[str]) -> tuple[str, ...]:
    """Texts without the white space and colons around them; those with nothing else are left out."""
    cleaned = (" ".join(text.split()).rstrip(" :") for text in texts)
    return tuple(text for text in cleaned if text)


def is_missing(text: str) -> bool:
    """Whether a cell has a mark in place of a number."""
    return " ".join(text.split()).casefold() in MISSING_MARKS


def _of_grid(grid: Grid) -> Iterator[Labelled]:
    """Body cells that have digits or a missing mark, by rows, where a label or heading stands at them."""
    over, before = _headers(grid)
    for cell in sorted(_body(grid), key=lambda one: (one.row, one.column)):
        if cell.span is None or not (is_missing(cell.span.text) or _DIGIT.search(cell.span.text)):
            continue
        labels = [one for one in before if _meets(one.row, one.row_span, cell.row, cell.row_span)]
        row = _texts([*_section_of(cell, grid), *sorted(labels, key=lambda one: one.column)])
        column = _texts([one for one in over if _meets(one.column, one.column_span, cell.column, cell.column_span)])
        if row or column:
            named = (row or column)[-1]
            second = Pairing(grid.reader, named.text, ()) if grid.agreeing > 1 else None
            entry = Entry(cell.span, named, (), second)
            yield Labelled(cell.span, _clean(one.text for one in row), _clean(one.text for one in column), entry)


def _body(grid: Grid) -> list[Cell]:
    return [one for one in grid.cells if one.row >= grid.header_rows and one.column >= grid.header_columns]


def _headers(grid: Grid) -> tuple[list[Cell], list[Cell]]:
    """Cells over the columns, outermost first, and cells before the rows."""
    over = [one for one in grid.cells if one.row < grid.header_rows and one.span]
    before = [
        one for one in grid.cells if one.row >= grid.header_rows and one.column < grid.header_columns and one.span
    ]
    return sorted(over, key=lambda one: (one.row, one.column)), sorted(before, key=lambda one: (one.row, one.column))


def _meets(first: int, length: int, other: int, other_length: int) -> bool:
    return first < other + other_length and other < first + length


def _texts(cells: Iterable[Cell]) -> list[Span]:
    """What is printed in cells, a text that is repeated once."""
    return list({one.span.text: one.span for one in cells if one.span and one.span.text.strip(" :")}.values())


def _section_of(cell: Cell, grid: Grid) -> list[Cell]:
    """The nearest row above in which the first column alone is filled, with letters: a heading inside the table."""
    rows: dict[int, list[Cell]] = {}
    for one in grid.cells:
        if one.span and one.span.text.strip():
            rows.setdefault(one.row, []).append(one)
    for row in range(cell.row - 1, grid.header_rows - 1, -1):
        filled = rows.get(row, [])
        first = filled[0] if len(filled) == 1 else None
        if first and first.column == 0 and first.span and _LETTER.search(first.span.text):
            return [first]
    return []


def _names_of_grid(grid: Grid) -> Iterator[Span]:
    for one in grid.cells:
        is_header = one.row < grid.header_rows or one.column < grid.header_columns
        if one.span and (is_header or (_LETTER.search(one.span.text) and not is_missing(one.span.text))):
            yield one.span
