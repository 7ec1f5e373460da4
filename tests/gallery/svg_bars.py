"""Bars, their axes and labels, as SVG."""

from tests.gallery.bars import Bar, place_bars
from tests.gallery.design import STACKS, Spec, ink
from tests.gallery.model import Box
from tests.gallery.svg import DARK, GREY, Style, element, line, overlay, styles, write

_RADIUS_PT = 2.5


def bars_svg(spec: Spec) -> str:
    """The plot area with all that belongs to it, in the points of the chart's cell."""
    x0, top, x1, bottom = spec.frame.plot
    area: Style = {"x": x0, "y": top, "width": x1 - x0, "height": bottom - top}
    ground = element("rect", **area, fill=spec.look.plot_fill) if spec.look.plot_fill else ""
    clip = element("clipPath", element("rect", **area), id=f"{spec.name}-clip")
    placed = place_bars(spec)
    shapes = [_bar(spec, number, bar) for number, (_, bars) in enumerate(placed) for bar in bars]
    labels = [_label(spec, bar, series.colour) for series, bars in placed for bar in bars]
    window: Style = {"clip_path": f"url(#{spec.name}-clip)"} if _is_clipped(spec) else {}
    group = element("g", *shapes, **window)
    return "".join((clip, ground, _value_axis(spec), group, _category_axis(spec), *labels))


def _is_clipped(spec: Spec) -> bool:
    return spec.look.clipped and spec.kind not in STACKS and spec.scale.start > 0


def _point(spec: Spec, place: float, value: float) -> tuple[float, float]:
    """A place on the category axis and a value on the other, in points."""
    x0, top, x1, bottom = spec.frame.plot
    across, along = (place + 0.5) / len(spec.categories), spec.scale.share(value)
    if spec.vertical:
        return x0 + across * (x1 - x0), bottom - along * (bottom - top)
    return x0 + along * (x1 - x0), top + (1 - across if spec.look.upwards else across) * (bottom - top)


def _bar(spec: Spec, number: int, bar: Bar) -> str:
    series = spec.series[number]
    start = 0.0 if _is_clipped(spec) else bar.start
    xs, ys = zip(
        _point(spec, bar.middle - bar.width / 2, start), _point(spec, bar.middle + bar.width / 2, bar.end), strict=True
    )
    box = (min(xs), min(ys), max(xs), max(ys))
    fill = f"url(#{spec.name}-{number})" if series.hatch == "//" else series.colour
    shapes = "".join(_shape(spec, box, style) for style in styles(spec.look, fill))
    if series.hatch in ("", "//"):
        return shapes
    return shapes + overlay(f"{spec.name}-{number}-{bar.middle:.2f}", series.hatch, box)


def _shape(spec: Spec, box: Box, style: Style) -> str:
    x0, top, x1, bottom = box
    if spec.look.shape == "rect":
        return element("rect", x=x0, y=top, width=x1 - x0, height=bottom - top, **style)
    if spec.look.shape == "path":
        return element("path", d=f"M{x0:.3f} {top:.3f}H{x1:.3f}V{bottom:.3f}H{x0:.3f}Z", **style)
    radius = min(_RADIUS_PT, (x1 - x0) / 2, (bottom - top) / 2)
    if spec.kind in STACKS:
        return element("rect", x=x0, y=top, width=x1 - x0, height=bottom - top, rx=radius, **style)
    return element("path", d=_rounded(box, radius, is_vertical=spec.vertical), **style)


def _rounded(box: Box, radius: float, *, is_vertical: bool) -> str:
    """A bar with round corners at its end."""
    x0, top, x1, bottom = box
    corner = f"a{radius:.3f} {radius:.3f} 0 0 1 {radius:.3f}"
    if is_vertical:
        rise = f"M{x0:.3f} {bottom:.3f}V{top + radius:.3f}{corner} {-radius:.3f}"
        return f"{rise}H{x1 - radius:.3f}{corner} {radius:.3f}V{bottom:.3f}Z"
    reach = f"M{x0:.3f} {top:.3f}H{x1 - radius:.3f}{corner} {radius:.3f}V{bottom - radius:.3f}"
    return f"{reach}a{radius:.3f} {radius:.3f} 0 0 1 {-radius:.3f} {radius:.3f}H{x0:.3f}Z"


def _label(spec: Spec, bar: Bar, colour: str) -> str:
    """A bar's label outside its end, inside its end or, in stacks, in the middle."""
    size_pt, outside = spec.look.size_pt, spec.look.label_place == "end"
    if spec.kind in STACKS:
        at = _point(spec, bar.middle, (bar.start + bar.end) / 2)
        return write(at, bar.label, size_pt, fill=ink(colour), text_anchor="middle")
    x, y = _point(spec, bar.middle, bar.end)
    fill = DARK if outside else ink(colour)
    if spec.vertical:
        shift = -(2 + size_pt / 2) if outside else 2 + size_pt / 2
        return write((x, y + shift), bar.label, size_pt, fill=fill, text_anchor="middle")
    anchor = "start" if outside else "end"
    return write((x + (2 if outside else -2), y), bar.label, size_pt, fill=fill, text_anchor=anchor)


def _value_axis(spec: Spec) -> str:
    x0, top, x1, bottom = spec.frame.plot
    look, parts = spec.look, []
    dash = "2 2" if look.grid_dash else "none"
    for tick, text in zip(spec.scale.ticks, spec.tick_texts, strict=True):
        x, y = _point(spec, 0, tick)
        grid = ((x0, y), (x1, y)) if spec.vertical else ((x, top), (x, bottom))
        if spec.has_gridlines:
            parts.append(line(*grid, stroke=GREY, stroke_width=0.5, stroke_dasharray=dash))
        if spec.vertical:
            at, anchor = (x1 + 4, "start") if look.far_axis else (x0 - 4, "end")
            parts.append(write((at, y), text, look.size_pt, text_anchor=anchor))
        else:
            at = top - 3 - look.size_pt / 2 if look.far_axis else bottom + 3 + look.size_pt / 2
            parts.append(write((x, at), text, look.size_pt, text_anchor="middle"))
    if spec.has_axis and look.axis_line:
        far = int(look.far_axis)
        side, level = (x0, x1)[far], (bottom, top)[far]
        ends = ((side, top), (side, bottom)) if spec.vertical else ((x0, level), (x1, level))
        parts.append(line(*ends, stroke=DARK, stroke_width=0.6))
    if spec.vertical and spec.has_axis:
        parts.append(write((x0 - 20, top - 10), look.caption, look.size_pt))
    return "".join(parts)


def _category_axis(spec: Spec) -> str:
    x0, top, x1, bottom = spec.frame.plot
    size_pt, parts = spec.look.size_pt, []
    for i, name in enumerate(spec.categories):
        x, y = _point(spec, i, spec.scale.start)
        if spec.vertical:
            lines = name.count("\n") + 1
            parts.append(write((x, bottom + 3 + 0.6 * lines * size_pt), name, size_pt, text_anchor="middle"))
        else:
            parts.append(write((x0 - 4, y), name, size_pt, text_anchor="end"))
    ends = ((x0, bottom), (x1, bottom)) if spec.vertical else ((x0, top), (x0, bottom))
    return "".join(parts) + line(*ends, stroke=DARK, stroke_width=0.6)
