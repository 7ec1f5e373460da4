"""The suite of the preschool survey: a sound table passes, and each expectation fails at a fault of its own."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from pipeline.spec.loading import FAMILIES, load_family
from pipeline.validate.suites import validate_tables
from tests.unit.validate.suite_frames import DIMENSIONS, OBSERVATION_COLUMNS, sound_tables, write_tables

FAMILY = "forskoleenkaten"
SUITE = f"{FAMILY}/observations"
EXPECTATIONS = Path(__file__).resolve().parents[3] / "expectations"
OWN_DIMENSIONS = tuple(load_family(FAMILIES / FAMILY).spec.dimensions)
COLUMNS = [*(one for one in OBSERVATION_COLUMNS if one not in DIMENSIONS), *OWN_DIMENSIONS]

Row = Mapping[str, str]

SOUND = {
    "mean": {
        "measure": "mean",
        "base_measure": "answers",
        "unit": "score",
        "question": "thrives",
        "answer": "_Z",
        "value": "4.20",
        "printed": "4,20",
        "tolerance": "0.005",
    },
    "grade": {
        "measure": "mean",
        "base_measure": "answers",
        "unit": "score",
        "question": "staff_care",
        "answer": "_Z",
        "value": "5.4",
        "printed": "5.4",
        "tolerance": "0.05",
    },
    "share": {
        "measure": "share",
        "base_measure": "answers",
        "unit": "percent",
        "share_base": "area+question",
        "question": "thrives",
        "answer": "agree_4",
        "value": "80",
        "printed": "80%",
        "tolerance": "0.5",
    },
}

FAULTS = {
    "measure_known": ("share", {"measure": "percentage", "share_base": "_Z"}),
    "area_given": ("mean", {"area": "_T"}),
    "no_forecasts": ("mean", {"time_period": "2032"}),
    "answer_codes": ("share", {"answer": "Instämmer"}),
    "mean_is_a_score": ("mean", {"unit": "percent"}),
    "mean_on_the_longest_scale": ("grade", {"value": "54"}),
    "agreement_up_to_five": ("mean", {"value": "5.4"}),
}


def written(folder: Path, rows: Mapping[str, Row]) -> Path:
    """A folder with sound tables, in the one of observations these rows."""
    write_tables(folder, sound_tables())
    common = {name: value for name, value in sound_tables()["observations"]["women"].items() if name in COLUMNS}
    with (folder / "observations.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, COLUMNS, lineterminator="\n")
        writer.writeheader()
        for nth, (name, row) in enumerate(rows.items()):
            own = {
                **dict.fromkeys(OWN_DIMENSIONS, "_T"),
                "area": "Eken",
                "edition_year": "2031",
                "time_period": "2031",
                "observation_id": f"forskoleenkaten-2031-eken:table:{name}:1",
                "fact_id": f"fact;{name}",
                "source_kind": "table",
                "top": str(100 + 20 * nth),
                "bottom": str(110 + 20 * nth),
            }
            writer.writerow({**common, **own, **row})
    return folder


def failing(folder: Path) -> set[str]:
    """The names of the suite's expectations that fail."""
    names = [one["meta"]["name"] for one in _suite()["expectations"]]
    results = [one for one in validate_tables(folder, EXPECTATIONS, FAMILY) if one.suite == SUITE]
    return {name for name, result in zip(names, results, strict=True) if not result.success}


def _suite() -> dict[str, list[dict[str, dict[str, str]]]]:
    content: dict[str, list[dict[str, dict[str, str]]]] = json.loads(
        (EXPECTATIONS / f"{SUITE}.json").read_text(encoding="utf-8")
    )
    return content


def test_a_sound_table_passes(tmp_path: Path) -> None:
    assert failing(written(tmp_path, SOUND)) == set()


def test_every_expectation_has_a_fault() -> None:
    assert {one["meta"]["name"] for one in _suite()["expectations"]} == {*FAULTS, "some_hundred_rows"}


@pytest.mark.parametrize("name", FAULTS)
def test_an_expectation_fails_at_its_fault(name: str, tmp_path: Path) -> None:
    row, changes = FAULTS[name]
    found = failing(written(tmp_path, {**SOUND, "fault": {**SOUND[row], **changes}}))
    assert name in found


def test_rows_read_many_times_over_are_too_many(tmp_path: Path) -> None:
    many = {f"{name}-{copy}": row for copy in range(1001) for name, row in SOUND.items()}
    assert failing(written(tmp_path, many)) == {"some_hundred_rows"}
