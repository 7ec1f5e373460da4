"""The page of a whole folder: a line a report, and what was told of the years."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from pipeline.report.index_page import IndexLine, index_page
from pipeline.report.series import Row, series_of
from tests.fixtures.audit import Parsed
from tests.fixtures.facts import family_spec

SUMMARY = {"numbers": 9, "observations": 4, "checks": 7, "checks_held": 6, "findings": 2}


def line(report_id: str = "birds-2024", year: int = 2024, *, is_loaded: bool = True) -> IndexLine:
    verdicts = {"confirmed": 3, "contradicted": 1} if is_loaded else {}
    return IndexLine(report_id, "birds", year, f"{report_id}.pdf", is_loaded, SUMMARY, verdicts)


def row(period: str, value: str, edition: int = 2024, **columns: str) -> Row:
    return {
        "observation_id": f"birds-{edition}:nests:count;{period}:1",
        "report_id": f"birds-{edition}",
        "family": "birds",
        "edition_year": str(edition),
        "vintage": "1",
        "time_period": period,
        "period_kind": "total",
        "measure": "persons_identified",
        "base_measure": "_Z",
        "about": "_Z",
        "share_base": "_Z",
        "compared_to": "_Z",
        "unit": "persons",
        "dimensions": '{"sex":"female"}',
        "qualifier": "exact",
        "value": value,
        **columns,
    }


def told(*rows: Row) -> list[list[tuple[int, Decimal, int, bool]]]:
    return [
        [(point.period, point.value, point.edition_year, one.is_latest(point)) for point in one.told]
        for one in series_of(rows)
    ]


def test_years_told_by_one_edition_are_a_series() -> None:
    assert told(row("2022", "130"), row("2024", "233")) == [
        [(2022, Decimal(130), 2024, True), (2024, Decimal(233), 2024, True)]
    ]


def test_a_year_that_a_later_edition_tells_otherwise_has_both_and_the_later_is_the_latest() -> None:
    rows = [row("2023", "189", 2023), row("2023", "190", 2024), row("2024", "233", 2024)]
    assert told(*rows) == [
        [(2023, Decimal(189), 2023, False), (2023, Decimal(190), 2024, True), (2024, Decimal(233), 2024, True)]
    ]


def test_a_year_that_a_later_edition_tells_alike_is_told_once() -> None:
    rows = [row("2023", "189", 2024), row("2023", "189", 2023), row("2024", "233", 2024)]
    assert told(*rows) == [[(2023, Decimal(189), 2024, True), (2024, Decimal(233), 2024, True)]]


@pytest.mark.parametrize(
    "columns",
    [
        {"qualifier": "measured"},
        {"qualifier": "approximate"},
        {"period_kind": "each_year"},
        {"time_period": "2018/2022"},
        {"compared_to": "2023"},
        {"about": "origin:top"},
        {"value": ""},
        {"unit": "cases"},
        {"dimensions": '{"sex":"male"}'},
    ],
    ids=lambda columns: next(iter(columns)),
)
def test_what_is_not_the_same_exact_value_of_a_year_is_in_no_series(columns: dict[str, str]) -> None:
    assert told(row("2022", "130"), {**row("2024", "233"), **columns}) == []


def test_a_report_is_a_line_that_leads_to_its_audit_page() -> None:
    page = Parsed(index_page([line(), line("birds-2023", 2023, is_loaded=False)], [], {}))
    lines = [element.text for element in page.tagged("tr")][1:]
    assert lines == [
        "birds-2023 refusedbirds-2023.pdf202394 6 / 72",
        "birds-2024birds-2024.pdf202494 3 confirmed, 1 contradicted 6 / 72",
    ]
    assert page.values("href") == ["birds-2023/audit.html", "birds-2024/audit.html"]
    widths = [(element.classes, element.attributes["width"]) for element in page.tagged("rect")]
    assert widths == [(["confirmed"], "75.00"), (["contradicted"], "25.00")]


def test_a_point_leads_to_its_number_and_stands_as_high_as_its_value() -> None:
    page = Parsed(index_page([line()], [row("2022", "50", 2023), row("2024", "100")], {"birds": family_spec()}))
    assert page.tagged("article")[0].text.startswith("Persons identified, 2022–2024: Women and girls persons")
    places = [(dot.attributes["cx"], dot.attributes["cy"]) for dot in page.of_class("dot")]
    assert places == [("12.00", "32.00"), ("188.00", "6.00")]
    assert page.values("href")[1:] == [
        "birds-2023/audit.html#birds-2023:nests:count;2022:1",
        "birds-2024/audit.html#birds-2024:nests:count;2024:1",
    ]


def test_nothing_that_is_named_becomes_markup_and_nothing_is_asked_for() -> None:
    hostile = '<script>alert(1)</script>"'
    page = index_page([line(hostile)], [row("2022", "1", dimensions='{"sex":"new:<b>"}')] * 2, {})
    assert "script-src 'none'" in Parsed(page).tagged("meta")[1].attributes["content"]
    assert not [element for element in Parsed(page).elements if element.tag in {"script", "b", "img", "link"}]
    assert re.search(r"https?:|url\(|@import", page) is None
