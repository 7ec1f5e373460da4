"""How fast the dataset of many reports answers, and how large the index of a thousand is."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import duckdb
import numpy as np
import pyarrow as pa
from pyarrow import parquet

from pipeline.load.dataset import DATASET, MOST_PARTS, schema_of
from pipeline.report.index_page import IndexLine, index_page
from pipeline.spec.loading import load_families

FAMILIES, YEARS, ROWS_A_PART = 5, 10, 2500
"""With as many parts as a partition may have: a million rows."""

ROUNDS = 7
REPORTS = 1000

QUERIES = {
    "a publication, year and code": "SELECT report_id, sum(value) FROM {table} WHERE family = 'family-3'"
    " AND edition_year = 2020 AND sex = 'female' GROUP BY ALL",
    "a publication and code, all years": "SELECT edition_year, sum(value) FROM {table} WHERE family = 'family-3'"
    " AND sex = 'female' GROUP BY ALL",
    "everything, by measure": "SELECT measure, count(*), sum(value) FROM {table} GROUP BY ALL",
}


def store_lines() -> Iterator[str]:
    """One line a question, and one about the index."""
    with TemporaryDirectory() as name:
        folder = Path(name) / DATASET
        rows = _write(folder)
        yield f"{f'DuckDB over {rows} rows':44}{'rows':>8}{'ms':>9}"
        table = f"read_parquet('{folder}/**/*.parquet', hive_partitioning = true)"
        connection = duckdb.connect()
        for question, query in QUERIES.items():
            seconds, found = [], 0
            for _ in range(ROUNDS):
                start = time.perf_counter()
                found = len(connection.execute(query.format(table=table)).fetchall())
                seconds.append(time.perf_counter() - start)
            yield f"{question:44}{found:8}{1000 * median(seconds):9.1f}"
    start = time.perf_counter()
    page = index_page([_line(number) for number in range(REPORTS)], (), {})
    yield f"{f'index page of {REPORTS} reports':44}{len(page) // 1024:5} KB{1000 * (time.perf_counter() - start):9.1f}"


def _write(folder: Path) -> int:
    """Rows of the first family's columns, drawn by lot."""
    spec = next(one.spec for one in load_families()[0] if "sex" in one.spec.dimensions)
    schema = schema_of(tuple(spec.dimensions))
    random = np.random.default_rng(1)
    written = 0
    for family in range(FAMILIES):
        for year in range(2015, 2015 + YEARS):
            for part in range(MOST_PARTS):
                path = folder / f"family=family-{family}" / f"edition_year={year}" / f"{part:016x}.parquet"
                path.parent.mkdir(parents=True, exist_ok=True)
                parquet.write_table(_table(schema, random, f"{family}-{year}-{part}"), path, compression="zstd")
                written += ROWS_A_PART
    return written


def _table(schema: pa.Schema, random: np.random.Generator, report: str) -> pa.Table:
    columns = []
    for field in schema:
        if field.name == "report_id":
            drawn = [f"{report}-{number // 250}" for number in range(ROWS_A_PART)]
        elif field.name == "sex":
            drawn = random.choice(["_T", "_U", "female", "male"], ROWS_A_PART).tolist()
        elif pa.types.is_string(field.type):
            drawn = random.choice([f"{field.name}-{number}" for number in range(20)], ROWS_A_PART).tolist()
        else:
            drawn = random.integers(0, 1000, ROWS_A_PART).tolist()
        columns.append(pa.array(drawn).cast(field.type))
    return pa.Table.from_arrays(columns, schema=schema)


def _line(number: int) -> IndexLine:
    return IndexLine(
        report_id=f"birds-2024-unit-{number}",
        family="birds",
        edition_year=2024,
        source_name=f"{number}.pdf",
        is_loaded=True,
        summary={"numbers": 224, "observations": 188, "checks": 409, "checks_held": 385, "findings": 12},
        verdicts={"confirmed": 153, "unchecked": 35},
    )
