"""Sets a report: sections into a flow, the flow onto pages, pages into a PDF and its truth."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tests.typeset.figures import row_pieces, table_numbers
from tests.typeset.furniture import contents_pieces, cover_piece, page_marks, photo_piece
from tests.typeset.lines import seam_table
from tests.typeset.paging import Columns, Flow, paginate
from tests.typeset.paint import Metadata, paint
from tests.typeset.prose import section_text
from tests.typeset.scene import Anchor, Mark, Piece, placed
from tests.typeset.sheet import Sheet
from tests.typeset.truth import Truth, collect

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tests.typeset.layout import Layout
    from tests.typeset.model import ReportData, Section

_COLUMN_GAP = 22.0


@dataclass(frozen=True, slots=True)
class Typeset:
    """A report as PDF, and what it says."""

    pdf: bytes
    truth: Truth


def typeset(data: ReportData, layout: Layout) -> Typeset:
    """Set the data in the layout; the same two give the same bytes."""
    page = layout.page
    areas = _areas(data, layout, {})
    if layout.furniture.contents:
        areas = _areas(data, layout, _pages_of_headings(areas))
    pages = [
        (*placed(marks, page.margin_x, page.margin_top), *page_marks(data, layout, number))
        for number, marks in enumerate(areas, 1)
    ]
    return Typeset(
        paint(pages, page.width, page.height, _metadata(data)),
        collect(pages, data.family, data.edition_year, layout.name),
    )


def _areas(data: ReportData, layout: Layout, contents: Mapping[str, int]) -> list[tuple[Mark, ...]]:
    """Return the marks of the pages; `contents` are the pages of the headings, as far as they are known yet."""
    page = layout.page
    sheet = Sheet(layout, data.words, seam_table(data.seams), page.width - 2 * page.margin_x)
    flow: list[Flow] = [cover_piece(data, sheet)]
    if layout.furniture.contents:
        flow.extend(contents_pieces(data, sheet, contents))
    tables = table_numbers(data.blocks, layout)
    for section in data.sections:
        pieces = _section_flow(section, data, sheet, tables)
        if layout.fresh_pages and section.level == 1 and isinstance(pieces[0], Piece):
            pieces = [replace(pieces[0], fresh_page=True), *pieces[1:]]
        flow.extend(pieces)
    return paginate(flow, page.height - page.margin_top - page.margin_bottom)


def _pages_of_headings(areas: Sequence[Sequence[Mark]]) -> dict[str, int]:
    return {mark.name: number for number, marks in enumerate(areas, 1) for mark in marks if isinstance(mark, Anchor)}


def _section_flow(section: Section, data: ReportData, sheet: Sheet, tables: dict[str, int]) -> list[Flow]:
    order = sheet.layout.order
    blocks = {block.id: block for block in data.blocks}
    rows = section.figures
    if order == "figures_swapped":
        rows = tuple(tuple(reversed(row)) for row in reversed(rows))
    figures: list[Flow] = []
    for row in rows:
        shown = [blocks[name] for name in row]
        if sheet.layout.photo and any(block.kind == "boxes" for block in shown):
            figures.append(photo_piece(sheet, sheet.layout.photo))
        figures.extend(row_pieces(shown, sheet, tables))
    text = _text_flow(section, sheet)
    above = section.place == "above" if order in {"as_written", "figures_swapped"} else order == "figures_first"
    return [*figures, *text] if above and section.paragraphs else [*text, *figures]


def _text_flow(section: Section, sheet: Sheet) -> list[Flow]:
    count = sheet.layout.type.columns
    if count == 1 or section.style in {"quote", "panel", "lead"} or not section.paragraphs:
        return list(section_text(section, sheet))
    width = (sheet.width - _COLUMN_GAP * (count - 1)) / count
    heading = section_text(replace(section, paragraphs=()), sheet)
    body = section_text(replace(section, heading=""), sheet.narrowed(width))
    return [*heading, _columns(body, count, width, after_heading=bool(heading))]


def _columns(pieces: Sequence[Piece], count: int, width: float, *, after_heading: bool) -> Columns:
    first = replace(pieces[0], gap=0.0) if after_heading else pieces[0]
    return Columns((first, *pieces[1:]), tuple(index * (width + _COLUMN_GAP) for index in range(count)))


def _metadata(data: ReportData) -> Metadata:
    if not data.facsimile_note:
        return Metadata(data.metadata_title, "", ", ".join(data.keywords))
    return Metadata(
        f"{data.metadata_title} ({data.metadata_facsimile})",
        data.facsimile_note,
        ", ".join((data.metadata_facsimile, *data.keywords)),
    )
