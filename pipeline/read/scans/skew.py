"""By how much a scanned page is turned: the angle at which its lines of text are level.

Source: the projection profiles of Postl, Detection of linear oblique structures and skew scan in digitized documents
(ICPR 1986): level lines of text leave the sharpest steps between rows that are dark and rows that are not.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy import ndimage

LARGEST_DEGREES = 5.0
"""Sheets that slip in a feeder turn by less; what is turned more is set so."""

COARSE_DEGREES = 0.25
FINE_DEGREES = 0.02

LEAST_DEGREES = 0.05
"""Over the width of an A4 page half a point: less than lines of text differ by anyhow."""

INK = 40
"""Of 255 steps: type is this much darker, or lighter, than what is around it."""

AROUND_PX = 31
"""How far around, in pixels of a picture with 200 of them an inch: a line of type and its leading."""

FEWEST_INK_PX = 2000
"""Of some words; without any there is nothing to level."""

SHARPER = 1.1
"""Where lines of text are level the profile is sharper by this factor, at least, than at the usual angle."""


def skew_degrees(grey: Any) -> float:
    """By how many degrees a picture has to be turned clockwise so that its lines are level; 0 where it tells no angle.

    ``grey`` has some 200 pixels an inch.
    """
    down, across = np.nonzero(ink_of(grey))
    if down.size < FEWEST_INK_PX:
        return 0.0
    span = np.arange(-LARGEST_DEGREES, LARGEST_DEGREES + COARSE_DEGREES, COARSE_DEGREES)
    scores = [_sharpness(down, across, angle) for angle in span]
    best = float(span[int(np.argmax(scores))])
    if max(scores) < SHARPER * float(np.median(scores)) or abs(best) >= LARGEST_DEGREES:
        return 0.0
    near = np.arange(best - COARSE_DEGREES, best + COARSE_DEGREES, FINE_DEGREES)
    found = float(near[int(np.argmax([_sharpness(down, across, angle) for angle in near]))])
    return round(found, 2) if abs(found) >= LEAST_DEGREES else 0.0


def ink_of(grey: Any) -> Any:
    """What differs from its surroundings as type does, on light ground or dark."""
    pixels = np.asarray(grey, dtype=np.float32)
    return np.abs(pixels - ndimage.uniform_filter(pixels, AROUND_PX)) >= INK


def _sharpness(down: Any, across: Any, degrees: float) -> float:
    """Sum of the squares of the steps of the profile along lines that rise to the right by so many degrees.

    Each pixel counts for the two rows that its centre lies between, by how near it is to them.
    """
    rows = down + across * np.tan(np.radians(degrees))
    rows -= rows.min()
    upper = np.floor(rows).astype(np.int64)
    part = rows - upper
    counts = np.bincount(upper, 1 - part, upper.max() + 2) + np.bincount(upper + 1, part, upper.max() + 2)
    return float(np.square(np.diff(counts)).sum())
