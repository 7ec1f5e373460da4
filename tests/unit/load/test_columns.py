"""The columns of the tables are a contract with downstream tools: names and order, spelled out here by hand."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from pipeline.load.tables import (
    CHECK_COLUMNS,
    CLAIM_COLUMNS,
    LEDGER_COLUMNS,
    POOLED_COLUMNS,
    SCHEMA_VERSION,
    check_row,
    findings_document,
    ledger_row,
    observation_columns,
    observation_row,
    pooled_row,
)
from pipeline.model.geometry import BBox
from pipeline.model.report import Report
from pipeline.model.span import Span
from pipeline.model.verdict import Assessed, Check, Finding, LedgerRow, Reading, Severity, Verdict
from tests.fixtures.facts import DIMENSIONS, observation

BEFORE = [
    "observation_id", "fact_id", "report_id", "family", "edition_year", "vintage", "source_sha256", "time_period",
    "period_kind", "measure", "base_measure", "about", "unit",
]  # fmt: skip
AFTER = [
    "share_base", "compared_to", "value", "qualifier", "tolerance", "obs_status", "source_kind", "block_id", "page",
    "x0", "top", "x1", "bottom", "boxes", "printed", "label_printed", "group_printed", "clause", "readers_text",
    "readers_pairing", "verdict", "checks", "resolution", "alternatives", "note",
]  # fmt: skip
CODES = ["exploitation_form", "offence", "sex", "age", "industry", "origin", "referrer", "channel", "location"]

REPORT = Report("regionkoordinatorerna-2024", "regionkoordinatorerna", 2024, "1", "a.pdf", "f" * 64, is_facsimile=False)
TWO_LINES = Span("1 204", 3, (BBox(10.004, 20.006, 30, 40), BBox(10, 40, 30.5, 60)))


def assessed() -> Assessed:
    return Assessed(
        observation(69, exploitation_form="labour", sex="female", age="adult"),
        Reading(2, 2),
        Reading(1, 2),
        "unchecked",
        3,
    )


def test_observations_have_the_columns_of_the_contract() -> None:
    assert list(observation_columns(DIMENSIONS)) == BEFORE + CODES + AFTER


def test_the_table_of_all_families_has_the_dimensions_in_one_column() -> None:
    assert list(POOLED_COLUMNS) == [*BEFORE, "dimensions", *AFTER]


def test_the_ledger_has_the_columns_of_the_contract() -> None:
    expected = "page,x0,top,x1,bottom,printed,value,disposition,reason,observation_ids"
    assert ",".join(LEDGER_COLUMNS) == expected


def test_checks_have_the_columns_of_the_contract() -> None:
    expected = "check_id,kind,statement,left,right,difference,tolerance,verdict,severity,observation_ids"
    assert ",".join(CHECK_COLUMNS) == expected


def test_claims_have_the_columns_of_the_contract() -> None:
    expected = (
        "claim_id,kind,measure,codes,about,time_period,compared_to,value,page,x0,top,x1,bottom,boxes,printed,clause"
    )
    assert ",".join(CLAIM_COLUMNS) == expected


def test_every_row_fills_exactly_the_columns() -> None:
    row = observation_row(assessed(), REPORT)
    assert sorted(row) == sorted(BEFORE + CODES + AFTER)
    assert all(isinstance(text, str) for text in row.values())
    assert sorted(pooled_row(row, DIMENSIONS)) == sorted(POOLED_COLUMNS)


def test_an_observation_is_written_as_the_contract_words_it() -> None:
    row = observation_row(assessed(), REPORT)
    expected = {
        "report_id": "regionkoordinatorerna-2024",
        "edition_year": "2024",
        "vintage": "1",
        "time_period": "2024",
        "period_kind": "total",
        "measure": "persons_identified",
        "base_measure": "_Z",
        "about": "_Z",
        "unit": "persons",
        "exploitation_form": "labour",
        "offence": "_T",
        "location": "_Z",
        "share_base": "_Z",
        "compared_to": "_Z",
        "value": "69",
        "tolerance": "0",
        "qualifier": "exact",
        "obs_status": "A",
        "source_kind": "box",
        "page": "1",
        "x0": "10.00",
        "printed": "69",
        "readers_text": "2/2",
        "readers_pairing": "1/2",
        "verdict": "unchecked",
        "checks": "3",
        "boxes": "[]",
    }
    assert {name: row[name] for name in expected} == expected


def test_pooled_dimensions_are_canonical_json() -> None:
    pooled = pooled_row(observation_row(assessed(), REPORT), DIMENSIONS)
    codes = json.loads(pooled["dimensions"])
    assert list(codes) == sorted(CODES)
    assert codes["sex"] == "female"
    assert pooled["dimensions"].startswith('{"age":"adult","channel":"_T",')


def test_a_ledger_row_is_the_token_with_what_became_of_it() -> None:
    row = ledger_row(LedgerRow(TWO_LINES, Decimal(1204), "observation", "", ("a", "b")))
    assert ",".join(row[name] for name in LEDGER_COLUMNS) == "3,10.00,20.01,30.00,40.00,1 204,1204,observation,,a b"


def test_a_check_row_is_arithmetic_with_its_verdict() -> None:
    check = Check(
        check_id="sum:1",
        kind="sum",
        block_id="form_boxes",
        statement="69 + 4 + 8 = 81",
        left=Decimal(81),
        right=Decimal("80.5"),
        tolerance=Decimal(0),
        verdict=Verdict.BREAKS,
        severity=Severity.CONTRADICTION,
        observation_ids=("a", "b"),
    )
    expected = "sum:1|sum|69 + 4 + 8 = 81|81|80.5|0.5|0|breaks|contradiction|a b"
    row = check_row(check)
    assert "|".join(row[name] for name in CHECK_COLUMNS) == expected


def test_findings_have_the_keys_of_the_contract() -> None:
    finding = Finding("f1", Severity.NOTE, "label", "a note", "en not", "1 + 1 = 2", ("a",), (TWO_LINES,))
    document = json.loads(json.dumps(findings_document([finding], REPORT)))
    assert document == {
        "schema_version": SCHEMA_VERSION,
        "report_id": "regionkoordinatorerna-2024",
        "findings": [
            {
                "id": "f1",
                "severity": "note",
                "kind": "label",
                "message": {"en": "a note", "sv": "en not"},
                "arithmetic": "1 + 1 = 2",
                "observation_ids": ["a"],
                "places": [{"page": 3, "boxes": [[10.0, 20.01, 30, 40], [10, 40, 30.5, 60]]}],
                "suspects": [],
                "accepted": None,
            }
        ],
    }


@pytest.mark.parametrize(
    ("severity", "text"),
    [
        (Severity.REFUSAL, "refusal"),
        (Severity.CONTRADICTION, "contradiction"),
        (Severity.WORDING, "wording"),
        (Severity.INCOMPLETE, "incomplete"),
        (Severity.DRIFT, "drift"),
        (Severity.NOTE, "note"),
    ],
)
def test_severities_are_those_of_the_contract(severity: Severity, text: str) -> None:
    assert (str(severity), len(Severity)) == (text, 6)


def test_verdicts_are_those_of_the_contract() -> None:
    assert {str(verdict) for verdict in Verdict} == {"holds", "breaks", "undecided", "broken_check"}
