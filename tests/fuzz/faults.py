"""Prints what becomes of files made to do harm and of odd ones (``python -m tests.fuzz.faults``): a table."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.model.slug import slug_of
from pipeline.run import Options, run
from tests.fixtures import pdfs
from tests.fixtures.damage import hostile
from tests.fixtures.odd import odd

WITHOUT_FAMILY = Options(family="auto", jobs=2)
"""So that a file that is read is loaded, whatever it says."""


def main() -> None:
    """Print a line a file: its fault, its status, and what a user is told of it."""
    with TemporaryDirectory() as name:
        inbox = Path(name) / "inbox"
        inbox.mkdir()
        faults = {f"{number:03}-{slug_of(fault)}.pdf": fault for number, (fault, _) in enumerate(_files())}
        for source, (_, content) in zip(faults, _files(), strict=True):
            pdfs.write(inbox, source, content)
        for outcome in run([inbox], Path(name) / "out", WITHOUT_FAMILY).outcomes:
            told = (outcome.message or "").removeprefix(f"{outcome.source}: ")
            sys.stdout.write(f"{faults[outcome.source]:40} {outcome.status:11} {told}\n")


def _files() -> Iterator[tuple[str, bytes]]:
    yield from hostile()
    yield from ((fault, content) for fault, content, _ in odd())


if __name__ == "__main__":
    main()
