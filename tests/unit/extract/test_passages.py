from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.extract.extractor import assemble, find_blocks
from pipeline.model.document import Link, Page, Word
from pipeline.model.geometry import BBox
from pipeline.model.printed import Passage, PassageKind
from tests.fixtures.pages import document, line, page

TEXT = [
    "Sill och torsk var vanligast i år, liksom i fjol",
    "och året innan. Fångsten av gös har varit god i",
    "alla sjöar.",
]
OPEN = [
    "Lax fångas nu i alla älvar som mynnar i Bottenviken",
    "och i flera av dem som mynnar i havet, sade de",
    "fiskare som var där i år och i fjol och var arbets-",
]
REST = [
    "lösa. Det gäller inte öring, som är skyddad i hela",
    "landet sedan många år och inte får fångas av någon",
    "annan än den som bor där.",
]

Lines = list[tuple[Word, ...]]


def set_lines(texts: list[str], x0: float = 50, top: float = 100, font: str = "Regular", size: float = 10) -> Lines:
    return [line(text, x0, top + 1.3 * size * index, size, font) for index, text in enumerate(texts)]


def passages(*pages: Page) -> tuple[Passage, ...]:
    return assemble(find_blocks(document(*pages)), ()).passages


def kinds(*pages: Page) -> dict[str, PassageKind]:
    return {one.text: one.kind for one in passages(*pages)}


def joined(texts: list[str]) -> str:
    return " ".join(texts)


def test_a_hyphen_at_the_end_of_a_page_goes_and_each_character_keeps_its_page() -> None:
    (passage,) = passages(page(*set_lines(OPEN, top=600)), page(*set_lines(REST, top=60), number=2))
    assert passage.text == f"{joined(OPEN)[:-1]}{joined(REST)}"
    span = passage.span(passage.text.index("arbetslösa"), passage.text.index("arbetslösa") + len("arbetslösa"))
    assert (span.text, span.page, [one.page for one in span.overflow]) == ("arbetslösa", 1, [2])
    assert (len(span.boxes), len(span.overflow[0].boxes)) == (1, 1)


def test_a_paragraph_goes_on_after_a_quote_in_another_style_and_not_after_a_heading() -> None:
    start, rest = set_lines(OPEN, top=100), set_lines(REST, top=300)
    quote = set_lines(["”Sill är bäst när den äts", "med lök”"], top=200, font="Italic", size=15)
    assert kinds(page(*start, *quote, *rest)) == {
        f"{joined(OPEN)[:-1]}{joined(REST)}": PassageKind.PARAGRAPH,
        "”Sill är bäst när den äts med lök”": PassageKind.QUOTE,
    }
    heading = set_lines(["Om lax"], top=200, font="Bold", size=15)
    assert kinds(page(*start, *heading, *rest)) == {
        joined(OPEN): PassageKind.PARAGRAPH,
        "Om lax": PassageKind.HEADING,
        joined(REST): PassageKind.PARAGRAPH,
    }


def test_the_next_paragraph_of_a_column_is_another_passage_though_no_full_stop_ends_the_first() -> None:
    contact = set_lines(
        [
            "För frågor om lax och sill i alla landets sjöar, älvar",
            "och vid alla kuster kontakta den som vet",
            "fisk@exempel.se",
        ]
    )
    assert len(passages(page(*contact, *set_lines(TEXT, top=160)))) == 2


def test_a_sentence_on_one_line_in_the_type_of_the_paragraphs_is_a_paragraph() -> None:
    short = line("Bara tre gösar fångades.", 50, 160)
    assert kinds(page(*set_lines(TEXT), short))["Bara tre gösar fångades."] is PassageKind.PARAGRAPH


@pytest.mark.parametrize(
    "opening", ["47 procent av alla fiskar i sjön. Gädda och", "dess älvar. Gös och abborre finns i alla"]
)
def test_a_line_that_opens_a_column_in_the_middle_of_a_sentence_goes_on_with_it(opening: str) -> None:
    first = ["Av torsken i havet fångas 53 procent, av sillen", "i dess fjärdar och vid dess kuster och även i"]
    last = ["abborre fångas på våren, liksom all annan fisk", "som lever i hela landet."]
    columns = page(
        *set_lines(first, 50, 130), line(opening, 300, 130), *set_lines(last, 550, 130), *set_lines(TEXT, 50, 60)
    )
    assert joined([*first, opening, *last]) in kinds(columns)


@pytest.mark.parametrize("text", ["Vuxna: 21", "Hotell och restaurang 74", "Okänd ålder, okänt kön:", "Bygg", "74"])
def test_labels_are_no_paragraphs_even_in_their_type(text: str) -> None:
    assert kinds(page(*set_lines(TEXT), line(text, 50, 160)))[text] is PassageKind.LABEL


def test_rows_with_leaders_and_lists_of_labels_are_labels_each_by_itself() -> None:
    led = ["Okänd ålder kvinnor ................ 8", "Okänd ålder män .................... 15", "Pojkar ..... 4"]
    listed = ["Sill från hela Östersjön", "Torsk som fångas med trål", "Gös från de stora sjöarna"]
    found = kinds(page(*set_lines(TEXT), *set_lines(led, top=200), *set_lines(listed, top=300)))
    assert {found[text] for text in (*led, *listed)} == {PassageKind.LABEL}


def test_text_in_a_drawn_box_is_a_panel_and_its_heading_a_heading() -> None:
    boxed = [*set_lines(["Fakta"], top=310, font="Bold", size=12), *set_lines(TEXT, top=330, size=9)]
    found = kinds(page(*set_lines(OPEN), *boxed, rects=[BBox(40, 300, 400, 400)]))
    assert (found["Fakta"], found[joined(TEXT)]) == (PassageKind.HEADING, PassageKind.PANEL)


def test_small_print_and_what_an_asterisk_marks_are_notes() -> None:
    marked, small = "*Bara kända fiskar räknas.", "Siffrorna kommer från alla hamnar i landet."
    found = kinds(page(*set_lines(TEXT), line(marked, 50, 300), line(small, 50, 330, 7)))
    assert (found[marked], found[small]) == (PassageKind.NOTE, PassageKind.NOTE)


NARROW = [
    "Sill är den fisk",
    "som alla här vet att",
    "det finns mest av.",
    "I fjol kom torsken",
    "före gäddan i älven",
    "och sjön därbakom.",
]


def test_sentences_in_a_narrow_column_are_a_paragraph_and_labels_are_none() -> None:
    assert kinds(page(*set_lines(NARROW, top=100))) == {joined(NARROW): PassageKind.PARAGRAPH}
    names = ["Sill i saltsjö", "Torsk i Kattegatt", "Gädda i Vänern", "Abborre i Mälaren", "Lax i Torneälv."]
    assert set(kinds(page(*set_lines(names, top=100))).values()) == {PassageKind.LABEL}


@pytest.mark.parametrize("end", ["fiskare.", "fis-"])
def test_a_sentence_of_few_words_a_line_may_have_numbers_and_break_off(end: str) -> None:
    narrow = ["Bland de", "yrkesfiskande i sjön finns", "201 män av 262", f"kända {end}"]
    assert kinds(page(*set_lines(TEXT, top=60), *set_lines(narrow, top=200)))[joined(narrow)] is PassageKind.PARAGRAPH


def test_a_word_far_from_the_others_of_its_line_is_read_in_its_line() -> None:
    above = ["Sill och torsk var vanligast i år, liksom i fjol", "och året innan. Fångsten av gös har varit god i"]
    broken = (*line("älven", 50, 126), *line("likaså,", 220, 126))
    below = ["fast det är ont om vatten i den sedan i våras och", "kanske till nästa år."]
    (read,) = passages(page(*set_lines(above, top=100), broken, *set_lines(below, top=139)))
    assert "god i älven likaså, fast" in read.text


def test_items_of_a_list_that_are_sentences_are_paragraphs() -> None:
    items = ["\u2022 Sill fångas med not i havet.", "\u2022 Torsk fångas med trål i havet."]
    found = kinds(page(*set_lines(TEXT), *set_lines(items, top=200)))
    assert [found[item] for item in items] == [PassageKind.PARAGRAPH] * 2


def test_an_address_is_a_passage_at_the_place_of_its_link() -> None:
    link = Link(BBox(50, 100, 90, 110), "https://exempel.se/2024")
    (passage,) = passages(replace(page(), links=(link, Link(BBox(0, 0, 9, 9), "#"))))
    assert (passage.kind, passage.text) == (PassageKind.LINK, link.uri)
    assert {place and place.bbox for place in passage.places} == {link.bbox}


def test_wide_gaps_between_words_are_one_space_but_two_between_numbers() -> None:
    texts = [*TEXT[:2], "alla    var    74    22    och    8"]
    assert passages(page(*set_lines(texts)))[0].text.endswith("alla var 74  22 och 8")


words = st.text(alphabet="abcåäöABC0123456789.-:", min_size=1, max_size=8)
printed_lines = st.builds(
    line,
    st.lists(words, min_size=1, max_size=8).map(" ".join),
    st.sampled_from([50.0, 54.0, 320.0]),
    st.integers(2, 60).map(lambda step: step * 13.0),
    st.sampled_from([8.0, 10.0, 14.0]),
    st.sampled_from(["Regular", "Bold"]),
)


PRINTED_OVER_EACH_OTHER = [
    line("0", 50, 26, 8),
    line("0", 50, 26, 8),
    line("0", 50, 26, 10),
    line("000000 000000", 50, 26, 14),
    line("00000000 0 000000 00000000 0000", 50, 26, 10),
]


@example([PRINTED_OVER_EACH_OTHER])
@given(st.lists(st.lists(printed_lines, max_size=12), min_size=1, max_size=3))
def test_every_character_is_in_one_passage_but_for_dropped_hyphens(sheets: list[Lines]) -> None:
    pages = [page(*lines, number=number) for number, lines in enumerate(sheets, 1)]
    put = Counter(
        (one.number, box, char)
        for one in pages
        for word in one.words
        for char, box in zip(word.text, word.char_boxes, strict=True)
    )
    found = Counter(
        (place.page, place.bbox, char)
        for passage in passages(*pages)
        for char, place in zip(passage.text, passage.places, strict=True)
        if place
    )
    assert found - put == Counter()
    assert {char for _, _, char in put - found} <= {"-"}
    assert all(
        char.isspace()
        for one in passages(*pages)
        for char, place in zip(one.text, one.places, strict=True)
        if not place
    )


def test_a_column_that_goes_on_a_cut_sentence_is_read_before_the_next_heading_of_the_first_column() -> None:
    first = [*set_lines(["Fiske"], top=80, font="Bold"), *set_lines(OPEN, top=100)]
    second = [*set_lines(["Vatten"], top=160, font="Bold"), *set_lines(TEXT, top=180)]
    beside = set_lines(REST, x0=330, top=100)
    read = [one.text for one in passages(page(*first, *second, *beside))]
    assert read == ["Fiske", f"{joined(OPEN)[:-1]}{joined(REST)}", "Vatten", joined(TEXT)]


def test_a_column_that_begins_a_sentence_is_read_after_the_first_column() -> None:
    first = [*set_lines(["Fiske"], top=80, font="Bold"), *set_lines(TEXT, top=100)]
    second = [*set_lines(["Vatten"], top=160, font="Bold"), *set_lines(TEXT, top=180)]
    beside = set_lines(TEXT, x0=330, top=130)
    read = [one.text for one in passages(page(*first, *second, *beside))]
    assert read == ["Fiske", joined(TEXT), "Vatten", joined(TEXT), joined(TEXT)]


def test_columns_that_begin_and_end_alike_are_one_section() -> None:
    first = [*set_lines(["Fiske"], top=80, font="Bold"), *set_lines(TEXT, top=100)]
    second = [*set_lines(["Vatten"], top=160, font="Bold"), *set_lines(TEXT, top=180)]
    other = ["Gäddan står i vassen om våren, och i fjol var hon", "där redan i mars månad. I år kom hon senare än så."]
    read = [one.text for one in passages(page(*first, *second, *set_lines(other, x0=330, top=100)))]
    assert read == ["Fiske", joined(TEXT), joined(other), "Vatten", joined(TEXT)]


HALF = ["Gäddan står i vassen om våren, och i fjol var hon", "där redan i mars. I år kom hon senare", "än så."]


@pytest.mark.parametrize(
    ("beside", "is_of_section"), [(HALF, True), (["Gäddan står i vassen om våren, som förr."], False)]
)
def test_a_column_half_as_high_as_the_first_of_its_section_is_read_before_the_next_heading(
    beside: list[str], *, is_of_section: bool
) -> None:
    first = [*set_lines(["Fiske"], top=80, font="Bold"), *set_lines(TEXT, top=100), *set_lines(TEXT, top=149)]
    second = [*set_lines(["Vatten"], top=240, font="Bold"), *set_lines(TEXT, top=260)]
    read = [one.text for one in passages(page(*first, *second, *set_lines(beside, x0=330, top=100)))]
    assert ("Gäddan" in " ".join(read[: read.index("Vatten")])) is is_of_section


def test_a_column_that_goes_on_a_sentence_with_a_name_is_of_that_section() -> None:
    first = [*set_lines(["Fiske"], top=80, font="Bold"), *set_lines(OPEN[:2], top=100)]
    second = [*set_lines(["Vatten"], top=160, font="Bold"), *set_lines(TEXT, top=180)]
    name = ["Bottenvikens fiskare, som såg dem först av alla, och", "andra som bodde där vid kusten."]
    read = [one.text for one in passages(page(*first, *second, *set_lines(name, x0=330, top=100)))]
    assert read[-2:] == ["Vatten", joined(TEXT)]
    assert joined(name) in " ".join(read[:-2])


def test_columns_that_begin_and_end_alike_are_one_section_though_the_first_ends_in_a_heading() -> None:
    first = [*set_lines(["Fiske"], top=80, font="Bold"), *set_lines(TEXT, top=100)]
    second = [*set_lines(["Vatten"], top=160, font="Bold"), *set_lines(TEXT, top=180)]
    last = set_lines(["Isar och vindar"], top=240, font="Bold")
    other = ["Gäddan står i vassen om våren, och i fjol var hon", "där redan i mars månad. I år kom hon senare än så."]
    read = [one.text for one in passages(page(*first, *second, *last, *set_lines(other, x0=330, top=100)))]
    assert read == ["Fiske", joined(TEXT), joined(other), "Vatten", joined(TEXT), "Isar och vindar"]


def test_a_column_that_goes_on_the_last_sentence_of_the_first_is_read_behind_its_last_heading() -> None:
    first = [*set_lines(["Fiske"], top=80, font="Bold"), *set_lines(TEXT, top=100)]
    second = [*set_lines(["Vatten"], top=160, font="Bold"), *set_lines(OPEN, top=180)]
    read = [one.text for one in passages(page(*first, *second, *set_lines(REST, x0=330, top=100)))]
    assert read == ["Fiske", joined(TEXT), "Vatten", f"{joined(OPEN)[:-1]}{joined(REST)}"]


@pytest.mark.parametrize(("size", "kind"), [(8.5, PassageKind.HEADING), (7, PassageKind.LABEL)])
def test_bold_words_over_a_paragraph_are_its_heading_also_in_somewhat_smaller_type(
    size: float, kind: PassageKind
) -> None:
    lines = [*set_lines(["Fiske"], top=84, font="Bold", size=size), *set_lines(TEXT, top=100)]
    assert kinds(page(*lines))["Fiske"] is kind


@pytest.mark.parametrize(("begins", "count"), [("De fiskas i", 1), ("Sill fiskas i", 2)])
def test_a_column_that_begins_with_a_pronoun_goes_on_the_paragraph_of_the_one_before(begins: str, count: int) -> None:
    rest = [
        f"{begins} havet och i de sjöar som mynnar där, men",
        "bara på våren, när isen har gått och vinden är",
        "svag.",
    ]
    ragged = [*set_lines(TEXT, top=100), *set_lines(rest, x0=330, top=100)]
    assert len(passages(page(*ragged))) == count


def test_a_short_beginning_that_the_column_beside_it_ends_is_running_text() -> None:
    first, last = ["Genom fisket", "fångades 81 sillar,"], ["eller tolv procent av", "alla i sjön det året."]
    body = set_lines(TEXT, top=300)
    seen = kinds(page(*set_lines(first, top=100), *set_lines(last, x0=330, top=100), *body))
    assert seen[joined(first)] is PassageKind.PARAGRAPH
    alone = kinds(page(*set_lines(first, top=100), *body))
    assert alone[first[0]] is PassageKind.LABEL


def test_a_sentence_in_a_column_so_narrow_that_a_word_fills_a_line_is_running_text() -> None:
    sentence = ["Bland de", "arbetskraftsexploaterade", "finns 635 män."]
    seen = kinds(page(*set_lines(sentence, top=100), *set_lines(TEXT, top=300)))
    assert seen[joined(sentence)] is PassageKind.PARAGRAPH


@pytest.mark.parametrize(("begin", "kind"), [("och", PassageKind.PARAGRAPH), ("Också", PassageKind.LABEL)])
def test_a_sentence_begun_at_the_foot_of_a_column_is_running_text_if_the_next_column_goes_on_with_it(
    begin: str, kind: PassageKind
) -> None:
    cut = ["Utsikten är vid", "över sjön"]
    foot = 100 + 14 * (len(TEXT) + 1)
    beside = [f"{begin} kullen syns därifrån.", *TEXT]
    seen = kinds(page(*set_lines(TEXT, top=100), *set_lines(cut, top=foot), *set_lines(beside, x0=330, top=100)))
    assert {text: one for text, one in seen.items() if text.startswith(cut[0])}.popitem()[1] is kind


@pytest.mark.parametrize(
    ("last", "kind"), [("slut.", PassageKind.PARAGRAPH), ("utan slut", PassageKind.LABEL)], ids=["ended", "open"]
)
def test_a_word_at_the_foot_of_a_column_is_running_text_if_only_it_can_go_on_in_the_next(
    last: str, kind: PassageKind
) -> None:
    text = [*TEXT[:-1], last]
    foot = 100 + 14 * (len(text) + 1)
    beside = ["kullen syns därifrån.", *TEXT]
    seen = kinds(page(*set_lines(text, top=100), *set_lines(["Kring"], top=foot), *set_lines(beside, x0=330, top=100)))
    assert {one for passage, one in seen.items() if passage.startswith("Kring")} == {kind}


@pytest.mark.parametrize(("last", "kind"), [("kommer", PassageKind.PARAGRAPH), ("slut.", PassageKind.LABEL)])
def test_the_last_of_three_columns_goes_on_a_sentence_with_a_name(last: str, kind: PassageKind) -> None:
    first, second = ["Främst av dem som fiskar", "är sillen med 118"], ["fångster av alla här. Sedan", last]
    columns = (
        set_lines(first, top=100),
        set_lines(second, x0=220, top=100),
        set_lines(["Torsken med 88 fångster"], x0=400),
    )
    lines = [words for column in columns for words in column]
    assert {one.kind for one in passages(page(*lines, *set_lines(TEXT, top=300))) if "Torsken" in one.text} == {kind}


@pytest.mark.parametrize(("goes_on", "kind"), [("barn", PassageKind.PARAGRAPH), ("Barn", PassageKind.LABEL)])
def test_a_few_lines_in_columns_are_running_text_where_one_goes_on_in_the_next(goes_on: str, kind: PassageKind) -> None:
    left, right = ["Bland dem som fiskar", "finns det 37"], [f"{goes_on} som inte har", "fyllt tio år"]
    lines = [*set_lines(left, top=100), *set_lines(right, x0=220, top=100), *set_lines(TEXT, top=300)]
    assert {one.kind for one in passages(page(*lines)) if "tio" in one.text} == {kind}


@pytest.mark.parametrize(("headings", "kind"), [(2, PassageKind.HEADING), (1, PassageKind.LABEL)])
def test_the_last_text_of_a_page_is_a_heading_if_its_style_is_that_of_headings(
    headings: int, kind: PassageKind
) -> None:
    titles = [line(f"Rubrik {nth}", 50, 86 + 100 * nth, font="Bold") for nth in range(headings)]
    texts = [one for nth in range(headings) for one in set_lines(TEXT, top=100 + 100 * nth)]
    foot = line("Fisk i havet", 50, 400, font="Bold")
    seen = [one.kind for one in passages(page(*titles, *texts, foot)) if one.text == "Fisk i havet"]
    assert seen == [kind]


@pytest.mark.parametrize(("headings", "kind"), [(4, PassageKind.HEADING), (3, PassageKind.LABEL)])
def test_the_last_text_of_a_page_is_no_heading_if_labels_are_set_in_its_style(headings: int, kind: PassageKind) -> None:
    titles = [line(f"Rubrik {nth}", 50, 86 + 100 * nth, font="Bold") for nth in range(headings)]
    texts = [one for nth in range(headings) for one in set_lines(TEXT, top=100 + 100 * nth)]
    label, foot = line("Sill", 330, 330, font="Bold"), line("Fisk i havet", 50, 600, font="Bold")
    seen = [one.kind for one in passages(page(*titles, *texts, label, foot)) if one.text == "Fisk i havet"]
    assert seen == [kind]
