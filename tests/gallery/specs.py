"""Random charts to draw, the same for the same seed."""

import random
from dataclasses import replace

from tests.gallery import amounts, labels, names
from tests.gallery.design import BARS, KINDS, ROUNDS, Frame, Look, Spec
from tests.gallery.layout import CELLS, characters, make_frame, margins, text_width
from tests.gallery.looks import blank_spec, label_format, make_series, pick_look, tick_format
from tests.gallery.specs_round import make_bubbles, make_slices

_MIN_BAR_PT = 4.0
_TRIES = 50


def make_specs(seed: int, count: int) -> tuple[Spec, ...]:
    """Charts of all kinds in turn."""
    rng = random.Random(seed)  # noqa: S311 -- test data, no secret
    kinds = [KINDS[i % len(KINDS)] for i in range(count)]
    return tuple(replace(_make(rng, kind), name=f"{kind}-{seed}-{i}", seed=seed) for i, kind in enumerate(kinds))


def _make(rng: random.Random, kind: str) -> Spec:
    """A chart of the kind, made anew until its values can be told from what is drawn."""
    make = _make_bars if kind in BARS else make_slices if kind in ROUNDS else make_bubbles
    for _ in range(_TRIES):
        spec = make(rng, kind)
        if _is_readable(spec):
            return spec
    raise ValueError(f"no {kind} can be read in {_TRIES} tries")


def _is_readable(spec: Spec) -> bool:
    if spec.kind in (*ROUNDS, "stacked_100"):
        return True
    if spec.has_axis:
        return sum(map(bool, spec.tick_texts)) >= 2
    return sum(bool(label) for series in spec.series for label in series.labels) >= 2


def _make_bars(rng: random.Random, kind: str) -> Spec:
    orientation, cell = rng.choice(("vertical", "horizontal")), rng.choice(CELLS)
    look = pick_look(rng, kind, cell)
    series_count = 1 if kind == "single" else rng.randint(2, 5)
    series = names.series_names(rng, series_count, characters(min(cell[0] * 0.25, 110), look.size_pt))
    has_legend = rng.random() < (0.25 if kind == "single" else 0.9)
    place = rng.choice(("top", "bottom", "right") if cell[0] > 500 else ("top", "bottom")) if has_legend else ""
    around = margins(kind, orientation, cell, look.size_pt, far_axis=look.far_axis)
    frame = make_frame(cell, look.size_pt, around, series, place)
    room_pt = 0 if orientation == "vertical" else around[0] - 6
    categories = _categories(rng, frame, look, series_count if kind == "grouped" else 1, room_pt)

    measure = amounts.pick_measure(rng, kind)
    rows = amounts.bar_rows(rng, measure, kind, (series_count, len(categories)))
    intervals = _most_intervals(rng, orientation, frame, look, measure)
    scale = amounts.axis_for(rng, measure, kind, rows, intervals)
    shown = rng.choice(("axis", "axis", "labels", "both", "both", "nothing" if kind == "stacked_100" else "labels"))
    has_axis = shown in ("axis", "both") or scale.start > 0
    blank = blank_spec(rng, kind, measure.unit, frame, look)
    spec = replace(
        blank,
        orientation=orientation,
        categories=categories,
        series=make_series(rng, blank, series, rows),
        scale=scale,
        tick_format=tick_format(rng, measure.unit, scale),
        has_axis=has_axis,
        has_gridlines=rng.random() < (0.65 if has_axis else 0.15),
        has_legend=has_legend,
    )
    if shown in ("axis", "nothing"):
        return spec
    coarse = has_axis or kind == "stacked_100"
    spec = labels.with_labels(spec, label_format(rng, measure.unit, measure.decimals, coarse=coarse))
    return labels.thinned(rng, spec) if rng.random() < 0.15 else spec


def _categories(rng: random.Random, frame: Frame, look: Look, bars: int, room_pt: float) -> tuple[str, ...]:
    """As many as there is room for; the names of horizontal bars have a room of their own."""
    across = frame.plot_height if room_pt else frame.plot_width
    pitch_pt = max(2.6 * look.size_pt if room_pt else 4 * look.size_pt, bars * _MIN_BAR_PT / look.band)
    count = rng.randint(3, max(3, min(8, int(across / pitch_pt))))
    return names.category_names(rng, count, characters(room_pt or across / count * 0.97, look.size_pt))


def _most_intervals(rng: random.Random, orientation: str, frame: Frame, look: Look, measure: amounts.Measure) -> int:
    """How many steps the axis may have, so that its tick labels stand apart."""
    if orientation == "vertical":
        room = frame.plot_height / (2.5 * look.size_pt)
    else:
        room = frame.plot_width / (text_width(f"{measure.high:.0f} 00", look.size_pt) + 4)
    return max(2, min(int(room), rng.randint(3, 10)))
