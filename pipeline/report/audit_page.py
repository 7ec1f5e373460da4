"""One self-contained HTML file in which a report's numbers can be looked at, each on its page."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files

from jinja2 import Environment, StrictUndefined, Template

from pipeline.model.page_image import PageImage
from pipeline.model.report import Report
from pipeline.model.verdict import Finding, Severity, Validated
from pipeline.report.crops import Crop
from pipeline.report.findings import finding_views
from pipeline.report.marks import MARKS, NO_STATISTIC, Mark
from pipeline.report.outlines import Outline, outlines_of, placing_rule, pointing_rule
from pipeline.report.rows import RowView, rows_of

TEMPLATE = "audit.html.j2"
STYLE = "audit.css"


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
    detail: str


def audit_page(report: Report, validated: Validated, findings: Sequence[Finding], images: Sequence[PageImage]) -> str:
    """The page as text. ``findings`` are all there are, the gate's among them; ``images`` all pages of the report.

    The page asks for nothing: no script, no address, pictures inside it; and its policy would allow nothing.
    """
    rows = rows_of(validated)
    outlines = outlines_of(rows)
    pages = [
        PageView(
            image,
            tuple(outlines.get(image.number, ())),
            tuple(row for row in rows if row.span.page == image.number),
        )
        for image in images
    ]
    style = _style(pages)
    return _template(_text_of(TEMPLATE)).render(
        report=report,
        refused=any(finding.severity is Severity.REFUSAL for finding in findings),
        style=style,
        style_source=_csp_source(style),
        counts=_counts(validated, findings),
        legend=_legend(rows),
        said=[check for check in validated.checks if not check.observation_ids],
        findings=finding_views(findings, validated, rows, images),
        pages=pages,
    )


def _csp_source(style: str) -> str:
    """What allows exactly this style sheet in a Content-Security-Policy.

    Source: Content Security Policy Level 3, section 2.3.1 (``hash-source``).
    """
    return f"sha256-{base64.b64encode(hashlib.sha256(style.encode()).digest()).decode('ascii')}"


def _template(source: str) -> Template:
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters["data_uri"] = _data_uri
    return environment.from_string(source)


def _text_of(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


def _data_uri(image: PageImage | Crop) -> str:
    media_type = image.media_type if isinstance(image, PageImage) else "image/png"
    return f"data:{media_type};base64,{base64.b64encode(image.content).decode('ascii')}"


def _style(pages: Sequence[PageView]) -> str:
    placing = [placing_rule(outline, page.image) for page in pages for outline in page.outlines]
    pointing = pointing_rule(outline for page in pages for outline in page.outlines)
    return "\n".join([_text_of(STYLE), *placing, pointing, ""])


def _counts(validated: Validated, findings: Sequence[Finding]) -> Mapping[str, str]:
    verdicts = Counter(one.verdict for one in validated.observations)
    checks = Counter(str(check.verdict) for check in validated.checks)
    severities = Counter(str(finding.severity) for finding in findings)
    return {
        "Numbers on the pages": str(sum(row.is_number for row in validated.ledger)),
        "Observations": _tally(len(validated.observations), verdicts),
        "Checks": _tally(len(validated.checks), checks),
        "Findings": _tally(len(findings), severities),
    }


def _tally(total: int, parts: Counter[str]) -> str:
    """``5 (3 holds, 2 undecided)``."""
    told = ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in sorted(parts.items()))
    return f"{total} ({told})" if told else str(total)


def _legend(rows: Sequence[RowView]) -> list[LegendLine]:
    counts = Counter(row.mark for row in rows)
    kinds = Counter(row.disposition for row in rows if row.mark is NO_STATISTIC)
    detail = ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items()))
    return [LegendLine(mark, counts[mark], detail if mark is NO_STATISTIC else "") for mark in MARKS]
