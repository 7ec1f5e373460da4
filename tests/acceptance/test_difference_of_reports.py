"""`pipeline diff` on what real runs loaded: the same report in two layouts does not differ."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from pipeline.cli import main
from tests.conftest import Published
from tests.fixtures.loaded import publish, row

REPORT = "regionkoordinatorerna-2024"


@pytest.fixture(scope="module")
def layouts(published: Published) -> tuple[Path, Path]:
    """The folder of the report in each layout."""
    return published("a") / REPORT, published("b") / REPORT


def test_the_same_report_in_two_layouts_does_not_differ(
    layouts: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["diff", *map(str, layouts), "--json"]) == 0
    content = json.loads(capsys.readouterr().out)
    assert content["same"] == content["first"]["facts"] == content["second"]["facts"] > 100
    lists = ("revised", "followed", "only_first", "only_second", "new_classes", "gone_classes", "new_labels")
    assert {name: content[name] for name in lists} == {name: [] for name in lists}


def test_a_later_edition_that_tells_another_number_of_the_year_is_a_revision(
    layouts: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(layouts[0], tmp_path / REPORT)
    publish(tmp_path, 2025, [row("431", 2024), row("22", 2024, age="child"), row("450", 2025)])
    assert main(["diff", REPORT, "regionkoordinatorerna-2025", "--out", str(tmp_path), "--json"]) == 1
    content = json.loads(capsys.readouterr().out)
    assert [(one["fact_id"], one["difference"]) for one in content["revised"]] == [("persons_identified;2024", "1")]
    assert content["same"] == 1
