"""Bad input, as a person meets it: the command with real files, in processes of their own."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import pipeline
from pipeline.errors import ReadError
from pipeline.run import Options, inspect, run
from tests.fixtures import pdfs
from tests.fixtures.reports import report, stranger
from tests.fixtures.trees import contents
from tests.fixtures.workers import read_file_unless_fatal, read_unless_fatal

ROOT = Path(pipeline.__file__).parent.parent
SAMPLE = ROOT / "raw_pdfs" / "regionkoordinatorerna-2024-facsimile.pdf"
FAMILY = "regionkoordinatorerna"


@dataclass(frozen=True)
class Ran:
    """What a command left: its exit status, and what it printed."""

    status: int
    out: str
    err: str

    @property
    def fates(self) -> dict[str, str]:
        """Status by file name."""
        content: dict[str, Any] = json.loads(self.out)
        return {one["source"]: one["status"] for one in content["reports"]}

    def lines_about(self, name: str) -> list[str]:
        """Lines on stderr that begin with this file."""
        return [line for line in self.err.splitlines() if f": {name}" in line.split(" claims ")[0]]


def command(*arguments: str | Path) -> Ran:
    done = subprocess.run(  # noqa: S603 -- our own command
        [sys.executable, "-m", "pipeline", "run", "--json", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    return Ran(done.returncode, done.stdout, done.stderr)


BAD: dict[str, tuple[bytes, str, str]] = {
    "html.pdf": (pdfs.html(), "unreadable", "not a PDF"),
    "empty.pdf": (b"", "unreadable", "the file is empty"),
    "cut.pdf": (pdfs.truncated(report()), "unreadable", "not a readable PDF"),
    "locked.pdf": (
        pdfs.encrypted(user="x", pdf=report(2018)),
        "unreadable",
        "the file is encrypted. Give its password",
    ),
    "pageless.pdf": (pdfs.without_pages(), "unreadable", "the PDF has no page"),
    "picture.pdf": (pdfs.image_only(), "refused", "no family recognises it"),
    "stranger.pdf": (stranger(), "refused", "no family recognises it"),
    "first.pdf": (report(2022), "refused", f"claims to be report {FAMILY}-2022, and so does second.pdf"),
    "second.pdf": (report(2022, "Rättad"), "refused", f"claims to be report {FAMILY}-2022, and so does first.pdf"),
    "later.pdf": (report(2024, "Rättad"), "refused", f"claims to be report {FAMILY}-2024, and so does good.pdf"),
}
"""Files with their fate and what has to be said of them. A report of 2024 was loaded before."""


@dataclass(frozen=True)
class Mixed:
    """A good report loaded, then all bad files beside it, a copy of it and another good one, then the same again."""

    out: Path
    before: dict[str, bytes]
    ran: Ran
    after: dict[str, bytes]
    again: Ran


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Mixed:
    folder = tmp_path_factory.mktemp("mixed")
    inbox, out = folder / "inbox", folder / "extracted"
    inbox.mkdir()
    pdfs.write(inbox, "good.pdf", report(2024))
    first = command(inbox, "--out", out)
    assert (first.status, first.fates, first.err) == (0, {"good.pdf": "loaded"}, "")
    before = contents(out)
    for name, (content, _, _) in BAD.items():
        pdfs.write(inbox, name, content)
    shutil.copy(inbox / "good.pdf", inbox / "copy.pdf")
    pdfs.write(inbox, "other.pdf", report(2025))
    ran = command(inbox, "--out", out, "--jobs", "2")
    return Mixed(out, before, ran, contents(out), command(inbox, "--out", out))


def test_good_reports_are_loaded_beside_bad_ones(mixed: Mixed) -> None:
    assert mixed.ran.status == 1
    assert mixed.ran.fates == {
        **{name: fate for name, (_, fate, _) in BAD.items()},
        "good.pdf": "unchanged",
        "copy.pdf": "unchanged",
        "other.pdf": "loaded",
    }


@pytest.mark.parametrize("name", BAD)
def test_each_bad_file_gets_one_clear_message(mixed: Mixed, name: str) -> None:
    (line,) = mixed.ran.lines_about(name)
    assert line.startswith(f"pipeline: {BAD[name][1]}: {name}")
    assert BAD[name][2] in line


def test_nothing_else_is_printed_on_stderr(mixed: Mixed) -> None:
    assert len(mixed.ran.err.splitlines()) == len(BAD)
    assert "Traceback" not in mixed.ran.err


def test_what_was_loaded_before_is_untouched(mixed: Mixed) -> None:
    report_files = {path for path in mixed.before if path.startswith(f"{FAMILY}-2024/")}
    assert len(report_files) == 11
    assert {path: mixed.after[path] for path in report_files} == {path: mixed.before[path] for path in report_files}


def test_only_the_good_report_was_added(mixed: Mixed) -> None:
    added = {Path(path).parts[0] for path in mixed.after.keys() - mixed.before.keys()}
    assert added == {f"{FAMILY}-2025", "dataset"}
    tidy = mixed.after[f"tidy/{FAMILY}.csv"].decode()
    assert tidy.startswith(mixed.before[f"tidy/{FAMILY}.csv"].decode().splitlines()[0])
    assert {line.split(":")[0] for line in tidy.splitlines()[1:]} == {f"{FAMILY}-2024", f"{FAMILY}-2025"}


def test_the_same_again_says_the_same_and_changes_nothing(mixed: Mixed) -> None:
    assert mixed.again.err == mixed.ran.err
    assert mixed.again.fates == {**mixed.ran.fates, "other.pdf": "unchanged"}
    assert contents(mixed.out) == mixed.after


@pytest.mark.parametrize(
    ("password", "status", "fate", "message"),
    [
        ("rätt lösen", 0, "loaded", ""),
        ("fel", 1, "unreadable", "locked.pdf: the file is encrypted and the password does not open it"),
    ],
)
def test_a_password_opens_the_file_or_is_said_not_to(
    tmp_path: Path, password: str, status: int, fate: str, message: str
) -> None:
    pdfs.write(tmp_path, "locked.pdf", pdfs.encrypted(user="rätt lösen", pdf=report(2023)))
    pdfs.write(tmp_path, "open.pdf", report(2024))
    ran = command(tmp_path, "--out", tmp_path / "out", "--password", password)
    assert (ran.status, ran.fates) == (status, {"locked.pdf": fate, "open.pdf": "loaded"})
    assert message in ran.err
    assert len(ran.err.splitlines()) == status


def test_an_output_folder_that_cannot_be_written_is_one_message_with_status_2(tmp_path: Path) -> None:
    pdfs.write(tmp_path, "good.pdf", report())
    (tmp_path / "out").write_text("in the way", encoding="utf-8")
    ran = command(tmp_path, "--out", tmp_path / "out")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == (
        f"pipeline: {tmp_path}/out: cannot be written (File exists). Choose another folder with --out, or free it\n"
    )
    assert (tmp_path / "out").read_text(encoding="utf-8") == "in the way"


def test_an_input_that_is_not_there_is_one_message_with_status_2(tmp_path: Path) -> None:
    ran = command(tmp_path / "missing.pdf", "--out", tmp_path / "out")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == f"pipeline: {tmp_path}/missing.pdf: no such file or folder\n"


def test_a_worker_that_dies_leaves_the_other_files_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.run.batch.read_file", read_file_unless_fatal)
    pdfs.write(tmp_path, "fatal.pdf", report(2021))
    pdfs.write(tmp_path, "good.pdf", report(2024))
    pdfs.write(tmp_path, "other.pdf", report(2023))
    result = run([tmp_path], tmp_path / "out", Options(jobs=2))
    assert {one.source: one.status for one in result.outcomes} == {
        "fatal.pdf": "unreadable",
        "good.pdf": "loaded",
        "other.pdf": "loaded",
    }
    assert str(result.outcomes[0].message).startswith("fatal.pdf: it ended the worker process (exit status 139).")
    assert result.outcomes[0].code == "limit"


def test_a_worker_that_dies_over_an_inspection_is_a_message(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.run.commands.read_report", read_unless_fatal)
    path = pdfs.write(tmp_path, "fatal.pdf", report())
    with pytest.raises(ReadError, match=r"^fatal.pdf: it ended the worker process \(exit status 139\)"):
        inspect(path)


def test_output_that_nobody_wants_to_see_to_its_end_is_no_error() -> None:
    done = subprocess.run(  # noqa: S603 -- our own command
        ["/bin/sh", "-c", '"$0" -m pipeline inspect "$1" | true', sys.executable, str(SAMPLE)],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    assert done.stderr == ""


def test_the_sample_is_loaded_once_and_not_read_again(tmp_path: Path) -> None:
    first = command(SAMPLE, "--out", tmp_path)
    assert (first.status, first.fates, first.err) == (0, {SAMPLE.name: "loaded"}, "")
    before = contents(tmp_path)
    second = command(SAMPLE, "--out", tmp_path)
    assert (second.status, second.fates, second.err) == (0, {SAMPLE.name: "unchanged"}, "")
    assert contents(tmp_path) == before


def test_a_real_report_takes_the_place_of_the_sample_in_tidy(tmp_path: Path) -> None:
    command(SAMPLE, "--out", tmp_path / "out")
    pdfs.write(tmp_path, "real.pdf", report(2024))
    ran = command(tmp_path / "real.pdf", SAMPLE, "--out", tmp_path / "out")
    assert ran.fates == {"real.pdf": "loaded", SAMPLE.name: "unchanged"}
    tidy = (tmp_path / "out" / "tidy" / f"{FAMILY}.csv").read_text(encoding="utf-8")
    assert {line.split(":")[0] for line in tidy.splitlines()[1:]} == {f"{FAMILY}-2024"}
