from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from pipeline.model.observation import Observation, Statement
from pipeline.model.verdict import Check, Finding, Severity, Verdict
from pipeline.validate.audit import Audit, audit
from pipeline.validate.check_findings import from_checks, names_of
from tests.fixtures.facts import change, fact, measured, observation, of_year, share, statement, told
from tests.fixtures.webs import SPEC, web


def findings(printed: Sequence[Observation], said: Sequence[Statement] = ()) -> list[Finding]:
    normalised = web(printed, said).normalised
    return list(from_checks(normalised, audit(normalised, SPEC), SPEC))


def labelled(one: Observation, group: str, label: str) -> Observation:
    return replace(one, group_printed=group, label_printed=label)


BOX = [
    labelled(observation(75, exploitation_form="labour"), "Arbetskraft", "Totalt"),
    labelled(observation(69, exploitation_form="labour", sex="female", age="adult"), "Arbetskraft", "Kvinnor"),
    labelled(observation(4, exploitation_form="labour", sex="female", age="child"), "Arbetskraft", "Flickor"),
]


def test_a_finding_names_block_labels_and_arithmetic_in_both_languages() -> None:
    (one,) = findings(BOX)
    assert (one.severity, one.kind, one.arithmetic) == (Severity.CONTRADICTION, "sum", "69 + 4 = 73 ≠ 75")
    assert one.finding_id == "contradiction:sum:form_boxes:persons_identified;2024;exploitation_form=labour:sex+age"
    assert one.message_en == (
        "form_boxes (The boxes below figure 2, form of exploitation by sex and age), Arbetskraft / Totalt:"
        " the parts do not add up to the printed total: 69 + 4 = 73 ≠ 75"
    )
    assert one.message_sv == (
        "form_boxes (Rutan under figur 2, exploateringsform efter kön och ålder), Arbetskraft / Totalt:"
        " delarna summerar inte till den tryckta totalen: 69 + 4 = 73 ≠ 75"
    )
    assert one.observation_ids == tuple(BOX[at].observation_id for at in (1, 2, 0))
    assert {suspect.observation_id for suspect in one.suspects} == set(one.observation_ids)


def test_numbers_that_agree_are_no_finding() -> None:
    assert findings([replace(BOX[0], value=Decimal(73)), *BOX[1:]]) == []


TOTAL, FEMALE, MALE = told(430, fact()), told(270, fact(sex="female")), told(159, fact(sex="male"))


def test_who_is_left_untold_is_bounded_in_both_languages() -> None:
    (one,) = findings([TOTAL, FEMALE, MALE])
    assert (one.severity, one.arithmetic) == (Severity.INCOMPLETE, "270 + 159 = 429 < 430")
    assert one.message_en.endswith(
        "the classes told leave some of the total untold: 270 + 159 = 429 < 430;"
        " what the others allow: Other 0–1, Sex: unknown 0–1"
    )
    assert one.message_sv.endswith("; vad de andra medger: Annat kön 0–1, Kön: okänt 0–1")
    assert one.suspects == ()


def test_words_are_quoted_and_their_place_is_one_of_the_finding() -> None:
    said = statement("majority", "majority", about="sex", sex="female")
    printed = [told(600, fact()), FEMALE, MALE]
    (one,) = [each for each in findings(printed, [said]) if each.kind == "rank"]
    assert one.message_en.startswith("prose (running text), p. 1: the words 'majority' do not follow from the numbers:")
    assert one.message_sv.startswith("prose (löpande text), s. 1: orden 'majority' följer inte av talen:")
    assert one.places[-1] == said.cue
    assert one.arithmetic == "600 > 2 × 270"


def test_words_that_contradict_words_are_told_without_a_number() -> None:
    rises = statement("trend", "up", since="2023", exploitation_form="labour")
    check = Check(
        check_id="trend:web:report:statement:1",
        kind="trend",
        block_id="prose",
        statement="“up” ≠ “down”",
        left=Decimal(0),
        right=Decimal(0),
        tolerance=Decimal(0),
        verdict=Verdict.BREAKS,
        severity=Severity.CONTRADICTION,
        observation_ids=(),
        owner=rises.statement_id,
    )
    (one,) = from_checks(web([], [rises]).normalised, Audit((check,), {}, (), ()), SPEC)
    assert one.message_en == (
        "prose (running text), p. 1: the words 'up' cannot be true together with other words: “up” ≠ “down”"
    )
    assert "orden 'up' kan inte vara sanna" in one.message_sv
    assert (one.observation_ids, one.places) == ((), (rises.cue,))


def test_a_manner_of_speaking_is_a_matter_of_wording() -> None:
    said = statement("plurality", "most", about="sex", sex="female")
    (one,) = [each for each in findings([told(600, fact()), FEMALE, MALE], [said]) if each.kind == "rank"]
    assert one.severity is Severity.WORDING


@pytest.mark.parametrize(
    ("printed", "words"),
    [
        ([TOTAL, told(403, fact(), nth=2)], "the same number is printed with two values: 430 ≠ 403"),
        (
            [TOTAL, FEMALE, share(36, sex="female")],
            "the printed share is not that of the printed numbers: 270 / 430 = 62.7907 % ≠ 36 ± 0.5",
        ),
        ([told(200, fact()), FEMALE], "a part is larger than what it is a part of: 270 > 200"),
        (
            [TOTAL, measured("451.0", fact(), "1.2", "figure_1")],
            "the drawing and the printed numbers disagree: 430 ≠ 451.0 ± 1.2 drawn",
        ),
    ],
)
def test_every_kind_has_words_of_its_own(printed: list[Observation], words: str) -> None:
    (one,) = findings(printed)
    assert one.message_en.endswith(words)


def test_a_contradiction_of_the_whole_web_says_what_the_others_leave() -> None:
    printed = [
        told(200, fact()),
        told(130, fact(sex="male")),
        told(20, fact(sex="other")),
        told(60, fact(sex="female", age="adult")),
    ]
    (one,) = [each for each in findings(printed) if each.severity is Severity.CONTRADICTION]
    assert one.message_en.endswith(
        "the number cannot agree with all the others, which leave it these values: 200 ∉ [210 …]"
    )
    assert len(one.suspects) == 4


def test_running_text_is_no_block_of_the_family() -> None:
    assert names_of("prose", SPEC).sv == "löpande text"
    assert names_of("industries", SPEC).en == "Persons identified in each industry"
    assert names_of("figure_1", SPEC).en == "Figure 1, persons identified by sex and age"


@pytest.mark.parametrize(
    ("value", "unit", "hint"),
    [
        (-7, "percent", "; in percentage points it would agree"),
        (-24, "percentage_points", "; in percent it would agree"),
        (-15, "percent", ""),
    ],
)
def test_percent_printed_for_percentage_points_are_told(value: int, unit: str, hint: str) -> None:
    police = {"referrer": "police"}
    told_change = change(value, 2023, unit=unit, **police)
    before = share(29, **police)
    printed = [
        share(22, **police),
        replace(before, fact=of_year(2023, before.fact), observation_id="report:prose:before:1"),
        replace(told_change, fact=replace(told_change.fact, base_measure="share")),
    ]
    (one,) = [each for each in findings(printed) if each.kind == "change"]
    assert one.message_en.endswith(f"{one.arithmetic}{hint}")
