"""The tables of the committed sample against the JSON schemas, which are the contract for downstream tools."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from pipeline.load.tables import SCHEMA_VERSION

ROOT = Path(__file__).parents[2]
SCHEMAS = ROOT / "pipeline" / "load" / "schemas"
REPORT = ROOT / "extracted" / "regionkoordinatorerna-2024-facsimile"
TIDY = ROOT / "extracted" / "tidy"
TABLES = {
    "observations": REPORT / "observations.csv",
    "tidy_observations": TIDY / "observations.csv",
    "ledger": REPORT / "ledger.csv",
    "charts": REPORT / "charts.csv",
    "checks": REPORT / "checks.csv",
    "power": REPORT / "power.csv",
    "bounds": REPORT / "bounds.csv",
    "blocks": REPORT / "blocks" / "form_boxes.csv",
}
DIMENSIONS = [
    "exploitation_form",
    "offence",
    "sex",
    "age",
    "industry",
    "origin",
    "referrer",
    "channel",
    "location",
]


def schema(name: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8"))
    return content


def table(name: str) -> tuple[list[str], list[dict[str, str]]]:
    with TABLES[name].open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream)
        return list(reader.fieldnames or ()), list(reader)


@pytest.mark.parametrize("name", sorted(TABLES))
def test_every_row_of_the_sample_is_what_its_schema_says(name: str) -> None:
    _, rows = table(name)
    validator = Draft202012Validator(schema(name))
    assert rows
    assert [error.message for row in rows for error in validator.iter_errors(row)] == []


@pytest.mark.parametrize("name", sorted(TABLES))
def test_columns_come_in_the_order_of_the_schema(name: str) -> None:
    columns, _ = table(name)
    described = list(schema(name)["properties"])
    place = described.index("share_base") if name == "observations" else 0
    inserted = DIMENSIONS if name == "observations" else []
    assert columns == [*described[:place], *inserted, *described[place:]]


def test_findings_are_what_their_schema_says() -> None:
    content = json.loads((REPORT / "findings.json").read_text(encoding="utf-8"))
    assert content["findings"]
    assert [error.message for error in Draft202012Validator(schema("findings")).iter_errors(content)] == []


@pytest.mark.parametrize("name", [*sorted(TABLES), "findings"])
def test_every_schema_is_sound_and_has_the_version_of_the_tables(name: str) -> None:
    Draft202012Validator.check_schema(schema(name))
    assert schema(name)["schema_version"] == SCHEMA_VERSION


@pytest.mark.parametrize(
    ("name", "column", "fault"),
    [
        ("observations", "value", "1,5"),
        ("observations", "verdict", "right"),
        ("observations", "sex", ""),
        ("observations", "observation_id", "a b"),
        ("ledger", "disposition", "lost"),
        ("ledger", "x0", "12"),
        ("checks", "verdict", "true"),
        ("blocks", "page", "0"),
    ],
)
def test_a_fault_in_a_row_is_seen(name: str, column: str, fault: str) -> None:
    _, rows = table(name)
    broken = rows[0] | {column: fault}
    found = [str(error.path[0]) for error in Draft202012Validator(schema(name)).iter_errors(broken)]
    assert found == [column]
