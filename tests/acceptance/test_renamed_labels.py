"""A group and an industry that the publisher renames: their numbers are kept under new codes, in every design."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fixtures.analysis import analyse
from tests.typeset import PRESETS, ReportData, load_data, typeset

PUBLISHED = Path(__file__).parents[1] / "typeset" / "data" / "regionkoordinatorerna-2024.yml"
RENAMED = {"Hushållsarbete": "Hemarbete", "Skönhet och kroppsvård": "Naglar och massage"}


@pytest.fixture(scope="module")
def renamed(tmp_path_factory: pytest.TempPathFactory) -> ReportData:
    text = PUBLISHED.read_text(encoding="utf-8")
    for old, new in RENAMED.items():
        assert old in text
        text = text.replace(old, new)
    path = tmp_path_factory.mktemp("renamed") / "data.yml"
    path.write_text(text, encoding="utf-8")
    return load_data(path)


@pytest.mark.parametrize("name", sorted(PRESETS))
def test_numbers_under_unknown_labels_are_kept_as_new_and_told(name: str, renamed: ReportData, tmp_path: Path) -> None:
    analysis = analyse(typeset(renamed, PRESETS[name]).pdf, tmp_path)
    forms = {
        (one.fact.code("sex"), one.fact.code("age"), str(one.value))
        for one in analysis.printed
        if one.fact.code("exploitation_form") == "new:Hemarbete"
    }
    industries = [str(one.value) for one in analysis.printed if one.fact.code("industry").startswith("new:")]
    assert forms == {("_T", "_T", "6"), ("female", "adult", "5"), ("female", "child", "1")}
    assert industries == ["18"]
    told = " ".join(finding.message_sv for finding in analysis.findings("drift"))
    assert all(label in told for label in RENAMED.values())


@pytest.mark.parametrize("name", sorted(PRESETS))
def test_sums_hold_with_new_classes_and_nothing_is_lost(name: str, renamed: ReportData, tmp_path: Path) -> None:
    analysis = analyse(typeset(renamed, PRESETS[name]).pdf, tmp_path)
    blocks = [one.block_id for one in analysis.printed if one.block_id in {"form_boxes", "industries", "figure_6"}]
    assert (len(blocks), analysis.reasons) == (51, ())
    statements = {check.statement for check in analysis.validated.checks if check.verdict == "holds"}
    assert "5 + 1 = 6" in statements
    assert not [one for one in analysis.findings("contradiction") if one.message_en.startswith("industries")]
