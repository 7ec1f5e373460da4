"""Which family and edition a document is, by what it says of itself on its first page and in its metadata."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.errors import UnknownFamilyError
from pipeline.model.document import Document, Word
from pipeline.model.report import Report
from pipeline.model.slug import slug_of
from pipeline.spec.loading import Family

# Type this near the page's largest is its headline; text beside it can stand between its lines.
HEADLINE_SHARE = 0.7

METADATA_KEYS = ("Title", "Subject", "Keywords")


def identify(document: Document, families: Sequence[Family], vintage: str) -> tuple[Report, Family]:
    """The report that a document claims to be.

    Raises:
        UnknownFamilyError: no family's title stands on the first page or in the metadata, or the family has one report
            a unit and the document names none, or several.
    """
    words = document.pages[0].words
    first_page = _flat(" ".join(word.text for word in words))
    headline = _flat(" ".join(word.text for word in words if word.size_pt >= HEADLINE_SHARE * _largest(words)))
    metadata = _flat(" ".join(value for key, value in document.metadata if key in METADATA_KEYS))
    for family in families:
        match = next((found for text in (headline, first_page, metadata) if (found := _title(family, text))), None)
        if match:
            year = int(match["year"])
            marks = family.spec.identification.facsimile_marks
            facsimile = any(_flat(mark) in f"{first_page} {metadata}" for mark in marks)
            return _report(document, family, year, vintage, facsimile=facsimile), family
    raise UnknownFamilyError(
        "no family recognises it",
        source=document.name,
        page=1,
        remedy="Known are "
        + ", ".join(f"{family.spec.family} (title: {family.spec.title})" for family in families)
        + ". `--family auto` takes the numbers of any report as printed; `pipeline draft` begins a family for it",
    )


def _largest(words: Sequence[Word]) -> float:
    return max((word.size_pt for word in words), default=0.0)


def _title(family: Family, text: str) -> re.Match[str] | None:
    return re.search(family.spec.identification.title, text, re.IGNORECASE)


def _unit(document: Document, family: Family) -> str:
    """The name of the unit that the report is about, as printed; empty where the family has none.

    Raises:
        UnknownFamilyError: it is not told, or several are.
    """
    described = family.spec.identification.unit
    if described is None:
        return ""
    pages = (" ".join(word.text for word in page.words) for page in document.pages)
    found = {match["unit"].strip() for text in pages for match in re.finditer(described.pattern, text, re.IGNORECASE)}
    if len(found) == 1:
        return found.pop()
    raise UnknownFamilyError(
        f"a report of {family.spec.family} is about one unit; named are {', '.join(sorted(found)) or 'none'}",
        source=document.name,
        remedy="See identification.unit of the family",
    )


def _flat(text: str) -> str:
    return " ".join(text.casefold().split())


def _report(document: Document, family: Family, year: int, vintage: str, *, facsimile: bool) -> Report:
    unit = _unit(document, family)
    parts = [family.spec.family, str(year)]
    if unit:
        parts.append(slug_of(unit))
    if facsimile:
        parts.append("facsimile")
    if vintage != FIRST_VINTAGE:
        parts.append(f"v{vintage}")
    return Report("-".join(parts), family.spec.family, year, vintage, document.name, document.sha256, facsimile, unit)


FIRST_VINTAGE = "1"
