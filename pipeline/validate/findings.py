"""Findings: what a person should know, in English and Swedish, with the arithmetic and the places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.model.observation import Normalised, Resolution
from pipeline.model.span import Span
from pipeline.model.verdict import Finding, LedgerRow, Severity
from pipeline.spec.schema import FamilySpec
from pipeline.validate.check_findings import names_of


def findings_of(
    normalised: Normalised,
    of_checks: Iterable[Finding],
    dissents: Sequence[tuple[Span, str]],
    ledger: Sequence[LedgerRow],
    spec: FamilySpec,
) -> tuple[Finding, ...]:
    """All findings about the publication, by severity, then as they come up in the report."""
    found = [
        *of_checks,
        *_from_labels(normalised, spec),
        *_missing_blocks(normalised, spec),
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
            arithmetic="",
            observation_ids=(),
            places=(),
        ),
    )


def _from_labels(normalised: Normalised, spec: FamilySpec) -> Iterable[Finding]:
    for unknown in normalised.unknown_labels:
        near_en = f"; the known label most like it is {unknown.nearest!r}" if unknown.nearest else ""
        near_sv = f"; den kända etikett som liknar mest är {unknown.nearest!r}" if unknown.nearest else ""
        block = names_of(unknown.block_id, spec)
        yield Finding(
            finding_id=f"drift:label:{unknown.block_id}:{unknown.vocabulary}:{unknown.label.text}",
            severity=Severity.DRIFT,
            kind="new_label",
            message_en=f"{unknown.block_id} ({block.en}): unknown label {unknown.label.text!r}, loaded as new{near_en}",
            message_sv=f"{unknown.block_id} ({block.sv}): okänd etikett {unknown.label.text!r}, laddad som ny{near_sv}",
            arithmetic="",
            observation_ids=tuple(
                one.observation_id
                for one in normalised.observations
                if one.block_id == unknown.block_id and unknown.label.text in {one.label_printed, one.group_printed}
            ),
            places=(unknown.label,),
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
            arithmetic="",
            observation_ids=(),
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
            message_en=f"page {page}: {printed} disagrees with other numbers as {meant}; its words also allow {others}",
            message_sv=f"sida {page}: {printed} går inte ihop med andra tal som {meant}; orden medger också {others}",
            arithmetic="",
            observation_ids=(one.observation_id,),
            places=(one.number,),
        )


def _from_ledger(ledger: Sequence[LedgerRow]) -> Iterable[Finding]:
    """Every number that nothing explains, with its place."""
    for row in ledger:
        if row.disposition == "unexplained":
            at = f"{row.token.page}:{row.token.bbox.x0}:{row.token.bbox.top}"
            yield Finding(
                finding_id=f"drift:unexplained:{at}",
                severity=Severity.DRIFT,
                kind="unexplained",
                message_en=f"page {row.token.page}: the number {row.token.text} is not explained; {row.reason}",
                message_sv=f"sida {row.token.page}: talet {row.token.text} är inte förklarat",
                arithmetic="",
                observation_ids=(),
                places=(row.token,),
            )


def _missing_blocks(normalised: Normalised, spec: FamilySpec) -> Iterable[Finding]:
    seen = {one.block_id for one in normalised.observations}
    for block_id, block in spec.blocks.items():
        if block_id not in seen:
            severity = Severity.NOTE if block.often_outlined else Severity.DRIFT
            yield Finding(
                finding_id=f"{severity}:missing:{block_id}",
                severity=severity,
                kind="block_not_read",
                message_en=f"{block_id} ({block.en}): no number of it was read; it is not there or not text",
                message_sv=f"{block_id} ({block.sv}): inget tal lästes; blocket saknas eller är inte text",
                arithmetic="",
                observation_ids=(),
                places=(),
            )
