"""The charts of real reports against numbers keyed by hand from enlarged pages (see keyed/README.md)."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import pytest

from pipeline.model.chart import Chart, Mark
from tests.conftest import Published
from tests.fixtures.charts import charts_in, squashed

KEYED = Path(__file__).parent / "keyed"
REPORT = "regionkoordinatorerna-2024"
EDITIONS = ("2017", "2021", "2023")

Row = dict[str, str]

# Slanted names drawn as outlines, and a bar without a name of its own: keyed, and not read.
NOT_NAMED = {("2017", "14"): 5}

# Pages with an axis that has no bar, and one of equal bars without axis: keyed as charts, and not found.
NOT_FOUND = {("2021", "10"), ("2023", "10")}

EYE = 0.4
"""How far an estimate by eye may be off, in the unit of its axis."""


def rows_of(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture(scope="module")
def surveys(corpus: Path) -> dict[tuple[str, str], list[Chart]]:
    """The charts of the preschool surveys by edition and page."""
    found: defaultdict[tuple[str, str], list[Chart]] = defaultdict(list)
    for edition in EDITIONS:
        for chart in charts_in(corpus / f"forskoleenkaten-{edition}.pdf"):
            found[edition, str(chart.page)].append(chart)
    return found


def test_every_page_of_the_surveys_has_the_charts_that_stand_on_it(
    surveys: dict[tuple[str, str], list[Chart]],
) -> None:
    keyed = rows_of(KEYED / "forskoleenkaten-chart-pages.csv")
    wrong = {
        (row["edition"], row["page"])
        for row in keyed
        if len(surveys.get((row["edition"], row["page"]), [])) != int(row["charts"])
    }
    assert wrong == NOT_FOUND


def test_every_keyed_bar_has_its_category_series_and_value(surveys: dict[tuple[str, str], list[Chart]]) -> None:
    missed: defaultdict[tuple[str, str], int] = defaultdict(int)
    left = {page: [mark for chart in charts for mark in chart.marks] for page, charts in surveys.items()}
    for row in rows_of(KEYED / "forskoleenkaten-charts.csv"):
        page = row["edition"], row["page"]
        mark = next((one for one in left[page] if _is(one, row)), None)
        if mark is None:
            missed[page] += 1
        else:
            left[page].remove(mark)
    assert dict(missed) == NOT_NAMED


def _is(mark: Mark, row: Row) -> bool:
    names = (mark.category.text if mark.category else "", mark.series.text if mark.series else "")
    if tuple(map(squashed, names)) != (squashed(row["category"]), squashed(row["series"])):
        return False
    keyed = row["printed"] or row["estimate"]
    decimals = len(keyed.replace(",", ".").partition(".")[2])
    off = 0.5 * 10**-decimals + 0.05 if row["printed"] else EYE
    return abs(mark.value - float(keyed.replace(",", "."))) <= off + mark.tolerance


def test_every_label_printed_at_a_bar_of_the_surveys_agrees_with_the_bar(
    surveys: dict[tuple[str, str], list[Chart]],
) -> None:
    told = [mark for charts in surveys.values() for chart in charts for mark in chart.marks if mark.label is not None]
    assert len(told) > 500
    off = [
        (mark.label.text, round(mark.value, 2))
        for mark in told
        if mark.label is not None
        and abs(_number(mark.label.text) - mark.value) > _half(mark.label.text) + mark.tolerance
    ]
    assert off == []


def _number(printed: str) -> float:
    return float(printed.rstrip("% ").replace(",", "."))


def _half(printed: str) -> float:
    return 0.5 * 10.0 ** -len(printed.rstrip("% ").replace(",", ".").partition(".")[2])


@pytest.fixture(scope="module", params=["a", "b"])
def folder(request: pytest.FixtureRequest, published: Published) -> Path:
    return published(request.param) / REPORT


SHARES = {
    ("Arbetskraft", "Kvinnor"): (69, 209),
    ("Arbetskraft", "Män"): (132, 209),
    ("Arbetskraft", "Flickor"): (4, 209),
    ("Arbetskraft", "Pojkar"): (4, 209),
    ("Hushållsarbete", "Kvinnor"): (5, 6),
    ("Hushållsarbete", "Flickor"): (1, 6),
    ("Kriminalitet", "Kvinnor"): (2, 3),
    ("Kriminalitet", "Män"): (1, 3),
    ("Multipel exploatering", "Kvinnor"): (2, 2),
    ("Organhandel", "Kvinnor"): (1, 1),
}
"""Figure 2 by the boxes below it, as printed: persons of known sex and age, of all such in the form."""


def test_figure_2_agrees_with_the_boxes_and_its_empty_columns_are_empty(folder: Path) -> None:
    drawn = [row for row in rows_of(folder / "observations.csv") if row["block_id"] == "figure_2"]
    shares = {(row["group_printed"], row["label_printed"]): row for row in drawn if row["measure"] == "share"}
    assert shares.keys() == SHARES.keys()
    for key, (count, total) in SHARES.items():
        row = shares[key]
        assert abs(float(row["value"]) - 100 * count / total) <= float(row["tolerance"]) < 0.05
        assert (row["qualifier"], row["obs_status"], row["verdict"]) == ("measured", "E", "confirmed")
    persons = {
        (row["group_printed"], row["label_printed"]): row["value"]
        for row in drawn
        if row["measure"] == "persons_identified"
    }
    assert persons == {key: str(count) for key, (count, _) in SHARES.items()}


SLICES = [[4, 1, 10], [4, 2, 1]]
"""Girls and boys by form of exploitation as the boxes print them, and those of whom no box tells the form."""


def test_the_geometry_of_the_other_figures_agrees_with_the_printed_numbers(folder: Path) -> None:
    charts = rows_of(folder / "charts.csv")
    pies = _parts(row for row in charts if row["kind"] == "pie")
    assert sorted(pies) == sorted(sorted(round(100 * one / sum(parts), 1) for one in parts) for parts in SLICES)
    industries = [row for row in rows_of(folder / "observations.csv") if row["block_id"] == "industries"]
    measured = {row["fact_id"]: float(row["value"]) for row in industries if row["qualifier"] == "measured"}
    printed = {row["fact_id"]: float(row["value"]) for row in industries if row["qualifier"] == "exact"}
    assert measured == pytest.approx(printed, abs=0.03)
    assert len(measured) == 12


REFERRERS = {"own_outreach": 104, "migration_agency": 97, "police": 59, "civil_society": 38}
"""Cases by referrer, as the text prints them; in figure 5 names and numbers are outlines."""


def test_bars_without_names_are_named_by_the_text(folder: Path) -> None:
    drawn = [row for row in rows_of(folder / "observations.csv") if row["block_id"] == "figure_5"]
    measured = {row["referrer"]: float(row["value"]) for row in drawn if row["qualifier"] == "measured"}
    assert measured == pytest.approx(REFERRERS, abs=0.1)
    assert all("one degree of freedom is used up" in row["note"] for row in drawn)


def _parts(rows: Iterable[Row]) -> list[list[float]]:
    by_chart: defaultdict[str, list[float]] = defaultdict(list)
    for row in rows:
        by_chart[row["chart"]].append(round(float(row["value"]), 1))
    return [sorted(values) for values in by_chart.values()]


def test_no_chart_is_seen_on_the_map(folder: Path) -> None:
    pages = {row["page"] for row in rows_of(folder / "charts.csv")}
    maps = {row["page"] for row in rows_of(folder / "observations.csv") if row["block_id"] == "figure_6"}
    assert len(maps) == 1
    assert len(pages) >= 4
    assert pages.isdisjoint(maps)
