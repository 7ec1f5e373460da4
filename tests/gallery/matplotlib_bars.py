"""Bars, their axes and labels, with matplotlib."""

from typing import Any

from matplotlib.axes import Axes

from tests.gallery.bars import Bar, place_bars
from tests.gallery.design import STACKS, Series, Spec, ink

_GREY = "#b8b8b8"
_DARK = "#262626"


def draw_bars(axes: Axes, spec: Spec) -> None:
    _set_axes(axes, spec)
    for series, bars in place_bars(spec):
        for style in _styles(spec, series):
            for bar in bars:
                _draw_bar(axes, spec, bar, style)
        for bar in bars:
            _write_label(axes, spec, bar, series.colour)


def _draw_bar(axes: Axes, spec: Spec, bar: Bar, style: dict[str, Any]) -> None:
    # As with bar charts drawn without care: the bar begins at zero, the axis does not, and the page clips it.
    start = 0.0 if spec.look.clipped and spec.kind not in STACKS else bar.start
    if spec.vertical:
        axes.bar(bar.middle, bar.end - start, bar.width, start, **style)
    else:
        axes.barh(bar.middle, bar.end - start, bar.width, start, **style)


def _styles(spec: Spec, series: Series) -> list[dict[str, Any]]:
    """One for each time the bars are drawn."""
    edge = {"edgecolor": spec.look.edge, "linewidth": 0.7} if spec.look.edge else {"linewidth": 0}
    fill: dict[str, Any] = {"facecolor": series.colour, **edge}
    if series.hatch:
        fill |= {"hatch": series.hatch, "edgecolor": spec.look.edge or "#ffffff"}
    if spec.look.twice == "again":
        return [fill, fill]
    if spec.look.twice == "stroke":
        outline = {"facecolor": "none", "edgecolor": spec.look.edge or "#333333", "linewidth": 0.7}
        return [fill | {"linewidth": 0}, outline]
    return [fill]


def _write_label(axes: Axes, spec: Spec, bar: Bar, colour: str) -> None:
    """Writes a bar's label outside its end, inside its end or, in stacks, in the middle."""
    outside = spec.look.label_place == "end"
    at = (bar.start + bar.end) / 2 if spec.kind in STACKS else bar.end
    offset = 0.0 if spec.kind in STACKS else 2.0 if outside else -2.0
    across, along = {0.0: ("center", "center"), 2.0: ("left", "bottom"), -2.0: ("right", "top")}[offset]
    axes.annotate(
        bar.label,
        (bar.middle, at) if spec.vertical else (at, bar.middle),
        (0, offset) if spec.vertical else (offset, 0),
        textcoords="offset points",
        ha="center" if spec.vertical else across,
        va=along if spec.vertical else "center_baseline",
        color=_DARK if outside else ink(colour),
        annotation_clip=False,
    )


def _set_axes(axes: Axes, spec: Spec) -> None:
    look, scale, count = spec.look, spec.scale, len(spec.categories)
    axes.set_facecolor(look.plot_fill or "none")
    if spec.vertical:
        axes.set(xlim=(-0.5, count - 0.5), ylim=(scale.start, scale.stop))
        axes.set_xticks(range(count), spec.categories, color=_DARK)
        axes.set_yticks(scale.ticks, spec.tick_texts, color=_DARK)
    else:
        ends = (-0.5, count - 0.5) if look.upwards else (count - 0.5, -0.5)
        axes.set(xlim=(scale.start, scale.stop), ylim=ends)
        axes.set_xticks(scale.ticks, spec.tick_texts, color=_DARK)
        axes.set_yticks(range(count), spec.categories, color=_DARK)
    axes.set_autoscale_on(False)
    axes.tick_params(length=0)
    if spec.has_axis and look.axis_line:
        axes.tick_params(axis="y" if spec.vertical else "x", length=3, width=0.6)
    if spec.has_gridlines:
        style = (0, (2, 2)) if look.grid_dash else "solid"
        axes.grid(visible=True, axis="y" if spec.vertical else "x", color=_GREY, linewidth=0.5, linestyle=style)
        axes.set_axisbelow(True)
    if spec.vertical and spec.has_axis and look.caption:
        axes.annotate(look.caption, (0, 1), (-20, 8), "axes fraction", "offset points", color=_DARK)
    _set_sides(axes, spec)


def _set_sides(axes: Axes, spec: Spec) -> None:
    """The line below the bars always, that of the value axis for some; the axis stands now and then at the far side."""
    near, far, base = ("left", "right", "bottom") if spec.vertical else ("bottom", "top", "left")
    side = far if spec.look.far_axis else near
    if spec.look.far_axis:
        moved: dict[str, Any] = {near: False, f"label{near}": False, far: True, f"label{far}": True}
        axes.tick_params(**moved)
    for name, spine in axes.spines.items():
        spine.set_visible(name == base or (name == side and spec.has_axis and spec.look.axis_line))
        spine.set_linewidth(0.6)
