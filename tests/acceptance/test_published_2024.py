"""The 2024 report in two layouts against numbers keyed by hand from the page images (see keyed/README.md)."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pytest

from tests.conftest import Published

KEYED = Path(__file__).parent / "keyed"
REPORT_ID = "regionkoordinatorerna-2024"
CODES = ("exploitation_form", "sex", "age", "industry", "origin")
COMPARED = ("block_id", "page", "printed", "value", "time_period", "label_printed", "group_printed", *CODES)
EDGES = ("x0", "top", "x1", "bottom")

Row = dict[str, str]


@dataclass(frozen=True)
class Loaded:
    """One layout: its PDF, and what a run wrote of it."""

    layout: str
    pdf: Path
    folder: Path

    def rows(self, table: str) -> list[Row]:
        with (self.folder / f"{table}.csv").open(encoding="utf-8", newline="") as stream:
            return list(csv.DictReader(stream))

    def printed_rows(self) -> list[Row]:
        """The observations read from numbers, not measured from shapes."""
        return [row for row in self.rows("observations") if row["qualifier"] != "measured"]

    def block_rows(self) -> list[Row]:
        """The observations of boxes, industries and call-outs; running text and charts have tests of their own."""
        return [row for row in self.rows("observations") if row["source_kind"] not in {"prose", "chart"}]

    def findings(self) -> list[dict[str, Any]]:
        content = json.loads((self.folder / "findings.json").read_text(encoding="utf-8"))
        findings: list[dict[str, Any]] = content["findings"]
        return findings

    def keyed(self) -> list[Row]:
        with (KEYED / f"rk-2024-{self.layout}.csv").open(encoding="utf-8", newline="") as stream:
            return list(csv.DictReader(stream))


@pytest.fixture(scope="module", params=["a", "b"])
def loaded(request: pytest.FixtureRequest, corpus: Path, published: Published) -> Loaded:
    return Loaded(request.param, corpus / f"rk-2024-{request.param}.pdf", published(request.param) / REPORT_ID)


def test_every_keyed_number_is_a_row_with_its_codes_and_there_is_no_other_row(loaded: Loaded) -> None:
    keyed = sorted(tuple(row[column] for column in COMPARED) for row in loaded.keyed())
    read = sorted(tuple(row[column] for column in COMPARED) for row in loaded.block_rows())
    assert read == keyed
    assert len(read) == 51


def test_every_box_is_that_of_the_keyed_number(loaded: Loaded) -> None:
    """Left and right edges to 1 pt; up and down each centre inside the other box, since engines differ in ascent."""
    keyed = {_identity(row): row for row in loaded.keyed()}
    for row in loaded.block_rows():
        other = keyed[_identity(row)]
        assert [float(row[edge]) for edge in ("x0", "x1")] == pytest.approx(
            [float(other[edge]) for edge in ("x0", "x1")], abs=1.0
        )
        assert _centre_inside(row, other)
        assert _centre_inside(other, row)


def _centre_inside(one: Row, other: Row) -> bool:
    middle = (float(one["top"]) + float(one["bottom"])) / 2
    return float(other["top"]) < middle < float(other["bottom"])


def _identity(row: Row) -> tuple[str, ...]:
    return tuple(row[column] for column in ("block_id", "label_printed", "group_printed"))


def test_what_pdfium_finds_inside_a_rows_box_is_the_printed_string(loaded: Loaded) -> None:
    document = pdfium.PdfDocument(loaded.pdf)
    for row in loaded.printed_rows():
        page = document[int(row["page"]) - 1]
        x0, top, x1, bottom = (float(row[edge]) for edge in EDGES)
        height = page.get_height()
        # A slanted bracket may lean over the number's edge.
        seen = page.get_textpage().get_text_bounded(x0 + 0.6, height - bottom, x1 - 0.6, height - top)
        assert seen.strip() == row["printed"], row["observation_id"]


def test_both_kinds_of_readers_agree_on_every_row(loaded: Loaded) -> None:
    readings = {(row["readers_text"], row["readers_pairing"]) for row in loaded.printed_rows()}
    assert readings == {("2/2", "2/2")}


def test_all_sums_hold_but_that_of_the_box_that_is_cut_off(loaded: Loaded) -> None:
    blocks = ("form_boxes", "industries", "figure_6")
    sums = [
        row
        for row in loaded.rows("checks")
        if row["check_id"].startswith(tuple(f"sum:{block}:" for block in blocks))
        and any(f":{block}:" in row["observation_ids"].split()[-1] for block in blocks)
    ]
    held = sorted(row["statement"] for row in sums if row["verdict"] == "holds")
    others = [(row["statement"], row["verdict"], row["severity"]) for row in sums if row["verdict"] != "holds"]
    assert held == sorted(
        [
            "69 + 4 + 8 + 132 + 4 + 15 + 1 = 233",
            "5 + 1 = 6",
            "2 + 1 = 3",
            "2 = 2",
            "1 = 1",
            _industries(loaded),
            "21 + 6 = 27",
            "30 + 1 + 2 = 33",
            "45 + 0 + 14 = 59",
            "17 + 0 + 4 = 21",
            "20 + 0 = 20",
        ]
    )
    assert others == [("147 + 2 = 149 < 166", "undecided", "incomplete")]


def _industries(loaded: Loaded) -> str:
    """The twelve industries in the order of the rows."""
    values = [row["value"] for row in loaded.printed_rows() if row["block_id"] == "industries"]
    assert sorted(map(int, values)) == [1, 1, 3, 4, 5, 8, 10, 18, 25, 39, 45, 74]
    return f"{' + '.join(values)} = 233"


def test_the_one_incomplete_box_is_that_of_sexual_purposes(loaded: Loaded) -> None:
    incomplete = [one for one in loaded.findings() if one["id"].startswith("incomplete:sum:form_boxes:")]
    assert [finding["arithmetic"] for finding in incomplete] == [
        "147 + 2 = 149 < 166",
        "233 + 6 + 3 + 2 + 1 + 166 = 411 < 430",
    ]
    assert "Sexuella ändamål" in incomplete[0]["message"]["sv"]
    assert not [finding for finding in loaded.findings() if finding["severity"] in {"contradiction", "refusal"}]


def test_numbers_that_a_sum_confirms_are_confirmed_and_those_of_the_cut_box_are_not(loaded: Loaded) -> None:
    unchecked = sorted(row["printed"] for row in loaded.block_rows() if row["verdict"] == "unchecked")
    contradicted = [row for row in loaded.rows("observations") if row["verdict"] == "contradicted"]
    assert unchecked == ["147", "2"]  # 166 is told in running text twice more
    assert contradicted == []


def test_every_digit_that_pdfium_sees_stands_in_the_ledger(loaded: Loaded) -> None:
    """Counted on the text that pdfium gives, which the ledger is not made from; links are in the ledger besides."""
    document = pdfium.PdfDocument(loaded.pdf)
    ledger = [row for row in loaded.rows("ledger") if row["reason"] != "address of a link"]
    for number in range(1, len(document) + 1):
        text = document[number - 1].get_textpage().get_text_range()
        printed = "".join(row["printed"] for row in ledger if row["page"] == str(number))
        assert sorted(filter(str.isdigit, printed)) == sorted(filter(str.isdigit, text))
