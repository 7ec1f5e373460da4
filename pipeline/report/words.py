"""Values in words, in English and Swedish."""

from __future__ import annotations

from decimal import Decimal

from pipeline.model.observation import Observation
from pipeline.report.page_words import QUALIFIERS, UNITS, Both, named

_USUAL_STATUS = "A"
_NO_VALUE = Both("no value", "inget värde")


def value_in_words(one: Observation) -> Both:
    """Value with unit, tolerance, qualifier, and the status unless that is the usual one."""
    unit, qualifier = named(UNITS, one.unit), named(QUALIFIERS, one.qualifier)
    status = f", status {one.obs_status}" if one.obs_status != _USUAL_STATUS else ""
    if one.value is None:
        return Both(f"{_NO_VALUE.en} ({unit.en}){status}", f"{_NO_VALUE.sv} ({unit.sv}){status}")
    told, tolerance = digits(one.value), _tolerance(one.tolerance)
    return Both(
        f"{told} {unit.en}{tolerance}, {qualifier.en}{status}",
        f"{told} {unit.sv}{tolerance}, {qualifier.sv}{status}",
    )


def _tolerance(tolerance: Decimal) -> str:
    return f" ± {digits(tolerance)}" if tolerance else ""


def digits(value: Decimal) -> str:
    """A value as the tables have it."""
    return f"{value:f}"
