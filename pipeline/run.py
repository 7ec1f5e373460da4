"""The only module that orders the stages: read, extract, normalise, validate, gate, load."""

from __future__ import annotations

import hashlib
import importlib.metadata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path

from pipeline import __version__
from pipeline.errors import ConflictError, PipelineError, ReadError, SpecError, UnknownFamilyError, UsageError
from pipeline.extract.extractor import assemble, find_blocks
from pipeline.extract.pairing import SeenTable
from pipeline.load.files import csv_text, json_text, sha256_text
from pipeline.load.store import LOADED, REFUSED, Store, Stored
from pipeline.load.tables import (
    BLOCK_COLUMNS,
    CHECK_COLUMNS,
    LEDGER_COLUMNS,
    block_rows,
    check_row,
    findings_document,
    ledger_row,
    observation_columns,
    observation_row,
)
from pipeline.model.document import Document
from pipeline.model.observation import Normalised
from pipeline.model.printed import Layout, Printed
from pipeline.model.report import Report
from pipeline.model.verdict import Finding, Verdict
from pipeline.normalise.identify import FIRST_VINTAGE, identify
from pipeline.normalise.normaliser import normalise
from pipeline.read.camelot_reader import Area, read_tables
from pipeline.read.reader import read_document, sha256_of
from pipeline.spec.loading import FAMILIES, Family, load_families
from pipeline.spec.sources import load_sources
from pipeline.validate.gate import refusals
from pipeline.validate.suites import validate_tables
from pipeline.validate.validator import Validated, validate

ROOT = Path(__file__).resolve().parent.parent
EXPECTATIONS = ROOT / "expectations"
TOOLS = ("pdfplumber", "pdfminer.six", "pypdfium2", "camelot-py", "great-expectations", "pandas", "scipy", "babel")

UNCHANGED = "unchanged"
UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Extraction:
    """What a worker hands back: the document with its second reading, and what is printed in it."""

    document: Document
    printed: Printed


@dataclass(frozen=True, slots=True)
class Outcome:
    """The fate of a file: ``loaded``, ``unchanged``, ``refused`` or ``unreadable``, with a message where it failed."""

    source: str
    status: str
    report_id: str | None = None
    message: str | None = None
    summary: dict[str, int] | None = None

    @property
    def is_good(self) -> bool:
        """Tell whether the report is among the loaded ones."""
        return self.status in {LOADED, UNCHANGED}


@dataclass(frozen=True, slots=True)
class Options:
    """How a run goes about it."""

    family: str = "auto"
    jobs: int = 1
    force: bool = False
    password: str | None = None
    families: Path = FAMILIES
    expectations: Path = EXPECTATIONS


@dataclass(frozen=True, slots=True)
class RunResult:
    """All outcomes in the order of the input, and family files that could not be used."""

    outcomes: tuple[Outcome, ...]
    spec_errors: tuple[SpecError, ...]

    @property
    def is_good(self) -> bool:
        """Tell whether every report was loaded."""
        return not self.spec_errors and all(outcome.is_good for outcome in self.outcomes)


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
    families, spec_errors = load_families(options.families)
    if options.family != "auto":
        families = tuple(family for family in families if family.spec.family == options.family)
        if not families:
            raise UsageError(f"unknown family {options.family!r}", remedy="`pipeline families` lists those known")
    store = Store(Path(out))
    names = {path.name for path in files}
    outcomes: dict[Path, Outcome] = {}
    fresh: list[Path] = []
    for path in files:
        same = None if options.force else _unchanged(path, names, store, families, options)
        if same:
            outcomes[path] = same
        else:
            fresh.append(path)
    extractions = _read_all(fresh, options, outcomes, on_progress)
    claims = _identify_all(extractions, families, outcomes)
    for path, copies in _without_conflicts(claims, store, outcomes).items():
        report, family = claims[path]
        on_progress(f"checking {path.name}")
        try:
            outcomes[path] = _load(extractions[path], report, family, store, options)
        except PipelineError as error:
            outcomes[path] = Outcome(path.name, REFUSED, report.report_id, str(_located(error, path)))
        outcomes |= {copy: _as_copy(outcomes[path], copy) for copy in copies}
    store.write_tidy()
    return RunResult(tuple(outcomes[path] for path in files), spec_errors)


def pdf_files(inputs: Iterable[str | Path]) -> list[Path]:
    """The files that the inputs name: a folder stands for the PDFs directly inside it, by name.

    Raises:
        UsageError: an input does not exist.
    """
    files: dict[Path, None] = {}
    for one in inputs:
        path = Path(one)
        if path.is_dir():
            files |= dict.fromkeys(sorted(file for file in path.iterdir() if file.suffix.lower() == ".pdf"))
        elif path.exists():
            files[path] = None
        else:
            raise UsageError(f"{one}: no such file or folder")
    return list(files)


def _made_with(family: Family, options: Options, vintage: str) -> dict[str, str]:
    """Digests and versions of everything besides the PDF that the result depends on."""
    return {
        "pipeline": __version__,
        "code_sha256": _digest(sorted(Path(__file__).parent.rglob("*.py"))),
        "expectations_sha256": _digest(sorted(options.expectations.rglob("*.json"))),
        "family_sha256": family.sha256,
        "vintage": vintage,
        **{tool: importlib.metadata.version(tool) for tool in TOOLS},
    }


def _digest(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _unchanged(
    path: Path, names: AbstractSet[str], store: Store, families: Sequence[Family], options: Options
) -> Outcome | None:
    """The outcome of an earlier run, if the file and everything that the result depends on are the same.

    A file under another name is a copy if the one that was loaded is among the ``names`` of this run, else that one
    with a new name.
    """
    try:
        sha256, vintage = sha256_of(path), _vintage(path)
    except PipelineError:
        return None
    by_name = {family.spec.family: family for family in families}
    for stored in store.reports():
        family = by_name.get(stored.family)
        if family is None or stored.source_sha256 != sha256 or stored.source_name not in {path.name, *names}:
            continue
        if stored.made_with == _made_with(family, options, vintage) and store.is_intact(stored):
            status = UNCHANGED if stored.status == LOADED else REFUSED
            message = None if status == UNCHANGED else _refusal_message(stored)
            outcome = Outcome(stored.source_name, status, stored.report_id, message, stored.summary)
            return outcome if stored.source_name == path.name else _as_copy(outcome, path)
    return None


def _as_copy(outcome: Outcome, path: Path) -> Outcome:
    """The fate of a file that is the same as another one."""
    status = UNCHANGED if outcome.is_good else outcome.status
    message = f"{path.name}: the same file as {outcome.source}"
    return replace(outcome, source=path.name, status=status, message=message)


def _vintage(path: Path) -> str:
    source = load_sources(path.parent).get(path.name)
    return (source.vintage if source else None) or FIRST_VINTAGE


def _refusal_message(stored: Stored) -> str:
    return f"{stored.source_name}: refused by the gate; {stored.report_id}/findings.json says why"


def _read_all(
    files: Sequence[Path], options: Options, outcomes: dict[Path, Outcome], on_progress: Callable[[str], None]
) -> dict[Path, Extraction]:
    """Read every file in a worker process; a file that was lost with its worker is tried once more by itself.

    The result is in the order of ``files``, whichever was read first.
    """
    done: dict[Path, Extraction] = {}
    lost: list[Path] = []
    for path, result in _read_some(files, options.jobs, options.password):
        on_progress(f"read {path.name}")
        if result is None:
            lost.append(path)
        else:
            _note(path, result, done, outcomes)
    for path in sorted(lost):
        for _, result in _read_some([path], 1, options.password):
            _note(path, result or ReadError("reading it ended the worker process"), done, outcomes)
    return {path: done[path] for path in files if path in done}


def _note(
    path: Path, result: Extraction | PipelineError, done: dict[Path, Extraction], outcomes: dict[Path, Outcome]
) -> None:
    if isinstance(result, PipelineError):
        outcomes[path] = Outcome(path.name, UNREADABLE, message=str(_located(result, path)))
    else:
        done[path] = result


def _read_some(
    files: Sequence[Path], jobs: int, password: str | None
) -> Iterator[tuple[Path, Extraction | PipelineError | None]]:
    """Each file with what came of it, as they finish; ``None`` where the worker died."""
    if not files:
        return
    with ProcessPoolExecutor(max_workers=min(jobs, len(files)), mp_context=get_context("spawn")) as pool:
        futures: dict[Future[Extraction], Path] = {pool.submit(read_report, path, password): path for path in files}
        for future in as_completed(futures):
            try:
                yield futures[future], future.result()
            except BrokenProcessPool:
                yield futures[future], None
            except PipelineError as error:
                yield futures[future], error


def read_report(path: Path, password: str | None = None) -> Extraction:
    """Read one PDF and find what is printed in it; runs in a worker process.

    Raises:
        ReadError: the file cannot be read.
    """
    document = read_document(path, password)
    finds = find_blocks(document)
    areas = [
        Area(block.page, block.region, ruled=block.layout is Layout.RULED)
        for page in finds
        for block in page.blocks
        if block.layout is not Layout.PAIRS
    ]
    seen = [
        SeenTable(table.area.page, table.area.bbox, table.rows, table.row_spans, table.column_spans)
        for table in read_tables(path, areas, password)
    ]
    return Extraction(document, assemble(finds, seen))


def _located(error: PipelineError, path: Path) -> PipelineError:
    return (
        error
        if error.source
        else type(error)(error.message, source=path.name, page=error.page, block=error.block, remedy=error.remedy)
    )


def _identify_all(
    extractions: dict[Path, Extraction], families: Sequence[Family], outcomes: dict[Path, Outcome]
) -> dict[Path, tuple[Report, Family]]:
    claims = {}
    for path, extraction in extractions.items():
        try:
            claims[path] = identify(extraction.document, families, _vintage(path))
        except (UnknownFamilyError, SpecError) as error:
            outcomes[path] = Outcome(path.name, REFUSED, message=str(error))
    return claims


def _without_conflicts(
    claims: dict[Path, tuple[Report, Family]], store: Store, outcomes: dict[Path, Outcome]
) -> dict[Path, list[Path]]:
    """Files with their copies, without those that claim a report which a different file claims too.

    A report that was loaded before stays with the file that it was loaded from.
    """
    by_report: defaultdict[str, list[Path]] = defaultdict(list)
    for path, (report, _) in claims.items():
        by_report[report.report_id].append(path)
    stored = {one.report_id: one for one in store.reports()}
    digests = {path: report.source_sha256 for path, (report, _) in claims.items()}
    kept: dict[Path, list[Path]] = {}
    for report_id, paths in by_report.items():
        mine = _rightful(paths, digests, stored.get(report_id))
        if mine:
            kept[mine[0]] = mine[1:]
        for path in paths:
            if path not in mine:
                rivals = {one.name for one in paths if digests[one] != digests[path]}
                rivals |= {stored[report_id].source_name} if report_id in stored else set()
                outcomes[path] = Outcome(path.name, REFUSED, report_id, str(_conflict(report_id, path, rivals)))
    return kept


def _rightful(paths: Sequence[Path], digests: dict[Path, str], before: Stored | None) -> list[Path]:
    """The file that may be the report, with its copies; none where that cannot be told.

    A file of the same name is a new issue of the one that was loaded before.
    """
    same = [path for path in paths if before and digests[path] == before.source_sha256]
    if before and same:
        return sorted(same, key=lambda path: path.name != before.source_name)
    if len({digests[path] for path in paths}) > 1:
        return []
    is_free = before is None or before.source_name in {path.name for path in paths}
    return list(paths) if is_free else []


def _conflict(report_id: str, path: Path, rivals: set[str]) -> ConflictError:
    return ConflictError(
        f"claims to be report {report_id}, and so does {', '.join(sorted(rivals - {path.name})) or 'its namesake'}",
        source=path.name,
        remedy="Take one away, and its folder among the results if it has one; or give each its `vintage` in the"
        " sources.yml beside it if both were published",
    )


def _load(extraction: Extraction, report: Report, family: Family, store: Store, options: Options) -> Outcome:
    """Understand, check, and write one report; the gate decides whether it counts as loaded."""
    normalised = normalise(extraction.printed, report, family)
    validated = validate(normalised, extraction.document, family.spec)
    files = _tables(normalised, validated, report, family)
    staged = store.stage(report.report_id, files)
    try:
        suites = validate_tables(staged, options.expectations, report.family)
        reasons = refusals(normalised, validated.checks, validated.ledger, suites, family.spec)
        files = _findings_file(files, (*reasons, *validated.findings), report)
        staged = store.stage(report.report_id, files)
        summary = _summary(validated, reasons)
        stored = Stored(
            report_id=report.report_id,
            status=REFUSED if reasons else LOADED,
            source_name=report.source_name,
            source_sha256=report.source_sha256,
            made_with=_made_with(family, options, report.vintage),
            family=report.family,
            dimensions=tuple(family.spec.dimensions),
            facsimile=report.is_facsimile,
            summary=summary,
            files={name: sha256_text(text) for name, text in files.items()},
        )
        store.publish(staged, stored)
    finally:
        store.discard(staged)
    message = f"{report.source_name}: {'; '.join(one.message_en for one in reasons[:3])}" if reasons else None
    return Outcome(report.source_name, stored.status, report.report_id, message, summary)


def _tables(normalised: Normalised, validated: Validated, report: Report, family: Family) -> dict[str, str]:
    """Every table of one report as text, by file name."""
    rows = [observation_row(one, report) for one in validated.observations]
    tables = {
        "observations.csv": csv_text(observation_columns(tuple(family.spec.dimensions)), rows),
        "ledger.csv": csv_text(LEDGER_COLUMNS, map(ledger_row, validated.ledger)),
        "checks.csv": csv_text(CHECK_COLUMNS, map(check_row, validated.checks)),
    }
    for block_id in sorted({region.block_id for region in normalised.regions}):
        tables[f"blocks/{block_id}.csv"] = csv_text(BLOCK_COLUMNS, block_rows(normalised, block_id))
    return tables


def _findings_file(files: dict[str, str], findings: Sequence[Finding], report: Report) -> dict[str, str]:
    return files | {"findings.json": json_text(findings_document(findings, report))}


def _summary(validated: Validated, reasons: Sequence[Finding]) -> dict[str, int]:
    """Counts for the closing table."""
    return {
        "numbers": len(validated.ledger),
        "observations": len(validated.observations),
        "confirmed": sum(one.verdict == "confirmed" for one in validated.observations),
        "checks": len(validated.checks),
        "checks_held": sum(check.verdict is Verdict.HOLDS for check in validated.checks),
        "findings": len(validated.findings) + len(reasons),
    }


__all__ = ["Extraction", "Options", "Outcome", "RunResult", "pdf_files", "read_report", "run"]
