"""What worker processes do with one file: engines and solvers are imported by them, not by the parent."""

from __future__ import annotations

import gc
import pickle
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipeline.load.open_store import OpenStore
from pipeline.model.report import Report
from pipeline.run.options import Options
from pipeline.run.outcome import Outcome
from pipeline.spec.loading import AUTO, Family


@dataclass(frozen=True, slots=True)
class Work:
    """What is the same for all files of a run."""

    families: Sequence[Family]
    store: OpenStore
    options: Options


@dataclass(frozen=True, slots=True)
class Reading(Work):
    """Work of reading; on its way into a worker process it has imported there what reading takes."""

    def __reduce__(self) -> tuple[object, ...]:
        """Import first: the limits of a file count from what its worker has imported when it gets the file."""
        return _to_read, (self.families, self.store, self.options)


@dataclass(frozen=True, slots=True)
class Checking(Work):
    """Work of checking; likewise."""

    def __reduce__(self) -> tuple[object, ...]:
        """As of reading."""
        return _to_check, (self.families, self.store, self.options)


def _to_read(families: Sequence[Family], store: OpenStore, options: Options) -> Reading:
    _import_readers()
    return Reading(families, store, options)


def _to_check(families: Sequence[Family], store: OpenStore, options: Options) -> Checking:
    _import_checks()
    return Checking(families, store, options)


@cache
def _import_readers() -> None:
    with _kept():
        from pipeline.extract.assignment import import_solver  # noqa: PLC0415
        from pipeline.read.camelot_reader import import_camelot  # noqa: PLC0415
        from pipeline.run import reading, recognising  # noqa: F401, PLC0415

        import_solver()
        import_camelot()


@cache
def _import_checks() -> None:
    with _kept():
        from pipeline.run import loading  # noqa: F401, PLC0415
        from pipeline.validate.suites import import_great_expectations  # noqa: PLC0415

        import_great_expectations()


YOUNG, MIDDLE, OLD = 50_000, 20, 50
"""When the collector looks for cycles: a file makes some millions of objects, nearly all of which go without it."""


@contextmanager
def _kept() -> Iterator[None]:
    """Let the collector leave alone what is imported, meanwhile and as long as the process lives.

    It would look through all of it again and again: a fifth of the time of imports, and a sixth of that of a report.
    """
    gc.disable()
    try:
        yield
        gc.freeze()
        gc.set_threshold(YOUNG, MIDDLE, OLD)
    finally:
        gc.enable()


@dataclass(frozen=True, slots=True)
class Claim:
    """A file that was read: the report that it claims to be, where what was read waits, and how many pages it has."""

    path: Path
    report: Report
    waiting: Path
    pages: int


def read_file(work: Reading, path: Path, password: str | None) -> Claim:
    """Read a file and find out which report it is; what was read waits on disk, so that nobody has to hold it.

    Raises:
        ReadError: the file cannot be read.
        UnknownFamilyError: no family recognises it, or not the one that was asked for.
        SpecError: the sources.yml beside it cannot be understood.
    """
    from pipeline.run.families import vintage_of  # noqa: PLC0415 -- see above
    from pipeline.run.reading import read_and_render  # noqa: PLC0415
    from pipeline.run.recognising import identified  # noqa: PLC0415

    options = work.options
    extraction = read_and_render(path, password, ocr=options.ocr, undescribed=options.family == AUTO)
    report, _ = identified(extraction, work.families, vintage_of(path), options.family)
    waiting = work.store.keep(pickle.dumps(extraction, pickle.HIGHEST_PROTOCOL))
    return Claim(path, report, waiting, len(extraction.document.pages))


def check_file(work: Checking, claim: Claim) -> Outcome:
    """Check what was read of a file, and let what came of it wait for its place.

    Raises:
        PipelineError: it cannot be checked, or not be written.
    """
    from pipeline.run.loading import load_report  # noqa: PLC0415 -- see above

    extraction = pickle.loads(claim.waiting.read_bytes())  # noqa: S301 -- what our own worker wrote in this run
    (family,) = (one for one in work.families if one.spec.family == claim.report.family)
    return load_report(extraction, claim.report, family, work.store, work.options)
