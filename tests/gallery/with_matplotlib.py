"""Draws charts with matplotlib's PDF backend."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch, Rectangle

from tests.gallery.design import BARS, ROUNDS, Spec, truth
from tests.gallery.layout import NOTE_PT, PAGE_HEIGHT, PAGE_WIDTH, TITLE_PT, pages
from tests.gallery.matplotlib_bars import draw_bars
from tests.gallery.matplotlib_round import draw_bubbles, draw_slices
from tests.gallery.model import Box, Chart

_FAMILIES = {"sans": "DejaVu Sans", "serif": "STIXGeneral"}
_DARK = "#262626"


def draw(specs: Sequence[Spec], path: Path) -> tuple[Chart, ...]:
    """Draws the charts in order and tells what stands where.

    Fonts are embedded as TrueType or, for odd seeds, as Type 3.
    """
    charts: list[Chart] = []
    with rc_context({"pdf.fonttype": 3 if specs[0].seed % 2 else 42}), PdfPages(path) as book:
        for number, page in enumerate(pages(specs), 1):
            figure = Figure(figsize=(PAGE_WIDTH / 72, PAGE_HEIGHT / 72))
            _write(figure, (40, 44), f"Resultat och erfarenheter, del {number}", fontsize=13)
            _write(figure, (PAGE_WIDTH / 2, 822), str(number), fontsize=8)
            for spec, corner in page:
                with rc_context({"font.family": _FAMILIES[spec.look.font], "font.size": spec.look.size_pt}):
                    _draw_chart(figure, spec, corner)
                charts.append(truth(spec, "matplotlib", number, corner))
            book.savefig(figure)
    return tuple(charts)


def _draw_chart(figure: Figure, spec: Spec, corner: tuple[float, float]) -> None:
    (x, y), frame, size_pt = corner, spec.frame, spec.look.size_pt
    if spec.look.panel:
        cell = _fractions((x, y, x + frame.width, y + frame.height))
        figure.add_artist(Rectangle(cell[:2], cell[2], cell[3], color=spec.look.panel, linewidth=0, zorder=-1))
    _write(figure, (x + 8, y + TITLE_PT - 8), spec.title, fontsize=size_pt + 0.5, weight="bold")
    _write(figure, (x + 8, y + frame.height - NOTE_PT / 2), spec.note, fontsize=size_pt - 0.5)
    x0, top, x1, bottom = frame.plot
    axes = figure.add_axes(_fractions((x + x0, y + top, x + x1, y + bottom)))
    drawing = draw_bars if spec.kind in BARS else draw_slices if spec.kind in ROUNDS else draw_bubbles
    drawing(axes, spec)
    if spec.has_legend:
        _add_legend(axes, spec, corner)


def _add_legend(axes: Axes, spec: Spec, corner: tuple[float, float]) -> None:
    figure, size_pt = axes.figure, spec.look.size_pt
    left, bottom, _, height = _fractions(
        (
            corner[0] + spec.frame.legend[0],
            corner[1] + spec.frame.legend[1],
            PAGE_WIDTH,
            corner[1] + spec.frame.legend[3],
        )
    )
    axes.legend(
        [_legend_handle(colour, hatch, spec.look.swatch, size_pt) for _, colour, hatch in spec.legend],
        [name for name, _, _ in spec.legend],
        loc="upper left",
        bbox_to_anchor=(left, bottom + height),
        bbox_transform=figure.transFigure,
        ncols=spec.frame.legend_columns,
        frameon=False,
        borderaxespad=0,
        borderpad=0,
        handlelength=1,
        handleheight=1,
        handletextpad=0.5,
        columnspacing=1,
        labelspacing=0.5,
    )


def _legend_handle(colour: str, hatch: str, swatch: str, size_pt: float) -> Patch | Line2D:
    if swatch == "square" or hatch:
        return Patch(facecolor=colour, hatch=hatch or None, edgecolor="white" if hatch else "none", linewidth=0)
    return Line2D([], [], linestyle="none", marker="o", markersize=size_pt, color=colour, markeredgewidth=0)


def _write(figure: Figure, place: tuple[float, float], text: str, **style: Any) -> None:
    """Writes text with its baseline at a place given in points from the page's top left."""
    figure.text(place[0] / PAGE_WIDTH, 1 - place[1] / PAGE_HEIGHT, text, color=_DARK, **style)


def _fractions(box: Box) -> tuple[float, float, float, float]:
    """Left, bottom, width and height as shares of the page."""
    x0, top, x1, bottom = box
    return x0 / PAGE_WIDTH, 1 - bottom / PAGE_HEIGHT, (x1 - x0) / PAGE_WIDTH, (bottom - top) / PAGE_HEIGHT
