"""The picture of a page to ink: what differs from the ground behind it, and whether it is type or drawn."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from PIL import Image as Pictures
from scipy import ndimage

from pipeline.read.tesseract import Area

GROUND_PX = 8
NEAR = 13
FAR = 21
"""The ground of a place is the colour that most of a window has, in cells of so many pixels; for headlines a wider one.

The nearer one is twice as wide as a line of text is high, and no wider than a small bubble.
"""

CONTRAST = 1.3
"""Grey print is made darker by this factor."""

INK = 70
"""Of 255 steps: print differs from its ground by this much, which is what is left of grey small print."""

# A stroke is thin and longer than any dash.
THICKEST_STROKE_PT = 2.0
LONGEST_DASH_PT = 14.0

# Bars fill their boxes, and are wider than strokes and dots of letters; an upright one is no slimmer than this.
SOLID = 0.88
LEAST_SIDE_PT = 2.6
STROKE = 0.6
SLIMMEST_BAR = 3.5

# Filled boxes are looked for in cells of so many points: how much they differ from the paper, which is what most of the
# window around has, and among themselves, in 255 steps; how thick they are, and which part of their hull is filled.
CELL_PT = 1.0
PAPER_PT = 150.0
UNLIKE_PAPER = 24
ONE_SHADE = 32
THINNEST_BOX = 5
THICKEST_BOX = 40
FILLED = 0.97

# Bubbles are as wide as high, to within this factor, and filled along both axes; no letter is.
EVEN = 1.1
FULL_AXIS = 0.97
SMALLEST_BUBBLE_PT = 12.0

# Strokes of black type are as thick as this part of its height at most; lower ink is too coarse to tell.
THICKEST_STROKE = 0.45
LOWEST_BLOT_PT = 6.0

# What lies around ink, beyond its blurred edge; colours that are the same; how much of it may be a letter close by.
EDGE_OF_INK_PX = 2
AROUND_PX = 5
SAME_COLOUR = 40
MOST_ALIKE = 0.25

EDGE_PX = 3
"""Ink so near to the edge of the sheet is its shadow."""


def print_on_ground(picture: Pictures.Image, window: int) -> tuple[Any, Any]:
    """How much each pixel differs from its ground, as dark print on white, and the ground.

    At the edge of two grounds every colour between them is one of the ground: no edge is print.
    """
    size = (max(1, picture.width // GROUND_PX), max(1, picture.height // GROUND_PX))
    afar = np.asarray(picture.resize(size, Pictures.Resampling.BOX))
    ground = np.stack([ndimage.median_filter(afar[..., band], size=window) for band in range(3)], axis=-1)
    pixels = np.asarray(picture, dtype=np.int16)
    least, most = (
        np.asarray(Pictures.fromarray(near(ground, size=(3, 3, 1))).resize(picture.size, Pictures.Resampling.NEAREST))
        for near in (ndimage.minimum_filter, ndimage.maximum_filter)
    )
    unlike = np.maximum(least - pixels, pixels - most).max(axis=2)
    return (255 - np.clip(CONTRAST * unlike, 0, 255)).astype(np.uint8), ground


def filled_boxes(picture: Pictures.Image, scale: float) -> Iterator[Area]:
    """Bars and swatches with nothing written in them, however light: areas of one colour that fill a box."""
    cell = max(1, round(CELL_PT * scale))
    afar = picture.resize((max(1, picture.width // cell), max(1, picture.height // cell)), Pictures.Resampling.BOX)
    pixels = np.asarray(afar, dtype=np.int16)
    paper = _paper(afar, cell / scale)
    unlike = np.abs(pixels - paper).max(axis=2) >= UNLIKE_PAPER
    thick = ndimage.binary_opening(unlike, np.ones((THINNEST_BOX, THINNEST_BOX)))
    labelled, _ = ndimage.label(thick)
    whole = np.asarray(picture, dtype=np.int16)
    for number, (rows, columns) in enumerate(ndimage.find_objects(labelled), start=1):
        filled = labelled[rows, columns] == number
        if min(filled.shape) > THICKEST_BOX or filled[1:-1, 1:-1].mean() < FILLED:
            continue
        area = Area(*(cell * edge for edge in (rows.start, columns.start, rows.stop, columns.stop)))
        inside = whole[area.top + cell : area.bottom - cell, area.left + cell : area.right - cell]
        colour = np.median(inside, axis=(0, 1))
        is_paper = np.abs(colour - np.median(paper[rows, columns], axis=(0, 1))).max() < UNLIKE_PAPER
        if not is_paper and (np.abs(inside - colour).max(axis=2) <= ONE_SHADE).mean() >= FILLED:
            yield area


def _paper(afar: Pictures.Image, cell_pt: float) -> Any:
    """The colour that most of a wide window has, for each cell; a coarse picture tells it as well."""
    size = (max(1, afar.width // GROUND_PX), max(1, afar.height // GROUND_PX))
    coarse = np.asarray(afar.resize(size, Pictures.Resampling.NEAREST))  # averages would be of paper and type
    window = max(3, round(PAPER_PT / cell_pt / GROUND_PX))
    paper = np.stack([ndimage.median_filter(coarse[..., band], size=window) for band in range(3)], axis=-1)
    return np.asarray(Pictures.fromarray(paper).resize(afar.size, Pictures.Resampling.NEAREST), dtype=np.int16)


def colours_of(labelled: Any, grey: Any, picture: Pictures.Image) -> list[tuple[float, float, float]]:
    """The colour of each stretch of ink where it is strongest; its edges are mixed with the ground."""
    inked = labelled > 0
    numbers, pixels = labelled[inked], np.asarray(picture)[inked]
    strength = np.square(255.0 - grey[inked])
    count = int(labelled.max()) + 1
    whole = np.maximum(np.bincount(numbers, strength, count), 1.0)
    red, green, blue = (np.bincount(numbers, strength * pixels[:, band], count) / whole for band in range(3))
    return list(zip(red.tolist(), green.tolist(), blue.tolist(), strict=True))


def runs_on(labelled: Any, colours: Any, picture: Pictures.Image) -> Any:
    """Of each stretch of ink, the part of what lies close around it that has its colour: of type there is none.

    It is the edge of a shape then, whose inside was taken for ground.
    """
    pixels = np.asarray(picture)
    near = ndimage.maximum_filter(labelled, 2 * EDGE_OF_INK_PX + 1) > 0
    around = np.where(near, 0, ndimage.maximum_filter(labelled, 2 * AROUND_PX + 1))
    place = around > 0
    owner = around[place]
    alike = np.abs(pixels[place] - np.asarray(colours, dtype=float).reshape(-1, 3)[owner]).max(axis=1) <= SAME_COLOUR
    count = int(labelled.max()) + 1
    return np.bincount(owner, alike, count) / np.maximum(np.bincount(owner, minlength=count), 1)


def is_solid(area: Area, ink: int, scale: float, heights_pt: tuple[float, float]) -> bool:
    """Whether ink fills its box, as a bar or the square of a legend; an upright stroke may be a letter I.

    ``heights_pt`` are those of the lowest letters and the highest; of black type strokes and dots are wide, too.
    """
    least_pt, tallest_pt = heights_pt
    side = max(LEAST_SIDE_PT, STROKE * least_pt) * scale
    filled = ink >= SOLID * area.height * area.width and min(area.height, area.width) >= side
    return filled and (area.height <= SLIMMEST_BAR * area.width or area.height > tallest_pt * scale)


def is_drawn(area: Area, scale: float, tallest_pt: float) -> bool:
    """Whether ink is a shape, a stroke or an edge rather than type."""
    if area.height > tallest_pt * scale:
        return True
    return area.height <= THICKEST_STROKE_PT * scale and area.width > LONGEST_DASH_PT * scale


def is_bubble(area: Area, inside: Any, scale: float) -> bool:
    """Whether ink is round and filled: as wide as high, and without a gap on either of its axes, as letters have."""
    smaller, larger = sorted((area.height, area.width))
    if smaller <= SMALLEST_BUBBLE_PT * scale or larger > EVEN * smaller:
        return False
    axes = inside[area.height // 2], inside[:, area.width // 2]
    return bool(min(axis.mean() for axis in axes) >= FULL_AXIS)


def thickness_of(labelled: Any) -> Any:
    """How thick each stretch of ink is where it is thickest, in pixels."""
    inside = ndimage.distance_transform_cdt(labelled > 0, metric="chessboard")
    return 2 * ndimage.maximum(inside, labelled, np.arange(int(labelled.max()) + 1)) - 1


def is_blot(area: Area, thickness: float, scale: float) -> bool:
    """Whether ink is thicker than any stroke of a letter of its height: a country on a map, or a logo."""
    return area.height > LOWEST_BLOT_PT * scale and thickness > THICKEST_STROKE * area.height


def is_cut(area: Area, shape: tuple[int, int]) -> bool:
    """Whether ink is at the edge of the sheet: shadows of it, or what is beyond it."""
    down, across = shape
    return min(area.top, area.left, down - area.bottom, across - area.right) < EDGE_PX
