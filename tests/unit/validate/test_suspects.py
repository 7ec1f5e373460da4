from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from pipeline.model.verdict import Suspect
from pipeline.validate.audit import audit
from pipeline.validate.localisation import contradictions_of
from pipeline.validate.suspects import by_check, local_suspects, ranked, suspects_of
from tests.fixtures.facts import fact, family_spec, measured, observation, share, statement, told
from tests.fixtures.webs import Web, web

TOTAL = observation(75, exploitation_form="labour")
WOMEN = observation(69, exploitation_form="labour", sex="female", age="adult")
GIRLS = observation(4, exploitation_form="labour", sex="female", age="child")
BOX = [TOTAL, WOMEN, GIRLS]


def blamed(found: Web) -> list[tuple[Suspect, ...]]:
    return [
        suspects_of(one, found.matrix, found.tellers, found.told, found.values)
        for one in contradictions_of(found.matrix)
    ]


def likely(suspects: tuple[Suspect, ...]) -> dict[str, tuple[str, Decimal | None]]:
    """What each is told as, and what it would have to be, by its id."""
    return {one.observation_id: (one.value, one.likely_value) for one in suspects}


def test_each_suspect_has_the_value_that_would_mend_the_sum() -> None:
    # 69 + 4 = 73 ≠ 75: a total of 73, 71 women or 6 girls.
    (suspects,) = blamed(web(BOX))
    assert likely(suspects) == {
        TOTAL.observation_id: ("75", Decimal(73)),
        WOMEN.observation_id: ("69", Decimal(71)),
        GIRLS.observation_id: ("4", Decimal(6)),
    }
    assert sum(one.score for one in suspects) == pytest.approx(1, abs=0.002)
    assert [one.score for one in suspects] == sorted((one.score for one in suspects), reverse=True)


def test_a_swap_of_digits_is_likelier_than_what_no_slip_explains() -> None:
    # 69 + 4 = 73 ≠ 100: nothing usual makes 73 of 100, or 96 of 69 but two swapped digits.
    wrong = [replace(TOTAL, value=Decimal(100)), WOMEN, GIRLS]
    (suspects,) = blamed(web(wrong))
    assert (suspects[0].observation_id, suspects[0].likely_value) == (WOMEN.observation_id, Decimal(96))
    assert likely(suspects)[TOTAL.observation_id] == ("100", Decimal(73))


def test_words_are_weighed_beside_numbers_and_have_no_other_value() -> None:
    more = statement("ranking", "female male", about="sex")
    printed = [told(20, fact(sex="female")), told(30, fact(sex="male"))]
    (suspects,) = blamed(web(printed, [more]))
    assert likely(suspects)[more.statement_id] == ("female male", None)
    assert all(one.score > 0 for one in suspects)


def test_a_bar_would_have_to_be_as_long_as_the_number_is_large() -> None:
    bar = measured("74.6", TOTAL.fact, "0.3", "figure_1")
    total = replace(TOTAL, value=Decimal(73))
    (suspects,) = blamed(web([total, WOMEN, GIRLS, bar]))
    assert likely(suspects) == {bar.observation_id: ("74.6", Decimal(73))}


def test_a_share_would_have_to_be_that_of_the_numbers() -> None:
    whole, part = told(200, fact()), told(81, fact(sex="female"))
    twice = [replace(one, observation_id=f"{one.observation_id}:2") for one in (whole, part)]
    wrong = share(14, sex="female")
    (suspects,) = blamed(web([whole, part, *twice, wrong]))
    # 81 / 200 = 40.5 percent: 41, of which 14 is the swap.
    assert likely(suspects) == {wrong.observation_id: ("14", Decimal(41))}


def test_what_a_share_of_numbers_untold_would_have_to_be_is_not_guessed() -> None:
    # Women are not told; men and others are 150 of 200, so that women are 50, and no 36 percent.
    printed = [told(200, fact()), told(130, fact(sex="male")), told(10, fact(sex="other")), told(10, fact(sex="_U"))]
    wrong = share(36, sex="female")
    (suspects,) = blamed(web([*printed, wrong]))
    assert likely(suspects)[wrong.observation_id] == ("36", None)


def test_a_broken_relation_outside_the_program_suspects_what_mends_it_and_breaks_nothing_else() -> None:
    # Two prints of a share; the second is the one that the counts contradict.
    whole, part = told(200, fact()), told(72, fact(sex="female"))
    first, second = share(36, sex="female"), replace(share(63, sex="female"), observation_id="report:prose:again:1")
    found = web([whole, part, first, second])
    (repeat,) = [one for one in found.told if one.kind == "repeat"]
    suspects = local_suspects(repeat, found.told, found.values)
    assert (suspects[0].observation_id, suspects[0].likely_value) == (second.observation_id, Decimal(36))
    assert likely(suspects)[first.observation_id] == ("36", None)


def test_a_missing_mark_is_no_suspect() -> None:
    missing = replace(GIRLS, value=None)
    wrong = [replace(TOTAL, value=Decimal(60)), WOMEN, missing]
    found = web(wrong)
    (one,) = [relation for relation in found.told if relation.kind == "sum"]
    assert set(likely(local_suspects(one, found.told, found.values))) == {TOTAL.observation_id, WOMEN.observation_id}


def test_every_check_of_one_contradiction_has_its_suspects() -> None:
    again = told(73, TOTAL.fact)
    found = web([*BOX, again])
    pairs = [(one, suspects) for one, suspects in zip(contradictions_of(found.matrix), blamed(found), strict=True)]
    told_by_check = by_check(found.told, pairs, found.values)
    assert {name.split(":")[0] for name in told_by_check} == {"sum", "repeat"}
    assert {tuple(one.observation_id for one in suspects) for suspects in told_by_check.values()} == {
        (TOTAL.observation_id,)
    }


def test_scores_are_shares_and_ties_keep_their_order() -> None:
    weighed = [(Suspect(name, "1", None, 0.0), weight) for name, weight in (("a", 0.1), ("b", 0.3), ("c", 0.1))]
    assert [(one.observation_id, one.score) for one in ranked(weighed)] == [("b", 0.6), ("a", 0.2), ("c", 0.2)]
    assert ranked([]) == ()


def test_a_contradiction_of_the_whole_web_is_a_check_of_the_number_and_of_what_the_others_leave_it() -> None:
    # Of 200, men are 130 and others 20, so that at most 50 are women; no single relation says so.
    men, others, total = told(130, fact(sex="male")), told(20, fact(sex="other")), told(200, fact())
    adults = told(60, fact(sex="female", age="adult"))
    audited = audit(web([total, men, others, adults]).normalised, family_spec())
    (check,) = [one for one in audited.checks if one.check_id.startswith("subset:web:")]
    assert check.verdict.value == "breaks"
    assert set(check.observation_ids) == {one.observation_id for one in (total, men, others, adults)}
    assert set(likely(audited.suspects[check.check_id])) == set(check.observation_ids)
    printed, _, allowed = check.statement.partition(" ∉ ")
    assert (printed, allowed) == ("200", "[210 …]")
