"""What the audit writes of the sample: verdicts, checks and power, which have to agree with each other."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

import pytest

import pipeline
from pipeline.run import run

pytestmark = pytest.mark.usefixtures("in_this_process")

SAMPLE = Path(pipeline.__file__).parent.parent / "raw_pdfs" / "regionkoordinatorerna-2024-facsimile.pdf"

Row = dict[str, str]
BOUNDING = {"readers", "subset", "rank", "trend", "count"}


@dataclass(frozen=True)
class Tables:
    """The rows of each table by the id of the observation, and the checks that each takes part in."""

    observations: dict[str, Row]
    power: dict[str, Row]
    checks: dict[str, list[Row]]


def rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    out = tmp_path_factory.mktemp("tables")
    (outcome,) = run([SAMPLE], out).outcomes
    assert outcome.report_id is not None
    folder = out / outcome.report_id
    checks: defaultdict[str, list[Row]] = defaultdict(list)
    for check in rows(folder / "checks.csv"):
        for name in check["observation_ids"].split():
            checks[name].append(check)
    by_id = {
        name: {row["observation_id"]: row for row in rows(folder / name)} for name in ("observations.csv", "power.csv")
    }
    return Tables(by_id["observations.csv"], by_id["power.csv"], checks)


def test_every_printed_number_has_its_power_in_the_same_order(tables: Tables) -> None:
    printed = [name for name, row in tables.observations.items() if row["qualifier"] != "measured" and row["value"]]
    assert list(tables.power) == printed
    assert len(printed) > 100


def test_power_rows_repeat_value_page_and_text_of_the_number(tables: Tables) -> None:
    for name, row in tables.power.items():
        one = tables.observations[name]
        assert (row["value"], row["page"], row["printed"]) == (one["value"], one["page"], one["printed"])


def test_misprints_are_noticed_or_remarked_on_or_unseen(tables: Tables) -> None:
    for row in tables.power.values():
        misprints, noticed, remarked = (int(row[name]) for name in ("misprints", "noticed", "remarked"))
        assert misprints == noticed + remarked + len(row["unseen"].split())
        assert noticed == sum(int(pair.split("=")[1]) for pair in row["noticed_by"].split(";") if pair)
        assert float(row["power"]) == pytest.approx((noticed + remarked) / misprints, abs=0.0005)


def test_a_number_has_as_many_checks_as_the_table_of_checks_says(tables: Tables) -> None:
    for name, row in tables.observations.items():
        assert int(row["checks"]) == len(tables.checks[name])


def test_verdicts_follow_from_the_checks(tables: Tables) -> None:
    for name, row in tables.observations.items():
        checks = tables.checks[name]
        broken = [one for one in checks if (one["verdict"], one["severity"]) == ("breaks", "contradiction")]
        held = {one["kind"] for one in checks if one["verdict"] == "holds"}
        if any(one["kind"] != "readers" for one in broken):
            assert row["verdict"] == "contradicted"
        elif held - BOUNDING:
            assert row["verdict"] == "confirmed"
        elif "count" not in held:
            assert row["verdict"] == "unchecked"


def test_a_number_that_power_calls_checked_is_confirmed_and_the_other_way_round(tables: Tables) -> None:
    for name, row in tables.power.items():
        verdict = tables.observations[name]["verdict"]
        by_vintages = any((one["kind"], one["verdict"]) == ("vintage", "holds") for one in tables.checks[name])
        assert (row["checked"] == "yes" or by_vintages) is (verdict == "confirmed")


def test_a_number_in_no_check_is_unchecked_and_no_misprint_of_it_breaks_one(tables: Tables) -> None:
    for name, row in tables.power.items():
        if {one["kind"] for one in tables.checks[name]} <= {"readers"}:
            assert (row["checks"], tables.observations[name]["verdict"]) == ("0", "unchecked")
            assert set(filter(None, row["noticed_by"].split(";"))) <= {f"web={row['noticed']}"}


def test_all_kinds_of_checks_but_changes_take_part(tables: Tables) -> None:
    kinds = Counter(one["kind"] for checks in tables.checks.values() for one in checks)
    # The sample tells one change, a halving since years whose total it does not tell.
    assert set(kinds) == {
        "sum", "repeat", "share", "rank", "trend", "count", "subset", "chart", "vintage", "readers"
    }  # fmt: skip
