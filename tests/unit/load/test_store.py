"""The output folder: reports are put in place whole, and what a killed run left does not count."""

from __future__ import annotations

import dataclasses
import shutil
from pathlib import Path

import pytest

from pipeline.errors import LoadError
from pipeline.load.files import csv_text, read_csv, sha256_text
from pipeline.load.open_store import opened
from pipeline.load.store import LOADED, REFUSED, Store, Stored
from pipeline.load.tables import observation_columns
from tests.fixtures.trees import contents

DIMENSIONS = ("species",)


def observations(report_id: str, *values: str, dimensions: tuple[str, ...] = DIMENSIONS) -> str:
    columns = observation_columns(dimensions)
    rows = [
        dict.fromkeys(columns, "1") | {"observation_id": f"{report_id}:{value}", "value": value} for value in values
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


def publish(folder: Path, report_id: str, *values: str, status: str = LOADED, family: str = "birds") -> Stored:
    files = {"observations.csv": observations(report_id, *values), "blocks/figure_1.csv": "page\n"}
    one = stored(report_id, files, status=status, family=family)
    put(folder, one, files)
    return one


def put(folder: Path, one: Stored, files: dict[str, str]) -> None:
    with opened(folder) as store:
        store.publish(one, files)
        store.commit()


def write_tidy(folder: Path) -> None:
    with opened(folder) as store:
        store.write_tidy()
        store.commit()


def tidy_ids(folder: Path, table: str = "birds") -> list[str]:
    return [row["observation_id"] for row in read_csv(folder / "tidy" / f"{table}.csv")]


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "extracted"


def test_a_published_report_is_there_as_it_was_written(out: Path) -> None:
    one = publish(out, "birds-2024", "1", "2")
    assert Store(out).reports() == [one]
    assert Store(out).is_intact(one)
    assert sorted(contents(out)) == [
        "birds-2024/blocks/figure_1.csv",
        "birds-2024/observations.csv",
        "birds-2024/provenance.json",
    ]


def test_publishing_again_replaces_the_whole_folder(out: Path) -> None:
    publish(out, "birds-2024", "1")
    (out / "birds-2024" / "blocks" / "figure_9.csv").write_text("stale", encoding="utf-8")
    files = {"observations.csv": observations("birds-2024", "2")}
    put(out, stored("birds-2024", files), files)
    assert sorted(contents(out)) == ["birds-2024/observations.csv", "birds-2024/provenance.json"]
    assert Store(out).reports()[0].files == {"observations.csv": sha256_text(files["observations.csv"])}


def test_publishing_leaves_other_reports_alone(out: Path) -> None:
    publish(out, "birds-2023", "1")
    before = contents(out)
    publish(out, "birds-2024", "2")
    assert before.items() <= contents(out).items()


def test_what_waits_is_seen_by_the_run_alone(out: Path) -> None:
    publish(out, "birds-2024", "1")
    before = contents(out)
    newer = {"observations.csv": observations("birds-2024", "2")}
    with opened(out) as store:
        store.publish(stored("birds-2024", newer), newer)
        assert [row["value"] for row in store.rows_of(store.reports()[0])] == ["2"]
        assert [row["value"] for row in Store(out).rows_of(Store(out).reports()[0])] == ["1"]
        assert before.items() <= contents(out).items()


def test_what_a_run_made_before_it_was_interrupted_is_kept_for_the_next(out: Path) -> None:
    files = {"observations.csv": observations("birds-2024", "1")}
    with opened(out) as store:
        store.publish(stored("birds-2024", files), files)
    assert Store(out).reports() == []
    with opened(out) as store:
        assert [one.report_id for one in store.reports()] == ["birds-2024"]
        store.commit()
    assert sorted(contents(out)) == ["birds-2024/observations.csv", "birds-2024/provenance.json"]


@pytest.mark.parametrize("name", ["../birds", "/birds", "", ".ready", "a/../../b", "a/.b"])
def test_no_name_leads_out_of_the_folder(out: Path, name: str) -> None:
    with opened(out) as store, pytest.raises(LoadError, match="is no name for a file"):
        store.publish(stored("birds-2024", {}), {name: "text"})
    with opened(out) as store, pytest.raises(LoadError, match="is no name for a file"):
        store.publish(stored(name, {}), {})
    assert contents(out.parent) == {}


def test_two_runs_at_once_are_one_run_and_one_message(out: Path) -> None:
    with (
        opened(out),
        pytest.raises(LoadError, match=r"another run is writing here\. Wait until it has ended"),
        opened(out),
    ):
        pass
    with opened(out):
        pass


@pytest.mark.parametrize(
    ("name", "text"),
    [("observations.csv", "tampered"), ("observations.csv", None), ("blocks/figure_1.csv", "page\r\n")],
    ids=["changed", "removed", "line ends changed"],
)
def test_a_report_with_a_changed_file_is_not_intact(out: Path, name: str, text: str | None) -> None:
    one = publish(out, "birds-2024", "1")
    path = out / "birds-2024" / name
    path.unlink()
    if text is not None:
        path.write_bytes(text.encode())
    assert not Store(out).is_intact(one)


def test_a_file_with_any_line_ends_is_intact(out: Path) -> None:
    files = {"observations.csv": 'printed\n"a\r\nb"\n'}
    one = stored("birds-2024", files)
    put(out, one, files)
    assert Store(out).is_intact(one)


def test_hidden_folders_of_others_are_left_alone(out: Path) -> None:
    other = out / ".old-family-photos"
    other.mkdir(parents=True)
    publish(out, "birds-2024", "1")
    assert other.exists()


def test_a_copied_report_folder_does_not_count_twice(out: Path) -> None:
    publish(out, "birds-2024", "1")
    shutil.copytree(out / "birds-2024", out / "birds-2024-before")
    with pytest.raises(LoadError, match=r"^birds-2024-before/provenance\.json: is of report birds-2024\."):
        Store(out).reports()


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"report_id": "birds-2024"}'])
def test_a_provenance_that_is_not_ours_is_named(out: Path, text: str) -> None:
    folder = out / "birds-2024"
    folder.mkdir(parents=True)
    (folder / "provenance.json").write_text(text, encoding="utf-8")
    with pytest.raises(LoadError, match=r"^birds-2024/provenance\.json: cannot be understood"):
        Store(out).reports()


def test_a_file_in_place_of_the_folder_is_a_load_error(tmp_path: Path) -> None:
    (tmp_path / "extracted").write_text("in the way", encoding="utf-8")
    with pytest.raises(LoadError, match="cannot be written") as caught, opened(tmp_path / "extracted"):
        pass
    assert str(tmp_path / "extracted") == caught.value.source
    assert "--out" in str(caught.value.remedy)


def test_a_folder_that_refuses_files_is_a_load_error(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(out, "birds-2024", "1")
    before = contents(out)

    def refuse(path: Path, *_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(LoadError, match="Permission denied"), opened(out):
        pass
    assert contents(out) == before


def test_tidy_has_loaded_reports_in_order_of_their_ids(out: Path) -> None:
    publish(out, "birds-2024", "3", "4")
    publish(out, "birds-2023", "1")
    publish(out, "fish-2024", "9", family="fish")
    publish(out, "birds-2022", "0", status=REFUSED)
    write_tidy(out)
    assert tidy_ids(out) == ["birds-2023:1", "birds-2024:3", "birds-2024:4"]
    assert tidy_ids(out, "fish") == ["fish-2024:9"]
    assert tidy_ids(out, "observations") == ["birds-2023:1", "birds-2024:3", "birds-2024:4", "fish-2024:9"]


def test_a_facsimile_leaves_tidy_when_a_real_report_of_its_family_is_loaded(out: Path) -> None:
    publish(out, "birds-2024-facsimile", "1")
    publish(out, "fish-2024-facsimile", "2", family="fish")
    write_tidy(out)
    assert tidy_ids(out, "observations") == ["birds-2024-facsimile:1", "fish-2024-facsimile:2"]
    publish(out, "birds-2023", "3")
    write_tidy(out)
    assert tidy_ids(out) == ["birds-2023:3"]
    assert tidy_ids(out, "observations") == ["birds-2023:3", "fish-2024-facsimile:2"]


def test_a_facsimile_stays_while_the_real_report_is_refused(out: Path) -> None:
    publish(out, "birds-2024-facsimile", "1")
    publish(out, "birds-2024", "2", status=REFUSED)
    write_tidy(out)
    assert tidy_ids(out) == ["birds-2024-facsimile:1"]


def test_a_table_leaves_tidy_with_the_last_report_of_its_family(out: Path) -> None:
    publish(out, "birds-2024", "1")
    publish(out, "fish-2024", "2", family="fish")
    write_tidy(out)
    publish(out, "fish-2024", "2", family="fish", status=REFUSED)
    write_tidy(out)
    assert sorted(path.name for path in (out / "tidy").iterdir()) == ["birds.csv", "observations.csv"]
    assert tidy_ids(out, "observations") == ["birds-2024:1"]


def test_tidy_without_reports_is_an_empty_table_with_its_heading(out: Path) -> None:
    write_tidy(out)
    text = (out / "tidy" / "observations.csv").read_text(encoding="utf-8")
    assert text.startswith("observation_id,fact_id,report_id,family,")
    assert text.count("\n") == 1


def test_writing_tidy_twice_gives_the_same_bytes(out: Path) -> None:
    publish(out, "birds-2024", "1")
    write_tidy(out)
    before = contents(out)
    write_tidy(out)
    assert contents(out) == before


def test_reports_made_with_other_dimensions_are_not_put_together(out: Path) -> None:
    """A family that got a dimension, and a run over one of its reports only."""
    publish(out, "birds-2023", "1")
    write_tidy(out)
    before = contents(out / "tidy")
    dimensions = ("species", "colour")
    files = {"observations.csv": observations("birds-2024", "2", dimensions=dimensions)}
    newer = dataclasses.replace(stored("birds-2024", files), dimensions=dimensions)
    put(out, newer, files)
    with pytest.raises(LoadError, match=r"^birds-2024: has not the dimensions of birds-2023") as caught:
        write_tidy(out)
    assert "all reports of the family" in str(caught.value.remedy)
    assert contents(out / "tidy") == before
