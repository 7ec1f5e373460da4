"""Charts as measured on the page: bars, slices and bubbles with the values that their shapes stand for."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, ROUND_UP, Decimal
from enum import StrEnum
from math import floor, log10

from pipeline.model.geometry import BBox
from pipeline.model.span import Span


class ChartKind(StrEnum):
    """How values are drawn. ``stacked`` bars consist of parts, ``grouped`` ones stand side by side in a category."""

    STACKED = "stacked"
    GROUPED = "grouped"
    SINGLE = "single"
    PIE = "pie"
    RING = "ring"
    BUBBLE = "bubble"

    @property
    def is_round(self) -> bool:
        """Tell whether angles or areas are measured instead of lengths."""
        return self in {ChartKind.PIE, ChartKind.RING, ChartKind.BUBBLE}


class Orientation(StrEnum):
    """Which way bars grow; ``none`` for round charts."""

    VERTICAL = "vertical"
    HORIZONTAL = "horizontal"
    NONE = ""


class ScaleSource(StrEnum):
    """Where a scale comes from.

    ``labels``, ``total`` and ``told`` use up one degree of freedom: with them bars can testify to proportions only.
    ``told`` are counts in running text whose proportions bars without names have. ``none`` leaves values as parts of
    the largest.
    """

    TICKS = "ticks"
    LABELS = "labels"
    TOTAL = "total"
    TOLD = "told"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Scale:
    """Values as ``per_pt`` units a point from ``zero_pt``, where the unit is ``unit`` (``percent`` or empty).

    ``precision_pt`` is how far an edge may be from where it was meant: the residual of the ticks' own positions, and
    at least the step in which the file writes coordinates. Of slices the degree takes the place of the point, of
    bubbles the square point.
    """

    source: ScaleSource
    per_pt: float
    zero_pt: float
    precision_pt: float
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """One bar, part of a bar, slice or bubble.

    ``category`` and ``series`` are ``None`` where no text names them; ``colour`` (``#rrggbb``) does then. ``value`` and
    ``tolerance`` are in the unit of the chart's scale. ``label`` is the number printed at it.
    """

    bbox: BBox
    colour: str
    value: float
    tolerance: float
    category: Span | None = None
    series: Span | None = None
    label: Span | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart with all marks in reading order; ``categories`` are all names at its axis, also those without a bar.

    ``by_ocr`` tells that some of its texts were read from a picture of the page.
    """

    page: int
    bbox: BBox
    kind: ChartKind
    orientation: Orientation
    scale: Scale
    marks: tuple[Mark, ...]
    categories: tuple[Span, ...] = ()
    legend: tuple[tuple[str, Span], ...] = ()
    by_ocr: bool = False

    @property
    def spans(self) -> tuple[Span, ...]:
        """All texts of the chart: names, legend, numbers."""
        told = (text for mark in self.marks for text in (mark.category, mark.series, mark.label) if text is not None)
        return (*told, *self.categories, *(name for _, name in self.legend))


UNLABELLED = "unlabelled:"
"""How a series begins that no text names; its colour follows."""


def series_of(mark: Mark) -> str | None:
    """The name of the series; ``unlabelled:#rrggbb`` where neither series nor category is named, else ``None``."""
    if mark.series is not None:
        return mark.series.text
    return f"{UNLABELLED}{mark.colour}" if mark.category is None else None


def rounded(value: float, tolerance: float) -> tuple[Decimal, Decimal]:
    """A measured value to the first digit of its error, and the error with what rounding adds to it."""
    step = Decimal(1).scaleb(min(0, floor(log10(tolerance))))
    shown = Decimal(repr(value)).quantize(step, ROUND_HALF_EVEN)
    error = (Decimal(repr(tolerance)) + step / 2).quantize(step / 10, ROUND_UP)
    return Decimal(f"{shown.normalize():f}"), Decimal(f"{error.normalize():f}")
