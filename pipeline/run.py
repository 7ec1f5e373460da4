"""The only module that orders the stages: read, extract, normalise, validate, gate, load, report."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import Any

from pipeline.errors import PipelineError, SpecError, UnknownFamilyError, UsageError
from pipeline.extract.extractor import PageFinds, assemble, find_blocks
from pipeline.extract.grids.outside import SeenGrid
from pipeline.extract.grids.tables import choose_tables, find_tables
from pipeline.extract.pairing import SeenTable
from pipeline.load.claims import settle
from pipeline.load.editions import before, digest_of_earlier, read_edition
from pipeline.load.export.collect import collect
from pipeline.load.export.formats import export_bundle
from pipeline.load.export.origins import origins
from pipeline.load.files import read_csv, sha256_text
from pipeline.load.provenance import made_with
from pipeline.load.report_files import drifted, findings_file, proposed_files, summary_of, table_files
from pipeline.load.store import LOADED, REFUSED, Store, Stored
from pipeline.load.tables import findings_document
from pipeline.model.audit import Audited
from pipeline.model.document import Document
from pipeline.model.edition import Difference
from pipeline.model.grid import Grid
from pipeline.model.inspection import Inspection
from pipeline.model.observation import Normalised, Region
from pipeline.model.page_image import PageImage
from pipeline.model.printed import Layout, Printed
from pipeline.model.report import Report
from pipeline.model.verdict import Finding, Severity, Validated
from pipeline.normalise.auto.normaliser import auto_identify, normalise_auto
from pipeline.normalise.identify import FIRST_VINTAGE, identify
from pipeline.normalise.normaliser import normalise, normalise_unknown
from pipeline.read.camelot_reader import Area, read_as, read_tables
from pipeline.read.inputs import one_file, pdf_files
from pipeline.read.ocr import with_ocr
from pipeline.read.page_images import render_pages
from pipeline.read.reader import read_document, sha256_of
from pipeline.read.workers import read_in_workers
from pipeline.report.audit_page import audit_page
from pipeline.report.audit_words import audit_sums
from pipeline.report.diff import compare_editions
from pipeline.report.draft import draft_of, family_name
from pipeline.report.draft_yaml import draft_yaml
from pipeline.report.index_page import IndexLine, index_page
from pipeline.spec.loading import AUTO, FAMILIES, FAMILY_FILE, Family, auto_family, load_families
from pipeline.spec.schema import FamilySpec, is_family_name
from pipeline.spec.sources import load_sources
from pipeline.validate.accepted import with_judgements
from pipeline.validate.ambiguity import decide
from pipeline.validate.gate import refusals
from pipeline.validate.head_counts import with_head_counts
from pipeline.validate.ledger import ledger_of
from pipeline.validate.readers import undisputed
from pipeline.validate.suite_parameters import parameters_of
from pipeline.validate.suites import validate_tables
from pipeline.validate.validator import validate

ROOT = Path(__file__).resolve().parent.parent
EXPECTATIONS = ROOT / "expectations"
AUDIT_PAGE = "audit.html"
INDEX_PAGE = "index.html"
POWER_TABLE = "power.csv"
CAMELOT_FLAVORS = ("stream", "network", "lattice")

UNCHANGED = "unchanged"
UNREADABLE = "unreadable"

GATE = "gate"
"""The code of an outcome that no error made: the report was read, and the gate refused it."""


@dataclass(frozen=True, slots=True)
class Extraction:
    """What a worker hands back: the document with its second reading, what is printed in it, and pictures of it."""

    document: Document
    printed: Printed
    images: tuple[PageImage, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """The fate of a file: ``loaded``, ``unchanged``, ``refused`` or ``unreadable``, with a message where it failed.

    ``drift`` tells how the edition differs from what is known, ``proposed`` is the file in the report's folder that
    proposes what to make of it. ``code`` is that of the error where one kept it from being loaded, or ``gate``.
    """

    source: str
    status: str
    report_id: str | None = None
    message: str | None = None
    summary: dict[str, int] | None = None
    drift: tuple[str, ...] = ()
    proposed: str | None = None
    code: str | None = None

    @property
    def is_good(self) -> bool:
        """Tell whether the report is among the loaded ones."""
        return self.status in {LOADED, UNCHANGED}


@dataclass(frozen=True, slots=True)
class Options:
    """How a run goes about it.

    ``family`` is the one that reports are taken for, ``auto`` for what is printed alone; without it, each report is of
    the family that recognises it. ``families`` is the folder that describes them.
    """

    family: str | None = None
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
    families, spec_errors = _families(options)
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


def _families(options: Options) -> tuple[tuple[Family, ...], tuple[SpecError, ...]]:
    """The families that reports may be of, and what is wrong with the others.

    Raises:
        UsageError: there is no folder of families, or not the one that was asked for.
    """
    if options.family == AUTO:
        return (auto_family(),), ()
    if not options.families.is_dir():
        raise UsageError("no such folder of families", source=str(options.families), remedy="See --families")
    families, errors = load_families(options.families)
    if options.family is None:
        return families, errors
    asked = tuple(family for family in families if family.spec.family == options.family)
    if not asked:
        problem = next((str(one) for one in errors if f"/{options.family}/" in str(one.source)), None)
        raise UsageError(
            problem or f"unknown family {options.family!r}", remedy="`pipeline families` lists those known"
        )
    return asked, ()


def _identify(
    extraction: Extraction, families: Sequence[Family], vintage: str, asked: str | None
) -> tuple[Report, Family]:
    """The report that a document is, of the family that was ``asked`` for, if any.

    Raises:
        UnknownFamilyError: no family recognises it, or not the one that was asked for.
    """
    if asked == AUTO:
        (family,) = families
        return auto_identify(extraction.document, extraction.printed, vintage), family
    try:
        return identify(extraction.document, families, vintage)
    except UnknownFamilyError as error:
        if asked is None:
            raise
        raise UnknownFamilyError(
            f"it is no report of {asked}",
            source=error.source,
            page=error.page,
            remedy=f"Its title would be {families[0].spec.title}; without --family another one may recognise it",
        ) from error


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
            outcomes[path] = _load(extractions[path], report, family, store, options)
        except PipelineError as error:
            outcomes[path] = Outcome(
                path.name, REFUSED, report.report_id, str(error.in_file(path.name)), code=error.code
            )
        outcomes |= {copy: _as_copy(outcomes[path], copy) for copy in copies}
    return outcomes


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
    read = partial(read_report, ocr=ocr, undescribed=True)
    ((_, extraction),) = read_in_workers(read, [path], password, jobs=1)
    if isinstance(extraction, PipelineError):
        raise extraction.in_file(path.name)
    report, unrecognised = None, None
    try:
        report, family = identify(extraction.document, known, _vintage(path))
        normalised = understand(extraction.printed, report, family)
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


def audit_document(audited: Audited) -> dict[str, Any]:
    """An audit in the form of ``findings.json``, with its sums before it."""
    return {"audit": audit_sums(audited)} | findings_document(audited.findings, audited.report)


def power(report: str | Path, out: str | Path = "extracted") -> tuple[str, list[dict[str, str]]]:
    """The id of a loaded report, named by its id in ``out`` or by its folder, and the rows of its ``power.csv``.

    Raises:
        LoadError: it is not there, or cannot be read back.
    """
    folder = _report_folder(report, Path(out))
    return read_edition(folder).report_id, read_csv(folder / POWER_TABLE)


@dataclass(frozen=True, slots=True)
class Exported:
    """What was exported, and where it is."""

    target: Path
    observations: int
    reports: int


def export(
    format_name: str,
    out: str | Path = "extracted",
    to: str | Path | None = None,
    family: str | None = None,
    pdfs: str | Path = "raw_pdfs",
) -> Exported:
    """Write what is loaded in ``out`` in another format: all publications, or one of them.

    ``pdfs`` is the folder whose ``sources.yml`` says where the reports are from. Without ``to`` it goes to a folder
    ``export`` among the results.

    Raises:
        UsageError: there is no such format, nothing of that family is loaded, or a package is missing.
        LoadError: nothing is loaded, or something that is no earlier export is where this one should go.
    """
    families, _ = load_families()
    specs = {one.spec.family: one.spec for one in families}
    bundle = collect(Path(out), specs, origins(Path(out), Path(pdfs)), family)
    target = export_bundle(bundle, format_name, Path(out), Path(to) if to is not None else None)
    return Exported(target, len(bundle["observations"].rows), len(bundle["reports"].rows))


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
    read = partial(read_and_render, ocr=options.ocr, undescribed=options.family == AUTO)
    for path, result in read_in_workers(read, files, options.password, options.jobs):
        on_progress(f"read {path.name}")
        if isinstance(result, PipelineError):
            outcomes[path] = Outcome(path.name, UNREADABLE, message=str(result.in_file(path.name)), code=result.code)
        else:
            done[path] = result
    return {path: done[path] for path in files if path in done}


def read_and_render(
    path: Path, password: str | None = None, *, ocr: bool = False, undescribed: bool = False
) -> Extraction:
    """Read one PDF and draw its pages; runs in a worker process.

    Raises:
        ReadError: the file cannot be read.
    """
    extraction = read_report(path, password, ocr=ocr, undescribed=undescribed)
    return replace(extraction, images=render_pages(path, password))


def read_report(path: Path, password: str | None = None, *, ocr: bool = False, undescribed: bool = False) -> Extraction:
    """Read one PDF and find what is printed in it, with ``ocr`` also what pictures and outlines show; without pictures.

    Of a report that no family has to describe tables of any kind are looked for, and its readers may differ: where they
    do no number is taken.

    Raises:
        ReadError: the file cannot be read, or there is no Tesseract for ``ocr``.
    """
    document = read_document(path, password, must_agree=not undescribed)
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
    printed = assemble(finds, seen)
    if undescribed:
        printed = replace(printed, grids=_tables_of_any_kind(path, document, finds, password))
    return Extraction(document, printed)


def _tables_of_any_kind(
    path: Path, document: Document, finds: Sequence[PageFinds], password: str | None
) -> tuple[Grid, ...]:
    """Our reading of all tables, chosen with camelot's of the same areas.

    Its ``lattice`` draws each page first, which takes longer than everything else: it is asked only where our readers
    of a table with upright rules differ.
    """
    candidates = find_tables(document, finds)
    seen: list[SeenGrid] = []
    for flavor in CAMELOT_FLAVORS:
        asked = [one for one in candidates if flavor != "lattice" or one.is_doubtful]
        areas = [Area(one.page, one.region, ruled=flavor == "lattice", bounded=one.framed) for one in asked]
        seen.extend(
            SeenGrid(f"camelot {flavor}", one.area.page, one.area.bbox, one.row_spans, one.column_spans)
            for one in read_as(flavor, path, areas, password)
        )
    return choose_tables(candidates, seen)


def understand(printed: Printed, report: Report, family: Family) -> Normalised:
    """What a family makes of what is printed, and what the numbers settle about each other's meaning."""
    return with_head_counts(decide(normalise(printed, report, family)), family.spec)


def _understood(extraction: Extraction, report: Report, family: Family) -> Normalised:
    """What a family understands; of a report that none describes, what is printed and the readers agree on."""
    if family.spec.family == AUTO:
        return undisputed(normalise_auto(extraction.printed, report), extraction.document)
    return understand(extraction.printed, report, family)


def _identify_all(
    extractions: dict[Path, Extraction],
    families: Sequence[Family],
    outcomes: dict[Path, Outcome],
    asked: str | None,
) -> dict[Path, tuple[Report, Family]]:
    claims = {}
    for path, extraction in extractions.items():
        try:
            claims[path] = _identify(extraction, families, _vintage(path), asked)
        except (UnknownFamilyError, SpecError) as error:
            outcomes[path] = Outcome(path.name, REFUSED, message=str(error), code=error.code)
    return claims


@dataclass(frozen=True, slots=True)
class _Checked:
    """A report with its verdicts; ``earlier`` is a digest of the editions that it was held against."""

    normalised: Normalised
    validated: Validated
    report: Report
    family: Family
    earlier: str


def _check(extraction: Extraction, report: Report, family: Family, store: Store | None) -> _Checked:
    """Understand a report and hold it against itself, and against earlier editions where there is a store of them."""
    normalised = _understood(extraction, report, family)
    year = report.edition_year
    store = _earlier(store, family)
    earlier = digest_of_earlier(store.reports(), report.family, year) if store is not None else ""
    validated = validate(normalised, extraction.document, family, year, before(store, family, report))
    return _Checked(normalised, validated, report, family, earlier)


def _earlier(store: Store | None, family: Family) -> Store | None:
    """Where earlier editions are: reports that no family describes are none of each other's."""
    return None if family.spec.family == AUTO else store


def _judge(checked: _Checked, staged: Path, expectations: Path) -> tuple[Finding, ...]:
    """All findings on a report of which the tables are staged: the gate's reasons to refuse it first."""
    report, family, validated = checked.report, checked.family, checked.validated
    suites = validate_tables(staged, expectations, report.family, parameters_of(family.spec))
    reasons = refusals(checked.normalised, validated.checks, validated.ledger, suites, family.spec)
    year = family.years.get(report.edition_year)
    judged = with_judgements(validated.findings, year.accepted if year else (), report.report_id)
    return (*reasons, *judged)


def _tables(checked: _Checked) -> dict[str, str]:
    dimensions = tuple(checked.family.spec.dimensions)
    return table_files(checked.normalised, checked.validated, checked.report, dimensions)


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


def _regions(normalised: Normalised) -> tuple[Region, ...]:
    """Where the blocks of the family stand, charts among them."""
    charts = (Region(block_id, chart.page, chart.bbox) for block_id, chart in normalised.charts if block_id)
    return (*normalised.regions, *charts)


def _load(extraction: Extraction, report: Report, family: Family, store: Store, options: Options) -> Outcome:
    """Understand, check, and write one report; the gate decides whether it counts as loaded."""
    checked = _check(extraction, report, family, store)
    files = _tables(checked)
    staged = store.stage(report.report_id, files)
    try:
        findings = _judge(checked, staged, options.expectations)
        reasons = [one for one in findings if one.severity is Severity.REFUSAL]
        files |= findings_file(findings, report)
        proposed = proposed_files(checked.normalised, checked.validated, family, report.edition_year)
        files |= proposed
        places = _regions(checked.normalised)
        files[AUDIT_PAGE] = audit_page(report, checked.validated, findings, extraction.images, family.spec, places)
        staged = store.stage(report.report_id, files)
        summary = summary_of(checked.validated, findings)
        stored = Stored(
            report_id=report.report_id,
            status=REFUSED if reasons else LOADED,
            source_name=report.source_name,
            source_sha256=report.source_sha256,
            made_with=made_with(family, report.vintage, options.expectations, checked.earlier, ocr=options.ocr),
            family=report.family,
            edition_year=report.edition_year,
            dimensions=tuple(family.spec.dimensions),
            facsimile=report.is_facsimile,
            summary=summary,
            files={name: sha256_text(text) for name, text in files.items()},
        )
        store.publish(staged, stored)
    finally:
        store.discard(staged)
    message = f"{report.source_name}: {'; '.join(one.message_en for one in reasons[:3])}" if reasons else None
    drift = tuple(one.message_en for one in drifted(findings))
    return Outcome(
        report.source_name,
        stored.status,
        report.report_id,
        message,
        summary,
        drift,
        next(iter(proposed), None),
        GATE if reasons else None,
    )


def audit(pdf: str | Path, out: str | Path = "extracted", options: Options | None = None) -> tuple[Audited, FamilySpec]:
    """Audit one PDF, read in a worker process; nothing is written. ``out`` has the earlier editions, if any.

    The second of the pair names the codes of what was found.

    Raises:
        UsageError: there is no such file.
        ReadError: the file cannot be read.
        UnknownFamilyError: no family recognises it.
    """
    options = options or Options()
    path = one_file(pdf)
    families, _ = _families(options)
    read = partial(read_report, ocr=options.ocr, undescribed=options.family == AUTO)
    ((_, extraction),) = read_in_workers(read, [path], options.password, jobs=1)
    if isinstance(extraction, PipelineError):
        raise extraction.in_file(path.name)
    report, family = _identify(extraction, families, _vintage(path), options.family)
    store = Store(Path(out)) if Path(out).is_dir() else None
    checked = _check(extraction, report, family, store)
    with TemporaryDirectory() as folder:
        staged = Store(Path(folder)).stage(report.report_id, _tables(checked))
        findings = _judge(checked, staged, options.expectations)
    return Audited(report, checked.normalised.statements, checked.validated, findings), family.spec


def draft(
    pdf: str | Path, to: str | Path | None = None, password: str | None = None, *, ocr: bool = False
) -> tuple[Path, str]:
    """A first family file from one PDF: where it belongs, and its text; nothing is written.

    ``to`` is a path for the file; its folder names the family. Without one it is ``families/<name>/family.yml``, after
    the title.

    Raises:
        UsageError: there is no such file, or the folder's name is none for a family.
        ReadError: the file cannot be read.
    """
    path = one_file(pdf)
    read = partial(read_report, ocr=ocr)  # what a family can describe: no table that only the others show
    ((_, extraction),) = read_in_workers(read, [path], password, jobs=1)
    if isinstance(extraction, PipelineError):
        raise extraction.in_file(path.name)
    family = auto_family()
    report, _ = _identify(extraction, (family,), _vintage(path), AUTO)
    checked = _check(extraction, report, family, None)
    drafted = draft_of(extraction.document, checked.normalised, checked.validated.checks, extraction.printed.captions)
    target = Path(to) if to is not None else Path("families") / family_name(drafted) / FAMILY_FILE
    name = target.resolve().parent.name
    if target.name != FAMILY_FILE or not is_family_name(name):
        raise UsageError(
            f"{target} cannot be a family file",
            remedy=f"Name a {FAMILY_FILE} in a folder of small letters, digits and _: families/my_report/{FAMILY_FILE}",
        )
    return target, draft_yaml(drafted, name, path.name)


class _CallableModule(ModuleType):
    """The function ``run``, too: once this module is imported, ``pipeline.run`` is the module and not the function."""

    def __call__(self, *arguments: Any, **named: Any) -> RunResult:
        return run(*arguments, **named)


sys.modules[__name__].__class__ = _CallableModule

__all__ = [
    "Audited",
    "Exported",
    "Extraction",
    "Options",
    "Outcome",
    "RunResult",
    "audit",
    "audit_document",
    "compare",
    "draft",
    "export",
    "inspect",
    "power",
    "read_and_render",
    "read_report",
    "run",
]
