"""Parts of a picture read by Tesseract, each by itself, and what they say where they stand on the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from PIL import Image as Pictures

from pipeline.read.tesseract import Area, Seen, SeenLine, lines_in_each

ONE_LINE = "--psm 7"
"""Page segmentation 7: the picture is one line."""

BEST_PX = 48
"""Tesseract makes every line 36 pixels high."""

EDGE = 0.4
"""Of the height of a piece: white around it. Type that touches the edge of a picture is read badly."""


@dataclass(frozen=True, slots=True)
class PieceRead:
    """A piece of a line with its words, in the page's pixels."""

    area: Area
    words: tuple[Seen, ...]


def read_areas(picture: Any, areas: Sequence[Area], config: str, engine: Any, larger: float = 1.0) -> list[PieceRead]:
    """Parts of a picture, each by itself, with their words where they stand on the page.

    Raises:
        ReadError: Tesseract failed, or took too long.
    """
    found = read_crops(areas, picture, larger, config, engine)
    return [
        PieceRead(
            area,
            tuple(placed(word, area, edge_of(area), times_of(area, larger)) for line in lines for word in line.words),
        )
        for area, lines in zip(areas, found, strict=True)
    ]


def read_crops(
    areas: Sequence[Area], picture: Any, larger: float, config: str, engine: Any
) -> list[tuple[SeenLine, ...]]:
    """The lines in parts of a picture, in pixels of the crops."""
    return lines_in_each([_crop(picture, area, times_of(area, larger)) for area in areas], config, engine)


def times_of(area: Area, larger: float) -> float:
    """How many times as large a piece is read: headlines are read worse the larger they are."""
    return larger * min(1.0, BEST_PX / area.height)


def edge_of(area: Area) -> int:
    """How much white there is around a part, in pixels of the page."""
    return max(4, round(EDGE * area.height))


def _crop(picture: Any, area: Area, larger: float) -> Pictures.Image:
    """A part of a picture by itself, with white around it."""
    inside = picture[area.top : area.bottom, area.left : area.right]
    return resized(Pictures.fromarray(np.pad(inside, edge_of(area), constant_values=255)), larger)


def resized(picture: Pictures.Image, larger: float) -> Pictures.Image:
    """A picture made so many times as large."""
    if larger == 1.0:
        return picture
    size = max(1, round(picture.width * larger)), max(1, round(picture.height * larger))
    return picture.resize(size, Pictures.Resampling.BICUBIC)


def placed(word: Seen, area: Area, edge: int, larger: float) -> Seen:
    """A word of a part of the page, with so much white around it, where it stands on the page."""

    def place(one: Area) -> Area:
        top, left, bottom, right = (round(at / larger) - edge for at in (one.top, one.left, one.bottom, one.right))
        return Area(area.top + top, area.left + left, area.top + bottom, area.left + right)

    letters = tuple(replace(letter, edges=place(letter.edges)) for letter in word.letters)
    return replace(word, edges=place(word.edges), letters=letters)


def says_something(text: str) -> bool:
    """Tell whether there is a letter or digit in a text."""
    return any(char.isalnum() for char in text)


def has_digits(text: str) -> bool:
    """Tell whether there is a digit in a text."""
    return any(char.isdigit() for char in text)
