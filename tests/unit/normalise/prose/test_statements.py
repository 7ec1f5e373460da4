"""Statements without a number: kind, value, codes, what they are about, and the periods, in the year 2031."""

from __future__ import annotations

import pytest

from tests.fixtures.told import Row, read_paragraph, short_statement


def statements(text: str, heading: str = "") -> list[Row]:
    return [short_statement(one) for one in read_paragraph(text, heading).assertions]


def said(kind: str, value: str, **rest: str) -> Row:
    return {"kind": kind, "value": value, **rest}


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("Antalet barn har minskat.", said("trend", "down", age="child", compared_to="2030")),
        ("Kvinnorna har blivit fler.", said("trend", "up", sex="female", compared_to="2030")),
        ("Andelen kvinnor ökade.", said("trend", "up", measure="share", sex="female", compared_to="2030")),
        ("Antalet barn är oförändrat.", said("trend", "flat", age="child", compared_to="2030")),
        (
            "Majoriteten av barnen är flickor.",
            said("majority", "majority", about="sex", age="child", sex="female"),
        ),
        (
            "De flesta i arbetskraft är män.",
            said("plurality", "most", about="sex", exploitation_form="labour", sex="male"),
        ),
        ("Thailand är det vanligaste ursprungslandet.", said("superlative", "TH", about="origin")),
        (
            "Flest fanns i hotell och restaurang, därefter kom bygg.",
            said("ranking", "hotel_restaurant construction", about="industry", exploitation_form="labour"),
        ),
        (
            "För första gången fanns barn i byggbranschen.",
            said("first_time", "first", age="child", industry="construction"),
        ),
        ("Siffran för kvinnor är i linje med tidigare.", said("in_line", "similar", sex="female")),
        ("I städ fanns lika många män.", said("equal", "equal", industry="cleaning")),
        ("Resten var män.", said("rest", "rest", sex="male")),
        (
            "De arbetade i branscherna bygg, städ och transport.",
            said("members", "construction cleaning transport", about="industry:observed", exploitation_form="labour"),
        ),
    ],
)
def test_each_kind_of_statement_has_its_value_and_codes(text: str, statement: Row) -> None:
    assert statements(text) == [statement]


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("Antalet barn minskade.", ("2031", "2030")),
        ("Antalet barn minskade 2029.", ("2029", "2028")),
        ("År 2029 minskade antalet barn.", ("2029", "2028")),
        ("Antalet barn minskade mellan 2028 och 2030.", ("2030", "2028")),
        ("Antalet barn har minskat sedan 2028.", ("2031", "2028")),
        ("Antalet barn har minskat jämfört med i fjol.", ("2031", "2030")),
        ("I fjol minskade antalet barn.", ("2030", "2029")),
        ("Antalet barn minskade från 2028 till 2030.", ("2030", "2028")),
        ("Antalet barn minskade från 12 år 2029 till nio år 2031.", ("2031", "2029")),
        ("Antalet barn har ökat även under tidigare år.", ("2018/2030", "_Z")),
        ("Antalet barn har ökat jämfört med tidigare år.", ("2031", "2030")),
    ],
)
def test_a_trend_is_told_of_a_period_and_compared_with_an_earlier_one(text: str, periods: tuple[str, str]) -> None:
    (one,) = read_paragraph(text).assertions
    assert (one.kind, one.time_period, one.compared_to) == ("trend", *periods)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Thailand var det vanligaste ursprungslandet 2029.", "2029"),
        ("I fjol var Thailand det vanligaste ursprungslandet.", "2030"),
        ("Thailand är det vanligaste ursprungslandet.", "2031"),
        ("2029 var de flesta i tiggeri män.", "2029"),
    ],
)
def test_other_statements_are_told_of_the_year_that_they_name(text: str, period: str) -> None:
    (one,) = read_paragraph(text).assertions
    assert one.time_period == period


def test_a_statement_without_words_of_the_family_takes_its_subject_from_the_text_before() -> None:
    assert statements("I tiggeri fanns tolv personer. De har blivit färre.") == [
        said("trend", "down", exploitation_form="begging", compared_to="2030")
    ]


def test_a_statement_under_a_heading_is_about_what_the_heading_names() -> None:
    assert statements("Antalet har ökat.", heading="Tiggeri") == [
        said("trend", "up", exploitation_form="begging", compared_to="2030")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Antalet barn ökade med tolv procent.",  # the number says it
        "Antalet barn har minskat med fyra sedan 2028.",
        "Sverige är det tredje vanligaste ursprungslandet.",
        "De fem vanligaste länderna visas på kartan.",
        "Det har ökat.",  # what has?
        "Det är det vanligaste.",
        "Tolv kvinnor kom från Kina.",
    ],
)
def test_what_a_number_says_and_what_is_said_of_nothing_is_no_statement(text: str) -> None:
    assert statements(text) == []


def test_a_statement_knows_its_cue_and_its_clause() -> None:
    text = "Tolv barn kom hit, men antalet kvinnor har ökat."
    (one,) = read_paragraph(text).assertions
    assert (text[one.start : one.end], text[one.clause[0] : one.clause[1]]) == ("ökat", "antalet kvinnor har ökat.")
