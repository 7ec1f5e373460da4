"""Charts drawn here, bar by bar: what is measured, and what is left unsaid rather than guessed."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from pipeline.cli import main
from pipeline.extract.charts.slots import _one_name
from pipeline.extract.lines import as_fragment
from pipeline.model.chart import Chart, ChartKind, Orientation, ScaleSource
from tests.fixtures import pages, pdfs
from tests.fixtures.charts import charts_in

Draw = Callable[[Canvas], None]

FOOT, LEFT, PER_UNIT = 60.0, 70.0, 1.0
"""Where bars begin and the axis stands, and points a unit, in reportlab's coordinates."""

SLOT, WIDTH = 50.0, 24.0
TICKS = range(0, 101, 20)
COLOURS = ((0.1, 0.2, 0.5), (0.9, 0.5, 0.2), (0.5, 0.5, 0.5), (0.2, 0.6, 0.3))
NAMES = ("Ekö", "Höghamn", "Kvarnby", "Lund")


def columns(
    stacks: Sequence[Sequence[float]],
    labels: Draw | None = None,
    lines: Sequence[int] = TICKS,
    names: Sequence[str] = NAMES,
) -> bytes:
    """One page with a chart as ``drawn_columns`` draws it."""
    return pdfs.drawn(drawn_columns(stacks, labels, lines, names), size=(360, 240))


def drawn_columns(
    stacks: Sequence[Sequence[float]],
    labels: Draw | None = None,
    lines: Sequence[int] = TICKS,
    names: Sequence[str] = NAMES,
) -> Draw:
    """Stacked columns over an axis from 0 to 100, with gridlines at some of its numbers."""

    def draw(canvas: Canvas) -> None:
        canvas.setFontSize(8)
        for tick in TICKS:
            y = FOOT + tick * PER_UNIT
            canvas.setLineWidth(0.4)
            if tick in lines:
                canvas.line(LEFT, y, LEFT + SLOT * len(stacks), y)
            canvas.drawRightString(LEFT - 4, y - 3, str(tick))
        for at, (name, parts) in enumerate(zip(names, stacks, strict=False)):
            x, y = LEFT + at * SLOT + (SLOT - WIDTH) / 2, FOOT
            for colour, part in zip(COLOURS, parts, strict=False):
                if part:
                    canvas.setFillColorRGB(*colour)
                    canvas.rect(x, y, WIDTH, part * PER_UNIT, stroke=0, fill=1)
                y += part * PER_UNIT
            canvas.setFillColorRGB(0, 0, 0)
            canvas.drawCentredString(LEFT + (at + 0.5) * SLOT, FOOT - 12, name)
        if labels is not None:
            labels(canvas)

    return draw


def only_chart(pdf: bytes, folder: Path) -> Chart:
    (chart,) = charts_in(pdfs.write(folder, "chart.pdf", pdf))
    return chart


def values(chart: Chart) -> dict[str, list[float]]:
    found: dict[str, list[float]] = {}
    for mark in chart.marks:
        assert mark.category is not None
        found.setdefault(mark.category.text, []).append(round(mark.value, 1))
    return found


def test_parts_are_measured_on_the_axis(tmp_path: Path) -> None:
    chart = only_chart(columns([(30, 50, 20), (10, 85, 5), (64.5, 20.5, 15)]), tmp_path)
    assert (chart.kind, chart.scale.source) == (ChartKind.STACKED, ScaleSource.TICKS)
    assert values(chart) == {"Ekö": [30, 50, 20], "Höghamn": [10, 85, 5], "Kvarnby": [64.5, 20.5, 15]}


def test_a_part_as_thin_as_a_gridline_is_none(tmp_path: Path) -> None:
    chart = only_chart(columns([(48, 48.5, 1, 2.5), (40, 60)], lines=[0]), tmp_path)
    assert (chart.kind, chart.scale.source) == (ChartKind.STACKED, ScaleSource.TICKS)
    assert values(chart)["Höghamn"] == [pytest.approx(40, abs=0.7), pytest.approx(60, abs=0.7)]


def test_the_axis_of_bars_is_the_one_whose_zero_is_where_they_begin(tmp_path: Path) -> None:
    """That of the chart beside has more numbers, and marks at them."""

    def beside(canvas: Canvas) -> None:
        x = LEFT + 3 * SLOT + 30
        for nth in range(9):
            y = FOOT + 14 + nth * 11
            canvas.line(x - 3, y, x, y)
            canvas.drawRightString(x - 5, y - 3, str(nth * 5))

    chart = only_chart(columns([(30,), (85,), (64.5,)], beside, lines=[]), tmp_path)
    assert values(chart)["Ekö"] == [pytest.approx(30, abs=0.7)]


def test_a_category_without_a_bar_has_no_value(tmp_path: Path) -> None:
    chart = only_chart(columns([(30, 50, 20), (), (64.5, 20.5, 15), (100,)]), tmp_path)
    assert values(chart).keys() == {"Ekö", "Kvarnby", "Lund"}
    assert [name.text for name in chart.categories] == ["Ekö", "Höghamn", "Kvarnby", "Lund"]


def test_three_names_that_nearly_touch_are_those_of_their_bars_and_a_title_below_is_none(tmp_path: Path) -> None:
    names = ("Ekö", "Höghamnsby", "Kvarnbyhöjd", "Höghamnsås", "Åsa")

    def title(canvas: Canvas) -> None:
        canvas.setFontSize(8)
        canvas.drawCentredString(LEFT + 2.5 * SLOT, FOOT - 26, "Alla som bor vid vatten, antal och andel av dem")

    chart = only_chart(columns([(30,), (50,), (64.5,), (20,), (70,)], title, names=names), tmp_path)
    assert [name.text for name in chart.categories] == list(names)


def test_a_text_further_down_is_no_part_of_the_name_of_a_category_without_a_bar(tmp_path: Path) -> None:
    def labels(canvas: Canvas) -> None:
        canvas.setFontSize(8)
        canvas.drawCentredString(LEFT + 1.5 * SLOT, FOOT - 40, "Antal")

    chart = only_chart(columns([(30, 50, 20), (), (64.5, 20.5, 15), (100,)], labels), tmp_path)
    assert [name.text for name in chart.categories] == ["Ekö", "Höghamn", "Kvarnby", "Lund"]


@pytest.mark.parametrize(("caption", "names"), [("Figur 2. Fisk", []), ("", ["Sill"])])
def test_what_stands_beyond_the_caption_names_no_bar(caption: str, names: list[str], tmp_path: Path) -> None:
    def beneath(canvas: Canvas) -> None:
        canvas.setFontSize(8)
        canvas.drawString(LEFT, FOOT - 24, caption)
        canvas.drawCentredString(LEFT + 0.5 * SLOT, FOOT - 42, "Sill")

    chart = only_chart(columns([(30, 50), (20, 70), (64.5, 20.5), (90, 10)], beneath, names=("",) * 4), tmp_path)
    assert [name.text for name in chart.categories] == names


@pytest.mark.parametrize(("heads", "names"), [(("Årsbok", "Årsbok"), []), (("Årsbok", "Sill"), ["Årsbok", "Sill"])])
def test_a_running_foot_names_no_bar(heads: tuple[str, str], names: list[str], tmp_path: Path) -> None:
    chart = drawn_columns([(30, 50), (20, 70), (64.5, 20.5), (90, 10)], names=("",) * 4)

    def over_foot(text: str) -> Draw:
        def draw(canvas: Canvas) -> None:
            chart(canvas)
            canvas.drawCentredString(LEFT + 0.5 * SLOT, 12, text)

        return draw

    pdf = pdfs.drawn(*(over_foot(text) for text in heads), size=(360, 240))
    found = charts_in(pdfs.write(tmp_path, "feet.pdf", pdf))
    assert [name.text for one in found for name in one.categories] == names


def test_labels_printed_over_each_other_are_taken_for_none(tmp_path: Path) -> None:
    def labels(canvas: Canvas) -> None:
        canvas.setFontSize(8)
        middle = LEFT + SLOT / 2
        canvas.drawCentredString(middle, FOOT + 13, "30")
        canvas.drawCentredString(middle, FOOT + 93, "7")  # of a part 7 high, and of one 3 high:
        canvas.drawCentredString(middle + 2.5, FOOT + 94, "3")

    chart = only_chart(columns([(30, 60, 7), (20, 40, 40), (50, 30, 20)], labels), tmp_path)
    first = [mark for mark in chart.marks if mark.category is not None and mark.category.text == "Ekö"]
    assert [round(mark.value, 1) for mark in first] == [30, 60, 7]
    assert [mark.label.text if mark.label is not None else None for mark in first] == ["30", None, None]


def test_a_chart_of_a_report_without_a_family_is_told_whole(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = pdfs.write(tmp_path, "unknown.pdf", columns([(30, 50, 20), (10, 85, 5), (64.5, 20.5, 15)]))
    assert main(["inspect", "--json", str(path)]) == 0
    (chart,) = json.loads(capsys.readouterr().out)["charts"]
    assert (chart["page"], chart["kind"], chart["scale"]["source"]) == (1, "stacked", "ticks")
    assert len(chart["box"]) == 4
    first = chart["marks"][0]
    assert first.keys() >= {"category", "series", "value", "tolerance", "label"}
    assert (first["category"], first["value"], first["series"], first["label"]) == ("Ekö", 30, None, None)


def bubbles(leading: float, *, is_beside: bool = False) -> bytes:
    """Discs of areas as their numbers, with names of one or two lines in or below them, above the number.

    ``is_beside`` sets the number behind the last line of a name that stands in its disc.
    """
    discs = [
        (100, 600, 64, ["Sill och", "strömming"], True),
        (260, 600, 36, ["Torsk"], True),
        (400, 600, 16, ["Lax och annan", "rödfisk"], False),
    ]

    def draw(canvas: Canvas) -> None:
        for x, y, value, name, inside in discs:
            radius = 6 * value**0.5
            canvas.setFillColorRGB(*COLOURS[1])
            canvas.circle(x, y, radius, stroke=0, fill=1)
            canvas.setFillColorRGB(0, 0, 0)
            first = y + leading if inside else y - radius - leading
            if inside and is_beside:
                canvas.setFontSize(13)
                canvas.drawString(x + 4 * len(name[-1]) / 2 + 4, first - (len(name) - 1) * leading, str(value))
            lines = [*((line, 8) for line in name), *([] if inside and is_beside else [(str(value), 13)])]
            for nth, (text, size) in enumerate(lines):
                canvas.setFontSize(size)
                canvas.drawCentredString(x, first - nth * leading, text)

    return pdfs.drawn(draw, size=(500, 700))


@pytest.mark.parametrize("is_beside", [False, True])
@pytest.mark.parametrize("leading", [9, 14])
def test_a_bubble_has_all_lines_of_its_name_however_far_apart_they_are_set(
    leading: float, *, is_beside: bool, tmp_path: Path
) -> None:
    (chart,) = charts_in(pdfs.write(tmp_path, "bubbles.pdf", bubbles(leading, is_beside=is_beside)))
    names = {mark.label.text: mark.category.text for mark in chart.marks if mark.label and mark.category}
    assert names == {"64": "Sill och strömming", "36": "Torsk", "16": "Lax och annan rödfisk"}


@pytest.mark.parametrize(("size", "top", "count"), [(4.0, 109.4, 2), (4.0, 110.9, 2), (4.0, 112.0, 1), (8.0, 109.4, 1)])
def test_lines_of_a_name_in_small_type_may_stand_apart_but_a_title_in_larger_type_is_none(
    size: float, top: float, count: int
) -> None:
    first = as_fragment(1, pages.line("Hotell och", 50, 100, 4))
    second = as_fragment(1, pages.line("restaurang", 60 - 2.5 * size, top, size))  # centred below the first
    assert len(_one_name([first, second], Orientation.VERTICAL)) == count
