"""The only module that orders the stages: read, extract, normalise, validate, gate, load, report."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from pipeline.errors import PipelineError, SpecError, UnknownFamilyError, UsageError
from pipeline.extract.extractor import assemble, find_blocks
from pipeline.extract.pairing import SeenTable
from pipeline.load.claims import settle
from pipeline.load.editions import read_edition
from pipeline.load.files import sha256_text
from pipeline.load.provenance import made_with
from pipeline.load.report_files import findings_file, summary_of, table_files
from pipeline.load.store import LOADED, REFUSED, Store, Stored
from pipeline.model.document import Document
from pipeline.model.edition import Difference
from pipeline.model.inspection import Inspection
from pipeline.model.page_image import PageImage
from pipeline.model.printed import Layout, Printed
from pipeline.model.report import Report
from pipeline.normalise.identify import FIRST_VINTAGE, identify
from pipeline.normalise.normaliser import normalise, normalise_unknown
from pipeline.read.camelot_reader import Area, read_tables
from pipeline.read.inputs import one_file, pdf_files
from pipeline.read.ocr import with_ocr
from pipeline.read.page_images import render_pages
from pipeline.read.reader import read_document, sha256_of
from pipeline.read.workers import read_in_workers
from pipeline.report.audit_page import audit_page
from pipeline.report.diff import compare_editions
from pipeline.spec.loading import FAMILIES, Family, load_families
from pipeline.spec.schema import FamilySpec
from pipeline.spec.sources import load_sources
from pipeline.validate.ambiguity import decide
from pipeline.validate.gate import refusals
from pipeline.validate.ledger import ledger_of
from pipeline.validate.suites import validate_tables
from pipeline.validate.validator import validate

ROOT = Path(__file__).resolve().parent.parent
EXPECTATIONS = ROOT / "expectations"
AUDIT_PAGE = "audit.html"

UNCHANGED = "unchanged"
UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Extraction:
    """What a worker hands back: the document with its second reading, what is printed in it, and pictures of it."""

    document: Document
    printed: Printed
    images: tuple[PageImage, ...] = ()


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
    ocr: bool = False
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
    settled = settle({path: report for path, (report, _) in claims.items()}, store.reports())
    for path, conflict in settled.refused.items():
        outcomes[path] = Outcome(path.name, REFUSED, claims[path][0].report_id, str(conflict))
    for path, copies in settled.granted.items():
        report, family = claims[path]
        on_progress(f"checking {path.name}")
        try:
            outcomes[path] = _load(extractions[path], report, family, store, options)
        except PipelineError as error:
            outcomes[path] = Outcome(path.name, REFUSED, report.report_id, str(error.in_file(path.name)))
        outcomes |= {copy: _as_copy(outcomes[path], copy) for copy in copies}
    store.write_tidy()
    return RunResult(tuple(outcomes[path] for path in files), spec_errors)


def inspect(
    pdf: str | Path, password: str | None = None, families: Path = FAMILIES, *, ocr: bool = False
) -> Inspection:
    """Look into one PDF, read in a worker process; nothing is checked or written, and no family has to know it.

    Raises:
        UsageError: there is no such file.
        ReadError: the file cannot be read.
    """
    path = one_file(pdf)
    known, spec_errors = load_families(families)
    ((_, extraction),) = read_in_workers(partial(read_report, ocr=ocr), [path], password, jobs=1)
    if isinstance(extraction, PipelineError):
        raise extraction.in_file(path.name)
    report, unrecognised = None, None
    try:
        report, family = identify(extraction.document, known, _vintage(path))
        normalised = decide(normalise(extraction.printed, report, family))
    except (UnknownFamilyError, SpecError) as error:
        unrecognised, normalised = f"{error.source}: {error.message}", normalise_unknown(extraction.printed)
    return Inspection(
        document=extraction.document,
        printed=extraction.printed,
        report=report,
        unrecognised=unrecognised,
        normalised=normalised,
        ledger=ledger_of(normalised),
        family_errors=tuple(str(error) for error in spec_errors),
    )


def compare(
    first: str | Path, second: str | Path, out: str | Path = "extracted", families: Path = FAMILIES
) -> tuple[Difference, FamilySpec | None]:
    """How two loaded reports differ, each named by its id in ``out`` or by its folder; and the family that names codes.

    Raises:
        LoadError: one of them is not there, or cannot be read back.
        UsageError: they are of different publications.
    """
    one, other = (read_edition(_report_folder(name, Path(out))) for name in (first, second))
    if one.family != other.family:
        raise UsageError(
            f"{one.report_id} is of {one.family}, {other.report_id} of {other.family}",
            remedy="Name two reports of one publication",
        )
    known, _ = load_families(families)
    spec = next((family.spec for family in known if family.spec.family == one.family), None)
    return compare_editions(one, other), spec


def _report_folder(name: str | Path, out: Path) -> Path:
    """The folder of a report: the one of that id in ``out``, else the path itself."""
    return out / name if (out / name).is_dir() else Path(name).resolve()


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
        if stored.made_with == made_with(family, vintage, options.expectations, ocr=options.ocr) and store.is_intact(
            stored
        ):
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
    """Read every file in a worker process; the result is in the order of ``files``, whichever was read first."""
    done: dict[Path, Extraction] = {}
    read = partial(read_and_render, ocr=options.ocr)
    for path, result in read_in_workers(read, files, options.password, options.jobs):
        on_progress(f"read {path.name}")
        if isinstance(result, PipelineError):
            outcomes[path] = Outcome(path.name, UNREADABLE, message=str(result.in_file(path.name)))
        else:
            done[path] = result
    return {path: done[path] for path in files if path in done}


def read_and_render(path: Path, password: str | None = None, *, ocr: bool = False) -> Extraction:
    """Read one PDF and draw its pages; runs in a worker process.

    Raises:
        ReadError: the file cannot be read.
    """
    return replace(read_report(path, password, ocr=ocr), images=render_pages(path, password))


def read_report(path: Path, password: str | None = None, *, ocr: bool = False) -> Extraction:
    """Read one PDF and find what is printed in it, with ``ocr`` also what pictures and outlines show; without pictures.

    Raises:
        ReadError: the file cannot be read, or there is no Tesseract for ``ocr``.
    """
    document = read_document(path, password)
    finds = find_blocks(document)
    if ocr:
        document = with_ocr(document, [one for page in finds for one in page.unread], path, password)
        finds = find_blocks(document)
    areas = [
        Area(block.page, block.region, ruled=block.layout is Layout.RULED, bounded=block.layout.is_table)
        for page in finds
        for block in page.blocks
        if block.layout is not Layout.PAIRS
    ]
    seen = [
        SeenTable(table.area.page, table.area.bbox, table.rows, table.row_spans, table.column_spans)
        for table in read_tables(path, areas, password)
    ]
    return Extraction(document, assemble(finds, seen))


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


def _load(extraction: Extraction, report: Report, family: Family, store: Store, options: Options) -> Outcome:
    """Understand, check, and write one report; the gate decides whether it counts as loaded."""
    normalised = normalise(extraction.printed, report, family)
    normalised = decide(normalised)
    validated = validate(normalised, extraction.document, family, report.edition_year)
    files = table_files(normalised, validated, report, tuple(family.spec.dimensions))
    staged = store.stage(report.report_id, files)
    try:
        suites = validate_tables(staged, options.expectations, report.family)
        reasons = refusals(normalised, validated.checks, validated.ledger, suites, family.spec)
        findings = (*reasons, *validated.findings)
        files |= findings_file(findings, report)
        files[AUDIT_PAGE] = audit_page(report, validated, findings, extraction.images)
        staged = store.stage(report.report_id, files)
        summary = summary_of(validated, reasons)
        stored = Stored(
            report_id=report.report_id,
            status=REFUSED if reasons else LOADED,
            source_name=report.source_name,
            source_sha256=report.source_sha256,
            made_with=made_with(family, report.vintage, options.expectations, ocr=options.ocr),
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


__all__ = [
    "Extraction",
    "Options",
    "Outcome",
    "RunResult",
    "compare",
    "inspect",
    "read_and_render",
    "read_report",
    "run",
]
