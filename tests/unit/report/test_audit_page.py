"""The audit page: everything is on it once, everything leads somewhere, and nothing of the PDF becomes markup."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from decimal import Decimal

import pytest

from pipeline.model.geometry import BBox
from pipeline.model.verdict import Power, Reading, Severity, Verdict
from tests.fixtures.audit import (
    REPORT,
    Parsed,
    assessed,
    check,
    finding,
    image,
    page_of,
    read,
    seen,
    span,
    token,
)
from tests.fixtures.facts import fact

SECOND_LINE = BBox(10, 100, 30, 112)
HOSTILE = (
    "<script>alert(1)</script>",
    '"onmouseover="alert(1)',
    "' onmouseover='alert(1)",
    "</style><script>alert(1)</script>",
    "--><img src=x onerror=alert(1)>",
    "{{ 7 * 7 }}{% raw %}&lt;",
)


def sample() -> str:
    """Two pages with a number of every sort, checks and findings."""
    women, total = seen(span("69")), seen(span("73", 2, BOX_BELOW, SECOND_LINE), label="Totalt", nth=2)
    return page_of(
        read(women),
        token("2024", "year", "a word of time before it", number=span("2024", 1, BOX_BELOW)),
        token("?", "unexplained", number=span("19", 1, SECOND_LINE)),
        read(total),
        observations=[assessed(women), assessed(total, "contradicted")],
        checks=[check(women, total, statement="69 = 73", verdict=Verdict.BREAKS), check(women, kind="readers")],
        findings=[finding(women, total), finding(places=[span("19", 1, SECOND_LINE)]), finding(places=[span("x", 2)])],
        pages=2,
    )


BOX_BELOW = BBox(50, 200, 60, 212)


def test_every_number_has_an_outline_and_a_row_that_lead_to_each_other() -> None:
    page = Parsed(sample())
    rows, outlines = page.of_class("row"), page.of_class("outline")
    assert len(rows) == 4
    to_row = {outline.attributes["id"]: outline.attributes["href"] for outline in outlines}
    for row, head in zip(rows, page.of_class("head"), strict=True):
        assert to_row[head.attributes["href"].removeprefix("#")] == f"#{row.attributes['id']}"
    assert {href.removeprefix("#") for href in to_row.values()} == {row.attributes["id"] for row in rows}


def test_every_link_leads_to_something_on_the_page() -> None:
    page = Parsed(sample())
    ids = page.values("id")
    links = [link for link in page.values("href") if not link.startswith("data:")]
    assert {link.removeprefix("#") for link in links} <= set(ids)
    assert all(link.startswith("#") for link in links)


def test_ids_are_unique() -> None:
    ids = Parsed(sample()).values("id")
    assert sorted(set(ids)) == sorted(ids)


def test_an_observation_has_its_id_as_it_is() -> None:
    one = replace(seen(span()), observation_id="birds-2024:nests:count;2024;origin=new%3AR%C3%B6d%20Glada:1")
    assert Parsed(page_of(read(one), observations=[assessed(one)])).by_id(one.observation_id).classes == ["reading"]


def test_a_row_tells_what_was_read_and_what_checks_say() -> None:
    one = seen(span())
    checks = [
        check(one, statement="69 + 4 = 73"),
        check(one, statement="69 at Kvinnor: text 2/2, pairing 1/2", kind="readers", verdict=Verdict.UNDECIDED),
    ]
    row = Parsed(page_of(read(one), observations=[assessed(one)], checks=checks)).by_id("t1")
    assert row.text == (
        "69Cconfirmed: persons identified, 2024: female"
        " 69 persons, exact confirmed"
        " Blockform_boxes As printedArbetskraft / Kvinnor Readerstext 2/2, pairing 2/2"
        " Checks holdssum69 + 4 = 73 Told elsewhere Nowhere else in this report."
        f" Cite birds-2024, p. 1. persons identified, 2024: female: 69 persons, exact (printed “69”; confirmed)."
        f" {one.observation_id}, SHA-256 {'f' * 64}. Copy the citation Link to this number"
    )


def test_the_same_is_told_in_swedish() -> None:
    one = seen(span())
    row = Parsed(page_of(read(one), observations=[assessed(one)]), "sv").by_id("t1")
    assert row.text.startswith("69Cbekräftat: persons identified, 2024: female 69 personer, exakt bekräftat")
    assert "Ingen kontroll säger vad talet är." in row.text


def test_readers_that_disagree_are_told_with_what_they_saw() -> None:
    one = seen(span())
    told = replace(assessed(one), readers_text=Reading(1, 2, "68"))
    row = Parsed(page_of(read(one), observations=[told])).by_id("t1")
    assert "Readerstext 1/2, pairing 2/2: 68" in row.text


def test_checks_that_break_come_first_and_those_that_only_bound_it_apart() -> None:
    one, other = seen(span()), seen(span("70", 1, SECOND_LINE), nth=2)
    checks = [
        check(one, statement="69 < 70", kind="rank"),
        check(one, statement="69 + 1 < 71", verdict=Verdict.UNDECIDED),
        check(one, statement="69 = 69", kind="repeat"),
        check(one, other, statement="69 = 70", kind="repeat", verdict=Verdict.BREAKS),
    ]
    observations = [assessed(one, "contradicted"), assessed(other, "contradicted")]
    row = Parsed(page_of(read(one), read(other), observations=observations, checks=checks)).by_id("t1")
    places = [row.text.index(told) for told in ("69 = 70", "69 = 69", "69 + 1 < 71", "Only bounded by (1)", "69 < 70")]
    assert places == sorted(places)


def test_a_check_leads_to_the_other_numbers_in_it_and_the_same_fact_to_where_else_it_is_told() -> None:
    one, again = seen(span()), seen(span("69", 2), nth=2)
    other = replace(seen(span("4", 1, SECOND_LINE)), fact=fact(sex="male"), observation_id="birds-2024:other")
    page = page_of(
        read(one),
        read(other),
        read(again),
        observations=[assessed(one), assessed(other), assessed(again)],
        checks=[check(one, other)],
        pages=2,
    )
    row = page[page.index('id="t1"') : page.index('id="t2"')]
    checks, elsewhere = row[row.index('class="checks"') :].split('class="elsewhere"')
    assert re.findall(r'href="#(t\d+)"', checks) == ["t2"]
    assert re.findall(r'href="#(t\d+)"', elsewhere) == ["t3"]


def test_misprints_that_would_go_unnoticed_are_told_and_shown() -> None:
    one, safe = seen(span()), seen(span("70", 1, SECOND_LINE), nth=2)
    power = [
        Power(one.observation_id, 3, 1, 0, (("sum", 1),), (Decimal(70), Decimal(96)), 1, is_checked=True),
        Power(safe.observation_id, 3, 2, 1, (("sum", 3),), (), 1, is_checked=True),
    ]
    page = Parsed(page_of(read(one), read(safe), observations=[assessed(one), assessed(safe)], power=power))
    assert "power-some" in page.by_id("o1").classes
    assert "power-all" in page.by_id("o2").classes
    view = page.by_id("misprints").text
    assert "66.7 % of single misprints would be noticed" in view
    assert "1 of 3 misprints would be noticed; unnoticed: 70, 96" in view
    assert [
        one.attributes.get("data-row") for one in page.elements if one.tag == "li" and "data-row" in one.attributes
    ] == ["t1"]


def test_a_block_is_drawn_again_beside_its_original() -> None:
    one, other = seen(span("40")), replace(seen(span("10", 1, SECOND_LINE), label="Män", nth=2), value=Decimal("17.25"))
    page = Parsed(page_of(read(one), read(other), observations=[assessed(one), assessed(other)]))
    bars = [(bar.attributes["y"], bar.attributes["width"]) for bar in page.of_class("bar")]
    assert bars == [("1", "100.00"), ("1", "25.00")]
    assert "Arbetskraft Kvinnor69 Män17.25" in page.by_id("figures").text
    assert len(page.of_class("whole")) == 1


def test_the_tidy_rows_are_a_table_without_columns_that_say_nothing() -> None:
    one, other = seen(span("40")), replace(seen(span("10", 1, SECOND_LINE), nth=2), unit="cases")
    page = Parsed(page_of(read(one), read(other), observations=[assessed(one), assessed(other)]))
    assert page.by_id("tidy").text == "printedvalueunitlabel_printedpage 4069personsKvinnor1 1069casesKvinnor1"


def test_a_number_that_is_no_statistic_has_its_disposition_and_reason() -> None:
    (row,) = Parsed(page_of(token("2024", "page_number", "the page's own number"))).of_class("row")
    assert (row.text, row.attributes["id"]) == (
        "2024Nnot a statistic: page number page number the page's own number",
        "t1",
    )


def test_a_token_with_two_observations_has_the_ids_of_both_and_the_worse_verdict() -> None:
    lower, upper = seen(span("300-500")), seen(span("300-500"), nth=2)
    page = Parsed(page_of(read(lower, upper), observations=[assessed(lower), assessed(upper, "unchecked")]))
    assert page.by_id("t1").classes == ["row", "unchecked"]
    assert page.by_id(lower.observation_id).classes == page.by_id(upper.observation_id).classes == ["reading"]
    assert len(page.of_class("reading")) == 2


def test_an_observation_under_two_tokens_has_its_id_on_the_first() -> None:
    one = seen(span())
    page = Parsed(page_of(read(one), read(one), observations=[assessed(one)]))
    assert ["id" in reading.attributes for reading in page.of_class("reading")] == [True, False]
    assert page.values("id").count(one.observation_id) == 1


def test_an_observation_without_a_token_has_a_row_in_its_place() -> None:
    measured = seen(span("33", 1, BBox(50, 150, 60, 160)))
    page = Parsed(
        page_of(
            token("1", number=span("1", 1, BBox(0, 10, 5, 20))),
            token("2", number=span("2", 1, BBox(0, 700, 5, 710))),
            observations=[assessed(measured)],
        )
    )
    assert [printed.text for printed in page.of_class("printed")] == ["1", "33", "2"]


def test_an_outline_lies_on_its_box_in_percent_of_the_page() -> None:
    (style,) = Parsed(page_of(token(number=span("69", 1, BBox(50, 80, 62.5, 92))))).tagged("style")
    assert "#o1{left:10.000%;top:10.000%;width:2.500%;height:1.500%}" in style.text


def test_a_token_of_several_lines_has_an_outline_for_each_and_one_row() -> None:
    page = Parsed(page_of(token(number=span("020-390 000", 1, BBox(50, 80, 60, 92), SECOND_LINE))))
    assert [(one.attributes["id"], one.attributes["href"]) for one in page.of_class("outline")] == [
        ("o1", "#t1"),
        ("o1-2", "#t1"),
    ]
    assert "#o1-2{left:2.000%;top:12.500%;width:4.000%;height:1.500%}" in page.tagged("style")[0].text
    assert len(page.of_class("row")) == 1


def test_the_outlines_of_a_row_that_is_jumped_to_are_shown() -> None:
    (style,) = Parsed(page_of(token())).tagged("style")
    assert "body:has(#t1:target,#t1 :target) #o1{background:var(--chosen)" in style.text


def test_rows_and_outlines_stand_at_their_page() -> None:
    page = page_of(token("1"), token("2", number=span("2", 2)), pages=3)
    sheets = [Parsed(part) for part in re.findall(r"<section class=\"page\".*?</section>", page, re.DOTALL)]
    assert [[outline.attributes["id"] for outline in sheet.of_class("outline")] for sheet in sheets] == [
        ["o1"],
        ["o2"],
        [],
    ]
    lists = [element.text for element in Parsed(page).of_class("on-page")]
    assert [told.split(":")[0] for told in lists] == [
        "Page 1 1?unexplained",
        "Page 2 2?unexplained",
        "Page 3 No number stands on this page.",
    ]


def test_a_finding_leads_to_its_numbers_or_else_to_its_places() -> None:
    one = seen(span())
    page = Parsed(
        page_of(
            read(one),
            token(number=span("4", 1, SECOND_LINE)),
            observations=[assessed(one)],
            findings=[finding(one), finding(places=[span("4", 1, SECOND_LINE), span("word", 2)])],
            pages=2,
        )
    )
    first, last = (page.elements.index(page.by_id(name)) for name in ("f1", "numbers"))
    links = [element.attributes["href"] for element in page.elements[first:last] if element.tag == "a"]
    assert links == ["#f1", "#t1", "#f2", "#t2", "#page-2"]


def test_a_finding_is_told_in_both_languages_with_its_arithmetic() -> None:
    page = page_of(findings=[finding(message="the parts do not add up")])
    told = [Parsed(page, language).by_id("f1").text for language in ("en", "sv")]
    assert told == [
        "Finding 1contradictionsum the parts do not add up 69 ≠ 70",
        "Fynd 1motsägelsesumma the parts do not add up (sv) 69 ≠ 70",
    ]


@pytest.mark.parametrize(("severity", "is_told"), [(Severity.REFUSAL, True), (Severity.CONTRADICTION, False)])
def test_a_refused_report_says_so(severity: Severity, *, is_told: bool) -> None:
    assert bool(Parsed(page_of(findings=[finding(severity=severity)])).of_class("warning")) == is_told


def test_a_facsimile_says_so() -> None:
    assert "A facsimile" in page_of(report=replace(REPORT, is_facsimile=True))
    assert "A facsimile" not in page_of()


def test_the_header_names_the_report_and_counts() -> None:
    (header,) = Parsed(sample()).tagged("header")
    assert header.text.startswith("birds-2024 4 Numbers2 Rows read1 of 2 Checks")
    about = Parsed(sample()).by_id("about").text
    assert f"Reportbirds-2024 Sourcebirds.pdf SHA-256{'f' * 64} Numbers on the pages4 Rows read2 Checks1 / 2" in about


def test_the_legend_counts_every_row_and_leads_nowhere() -> None:
    page = sample()
    legend = Parsed(page[page.index('<ul class="plain legend"') : page.index('<div id="keys"')])
    counts = [element.text for element in legend.tagged("strong")]
    assert counts == [
        "1 confirmed",
        "0 unchecked",
        "1 contradicted",
        "0 measured",
        "0 claim",
        "1 not a statistic",
        "0 unread figure",
        "1 unexplained",
    ]
    assert "(1 year)" in legend.tagged("ul")[0].text
    assert legend.values("href") == []


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_that_is_printed_or_named_becomes_markup(text: str) -> None:
    harmless, hostile = (Parsed(page_with(words)) for words in ("harmless", text))
    assert [element.tag for element in hostile.elements] == [element.tag for element in harmless.elements]
    assert [list(element.attributes) for element in hostile.elements] == [
        list(element.attributes) for element in harmless.elements
    ]
    assert hostile.elements[0].text.count(" ".join(text.split())) == harmless.elements[0].text.count("harmless")


def page_with(text: str) -> str:
    """A page on which everything that comes from a file is this text."""
    one = replace(seen(span(text), label=text, group=text), unit=text)
    return page_of(
        read(one),
        token(text, "other", text, number=span(text, 1, SECOND_LINE)),
        observations=[assessed(one)],
        checks=[check(one, statement=text), check(one, statement=text, kind="readers")],
        findings=[finding(one, message=text), finding(places=[span(text)], message=text)],
        report=replace(REPORT, report_id=text, source_name=text, source_sha256=text),
    )


def test_the_policy_allows_this_style_and_script_and_pictures_inside_the_page_and_nothing_else() -> None:
    page = sample()
    policy = Parsed(page).tagged("meta")[1].attributes
    digests = {
        tag: base64.b64encode(
            hashlib.sha256(page[page.index(f"<{tag}>") + len(tag) + 2 : page.index(f"</{tag}>")].encode()).digest()
        ).decode()
        for tag in ("script", "style")
    }
    assert policy["http-equiv"] == "Content-Security-Policy"
    assert policy["content"] == (
        f"default-src 'none'; script-src 'sha256-{digests['script']}'; style-src 'sha256-{digests['style']}';"
        " img-src data:; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )


def test_the_script_makes_no_markup_of_texts() -> None:
    (script,) = Parsed(sample()).tagged("script")
    assert script.attributes == {}
    assert (
        re.findall(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval|Function\(|fetch|XMLHttp", script.text)
        == []
    )


def test_the_page_asks_for_nothing() -> None:
    page = Parsed(sample())
    assert page.values("src") == []
    assert {element.tag for element in page.elements} & {"link", "iframe", "object", "embed", "form", "img"} == set()
    assert {link[:5] for link in page.values("href") if not link.startswith("#")} == {"data:"}
    assert "http:" not in sample()
    assert "https:" not in sample()
    assert re.search(r"url\(|@import", page.tagged("style")[0].text) is None
    assert page.values("style") == []


def test_pictures_are_inside_the_page() -> None:
    picture = Parsed(page_of()).by_id("picture-1").attributes
    assert picture["href"] == f"data:image/png;base64,{base64.b64encode(image().content).decode()}"
    assert (picture["width"], picture["height"]) == ("500.0", "800.0")


def test_what_is_printed_is_marked_as_swedish() -> None:
    page = Parsed(sample())
    assert page.tagged("html")[0].attributes["lang"] == "en"
    assert {element.attributes.get("lang") for element in page.of_class("printed")} == {"sv"}


def test_the_same_report_gives_the_same_bytes() -> None:
    assert sample() == sample()
