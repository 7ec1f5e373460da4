"""From a PDF to what is printed in it: the part of a run that worker processes do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from pipeline.extract.extractor import PageFinds, assemble, find_blocks
from pipeline.extract.grids.outside import SeenGrid
from pipeline.extract.grids.tables import choose_tables, find_tables
from pipeline.extract.seen_tables import SeenTable
from pipeline.model.document import Document, Remark, RemarkKind
from pipeline.model.grid import Grid
from pipeline.model.printed import Layout
from pipeline.read.camelot_reader import Area, read_as, read_tables
from pipeline.read.page_images import render_pages
from pipeline.read.reader import read_source
from pipeline.read.scans.scanned import scanned_pages
from pipeline.read.source import Source
from pipeline.run.extraction import Extraction

CAMELOT_FLAVORS = ("stream", "network", "lattice")


def read_and_render(
    path: Path, password: str | None = None, *, ocr: bool = False, undescribed: bool = False
) -> Extraction:
    """Read one PDF and draw its pages; runs in a worker process.

    Raises:
        ReadError: the file cannot be read.
    """
    extraction, source = _read(path, password, ocr=ocr, undescribed=undescribed)
    return replace(extraction, images=render_pages(source.content, source.password))


def read_report(path: Path, password: str | None = None, *, ocr: bool = False, undescribed: bool = False) -> Extraction:
    """Read one PDF and find what is printed in it, with ``ocr`` also what pictures and outlines show; without pictures.

    Of a report that no family has to describe tables of any kind are looked for, and its readers may differ: where they
    do no number is taken.

    Raises:
        ReadError: the file cannot be read, or there is no Tesseract for ``ocr``.
    """
    return _read(path, password, ocr=ocr, undescribed=undescribed)[0]


def _read(path: Path, password: str | None, *, ocr: bool, undescribed: bool) -> tuple[Extraction, Source]:
    document, source = read_source(path, password, must_agree=not undescribed)
    if ocr:
        from pipeline.read.scans.source import with_scans_read  # noqa: PLC0415 -- only then half a second

        document, source = with_scans_read(path, document, source, must_agree=not undescribed)
    else:
        unread = tuple(Remark(RemarkKind.NOT_READ, number) for number in scanned_pages(document))
        document = replace(document, remarks=(*document.remarks, *unread))
    finds = find_blocks(document)
    if ocr:
        from pipeline.read.ocr import with_ocr  # noqa: PLC0415

        document = with_ocr(document, [one for page in finds for one in page.unread], source.content, source.password)
        finds = find_blocks(document)
    areas = [
        Area(block.page, block.region, ruled=block.layout is Layout.RULED, bounded=block.layout.is_table)
        for page in finds
        for block in page.blocks
        if block.layout is not Layout.PAIRS
    ]
    seen = [
        SeenTable(table.area.page, table.area.bbox, table.rows, table.row_spans, table.column_spans)
        for table in read_tables(source.content, areas, source.password)
    ]
    printed = assemble(finds, seen)
    if undescribed:
        printed = replace(printed, grids=_tables_of_any_kind(source, document, finds))
    return Extraction(document, printed), source


def _tables_of_any_kind(source: Source, document: Document, finds: Sequence[PageFinds]) -> tuple[Grid, ...]:
    """Our reading of all tables, chosen with camelot's of the same areas.

    Its ``lattice`` draws each page first, which takes longer than everything else: it is asked only where our readers
    of a table with upright rules differ.
    """
    candidates = find_tables(document, finds)
    seen: list[SeenGrid] = []
    for flavor in CAMELOT_FLAVORS:
        asked = [one for one in candidates if flavor != "lattice" or one.is_doubtful]
        areas = [Area(one.page, one.region, ruled=flavor == "lattice", bounded=one.framed) for one in asked]
        seen.extend(
            SeenGrid(f"camelot {flavor}", one.area.page, one.area.bbox, one.row_spans, one.column_spans)
            for one in read_as(flavor, source.content, areas, source.password)
        )
    return choose_tables(candidates, seen)
