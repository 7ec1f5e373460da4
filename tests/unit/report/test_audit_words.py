"""What an audit found, line by line in English and Swedish."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from pipeline.model.audit import Audited
from pipeline.model.verdict import Finding, Power, Severity, Suspect, Validated, Verdict
from pipeline.report.audit_words import MOST_SUSPECTS, audit_lines, audit_sums, power_percent
from tests.fixtures.audit import REPORT, assessed, check, finding, read, span, token
from tests.fixtures.facts import fact, family_spec, statement, told

SPEC = family_spec()
WOMEN = told(69, fact(sex="female", age="adult"))
SAID = statement("majority", "majority", about="sex", sex="female")
POWERS = (
    Power(WOMEN.observation_id, 8, 5, 1, (("sum", 5),), (Decimal(1), Decimal(2)), 1, is_checked=True),
    Power("other", 4, 3, 0, (("sum", 3),), (Decimal(1),), 1, is_checked=True),
)
SUSPECTS = (
    Suspect(WOMEN.observation_id, "69", Decimal(71), 0.75),
    Suspect(SAID.statement_id, "majority", None, 0.25),
)


def audited(*findings: Finding, powers: tuple[Power, ...] = POWERS) -> Audited:
    validated = Validated(
        (assessed(WOMEN),),
        (check(WOMEN), check(WOMEN, verdict=Verdict.BREAKS)),
        (read(WOMEN), token("7"), token("", "unread_figure")),
        findings,
        (),
        powers,
    )
    return Audited(REPORT, (SAID,), validated, findings)


def lines(one: Audited, language: str = "en") -> list[str]:
    return list(audit_lines(one, SPEC, "sv" if language == "sv" else "en"))


def test_a_report_without_a_finding_is_said_to_have_none() -> None:
    # 5 + 1 + 3 of 8 + 4 misprints are 75 percent.
    assert lines(audited()) == [
        "birds-2024 (birds.pdf): 2 numbers, 1 rows; 1 of 2 checks hold",
        "of single misprints 75.0 % would be noticed; `pipeline power` tells which would not",
        "No finding.",
    ]
    assert lines(audited(), "sv") == [
        "birds-2024 (birds.pdf): 2 tal, 1 rader; 1 av 2 kontroller stämmer",
        "av enstaka tryckfel skulle 75.0 % märkas; `pipeline power` visar vilka inte",
        "Inget fynd.",
    ]


CONTRADICTION = replace(
    finding(WOMEN, places=[span("69"), span("69"), span("", 3)], message="69 + 4 = 73 ≠ 75"), suspects=SUSPECTS
)


def test_a_finding_has_its_places_each_once_and_its_suspects_likeliest_first() -> None:
    assert lines(audited(CONTRADICTION))[2:] == [
        "",
        "Contradictions (1)",
        "  1. 69 + 4 = 73 ≠ 75",
        "     where: 69, page 1, x 50 to 60, y 80 to 92 pt",
        "     where: ▮, page 3, x 50 to 60, y 80 to 92 pt",
        "     suspect: 69 (Persons identified, 2024: Women and girls, Adults; page 1), which would be 71  [0.75]",
        "     suspect: majority (majority; page 1)  [0.25]",
    ]
    assert lines(audited(CONTRADICTION), "sv")[3:] == [
        "Motsägelser (1)",
        "  1. 69 + 4 = 73 ≠ 75 (sv)",
        "     var: 69, sida 1, x 50 till 60, y 80 till 92 pt",
        "     var: ▮, sida 3, x 50 till 60, y 80 till 92 pt",
        "     misstänkt: 69 (Identifierade personer, 2024: Kvinnor och flickor, Vuxna; sida 1), som då vore 71  [0.75]",
        "     misstänkt: majority (majority; sida 1)  [0.25]",
    ]


def test_findings_are_grouped_worst_first_and_numbered_through() -> None:
    found = [finding(message=name, severity=one) for name, one in (("odd", Severity.NOTE), ("bad", Severity.REFUSAL))]
    assert [line for line in lines(audited(*found))[2:] if line] == [
        "Refused: our own reading is in doubt (1)",
        "  1. bad",
        "Notes (1)",
        "  2. odd",
    ]


def test_what_was_judged_before_is_only_counted() -> None:
    judged = replace(CONTRADICTION, finding_id="contradiction:sum:1", accepted="a known misprint")
    one = audited(judged)
    assert lines(one)[2:] == ["No finding.", "", "1 judged before, quiet: contradiction:sum:1"]
    assert (one.contradictions, one.is_refused) == ((), False)


def test_ties_beyond_the_first_few_are_left_to_the_file() -> None:
    many = replace(CONTRADICTION, suspects=SUSPECTS[:1] * (MOST_SUSPECTS + 3))
    assert sum("suspect:" in line for line in lines(audited(many))) == MOST_SUSPECTS


@pytest.mark.parametrize(("powers", "percent"), [(POWERS, "75.0"), ((), "0"), (POWERS[1:], "75.0")])
def test_power_is_the_share_of_all_misprints_tried(powers: tuple[Power, ...], percent: str) -> None:
    assert power_percent(audited(powers=powers).validated) == percent


def test_the_sums_are_those_of_the_words() -> None:
    assert audit_sums(audited(CONTRADICTION)) == {
        "source": "birds.pdf",
        "numbers": 2,
        "observations": 1,
        "checks": 2,
        "checks_held": 1,
        "contradictions": 1,
        "power_percent": "75.0",
    }
