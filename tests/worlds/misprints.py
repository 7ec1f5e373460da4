"""Single misprints of a report: one printed number altered, as a slip of the hand would, and nothing else.

The value that a number has stays what it is, so that charts are drawn as before; what the reader sees of it changes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from tests.typeset.model import Block, Number, Paragraph, ReportData, block_numbers
from tests.worlds.swedish import CARDINALS, ORDINALS, cardinal, ordinal

PROSE = "prose"
SPACE = " "

_UNPRINTED = {"stacked", "pie"}
"""Kinds of blocks whose numbers are drawn only."""

_ROW = "1234567890"
"""The keys in their order on a keyboard."""


class Kind(StrEnum):
    """What slipped."""

    PLUS_1 = "plus_1"
    MINUS_1 = "minus_1"
    PLUS_2 = "plus_2"
    MINUS_2 = "minus_2"
    PLUS_10 = "plus_10"
    MINUS_10 = "minus_10"
    TEN_TIMES = "ten_times"
    DIGIT_SWAP = "digit_swap"
    NEIGHBOUR_DIGIT = "neighbour_digit"
    DROPPED_DIGIT = "dropped_digit"


_STEPS = {
    Kind.PLUS_1: 1,
    Kind.MINUS_1: -1,
    Kind.PLUS_2: 2,
    Kind.MINUS_2: -2,
    Kind.PLUS_10: 10,
    Kind.MINUS_10: -10,
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a number is printed; `block` is a block's id or `prose`, `paragraph` counts within its section."""

    block: str
    key: str
    paragraph: int = 0


@dataclass(frozen=True, slots=True)
class Slip:
    """What a misprint makes of one number."""

    kind: Kind
    value: Decimal
    printed: str


@dataclass(frozen=True, slots=True)
class Misprint:
    """A report with one number altered; `number` is as it should be."""

    place: Place
    number: Number
    slip: Slip
    data: ReportData

    @property
    def form(self) -> str:
        """How the number is printed: `digits`, `word` or `ordinal`."""
        return _form(self.number)


def misprints(data: ReportData, thousands: str = SPACE) -> Iterator[Misprint]:
    """Yield every single misprint of every printed number; each print of a repeated number is one of its own.

    `thousands` stands between groups of digits in the layout that the report will be set in.
    """
    for place, number in printed_numbers(data):
        for slip in slips_of(number, thousands):
            yield misprint(data, place, number, slip)


def misprint(data: ReportData, place: Place, number: Number, slip: Slip) -> Misprint:
    """Return the report with the number at the place printed as the slip has it."""
    return Misprint(place, number, slip, _reprinted(data, place, slip.printed))


def printed_numbers(data: ReportData) -> Iterator[tuple[Place, Number]]:
    """Yield each number that is printed with its place, blocks first; what is only drawn is left out."""
    for block in data.blocks:
        if block.kind not in _UNPRINTED:
            for one in block_numbers(block):
                yield Place(block.id, one.key), one
    for section in data.sections:
        for index, paragraph in enumerate(section.paragraphs):
            for one in paragraph.numbers.values():
                yield Place(PROSE, one.key, index), one


def slips_of(number: Number, thousands: str = SPACE) -> Iterator[Slip]:
    """Yield the misprints of one number, no two of a kind alike; a word of no number, such as `halvering`, has none.

    A word becomes a word while there is one, else digits; an ordinal only another ordinal.
    """
    form = _form(number)
    if number.value is None or not form:
        return
    sign, digits = (-1 if number.value < 0 else 1), str(abs(int(number.value)))
    seen: set[tuple[Kind, int]] = set()
    for kind, value in _changed(digits, in_digits=form == "digits"):
        printed = _printed(value, form, number.printed or "", thousands)
        if value != int(digits) and printed and (kind, value) not in seen:
            seen.add((kind, value))
            yield Slip(kind, Decimal(sign * value), printed)


def _changed(digits: str, *, in_digits: bool) -> Iterator[tuple[Kind, int]]:
    value = int(digits)
    yield from ((kind, value + step) for kind, step in _STEPS.items() if value + step >= 0)
    yield Kind.TEN_TIMES, value * 10
    if not in_digits:
        return
    for kind, texts in (
        (Kind.DIGIT_SWAP, _swapped(digits)),
        (Kind.NEIGHBOUR_DIGIT, _neighbours(digits)),
        (Kind.DROPPED_DIGIT, _dropped(digits)),
    ):
        yield from ((kind, int(text)) for text in texts if text and (text == "0" or text[0] != "0"))


def _swapped(digits: str) -> Iterator[str]:
    for at in range(len(digits) - 1):
        yield digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]


def _neighbours(digits: str) -> Iterator[str]:
    for at, digit in enumerate(digits):
        key = _ROW.index(digit)
        for other in (key - 1, key + 1):
            if 0 <= other < len(_ROW):
                yield digits[:at] + _ROW[other] + digits[at + 1 :]


def _dropped(digits: str) -> Iterator[str]:
    for at in range(len(digits)):
        yield digits[:at] + digits[at + 1 :]


def _form(number: Number) -> str:
    """How a number is printed; empty where it is a word for no number."""
    if number.printed is None or number.printed.isdigit():
        return "digits"
    word = number.printed.lower()
    if word in {*CARDINALS, "ett", "inget"}:
        return "word"
    return "ordinal" if word in ORDINALS else ""


def _printed(value: int, form: str, before: str, thousands: str) -> str:
    """The value in the form of what was printed before; empty where there is none."""
    word = ordinal(value) if form == "ordinal" else cardinal(value)
    if form == "ordinal":
        return word or ""
    if form == "digits" or word is None:
        return f"{value:,}".replace(",", thousands)
    if not value:
        word = "inga"
    return word.capitalize() if before[0].isupper() else word


def _reprinted(data: ReportData, place: Place, printed: str) -> ReportData:
    def changed(one: Number) -> Number:
        return replace(one, printed=printed) if one.key == place.key else one

    if place.block == PROSE:
        sections = (
            replace(
                section,
                paragraphs=tuple(
                    _with(paragraph, changed) if index == place.paragraph else paragraph
                    for index, paragraph in enumerate(section.paragraphs)
                ),
            )
            for section in data.sections
        )
        return replace(data, sections=tuple(sections))
    blocks = (_with_block(block, changed) if block.id == place.block else block for block in data.blocks)
    return replace(data, blocks=tuple(blocks))


def _with(paragraph: Paragraph, changed: Callable[[Number], Number]) -> Paragraph:
    return replace(paragraph, numbers={name: changed(one) for name, one in paragraph.numbers.items()})


def _with_block(block: Block, changed: Callable[[Number], Number]) -> Block:
    groups = (
        replace(
            group,
            total=None if group.total is None else changed(group.total),
            items=tuple(changed(one) for one in group.items),
        )
        for group in block.groups
    )
    return replace(block, groups=tuple(groups))
