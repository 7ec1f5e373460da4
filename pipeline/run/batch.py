"""Many reports: those that changed are read, and loaded the earliest edition first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from pipeline.errors import BrokenError, PipelineError, ReadError
from pipeline.load.claims import settle
from pipeline.load.editions import digest_of_earlier
from pipeline.load.open_store import OpenStore, opened
from pipeline.load.provenance import made_with
from pipeline.load.store import LOADED, REFUSED, Store, Stored
from pipeline.read.inputs import pdf_files
from pipeline.read.reader import sha256_of
from pipeline.read.workers import Workers, read_in_workers
from pipeline.report.index_page import IndexLine, index_page
from pipeline.run.loading import load_report
from pipeline.run.options import Options
from pipeline.run.outcome import BROKEN, GATE, UNCHANGED, UNREADABLE, Outcome, RunResult
from pipeline.run.reading import read_and_render
from pipeline.run.recognising import Recognised, known_families, read_and_recognise, vintage_of
from pipeline.spec.loading import AUTO, Family, auto_family, load_families

INDEX_PAGE = "index.html"

STATUS_OF: dict[type[PipelineError], str] = {ReadError: UNREADABLE, BrokenError: BROKEN}
"""What a file is whose error this is; one of any other error is refused."""


def run(
    inputs: Sequence[str | Path] = ("raw_pdfs",),
    out: str | Path = "extracted",
    options: Options | None = None,
    on_progress: Callable[[str], None] = lambda _: None,
) -> RunResult:
    """Turn reports into verified tables.

    ``inputs`` are PDFs and folders of PDFs. Each file is read in a worker process; one that fails leaves the others,
    and what was loaded before, as they are. All that a run makes takes its place at its end; what a run that was
    interrupted had made already is not made again.

    Raises:
        UsageError: an input does not exist, or the family is not known.
        LoadError: the output folder cannot be written, or another run is writing there.
    """
    options = options or Options()
    files = pdf_files(inputs)
    families, spec_errors = known_families(options)
    described = families if options.family is None else load_families(options.families)[0]
    specs = {family.spec.family: family.spec for family in (*described, auto_family())}
    outcomes: dict[Path, Outcome] = {}
    fresh = list(files)
    with opened(Path(out)) as store, Workers(min(options.jobs, len(files)), options.limits) as workers:
        going = _Run({path.name for path in files}, families, options, store, workers, on_progress)
        if not options.force:
            outcomes, fresh = _changed(files, going)
        while fresh:
            outcomes |= _read_and_load(fresh, going)
            # An edition loaded just now may be earlier than one that was left as it is, and has to be held against it.
            _, fresh = _changed([path for path, one in outcomes.items() if one.status == UNCHANGED], going)
        store.write_tidy()
        if not spec_errors:  # else names of what is loaded are missing, and the index stays as it is
            store.write_text(INDEX_PAGE, index_page(_index_lines(store), store.tidy(), specs))
        store.commit()
    return RunResult(tuple(outcomes[path] for path in files), spec_errors)


@dataclass(frozen=True, slots=True)
class _Run:
    """What every step of a run needs; ``names`` are those of all its files."""

    names: AbstractSet[str]
    families: Sequence[Family]
    options: Options
    store: OpenStore
    workers: Workers
    on_progress: Callable[[str], None]


def _changed(files: Sequence[Path], going: _Run) -> tuple[dict[Path, Outcome], list[Path]]:
    """Outcomes of files of which an earlier run still stands, and the other files."""
    reports = going.store.reports()
    found = {path: _unchanged(path, reports, going) for path in files}
    stands = {path: outcome for path, outcome in found.items() if outcome is not None}
    return stands, [path for path in files if path not in stands]


def _read_and_load(files: Sequence[Path], going: _Run) -> dict[Path, Outcome]:
    """Read files and load what can be loaded, the earliest edition first; the outcome of each."""
    recognised, outcomes = _read_all(files, going)
    claims = {path: one.report for path, one in recognised.items()}
    settled = settle(claims, going.store.reports())
    for path, conflict in settled.refused.items():
        outcomes[path] = _failed(path, conflict, claims[path].report_id)
    for path, copies in sorted(settled.granted.items(), key=lambda one: claims[one[0]].edition_year):
        going.on_progress(f"checking {path.name}")
        try:
            outcomes[path] = load_report(recognised.pop(path), going.store, going.options, going.workers)
        except PipelineError as error:
            outcomes[path] = _failed(path, error, claims[path].report_id)
        outcomes |= {copy: _as_copy(outcomes[path], copy) for copy in copies}
    return outcomes


def _failed(path: Path, error: PipelineError, report_id: str | None = None) -> Outcome:
    """The fate of a file over which a stage failed."""
    status = next((status for kind, status in STATUS_OF.items() if isinstance(error, kind)), REFUSED)
    return Outcome(path.name, status, report_id, str(error.in_file(path.name)), code=error.code)


def _unchanged(path: Path, reports: Sequence[Stored], going: _Run) -> Outcome | None:
    """The outcome of an earlier run, if the file and everything that the result depends on are the same.

    A file under another name is a copy if the one that was loaded is among the ``names`` of this run, else that one
    with a new name.
    """
    try:
        sha256, vintage = sha256_of(path), vintage_of(path)
    except PipelineError:
        return None
    by_name = {family.spec.family: family for family in going.families}
    for stored in reports:
        family = by_name.get(stored.family)
        if family is None or stored.source_sha256 != sha256 or stored.source_name not in {path.name, *going.names}:
            continue
        is_auto = stored.family == AUTO
        earlier = "" if is_auto else digest_of_earlier(reports, stored.family, stored.edition_year)
        made = made_with(family, vintage, going.options.expectations, earlier, ocr=going.options.ocr)
        if stored.made_with == made and going.store.is_intact(stored):
            status = UNCHANGED if stored.status == LOADED else REFUSED
            message = None if status == UNCHANGED else _refusal_message(stored)
            code = None if status == UNCHANGED else GATE
            outcome = Outcome(stored.source_name, status, stored.report_id, message, stored.summary, code=code)
            return outcome if stored.source_name == path.name else _as_copy(outcome, path)
    return None


def _as_copy(outcome: Outcome, path: Path) -> Outcome:
    """The fate of a file that is the same as another one."""
    status = UNCHANGED if outcome.is_good else outcome.status
    message = f"{path.name}: the same file as {outcome.source}"
    return replace(outcome, source=path.name, status=status, message=message)


def _refusal_message(stored: Stored) -> str:
    return f"{stored.source_name}: refused by the gate; {stored.report_id}/findings.json says why"


def _read_all(files: Sequence[Path], going: _Run) -> tuple[dict[Path, Recognised], dict[Path, Outcome]]:
    """Read every file in a worker process; the first result is in the order of ``files``, whichever was read first.

    Of files that are no report of a family nothing is kept but their outcome.
    """
    done: dict[Path, Recognised] = {}
    failed: dict[Path, Outcome] = {}
    options = going.options
    extract = partial(read_and_render, ocr=options.ocr, undescribed=options.family == AUTO)
    read = partial(read_and_recognise, extract, going.families, options.family)
    for path, result in read_in_workers(read, files, options.password, going.workers):
        going.on_progress(f"read {path.name}")
        if isinstance(result, PipelineError):
            failed[path] = _failed(path, result)
        else:
            done[path] = result
    return {path: done[path] for path in files if path in done}, failed


def _index_lines(store: Store) -> list[IndexLine]:
    """Every report with a folder in the store."""
    return [
        IndexLine(
            report_id=one.report_id,
            family=one.family,
            edition_year=one.edition_year,
            source_name=one.source_name,
            is_loaded=one.status == LOADED,
            summary=one.summary,
            verdicts=Counter(row["verdict"] for row in store.rows_of(one)) if one.status == LOADED else {},
        )
        for one in store.reports()
    ]
