"""Every number of a closed block, changed by one before the report is typeset, has to be noticed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fixtures.analysis import analyse
from tests.typeset import PRESETS, ReportData, load_data, typeset, with_value

DATA = load_data(Path(__file__).parents[1] / "typeset" / "data" / "regionkoordinatorerna-2024.yml")
LAYOUT = PRESETS["facsimile"]
OPEN_GROUP = "sexual."  # the box that is cut off may fall short, by the closure rules


def closed_numbers(data: ReportData) -> list[tuple[str, str]]:
    """Block and key of every number of the boxes that are closed and of the industries."""
    prints = typeset(data, LAYOUT).truth.numbers
    return [
        (one.block, one.key)
        for one in prints
        if one.block in {"form_boxes", "industries"} and not one.key.startswith(OPEN_GROUP)
    ]


CASES = closed_numbers(DATA)


def test_the_cases_are_all_closed_boxes_and_all_industries() -> None:
    assert sorted(block for block, _ in CASES) == ["form_boxes"] * 18 + ["industries"] * 12


@pytest.mark.parametrize(("block", "key"), CASES)
def test_a_changed_number_gives_a_finding_that_names_block_and_arithmetic(block: str, key: str, tmp_path: Path) -> None:
    (before,) = {one.value for one in typeset(DATA, LAYOUT).truth.numbers if (one.block, one.key) == (block, key)}
    assert before is not None
    analysis = analyse(typeset(with_value(DATA, block, key, before + 1), LAYOUT).pdf, tmp_path)
    findings = [one for one in analysis.findings("contradiction") if one.message_en.startswith(block)]
    assert [analysis.reasons, len(findings) > 0] == [(), True]
    assert all(one.arithmetic in one.message_en and one.arithmetic in one.message_sv for one in findings)
    assert any(str(before + 1) in one.arithmetic for one in findings)


def test_the_unchanged_report_has_no_contradiction(tmp_path: Path) -> None:
    assert analyse(typeset(DATA, LAYOUT).pdf, tmp_path).findings("contradiction") == []


def test_a_surplus_in_the_open_box_is_noticed_too(tmp_path: Path) -> None:
    changed = with_value(DATA, "form_boxes", "sexual.women", 1470)
    findings = analyse(typeset(changed, LAYOUT).pdf, tmp_path).findings("contradiction")
    assert "1470 + 2 = 1472 ≠ 166" in [finding.arithmetic for finding in findings]
