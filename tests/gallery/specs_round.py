"""Random charts of slices and of bubbles."""

import random
from dataclasses import replace

from tests.gallery import amounts, labels, names
from tests.gallery.design import Series, Spec
from tests.gallery.layout import CELLS, characters, make_frame, margins, squared, text_width
from tests.gallery.looks import blank_spec, label_format, make_series, pick_look

_LOW_CELLS = tuple(cell for cell in CELLS if cell[1] < 400)
_LEAST_PCT, _LEAST_NAMED_PCT = 1, 7  # a name beside its slice needs the slice's width


def make_slices(rng: random.Random, kind: str) -> Spec:
    cell = rng.choice(_LOW_CELLS)
    look = pick_look(rng, kind, cell)
    has_legend = rng.random() < 0.6
    around = margins(kind, "", cell, look.size_pt, far_axis=False)
    count = rng.randint(3, 7)
    categories = names.category_names(rng, count, characters(around[0] - 12, look.size_pt))
    place = rng.choice(("bottom", "right", "top")) if has_legend else ""
    if has_legend:
        around = (3 * look.size_pt, 2.4 * look.size_pt, 3 * look.size_pt, 2.4 * look.size_pt)
    frame = squared(make_frame(cell, look.size_pt, around, categories, place))
    measure = amounts.pick_measure(rng, kind)
    row = tuple(amounts.compose(rng, count, measure.decimals, _LEAST_PCT if has_legend else _LEAST_NAMED_PCT))
    form = label_format(rng, measure.unit, measure.decimals, coarse=True)
    ring_pt = frame.plot_width / 2 * (1 - look.hole)
    if ring_pt < text_width(form.text(25), look.size_pt) + 4:
        look = replace(look, label_place="end")
    spec = replace(
        blank_spec(rng, kind, measure.unit, frame, look),
        categories=categories,
        series=(Series("", "#000000", "", row, ("",) * count),),
        has_legend=has_legend,
    )
    return labels.with_labels(spec, form) if rng.random() < 0.75 else spec


def make_bubbles(rng: random.Random, kind: str) -> Spec:
    """A row of bubbles, or rows for series with a name before each."""
    cell = rng.choice(_LOW_CELLS)
    look = pick_look(rng, kind, cell)
    around = margins(kind, "", cell, look.size_pt, far_axis=False)
    row_count = rng.choice((1, 1, 2, 3))
    frame = make_frame(cell, look.size_pt, around if row_count > 1 else (4, *around[1:]), (), "")
    count = rng.randint(3, 8 if cell[0] > 300 else 5)
    categories = names.category_names(rng, count, characters(frame.plot_width / count * 0.97, look.size_pt))
    series: tuple[str, ...] = ("",)
    if row_count > 1:
        series = names.series_names(rng, row_count, characters(around[0] - 6, look.size_pt))
    measure = amounts.pick_measure(rng, kind)
    measure = replace(measure, low=max(measure.low, measure.high * 0.03))
    rows = amounts.bar_rows(rng, measure, kind, (row_count, count))
    label_pt = 2 * (look.size_pt + 3) if look.label_place == "end" else 0
    pitch_pt = min(frame.plot_width / count, frame.plot_height / row_count - label_pt)
    x0, top, x1, _ = frame.plot
    frame = replace(frame, plot=(x0, top, x1, top + row_count * (pitch_pt + label_pt)))
    look = replace(look, bubble_pt=round(pitch_pt * look.band, 2))
    blank = blank_spec(rng, kind, measure.unit, frame, look)
    spec = replace(blank, categories=categories, series=make_series(rng, blank, series, rows))
    spec = labels.with_labels(spec, label_format(rng, measure.unit, measure.decimals, coarse=False))
    return labels.thinned(rng, spec) if rng.random() < 0.2 else spec
