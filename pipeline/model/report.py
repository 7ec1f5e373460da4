"""Which publication, and which issue of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Report:
    """One edition of a family in one vintage (a corrected PDF is another vintage of the same edition).

    A facsimile is typeset after a publication, and says so. ``unit`` is the name of what the report is about, as
    printed, where the publication has one report a unit.
    """

    report_id: str
    family: str
    edition_year: int
    vintage: str
    source_name: str
    source_sha256: str
    is_facsimile: bool
    unit: str = ""
