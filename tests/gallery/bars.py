"""Bars in the units of their axes."""

from dataclasses import dataclass

from tests.gallery.design import STACKS, Series, Spec


@dataclass(frozen=True, slots=True)
class Bar:
    """The middle and width count categories, from 0; start and end are values on the axis."""

    middle: float
    width: float
    start: float
    end: float
    label: str


def place_bars(spec: Spec) -> list[tuple[Series, list[Bar]]]:
    """Each series' bars; those without a value are left out, those of 0 are not."""
    grouped = spec.kind == "grouped"
    width = spec.look.band / (len(spec.series) if grouped else 1)
    placed = []
    ends = [0.0] * len(spec.categories)
    for i, series in enumerate(spec.series):
        shift = (i + 0.5) * width - spec.look.band / 2 if grouped else 0
        bars = []
        for j, (value, label) in enumerate(zip(series.values, series.labels, strict=True)):
            if value is None:
                continue
            start, end = (ends[j], ends[j] + value) if spec.kind in STACKS else (spec.scale.start, value)
            bars.append(Bar(j + shift, width, start, end, label))
            ends[j] = end
        placed.append((series, bars))
    return placed
