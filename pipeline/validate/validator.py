"""The order of the room: readers, then checks between facts, then verdicts, the ledger and the findings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from pipeline.model.document import Document
from pipeline.model.observation import Normalised
from pipeline.model.verdict import Assessed, Check, Validated, Verdict
from pipeline.spec.schema import FamilySpec
from pipeline.validate.closure import cut_groups
from pipeline.validate.findings import findings_of
from pipeline.validate.ledger import ledger_of
from pipeline.validate.readers import reader_checks, readings_of, token_dissents
from pipeline.validate.relations import confront, told_relations
from pipeline.validate.telling import telling_of
from pipeline.validate.web import relations_of


def validate(normalised: Normalised, document: Document, spec: FamilySpec) -> Validated:
    """Run every check on one report."""
    observations = normalised.observations
    readings = readings_of(observations, document)
    cut = cut_groups(normalised, spec)
    values = {one.observation_id: one.value for one in observations}
    relations = told_relations(relations_of(normalised, spec, cut), telling_of(observations, spec, cut))
    checks = (*(confront(one, values) for one in relations), *reader_checks(observations, readings))
    ledger = ledger_of(normalised)
    taking_part = _by_observation(checks)
    return Validated(
        observations=tuple(
            Assessed(
                one,
                *readings[one.observation_id],
                verdict=verdict_of(taking_part[one.observation_id]),
                checks=len(taking_part[one.observation_id]),
            )
            for one in observations
        ),
        checks=checks,
        ledger=ledger,
        findings=findings_of(normalised, checks, token_dissents(normalised.tokens, document), ledger, spec),
    )


def _by_observation(checks: Sequence[Check]) -> defaultdict[str, list[Check]]:
    result: defaultdict[str, list[Check]] = defaultdict(list)
    for check in checks:
        for one in check.observation_ids:
            result[one].append(check)
    return result


def verdict_of(checks: Sequence[Check]) -> str:
    """``confirmed`` if a check other than ``readers`` holds and none breaks: readers share a text layer."""
    outcomes = {check.verdict for check in checks if check.kind != "readers"}
    if Verdict.BREAKS in outcomes:
        return "contradicted"
    return "confirmed" if Verdict.HOLDS in outcomes else "unchecked"
