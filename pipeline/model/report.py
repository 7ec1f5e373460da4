"""Which publication, and which issue of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Report:
    """One edition of a family in one vintage (a corrected PDF is another vintage of the same edition).

    A facsimile is typeset after a publication, and says so.
    """

    report_id: str
    family: str
    edition_year: int
    vintage: str
    source_name: str
    source_sha256: str
    is_facsimile: bool
