"""The words of a scanned page: each piece of a line is read by itself, again where Tesseract is not sure of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from typing import Any

from PIL import Image as Pictures

from pipeline.read.scans.line_pieces import Pieces
from pipeline.read.scans.number_readings import GOOD_CONFIDENCE, is_like_a_number, with_numbers_checked
from pipeline.read.scans.piece_reading import (
    BEST_PX,
    ONE_LINE,
    PieceRead,
    edge_of,
    placed,
    read_areas,
    resized,
    says_something,
    times_of,
)
from pipeline.read.tesseract import Area, Seen, lines_in_each

SURE_CONFIDENCE = 88.0
"""Below this a piece is read once more on its own ground."""

SURE_OF_A_LABEL = 94.0
MOST_WORDS_OF_A_LABEL = 3
"""Likewise for so few words: one letter makes another label of them."""

TOUCHING = 0.15
"""Letters and digits of one word are no farther apart than this part of the height of their line."""


def read_pieces(pieces: Pieces, grey: Any, engine: Any) -> tuple[PieceRead, ...]:
    """What the pieces say, empty ones left out; ``grey`` is the page as it is.

    Raises:
        ReadError: Tesseract failed, or took too long.
    """
    first = read_areas(pieces.picture, pieces.lines, ONE_LINE, engine)
    better = _as_it_is(first, grey, engine)
    parts = _in_parts(pieces.picture, better, engine)
    return tuple(one for one in with_numbers_checked(parts, pieces.picture, engine) if one.words)


def surely_read(pieces: Pieces, engine: Any) -> Pieces:
    """The pieces without those that say nothing, or nothing sure.

    Raises:
        ReadError: Tesseract failed, or took too long.
    """
    read = read_areas(pieces.picture, pieces.lines, ONE_LINE, engine)
    return replace(pieces, lines=tuple(one.area for one in read if _least_sure(one) >= GOOD_CONFIDENCE))


def _as_it_is(pieces: Sequence[PieceRead], grey: Any, engine: Any) -> list[PieceRead]:
    """Pieces that Tesseract is not sure of, read on their own ground where that is clearer."""
    unsure = [one for one in pieces if _may_be_clearer(one) or one.area.height > BEST_PX]
    edges = [edge_of(one.area) for one in unsure]
    areas = [
        Area(max(0, one.top - edge), max(0, one.left - edge), one.bottom + edge, one.right + edge)
        for one, edge in zip((piece.area for piece in unsure), edges, strict=True)
    ]
    again = [
        PieceRead(
            piece.area, tuple(placed(word, area, 0, times_of(area, 1.0)) for line in lines for word in line.words)
        )
        for piece, area, lines in zip(
            unsure, areas, lines_in_each([_part(grey, area) for area in areas], ONE_LINE, engine), strict=True
        )
    ]
    better = {piece.area: _surer(piece, other) for piece, other in zip(unsure, again, strict=True)}
    return [better.get(one.area, one) for one in pieces]


def _surer(piece: PieceRead, other: PieceRead) -> PieceRead:
    """The surer of two readings; where they say the same, the places of the first, which are of clean print."""
    if [word.text for word in piece.words] != [word.text for word in other.words]:
        return max(piece, other, key=_least_sure)
    pairs = zip(piece.words, other.words, strict=True)
    return replace(piece, words=tuple(replace(mine, sure=max(mine.sure, theirs.sure)) for mine, theirs in pairs))


def _may_be_clearer(piece: PieceRead) -> bool:
    is_label = len(piece.words) <= MOST_WORDS_OF_A_LABEL
    return bool(piece.words) and _least_sure(piece) < (SURE_OF_A_LABEL if is_label else SURE_CONFIDENCE)


def _part(picture: Any, area: Area) -> Pictures.Image:
    return resized(Pictures.fromarray(picture[area.top : area.bottom, area.left : area.right]), times_of(area, 1.0))


def _in_parts(picture: Any, pieces: Sequence[PieceRead], engine: Any) -> list[PieceRead]:
    """Pieces that Tesseract is not sure of, letters and digits of them read apart: a number set large at a label."""
    cuts = [_cut(one) if _is_unsure(one) else [] for one in pieces]
    areas = [area for cut in cuts for area in cut]
    again = iter(read_areas(picture, areas, ONE_LINE, engine))
    result = []
    for piece, cut in zip(pieces, cuts, strict=True):
        parts = [next(again) for _ in cut]
        together = _together(piece, parts) if len(parts) > 1 else piece
        result.append(max(piece, together, key=_least_sure) if _digits_of(together) >= _digits_of(piece) else piece)
    return result


def _digits_of(piece: PieceRead) -> int:
    """How many digits a piece has: read by itself, a number in old style may be a word."""
    return sum(char.isdigit() for word in piece.words for char in word.text)


def _is_unsure(piece: PieceRead) -> bool:
    return any(word.sure < SURE_CONFIDENCE and says_something(word.text) for word in piece.words)


def _cut(piece: PieceRead) -> list[Area]:
    """The stretches of letters and of digits in a piece; a number stays whole where digits of it look like letters."""
    letters = [
        (letter, letter.text.isdigit() or is_like_a_number(word.text))
        for word in piece.words
        for letter in word.letters
    ]
    runs = [[letter for letter, _ in run] for _, run in groupby(letters, key=lambda one: one[1])]
    ends = [max(letter.edges.right for letter in run) for run in runs]
    starts = [min(letter.edges.left for letter in run) for run in runs]
    edges = [
        piece.area.left,
        *((end + start) // 2 for end, start in zip(ends, starts[1:], strict=False)),
        piece.area.right,
    ]
    return [Area(piece.area.top, left, piece.area.bottom, right) for left, right in pairwise(edges) if right - left > 1]


def _together(piece: PieceRead, parts: Sequence[PieceRead]) -> PieceRead:
    """Parts of a piece as one, letters and digits that touch in one word."""
    words: list[Seen] = []
    for part in parts:
        first, *others = part.words or (None,)
        if first is None:
            continue
        if words and first.edges.left - words[-1].edges.right <= TOUCHING * piece.area.height:
            first = _joined(words.pop(), first)
        words += [first, *others]
    return replace(piece, words=tuple(words))


def _joined(left: Seen, right: Seen) -> Seen:
    area, other = left.edges, right.edges
    edges = Area(min(area.top, other.top), area.left, max(area.bottom, other.bottom), other.right)
    return Seen((*left.letters, *right.letters), edges, min(left.sure, right.sure))


def _least_sure(piece: PieceRead) -> float:
    return min((word.sure for word in piece.words if says_something(word.text)), default=0.0)
