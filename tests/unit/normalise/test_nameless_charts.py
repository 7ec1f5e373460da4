from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.model.chart import Chart, ChartKind, Mark, Orientation, Scale, ScaleSource
from pipeline.model.geometry import BBox
from pipeline.model.observation import Observation
from pipeline.model.printed import Caption
from pipeline.model.report import Report
from pipeline.model.span import Span
from pipeline.normalise.charts import CodedChart
from pipeline.normalise.nameless_charts import name_charts
from tests.fixtures.facts import fact, told
from tests.fixtures.told import first_family

REPORT = Report("r-2024", "r", 2024, "1", "x.pdf", "0" * 64, is_facsimile=False)
CAPTION = "Figur 5. Hänvisande aktör"
TOLD = {"own_outreach": 104, "migration_agency": 97, "police": 59, "civil_society": 38}


def bars(lengths: Sequence[float]) -> Chart:
    """Bars from 200 pt to the right, without any text, in percent of the longest."""
    longest = max(lengths)
    marks = [
        Mark(BBox(200, 100 + 20 * row, 200 + length, 110 + 20 * row), "#14375e", 100 * length / longest, 0.02)
        for row, length in enumerate(lengths)
    ]
    scale = Scale(ScaleSource.NONE, 100 / longest, 0, 0.01)
    return Chart(1, BBox(200, 100, 200 + longest, 180), ChartKind.SINGLE, Orientation.HORIZONTAL, scale, tuple(marks))


def counts(**values: int) -> list[Observation]:
    return [told(value, fact(referrer=code)) for code, value in values.items()]


def named(chart: Chart, told_of: Sequence[Observation], caption: str = CAPTION) -> list[CodedChart]:
    above = Caption(Span(caption, 1, (BBox(80, 80, 180, 90),)), None)
    return [coded for _, coded in name_charts([chart], [above], told_of, REPORT, first_family())]


def read(coded: Sequence[CodedChart]) -> dict[str, float]:
    return {one.codes["referrer"]: round(one.mark.value, 1) for chart in coded for one in chart.marks}


def test_bars_with_the_proportions_of_the_counts_told_are_those() -> None:
    coded = named(bars([104, 97, 59, 38]), counts(**TOLD))
    assert read(coded) == {key: float(value) for key, value in TOLD.items()}
    assert [(one.block_id, one.chart.scale.source) for one in coded] == [("figure_5", ScaleSource.TOLD)]


@pytest.mark.parametrize(("code", "misprint"), [("police", 95), ("civil_society", 83), ("own_outreach", 140)])
def test_a_misprinted_count_still_finds_its_bar(code: str, misprint: int) -> None:
    coded = named(bars([104, 97, 59, 38]), counts(**{**TOLD, code: misprint}))
    assert read(coded) == {key: float(value) for key, value in TOLD.items()}


def test_the_largest_may_be_shown_of_more_that_are_told() -> None:
    coded = named(bars([104, 97, 59]), counts(**TOLD, social_services=12))
    assert read(coded) == {"own_outreach": 104.0, "migration_agency": 97.0, "police": 59.0}


@pytest.mark.parametrize(
    ("lengths", "caption"),
    [
        ([104, 97, 70, 50], CAPTION),  # two that are no count told
        ([104, 97], CAPTION),  # two may agree by chance
        ([104, 97, 59, 38, 20], CAPTION),  # a bar of which nothing is told
        ([104, 97, 59, 38], "Figur 5. Ursprungsland"),
        ([104, 97, 59, 38], "Figur 5. Hänvisande aktör och bransch"),
        ([104, 97, 59, 38], "Figur 5"),
    ],
)
def test_what_is_not_sure_stays_without_names(lengths: Sequence[float], caption: str) -> None:
    assert named(bars(lengths), counts(**TOLD), caption) == []


def test_counts_of_another_year_or_of_some_persons_name_no_bar() -> None:
    women = [told(value, fact(referrer=code, sex="female")) for code, value in TOLD.items()]
    assert named(bars([104, 97, 59, 38]), women) == []
