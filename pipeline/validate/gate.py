"""The gate: the one place that decides whether a report may be loaded.

It stops *our* errors only: readers that disagree, numbers left over, tables that fail their expectations. What the
publication itself says wrongly is loaded and flagged.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.model.observation import UNEXPLAINED, Normalised
from pipeline.model.verdict import Check, Finding, LedgerRow, Severity, Verdict
from pipeline.spec.schema import FamilySpec
from pipeline.validate.ledger import left_over
from pipeline.validate.suite_results import SuiteResult


def refusals(
    normalised: Normalised,
    checks: Sequence[Check],
    ledger: Sequence[LedgerRow],
    suites: Sequence[SuiteResult],
    spec: FamilySpec,
) -> tuple[Finding, ...]:
    """Every reason not to load the report; none means that it passes."""
    return (
        *_nothing(normalised),
        *_readers(normalised, checks),
        *_left_over(normalised, ledger, spec),
        *_unexplained(ledger, spec),
        *_suites(suites),
    )


def _nothing(normalised: Normalised) -> Iterable[Finding]:
    if not normalised.observations:
        yield Finding(
            finding_id="refusal:nothing",
            severity=Severity.REFUSAL,
            kind="ledger",
            message_en="no number was read in it that has a label or a sentence",
            message_sv="inget tal lästes i den som har en etikett eller en mening",
        )


def _readers(normalised: Normalised, checks: Iterable[Check]) -> Iterable[Finding]:
    by_id = {one.observation_id: one for one in normalised.observations}
    for check in checks:
        broken = check.verdict is Verdict.BROKEN_CHECK
        if not broken and (check.kind != "readers" or check.verdict is not Verdict.BREAKS):
            continue
        places = tuple(by_id[one].number for one in check.observation_ids)
        yield Finding(
            finding_id=f"refusal:{check.check_id}",
            severity=Severity.REFUSAL,
            kind="broken_check" if broken else "readers",
            message_en=f"{check.block_id}, page {places[0].page}: the readers disagree on {check.statement}",
            message_sv=f"{check.block_id}, sida {places[0].page}: läsarna är oense om {check.statement}",
            arithmetic=check.statement,
            observation_ids=check.observation_ids,
            places=places,
        )


def _left_over(normalised: Normalised, ledger: Sequence[LedgerRow], spec: FamilySpec) -> Iterable[Finding]:
    found, limit = left_over(ledger, normalised.regions), spec.ledger.left_over
    if limit is None or len(found) <= limit:
        return
    for region, row in found:
        yield Finding(
            finding_id=f"refusal:left_over:{region.block_id}:{row.token.page}:{row.token.bbox.x0}:{row.token.bbox.top}",
            severity=Severity.REFUSAL,
            kind="left_over",
            message_en=f"{region.block_id}, page {row.token.page}: the number {row.token.text} stands in the block"
            " without a label that was understood",
            message_sv=f"{region.block_id}, sida {row.token.page}: talet {row.token.text} står i blocket utan någon"
            " etikett som förstods",
            places=(row.token,),
        )


def _unexplained(ledger: Sequence[LedgerRow], spec: FamilySpec) -> Iterable[Finding]:
    limit = spec.ledger.unexplained
    rows = [row for row in ledger if row.disposition == UNEXPLAINED]
    if limit is not None and len(rows) > limit:
        yield Finding(
            finding_id="refusal:ledger:unexplained",
            severity=Severity.REFUSAL,
            kind="ledger",
            message_en=f"{len(rows)} numbers are unexplained, and the family allows {limit}",
            message_sv=f"{len(rows)} tal är oförklarade, och familjen tillåter {limit}",
            arithmetic=f"{len(rows)} > {limit}",
            places=tuple(row.token for row in rows),
        )


def _suites(results: Iterable[SuiteResult]) -> Iterable[Finding]:
    for result in results:
        if not result.success:
            yield Finding(
                finding_id=f"refusal:suite:{result.suite}:{result.expectation}:{result.arguments}",
                severity=Severity.REFUSAL,
                kind="suite",
                message_en=f"{result.table}.csv fails {result.expectation} ({result.arguments}): {result.observed}."
                f" It is expected because: {result.reason}",
                message_sv=f"{result.table}.csv uppfyller inte {result.expectation} ({result.arguments}):"
                f" {result.observed}. Skäl till kravet: {result.reason}",
            )
