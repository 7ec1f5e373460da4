"""Charts that three writers draw, held against what they were told to draw: found, false, named, error."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.fixtures.charts import Score, charts_in, compare
from tests.gallery import with_browser, with_matplotlib
from tests.gallery.design import Spec
from tests.gallery.model import Chart, Part
from tests.gallery.specs import make_specs
from tests.typeset import load_data, random_layout, typeset
from tests.typeset.truth import Chart as Typeset

SEED = 90_000
CHARTS_A_FILE = 21
"""Each of the seven kinds three times."""

FILES = 12
"""A writer: 252 charts by matplotlib, 252 by a browser."""

LAYOUTS = 40
DATA = Path(__file__).parents[1] / "typeset" / "data" / "regionkoordinatorerna-2024.yml"
KINDS = {"bars": "single", "stacked": "stacked_100", "bubbles": "bubble"}

Scores = dict[tuple[str, str], Score]
Draw = Callable[[Sequence[Spec], Path], tuple[Chart, ...]]


def chart_lines() -> Iterator[str]:
    """One line a kind and writer, and the sums.

    ``within`` is the part of the values that are no further off than their tolerance; the error is the mean absolute
    one, in percentage points of the whole or of the largest value. Pages without any chart count as ``decoys``.
    """
    scores: Scores = {}
    with TemporaryDirectory() as folder:
        false = {
            "matplotlib": sum(_gallery(with_matplotlib.draw, Path(folder), scores)),
            "browser": sum(_gallery(with_browser.draw, Path(folder), scores)),
            "typesetter": sum(_typesetter(Path(folder), scores)),
            "decoys": _decoys(Path(folder)),
        }
    yield f"{'kind':14}{'writer':12}{'charts':>7}{'found':>7}{'parts':>7}{'named':>8}{'within':>8}{'error pp':>10}"
    for (kind, writer), score in sorted(scores.items()):
        yield _line(kind, writer, score)
    yield _line("all", "", _sum(scores.values()))
    yield "false: " + ", ".join(f"{count} ({writer})" for writer, count in false.items())


def _gallery(draw: Draw, folder: Path, scores: Scores) -> Iterator[int]:
    for seed in range(SEED, SEED + FILES):
        pdf = folder / "gallery.pdf"
        drawn = draw(make_specs(seed, CHARTS_A_FILE), pdf)
        yield compare(drawn, charts_in(pdf), scores)


def _typesetter(folder: Path, scores: Scores) -> Iterator[int]:
    data = load_data(DATA)
    for seed in range(SEED, SEED + LAYOUTS):
        result = typeset(data, random_layout(seed))
        pdf = folder / "typeset.pdf"
        pdf.write_bytes(result.pdf)
        yield compare([_as_drawn(one) for one in result.truth.charts], charts_in(pdf), scores)


def _as_drawn(chart: Typeset) -> Chart:
    """A typeset chart in the gallery's terms; the words of a group beside single bars are no series."""
    stacked = chart.kind == "stacked"
    parts = tuple(
        Part(one.category, one.series if stacked else "", float(one.value), "") for one in chart.values if one.value
    )
    return Chart(
        name=chart.block,
        writer="typesetter",
        kind=KINDS.get(chart.kind, chart.kind),
        orientation="",
        unit="%" if chart.values[0].unit == "percent" else "",
        parts=parts,
        page=chart.page,
        box=(chart.box.x0, chart.box.top, chart.box.x1, chart.box.bottom),
        has_axis=stacked,
        has_gridlines=stacked,
        has_legend=stacked,
        has_labels=not stacked,
    )


def _decoys(folder: Path) -> int:
    pdf = folder / "decoys.pdf"
    with_browser.decoys(pdf)
    return len(charts_in(pdf))


def _sum(scores: Iterable[Score]) -> Score:
    every = list(scores)
    total = Score(
        *(sum(getattr(one, name) for one in every) for name in ("charts", "found", "parts", "named", "within"))
    )
    total.errors = [error for one in every for error in one.errors]
    return total


def _line(kind: str, writer: str, score: Score) -> str:
    named, within = (
        100 * one / max(1, whole) for one, whole in ((score.named, score.parts), (score.within, score.named))
    )
    return (
        f"{kind:14}{writer:12}{score.charts:7}{score.found:7}{score.parts:7}{named:7.1f}%{within:7.1f}%"
        f"{score.mean_error:10.4f}"
    )
