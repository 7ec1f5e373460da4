"""In which order the reports of a run are checked, and what is told of how far it has come."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.cli import progress_line
from pipeline.model.report import Report
from pipeline.run.batch import in_order
from pipeline.run.outcome import Outcome
from pipeline.run.progress import Counter, Progress
from pipeline.run.work import Claim


def claim(name: str) -> Claim:
    family, year, *rest = name.split("-")
    report = Report(name, family, int(year), "1", f"{name}.pdf", "0" * 64, is_facsimile="facsimile" in rest)
    return Claim(Path(report.source_name), report, Path("kept"), 1)


@pytest.mark.parametrize(
    ("names", "waves"),
    [
        (["birds-2024", "birds-2022", "birds-2023"], [["birds-2022"], ["birds-2023"], ["birds-2024"]]),
        (["birds-2024-a", "birds-2024-b", "birds-2023-a"], [["birds-2023-a"], ["birds-2024-a", "birds-2024-b"]]),
        (["birds-2024", "fish-2023", "fish-2024"], [["birds-2024", "fish-2023"], ["fish-2024"]]),
        (["birds-2024-facsimile", "birds-2023-facsimile"], [["birds-2024-facsimile", "birds-2023-facsimile"]]),
        (["birds-2024-facsimile", "birds-2023"], [["birds-2023"], ["birds-2024-facsimile"]]),
        (["auto-2024", "auto-2023"], [["auto-2024", "auto-2023"]]),
    ],
    ids=["years", "units", "families", "facsimiles", "facsimile of a later year", "no family"],
)
def test_a_report_is_checked_after_all_that_it_is_held_against_and_beside_the_others(
    names: list[str], waves: list[list[str]]
) -> None:
    found = [[one.report.report_id for one in wave] for wave in in_order([claim(name) for name in names])]
    assert found == waves


def test_progress_counts_reports_pages_and_findings_and_those_that_cannot_be_read() -> None:
    told: list[Progress] = []
    counter = Counter(told.append)
    counter.begin(2)
    counter.was_read("a.pdf", 7)
    counter.was_read("empty.pdf", 0)
    counter.was_checked(Outcome("a.pdf", "loaded", "birds-2024", summary={"findings": 3}))
    assert [(one.read, one.checked, one.pages, one.findings) for one in told] == [
        (1, 0, 7, 0),
        (2, 1, 7, 0),
        (2, 2, 7, 3),
    ]
    assert told[-1].seconds_left == 0


def test_the_line_of_progress_has_rate_and_time_left() -> None:
    progress = Progress("checked", "a.pdf", reports=100, read=60, checked=40, pages=300, findings=7, seconds=100.0)
    assert progress_line(progress) == (
        "read 60, checked 40 of 100 reports; 300 pages, 3.0 a second; 1:40 left; 7 findings; checked a.pdf"
    )
