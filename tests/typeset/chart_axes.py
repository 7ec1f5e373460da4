"""Axes of bars that carry no numbers, and percentages printed on parts and slices."""

from __future__ import annotations

from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from tests.typeset.scene import Line, Mark, Run, Source, Text
from tests.typeset.sheet import Sheet, grouped, on_colour

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.typeset.model import Block, Group, Number

AXIS_ROOM = 34.0
_STEPS = (1, 2, 5)


def upright_axis(block: Block, sheet: Sheet, largest: float, foot: float, height: float) -> Iterator[Mark]:
    """Yield ticks on the left of upright bars, and lines across where the layout has them."""
    for tick in _ticks(largest):
        y = foot - height * tick / largest
        run = _tick(block, sheet, tick)
        yield Text(AXIS_ROOM - 6.0 - run.width_pt, y + run.style.size * 0.35, run)
        if sheet.layout.charts.gridlines and tick:
            yield Line(AXIS_ROOM, y, sheet.width, y, sheet.layout.palette.grey, 0.3)


def lying_axis(block: Block, sheet: Sheet, largest: float, place: tuple[float, float, float]) -> Iterator[Mark]:
    """Yield ticks under lying bars; `place` is the axis' left end, its length, and how far down it is."""
    left, room, foot = place
    yield Line(left, foot, left + room, foot, sheet.layout.palette.grey, 0.6)
    for tick in _ticks(largest):
        x = left + room * tick / largest
        run = _tick(block, sheet, tick)
        yield Line(x, foot, x, foot + 3.0, sheet.layout.palette.grey, 0.6)
        yield Text(x - run.width_pt / 2, foot + run.style.size * 1.5, run)


def part_label(block: Block, group: Group, item: Number, share: Decimal, sheet: Sheet) -> Run | None:
    """Return the whole percentage of a part, where the layout prints it and it is not nothing."""
    rounded = share.quantize(Decimal(1), ROUND_HALF_UP)
    if not sheet.layout.charts.part_labels or not rounded:
        return None
    number = replace(
        item,
        key=f"{item.key}.share",
        value=rounded,
        printed=f"{rounded} %",
        measure="share",
        unit="percent",
        base_measure=item.measure,
        share_base=block.share_base,
    )
    style = sheet.small()
    source = Source(block.id, "chart", number, item.label, group.label)
    return Run(f"{rounded} %", replace(style, size=style.size * 0.9), source=source)


def on_fill(run: Run, fill: str, sheet: Sheet) -> Run:
    """Return the run in a colour that can be read on a fill."""
    return replace(run, style=replace(run.style, colour=on_colour(fill, sheet.layout.palette.ink)))


def _ticks(largest: float) -> list[int]:
    """Return round numbers from 0 up to the largest value, about five."""
    step = next(step * 10**power for power in range(9) for step in _STEPS if largest <= step * 10**power * 6)
    return list(range(0, int(largest) + 1, step))


def _tick(block: Block, sheet: Sheet, tick: int) -> Run:
    text = grouped(Decimal(tick), sheet.layout.thousands)
    is_outlined = block.id in sheet.layout.charts.outlined_numbers
    return Run(text, sheet.small(), digits="axis_tick", outlined=is_outlined)
