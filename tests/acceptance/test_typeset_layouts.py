"""Reports typeset in many designs: what is read is held against what was put in."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.model.observation import Observation
from tests.fixtures.analysis import Analysis, analyse
from tests.typeset import PRESETS, Layout, NumberPrint, load_data, random_layout, typeset

DATA = load_data(Path(__file__).parents[1] / "typeset" / "data" / "regionkoordinatorerna-2024.yml")
READ_BLOCKS = {"form_boxes": "form_boxes", "industries": "industries", "origins": "figure_6"}
SEEDS = range(24)


def numbers_put_in(layout: Layout) -> tuple[bytes, list[NumberPrint]]:
    """The PDF, and the prints of the boxes, the industries and the call-outs as text."""
    report = typeset(DATA, layout)
    prints = [one for one in report.truth.numbers if one.block in READ_BLOCKS and one.set_as == "text"]
    return report.pdf, prints


def observation_at(printed: NumberPrint, analysis: Analysis) -> Observation | None:
    x_mid, y_mid = (printed.box.x0 + printed.box.x1) / 2, (printed.box.top + printed.box.bottom) / 2
    for one in analysis.observations:
        box = one.number.bbox
        if one.number.page == printed.page and box.x0 <= x_mid <= box.x1 and box.top <= y_mid <= box.bottom:
            return one
    return None


def codes_of(one: Observation) -> dict[str, str]:
    return {dimension: code for dimension, code in one.fact.codes if code not in {"_T", "_Z"}}


def is_right(one: Observation, printed: NumberPrint) -> bool:
    given = {dimension: code for dimension, code in printed.codes.items() if code not in {"_T", "_Z"}}
    return (one.value, codes_of(one), one.number.text, one.block_id) == (
        printed.value,
        given,
        printed.printed,
        READ_BLOCKS[printed.block],
    )


@pytest.mark.parametrize("name", sorted(PRESETS))
def test_every_number_of_a_named_design_is_read_with_its_codes(name: str, tmp_path: Path) -> None:
    pdf, prints = numbers_put_in(PRESETS[name])
    analysis = analyse(pdf, tmp_path)
    assert len(prints) == 51
    assert [one.key for one in prints if not _read_right(one, analysis)] == []
    assert [reason.message_en for reason in analysis.reasons] == []
    assert [one.message_en for one in analysis.findings("contradiction")] == []
    others = [one for one in analysis.printed if one.block_id in READ_BLOCKS.values()]
    assert len(others) == len(prints)


def _read_right(printed: NumberPrint, analysis: Analysis) -> bool:
    one = observation_at(printed, analysis)
    return one is not None and is_right(one, printed)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_design_drawn_by_lot_gives_no_wrong_row_and_leaves_no_number_of_a_ruled_or_listed_block(
    seed: int, tmp_path: Path
) -> None:
    """In tables without any rule a number may stay unread (the ledger has it), but none may be read wrongly."""
    layout = random_layout(seed)
    pdf, prints = numbers_put_in(layout)
    analysis = analyse(pdf, tmp_path)
    found = [(one, observation_at(one, analysis)) for one in prints]
    assert [(one.key, other.fact.fact_id) for one, other in found if other and not is_right(other, one)] == []
    assert analysis.reasons or [one.message_en for one in analysis.findings("contradiction")] == []
    rows = [one.observation_id for one in analysis.printed if one.block_id in READ_BLOCKS.values()]
    assert sorted(rows) == sorted(other.observation_id for _, other in found if other)
    if not _has_table_without_rules(layout):
        assert [one.key for one, other in found if other is None] == []
        assert [reason.message_en for reason in analysis.reasons] == []


def _has_table_without_rules(layout: Layout) -> bool:
    kinds = {layout.forms.kind, layout.industries.kind, layout.origins.kind}
    return layout.forms.rules == "none" and bool(kinds & {"ruled", "ruled_span", "ruled_rows", "matrix"})
