from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

import pipeline
from pipeline.report.marks import (
    CONFIRMED,
    CONTRADICTED,
    MARKS,
    MEASURED,
    NO_STATISTIC,
    UNCHECKED,
    UNEXPLAINED,
    Mark,
    mark_of,
)
from tests.fixtures.audit import assessed, read, seen, span, token

ROOT = Path(pipeline.__file__).parent
LEDGER = json.loads((ROOT / "load" / "schemas" / "ledger.json").read_text(encoding="utf-8"))
OBSERVATIONS = json.loads((ROOT / "load" / "schemas" / "observations.json").read_text(encoding="utf-8"))


def allowed(schema: object, column: str) -> list[str]:
    """The values that a schema allows in a column, at whatever depth it describes it."""
    if isinstance(schema, dict):
        if column in schema and "enum" in schema[column]:
            return list(schema[column]["enum"])
        return [value for part in schema.values() for value in allowed(part, column)]
    return []


DISPOSITIONS = sorted(set(allowed(LEDGER, "disposition")) - {"observation"})
VERDICTS = sorted(set(allowed(OBSERVATIONS, "verdict")))


def test_the_schemas_name_dispositions_and_verdicts() -> None:
    assert {"year", "unread_figure"} <= set(DISPOSITIONS)
    assert VERDICTS == ["confirmed", "contradicted", "unchecked"]


@pytest.mark.parametrize("disposition", DISPOSITIONS)
def test_every_disposition_has_a_mark(disposition: str) -> None:
    assert mark_of(token(disposition=disposition), ()) in MARKS


@pytest.mark.parametrize("verdict", VERDICTS)
def test_every_verdict_has_its_mark(verdict: str) -> None:
    one = seen(span())
    assert mark_of(read(one), [assessed(one, verdict)]).name == verdict


def test_an_unknown_disposition_is_not_passed_over() -> None:
    with pytest.raises(KeyError, match="guess"):
        mark_of(token(disposition="guess"), ())


@pytest.mark.parametrize(
    ("verdicts", "expected"),
    [
        (["confirmed", "unchecked"], UNCHECKED),
        (["unchecked", "contradicted", "confirmed"], CONTRADICTED),
        (["confirmed", "confirmed"], CONFIRMED),
    ],
)
def test_the_worst_verdict_marks_the_token(verdicts: list[str], expected: Mark) -> None:
    one = seen(span())
    assert mark_of(read(one), [assessed(one, verdict) for verdict in verdicts]) == expected


@pytest.mark.parametrize(
    ("verdicts", "expected"), [(["confirmed"], MEASURED), (["unchecked"], MEASURED), (["contradicted"], CONTRADICTED)]
)
def test_what_was_measured_is_marked_so_unless_a_check_breaks(verdicts: list[str], expected: Mark) -> None:
    one = replace(seen(span("")), qualifier="measured")
    assert mark_of(read(one), [assessed(one, verdict) for verdict in verdicts]) == expected


def test_a_token_with_a_printed_number_and_a_measured_one_is_not_marked_as_measured() -> None:
    one = seen(span())
    both = [assessed(one), assessed(replace(one, qualifier="measured"))]
    assert mark_of(read(one), both) == CONFIRMED


def test_marks_differ_in_name_and_letter() -> None:
    assert len({mark.name for mark in MARKS}) == len({mark.letter for mark in MARKS}) == len(MARKS)


@pytest.mark.parametrize("mark", MARKS, ids=lambda mark: mark.name)
def test_the_style_sheet_gives_every_mark_a_colour_and_a_line(mark: Mark) -> None:
    style = (ROOT / "report" / "audit.css").read_text(encoding="utf-8")
    (rule,) = [line for line in style.splitlines() if line.startswith(f".{mark.name} {{")]
    assert "--ink:" in rule
    assert "--line:" in rule


def test_marks_with_the_same_line_differ_in_weight_sign_or_corners() -> None:
    style = (ROOT / "report" / "audit.css").read_text(encoding="utf-8")
    rules = [next(line for line in style.splitlines() if line.startswith(f".{mark.name} {{")) for mark in MARKS]
    without_colour = [
        ";".join(part for part in rule.partition("{")[2].split(";") if "--ink" not in part) for rule in rules
    ]
    assert len(set(without_colour)) == len(MARKS)


def test_a_number_that_is_not_understood_is_not_called_no_statistic() -> None:
    assert mark_of(token(disposition="unexplained"), ()) == UNEXPLAINED
    assert mark_of(token(disposition="other"), ()) == NO_STATISTIC
