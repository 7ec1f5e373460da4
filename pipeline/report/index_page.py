"""One HTML file for a whole folder: a line a report, and small charts over the years with what each edition told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby, pairwise
from operator import itemgetter
from urllib.parse import quote

from pipeline.report.facts import fact_named
from pipeline.report.html import environment, policy, text_of
from pipeline.report.page_words import UNITS, VERDICTS, Both, named
from pipeline.report.series import Row, Series, Told, series_of
from pipeline.spec.schema import FamilySpec

TEMPLATE = "index.html.j2"
STYLE = "index.css"
MOST_CHARTS = 24
LEFT, RIGHT, HIGH, LOW = Decimal(12), Decimal(188), Decimal(6), Decimal(58)
"""Where the first and last year stand in a chart, and the largest value and 0."""
VERDICT_ORDER = ("confirmed", "unchecked", "contradicted")


@dataclass(frozen=True, slots=True)
class IndexLine:
    """A report with a folder; ``summary`` has the counts of its run, ``verdicts`` of its rows, if it is loaded."""

    report_id: str
    family: str
    edition_year: int
    source_name: str
    is_loaded: bool
    summary: Mapping[str, int]
    verdicts: Mapping[str, int]

    @property
    def link(self) -> str:
        """The address of its audit page from the index."""
        return f"{quote(self.report_id)}/audit.html"

    @property
    def parts(self) -> list[tuple[str, Decimal, Decimal, int]]:
        """Verdicts with where their part of a bar begins, how long it is (in percent), and how many they are."""
        total = sum(self.verdicts.values())
        counts = [(name, self.verdicts.get(name, 0)) for name in VERDICT_ORDER]
        ends = [sum(count for _, count in counts[: number + 1]) for number in range(len(counts))]
        edges = [_round(Decimal(100 * end) / total) for end in (0, *ends)] if total else []
        return [
            (name, start, end - start, count)
            for (name, count), (start, end) in zip(counts, pairwise(edges), strict=False)
            if count
        ]


@dataclass(frozen=True, slots=True)
class Point:
    """A value in a chart, and where it stands; ``is_latest`` where no later edition says otherwise."""

    x: Decimal
    y: Decimal
    period: int
    edition: str
    value: str
    link: str
    is_latest: bool


@dataclass(frozen=True, slots=True)
class YearChart:
    """A fact over the years."""

    name: Both
    unit: Both
    points: tuple[Point, ...]
    years: tuple[tuple[Decimal, int], ...]

    @property
    def latest(self) -> tuple[Point, ...]:
        """What the latest editions say."""
        return tuple(point for point in self.points if point.is_latest)


@dataclass(frozen=True, slots=True)
class FamilyView:
    """A publication with its reports and charts."""

    title: str
    lines: tuple[IndexLine, ...]
    charts: tuple[YearChart, ...]


def index_page(
    lines: Sequence[IndexLine], tidy: Iterable[Row], specs: Mapping[str, FamilySpec], made_of: str = ""
) -> str:
    """The page as text.

    ``tidy`` are the rows of all publications that are loaded, a publication after the other; ``specs`` names their
    codes; ``made_of`` is what the page tells of its making.
    """
    series = {name: series_of(rows)[:MOST_CHARTS] for name, rows in groupby(tidy, key=itemgetter("family"))}
    names = sorted({one.family for one in lines})
    families = [_family(name, lines, series.get(name, ()), specs.get(name)) for name in names]
    style = text_of(STYLE)
    template = environment().get_template(TEMPLATE)
    return template.render(made_of=made_of, families=families, style=style, policy=policy(style, ""), verdicts=VERDICTS)


def _family(name: str, lines: Sequence[IndexLine], series: Sequence[Series], spec: FamilySpec | None) -> FamilyView:
    mine = sorted((one for one in lines if one.family == name), key=lambda one: (one.edition_year, one.report_id))
    return FamilyView(spec.title if spec else name, tuple(mine), tuple(_chart(one, spec) for one in series))


def _chart(series: Series, spec: FamilySpec | None) -> YearChart:
    first, last = series.periods[0], series.periods[-1]
    fact = replace(series.fact, time_period=f"{first}–{last}")
    highest = max(abs(one.value) for one in series.told) or Decimal(1)
    return YearChart(
        Both(fact_named(fact, spec, "en"), fact_named(fact, spec, "sv")),
        named(UNITS, series.unit),
        tuple(_point(one, series, highest) for one in series.told),
        tuple((_across(period, series), period) for period in (first, last)),
    )


def _point(one: Told, series: Series, highest: Decimal) -> Point:
    issue = str(one.edition_year) if one.vintage == "1" else f"{one.edition_year}, {one.vintage}"
    return Point(
        x=_across(one.period, series),
        y=_round(LOW - (LOW - HIGH) * abs(one.value) / highest),
        period=one.period,
        edition=issue,
        value=f"{one.value:f}",
        link=f"{quote(one.report_id)}/audit.html#{one.observation_id}",
        is_latest=series.is_latest(one),
    )


def _across(period: int, series: Series) -> Decimal:
    first, last = series.periods[0], series.periods[-1]
    return _round(LEFT + (RIGHT - LEFT) * (period - first) / (last - first))


def _round(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.01"))
