"""The gate stops our own errors and lets the publication's through."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.model.geometry import BBox
from pipeline.model.observation import Normalised, Region
from pipeline.model.span import Span
from pipeline.model.verdict import Check, LedgerRow, Severity, Verdict
from pipeline.spec.schema import LedgerLimits
from pipeline.validate.gate import refusals
from pipeline.validate.suite_results import SuiteResult
from tests.fixtures.facts import family_spec, observation

ONE = observation(69, exploitation_form="labour", sex="female", age="adult")
REPORT = Normalised((ONE,), (Region("form_boxes", 1, BBox(0, 0, 100, 100)),), (), (), ())
SPEC = family_spec()


def check(kind: str, verdict: Verdict) -> Check:
    return Check(
        f"{kind}:x",
        kind,
        "form_boxes",
        "a",
        Decimal(1),
        Decimal(2),
        Decimal(0),
        verdict,
        Severity.NOTE,
        (ONE.observation_id,),
    )


def row(disposition: str, top: float, page: int = 1) -> LedgerRow:
    return LedgerRow(Span("7", page, (BBox(10, top, 15, top + 8),)), Decimal(7), disposition, "", ())


def result(*, success: bool) -> SuiteResult:
    return SuiteResult("ledger", "ledger", "expect_x", "column: page", success, "pages begin at 1", "1 of 2 rows: 0")


def test_a_sound_report_passes() -> None:
    checks = [check("readers", Verdict.HOLDS), check("sum", Verdict.HOLDS)]
    assert refusals(REPORT, checks, [row("year", 50)], [result(success=True)], SPEC) == ()


@pytest.mark.parametrize(
    ("kind", "verdict", "reasons"),
    [
        ("readers", Verdict.BREAKS, ["readers"]),
        ("readers", Verdict.UNDECIDED, []),
        ("sum", Verdict.BREAKS, []),
        ("sum", Verdict.BROKEN_CHECK, ["broken_check"]),
    ],
)
def test_readers_that_disagree_and_broken_checks_refuse_and_a_sum_that_breaks_does_not(
    kind: str, verdict: Verdict, reasons: list[str]
) -> None:
    assert [one.kind for one in refusals(REPORT, [check(kind, verdict)], [], [], SPEC)] == reasons


def test_a_number_left_over_inside_a_block_refuses_and_one_outside_or_explained_does_not() -> None:
    ledger = [row("unexplained", 50), row("unexplained", 200), row("unexplained", 50, page=2), row("year", 60)]
    (reason,) = refusals(REPORT, [], ledger, [], SPEC)
    assert (reason.kind, reason.severity, reason.places) == ("left_over", Severity.REFUSAL, (ledger[0].token,))


@pytest.mark.parametrize(("limit", "reasons"), [(None, 0), (2, 0), (1, 1)])
def test_more_unexplained_numbers_than_the_family_allows_refuse(limit: int | None, reasons: int) -> None:
    spec = SPEC.model_copy(update={"ledger": LedgerLimits(unexplained=limit)})
    ledger = [row("unexplained", 200), row("unexplained", 220), row("year", 240)]
    assert len(refusals(REPORT, [], ledger, [], spec)) == reasons


def test_a_failed_expectation_refuses_and_says_why() -> None:
    (reason,) = refusals(REPORT, [], [], [result(success=False)], SPEC)
    assert "ledger.csv fails expect_x" in reason.message_en
    assert "pages begin at 1" in reason.message_en


def test_a_file_in_which_nothing_was_read_is_refused_for_that() -> None:
    (finding,) = refusals(Normalised((), (), (), (), ()), [], [], [], SPEC)
    assert finding.message_en == "no number was read in it that has a label or a sentence"
