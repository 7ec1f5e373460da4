from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from pipeline.model.geometry import BBox
from pipeline.model.observation import Observation, Statement
from pipeline.model.span import Span
from pipeline.model.verdict import Check, Severity
from tests.fixtures.facts import classes, fact, observation, of_year, share, statement, told
from tests.fixtures.webs import outcomes, web


def checks(observations: Sequence[Observation], one: Statement) -> list[Check]:
    return [check for check in web(observations, [one]).confronted if check.owner == one.statement_id]


def labour(value: int, year: int) -> Observation:
    return told(value, of_year(year, fact(exploitation_form="labour")))


def trend(direction: str, period: str = "2024", since: str = "2023") -> Statement:
    return statement("trend", direction, period=period, since=since, exploitation_form="labour")


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (trend("up"), ("189 < 233", "holds")),
        (trend("down"), ("233 > 189", "breaks")),
        (trend("up", "2018/2024", "_Z"), ("102 < 233", "holds")),
        (trend("down", "2018/2024", "_Z"), ("233 > 102", "breaks")),
    ],
)
def test_a_rise_is_from_the_period_compared_with_or_from_the_first_year_of_a_span(
    one: Statement, expected: tuple[str, str]
) -> None:
    (check,) = checks([labour(233, 2024), labour(189, 2023), labour(102, 2018)], one)
    assert ((check.statement, check.verdict.value), check.kind) == (expected, "trend")


def test_what_stays_the_same_neither_rises_nor_falls() -> None:
    same = [labour(189, 2024), labour(189, 2023)]
    assert outcomes(checks(same, trend("up"))) == [("189 = 189", "breaks")]
    assert outcomes(checks(same, trend("down"))) == [("189 = 189", "breaks")]


@pytest.mark.parametrize(
    ("printed", "one"),
    [
        ([labour(233, 2024)], trend("up")),
        ([labour(189, 2023)], trend("up")),
        ([labour(233, 2024), labour(189, 2023)], trend("flat")),
        ([labour(233, 2024), labour(189, 2023)], trend("up", since="_Z")),
    ],
)
def test_a_trend_between_what_is_not_told_is_not_checked(printed: list[Observation], one: Statement) -> None:
    assert checks(printed, one) == []


def of_men(value: int, year: int, base: str = "_T") -> Observation:
    one = share(value, base, sex="male")
    what = of_year(year, one.fact)
    return replace(one, fact=what, observation_id=f"report:prose:{what.fact_id}:1")


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ([of_men(37, 2024), of_men(19, 2019)], [("19 < 37", "holds")]),
        ([of_men(17, 2024), of_men(19, 2019)], [("19 > 17", "breaks")]),
        ([of_men(37, 2024), of_men(19, 2019, "exploitation_form")], []),
        ([of_men(37, 2024), replace(of_men(19, 2019), qualifier="measured")], []),
        ([of_men(37, 2024)], []),
    ],
)
def test_a_trend_of_a_share_is_between_shares_of_the_same_whole(
    printed: list[Observation], expected: list[tuple[str, str]]
) -> None:
    one = statement("trend", "up", measure="share", period="2019/2024", sex="male")
    assert outcomes(checks(printed, one)) == expected


def industry(code: str, value: int = 1) -> Observation:
    return observation(value, "industries", exploitation_form="labour", industry=code)


MORE = statement(
    "trend",
    "up",
    measure="category_count",
    about="industry:observed",
    since="2023",
    exploitation_form="labour",
)
EARLIER = replace(
    classes(1, "industry:observed", exploitation_form="labour"),
    fact=of_year(2023, classes(1, "industry:observed", exploitation_form="labour").fact),
)


def test_more_classes_than_earlier_are_counted_where_their_number_is_not_printed() -> None:
    moved = told(3, replace(industry("cleaning").fact, measure="persons_reclassified"))
    printed = [industry("construction"), industry("cleaning"), industry("_U"), industry("transport", 0), moved]
    assert outcomes(checks([*printed, EARLIER], MORE)) == [("1 < 1 + 1 = 2", "holds")]
    assert outcomes(checks([industry("cleaning"), EARLIER], MORE)) == [("1 = 1 = 1", "breaks")]
    assert checks([EARLIER], MORE) == []


@pytest.mark.parametrize(
    "unsure", [industry("new:Övriga branscher"), replace(industry("transport"), qualifier="measured")]
)
def test_classes_are_not_counted_where_one_is_new_or_was_only_measured(unsure: Observation) -> None:
    assert checks([industry("cleaning"), unsure, EARLIER], MORE) == []


def test_classes_told_in_sentences_alone_are_not_all_there_are() -> None:
    in_sentence = replace(industry("cleaning"), block_id="prose")
    assert checks([in_sentence, EARLIER], MORE) == []


def test_classes_of_an_earlier_year_are_not_counted_from_the_few_that_are_told() -> None:
    cleaning = industry("cleaning")
    before = replace(cleaning, fact=of_year(2023, cleaning.fact))
    assert checks([before, cleaning, industry("construction")], MORE) == []


FORMS = [
    observation(233, exploitation_form="labour"),
    observation(166, exploitation_form="sexual"),
    observation(6, exploitation_form="domestic_work"),
    observation(12, exploitation_form="_U"),
]


@pytest.mark.parametrize(
    ("kind", "order", "expected"),
    [
        ("ranking", "labour sexual", [("166 < 233", "holds"), ("6 < 166", "holds")]),
        ("ranking", "sexual labour", [("233 > 166", "breaks"), ("6 < 233", "holds")]),
        ("ranking", "labour domestic_work", [("6 < 233", "holds"), ("166 > 6", "breaks")]),
        ("superlative", "labour", [("166 < 233", "holds"), ("6 < 233", "holds")]),
        ("superlative", "sexual", [("233 > 166", "breaks"), ("6 < 166", "holds")]),
        ("superlative", "begging", []),
    ],
)
def test_members_come_in_their_order_and_no_other_class_is_larger(
    kind: str, order: str, expected: list[tuple[str, str]]
) -> None:
    assert outcomes(checks(FORMS, statement(kind, order, about="exploitation_form"))) == expected


def test_a_class_that_the_family_does_not_know_may_be_one_of_those_in_order() -> None:
    printed = [
        *FORMS,
        observation(240, exploitation_form="new:Arbete"),
        told(240, fact(exploitation_form="new:Arbete")),
    ]
    for kind in ("ranking", "superlative"):
        found = outcomes(checks(printed, statement(kind, "labour", about="exploitation_form")))
        assert found == [("166 < 233", "holds"), ("6 < 233", "holds")]
    most = statement("plurality", "", about="exploitation_form", exploitation_form="labour")
    assert "240" not in str(outcomes(checks([observation(430), *printed], most)))
    assert outcomes(checks([observation(430), *printed], most))[1:] == [("166 < 233", "holds"), ("6 < 233", "holds")]


def test_equal_classes_may_come_in_any_order() -> None:
    same = [observation(6, exploitation_form="labour"), observation(6, exploitation_form="sexual")]
    one = statement("ranking", "sexual labour", about="exploitation_form")
    assert outcomes(checks(same, one)) == [("6 = 6", "holds")]


@pytest.mark.parametrize(
    ("kind", "order", "expected"),
    [
        ("more", "female male", [("3 < 4", "holds")]),
        ("more", "male female", [("4 > 3", "breaks")]),
        ("more", "female other", []),
        ("equal", "female male", [("4 ≠ 3", "breaks")]),
        ("equal", "equal", []),
    ],
)
def test_two_classes_that_are_compared_are_so(kind: str, order: str, expected: list[tuple[str, str]]) -> None:
    printed = [observation(4, sex="female"), observation(3, sex="male")]
    about = "_Z" if order == kind else "sex"
    assert outcomes(checks(printed, statement(kind, order, about=about))) == expected


TOTAL, FEMALE, MALE = observation(430), told(270, fact(sex="female")), told(159, fact(sex="male"))


@pytest.mark.parametrize(
    ("printed", "kind", "expected", "severity"),
    [
        ([TOTAL, FEMALE, MALE], "majority", [("430 < 2 × 270", "holds"), ("159 < 270", "holds")], Severity.NOTE),
        (
            [observation(600), FEMALE, MALE],
            "majority",
            [("600 > 2 × 270", "breaks"), ("159 < 270", "holds")],
            Severity.CONTRADICTION,
        ),
        (
            [observation(540), FEMALE, MALE],
            "plurality",
            [("540 = 2 × 270", "breaks"), ("159 < 270", "holds")],
            Severity.WORDING,
        ),
        (
            [TOTAL, FEMALE, told(271, fact(sex="male"))],
            "plurality",
            [("430 < 2 × 270", "holds"), ("271 > 270", "breaks")],
            Severity.NOTE,
        ),
        ([TOTAL, MALE], "majority", [], None),
    ],
)
def test_most_are_more_than_half_or_at_least_more_than_any_other_class(
    printed: list[Observation], kind: str, expected: list[tuple[str, str]], severity: Severity | None
) -> None:
    found = checks(printed, statement(kind, "most", about="sex", sex="female"))
    assert outcomes(found) == expected
    assert [check.severity for check in found][:1] == ([] if severity is None else [severity])


def test_a_majority_of_no_class_says_nothing() -> None:
    assert checks([TOTAL, FEMALE], statement("majority", "majority", about="sex")) == []
    assert checks([TOTAL, FEMALE], statement("majority", "majority", about="_Z", sex="female")) == []


FIVE = classes(5, "origin:top")


@pytest.mark.parametrize(
    ("number", "members", "expected"),
    [
        (FIVE, "TH UA SE CO PH", [("1 + 1 + 1 + 1 + 1 = 5 = 5", "holds")]),
        (FIVE, "TH UA SE CO", [("1 + 1 + 1 + 1 = 4 ≠ 5", "breaks")]),
        (classes(5, "industry:top"), "TH UA SE CO", []),
        (classes(5, "origin:new"), "TH UA SE CO", []),
        (replace(FIVE, qualifier="at_least"), "TH UA SE CO", []),
        (replace(FIVE, value=None), "TH UA SE CO", []),
        (replace(FIVE, number=Span("5", 1, (BBox(10, 300, 20, 308),))), "TH UA SE CO", []),
        (replace(FIVE, number=Span("5", 2, (BBox(10, 10, 20, 18),))), "TH UA SE CO", []),
    ],
)
def test_a_list_has_as_many_members_as_its_clause_says(
    number: Observation, members: str, expected: list[tuple[str, str]]
) -> None:
    found = checks([number], statement("members", members, about="origin:top"))
    assert (outcomes(found), {check.kind for check in found}) == (expected, {"count"} if expected else set())


@pytest.mark.parametrize("kind", ["in_line", "first_time", "rest", "equal"])
def test_other_words_are_not_checked_within_the_report(kind: str) -> None:
    assert checks([TOTAL, FEMALE, MALE], statement(kind, "similar", about="sex", sex="female")) == []
