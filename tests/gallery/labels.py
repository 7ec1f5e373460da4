"""Which data labels are printed: those there is room for."""

import random
from dataclasses import replace

from tests.gallery.design import BARS, ROUNDS, NumberFormat, Series, Spec
from tests.gallery.layout import text_width


def with_labels(spec: Spec, form: NumberFormat) -> Spec:
    """The chart with a label on every part that has room for its number.

    Bars side by side go without where most have no room; stacks, slices and bubbles leave out the small ones.
    """
    labelled = tuple(replace(series, labels=_texts(spec, series, form)) for series in spec.series)
    parts = sum(bool(value) for series in spec.series for value in series.values)
    bare = parts - sum(bool(label) for series in labelled for label in series.labels)
    return spec if spec.kind in ("single", "grouped") and 2 * bare > parts else replace(spec, series=labelled)


def thinned(rng: random.Random, spec: Spec) -> Spec:
    """The chart with some labels left out; two or more stay where there were so many."""
    spare = [(i, j) for i, row in enumerate(spec.series) for j, label in enumerate(row.labels) if label][2:]
    gone = {place for place in spare if rng.random() < 0.3}
    thin = (
        replace(row, labels=tuple("" if (i, j) in gone else label for j, label in enumerate(row.labels)))
        for i, row in enumerate(spec.series)
    )
    return replace(spec, series=tuple(thin))


def _texts(spec: Spec, series: Series, form: NumberFormat) -> tuple[str, ...]:
    fits = _fits_bar if spec.kind in BARS else _fits_slice if spec.kind in ROUNDS else _fits_bubble
    texts = [form.text(value) if value else "" for value in series.values]
    return tuple(
        text if value and fits(spec, value, text_width(text, spec.look.size_pt)) else ""
        for value, text in zip(series.values, texts, strict=True)
    )


def _fits_bar(spec: Spec, value: float, text_pt: float) -> bool:
    frame, look, scale = spec.frame, spec.look, spec.scale
    along, across = frame.plot_height, frame.plot_width
    if not spec.vertical:
        along, across = across, along
    pitch_pt = across / len(spec.categories) / (len(spec.series) if spec.kind == "grouped" else 1)
    length_pt = along * (value - scale.start) / (scale.stop - scale.start)
    outside = look.label_place == "end"
    room_pt = pitch_pt if outside else pitch_pt * look.band
    if spec.vertical:
        return text_pt <= room_pt and (outside or look.size_pt * 1.3 <= length_pt)
    return look.size_pt <= room_pt and (outside or text_pt + 4 <= length_pt)


def _fits_slice(spec: Spec, value: float, text_pt: float) -> bool:
    """Outside, or in the middle of its slice: on the arc of the mean radius."""
    look, radius_pt = spec.look, spec.frame.plot_width / 2
    if look.label_place == "inside":
        return value / 100 * 6.28 * radius_pt * (1 + look.hole) / 2 >= text_pt
    return value / 100 * 6.28 * radius_pt >= 1.5 * look.size_pt


def _fits_bubble(spec: Spec, value: float, text_pt: float) -> bool:
    largest = max(value for series in spec.series for value in series.values if value)
    return spec.look.label_place == "end" or text_pt <= spec.look.bubble_pt * (value / largest) ** 0.5 * 0.95
