"""The tutorial, followed from the beginning in an empty folder."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pipeline
from tests.fixtures.undescribed import MISPRINTED, library_report

ROOT = Path(pipeline.__file__).parent.parent
TUTORIAL = ROOT / "docs" / "tutorial.md"

_FENCED = re.compile(r"^```(?P<kind>sh|text)\n(?P<content>.*?)^```$", re.MULTILINE | re.DOTALL)


def steps() -> list[tuple[str, list[str]]]:
    """Commands, each with the lines that the tutorial shows of what they print."""
    found: list[tuple[str, list[str]]] = []
    for match in _FENCED.finditer(TUTORIAL.read_text(encoding="utf-8")):
        if match["kind"] == "sh":
            found.append((match["content"], []))
        else:
            found[-1][1].extend(match["content"].splitlines())
    return found


def shell(folder: Path) -> dict[str, str]:
    """An environment in which `pipeline` is the command of this checkout."""
    tools = folder / "tools"
    tools.mkdir()
    command = tools / "pipeline"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m pipeline "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    return {
        **os.environ,
        "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "CHECKOUT": str(ROOT),
        "COLUMNS": "200",
    }


def flat(text: str) -> str:
    return " ".join(text.split())


def test_every_command_of_the_tutorial_works_and_prints_what_it_says(tmp_path: Path) -> None:
    environment, folder = shell(tmp_path), tmp_path / "empty"
    folder.mkdir()
    shown = 0
    for commands, lines in steps():
        done = subprocess.run(  # noqa: S603 -- our own commands
            ["/bin/bash", "-e", "-c", commands],
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, ""), commands
        missing = [line for line in lines if flat(line) not in flat(done.stdout)]
        assert missing == [], f"{commands}\nprinted\n{done.stdout}"
        shown += len(lines)
    assert shown > 0
    assert (folder / "extracted" / "tidy" / "libraries.csv").exists()


def test_the_report_of_the_tutorial_is_the_one_that_is_set_here() -> None:
    assert (ROOT / "docs" / "bibliotek-2023.pdf").read_bytes() == library_report(MISPRINTED)
