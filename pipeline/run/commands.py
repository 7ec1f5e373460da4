"""What the other commands do with one report, or with what is loaded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pipeline.errors import FetchError, SpecError, UnknownFamilyError, UsageError
from pipeline.load.editions import read_edition
from pipeline.load.export.collect import collect
from pipeline.load.export.formats import export_bundle
from pipeline.load.export.origins import origins
from pipeline.load.files import read_csv, write_files
from pipeline.load.open_store import carry_through
from pipeline.load.store import Store
from pipeline.load.tables import findings_document
from pipeline.model.audit import Audited
from pipeline.model.edition import Difference
from pipeline.model.inspection import Inspection
from pipeline.normalise.identify import identify
from pipeline.normalise.normaliser import normalise_unknown
from pipeline.read.fetching import FAILED, Limits, fetch_file
from pipeline.read.inputs import one_file
from pipeline.read.workers import read_in_a_worker
from pipeline.report.audit_words import audit_sums
from pipeline.report.diff import compare_editions
from pipeline.report.draft import draft_of, family_name
from pipeline.report.draft_yaml import draft_yaml
from pipeline.run.checking import check, judge, tables_of, understand
from pipeline.run.families import known_families, vintage_of
from pipeline.run.options import Options
from pipeline.run.reading import read_report
from pipeline.run.recognising import identified
from pipeline.spec.loading import AUTO, FAMILIES, FAMILY_FILE, auto_family, load_families
from pipeline.spec.schema import FamilySpec, is_family_name
from pipeline.spec.sources import SOURCES, Source, load_sources
from pipeline.validate.ledger import ledger_of

POWER_TABLE = "power.csv"


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
    extraction = read_in_a_worker(read, path, password)
    report, unrecognised = None, None
    try:
        report, family = identify(extraction.document, known, vintage_of(path))
        normalised = understand(extraction, report, family)
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
    families, _ = known_families(options)
    read = partial(read_report, ocr=options.ocr, undescribed=options.family == AUTO)
    extraction = read_in_a_worker(read, path, options.password, options.limits)
    report, family = identified(extraction, families, vintage_of(path), options.family)
    carry_through(Path(out))
    store = Store(Path(out)) if Path(out).is_dir() else None
    checked = check(extraction, report, family, store)
    with TemporaryDirectory() as folder:
        write_files(Path(folder), tables_of(checked))
        findings = judge(checked, Path(folder), options.expectations)
    return Audited(report, checked.normalised.statements, checked.validated, findings), family.spec


def audit_document(audited: Audited) -> dict[str, Any]:
    """An audit in the form of ``findings.json``, with its sums before it."""
    return {"audit": audit_sums(audited)} | findings_document(audited.findings, audited.report)


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
    extraction = read_in_a_worker(read, path, password)
    family = auto_family()
    report, _ = identified(extraction, (family,), vintage_of(path), AUTO)
    checked = check(extraction, report, family, None)
    drafted = draft_of(extraction.document, checked.normalised, checked.validated.checks, extraction.printed.captions)
    target = Path(to) if to is not None else Path("families") / family_name(drafted) / FAMILY_FILE
    name = target.resolve().parent.name
    if target.name != FAMILY_FILE or not is_family_name(name):
        raise UsageError(
            f"{target} cannot be a family file",
            remedy=f"Name a {FAMILY_FILE} in a folder of small letters, digits and _: families/my_report/{FAMILY_FILE}",
        )
    return target, draft_yaml(drafted, name, path.name)


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
    carry_through(Path(out))
    specs = {one.spec.family: one.spec for one in families}
    bundle = collect(Path(out), specs, origins(Path(out), Path(pdfs)), family)
    target = export_bundle(bundle, format_name, Path(out), Path(to) if to is not None else None)
    return Exported(target, len(bundle["observations"].rows), len(bundle["reports"].rows))


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file of ``sources.yml``: what became of it, and where a person finds it; or why it could not be had."""

    source: Source
    fate: str
    error: FetchError | None = None


def fetch(pdfs: str | Path = "raw_pdfs", limits: Limits | None = None) -> Iterator[Fetched]:
    """Download the PDFs that the ``sources.yml`` of a folder names and that are not there, one after the other.

    Raises:
        UsageError: there is no ``sources.yml``.
        SpecError: it says something that it may not say.
    """
    folder = Path(pdfs)
    if not (folder / SOURCES).is_file():
        raise UsageError(f"{folder}: no {SOURCES} in this folder", remedy="Name another with --pdfs")
    for source in load_sources(folder).values():
        try:
            yield Fetched(source, fetch_file(source, folder, limits or Limits()))
        except FetchError as error:
            yield Fetched(source, FAILED, error)


def _report_folder(name: str | Path, out: Path) -> Path:
    """The folder of a report: the one of that id in ``out``, else the path itself."""
    carry_through(out)
    return out / name if (out / name).is_dir() else Path(name).resolve()
