"""Slices and bubbles as SVG."""

import math

from tests.gallery.design import Spec, ink
from tests.gallery.slices import Slice, place_slices
from tests.gallery.svg import DARK, element, styles, write


def slices_svg(spec: Spec) -> str:
    x0, top, x1, bottom = spec.frame.plot
    centre = ((x0 + x1) / 2, (top + bottom) / 2)
    slices, radius = place_slices(spec), (x1 - x0) / 2
    shapes = (
        element("path", d=_outline(centre, radius, spec.look.hole, part), **style)
        for part in slices
        for style in styles(spec.look, part.colour)
    )
    texts = (_texts(spec, centre, radius, part) for part in slices)
    middle = write(centre, spec.look.centre_text, spec.look.size_pt, text_anchor="middle")
    return "".join(shapes) + "".join(texts) + middle


def bubbles_svg(spec: Spec) -> str:
    x0, top, x1, bottom = spec.frame.plot
    look, wide, high = spec.look, (x1 - x0) / len(spec.categories), (bottom - top) / len(spec.series)
    largest = max(value for series in spec.series for value in series.values if value)
    parts = []
    for row, series in enumerate(spec.series):
        y = top + (row + 0.5) * high
        parts.append(write((x0 - 4, y), series.name, look.size_pt, text_anchor="end"))
        for column, (value, label) in enumerate(zip(series.values, series.labels, strict=True)):
            x, radius = x0 + (column + 0.5) * wide, look.bubble_pt / 2 * math.sqrt((value or 0) / largest)
            if not value:
                continue
            circles = (element("circle", cx=x, cy=y, r=radius, **style) for style in styles(look, series.colour))
            outside = look.label_place == "end"
            at = (x, y - radius - 2 - look.size_pt / 2) if outside else (x, y)
            fill = DARK if outside else ink(series.colour)
            parts += [*circles, write(at, label, look.size_pt, fill=fill, text_anchor="middle")]
    for column, name in enumerate(spec.categories):
        at = (x0 + (column + 0.5) * wide, bottom + 3 + 0.6 * (name.count("\n") + 1) * look.size_pt)
        parts.append(write(at, name, look.size_pt, text_anchor="middle"))
    return "".join(parts)


def _outline(centre: tuple[float, float], radius: float, hole: float, part: Slice) -> str:
    """The path of a slice, with an inner arc where there is a hole."""
    is_large, onward = int(abs(part.end - part.start) > math.pi), int(part.end > part.start)
    (x0, y0), (x1, y1) = _on_circle(centre, radius, part.start), _on_circle(centre, radius, part.end)
    arc = f"A{radius:.3f} {radius:.3f} 0 {is_large} {onward} {x1:.3f} {y1:.3f}"
    if not hole:
        return f"M{centre[0]:.3f} {centre[1]:.3f}L{x0:.3f} {y0:.3f}{arc}Z"
    inner = radius * hole
    (x2, y2), (x3, y3) = _on_circle(centre, inner, part.end), _on_circle(centre, inner, part.start)
    back = f"A{inner:.3f} {inner:.3f} 0 {is_large} {1 - onward} {x3:.3f} {y3:.3f}"
    return f"M{x0:.3f} {y0:.3f}{arc}L{x2:.3f} {y2:.3f}{back}Z"


def _texts(spec: Spec, centre: tuple[float, float], radius: float, part: Slice) -> str:
    look = spec.look
    inside = _on_circle(centre, radius * ((1 + look.hole) / 2 if look.hole else 0.65), part.middle)
    text = write(inside, part.inner, look.size_pt, fill=ink(part.colour), text_anchor="middle")
    x, y = _on_circle(centre, radius + 5, part.middle)
    right, up = (x - centre[0]) / radius, (centre[1] - y) / radius
    anchor = "middle" if abs(right) < 0.2 else "start" if right > 0 else "end"
    lift = 0.6 * look.size_pt * (part.outer.count("\n") + 1) * (0 if abs(up) < 0.4 else math.copysign(1, up))
    return text + write((x, y - lift), part.outer, look.size_pt, text_anchor=anchor)


def _on_circle(centre: tuple[float, float], radius: float, angle: float) -> tuple[float, float]:
    """The angle in radians, clockwise from the top."""
    return centre[0] + radius * math.sin(angle), centre[1] - radius * math.cos(angle)
