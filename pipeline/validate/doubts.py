"""What OCR has read on scanned pages: how sure it is of each number is told, and what it is not sure of is no row.

Whether a number stands is for the checks: confidence confirms none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from pipeline.model.confidence import LEAST_CONFIDENCE
from pipeline.model.document import Document, Word
from pipeline.model.observation import NEW, Normalised, Observation, TokenReading, numbered
from pipeline.model.span import Span
from pipeline.model.verdict import Finding, LedgerRow, Severity

DOUBTFUL = "OCR is not sure of it"
"""How the ledger's reason begins for a number that was read on a scanned page, and is not taken."""

Scanned = Mapping[int, Sequence[Word]]
"""By page: words that were read by OCR where nothing else tells what stands there."""


def scanned_words(document: Document) -> Scanned:
    """The words of scanned pages, by page."""
    found = {page.number: [word for word in page.words if word.sure is not None] for page in document.pages}
    return {number: words for number, words in found.items() if words}


def without_doubtful(normalised: Normalised, document: Document) -> Normalised:
    """The same with the confidence of numbers told, and without rows and values that rest on doubtful ones.

    The tokens of what is left out say why; a statement in words that holds such a number is not tested.
    """
    scanned = scanned_words(document)
    if not scanned:
        return normalised
    sure = {id(one): _confidence(one.number, scanned) for one in normalised.observations}
    kept = [one for one in normalised.observations if not _is_doubtful(sure[id(one)])]
    return replace(
        normalised,
        observations=numbered(_told(one, sure[id(one)]) for one in kept),
        tokens=tuple(_with_doubt(token, scanned) for token in normalised.tokens),
    )


def _confidence(span: Span, scanned: Scanned) -> float | None:
    """Of the least sure word that a span is part of; ``None`` where none of them was read by OCR."""
    return min((word.sure or 0.0 for word in _words_of(span, scanned)), default=None)


def _words_of(span: Span, scanned: Scanned) -> Iterable[Word]:
    for part in (span, *span.overflow):
        for word in scanned.get(part.page, ()):
            if any(word.bbox.holds_centre_of(box) or box.holds_centre_of(word.bbox) for box in part.boxes):
                yield word


def _is_doubtful(sure: float | None) -> bool:
    return sure is not None and sure < LEAST_CONFIDENCE


def _told(one: Observation, sure: float | None) -> Observation:
    if sure is None or not one.number.text:
        return one
    return replace(one, note="; ".join(part for part in (one.note, f"read by OCR, {sure:.0f} % sure") if part))


def _with_doubt(token: TokenReading, scanned: Scanned) -> TokenReading:
    sure = _confidence(token.span, scanned)
    if sure is None or not _is_doubtful(sure):
        return token
    return replace(token, value=None, disposition="other", reason=f"{DOUBTFUL}: {sure:.0f} %")


def as_far_as_read(verdict: str, one: Observation, scanned: Scanned) -> str:
    """The verdict of a number, which is not ``confirmed`` under a label that only OCR tells, and no family knows.

    A sum that holds says what the number is, not that its label was read right.
    """
    is_new = any(code.startswith(NEW) for _, code in one.fact.codes)
    is_read = any(True for _ in _words_of(one.number, scanned))
    return "unchecked" if verdict == "confirmed" and is_new and is_read else verdict


def doubtful_numbers(ledger: Iterable[LedgerRow]) -> Iterable[Finding]:
    """Numbers that stand on scanned pages and were not taken."""
    places = tuple(row.token for row in ledger if row.reason.startswith(DOUBTFUL))
    if places:
        yield Finding(
            finding_id="incomplete:ocr",
            severity=Severity.INCOMPLETE,
            kind="ocr",
            message_en=f"{len(places)} numbers of scanned pages are left out, because OCR is not sure of them",
            message_sv=f"{len(places)} tal på skannade sidor är utelämnade, eftersom OCR är osäker på dem",
            places=places,
        )
