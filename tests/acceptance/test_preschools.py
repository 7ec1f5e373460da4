"""Three reports of the preschool survey against cells keyed by hand from the page images (see keyed/README.md)."""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from pipeline.model.printed import squashed
from tests.fixtures.once import run_once

KEYED = Path(__file__).parent / "keyed"
EDITIONS = ("2017", "2021", "2023")
CODES = ("area", "question", "group", "answer", "sex")
OTHER_DIMENSIONS = ("birth_year", "respondent_sex", "participation", "ground")
FULLY_KEYED = {"2017": {3, 8, 11}, "2021": {9, 11, 23, 29}, "2023": {5, 6, 7, 8, 9, 11, 22, 29}}
"""Pages of which every number in a table or chart is keyed."""

Row = dict[str, str]


@dataclass(frozen=True)
class Loaded:
    """All three reports: the status of each, and its observations by edition."""

    statuses: dict[str, str]
    rows: dict[str, list[Row]]

    def printed(self, edition: str) -> list[Row]:
        """Numbers and missing marks; what is measured is no print."""
        return [row for row in self.rows[edition] if row["qualifier"] != "measured"]


@pytest.fixture(scope="module")
def loaded(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    pdfs = [corpus / f"forskoleenkaten-{edition}.pdf" for edition in EDITIONS]
    out, outcomes = run_once(tmp_path_factory, "preschools", pdfs)
    rows = {
        edition: _read(out / report_id / "observations.csv")
        for edition, report_id in zip(EDITIONS, outcomes, strict=True)
    }
    return Loaded(outcomes, rows)


def _read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _keyed(edition: str) -> list[Row]:
    return [row for row in _read(KEYED / "forskoleenkaten-cells.csv") if row["edition"] == edition]


def _other(row: Row) -> str:
    """What the keyed column ``other`` says of a row of the pipeline."""
    told = (f"{name}={row[name]}" for name in OTHER_DIMENSIONS if row[name] not in {"_T", "_Z"})
    return ";".join(told)


def _cell(row: Row, other: str) -> tuple[str, ...]:
    """Page and cell; a dimension that cannot apply is keyed as a total."""
    codes = ("_T" if row[name] == "_Z" else row[name] for name in CODES)
    return (row["page"], row["measure"], row["base_measure"], row["time_period"], *codes, other)


def test_every_preschool_and_year_is_a_report_of_its_own(loaded: Loaded) -> None:
    assert loaded.statuses == {
        "forskoleenkaten-2017-bergsgardsgardet-39-forskola-3-5-ar": "loaded",
        "forskoleenkaten-2021-albotorget-5": "loaded",
        "forskoleenkaten-2023-grodan": "loaded",
    }


@pytest.mark.parametrize("edition", EDITIONS)
def test_at_least_sixty_cells_are_keyed(edition: str) -> None:
    assert len(_keyed(edition)) >= 60


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_keyed_cell_is_read_as_printed(edition: str, loaded: Loaded) -> None:
    found = {(_cell(row, _other(row)), row["printed"], row["value"]) for row in loaded.printed(edition)}
    keyed = {
        (_cell(row, row["other"]), row["printed"], row["value"])
        for row in _keyed(edition)
        if row["printed"].rstrip("%")
    }
    missing = {one for one in keyed if one not in found}
    assert missing == set()


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_page_that_is_keyed_in_full_has_no_other_cell(edition: str, loaded: Loaded) -> None:
    keyed = {(_cell(row, row["other"]), row["value"]) for row in _keyed(edition)}
    found = {
        (_cell(row, _other(row)), row["value"])
        for row in loaded.printed(edition)
        if int(row["page"]) in FULLY_KEYED[edition] and row["source_kind"] in {"table", "chart"}
    }
    assert found <= keyed


@pytest.mark.parametrize("edition", EDITIONS)
def test_no_label_of_a_chart_stands_at_another_bar(edition: str, loaded: Loaded) -> None:
    """Every number printed in a chart has the category and series that were keyed for the chart pages listed there."""
    rows = [row for row in _read(KEYED / "forskoleenkaten-charts.csv") if row["edition"] == edition]
    pages = {row["page"] for row in rows}
    keyed = Counter(
        (row["page"], squashed(row["category"]), squashed(row["series"]), row["printed"].rstrip("%").replace(",", "."))
        for row in rows
        if row["printed"]
    )
    found = Counter(
        (row["page"], *_category_and_series(row), row["printed"].rstrip("%").replace(",", "."))
        for row in loaded.printed(edition)
        if row["source_kind"] == "chart" and row["page"] in pages
    )
    assert found
    assert found - keyed == Counter()


def _category_and_series(row: Row) -> tuple[str, str]:
    """The category of a chart without series is the label itself."""
    if row["group_printed"]:
        return squashed(row["group_printed"]), squashed(row["label_printed"])
    return squashed(row["label_printed"]), ""


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_mark_in_place_of_a_number_is_a_row_with_its_reason(edition: str, loaded: Loaded) -> None:
    marks = [row for row in loaded.printed(edition) if row["printed"] == "-"]
    assert all((row["value"], row["obs_status"]) == ("", "M") and row["note"] for row in marks)
    assert len(marks) == {"2017": 0, "2021": 0, "2023": 56}[edition]


@pytest.mark.parametrize("edition", EDITIONS)
def test_nothing_in_a_published_report_is_contradicted(edition: str, loaded: Loaded) -> None:
    assert [row["observation_id"] for row in loaded.rows[edition] if row["verdict"] == "contradicted"] == []


@pytest.mark.parametrize("edition", EDITIONS)
def test_no_class_is_new(edition: str, loaded: Loaded) -> None:
    codes = {row[name] for row in loaded.rows[edition] for name in (*CODES, *OTHER_DIMENSIONS)}
    assert [code for code in codes if code.startswith("new:")] == []
