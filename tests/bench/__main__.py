"""Speed and memory; how charts and tables are read, growth of an audit, misprints noticed, and rehearsals.

Run with ``make bench``. Absolute times depend on the machine; the ratios, taken in one run, do not.
"""

from __future__ import annotations

from dataclasses import replace

from tests.bench.audit import audit_lines
from tests.bench.charts import chart_lines
from tests.bench.misprint_study import study, tasks_of
from tests.bench.misprints import lines_of as misprint_lines
from tests.bench.rehearsal import rehearsal_lines
from tests.bench.speed import speed_lines
from tests.bench.store import store_lines
from tests.bench.tables import table_lines

STUDIED_SEEDS, STUDIED_MISPRINTS = range(8), 12
"""Drawn editions, and misprints tried of each; ``python -m tests.bench.misprints`` tries more."""


def main() -> None:
    """Print a table each of speed, the store, charts, tables, audits, misprints; then rehearsals."""
    for part in (
        speed_lines(),
        store_lines(),
        chart_lines(),
        table_lines(),
        audit_lines(),
        misprint_lines(study([replace(one, each=STUDIED_MISPRINTS) for one in tasks_of(STUDIED_SEEDS)])),
        rehearsal_lines(),
    ):
        for line in part:
            print(line, flush=True)
        print()


if __name__ == "__main__":
    main()
