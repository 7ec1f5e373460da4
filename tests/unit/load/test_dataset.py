"""The partitioned dataset: what a run adds, what it leaves as it is, and what DuckDB reads."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from pipeline.errors import LoadError
from pipeline.load.dataset import MOST_PARTS
from pipeline.load.files import csv_text, sha256_text
from pipeline.load.open_store import opened
from pipeline.load.store import LOADED, REFUSED, Stored
from pipeline.load.tables import observation_columns

COLUMNS = observation_columns(("species",))


def load(
    out: Path,
    *reports: str,
    value: str = "1",
    status: str = LOADED,
    species: tuple[str, ...] = ("heron", "tern"),
) -> None:
    """A run that loads these reports, each with two numbers."""
    with opened(out) as store:
        for report_id in reports:
            rows = [
                dict.fromkeys(COLUMNS, "1") | {"report_id": report_id, "species": name, "value": value}
                for name in species
            ]
            files = {"observations.csv": csv_text(COLUMNS, rows)}
            family, year, *_ = report_id.split("-")
            digests = {name: sha256_text(text) for name, text in files.items()}
            stored = Stored(
                report_id=report_id,
                status=status,
                source_name="a.pdf",
                source_sha256="f" * 64,
                made_with={},
                family=family,
                edition_year=int(year),
                dimensions=("species",),
                facsimile=False,
                summary={},
                files=digests,
            )
            store.publish(stored, files)
        store.write_tidy()
        store.commit()


def parts(out: Path) -> dict[str, float]:
    """The files of the dataset, and when each was written."""
    folder = out / "dataset"
    return {str(path.relative_to(folder)): path.stat().st_mtime_ns for path in sorted(folder.rglob("*.parquet"))}


def rows(out: Path, where: str = "true") -> list[tuple[str, str, Decimal]]:
    table = f"read_parquet('{out}/dataset/**/*.parquet', hive_partitioning = true)"
    query = f"SELECT report_id, species, value FROM {table} WHERE {where} ORDER BY ALL"  # noqa: S608 -- our own words
    return duckdb.connect().execute(query).fetchall()


def test_duckdb_reads_all_reports_as_one_table_and_finds_them_by_publication_year_and_code(tmp_path: Path) -> None:
    load(tmp_path, "birds-2023", "birds-2024", "birds-2024-north", "fish-2024", value="1.5")
    assert len(rows(tmp_path)) == 8
    found = rows(tmp_path, "family = 'birds' AND edition_year = 2024 AND species = 'tern'")
    assert found == [("birds-2024", "tern", Decimal("1.5")), ("birds-2024-north", "tern", Decimal("1.5"))]


def test_a_report_more_leaves_the_parts_of_the_others_as_they_are(tmp_path: Path) -> None:
    load(tmp_path, "birds-2023", "birds-2024")
    before = parts(tmp_path)
    load(tmp_path, "birds-2024-north")
    after = parts(tmp_path)
    assert before.items() < after.items()
    assert len(after) == len(before) + 1
    assert [row[0] for row in rows(tmp_path)] == [
        *["birds-2023"] * 2, *["birds-2024"] * 2, *["birds-2024-north"] * 2
    ]  # fmt: skip


def test_a_report_made_again_takes_the_place_of_its_old_rows(tmp_path: Path) -> None:
    load(tmp_path, "birds-2023", "birds-2024", "birds-2024-north")
    load(tmp_path, "birds-2024", value="7")
    assert {(report, int(value)) for report, _, value in rows(tmp_path)} == {
        ("birds-2023", 1),
        ("birds-2024", 7),
        ("birds-2024-north", 1),
    }
    assert len(rows(tmp_path)) == 6


def test_a_report_that_is_refused_now_leaves_the_dataset(tmp_path: Path) -> None:
    load(tmp_path, "birds-2023", "birds-2024")
    load(tmp_path, "birds-2024", status=REFUSED)
    assert {report for report, _, _ in rows(tmp_path)} == {"birds-2023"}


def test_a_partition_of_many_parts_is_put_together(tmp_path: Path) -> None:
    names = [f"birds-2024-{number:02}" for number in range(MOST_PARTS + 2)]
    for name in names:
        load(tmp_path, name)
    assert len(parts(tmp_path)) < MOST_PARTS
    assert sorted({report for report, _, _ in rows(tmp_path)}) == names


def test_the_dataset_of_the_same_reports_is_the_same_bytes_and_made_again_where_it_was_lost(tmp_path: Path) -> None:
    load(tmp_path / "a", "birds-2023", "birds-2024")
    load(tmp_path / "b", "birds-2023", "birds-2024")
    ((name, _), *_) = parts(tmp_path / "a").items()
    path = tmp_path / "a" / "dataset" / name
    content = path.read_bytes()
    assert content == (tmp_path / "b" / "dataset" / name).read_bytes()
    path.unlink()
    load(tmp_path / "a")
    assert path.read_bytes() == content


def test_tables_that_somebody_changed_are_made_again(tmp_path: Path) -> None:
    load(tmp_path, "birds-2023", "birds-2024")
    path = tmp_path / "tidy" / "observations.csv"
    before = path.read_bytes()
    path.write_bytes(before.replace(b"heron", b"crane"))
    load(tmp_path)
    assert path.read_bytes() == before


def test_the_table_of_all_publications_is_the_same_whether_it_grew_or_was_made_at_once(tmp_path: Path) -> None:
    for name in ("fish-2024", "birds-2024", "birds-2023", "trees-2024"):
        load(tmp_path / "grown", name)
    load(tmp_path / "once", "birds-2023", "birds-2024", "fish-2024", "trees-2024")
    for name in ("observations", "birds", "fish", "trees"):
        path = Path("tidy") / f"{name}.csv"
        assert (tmp_path / "grown" / path).read_bytes() == (tmp_path / "once" / path).read_bytes()


def test_what_is_no_number_where_one_has_to_stand_is_told_with_its_report(tmp_path: Path) -> None:
    with pytest.raises(LoadError, match=r"^birds-2024: cannot be read back .*'a few'.* Run again over all reports$"):
        load(tmp_path, "birds-2024", value="a few")


def test_an_empty_cell_is_nothing(tmp_path: Path) -> None:
    load(tmp_path, "birds-2024", value="")
    assert len(rows(tmp_path, "value IS NULL")) == 2


def test_text_comes_back_as_it_is(tmp_path: Path) -> None:
    odd = ("grey,\nor blue", "NULL", '"tern"', "h\u00e4ger\r")
    load(tmp_path, "birds-2024", species=odd)
    assert [name for _, name, _ in rows(tmp_path)] == sorted(odd)
