"""Numbers of tables, lists and pairs with the labels and headings that they stand under, all as printed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.model.geometry import BBox
from pipeline.model.grid import Cell, Grid
from pipeline.model.observation import SourceKind
from pipeline.model.printed import Block, Entry, Layout, Pairing
from pipeline.model.span import Span

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


def auto_blocks(blocks: Sequence[Block], grids: Sequence[Grid]) -> tuple[AutoBlock, ...]:
    """Every table, list and group of pairs with a number; where a grid was read, what was found in its room is left."""
    free = [
        block for block in blocks if not any(grid.page == block.page and _covers(grid.region, block) for grid in grids)
    ]
    found = [
        *(("table", grid.page, grid.region, tuple(_of_grid(grid)), tuple(_names_of_grid(grid))) for grid in grids),
        *((_NAMES[one.layout], one.page, one.region, tuple(_of_block(one)), tuple(_names_of(one))) for one in free),
    ]
    counted: Counter[tuple[str, int]] = Counter()
    result = []
    for name, page, region, numbers, names in sorted(found, key=lambda one: (one[1], one[2].top, one[2].x0)):
        told = _without_years(_with_columns_apart(numbers))
        if told and not (name == "list" and _is_contents(told, page)):
            counted[name, page] += 1
            block_id = f"{name}_p{page}_{counted[name, page]}"
            result.append(AutoBlock(block_id, _KINDS[name], page, region, told, names))
    return tuple(result)


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


def _is_contents(numbers: Sequence[Labelled], page: int) -> bool:
    """Whether a list on a first page has ascending numbers of pages: a table of contents."""
    texts = [one.number.text for one in numbers]
    if page > LAST_CONTENTS_PAGE or len(texts) < FEWEST_CONTENTS or not all(text.isdecimal() for text in texts):
        return False
    pages = [int(text) for text in texts]
    return pages == sorted(pages) and page <= pages[0] < pages[-1]


def _covers(region: BBox, block: Block) -> bool:
    """Whether most numbers of a block stand inside a region."""
    inside = sum(region.holds_centre_of(entry.number.bbox) for entry in block.entries)
    return 2 * inside > len(block.entries)


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
    """Body cells that have digits or a missing mark, by rows; a row without a label has none to offer."""
    over, before = _headers(grid)
    for cell in sorted(_body(grid), key=lambda one: (one.row, one.column)):
        span = cell.span
        if span is None or not (is_missing(span.text) or _DIGIT.search(span.text)):
            continue
        labels = _labels_of(cell, before)
        row = (*_section_of(cell, grid), *labels)
        columns = _along([one for one in over if _meets(one.column, one.column_span, cell.column, cell.column_span)])
        label = next((one.span for one in reversed(_labels(cell, before)) if one.span), None)
        if not row and not columns:
            continue
        named = label or next(one.span for one in reversed(over) if one.span and one.span.text in columns)
        second = Pairing(grid.reader, named.text, ()) if grid.agreeing > 1 else None
        yield Labelled(span, _clean(row), _clean(columns), Entry(span, named, (), second))


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


def _labels(cell: Cell, before: Sequence[Cell]) -> list[Cell]:
    found = [one for one in before if _meets(one.row, one.row_span, cell.row, cell.row_span)]
    return sorted(found, key=lambda one: one.column)


def _labels_of(cell: Cell, before: Sequence[Cell]) -> tuple[str, ...]:
    return _along(_labels(cell, before))


def _along(cells: Sequence[Cell]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.span.text for one in cells if one.span and one.span.text.strip()))


def _section_of(cell: Cell, grid: Grid) -> tuple[str, ...]:
    """The nearest row above in which the first column alone is filled, with letters: a heading inside the table."""
    rows: dict[int, list[Cell]] = {}
    for one in grid.cells:
        if one.span and one.span.text.strip():
            rows.setdefault(one.row, []).append(one)
    for row in range(cell.row - 1, grid.header_rows - 1, -1):
        filled = rows.get(row, [])
        first = filled[0] if len(filled) == 1 else None
        if first and first.column == 0 and first.span and _LETTER.search(first.span.text):
            return (first.span.text,)
    return ()


def _names_of_grid(grid: Grid) -> Iterator[Span]:
    for one in grid.cells:
        is_header = one.row < grid.header_rows or one.column < grid.header_columns
        if one.span and (is_header or (_LETTER.search(one.span.text) and not is_missing(one.span.text))):
            yield one.span
