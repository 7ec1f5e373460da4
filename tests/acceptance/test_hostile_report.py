"""A report whose every text is hostile, through every output: what is printed is data there, and nothing more."""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml
from playwright.sync_api import Browser

import pipeline
from pipeline.cli import main
from tests.fixtures import pdfs
from tests.fixtures.browser import chromium, opened
from tests.fixtures.hostile import LABELS, NAME, NUMBERS, hostile_report, printed

ROOT = Path(pipeline.__file__).parent.parent
SHOWN = [re.sub(r"\s+", " ", printed(label)) for label in LABELS]
"""What the cells of the table say; a break of a line is a space inside a cell."""


@dataclass(frozen=True)
class Ran:
    """Where everything is, and what the command printed."""

    top: Path
    out: Path
    stdout: str
    stderr: str

    @property
    def report(self) -> Path:
        (folder,) = (path.parent for path in self.out.glob("auto-*/provenance.json"))
        return folder


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """The report loaded, beside a file that cannot be read and has a hostile name, too."""
    top = tmp_path_factory.mktemp("a") / "b" / "c"
    (top / "in").mkdir(parents=True)
    pdfs.write(top / "in", NAME, hostile_report())
    pdfs.write(top / "in", f"no {NAME}", pdfs.html())
    done = subprocess.run(  # noqa: S603 -- our own command
        [sys.executable, "-m", "pipeline", "run", "--family", "auto", "--out", str(top / "out"), str(top / "in")],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert done.returncode == 1
    return Ran(top.parent.parent, top / "out", done.stdout, done.stderr)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as one:
        yield one


def is_printable(text: str) -> bool:
    return all(char.isprintable() or char == "\n" for char in text)


def test_what_is_printed_on_a_terminal_steers_nothing_and_is_a_line_a_file(ran: Ran) -> None:
    assert is_printable(ran.stdout + ran.stderr)
    assert [line.split(":")[:2] for line in ran.stderr.splitlines()] == [["pipeline", " unreadable"]]


@pytest.mark.parametrize("arguments", [["inspect"], ["audit", "--family", "auto"]], ids=" ".join)
def test_other_commands_print_nothing_that_steers_a_terminal(
    ran: Ran, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    main([*arguments, str(ran.out.parent / "in" / NAME)])
    out, err = capsys.readouterr()
    assert len(out.splitlines()) > 10
    assert is_printable(out + err)


def test_nothing_is_outside_its_folder_and_names_are_plain(ran: Ran) -> None:
    made = {path.relative_to(ran.out).as_posix() for path in ran.out.rglob("*")}
    assert [name for name in made if not re.fullmatch(r"[a-z0-9._/=-]+", name)] == []
    assert {path.name for path in ran.out.parent.iterdir()} == {"in", "out"}
    assert list(ran.top.rglob("*escaped*")) == []


def test_labels_are_rows_as_they_are_printed(ran: Ran) -> None:
    rows = pipeline.load_observations(ran.out)
    table = rows[rows["block_id"].str.startswith("table") & (rows["label_printed"] != "Totalt")]
    assert list(table["label_printed"]) == SHOWN
    assert [int(value) for value in table["value"]] == list(NUMBERS)


def test_every_table_has_its_columns_in_every_row(ran: Ran) -> None:
    paths = sorted(ran.out.rglob("*.csv"))
    assert len(paths) > 8
    for path in paths:
        with path.open(encoding="utf-8", newline="") as stream:
            widths = {len(row) for row in csv.reader(stream)}
        assert len(widths) == 1, path.name


def cells_of(folder: Path) -> Iterator[str]:
    for path in folder.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as stream:
            yield from (cell for row in csv.reader(stream) for cell in row)


def test_no_cell_of_an_export_is_a_formula(ran: Ran, tmp_path: Path) -> None:
    assert main(["export", "--format", "csv", "--out", str(ran.out), "--to", str(tmp_path / "csv")]) == 0
    formulas = [cell for cell in cells_of(tmp_path / "csv") if re.match(r"[\s\x00-\x1f]*[=+@-]", cell)]
    assert [cell for cell in formulas if not re.fullmatch(r"-?[\d.]*", cell)] == []
    assert '\'=HYPERLINK("http://x.example","here")' in set(cells_of(tmp_path / "csv"))


def test_no_cell_of_a_workbook_is_a_formula_or_leads_out(ran: Ran, tmp_path: Path) -> None:
    assert main(["export", "--format", "xlsx", "--out", str(ran.out), "--to", str(tmp_path / "a.xlsx")]) == 0
    cells = [cell for sheet in openpyxl.load_workbook(tmp_path / "a.xlsx") for row in sheet for cell in row]
    assert [cell.value for cell in cells if cell.data_type == "f"] == []
    assert LABELS[0] in {cell.value for cell in cells}
    links = {cell.hyperlink.target.partition("#")[0] for cell in cells if cell.hyperlink}
    assert {(tmp_path / link).resolve() for link in links} == {ran.report / "audit.html"}


@pytest.mark.parametrize("page", ["audit.html", "index.html"])
def test_no_page_runs_or_asks_for_anything(ran: Ran, browser: Browser, page: str) -> None:
    path = (ran.report if page == "audit.html" else ran.out) / page
    with opened(browser, path) as one:
        assert one.page.title() != "run"
        assert (one.complaints, one.requests) == ([], [path.as_uri()])
        leads = one.page.locator("a").evaluate_all("links => links.map(link => link.getAttribute('href') || '')")
        assert [link for link in leads if re.match(r"\s*(?!file:)[a-z]+:", link, re.IGNORECASE)] == []
        shown = one.page.locator("body").inner_text()
    assert "</script><script>" in shown or page == "index.html"


def test_documents_of_machines_are_sound(ran: Ran) -> None:
    for path in ran.report.glob("*.json"):
        content: Any = json.loads(path.read_text(encoding="utf-8"))
        assert content


def test_a_drafted_family_is_plain_yaml(ran: Ran, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "drafted" / "family.yml"
    assert main(["draft", str(ran.out.parent / "in" / NAME), "--to", str(target)]) == 0
    assert is_printable(capsys.readouterr().out)
    text = target.read_text(encoding="utf-8")
    assert is_printable(text)
    content = yaml.safe_load(text)
    assert content["family"] == "drafted"
    labels = {one["sv"] for dimension in content["dimensions"].values() for one in dimension["codes"].values()}
    assert {'HYPERLINK("http://x.example","here")', "a [*a, *b]: |"} <= labels
