"""Many reports: those that changed are read, and loaded the earliest edition first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pipeline.errors import BrokenError, PipelineError, ReadError
from pipeline.load.claims import settle
from pipeline.load.open_store import opened
from pipeline.load.store import REFUSED
from pipeline.read.inputs import pdf_files
from pipeline.read.workers import Workers, read_in_workers
from pipeline.run.crew import each
from pipeline.run.families import known_families
from pipeline.run.options import Options
from pipeline.run.outcome import BROKEN, UNCHANGED, UNREADABLE, Outcome, RunResult
from pipeline.run.progress import Counter, Progress
from pipeline.run.tidying import tidy_up
from pipeline.run.unchanged import as_copy, unchanged
from pipeline.run.work import Checking, Claim, Reading, check_file, read_file
from pipeline.spec.loading import AUTO, load_families

STATUS_OF: dict[type[PipelineError], str] = {ReadError: UNREADABLE, BrokenError: BROKEN}
"""What a file is whose error this is; one of any other error is refused."""


def run(
    inputs: Sequence[str | Path] = ("raw_pdfs",),
    out: str | Path = "extracted",
    options: Options | None = None,
    on_progress: Callable[[Progress], None] = lambda _: None,
) -> RunResult:
    """Turn reports into verified tables.

    ``inputs`` are PDFs and folders of PDFs. Each file is read in a worker process; one that fails leaves the others,
    and what was loaded before, as they are. All that a run makes takes its place at its end; what a run that was
    interrupted had made already is not made again.

    Raises:
        UsageError: an input does not exist, the family is not known, or the cluster cannot be used.
        LoadError: the output folder cannot be written, or another run is writing there.
    """
    options = options or Options()
    files, out = pdf_files(inputs), Path(out)
    if options.cluster is not None:  # whose workers are elsewhere
        files, out = [path.absolute() for path in files], out.absolute()
    names = {path.name for path in files}
    families, spec_errors = known_families(options)
    described = families if options.family is None else load_families(options.families)[0]
    outcomes: dict[Path, Outcome] = {}
    with opened(out) as store:
        stands = partial(unchanged, names=names, store=store, families=families, options=options)
        if not options.force:
            outcomes = stands(files)
        fresh = [path for path in files if path not in outcomes]
        if fresh:
            work = families, store, options
            with _workers(options, len(fresh), store.folder) as workers:
                going = _Run(Reading(*work), Checking(*work), workers, Counter(on_progress))
                while fresh:
                    outcomes |= _read_and_load(fresh, going)
                    # An edition loaded just now may be earlier than one that was left as it is, and has to be held
                    # against it.
                    left = [path for path, one in outcomes.items() if one.status == UNCHANGED]
                    still = stands(left)
                    fresh = [path for path in left if path not in still]
        tidy_up(store, None if spec_errors else described)
    return RunResult(tuple(outcomes[path] for path in files), spec_errors)


@dataclass(frozen=True, slots=True)
class _Run:
    """What every step of a run needs."""

    reading: Reading
    checking: Checking
    workers: Workers
    counter: Counter


def _workers(options: Options, files: int, folder: Path) -> AbstractContextManager[Workers]:
    """Worker processes of this machine, no more than there are files, or those of a cluster."""
    if options.cluster is None:
        return Workers(min(options.jobs, files), options.limits)
    from pipeline.run.cluster import cluster  # noqa: PLC0415 -- an extra

    return cluster(options.cluster, options.limits, folder)


def _read_and_load(files: Sequence[Path], going: _Run) -> dict[Path, Outcome]:
    """Read files and load what can be loaded, the earliest edition first; the outcome of each."""
    claimed, outcomes = _read_all(files, going)
    reports = {path: one.report for path, one in claimed.items()}
    settled = settle(reports, going.checking.store.reports())
    for path, conflict in settled.refused.items():
        outcomes[path] = _failed(path, conflict, reports[path].report_id)
    for together in in_order([claimed[path] for path in settled.granted]):
        for claim, result in each(partial(check_file, going.checking), together, going.workers):
            if isinstance(result, PipelineError):
                outcomes[claim.path] = _failed(claim.path, result, claim.report.report_id)
            else:
                outcomes[claim.path] = result
            claim.waiting.unlink(missing_ok=True)  # only now: a worker that dies over it is followed by another one
            going.counter.was_checked(outcomes[claim.path])
    return outcomes | {
        copy: as_copy(outcomes[path], copy) for path, copies in settled.granted.items() for copy in copies
    }


def in_order(claims: Sequence[Claim]) -> Iterator[Sequence[Claim]]:
    """Reports that can be checked at the same time, those first that others are held against.

    A report is held against all earlier editions of its publication; facsimiles and reports that no family describes
    are nobody's earlier editions.
    """
    years: defaultdict[str, set[int]] = defaultdict(set)
    for one in claims:
        if not one.report.is_facsimile and one.report.family != AUTO:
            years[one.report.family].add(one.report.edition_year)
    waves: defaultdict[int, list[Claim]] = defaultdict(list)
    for one in claims:
        waves[sum(year < one.report.edition_year for year in years[one.report.family])].append(one)
    for _, wave in sorted(waves.items()):
        yield wave


def _failed(path: Path, error: PipelineError, report_id: str | None = None) -> Outcome:
    """The fate of a file over which a stage failed."""
    status = next((status for kind, status in STATUS_OF.items() if isinstance(error, kind)), REFUSED)
    return Outcome(path.name, status, report_id, str(error.in_file(path.name)), code=error.code)


def _read_all(files: Sequence[Path], going: _Run) -> tuple[dict[Path, Claim], dict[Path, Outcome]]:
    """Read every file in a worker process; the first result is in the order of ``files``, whichever was read first."""
    done: dict[Path, Claim] = {}
    failed: dict[Path, Outcome] = {}
    going.counter.begin(len(files))
    read = partial(read_file, going.reading)
    for path, result in read_in_workers(read, files, going.reading.options.password, going.workers):
        if isinstance(result, PipelineError):
            failed[path] = _failed(path, result)
        else:
            done[path] = result
        going.counter.was_read(path.name, 0 if isinstance(result, PipelineError) else result.pages)
    return {path: done[path] for path in files if path in done}, failed
