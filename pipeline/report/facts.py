"""Facts in the words of their family, in English or Swedish."""

from __future__ import annotations

from pipeline.model.observation import NOT_APPLICABLE, TOTAL, Fact
from pipeline.spec.names import Language, class_by_itself, code_in_words
from pipeline.spec.schema import FamilySpec

_GENERAL: dict[str, dict[str, str]] = {
    "en": {"each_year": "each year", "of": "of", "from": "from"},
    "sv": {"each_year": "varje år", "of": "av", "from": "från"},
}


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
    classes = [
        class_by_itself(name, code, spec, language) for name, code in fact.codes if code not in {TOTAL, NOT_APPLICABLE}
    ]
    if fact.about != NOT_APPLICABLE:
        classes.append(fact.about)
    base = f" ({general['of']} {fact.share_base})" if fact.share_base not in {NOT_APPLICABLE, TOTAL} else ""
    return f"{measure}, {period}{': ' if classes else ''}{', '.join(classes)}{base}"


def _measure(name: str, spec: FamilySpec | None, language: Language) -> str:
    described = spec.measures.get(name) if spec else None
    return str(getattr(described, language)) if described else code_in_words(name)
