from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from pipeline.model.observation import Fact, Observation
from pipeline.model.verdict import Check, Severity, Verdict
from pipeline.spec.loading import FAMILIES, load_family
from pipeline.validate.distributions import distribution_relations, margin_of_mean
from pipeline.validate.relations import told_relations
from pipeline.validate.telling import telling_of
from tests.fixtures.facts import confronted, told

SPEC = load_family(FAMILIES / "forskoleenkaten").spec
BLOCK = "agree_distribution"
Drawn = dict[str, tuple[str | None, str]]
"""By answer the share that is printed, and the one that is measured."""

WHOLE: Drawn = {"agree_3": ("10", "10.02"), "agree_4": ("60", "59.99"), "agree_5": ("30", "29.99")}


def cell(measure: str, base: str, **codes: str) -> Fact:
    inapplicable = {*SPEC.measures[measure].inapplicable, *(SPEC.measures[base].inapplicable if base != "_Z" else ())}
    every = {"area": "Eken"} | codes
    named = tuple((name, "_Z" if name in inapplicable else every.get(name, "_T")) for name in SPEC.dimensions)
    held = "area+group+question+sex" if measure == "share" else "_Z"
    return Fact(measure, "2031", named, base_measure=base, share_base=held)


def distribution(drawn: Drawn, question: str = "thrives") -> list[Observation]:
    found = []
    for answer, (printed, measured) in drawn.items():
        what = cell("share", "answers", question=question, answer=answer)
        found.append(
            told(measured, what, qualifier="measured", tolerance="0.05", unit="percent", block_id=BLOCK, nth=2)
        )
        if printed is not None:
            found.append(told(printed, what, tolerance="0.5", unit="percent", block_id=BLOCK))
    return found


def mean(value: str, **codes: str) -> Observation:
    return told(
        value, cell("mean", "answers", **codes), tolerance="0.005", unit="score", block_id="agree_question_means"
    )


def share(value: str, **codes: str) -> Observation:
    return told(value, cell("share", "answers", **codes), tolerance="0.5", unit="percent", block_id="agree_highest")


def checks(observations: Sequence[Observation]) -> list[Check]:
    telling = telling_of(observations, SPEC, {})
    return confronted(told_relations(distribution_relations(observations, SPEC), telling))


def verdicts(observations: Sequence[Observation], end: str) -> list[Verdict]:
    return [one.verdict for one in checks(observations) if one.check_id.rpartition(":")[2] == end]


@pytest.mark.parametrize(
    ("printed", "verdict"),
    [("60", Verdict.HOLDS), ("61", Verdict.HOLDS), ("62", Verdict.BREAKS), ("6", Verdict.BREAKS)],
)
def test_a_distribution_adds_up_within_the_rounding_of_its_parts(printed: str, verdict: Verdict) -> None:
    parts = distribution(WHOLE | {"agree_4": (printed, "59.99")})
    assert verdicts(parts, "answer") == [verdict]


def test_what_is_not_printed_counts_as_measured() -> None:
    parts = distribution({"agree_1": (None, "2.00"), "agree_4": ("58", "58.00"), "agree_5": ("40", "40.00")})
    (found,) = [one for one in checks(parts) if one.kind == "sum"]
    assert found.statement == "2.00 + 58 + 40 = 100 % ± 1.05"


def test_a_distribution_of_which_a_part_was_not_understood_says_nothing() -> None:
    parts = distribution({"agree_4": ("60", "60.00"), "agree_5": ("30", "30.00")})
    assert checks([*parts, mean("4.33", question="thrives")]) == []


@pytest.mark.parametrize(
    ("printed", "verdict"),
    [("4.20", Verdict.HOLDS), ("4.21", Verdict.HOLDS), ("4.24", Verdict.BREAKS), ("2.40", Verdict.BREAKS)],
)
def test_a_mean_follows_from_its_distribution(printed: str, verdict: Verdict) -> None:
    assert verdicts([*distribution(WHOLE), mean(printed, question="thrives")], "distribution") == [verdict]


def test_those_who_do_not_know_are_left_out_of_the_mean() -> None:
    parts = distribution({"agree_4": ("40", "40.0"), "agree_5": ("40", "40.0"), "dont_know": ("20", "20.0")})
    (found,) = [one for one in checks([*parts, mean("4.50", question="thrives")]) if one.kind == "share"]
    assert found.statement == "(4 × 40 + 5 × 40) / (40 + 40) = 4.5000 = 4.50 ± 0.0113"


def test_the_mean_of_another_year_or_area_is_not_held_against_the_distribution() -> None:
    other = mean("2.00", question="thrives", area="GR")
    before = replace(other, fact=replace(cell("mean", "answers", question="thrives"), time_period="2030"))
    assert verdicts([*distribution(WHOLE), other, before], "distribution") == []


def test_the_margin_of_a_mean_is_reached_where_high_scores_are_large_and_low_ones_small() -> None:
    low, high = (told(value, cell("share", "answers"), tolerance="0.5") for value in ("50", "50"))
    expected = (Decimal("49.5") + 5 * Decimal("50.5")) / 100 - 3
    assert margin_of_mean([(Decimal(1), low), (Decimal(5), high)]) == expected.quantize(Decimal("0.0001"))


@pytest.mark.parametrize(("printed", "verdict"), [("90", Verdict.HOLDS), ("91", Verdict.HOLDS), ("93", Verdict.BREAKS)])
def test_a_union_is_the_sum_of_its_answers(printed: str, verdict: Verdict) -> None:
    union = share(printed, question="thrives", answer="agree_positive")
    assert verdicts([*distribution(WHOLE), union], "distribution") == [verdict]


def test_the_share_of_a_group_is_the_mean_of_its_members() -> None:
    members = [
        share(value, question=one, answer="agree_positive")
        for one, value in (("expression", "80"), ("consideration", "91"))
    ]
    right, wrong = (share(value, group="influence", answer="agree_positive") for value in ("86", "90"))
    assert verdicts([*members, right], "members") == [Verdict.HOLDS]
    assert verdicts([*members, wrong], "members") == [Verdict.BREAKS]
    assert verdicts([members[0], wrong], "members") == []


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("4.15", [Verdict.HOLDS, Verdict.HOLDS]),
        ("4.31", [Verdict.HOLDS, Verdict.BREAKS]),
        ("3.98", [Verdict.BREAKS, Verdict.HOLDS]),
    ],
)
def test_the_mean_of_a_group_lies_between_those_of_its_members(printed: str, expected: list[Verdict]) -> None:
    ones = [
        mean("4.10", question="expression"),
        mean("4.20", question="consideration"),
        mean(printed, group="influence"),
    ]
    assert [*verdicts(ones, "least"), *verdicts(ones, "largest")] == expected


def test_a_share_that_no_whole_number_gives_is_a_matter_of_wording() -> None:
    responded = told("10", cell("parents", "_Z", participation="responded"))
    right, wrong = (share(value, question="thrives", answer="agree_4") for value in ("40", "43"))
    (sound,) = checks([responded, right])
    (odd,) = checks([responded, wrong])
    assert (sound.statement, sound.verdict) == ("4 / 10 = 40 % = 40 ± 0.5", Verdict.HOLDS)
    assert (odd.verdict, odd.severity) == (Verdict.BREAKS, Severity.WORDING)
