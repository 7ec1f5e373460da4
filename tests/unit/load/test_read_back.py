"""The tidy table as a data frame."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

import pipeline
from pipeline.errors import LoadError
from pipeline.load.files import csv_text, write_text
from pipeline.load.tables import POOLED_COLUMNS, observation_columns

ROW = dict.fromkeys(POOLED_COLUMNS, "x") | {
    "edition_year": "2024",
    "page": "3",
    "checks": "2",
    "x0": "10.50",
    "top": "1.00",
    "x1": "2.00",
    "bottom": "3.00",
    "tolerance": "0",
    "printed": "1 204",
}


def write_table(folder: Path) -> None:
    rows = [ROW | {"value": "1204", "label_printed": "NA"}, ROW | {"value": "", "label_printed": ""}]
    write_text(folder / "tidy" / "observations.csv", csv_text(POOLED_COLUMNS, rows))


def test_values_are_decimals_and_a_missing_mark_is_missing(tmp_path: Path) -> None:
    write_table(tmp_path)
    frame = pipeline.load_observations(tmp_path)
    assert list(frame.columns) == list(POOLED_COLUMNS)
    assert frame["value"].tolist() == [Decimal(1204), None]
    assert frame["tolerance"].tolist() == [Decimal(0), Decimal(0)]


def test_places_are_numbers_and_the_rest_is_text(tmp_path: Path) -> None:
    write_table(tmp_path)
    frame = pipeline.load_observations(tmp_path)
    assert (frame["page"].tolist(), frame["x0"].tolist()) == ([3, 3], [10.5, 10.5])
    assert frame["printed"].tolist() == ["1 204", "1 204"]


def test_a_label_that_says_na_stays_text(tmp_path: Path) -> None:
    write_table(tmp_path)
    assert pipeline.load_observations(tmp_path)["label_printed"].tolist() == ["NA", ""]


def test_a_family_has_its_dimensions_as_columns(tmp_path: Path) -> None:
    columns = observation_columns(("species",))
    row = {name: ROW.get(name, "owl") for name in columns} | {"value": "1"}
    write_text(tmp_path / "tidy" / "birds.csv", csv_text(columns, [row]))
    assert pipeline.load_observations(tmp_path, "birds")["species"].tolist() == ["owl"]


def test_nothing_loaded_is_a_load_error_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(LoadError, match=r"nothing is loaded there\. Run `pipeline run` first"):
        pipeline.load_observations(tmp_path)
