from __future__ import annotations

import csv
from pathlib import Path

from pipeline.run import Options, run


def test_two_layouts_of_one_report_give_the_same_facts(corpus: Path, tmp_path: Path) -> None:
    facts = []
    for layout in "ab":
        run([corpus / f"rk-2024-{layout}.pdf"], tmp_path / layout, Options())
        with (tmp_path / layout / "tidy" / "regionkoordinatorerna.csv").open(encoding="utf-8", newline="") as stream:
            facts.append(sorted((row["fact_id"], row["value"]) for row in csv.DictReader(stream)))
    assert facts[0] == facts[1]
    assert len(facts[0]) == 51 + 85
