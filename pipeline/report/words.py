"""Facts and values in words; codes stay recognisable, so that a person finds them in the tables again."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pipeline.model.observation import NOT_APPLICABLE, TOTAL, Fact, Observation
from pipeline.spec.names import code_in_words

_USUAL_STATUS = "A"


def fact_in_words(fact: Fact) -> str:
    """Measure, period and all codes but totals: ``persons identified, 2024; sex female, age unknown``."""
    return "; ".join(part for part in (", ".join(_subject(fact)), ", ".join(_classes(fact))) if part)


def _subject(fact: Fact) -> Iterator[str]:
    base = f" of {_plain(fact.base_measure)}" if fact.base_measure != NOT_APPLICABLE else ""
    about = f" about {_plain(fact.about)}" if fact.about != NOT_APPLICABLE else ""
    yield f"{_plain(fact.measure)}{base}{about}"
    yield fact.time_period if fact.period_kind == "total" else f"{fact.time_period} ({_plain(fact.period_kind)})"


def _classes(fact: Fact) -> Iterator[str]:
    for dimension, code in fact.codes:
        if code not in {TOTAL, NOT_APPLICABLE}:
            yield f"{_plain(dimension)} {code_in_words(code)}"
    if fact.share_base != NOT_APPLICABLE:
        yield f"share within {code_in_words(fact.share_base)}"
    if fact.compared_to != NOT_APPLICABLE:
        yield f"compared to {fact.compared_to}"


def value_in_words(one: Observation) -> str:
    """Value with unit, tolerance, qualifier, and the status unless that is the usual one."""
    status = f", status {one.obs_status}" if one.obs_status != _USUAL_STATUS else ""
    if one.value is None:
        return f"no value ({_plain(one.unit)}){status}"
    return f"{_digits(one.value)} {_plain(one.unit)}{_tolerance(one.tolerance)}, {_plain(one.qualifier)}{status}"


def _tolerance(tolerance: Decimal) -> str:
    return f" ± {_digits(tolerance)}" if tolerance else ""


def _digits(value: Decimal) -> str:
    return f"{value:f}"


def _plain(name: str) -> str:
    return name.replace("_", " ")
