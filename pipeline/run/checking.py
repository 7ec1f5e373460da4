"""From what is printed to facts with their verdicts: one report understood, checked and judged."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline.load.editions import before, digest_of_earlier
from pipeline.load.report_files import table_files
from pipeline.load.store import Store
from pipeline.model.observation import Normalised
from pipeline.model.report import Report
from pipeline.model.verdict import Finding, Validated
from pipeline.normalise.auto.normaliser import normalise_auto
from pipeline.normalise.normaliser import normalise
from pipeline.run.extraction import Extraction
from pipeline.spec.loading import AUTO, Family
from pipeline.validate.accepted import with_judgements
from pipeline.validate.ambiguity import decide
from pipeline.validate.doubts import without_doubtful
from pipeline.validate.gate import refusals
from pipeline.validate.head_counts import with_head_counts
from pipeline.validate.readers import undisputed
from pipeline.validate.suite_parameters import parameters_of
from pipeline.validate.suites import validate_tables
from pipeline.validate.validator import validate


def understand(extraction: Extraction, report: Report, family: Family) -> Normalised:
    """What a family makes of what is printed, and what the numbers settle about each other's meaning."""
    normalised = without_doubtful(normalise(extraction.printed, report, family), extraction.document)
    return with_head_counts(decide(normalised), family.spec)


def understood(extraction: Extraction, report: Report, family: Family) -> Normalised:
    """What a family understands; of a report that none describes, what is printed and the readers agree on."""
    if family.spec.family == AUTO:
        normalised = without_doubtful(normalise_auto(extraction.printed, report), extraction.document)
        return undisputed(normalised, extraction.document)
    return understand(extraction, report, family)


@dataclass(frozen=True, slots=True)
class Checked:
    """A report with its verdicts; ``earlier`` is a digest of the editions that it was held against."""

    normalised: Normalised
    validated: Validated
    report: Report
    family: Family
    earlier: str


def check(extraction: Extraction, report: Report, family: Family, store: Store | None) -> Checked:
    """Understand a report and hold it against itself, and against earlier editions where there is a store of them."""
    normalised = understood(extraction, report, family)
    year = report.edition_year
    store = _earlier(store, family)
    editions = store.editions_before(report.family, year) if store is not None else []
    earlier = digest_of_earlier(editions, report.family, year)
    validated = validate(normalised, extraction.document, family, year, before(store, family, report))
    return Checked(normalised, validated, report, family, earlier)


def _earlier(store: Store | None, family: Family) -> Store | None:
    """Where earlier editions are: reports that no family describes are none of each other's."""
    return None if family.spec.family == AUTO else store


def judge(checked: Checked, staged: Path, expectations: Path) -> tuple[Finding, ...]:
    """All findings on a report of which the tables are staged: the gate's reasons to refuse it first."""
    report, family, validated = checked.report, checked.family, checked.validated
    suites = validate_tables(staged, expectations, report.family, parameters_of(family.spec))
    reasons = refusals(checked.normalised, validated.checks, validated.ledger, suites, family.spec)
    year = family.years.get(report.edition_year)
    judged = with_judgements(validated.findings, year.accepted if year else (), report.report_id)
    return (*reasons, *judged)


def tables_of(checked: Checked) -> dict[str, str]:
    """The tables of a report as files, by name; findings come later."""
    dimensions = tuple(checked.family.spec.dimensions)
    return table_files(checked.normalised, checked.validated, checked.report, dimensions)
