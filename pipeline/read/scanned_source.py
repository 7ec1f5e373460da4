"""A file with scanned pages: straightened in memory, read once more, and its pictures of pages read by OCR."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pipeline.model.document import Document, Remark, RemarkKind
from pipeline.read.reader import read_changed
from pipeline.read.scanned_pages import with_scans
from pipeline.read.scans import scanned_pages, straightened, turns_of
from pipeline.read.source import Source
from pipeline.read.tesseract import tesseract


def with_scans_read(path: Path, document: Document, source: Source, *, must_agree: bool) -> tuple[Document, Source]:
    """The document with the words of its scanned pages, and the file with these pages straight.

    Raises:
        ReadError: there is no Tesseract, it failed, or the file cannot be written or read again.
    """
    engine = tesseract()
    numbers = scanned_pages(document)
    if not numbers:
        return document, source
    turns = turns_of(numbers, source.content, source.password, engine)
    remarks = tuple(Remark(RemarkKind.SCANNED, number, f"turned by {turns[number]} degrees") for number in numbers)
    source = replace(source, remarks=(*source.remarks, *remarks))
    turned = {number: turn for number, turn in turns.items() if turn}
    if turned:
        content = straightened(source.content, source.password, turned)
        source = replace(source, content=content, password=None)
        document = read_changed(path, source, must_agree=must_agree)
    else:
        document = replace(document, remarks=(*document.remarks, *remarks))
    return with_scans(document, numbers, source.content, source.password, engine), source
