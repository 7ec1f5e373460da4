"""Damaged files: each ends as loaded, refused or unreadable, without a row where it is not loaded."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fuzz.bases import ROOT
from tests.fuzz.cases import case_of
from tests.fuzz.mutations import KINDS
from tests.fuzz.running import FATES, run_cases

CASES, PARTS = 500, 4
BY_COMMAND = range(10_000, 10_012)


@pytest.mark.parametrize("part", range(PARTS))
def test_no_damaged_file_is_too_much(part: int) -> None:
    ends = list(run_cases(range(part * CASES // PARTS, (part + 1) * CASES // PARTS)))
    assert [(one.seed, one.kind, one.base, one.said) for one in ends if one.fate not in FATES] == []
    assert len(ends) == CASES // PARTS
    assert {one.kind for one in ends} == set(KINDS)
    assert {one.fate for one in ends} >= {"loaded", "unreadable"}


def test_a_case_is_the_same_whenever_it_is_made() -> None:
    seeds = range(0, 200, 7)
    assert [case_of(seed) for seed in seeds] == [case_of(seed) for seed in seeds]
    assert len({case_of(seed).content for seed in seeds}) > len(seeds) * 0.8


def test_the_command_tells_of_damaged_files_in_a_line_each(tmp_path: Path) -> None:
    inbox, out = tmp_path / "inbox", tmp_path / "out"
    inbox.mkdir()
    for seed in BY_COMMAND:
        (inbox / f"{seed}.pdf").write_bytes(case_of(seed).content)
    done = subprocess.run(  # noqa: S603 -- our own command
        [sys.executable, "-m", "pipeline", "run", "--json", "--family", "auto", "--out", str(out), str(inbox)],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    fates = {one["source"]: one["status"] for one in json.loads(done.stdout)["reports"]}
    assert len(fates) == len(BY_COMMAND)
    assert set(fates.values()) <= set(FATES)
    failed = {name for name, fate in fates.items() if fate != "loaded"}
    assert 0 < len(failed) < len(fates)
    assert {line.split(": ")[2].split(",")[0] for line in done.stderr.splitlines()} == failed
    assert len(done.stderr.splitlines()) == len(failed)
    with (out / "tidy" / "observations.csv").open(encoding="utf-8", newline="") as table:
        told = {row["report_id"].removeprefix("auto-") + ".pdf" for row in csv.DictReader(table)}
    assert told & failed == set()
    assert told
