"""One checked report into the store."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.load.files import sha256_text, write_files
from pipeline.load.open_store import OpenStore
from pipeline.load.provenance import made_with
from pipeline.load.report_files import drifted, findings_file, proposed_files, summary_of
from pipeline.load.store import LOADED, REFUSED, Store, Stored
from pipeline.model.observation import Normalised, Region
from pipeline.model.verdict import Severity
from pipeline.read.workers import Workers
from pipeline.report.audit_page import audit_page
from pipeline.run.checking import check, judge, tables_of
from pipeline.run.options import Options
from pipeline.run.outcome import GATE, Outcome
from pipeline.run.recognising import Recognised

AUDIT_PAGE = "audit.html"


@dataclass(frozen=True, slots=True)
class Made:
    """All files of a report by name, what its folder says of their making, and its outcome."""

    files: dict[str, str]
    stored: Stored
    outcome: Outcome


def load_report(recognised: Recognised, store: OpenStore, options: Options, workers: Workers) -> Outcome:
    """Check one report in a worker process, and write what came of it; the gate decides whether it counts as loaded.

    Raises:
        PipelineError: it cannot be checked within the limits, or not be written.
    """
    made = workers.call(make_report, recognised, Store(store.folder, store.pending), options)
    store.publish(made.stored, made.files)
    return made.outcome


def make_report(recognised: Recognised, store: Store, options: Options) -> Made:
    """Understand and check one report, and make its files; runs in a worker process and writes nothing that stays."""
    report, family = recognised.report, recognised.family
    checked = check(recognised.extraction, report, family, store)
    files = tables_of(checked)
    with TemporaryDirectory() as folder:
        write_files(Path(folder), files)
        findings = judge(checked, Path(folder), options.expectations)
    reasons = [one for one in findings if one.severity is Severity.REFUSAL]
    files |= findings_file(findings, report)
    proposed = proposed_files(checked.normalised, checked.validated, family, report.edition_year)
    files |= proposed
    places = _regions(checked.normalised)
    images = recognised.extraction.images
    files[AUDIT_PAGE] = audit_page(report, checked.validated, findings, images, family.spec, places)
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
    message = f"{report.source_name}: {'; '.join(one.message_en for one in reasons[:3])}" if reasons else None
    outcome = Outcome(
        report.source_name,
        stored.status,
        report.report_id,
        message,
        summary,
        tuple(one.message_en for one in drifted(findings)),
        next(iter(proposed), None),
        GATE if reasons else None,
    )
    return Made(files, stored, outcome)


def _regions(normalised: Normalised) -> tuple[Region, ...]:
    """Where the blocks of the family stand, charts among them."""
    charts = (Region(block_id, chart.page, chart.bbox) for block_id, chart in normalised.charts if block_id)
    return (*normalised.regions, *charts)
