"""One self-contained HTML file in which a report's numbers can be looked at, each on its page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.model.observation import Region
from pipeline.model.page_image import PageImage
from pipeline.model.report import Report
from pipeline.model.verdict import Finding, Severity, Validated, Verdict
from pipeline.report.citation import publication
from pipeline.report.cuts import Cutter
from pipeline.report.findings import finding_views
from pipeline.report.html import environment, policy, text_of
from pipeline.report.marks import MARKS, NO_STATISTIC, Mark
from pipeline.report.outlines import Outline, outlines_of, placing_rule, pointing_rule
from pipeline.report.page_words import Both
from pipeline.report.power_view import power_list
from pipeline.report.readings import block_named
from pipeline.report.redrawn import redrawn_blocks
from pipeline.report.rows import RowView, rows_of
from pipeline.report.tidy_view import NUMERIC, tidy_table
from pipeline.spec.schema import FamilySpec

TEMPLATE = "audit.html.j2"
STYLE = "audit.css"
SCRIPT = "audit.js"


@dataclass(frozen=True, slots=True)
class PageView:
    """One page: its picture, the outlines on it, and the rows of the tokens that begin on it."""

    image: PageImage
    outlines: tuple[Outline, ...]
    rows: tuple[RowView, ...]


@dataclass(frozen=True, slots=True)
class LegendLine:
    """How many rows have a mark; ``detail`` counts what it puts together."""

    mark: Mark
    count: int
    detail: tuple[tuple[Both, int], ...]


def audit_page(  # noqa: PLR0913, PLR0917 -- everything that is known of a report
    report: Report,
    validated: Validated,
    findings: Sequence[Finding],
    images: Sequence[PageImage],
    spec: FamilySpec | None = None,
    regions: Sequence[Region] = (),
) -> str:
    """The page as text. ``findings`` are all there are, the gate's among them; ``images`` all pages of the report.

    ``spec`` names codes, ``regions`` say where blocks stand. The page asks for nothing: pictures, style and script are
    inside it, and its policy would allow nothing else. Without its script it is a page to read and to follow links on.
    """
    cutter = Cutter(images)
    told = rows_of(validated, findings, report, spec, cutter)
    outlines = outlines_of(told.rows)
    pages = [
        PageView(
            image,
            tuple(outlines.get(image.number, ())),
            tuple(row for row in told.rows if row.span.page == image.number),
        )
        for image in images
    ]
    style, script = _style(pages), text_of(SCRIPT)
    return (
        environment()
        .get_template(TEMPLATE)
        .render(
            report=report,
            spec=spec,
            title=publication(report, spec),
            refused=any(finding.severity is Severity.REFUSAL for finding in findings),
            style=style,
            script=script,
            policy=policy(style, script),
            sums=_sums(validated),
            legend=_legend(told.rows),
            blocks=[(block_id, block_named(block_id, spec)) for block_id in _blocks(told.rows)],
            said=[told.reader.check(check) for check in validated.checks if not check.observation_ids],
            findings=finding_views(findings, validated, told.rows, cutter),
            power=power_list(validated.power, told.rows),
            redrawn=redrawn_blocks(validated.observations, regions, told.rows, spec, cutter),
            tidy=tidy_table(validated.observations, told.rows),
            numeric=NUMERIC,
            pages=pages,
        )
    )


def _style(pages: Sequence[PageView]) -> str:
    placing = [placing_rule(outline, page.image) for page in pages for outline in page.outlines]
    pointing = pointing_rule(outline for page in pages for outline in page.outlines)
    return "\n".join([text_of(STYLE), *placing, pointing, ""])


def _sums(validated: Validated) -> Mapping[str, int]:
    return {
        "numbers": sum(row.is_number for row in validated.ledger),
        "observations": len(validated.observations),
        "checks": len(validated.checks),
        "held": sum(check.verdict is Verdict.HOLDS for check in validated.checks),
    }


def _blocks(rows: Sequence[RowView]) -> list[str]:
    return list(dict.fromkeys(block_id for row in rows for block_id in row.blocks))


def _legend(rows: Sequence[RowView]) -> list[LegendLine]:
    counts = Counter(row.mark for row in rows)
    kinds = Counter(row.disposition for row in rows if row.mark is NO_STATISTIC)
    detail = tuple(sorted(kinds.items(), key=lambda one: one[0].en))
    return [LegendLine(mark, counts[mark], detail if mark is NO_STATISTIC else ()) for mark in MARKS]
