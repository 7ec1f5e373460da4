from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pipeline.model.observation import Observation
from pipeline.validate.localisation import Contradiction, contradictions_of
from pipeline.validate.program import holds
from pipeline.validate.solver import solution
from tests.fixtures.crosstabs import Crosstab, crosstabs
from tests.fixtures.facts import fact, measured, observation, share, statement, told
from tests.fixtures.webs import Web, web


def names(contradictions: tuple[Contradiction, ...], found: Web) -> list[list[str]]:
    """The suspects of each by what they print or say."""
    tellers = found.tellers
    return [
        [
            teller.number.text or "bar" if isinstance(teller := tellers[one], Observation) else teller.cue.text
            for one in contradiction.suspects
        ]
        for contradiction in contradictions
    ]


def suspects(found: Web) -> list[list[str]]:
    return names(contradictions_of(found.matrix), found)


BOX = [
    observation(73, exploitation_form="labour"),
    observation(69, exploitation_form="labour", sex="female", age="adult"),
    observation(4, exploitation_form="labour", sex="female", age="child"),
]


def test_numbers_that_agree_contradict_nothing() -> None:
    assert suspects(web(BOX)) == []


def test_any_number_of_a_wrong_sum_may_be_wrong_and_one_told_twice_is_not() -> None:
    wrong = [replace(BOX[0], value=Decimal(75)), *BOX[1:]]
    assert sorted(*suspects(web(wrong))) == ["4", "69", "73"]
    again = told(69, BOX[1].fact)
    assert sorted(*suspects(web([*wrong, again]))) == ["4", "73"]


def test_a_number_that_two_others_contradict_is_the_only_suspect() -> None:
    female = told(73, fact(exploitation_form="labour", sex="female"))
    total, women, girls = BOX
    wrong = told(37, total.fact)
    assert suspects(web([total, women, girls, female, wrong])) == [["37"]]


def test_words_are_suspects_too() -> None:
    more = statement("ranking", "female male", about="sex")
    printed = [told(20, fact(sex="female")), told(30, fact(sex="male"))]
    assert suspects(web(printed, [more])) == [["20", "30", "female male"]]
    again = [told(20, fact(sex="female"), nth=2), told(30, fact(sex="male"), nth=2)]
    assert suspects(web([*printed, *again], [more])) == [["female male"]]


def test_a_bar_that_is_drawn_wrong_is_one_error_although_it_measures_two_values() -> None:
    what = {"exploitation_form": "labour", "sex": "female", "age": "adult"}
    of_known = share(33, "exploitation_form|known:sex,age", **what).fact
    drawn = measured("97.0", of_known, "0.2"), measured(71, fact(**what), "0.2")
    found = web([*BOX, *drawn, told(69, fact(**what)), told(4, BOX[2].fact)])
    (contradiction,) = contradictions_of(found.matrix)
    assert contradiction.suspects == (drawn[0].observation_id,)


@settings(max_examples=40, deadline=None)
@given(crosstabs(), st.data())
def test_a_number_that_was_altered_is_among_the_suspects(table: Crosstab, data: st.DataObject) -> None:
    printed = list(table.observations)
    at = data.draw(st.integers(0, len(printed) - 1))
    right = printed[at].value or Decimal(0)
    altered = Decimal(data.draw(st.integers(0, 600)))
    assume(altered != right)
    printed[at] = replace(printed[at], value=altered)
    matrix = web(printed).matrix
    values = solution(matrix)
    found = contradictions_of(matrix)
    assert (values is None) is bool(found)
    assert values is None or holds(matrix.program, values)
    for contradiction in found:
        assert printed[at].observation_id in contradiction.suspects
        assert contradiction.others == frozenset()
    assert len(found) <= 1
