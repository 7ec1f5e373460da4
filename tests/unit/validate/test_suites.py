"""Each committed expectation fails at a fault seeded for it and at no other, and nothing passes for lack of a test."""

from __future__ import annotations

import json
import re
import shutil
import socket
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import LoadError, SuiteError
from pipeline.validate.suite_parameters import parameters_of
from pipeline.validate.suite_results import SuiteResult
from pipeline.validate.suites import validate_tables
from tests.fixtures.facts import family_spec
from tests.unit.validate.suite_frames import (
    COLUMNS,
    Row,
    Table,
    observation_id,
    place,
    sound_tables,
    write_csv,
    write_tables,
)

EXPECTATIONS = Path(__file__).resolve().parents[3] / "expectations"
FAMILY = "regionkoordinatorerna"
OTHER_FAMILY = "a_family_without_a_suite_of_its_own"
FAMILY_SUITE = f"{FAMILY}/observations"
PARAMETERS = parameters_of(family_spec())


@dataclass(frozen=True, slots=True)
class Fault:
    """A sound row with cells changed so that one expectation fails; ``twin`` is the sound row that fails with it."""

    suite: str
    name: str
    row: str
    changes: Mapping[str, str]
    twin: str | None = None

    @property
    def key(self) -> tuple[str, str]:
        return self.suite, self.name

    @property
    def table(self) -> str:
        return self.suite.rsplit("/", 1)[-1]


def seeded(suite: str, name: str, row: str, twin: str | None = None, **changes: str) -> Fault:
    return Fault(suite, name, row, changes, twin)


def observed_fault(name: str, row: str, twin: str | None = None, **changes: str) -> Fault:
    return seeded("observations", name, row, twin, **changes)


def ledger_fault(name: str, row: str, twin: str | None = None, **changes: str) -> Fault:
    return seeded("ledger", name, row, twin, **changes)


def check_fault(name: str, row: str, twin: str | None = None, **changes: str) -> Fault:
    return seeded("checks", name, row, twin, **changes)


def family_fault(name: str, row: str, **changes: str) -> Fault:
    return seeded(FAMILY_SUITE, name, row, None, **changes)


AT_WOMEN = {"page": "3", **place(0)}

FAULTS = (
    observed_fault("observation_id_given", "women", observation_id=""),
    observed_fault("observation_id_unique", "women", twin="girls", observation_id=observation_id("girls")),
    observed_fault("observation_id_form", "women", observation_id="regionkoordinatorerna-2024:form boxes:fact:1"),
    observed_fault("read_once", "women", twin="women", fact_id="persons_identified;2024;women", **AT_WOMEN),
    observed_fault("edition_year_plausible", "women", edition_year="1204"),
    observed_fault("time_period_given", "women", time_period=""),
    observed_fault("time_period_form", "women", time_period="2018-2022"),
    observed_fault("span_forward", "earlier", time_period="2022/2018"),
    observed_fault("period_kind_known", "earlier", period_kind="yearly"),
    observed_fault("measure_given", "women", measure=""),
    observed_fault("unit_given", "women", unit=""),
    observed_fault("unit_known", "women", unit="individuals"),
    observed_fault("qualifier_given", "women", qualifier=""),
    observed_fault("qualifier_known", "earlier", qualifier="roughly"),
    observed_fault("tolerance_not_negative", "earlier", tolerance="-1"),
    observed_fault("count_without_tolerance", "women", tolerance="1"),
    observed_fault("rounded_percentage_has_tolerance", "share", tolerance="0"),
    observed_fault("measured_value_has_error", "measured", tolerance="0"),
    observed_fault("count_whole", "women", value="69.5"),
    observed_fault("count_plausible", "women", value="69004008", printed="69 004 008"),
    observed_fault("value_as_printed", "women", value="96"),
    observed_fault("share_of_whole", "share", value="135"),
    observed_fault("fall_of_at_most_everything", "halved", value="-150"),
    observed_fault("points_between_shares", "points", value="107"),
    observed_fault("rank_from_one", "rank", value="0"),
    observed_fault("obs_status_given", "women", obs_status=""),
    observed_fault("missing_mark_has_reason", "missing", obs_status="E", qualifier="approximate"),
    observed_fault("value_has_status_of_value", "women", obs_status="Q"),
    observed_fault("normal_means_exact", "measured", obs_status="A"),
    observed_fault("share_base_only_of_shares", "women", share_base="exploitation_form"),
    observed_fault("share_has_base", "share", share_base="_Z"),
    observed_fault("derived_has_base_measure", "rank", base_measure="_Z"),
    observed_fault("change_has_comparison", "halved", compared_to="_Z"),
    observed_fault("source_kind_given", "women", source_kind=""),
    observed_fault("source_kind_known", "women", source_kind="infographic"),
    observed_fault("page_from_one", "women", page="0"),
    observed_fault("wide", "women", x0="210.70", x1="195.80"),
    observed_fault("high", "women", top="781.20", bottom="772.20"),
    observed_fault("printed_given", "women", printed=""),
    observed_fault("label_given", "women", label_printed=""),
    observed_fault("clause_given", "females", clause=""),
    observed_fault("readers_text_form", "women", readers_text="3/2"),
    observed_fault("readers_pairing_form", "women", readers_pairing="2"),
    observed_fault("verdict_given", "women", verdict=""),
    observed_fault("verdict_known", "women", verdict="holds"),
    observed_fault("verdict_rests_on_checks", "women", checks="1"),
    ledger_fault("page_from_one", "women", page="0"),
    ledger_fault("wide", "women", x1="195.80"),
    ledger_fault("high", "women", bottom="1.00"),
    ledger_fault("printed_given", "women", printed=""),
    ledger_fault("accounted_once", "women", twin="women", **AT_WOMEN),
    ledger_fault("disposition_given", "claim", disposition=""),
    ledger_fault("disposition_known", "claim", disposition="ignored"),
    ledger_fault("observation_has_ids", "women", observation_ids=""),
    ledger_fault(
        "observation_ids_form", "women", observation_ids=f"{observation_id('women')},{observation_id('girls')}"
    ),
    ledger_fault("others_without_ids", "year", observation_ids=observation_id("women")),
    ledger_fault("other_has_reason", "footer", reason=""),
    ledger_fault("year_looks_like_one", "year", printed="1204"),
    ledger_fault("figure_number_small", "figure", value="430"),
    ledger_fault("unread_without_value", "picture", value="430"),
    check_fault("check_id_given", "sum", check_id=""),
    check_fault("check_id_unique", "sum", twin="share", check_id="share:share"),
    check_fault("kind_given", "sum", kind=""),
    check_fault("kind_known", "sum", kind="total"),
    check_fault("statement_given", "subset", statement=""),
    check_fault("holding_sum_is_an_equation", "sum", statement="the parts add up"),
    check_fault("verdict_given", "sum", verdict=""),
    check_fault("verdict_known", "sum", verdict="broken_check"),
    check_fault("tolerance_not_negative", "readers", tolerance="-1"),
    check_fault("beyond_tolerance_never_holds", "sum", difference="-1"),
    check_fault("within_tolerance_never_breaks", "broken", tolerance="27"),
    check_fault("severity_known", "cut", severity="warning"),
    check_fault("holding_is_a_note", "sum", severity="wording"),
    check_fault("breaking_is_told", "broken", severity="note"),
    check_fault("undecided_is_no_contradiction", "cut", severity="contradiction"),
    check_fault("disagreeing_readers_refuse", "dissent", severity="contradiction"),
    check_fault("observation_ids_given", "sum", observation_ids=""),
    check_fault("observation_ids_form", "sum", observation_ids=observation_id("women").removesuffix(":1")),
    family_fault("edition_since_2018", "women", edition_year="2017", time_period="2017"),
    family_fault("no_forecasts", "women", time_period="2025"),
    family_fault("measure_known", "women", measure="victims"),
    family_fault("dimensions_given", "women", sex=""),
    family_fault("exploitation_form_codes", "labour", exploitation_form="Arbetskraft"),
    family_fault("offence_codes", "women", offence="människohandel"),
    family_fault("sex_codes", "women", sex="Kvinnor"),
    family_fault("age_codes", "women", age="18+"),
    family_fault("industry_codes", "industry", industry="Hotell och restaurang"),
    family_fault("origin_codes", "thailand", origin="THA"),
    family_fault("referrer_codes", "referred", referrer="Uppsökande verksamhet"),
    family_fault("channel_codes", "inspected", channel="myndighetsgemensam"),
    family_fault("location_codes", "related", location="utomlands"),
    family_fault("few_persons", "women", value="12304", printed="12304"),
    family_fault("industry_of_labour", "industry", exploitation_form="sexual"),
    family_fault("location_of_related_children", "women", location="abroad"),
    family_fault("overlap_names_both_forms", "overlap", about="labour"),
)


def no_rows(table: Table) -> Table:  # noqa: ARG001 -- one of the edits of a whole table
    return {}


def copies(table: Table) -> Table:
    """More rows than an edition prints, each with an id and a place of its own."""
    rows = {f"{name}-{copy}": row for copy in range(200) for name, row in table.items()}
    return {
        name: {**row, **place(at), "observation_id": observation_id(name)}
        for at, (name, row) in enumerate(rows.items())
    }


def two_reports(table: Table) -> Table:
    return table | {"women": {**table["women"], "report_id": "regionkoordinatorerna-2023"}}


TABLE_FAULTS: dict[tuple[str, str], Callable[[Table], Table]] = {
    ("observations", "some_rows"): no_rows,
    ("ledger", "some_rows"): no_rows,
    ("checks", "some_rows"): no_rows,
    ("observations", "one_report"): two_reports,
    (FAMILY_SUITE, "some_hundred_rows"): copies,
}
"""Faults of a table as a whole, which no single row has."""


def suite_content(name: str, folder: Path = EXPECTATIONS) -> Any:
    return json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))


def suite_names() -> list[str]:
    """The suites of all families and of the first one; each other family's has a test module of its own."""
    names = [path.relative_to(EXPECTATIONS).with_suffix("").as_posix() for path in sorted(EXPECTATIONS.rglob("*.json"))]
    return [name for name in names if "/" not in name or name == FAMILY_SUITE]


def expectation_names(suite: str) -> list[str]:
    return [one["meta"]["name"] for one in suite_content(suite)["expectations"]]


def by_name(results: Iterable[SuiteResult]) -> dict[tuple[str, str], SuiteResult]:
    """Results under suite and name; they come in the order of the file."""
    of_suite: defaultdict[str, list[SuiteResult]] = defaultdict(list)
    for result in results:
        of_suite[result.suite].append(result)
    return {
        (suite, name): result
        for suite, mine in of_suite.items()
        for name, result in zip(expectation_names(suite), mine, strict=False)
    }


def failing(results: Iterable[SuiteResult]) -> set[tuple[str, str]]:
    return {key for key, result in by_name(results).items() if not result.success}


def faulty_row(fault: Fault, sound: Table, at: int) -> Row:
    """The sound row under an id and in a place of its own, with the fault."""
    own: dict[str, str] = {}
    if "observation_id" in sound[fault.row]:
        own = {"observation_id": observation_id(f"{fault.name}"), "fact_id": f"persons_identified;2024;{fault.name}"}
    if "check_id" in sound[fault.row]:
        own = {"check_id": f"{fault.name}:1"}
    places = place(at) if "x0" in sound[fault.row] else {}
    return {**sound[fault.row], **own, **places, **fault.changes}


def rows_told(result: SuiteResult) -> set[int]:
    return {int(row) for row in re.findall(r"\brow (\d+)", result.observed)} if not result.success else set()


@dataclass(frozen=True, slots=True)
class FaultyRun:
    """All faults of some suites in one run: which expectations fail at which rows, and where each fault was put."""

    results: dict[tuple[str, str], SuiteResult]
    rows: dict[tuple[str, str], int]
    twins: dict[tuple[str, str], int]


def run_with_faults(folder: Path, family: str, faults: Iterable[Fault]) -> FaultyRun:
    tables, rows, twins = sound_tables(), {}, {}
    for fault in faults:
        table = tables[fault.table]
        if fault.twin:
            twins[fault.key] = list(table).index(fault.twin) + 1
        table[fault.name] = faulty_row(fault, table, len(table))
        rows[fault.key] = len(table)
    write_tables(folder, tables)
    return FaultyRun(by_name(validate_tables(folder, EXPECTATIONS, family, PARAMETERS)), rows, twins)


@pytest.fixture(scope="module")
def generic_run(tmp_path_factory: pytest.TempPathFactory) -> FaultyRun:
    faults = [fault for fault in FAULTS if fault.suite != FAMILY_SUITE]
    return run_with_faults(tmp_path_factory.mktemp("generic"), OTHER_FAMILY, faults)


@pytest.fixture(scope="module")
def family_run(tmp_path_factory: pytest.TempPathFactory) -> FaultyRun:
    faults = [fault for fault in FAULTS if fault.suite == FAMILY_SUITE]
    return run_with_faults(tmp_path_factory.mktemp("family"), FAMILY, faults)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A folder with sound tables."""
    folder = tmp_path / "report"
    folder.mkdir()
    write_tables(folder, sound_tables())
    return folder


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Suites of which only the one for checks has more than a row count."""
    folder = tmp_path / "expectations"
    folder.mkdir()
    for table in COLUMNS:
        write_suite(folder, table, [ROW_COUNT])
    return folder


ROW_COUNT = {
    "type": "expect_table_row_count_to_be_between",
    "kwargs": {"min_value": 1},
    "meta": {"reason": "An empty table tests nothing."},
}


def expecting(kind: str, **kwargs: Any) -> dict[str, Any]:
    return {"type": kind, "kwargs": kwargs, "meta": {"reason": "A test wants it."}}


def where(column: str, value: str) -> dict[str, Any]:
    return {"type": "comparison", "column": {"name": column}, "operator": "==", "parameter": value}


def write_suite(folder: Path, name: str, expectations: list[dict[str, Any]], **more: Any) -> None:
    content = {"name": name, "expectations": expectations, **more}
    (folder / f"{name}.json").write_text(json.dumps(content), encoding="utf-8")


def last_of(report: Path, expectations: Path, *more: dict[str, Any]) -> SuiteResult:
    """The result of the last expectation, in a suite for checks with these after the row count."""
    write_suite(expectations, "checks", [ROW_COUNT, *more])
    return [one for one in validate_tables(report, expectations, OTHER_FAMILY) if one.suite == "checks"][-1]


def test_sound_tables_meet_every_expectation_and_none_is_left_untested(report: Path) -> None:
    results = validate_tables(report, EXPECTATIONS, FAMILY, PARAMETERS)
    assert [one for one in results if not one.success or "no row meets" in one.observed] == []
    counts = {suite: len(expectation_names(suite)) for suite in suite_names()}
    assert counts == {suite: len([one for one in results if one.suite == suite]) for suite in counts}


def test_every_expectation_has_a_fault_and_every_fault_an_expectation() -> None:
    faults = [fault.key for fault in FAULTS] + list(TABLE_FAULTS)
    assert len(faults) == len(set(faults))
    assert {(suite, name) for suite in suite_names() for name in expectation_names(suite)} == set(faults)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: "/".join(fault.key))
def test_expectation_fails_at_its_fault_and_nowhere_else(
    fault: Fault, generic_run: FaultyRun, family_run: FaultyRun
) -> None:
    run = family_run if fault.suite == FAMILY_SUITE else generic_run
    row = run.rows[fault.key]
    assert {row, run.twins.get(fault.key, row)} == rows_told(run.results[fault.key])
    told_by = {key for key, one in run.results.items() if one.table == fault.table and row in rows_told(one)}
    expected = {fault.key} | {other.key for other in FAULTS if run.twins.get(other.key) == row}
    assert expected == told_by


@pytest.mark.parametrize(("key", "edit"), TABLE_FAULTS.items(), ids=["/".join(key) for key in TABLE_FAULTS])
def test_expectation_about_a_whole_table_fails_alone(
    key: tuple[str, str], edit: Callable[[Table], Table], report: Path
) -> None:
    table = key[0].rsplit("/", 1)[-1]
    write_csv(report / f"{table}.csv", COLUMNS[table], edit(sound_tables()[table]).values())
    family = FAMILY if key[0] == FAMILY_SUITE else OTHER_FAMILY
    assert {key} == failing(validate_tables(report, EXPECTATIONS, family, PARAMETERS))


def test_edit_of_a_suite_takes_effect(report: Path, tmp_path: Path) -> None:
    folder = tmp_path / "expectations"
    shutil.copytree(EXPECTATIONS, folder)
    content = suite_content(FAMILY_SUITE)
    persons = next(one for one in content["expectations"] if one["meta"]["name"] == "few_persons")
    persons["kwargs"]["max_value"] = 200
    (folder / f"{FAMILY_SUITE}.json").write_text(json.dumps(content), encoding="utf-8")
    results = by_name(validate_tables(report, folder, FAMILY, PARAMETERS))
    assert [key for key, one in results.items() if not one.success] == [(FAMILY_SUITE, "few_persons")]
    result = results[FAMILY_SUITE, "few_persons"]
    assert result.observed == "1 of 12 rows: 233 (row 4)"
    assert persons["meta"]["reason"] == result.reason
    assert "column: value, min_value: 0, max_value: 200, where (unit IN (persons, cases) AND " in result.arguments


def test_a_value_that_the_family_file_does_not_have_is_an_error(report: Path, small: Path) -> None:
    wanted = expecting("expect_column_values_to_match_regex", column="left", regex={"$PARAMETER": "codes_of_colour"})
    with pytest.raises(SuiteError, match=r"unknown parameter 'codes_of_colour'.*Known are none"):
        last_of(report, small, wanted)


@pytest.mark.parametrize(
    ("dimension", "code", "fits"),
    [
        ("industry", "cleaning", True),
        ("industry", "new:Spa", True),
        ("industry", "spa", False),
        ("industry", "cleaning_", False),
        ("industry", "new:", False),
        ("origin", "SE", True),
        ("origin", "SWE", False),
        ("sex", "_U", True),
    ],
)
def test_the_codes_of_a_dimension_are_those_that_the_family_file_has(dimension: str, code: str, *, fits: bool) -> None:
    assert bool(re.search(PARAMETERS[f"codes_of_{dimension}"], code)) is fits


def test_five_of_many_unexpected_values_are_told(report: Path, small: Path) -> None:
    result = last_of(report, small, expecting("expect_column_values_to_be_in_set", column="left", value_set=[81]))
    assert result.observed == "6 of 7 rows: 34.8 (row 2); 430 (row 3); 19 (row 4); 100 (row 5); 4 (row 6)"


def test_nothing_is_written_to_the_terminal_and_no_connection_opened(
    report: Path, small: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("the network was asked for")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    validate_tables(report, EXPECTATIONS, FAMILY, PARAMETERS)
    with pytest.raises(SuiteError):
        last_of(report, small, expecting("expect_column_values_to_be_betwixt", column="left"))
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("expectation", "message"),
    [
        pytest.param(
            expecting("expect_column_values_to_be_betwixt", column="left"),
            "expectation 2: unknown type 'expect_column_values_to_be_betwixt'",
            id="unknown type",
        ),
        pytest.param(
            expecting("expect_column_values_to_be_between", column="left", min_valeu=0, max_value=1),
            "min_valeu extra fields not permitted",
            id="misspelt argument",
        ),
        pytest.param(
            expecting("expect_column_values_to_not_be_null", column="lefft"),
            'expectation 2 (expect_column_values_to_not_be_null) on checks.csv: Error: The column "lefft"',
            id="exception hidden in a result",
        ),
        pytest.param(
            expecting("expect_column_values_to_be_between", column="kind", min_value=0),
            "must either be None or of the same type",
            id="text taken for numbers",
        ),
        pytest.param(
            expecting("expect_column_values_to_not_be_null", column="left", row_condition=where("knid", "sum")),
            "knid",
            id="condition on an unknown column",
        ),
        pytest.param(
            expecting("expect_column_values_to_not_be_null", column="left", row_condition={"type": "if"}),
            "row_condition",
            id="unknown condition",
        ),
        pytest.param(
            expecting("expect_column_values_to_be_between", column="left", min_value={"$PARAMETER": "least"}),
            "unknown parameter 'least'",
            id="parameter without a value",
        ),
        pytest.param(
            expecting("expect_column_values_to_not_be_null", column="left", mostly=0.9), "'mostly'", id="mostly"
        ),
        pytest.param(
            expecting("expect_column_values_to_not_be_null", column="left", result_format="BOOLEAN_ONLY"),
            "'result_format'",
            id="result without counts",
        ),
        pytest.param(expecting("expect_column_values_to_match_regex", column="kind"), "no regex", id="regex left out"),
        pytest.param(
            expecting("expect_column_unique_value_count_to_be_between", column="kind"),
            "neither min_value nor max_value",
            id="limits left out",
        ),
        pytest.param(
            {"type": "expect_column_values_to_not_be_null", "kwargs": {"column": "left"}, "meta": {}},
            "expectations.2.meta.reason: Field required",
            id="no reason",
        ),
        pytest.param(
            {"type": "expect_column_values_to_not_be_null", "kwargs": {"column": "left"}, "meta": {"reason": " "}},
            "expectations.2.meta.reason",
            id="blank reason",
        ),
        pytest.param(
            {**ROW_COUNT, "kwargs": {"min_value": 1}, "severity": "warning"},
            "expectations.2.severity",
            id="severity that would be ignored",
        ),
        pytest.param({**ROW_COUNT, "kwrags": {}}, "unknown key expectations.2.kwrags", id="unknown key"),
        pytest.param(
            {**ROW_COUNT, "meta": {"reason": "So.", "may_select_nothing": "Perhaps."}},
            "may_select_nothing without a row_condition",
            id="exemption without a condition",
        ),
    ],
)
def test_expectation_that_cannot_be_trusted_is_an_error(
    expectation: dict[str, Any], message: str, report: Path, small: Path
) -> None:
    with pytest.raises(SuiteError) as caught:
        last_of(report, small, expectation)
    assert caught.value.source == "expectations/checks.json"
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param('{"name": "checks", ', "is not JSON", id="not JSON"),
        pytest.param('{"name": "checks", "name": "checks"}', "the key 'name' stands twice", id="a key twice"),
        pytest.param("[]", "the file: ", id="no object"),
        pytest.param('{"name": "checks", "expectations": []}', "expectations: ", id="no expectations"),
    ],
)
def test_file_that_is_no_suite_is_an_error(text: str, message: str, report: Path, small: Path) -> None:
    (small / "checks.json").write_text(text, encoding="utf-8")
    with pytest.raises(SuiteError, match=re.escape(message)) as caught:
        validate_tables(report, small, OTHER_FAMILY)
    assert caught.value.source == "expectations/checks.json"


def test_unknown_key_of_a_suite_is_an_error(report: Path, small: Path) -> None:
    write_suite(small, "checks", [ROW_COUNT], suite_parameters={})
    with pytest.raises(SuiteError, match="unknown key suite_parameters"):
        validate_tables(report, small, OTHER_FAMILY)


def test_suite_under_another_name_is_an_error(report: Path, small: Path) -> None:
    (small / "ledger.json").write_text((small / "checks.json").read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(SuiteError, match="calls itself 'checks'"):
        validate_tables(report, small, OTHER_FAMILY)


def test_missing_suite_is_an_error(report: Path, small: Path) -> None:
    (small / "ledger.json").unlink()
    with pytest.raises(SuiteError, match="there is no such suite") as caught:
        validate_tables(report, small, OTHER_FAMILY)
    assert caught.value.source == "expectations/ledger.json"


@pytest.mark.parametrize(
    "first",
    [
        expecting("expect_column_values_to_not_be_null", column="check_id"),
        expecting("expect_table_row_count_to_be_between", max_value=9),
        expecting("expect_table_row_count_to_be_between", min_value=0),
        expecting("expect_table_row_count_to_equal", value=0),
        expecting("expect_table_row_count_to_be_between", min_value=1, row_condition=where("kind", "sum")),
    ],
    ids=["another type", "no least count", "least count 0", "count 0", "only some rows"],
)
def test_suite_that_does_not_begin_with_a_row_count_is_an_error(
    first: dict[str, Any], report: Path, small: Path
) -> None:
    write_suite(small, "checks", [first, ROW_COUNT])
    with pytest.raises(SuiteError, match="does not begin with a row count"):
        validate_tables(report, small, OTHER_FAMILY)


@pytest.mark.parametrize(
    "kind",
    ["expect_column_values_to_be_unique", "expect_column_distinct_values_to_be_in_set"],
    ids=["value by value", "of the column as a whole"],
)
def test_column_without_values_fails(kind: str, report: Path, small: Path) -> None:
    rows = [{**row, "statement": ""} for row in sound_tables()["checks"].values()]
    write_csv(report / "checks.csv", COLUMNS["checks"], rows)
    more = {"value_set": ["="]} if kind.endswith("set") else {}
    result = last_of(report, small, expecting(kind, column="statement", **more))
    assert (result.success, result.observed) == (False, "nothing to test: statement is empty in 7 rows")


def test_column_without_values_can_be_expected(report: Path, small: Path) -> None:
    rows = [{**row, "statement": ""} for row in sound_tables()["checks"].values()]
    write_csv(report / "checks.csv", COLUMNS["checks"], rows)
    assert last_of(report, small, expecting("expect_column_values_to_be_null", column="statement")).success
    assert not last_of(report, small, expecting("expect_column_values_to_not_be_null", column="statement")).success


@pytest.mark.parametrize(
    ("expectation", "success"),
    [
        (expecting("expect_table_columns_to_match_ordered_list", column_list=COLUMNS["checks"]), True),
        (expecting("expect_table_columns_to_match_ordered_list", column_list=["check_id", "page"]), False),
        (expecting("expect_column_to_exist", column="statement"), True),
        (expecting("expect_column_to_exist", column="page"), False),
    ],
    ids=["all columns", "other columns", "a column", "no such column"],
)
def test_expectation_about_columns_needs_no_values(
    expectation: dict[str, Any],
    success: bool,  # noqa: FBT001 -- a cell of the table above
    report: Path,
    small: Path,
) -> None:
    rows = [{**row, "statement": ""} for row in sound_tables()["checks"].values()]
    write_csv(report / "checks.csv", COLUMNS["checks"], rows)
    assert success == last_of(report, small, expectation).success


def test_condition_that_selects_nothing_fails_unless_the_suite_says_why(report: Path, small: Path) -> None:
    one = expecting("expect_column_values_to_not_be_null", column="left", row_condition=where("kind", "trend"))
    result = last_of(report, small, one)
    assert (result.success, result.observed) == (False, "no row meets the condition")
    one["meta"]["may_select_nothing"] = "A report may tell no trends."
    result = last_of(report, small, one)
    assert (result.success, result.observed) == (True, "no row meets the condition (A report may tell no trends.)")


def test_suite_of_a_further_table_is_found_by_its_name(report: Path, small: Path) -> None:
    write_suite(small, "claims", [ROW_COUNT])
    with pytest.raises(LoadError, match=r"claims\.csv"):
        validate_tables(report, small, OTHER_FAMILY)
    write_csv(report / "claims.csv", ["claim"], [{"claim": "de flesta är kvinnor"}])
    assert "claims" in {one.table for one in validate_tables(report, small, OTHER_FAMILY)}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("", "has no header", id="empty file"),
        pytest.param("left,right\n1,2\n1,2,3\n", "row 2 has 3 cells, the header 2", id="a cell too many"),
        pytest.param('left\n"1\n', "cannot be read as CSV", id="open quote"),
        pytest.param('left\n"1,5"\n', "row 1: '1,5' in column 'left' is no decimal number", id="decimal comma"),
        pytest.param("left\n1\n1e3\n", "row 2: '1e3' in column 'left' is no decimal number", id="exponent"),
    ],
)
def test_table_that_is_not_well_formed_is_an_error(text: str, message: str, report: Path, small: Path) -> None:
    (report / "checks.csv").write_text(text, encoding="utf-8")
    with pytest.raises(LoadError, match=re.escape(message)) as caught:
        validate_tables(report, small, OTHER_FAMILY)
    assert caught.value.source == "checks.csv"
