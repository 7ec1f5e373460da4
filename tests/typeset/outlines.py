"""Lettering as paths, so that a PDF shows words which its text layer does not have.

The shapes are Bitstream Vera's, read from its `glyf` table. Source: the OpenType specification, glyf.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from reportlab.pdfbase import pdfmetrics

from tests.typeset.fonts import THIN_SPACE, register, vera_path, width_pt

Point = tuple[float, float]

_ON_CURVE, _X_SHORT, _Y_SHORT, _REPEAT, _X_SAME, _Y_SAME = 1, 2, 4, 8, 16, 32
_WORDS, _OFFSETS, _SCALED, _MORE, _SCALED_XY, _SCALED_2X2 = 1, 2, 8, 32, 64, 128


@dataclass(frozen=True, slots=True)
class Command:
    """One path operator with its points; y upwards from the baseline."""

    kind: Literal["move", "line", "curve", "close"]
    points: tuple[Point, ...] = ()


def glyph_paths(text: str, *, bold: bool, width: float) -> Iterator[Command]:
    """Yield the outline of a line of text that is `width` points wide in all."""
    font = "VeraBd" if bold else "Vera"
    size = width / width_pt(text, font, 1.0)
    x = 0.0
    for character in text.replace(THIN_SPACE, " "):
        for contour in _glyph(font, character):
            yield from _contour([(x + px * size, py * size, on) for px, py, on in contour])
        x += width_pt(character, font, size)


@cache
def _glyph(font: str, character: str) -> tuple[tuple[tuple[float, float, bool], ...], ...]:
    register()
    face: Any = pdfmetrics.getFont(font).face
    tables = _tables(font)
    units = struct.unpack(">H", tables["head"][18:20])[0]
    index = face.charToGlyph[ord(character)]
    contours = _contours(tables, index)
    return tuple(tuple((x / units, y / units, on) for x, y, on in contour) for contour in contours)


@cache
def _tables(font: str) -> dict[str, bytes]:
    data = vera_path(font).read_bytes()
    count = struct.unpack(">H", data[4:6])[0]
    tables = {}
    for record in range(count):
        tag, _, offset, length = struct.unpack(">4sIII", data[12 + 16 * record : 28 + 16 * record])
        tables[tag.decode()] = data[offset : offset + length]
    return tables


def _contours(tables: dict[str, bytes], index: int) -> list[list[tuple[float, float, bool]]]:
    long_offsets = struct.unpack(">h", tables["head"][50:52])[0]
    form, size, factor = (">II", 4, 1) if long_offsets else (">HH", 2, 2)
    start, end = (at * factor for at in struct.unpack(form, tables["loca"][index * size : index * size + 2 * size]))
    data = tables["glyf"][start:end]
    if not data:
        return []
    count = struct.unpack(">h", data[:2])[0]
    return _simple(data, count) if count >= 0 else _composite(tables, data)


def _simple(data: bytes, count: int) -> list[list[tuple[float, float, bool]]]:
    ends = struct.unpack(f">{count}H", data[10 : 10 + 2 * count])
    at = 10 + 2 * count
    at += 2 + struct.unpack(">H", data[at : at + 2])[0]
    flags: list[int] = []
    while len(flags) < ends[-1] + 1:
        flag = data[at]
        repeat = data[at + 1] if flag & _REPEAT else 0
        flags += [flag] * (repeat + 1)
        at += 2 if flag & _REPEAT else 1
    xs, at = _coordinates(data, at, flags, _X_SHORT, _X_SAME)
    ys, _ = _coordinates(data, at, flags, _Y_SHORT, _Y_SAME)
    points = [(float(x), float(y), bool(flag & _ON_CURVE)) for x, y, flag in zip(xs, ys, flags, strict=True)]
    starts = [0, *(end + 1 for end in ends[:-1])]
    return [points[first : last + 1] for first, last in zip(starts, ends, strict=True)]


def _coordinates(data: bytes, at: int, flags: Sequence[int], short: int, same: int) -> tuple[list[int], int]:
    value = 0
    values = []
    for flag in flags:
        if flag & short:
            value += data[at] if flag & same else -data[at]
            at += 1
        elif not flag & same:
            value += struct.unpack(">h", data[at : at + 2])[0]
            at += 2
        values.append(value)
    return values, at


def _composite(tables: dict[str, bytes], data: bytes) -> list[list[tuple[float, float, bool]]]:
    contours: list[list[tuple[float, float, bool]]] = []
    at, flags = 10, _MORE
    while flags & _MORE:
        flags, index = struct.unpack(">HH", data[at : at + 4])
        form, size = (">hh", 4) if flags & _WORDS else (">bb", 2)
        dx, dy = struct.unpack(form, data[at + 4 : at + 4 + size])
        at += 4 + size
        at += 2 if flags & _SCALED else 4 if flags & _SCALED_XY else 8 if flags & _SCALED_2X2 else 0
        if not flags & _OFFSETS:
            raise ValueError(f"component {index} is placed by points, which this reader does not know")
        contours += [[(x + dx, y + dy, on) for x, y, on in contour] for contour in _contours(tables, index)]
    return contours


def _contour(points: Sequence[tuple[float, float, bool]]) -> Iterator[Command]:
    full = _with_midpoints(points)
    first = next(index for index, point in enumerate(full) if point[2])
    ring = [*full[first:], *full[: first + 1]]
    yield Command("move", (ring[0][:2],))
    at = 1
    while at < len(ring):
        here = ring[at - 1][:2]
        if ring[at][2]:
            yield Command("line", (ring[at][:2],))
            at += 1
            continue
        yield _cubic(here, ring[at][:2], ring[at + 1][:2])
        at += 2
    yield Command("close")


def _with_midpoints(points: Sequence[tuple[float, float, bool]]) -> list[tuple[float, float, bool]]:
    """Add the on-curve points that TrueType leaves out between two control points."""
    full: list[tuple[float, float, bool]] = []
    for point, following in zip(points, [*points[1:], points[0]], strict=True):
        full.append(point)
        if not point[2] and not following[2]:
            full.append(((point[0] + following[0]) / 2, (point[1] + following[1]) / 2, True))
    return full


def _cubic(start: Point, control: Point, end: Point) -> Command:
    one = (start[0] + 2 / 3 * (control[0] - start[0]), start[1] + 2 / 3 * (control[1] - start[1]))
    two = (end[0] + 2 / 3 * (control[0] - end[0]), end[1] + 2 / 3 * (control[1] - end[1]))
    return Command("curve", (one, two, end))
