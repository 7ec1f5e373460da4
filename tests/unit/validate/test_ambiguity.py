from __future__ import annotations

from dataclasses import replace

from pipeline.model.geometry import BBox
from pipeline.model.observation import Fact, Normalised, Observation, Resolution, TokenReading
from pipeline.model.printed import PassageKind
from pipeline.model.span import Span
from pipeline.validate.ambiguity import decide
from pipeline.validate.findings import findings_of
from tests.fixtures.facts import fact, observation

WOMEN, FEMALES = fact(sex="female", age="adult"), fact(sex="female")
EVERYONE = observation(430)
IN_A_BOX = observation(214, sex="female", age="adult")


def told(value: int, meant: Fact, *others: Fact) -> Observation:
    """A number of running text, below the boxes, whose words allow several facts."""
    number = Span(str(value), 1, (BBox(10, 300, 20, 310),))
    one = replace(observation(value, "prose"), fact=meant, number=number, alternatives=others)
    return replace(one, resolution=Resolution.CONTEXT)


def decided(*observations: Observation) -> Observation:
    """The first of them after the checks."""
    return decide(Normalised(observations, (), (), (), ())).observations[0]


def test_the_meaning_of_context_stands_where_nothing_contradicts_it() -> None:
    one = decided(told(270, FEMALES, WOMEN), EVERYONE)
    assert (one.fact, one.resolution, one.alternatives) == (FEMALES, Resolution.CONTEXT, ())


def test_another_meaning_is_taken_where_context_contradicts_a_print_and_the_other_repeats_one() -> None:
    one = decided(told(214, FEMALES, WOMEN), observation(270, sex="female"), IN_A_BOX)
    assert (one.fact, one.resolution, one.alternatives) == (WOMEN, Resolution.CHECKS, (FEMALES,))


def test_a_contradiction_alone_changes_no_meaning_and_keeps_every_candidate() -> None:
    one = decided(told(241, WOMEN, FEMALES), IN_A_BOX)
    assert (one.fact, one.resolution, one.alternatives) == (WOMEN, Resolution.OPEN, (FEMALES,))


def test_a_part_larger_than_its_total_is_a_contradiction() -> None:
    boys, men = fact(sex="male", age="child"), fact(sex="male", age="adult")
    one = decided(
        told(35, boys, men), observation(22, age="child"), observation(35, "figure_1", sex="male", age="adult")
    )
    assert (one.fact, one.resolution) == (men, Resolution.CHECKS)


def test_two_meanings_that_fit_equally_leave_it_open() -> None:
    boys, men, girls = fact(sex="male", age="child"), fact(sex="male", age="adult"), fact(sex="female", age="child")
    prints = [observation(35, sex="male", age="adult"), observation(35, sex="female", age="child")]
    one = decided(told(35, boys, men, girls), observation(7, sex="male", age="child"), *prints)
    assert (one.fact, one.resolution, one.alternatives) == (boys, Resolution.OPEN, (men, girls))


def test_an_open_meaning_is_a_finding_with_its_place_and_its_candidates() -> None:
    normalised = decide(Normalised((told(241, WOMEN, FEMALES), IN_A_BOX), (), (), (), ()))
    (finding,) = [one for one in findings_of(normalised, (), (), (), ()) if one.kind == "open_meaning"]
    assert finding.places == (normalised.observations[0].number,)
    assert all(
        what.fact_id in message for what in (WOMEN, FEMALES) for message in (finding.message_en, finding.message_sv)
    )


def read_in(passage: int, one: Observation, row: int = 0) -> Observation:
    """The same in a passage, on a row of its own."""
    return replace(one, passage=passage, number=replace(one.number, boxes=(BBox(10, 300 + row, 20, 310 + row),)))


FEMALE_LABOURERS = fact(sex="female", exploitation_form="labour")
MALE_LABOURERS = fact(sex="male", exploitation_form="labour")
MALES = fact(sex="male")
LABOURERS = observation(81, "figure_1", sex="female", exploitation_form="labour")


def token(one: Observation) -> TokenReading:
    return TokenReading(one.number, PassageKind.PARAGRAPH, one.value, "observation", "")


def test_what_no_misprint_explains_is_no_row_but_a_token_with_its_reason() -> None:
    one = told(504, FEMALE_LABOURERS, FEMALES)
    normalised = decide(Normalised((one, LABOURERS), (), (), (), (token(one),)))
    assert normalised.observations == (LABOURERS,)
    (reading,) = normalised.tokens
    assert reading.disposition == "unexplained"
    assert f"{FEMALE_LABOURERS.fact_id} it disagrees with other numbers (81 elsewhere)" in reading.reason


def test_what_may_be_a_misprint_stays_a_row() -> None:
    one = told(18, FEMALE_LABOURERS, FEMALES)
    normalised = decide(Normalised((one, LABOURERS), (), (), (), (token(one),)))
    assert normalised.observations[0].resolution is Resolution.OPEN
    assert normalised.tokens == (token(one),)


def test_a_rounded_number_is_not_withheld() -> None:
    one, all_labourers = told(5204, FEMALE_LABOURERS, FEMALES), observation(81, "figure_1", exploitation_form="labour")
    assert decided(one, all_labourers).block_id == "figure_1"
    rounded = decided(replace(one, qualifier="approximate"), all_labourers)
    assert (rounded.fact, rounded.resolution) == (FEMALE_LABOURERS, Resolution.OPEN)


def test_what_the_same_context_gave_beside_a_misreading_is_left_open() -> None:
    misread = read_in(1, told(504, FEMALE_LABOURERS, FEMALES))
    beside = read_in(1, told(307, MALE_LABOURERS, MALES), row=20)
    unknown, unknown_in_labour = fact(sex="_U"), fact(sex="_U", exploitation_form="labour")
    elsewhere = read_in(2, told(5, unknown_in_labour, unknown), row=40)
    first, second, _ = decide(Normalised((misread, beside, elsewhere, LABOURERS), (), (), (), ())).observations
    assert (first.resolution, first.alternatives) == (Resolution.OPEN, (MALES,))
    assert second.resolution is Resolution.CONTEXT


def test_what_another_print_supports_stands_beside_a_misreading() -> None:
    misread = read_in(1, told(504, FEMALE_LABOURERS, FEMALES))
    beside = read_in(1, told(151, MALE_LABOURERS, MALES), row=20)
    printed = observation(151, "figure_1", sex="male", exploitation_form="labour")
    first, *_ = decide(Normalised((misread, beside, LABOURERS, printed), (), (), (), ())).observations
    assert first.resolution is Resolution.CONTEXT


def test_a_number_that_speaks_against_many_is_no_witness_against_each_of_them() -> None:
    """Plainly told of everybody, 3 is smaller than each part: the parts stay, and the checks tell of it."""
    three = read_in(2, replace(told(3, fact()), resolution=Resolution.NONE))
    told_of = [(352, "adult"), (341, "child"), (332, "_U")]
    parts = [
        read_in(1, told(value, fact(age=age), replace(fact(age=age), time_period="2023")), at)
        for at, (value, age) in enumerate(told_of)
    ]
    found = decide(Normalised((parts[0], three, *parts[1:]), (), (), (), ())).observations
    assert [one.value for one in found] == [352, 3, 341, 332]
    assert [one.resolution for one in found] == [
        Resolution.CONTEXT,
        Resolution.NONE,
        Resolution.CONTEXT,
        Resolution.CONTEXT,
    ]


def test_numbers_that_changed_places_in_a_passage_stay_rows() -> None:
    women, men = read_in(1, told(151, FEMALES, WOMEN)), read_in(1, told(270, MALES, fact(sex="male", age="adult")), 20)
    printed = observation(270, sex="female"), observation(151, sex="male")
    first, second, *_ = decide(Normalised((women, men, *printed), (), (), (), ())).observations
    assert [(one.fact, one.resolution) for one in (first, second)] == [
        (FEMALES, Resolution.OPEN),
        (MALES, Resolution.OPEN),
    ]


def test_what_is_wrong_with_most_is_withheld_and_the_others_stand() -> None:
    total, women = told(462, fact(), WOMEN), observation(265, sex="female")
    wrong = replace(told(14, fact(), WOMEN), number=Span("14", 1, (BBox(10, 400, 20, 410),)))
    decided_on = decide(Normalised((total, wrong, women), (), (), (), (token(wrong), token(total))))
    assert [one.value for one in decided_on.observations] == [462, 265]
    assert decided_on.observations[0].resolution is Resolution.CONTEXT
