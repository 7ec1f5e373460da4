"""Runs cases as ``pipeline run`` does, and holds each to what is promised of any file."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from unittest.mock import patch

from pipeline.load.files import read_csv
from pipeline.run import Options, run
from pipeline.spec.loading import auto_family, load_families
from tests.fixtures.workers import in_one_process
from tests.fuzz.cases import Case, case_of

FATES = ("loaded", "refused", "unreadable")
LONGEST_S = 60.0
"""After this a file hangs: the largest sound one takes a tenth of it, and a run allows it twice as much."""

IS_BAD = "fault"


@dataclass(frozen=True, slots=True)
class Ended:
    """How a case ended: a fate, or ``fault`` with what was not as promised."""

    seed: int
    base: str
    kind: str
    fate: str
    said: str
    seconds: float


def ended(case: Case, folder: Path) -> Ended:
    """Run one case in this process; ``folder`` is used up."""
    started = time.monotonic()
    try:
        fate, said = _fate(case, folder)
    except Exception:  # noqa: BLE001 -- whatever gets here is what is looked for
        fate, said = IS_BAD, traceback.format_exc()
    return Ended(case.seed, case.base, case.kind, fate, said, time.monotonic() - started)


def _fate(case: Case, folder: Path) -> tuple[str, str]:
    path = folder / "file.pdf"
    path.write_bytes(case.content)
    out = folder / "out"
    (outcome,) = run([path], out, Options(family=case.family)).outcomes
    rows = len(read_csv(out / "tidy" / "observations.csv"))
    said = outcome.message or ""
    if outcome.status not in FATES:
        return IS_BAD, f"is {outcome.status}"
    if outcome.is_good:
        told = (outcome.summary or {}).get("observations")
        return (outcome.status, said) if rows == told else (IS_BAD, f"{rows} rows, {told} told")
    if rows:
        return IS_BAD, f"{outcome.status} with {rows} rows"
    if not said or "\n" in said or "Traceback" in said:
        return IS_BAD, f"{outcome.status} without a line that says why: {said!r}"
    return outcome.status, said


@contextmanager
def one_process() -> Iterator[None]:
    """A run in this process, that neither reads the families for each file nor asks for versions nor runs the suites.

    Each of these takes longer than a small file.
    """
    families, auto = load_families(), auto_family()
    with in_one_process(suites=False), ExitStack() as patched:
        for name, stand_in in (
            ("run.families.load_families", lambda _: families),
            ("run.batch.load_families", lambda _: families),
            ("run.families.auto_family", lambda: auto),
            ("run.tidying.auto_family", lambda: auto),
            ("run.loading.made_with", lambda *_, **__: {}),
        ):
            patched.enter_context(patch(f"pipeline.{name}", stand_in))
        yield


def run_cases(seeds: Sequence[int]) -> Iterator[Ended]:
    """Each case as it ends; one that hangs or ends its process is a fault, and the next ones go on in another."""
    left = list(seeds)
    while left:
        ours, theirs = get_context("fork").Pipe(duplex=False)
        process = get_context("fork").Process(target=_serve, args=(left, theirs))
        process.start()
        theirs.close()
        try:
            while left:
                found = _received(ours)
                seed = left.pop(0)
                if isinstance(found, Ended):
                    yield found
                    continue
                case = case_of(seed)
                yield Ended(seed, case.base, case.kind, IS_BAD, found, LONGEST_S)
                break
        finally:
            process.kill()
            process.join()
            ours.close()


def told(seeds: Sequence[int]) -> list[Ended]:
    """All cases; a fault is printed at once."""
    every = []
    for one in run_cases(seeds):
        if one.fate == IS_BAD:
            print(f"{one.seed} ({one.kind} of {one.base}): {one.said}", file=sys.stderr, flush=True)
        every.append(one)
    return every


def _received(pipe: Connection) -> Ended | str:
    """What the process says next, or why it says nothing."""
    if not pipe.poll(LONGEST_S):
        return "hangs"
    try:
        found: Ended = pipe.recv()
    except EOFError:
        return "ended its process"
    return found


def _serve(seeds: Sequence[int], pipe: Connection) -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):  # what engines print, as in the workers of a run
        os.dup2(nowhere, stream)
    with one_process():
        for seed in seeds:
            folder = Path(tempfile.mkdtemp(prefix="fuzz-"))
            try:
                pipe.send(ended(case_of(seed), folder))
            finally:
                shutil.rmtree(folder, ignore_errors=True)
