from __future__ import annotations

import csv
from collections.abc import Iterable

from tests.conftest import Published


def test_two_layouts_of_one_report_give_the_same_facts(published: Published) -> None:
    facts = []
    for layout in "ab":
        with (published(layout) / "tidy" / "regionkoordinatorerna.csv").open(encoding="utf-8", newline="") as stream:
            facts.append(list(csv.DictReader(stream)))
    told = [[row for row in rows if row["qualifier"] != "measured"] for rows in facts]
    assert [len(rows) for rows in told] == [51 + 85] * 2
    assert stated(told[0]) == stated(told[1])
    assert set(stated(facts[0])) == set(stated(facts[1]))


def stated(rows: Iterable[dict[str, str]]) -> list[tuple[str, str]]:
    return sorted((row["fact_id"], row["value"]) for row in rows)
