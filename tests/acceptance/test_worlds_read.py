"""Generated editions typeset in several designs: every printed number is a row, and nothing contradicts anything."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from pipeline.model.observation import Observation
from tests.bench.misprint_study import Study, Task, tried
from tests.bench.misprints import lines_of
from tests.fixtures.analysis import Analysis, analyse
from tests.typeset import PRESETS, NumberPrint, typeset
from tests.worlds import Kind, draw, report_of

EDITIONS = {
    "facsimile": 1,
    "plain_table": 6,
    "matrix": 4,
    "columns_no_rules": 0,
    "square": 7,
    "letter_list": 11,
    "outlined": 5,
    "group_rows": 2,
}
"""A seed a design: cut and complete boxes, totals below and above a thousand."""

FIELDS = ("measure", "base_measure", "about", "time_period", "period_kind", "share_base", "compared_to")
"""Of a fact; the truth has them by the same names."""


@dataclass(frozen=True, slots=True)
class Edition:
    """The numbers of a generated edition that are text with text for a label, and what the pipeline makes of it."""

    prints: tuple[NumberPrint, ...]
    analysis: Analysis

    def rows_at(self, printed: NumberPrint) -> list[Observation]:
        """The rows whose number stands around the middle of a print; both ends of a range stand in one numeral."""
        x_mid, y_mid = (printed.box.x0 + printed.box.x1) / 2, (printed.box.top + printed.box.bottom) / 2
        return [
            one
            for one in self.analysis.printed
            if one.number.page == printed.page
            and any(box.x0 <= x_mid <= box.x1 and box.top <= y_mid <= box.bottom for box in one.number.boxes)
        ]


def is_right(one: Observation, printed: NumberPrint) -> bool:
    codes = {dimension: code for dimension, code in one.fact.codes if code not in {"_T", "_Z"}}
    return (
        (codes, one.value, one.qualifier, one.unit) == (printed.codes, printed.value, printed.qualifier, printed.unit)
        and all(getattr(one.fact, name) == getattr(printed, name) for name in FIELDS)
        and printed.printed in one.number.text
    )


@pytest.fixture(scope="module", params=sorted(EDITIONS))
def edition(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Edition:
    layout = PRESETS[request.param]
    report = typeset(report_of(draw(EDITIONS[request.param])), layout)
    prints = tuple(
        one for one in report.truth.numbers if one.set_as == "text" and one.block not in layout.charts.outlined
    )
    return Edition(prints, analyse(report.pdf, tmp_path_factory.mktemp(request.param)))


def test_every_number_is_a_row_with_all_its_codes(edition: Edition) -> None:
    wrong = [
        (one.block, one.key, one.printed, [(row.fact.fact_id, row.value) for row in edition.rows_at(one)])
        for one in edition.prints
        if not any(is_right(row, one) for row in edition.rows_at(one))
    ]
    assert wrong == []
    assert len(edition.prints) > 120


def test_nothing_contradicts_anything_and_nothing_is_refused(edition: Edition) -> None:
    assert [finding.message_en for finding in edition.analysis.findings("contradiction")] == []
    assert [reason.message_en for reason in edition.analysis.reasons] == []


def test_the_editions_are_cut_and_complete_small_and_large() -> None:
    worlds = [draw(seed) for seed in EDITIONS.values()]
    assert {one.is_cut for one in worlds} == {True, False}
    assert min(len(one.people) for one in worlds) < 500
    assert max(len(one.people) for one in worlds) > 1000


def test_a_study_tries_misprints_of_a_report_and_the_report_itself() -> None:
    task = Task(seed=1, layout="matrix", kinds=(Kind.PLUS_1, Kind.DIGIT_SWAP), each=2)
    sound, noticed = tried(task)
    assert (sound.alarms, sound.refusals) == ((), ())
    assert [one.is_read for one in noticed] == [True, True]
    assert {one.kind for one in noticed} <= {Kind.PLUS_1, Kind.DIGIT_SWAP}
    lines = list(lines_of(Study((sound,), noticed, sound.seconds)))
    assert any(line.startswith("all") and " 100.0 %" in line for line in lines)
