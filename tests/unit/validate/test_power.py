from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings

from pipeline.model.observation import Observation
from pipeline.model.verdict import Power
from pipeline.validate.misprints import misprints_of
from pipeline.validate.power import AlsoNotices, power_of
from pipeline.validate.relations import breaks
from pipeline.validate.solver import solution
from tests.fixtures.crosstabs import Crosstab, crosstabs
from tests.fixtures.facts import classes, fact, measured, observation, rank, share, told
from tests.fixtures.webs import web


def power(printed: Sequence[Observation], published: AlsoNotices = lambda *_: False) -> dict[str, Power]:
    found = web(printed)
    return {one.observation_id: one for one in power_of(found.observations, found.told, found.matrix, published)}


TOTAL = observation(12, exploitation_form="labour")
WOMEN = observation(7, exploitation_form="labour", sex="female", age="adult")
MEN = observation(5, exploitation_form="labour", sex="male", age="adult")


def test_every_misprint_in_a_closed_sum_is_noticed_by_it() -> None:
    for one in power([TOTAL, WOMEN, MEN]).values():
        assert (one.noticed, one.remarked, one.unseen) == (one.misprints, 0, ())
        assert one.by == (("sum", one.misprints),)
        assert (one.checks, one.is_checked, one.share) == (1, True, Decimal(1))


def test_a_number_that_nothing_is_held_against_is_not_covered() -> None:
    (one,) = power([told(5, fact())]).values()
    # 5 ± 1, 2 and + 10, ten times; the keys beside 5 are steps of one.
    assert one.unseen == tuple(map(Decimal, (3, 4, 6, 7, 15, 50)))
    assert (one.misprints, one.noticed, one.checks, one.is_checked) == (6, 0, 0, False)
    assert (one.by, one.share) == ((), Decimal(0))


def test_a_part_is_noticed_only_where_it_is_larger_than_its_whole() -> None:
    whole, part = told(10, fact()), told(5, fact(sex="female"))
    one = power([whole, part])[part.observation_id]
    assert (one.unseen, one.by, one.is_checked) == (tuple(map(Decimal, (3, 4, 6, 7))), (("subset", 2),), False)
    assert one.share == Decimal("0.333")


def test_what_no_relation_shows_the_report_as_a_whole_may() -> None:
    # 10 in all, of whom 6 are men, so that there are at most 4 girls; no sum of women says so.
    printed = [told(10, fact()), told(6, fact(sex="male")), told(4, fact(sex="female", age="child"))]
    girls = power(printed)[printed[2].observation_id]
    # 3, 2 and 4 + 1, 4 + 2 = 6 and 5: of 2, 3, 5, 6, 14 and 40 those above 10 break the subset.
    assert girls.by == (("subset", 2), ("web", 2))
    assert girls.unseen == tuple(map(Decimal, (2, 3)))


def test_a_sum_in_words_that_would_fall_short_is_a_remark() -> None:
    printed = [told(40, fact()), told(25, fact(sex="female")), told(15, fact(sex="male"))]
    men = power(printed)[printed[2].observation_id]
    # 13, 14, 16 and 17 miss or exceed the total by little; 5 misses 10, as much as the 5 itself.
    assert set(misprints_of(Decimal(15))) == set(map(Decimal, (5, 13, 14, 16, 17, 25, 51, 150)))
    assert men.noticed == 5
    assert men.remarked == 2
    assert men.unseen == (Decimal(5),)


def test_figures_published_elsewhere_notice_what_the_report_does_not() -> None:
    one = told(5, fact())
    found = power([one], lambda number, value: number == one and value > 10)[one.observation_id]
    assert (found.by, found.unseen) == ((("vintage", 2),), tuple(map(Decimal, (3, 4, 6, 7))))


@pytest.mark.parametrize(
    ("one", "noticed"),
    [
        # 52 told as about 50: of 42, 50, 51, 53, 54 and 62, 25, 43, 53, 520 the near ones agree within a twentieth.
        (told(52, fact(), qualifier="approximate", nth=2), (25, 41, 42, 43, 62, 63, 520)),
        (told(52, fact(), qualifier="at_least", nth=2), (53, 54, 62, 63, 520)),
        (told(52, fact(), qualifier="at_most", nth=2), (25, 41, 42, 43, 50, 51)),
    ],
)
def test_a_vague_number_is_noticed_as_far_as_it_says_something(one: Observation, noticed: tuple[int, ...]) -> None:
    exact = told(52, fact())
    (found,) = [each for name, each in power([exact, one]).items() if name == one.observation_id]
    every = misprints_of(Decimal(52))
    assert {value for value in every if value not in found.unseen} == {
        value for value in every if int(value) in noticed
    }


def test_what_is_measured_or_missing_has_no_misprint() -> None:
    bar, missing = measured("12.1", TOTAL.fact, "0.3"), replace(MEN, value=None)
    assert set(power([TOTAL, WOMEN, bar, missing])) == {TOTAL.observation_id, WOMEN.observation_id}


def test_of_a_contradiction_the_report_as_a_whole_notices_all_but_what_mends_it() -> None:
    wrong = replace(TOTAL, value=Decimal(13))
    total, *_ = power([wrong, WOMEN, MEN]).values()
    # Of 3, 11, 12, 14, 15, 23, 31 and 130 only 12 is 7 + 5.
    assert (total.by, total.unseen, total.checks) == ((("web", 7),), (Decimal(12),), 0)


@pytest.mark.parametrize(
    ("printed", "checked"),
    [
        ([told(200, fact()), told(81, fact(sex="female")), share(41, sex="female", tolerance="0.5")], True),
        ([told(59, fact(referrer="police")), told(38, fact(referrer="civil_society"))], False),
    ],
)
def test_a_number_is_checked_if_a_check_says_what_it_is(printed: list[Observation], *, checked: bool) -> None:
    assert {one.is_checked for one in power(printed).values()} == {checked}


def test_places_and_tallies_say_what_no_class_is() -> None:
    printed = [told(59, fact(origin="TH")), told(33, fact(origin="UA"))]
    extra = [rank(1, "origin", origin="TH"), classes(2, "origin:observed")]
    found = power([*printed, *extra])
    assert [found[one.observation_id].is_checked for one in (*printed, *extra)] == [False, False, False, True]


@settings(max_examples=12, deadline=None)
@given(crosstabs(most_printed=6))
def test_a_misprint_listed_as_noticed_contradicts_and_one_listed_as_unseen_does_not(table: Crosstab) -> None:
    printed = table.observations
    for at, one in enumerate(printed):
        found = power(printed)[one.observation_id]
        contradicting = set()
        for value in misprints_of(one.value or Decimal(0)):
            changed = web((*printed[:at], replace(one, value=value), *printed[at + 1 :]))
            if any(breaks(relation, changed.values) for relation in changed.told) or solution(changed.matrix) is None:
                contradicting.add(value)
        assert len(contradicting) == found.noticed
        assert contradicting.isdisjoint(found.unseen)
