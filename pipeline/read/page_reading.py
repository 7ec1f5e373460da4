"""The words of a scanned page: each piece of a line is read by itself, and each number three times."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

import numpy as np
from PIL import Image as Pictures

from pipeline.read.line_pieces import Area, Pieces
from pipeline.read.tesseract import Letter, Seen, lines_in_each

ONE_LINE = "--psm 7"
"""Page segmentation 7: the picture is one line."""

DIGITS = "-c tessedit_char_whitelist=0123456789"
ALONE = ((f"--psm 8 {DIGITS}", 2.0), (f"--psm 10 {DIGITS}", 1.5), (f"--psm 8 {DIGITS}", 1.0))
"""How a number that stands by itself is read, and at how many times its size: one word (8), or one character (10)."""

LEAST_CONFIDENCE = 60.0
"""In percent, as Tesseract tells it; what it is less sure of is nothing that stands there, or is read wrongly."""

GOOD_CONFIDENCE = 80.0
"""What is read otherwise at first is believed from here on, where two readings of a word by itself say the same."""

SURE_CONFIDENCE = 88.0
"""Below this a piece is read once more on its own ground."""

BEST_PX = 48
"""Tesseract makes every line 36 pixels high."""

EDGE = 0.4
"""Of the height of a piece: white around it. Type that touches the edge of a picture is read badly."""

TOUCHING = 0.15
"""Letters and digits of one word are no farther apart than this part of the height of their line."""

SECOND = 1.5
THIRD = 0.8
"""Lines with numbers are read again so many times as large."""

SHORTEST_LABEL = 3
"""Letters that stand by themselves: fewer are scraps of a drawing, or numbers taken for letters."""

LIKE_DIGITS = frozenset("OoQDIl|iSsZzABvVg$?!ÅÄjJtTaäå;][(){}/\\\u201d\u00bb\".,:")
LIKE_NUMBERS = frozenset("OIl|")
AS_DIGITS = str.maketrans("OoIl|SsZzB", "0011155228")
"""What Tesseract takes digits for that stand by themselves."""

LONGEST_NUMBER = 4
FEWEST_OF_A_COLUMN = 2


@dataclass(frozen=True, slots=True)
class PieceRead:
    """A piece of a line with its words in the page's pixels; ``doubts`` are numbers that its readings differ on."""

    area: Area
    words: tuple[Seen, ...]


def read_pieces(pieces: Pieces, grey: Any, engine: Any) -> tuple[PieceRead, ...]:
    """What the pieces say, empty ones left out; ``grey`` is the page as it is.

    Raises:
        ReadError: Tesseract failed, or took too long.
    """
    first = _read(pieces.picture, pieces.lines, ONE_LINE, engine)
    better = _as_it_is(first, grey, engine)
    parts = _in_parts(pieces.picture, better, engine)
    return tuple(one for one in _with_numbers_checked(parts, pieces.picture, engine) if one.words)


def surely_read(pieces: Pieces, engine: Any) -> Pieces:
    """The pieces without those that say nothing, or nothing sure.

    Raises:
        ReadError: Tesseract failed, or took too long.
    """
    read = _read(pieces.picture, pieces.lines, ONE_LINE, engine)
    return replace(pieces, lines=tuple(one.area for one in read if _least_sure(one) >= GOOD_CONFIDENCE))


def _read(picture: Any, areas: Sequence[Area], config: str, engine: Any, larger: float = 1.0) -> list[PieceRead]:
    found = _read_crops(areas, picture, larger, config, engine)
    return [
        PieceRead(area, tuple(_placed(word, area, _edge(area), _times(area, larger)) for line in lines for word in line.words))
        for area, lines in zip(areas, found, strict=True)
    ]


def _read_crops(areas: Sequence[Area], picture: Any, larger: float, config: str, engine: Any) -> list[Any]:
    return lines_in_each([_crop(picture, area, _times(area, larger)) for area in areas], config, engine)


def _times(area: Area, larger: float) -> float:
    """How many times as large a piece is read: headlines are read worse the larger they are."""
    return larger * min(1.0, BEST_PX / area.height)


def _edge(area: Area) -> int:
    return max(4, round(EDGE * area.height))


def _crop(picture: Any, area: Area, larger: float) -> Pictures.Image:
    """A part of a picture by itself, with white around it."""
    inside = picture[area.top : area.bottom, area.left : area.right]
    return _resized(Pictures.fromarray(np.pad(inside, _edge(area), constant_values=255)), larger)


def _resized(picture: Pictures.Image, larger: float) -> Pictures.Image:
    if larger == 1.0:
        return picture
    size = max(1, round(picture.width * larger)), max(1, round(picture.height * larger))
    return picture.resize(size, Pictures.Resampling.BICUBIC)


def _placed(word: Seen, area: Area, edge: int, larger: float) -> Seen:
    """A word of a part of the page, with so much white around it, where it stands on the page."""

    def place(one: Area) -> Area:
        top, left, bottom, right = (round(at / larger) - edge for at in (one.top, one.left, one.bottom, one.right))
        return Area(area.top + top, area.left + left, area.top + bottom, area.left + right)

    letters = tuple(replace(letter, edges=place(letter.edges)) for letter in word.letters)
    return replace(word, edges=place(word.edges), letters=letters)


def _as_it_is(pieces: Sequence[PieceRead], grey: Any, engine: Any) -> list[PieceRead]:
    """Pieces that Tesseract is not sure of, read on their own ground where that is clearer."""
    unsure = [one for one in pieces if _is_unsure(one) or one.area.height > BEST_PX]
    edges = [_edge(one.area) for one in unsure]
    areas = [
        Area(max(0, one.top - edge), max(0, one.left - edge), one.bottom + edge, one.right + edge)
        for one, edge in zip((piece.area for piece in unsure), edges, strict=True)
    ]
    again = [
        PieceRead(piece.area, tuple(_placed(word, area, 0, _times(area, 1.0)) for line in lines for word in line.words))
        for piece, area, lines in zip(
            unsure, areas, lines_in_each([_part(grey, area) for area in areas], ONE_LINE, engine), strict=True
        )
    ]
    better = {piece.area: max(piece, other, key=_least_sure) for piece, other in zip(unsure, again, strict=True)}
    return [better.get(one.area, one) for one in pieces]


def _part(picture: Any, area: Area) -> Pictures.Image:
    return _resized(Pictures.fromarray(picture[area.top : area.bottom, area.left : area.right]), _times(area, 1.0))


def _in_parts(picture: Any, pieces: Sequence[PieceRead], engine: Any) -> list[PieceRead]:
    """Pieces that Tesseract is not sure of, letters and digits of them read apart: a number set large at a label."""
    cuts = [_cut(one) if _is_unsure(one) else [] for one in pieces]
    areas = [area for cut in cuts for area in cut]
    again = iter(_read(picture, areas, ONE_LINE, engine))
    result = []
    for piece, cut in zip(pieces, cuts, strict=True):
        parts = [next(again) for _ in cut]
        result.append(max(piece, _together(piece, parts), key=_least_sure) if len(parts) > 1 else piece)
    return result


def _is_unsure(piece: PieceRead) -> bool:
    return any(word.sure < SURE_CONFIDENCE and _says_something(word.text) for word in piece.words)


def _cut(piece: PieceRead) -> list[Area]:
    """The stretches of letters and of digits in a piece."""
    letters = [letter for word in piece.words for letter in word.letters]
    runs = [list(run) for _, run in groupby(letters, key=lambda one: one.text.isdigit())]
    ends = [max(letter.edges.right for letter in run) for run in runs]
    starts = [min(letter.edges.left for letter in run) for run in runs]
    edges = [piece.area.left, *((end + start) // 2 for end, start in zip(ends, starts[1:], strict=False)), piece.area.right]
    return [
        Area(piece.area.top, left, piece.area.bottom, right)
        for left, right in zip(edges, edges[1:], strict=False)
        if right - left > 1
    ]


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
    return min((word.sure for word in piece.words if _says_something(word.text)), default=0.0)


def _says_something(text: str) -> bool:
    return any(char.isalnum() for char in text)


def _with_numbers_checked(pieces: Sequence[PieceRead], picture: Any, engine: Any) -> Iterator[PieceRead]:
    """The pieces with each number as two of its readings say, and without what is no word."""
    told = [one for one in pieces if any(_has_digits(word.text) for word in one.words)]
    second = _again([one.area for one in told], picture, SECOND, engine)
    doubtful = [one for one, other in zip(told, second, strict=True) if not _agree(one, other)]
    third = dict(zip(map(id, doubtful), _again([one.area for one in doubtful], picture, THIRD, engine), strict=True))
    others = {id(one): (other, third.get(id(one))) for one, other in zip(told, second, strict=True)}
    checked = [
        replace(piece, words=tuple(_checked(word, others.get(id(piece), ())) for word in piece.words))
        for piece in pieces
    ]
    signs = [(piece, word) for piece in checked for word in piece.words if _may_be_a_number(word, piece)]
    areas = [_around(word.edges, piece.area) for piece, word in signs]
    alone = [_texts(_read_crops(areas, picture, larger, config, engine)) for config, larger in ALONE]
    columns = [piece.area for piece in pieces if len(piece.words) == 1 and piece.words[0].text.isdigit()]
    digits = {
        id(word): _as_number(word, each, is_in_column=_is_in_column(piece, columns))
        for (piece, word), *each in zip(signs, *alone, strict=True)
    }
    for piece in checked:
        words = (digits.get(id(word), word) for word in piece.words)
        yield replace(piece, words=tuple(word for word in words if _is_kept(word, piece)))


def _again(areas: Sequence[Area], source: Any, larger: float, engine: Any) -> list[PieceRead]:
    """Whole pieces once more: a number is read best in its line."""
    return _read(source, areas, ONE_LINE, engine, larger)


def _has_digits(text: str) -> bool:
    return any(char.isdigit() for char in text)


def _agree(one: PieceRead, other: PieceRead) -> bool:
    return all(_digits(_same_place(word, other)) == _digits(word.text) for word in one.words if _has_digits(word.text))


def _same_place(word: Seen, other: PieceRead) -> str:
    """What another reading has where a word stands."""
    return "".join(text for text, _ in _found_at(word.edges, other))


def _found_at(area: Area, other: PieceRead) -> list[tuple[str, float]]:
    return [
        (letter.text, word.sure)
        for word in other.words
        for letter in word.letters
        if area.left <= (letter.edges.left + letter.edges.right) / 2 <= area.right
    ]


def _checked(word: Seen, others: Sequence[PieceRead | None]) -> Seen:
    """A number as sure as two of its readings are that agree; one that none agrees with is sure of nothing."""
    if not _has_digits(word.text):
        return word
    readings = [_found_at(word.edges, other) for other in others if other is not None]
    told = [("".join(text for text, _ in one), min((sure for _, sure in one), default=0.0)) for one in readings]
    agreeing = [sure for text, sure in told if _digits(text) == _digits(word.text)]
    if agreeing:
        return replace(word, sure=max(word.sure, agreeing[0]) if len(told) == 1 else min(word.sure, max(agreeing)))
    if len(told) > 1 and _digits(told[0][0]) == _digits(told[1][0]) and min(sure for _, sure in told) >= GOOD_CONFIDENCE:
        return _spelt(word, told[0][0], min(sure for _, sure in told))
    return replace(word, sure=0.0)


def _may_be_a_number(word: Seen, piece: PieceRead) -> bool:
    """Whether a word that stands by itself, or at the end behind a colon, may be a number that is not read yet."""
    if len(word.text) > LONGEST_NUMBER:
        return False
    letters = {char for char in word.text if not char.isdigit()}
    if _has_digits(word.text) and any(char.isalpha() for char in letters):
        return letters <= LIKE_DIGITS  # some of its digits are taken for letters
    is_last = word is piece.words[-1] and (len(piece.words) == 1 or piece.words[-2].text.endswith(":"))
    return is_last and letters <= LIKE_DIGITS and (bool(letters) or word.sure < LEAST_CONFIDENCE)


def _as_number(word: Seen, readings: Sequence[tuple[str, float]], *, is_in_column: bool) -> Seen:
    """The number that two readings of a word tell, and none denies; what looks like a digit tells it, too.

    In a column of numbers, or behind a colon, an O is a zero, and an I a one in old style.
    """
    told = [(text, sure) for text, sure in readings if text and sure >= LEAST_CONFIDENCE]
    own = word.text.translate(AS_DIGITS)
    if own.isdigit() and (word.sure >= LEAST_CONFIDENCE or _has_digits(word.text)):
        told.append((own, word.sure))
    texts = {text for text, _ in told}
    if len(told) > 1 and len(texts) == 1:
        return _spelt(word, texts.pop(), max(sure for _, sure in told))
    if word.text in LIKE_NUMBERS and not texts - {own} and is_in_column and word.sure >= GOOD_CONFIDENCE:
        return _spelt(word, own, LEAST_CONFIDENCE)
    return replace(word, sure=0.0) if _has_digits(word.text) else word


def _is_in_column(piece: PieceRead, numbers: Sequence[Area]) -> bool:
    """Whether numbers stand above or below that end, or begin, where a piece does; or it ends with a colon before."""
    area, near = piece.area, piece.area.height
    if len(piece.words) > 1:
        return True
    return (
        sum(
            min(abs(one.right - area.right), abs(one.left - area.left)) <= near and one is not area for one in numbers
        )
        >= FEWEST_OF_A_COLUMN
    )


def _around(word: Area, piece: Area) -> Area:
    """A word with all of its piece's height: the box of a single letter may leave out a part of it."""
    return Area(piece.top, word.left, piece.bottom, word.right)


def _texts(found: Sequence[Any]) -> list[tuple[str, float]]:
    """What each picture says, and how sure that is."""
    result = []
    for lines in found:
        words = [word for line in lines for word in line.words]
        result.append(("".join(word.text for word in words), min((word.sure for word in words), default=0.0)))
    return result


def _digits(text: str) -> str:
    return "".join(char for char in text if char.isdigit())


def _spelt(word: Seen, text: str, sure: float) -> Seen:
    """The word with another text, its characters equally wide."""
    area, step = word.edges, word.edges.width / len(text)
    places = [
        Area(area.top, round(area.left + at * step), area.bottom, round(area.left + (at + 1) * step))
        for at in range(len(text))
    ]
    return replace(
        word, letters=tuple(Letter(char, place) for char, place in zip(text, places, strict=True)), sure=sure
    )


def _is_kept(word: Seen, piece: PieceRead) -> bool:
    """Whether a word is one: scraps of drawings are read as single letters and signs, or without confidence."""
    if any(char.isdigit() for char in word.text):
        return True
    if not _says_something(word.text):
        return _is_amid(word, piece) or bool(re.fullmatch(r"[-\u2013\u2014.*\u2022]+", word.text))
    if len(piece.words) == 1 and len(word.text) < SHORTEST_LABEL:
        return False
    return word.sure >= LEAST_CONFIDENCE or len(piece.words) > 1


def _is_amid(word: Seen, piece: PieceRead) -> bool:
    return word is not piece.words[0] and word is not piece.words[-1]
