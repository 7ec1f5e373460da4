"""Two issues of one edition: what the corrected one took back is no fact any more; and where PDFs are from."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from pipeline.load.export.data_package import descriptor, licences
from pipeline.load.export.duckdb_file import write_duckdb
from pipeline.load.export.model import Source
from pipeline.load.export.origins import origins
from tests.fixtures.exported import bundle_of, load, observation

FIRST = "regionkoordinatorerna-2024"
SECOND = f"{FIRST}-v2"


@pytest.fixture
def corrected(tmp_path: Path) -> Path:
    load(tmp_path, FIRST, [observation("7", 1, fact_id="kept"), observation("9", 2, fact_id="withdrawn")])
    load(tmp_path, SECOND, [observation("8", 1, fact_id="kept", vintage="2")])
    return tmp_path


def test_facts_are_told_by_the_last_issue_alone(corrected: Path) -> None:
    write_duckdb(bundle_of(corrected), corrected / "tables.duckdb")
    with duckdb.connect(str(corrected / "tables.duckdb"), read_only=True) as connection:
        facts = connection.execute("SELECT fact_id, value, report_id, observations FROM facts").fetchall()
        latest = connection.execute("SELECT DISTINCT report_id FROM latest_vintage").fetchall()
    assert facts == [("kept", Decimal(8), SECOND, 1)]
    assert latest == [(SECOND,)]


def test_both_issues_are_among_the_observations(corrected: Path) -> None:
    rows = bundle_of(corrected)["observations"].records()
    told = [(row["report_id"], row["fact_id"], row["latest_issue"], row["fact_rank"]) for row in rows]
    assert told == [(FIRST, "kept", False, 2), (FIRST, "withdrawn", False, 1), (SECOND, "kept", True, 1)]


SOURCE = "{file: %s, publisher: P, title: T, edition: 2024, licence: CC0-1.0%s}"


@pytest.mark.parametrize(
    ("listed", "expected"),
    [
        (SOURCE % (f"{FIRST}.pdf", ""), {"f" * 64}),
        (SOURCE % (f"{FIRST}.pdf", f", sha256: {'f' * 64}"), {"f" * 64}),
        (SOURCE % ("renamed.pdf", f", sha256: {'f' * 64}"), {"f" * 64}),
        (SOURCE % (f"{FIRST}.pdf", f", sha256: {'e' * 64}"), {"e" * 64}),
        (SOURCE % ("other.pdf", ""), set()),
    ],
)
def test_a_source_is_of_the_pdf_with_its_digest_or_else_of_its_name(
    tmp_path: Path, listed: str, expected: set[str]
) -> None:
    load(tmp_path / "out", FIRST, [observation("7", 1)])
    (tmp_path / "sources.yml").write_text(f"sources:\n  - {listed}\n", encoding="utf-8")
    assert set(origins(tmp_path / "out", tmp_path)) == expected


def test_without_a_list_no_source_is_known(tmp_path: Path) -> None:
    load(tmp_path / "out", FIRST, [observation("7", 1)])
    assert origins(tmp_path / "out", tmp_path) == {}


def test_a_package_has_a_licence_only_if_every_report_has_one() -> None:
    free, unknown = Source("a", licence="CC0-1.0"), Source("b")
    assert licences([free, free]) == [{"name": "CC0-1.0"}]
    assert licences([free, unknown]) == []


def test_a_package_without_sources_leaves_them_out(tmp_path: Path) -> None:
    load(tmp_path, "birds-2024", [observation("7", 1, family="birds")])
    told = descriptor(bundle_of(tmp_path))
    assert "sources" not in told
    assert "licenses" not in told
    assert told["name"] == "birds"
