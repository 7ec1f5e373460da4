"""Many reports: those that changed are read, and loaded the earliest edition first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from functools import partial
from pathlib import Path

from pipeline.errors import PipelineError, SpecError, UnknownFamilyError
from pipeline.load.claims import settle
from pipeline.load.editions import digest_of_earlier
from pipeline.load.provenance import made_with
from pipeline.load.store import LOADED, REFUSED, Store, Stored
from pipeline.model.report import Report
from pipeline.read.inputs import pdf_files
from pipeline.read.reader import sha256_of
from pipeline.read.workers import read_in_workers
from pipeline.report.index_page import IndexLine, index_page
from pipeline.run.loading import load_report
from pipeline.run.options import Options
from pipeline.run.outcome import GATE, UNCHANGED, UNREADABLE, Outcome, RunResult
from pipeline.run.reading import Extraction, read_and_render
from pipeline.run.recognising import identified, known_families, vintage_of
from pipeline.spec.loading import AUTO, Family, auto_family, load_families

INDEX_PAGE = "index.html"


def run(
    inputs: Sequence[str | Path] = ("raw_pdfs",),
    out: str | Path = "extracted",
    options: Options | None = None,
    on_progress: Callable[[str], None] = lambda _: None,
) -> RunResult:
    """Turn reports into verified tables.

    ``inputs`` are PDFs and folders of PDFs. Each file is read in a worker process; one that fails leaves the others,
    and what was loaded before, as they are.

    Raises:
        UsageError: an input does not exist, or the family is not known.
        LoadError: the output folder cannot be written.
    """
    options = options or Options()
    files = pdf_files(inputs)
    families, spec_errors = known_families(options)
    described = families if options.family is None else load_families(options.families)[0]
    specs = {family.spec.family: family.spec for family in (*described, auto_family())}
    store = Store(Path(out))
    names = {path.name for path in files}
    outcomes: dict[Path, Outcome] = {}
    fresh = list(files)
    if not options.force:
        outcomes, fresh = _changed(files, names, store, families, options)
    while fresh:
        outcomes |= _read_and_load(fresh, families, store, options, on_progress)
        # An edition loaded just now may be earlier than one that was left as it is, and has to be held against it.
        left = [path for path, outcome in outcomes.items() if outcome.status == UNCHANGED]
        _, fresh = _changed(left, names, store, families, options)
    store.write_tidy()
    if not spec_errors:  # else names of what is loaded are missing, and the index stays as it is
        store.write_text(INDEX_PAGE, index_page(_index_lines(store), store.tidy(), specs))
    return RunResult(tuple(outcomes[path] for path in files), spec_errors)


def _changed(
    files: Sequence[Path], names: AbstractSet[str], store: Store, families: Sequence[Family], options: Options
) -> tuple[dict[Path, Outcome], list[Path]]:
    """Outcomes of files of which an earlier run still stands, and the other files."""
    found = {path: _unchanged(path, names, store, families, options) for path in files}
    stands = {path: outcome for path, outcome in found.items() if outcome is not None}
    return stands, [path for path in files if path not in stands]


def _read_and_load(
    files: Sequence[Path],
    families: Sequence[Family],
    store: Store,
    options: Options,
    on_progress: Callable[[str], None],
) -> dict[Path, Outcome]:
    """Read files and load what can be loaded, the earliest edition first; the outcome of each."""
    outcomes: dict[Path, Outcome] = {}
    extractions = _read_all(files, options, outcomes, on_progress)
    claims = _identify_all(extractions, families, outcomes, options.family)
    settled = settle({path: report for path, (report, _) in claims.items()}, store.reports())
    for path, conflict in settled.refused.items():
        outcomes[path] = Outcome(path.name, REFUSED, claims[path][0].report_id, str(conflict), code=conflict.code)
    for path, copies in sorted(settled.granted.items(), key=lambda one: claims[one[0]][0].edition_year):
        report, family = claims[path]
        on_progress(f"checking {path.name}")
        try:
            outcomes[path] = load_report(extractions[path], report, family, store, options)
        except PipelineError as error:
            outcomes[path] = Outcome(
                path.name, REFUSED, report.report_id, str(error.in_file(path.name)), code=error.code
            )
        outcomes |= {copy: _as_copy(outcomes[path], copy) for copy in copies}
    return outcomes


def _unchanged(
    path: Path, names: AbstractSet[str], store: Store, families: Sequence[Family], options: Options
) -> Outcome | None:
    """The outcome of an earlier run, if the file and everything that the result depends on are the same.

    A file under another name is a copy if the one that was loaded is among the ``names`` of this run, else that one
    with a new name.
    """
    try:
        sha256, vintage = sha256_of(path), vintage_of(path)
    except PipelineError:
        return None
    by_name = {family.spec.family: family for family in families}
    for stored in store.reports():
        family = by_name.get(stored.family)
        if family is None or stored.source_sha256 != sha256 or stored.source_name not in {path.name, *names}:
            continue
        is_auto = stored.family == AUTO
        earlier = "" if is_auto else digest_of_earlier(store.reports(), stored.family, stored.edition_year)
        made = made_with(family, vintage, options.expectations, earlier, ocr=options.ocr)
        if stored.made_with == made and store.is_intact(stored):
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


def _read_all(
    files: Sequence[Path], options: Options, outcomes: dict[Path, Outcome], on_progress: Callable[[str], None]
) -> dict[Path, Extraction]:
    """Read every file in a worker process; the result is in the order of ``files``, whichever was read first."""
    done: dict[Path, Extraction] = {}
    read = partial(read_and_render, ocr=options.ocr, undescribed=options.family == AUTO)
    for path, result in read_in_workers(read, files, options.password, options.jobs):
        on_progress(f"read {path.name}")
        if isinstance(result, PipelineError):
            outcomes[path] = Outcome(path.name, UNREADABLE, message=str(result.in_file(path.name)), code=result.code)
        else:
            done[path] = result
    return {path: done[path] for path in files if path in done}


def _identify_all(
    extractions: dict[Path, Extraction],
    families: Sequence[Family],
    outcomes: dict[Path, Outcome],
    asked: str | None,
) -> dict[Path, tuple[Report, Family]]:
    claims = {}
    for path, extraction in extractions.items():
        try:
            claims[path] = identified(extraction, families, vintage_of(path), asked)
        except (UnknownFamilyError, SpecError) as error:
            outcomes[path] = Outcome(path.name, REFUSED, message=str(error), code=error.code)
    return claims


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
