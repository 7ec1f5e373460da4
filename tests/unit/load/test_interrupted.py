"""Whenever a run is interrupted, the results are the old ones or the new ones, whole."""

from __future__ import annotations

import shutil
from itertools import count
from pathlib import Path

import pytest

from pipeline.errors import LoadError
from pipeline.load.files import csv_text, sha256_text
from pipeline.load.open_store import carry_through, opened
from pipeline.load.store import LOADED, Store, Stored
from pipeline.load.tables import observation_columns
from tests.fixtures.interruption import failing_at, killed_at
from tests.fixtures.trees import contents

COLUMNS = observation_columns(("species",))


def write(folder: Path, edition: str, *reports: str) -> None:
    """A run that makes these reports, all with one value."""
    with opened(folder) as store:
        for report_id in reports:
            row = dict.fromkeys(COLUMNS, "1") | {"observation_id": report_id, "value": edition}
            files = {"observations.csv": csv_text(COLUMNS, [row]), "blocks/figure_1.csv": edition}
            store.publish(_stored(report_id, files), files)
        store.write_tidy()
        store.write_text("index.html", edition)
        store.commit()


def _stored(report_id: str, files: dict[str, str]) -> Stored:
    family, year = report_id.split("-")
    return Stored(
        report_id=report_id,
        status=LOADED,
        source_name=f"{report_id}.pdf",
        source_sha256="f" * 64,
        made_with={},
        family=family,
        edition_year=int(year),
        dimensions=("species",),
        facsimile=False,
        summary={},
        files={name: sha256_text(text) for name, text in files.items()},
    )


def seen(folder: Path) -> dict[str, bytes]:
    """What people see of it: not what is hidden."""
    return {path: content for path, content in contents(folder).items() if not path.startswith(".")}


def old(folder: Path) -> None:
    write(folder, "1", "birds-2023", "fish-2023")


def new(folder: Path) -> None:
    """Two reports replaced, and one of a family that is new."""
    write(folder, "2", "birds-2023", "fish-2023", "trees-2024")


@pytest.fixture
def states(tmp_path: Path) -> tuple[dict[str, bytes], dict[str, bytes]]:
    old(tmp_path / "a")
    before = seen(tmp_path / "a")
    new(tmp_path / "a")
    after = seen(tmp_path / "a")
    assert before["index.html"] != after["index.html"]
    assert before.keys() - after.keys() == {path for path in before if path.endswith(".parquet")}
    return before, after


def test_a_run_killed_at_any_moment_leaves_the_old_state_or_the_new_one(
    tmp_path: Path, states: tuple[dict[str, bytes], dict[str, bytes]]
) -> None:
    before, after = states
    out = tmp_path / "b"
    found = []
    for number in count(1):
        shutil.rmtree(out, ignore_errors=True)
        old(out)
        if not killed_at(number, lambda: new(out)):
            break
        carry_through(out)
        assert seen(out) in (before, after), f"killed at change {number}"
        found.append(seen(out) == after)
        new(out)
        assert contents(out) == after, f"run again after it was killed at change {number}"
    assert len(found) > 40
    assert found == sorted(found)
    assert {*found} == {False, True}


def test_a_run_killed_while_it_carries_another_through_leaves_it_to_the_next(
    tmp_path: Path, states: tuple[dict[str, bytes], dict[str, bytes]]
) -> None:
    _, after = states
    out, kept = tmp_path / "b", tmp_path / "c"
    for number in count(1):
        old(out)
        assert killed_at(number, lambda: new(out))
        if (out / ".ready").exists():
            break
    out.rename(kept)
    for number in count(1):
        shutil.copytree(kept, out)
        killed = killed_at(number, lambda: carry_through(out))
        carry_through(out)
        assert seen(out) == after
        shutil.rmtree(out)
        if not killed:
            break
    assert number > 10


def test_on_a_disk_that_is_full_at_any_moment_the_state_is_the_old_one_or_the_new_one(
    tmp_path: Path, states: tuple[dict[str, bytes], dict[str, bytes]]
) -> None:
    before, after = states
    out = tmp_path / "b"
    failed = 0
    for number in count(1):
        shutil.rmtree(out, ignore_errors=True)
        old(out)
        with failing_at(number) as changes:
            try:
                new(out)
            except LoadError as error:
                assert "No space left on device" in error.message  # noqa: PT017 -- either outcome is right
                failed += 1
        carry_through(out)
        assert seen(out) in (before, after), f"full at change {number}"
        new(out)
        assert contents(out) == after
        if changes[0] < number:
            break
    assert failed > 40


def test_reports_made_before_a_run_was_killed_are_there_for_the_next_one(tmp_path: Path) -> None:
    out = tmp_path / "b"
    old(out)
    made = set()
    for number in count(1):
        if not killed_at(number, lambda: new(out)):
            break
        with opened(out) as store:
            made |= {one.report_id for one in store.reports() if store.folder_of(one.report_id).parent != out}
            assert all(store.is_intact(one) for one in store.reports())
    assert made == {"birds-2023", "fish-2023", "trees-2024"}


def test_who_reads_sees_no_half_of_a_run(tmp_path: Path) -> None:
    out = tmp_path / "b"
    old(out)
    for number in range(1, 30):
        killed_at(number, lambda: new(out))
        assert all(Store(out).is_intact(one) for one in Store(out).reports())
