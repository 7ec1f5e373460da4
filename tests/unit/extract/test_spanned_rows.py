"""Tables without rules whose groups have their names at the left of their first rows."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.extract.extractor import assemble, find_blocks
from pipeline.model.document import Word
from tests.fixtures.pages import CHAR_EM, document, line, page

Seen = list[tuple[str, tuple[str, ...], str]]
Words = tuple[Word, ...]


def names(*texts: str, top: float) -> Words:
    return tuple(word for text, x0 in zip(texts, (50, 160, 300), strict=True) for word in line(text, x0, top))


def row(label: str, number: str, top: float) -> Words:
    """A row of a group, with its number set to the right."""
    return (*line(label, 160, top), *line(number, 340 - len(number) * CHAR_EM * 10, top))


def group(name: str, total: str, *rows: tuple[str, str], top: float) -> list[Words]:
    """A name level with its first row, its total below it, between that row and the next one."""
    return [
        line(name, 50, top),
        line(total, 50, top + 12),
        *(row(*one, top=top + 20 * nth) for nth, one in enumerate(rows)),
    ]


HEAD = names("Vatten", "Art", "Antal", top=100)
SEA = group("Havet", "Totalt: 18", ("Kolja", "11"), ("Torsk", "7"), top=120)
LAKE = group("Sjön", "Totalt: 9", ("Gädda", "4"), ("Lake", "3"), ("Abborre", "2"), top=160)
RIVER = group("Ån", "Totalt: 5", ("Lax", "5"), top=220)


def seen(*sheets: Sequence[Words]) -> Seen:
    pages = [page(*words, number=number) for number, words in enumerate(sheets, start=1)]
    found = assemble(find_blocks(document(*pages)), ())
    return [
        (one.label.text, tuple(heading.text for heading in one.headings), one.number.text)
        for block in found.blocks
        if block.layout.is_table
        for one in block.entries
    ]


def numbers(found: Seen) -> list[tuple[str, str, str]]:
    """Label, heading nearest to it, number."""
    return [(label, headings[0] if headings else "", number) for label, headings, number in found]


EXPECTED = {
    ("Totalt", "Havet", "18"),
    ("Kolja", "Havet", "11"),
    ("Torsk", "Havet", "7"),
    ("Totalt", "Sjön", "9"),
    ("Gädda", "Sjön", "4"),
    ("Lake", "Sjön", "3"),
    ("Abborre", "Sjön", "2"),
}


def test_rows_stand_under_the_name_that_is_level_with_the_first_of_them() -> None:
    assert set(numbers(seen([HEAD, *SEA, *LAKE]))) >= EXPECTED


def test_a_group_may_have_one_row() -> None:
    assert ("Lax", "Ån", "5") in numbers(seen([HEAD, *SEA, *LAKE, *RIVER]))


def test_one_group_by_itself_is_a_table_if_it_has_rows_enough_to_add_up_not_by_chance() -> None:
    lake = group("Sjön", "Totalt: 9", ("Gädda", "4"), ("Lake", "3"), ("Abborre", "2"), top=120)
    assert ("Lake", "Sjön", "3") in numbers(seen([HEAD, *lake]))
    assert seen([HEAD, *SEA]) == []


def test_names_that_no_total_says_the_reach_of_are_none_of_groups() -> None:
    wrong = group("Sjön", "Totalt: 8", ("Gädda", "4"), ("Lake", "3"), ("Abborre", "2"), top=160)
    assert seen([HEAD, *SEA, *wrong]) == []
    assert seen([HEAD, *(one for one in (*SEA, *LAKE) if "Totalt" not in one[0].text)]) == []


def test_one_misprint_among_many_groups_hides_none_of_them() -> None:
    wrong = group("Sjön", "Totalt: 8", ("Gädda", "4"), ("Lake", "3"), ("Abborre", "2"), top=160)
    assert ("Totalt", "Sjön", "8") in numbers(seen([HEAD, *SEA, *wrong, *RIVER]))


def test_the_table_goes_on_at_the_head_of_the_next_page_without_the_names_of_its_columns() -> None:
    second = group("Sjön", "Totalt: 9", ("Gädda", "4"), ("Lake", "3"), ("Abborre", "2"), top=60)
    sea = group("Havet", "Totalt: 20", ("Kolja", "11"), ("Torsk", "7"), ("Sill", "2"), top=120)
    found = numbers(seen([HEAD, *sea], second))
    assert ("Lake", "Sjön", "3") in found


@pytest.mark.parametrize("shift", [7, 30])
def test_a_label_or_number_out_of_its_column_ends_the_table(shift: float) -> None:
    stray = tuple(word for text, x0 in (("Lax", 160 + shift), ("5", 335)) for word in line(text, x0, 220))
    assert ("Lax", "Sjön", "5") not in numbers(seen([HEAD, *SEA, *LAKE, stray]))
    assert set(numbers(seen([HEAD, *SEA, *LAKE, stray]))) >= EXPECTED


def test_a_number_out_of_line_with_those_above_ends_the_table() -> None:
    stray = tuple(word for text, x0 in (("Lax", 160), ("5", 306)) for word in line(text, x0, 220))
    found = numbers(seen([HEAD, *SEA, *LAKE, stray]))
    assert set(found) >= EXPECTED
    assert not {one for one in found if one[0] == "Lax"}


def test_a_name_set_in_from_the_others_begins_no_group() -> None:
    inset = [line("Ån", 90, 220), row("Lax", "5", 220)]
    found = numbers(seen([HEAD, *SEA, *LAKE, *inset]))
    assert set(found) >= EXPECTED
    assert not {one for one in found if one[0] == "Lax"}
