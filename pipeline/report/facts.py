"""Facts in the words of their family, in English or Swedish."""

from __future__ import annotations

import re

from pipeline.model.observation import KNOWN, NOT_APPLICABLE, TOTAL, Fact
from pipeline.spec.names import Language, class_by_itself, code_in_words
from pipeline.spec.schema import FamilySpec

_GENERAL: dict[str, dict[str, str]] = {
    "en": {
        "each_year": "each year",
        "of": "of the same",
        "from": "from",
        "and": "and",
        "known": "known",
        ":top": "most common",
        ":new": "new",
        ":observed": "seen",
    },
    "sv": {
        "each_year": "varje år",
        "of": "av samma",
        "from": "från",
        "and": "och",
        "known": "känt",
        ":top": "vanligast",
        ":new": "ny",
        ":observed": "förekommer",
    },
}


def fact_named(fact: Fact, spec: FamilySpec | None, language: Language) -> str:
    """Measure, period and classes by their names; by their codes where there is no family that names them.

    ``Share (Persons identified), 2024: Labour, Women and girls (of the same Form of exploitation)``.
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
        classes.append(_about(fact.about, spec, language))
    base = _share_base(fact.share_base, spec, language) if fact.share_base not in {NOT_APPLICABLE, TOTAL} else ""
    return f"{measure}, {period}{': ' if classes else ''}{', '.join(classes)}{base}"


def _about(about: str, spec: FamilySpec | None, language: Language) -> str:
    """``origin:top`` as ``Country of origin: most common``; ``sex=male`` by the name of its class."""
    dimension, is_class, code = about.partition("=")
    if is_class:
        return class_by_itself(dimension, code, spec, language)
    dimension, _, scope = about.partition(":")
    told = _GENERAL[language].get(f":{scope}", code_in_words(scope))
    return ": ".join(filter(None, (_dimension(dimension, spec, language), told)))


def _share_base(base: str, spec: FamilySpec | None, language: Language) -> str:
    """``sex|known:age`` as ``(of the same Sex; Age known)``."""
    general = _GENERAL[language]
    held, _, known = base.partition(KNOWN)
    same, left = (
        f" {general['and']} ".join(
            _dimension(name, spec, language) for name in re.split("[+,]", names) if name != TOTAL
        )
        for names in (held, known)
    )
    told = [f"{general['of']} {same}"] if same else []
    told += [f"{left} {general['known']}"] if known else []
    return f" ({'; '.join(told)})"


def _dimension(name: str, spec: FamilySpec | None, language: Language) -> str:
    described = spec.dimensions.get(name) if spec else None
    return str(getattr(described, language)) if described else code_in_words(name)


def _measure(name: str, spec: FamilySpec | None, language: Language) -> str:
    described = spec.measures.get(name) if spec else None
    return str(getattr(described, language)) if described else code_in_words(name)
