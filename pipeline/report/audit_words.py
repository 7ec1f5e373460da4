"""What an audit found, in plain words: each finding with its arithmetic, its places, its suspects and its severity."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pipeline.model.audit import Audited, Teller
from pipeline.model.observation import Observation
from pipeline.model.span import Span
from pipeline.model.verdict import Finding, Power, Severity, Suspect, Validated, Verdict
from pipeline.report.facts import fact_named
from pipeline.spec.names import Language
from pipeline.spec.schema import FamilySpec

_WORDS: dict[str, dict[str, str]] = {
    "en": {
        "head": "{report_id} ({source}): {numbers} numbers, {observations} rows; {held} of {checks} checks hold",
        "power": "of single misprints {share} % would be noticed; `pipeline power` tells which would not",
        "none": "No finding.",
        "place": "where",
        "page": "page",
        "at": "x {x0} to {x1}, y {top} to {bottom} pt",
        "suspect": "suspect",
        "be": "{value} ({what}), which would be {likely}",
        "any": "{value} ({what})",
        "quiet": "{count} judged before, quiet: {names}",
        "refusal": "Refused: our own reading is in doubt",
        "contradiction": "Contradictions",
        "wording": "Words that say more than the numbers, or something else",
        "incomplete": "Not complete",
        "drift": "Not understood, or new",
        "note": "Notes",
    },
    "sv": {
        "head": "{report_id} ({source}): {numbers} tal, {observations} rader; {held} av {checks} kontroller stämmer",
        "power": "av enstaka tryckfel skulle {share} % märkas; `pipeline power` visar vilka inte",
        "none": "Inget fynd.",
        "place": "var",
        "page": "sida",
        "at": "x {x0} till {x1}, y {top} till {bottom} pt",
        "suspect": "misstänkt",
        "be": "{value} ({what}), som då vore {likely}",
        "any": "{value} ({what})",
        "quiet": "{count} bedömda tidigare, tysta: {names}",
        "refusal": "Avvisad: vår egen läsning är osäker",
        "contradiction": "Motsägelser",
        "wording": "Ord som säger mer än talen, eller något annat",
        "incomplete": "Inte fullständigt",
        "drift": "Inte förstått, eller nytt",
        "note": "Anmärkningar",
    },
}
MOST_SUSPECTS = 5
"""Further ties are in ``findings.json``."""


def audit_lines(audited: Audited, spec: FamilySpec, language: Language = "en") -> Iterator[str]:
    """Line by line, by severity; findings that were judged before are only counted."""
    words, report, validated, findings = _WORDS[language], audited.report, audited.validated, audited.findings
    told = audited.tellers
    yield words["head"].format(
        report_id=report.report_id,
        source=report.source_name,
        numbers=sum(row.is_number for row in validated.ledger),
        observations=len(validated.observations),
        held=sum(check.verdict is Verdict.HOLDS for check in validated.checks),
        checks=len(validated.checks),
    )
    yield words["power"].format(share=power_percent(validated))
    open_ones = [one for one in findings if one.accepted is None]
    if not open_ones:
        yield words["none"]
    number = 0
    for severity in Severity:
        group = [one for one in open_ones if one.severity is severity]
        if group:
            yield ""
            yield f"{words[severity]} ({len(group)})"
        for finding in group:
            number += 1
            yield from _finding_lines(number, finding, told, spec, language)
    judged = [one for one in findings if one.accepted is not None]
    if judged:
        names = ", ".join(one.finding_id for one in judged)
        yield ""
        yield words["quiet"].format(count=len(judged), names=names)


def power_percent(validated: Validated) -> str:
    """Misprints noticed or remarked on, of all that were tried, in percent to one decimal."""
    return percent_noticed(validated.power)


def percent_noticed(power: Iterable[Power]) -> str:
    """The same of these numbers."""
    every = tuple(power)
    tried = sum(one.misprints for one in every)
    seen = sum(one.noticed + one.remarked for one in every)
    return f"{100 * seen / tried:.1f}" if tried else "0"


def _finding_lines(
    number: int, finding: Finding, told: Mapping[str, Teller], spec: FamilySpec, language: Language
) -> Iterator[str]:
    words = _WORDS[language]
    yield f"{number:3}. {finding.message_sv if language == 'sv' else finding.message_en}"
    for place in _places(finding.places):
        box = place.bbox
        at = words["at"].format(x0=box.x0, x1=box.x1, top=box.top, bottom=box.bottom)
        yield f"     {words['place']}: {place.text or '▮'}, {words['page']} {place.page}, {at}"
    for suspect in finding.suspects[:MOST_SUSPECTS]:
        yield f"     {words['suspect']}: {_suspect(suspect, told, spec, language)}  [{suspect.score:.2f}]"


def _places(places: Iterable[Span]) -> list[Span]:
    return list(dict.fromkeys(places))


def _suspect(suspect: Suspect, told: Mapping[str, Teller], spec: FamilySpec, language: Language) -> str:
    words, one = _WORDS[language], told[suspect.observation_id]
    place = one.number if isinstance(one, Observation) else one.cue
    name = fact_named(one.fact, spec, language) if isinstance(one, Observation) else one.kind
    what = f"{name}; {words['page']} {place.page}"
    if suspect.likely_value is None:
        return words["any"].format(value=suspect.value, what=what)
    return words["be"].format(value=suspect.value, what=what, likely=suspect.likely_value)


def audit_sums(audited: Audited) -> dict[str, Any]:
    """The sums of an audit, for its JSON."""
    validated = audited.validated
    return {
        "source": audited.report.source_name,
        "numbers": sum(row.is_number for row in validated.ledger),
        "observations": len(validated.observations),
        "checks": len(validated.checks),
        "checks_held": sum(check.verdict is Verdict.HOLDS for check in validated.checks),
        "contradictions": len(audited.contradictions),
        "power_percent": power_percent(validated),
    }
