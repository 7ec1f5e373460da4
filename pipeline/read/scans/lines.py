"""Lines of a scanned page in points: their size, baseline and colour, the same where they differ by chance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median, median_low
from typing import Any

import numpy as np

from pipeline.model.document import Colour
from pipeline.read.scans.line_pieces import Pieces
from pipeline.read.scans.piece_reading import PieceRead
from pipeline.read.tesseract import Area

# Parts of the type size that letters are high in most type, and that its descenders reach below the baseline.
LOW_EM = 0.5

HIGH_EM = 0.7

DESCENT_EM = 0.22

LOW = frozenset("acemnorsuvxz")

HIGH = frozenset("bdhklABCDEFGHIKLMNOPRSTUVXYZ0123456789")
"""Letters that stand on the baseline and are as high as an x, or as a capital."""

SAME_SIZE = 1.04
"""Sizes of one type are measured to within this factor of what most of its lines have."""

CHANCE = 1.06
LIKE_SIZE = 1.2
"""What a line of few letters seems to measure is the type of others to within this factor."""

SAME_PARAGRAPH = 1.12

LEADING_EM = 2.2

FEWEST_LOW = 6

NEAR = 0.15

LARGEST_NUMBER = 1.15
"""Digits beside a label are no larger than so many times its size where they are in its type."""

LEVEL_EM = 0.35

SAME_LEVEL_EM = 0.12

STRONG = 110
"""Print that is darker than this, of 255, shows the colour of its type."""

BLACK = 96

GREY = 40
"""Colours with no band above the one, or with bands that differ by less than the other, are greys to the eye."""

SAME_COLOUR = 60

LARGEST_LABEL_PT = 9.0
"""Names and numbers of a chart stand so far from its bars at most, and are not set larger than running text."""


@dataclass(frozen=True, slots=True)
class ScannedLine:
    """A piece of a line in points: its size, baseline, and colour."""

    page: int
    read: PieceRead
    size_pt: float
    baseline_pt: float
    colour: Colour
    told: bool
    """Whether it has letters, which tell its size; digits alone may be in old style."""
    low: int
    """How many letters without ascenders it has; few tell no size exactly."""


def line_of(read: PieceRead, page: int, pixels: Any, pieces: Pieces, scale: float) -> ScannedLine:
    """A piece of a line with its size and baseline as its letters tell them, and the colour of its print."""
    letters = [letter for word in read.words for letter in word.letters]
    low = [one.edges for one in letters if one.text in LOW]
    high = [one.edges for one in letters if one.text in HIGH]
    exact = _edges_of(low, pieces.picture) if len(low) >= FEWEST_LOW else None
    if exact is not None:
        top, foot = exact
        size = (foot - top) / LOW_EM
    else:
        heights = [*(one.height / LOW_EM for one in low), *(one.height / HIGH_EM for one in high)]
        size = _usual(heights) if heights else read.area.height / (HIGH_EM + DESCENT_EM)
        feet = [one.bottom for one in (*low, *high)]
        foot = median(feet) if feet else read.area.bottom
    return ScannedLine(
        page,
        read,
        float(size / scale),
        float(foot / scale),
        _colour(read.area, pixels, pieces),
        any(one.text.isalpha() for one in letters),
        len(low) if exact is not None else 0,
    )


def as_label(line: ScannedLine) -> ScannedLine:
    """The line as a name or number of a chart looks, which no heading does."""
    return replace(line, colour=(0.0, 0.0, 0.0), size_pt=min(line.size_pt, LARGEST_LABEL_PT))


def _edges_of(low: Sequence[Area], printed: Any) -> tuple[float, float] | None:
    """The upper and lower edge of letters without ascenders, to parts of a pixel; nothing where they tell none.

    Boxes of letters are whole pixels, of which small type is only some twenty high.
    """
    top, bottom = median_low(one.top for one in low), median_low(one.bottom for one in low)
    first, last = max(0, top - (bottom - top) // 2), bottom + (bottom - top) // 2
    ink = 255.0 - printed[first:last]
    columns = np.unique(np.concatenate([np.arange(one.left, one.right) for one in low]))
    profile = ink[:, columns[columns < ink.shape[1]]].sum(axis=1)
    level = float(np.median(profile[top - first : bottom - first])) / 2 if bottom > top else 0.0
    middle = (top + bottom) // 2 - first
    if not level or not 0 < middle < profile.size - 1 or profile[middle] < level:
        return None
    rise = max((at for at in range(middle) if profile[at] < level), default=-1)
    fall = min((at for at in range(middle, profile.size) if profile[at] < level), default=-1)
    if rise < 0 or fall < 0:
        return None
    upper = rise + (level - profile[rise]) / (profile[rise + 1] - profile[rise])
    lower = fall - (level - profile[fall]) / (profile[fall - 1] - profile[fall])
    return first + upper + 0.5, first + lower + 0.5


def _usual(values: Sequence[float]) -> float:
    """The mean of what lies near the median: whole pixels are a twentieth of small type."""
    middle = median_low(values)
    near = [value for value in values if abs(value - middle) <= NEAR * middle]
    return sum(near) / len(near)


def _colour(area: Area, pixels: Any, pieces: Pieces) -> Colour:
    """The colour of most of its strong print."""
    place = (slice(area.top, area.bottom), slice(area.left, area.right))
    strong = pixels[place][pieces.picture[place] < STRONG]
    if not strong.size:
        return (0.0, 0.0, 0.0)
    red, green, blue = (float(band) for band in np.median(strong, axis=0))
    if max(red, green, blue) <= BLACK and max(red, green, blue) - min(red, green, blue) < GREY:
        return (0.0, 0.0, 0.0)
    return (red / 255, green / 255, blue / 255)


def levelled(lines: Sequence[ScannedLine]) -> tuple[ScannedLine, ...]:
    """The lines, with numbers by themselves in the type and on the baseline of the label that they are beside."""
    lettered = [one for one in lines if one.told]
    beside = [one if one.told else _beside(one, lettered) for one in lines]
    return tuple(_on_one_baseline(one, beside) for one in beside)


def _on_one_baseline(line: ScannedLine, lines: Sequence[ScannedLine]) -> ScannedLine:
    """The line on the baseline of the longest piece that stands on the same one, to within what is measured."""
    near = [one for one in lines if abs(one.baseline_pt - line.baseline_pt) <= SAME_LEVEL_EM * line.size_pt]
    return replace(line, baseline_pt=max(near, key=lambda one: (one.low, one.read.area.width)).baseline_pt)


def _beside(number: ScannedLine, lettered: Sequence[ScannedLine]) -> ScannedLine:
    area = number.read.area
    level = [one for one in lettered if _common(one.read.area, area) >= area.height / 2]
    near = min(level, key=lambda one: _apart(one.read.area, area), default=None)
    if near is None or not 0.5 * near.size_pt <= number.size_pt <= LARGEST_NUMBER * near.size_pt:
        return number
    is_level = abs(near.baseline_pt - number.baseline_pt) <= LEVEL_EM * near.size_pt
    return replace(number, size_pt=near.size_pt, baseline_pt=near.baseline_pt if is_level else number.baseline_pt)


def _common(one: Area, other: Area) -> int:
    return min(one.bottom, other.bottom) - max(one.top, other.top)


def _apart(one: Area, other: Area) -> int:
    return max(one.left - other.right, other.left - one.right)


def alike(lines: Sequence[ScannedLine]) -> list[ScannedLine]:
    """The lines of a document with sizes and colours that are the same where they differ by chance."""
    sizes = _sizes(lines)
    colours = _colours(lines)
    alike = [replace(one, size_pt=sizes[one.size_pt], colour=colours[one.colour]) for one in lines]
    return [_as_around(one, [other for other in alike if other.page == one.page and other is not one]) for one in alike]


def _as_around(line: ScannedLine, others: Sequence[ScannedLine]) -> ScannedLine:
    """A line in the midst of a paragraph, or of few letters at its end, has the size of the lines above and below."""
    area, reach = line.read.area, LEADING_EM * line.size_pt
    level = [one for one in others if one.read.area.left < area.right and area.left < one.read.area.right]
    near = [one for one in level if 0 < abs(one.baseline_pt - line.baseline_pt) <= reach and one.colour == line.colour]
    if line.low == 0:
        near = [one for one in near if one.low]
    is_amid = len({one.baseline_pt > line.baseline_pt for one in near}) > 1
    sizes = {one.size_pt for one in near}
    if len(sizes) != 1 or (line.low and not is_amid):
        return line
    (size,) = sizes
    return replace(line, size_pt=size) if max(size, line.size_pt) <= SAME_PARAGRAPH * min(size, line.size_pt) else line


def _letters_of(line: ScannedLine) -> int:
    return sum(len(word.text) for word in line.read.words)


def _sizes(lines: Sequence[ScannedLine]) -> Mapping[float, float]:
    """The size of its type for each size measured: that of most lines near it, of those that tell it best."""
    weights: dict[float, int] = {}
    for line in lines:
        weights[line.size_pt] = weights.get(line.size_pt, 0) + line.low * (line.low >= FEWEST_LOW)
    left = sorted(size for size, weight in weights.items() if weight)
    types: list[float] = []
    found: dict[float, float] = {}
    while left:
        usual = max(left, key=lambda size: (sum(weights[one] for one in left if _is_near(one, size)), -size))
        near = [one for one in left if _is_near(one, usual)]
        mean = sum(one * weights[one] for one in near) / sum(weights[one] for one in near)
        types.append(round(mean, 1))
        found |= dict.fromkeys(near, types[-1])
        left = [one for one in left if one not in near]
    for size in weights.keys() - found.keys():
        near = [one for one in types if max(one, size) <= CHANCE * min(one, size)]  # the most usual type comes first
        nearest = near[0] if near else min(types, key=lambda one: max(one, size) / min(one, size), default=size)
        found[size] = nearest if max(nearest, size) <= LIKE_SIZE * min(nearest, size) else round(size, 1)
    return found


def _is_near(size: float, usual: float) -> bool:
    return usual / SAME_SIZE <= size <= usual * SAME_SIZE


def _colours(lines: Sequence[ScannedLine]) -> Mapping[Colour, Colour]:
    weights: dict[Colour, int] = {}
    for line in lines:
        weights[line.colour] = weights.get(line.colour, 0) + _letters_of(line)
    kept: list[Colour] = []
    found = {}
    for colour in sorted(weights, key=lambda one: (-weights[one], one)):
        like = next((one for one in kept if _unlike(one, colour) * 255 <= SAME_COLOUR), None)
        if like is None:
            kept.append(colour)
        found[colour] = like or colour
    return found


def _unlike(one: Colour, other: Colour) -> float:
    return max(abs(mine - theirs) for mine, theirs in zip(one, other, strict=True))
