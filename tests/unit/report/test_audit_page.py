"""The audit page: everything is on it once, everything leads somewhere, and nothing of the PDF becomes markup."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace

import pytest

from pipeline.model.geometry import BBox
from pipeline.model.verdict import Severity, Verdict
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
    for row, printed in zip(rows, page.of_class("printed"), strict=True):
        assert to_row[printed.attributes["href"].removeprefix("#")] == f"#{row.attributes['id']}"
    assert {href.removeprefix("#") for href in to_row.values()} == {row.attributes["id"] for row in rows}


def test_every_link_leads_to_something_on_the_page() -> None:
    page = Parsed(sample())
    ids = page.values("id")
    assert {href.removeprefix("#") for href in page.values("href")} <= set(ids)
    assert all(href.startswith("#") for href in page.values("href"))


def test_ids_are_unique() -> None:
    ids = Parsed(sample()).values("id")
    assert sorted(set(ids)) == sorted(ids)


def test_the_row_of_an_observation_has_its_id_as_it_is() -> None:
    one = replace(seen(span()), observation_id="birds-2024:nests:count;2024;origin=new%3AR%C3%B6d%20Glada:1")
    row = Parsed(page_of(read(one), observations=[assessed(one)])).by_id(one.observation_id)
    assert row.classes == ["row", "confirmed", "t1"]


def test_a_row_tells_what_was_read_and_what_checks_say() -> None:
    one = seen(span())
    checks = [
        check(one, statement="69 + 4 = 73"),
        check(one, statement="69 at Kvinnor: text 2/2, pairing 1/2", kind="readers", verdict=Verdict.UNDECIDED),
    ]
    row = Parsed(page_of(read(one), observations=[assessed(one)], checks=checks)).by_id(one.observation_id)
    assert row.text == (
        "69 C 69 persons, exact confirmed persons identified, 2024; sex female As printed Arbetskraft / Kvinnor"
        " Readers undecided 69 at Kvinnor: text 2/2, pairing 1/2 Checks holds 69 + 4 = 73 sum"
    )


def test_without_a_check_of_readers_their_count_is_told() -> None:
    one = seen(span())
    row = Parsed(page_of(read(one), observations=[assessed(one)])).by_id(one.observation_id)
    assert "Readers text 2/2, pairing 2/2" in row.text


def test_a_number_that_is_no_statistic_has_its_disposition_and_reason() -> None:
    (row,) = Parsed(page_of(token("2024", "page_number", "the page's own number"))).of_class("row")
    assert (row.text, row.attributes["id"]) == ("2024 N page number the page's own number", "t1")


def test_a_token_with_two_observations_has_the_ids_of_both_and_the_worse_verdict() -> None:
    lower, upper = seen(span("300-500")), seen(span("300-500"), nth=2)
    page = Parsed(page_of(read(lower, upper), observations=[assessed(lower), assessed(upper, "unchecked")]))
    assert page.by_id(lower.observation_id).classes == ["row", "unchecked", "t1"]
    assert page.by_id(upper.observation_id).classes == ["reading"]
    assert len(page.of_class("reading")) == 2


def test_an_observation_under_two_tokens_has_its_id_on_the_first() -> None:
    one = seen(span())
    page = Parsed(page_of(read(one), read(one), observations=[assessed(one)]))
    assert [row.attributes["id"] for row in page.of_class("row")] == [one.observation_id, "t2"]
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
    assert [row.text.split()[0] for row in page.of_class("row")] == ["1", "33", "2"]


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
    assert "body:has(.t1:target,.t1 :target) #o1{background:var(--chosen)" in style.text


def test_rows_and_outlines_stand_at_their_page() -> None:
    page = page_of(token("1"), token("2", number=span("2", 2)), pages=3)
    first, second, third = (
        Parsed(part) for part in re.findall(r"<section class=\"page\".*?</section>", page, re.DOTALL)
    )
    assert [row.text[0] for row in first.of_class("row")] == ["1"]
    assert [outline.attributes["id"] for outline in second.of_class("outline")] == ["o2"]
    assert [row.text for row in third.of_class("row")] == ["No number stands on this page."]


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
    links = [element.attributes["href"] for element in page.elements if element.attributes.get("href")]
    assert links[2:5] == [f"#{one.observation_id}", "#t2", "#page-2"]


def test_a_finding_is_told_in_both_languages_with_its_arithmetic() -> None:
    page = Parsed(page_of(findings=[finding(message="the parts do not add up")]))
    (told,) = [element for element in page.tagged("section") if "findings" in element.classes]
    assert told.text == ("Findings contradiction sum the parts do not add up the parts do not add up (sv) 69 ≠ 70")


@pytest.mark.parametrize(("severity", "is_told"), [(Severity.REFUSAL, True), (Severity.CONTRADICTION, False)])
def test_a_refused_report_says_so(severity: Severity, *, is_told: bool) -> None:
    assert bool(Parsed(page_of(findings=[finding(severity=severity)])).of_class("refused")) == is_told


def test_a_facsimile_says_so() -> None:
    assert "A facsimile" in page_of(report=replace(REPORT, is_facsimile=True))
    assert "A facsimile" not in page_of()


def test_the_header_names_the_report_and_counts() -> None:
    (header,) = Parsed(sample()).tagged("header")
    assert header.text == (
        f"birds-2024 Source birds.pdf SHA-256 {'f' * 64} Numbers on the pages 4"
        " Observations 2 (1 confirmed, 1 contradicted) Checks 2 (1 breaks, 1 holds) Findings 3 (3 contradiction)"
        " Page 1Page 2"
    )


def test_the_legend_counts_every_row_and_leads_nowhere() -> None:
    page = sample()
    legend = Parsed(page[page.index('<section class="legend"') : page.index('<section class="findings"')])
    counts = [element.text for element in legend.tagged("strong")]
    assert counts == [
        "1 confirmed",
        "0 unchecked",
        "1 contradicted",
        "0 claim",
        "1 not a statistic",
        "0 unread figure",
        "1 unexplained",
    ]
    assert "(1 year)" in page
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


def test_the_policy_allows_this_style_sheet_and_pictures_inside_the_page_and_nothing_else() -> None:
    page = sample()
    policy = Parsed(page).tagged("meta")[1].attributes
    style = page[page.index("<style>") + len("<style>") : page.index("</style>")]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy["http-equiv"] == "Content-Security-Policy"
    assert policy["content"] == (
        f"default-src 'none'; script-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none';"
        " form-action 'none'"
    )


def test_the_page_asks_for_nothing() -> None:
    page = Parsed(sample())
    assert {source.partition(":")[0] for source in page.values("src")} == {"data"}
    assert {element.tag for element in page.elements} & {"script", "link", "iframe", "object", "embed", "form"} == set()
    assert "http:" not in sample()
    assert "https:" not in sample()
    assert re.search(r"url\(|@import", page.tagged("style")[0].text) is None
    assert page.values("style") == []


def test_pictures_are_inside_the_page() -> None:
    picture = Parsed(page_of()).tagged("img")[0].attributes
    assert picture["src"] == f"data:image/png;base64,{base64.b64encode(image().content).decode()}"
    assert (picture["width"], picture["height"]) == ("1000", "1600")


def test_what_is_printed_is_marked_as_swedish() -> None:
    page = Parsed(sample())
    assert page.tagged("html")[0].attributes["lang"] == "en"
    assert {element.attributes.get("lang") for element in page.of_class("printed")} == {"sv"}


def test_the_same_report_gives_the_same_bytes() -> None:
    assert sample() == sample()
