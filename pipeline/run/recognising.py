"""Which report a document is."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.errors import UnknownFamilyError
from pipeline.model.report import Report
from pipeline.normalise.auto.normaliser import auto_identify
from pipeline.normalise.identify import identify
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
        if asked is None:
            raise
        raise UnknownFamilyError(
            f"it is no report of {asked}",
            source=error.source,
            page=error.page,
            remedy=f"Its title would be {families[0].spec.title}; without --family another one may recognise it",
        ) from error
