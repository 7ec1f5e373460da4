"""The audit page of the sample: small enough to send, complete, and every outline on its page."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from tests.fixtures.audit import Parsed

pytestmark = pytest.mark.usefixtures("in_this_process")

ROOT = Path(__file__).parents[2]
REPORT = "regionkoordinatorerna-2024-facsimile"
MOST_BYTES = 5_000_000


@pytest.fixture(scope="module")
def folder(loaded_sample: Path) -> Path:
    return loaded_sample


@pytest.fixture(scope="module")
def page(folder: Path) -> Parsed:
    return Parsed((folder / "audit.html").read_text(encoding="utf-8"))


def rows_of(folder: Path, table: str) -> list[dict[str, str]]:
    with (folder / table).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_the_page_is_small_enough_to_send(folder: Path) -> None:
    assert 100_000 < (folder / "audit.html").stat().st_size < MOST_BYTES


def test_every_token_of_the_ledger_is_on_the_page_in_its_order(folder: Path, page: Parsed) -> None:
    printed = [" ".join(row["printed"].split()) or "(no text)" for row in rows_of(folder, "ledger.csv")]
    first, last = (page.elements.index(page.by_id(name)) for name in ("numbers", "misprints"))
    told = [element.text for element in page.elements[first:last] if "printed" in element.classes]
    assert [text for text in told if text != "(drawn)"] == printed


def test_every_observation_can_be_opened_by_its_id(folder: Path, page: Parsed) -> None:
    assert {row["observation_id"] for row in rows_of(folder, "observations.csv")} <= set(page.values("id"))


def test_every_check_is_told(folder: Path, page: Parsed) -> None:
    """Those of the readers by their counts."""
    shown = page.elements[0].text
    checks = [row for row in rows_of(folder, "checks.csv") if row["kind"] != "readers"]
    statements = {" ".join(row["statement"].split()) for row in checks}
    assert {statement for statement in statements if statement not in shown} == set()


def test_every_outline_lies_on_the_page(page: Parsed) -> None:
    (style,) = page.tagged("style")
    placed = re.findall(r"#o[\d-]+{left:(.+?)%;top:(.+?)%;width:(.+?)%;height:(.+?)%}", style.text)
    assert len(placed) == len(page.of_class("outline"))
    for left, top, width, height in (map(float, edges) for edges in placed):
        assert 0 <= left < left + width <= 100
        assert 0 <= top < top + height <= 100
