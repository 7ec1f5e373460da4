"""Expectation suites over the written tables: Great Expectations' own JSON, which takes effect without touching Python.

By itself Great Expectations 1.24 drops an expectation of a type that it does not know, and passes an empty suite, an
empty table, and a condition or column without a value. Here each of these is an error or a failed result.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from pipeline.errors import SuiteError
from pipeline.validate.suite_files import Expectation, Suite, read_suites
from pipeline.validate.suite_parameters import with_parameters
from pipeline.validate.suite_results import SHOWN, Outcome, SuiteResult, result_of
from pipeline.validate.suite_tables import read_table

if TYPE_CHECKING:
    import pandas as pd

NO_PARAMETERS: Mapping[str, str] = MappingProxyType({})


def validate_tables(
    folder: Path, expectations: Path, family: str, parameters: Mapping[str, str] = NO_PARAMETERS
) -> tuple[SuiteResult, ...]:
    """Results of every suite for a report of ``family`` written to ``folder``: suites by name, the family's own last.

    ``parameters`` are the values that suites leave to the family file.

    Of a table without rows only the row count, which every suite begins with, is told: there is nothing else to test.

    Raises:
        SuiteError: a suite is missing, is not what it has to be, or could not be carried out.
        LoadError: a table is missing or is no well-formed CSV file.
    """
    suites = [_settled(suite, parameters) for suite in read_suites(expectations, family)]
    tables = {table: read_table(folder / f"{table}.csv") for table in sorted({suite.table for suite in suites})}
    return tuple(result for suite in suites for result in _run(suite, tables[suite.table]))


def _settled(suite: Suite, parameters: Mapping[str, str]) -> Suite:
    settled = (
        one.model_copy(update={"kwargs": with_parameters(one.kwargs, parameters, suite.source)})
        for one in suite.expectations
    )
    return replace(suite, expectations=tuple(settled))


def _run(suite: Suite, frame: pd.DataFrame) -> tuple[SuiteResult, ...]:
    built = {number: _build(one, number, suite) for number, one in enumerate(suite.expectations, start=1)}
    told = {1: built[1]} if frame.empty else built
    outcomes = _outcomes(suite, told, frame)
    return tuple(result_of(suite, suite.expectations[number - 1], outcomes[number]) for number in told)


def import_great_expectations() -> Any:
    """The library, imported on first use: that costs 2 to 3 seconds and 245 MB.

    Some of its releases report their use over the network unless the variable forbids it; 1.24.1 does not.
    """
    os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")
    import great_expectations  # noqa: PLC0415 -- see above

    return great_expectations


def _build(one: Expectation, number: int, suite: Suite) -> Any:
    """The library's own object; built one by one, as a suite made from the file leaves out what it cannot build."""
    gx = import_great_expectations()
    from great_expectations.expectations import expectation_configuration  # noqa: PLC0415 -- see above

    make = expectation_configuration.ExpectationConfiguration
    try:
        return make(type=one.type, kwargs=dict(one.kwargs), meta={"number": number}).to_domain_obj()
    except gx.exceptions.ExpectationNotFoundError as error:
        raise SuiteError(f"expectation {number}: unknown type {one.type!r}", source=suite.source) from error
    except (gx.exceptions.GreatExpectationsError, ValueError, TypeError) as error:
        message = " ".join(str(error).split())
        raise SuiteError(f"expectation {number} ({one.type}): {message}", source=suite.source) from error


def _outcomes(suite: Suite, built: Mapping[int, Any], frame: pd.DataFrame) -> dict[int, Outcome]:
    batch = _batch(suite, frame)
    results = _validate(suite, built, batch, "BOOLEAN_ONLY")
    failed = {number: built[number] for number, result in results.items() if not result.success}
    if failed:
        results |= _validate(suite, failed, batch, "SUMMARY")
    engine, selections = batch.data.execution_engine, {}
    outcomes = {}
    for number, one in built.items():
        condition = getattr(one, "row_condition", None)
        text = getattr(condition, "pass_through_filter", repr(condition)) if condition else ""
        if text not in selections:
            selections[text] = engine.get_domain_records({"batch_id": batch.id, "row_condition": condition})
        outcomes[number] = Outcome(results[number].success, results[number].result, text, selections[text])
    return outcomes


def _batch(suite: Suite, frame: pd.DataFrame) -> Any:
    """The table as the library takes it, in a context that lives in memory only and draws no progress bars."""
    context = import_great_expectations().get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}
    asset = context.data_sources.add_pandas("written").add_dataframe_asset(suite.table)
    return asset.add_batch_definition_whole_dataframe("whole").get_batch({"dataframe": frame})


def _validate(suite: Suite, built: Mapping[int, Any], batch: Any, details: str) -> dict[int, Any]:
    """Results by number: the library puts those that raised an exception first.

    Asking for details takes twice the time, so only failures are worth it.
    """
    gx = import_great_expectations()
    native = gx.ExpectationSuite(name=suite.name, expectations=list(built.values()))
    wanted = {"result_format": details} | ({"partial_unexpected_count": SHOWN} if details == "SUMMARY" else {})
    try:
        results = batch.validate(native, result_format=wanted).results
    except gx.exceptions.GreatExpectationsError as error:
        raise SuiteError(f"cannot be carried out: {error}", source=suite.source) from error
    by_number = {result.expectation_config.meta["number"]: result for result in results}
    if by_number.keys() != built.keys() or len(results) != len(built):
        raise SuiteError(
            f"has {len(built)} expectations, of which {len(results)} were carried out", source=suite.source
        )
    for number, result in sorted(by_number.items()):
        _refuse_exception(result.exception_info, f"expectation {number} ({result.expectation_config.type})", suite)
    return by_number


def _refuse_exception(info: Mapping[str, Any], where: str, suite: Suite) -> None:
    """Raise what the library caught; it keeps one exception, or one for each metric."""
    for one in [info] if "raised_exception" in info else info.values():
        if one["raised_exception"]:
            message = " ".join(str(one["exception_message"]).split())
            raise SuiteError(f"{where} on {suite.table}.csv: {message}", source=suite.source)
