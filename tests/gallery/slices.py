"""Slices of a pie or ring and the texts that stand in and beside them."""

import math
from dataclasses import dataclass

from tests.gallery.design import Spec


@dataclass(frozen=True, slots=True)
class Slice:
    """Angles in radians, clockwise from the top; they fall where slices follow each other counter-clockwise."""

    value: float
    colour: str
    start: float
    end: float
    inner: str
    outer: str

    @property
    def middle(self) -> float:
        return (self.start + self.end) / 2


def place_slices(spec: Spec) -> list[Slice]:
    """The slices that are drawn; names stand outside where no legend has them."""
    look, series = spec.look, spec.series[0]
    sign = 1 if look.clockwise else -1
    angle, placed = sign * math.radians(look.turn_degrees), []
    for name, colour, value, label in zip(spec.categories, spec.colours, series.values, series.labels, strict=False):
        if not value:
            continue
        end = angle + sign * value / 100 * math.tau
        inner, beside = (label, "") if look.label_place == "inside" else ("", label)
        outer = "\n".join(filter(None, ("" if spec.has_legend else name, beside)))
        placed.append(Slice(value, colour, angle, end, inner, outer))
        angle = end
    return placed
