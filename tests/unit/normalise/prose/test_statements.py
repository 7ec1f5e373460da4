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
    ("text", "heading", "statement"),
    [
        (
            "Antalet branscher har vuxit.",
            "Arbetskraft",
            said(
                "trend",
                "up",
                measure="category_count",
                about="industry:observed",
                exploitation_form="labour",
                compared_to="2030",
            ),
        ),
        (
            "Bland de arbetskraftsexploaterade finns 30 kvinnor (40 procent). Kvinnornas andel växer.",
            "",
            said("trend", "up", measure="share", exploitation_form="labour", sex="female", compared_to="2030"),
        ),
        (
            "Antalet kvinnor har minskat.",
            "Arbetskraft",
            said("trend", "down", exploitation_form="labour", sex="female", compared_to="2030"),
        ),
        (
            "Antalet barn har ökat: 30 barn registrerades, mot 20 året innan.",
            "",
            said("trend", "up", age="child", compared_to="2030"),
        ),
        (
            "År 2030 fanns 12 flickor och 10 pojkar. Flickorna har alltså blivit fler.",
            "",
            said("trend", "up", sex="female", age="child", compared_to="2030"),
        ),
        (
            "Polisen hänvisade 77 ärenden, färre än i fjol.",
            "",
            said("trend", "down", referrer="police", compared_to="2030"),
        ),
        (
            "I år tillkommer två branscher: bygg och städ.",
            "Arbetskraft",
            said("members", "construction cleaning", about="industry:new", exploitation_form="labour"),
        ),
        (
            "I år tillkommer två branscher, bygg och städ, medan transport försvann.",
            "Arbetskraft",
            said("members", "construction cleaning", about="industry:new", exploitation_form="labour"),
        ),
        (
            "Colombia och Filippinerna är två länder som är nya bland de vanligaste.",
            "",
            said("members", "CO PH", about="origin:new"),
        ),
        (
            "Antalet branscher är känt. År 2030 var de tre: bygg, städ och transport.",
            "Arbetskraft",
            said(
                "members",
                "construction cleaning transport",
                about="industry:observed",
                exploitation_form="labour",
                time_period="2030",
            ),
        ),
    ],
)
def test_subject_period_and_measure_are_those_of_the_words_nearest(text: str, heading: str, statement: Row) -> None:
    assert statements(text, heading) == [statement]


@pytest.mark.parametrize(
    ("text", "heading", "statement"),
    [
        ("Fler män än kvinnor finns i år.", "", said("more", "male female", about="sex")),
        (
            "Kvinnorna är färre än männen.",
            "Arbetskraft",
            said("more", "male female", about="sex", exploitation_form="labour"),
        ),
        (
            "I tiggeri är pojkarna fler än flickorna.",
            "",
            said("more", "male female", about="sex", exploitation_form="begging", age="child"),
        ),
        (
            "I tiggeri fanns fyra flickor och lika många pojkar.",
            "",
            said("equal", "female male", about="sex", exploitation_form="begging", age="child"),
        ),
        (
            "I bygg identifierades 12 personer 2030 och lika många i städ.",
            "",
            said("equal", "construction cleaning", about="industry", exploitation_form="labour", time_period="2030"),
        ),
    ],
)
def test_two_classes_are_compared_where_the_words_name_both(text: str, heading: str, statement: Row) -> None:
    assert statements(text, heading) == [statement]


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("Sverige nämns för nio barn, fler än något annat land.", ""),  # classes are compared, not years
        ("Flickorna är fler.", ""),
        ("Sverige ligger ett steg högre än 2030.", ""),
        ("Polisen har sjunkit till tredje plats.", ""),  # places, not persons
        ("Antalet barn har inte ökat.", ""),  # denied, supposed, asked
        ("Det betyder inte att färre barn far illa.", ""),
        ("Antalet barn kan ha ökat.", ""),
        ("Tiggeriet såg först ut att ha ökat.", ""),
        ("Har antalet barn ökat?", ""),
        ("Målet är att öka antalet kvinnor.", ""),
        ("Fler kontroller ledde till arbetskraftsexploatering.", ""),  # something else grew
        ("Skillnaden mellan kvinnor och män har vuxit.", ""),
        ("Nedgången bland barn beror på pandemin.", ""),
        ("Efter en kraftig nedgång är barnen tio.", ""),
        ("Antalet barn har ökat över tid.", ""),  # since when?
        ("År 2029 fanns 30 barn. De flesta var flickor.", ""),  # of which year?
        ("Deras andel av de arbetskraftsexploaterade har ökat.", ""),  # whose?
        ("Störst ökning finns i bygg.", "Arbetskraft"),  # another first place
        ("Näst vanligast är Thailand.", ""),
        ("Bland de mindre formerna är tiggeri störst.", ""),
        ("Störst är hushållsarbete.", "Tiggeri och andra mindre vanliga former"),
        ("Femton barn fanns i tiggeri, de flesta av dem pojkar.", ""),
        ("Bland de fem vanligaste länderna finns också Kina och Indien.", ""),  # not all of the list
        ("Nya bland de fem vanligaste länderna är Kina och Indien.", ""),
        ("I år tillkommer tre branscher, nämligen bygg, städ samt tvätteri.", "Arbetskraft"),  # one that nobody knows
        ("I år tillkommer tre branscher: bygg, städ med fönsterputs samt transport.", "Arbetskraft"),  # a name unknown
        ("I år tillkommer tre branscher, nämligen bygg och städ", "Arbetskraft"),  # the text breaks off
    ],
)
def test_what_is_in_doubt_is_no_statement(text: str, heading: str) -> None:
    assert statements(text, heading) == []


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
