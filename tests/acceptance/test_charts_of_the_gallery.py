"""Charts that matplotlib and a browser have drawn, held against what they were told to draw."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.fixtures.charts import Score, charts_in, compare
from tests.gallery import with_browser, with_matplotlib
from tests.gallery.chromium import BrowserError
from tests.gallery.design import Spec
from tests.gallery.model import Chart
from tests.gallery.specs import make_specs

SEEDS = (8101, 8102)
CHARTS = 21
"""A file; ``make bench`` draws hundreds."""

MOST_ERROR = 0.3
"""Mean absolute error in percentage points."""

# Parts whose category and series are both right, in percent, as measured, less three.
FEWEST_NAMED = 95.5

Draw = Callable[[Sequence[Spec], Path], tuple[Chart, ...]]


@pytest.mark.parametrize("draw", [with_matplotlib.draw, with_browser.draw], ids=["matplotlib", "browser"])
def test_charts_are_found_named_and_measured(draw: Draw, tmp_path: Path) -> None:
    scores: dict[tuple[str, str], Score] = {}
    false = 0
    for seed in SEEDS:
        pdf = tmp_path / f"{seed}.pdf"
        try:
            drawn = draw(make_specs(seed, CHARTS), pdf)
        except BrowserError as error:
            pytest.skip(str(error))
        false += compare(drawn, charts_in(pdf), scores)
    charts, found = (sum(getattr(one, name) for one in scores.values()) for name in ("charts", "found"))
    parts, named = (sum(getattr(one, name) for one in scores.values()) for name in ("parts", "named"))
    errors = [error for one in scores.values() for error in one.errors]
    within = sum(one.within for one in scores.values())
    assert charts == CHARTS * len(SEEDS)
    assert (charts - found, false) <= (2, 2)
    assert 100 * named / parts >= FEWEST_NAMED
    assert sum(errors) / len(errors) <= MOST_ERROR
    assert within == named  # no value is further off than it says


def test_no_chart_is_seen_where_there_is_none(tmp_path: Path) -> None:
    pdf = tmp_path / "decoys.pdf"
    try:
        with_browser.decoys(pdf)
    except BrowserError as error:
        pytest.skip(str(error))
    assert [(one.page, one.kind) for one in charts_in(pdf)] == []
