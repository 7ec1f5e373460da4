"""Axis ticks: numbers alone, evenly spaced along a line, whose values go up in equal steps."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.extract.lines import Fragment
from pipeline.extract.tokens import TOKEN
from pipeline.model.geometry import BBox

FEWEST_TICKS = 3

# Tick labels are placed by a program: their distances differ by rounding only.
EVEN_PT = 1.0

# The label of a number on a card stands this near below it, in heights of the number.
UNDER_HEIGHTS = 1.0


def axis_ticks(fragments: Sequence[Fragment]) -> tuple[BBox, ...]:
    """The boxes of all tick labels of a page, of vertical and horizontal axes.

    A list or a table may by chance count in equal steps too, but its numbers have labels on their lines, and those of
    cards have them right under them.
    """
    numbers = [one for one in fragments if TOKEN.fullmatch(one.text)]
    upright = (one for one in fragments if one.words[0].direction == "ltr")
    texts = [one.bbox for one in upright if re.search(r"[^\W\d_]", one.text)]
    axes = [axis for across in (True, False) for axis in _axes(numbers, across=across)]
    return tuple(box for axis in axes if not _is_list(axis, texts) and not _is_of_cards(axis, texts) for box in axis)


def _is_of_cards(axis: Sequence[BBox], texts: Sequence[BBox]) -> bool:
    """Whether most numbers have a label of their own right below them, that begins where they do."""
    labelled = [
        any(
            abs(text.x0 - tick.x0) <= EVEN_PT and 0 <= text.top - tick.bottom <= UNDER_HEIGHTS * tick.height
            for text in texts
        )
        for tick in axis
    ]
    return sum(labelled) > len(axis) / 2


def _is_list(axis: Sequence[BBox], texts: Sequence[BBox]) -> bool:
    labelled = sum(any(tick.y_overlap(text) >= 0.5 * tick.height for text in texts) for tick in axis)
    return labelled > len(axis) / 2


def _axes(numbers: Sequence[Fragment], *, across: bool) -> list[list[BBox]]:
    lines: list[list[Fragment]] = []
    for number in sorted(
        numbers, key=lambda one: (_level(one.bbox, across=across), _position(one.bbox, across=across))
    ):
        home = next((line for line in lines if _on_axis(line[0], number, across=across)), None)
        if home is None:
            lines.append([number])
        else:
            home.append(number)
    ordered = [sorted(line, key=lambda one: _position(one.bbox, across=across)) for line in lines]
    return [[one.bbox for one in line] for line in ordered if _is_scale(line, across=across)]


def _on_axis(first: Fragment, other: Fragment, *, across: bool) -> bool:
    return abs(_level(first.bbox, across=across) - _level(other.bbox, across=across)) <= EVEN_PT and first.style_at(
        0
    ) == other.style_at(0)


def _level(box: BBox, *, across: bool) -> float:
    """What ticks of one axis have in common: the line they stand on, or their right edge."""
    return box.y_mid if across else box.x1


def _position(box: BBox, *, across: bool) -> float:
    return box.x_mid if across else box.y_mid


def _is_scale(line: Sequence[Fragment], *, across: bool) -> bool:
    if len(line) < FEWEST_TICKS:
        return False
    values = [int(re.sub(r"\D", "", one.text)) for one in line]
    places = [_position(one.bbox, across=across) for one in line]
    steps = {after - before for before, after in pairwise(values)}
    gaps = [after - before for before, after in pairwise(places)]
    return len(steps) == 1 and 0 not in steps and max(gaps) - min(gaps) <= EVEN_PT
