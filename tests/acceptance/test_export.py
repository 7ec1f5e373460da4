"""``pipeline export`` on the sample and on a report with hostile labels, read back by programs that are not ours."""

from __future__ import annotations

import csv
import json
import shutil
import sys
import zipfile
from collections.abc import Callable, Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

import csvw
import duckdb
import frictionless
import openpyxl
import pandas as pd
import pytest
from pyarrow import parquet
from pysdmx.io import get_datasets, read_sdmx, write_sdmx
from pysdmx.io.format import Format

from pipeline.cli import FORMATS, main
from pipeline.load.export.formats import FORMATS as WRITTEN
from pipeline.load.export.safe_text import harmless
from pipeline.load.export.wide import view_names, wide_blocks
from tests.fixtures.exported import HOSTILE, bundle_of, hostile_results

ROOT = Path(__file__).parents[2]
FAMILY = "regionkoordinatorerna"
INTEGERS = {"edition_year", "page", "checks"}
FLOATS = {"x0", "top", "x1", "bottom"}
DECIMALS = {"value", "tolerance"}
ADDED = ["audit_link", "latest_issue", "fact_rank"]

Record = dict[str, Any]
Results = Callable[[Path], Path]


def sample(_: Path) -> Path:
    return ROOT / "extracted"


both = pytest.mark.parametrize("results", [sample, hostile_results])


def export(name: str, out: Path, target: Path) -> Path:
    assert main(["export", "--format", name, "--out", str(out), "--to", str(target)]) == 0
    return target


def tidy(out: Path) -> list[dict[str, str]]:
    with (out / "tidy" / f"{FAMILY}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def expected(out: Path, text: Callable[[str], str] = str) -> list[Record]:
    """The tidy rows with values of the types that are promised, keyed by hand here."""
    return [{name: _value(name, cell, text) for name, cell in row.items()} for row in tidy(out)]


def _value(name: str, cell: str, text: Callable[[str], str]) -> object:
    if not cell:
        return None
    if name in INTEGERS:
        return int(cell)
    if name in FLOATS:
        return float(cell)
    return Decimal(cell) if name in DECIMALS else text(cell)


def without_added(rows: Iterable[Record]) -> list[Record]:
    return [{name: value for name, value in row.items() if name not in ADDED} for row in rows]


def test_the_command_line_offers_what_is_written() -> None:
    assert FORMATS == WRITTEN


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_written_and_written_again(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = export(name, sample(tmp_path), tmp_path / "there")
    export(name, sample(tmp_path), target)
    assert capsys.readouterr().out.splitlines() == [f"188 observations of 1 report written to {target}"] * 2


@both
def test_parquet_holds_the_exact_tidy_rows(results: Results, tmp_path: Path) -> None:
    out = results(tmp_path / "out")
    target = export("parquet", out, tmp_path / "there")
    table = parquet.read_table(target / "observations.parquet")
    assert without_added(table.to_pylist()) == expected(out)
    assert str(table.schema.field("value").type) == "decimal128(38, 10)"
    assert (str(table.schema.field("page").type), str(table.schema.field("x0").type)) == ("int64", "double")


def test_pandas_reads_the_decimals_of_parquet(tmp_path: Path) -> None:
    target = export("parquet", sample(tmp_path), tmp_path / "there")
    frame = pd.read_parquet(target / "observations.parquet")
    assert frame["value"].tolist() == [row["value"] for row in expected(sample(tmp_path))]


@both
def test_duckdb_holds_the_exact_tidy_rows(results: Results, tmp_path: Path) -> None:
    out = results(tmp_path / "out")
    target = export("duckdb", out, tmp_path / "there.duckdb")
    with duckdb.connect(str(target), read_only=True) as connection:
        found = connection.execute("SELECT * FROM observations")
        names = [column[0] for column in found.description]
        rows = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
        kinds = dict(connection.execute("SELECT column_name, data_type FROM duckdb_columns()").fetchall())
    assert without_added(rows) == expected(out)
    assert (kinds["tolerance"], kinds["page"], kinds["x0"]) == ("DECIMAL(38,10)", "BIGINT", "DOUBLE")


def test_the_views_of_duckdb_tell_each_fact_once_and_each_block_wide(tmp_path: Path) -> None:
    target = export("duckdb", sample(tmp_path), tmp_path / "there.duckdb")
    rows = tidy(sample(tmp_path))
    with duckdb.connect(str(target), read_only=True) as connection:
        facts = connection.execute("SELECT fact_id, value, observations, different_values FROM facts").fetchall()
        latest = connection.execute("SELECT count(*) FROM latest_vintage").fetchall()
        views = {
            view: connection.sql(f'FROM "{view}"').fetchall()
            for view in view_names(wide_blocks(bundle_of(sample(tmp_path))))
        }
    assert latest == [(len(rows),)]
    assert sorted(fact for fact, *_ in facts) == sorted({row["fact_id"] for row in rows})
    for fact, value, observations, different in facts:
        same = [row["value"] for row in rows if row["fact_id"] == fact]
        assert str(value.normalize()) in {str(Decimal(one).normalize()) for one in same}
        assert (observations, different) == (len(same), len(set(same)))
    for view, block in zip(views, wide_blocks(bundle_of(sample(tmp_path))), strict=True):
        told = [(*names, *(one["value"] if one else None for one in cells)) for names, cells in block.cells()]
        assert {_plain(row) for row in views[view]} == {_plain(row) for row in told}
        assert len(views[view]) == len(told)


def _plain(row: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(cell.normalize() if isinstance(cell, Decimal) else cell for cell in row)


def test_the_box_of_the_first_form_is_a_row_of_its_wide_view(tmp_path: Path) -> None:
    target = export("duckdb", sample(tmp_path), tmp_path / "there.duckdb")
    query = (
        'SELECT "all", female_adult, female_child, "female_U", male_adult, male_child, "male_U", "U_U"'
        " FROM wide_form_boxes WHERE exploitation_form = 'labour'"
    )
    with duckdb.connect(str(target), read_only=True) as connection:
        assert connection.execute(query).fetchall() == [tuple(map(Decimal, (233, 69, 4, 8, 132, 4, 15, 1)))]


@both
def test_excel_holds_the_tidy_rows_as_numbers_and_text_and_no_formula(results: Results, tmp_path: Path) -> None:
    out = results(tmp_path / "out")
    target = export("xlsx", out, tmp_path / "there.xlsx")
    book = openpyxl.load_workbook(target)
    sheet = book["observations"]
    names, *rows = sheet.iter_rows(values_only=True)
    found = [dict(zip(names, row, strict=True)) for row in rows]
    # XML has no carriage return and no bell: the one is read back as a line feed, the other replaced.
    wanted = expected(out, lambda text: text.replace("\r", "\n").replace("\x07", "\ufffd"))
    assert [_as_excel(row) for row in without_added(found)] == [_as_excel(row) for row in wanted]
    cells = [cell for one in book.worksheets for row in one.iter_rows() for cell in row]
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []
    assert [cell for cell in cells if isinstance(cell.value, str) and not cell.quotePrefix] == []
    with zipfile.ZipFile(target) as archive:
        sheets = [archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
    assert not any(b"<f>" in content or b"<f " in content for content in sheets)


def _as_excel(row: Record) -> Record:
    return {
        name: float(value) if isinstance(value, Decimal | int) and not isinstance(value, bool) else _one_line_end(value)
        for name, value in row.items()
    }


def _one_line_end(value: object) -> object:
    return value.replace("\r", "\n") if isinstance(value, str) else value


def test_excel_has_a_sheet_a_block_with_a_frozen_header_and_links(tmp_path: Path) -> None:
    target = export("xlsx", sample(tmp_path), tmp_path / "there.xlsx")
    book = openpyxl.load_workbook(target)
    assert book.sheetnames[:5] == ["form_boxes", "industries", "figure_6", "figure_2", "figure_1"]
    assert {"observations", "dictionary", "codes", "code_maps", "reports", "findings"} <= set(book.sheetnames)
    assert [sheet.title for sheet in book.worksheets if sheet.freeze_panes is None] == []
    cells = [cell for row in book["form_boxes"].iter_rows() for cell in row if cell.value == 69]
    assert [cell.data_type for cell in cells] == ["n"]
    link = cells[0].hyperlink.target
    assert link.endswith(
        "/audit.html#" + next(row["observation_id"] for row in tidy(sample(tmp_path)) if row["value"] == "69")
    )
    assert (target.parent / link.split("#")[0]).resolve().parent == sample(tmp_path) / f"{FAMILY}-2024-facsimile"


@both
@pytest.mark.parametrize("name", ["csv", "datapackage", "csvw"])
def test_csv_files_hold_the_tidy_rows_made_harmless(name: str, results: Results, tmp_path: Path) -> None:
    out = results(tmp_path / "out")
    target = export(name, out, tmp_path / "there")
    with (target / "observations.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    printed = {name for name in rows[0] if name not in INTEGERS | FLOATS | DECIMALS}
    wanted = [{name: harmless(cell) if name in printed else cell for name, cell in row.items()} for row in tidy(out)]
    numbers = INTEGERS | FLOATS | DECIMALS
    assert [{name: cell for name, cell in row.items() if name not in numbers | set(ADDED)} for row in rows] == [
        {name: cell for name, cell in row.items() if name not in numbers} for row in wanted
    ]
    for row, told in zip(rows, tidy(out), strict=True):
        assert {n: Decimal(row[n]) if row[n] else None for n in numbers} == {
            n: Decimal(told[n]) if told[n] else None for n in numbers
        }


def test_no_text_of_the_sample_is_changed_in_csv(tmp_path: Path) -> None:
    texts = {cell for row in tidy(sample(tmp_path)) for cell in row.values()}
    assert [text for text in texts if harmless(text) != text] == []


@both
def test_frictionless_finds_the_data_package_valid_and_reads_the_values(results: Results, tmp_path: Path) -> None:
    out = results(tmp_path / "out")
    target = export("datapackage", out, tmp_path / "there")
    report = frictionless.validate(str(target / "datapackage.json"))
    assert report.flatten(["title", "message"]) == []
    assert report.stats["tasks"] == 13
    resource: Any = frictionless.Package(str(target / "datapackage.json")).get_resource("observations")
    rows = resource.read_rows()
    assert [(row["value"], row["page"]) for row in rows] == [(one["value"], one["page"]) for one in expected(out)]


def test_the_data_package_names_source_and_licence_of_the_sample(tmp_path: Path) -> None:
    target = export("datapackage", sample(tmp_path), tmp_path / "there")
    content = json.loads((target / "datapackage.json").read_text(encoding="utf-8"))
    assert content["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert content["licenses"] == [{"name": "MIT"}]
    assert [one["title"] for one in content["sources"]] == ["Regionkoordinatorernas statistik 2024 (faksimil)"]


def test_frictionless_sees_a_value_that_is_no_number(tmp_path: Path) -> None:
    target = export("datapackage", sample(tmp_path), tmp_path / "there")
    path = target / "power.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([lines[0], "a,b,c,d,e,f,g,h,i,j,k,l,m", *lines[1:]]), encoding="utf-8")
    assert not frictionless.validate(str(target / "datapackage.json")).valid


@both
def test_csvw_finds_the_metadata_valid_and_reads_the_values(results: Results, tmp_path: Path) -> None:
    out = results(tmp_path / "out")
    target = export("csvw", out, tmp_path / "there")
    checked = csvw.CSVW(str(target / "csv-metadata.json"), validate=True)
    assert (checked.is_valid, checked.warnings) == (True, [])
    group = csvw.TableGroup.from_file(target / "csv-metadata.json")
    group.check_referential_integrity()
    assert all(table.check_primary_key() for table in group.tables)
    rows = next(list(table.iterdicts(strict=True)) for table in group.tables if str(table.url) == "observations.csv")
    assert [(row["value"], row["page"]) for row in rows] == [(one["value"], one["page"]) for one in expected(out)]


@both
def test_pysdmx_reads_data_and_structure_and_every_code_is_listed(results: Results, tmp_path: Path) -> None:
    out = results(tmp_path / "out")
    target = export("sdmx-csv", out, tmp_path / "there")
    structure = target / f"{FAMILY}.structure.xml"
    dataset: Any = get_datasets(target / f"{FAMILY}.csv", structure, validate=True)[0]
    lists = {one.id: {code.id for code in one.items} for one in read_sdmx(structure, validate=True).get_codelists()}
    for component in dataset.structure.components:
        codes = lists.get(f"CL_{FAMILY.upper()}_{component.id}")
        if codes is not None:
            assert set(dataset.data[component.id]) <= codes
    keys = dataset.data[[one.id for one in dataset.structure.components.dimensions]]
    assert not keys.duplicated().any()
    told = {(row["fact_id"], row["qualifier"]) for row in tidy(out)}
    assert len(dataset.data) == len(told)
    values = {row["observation_id"]: row["value"] for row in tidy(out)}
    for name, value in zip(dataset.data["OBSERVATION_ID"], dataset.data["OBS_VALUE"], strict=True):
        assert _number(value) == _number(values[name])


def _number(value: object) -> Decimal | None:
    """The number that pysdmx gives as a float, or as text; nothing for what is missing."""
    text = str(value)
    return None if text in {"", "nan", "NaN", "<NA>"} else Decimal(text)


def test_pysdmx_writes_the_data_as_structure_specific_xml(tmp_path: Path) -> None:
    """What it writes it has checked against the structure, and it reads it back against the schema of SDMX-ML 3.0."""
    target = export("sdmx-csv", sample(tmp_path), tmp_path / "there")
    datasets: Any = get_datasets(target / f"{FAMILY}.csv", target / f"{FAMILY}.structure.xml", validate=True)
    message: Any = read_sdmx(str(write_sdmx(datasets, Format.DATA_SDMX_ML_3_0)), validate=True)
    assert len(message.data[0].data) == len(datasets[0].data)


def test_a_span_of_years_is_a_time_range_of_sdmx(tmp_path: Path) -> None:
    target = export("sdmx-csv", sample(tmp_path), tmp_path / "there")
    with (target / f"{FAMILY}.csv").open(encoding="utf-8", newline="") as stream:
        periods = {row["TIME_PERIOD"] for row in csv.DictReader(stream)}
    assert periods == {"2024", "2023", "2022", "2019", "2018-01-01/P5Y"}


def test_hostile_labels_are_exact_in_parquet_and_harmless_in_csv(tmp_path: Path) -> None:
    out = hostile_results(tmp_path / "out")
    labels = parquet.read_table(export("parquet", out, tmp_path / "p") / "observations.parquet")["label_printed"]
    assert labels.to_pylist() == [*HOSTILE, None]
    with (export("csv", out, tmp_path / "c") / "observations.csv").open(encoding="utf-8", newline="") as stream:
        found = [row["label_printed"] for row in csv.DictReader(stream)]
    assert [text for text in found if text[:1] in set("=+-@\t\r\uff1d\uff0b\uff0d\uff20")] == []


def test_nothing_loaded_is_told_with_status_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "--format", "csv", "--out", str(tmp_path / "none")]) == 2
    assert capsys.readouterr().err == f"pipeline: {tmp_path}/none: nothing is loaded there. Run `pipeline run` first\n"
    assert not (tmp_path / "none").exists()


def test_what_is_no_export_is_never_replaced(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(sample(tmp_path) / "tidy", tmp_path / "mine")
    assert main(["export", "--format", "csv", "--out", str(sample(tmp_path)), "--to", str(tmp_path / "mine")]) == 2
    assert "is there already and is no earlier export" in capsys.readouterr().err
    assert sorted(path.name for path in (tmp_path / "mine").iterdir()) == ["observations.csv", f"{FAMILY}.csv"]


def test_excel_without_its_package_says_how_to_install_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    assert main(["export", "--format", "xlsx", "--out", str(sample(tmp_path)), "--to", str(tmp_path / "x.xlsx")]) == 2
    assert capsys.readouterr().err.endswith("Install it: pip install 'report-pipeline[xlsx]'\n")
