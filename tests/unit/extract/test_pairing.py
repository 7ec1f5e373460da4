"""What the second reader's tables say of a number, put into words of a label and its headings."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.extract.assignment import pair_by_assignment
from pipeline.extract.lines import as_fragment
from pipeline.extract.pairing import pair_by_tables
from pipeline.extract.seen_tables import SeenTable
from pipeline.model.geometry import BBox
from pipeline.model.printed import Block, Entry, Layout
from pipeline.model.span import Span
from tests.fixtures.pages import line

AREA = BBox(50, 90, 250, 200)


def lines(*texts: str, top: float, x0: float = 60) -> Span:
    """A label set on as many lines, 12 pt apart."""
    boxes = tuple(BBox(x0, top + 12 * index, x0 + 80, top + 12 * index + 10) for index in range(len(texts)))
    return Span(" ".join(texts), 1, boxes)


def entry(number: str, label: Span, heading: Span) -> Entry:
    last = label.boxes[-1]
    return Entry(Span(number, 1, (BBox(200, last.top, 210, last.bottom),)), label, (heading,))


HEADING = lines("Fisk", "i sjöar", top=100)
PIKE = entry("2", lines("Gädda", top=124), HEADING)
UNKNOWN = entry("19", lines("Okänd art,", "okänt vatten", top=136), HEADING)
ROWS = (("Fisk", ""), ("i sjöar", ""), ("Gädda ....", "2"), ("Okänd art,", ""), ("okänt vatten ....", "19"))


def seen(*entries: Entry, rows: Sequence[tuple[str, str]] = ROWS) -> list[tuple[str, tuple[str, ...]]]:
    spans = tuple((100 + 12 * index - 1, 100 + 12 * index + 11) for index in range(len(rows)))
    table = SeenTable(1, AREA, tuple(rows), spans, ((50, 190), (190, 250)))
    (block,) = pair_by_tables([Block(Layout.SPREAD, 1, AREA, entries)], [table], ())
    return [(one.second.label, one.second.headings) for one in block.entries if one.second is not None]


def test_a_label_of_two_lines_is_seen_whole_and_is_nobodys_heading() -> None:
    (pike, unknown) = seen(PIKE, UNKNOWN)
    assert pike[0] == "Gädda"
    assert unknown[0] == "Okänd art, okänt vatten"
    assert "Okänd art," not in unknown[1]


def test_a_number_whose_label_the_table_has_lost_is_not_seen_at_all() -> None:
    assert seen(PIKE, rows=(("Fisk", ""), ("i sjöar", ""), ("", "2"))) == []


def test_a_heading_at_the_height_of_a_label_of_another_box_is_a_heading_all_the_same() -> None:
    other = Entry(Span("4", 1, (BBox(400, 112, 410, 122),)), Span("Lake", 1, (BBox(300, 112, 380, 122),)), ())
    table = SeenTable(
        1, AREA, ROWS, tuple((99 + 12 * nth, 111 + 12 * nth) for nth in range(5)), ((50, 190), (190, 250))
    )
    blocks = [Block(Layout.SPREAD, 1, AREA, (PIKE,)), Block(Layout.SPREAD, 1, BBox(290, 90, 420, 200), (other,))]
    (pike,) = pair_by_tables(blocks, [table], ())[0].entries
    assert pike.second is not None
    assert pike.second.headings == ("i sjöar", "Fisk i sjöar")


def test_a_table_that_reaches_beyond_the_region_asked_about_is_not_seen() -> None:
    spans = tuple((99 + 12 * nth, 111 + 12 * nth) for nth in range(len(ROWS)))
    for right, count in ((255, 1), (400, 0)):
        table = SeenTable(1, AREA, ROWS, spans, ((50, 190), (190, right)))
        (pike,) = pair_by_tables([Block(Layout.SPREAD, 1, AREA, (PIKE,))], [table], ())[0].entries
        assert (pike.second is not None) == bool(count)


def ruled(*rows: tuple[str, ...], entries: Sequence[Entry]) -> list[tuple[str, tuple[str, ...]] | None]:
    """What a ruled table of two columns says of each entry, its rows 12 pt high."""
    spans = tuple((100 + 12 * index - 1, 100 + 12 * index + 11) for index in range(len(rows)))
    table = SeenTable(1, AREA, rows, spans, ((50, 190), (190, 250)))
    (block,) = pair_by_tables([Block(Layout.RULED, 1, AREA, tuple(entries))], [table], ())
    return [(one.second.label, one.second.headings) if one.second else None for one in block.entries]


def in_cell(number: str, label: str, row: int, x0: float = 200) -> Entry:
    top = 100 + 12 * row
    return Entry(Span(number, 1, (BBox(x0, top, x0 + 10, top + 10),)), lines(label, top=top), ())


def test_rows_that_the_second_reader_has_all_in_the_first_of_them_are_told_by_their_lines() -> None:
    entries = [in_cell("2", "Gädda", 1), in_cell("7", "Lake", 2)]
    whole = [("Gädda", ("Antal",)), ("Lake", ("Antal",))]
    assert ruled(("Fisk\nGädda\nLake", "Antal\n2\n7"), ("", ""), ("", ""), entries=entries) == whole
    of_two_lines = [("Gädda", ("Antal\nfiskar",)), ("Lake", ("Antal\nfiskar",))]
    assert ruled(("Fisk\nGädda\nLake", "Antal\nfiskar\n2\n7"), ("", ""), ("", ""), entries=entries) == of_two_lines


def test_the_second_line_of_a_label_is_no_heading_of_the_rows_below_it() -> None:
    wrapped = Entry(Span("2", 1, (BBox(200, 112, 210, 122),)), lines("Sill och", "strömming", top=112), ())
    rows = (("", "Antal"), ("Sill och", "2"), ("strömming", ""), ("Lake", "7"))
    found = ruled(*rows, entries=[wrapped, in_cell("7", "Lake", 3)])
    assert found == [("Sill och strömming", ("Antal",)), ("Lake", ("Antal",))]


def test_a_row_that_has_the_labels_of_two_is_not_seen() -> None:
    entries = [in_cell("2", "Gädda", 0), in_cell("7", "Lake", 1)]
    (first, second) = ruled(("Gädda", "2"), ("Gädda Lake", "7"), entries=entries)
    assert first is not None
    assert second is None


def test_a_heading_of_two_lines_above_a_card_is_seen_whole() -> None:
    heading = [as_fragment(1, line(text, 60, 100 + 12 * nth)) for nth, text in enumerate(("Fisk", "i sjöar"))]
    entries = (in_cell("2", "Gädda", 3, x0=200),)
    (block,) = pair_by_assignment([Block(Layout.PAIRS, 1, AREA, entries)], heading)
    (one,) = block.entries
    assert one.second is not None
    assert one.second.headings == ("i sjöar", "Fisk i sjöar")


@pytest.mark.parametrize(("size", "headings"), [(10, ("Fisk",)), (24, ())])
def test_the_title_of_a_page_is_no_heading_of_a_card(size: float, headings: tuple[str, ...]) -> None:
    title = as_fragment(1, line("Fisk", 60, 100, size))
    (block,) = pair_by_assignment([Block(Layout.PAIRS, 1, AREA, (in_cell("2", "Gädda", 4),))], [title])
    (one,) = block.entries
    assert one.second is not None
    assert one.second.headings == headings


@pytest.mark.parametrize(("x1", "headings"), [(110, ("Lake",)), (60, ("Gädda",))])
def test_the_name_right_before_the_word_for_its_total_is_its_heading(x1: float, headings: tuple[str, ...]) -> None:
    above = Span("Gädda", 1, (BBox(50, 100, 150, 110),))
    name = Span("Lake", 1, (BBox(50, 124, x1, 134),))
    total = Entry(Span("9", 1, (BBox(170, 124, 175, 134),)), Span("Totalt", 1, (BBox(120, 124, 150, 134),)), (name,))
    other = Entry(Span("4", 1, (BBox(170, 160, 175, 170),)), Span("Hane", 1, (BBox(50, 160, 90, 170),)), (above,))
    (block,) = pair_by_assignment([Block(Layout.PAIRS, 1, AREA, (total, other))], [])
    assert block.entries[0].second is not None
    assert block.entries[0].second.headings == headings


@pytest.mark.parametrize(("is_under", "headings"), [(True, ()), (False, ("Fisk i alla sjöar",))])
def test_a_long_heading_is_none_of_the_labels_below_the_next_one(*, is_under: bool, headings: tuple[str, ...]) -> None:
    wide, short = Span("Fisk i alla sjöar", 1, (BBox(50, 92, 240, 102),)), lines("Lake", top=130, x0=50)
    label = Span("Hona", 1, (BBox(180, 170, 210, 180),))
    entry_of = Entry(Span("9", 1, (BBox(180, 156, 185, 166),)), label, (short if is_under else wide,))
    above = Entry(Span("4", 1, (BBox(180, 104, 185, 114),)), Span("Hane", 1, (BBox(180, 116, 210, 126),)), (wide,))
    (block,) = pair_by_assignment([Block(Layout.PAIRS, 1, AREA, (above, entry_of))], [])
    assert block.entries[1].second is not None
    assert block.entries[1].second.headings == headings


def test_a_number_in_a_cell_that_spans_rows_is_not_the_one_beside_it_in_the_row() -> None:
    total = in_cell("2", "Fisk", 1, x0=60)
    (seen_there,) = ruled(("Fisk\nTotalt: 2", "Gädda 5"), ("", "Lake 2"), entries=[total])
    assert seen_there is not None
    assert seen_there[0] == "Totalt"


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u202f"])
def test_a_number_of_several_groups_is_no_part_of_the_label_that_it_was_seen_behind(space: str) -> None:
    rows = (("Fisk", "Antal"), ("Sill från 1 097 sjöar: 1 097", ""))
    assert ruled(*rows, entries=[in_cell(f"1{space}097", "Sill från 1 097 sjöar", 1)]) == [
        ("Sill från 1 097 sjöar", ("Antal",))
    ]


def test_a_label_keeps_the_number_that_its_cell_says_besides() -> None:
    rows = (("Fisk", "Antal"), ("Sill över 18 cm", "18"))
    assert ruled(*rows, entries=[in_cell("18", "Sill över 18 cm", 1)]) == [("Sill över 18 cm", ("Antal",))]


BESIDE = Entry(Span("7", 1, (BBox(230, 124, 240, 134),)), Span("Lake", 1, (BBox(215, 124, 228, 134),)), (HEADING,))


@pytest.mark.parametrize(("printed", "label"), [("Gädda .... 2 Lake", "Lake"), ("Gädda .... 2", None)])
def test_a_row_of_two_lists_has_the_label_of_the_second_behind_the_first_or_has_lost_it(
    printed: str, label: str | None
) -> None:
    found = seen(PIKE, BESIDE, rows=(("Fisk", ""), ("i sjöar", ""), (printed, "7")))
    assert [one for one, _ in found] == ["Gädda", *([label] if label else [])]


@pytest.mark.parametrize("which", [0, 1])
def test_a_heading_of_two_lines_is_seen_by_its_last_line_and_whole(which: int) -> None:
    assert seen(PIKE, UNKNOWN)[which][1] == ("i sjöar", "Fisk i sjöar")


def test_a_label_with_the_mark_of_a_note_is_nobodys_heading() -> None:
    cards = [
        Entry(Span(number, 1, (BBox(60, top - 12, 70, top - 2),)), lines(label, top=top), (HEADING,))
        for label, number, top in (("Gädda", "2", 140), ("Lake", "7", 180))
    ]
    marked = as_fragment(1, line("Gädda*", 60, 140))
    (block,) = pair_by_assignment([Block(Layout.PAIRS, 1, AREA, tuple(cards))], [marked])
    assert [one.second and (one.second.label, one.second.headings) for one in block.entries] == [
        ("Gädda", ()),
        ("Lake", ()),
    ]
