"""Suite files: Great Expectations' own JSON, read strictly, because by itself the library passes what says nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pipeline.errors import SuiteError

TABLES = ("observations", "ledger", "checks")
"""Tables that no report is loaded without a suite for."""

_ROW_COUNTS = {"expect_table_row_count_to_be_between": "min_value", "expect_table_row_count_to_equal": "value"}
# A share of rows that may fail, a result without its counts, an exception told as a result: each would hide a failure.
_HIDING = {"mostly", "result_format", "catch_exceptions"}


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class _Meta(_Strict):
    model_config = ConfigDict(extra="allow")

    reason: str = Field(min_length=1)
    may_select_nothing: str | None = Field(default=None, min_length=1)


class Expectation(_Strict):
    """One expectation in Great Expectations' own words; ``meta.reason`` says why it is expected."""

    type: str
    kwargs: dict[str, Any] = {}
    meta: _Meta
    id: str | None = None
    description: str | None = None
    notes: str | list[str] | None = None
    severity: Literal["critical"] = "critical"


class _SuiteFile(_Strict):
    name: str
    expectations: tuple[Expectation, ...] = Field(min_length=1)
    meta: dict[str, Any] = {}
    id: str | None = None
    notes: str | list[str] | None = None


@dataclass(frozen=True, slots=True)
class Suite:
    """One suite file, checked as far as that goes without Great Expectations; ``source`` names it in messages."""

    name: str
    table: str
    source: str
    expectations: tuple[Expectation, ...]


def read_suites(expectations: Path, family: str) -> tuple[Suite, ...]:
    """The suites for a family's report: the general ones by name, then the family's own.

    Raises:
        SuiteError: a suite is missing or is not what it has to be.
    """
    for table in TABLES:
        if not (expectations / f"{table}.json").is_file():
            raise SuiteError("there is no such suite", source=f"{expectations.name}/{table}.json")
    paths = (*sorted(expectations.glob("*.json")), *sorted((expectations / family).glob("*.json")))
    return tuple(_read_suite(path, expectations) for path in paths)


def _read_suite(path: Path, expectations: Path) -> Suite:
    name = path.relative_to(expectations).with_suffix("").as_posix()
    source = f"{expectations.name}/{name}.json"
    content = _read_json(path, source)
    for key in _keys(content):
        if key in _HIDING:
            raise SuiteError(f"{key!r} could hide a failure", source=source, remedy="Leave it out")
    try:
        file = _SuiteFile.model_validate(content)
    except ValidationError as error:
        problems = "; ".join(_problem(detail["loc"], detail["type"], detail["msg"]) for detail in error.errors())
        raise SuiteError(problems, source=source) from error
    if file.name != name:
        raise SuiteError(f"the suite calls itself {file.name!r}", source=source, remedy=f"Name it {name!r}")
    _refuse_without_row_count(file.expectations[0], source)
    for number, one in enumerate(file.expectations, start=1):
        _refuse_pointless(one, f"expectation {number} ({one.type})", source)
    return Suite(name, path.stem, source, file.expectations)


def _read_json(path: Path, source: str) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=_without_repeats)
    except ValueError as error:
        raise SuiteError(f"is not JSON ({error})", source=source) from error


def _without_repeats(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    """An object of JSON; of a key that comes twice Python would keep the last and tell nobody."""
    content = dict(pairs)
    if len(content) < len(pairs):
        keys = [key for key, _ in pairs]
        raise ValueError(f"the key {next(key for key in keys if keys.count(key) > 1)!r} stands twice in one object")
    return content


def _keys(content: Any) -> Iterator[str]:
    """Every key at any depth."""
    if isinstance(content, Mapping):
        yield from content
        content = content.values()
    elif not isinstance(content, list):
        return
    for part in content:
        yield from _keys(part)


def _problem(location: Sequence[int | str], kind: str, message: str) -> str:
    where = ".".join(f"{part + 1}" if isinstance(part, int) else part for part in location) or "the file"
    return f"unknown key {where}" if kind == "extra_forbidden" else f"{where}: {message}"


def _refuse_without_row_count(first: Expectation, source: str) -> None:
    least = first.kwargs.get(_ROW_COUNTS.get(first.type, ""))
    if not isinstance(least, int) or least < 1 or "row_condition" in first.kwargs:
        raise SuiteError(
            "does not begin with a row count of 1 or more, so an empty table would pass",
            source=source,
            remedy="Begin with expect_table_row_count_to_be_between and a min_value",
        )


def _refuse_pointless(one: Expectation, where: str, source: str) -> None:
    """Refuse arguments with which Great Expectations tests nothing."""
    if one.type.endswith("_between") and one.kwargs.get("min_value") is None and one.kwargs.get("max_value") is None:
        raise SuiteError(f"{where}: neither min_value nor max_value, so anything passes", source=source)
    if one.type.endswith("match_regex") and not one.kwargs.get("regex"):
        raise SuiteError(f"{where}: no regex, so anything passes", source=source)
    if one.meta.may_select_nothing and "row_condition" not in one.kwargs:
        raise SuiteError(f"{where}: may_select_nothing without a row_condition", source=source)
