"""A bar that is drawn longer than what is printed says has to be noticed, and nothing else may be."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.model.verdict import Finding
from tests.fixtures.analysis import analyse
from tests.typeset import PRESETS, load_data, typeset
from tests.typeset.layout import Layout

DATA = load_data(Path(__file__).parents[1] / "typeset" / "data" / "regionkoordinatorerna-2024.yml")
FIVE_PERCENT = 1.05

BARS = [
    ("facsimile", "figure_1", "Vuxna", "370"),
    ("facsimile", "figure_1", "Män/pojkar", "159"),
    ("facsimile", "figure_2", "Arbetskraft/Män", "63.1579"),
    ("facsimile", "figure_2", "Arbetskraft/Kvinnor", "33.0144"),
]


def bars_of_other_layouts() -> list[tuple[str, str, str, str]]:
    """The largest industry, and one of the referrers, wherever a layout draws them as bars with text."""
    found = []
    for name, layout in PRESETS.items():
        if layout.industries.kind.startswith("bars"):
            found.append((name, "industries", "Bygg", "45"))
        if "figure_5" not in layout.charts.outlined:
            found.append((name, "figure_5", "Polismyndigheten", "59"))
    return found


def misdrawn(layout: Layout, block: str, bar: str) -> Layout:
    return replace(layout, charts=replace(layout.charts, misdrawn=((block, bar, FIVE_PERCENT),)))


def of_charts(findings: list[Finding]) -> list[Finding]:
    return [one for one in findings if one.kind == "chart"]


@pytest.mark.parametrize(("layout", "block", "bar", "printed"), [*BARS, *bars_of_other_layouts()])
def test_a_bar_5_percent_too_long_gives_a_finding(
    layout: str, block: str, bar: str, printed: str, tmp_path: Path
) -> None:
    pdf = typeset(DATA, misdrawn(PRESETS[layout], block, bar)).pdf
    findings = of_charts(analyse(pdf, tmp_path).findings("contradiction"))
    category = bar.partition("/")[0] if block == "figure_2" else bar
    about = [one for one in findings if one.message_en.startswith(block) and category in one.message_en]
    told = [re.search(rf"{printed}\S* .*≠ (?P<drawn>\S+) ± (?P<tolerance>\S+) drawn", one.arithmetic) for one in about]
    stated = next(match for match in told if match is not None)
    assert Decimal(stated["drawn"]) / Decimal(printed) == pytest.approx(Decimal("1.05"), abs=Decimal("0.004"))
    assert Decimal(stated["tolerance"]) < Decimal(printed) / 100


@pytest.mark.parametrize("layout", PRESETS)
def test_bars_that_are_drawn_right_give_none(layout: str, tmp_path: Path) -> None:
    analysis = analyse(typeset(DATA, PRESETS[layout]).pdf, tmp_path)
    assert of_charts(analysis.findings("contradiction")) == []
    assert any(check.kind == "chart" for check in analysis.validated.checks)
