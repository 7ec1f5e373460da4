"""Findings: what a person should know, in English and Swedish, with the arithmetic and the places."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pipeline.model.document import Remark, RemarkKind
from pipeline.model.observation import UNEXPLAINED, Normalised, Resolution
from pipeline.model.span import Span
from pipeline.model.verdict import Finding, LedgerRow, Severity


def findings_of(
    normalised: Normalised,
    of_checks: Iterable[Finding],
    dissents: Sequence[tuple[Span, str]],
    ledger: Sequence[LedgerRow],
    of_drift: Iterable[Finding],
) -> tuple[Finding, ...]:
    """All findings about the publication, by severity, then as they come up in the report."""
    found = [
        *of_checks,
        *of_drift,
        *_from_dissents(dissents),
        *_from_meanings(normalised),
        *_from_ledger(ledger),
    ]
    order = list(Severity)
    return tuple(sorted(found, key=lambda finding: order.index(finding.severity)))


def unknown_year(edition_year: int) -> tuple[Finding, ...]:
    """That a report which no family describes tells no year: its rows then have the year 0000."""
    if edition_year:
        return ()
    return (
        Finding(
            finding_id="note:year:unknown",
            severity=Severity.NOTE,
            kind="year_unknown",
            message_en="the report tells no year: its rows have 0000 where no heading names one",
            message_sv="rapporten anger inget år: dess rader har 0000 där ingen rubrik anger något",
        ),
    )


REMARKS = {
    RemarkKind.MENDED: (
        "the file is damaged; it was mended in memory before it was read, and both readers agree on it ({})",
        "filen är skadad; den lagades i minnet innan den lästes, och båda läsarna är överens om den ({})",
    ),
    RemarkKind.ANNOTATIONS: (
        "form fields or notes that viewers show were read as part of the page",
        "formulärfält eller anteckningar som visas lästes som en del av sidan",
    ),
    RemarkKind.UNSEEN: (
        "text that is in the file but cannot be seen on the page is left out: {}",
        "text som finns i filen men inte syns på sidan är utelämnad: {}",
    ),
    RemarkKind.SCANNED: (
        "the page is a picture without text, and was read by OCR ({})",
        "sidan är en bild utan text och lästes med OCR ({})",
    ),
    RemarkKind.NOT_READ: (
        "the page is a picture without text, and was not read: --ocr reads it",
        "sidan är en bild utan text och lästes inte: --ocr läser den",
    ),
}
"""What was done to a file before it was read, in English and Swedish."""


def remarkable(remarks: Iterable[Remark]) -> Iterable[Finding]:
    """What was done to the file before it was read."""
    for one in remarks:
        en, sv = (text.format(one.detail) for text in REMARKS[one.kind])
        yield Finding(
            finding_id=f"note:{one.kind}:{one.page or 'file'}",
            severity=Severity.NOTE,
            kind=str(one.kind),
            message_en=f"page {one.page}: {en}" if one.page else en,
            message_sv=f"sida {one.page}: {sv}" if one.page else sv,
        )


def lost_digits(lost: Mapping[int, str]) -> Iterable[Finding]:
    """Pages with digits that the second reader sees and that are in no token of the ledger: our error."""
    for page, digits in lost.items():
        yield Finding(
            finding_id=f"refusal:lost:{page}",
            severity=Severity.REFUSAL,
            kind="lost",
            message_en=f"page {page}: digits that are printed there are accounted for nowhere: {digits}",
            message_sv=f"sida {page}: siffror som står där är inte redovisade någonstans: {digits}",
        )


def differing_readers(disputes: Iterable[str]) -> Iterable[Finding]:
    """Pages of a report that no family describes on which the readers see other letters or digits."""
    for dispute in disputes:
        yield Finding(
            finding_id=f"note:readers:{dispute.partition(':')[0]}",
            severity=Severity.NOTE,
            kind="readers",
            message_en=f"{dispute}; numbers that they see differently are left out",
            message_sv=f"läsarna är oense om bokstäver och siffror, och tal som de ser olika är utelämnade: {dispute}",
        )


def _from_dissents(dissents: Sequence[tuple[Span, str]]) -> Iterable[Finding]:
    """Numbers that no observation was read from and whose text is uncertain, as where two labels overlap."""
    for span, seen in dissents:
        yield Finding(
            finding_id=f"note:text:{span.page}:{span.bbox.x0}:{span.bbox.top}",
            severity=Severity.NOTE,
            kind="readers",
            message_en=f"page {span.page}: one reader sees {span.text}, the other {seen}",
            message_sv=f"sida {span.page}: den ena läsaren ser {span.text}, den andra {seen}",
            places=(span,),
        )


def _from_meanings(normalised: Normalised) -> Iterable[Finding]:
    """Numbers whose words allow several meanings, where the one that context gave disagrees with other numbers."""
    for one in normalised.observations:
        if one.resolution is not Resolution.OPEN:
            continue
        meant = one.fact.fact_id
        others = ", ".join(fact.fact_id for fact in one.alternatives)
        printed, page = one.number.text, one.number.page
        yield Finding(
            finding_id=f"drift:meaning:{one.observation_id}",
            severity=Severity.DRIFT,
            kind="open_meaning",
            message_en=f"page {page}: {printed} as {meant}, or a number beside it read by the same context, disagrees"
            f" with other numbers; its words also allow {others}",
            message_sv=f"sida {page}: {printed} som {meant}, eller ett tal bredvid läst i samma sammanhang, går"
            f" inte ihop med andra tal; orden medger också {others}",
            observation_ids=(one.observation_id,),
            places=(one.number,),
        )


def _from_ledger(ledger: Sequence[LedgerRow]) -> Iterable[Finding]:
    """Every number that nothing explains, with its place."""
    for row in ledger:
        if row.disposition == UNEXPLAINED:
            at = f"{row.token.page}:{row.token.bbox.x0}:{row.token.bbox.top}"
            yield Finding(
                finding_id=f"drift:unexplained:{at}",
                severity=Severity.DRIFT,
                kind="unexplained",
                message_en=f"page {row.token.page}: the number {row.token.text} is not explained; {row.reason}",
                message_sv=f"sida {row.token.page}: talet {row.token.text} är inte förklarat",
                places=(row.token,),
            )
