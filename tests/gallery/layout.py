"""Places: the parts of a chart in its cell, and cells on pages of A4."""

import math
from collections.abc import Iterator, Sequence

from tests.gallery.design import ROUNDS, Frame, Spec

PAGE_WIDTH, PAGE_HEIGHT = 595.0, 842.0
CELLS = ((515, 320), (515, 230), (515, 670), (250, 220), (250, 220), (250, 320))
TITLE_PT = 24.0
NOTE_PT = 16.0
_LEFT, _RIGHT, _TOP, _BOTTOM, _GAP = 40.0, 555.0, 70.0, 800.0, 15.0

# Mean width of a character of DejaVu Sans, the widest of the fonts in use.
_CHARACTER_EM = 0.6

Margins = tuple[float, float, float, float]
"""Left, top, right, bottom: room around the plot area for names, tick labels and data labels, in points."""


def text_width(text: str, size_pt: float) -> float:
    return max(map(len, text.split("\n"))) * size_pt * _CHARACTER_EM


def characters(width_pt: float, size_pt: float) -> int:
    return int(width_pt / (size_pt * _CHARACTER_EM))


def margins(kind: str, orientation: str, cell: tuple[float, float], size_pt: float, *, far_axis: bool) -> Margins:
    if kind in ROUNDS:
        return (cell[0] * 0.24, 2.6 * size_pt, cell[0] * 0.24, 2.6 * size_pt)
    if kind == "bubble":
        return (cell[0] * 0.2, 4, 8, 3 * size_pt)
    axis_pt, thin = 5 * size_pt, 14.0
    if orientation == "vertical":
        return (thin if far_axis else axis_pt, 2.4 * size_pt, axis_pt if far_axis else thin, 3.2 * size_pt)
    tick_pt, name_pt = 2.4 * size_pt, cell[0] * 0.3
    return (name_pt, tick_pt if far_axis else 4, axis_pt, 4 if far_axis else tick_pt)


def make_frame(
    cell: tuple[float, float], size_pt: float, around: Margins, names: Sequence[str], legend_place: str
) -> Frame:
    """Places for a chart; the legend stands at the top, bottom or right, or nowhere ('')."""
    width, height = cell
    left, top, right, bottom = around
    area = [8.0, TITLE_PT, width - 8, height - NOTE_PT]
    legend, columns = (0.0, 0.0, 0.0, 0.0), 1
    if legend_place == "right":
        wide = max(text_width(name, size_pt) for name in names) + 3 * size_pt
        legend = (area[2] - wide, area[1] + top, area[2], area[3])
        area[2] -= wide + 6
    elif legend_place:
        columns, high = _legend_size(names, size_pt, area[2] - area[0])
        at = area[1] if legend_place == "top" else area[3] - high
        legend = (area[0], at, area[2], at + high)
        area[1] += high if legend_place == "top" else 0
        area[3] -= high if legend_place == "bottom" else 0
    plot = (area[0] + left, area[1] + top, area[2] - right, area[3] - bottom)
    return Frame(width, height, plot, legend, columns)


def squared(frame: Frame) -> Frame:
    """The frame with the largest square in the middle of its plot area."""
    x0, top, x1, bottom = frame.plot
    half = min(x1 - x0, bottom - top) / 2
    x, y = (x0 + x1) / 2, (top + bottom) / 2
    return Frame(
        frame.width, frame.height, (x - half, y - half, x + half, y + half), frame.legend, frame.legend_columns
    )


def pages(specs: Sequence[Spec]) -> Iterator[list[tuple[Spec, tuple[float, float]]]]:
    """Each page's charts with the top left of their cells: row by row, as many as there is room for."""
    page: list[tuple[Spec, tuple[float, float]]] = []
    x, y, row_pt = _LEFT, _TOP, 0.0
    for spec in specs:
        if x + spec.frame.width > _RIGHT:
            x, y, row_pt = _LEFT, y + row_pt + _GAP, 0.0
        if y + spec.frame.height > _BOTTOM:
            yield page
            page, x, y, row_pt = [], _LEFT, _TOP, 0.0
        page.append((spec, (x, y)))
        x, row_pt = x + spec.frame.width + _GAP, max(row_pt, spec.frame.height)
    yield page


def _legend_size(names: Sequence[str], size_pt: float, width_pt: float) -> tuple[int, float]:
    """Columns, and height in points."""
    entry_pt = max(text_width(name, size_pt) for name in names) + 3 * size_pt
    columns = max(1, min(len(names), int(width_pt / entry_pt)))
    lines = max(name.count("\n") + 1 for name in names)
    return columns, math.ceil(len(names) / columns) * (lines * 1.3 + 0.5) * size_pt + 4
