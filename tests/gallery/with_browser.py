"""Draws charts as SVG in HTML and has a headless browser print them."""

from collections.abc import Sequence
from html import escape
from pathlib import Path

from tests.gallery.chromium import print_pdf
from tests.gallery.decoys import decoy_pages
from tests.gallery.design import BARS, ROUNDS, Spec, truth
from tests.gallery.layout import NOTE_PT, PAGE_HEIGHT, PAGE_WIDTH, TITLE_PT, pages
from tests.gallery.model import Chart
from tests.gallery.svg import element, overlay, pattern, write
from tests.gallery.svg_bars import bars_svg
from tests.gallery.svg_round import bubbles_svg, slices_svg

_FAMILIES = {"sans": "'DejaVu Sans', Arial, sans-serif", "serif": "'DejaVu Serif', Georgia, serif"}
_CSS = f"""
@page {{ size: {PAGE_WIDTH:.0f}pt {PAGE_HEIGHT:.0f}pt; margin: 0 }}
body {{ margin: 0; font-family: {_FAMILIES["sans"]}; color: #262626; -webkit-print-color-adjust: exact }}
section {{ position: relative; width: {PAGE_WIDTH:.0f}pt; height: {PAGE_HEIGHT:.0f}pt; overflow: hidden;
  break-after: page }}
section:last-child {{ break-after: auto }}
section > * {{ position: absolute; margin: 0 }}
.heading {{ left: 40pt; top: 30pt; font-size: 13pt; font-weight: normal }}
.number {{ left: 295pt; top: 815pt; font-size: 8pt }}
.legend {{ position: absolute; display: grid; align-items: center; justify-content: start; gap: 3pt 10pt }}
.legend span {{ display: flex; align-items: center; gap: 4pt; line-height: 1.15 }}
svg {{ overflow: visible; display: block }}
"""


def draw(specs: Sequence[Spec], path: Path) -> tuple[Chart, ...]:
    """Draws the charts in order and tells what stands where.

    Raises:
        BrowserError: there is no browser, or it fails.
    """
    charts: list[Chart] = []
    sections = []
    for number, page in enumerate(pages(specs), 1):
        cells = "".join(_cell(spec, corner) for spec, corner in page)
        heading = f'<h1 class="heading">Resultat och erfarenheter, del {number}</h1><p class="number">{number}</p>'
        sections.append(element("section", heading, cells))
        charts += (truth(spec, "browser", number, corner) for spec, corner in page)
    print_pdf(_document(sections), path)
    return tuple(charts)


def decoys(path: Path) -> None:
    """Draws pages without any chart.

    Raises:
        BrowserError: there is no browser, or it fails.
    """
    print_pdf(_document([element("section", page) for page in decoy_pages()]), path)


def _document(sections: Sequence[str]) -> str:
    return f'<!doctype html><html lang="sv"><meta charset="utf-8"><style>{_CSS}</style>{"".join(sections)}</html>'


def _cell(spec: Spec, corner: tuple[float, float]) -> str:
    frame, look = spec.frame, spec.look
    title = write((8, TITLE_PT - 10), spec.title, look.size_pt + 0.5, font_weight="bold")
    note = write((8, frame.height - NOTE_PT / 2), spec.note, look.size_pt - 0.5)
    hatches = [
        pattern(f"{spec.name}-{i}", series.colour) for i, series in enumerate(spec.series) if series.hatch == "//"
    ]
    plot = bars_svg(spec) if spec.kind in BARS else slices_svg(spec) if spec.kind in ROUNDS else bubbles_svg(spec)
    view = f"0 0 {frame.width:.0f} {frame.height:.0f}"
    size = f"width:{frame.width:.0f}pt;height:{frame.height:.0f}pt"
    drawing = element("svg", *hatches, title, plot, note, viewBox=view, style=size)
    panel = f"background:{look.panel};border-radius:6pt;" if look.panel else ""
    place = f"left:{corner[0]:.0f}pt;top:{corner[1]:.0f}pt;{size};{panel}font-family:{_FAMILIES[look.font]}"
    return element("div", drawing, _legend(spec) if spec.has_legend else "", style=place)


def _legend(spec: Spec) -> str:
    left, top, *_ = spec.frame.legend
    size_pt = spec.look.size_pt
    entries = []
    for i, (name, colour, hatch) in enumerate(spec.legend):
        shape = element("rect", width=8, height=8, fill=f"url(#{spec.name}-{i})" if hatch == "//" else colour)
        if hatch in ("xx", ".."):
            shape += overlay(f"{spec.name}-{i}", hatch, (0, 0, 8, 8))
        elif spec.look.swatch == "circle" and not hatch:
            shape = element("circle", cx=4, cy=4, r=4, fill=colour)
        swatch = element("svg", shape, viewBox="0 0 8 8", style=f"width:{size_pt}pt;height:{size_pt}pt;flex:none")
        entries.append(element("span", swatch, element("b", _with_breaks(name), style="font-weight:normal")))
    columns = f"grid-template-columns:repeat({spec.frame.legend_columns},max-content)"
    place = f"left:{left:.2f}pt;top:{top:.2f}pt;font-size:{size_pt}pt;{columns}"
    return element("div", *entries, class_="legend", style=place)


def _with_breaks(text: str) -> str:
    return escape(text).replace("\n", "<br>")
