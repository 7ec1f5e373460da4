"""The output folder: reports are put in place whole, and what a killed run left does not count."""

from __future__ import annotations

import dataclasses
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.errors import LoadError
from pipeline.load.files import csv_text, read_csv, sha256_text
from pipeline.load.store import LOADED, REFUSED, Store, Stored
from pipeline.load.tables import observation_columns
from tests.fixtures.trees import contents

DIMENSIONS = ("species",)


def observations(report_id: str, *values: str, dimensions: tuple[str, ...] = DIMENSIONS) -> str:
    columns = observation_columns(dimensions)
    rows = [
        dict.fromkeys(columns, "x") | {"observation_id": f"{report_id}:{value}", "value": value} for value in values
    ]
    return csv_text(columns, rows)


def stored(report_id: str, files: dict[str, str], *, status: str = LOADED, family: str = "birds") -> Stored:
    return Stored(
        report_id=report_id,
        status=status,
        source_name=f"{report_id}.pdf",
        source_sha256="f" * 64,
        made_with={"pipeline": "1"},
        family=family,
        edition_year=2024,
        dimensions=DIMENSIONS,
        facsimile=report_id.endswith("facsimile"),
        summary={"numbers": 1},
        files={name: sha256_text(text) for name, text in files.items()},
    )


def publish(store: Store, report_id: str, *values: str, status: str = LOADED, family: str = "birds") -> Stored:
    files = {"observations.csv": observations(report_id, *values), "blocks/figure_1.csv": "page\n"}
    one = stored(report_id, files, status=status, family=family)
    store.publish(store.stage(report_id, files), one)
    return one


def tidy_ids(store: Store, table: str = "birds") -> list[str]:
    return [row["observation_id"] for row in read_csv(store.folder / "tidy" / f"{table}.csv")]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "extracted")


@pytest.fixture(scope="session")
def ended_process() -> int:
    """The id of a process that has ended."""
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    return process.pid


def test_a_published_report_is_there_as_it_was_written(store: Store) -> None:
    one = publish(store, "birds-2024", "1", "2")
    assert store.reports() == [one]
    assert store.is_intact(one)
    assert sorted(contents(store.folder)) == [
        "birds-2024/blocks/figure_1.csv",
        "birds-2024/observations.csv",
        "birds-2024/provenance.json",
    ]


def test_a_staged_report_is_no_report_yet(store: Store) -> None:
    staged = store.stage("birds-2024", {"observations.csv": observations("birds-2024", "1")})
    assert store.reports() == []
    store.discard(staged)
    assert contents(store.folder) == {}


def test_publishing_again_replaces_the_whole_folder(store: Store) -> None:
    publish(store, "birds-2024", "1")
    (store.folder / "birds-2024" / "blocks" / "figure_9.csv").write_text("stale", encoding="utf-8")
    files = {"observations.csv": observations("birds-2024", "2")}
    store.publish(store.stage("birds-2024", files), stored("birds-2024", files))
    assert sorted(contents(store.folder)) == ["birds-2024/observations.csv", "birds-2024/provenance.json"]
    assert store.reports()[0].files == {"observations.csv": sha256_text(files["observations.csv"])}


def test_publishing_leaves_other_reports_alone(store: Store) -> None:
    publish(store, "birds-2023", "1")
    before = contents(store.folder)
    publish(store, "birds-2024", "2")
    assert before.items() <= contents(store.folder).items()


def test_the_old_report_stays_where_the_new_one_cannot_be_put(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(store, "birds-2024", "1")
    before = contents(store.folder)
    files = {"observations.csv": observations("birds-2024", "2")}
    staged = store.stage("birds-2024", files)
    rename = Path.rename

    def failing(path: Path, target: Path) -> Path:
        if path == staged:
            raise OSError(28, "No space left on device")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(LoadError, match="No space left on device"):
        store.publish(staged, stored("birds-2024", files))
    store.discard(staged)
    assert contents(store.folder) == before


@pytest.mark.parametrize(
    ("name", "text"),
    [("observations.csv", "tampered"), ("observations.csv", None), ("blocks/figure_1.csv", "page\r\n")],
    ids=["changed", "removed", "line ends changed"],
)
def test_a_report_with_a_changed_file_is_not_intact(store: Store, name: str, text: str | None) -> None:
    one = publish(store, "birds-2024", "1")
    path = store.folder / "birds-2024" / name
    path.unlink()
    if text is not None:
        path.write_bytes(text.encode())
    assert not store.is_intact(one)


def test_a_file_with_any_line_ends_is_intact(store: Store) -> None:
    files = {"observations.csv": 'printed\n"a\r\nb"\n'}
    one = stored("birds-2024", files)
    store.publish(store.stage("birds-2024", files), one)
    assert store.is_intact(one)


@pytest.mark.parametrize("kind", ["staged", "old"])
def test_what_a_killed_run_left_beside_a_report_is_put_away(store: Store, ended_process: int, kind: str) -> None:
    publish(store, "birds-2024", "1")
    before = contents(store.folder)
    leftover = store.folder / f".{kind}-birds-2024-{ended_process}"
    shutil.copytree(store.folder / "birds-2024", leftover)
    assert [one.report_id for one in store.reports()] == ["birds-2024"]
    again = Store(store.folder)
    assert contents(again.folder) == before


def test_a_report_that_a_killed_run_had_moved_aside_comes_back(store: Store, ended_process: int) -> None:
    publish(store, "birds-2024", "1")
    before = contents(store.folder)
    (store.folder / "birds-2024").rename(store.folder / f".old-birds-2024-{ended_process}")
    again = Store(store.folder)
    assert contents(again.folder) == before


def test_a_staged_folder_of_a_killed_run_never_becomes_a_report(store: Store, ended_process: int) -> None:
    shutil.copytree(publish_elsewhere(store.folder.parent), store.folder / f".staged-birds-2024-{ended_process}")
    assert Store(store.folder).reports() == []
    assert contents(store.folder) == {}


def publish_elsewhere(folder: Path) -> Path:
    other = Store(folder / "elsewhere")
    publish(other, "birds-2024", "1")
    return other.folder / "birds-2024"


def test_what_a_run_at_the_same_time_is_writing_is_left_alone(store: Store) -> None:
    """The parent of this process runs as long as this test."""
    staged = store.folder / f".staged-birds-2024-{os.getppid()}"
    staged.mkdir()
    again = Store(store.folder)
    assert again.reports() == []
    assert staged.exists()


def test_hidden_folders_of_others_are_left_alone(store: Store) -> None:
    other = store.folder / ".old-family-photos"
    other.mkdir()
    Store(store.folder)
    assert other.exists()


def test_a_copied_report_folder_does_not_count_twice(store: Store) -> None:
    publish(store, "birds-2024", "1")
    shutil.copytree(store.folder / "birds-2024", store.folder / "birds-2024-before")
    with pytest.raises(LoadError, match=r"^birds-2024-before/provenance\.json: is of report birds-2024\."):
        store.reports()


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"report_id": "birds-2024"}'])
def test_a_provenance_that_is_not_ours_is_named(store: Store, text: str) -> None:
    folder = store.folder / "birds-2024"
    folder.mkdir()
    (folder / "provenance.json").write_text(text, encoding="utf-8")
    with pytest.raises(LoadError, match=r"^birds-2024/provenance\.json: cannot be understood"):
        store.reports()


def test_a_file_in_place_of_the_folder_is_a_load_error(tmp_path: Path) -> None:
    (tmp_path / "extracted").write_text("in the way", encoding="utf-8")
    with pytest.raises(LoadError, match="cannot be written") as caught:
        Store(tmp_path / "extracted")
    assert str(tmp_path / "extracted") == caught.value.source
    assert "--out" in str(caught.value.remedy)


def test_a_folder_that_refuses_files_is_a_load_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "touch", refuse)
    with pytest.raises(LoadError, match="Permission denied"):
        Store(tmp_path / "extracted")


def test_tidy_has_loaded_reports_in_order_of_their_ids(store: Store) -> None:
    publish(store, "birds-2024", "3", "4")
    publish(store, "birds-2023", "1")
    publish(store, "fish-2024", "9", family="fish")
    publish(store, "birds-2022", "0", status=REFUSED)
    store.write_tidy()
    assert tidy_ids(store) == ["birds-2023:1", "birds-2024:3", "birds-2024:4"]
    assert tidy_ids(store, "fish") == ["fish-2024:9"]
    assert tidy_ids(store, "observations") == ["birds-2023:1", "birds-2024:3", "birds-2024:4", "fish-2024:9"]


def test_a_facsimile_leaves_tidy_when_a_real_report_of_its_family_is_loaded(store: Store) -> None:
    publish(store, "birds-2024-facsimile", "1")
    publish(store, "fish-2024-facsimile", "2", family="fish")
    store.write_tidy()
    assert tidy_ids(store, "observations") == ["birds-2024-facsimile:1", "fish-2024-facsimile:2"]
    publish(store, "birds-2023", "3")
    store.write_tidy()
    assert tidy_ids(store) == ["birds-2023:3"]
    assert tidy_ids(store, "observations") == ["birds-2023:3", "fish-2024-facsimile:2"]


def test_a_facsimile_stays_while_the_real_report_is_refused(store: Store) -> None:
    publish(store, "birds-2024-facsimile", "1")
    publish(store, "birds-2024", "2", status=REFUSED)
    store.write_tidy()
    assert tidy_ids(store) == ["birds-2024-facsimile:1"]


def test_a_table_leaves_tidy_with_the_last_report_of_its_family(store: Store) -> None:
    publish(store, "birds-2024", "1")
    publish(store, "fish-2024", "2", family="fish")
    store.write_tidy()
    publish(store, "fish-2024", "2", family="fish", status=REFUSED)
    store.write_tidy()
    assert sorted(path.name for path in (store.folder / "tidy").iterdir()) == ["birds.csv", "observations.csv"]
    assert tidy_ids(store, "observations") == ["birds-2024:1"]


def test_tidy_without_reports_is_an_empty_table_with_its_heading(store: Store) -> None:
    store.write_tidy()
    text = (store.folder / "tidy" / "observations.csv").read_text(encoding="utf-8")
    assert text.startswith("observation_id,fact_id,report_id,family,")
    assert text.count("\n") == 1


def test_writing_tidy_twice_gives_the_same_bytes(store: Store) -> None:
    publish(store, "birds-2024", "1")
    store.write_tidy()
    before = contents(store.folder)
    Store(store.folder).write_tidy()
    assert contents(store.folder) == before


def test_reports_made_with_other_dimensions_are_not_put_together(store: Store) -> None:
    """A family that got a dimension, and a run over one of its reports only."""
    publish(store, "birds-2023", "1")
    store.write_tidy()
    before = contents(store.folder / "tidy")
    dimensions = ("species", "colour")
    files = {"observations.csv": observations("birds-2024", "2", dimensions=dimensions)}
    newer = dataclasses.replace(stored("birds-2024", files), dimensions=dimensions)
    store.publish(store.stage("birds-2024", files), newer)
    with pytest.raises(LoadError, match=r"^birds-2024: has not the dimensions of birds-2023") as caught:
        store.write_tidy()
    assert "all reports of the family" in str(caught.value.remedy)
    assert contents(store.folder / "tidy") == before
