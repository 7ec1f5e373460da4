"""Slices and bubbles with matplotlib."""

import math

from matplotlib.axes import Axes

from tests.gallery.design import Spec, ink
from tests.gallery.slices import place_slices

_DARK = "#262626"


def draw_slices(axes: Axes, spec: Spec) -> None:
    look = spec.look
    slices = place_slices(spec)
    edge = {"edgecolor": look.edge, "linewidth": 0.8} if look.edge else {"linewidth": 0}
    axes.pie(
        [part.value for part in slices],
        colors=[part.colour for part in slices],
        startangle=90 - look.turn_degrees if look.clockwise else 90 + look.turn_degrees,
        counterclock=not look.clockwise,
        wedgeprops=edge | ({"width": 1 - look.hole} if look.hole else {}),
    )
    axes.set_xlim(-1, 1)
    axes.set_ylim(-1, 1)
    axes.text(0, 0, look.centre_text, ha="center", va="center", color=_DARK)
    radius_pt = spec.frame.plot_width / 2
    for part in slices:
        x, y = (math.sin(part.middle), math.cos(part.middle))
        if part.inner:
            at = (1 + look.hole) / 2 if look.hole else 0.65
            axes.text(x * at, y * at, part.inner, ha="center", va="center", color=ink(part.colour))
        if part.outer:
            at = 1 + 5 / radius_pt
            side = "center" if abs(x) < 0.2 else "left" if x > 0 else "right"
            level = "center" if abs(y) < 0.4 else "bottom" if y > 0 else "top"
            axes.text(x * at, y * at, part.outer, ha=side, va=level, color=_DARK)


def draw_bubbles(axes: Axes, spec: Spec) -> None:
    look, count = spec.look, len(spec.categories)
    axes.set_xlim(-0.5, count - 0.5)
    axes.set_ylim(len(spec.series) - 0.5, -0.5)
    axes.set_frame_on(False)
    axes.set_xticks(range(count), spec.categories, color=_DARK)
    axes.set_yticks(range(len(spec.series)), [series.name for series in spec.series], color=_DARK)
    axes.tick_params(length=0)
    largest = max(value for series in spec.series for value in series.values if value)
    for row, series in enumerate(spec.series):
        for column, (value, label) in enumerate(zip(series.values, series.labels, strict=True)):
            if not value:
                continue
            diameter_pt = look.bubble_pt * math.sqrt(value / largest)
            # scatter takes the square of the diameter in points
            axes.scatter([column], [row], s=[diameter_pt**2], color=series.colour, linewidths=0, clip_on=False)
            outside = look.label_place == "end"
            axes.annotate(
                label,
                (column, row),
                (0, diameter_pt / 2 + 2 if outside else 0),
                textcoords="offset points",
                ha="center",
                va="bottom" if outside else "center",
                color=_DARK if outside else ink(series.colour),
            )
