"""Ink to pieces of lines: what is as high as type and stands side by side.

Layout analysis that reads a whole page at once loses digits that stand by themselves, and joins neighbouring columns.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import numpy as np
from PIL import Image as Pictures
from scipy import ndimage

from pipeline.read.scans.ink import (
    EDGE_PX,
    FAR,
    INK,
    MOST_ALIKE,
    NEAR,
    colours_of,
    filled_boxes,
    is_blot,
    is_bubble,
    is_cut,
    is_drawn,
    is_solid,
    print_on_ground,
    runs_on,
    thickness_of,
)
from pipeline.read.tesseract import Area

PIXELS_PER_POINT = 300 / 72
"""What Tesseract is trained on."""

# Shapes of ink, in points. Type is no higher than TALLEST_PT; a stroke is thin and longer than any dash.
TALLEST_PT = 24.0

LARGE_PT = 11.0

FEWEST_OF_A_HEADLINE = 3

LEAST_CORE_PT = 2.4

LEAST_TYPE_PT = 3.6

SPECK_PX = 3

MOST_LARGER = 4

JUMP = 0.18
"""So many figures at most that rise above all letters before them by this part of their height."""

ONE_COLOUR = 90
"""Of 255 steps: letters of one line differ by less."""

GAP = 1.0
"""Letters of a piece are no farther apart than so many times the height of the highest."""

FEWEST_DOTS = 5

LARGEST_DOT_PT = 1.8

WIDEST_PITCH_PT = 6.0

EVEN_PITCH_PT = 0.8

LEVEL_PT = 0.6

ACCENT = 1.7

WIDEST_ACCENT = 2.5
"""A line is so many times as high as the rings over its letters, which are no wider than so many times their height."""

REACH = 0.4
"""Dots of i, rings, commas and hyphens are this part of a piece's height from it at most."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """Lines in pieces, and leaders: rows of dots. ``picture`` is dark type on white, without shapes and leaders.

    ``drawn`` tells which pixels are of shapes and strokes, ``ground`` the colours behind, one for so many pixels,
    ``solids`` where bars and squares are.
    """

    picture: Any
    lines: tuple[Area, ...]
    leaders: tuple[Area, ...]
    drawn: Any
    ground: Any
    solids: tuple[Area, ...]


@dataclass(frozen=True, slots=True)
class _Sought:
    """How high the letters are that are looked for, how wide their ground, and which lines and boxes are known."""

    heights_pt: tuple[float, float]
    window: int
    lines: tuple[Area, ...] = ()
    boxes: tuple[Area, ...] = ()


@dataclass(frozen=True, slots=True)
class _Ink:
    """Ink that hangs together, and its colour in steps of 255."""

    area: Area
    colour: tuple[float, float, float]


def headlines_of(picture: Pictures.Image, pixels_per_point: float) -> Pieces:
    """Large type, and what may be such, in a picture of half the size.

    Its ground cannot be seen from near: large letters fill the window that it is looked for in.
    """
    half = picture.resize((picture.width // 2, picture.height // 2), Pictures.Resampling.BOX)
    found = _pieces(half, pixels_per_point / 2, _Sought((LARGE_PT, 2 * TALLEST_PT), FAR))
    return replace(found, lines=tuple(one for one in found.lines if one.width >= FEWEST_OF_A_HEADLINE * one.height))


def pieces_of(picture: Pictures.Image, pixels_per_point: float, headlines: Pieces) -> Pieces:
    """What is printed on a page as type, with what is known to be headlines."""
    known = tuple(Area(2 * one.top, 2 * one.left, 2 * one.bottom, 2 * one.right) for one in headlines.lines)
    boxes = filled_boxes(picture, pixels_per_point)
    bars = tuple(box for box in boxes if not any(_holds(line, box) for line in known))  # an I in a headline is none
    near = _pieces(picture, pixels_per_point, _Sought((LEAST_CORE_PT, TALLEST_PT), NEAR, known, bars))
    if not known:
        return near
    larger = np.asarray(Pictures.fromarray(headlines.picture).resize(picture.size, Pictures.Resampling.BICUBIC))
    for one in known:
        place = slice(one.top, one.bottom), slice(one.left, one.right)
        near.picture[place] = larger[place]
    return replace(near, lines=tuple(sorted((*known, *near.lines))))


def _pieces(picture: Pictures.Image, scale: float, sought: _Sought) -> Pieces:
    """Pieces of lines with letters of the heights sought, outside lines and boxes that are known."""
    least_pt, tallest_pt = sought.heights_pt
    grey, ground = print_on_ground(picture, sought.window)
    for box in sought.boxes:
        grey[max(0, box.top - EDGE_PX) : box.bottom + EDGE_PX, max(0, box.left - EDGE_PX) : box.right + EDGE_PX] = 255
    labelled, _ = ndimage.label(grey < 255 - INK, np.ones((3, 3)))
    sizes = np.bincount(labelled.ravel())
    colours = colours_of(labelled, grey, picture)
    alike = runs_on(labelled, colours, picture)
    thickness = thickness_of(labelled)
    drawn = np.zeros(len(sizes), dtype=bool)
    cores: list[_Ink] = []
    small: list[tuple[int, Area]] = []
    solids = list(sought.boxes)
    for number, (rows, columns) in enumerate(ndimage.find_objects(labelled), start=1):
        area = Area(rows.start, columns.start, rows.stop, columns.stop)
        if any(_holds(one, area) for one in sought.lines):
            continue
        if is_solid(area, int(sizes[number]), scale, sought.heights_pt):
            drawn[number] = True
            solids.append(area)
        elif (
            alike[number] > MOST_ALIKE
            or is_cut(area, grey.shape)
            or is_drawn(area, scale, tallest_pt)
            or is_bubble(area, labelled[rows, columns] == number, scale)
            or is_blot(area, thickness[number], scale)
        ):
            drawn[number] = True
        elif area.height >= least_pt * scale:
            cores.append(_Ink(area, colours[number]))
        elif sizes[number] > SPECK_PX:
            small.append((number, area))
    leaders = list(_leaders(small, scale))
    dotted = {number for leader in leaders for number, _ in leader}
    shapes = drawn[labelled]
    drawn[sorted(dotted)] = True
    grey[ndimage.binary_dilation(drawn[labelled], np.ones((3, 3)))] = 255
    lines, accents = _apart(_chained(cores))
    lines = _with_marks(lines, [*accents, *(area for number, area in small if number not in dotted)])
    lines = [one for one in lines if one.height >= LEAST_TYPE_PT * scale or one.width >= WIDEST_ACCENT * one.height]
    dots = tuple(_hull(area for _, area in leader) for leader in leaders)
    return Pieces(grey, tuple(sorted(lines)), dots, shapes, ground, tuple(solids))


def _holds(line: Area, area: Area) -> bool:
    x, y = area.left + area.right, area.top + area.bottom
    return 2 * line.left <= x <= 2 * line.right and 2 * line.top <= y <= 2 * line.bottom


def _leaders(small: Iterable[tuple[int, Area]], scale: float) -> Iterator[list[tuple[int, Area]]]:
    """Rows of dots, evenly spaced, from the left."""
    dots = [(number, area) for number, area in small if max(area.height, area.width) <= LARGEST_DOT_PT * scale]
    rows: list[list[tuple[int, Area]]] = []
    for number, area in sorted(dots, key=lambda one: one[1].left):
        home = next(
            (
                row
                for row in reversed(rows)
                if area.left - row[-1][1].right <= WIDEST_PITCH_PT * scale
                and abs(area.bottom - row[-1][1].bottom) <= LEVEL_PT * scale
            ),
            None,
        )
        if home is None:
            rows.append([(number, area)])
        else:
            home.append((number, area))
    for row in rows:
        steps = [right.left - left.left for (_, left), (_, right) in pairwise(row)]
        usual = float(np.median(steps)) if steps else 0.0
        even = sum(abs(step - usual) <= EVEN_PITCH_PT * scale for step in steps)
        if len(row) >= FEWEST_DOTS and 2 * even >= len(steps):
            yield row


def _chained(cores: Sequence[_Ink]) -> list[Area]:
    """Ink of one colour side by side as one."""
    rows: list[list[_Ink]] = []
    heights: list[int] = []
    for ink in sorted(cores, key=lambda one: (one.area.left, one.area.top)):
        near = [at for at, row in enumerate(rows) if _follows(ink, row[-1], heights[at])]
        nearest = min(near, key=lambda at: ink.area.left - rows[at][-1].area.right, default=None)
        if nearest is None:
            rows.append([ink])
            heights.append(ink.area.height)
        else:
            rows[nearest].append(ink)
            heights[nearest] = max(heights[nearest], ink.area.height)
    return [_hull(part) for row in rows for part in _at_jump([one.area for one in row])]


def _at_jump(row: Sequence[Area]) -> Iterator[Sequence[Area]]:
    """A row in two where a number set larger ends it: Tesseract reads neither when they are one picture."""
    for at in range(max(1, len(row) - MOST_LARGER), len(row)):
        left, right = row[:at], row[at:]
        top = min(one.top for one in left)
        height = max(one.bottom for one in left) - top
        if len(left) >= MOST_LARGER - 1 and all(top - one.top >= JUMP * one.height for one in right) and height:
            yield left
            yield right
            return
    yield row


def _follows(ink: _Ink, before: _Ink, tallest: int) -> bool:
    area, last = ink.area, before.area
    common = min(area.bottom, last.bottom) - max(area.top, last.top)
    is_beside = area.left - last.right <= GAP * max(area.height, tallest)
    unlike = max(abs(one - other) for one, other in zip(ink.colour, before.colour, strict=True))
    return is_beside and 2 * common >= min(area.height, last.height) and unlike <= ONE_COLOUR


def _apart(lines: Sequence[Area]) -> tuple[list[Area], list[Area]]:
    """Lines, and the rings and dots over letters of large type that are among them."""
    by_top = sorted(lines)
    tops = [line.top for line in by_top]
    tallest = max((line.height for line in lines), default=0)
    accents = {
        line
        for line in by_top
        if _is_accent(line, by_top[bisect_left(tops, line.top - tallest) : bisect_right(tops, line.bottom + tallest)])
    }
    return [line for line in by_top if line not in accents], sorted(accents)


def _is_accent(area: Area, lines: Iterable[Area]) -> bool:
    """Whether an area that is no word lies over letters of one of the lines, at their height, or at their feet."""
    middle, centre = (area.top + area.bottom) / 2, (area.left + area.right) / 2
    return area.width <= WIDEST_ACCENT * area.height and any(
        line.height >= ACCENT * area.height
        and _reaches(line, centre, middle)
        and not line.top + REACH * line.height < middle < line.bottom - REACH * line.height
        for line in lines
    )


def _with_marks(lines: Sequence[Area], marks: Iterable[Area]) -> list[Area]:
    """The lines grown by dots, accents, commas and hyphens close to them."""
    by_top = sorted(lines)
    tops = [line.top for line in by_top]
    tallest = max((line.height for line in lines), default=0)
    grown = {line: [line] for line in by_top}
    for mark in marks:
        x, y = (mark.left + mark.right) / 2, (mark.top + mark.bottom) / 2
        near = by_top[bisect_left(tops, y - 2 * tallest) : bisect_right(tops, y + tallest)]
        homes = [line for line in near if _reaches(line, x, y)]
        home = min(homes, key=lambda line: (_beyond(line, x), abs((line.top + line.bottom) / 2 - y)), default=None)
        if home is not None:
            grown[home].append(mark)
    return [_hull(parts) for parts in grown.values()]


def _beyond(line: Area, x: float) -> float:
    """How far before or behind a line something is."""
    return max(0.0, line.left - x, x - line.right)


def _reaches(line: Area, x: float, y: float) -> bool:
    reach = REACH * line.height
    return line.left - 2 * reach <= x <= line.right + 2 * reach and line.top - reach <= y <= line.bottom + reach


def _hull(areas: Iterable[Area]) -> Area:
    every = tuple(areas)
    return Area(
        min(one.top for one in every),
        min(one.left for one in every),
        max(one.bottom for one in every),
        max(one.right for one in every),
    )
