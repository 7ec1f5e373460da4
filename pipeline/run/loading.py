"""One checked report into the store."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.load.files import sha256_text, write_files
from pipeline.load.open_store import OpenStore
from pipeline.load.provenance import made_with, reading_of, suites_digest
from pipeline.load.report_files import drifted, findings_file, proposed_files, summary_of
from pipeline.load.store import LOADED, REFUSED, Stored
from pipeline.model.observation import Normalised, Region
from pipeline.model.report import Report
from pipeline.model.verdict import Severity
from pipeline.report.audit_page import audit_page
from pipeline.run.checking import check, judge, tables_of
from pipeline.run.extraction import Extraction
from pipeline.run.options import Options
from pipeline.run.outcome import GATE, Outcome
from pipeline.spec.loading import Family

AUDIT_PAGE = "audit.html"


def load_report(extraction: Extraction, report: Report, family: Family, store: OpenStore, options: Options) -> Outcome:
    """Understand, check, and write one report; the gate decides whether it counts as loaded.

    Raises:
        PipelineError: it cannot be checked, or not be written.
    """
    checked = check(extraction, report, family, store)
    files = tables_of(checked)
    with TemporaryDirectory() as folder:
        write_files(Path(folder), files)
        findings = judge(checked, Path(folder), options.expectations)
    reasons = [one for one in findings if one.severity is Severity.REFUSAL]
    files |= findings_file(findings, report)
    proposed = proposed_files(checked.normalised, checked.validated, family, report.edition_year)
    files |= proposed
    places = _regions(checked.normalised)
    files[AUDIT_PAGE] = audit_page(report, checked.validated, findings, extraction.images, family.spec, places)
    summary = summary_of(checked.validated, findings)
    stored = Stored(
        report_id=report.report_id,
        status=REFUSED if reasons else LOADED,
        source_name=report.source_name,
        source_sha256=report.source_sha256,
        made_with=made_with(
            family, report.vintage, suites_digest(options.expectations), checked.earlier, ocr=options.ocr
        ),
        family=report.family,
        edition_year=report.edition_year,
        dimensions=tuple(family.spec.dimensions),
        facsimile=report.is_facsimile,
        summary=summary,
        files={name: sha256_text(text) for name, text in files.items()},
        reading=reading_of(extraction.document),
    )
    message = f"{report.source_name}: {'; '.join(one.message_en for one in reasons[:3])}" if reasons else None
    store.publish(stored, files)
    return Outcome(
        report.source_name,
        stored.status,
        report.report_id,
        message,
        summary,
        tuple(one.message_en for one in drifted(findings)),
        next(iter(proposed), None),
        GATE if reasons else None,
    )


def _regions(normalised: Normalised) -> tuple[Region, ...]:
    """Where the blocks of the family stand, charts among them."""
    charts = (Region(block_id, chart.page, chart.bbox) for block_id, chart in normalised.charts if block_id)
    return (*normalised.regions, *charts)
