"""Marks of notes told from numbers and labels by their type and height."""

from __future__ import annotations

import pytest

from pipeline.extract.extractor import assemble, find_blocks
from pipeline.extract.marks import without_marks
from pipeline.extract.seen_tables import SeenTable, unmarked
from pipeline.model.document import Document, Word
from pipeline.model.geometry import BBox
from pipeline.model.printed import PassageKind
from tests.fixtures.pages import document, line, page, word

# Type of 10 pt and its mark of 6 pt, lifted by 3.5 pt: both boxes end 2 pt below their baselines' tenth of a size.
RAISED_BY = 0.5
ON_THE_BASELINE = 3.2


def raised(text: str, x0: float, top: float) -> Word:
    return word(text, x0, top + RAISED_BY, 6)


def marks_of(made: Document) -> list[tuple[str, str | None, str | None]]:
    _, marks = without_marks(made)
    return [(one.word.text, _text(one.host), _text(one.note)) for one in marks]


def _text(one: Word | None) -> str | None:
    return one.text if one else None


def numbers_of(made: Document) -> list[tuple[str, str]]:
    blocks = assemble(find_blocks(made), ()).blocks
    return [(entry.label.text, entry.number.text) for block in blocks for entry in block.entries]


def test_a_raised_digit_after_a_number_is_its_mark_and_no_digit_of_it() -> None:
    row = line("Kvinnor:..................12", 50, 114)
    made = document(page((*row, raised("1", 190, 114)), line("Män.......................4", 50, 126)))
    assert marks_of(made) == [("1", "Kvinnor:..................12", None)]
    assert numbers_of(made) == [("Kvinnor", "12"), ("Män", "4")]


@pytest.mark.parametrize("mark", ["¹", "²,³", "*", "†"])
def test_a_sign_at_the_end_of_a_label_is_no_part_of_it(mark: str) -> None:
    made = document(page(line(f"Kvinnor{mark}: 12", 50, 114), line("Män: 4", 50, 126)))
    assert numbers_of(made) == [("Kvinnor", "12"), ("Män", "4")]


def test_a_smaller_digit_on_the_baseline_is_part_of_the_number() -> None:
    lowered = word("5", 60, 100 + ON_THE_BASELINE, 6)
    assert marks_of(document(page((word("12", 50, 100), lowered)))) == []


@pytest.mark.parametrize(
    "words",
    [
        (word("km", 50, 100), raised("2", 60, 100)),
        (word("12m²", 50, 100),),
        (word("2", 50, 100), raised("1", 55, 100), word("/2", 58, 100)),
        (word("Polen", 50, 100), raised("1", 80, 100)),
        (word("Polen", 50, 100), raised("137", 75, 100)),
    ],
    ids=["a power", "a written power", "a fraction", "apart", "three digits"],
)
def test_what_is_raised_otherwise_is_no_mark(words: tuple[Word, ...]) -> None:
    assert marks_of(document(page(words))) == []


def test_marks_that_follow_each_other_are_of_one_word() -> None:
    made = document(page((word("9", 50, 100), raised("1,", 55, 100), raised("2", 61, 100))))
    assert marks_of(made) == [("1,", "9", None), ("2", "9", None)]


def test_the_mark_before_a_note_is_known_by_the_one_in_the_text() -> None:
    note = (raised("1", 50, 700), *line("Åldern har inte fastställts.", 54, 700))
    marked = (word("9", 50, 100), raised("1", 55, 100))
    assert marks_of(document(page(marked, note))) == [("1", "9", None), ("1", None, "Åldern")]
    assert marks_of(document(page(note))) == []


def test_a_note_keeps_its_kind_and_its_mark_is_a_passage_of_its_own() -> None:
    made = document(page(line("Kvinnor¹: 12", 50, 114), line("¹ Åldern har inte fastställts för alla.", 50, 700)))
    passages = assemble(find_blocks(made), ()).passages
    assert {one.text: one.kind for one in passages if one.kind in {PassageKind.MARK, PassageKind.NOTE}} == {
        "¹": PassageKind.MARK,
        "Åldern har inte fastställts för alla.": PassageKind.NOTE,
    }
    assert [one.text for one in passages].count("¹") == 2


def test_a_mark_inside_running_text_leaves_no_gap() -> None:
    sentence = (*line("Sill och torsk", 50, 100), raised("1", 120, 100), word(",", 123, 100), word("liksom", 130, 100))
    assert [one.text for one in find_blocks(document(page(sentence)))[0].lettered] == ["Sill och torsk, liksom"]


def test_the_second_readers_cells_are_taken_without_marks() -> None:
    row = (*line("Kvinnor", 50, 100), word("9", 150, 100), raised("1", 155, 100))
    _, marks = without_marks(document(page(row)))
    seen = SeenTable(1, BBox(40, 90, 200, 120), (("Kvinnor", "91"),), ((90, 120),), ((40, 120), (120, 200)))
    (table,) = unmarked([seen], marks)
    assert table.rows == (("Kvinnor", "9"),)


def test_a_mark_goes_from_a_line_that_the_second_reader_has_in_an_earlier_cell_and_from_one_above_its_table() -> None:
    row = (*line("Kvinnor", 50, 100), raised("1", 85, 100), *line("9", 150, 100))
    _, marks = without_marks(document(page(row)))
    mark = next(one for one in marks if one.host is not None)
    region = BBox(40, mark.word.bbox.y_mid + 0.1, 200, 120)
    seen = SeenTable(1, region, (("Kvinnor1 ... 9", ""),), ((region.top, 120),), ((40, 60), (60, 200)))
    (table,) = unmarked([seen], marks)
    assert table.rows == (("Kvinnor ... 9", ""),)


def test_a_mark_that_is_as_its_number_goes_once() -> None:
    row = (*line("Kvinnor", 50, 100), word("1", 150, 100), raised("1", 155, 100))
    _, marks = without_marks(document(page(row)))
    seen = SeenTable(1, BBox(40, 90, 200, 120), (("Kvinnor", "11"),), ((90, 120),), ((40, 120), (120, 200)))
    (table,) = unmarked([seen], marks)
    assert table.rows == (("Kvinnor", "1"),)
