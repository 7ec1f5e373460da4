"""One DuckDB database: typed tables, and views for what people ask most."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import duckdb

from pipeline.load.export.model import DECIMAL_PLACES, DECIMAL_PRECISION, Bundle, Kind, Table
from pipeline.load.export.parquet import arrow_table
from pipeline.load.export.target import MADE_BY, mark_of
from pipeline.load.export.wide import Wide, view_names, wide_blocks

_TYPES = {
    Kind.TEXT: "VARCHAR",
    Kind.INTEGER: "BIGINT",
    Kind.DECIMAL: f"DECIMAL({DECIMAL_PRECISION}, {DECIMAL_PLACES})",
    Kind.FLOAT: "DOUBLE",
    Kind.BOOLEAN: "BOOLEAN",
}

_LATEST = "CREATE VIEW latest_vintage AS SELECT * FROM observations WHERE latest_issue"
_FACTS = """
CREATE VIEW facts AS
SELECT best.*, told.observations, told.reports, told.different_values
FROM latest_vintage AS best
JOIN (
    SELECT family, fact_id, count(*) AS observations, count(DISTINCT report_id) AS reports,
        count(DISTINCT value) AS different_values
    FROM latest_vintage GROUP BY family, fact_id
) AS told USING (family, fact_id)
WHERE best.fact_rank = 1
"""


def write_duckdb(bundle: Bundle, target: Path) -> None:
    """Write the database."""
    with duckdb.connect(str(target)) as connection:
        for table in bundle.tables:
            connection.execute(_create(table))
            connection.register("incoming", arrow_table(table))
            connection.execute(f"INSERT INTO {_quoted(table.name)} SELECT * FROM incoming")  # noqa: S608 -- quoted
            connection.unregister("incoming")
            for statement in _comments(table):
                connection.execute(statement)
        for statement in (_LATEST, _FACTS, *_wide_views(bundle), *_mark()):
            connection.execute(statement)


def _create(table: Table) -> str:
    columns = [f"{_quoted(one.name)} {_TYPES[one.kind]}" for one in table.columns]
    if table.key:
        columns.append(f"PRIMARY KEY ({', '.join(map(_quoted, table.key))})")
    return f"CREATE TABLE {_quoted(table.name)} ({', '.join(columns)})"


def _comments(table: Table) -> Iterator[str]:
    name = _quoted(table.name)
    yield f"COMMENT ON TABLE {name} IS {_text(table.title)}"
    for column in table.columns:
        yield f"COMMENT ON COLUMN {name}.{_quoted(column.name)} IS {_text(column.meaning)}"


def _wide_views(bundle: Bundle) -> Iterator[str]:
    blocks = wide_blocks(bundle)
    for name, block in zip(view_names(blocks), blocks, strict=True):
        yield f"CREATE VIEW {_quoted(name)} AS {_wide_query(block)}"


def _wide_query(block: Wide) -> str:
    down = ", ".join(map(_quoted, block.down))
    cells = [
        f"min_by(value, fact_rank) FILTER (WHERE {_condition(codes)}) AS {_quoted(name)}"
        for name, codes in block.across
    ]
    # Every name and every text in it is quoted.
    return (
        f"SELECT {down}, {', '.join(cells)} FROM observations"  # noqa: S608
        f" WHERE family = {_text(block.family.name)} AND block_id = {_text(block.block_id)} AND source_kind <> 'prose'"
        f" GROUP BY ALL ORDER BY ALL"
    )


def _condition(codes: Mapping[str, str]) -> str:
    return " AND ".join(f"{_quoted(name)} = {_text(code)}" for name, code in codes.items()) or "true"


def _mark() -> Iterator[str]:
    told = mark_of("duckdb")
    yield f"CREATE TABLE export ({', '.join(f'{name} VARCHAR' for name in told)})"
    yield f"INSERT INTO export VALUES ({', '.join(_text(str(one)) for one in told.values())})"  # noqa: S608 -- quoted


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _text(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def is_our_database(path: Path) -> bool:
    """Tell whether a file is a database that we wrote."""
    try:
        with duckdb.connect(str(path), read_only=True) as connection:
            return connection.execute("SELECT made_by FROM export").fetchall() == [(MADE_BY,)]
    except duckdb.Error:
        return False
