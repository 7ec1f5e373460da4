"""Findings: what a person should know, in English and Swedish, with the arithmetic and the places."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pipeline.model.observation import Normalised, Observation, Resolution
from pipeline.model.span import Span
from pipeline.model.verdict import Check, Finding, LedgerRow, Severity, Verdict
from pipeline.spec.schema import Code, FamilySpec


def findings_of(
    normalised: Normalised,
    checks: Sequence[Check],
    dissents: Sequence[tuple[Span, str]],
    ledger: Sequence[LedgerRow],
    spec: FamilySpec,
) -> tuple[Finding, ...]:
    """All findings about the publication, by severity, then as they come up in the report."""
    by_id = {one.observation_id: one for one in normalised.observations}
    found = [
        *_from_checks(checks, by_id, spec),
        *_from_labels(normalised, spec),
        *_missing_blocks(normalised, spec),
        *_from_dissents(dissents),
        *_from_meanings(normalised),
        *_from_ledger(ledger),
    ]
    order = list(Severity)
    return tuple(sorted(found, key=lambda finding: order.index(finding.severity)))


def _from_checks(checks: Iterable[Check], by_id: Mapping[str, Observation], spec: FamilySpec) -> Iterable[Finding]:
    for check in checks:
        if check.severity is Severity.NOTE or check.kind == "readers":
            continue
        names = _names_of(check.block_id, spec)
        concerned = [by_id[one] for one in check.observation_ids]
        printed_last = concerned[-1]
        where = _where(printed_last)
        yield Finding(
            finding_id=f"{check.severity}:{check.check_id}",
            severity=check.severity,
            kind=check.kind,
            message_en=f"{check.block_id} ({names.en}){where}: {_words_en(check)}",
            message_sv=f"{check.block_id} ({names.sv}){where}: {_words_sv(check)}",
            arithmetic=check.statement,
            observation_ids=check.observation_ids,
            places=tuple(one.number for one in concerned),
        )


def _names_of(block_id: str, spec: FamilySpec) -> Code:
    """What a block is called; running text is no block of the family."""
    block = spec.blocks.get(block_id) or spec.charts.get(block_id)
    return Code(sv=block.sv, en=block.en) if block else Code(sv="löpande text", en="running text")


def _where(one: Observation) -> str:
    names = [name for name in (one.group_printed, one.label_printed) if name]
    return f", {' / '.join(names)}" if names else ""


def _words_en(check: Check) -> str:
    if check.kind == "repeat":
        return f"the same number is printed with two values: {check.statement}"
    if check.kind == "chart":
        return f"the drawing and the printed numbers disagree: {check.statement}"
    if check.verdict is Verdict.UNDECIDED:
        return f"the block is cut, and the parts printed fall short of the total: {check.statement}"
    return f"the parts do not add up to the printed total: {check.statement}"


def _words_sv(check: Check) -> str:
    if check.kind == "repeat":
        return f"samma tal är tryckt med två värden: {check.statement}"
    if check.kind == "chart":
        return f"diagrammet och de tryckta talen går inte ihop: {check.statement}"
    if check.verdict is Verdict.UNDECIDED:
        return f"blocket är avskuret, och de tryckta delarna når inte upp till totalen: {check.statement}"
    return f"delarna summerar inte till den tryckta totalen: {check.statement}"


def _from_labels(normalised: Normalised, spec: FamilySpec) -> Iterable[Finding]:
    for unknown in normalised.unknown_labels:
        near_en = f"; the known label most like it is {unknown.nearest!r}" if unknown.nearest else ""
        near_sv = f"; den kända etikett som liknar mest är {unknown.nearest!r}" if unknown.nearest else ""
        block = _names_of(unknown.block_id, spec)
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
