from __future__ import annotations

from pipeline.extract.lines import fragments_of
from pipeline.extract.paragraphs import ends_sentence, text_blocks
from pipeline.extract.text_lines import text_lines
from pipeline.model.document import Word
from tests.fixtures.pages import line, page

LEADING = 13


def texts(*lines: tuple[Word, ...]) -> list[str]:
    blocks = text_blocks(text_lines(fragments_of(page(*lines))))
    return [block.text for block in sorted(blocks, key=lambda block: (block.bbox.x0, block.bbox.top))]


def set_lines(texts: list[str], x0: float = 50, top: float = 100, font: str = "Regular") -> list[tuple[Word, ...]]:
    return [line(text, x0, top + LEADING * index, font=font) for index, text in enumerate(texts)]


def test_lines_of_one_leading_are_one_paragraph_and_more_space_begins_the_next() -> None:
    first = set_lines(["Sill och torsk var", "vanligast i år."])
    second = set_lines(["Fångsten av gös har", "varit god."], top=100 + 2 * LEADING + 6)
    assert texts(*first, *second) == ["Sill och torsk var vanligast i år.", "Fångsten av gös har varit god."]


def test_paragraphs_of_one_line_each_are_parted() -> None:
    lines = [line(text, 50, 100 + 20 * index) for index, text in enumerate(["Sill | Hav", "Torsk | Hav", "Gös | Sjö"])]
    assert texts(*lines) == ["Sill | Hav", "Torsk | Hav", "Gös | Sjö"]


def test_an_indent_begins_a_paragraph() -> None:
    lines = [
        line("Sill och torsk var vanligast", 50, 100),
        line("i år, liksom i fjol.", 50, 113),
        line("Fångsten av gös har", 62, 126),
        line("varit god i alla sjöar.", 50, 139),
    ]
    assert texts(*lines) == [
        "Sill och torsk var vanligast i år, liksom i fjol.",
        "Fångsten av gös har varit god i alla sjöar.",
    ]


def test_lines_set_on_one_axis_are_one_text() -> None:
    lines = [line("Sill och torsk, sade", 50, 100), line("fiskaren", 80, 113), line("på kajen i dag", 65, 126)]
    assert texts(*lines) == ["Sill och torsk, sade fiskaren på kajen i dag"]


def test_items_of_a_list_are_one_text_each_and_hanging_lines_belong_to_them() -> None:
    lines = [
        line("\u2022 Sill fångas med", 50, 100),
        line("not.", 60, 113),
        line("\u2022 Torsk fångas med", 50, 126),
        line("trål.", 60, 139),
    ]
    assert texts(*lines) == ["\u2022 Sill fångas med not.", "\u2022 Torsk fångas med trål."]


def test_bold_words_part_neither_line_nor_paragraph() -> None:
    lines = [
        line("Sill och torsk", 50, 100),
        (*line("var ", 50, 113), *line("vanligast förekommande", 70, 113, font="Bold")),
        line("i år, liksom i fjol.", 50, 126),
    ]
    assert texts(*lines) == ["Sill och torsk var vanligast förekommande i år, liksom i fjol."]


def test_a_bold_line_over_text_is_a_block_of_its_own() -> None:
    heading, *text = [
        line("Fångsten ökar", 50, 100, font="Bold"),
        line("Sill och torsk var vanligast", 50, 113),
        line("i år, liksom i fjol.", 50, 126),
    ]
    assert texts(heading, *text) == ["Fångsten ökar", "Sill och torsk var vanligast i år, liksom i fjol."]


def test_stretched_word_spaces_do_not_part_a_line_but_gutters_do() -> None:
    left = ["Sill    och    torsk", "var vanligast i år", "och i fjol likaså,", "men inte gös eller", "lax."]
    right = ["Fångsten av gös är", "god i hela landet,", "och lax fångas här", "som aldrig förr i", "tiden."]
    assert texts(*set_lines(left), *set_lines(right, x0=180)) == [
        "Sill och torsk var vanligast i år och i fjol likaså, men inte gös eller lax.",
        "Fångsten av gös är god i hela landet, och lax fångas här som aldrig förr i tiden.",
    ]


def test_quotes_and_brackets_may_follow_a_full_stop() -> None:
    ended = ["Sill.", "Sill!”", "(Sill.)", "Sill: ", "Sill …"]
    assert all(ends_sentence(text) for text in ended)
    assert not any(ends_sentence(text) for text in ["Sill", "Sill,", "(Sill)", "arbets-", ""])
