"""What a chart is to look like: one plan that every writer can draw."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from tests.gallery.model import Box, Chart, Part

KINDS = ("stacked", "stacked_100", "grouped", "single", "pie", "ring", "bubble")
STACKS = ("stacked", "stacked_100")
ROUNDS = ("pie", "ring")
BARS = (*STACKS, "grouped", "single")


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """How a number is printed, with decimal comma."""

    decimals: int
    suffix: str
    thousands: str

    def text(self, value: float) -> str:
        rounded = Decimal(str(value)).quantize(Decimal(1).scaleb(-self.decimals), ROUND_HALF_UP)
        return f"{rounded:,}".translate({ord(","): self.thousands, ord("."): ","}) + self.suffix


@dataclass(frozen=True, slots=True)
class Scale:
    """A value axis from start to stop."""

    start: float
    stop: float
    step: float

    @property
    def ticks(self) -> tuple[float, ...]:
        return tuple(
            round(self.start + i * self.step, 6) for i in range(round((self.stop - self.start) / self.step) + 1)
        )

    def share(self, value: float) -> float:
        return (value - self.start) / (self.stop - self.start)


@dataclass(frozen=True, slots=True)
class Frame:
    """Where things stand in the chart's cell, in points from the cell's top left."""

    width: float
    height: float
    plot: Box
    legend: Box
    legend_columns: int

    @property
    def plot_width(self) -> float:
        return self.plot[2] - self.plot[0]

    @property
    def plot_height(self) -> float:
        return self.plot[3] - self.plot[1]


@dataclass(frozen=True, slots=True)
class Look:
    """Everything that changes the drawing but not the numbers."""

    size_pt: float
    font: str
    band: float
    shape: str
    twice: str
    edge: str
    panel: str
    plot_fill: str
    grid_dash: bool
    axis_line: bool
    far_axis: bool
    upwards: bool
    clipped: bool
    first_tick: bool
    caption: str
    label_place: str
    swatch: str
    turn_degrees: float
    clockwise: bool
    hole: float
    centre_text: str
    bubble_pt: float


@dataclass(frozen=True, slots=True)
class Series:
    """One value and one label for every category; None where there is no bar. Names may hold a line break."""

    name: str
    colour: str
    hatch: str
    values: tuple[float | None, ...]
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Spec:
    """A chart to draw. Slices take their colours from `colours`, one a category; slices and bubbles use no scale."""

    name: str
    seed: int
    kind: str
    orientation: str
    unit: str
    title: str
    note: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    colours: tuple[str, ...]
    scale: Scale
    tick_format: NumberFormat
    has_axis: bool
    has_gridlines: bool
    has_legend: bool
    frame: Frame
    look: Look

    @property
    def vertical(self) -> bool:
        return self.orientation == "vertical"

    @property
    def tick_texts(self) -> tuple[str, ...]:
        """Empty where the axis is not printed."""
        texts = [self.tick_format.text(tick) if self.has_axis else "" for tick in self.scale.ticks]
        return tuple(texts if self.look.first_tick else ["", *texts[1:]])

    @property
    def legend(self) -> tuple[tuple[str, str, str], ...]:
        """Name, colour and hatching of each entry."""
        if self.kind in ROUNDS:
            return tuple((name, colour, "") for name, colour in zip(self.categories, self.colours, strict=False))
        return tuple((series.name, series.colour, series.hatch) for series in self.series)


def truth(spec: Spec, writer: str, page: int, corner: tuple[float, float]) -> Chart:
    """The truth about a spec drawn with its cell's top left at the corner."""
    (x, y), (x0, top, x1, bottom) = corner, spec.frame.plot
    parts = _parts(spec)
    return Chart(
        name=spec.name,
        writer=writer,
        kind=spec.kind,
        orientation=spec.orientation,
        unit=spec.unit,
        parts=parts,
        page=page,
        box=(x + x0, y + top, x + x1, y + bottom),
        has_axis=spec.has_axis,
        has_gridlines=spec.has_gridlines,
        has_legend=spec.has_legend,
        has_labels=any(part.label for part in parts),
    )


def ink(colour: str) -> str:
    """A text colour that can be read on the colour."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    dark = 0.3 * red + 0.59 * green + 0.11 * blue < 140  # half of 255 and a little: white reads well on mid tones
    return "#ffffff" if dark else "#1a1a1a"


def _parts(spec: Spec) -> tuple[Part, ...]:
    return tuple(
        Part(category.replace("\n", " "), series.name.replace("\n", " "), value, label)
        for series in spec.series
        for category, value, label in zip(spec.categories, series.values, series.labels, strict=True)
        if value
    )
