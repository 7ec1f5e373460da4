"""The order of the room: readers, then checks between facts, then verdicts, the ledger and the findings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from pipeline.model.document import Document
from pipeline.model.observation import Normalised, Observation
from pipeline.model.reference import Before, Comparability, Reference
from pipeline.model.verdict import Assessed, Check, Severity, Validated, Verdict
from pipeline.spec.loading import Family
from pipeline.spec.schema import YearSpec
from pipeline.validate.audit import audit
from pipeline.validate.check_findings import from_checks, from_vintages
from pipeline.validate.doubts import as_far_as_read, doubtful_numbers, scanned_words
from pipeline.validate.drift import drift_findings, label_drifts
from pipeline.validate.findings import differing_readers, findings_of, lost_digits, remarkable, unknown_year
from pipeline.validate.ledger import ledger_of
from pipeline.validate.readers import lost_digits_of, reader_checks, readings_of, token_dissents
from pipeline.validate.vintages import vintage_checks

NOTHING_BEFORE = Before()


def validate(
    normalised: Normalised,
    document: Document,
    family: Family,
    edition_year: int,
    before: Before = NOTHING_BEFORE,
) -> Validated:
    """Run every check on one report; ``before`` is what is known of the editions before it."""
    observations, spec = normalised.observations, family.spec
    references = (*family.references, *_as_revised(before.references, family.years.get(edition_year)))
    readings = readings_of(observations, normalised.tokens, document)

    compared = vintage_checks(observations, normalised.statements, references, edition_year, spec)
    told_before = {name for one in compared if one.check.verdict is Verdict.HOLDS for name in one.check.observation_ids}

    def contradicts(one: Observation, value: Decimal) -> bool:
        if one.observation_id not in told_before:
            return False
        changed = vintage_checks((replace(one, value=value),), (), references, edition_year, spec)
        return any(found.check.verdict is Verdict.BREAKS for found in changed)

    audited = audit(normalised, spec, contradicts)
    checks = (*audited.checks, *(one.check for one in compared), *reader_checks(observations, readings))
    of_checks = (*from_checks(normalised, audited, spec), *from_vintages(normalised, compared, spec))
    ledger = ledger_of(normalised)
    taking_part = _by_observation(checks)
    scanned = scanned_words(document)
    labels = label_drifts(normalised, spec, before.look)
    of_drift = drift_findings(normalised, labels, ledger, spec, before.look)
    return Validated(
        observations=tuple(
            Assessed(
                one,
                *readings[one.observation_id],
                verdict=as_far_as_read(verdict_of(one.observation_id, taking_part[one.observation_id]), one, scanned),
                checks=len(taking_part[one.observation_id]),
            )
            for one in observations
        ),
        checks=checks,
        ledger=ledger,
        findings=(
            *lost_digits(lost_digits_of(normalised.tokens, document)),
            *findings_of(normalised, of_checks, token_dissents(normalised.tokens, document), ledger, of_drift),
            *unknown_year(edition_year),
            *differing_readers(document.disputes),
            *remarkable(document.remarks),
            *doubtful_numbers(ledger),
        ),
        bounds=audited.bounds,
        power=audited.power,
        labels=labels,
    )


def _as_revised(earlier: Iterable[Reference], year: YearSpec | None) -> Iterator[Reference]:
    """What earlier editions tell, that of periods which this one has revised as another vintage."""
    periods = {one.period for one in year.revised} if year is not None else set()
    for one in earlier:
        is_revised = one.fact.time_period in periods
        yield replace(one, comparability=Comparability.DIFFERS) if is_revised else one


def _by_observation(checks: Sequence[Check]) -> defaultdict[str, list[Check]]:
    result: defaultdict[str, list[Check]] = defaultdict(list)
    for check in checks:
        for one in check.observation_ids:
            result[one].append(check)
    return result


def verdict_of(observation_id: str, checks: Sequence[Check]) -> str:
    """``confirmed`` if one of its checks holds that says what the number is, and none contradicts it."""
    broken = [check for check in checks if check.verdict is Verdict.BREAKS and check.kind != "readers"]
    if any(check.severity is Severity.CONTRADICTION for check in broken):
        return "contradicted"
    return "confirmed" if any(check.confirms(observation_id) for check in checks) else "unchecked"
