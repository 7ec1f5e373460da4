"""Which blocks of a page are running text: each told by those that stand beside it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.extract.lines import as_fragment
from pipeline.extract.paragraphs import TextBlock
from pipeline.extract.running_text import BodyType, running_text
from pipeline.extract.text_lines import TextLine
from tests.fixtures.pages import line


def block(texts: Sequence[str], x0: float, top: float) -> TextBlock:
    lines = [TextLine((as_fragment(1, line(text, x0, top + 13 * nth)),)) for nth, text in enumerate(texts)]
    return TextBlock(tuple(lines))


LONG = block(["Den som går i skogen ser träd", "och djur av många slag, och den", "som går vidare ser havet."], 50, 100)
BODY = BodyType(LONG.style, frozenset({LONG.style}))


def running(*blocks: TextBlock) -> list[bool]:
    return list(running_text(blocks, BODY, ()))


def test_a_paragraph_is_known_by_itself_and_a_label_is_none() -> None:
    assert running(LONG, block(["Gädda och lax"], 220, 300)) == [True, False]


def test_what_is_known_beside_known_text_tells_what_stands_below_it() -> None:
    beside = block(["och vidare till den sjön"], 220, 100)
    below = block(["Vid stranden finns en by"], 220, 160)
    assert running(below) == [False]
    assert running(LONG, below) == [True, False]
    assert running(LONG, beside, below) == [True, True, True]


def test_the_column_between_two_of_running_text_is_running_text() -> None:
    middle = block(["37 procent", "(400)."], 220, 100)
    right = block(["Året innan var det fler än så i", "alla sjöar, och i havet fanns", "det ännu fler."], 400, 100)
    assert running(LONG, middle) == [True, False]
    assert running(LONG, middle, right) == [True, True, True]


@pytest.mark.parametrize(
    ("left", "right", "is_text"),
    [
        (["Bland dem som fiskar", "finns det 37"], ["barn som inte har", "fyllt tio år"], True),
        (["Antal", "sillar"], ["varav", "torskar"], False),
        (["Bland dem som fiskar", "finns det 37"], ["Barn som inte har", "fyllt tio år"], False),
    ],
)
def test_two_columns_of_which_one_goes_on_in_the_other_are_running_text(
    left: list[str], right: list[str], *, is_text: bool
) -> None:
    assert running(block(left, 50, 400), block(right, 220, 400)) == [is_text, is_text]
