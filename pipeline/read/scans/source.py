"""A file with scanned pages: straightened in memory, read once more, and its pictures of pages read by OCR."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pipeline.errors import LimitError
from pipeline.model.document import Document, Remark, RemarkKind
from pipeline.read.reader import read_changed
from pipeline.read.scans.pages import with_scans
from pipeline.read.scans.scanned import scanned_pages
from pipeline.read.scans.straightening import straightened, turns_of
from pipeline.read.source import Source
from pipeline.read.tesseract import tesseract
from pipeline.read.workers import take_longer

LONGEST_S = 60
"""Seconds that one scanned page may take besides what the file may; it takes some ten."""

MOST_PAGES = 500


def with_scans_read(path: Path, document: Document, source: Source, *, must_agree: bool) -> tuple[Document, Source]:
    """The document with the words of its scanned pages, and the file with these pages straight.

    Raises:
        ReadError: there is no Tesseract, it failed, or the file cannot be written or read again.
        LimitError: there are too many scanned pages.
    """
    engine = tesseract()
    numbers = scanned_pages(document)
    if not numbers:
        return document, source
    if len(numbers) > MOST_PAGES:
        raise LimitError(f"it has {len(numbers)} scanned pages, and OCR reads {MOST_PAGES} of a file at most")
    take_longer(LONGEST_S * len(numbers))
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
