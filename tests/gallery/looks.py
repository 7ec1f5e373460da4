"""Looks: sizes, colours and ornaments, and the charts that bear them before they have names and numbers."""

import random
from collections.abc import Sequence

from tests.gallery.amounts import Row
from tests.gallery.design import STACKS, Frame, Look, NumberFormat, Scale, Series, Spec
from tests.gallery.names import note, title

PALETTES = (
    ("#1f4e79", "#2e75b6", "#9dc3e6", "#ffc000", "#7f7f7f", "#c55a11", "#70ad47", "#44546a"),
    ("#6b2346", "#a4476f", "#d59bb4", "#e8c9d6", "#3e5c59", "#86a8a3", "#c3d6d2", "#f0a35e"),
    ("#003f5c", "#58508d", "#bc5090", "#ff6361", "#ffa600", "#7a9e7e", "#394b3c", "#c9cba3"),
    ("#08306b", "#2171b5", "#4292c6", "#6baed6", "#9ecae1", "#c6dbef", "#084594", "#5a7d9a"),
    ("#005b4f", "#00897b", "#4db6ac", "#b2dfdb", "#e0a030", "#b03a2e", "#616161", "#263238"),
)
_HATCHES = ("", "", "//", "xx", "..")


def pick_look(rng: random.Random, kind: str, cell: tuple[float, float]) -> Look:
    size_pt = rng.choice((6, 6.5, 7, 7.5) if cell[0] < 300 else (6.5, 7, 8, 9))
    ring = kind == "ring"
    return Look(
        size_pt=size_pt,
        font=rng.choice(("sans", "sans", "serif")),
        band=rng.choice((0.45, 0.6, 0.7, 0.85)),
        shape=rng.choice(("rect", "rect", "path", "rounded")),
        twice=rng.choice(("", "", "", "", "stroke", "again")),
        edge=rng.choice(("", "", "#ffffff", "#333333")),
        panel=rng.choice(("", "", "#f3f1ea", "#eaf1f4")),
        plot_fill=rng.choice(("", "", "", "#ebebeb")),
        grid_dash=rng.random() < 0.25,
        axis_line=rng.random() < 0.6,
        far_axis=rng.random() < 0.12,
        upwards=rng.random() < 0.3,
        clipped=rng.random() < 0.5,
        first_tick=rng.random() < 0.9,
        caption=rng.choice(("", "", "Skala")),
        label_place="inside" if kind in STACKS else rng.choice(("inside", "end", "end")),
        swatch=rng.choice(("square", "square", "circle")),
        turn_degrees=rng.choice((0, 0, 90, 37, 215)),
        clockwise=rng.random() < 0.7,
        hole=rng.choice((0.45, 0.6, 0.7)) if ring else 0,
        centre_text=rng.choice(("", f"n = {rng.randint(50, 900)}", "Totalt")) if ring else "",
        bubble_pt=0,
    )


def blank_spec(rng: random.Random, kind: str, unit: str, frame: Frame, look: Look) -> Spec:
    """A chart without names and numbers."""
    return Spec(
        name="",
        seed=0,
        kind=kind,
        orientation="",
        unit=unit,
        title=title(rng, unit),
        note=note(rng),
        categories=(),
        series=(),
        colours=rng.choice(PALETTES),
        scale=Scale(0, 1, 1),
        tick_format=NumberFormat(0, "", ""),
        has_axis=False,
        has_gridlines=False,
        has_legend=False,
        frame=frame,
        look=look,
    )


def make_series(rng: random.Random, spec: Spec, names: Sequence[str], rows: Sequence[Row]) -> tuple[Series, ...]:
    """The series with colours, and in every fifth chart of bars with different hatchings."""
    hatches = list(_HATCHES if spec.kind != "bubble" and rng.random() < 0.2 else ("",) * len(_HATCHES))
    rng.shuffle(hatches)
    unlabelled = [("",) * len(row) for row in rows]
    return tuple(map(Series, names, spec.colours, hatches, rows, unlabelled))


def label_format(rng: random.Random, unit: str, decimals: int, *, coarse: bool) -> NumberFormat:
    """With coarse, one decimal of the drawn value is now and then rounded off."""
    if coarse and decimals > (unit == "medelvärde") and rng.random() < 0.4:
        decimals -= 1
    return NumberFormat(decimals, _suffix(rng, unit), _thousands(rng))


def tick_format(rng: random.Random, unit: str, scale: Scale) -> NumberFormat:
    whole = all(float(tick).is_integer() for tick in scale.ticks)
    decimals = rng.choice((0, 0, 1)) if whole and unit == "medelvärde" else int(not whole)
    return NumberFormat(decimals, _suffix(rng, unit), _thousands(rng))


def _suffix(rng: random.Random, unit: str) -> str:
    return rng.choice(("", "%", " %")) if unit == "%" else ""


def _thousands(rng: random.Random) -> str:
    return rng.choice((" ", " ", "\N{NO-BREAK SPACE}", ""))
