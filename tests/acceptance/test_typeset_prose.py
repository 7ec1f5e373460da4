"""Running text typeset in many designs: what is read of it is held against what was put in."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from pipeline.model.observation import Observation
from tests.fixtures.analysis import analyse
from tests.typeset import PRESETS, NumberPrint, load_data, typeset

DATA = load_data(Path(__file__).parents[1] / "typeset" / "data" / "regionkoordinatorerna-2024.yml")

FIELDS = ("measure", "base_measure", "about", "time_period", "period_kind", "share_base", "compared_to")
"""Of a fact; the truth has them by the same names."""


@dataclass(frozen=True, slots=True)
class Design:
    """The numbers told in a named design, and what the pipeline makes of its PDF."""

    name: str
    prints: tuple[NumberPrint, ...]
    rows: tuple[Observation, ...]

    def rows_at(self, printed: NumberPrint) -> list[Observation]:
        """The rows whose number stands around the middle of a print; both ends of a range stand in one numeral."""
        x_mid, y_mid = (printed.box.x0 + printed.box.x1) / 2, (printed.box.top + printed.box.bottom) / 2
        return [
            one
            for one in self.rows
            if one.number.page == printed.page
            and any(box.x0 <= x_mid <= box.x1 and box.top <= y_mid <= box.bottom for box in one.number.boxes)
        ]

    def right_row(self, printed: NumberPrint) -> Observation | None:
        return next((one for one in self.rows_at(printed) if is_right(one, printed)), None)


def is_right(one: Observation, printed: NumberPrint) -> bool:
    codes = {dimension: code for dimension, code in one.fact.codes if code not in {"_T", "_Z"}}
    return (
        one.block_id == "prose"
        and (codes, one.value, one.qualifier) == (printed.codes, printed.value, printed.qualifier)
        and all(getattr(one.fact, name) == getattr(printed, name) for name in FIELDS)
        and printed.printed in one.number.text
    )


@pytest.fixture(scope="module", params=sorted(PRESETS))
def design(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Design:
    report = typeset(DATA, PRESETS[request.param])
    observations = analyse(report.pdf, tmp_path_factory.mktemp(request.param)).observations
    return Design(
        request.param,
        tuple(one for one in report.truth.numbers if one.block == "prose"),
        tuple(one for one in observations if one.block_id == "prose"),
    )


def test_every_number_told_in_a_named_design_is_a_row_with_all_its_codes(design: Design) -> None:
    wrong = [
        (one.key, [row.fact.fact_id for row in design.rows_at(one)])
        for one in design.prints
        if design.right_row(one) is None
    ]
    share = 1 - len(wrong) / len(design.prints)
    print(f"\n{design.name:20}{len(design.prints) - len(wrong):4} of {len(design.prints)} right, {share:.1%}")
    assert len(design.prints) == 90
    assert wrong == []


def test_the_unit_is_the_word_of_the_sentence(design: Design) -> None:
    """Persons or cases: no part of the fact, yet printed."""
    rows = [(one, design.right_row(one)) for one in design.prints]
    assert [(one.key, row.unit) for one, row in rows if row and row.unit != one.unit] == []


def test_the_text_of_a_named_design_tells_nothing_else(design: Design) -> None:
    """But for the three referrers at the top, whose order is told without being one of the sample's figures."""
    placed = {row.observation_id for one in design.prints for row in design.rows_at(one)}
    assert [row.fact.about for row in design.rows if row.observation_id not in placed] == ["referrer:top"]
