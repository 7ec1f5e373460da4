"""What is in a PDF, as lines for a person and as a document for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from math import floor, log10
from textwrap import wrap

from pipeline.model.chart import Chart, Mark, Scale, series_of
from pipeline.model.document import Page
from pipeline.model.geometry import BBox
from pipeline.model.grid import Grid
from pipeline.model.inspection import Counts, Inspection
from pipeline.model.observation import Observation, UnknownLabel
from pipeline.model.printed import Block, Caption, Entry
from pipeline.model.verdict import LedgerRow

WIDTH = 100
"""Characters of a line that is put together from many small parts."""

_PAGE_COLUMNS = ("page", "width_pt", "height_pt", "words", "rects", "lines", "curves", "images", "links")

_TIED = "\N{NO-BREAK SPACE}"


def inspection_document(inspection: Inspection) -> dict[str, object]:
    """Everything as JSON can hold it; keys are only ever added."""
    document, report = inspection.document, inspection.report
    return {
        "file": document.name,
        "sha256": document.sha256,
        "disputes": list(document.disputes),
        "family": report.family if report else None,
        "report_id": report.report_id if report else None,
        "unrecognised": inspection.unrecognised,
        "pages": [dict(zip(_PAGE_COLUMNS, _page_values(page), strict=True)) for page in document.pages],
        "fonts": dict(inspection.fonts),
        "captions": [_caption(one) for one in inspection.printed.captions],
        "passages": dict(inspection.passages),
        "blocks": [_block(block) for block in inspection.printed.blocks],
        "coded_blocks": [
            {"block_id": block_id, "numbers": [_number(one) for one in observations]}
            for block_id, observations in inspection.coded_blocks
        ],
        "tables": [_grid(one) for one in inspection.printed.grids],
        "charts": [_chart(one) for one in inspection.printed.charts],
        "unknown_labels": [_unknown_label(one) for one in inspection.normalised.unknown_labels],
        "statements": dict(inspection.statements),
        "ledger": {
            "numbers": sum(row.is_number for row in inspection.ledger),
            "dispositions": dict(inspection.dispositions),
        },
        "unexplained": [_unexplained(row) for row in inspection.unexplained],
        "family_errors": list(inspection.family_errors),
    }


def _page_values(page: Page) -> tuple[float, ...]:
    counted = (page.words, page.rects, page.lines, page.curves, page.images, page.links)
    return (page.number, page.width_pt, page.height_pt, *map(len, counted))


def _caption(caption: Caption) -> dict[str, object]:
    number = caption.number.text if caption.number else None
    return {"number": number, "text": caption.span.text, "page": caption.span.page}


def _block(block: Block) -> dict[str, object]:
    entries = [
        {
            "number": entry.number.text,
            "label": entry.label.text,
            "headings": [heading.text for heading in entry.headings],
        }
        for entry in block.entries
    ]
    return {"page": block.page, "layout": block.layout, "entries": entries}


def _grid(grid: Grid) -> dict[str, object]:
    """A table with the texts of its rows; a cell over several rows or columns has its text in the first of them."""
    return {
        "page": grid.page,
        "bbox": _box(grid.region),
        "header_rows": grid.header_rows,
        "header_columns": grid.header_columns,
        "reader": grid.reader,
        "agreeing": grid.agreeing,
        "asked": grid.asked,
        "rows": _texts_of(grid),
        "spans": [
            {"row": cell.row, "column": cell.column, "row_span": cell.row_span, "column_span": cell.column_span}
            for cell in grid.cells
            if cell.row_span * cell.column_span > 1
        ],
    }


def _texts_of(grid: Grid) -> list[list[str]]:
    rows = [[""] * grid.columns for _ in range(grid.rows)]
    for cell in grid.cells:
        if cell.span:
            rows[cell.row][cell.column] = cell.span.text
    return rows


def _chart(chart: Chart) -> dict[str, object]:
    scale = chart.scale
    return {
        "page": chart.page,
        "box": _box(chart.bbox),
        "kind": chart.kind,
        "orientation": chart.orientation,
        "scale": {
            "source": scale.source,
            "unit": scale.unit,
            "per_pt": scale.per_pt,
            "precision_pt": round(scale.precision_pt, 3),
        },
        "categories": [one.text for one in chart.categories],
        "marks": [_mark(mark, scale) for mark in chart.marks],
    }


def _mark(mark: Mark, scale: Scale) -> dict[str, object]:
    """A value with two decimals more than its tolerance, so that rounding says nothing."""
    decimals = max(0, 2 - floor(log10(mark.tolerance))) if mark.tolerance > 0 else 3
    return {
        "category": mark.category.text if mark.category else None,
        "series": series_of(mark),
        "value": round(mark.value, decimals),
        "tolerance": float(f"{mark.tolerance:.2g}"),
        "unit": scale.unit,
        "label": mark.label.text if mark.label else None,
        "box": _box(mark.bbox),
    }


def _box(box: BBox) -> list[float]:
    return [round(edge, 2) for edge in (box.x0, box.top, box.x1, box.bottom)]


def _number(one: Observation) -> dict[str, object]:
    return {"page": one.number.page, "printed": one.number.text, "fact_id": one.fact.fact_id}


def _unknown_label(one: UnknownLabel) -> dict[str, object]:
    return {
        "block_id": one.block_id,
        "vocabulary": one.vocabulary,
        "label": one.label.text,
        "page": one.label.page,
        "nearest": one.nearest,
    }


def _unexplained(row: LedgerRow) -> dict[str, object]:
    return {"page": row.token.page, "printed": row.token.text, "reason": row.reason}


def inspection_lines(inspection: Inspection) -> Iterator[str]:
    """Everything as plain text: one section a subject, columns aligned, white space of the PDF as single spaces."""
    printed, normalised = inspection.printed, inspection.normalised
    read, coded = normalised.observations, inspection.coded_blocks
    yield from _head(inspection)
    yield from _section("Pages", len(inspection.document.pages), _table(inspection.document.pages))
    yield from _section("Fonts", len(inspection.fonts), _counts(inspection.fonts, "characters"))
    yield from _section("Captions", len(printed.captions), map(_caption_line, printed.captions))
    yield from _section("Passages", len(printed.passages), _counts(inspection.passages))
    yield from _section("Blocks as printed", len(printed.blocks), _block_lines(printed.blocks))
    yield from _section("Tables", len(printed.grids), _grid_lines(printed.grids))
    yield from _section("Charts", len(printed.charts), map(_chart_line, printed.charts))
    yield from _section("Numbers read, by block", len(read), _counts(tuple((name, len(rows)) for name, rows in coded)))
    yield from _section("Unknown labels", len(normalised.unknown_labels), map(_label_line, normalised.unknown_labels))
    yield from _section("Statements without a number", len(normalised.statements), _counts(inspection.statements))
    numbers = sum(row.is_number for row in inspection.ledger)
    yield from _section("Ledger of numbers", numbers, _counts(inspection.dispositions))
    yield from _section("Unexplained", len(inspection.unexplained), _unexplained_lines(inspection.unexplained))


def _head(inspection: Inspection) -> Iterator[str]:
    report = inspection.report
    yield f"file    {_flat(inspection.document.name)}"
    yield f"sha256  {inspection.document.sha256}"
    yield from (f"dispute {dispute}" for dispute in inspection.document.disputes)
    if report:
        yield f"family  {report.family}"
        yield f"report  {report.report_id}"
    else:
        yield f"family  none ({_flat(inspection.unrecognised or '')})"


def _section(title: str, count: int, lines: Iterable[str]) -> Iterator[str]:
    yield ""
    yield f"{title}: {count}"
    yield from (f"  {line}" for line in lines)


def _flat(text: str) -> str:
    return " ".join(text.split())


def _table(pages: Iterable[Page]) -> Iterator[str]:
    rows = [_PAGE_COLUMNS, *([f"{value:g}" for value in _page_values(page)] for page in pages)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True))


def _counts(counts: Counts, unit: str = "") -> Iterator[str]:
    width = max((len(str(count)) for _, count in counts), default=0)
    for name, count in counts:
        yield " ".join(part for part in (str(count).rjust(width), unit, f" {_flat(name)}") if part)


def _caption_line(caption: Caption) -> str:
    number = f"number {_flat(caption.number.text)}" if caption.number else "no number"
    return f"page {caption.span.page}, {number}: {_flat(caption.span.text)}"


def _chart_line(chart: Chart) -> str:
    kind = f"{chart.orientation} {chart.kind}".strip()
    names = ", ".join(_flat(one.text) for one in chart.categories) or "no names"
    return f"page {chart.page}: {kind}, {len(chart.marks)} marks, scale from {chart.scale.source}: {names}"


def _grid_lines(grids: Iterable[Grid]) -> Iterator[str]:
    """Each table row by row, its header parted from its body."""
    for grid in grids:
        size = f"{grid.rows} rows, {grid.columns} columns"
        yield f"page {grid.page}, {size}, read as {grid.reader}, readers that agree: {grid.agreeing} of {grid.asked}"
        for number, texts in enumerate(_texts_of(grid)):
            if number == grid.header_rows and number:
                yield "  ---"
            yield f"  {' | '.join(map(_flat, texts))}".rstrip()


def _block_lines(blocks: Iterable[Block]) -> Iterator[str]:
    """Each block with its entries, those under the same headings together."""
    for block in blocks:
        yield f"page {block.page}, {block.layout}, entries: {len(block.entries)}"
        for headings, entries in groupby(block.entries, key=_headings):
            start = f"{headings}: " if headings else ""
            yield from _wrapped(start + "; ".join(map(_entry, entries)))


def _headings(entry: Entry) -> str:
    return " / ".join(_flat(heading.text) for heading in entry.headings)


def _entry(entry: Entry) -> str:
    """Label and number, which no line break may part."""
    return f"{_flat(entry.label.text)}{_TIED}={_TIED}{_flat(entry.number.text)}"


def _wrapped(text: str) -> Iterator[str]:
    lines = wrap(text, WIDTH, initial_indent="  ", subsequent_indent="    ", break_on_hyphens=False)
    return (line.replace(_TIED, " ") for line in lines)


def _label_line(one: UnknownLabel) -> str:
    nearest = f"the nearest known is “{one.nearest}”" if one.nearest else "no known one is near"
    return f"page {one.label.page}, {one.block_id}, {one.vocabulary}: “{_flat(one.label.text)}”; {nearest}"


def _unexplained_lines(rows: Sequence[LedgerRow]) -> Iterator[str]:
    """The numbers by reason and page."""
    for reason, together in groupby(sorted(rows, key=lambda row: row.reason), key=lambda row: row.reason):
        yield reason
        for page, on_page in groupby(together, key=lambda row: row.token.page):
            yield from _wrapped(f"page {page}: {', '.join(_flat(row.token.text) for row in on_page)}")
