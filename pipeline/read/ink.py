"""The picture of a page to ink: what differs from the ground behind it, and whether it is type or drawn."""

from __future__ import annotations

from typing import Any

import numpy as np
from PIL import Image as Pictures
from scipy import ndimage

from pipeline.read.tesseract import Area

# The ground of a place is the colour that most of a window around it has, seen from afar.
GROUND_PX = 8

WINDOW = 13

CONTRAST = 1.3

INK = 70
"""Of 255 steps: print differs from its ground by this much, which is what is left of grey small print."""

THICKEST_STROKE_PT = 2.0

LONGEST_DASH_PT = 14.0

SOLID = 0.88

LEAST_SIDE_PT = 2.6

SLIMMEST_BAR = 3.5

ROUND = 0.7

LARGEST_ROUND_PT = 12.0

EDGE_PX = 3


def print_on_ground(picture: Pictures.Image) -> tuple[Any, Any]:
    """How much each pixel differs from its ground, as dark print on white, and the ground.

    At the edge of two grounds every colour between them is one of the ground: no edge is print.
    """
    size = (max(1, picture.width // GROUND_PX), max(1, picture.height // GROUND_PX))
    afar = np.asarray(picture.resize(size, Pictures.Resampling.BOX))
    ground = np.stack([ndimage.median_filter(afar[..., band], size=WINDOW) for band in range(3)], axis=-1)
    pixels = np.asarray(picture, dtype=np.int16)
    least, most = (
        np.asarray(Pictures.fromarray(near(ground, size=(3, 3, 1))).resize(picture.size, Pictures.Resampling.NEAREST))
        for near in (ndimage.minimum_filter, ndimage.maximum_filter)
    )
    unlike = np.maximum(least - pixels, pixels - most).max(axis=2)
    return (255 - np.clip(CONTRAST * unlike, 0, 255)).astype(np.uint8), ground


def colours_of(labelled: Any, grey: Any, picture: Pictures.Image) -> list[tuple[float, float, float]]:
    """The colour of each stretch of ink where it is strongest; its edges are mixed with the ground."""
    inked = labelled > 0
    numbers, pixels = labelled[inked], np.asarray(picture)[inked]
    strength = np.square(255.0 - grey[inked])
    whole = np.maximum(np.bincount(numbers, strength), 1.0)
    red, green, blue = (np.bincount(numbers, strength * pixels[:, band]) / whole for band in range(3))
    return list(zip(red.tolist(), green.tolist(), blue.tolist(), strict=True))


def is_solid(area: Area, ink: int, scale: float, tallest_pt: float) -> bool:
    """Whether ink fills its box, as a bar or the square of a legend; an upright stroke may be a letter I."""
    filled = ink >= SOLID * area.height * area.width and min(area.height, area.width) >= LEAST_SIDE_PT * scale
    return filled and (area.height <= SLIMMEST_BAR * area.width or area.height > tallest_pt * scale)


def is_drawn(area: Area, ink: int, scale: float, tallest_pt: float) -> bool:
    """Whether ink is a shape, a stroke or an edge rather than type."""
    if area.height > tallest_pt * scale:
        return True
    if area.height <= THICKEST_STROKE_PT * scale:
        return area.width > LONGEST_DASH_PT * scale
    is_large = min(area.height, area.width) > LARGEST_ROUND_PT * scale
    return is_large and ink >= ROUND * area.height * area.width


def is_cut(area: Area, shape: tuple[int, int]) -> bool:
    """Whether ink is at the edge of the sheet: shadows of it, or what is beyond it."""
    down, across = shape
    return min(area.top, area.left, down - area.bottom, across - area.right) < EDGE_PX
