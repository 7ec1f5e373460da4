"""Results of expectations, judged and put in words; what had nothing to test has not succeeded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.validate.suite_files import Expectation, Suite

if TYPE_CHECKING:
    import pandas as pd

SHOWN = 5
"""How many unexpected values a result names."""

_ABOUT_NULLS = {"expect_column_values_to_be_null", "expect_column_values_to_not_be_null"}
_DOMAIN = ("column", "column_A", "column_B", "column_list")


@dataclass(frozen=True, slots=True)
class SuiteResult:
    """What became of one expectation; ``observed`` names up to five unexpected values and their rows, from 1."""

    suite: str
    table: str
    expectation: str
    arguments: str
    success: bool
    reason: str
    observed: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What Great Expectations says of one expectation; ``details`` only where it fails.

    ``selected`` are the rows that meet its ``condition``.
    """

    success: bool
    details: Mapping[str, Any]
    condition: str
    selected: pd.DataFrame


def result_of(suite: Suite, one: Expectation, outcome: Outcome) -> SuiteResult:
    """What became of one expectation of a suite."""
    success, observed = _judged(one, outcome)
    return SuiteResult(
        suite=suite.name,
        table=suite.table,
        expectation=one.type,
        arguments=_arguments(one, outcome.condition),
        success=success,
        reason=one.meta.reason,
        observed=observed,
    )


def _arguments(one: Expectation, condition: str) -> str:
    plain = {key: value for key, value in one.kwargs.items() if key not in {"row_condition", "condition_parser"}}
    words = ", ".join(f"{key}: {_words(value)}" for key, value in plain.items())
    return f"{words}, where {condition}" if condition else words


def _judged(one: Expectation, outcome: Outcome) -> tuple[bool, str]:
    """Success and what was observed; what had nothing to test has not succeeded."""
    columns = columns_of(one)
    if not columns:
        return outcome.success, _observed(outcome)
    if outcome.selected.empty:
        allowed = one.meta.may_select_nothing
        return allowed is not None, f"no row meets the condition{f' ({allowed})' if allowed else ''}"
    empty = [column for column in columns if outcome.selected[column].isna().all()]
    if empty and one.type not in _ABOUT_NULLS:
        return False, f"nothing to test: {', '.join(empty)} is empty in {_rows(len(outcome.selected))}"
    return outcome.success, _observed(outcome)


def columns_of(one: Expectation) -> list[str]:
    """The columns whose values an expectation is about; none for the table as a whole."""
    if one.type.startswith("expect_table_") or one.type == "expect_column_to_exist":
        return []
    named = [one.kwargs[key] for key in _DOMAIN if key in one.kwargs]
    return [column for part in named for column in (part if isinstance(part, list) else [part])]


def _observed(outcome: Outcome) -> str:
    """``19 rows``, or what failed in them."""
    selected = _rows(len(outcome.selected))
    if outcome.success or (outcome.details.get("observed_value") == len(outcome.selected) and not outcome.condition):
        return selected
    if "unexpected_count" in outcome.details:
        return f"{outcome.details['unexpected_count']} of {selected}: {_unexpected(outcome.details)}"
    if outcome.condition:
        return f"{selected}: {', '.join(f'row {row}' for row in outcome.selected.index[:SHOWN])}"
    return f"{selected}: {_words(outcome.details.get('observed_value'))}"


def _unexpected(details: Mapping[str, Any]) -> str:
    """The first unexpected values, with their rows where the library tells them."""
    values, rows = details["partial_unexpected_list"], details.get("partial_unexpected_index_list")
    if not rows:
        return "; ".join(_words(value) for value in values)
    return "; ".join(f"{_words(value)} (row {row})" for value, row in zip(values, rows, strict=False))


def _rows(count: int) -> str:
    return "1 row" if count == 1 else f"{count} rows"


def _words(value: Any) -> str:
    if value is None or value != value:  # noqa: PLR0124 -- only NaN differs from itself
        return "empty"
    if isinstance(value, float):
        return f"{value:.15g}"
    if isinstance(value, list | tuple):
        return ", ".join(_words(part) for part in value)
    if isinstance(value, dict):
        return ", ".join(f"{key} {_words(part)}" for key, part in value.items())
    return str(value)
