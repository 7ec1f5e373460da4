"""Bubbles whose areas are the numbers, strewn over a rectangle without touching."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tests.typeset.charts import counted
from tests.typeset.leaders import wrapped
from tests.typeset.scene import ChartArea, Circle, Mark, Piece, Run, Source, Style, placed, runs_width, set_runs
from tests.typeset.sheet import Sheet, number_run, on_colour

if TYPE_CHECKING:
    from tests.typeset.model import Block

_MARGIN = 7.0
_LARGEST = 62.0
_SMALLEST = 5.0
_TRIES = 500
_SHRINK = 0.93


@dataclass(frozen=True, slots=True)
class Bubble:
    """A disc with its lettering around its own centre; the rectangle it needs is `width` by `height`."""

    width: float
    height: float
    marks: tuple[Mark, ...]


def bubbles_piece(block: Block, sheet: Sheet) -> Piece:
    """Return the bubbles on an area as wide as the sheet."""
    page = sheet.layout.page
    text_height = page.height - page.margin_top - page.margin_bottom
    height = min(sheet.width * 0.95, text_height * 0.72)
    items = [item for group in block.groups for item in group.items]
    largest = max(float(item.value or 0) for item in items)
    fills = sheet.layout.palette.series
    scale = 1.0
    while True:
        radii = [max(_LARGEST * scale * math.sqrt(float(item.value or 0) / largest), _SMALLEST) for item in items]
        bubbles = [
            _bubble(Source(block.id, "label", item, item.label, ""), radius, fills[index % len(fills)], sheet)
            for index, (item, radius) in enumerate(zip(items, radii, strict=True))
        ]
        corners = _strewn(bubbles, sheet.width, height, sheet.layout.industries.seed)
        if corners is not None:
            break
        scale *= _SHRINK
    marks = [
        mark
        for bubble, (x, y) in zip(bubbles, corners, strict=True)
        for mark in placed(bubble.marks, x + bubble.width / 2, y)
    ]
    area = ChartArea(0.0, 0.0, sheet.width, height, block.id, block.figure, "bubbles", counted(block))
    return Piece(height, (area, *marks), gap=8.0)


def _bubble(source: Source, radius: float, fill: str, sheet: Sheet) -> Bubble:
    ink = sheet.layout.palette.ink
    inside = _lettering(source, sheet, on_colour(fill, ink), radius * 1.6)
    leading = sheet.small().size * max(sheet.layout.industries.number_size, 1.0) * 1.1
    disc = Circle(0.0, radius, radius, fill)
    if max(runs_width(line) for line in inside) <= radius * 1.7 and len(inside) * leading <= radius * 1.3:
        first = radius - len(inside) * leading / 2 + leading * 0.78
        return Bubble(2 * radius, 2 * radius, (disc, *_centred(inside, first, leading)))
    under = _lettering(source, sheet, ink, sheet.layout.industries.wrap_at)
    widest = max(runs_width(line) for line in under)
    marks = (disc, *_centred(under, 2 * radius + leading, leading))
    return Bubble(max(2 * radius, widest), 2 * radius + leading * (len(under) + 0.3), marks)


def _lettering(source: Source, sheet: Sheet, colour: str, width: float) -> list[tuple[Run, ...]]:
    style = sheet.small(colour)
    big = Style(sheet.small(bold=True).font, style.size * sheet.layout.industries.number_size, colour)
    number = number_run(sheet, big, source)
    limit = min(width, sheet.layout.industries.wrap_at)
    lines = wrapped(source.label, style, limit)
    match sheet.layout.industries.number:
        case "beneath":
            return [*lines, (number,)]
        case "spaced":
            return [*lines[:-1], (*(replace(run, text=run.text + " ") for run in lines[-1]), number)]
        case "glued":
            return [*lines[:-1], (*lines[-1], number)]


def _centred(lines: Sequence[tuple[Run, ...]], first: float, leading: float) -> list[Mark]:
    return [
        mark
        for index, line in enumerate(lines)
        for mark in set_runs(line, -runs_width(line) / 2, first + index * leading)
    ]


def _strewn(bubbles: Sequence[Bubble], width: float, height: float, seed: int) -> list[tuple[float, float]] | None:
    """Return top left corners, or None where not all find room; larger ones choose first."""
    dice = random.Random(seed)  # noqa: S311 - scattering circles, not keeping secrets
    order = sorted(range(len(bubbles)), key=lambda index: (-bubbles[index].width * bubbles[index].height, index))
    taken: dict[int, tuple[float, float]] = {}
    for index in order:
        corner = _free_corner(bubbles, index, taken, (width, height), dice)
        if corner is None:
            return None
        taken[index] = corner
    return [taken[index] for index in range(len(bubbles))]


def _free_corner(
    bubbles: Sequence[Bubble],
    index: int,
    taken: dict[int, tuple[float, float]],
    area: tuple[float, float],
    dice: random.Random,
) -> tuple[float, float] | None:
    bubble = bubbles[index]
    if bubble.width > area[0] or bubble.height > area[1]:
        return None
    for _ in range(_TRIES):
        x, y = dice.random() * (area[0] - bubble.width), dice.random() * (area[1] - bubble.height)
        if all(_apart((x, y), bubble, corner, bubbles[other]) for other, corner in taken.items()):
            return x, y
    return None


def _apart(one: tuple[float, float], a: Bubble, two: tuple[float, float], b: Bubble) -> bool:
    return (
        one[0] + a.width + _MARGIN <= two[0]
        or two[0] + b.width + _MARGIN <= one[0]
        or one[1] + a.height + _MARGIN <= two[1]
        or two[1] + b.height + _MARGIN <= one[1]
    )
