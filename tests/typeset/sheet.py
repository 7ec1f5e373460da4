"""What every block needs to set itself: the layout, the words of the data, the width at hand, and text styles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tests.typeset.scene import Run, Source, Style

if TYPE_CHECKING:
    from decimal import Decimal

    from tests.typeset.layout import Layout
    from tests.typeset.model import Block, Number

# Dark enough for white lettering on it; below that, bubbles carry ink.
_LIGHT = 150


@dataclass(frozen=True, slots=True)
class Sheet:
    """A place to set a block in; `seams` maps a word to where it may be parted."""

    layout: Layout
    words: Mapping[str, str]
    seams: Mapping[str, tuple[int, ...]]
    width: float

    def body(self, scale: float = 1.0, colour: str = "") -> Style:
        """Return the style of running text."""
        kind = self.layout.type
        return Style(kind.body.regular, kind.size * scale, colour or self.layout.palette.ink)

    def bold(self, scale: float = 1.0, colour: str = "") -> Style:
        """Return the bold style of running text."""
        kind = self.layout.type
        return Style(kind.body.bold, kind.size * scale, colour or self.layout.palette.ink)

    def display(self, size: float, colour: str = "", *, bold: bool = False) -> Style:
        """Return the style of headings and labels of figures."""
        faces = self.layout.type.display
        return Style(faces.bold if bold else faces.regular, size, colour or self.layout.palette.ink)

    def small(self, colour: str = "", *, bold: bool = False) -> Style:
        """Return the style of labels in figures and tables."""
        return self.display(self.layout.type.size * 0.82, colour, bold=bold)

    def narrowed(self, width: float) -> Sheet:
        """Return the same sheet with another width."""
        return replace(self, width=width)


def printed(number: Number, thousands: str) -> str:
    """Return the number as it is printed."""
    if number.printed is not None:
        return number.printed
    if number.value is None:
        raise ValueError(f"number {number.key} has neither a value nor a mark to print")
    return grouped(number.value, thousands)


def grouped(value: Decimal, thousands: str) -> str:
    """Write a value with a decimal comma and `thousands` between groups of three digits."""
    return f"{value:,f}".replace(".", "\u0000").replace(",", thousands).replace("\u0000", ",")


def number_run(sheet: Sheet, style: Style, source: Source) -> Run:
    """Return the run that prints a number of the data."""
    return Run(printed(source.number, sheet.layout.thousands), style, source=source)


def marked_number(block: Block, number: Number, run: Run) -> tuple[Run, ...]:
    """Return a number with the raised footnote mark that its block gives it."""
    if number.key not in block.marked:
        return (run,)
    style = replace(run.style, size=run.style.size * 0.6)
    return run, Run("1", style, digits="other", rise=run.style.size * 0.35)


def on_colour(fill: str, ink: str) -> str:
    """Return white on a dark fill, else the ink."""
    red, green, blue = (int(fill[start : start + 2], 16) for start in (1, 3, 5))
    return "#ffffff" if 0.299 * red + 0.587 * green + 0.114 * blue < _LIGHT else ink
