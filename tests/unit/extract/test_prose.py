from __future__ import annotations

from pipeline.extract.lines import fragments_of
from pipeline.extract.prose import prose_regions
from pipeline.model.document import Word
from tests.fixtures.pages import line, page


def regions(*lines: tuple[Word, ...]) -> int:
    return len(prose_regions(fragments_of(page(*lines))))


def test_three_lines_of_sentences_are_prose() -> None:
    text = ["Under året fick samordnarna kännedom om fler", "personer än förut, och de flesta", "av dem var vuxna."]
    assert regions(*(line(part, 50, 100 + 13 * index) for index, part in enumerate(text))) == 1


def test_lines_that_wide_gaps_of_justified_type_break_up_do_not_hide_prose() -> None:
    text = ["Under året fick samordnarna kännedom", "om    flera    personer    än", "de hade känt till året innan"]
    assert regions(*(line(part, 50, 100 + 13 * index) for index, part in enumerate(text))) == 1


def test_two_columns_are_two_regions() -> None:
    text = ["Under året fick samordnarna", "kännedom om fler personer", "än de hade kännedom om då"]
    left = [line(part, 50, 100 + 13 * index) for index, part in enumerate(text)]
    right = [line(part, 320, 100 + 13 * index) for index, part in enumerate(text)]
    assert regions(*left, *right) == 2


def test_labels_of_a_list_and_rows_with_leaders_are_no_prose() -> None:
    labels = ["Hotell och restaurang 74", "Skönhet och kroppsvård 18", "Bygg 45", "Städ 25"]
    led = ["Okänd ålder kvinnor ................ 8", "Okänd ålder män .................... 15", "Pojkar ..... 4"]
    assert regions(*(line(part, 50, 100 + 13 * index) for index, part in enumerate(labels))) == 0
    assert regions(*(line(part, 50, 300 + 13 * index) for index, part in enumerate(led))) == 0
