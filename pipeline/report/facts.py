"""Facts in the words of their family, in English or Swedish."""

from __future__ import annotations

from typing import Literal

from babel import Locale

from pipeline.model.observation import NEW, NOT_APPLICABLE, OTHER, TOTAL, UNKNOWN, Fact
from pipeline.report.words import code_in_words
from pipeline.spec.schema import FamilySpec

Language = Literal["en", "sv"]

_GENERAL: dict[str, dict[str, str]] = {
    "en": {UNKNOWN: "unknown", OTHER: "other", "each_year": "each year", "of": "of", "from": "from", "new": "new"},
    "sv": {UNKNOWN: "okänt", OTHER: "annat", "each_year": "varje år", "of": "av", "from": "från", "new": "ny"},
}
_TERRITORIAL = "iso3166"


def fact_named(fact: Fact, spec: FamilySpec | None, language: Language) -> str:
    """Measure, period and classes by their names; by their codes where there is no family that names them.

    ``Persons identified, 2024: Labour, Women and girls (of exploitation_form)``.
    """
    general = _GENERAL[language]
    measure = _measure(fact.measure, spec, language)
    if fact.base_measure not in {NOT_APPLICABLE, fact.measure}:
        measure += f" ({_measure(fact.base_measure, spec, language)})"
    period = fact.time_period if fact.period_kind == "total" else f"{fact.time_period}, {general['each_year']}"
    if fact.compared_to != NOT_APPLICABLE:
        period += f", {general['from']} {fact.compared_to}"
    classes = [_class(name, code, spec, language) for name, code in fact.codes if code not in {TOTAL, NOT_APPLICABLE}]
    if fact.about != NOT_APPLICABLE:
        classes.append(fact.about)
    base = f" ({general['of']} {fact.share_base})" if fact.share_base not in {NOT_APPLICABLE, TOTAL} else ""
    return f"{measure}, {period}{': ' if classes else ''}{', '.join(classes)}{base}"


def _measure(name: str, spec: FamilySpec | None, language: Language) -> str:
    described = spec.measures.get(name) if spec else None
    return str(getattr(described, language)) if described else code_in_words(name)


def _class(dimension: str, code: str, spec: FamilySpec | None, language: Language) -> str:
    described = spec.dimensions.get(dimension) if spec else None
    name = str(getattr(described, language)) if described else code_in_words(dimension)
    return (
        f"{name}: {class_named(dimension, code, spec, language)}"
        if _needs_dimension(code)
        else class_named(dimension, code, spec, language)
    )


def _needs_dimension(code: str) -> bool:
    return code in {UNKNOWN, OTHER} or code.startswith(NEW)


def class_named(dimension: str, code: str, spec: FamilySpec | None, language: Language) -> str:
    """The name of a class; a label that the family does not know stays as printed."""
    general, described = _GENERAL[language], spec.dimensions.get(dimension) if spec else None
    if code in general:
        return general[code]
    if code.startswith(NEW):
        return f"{general['new']} “{code.removeprefix(NEW)}”"
    if described is not None and code in described.codes:
        return str(getattr(described.codes[code], language))
    if described is not None and described.standard == _TERRITORIAL:
        return str(Locale(language).territories.get(code, code))
    return code_in_words(code)
