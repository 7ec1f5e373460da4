"""Files made to do harm, as a person meets them: one line each, no traceback, and good reports loaded."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import pipeline
from tests.fixtures import pdfs
from tests.fixtures.damage import bomb, cut, hostile, packed, rich
from tests.fixtures.reports import report
from tests.fixtures.trees import contents

ROOT = Path(pipeline.__file__).parent.parent
COMMAND = [sys.executable, "-m", "pipeline", "run", "--json"]
FAMILY = "regionkoordinatorerna"

TOO_MUCH = {
    "bomb-blank.pdf": (bomb(600), "its streams unpack to more than 500 MB"),
}
"""Files that hit a limit, with the beginning of what has to be said of them."""

QUICK = ("loop", "deep", "sheet", "unit", "rotate", "header", "empty", "html", "zeros", "locked", "pageless")


@dataclass(frozen=True)
class Ran:
    """What the command left, and the folder around it before and after."""

    status: int
    err: str
    reports: dict[str, dict[str, Any]]
    out: Path
    around: tuple[set[str], set[str]]


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    folder = tmp_path_factory.mktemp("hostile")
    inbox, out = folder / "inbox", folder / "extracted"
    inbox.mkdir()
    for name, content in hostile():
        if name.startswith(QUICK):
            pdfs.write(inbox, name, content)
    for name, (content, _) in TOO_MUCH.items():
        pdfs.write(inbox, name, content)
    pdfs.write(inbox, "rich.pdf", rich())
    pdfs.write(inbox, "good.pdf", report(2024))
    pdfs.write(inbox, "cut.pdf", cut(packed(report(2023)), 0.6))
    pdfs.write(inbox, "mended.pdf", cut(report(2022), 0.95))
    os.mkfifo(inbox / "pipe.pdf")
    (inbox / "zero.pdf").symlink_to("/dev/zero")
    (inbox / "dangling.pdf").symlink_to(folder / "nowhere")
    before = set(contents(folder))
    done = subprocess.run(  # noqa: S603 -- our own command
        [*COMMAND, str(inbox), "--out", str(out), "--jobs", "2"],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        timeout=300,
    )
    reports = {one["source"]: one for one in json.loads(done.stdout)["reports"]}
    return Ran(done.returncode, done.stderr, reports, out, (before, set(contents(folder))))


def test_every_file_has_a_status_and_those_that_fail_one_line(ran: Ran) -> None:
    inbox = {Path(path).name for path in ran.around[0]} | {"pipe.pdf", "zero.pdf", "dangling.pdf"}
    assert set(ran.reports) == inbox
    failed = [name for name, one in ran.reports.items() if one["status"] != "loaded"]
    lines = ran.err.splitlines()
    assert len(lines) == len(failed)
    assert all(sum(f": {name}" in line for line in lines) == 1 for name in failed)
    assert "Traceback" not in ran.err
    assert ran.status == 1


def test_reports_beside_them_are_loaded(ran: Ran) -> None:
    assert {name for name, one in ran.reports.items() if one["status"] == "loaded"} == {
        "good.pdf",
        "mended.pdf",
        "rich.pdf",
    }


def test_nothing_is_our_fault(ran: Ran) -> None:
    assert [name for name, one in ran.reports.items() if one["status"] == "broken"] == []


@pytest.mark.parametrize("name", TOO_MUCH)
def test_what_takes_too_much_hits_a_limit(ran: Ran, name: str) -> None:
    one = ran.reports[name]
    assert (one["status"], one["code"]) == ("unreadable", "limit")
    assert one["message"].startswith(f"{name}: {TOO_MUCH[name][1]}")


def test_what_was_done_to_a_file_stands_in_its_provenance(ran: Ran) -> None:
    mended, good = (
        json.loads((ran.out / f"{FAMILY}-{year}" / "provenance.json").read_text(encoding="utf-8"))["reading"]
        for year in (2022, 2024)
    )
    assert [one["kind"] for one in mended["changes"]] == ["mended"]
    assert good["changes"] == []
    assert {**mended, "changes": []} == good
    assert (good["pages"], good["digits"]) == (1, [9])


def test_embedded_files_and_names_in_a_file_put_nothing_elsewhere(ran: Ran) -> None:
    before, after = ran.around
    added = {Path(path).parts[:2] for path in after - before}
    names = {f"{FAMILY}-{year}" for year in (2019, 2022, 2024)} | {"tidy", "dataset", "index.html"}
    assert added == {("extracted", name) for name in names}
    page = (ran.out / f"{FAMILY}-2019" / "audit.html").read_text(encoding="utf-8")
    assert "alert(1)" not in page
    assert "example.org" not in page
