"""Labels and numbers put together from their places alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.extract.assignment import pair_by_assignment
from pipeline.extract.extractor import assemble, find_blocks
from pipeline.model.document import Grid, Page, Word
from pipeline.model.geometry import BBox
from pipeline.model.printed import Block, PassageKind
from tests.fixtures.pages import document, line, page


def blocks_of(*pages: Page) -> tuple[Block, ...]:
    return assemble(find_blocks(document(*pages)), ()).blocks


def entries(block: Block) -> list[tuple[str, str, str]]:
    return [
        (" / ".join(heading.text for heading in entry.headings), entry.label.text, entry.number.text)
        for entry in block.entries
    ]


def test_a_box_with_leaders_takes_its_heading_and_the_total_beside_it() -> None:
    (block,) = blocks_of(
        page(
            line("Arbetskraft", 50, 100, font="Bold"),
            line("Totalt: 3", 155, 100, font="Bold"),
            line("Kvinnor:..................2", 50, 114),
            line("Män.......................1", 50, 126),
        )
    )
    assert entries(block) == [
        ("Arbetskraft", "Totalt", "3"),
        ("Arbetskraft", "Kvinnor", "2"),
        ("Arbetskraft", "Män", "1"),
    ]


def test_boxes_in_columns_keep_to_themselves_even_on_common_lines() -> None:
    left = [line("Vatten", 50, 100, font="Bold"), line("Sill..........2", 50, 114), line("Torsk.........3", 50, 126)]
    right = [line("Luft", 150, 100, font="Bold"), line("Trast.........5", 150, 114), line("Lärka.........7", 150, 126)]
    blocks = blocks_of(page(*left, *right))
    assert [entries(block) for block in blocks] == [
        [("Vatten", "Sill", "2"), ("Vatten", "Torsk", "3")],
        [("Luft", "Trast", "5"), ("Luft", "Lärka", "7")],
    ]


def test_two_rows_on_one_line_are_told_apart() -> None:
    (block,) = blocks_of(page(line("Sverige", 50, 90, font="Bold"), line("Vuxna: 21  Barn: 6", 50, 102)))
    assert entries(block) == [("Sverige", "Vuxna", "21"), ("Sverige", "Barn", "6")]


def test_numbers_may_come_before_their_labels_two_to_a_line() -> None:
    (block,) = blocks_of(page(line("Sverige", 50, 90, font="Bold"), line("21 vuxna, 6 barn", 50, 102)))
    assert entries(block) == [("Sverige", "vuxna", "21"), ("Sverige", "barn", "6")]


def test_numbers_without_leaders_belong_to_the_left_in_a_list_of_several_columns() -> None:
    rows = [
        line(f"{left}            {a}   {right}            {b}", 50, top)
        for left, a, right, b, top in (("Sill", "2", "Trast", "5", 100), ("Gös ", "3", "Lärka", "7", 112))
    ]
    found = {(label, number) for block in blocks_of(page(*rows)) for _, label, number in entries(block)}
    assert found == {("Sill", "2"), ("Gös", "3"), ("Trast", "5"), ("Lärka", "7")}


def test_a_number_before_its_bar_belongs_to_the_label_after_it() -> None:
    (block,) = blocks_of(
        page(
            (*line("74", 50, 100, 13, "Bold"), *line("Hotell", 300, 102, 9)),
            (*line("45", 50, 122, 13, "Bold"), *line("Bygg", 230, 124, 9)),
        )
    )
    assert entries(block) == [("", "Hotell", "74"), ("", "Bygg", "45")]


def test_bars_set_wide_apart_are_one_block_and_a_heading_between_parts_them() -> None:
    def bar(label: str, number: str, top: float) -> tuple[Word, ...]:
        return (*line(label, 50, top), *line(number, 300, top, font="Bold"))

    together = page(bar("Sill", "7", 100), bar("Gös ", "3", 140), bar("Torsk", "9", 180))
    parted = page(bar("Sill", "7", 100), line("Under ytan", 50, 122, font="Bold"), bar("Gös", "3", 140))
    assert [len(block.entries) for block in blocks_of(together)] == [3]
    assert [len(block.entries) for block in blocks_of(parted)] == [1, 1]


def test_glued_numbers_with_wrapped_labels_are_one_label_each() -> None:
    (block,) = blocks_of(
        page(
            line("Vård och omsorg,", 50, 100, 8),
            (*line("sociala tjänster", 50, 109, 8), *line("3", 114, 107, 12)),
            (*line("Bygg", 300, 300, 8), *line("45", 316, 298, 12)),
        )
    )
    assert entries(block) == [("", "Vård och omsorg, sociala tjänster", "3"), ("", "Bygg", "45")]


def test_a_number_under_its_label_in_a_bubble_is_paired_upwards() -> None:
    (block,) = blocks_of(
        page(
            line("Bygg", 100, 100, 8),
            line("45", 104, 110, 8, "Bold"),
            line("Städ", 300, 200, 8),
            line("25", 304, 210, 8, "Bold"),
        )
    )
    assert entries(block) == [("", "Bygg", "45"), ("", "Städ", "25")]


def test_call_outs_in_frames_do_not_mix_with_their_neighbours() -> None:
    frames = [BBox(40, 80, 120, 140), BBox(122, 80, 200, 140)]
    blocks = blocks_of(
        page(
            line("Ukraina", 50, 90, font="Bold"),
            line("Totalt: 33", 50, 102),
            line("Thailand", 126, 90, font="Bold"),
            line("Totalt: 59", 126, 102),
            rects=frames,
        )
    )
    assert [entries(block) for block in blocks] == [[("Ukraina", "Totalt", "33")], [("Thailand", "Totalt", "59")]]


def test_running_text_is_no_label() -> None:
    prose = [
        line("Under året fick samordnarna kännedom om totalt 430", 50, 100),
        line("personer, varav de flesta var vuxna. Det är fler än 13", 50, 112),
        line("som nämndes tidigare i texten, och så vidare till 15", 50, 124),
    ]
    assert blocks_of(page(*prose)) == ()


def test_rows_above_the_first_heading_of_a_column_are_a_block_of_their_own() -> None:
    blocks = blocks_of(
        page(
            line("Sill..........2", 50, 60),
            line("Torsk.........3", 50, 72),
            line("Luft", 50, 84, font="Bold"),
            line("Trast.........5", 50, 96),
        )
    )
    assert [entries(block) for block in blocks] == [[("", "Sill", "2"), ("", "Torsk", "3")], [("Luft", "Trast", "5")]]


def test_a_spanning_cell_is_the_heading_of_all_its_rows_and_holds_its_own_total() -> None:
    cells = [BBox(50, 100, 150, 140), BBox(150, 100, 250, 120), BBox(250, 100, 300, 120)]
    cells += [BBox(150, 120, 250, 140), BBox(250, 120, 300, 140)]
    (block,) = blocks_of(
        page(
            line("Arbetskraft", 55, 103),
            line("Totalt: 3", 55, 116),
            line("Kvinnor", 155, 105),
            line("2", 290, 105),
            line("Män", 155, 125),
            line("1", 290, 125),
            grids=[Grid(BBox(50, 100, 300, 140), tuple(cells))],
        )
    )
    assert entries(block) == [
        ("Arbetskraft", "Totalt", "3"),
        ("Arbetskraft", "Kvinnor", "2"),
        ("Arbetskraft", "Män", "1"),
    ]


def test_a_matrix_gives_each_number_its_row_and_its_column() -> None:
    columns, rows = ((50, 150), (150, 220), (220, 290)), ((100, 120), (120, 140))
    grid = Grid(BBox(50, 100, 290, 140), tuple(BBox(x0, top, x1, end) for top, end in rows for x0, x1 in columns))
    (block,) = blocks_of(
        page(
            line("Kvinnor", 155, 105),
            line("Män", 225, 105),
            line("Arbetskraft", 55, 125),
            line("81", 155, 125),
            line("151", 225, 125),
            grids=[grid],
        )
    )
    assert entries(block) == [("Kvinnor", "Arbetskraft", "81"), ("Män", "Arbetskraft", "151")]


def test_the_second_geometry_contradicts_a_number_that_was_given_to_its_neighbour() -> None:
    (block,) = blocks_of(page(line("Bygg 45", 100, 100), line("Städ 25", 100, 200)))
    bygg, stad = block.entries
    swapped = replace(
        block, entries=(replace(bygg, label=stad.label, second=None), replace(stad, label=bygg.label, second=None))
    )
    (again,) = pair_by_assignment([swapped], ())
    assert [entry.label.text for entry in again.entries] == ["Städ", "Bygg"]
    assert [entry.second.label if entry.second else None for entry in again.entries] == ["Bygg", "Städ"]


def test_ticks_of_an_axis_are_known_by_equal_steps_and_a_labelled_list_is_not_an_axis() -> None:
    ticks = [line("40%", 60, 100), line("20%", 60, 110), line("0%", 65, 120)]
    listed = [
        line(f"Post {name}        {value}", 300, 300 + 10 * value) for name, value in (("a", 1), ("b", 2), ("c", 3))
    ]
    found = assemble(find_blocks(document(page(*ticks, *listed))), ())
    kinds = {passage.text: passage.kind for passage in found.passages}
    assert {kinds["40%"], kinds["20%"], kinds["0%"]} == {PassageKind.AXIS}
    assert {kinds["1"], kinds["2"], kinds["3"]} == {PassageKind.LABEL}


def test_numbers_of_cards_below_each_other_are_no_ticks_though_they_count_in_equal_steps() -> None:
    cards = [
        words
        for nth in range(3)
        for words in (line(str(7 - nth), 60, 100 + 60 * nth), line("Barn", 60, 114 + 60 * nth))
    ]
    (found,) = find_blocks(document(page(*cards)))
    assert [text.kind for text in found.in_order if text.block.text.isdigit()] == [PassageKind.LABEL] * 3


def test_the_leader_behind_a_label_that_stands_apart_from_its_number_is_no_part_of_it() -> None:
    lines = [
        line(f"{label}•••••", 50, top) + line(str(top), 250, top) for label, top in (("Män", 100), ("Pojkar", 112))
    ]
    found = assemble(find_blocks(document(page(*lines))), ())
    assert [one.label.text for block in found.blocks for one in block.entries] == ["Män", "Pojkar"]


def test_a_single_ellipsis_leads_to_a_number() -> None:
    found = assemble(find_blocks(document(page(line("Okänd ålder …6", 50, 100), line("Pojkar ……14", 50, 112)))), ())
    assert [(one.label.text, one.number.text) for block in found.blocks for one in block.entries] == [
        ("Okänd ålder", "6"),
        ("Pojkar", "14"),
    ]


def test_a_caption_is_found_with_its_next_line_and_without_a_space() -> None:
    found = assemble(
        find_blocks(document(page(line("Figur4. Fördelning av form", 50, 100), line("för pojkar", 50, 111)))), ()
    )
    assert [(one.span.text, one.number and one.number.text) for one in found.captions] == [
        ("Figur4. Fördelning av form för pojkar", "4")
    ]


@pytest.mark.parametrize(
    ("caption", "number"), [("Fig. 4: Fördelning", "4"), ("Tab 2 Fördelning", "2"), ("Figur B. Fördelning", None)]
)
def test_a_caption_may_be_shortened_or_have_a_letter(caption: str, number: str | None) -> None:
    found = assemble(find_blocks(document(page(line(caption, 50, 100)))), ())
    assert [(one.span.text, one.number and one.number.text) for one in found.captions] == [(caption, number)]


@pytest.mark.parametrize("text", ["Bild på sidan", "Karta a. över landet", "Figuren visar 4 länder"])
def test_a_text_that_begins_like_a_caption_is_none_without_its_number(text: str) -> None:
    assert assemble(find_blocks(document(page(line(text, 50, 100)))), ()).captions == ()


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("Kvinnor över 18 år 201", ("Kvinnor över 18 år", "201")),
        ("Flickor 0–17 år: 14", ("Flickor 0–17 år", "14")),
        ("18 år och äldre 620", ("18 år och äldre", "620")),
        ("Under 18 år..........42", ("Under 18 år", "42")),
        ("15–17 år..........42", ("15–17 år", "42")),
        ("201 kvinnor över 18 år", ("kvinnor över 18 år", "201")),
    ],
)
def test_an_age_is_part_of_the_label(printed: str, expected: tuple[str, str]) -> None:
    (block,) = blocks_of(page(line(printed, 50, 100)))
    assert [(entry.label.text, entry.number.text) for entry in block.entries] == [expected]


@pytest.mark.parametrize("printed", ["18 år och äldre", "0–17 år", "Kvinnor över 18 år", "Kvinnor 12 år 2024"])
def test_an_age_alone_is_no_number_of_a_label(printed: str) -> None:
    assert blocks_of(page(line(printed, 50, 100))) == ()


def card(number: str, label: str, x0: float, top: float) -> tuple[tuple[Word, ...], ...]:
    return line(number, x0, top, size_pt=12, font="Bold"), line(label, x0, top + 14, size_pt=8)


def test_cards_in_a_grid_stand_under_the_title_with_the_total_next_above_them() -> None:
    cards = [
        *card("5", "Gädda", 60, 60),
        *card("75", "Sill", 60, 125),
        *card("9", "Torsk", 200, 125),
        *card("6", "Lax", 60, 165),
        *card("3", "Sill", 60, 235),
        *card("8", "Ekorre", 60, 330),
    ]
    titles = [
        line("Havet", 50, 100, font="Bold"),
        line("Totalt 90", 87, 100, font="Bold"),
        line("Sjöar", 50, 210, font="Bold"),
        line("Totalt 3", 87, 210, font="Bold"),
    ]
    blocks = blocks_of(page(*cards, *titles))
    assert [entries(block) for block in blocks] == [
        [("", "Gädda", "5")],
        [
            ("Havet", "Totalt", "90"),
            ("Havet", "Sill", "75"),
            ("Havet", "Torsk", "9"),
            ("Havet", "Lax", "6"),
            ("Sjöar", "Totalt", "3"),
            ("Sjöar", "Sill", "3"),
        ],
        [("", "Ekorre", "8")],
    ]


def test_cards_behind_other_text_stand_under_no_title() -> None:
    cards = [*card("75", "Sill", 60, 125), *card("9", "Torsk", 200, 125), *card("8", "Ekorre", 60, 165)]
    title = [line("Havet", 50, 100, font="Bold"), line("Totalt 84", 87, 100, font="Bold")]
    between = line("Skogen", 120, 156, size_pt=9)
    blocks = blocks_of(page(*cards, *title, between))
    assert [entries(block) for block in blocks] == [
        [("Havet", "Totalt", "84"), ("Havet", "Sill", "75"), ("Havet", "Torsk", "9")],
        [("", "Ekorre", "8")],
    ]


@pytest.mark.parametrize(("top", "size", "parts"), [(150, 12.0, 2), (150, 8.0, 1), (100, 12.0, 1)])
def test_cards_below_a_heading_are_another_block(top: float, size: float, parts: int) -> None:
    cards = [*card("75", "Sill", 60, 95), *card("9", "Torsk", 350, 95), *card("8", "Ekorre", 60, 195)]
    blocks = blocks_of(page(*cards, line("Skogens djur", 180, top, size_pt=size, font="Bold")))
    assert len(blocks) == parts


@pytest.mark.parametrize("leader", [". .", "..", "__", "··"])
def test_a_leader_may_be_of_two_dots_only(leader: str) -> None:
    total, fish = line(f"Totalt antal  {leader} 29", 50, 114), line("Sill: . . .10", 50, 126)
    (block,) = blocks_of(page(line("Vatten", 50, 100, font="Bold"), total, fish))
    assert entries(block) == [("Vatten", "Totalt antal", "29"), ("Vatten", "Sill", "10")]


def test_a_leader_of_dashes_may_be_short_where_the_label_is_long() -> None:
    total, fish = line("Strömming och sill - -42", 50, 114), line("Sill - - - - - -10", 50, 126)
    (block,) = blocks_of(page(line("Vatten", 50, 100, font="Bold"), total, fish))
    assert entries(block) == [("Vatten", "Strömming och sill", "42"), ("Vatten", "Sill", "10")]


def test_an_age_that_a_label_is_broken_in_is_no_number() -> None:
    lines = [
        line("Vatten", 50, 100, font="Bold"),
        line("Sill: . . . .108", 50, 114),
        line("Laxar över 18", 50, 126),
        line("år: . . . .136", 50, 138),
    ]
    (block,) = blocks_of(page(*lines))
    assert entries(block) == [("Vatten", "Sill", "108"), ("Vatten", "Laxar över 18 år", "136")]


def test_a_heading_with_its_total_has_the_line_above_that_it_was_broken_off_from() -> None:
    lines = [
        line("Sill och", 50, 100, font="Bold"),
        line("strömming (38)", 50, 115.5, font="Bold"),
        line("Norr..........9", 50, 132),
        line("Söder.........29", 50, 144),
    ]
    (block,) = blocks_of(page(*lines))
    headed = [(heading, number) for heading, _, number in entries(block)]
    assert headed == [("Sill och strömming", "38"), ("Sill och strömming", "9"), ("Sill och strömming", "29")]
