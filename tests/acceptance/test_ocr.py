"""Figures whose words are no text: kept as unread without OCR, complete with it."""

from __future__ import annotations

import csv
import shutil
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.run import Options
from tests.conftest import Published
from tests.fixtures import pdfs
from tests.fixtures.once import once, run_once

REPORT = "regionkoordinatorerna-2024"
NOTE = "names and numbers read by OCR"

Row = dict[str, str]

PRINTED = {
    "figure_1": {
        "Kvinnor/flickor": 270,
        "Män/pojkar": 159,
        "Vuxna": 370,
        "Barn": 22,
        "Okänd ålder": 38,
        "Flickor": 15,
        "Pojkar": 7,
    },
    "figure_5": {
        "Uppsökande verksamhet": 104,
        "Migrationsverket": 97,
        "Polismyndigheten": 59,
        "Civilsamhället": 38,
    },
}
"""Names and numbers as the pages show them."""

SLICES = {
    "figure_3": {"arbetskraft": (4, 15), "hushållsarbete": (1, 15), "okänd fördelning": (10, 15)},
    "figure_4": {"arbetskraft": (4, 7), "sexuella ändamål": (2, 7), "okänd fördelning": (1, 7)},
}
"""Names as the legends show them, and the persons behind the shares by the boxes below figure 2."""

FIGURES = {"a": {"2", "5", "7"}, "b": {"2", "5", "6"}}
"""The pages of figures 1, 3 and 4, and 5."""

PAGES = {"a": (1, 2, 3, 5, 7), "b": (1, 2, 3, 5, 6)}
"""Those, with the title, and with figure 2, whose words are text."""


def rows_of(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture(scope="module", params=["a", "b"])
def layout(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def folder(layout: str, corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not shutil.which("tesseract"):
        pytest.skip("pictures are read by Tesseract, which is not installed")

    def make(out: Path) -> None:
        out.mkdir()
        (out / "some.pdf").write_bytes(pdfs.some_pages(corpus / f"rk-2024-{layout}.pdf", PAGES[layout]))

    pdf = once(tmp_path_factory, f"ocr-pdf-{layout}", make) / "some.pdf"
    out, outcomes = run_once(tmp_path_factory, f"ocr-{layout}", [pdf], Options(ocr=True))
    assert outcomes == {REPORT: "loaded"}
    return out / REPORT


def test_without_ocr_each_figure_is_one_unread_row_with_its_place(layout: str, published: Published) -> None:
    unread = [
        row for row in rows_of(published(layout) / REPORT / "ledger.csv") if row["disposition"] == "unread_figure"
    ]
    assert {row["page"] for row in unread} == FIGURES[layout]
    assert len(unread) == 4
    assert all(float(row["x1"]) - float(row["x0"]) > 100 for row in unread)


def test_with_ocr_every_bar_of_figures_1_and_5_has_its_name_and_number(folder: Path) -> None:
    charts = rows_of(folder / "charts.csv")
    for block, printed in PRINTED.items():
        marks = [row for row in charts if row["block_id"] == block]
        assert {row["category"]: int(row["printed"]) for row in marks} == printed
        assert all(abs(Decimal(row["value"]) - printed[row["category"]]) <= Decimal(row["tolerance"]) for row in marks)


def test_with_ocr_every_slice_of_figures_3_and_4_has_its_name(folder: Path) -> None:
    charts = rows_of(folder / "charts.csv")
    for block, slices in SLICES.items():
        marks = {row["category"].lower(): row for row in charts if row["block_id"] == block}
        assert marks.keys() == slices.keys()
        for name, (count, total) in slices.items():
            assert abs(Decimal(marks[name]["value"]) - Decimal(100 * count) / total) <= Decimal(
                marks[name]["tolerance"]
            )


def test_with_ocr_nothing_is_unread_or_unexplained_and_rows_say_how_they_were_read(folder: Path) -> None:
    ledger = rows_of(folder / "ledger.csv")
    assert [row for row in ledger if row["disposition"] in {"unread_figure", "unexplained"}] == []
    by_block: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows_of(folder / "observations.csv"):
        if row["source_kind"] == "chart":
            by_block[row["block_id"]].append(row)
    read = [row for block in PRINTED for row in by_block[block]]
    assert read
    assert all(NOTE in row["note"] for row in read)
    assert not any(NOTE in row["note"] for row in by_block["figure_2"])
