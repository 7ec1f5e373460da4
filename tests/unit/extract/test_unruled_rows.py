"""Tables without rules, set word by word."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.extract.extractor import assemble, find_blocks
from pipeline.model.document import Word
from tests.fixtures.pages import CHAR_EM, document, line, page

Seen = list[tuple[str, tuple[str, ...], str]]
SIZE = 10.0


def row(label: str, *numbers: str, top: float) -> tuple[Word, ...]:
    """A label at the left, and numbers that end at 200, 300, 400 pt."""
    ends = (200 + 100 * nth for nth in range(len(numbers)))
    set_right = (line(one, end - len(one) * CHAR_EM * SIZE, top) for one, end in zip(numbers, ends, strict=False))
    return (*line(label, 50, top), *(word for words in set_right for word in words))


def names(*texts: str, top: float = 100) -> tuple[Word, ...]:
    """Names that begin where their columns do, left of the numbers."""
    return tuple(word for nth, text in enumerate(texts) for word in line(text, 50 + 110 * nth, top))


def seen(*lines: Sequence[Word]) -> Seen:
    found = assemble(find_blocks(document(page(*(tuple(words) for words in lines)))), ())
    return [
        (one.label.text, tuple(heading.text for heading in one.headings), one.number.text)
        for block in found.blocks
        if block.layout.is_table
        for one in block.entries
    ]


ROWS = (row("Kolja", "11", "7", top=120), row("Torsk", "4", "19", top=136))


def test_numbers_stand_under_the_names_of_their_columns() -> None:
    expected = [
        ("Kolja", ("Hav",), "11"),
        ("Kolja", ("Sjö",), "7"),
        ("Torsk", ("Hav",), "4"),
        ("Torsk", ("Sjö",), "19"),
    ]
    assert seen(names("Art", "Hav", "Sjö"), *ROWS) == expected
    assert seen(line("Fisk i år", 50, 60), names("", "Hav", "Sjö"), *ROWS) == expected


def test_a_mark_may_stand_in_place_of_a_number() -> None:
    assert seen(names("Art", "Hav", "Sjö"), *ROWS, row("Lax", "-", "2", top=152))[-1] == ("Lax", ("Sjö",), "2")


def test_a_label_may_go_on_on_a_line_of_its_own() -> None:
    wrapped = (*row("Sill och", "3", "9", top=152), *line("strömming", 50, 163))
    found = seen(names("Art", "Hav", "Sjö"), *ROWS, wrapped, row("Lax", "1", "2", top=182))
    assert found[4:] == [
        ("Sill och strömming", ("Hav",), "3"),
        ("Sill och strömming", ("Sjö",), "9"),
        ("Lax", ("Hav",), "1"),
        ("Lax", ("Sjö",), "2"),
    ]
    apart = (*row("Sill och", "3", "9", top=152), *line("strömming", 50, 175))
    assert seen(names("Art", "Hav", "Sjö"), *ROWS, apart, row("Lax", "1", "2", top=192))[4:] == [
        ("Sill och", ("Hav",), "3"),
        ("Sill och", ("Sjö",), "9"),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ROWS,  # nothing names the columns
        (names("Art", "Hav"), row("Kolja", "11", top=120), row("Torsk", "4", top=136)),  # a list
        (names("Art", "Hav", "Sjö"), ROWS[0]),
        (names("Art", "Hav", "Sjö", "Å"), *ROWS),  # more names than columns
        (names("Art", "Hav", "Sjö"), ROWS[0], row("Torsk", "4", "19", top=250)),
        (names("Art", "Hav 2", "Sjö"), *ROWS),
    ],
)
def test_without_a_name_for_each_column_and_two_rows_of_numbers_there_is_no_table(
    lines: Sequence[Sequence[Word]],
) -> None:
    assert seen(*lines) == []
