"""The truth about a drawn chart."""

from dataclasses import dataclass

Box = tuple[float, float, float, float]
"""x0, top, x1, bottom in points, from the top left."""


@dataclass(frozen=True, slots=True)
class Part:
    """A bar, segment, slice or bubble that is drawn.

    The value is the one drawn, in the unit of the axis; slices and segments of a 100 % stack in percent, bubbles in
    the unit of their labels. The label is what is printed for it and may be rounded; '' where none is printed.
    Names broken over lines are joined with a space. A series has a name also where no legend prints it; slices and
    bubbles in one row have none.
    """

    category: str
    series: str
    value: float
    label: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart on a page, counted from 1; the box surrounds the plot area, without tick labels, names and legend."""

    name: str
    writer: str
    kind: str
    orientation: str
    unit: str
    parts: tuple[Part, ...]
    page: int
    box: Box
    has_axis: bool
    has_gridlines: bool
    has_legend: bool
    has_labels: bool
