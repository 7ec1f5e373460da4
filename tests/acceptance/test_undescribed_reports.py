"""`--family auto`: reports that no family describes, with every number that is set in them keyed here."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import pipeline
from pipeline.cli import main
from pipeline.errors import UnknownFamilyError
from pipeline.run import Options, Outcome, audit, run
from tests.fixtures import pdfs
from tests.fixtures.reports import report as boxes
from tests.fixtures.undescribed import (
    BRANCHES,
    BUDGET,
    MISPRINTED,
    VISITORS,
    ferry_report,
    library_report,
    report,
    ruled,
)

pytestmark = pytest.mark.usefixtures("in_this_process")

SCHEMAS = Path(pipeline.__file__).parent / "load" / "schemas"
AUTO = Options(family="auto")

Row = dict[str, str]


def loaded(folder: Path, name: str, content: bytes) -> tuple[Outcome, list[Row]]:
    """The outcome of one file taken as it is, and its rows."""
    result = run([pdfs.write(folder, name, content)], folder / "out", AUTO)
    (outcome,) = result.outcomes
    return outcome, read(folder / "out" / str(outcome.report_id) / "observations.csv")


def read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def whole(text: str) -> Decimal:
    return Decimal(text.replace(" ", ""))


def cells(table: Sequence[Sequence[str]]) -> dict[tuple[str, str], str]:
    """What is set in a table, by row and column."""
    return {(row[0], head): cell for row in table[1:] for head, cell in zip(table[0][1:], row[1:], strict=True)}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Row]]:
    folder = tmp_path_factory.mktemp("library")
    outcome, rows = loaded(folder, "Årsrapport (v2).pdf", library_report())
    assert (outcome.status, outcome.report_id) == ("loaded", "auto-arsrapport-v2")
    return folder / "out", rows


def test_every_cell_of_a_table_is_a_row_under_its_labels(library: tuple[Path, list[Row]]) -> None:
    told = {(one["row"], one["column"]): Decimal(one["value"]) for one in library[1] if one["source_kind"] == "table"}
    assert told == {names: whole(cell) for names, cell in cells(BRANCHES).items()}


def test_every_line_with_dot_leaders_is_a_row(library: tuple[Path, list[Row]]) -> None:
    told = {one["row"]: Decimal(one["value"]) for one in library[1] if one["block_id"].startswith("list")}
    assert told == {label: whole(number) for label, number in VISITORS}


def test_numbers_of_sentences_have_their_value_unit_and_clause(library: tuple[Path, list[Row]]) -> None:
    told = [(one["printed"], one["value"], one["unit"], one["qualifier"]) for one in library[1] if one["clause"]]
    assert told == [
        ("47 520", "47520", "count", "exact"),
        ("40,2", "40.2", "percent", "exact"),
        ("124 450", "124450", "count", "exact"),
        ("2 300", "2300", "count", "approximate"),
        ("14", "14", "count", "exact"),
    ]


def test_nothing_coded_is_claimed(library: tuple[Path, list[Row]]) -> None:
    assert {one["measure"] for one in library[1]} == {"number"}
    assert {one["family"] for one in library[1]} == {"auto"}
    assert {one["time_period"] for one in library[1]} == {"2023"}


def test_the_ledger_has_every_token_and_the_sums_of_the_tables_hold(library: tuple[Path, list[Row]]) -> None:
    folder = library[0] / "auto-arsrapport-v2"
    ledger = read(folder / "ledger.csv")
    assert len(ledger) == 5 * 4 + 4 + 5 + 1 + 3  # table, list, text, its year and that of the title, two captions
    assert {one["disposition"] for one in ledger} == {"observation", "year", "figure_number"}
    sums = [one for one in read(folder / "checks.csv") if one["kind"] == "sum"]
    assert len(sums) == 4 + 5 + 1  # each column, each row, the list
    assert {one["verdict"] for one in sums} == {"holds"}


@pytest.mark.parametrize("name", ["observations", "ledger", "checks", "power", "bounds", "charts", "claims"])
def test_tables_are_what_their_schemas_say(library: tuple[Path, list[Row]], name: str) -> None:
    schema: dict[str, Any] = json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8"))
    rows = read(library[0] / "auto-arsrapport-v2" / f"{name}.csv")
    assert [error.message for row in rows for error in Draft202012Validator(schema).iter_errors(row)] == []


def test_it_is_in_the_tables_of_all_families(library: tuple[Path, list[Row]]) -> None:
    assert len(pipeline.load_observations(library[0], "auto")) == len(library[1])
    schema: dict[str, Any] = json.loads((SCHEMAS / "tidy_observations.json").read_text(encoding="utf-8"))
    pooled = read(library[0] / "tidy" / "observations.csv")
    assert [error.message for row in pooled for error in Draft202012Validator(schema).iter_errors(row)] == []
    assert len(pooled) == len(library[1])


def test_an_english_report_is_read_by_its_own_way_to_write_numbers(tmp_path: Path) -> None:
    outcome, rows = loaded(tmp_path, "ferries.pdf", ferry_report())
    assert outcome.status == "loaded"
    told = {(one["row"], one["column"]): one["value"] for one in rows if one["column"] in BUDGET[0]}
    assert told == cells(BUDGET)
    text = [(one["printed"], one["value"], one["unit"], one["qualifier"]) for one in rows if one["clause"]]
    assert text == [
        ("23,228", "23228", "count", "exact"),
        ("5.5", "5.5", "percent", "exact"),
        ("11", "11", "count", "exact"),
        ("1.4", "1400000", "number", "approximate"),
        ("97.3", "97.3", "percent", "exact"),
    ]
    wrong = {one["printed"]: one["value"] for one in rows if one["printed"] in {"1,234", "12,480", "8,310"}}
    assert {number: value for number, value in wrong.items() if value != number.replace(",", "")} == {}


def test_numbers_that_may_be_a_thousand_times_larger_are_left_without_a_row(tmp_path: Path) -> None:
    table = (("Place", "Boats", "Passengers"), ("North", "1,234", "2,345"), ("South", "4,567", "5,678"))
    text = "The harbour has 12 boats. " + "They sail every day of the week, from the first light until the last. " * 4
    outcome, rows = loaded(tmp_path, "open.pdf", report("Boats 2023", text, ruled(table)))
    assert outcome.status == "loaded"
    assert [one["printed"] for one in rows] == ["12"]
    ledger = read(tmp_path / "out" / "auto-open" / "ledger.csv")
    reasons = {one["printed"]: one["reason"] for one in ledger if one["disposition"] == "unexplained"}
    assert set(reasons) == {"1,234", "2,345", "4,567", "5,678"}
    assert {reason.split(",")[0] for reason in reasons.values()} == {
        "its comma or point may part decimals or thousands"
    }


def test_a_report_without_a_year_says_so_and_is_valid(tmp_path: Path) -> None:
    outcome, rows = loaded(tmp_path, "undated.pdf", report("Biblioteken", ruled(BRANCHES)))
    assert outcome.status == "loaded"
    assert {(one["edition_year"], one["time_period"]) for one in rows} == {("0000", "0000")}
    findings = json.loads((tmp_path / "out" / "auto-undated" / "findings.json").read_text(encoding="utf-8"))
    assert "year_unknown" in {one["kind"] for one in findings["findings"]}
    assert len(pipeline.load_observations(tmp_path / "out", "auto")) == len(rows)


def test_a_misprint_is_a_contradiction_with_its_suspect_first(tmp_path: Path) -> None:
    path = pdfs.write(tmp_path, "library.pdf", library_report(MISPRINTED))
    audited, _ = audit(path, tmp_path / "out", AUTO)
    assert not audited.is_refused
    assert {one.arithmetic for one in audited.contradictions} == {
        "5377 + 9842 + 688 = 15907 ≠ 15547",
        "11930 + 9842 + 4120 + 835 = 26727 ≠ 26367",
    }
    first = [one.suspects[0] for one in audited.contradictions]
    assert [(one.value, one.likely_value) for one in first] == [("9842", Decimal(9482))] * 2
    assert main(["audit", str(path), "--family", "auto", "--out", str(tmp_path / "out")]) == 1


def test_a_sound_report_has_no_contradiction(tmp_path: Path) -> None:
    path = pdfs.write(tmp_path, "library.pdf", library_report())
    assert main(["audit", str(path), "--family", "auto", "--out", str(tmp_path / "out")]) == 0


def test_reports_without_a_family_are_no_editions_of_each_other(tmp_path: Path) -> None:
    files = [
        pdfs.write(tmp_path, "a.pdf", library_report(year=2022)),
        pdfs.write(tmp_path, "b.pdf", library_report(MISPRINTED, year=2023)),
    ]
    result = run(files, tmp_path / "out", AUTO)
    assert [one.status for one in result.outcomes] == ["loaded", "loaded"]
    checks = [one for name in ("a", "b") for one in read(tmp_path / "out" / f"auto-{name}" / "checks.csv")]
    assert {one["kind"] for one in checks} == {"sum", "readers"}
    again = run(files, tmp_path / "out", AUTO)
    assert [one.status for one in again.outcomes] == ["unchanged", "unchanged"]


def test_without_the_option_it_is_refused_with_the_way_out(tmp_path: Path) -> None:
    (outcome,) = run([pdfs.write(tmp_path, "library.pdf", library_report())], tmp_path / "out").outcomes
    assert outcome.status == "refused"
    assert "no family recognises it" in str(outcome.message)
    assert "`--family auto`" in str(outcome.message)
    assert "`pipeline draft`" in str(outcome.message)


def test_a_family_that_is_asked_for_takes_its_own_reports_only(tmp_path: Path) -> None:
    asked = Options(family="regionkoordinatorerna")
    files = [pdfs.write(tmp_path, "library.pdf", library_report()), pdfs.write(tmp_path, "boxes.pdf", boxes(2022))]
    library, own = run(files, tmp_path / "out", asked).outcomes
    assert library.status == "refused"
    assert "it is no report of regionkoordinatorerna" in str(library.message)
    assert own.status == "loaded"
    with pytest.raises(UnknownFamilyError, match="it is no report of regionkoordinatorerna"):
        audit(files[0], tmp_path / "out", asked)


ODD = {
    "blank": pdfs.drawn(lambda _: None),
    "picture": pdfs.image_only(),
    "turned": pdfs.turned_sheet(90),
    "rotated": pdfs.rotated_text(90),
    "overprinted": pdfs.overprinted(),
    "ligature": pdfs.ligature(),
    "linked": pdfs.linked(),
    "numbers": pdfs.boxed_report("123 456", [("A b", "1,234"), ("C d", "9" * 20), ("E f", "-5"), ("G h", "12%")]),
    "quotes": pdfs.boxed_report('"{x}": #! 2021 \\ %s', [("A: *a &b", "69"), ("| - ?", "4"), ("' \" #", "73")]),
    "same": pdfs.boxed_report("Same 2020", [("A a", "1"), ("A a", "2"), ("A a", "3")]),
    "!": pdfs.plain("1 2 3"),
}
"""Files that are no tidy report; each is loaded, or refused with a reason."""


def test_odd_files_are_loaded_or_refused_with_a_reason(tmp_path: Path) -> None:
    files = [pdfs.write(tmp_path, f"{name}.pdf", content) for name, content in ODD.items()]
    outcomes = run(files, tmp_path / "out", AUTO).outcomes
    assert {one.status for one in outcomes} <= {"loaded", "refused"}
    assert all(one.message for one in outcomes if one.status == "refused")
    assert {one.source for one in outcomes if one.status == "refused"} == {
        "blank.pdf",
        "picture.pdf",
        "rotated.pdf",
        "ligature.pdf",
        "!.pdf",
    }
