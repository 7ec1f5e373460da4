"""A scanned copy of the 2024 report, against the same report with its text: almost all of it, and nothing wrong."""

from __future__ import annotations

import csv
import json
import shutil
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

from pipeline.run import Options
from tests.conftest import Published
from tests.fixtures.once import once, run_once
from tests.fixtures.scans import scanned

REPORT = "regionkoordinatorerna-2024"

DEGREES = {1: -0.6, 2: 0.3, 3: 0.5, 6: 0.9, 8: -1.1}
"""Pages with the title, boxes, industries and call-outs, prose on four of them, and how each lies in the scanner."""

BLOCKS = {"box", "label", "callout"}
SHARES = {"block": (97, 100), "prose": (90, 100)}
"""What has to be right of box, industry and call-out numbers, and of what is told in prose."""

Row = dict[str, str]
Told = tuple[str, str, str]
"""Block or prose, what is told, and the value."""


def rows_of(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def told(rows: Iterable[Row]) -> Counter[Told]:
    kinds = {**dict.fromkeys(BLOCKS, "block"), "prose": "prose"}
    return Counter(
        (kinds[row["source_kind"]], row["fact_id"], row["value"]) for row in rows if row["source_kind"] in kinds
    )


@pytest.fixture(scope="module")
def truth(published: Published) -> list[Row]:
    """The rows of these pages as their text tells them."""
    rows = rows_of(published("a") / REPORT / "observations.csv")
    return [row for row in rows if int(row["page"]) in DEGREES]


@pytest.fixture(scope="module")
def scan(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the scanned copy."""
    if not shutil.which("tesseract"):
        pytest.skip("scans are read by Tesseract, which is not installed")

    def make(out: Path) -> None:
        out.mkdir()
        (out / "scan.pdf").write_bytes(scanned(corpus / "rk-2024-a.pdf", DEGREES))

    pdf = once(tmp_path_factory, "scan-pdf", make) / "scan.pdf"
    out, outcomes = run_once(tmp_path_factory, "scan", [pdf], Options(ocr=True))
    assert outcomes == {REPORT: "loaded"}
    return out / REPORT


@pytest.mark.parametrize("kind", SHARES)
def test_nearly_all_numbers_are_right(scan: Path, truth: list[Row], kind: str) -> None:
    wanted = Counter({one: count for one, count in told(truth).items() if one[0] == kind})
    found = told(rows_of(scan / "observations.csv")) & wanted
    part, whole = SHARES[kind]
    assert whole * found.total() >= part * wanted.total(), wanted - found


def test_no_wrong_number_is_confirmed(scan: Path, truth: list[Row]) -> None:
    right = {(row["fact_id"], row["value"]) for row in truth}
    confirmed = [row for row in rows_of(scan / "observations.csv") if row["verdict"] == "confirmed"]
    assert len(confirmed) > 40
    assert [row for row in confirmed if (row["fact_id"], row["value"]) not in right] == []


def test_every_number_tells_how_surely_it_was_read(scan: Path) -> None:
    rows = [row for row in rows_of(scan / "observations.csv") if row["printed"]]
    assert rows
    assert all("read by OCR, " in row["note"] for row in rows)


def test_provenance_tells_how_each_page_was_turned(scan: Path) -> None:
    changes = json.loads((scan / "provenance.json").read_text(encoding="utf-8"))["reading"]["changes"]
    turned = {one["page"]: one["detail"] for one in changes if one["kind"] == "scanned"}
    angles = [float(detail.removeprefix("turned by ").removesuffix(" degrees")) for _, detail in sorted(turned.items())]
    assert angles == [pytest.approx(angle, abs=0.06) for angle in DEGREES.values()]
