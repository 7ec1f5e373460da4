"""Words that wide spaces parted from the lines of their paragraphs."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.extract.broken_lines import mended
from pipeline.extract.lines import as_fragment
from pipeline.extract.paragraphs import TextBlock
from pipeline.extract.text_lines import TextLine
from pipeline.model.printed import PassageKind
from tests.fixtures.pages import line

RUNNING = frozenset({PassageKind.PARAGRAPH})


def block(texts: Sequence[str], x0: float, top: float) -> TextBlock:
    lines = [TextLine((as_fragment(1, line(text, x0, top + 13 * nth)),)) for nth, text in enumerate(texts)]
    return TextBlock(tuple(lines))


def texts(*blocks: tuple[TextBlock, PassageKind | None]) -> list[str]:
    return [one.text for one, _ in mended(list(blocks), RUNNING)]


LEFT = block(["Under våren", "fångades"], 50, 100)
RIGHT = block(["sillar i sjön, och det", "var fler än förr."], 220, 100)
COLUMN = block(["Den som går i skogen ser", "träd och djur."], 50, 200)


@pytest.mark.parametrize(("x0", "is_part"), [(140, True), (195, False), (340, False)])
def test_a_word_far_behind_the_last_line_is_a_part_of_it_in_its_column(x0: float, *, is_part: bool) -> None:
    paragraphs = [(one, PassageKind.PARAGRAPH) for one in (LEFT, RIGHT, COLUMN)]
    stray = block(["81"], x0, 113)
    expected = ["Under våren fångades 81" if is_part else LEFT.text, RIGHT.text, COLUMN.text]
    assert texts(*paragraphs, (stray, None)) == [*expected, *([] if is_part else ["81"])]


def test_without_a_column_beside_it_a_paragraph_takes_no_word_from_behind_its_lines() -> None:
    paragraphs = [(one, PassageKind.PARAGRAPH) for one in (LEFT, COLUMN)]
    assert texts(*paragraphs, (block(["81"], 140, 113), None)) == [LEFT.text, COLUMN.text, "81"]


def test_of_two_pieces_of_running_text_the_one_within_the_lines_of_the_other_is_a_part_of_it() -> None:
    whole = TextBlock(
        (TextLine((as_fragment(1, line("1 696", 50, 100)),)), *block(["ärenden gällde sill"], 50, 113).lines)
    )
    piece = block(["personer."], 90, 100)
    found = texts((whole, PassageKind.PARAGRAPH), (piece, PassageKind.PARAGRAPH))
    assert found == ["1 696 personer. ärenden gällde sill"]


@pytest.mark.parametrize(("x0", "is_part"), [(160, True), (140, False)])
def test_a_last_word_at_the_edge_of_the_column_is_a_part_of_its_line_also_if_taken_for_running_text(
    x0: float, *, is_part: bool
) -> None:
    begun = block(["Bland", "dem alla är"], 50, 113)
    paragraphs = [(one, PassageKind.PARAGRAPH) for one in (COLUMN, begun, RIGHT, block(["de"], x0, 113))]
    assert texts(*paragraphs) == [
        COLUMN.text,
        "Bland de dem alla är" if is_part else begun.text,
        RIGHT.text,
        *([] if is_part else ["de"]),
    ]


def test_a_line_of_the_next_column_that_ends_where_a_wider_paragraph_does_is_no_part_of_the_column_before() -> None:
    wide = block(["Den som går i skogen en vårmorgon hör fåglar."], 50, 200)
    begun = block(["Under våren", "fångades här"], 50, 100)
    beside = block(["flera sillar i sjön,"], 175, 100)
    assert wide.bbox.x1 == beside.bbox.x1
    paragraphs = [(one, PassageKind.PARAGRAPH) for one in (wide, begun, beside)]
    assert texts(*paragraphs) == [wide.text, begun.text, beside.text]
