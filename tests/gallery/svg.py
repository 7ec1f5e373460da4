"""Elements of SVG, in points."""

import math
from html import escape

from tests.gallery.design import Look
from tests.gallery.model import Box

Style = dict[str, str | float]

DARK = "#262626"
GREY = "#b8b8b8"


def element(tag: str, *children: str, **attributes: str | float) -> str:
    """An element; underscores in attribute names stand for hyphens."""
    pairs = "".join(f' {name.strip("_").replace("_", "-")}="{_text(value)}"' for name, value in attributes.items())
    return f"<{tag}{pairs}>{''.join(children)}</{tag}>"


def line(start: tuple[float, float], end: tuple[float, float], **style: str | float) -> str:
    return element("line", x1=start[0], y1=start[1], x2=end[0], y2=end[1], **style)


def write(at: tuple[float, float], text: str, size_pt: float, **style: str | float) -> str:
    """Text whose lines are centred on the place's height."""
    lines = text.split("\n")
    first = at[1] + 0.35 * size_pt - (len(lines) - 1) * 0.6 * size_pt
    spans = (element("tspan", escape(row), x=at[0], y=first + i * 1.2 * size_pt) for i, row in enumerate(lines))
    return element("text", *spans, **{"font_size": size_pt, "fill": DARK, **style}) if text else ""


def styles(look: Look, fill: str) -> list[Style]:
    """One for each time a shape is drawn."""
    edge: Style = {"stroke": look.edge or "#333333", "stroke_width": 0.7}
    if look.twice == "stroke":
        return [{"fill": fill}, {"fill": "none", **edge}]
    style: Style = {"fill": fill, **(edge if look.edge else {})}
    return [style, style] if look.twice == "again" else [style]


def pattern(name: str, colour: str) -> str:
    """A pattern of white lines across the colour; the browser writes it as an image."""
    ground = element("rect", width=5, height=5, fill=colour)
    stroke = line((0, 0), (0, 5), stroke="#ffffff", stroke_width=1.6)
    tile: Style = {"width": 5, "height": 5, "patternUnits": "userSpaceOnUse", "patternTransform": "rotate(45)"}
    return element("pattern", ground, stroke, id=name, **tile)


def overlay(name: str, hatch: str, box: Box) -> str:
    """White crossed lines or dots over the box, cut off at its edges."""
    x0, top, x1, bottom = box
    high = bottom - top
    window = element("clipPath", element("rect", x=x0, y=top, width=x1 - x0, height=high), id=name)
    marks = []
    if hatch == "xx":
        for x in _steps(x0 - high, x1):
            marks.append(line((x, top), (x + high, bottom), stroke="#ffffff", stroke_width=0.7))
            marks.append(line((x, bottom), (x + high, top), stroke="#ffffff", stroke_width=0.7))
    else:
        dots = ((x, y) for x in _steps(x0 + 2, x1) for y in _steps(top + 2, bottom))
        marks += [element("circle", cx=x, cy=y, r=0.8, fill="#ffffff") for x, y in dots]
    return window + element("g", *marks, clip_path=f"url(#{name})")


def _steps(start: float, stop: float) -> list[float]:
    return [start + 5 * i for i in range(math.ceil((stop - start) / 5))]


def _text(value: str | float) -> str:
    return escape(value) if isinstance(value, str) else f"{value:.3f}".rstrip("0").rstrip(".")
