"""Which report a document is."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.errors import UnknownFamilyError
from pipeline.model.document import RemarkKind
from pipeline.model.report import Report
from pipeline.normalise.auto.normaliser import auto_identify
from pipeline.normalise.identify import identify
from pipeline.read.engines import INSTALL_OCR
from pipeline.read.source import pages_named
from pipeline.run.extraction import Extraction
from pipeline.spec.loading import AUTO, Family


def identified(
    extraction: Extraction, families: Sequence[Family], vintage: str, asked: str | None
) -> tuple[Report, Family]:
    """The report that a document is, of the family that was ``asked`` for, if any.

    Raises:
        UnknownFamilyError: no family recognises it, or not the one that was asked for.
    """
    if asked == AUTO:
        (family,) = families
        return auto_identify(extraction.document, extraction.printed, vintage), family
    try:
        return identify(extraction.document, families, vintage)
    except UnknownFamilyError as error:
        scanned = [one.page for one in extraction.document.remarks if one.kind is RemarkKind.NOT_READ and one.page]
        if 1 in scanned:  # where the title would stand
            raise UnknownFamilyError(
                f"{pages_named(scanned)}: scanned pictures without text, so nothing tells which report it is",
                source=error.source,
                remedy=f"--ocr reads them; {INSTALL_OCR}",
            ) from error
        if asked is None:
            raise
        raise UnknownFamilyError(
            f"it is no report of {asked}",
            source=error.source,
            page=error.page,
            remedy=f"Its title would be {families[0].spec.title}; without --family another one may recognise it",
        ) from error
