"""Flows pieces down pages; prose of a layout with columns is balanced over them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tests.typeset.scene import Mark, Piece, placed


class DoesNotFitError(ValueError):
    """A piece is taller than a page."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Pieces to be spread over columns of equal height, `lefts` being the columns' left edges."""

    pieces: tuple[Piece, ...]
    lefts: tuple[float, ...]


Flow = Piece | Columns


def paginate(flow: Sequence[Flow], height: float) -> list[tuple[Mark, ...]]:
    """Return the marks of each page, relative to the top left of the text area `height` tall.

    Raises:
        DoesNotFitError: a piece is taller than the text area.
    """
    pages: list[list[Mark]] = [[]]
    y = 0.0
    queue = list(flow)
    while queue:
        item = queue.pop(0)
        if isinstance(item, Columns):
            taken, used = _fill_columns(item, height - y - _gap(item.pieces, y), pages[-1], y + _gap(item.pieces, y))
            rest = item.pieces[taken:]
            if not taken and y == 0.0:
                raise DoesNotFitError(f"no line fits a column {height:.0f} pt tall")
            y += _gap(item.pieces, y) + used
            if rest:
                queue.insert(0, Columns(rest, item.lefts))
                pages.append([])
                y = 0.0
            continue
        needed = _needed([item, *queue])
        gap = item.gap if y else 0.0
        if item.height > height:
            raise DoesNotFitError(f"a piece {item.height:.0f} pt tall on a page of {height:.0f} pt")
        if y and (item.fresh_page or y + gap + min(needed, height) > height):
            pages.append([])
            y, gap = 0.0, 0.0
        pages[-1].extend(placed(item.marks, 0.0, y + gap))
        y += gap + item.height
    return [tuple(page) for page in pages]


def _gap(pieces: Sequence[Piece], y: float) -> float:
    return pieces[0].gap if y else 0.0


def _needed(flow: Sequence[Flow]) -> float:
    """Return the height of the first piece and all that is tied to it."""
    total = 0.0
    for index, item in enumerate(flow):
        if isinstance(item, Columns):
            return total + item.pieces[0].gap + sum(piece.height for piece in item.pieces[:2])
        total += item.height + (item.gap if index else 0.0)
        if not item.keep:
            return total
    return total


def _fill_columns(columns: Columns, room: float, page: list[Mark], top: float) -> tuple[int, float]:
    """Place as many pieces as fit into columns `room` tall; return how many, and the height used."""
    count = len(columns.lefts)
    ends = _split(columns.pieces, count, _balanced_height(columns.pieces, count, room))
    used = 0.0
    start = 0
    for x, end in zip(columns.lefts, ends, strict=True):
        y = 0.0
        for index in range(start, end):
            piece = columns.pieces[index]
            y += piece.gap if index > start else 0.0
            page.extend(placed(piece.marks, x, top + y))
            y += piece.height
        used = max(used, y)
        start = end
    return ends[-1], used


def _balanced_height(pieces: Sequence[Piece], count: int, room: float) -> float:
    step = min(piece.height for piece in pieces) / 3
    height = sum(piece.height for piece in pieces) / count
    while height < room:
        if _split(pieces, count, height)[-1] == len(pieces):
            return height
        height += step
    return room


def _split(pieces: Sequence[Piece], count: int, height: float) -> list[int]:
    """Return, for each column, the index after its last piece."""
    ends: list[int] = []
    start = 0
    for _ in range(count):
        end = _column_end(pieces, start, height)
        ends.append(end)
        start = end
    return ends


def _column_end(pieces: Sequence[Piece], start: int, height: float) -> int:
    y = 0.0
    end = start
    for index in range(start, len(pieces)):
        y += pieces[index].height + (pieces[index].gap if index > start else 0.0)
        if y > height + 0.01:
            break
        end = index + 1
    while start < end < len(pieces) and pieces[end - 1].keep:
        end -= 1
    return end
