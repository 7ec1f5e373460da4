"""Blocks keyed by hand, coded by the first family's vocabularies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from pipeline.model.geometry import BBox
from pipeline.model.printed import Block, Caption, Entry, Layout, Printed
from pipeline.model.report import Report
from pipeline.model.span import Span
from pipeline.normalise.asides import ages_in_labels
from pipeline.normalise.labels import lexicon_of
from pipeline.normalise.normaliser import normalise
from pipeline.normalise.recognition import code_blocks
from tests.fixtures.facts import known_family

REPORT = Report("r-2031", "r", 2031, "1", "x.pdf", "0" * 64, is_facsimile=False)

Coded = list[tuple[str, str, dict[str, str]]]

# A row of a block: its headings, its label and its number.
Row = tuple[Sequence[str], str, str]


def block(*rows: Row, layout: Layout = Layout.SPREAD, top: float = 100) -> Block:
    entries = tuple(
        Entry(_span(number, 200, at), _span(label, 50, at), tuple(_span(one, 50, top) for one in headings))
        for at, (headings, label, number) in ((top + 12 * nth, row) for nth, row in enumerate(rows, start=1))
    )
    return Block(layout, 1, BBox(50, top, 220, top + 12 * len(rows)), entries, "one look")


def _span(text: str, x0: float, top: float) -> Span:
    return Span(text, 1, (BBox(x0, top, x0 + 20, top + 10),))


def coded(*blocks: Block, captions: Sequence[Caption] = ()) -> Coded:
    """The block of the family, the number and the codes of every entry."""
    family = known_family()
    found = code_blocks(blocks, family.spec, lexicon_of(family, 2031), captions=captions)
    return [(one.block_id, str(entry.value), dict(entry.codes)) for one in found for entry in one.entries]


def of(form: str, **codes: str) -> dict[str, str]:
    return {"exploitation_form": form, **codes}


def test_a_column_that_nobody_knows_heads_a_new_class_and_not_the_row_itself() -> None:
    table = block(
        (("Totalt",), "Thailand", "109"),
        (("18 år och äldre",), "Thailand", "105"),
        (("Barn",), "Thailand", "4"),
        layout=Layout.RULED,
    )
    assert coded(table) == [
        ("figure_6", "109", {"origin": "TH"}),
        ("figure_6", "105", {"origin": "TH", "age": "new:18 år och äldre"}),
        ("figure_6", "4", {"origin": "TH", "age": "child"}),
    ]


WOMEN, MEN = {"sex": "female", "age": "adult"}, {"sex": "male", "age": "adult"}
LABOUR = block((["Arbetskraft"], "Totalt", "9"), (["Arbetskraft"], "Kvinnor", "5"), (["Arbetskraft"], "Män", "4"))
LABOUR_CODED = [
    ("form_boxes", "9", of("labour")),
    ("form_boxes", "5", of("labour", **WOMEN)),
    ("form_boxes", "4", of("labour", **MEN)),
]


def test_rows_behind_a_page_break_may_have_an_unknown_name_where_they_add_up_exactly_only() -> None:
    begun = block((["Tiggeri"], "Totalt", "6"), (["Tiggeri"], "Kvinnor", "3"), layout=Layout.RULED)
    new = {"sex": "new:Gossar", "age": "new:Gossar"}
    rest = block(((), "Gossar", "3"), top=300, layout=Layout.RULED)
    assert coded(begun, rest)[2:] == [("form_boxes", "3", of("begging", **new))]
    assert coded(begun, block(((), "Gossar", "2"), top=300, layout=Layout.RULED))[2:] == []
    alone = block((["Arbetskraft"], "Kvinnor", "9"), (["Tiggeri"], "Totalt", "6"), layout=Layout.RULED)
    assert coded(alone, block(((), "Gossar", "2"), top=300, layout=Layout.RULED))[2:] == []


@pytest.mark.parametrize("total", [(["Arbetskraft"], "Totalt", "9"), (["Grupp"], "Arbetskraft Totalt", "9")])
@pytest.mark.parametrize(("men", "count"), [("4", 3), ("3", 0)])
def test_a_total_alone_at_the_foot_of_a_page_is_of_the_rows_on_the_next_that_add_up_to_it(
    total: Row, men: str, count: int
) -> None:
    alone = block(total, top=700)
    rest = replace(block(((), "Gossar", "5"), ((), "Män", men), layout=Layout.RULED), page=2)
    new = {"sex": "new:Gossar", "age": "new:Gossar"}
    expected = [("9", of("labour")), ("5", of("labour", **new)), ("4", of("labour", **MEN))]
    found = [(number, codes) for _, number, codes in coded(alone, rest)]
    assert found == expected[:count]


@pytest.mark.parametrize(("men", "pages", "count"), [("4", (2, 3), 3), ("3", (2, 3), 0), ("4", (2, 4), 0)])
def test_the_rows_of_a_total_alone_may_stand_on_two_pages_behind_it(
    men: str, pages: tuple[int, int], count: int
) -> None:
    alone = block((["Arbetskraft"], "Totalt", "9"), top=700)
    first, second = (
        replace(block(((), label, number), layout=Layout.RULED), page=number_of)
        for label, number, number_of in (("Kvinnor", "5", pages[0]), ("Män", men, pages[1]))
    )
    assert coded(alone, first, second) == LABOUR_CODED[:count]


def test_a_row_that_names_a_group_with_its_total_ends_the_rest_of_the_one_before() -> None:
    begun = block((["Arbetskraft"], "Totalt", "9"), (["Arbetskraft"], "Kvinnor", "5"))
    rest = block(((), "Män", "4"), ((), "Tiggeri Totalt", "3"), ((), "Män", "3"), top=300)
    assert coded(begun, rest)[2:] == [
        ("form_boxes", "4", of("labour", **MEN)),
        ("form_boxes", "3", of("begging")),
        ("form_boxes", "3", of("begging", **MEN)),
    ]


@pytest.mark.parametrize(("page", "count"), [(2, 1), (1, 0)])
def test_rows_behind_a_page_break_go_on_a_group_set_otherwise_that_stands_right_before_them(
    page: int, count: int
) -> None:
    begun = block((["Arbetskraft"], "Totalt", "9"), (["Arbetskraft"], "Kvinnor", "5"))
    rest = replace(block(((), "Män", "4"), top=300, layout=Layout.RULED), page=page)
    assert coded(begun, rest)[2:] == [("form_boxes", "4", of("labour", **MEN))] * count


@pytest.mark.parametrize(("men", "count"), [("4", 1), ("3", 0)])
def test_rows_behind_a_page_break_go_on_a_group_that_another_list_stands_behind(men: str, count: int) -> None:
    begun = block((["Arbetskraft"], "Totalt", "9"), (["Arbetskraft"], "Kvinnor", "5"))
    other = block(((), "Bygg", "45"), ((), "Städ", "8"), top=300)
    rest = replace(block(((), "Män", men), top=50), page=2)
    assert coded(begun, other, rest)[2:] == [
        ("industries", "45", {"exploitation_form": "labour", "industry": "construction"}),
        ("industries", "8", {"exploitation_form": "labour", "industry": "cleaning"}),
        *[("form_boxes", "4", of("labour", **MEN))] * count,
    ]


def test_rows_that_would_be_groups_of_their_own_are_no_rest_of_a_group_that_is_complete() -> None:
    known = ((["Tiggeri"], "Totalt", "3"), (["Tiggeri"], "Kvinnor", "3"))
    begun = block(*known, (["Okänt slag"], "Totalt", "2"), (["Okänt slag"], "Kvinnor", "2"))
    others = block(((), "Bygg", "45"), ((), "Vet ej", "8"), top=300)  # which is a form, too
    assert [name for name, _, _ in coded(begun, others)] == [*["form_boxes"] * 4, *["industries"] * 2]


def test_rows_that_are_less_than_what_a_table_lacks_whose_total_stands_last_are_none_of_it() -> None:
    table = block((["Arbetskraft"], "Kvinnor", "5"), (["Arbetskraft"], "Totalt", "9"))
    assert len(coded(table, block(((), "Män", "2"), top=300))) == 2


def test_a_box_that_looks_like_the_others_is_one_of_them_where_its_name_and_some_rows_are_unknown() -> None:
    at_home = ["Arbete i hemmet"]
    box = block((at_home, "Totalt", "3"), (at_home, "Karlar", "1"), (at_home, "Kvinnor", "2"), top=200)
    new = "new:Arbete i hemmet"
    assert coded(LABOUR, box) == [
        *LABOUR_CODED,
        ("form_boxes", "3", of(new)),
        ("form_boxes", "1", of(new, sex="new:Karlar", age="new:Karlar")),
        ("form_boxes", "2", of(new, **WOMEN)),
    ]


@pytest.mark.parametrize(("page", "count"), [(2, 2), (3, 0)])
def test_a_box_of_an_unknown_name_may_stand_on_the_page_next_to_those_that_it_looks_like(page: int, count: int) -> None:
    box = block((["Arbete i hemmet"], "Totalt", "3"), (["Arbete i hemmet"], "Kvinnor", "3"))
    assert len(coded(LABOUR, replace(box, page=page))) == len(LABOUR_CODED) + count


def test_a_box_of_which_most_rows_are_unknown_is_none_of_them() -> None:
    unknown = block((["Fåglar"], "Trast", "3"), (["Fåglar"], "Kvinnor", "1"), (["Fåglar"], "Lärka", "2"), top=200)
    assert coded(LABOUR, unknown) == LABOUR_CODED


def test_rows_behind_a_column_break_go_on_the_group_before_if_they_add_up_whatever_its_name() -> None:
    begun = block((["Sexuella syften"], "Totalt", "7"), (["Sexuella syften"], "Kvinnor", "5"), top=200)
    rest, others = block(((), "Män", "2"), top=300), block(((), "Män", "1"), top=300)
    new = "new:Sexuella syften"
    named = [*LABOUR_CODED, ("form_boxes", "7", of(new)), ("form_boxes", "5", of(new, **WOMEN))]
    assert coded(LABOUR, begun, rest) == [*named, ("form_boxes", "2", of(new, **MEN))]
    assert coded(LABOUR, begun, others) == named


@pytest.mark.parametrize(
    ("page", "x1", "layout", "count"),
    [
        (2, 220, Layout.RULED, 2),
        (3, 220, Layout.RULED, 0),
        (2, 230, Layout.RULED, 0),
        (2, 220, Layout.SPREAD, 0),
        (1, 220, Layout.RULED, 0),
    ],
)
def test_the_first_rows_of_a_table_are_of_what_its_other_rows_on_the_next_page_are_whatever_their_names(
    page: int, x1: float, layout: Layout, count: int
) -> None:
    first = block(((), "Bergverk", "11"), ((), "Sågverk", "9"), layout=Layout.RULED, top=600)
    rest = block(((), "Bygg", "45"), ((), "Städ", "8"), layout=layout)
    rest = replace(rest, page=page, region=replace(rest.region, x1=x1))
    news = [codes["industry"] for name, _, codes in coded(first, rest) if name == "industries"][:-2]
    assert news == ["new:Bergverk", "new:Sågverk"][:count]


@pytest.mark.parametrize(("top", "count"), [(70, 1), (400, 2)])
def test_a_table_below_a_caption_is_the_rest_of_no_other(top: float, count: int) -> None:
    first = block(((), "Bergverk", "11"), ((), "Sågverk", "9"), layout=Layout.RULED, top=600)
    rest = replace(block(((), "Bygg", "45"), ((), "Städ", "8"), layout=Layout.RULED), page=2)
    caption = Caption(Span("Branscher", 2, (BBox(50, top, 90, top + 10),)), None)
    news = [codes["industry"] for name, _, codes in coded(first, rest, captions=[caption]) if name == "industries"]
    assert len(news) == 2 * count


@pytest.mark.parametrize(("name", "top", "count"), [("Hotell", 100, 3), ("Krog", 100, 0), ("Hotell", 130, 0)])
def test_the_columns_of_a_list_are_of_one_block_if_a_name_in_each_is_known(name: str, top: float, count: int) -> None:
    left = block(((), name.replace("Hotell", "Städ"), "84"), ((), "Gig och app", "70"), ((), "Lager", "55"), top=top)
    right = block(((), "Bygg", "45"), ((), "Industri", "8"))
    right = replace(right, region=replace(right.region, x0=300, x1=500))
    assert len([one for one, _, _ in coded(left, right) if one == "industries"]) == 2 + count


def test_the_last_rows_of_a_table_are_of_what_its_rows_on_the_page_before_are_whatever_their_names() -> None:
    first = block(((), "Bygg", "45"), ((), "Städ", "8"), layout=Layout.RULED, top=600)
    rest = replace(block(((), "Bergverk", "11"), layout=Layout.RULED), page=2)
    assert [codes["industry"] for name, _, codes in coded(first, rest) if name == "industries"][2:] == ["new:Bergverk"]


def test_a_box_of_what_is_not_known_is_of_no_block_by_itself() -> None:
    assert coded(block((["Vet ej"], "Totalt", "6"))) == []
    industries = block(((), "Bygg", "45"), ((), "Vet ej", "8"))
    assert [one[2] for one in coded(industries)] == [
        {**of("labour"), "industry": code} for code in ("construction", "_U")
    ]


def test_totals_beside_the_names_of_groups_do_not_tell_what_stands_beside_the_numbers_of_rows() -> None:
    forced = ["Arbete under tvång Totalt"]
    rows: tuple[Row, ...] = (
        ([], "Arbete under tvång Totalt", "5"),
        (forced, "Damer", "2"),
        (forced, "Män", "3"),
        ([], "Kriminalitet Totalt", "4"),
        (["Kriminalitet Totalt"], "Män", "4"),
        ([], "Tiggeri Totalt", "1"),
        (["Tiggeri Totalt"], "Damer", "1"),
    )
    ladies = {"sex": "new:Damer", "age": "new:Damer"}
    assert coded(block(*rows))[1] == ("form_boxes", "2", of("new:Arbete under tvång", **ladies))


def test_in_a_table_of_which_row_and_column_are_unknown_each_is_what_those_of_the_other_cells_are() -> None:
    table = block(
        (("Kvinnor",), "Arbetskraft", "5"),
        (("Damer",), "Arbetskraft", "2"),
        (("Män",), "Arbetskraft", "4"),
        (("Kvinnor",), "Bettleri", "3"),
        (("Damer",), "Bettleri", "1"),
        (("Män",), "Sexuella ändamål", "6"),
        layout=Layout.RULED,
    )
    ladies = {"sex": "new:Damer", "age": "new:Damer"}
    assert coded(table) == [
        ("form_boxes", "5", of("labour", **WOMEN)),
        ("form_boxes", "2", of("labour", **ladies)),
        ("form_boxes", "4", of("labour", **MEN)),
        ("form_boxes", "3", of("new:Bettleri", **WOMEN)),
        ("form_boxes", "1", of("new:Bettleri", **ladies)),
        ("form_boxes", "6", of("sexual", **MEN)),
    ]


def test_rows_behind_a_column_break_may_have_a_name_that_is_new_in_the_other_boxes_too() -> None:
    first = block((["Arbetskraft"], "Totalt", "9"), (["Arbetskraft"], "Kvinnor", "5"), (["Arbetskraft"], "Gossar", "4"))
    second = block((["Tiggeri"], "Totalt", "6"), (["Tiggeri"], "Kvinnor", "3"), top=200)
    rest = block(([], "Gossar", "1"), ([], "Män", "2"), top=300)
    new = {"sex": "new:Gossar", "age": "new:Gossar"}
    assert coded(first, second, rest)[-2:] == [
        ("form_boxes", "1", of("begging", **new)),
        ("form_boxes", "2", of("begging", **MEN)),
    ]


def test_boxes_that_look_alike_are_of_the_block_whose_names_they_have_though_they_stand_together() -> None:
    together = block(
        (["Sverige"], "Vuxna", "37"),
        (["Sverige"], "Barn", "8"),
        (["Thailand"], "Vuxna", "84"),
        (["Arbetskraft"], "Totalt", "9"),
        (["Arbetskraft"], "Kvinnor", "5"),
        (["Arbetskraft"], "Gossar", "4"),
    )
    assert coded(together) == [
        ("figure_6", "37", {"origin": "SE", "age": "adult"}),
        ("figure_6", "8", {"origin": "SE", "age": "child"}),
        ("figure_6", "84", {"origin": "TH", "age": "adult"}),
        ("form_boxes", "9", of("labour")),
        ("form_boxes", "5", of("labour", **WOMEN)),
        ("form_boxes", "4", of("labour", sex="new:Gossar", age="new:Gossar")),
    ]


def test_rows_at_the_top_of_a_table_go_on_the_group_that_the_page_before_broke_off() -> None:
    begun = block((["Tiggeri"], "Totalt", "6"), (["Tiggeri"], "Kvinnor", "3"), top=200)
    rest = block(
        ((), "Män", "2"), ((), "Pojkar", "1"), (["Multipel"], "Totalt", "4"), (["Multipel"], "Män", "4"), top=300
    )
    assert coded(LABOUR, begun, rest)[len(LABOUR_CODED) :] == [
        ("form_boxes", "6", of("begging")),
        ("form_boxes", "3", of("begging", **WOMEN)),
        ("form_boxes", "2", of("begging", **MEN)),
        ("form_boxes", "1", of("begging", sex="male", age="child")),
        ("form_boxes", "4", of("multiple")),
        ("form_boxes", "4", of("multiple", **MEN)),
    ]


COLUMN = ["Kön och ålder"]


@pytest.mark.parametrize(
    "totals",
    [
        [(COLUMN, f"{name} Totalt") for name in ("Slaveri", "Tiggeri", "Multipel")],
        [([name], "Totalt") for name in ("Slaveri", "Tiggeri", "Multipel")],
    ],
)
def test_rows_below_a_total_with_a_name_are_its_own_where_the_head_of_their_column_is_all_they_have(
    totals: Sequence[tuple[Sequence[str], str]],
) -> None:
    slavery, begging, multiple = totals
    rows = block(
        (*slavery, "5"),
        (COLUMN, "Kvinnor", "3"),
        (COLUMN, "Män", "2"),
        (*begging, "4"),
        (COLUMN, "Män", "4"),
        (*multiple, "8"),
        (COLUMN, "Män", "8"),
    )
    assert coded(rows) == [
        ("form_boxes", "5", of("new:Slaveri")),
        ("form_boxes", "3", of("new:Slaveri", **WOMEN)),
        ("form_boxes", "2", of("new:Slaveri", **MEN)),
        ("form_boxes", "4", of("begging")),
        ("form_boxes", "4", of("begging", **MEN)),
        ("form_boxes", "8", of("multiple")),
        ("form_boxes", "8", of("multiple", **MEN)),
    ]


def test_a_row_below_the_total_of_a_known_group_is_its_own_though_the_page_ends_behind_it() -> None:
    begun = block((["Arbetskraft"], "Totalt", "9"), (COLUMN, "Kvinnor", "5"))
    rest = replace(block(((), "Män", "4"), top=50), page=2)
    assert coded(begun, rest) == LABOUR_CODED


def test_what_has_a_total_of_its_own_is_a_group_and_no_head_of_a_column() -> None:
    slavery = ((["Slaveri"], "Totalt", "3"), (["Slaveri"], "Kvinnor", "3"))
    begging = ((["Tiggeri"], "Totalt", "4"), (["Tiggeri"], "Män", "4"))
    found = coded(block((["Arbetskraft"], "Totalt", "9"), *slavery, *begging))
    assert found[1:3] == [("form_boxes", "3", of("new:Slaveri")), ("form_boxes", "3", of("new:Slaveri", **WOMEN))]


def test_the_rest_of_a_group_adds_up_where_a_row_has_its_name_with_the_word_for_its_total() -> None:
    begun = block((["Arbetskraft"], "Totalt", "9"), (["Arbetskraft  Totalt"], "Kvinnor", "5"))
    assert coded(begun, block(((), "Män", "4"), top=300)) == LABOUR_CODED


def test_a_total_below_its_rows_names_nothing_that_follows() -> None:
    rows = block(
        (["Arbetskraft"], "Kvinnor", "3"),
        (["Arbetskraft"], "Totalt", "3"),
        (["Tiggeri"], "Män", "4"),
        (["Tiggeri"], "Totalt", "4"),
        (["Multipel"], "Män", "2"),
        (["Multipel"], "Totalt", "2"),
    )
    assert [codes["exploitation_form"] for _, _, codes in coded(rows)] == [
        *["labour"] * 2,
        *["begging"] * 2,
        *["multiple"] * 2,
    ]


@pytest.mark.parametrize(("men", "count"), [("2", 1), ("7", 0)])
def test_a_break_right_behind_a_total_leaves_its_rows_to_the_next_page_if_they_are_not_more(
    men: str, count: int
) -> None:
    begun = block((["Arbetskraft"], "Totalt", "9"), (["Arbetskraft"], "Kvinnor", "9"), (["Tiggeri"], "Totalt", "6"))
    rest = block(((), "Män", men), top=300)
    assert coded(begun, rest)[3:] == [("form_boxes", men, of("begging", **MEN))] * count


def test_what_follows_the_rest_of_a_table_is_of_it_whatever_its_names() -> None:
    begun = block((["Arbetskraft"], "Totalt", "9"), (["Arbetskraft"], "Kvinnor", "5"))
    rest = block(((), "Män", "4"), (["Slaveri"], "Totalt", "3"), (["Slaveri"], "Gossar", "3"), top=300)
    new = {"sex": "new:Gossar", "age": "new:Gossar"}
    assert coded(begun, rest)[2:] == [
        ("form_boxes", "4", of("labour", **MEN)),
        ("form_boxes", "3", of("new:Slaveri")),
        ("form_boxes", "3", of("new:Slaveri", **new)),
    ]


@pytest.mark.parametrize(("women", "count"), [("Flickor", 8), ("Damer", 0)])
def test_a_block_is_known_by_most_of_its_names_though_most_entries_have_one_that_is_new(women: str, count: int) -> None:
    strange = [(["Slit och släp"], row, "3") for row in ("Totalt", "Karlar", women, "Pojkar")]
    known = [([group], row, "2") for group in ("Tiggeri", "Multipel") for row in ("Totalt", "Karlar")]
    assert len(coded(block(*strange, *known))) == count


@pytest.mark.parametrize(("second", "count"), [("Tiggeri", 6), ("Trast", 0)])
def test_a_block_most_groups_of_which_are_new_is_known_by_several_others_and_its_rows(second: str, count: int) -> None:
    names = ("Arbetskraft", second, "Slaveri", "Människorov", "Pliktarbete", "Adoption")
    assert len(coded(block(*(([name], "Kvinnor", "5") for name in names)))) == count


def test_no_part_of_a_block_that_is_of_two_is_unclaimed() -> None:
    together = block((["Sverige"], "Vuxna", "37"), (["Arbetskraft"], "Kvinnor", "5"), (["Arbetskraft"], "Män", "4"))
    assert normalise(Printed((together,), (), (), ()), REPORT, known_family()).unclaimed == ()


@pytest.mark.parametrize(("label", "count"), [("Flickor under 18 år", 1), ("Flickor 2031", 0)])
def test_the_numbers_of_a_label_are_ages_if_all_of_them_are(label: str, count: int) -> None:
    assert len(list(ages_in_labels([block((["Arbetskraft"], label, "5"))]))) == count
