"""What to write where a number is cited: publication, page, meaning, and where the reading can be looked at."""

from __future__ import annotations

from pipeline.model.report import Report
from pipeline.model.verdict import Assessed
from pipeline.report.facts import fact_named
from pipeline.report.page_words import VERDICTS, Both, named
from pipeline.report.words import value_in_words
from pipeline.spec.names import Language
from pipeline.spec.schema import FamilySpec

_FORMS: dict[Language, str] = {
    "en": "{what}, p. {page}. {fact}: {value} (printed “{printed}”; {verdict}).",
    "sv": "{what}, s. {page}. {fact}: {value} (tryckt ”{printed}”; {verdict}).",
}
_DRAWN = Both("drawn", "ritat")
_FACSIMILE = Both("a facsimile, not the publication", "ett faksimil, inte publikationen")


def citation(one: Assessed, report: Report, spec: FamilySpec | None) -> Both:
    """The citation of an observation, before its id. It has no address: the report's own is not known here."""
    return Both(_told(one, report, spec, "en"), _told(one, report, spec, "sv"))


def publication(report: Report, spec: FamilySpec | None) -> str:
    """The name of the publication and the year of its edition."""
    return f"{spec.title} {report.edition_year}" if spec else report.report_id


def _told(one: Assessed, report: Report, spec: FamilySpec | None, language: Language) -> str:
    observation = one.observation
    return _FORMS[language].format(
        what=_publication_in_full(report, spec, language),
        page=observation.number.page,
        fact=fact_named(observation.fact, spec, language),
        value=value_in_words(observation).in_language(language),
        printed=observation.number.text or _DRAWN.in_language(language),
        verdict=named(VERDICTS, one.verdict).in_language(language),
    )


def _publication_in_full(report: Report, spec: FamilySpec | None, language: Language) -> str:
    name = publication(report, spec)
    if report.is_facsimile:
        return f"{name} ({_FACSIMILE.in_language(language)})"
    return f"{spec.publisher}: {name}" if spec else name
