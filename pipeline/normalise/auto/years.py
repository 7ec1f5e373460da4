"""The year that a document is of, and the years that its headings name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.model.document import Document, Word

# Type this near the page's largest is its headline.
HEADLINE_SHARE = 0.7

UNKNOWN_YEAR = 0
"""Where a document tells no year; it is written as ``0000``."""

LATEST = 2099
"""What is written like a year ends here."""

_YEAR = re.compile(r"(?<![\d.,/-])(?:19|20)\d\d(?![\d.,]?\d)")
_SPAN = re.compile(r"(?<!\d)((?:19|20)\d\d)\s?[/\u2013\u2014-]\s?((?:19|20)?\d\d)(?!\d)")
_HEADING = re.compile(
    r"(?:år|year|kalenderår|läsår|ht|vt|q[1-4]|kvartal\s+[1-4])?\s*(?P<first>(?:19|20)\d\d)"
    r"(?:\s?[/\u2013-]\s?(?P<last>(?:19|20)?\d\d))?\s?[*¹²³]?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class DocumentYear:
    """The year, and where it was found: ``title``, ``first page``, ``text``, or nowhere."""

    year: int
    source: str


def year_of_document(document: Document, texts: Iterable[str]) -> DocumentYear:
    """The newest year of the title, else of the first page, else of the ``texts``.

    A text may look ahead: outside the title a year after the one in which the file says it was made comes last.
    """
    words = document.pages[0].words
    largest = max((word.size_pt for word in words), default=0.0)
    headline = _joined(word for word in words if word.size_pt >= HEADLINE_SHARE * largest)
    metadata = dict(document.metadata)
    for title in (headline, metadata.get("Title", "")):
        if years := years_in(title):
            return DocumentYear(max(years), "title")
    latest = _made_in(metadata.get("CreationDate", ""))
    places = (("first page", [_joined(words)]), ("text", list(texts)))
    for limit in (latest, LATEST):
        for source, found in places:
            years = [year for text in found for year in years_in(text) if year <= limit]
            if years:
                return DocumentYear(max(years), source)
    return DocumentYear(UNKNOWN_YEAR, "")


def _made_in(created: str) -> int:
    """The year in which a file says that it was made, and one more: a report may be of the year that begins."""
    match = re.search(r"(?:19|20)\d\d", created)
    return int(match.group()) + 1 if match else LATEST


def _joined(words: Iterable[Word]) -> str:
    return " ".join(word.text for word in words)


def years_in(text: str) -> list[int]:
    """Every year of a text, the last one of a span of years too (``2022/23``)."""
    spans = [_last(int(first), last) for first, last in _SPAN.findall(text)]
    return [*(int(year) for year in _YEAR.findall(text)), *(year for year in spans if year)]


def _last(first: int, printed: str) -> int | None:
    last = int(printed) if len(printed) == 4 else first // 100 * 100 + int(printed)  # noqa: PLR2004
    return last if first < last <= first + 100 else None


def period_of(path: Sequence[str]) -> str | None:
    """The year or span that the innermost heading which is nothing but one names: ``2024``, ``2022/2023``."""
    for heading in reversed(path):
        match = _HEADING.fullmatch(heading.strip())
        if match is None:
            continue
        if not match["last"]:
            return match["first"]
        last = _last(int(match["first"]), match["last"])
        return f"{match['first']}/{last}" if last else None
    return None


def period_text(year: int) -> str:
    """A year in four digits, also the unknown one."""
    return f"{year:04d}"
