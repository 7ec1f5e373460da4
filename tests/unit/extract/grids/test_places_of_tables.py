"""Tables that white space alone parts from what else is on the page."""

from __future__ import annotations

import pytest

from pipeline.extract.grids.finder import grids_of
from pipeline.model.document import Line, Word
from tests.fixtures.pages import page
from tests.unit.extract.grids.pages import level, read, row, rows, ruled, spans_of, texts_of

STOPS = (50, 150, 220, 290)
YEARS = ["2001", "2002", "2003"]

TERMS = [["Share of the whole", "Term"], ["less than half", "Small"], ["half to most", "Middle"], ["all", "Large"]]
FARMS = ["The people of", "the coast who", "have farms of", "their own and", "sell all they", "have every day"]


@pytest.mark.parametrize(("lines", "count"), [(4, 1), (3, 0)])
def test_two_columns_of_words_are_a_table_where_four_lines_begin_at_the_same_places(lines: int, count: int) -> None:
    assert len(grids_of(page(*rows((50, 250), *TERMS[:lines])))) == count


def test_two_columns_of_words_that_begin_at_other_places_are_none() -> None:
    lines = [row(100 + 16 * index, (50 + 9 * index, 250), *texts) for index, texts in enumerate(TERMS)]
    assert grids_of(page(*lines)) == ()


def test_a_row_of_numbers_under_years_is_a_table() -> None:
    assert texts_of(read(*rows(STOPS, ["", *YEARS], ["Farms", "12", "30", "42"]))) == [
        ["", *YEARS],
        ["Farms", "12", "30", "42"],
    ]


@pytest.mark.parametrize("other", [["12", "30", "42", "51"], ["Farms", "12", "30", "north"], ["Farms", "12", "30", ""]])
def test_another_line_under_years_is_no_table(other: list[str]) -> None:
    assert grids_of(page(*rows(STOPS, ["", *YEARS], other))) == ()


@pytest.mark.parametrize("step", [27, 32])
def test_names_of_columns_stand_as_far_above_the_numbers_as_rows_are_apart(step: float) -> None:
    lines = rows(STOPS, ["", "Men", "Women", "All"], ["Farms", "1", "2", "3"], ["Ferries", "4", "5", "9"], step=step)
    assert texts_of(read(*lines))[0] == ["", "Men", "Women", "All"]


@pytest.mark.parametrize(
    ("shift", "top", "sizes"), [(0, 180, [7]), (0, 240, [3, 3]), (13, 180, [3, 3])], ids=["near", "far", "beside"]
)
def test_numbers_below_a_gap_go_on_a_table_in_its_columns(shift: float, top: float, sizes: list[int]) -> None:
    body = [["Farms", "1", "2", "3"], ["Schools", "2", "2", "4"], ["Ferries", "4", "5", "9"]]
    one = rows(STOPS, *body)
    other = [row(top - 20, (50,), "Inland"), *rows([stop + shift for stop in STOPS], *body, top=top)]
    assert [len(texts_of(grid)) for grid in grids_of(page(*one, *other))] == sizes


def test_a_name_of_a_row_may_have_many_lines() -> None:
    label = [row(116 + 12 * index, STOPS, text, "", "", "") for index, text in enumerate(FARMS)]
    label[0] = row(116, STOPS, FARMS[0], "12", "30", "42")
    rest = [row(200, STOPS, "Schools", "5", "6", "11"), row(216, STOPS, "Ferries", "17", "36", "53")]
    grid = read(row(100, STOPS, "", "Men", "Women", "All"), *label, *rest)
    assert [texts[0] for texts in texts_of(grid)] == ["", " ".join(FARMS), "Schools", "Ferries"]


def test_a_long_name_level_with_a_number_is_no_running_text() -> None:
    name = "We are told of more than the others are of all that goes on"
    body = [[name, "69%", "65%"], ["The rest" + name[2:], "46%", "37%"], ["Nobody", "23%", "24%"]]
    grid = read(*rows((50, 400, 460), ["What is said", "North", "South"], *body, step=30))
    assert [texts[0] for texts in texts_of(grid)] == ["What is said", *(texts[0] for texts in body)]


def test_a_cell_of_many_lines_between_other_cells_is_no_running_text() -> None:
    rules = [level(y, 45, 440) for y in (84, 98, 190)]
    head = row(86, (50, 150, 400), "Place", "People", "Farms")
    texts = [f"{text} everywhere" for text in ("all the others", *FARMS)]
    lines = [head, *(row(100 + 12 * nth, (150,), text) for nth, text in enumerate(texts))]
    lines[1] = row(100, (50, 150, 400), "North", texts[0], "Many")
    assert " ".join(row[1] for row in texts_of(read(*lines, rules=rules))) == " ".join(["People", *texts])


def test_a_name_by_itself_over_years_is_over_all_of_them() -> None:
    lines = [row(100, (220,), "Year"), *rows(STOPS, ["", *YEARS], ["Farms", "12", "30", "42"], top=114)]
    grid = read(*lines, row(146, STOPS, "Schools", "5", "6", "11"))
    assert spans_of(grid) == {"Year": (1, 3)}


def test_a_name_by_itself_over_words_is_the_first_line_of_one_of_them() -> None:
    names = rows(STOPS, ["", "Men", "Women", "All"], ["Farms", "12", "30", "42"], top=114)
    grid = read(row(100, (220,), "Young"), *names, row(146, STOPS, "Schools", "5", "6", "11"))
    assert texts_of(grid)[0] == ["", "Men", "Young Women", "All"]


WIDE = (50, 150, 190, 230, 270)
PARTS = [["", "Men", "All", "Men", "All"], ["Farms", "12", "30", "7", "9"], ["Schools", "5", "6", "17", "36"]]


def test_a_name_over_a_round_of_names_that_comes_again_is_over_all_of_it() -> None:
    lines = [row(100, (150, 230), "Coast", "Inland"), *rows(WIDE, *PARTS, top=112)]
    assert spans_of(read(*lines)) == {"Coast": (1, 2), "Inland": (1, 2)}


@pytest.mark.parametrize("names", [["", "Men", "All", "Men", "None"], ["", "Men", "Men", "Men", "Men"]])
def test_a_name_over_names_that_do_not_come_again_is_the_first_line_of_one(names: list[str]) -> None:
    lines = [row(100, (150, 230), "Coast", "Inland"), *rows(WIDE, names, *PARTS[1:], top=112)]
    assert spans_of(read(*lines)) == {}


def test_names_over_each_of_a_round_are_their_first_lines() -> None:
    lines = [row(100, WIDE[1:], "Many", "Few", "Many", "Few"), *rows(WIDE, *PARTS, top=112)]
    assert texts_of(read(*lines))[0] == ["", "Many Men", "Few All", "Many Men", "Few All"]


def test_three_dots_in_brackets_are_no_leader_and_those_before_a_number_are() -> None:
    body = [["Farms (fields,...)", "12", "30"], ["Schools.....", "5", "6"], ["Ferries", "17", "36"]]
    lines = rows((50, 180, 240), ["", "Men", "Women"], *body)
    assert [texts[0] for texts in texts_of(read(*lines))[1:]] == ["Farms (fields,...)", "Schools", "Ferries"]


SPANNED = (50, 140, 220, 290)
INNER = [["Men", "12", "30"], ["Women", "5", "6"], ["All", "17", "36"]]


def _spanned(*names: tuple[str, float]) -> tuple[list[tuple[Word, ...]], list[Line]]:
    """Two groups of three rows between rules across, and the names of both at their heights."""
    rows_of = [row(100 + 16 * nth, SPANNED, "", *texts) for nth, texts in enumerate([["", "North", "South"], *INNER])]
    rows_of += [row(164 + 16 * nth, SPANNED, "", *texts) for nth, texts in enumerate(INNER)]
    rules = [level(y, 45, 350) for y in (96, 113, 161, 209)]
    return [*rows_of, *(row(top, (50,), name) for name, top in names)], rules


@pytest.mark.parametrize("shift", [0, 8, 16])
def test_a_name_between_rules_spans_the_rows_beside_it_wherever_it_stands(shift: float) -> None:
    lines, rules = _spanned(("Farms", 116 + shift), ("Schools", 164 + shift))
    assert spans_of(read(*lines, rules=rules)) == {"Farms": (3, 1), "Schools": (3, 1)}


def test_a_name_of_two_lines_between_rules_is_one_cell() -> None:
    lines, rules = _spanned(("Farms on", 124), ("the coast", 136), ("Schools", 180))
    assert spans_of(read(*lines, rules=rules)) == {"Farms on the coast": (3, 1), "Schools": (3, 1)}


def test_one_name_by_itself_spans_nothing() -> None:
    lines, rules = _spanned(("Farms", 116))
    assert spans_of(read(*lines, rules=rules)) == {}


def test_a_name_in_each_row_spans_none() -> None:
    names = [("A", 116), ("B", 132), ("C", 148), ("D", 164), ("E", 180), ("F", 196)]
    lines, rules = _spanned(*names)
    grid = read(*lines, rules=rules)
    assert [texts[0] for texts in texts_of(grid)[1:]] == [name for name, _ in names]


def test_the_mark_of_a_note_is_in_the_cell_of_its_number() -> None:
    body = [["Farms", "12 (1)", "30", "42"], ["Schools", "5", "6 (2)", "11"], ["Ferries", "17", "36", "53"]]
    assert texts_of(read(*rows(STOPS, ["", "Men", "Women", "All"], *body)))[1:] == body


def test_numbers_in_brackets_apart_from_others_are_cells_of_their_own() -> None:
    body = [["Farms", "12", "(1)", "42"], ["Schools", "5", "(2)", "11"], ["Ferries", "17", "(3)", "53"]]
    assert texts_of(read(*rows(STOPS, ["", "Men", "Women", "All"], *body)))[1:] == body


def test_a_date_is_one_name() -> None:
    names = ["", "May 21, 2009", "May 21, 2010"]
    body = [["Farms", "12", "30"], ["Schools", "5", "6"], ["Ferries", "17", "36"]]
    assert texts_of(read(*rows((50, 150, 260), names, *body)))[0] == names


def test_signs_of_currency_at_the_left_edge_of_cells_are_no_column() -> None:
    stops = (50, 150, 180, 240, 270)
    body = [["Farms", "$", "–", "$", "30"], ["Schools", "", "5", "", "6"], ["Ferries", "", "17", "", "36"]]
    grid = read(row(100, stops, "", "", "Men", "", "Women"), *rows(stops, *body, top=116))
    assert texts_of(grid)[1] == ["Farms", "$ –", "$ 30"]


def test_headings_set_in_over_the_first_numbers_are_rows() -> None:
    lines = [
        row(100, STOPS, "", "Men", "Women", "All"),
        row(113, (50,), "All of them:"),
        row(126, (80,), "On the coast"),
        *rows(STOPS, ["Farms", "12", "30", "42"], ["Schools", "5", "6", "11"], top=139, step=13),
    ]
    assert [texts[0] for texts in texts_of(read(*lines))] == ["", "All of them:", "On the coast", "Farms", "Schools"]


@pytest.mark.parametrize(
    ("text", "count"), [("On the coast", 1), ("Note: those on the coast", 2), ("All of them are told of here.", 2)]
)
def test_a_heading_of_rows_between_rules_is_in_one_table_and_a_sentence_parts_two(text: str, count: int) -> None:
    body = [["Farms", "12", "30", "42"], ["Schools", "5", "6", "11"]]
    rules = [level(y, 45, 350) for y in (96, 132, 152, 188)]
    lines = [*rows(STOPS, *body), row(136, (50,), text), *rows(STOPS, *body, top=156)]
    assert len(grids_of(ruled(page(*lines), *rules))) == count


@pytest.mark.parametrize(("gap", "count"), [(14, 1), (34, 2)])
def test_rules_with_much_empty_room_between_are_of_two_tables(gap: float, count: int) -> None:
    body = [["Farms", "12", "30", "42"], ["Schools", "5", "6", "11"]]
    names = ["", "Men", "Women", "All"]
    second = 148 + gap
    rules = [level(96 + at, 45, 350) for at in (0, 16, 52)]
    rules += [level(second + at, 45, 350) for at in (0, 16, 52)]
    lines = [*rows(STOPS, names, *body), *rows(STOPS, names, *body, top=second + 4)]
    assert len(grids_of(ruled(page(*lines), *rules))) == count


def test_lines_of_a_name_stand_as_far_apart_as_they_are_set() -> None:
    names = rows(STOPS, ["", "Launch", "Year", "Year"], ["", "of all", "before", "after"])
    grid = read(*names, *rows(STOPS, ["Farms", "12", "30", "42"], ["Schools", "5", "6", "11"], top=140))
    assert texts_of(grid)[0] == ["", "Launch of all", "Year before", "Year after"]


LONG_NAMES = [
    "Places of the kind",
    *("Grants to the young farms", "on the coast of them"),
    *("Nurses in the other towns", "and in all the ferries"),
    *("Schools of the other sea", "where few of them", "are told of as they", "would have been there", "in every one"),
]


def test_names_of_rows_that_have_their_numbers_beside_their_last_lines_are_no_running_text() -> None:
    lines = [row(100 + 12 * nth, (50,), text) for nth, text in enumerate(LONG_NAMES)]
    values = [row(100 + 12 * nth, (250, 300), one, one) for nth, one in ((2, "12"), (4, "30"), (9, "42"))]
    grid = read(row(100, (250, 300), "Men", "Women"), *lines, *values)
    assert " ".join(texts[0] for texts in texts_of(grid)) == " ".join(LONG_NAMES)


SENTENCE = ["Those who are told of by all the others here", "and who have said that they want to be so"]


def _terms(left: list[str], height: float) -> tuple[list[tuple[Word, ...]], list[Line]]:
    """Three terms and what each means, on two lines, between rules that stand so far apart."""
    tops = [100 + height * nth for nth in range(3)]
    texts = [row(top + 12 * nth, (260,), text) for top in tops for nth, text in enumerate(SENTENCE)]
    names = [row(top + 12 * nth, (50,), text) for top in tops for nth, text in enumerate(left)]
    return [*texts, *names], [level(96 + height * nth, 45, 520) for nth in range(4)]


def test_terms_with_running_text_beside_them_are_a_table_between_rules() -> None:
    lines, rules = _terms(["Term"], 40)
    (grid,) = grids_of(ruled(page(*lines), *rules))
    assert texts_of(grid) == [["Term", " ".join(SENTENCE)]] * 3


@pytest.mark.parametrize(("left", "height"), [(["Term"], 160), (["We are all told of", "by the others there"], 40)])
def test_running_text_between_rules_far_apart_or_beside_running_text_is_no_table(
    left: list[str], height: float
) -> None:
    lines, rules = _terms([f"{text} as it seems" for text in left] if len(left) > 1 else left, height)
    assert grids_of(ruled(page(*lines), *rules)) == ()


def test_a_name_that_reaches_over_the_first_numbers_is_in_the_header() -> None:
    lines = [*rows(STOPS, ["", "Men", "Women", "All"]), row(114, (120,), "Number of all persons")]
    grid = read(*lines, *rows(STOPS, ["Farms", "12", "30", "42"], ["Schools", "5", "6", "11"], top=128))
    assert grid.header_rows == 2


BODY = [["Farms", "1", "2", "3"], ["Schools", "2", "2", "4"], ["Ferries", "4", "5", "9"]]


def test_numbers_far_below_a_table_in_other_columns_are_another_one() -> None:
    other = rows([stop + 13 for stop in STOPS], *BODY, top=165, step=24)
    assert [len(texts_of(grid)) for grid in grids_of(page(*rows(STOPS, *BODY), *other))] == [3, 3]


@pytest.mark.parametrize("between", ["Table 2. All the others", ""])
def test_a_caption_or_names_of_columns_begin_another_table_in_the_same_columns(between: str) -> None:
    names = [] if between else [row(176, STOPS, "", "Men", "Women", "All")]
    caption = [row(176, (50,), between)] if between else []
    lines = [*rows(STOPS, *BODY), *caption, *names, *rows(STOPS, *BODY, top=192)]
    assert len(grids_of(page(*lines))) == 2


def test_a_name_beside_texts_alone_spans_nothing() -> None:
    texts = [row(100 + 16 * nth, (140,), text) for nth, text in enumerate(["kind", "men", "women", "all"] * 2)]
    rules = [level(y, 45, 350) for y in (96, 112, 160, 224)]
    lines = [*texts, row(116, (50,), "Farms"), row(164, (50,), "Schools"), row(180, (50,), "Boats")]
    assert spans_of(read(*lines, rules=rules)) == {}


def test_a_name_beside_rows_of_which_one_has_none_spans_nothing() -> None:
    lines, rules = _spanned(("Farms", 116), ("Schools", 164))
    lines[2] = row(132, SPANNED, "", "", "5", "6")
    lines[5] = row(180, SPANNED, "", "", "5", "6")
    assert spans_of(read(*lines, rules=rules)) == {}


def test_three_dots_behind_a_comma_are_no_leader() -> None:
    body = [["Farms, fields,... and more", "12", "30"], ["Schools", "5", "6"], ["Ferries", "17", "36"]]
    lines = rows((50, 200, 260), ["", "Men", "Women"], *body)
    assert texts_of(read(*lines))[1][0] == "Farms, fields,... and more"
