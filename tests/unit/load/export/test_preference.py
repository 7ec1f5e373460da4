"""Which observation tells a fact best, and which report is the last issue of its edition."""

from __future__ import annotations

import pytest

from pipeline.load.export.preference import fact_ranks, latest_issues
from pipeline.load.tables import Row
from tests.fixtures.exported import observation

FIRST = "regionkoordinatorerna-2024"
SECOND = "regionkoordinatorerna-2024-v2"
LATER = "regionkoordinatorerna-2025"


def told(name: str, report_id: str = FIRST, **columns: str) -> Row:
    usual = {"observation_id": name, "report_id": report_id, "edition_year": report_id.split("-")[1], "fact_id": "f"}
    vintage = "2" if report_id.endswith("-v2") else "1"
    return observation("7", 1) | usual | {"vintage": vintage} | columns


def order(*rows: Row) -> list[str]:
    ranks = fact_ranks(rows, latest_issues(rows))
    return sorted(ranks, key=lambda name: ranks[name])


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (told("a"), told("b", value="")),
        (told("a", SECOND), told("b", FIRST)),
        (told("a"), told("b", resolution="open")),
        (told("a"), told("b", verdict="contradicted")),
        (told("a", verdict="unchecked"), told("b", verdict="contradicted")),
        (told("a"), told("b", qualifier="approximate")),
        (told("a", qualifier="approximate"), told("b", qualifier="measured")),
        (told("a", qualifier="measured"), told("b", qualifier="lower")),
        (told("a", LATER), told("b", FIRST)),
        (told("a", FIRST), told("b", LATER, qualifier="approximate")),
        (told("a"), told("b", verdict="unchecked")),
        (told("a", tolerance="0.5"), told("b", tolerance="5")),
        (told("a"), told("b")),
    ],
)
def test_the_better_observation_comes_first(better: Row, worse: Row) -> None:
    assert order(better, worse) == ["a", "b"]
    if better["report_id"] != worse["report_id"] or better | {"observation_id": ""} != worse | {"observation_id": ""}:
        assert order(worse, better) == ["a", "b"]


def test_ranks_are_of_a_fact_of_one_publication() -> None:
    rows = [told("a"), told("b"), told("c", fact_id="g"), told("d", family="birds")]
    assert fact_ranks(rows, latest_issues(rows)) == {"a": 1, "b": 2, "c": 1, "d": 1}


def test_the_issue_with_the_highest_number_is_the_last_one() -> None:
    rows = [told("a", FIRST), told("b", SECOND), told("c", "regionkoordinatorerna-2024-v10", vintage="10")]
    assert latest_issues([*rows, told("d", LATER)]) == {"regionkoordinatorerna-2024-v10", LATER}


def test_reports_of_two_units_are_no_issues_of_each_other() -> None:
    rows = [told("a", "preschools-2024-solen"), told("b", "preschools-2024-manen")]
    assert latest_issues(rows) == {"preschools-2024-solen", "preschools-2024-manen"}
