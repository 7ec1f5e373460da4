"""Numbers of a scanned page, each read at least twice: what its readings differ on is sure of nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from pipeline.model.confidence import LEAST_CONFIDENCE
from pipeline.read.scans.piece_reading import ONE_LINE, PieceRead, has_digits, read_areas, read_crops, says_something
from pipeline.read.tesseract import Area, Letter, Seen

DIGITS = "-c tessedit_char_whitelist=0123456789"

ALONE = ((f"--psm 8 {DIGITS}", 2.0), (f"--psm 10 {DIGITS}", 1.5), (f"--psm 8 {DIGITS}", 1.0))
"""How a number that stands by itself is read, and at how many times its size: one word (8), or one character (10)."""

GOOD_CONFIDENCE = 80.0
"""What is read otherwise at first is believed from here on, where two readings of a word by itself say the same."""

SECOND = 1.5

THIRD = 0.8
"""Lines with numbers are read again so many times as large."""

SHORTEST_LABEL = 3
"""Letters that stand by themselves: fewer are scraps of a drawing, or numbers taken for letters."""

LIKE_DIGITS = frozenset('OoQDIl|iSsZzABvVg$?!ÅÄjJtTaäå;][(){}/\\\u201d\u00bb".,:')

LIKE_NUMBERS = frozenset("OIl|")

AS_DIGITS = str.maketrans("OoIl|SsZzB", "0011155228")
"""What Tesseract takes digits for that stand by themselves."""

IN_OLD_STYLE = str.maketrans("oOIl|sS", "0011155")
"""What digits in old style are taken for beside others: they look like small letters."""

STOPS = (".", ",", ":")

LONGEST_NUMBER = 4

FEWEST_OF_A_COLUMN = 2


def with_numbers_checked(pieces: Sequence[PieceRead], picture: Any, engine: Any) -> Iterator[PieceRead]:
    """The pieces with each number as two of its readings say, and without what is no word."""
    told = [one for one in pieces if any(has_digits(word.text) for word in one.words)]
    second = _again([one.area for one in told], picture, SECOND, engine)
    doubtful = [one for one, other in zip(told, second, strict=True) if not _agree(one, other)]
    third = dict(zip(map(id, doubtful), _again([one.area for one in doubtful], picture, THIRD, engine), strict=True))
    others = {id(one): (other, third.get(id(one))) for one, other in zip(told, second, strict=True)}
    checked = [
        replace(piece, words=tuple(_checked(word, others.get(id(piece), ())) for word in piece.words))
        for piece in pieces
    ]
    columns = [piece.area for piece in pieces if len(piece.words) == 1 and piece.words[0].text.isdigit()]
    signs = [
        (piece, word)
        for piece in checked
        for word in piece.words
        if _may_be_a_number(word, piece) or _is_misread(word, piece, columns)
    ]
    areas = [_around(_bare(word).edges, piece.area) for piece, word in signs]
    alone = [_texts(read_crops(areas, picture, larger, config, engine)) for config, larger in ALONE]
    digits = {
        id(word): _dressed(_as_number(_bare(word), each, is_in_column=_is_in_column(piece, columns)), word)
        for (piece, word), *each in zip(signs, *alone, strict=True)
    }
    for piece in checked:
        words = (digits.get(id(word), word) for word in piece.words)
        yield replace(piece, words=tuple(word for word in words if _is_kept(word, piece)))


def _again(areas: Sequence[Area], source: Any, larger: float, engine: Any) -> list[PieceRead]:
    """Whole pieces once more: a number is read best in its line."""
    return read_areas(source, areas, ONE_LINE, engine, larger)


def _agree(one: PieceRead, other: PieceRead) -> bool:
    return all(_number(_same_place(word, other)) == _number(word.text) for word in one.words if has_digits(word.text))


def _same_place(word: Seen, other: PieceRead) -> str:
    """What another reading has where a word stands."""
    return "".join(text for text, _ in _found_at(word.edges, other))


def is_like_a_number(text: str) -> bool:
    """Tell whether a text is digits, some of which may have been taken for letters, but for signs around them."""
    return has_digits(text) and _in_digits(text).isdigit()


def _in_digits(text: str) -> str:
    return "".join(char for char in text.translate(IN_OLD_STYLE) if char.isalnum())


def _number(text: str) -> str:
    """The digits of a text; those that were taken for letters, too, where it is nothing but a number."""
    return _in_digits(text) if is_like_a_number(text) else _digits(text)


def _found_at(area: Area, other: PieceRead) -> list[tuple[str, float]]:
    return [
        (letter.text, word.sure)
        for word in other.words
        for letter in word.letters
        if area.left <= (letter.edges.left + letter.edges.right) / 2 <= area.right
    ]


def _is_number_to(others: Sequence[PieceRead | None], word: Seen) -> bool:
    """Whether what looks like several digits in a word of letters is read as these by another reading."""
    number = _in_digits(word.text)
    told = (_same_place(word, other) for other in others if other is not None)
    return 1 < len(number) <= LONGEST_NUMBER and number in map(_digits, told)


def _checked(word: Seen, others: Sequence[PieceRead | None]) -> Seen:
    """A number as sure as two of its readings are that agree; one that none agrees with is sure of nothing.

    A word beside it is as the surest of the readings of its line has it, and a doubtful number if that is one to one.
    """
    if not has_digits(word.text):
        if _is_number_to(others, word):
            return replace(_in_plain_digits(word), sure=0.0)
        beside = (one for other in others if other is not None for one in other.words if _is_same(word, one))
        return max([word, *beside], key=lambda one: one.sure)
    readings = [_found_at(word.edges, other) for other in others if other is not None]
    told = [("".join(text for text, _ in one), min((sure for _, sure in one), default=0.0)) for one in readings]
    agreeing = [(text, sure) for text, sure in told if _number(text) == _number(word.text)]
    if agreeing and any(_is_plain(text) for text in (word.text, *(text for text, _ in agreeing))):
        sure = max(sure for _, sure in agreeing)
        return replace(_in_plain_digits(word), sure=max(word.sure, sure) if len(told) == 1 else min(word.sure, sure))
    if (
        len(told) > 1
        and _digits(told[0][0]) == _digits(told[1][0])
        and min(sure for _, sure in told) >= GOOD_CONFIDENCE
    ):
        return _spelt(word, told[0][0], min(sure for _, sure in told))
    return replace(word, sure=0.0)


def _is_plain(text: str) -> bool:
    """Whether no letter that a digit may have been taken for is in a number, but for those between digits."""
    return not is_like_a_number(text) or not re.search(r"(?<!\d)[^\W\d_]|[^\W\d_](?!\d)", text)


def _in_plain_digits(word: Seen) -> Seen:
    """A number with digits for the letters that some of them were taken for."""
    if not _in_digits(word.text).isdigit():
        return word
    letters = tuple(replace(letter, text=letter.text.translate(IN_OLD_STYLE)) for letter in word.letters)
    return replace(word, letters=letters)


def _is_same(word: Seen, other: Seen) -> bool:
    """Whether another reading has a word of as many letters in the same place."""
    middle = (other.edges.left + other.edges.right) / 2
    alike = len(other.text) == len(word.text) and not has_digits(other.text)
    return alike and word.edges.left <= middle <= word.edges.right


def _may_be_a_number(word: Seen, piece: PieceRead) -> bool:
    """Whether a word that stands by itself, or at the end behind a colon, may be a number that is not read yet."""
    if len(word.text) > LONGEST_NUMBER:
        return False
    letters = {char for char in word.text if not char.isdigit()}
    if has_digits(word.text) and any(char.isalpha() for char in letters):
        return letters <= LIKE_DIGITS  # some of its digits are taken for letters
    is_last = word is piece.words[-1] and (len(piece.words) == 1 or piece.words[-2].text.endswith(":"))
    return is_last and letters <= LIKE_DIGITS and (bool(letters) or word.sure < LEAST_CONFIDENCE)


def _is_misread(word: Seen, piece: PieceRead, columns: Sequence[Area]) -> bool:
    """Whether a short word that nothing is sure of stands by itself in a column of numbers."""
    is_unsure = word.sure < GOOD_CONFIDENCE and len(word.text) <= LONGEST_NUMBER and not has_digits(word.text)
    return is_unsure and len(piece.words) == 1 and _is_in_column(piece, columns)


def _as_number(word: Seen, readings: Sequence[tuple[str, float]], *, is_in_column: bool) -> Seen:
    """The number that two readings of a word tell, and none denies; what looks like a digit tells it, too.

    In a column of numbers, or behind a colon, an O is a zero, and an I a one in old style.
    """
    told = [(text, sure) for text, sure in readings if text and sure >= LEAST_CONFIDENCE]
    own = word.text.translate(AS_DIGITS)
    if own.isdigit() and (word.sure >= LEAST_CONFIDENCE or has_digits(word.text)):
        told.append((own, word.sure))
    texts = {text for text, _ in told}
    if len(told) > 1 and len(texts) == 1:
        return _spelt(word, texts.pop(), max(sure for _, sure in told))
    is_denied = any(text != own and sure >= GOOD_CONFIDENCE for text, sure in told)
    if word.text in LIKE_NUMBERS and not is_denied and is_in_column and word.sure >= GOOD_CONFIDENCE:
        return _spelt(word, own, LEAST_CONFIDENCE)
    return replace(word, sure=0.0) if has_digits(word.text) else word


def _is_in_column(piece: PieceRead, numbers: Sequence[Area]) -> bool:
    """Whether numbers stand above or below that end, or begin, where a piece does; or it ends with a colon before."""
    area, near = piece.area, piece.area.height
    if len(piece.words) > 1:
        return True
    return (
        sum(min(abs(one.right - area.right), abs(one.left - area.left)) <= near and one is not area for one in numbers)
        >= FEWEST_OF_A_COLUMN
    )


def _bare(word: Seen) -> Seen:
    """A word without a bracket before it and a stop behind: what may be nothing but digits is neither."""
    bracket, stop = word.text.startswith("("), word.text.endswith(STOPS)
    letters = word.letters[bracket : len(word.letters) - stop]
    if not letters or len(letters) == len(word.letters):
        return word
    return replace(
        word, letters=letters, edges=replace(word.edges, left=letters[0].edges.left, right=letters[-1].edges.right)
    )


def _dressed(number: Seen, word: Seen) -> Seen:
    """A number with the signs around it that the word has which it was read for."""
    bare = _bare(word)
    if bare is word:
        return number
    at = word.letters.index(bare.letters[0])
    letters = (*word.letters[:at], *number.letters, *word.letters[at + len(bare.letters) :])
    return replace(number, letters=letters, edges=word.edges)


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
    if not says_something(word.text):
        return _is_amid(word, piece) or bool(re.fullmatch(r"[-\u2013\u2014.*\u2022]+", word.text))
    if len(piece.words) == 1 and len(word.text) < SHORTEST_LABEL:
        return False
    return word.sure >= LEAST_CONFIDENCE or len(piece.words) > 1


def _is_amid(word: Seen, piece: PieceRead) -> bool:
    return word is not piece.words[0] and word is not piece.words[-1]
