"""Tables as Parquet files: a file a table, with the exact text and exact decimals."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
from pyarrow import parquet

from pipeline.load.export.model import DECIMAL_PLACES, DECIMAL_PRECISION, Bundle, Kind, Table

_TYPES = {
    Kind.TEXT: pa.string(),
    Kind.INTEGER: pa.int64(),
    Kind.DECIMAL: pa.decimal128(DECIMAL_PRECISION, DECIMAL_PLACES),
    Kind.FLOAT: pa.float64(),
    Kind.BOOLEAN: pa.bool_(),
}


def arrow_type(kind: Kind) -> pa.DataType:
    """The type of a column in memory and in Parquet files."""
    return _TYPES[kind]


def arrow_table(table: Table) -> pa.Table:
    """A table in memory, with the meaning of each column in its metadata."""
    fields = [
        pa.field(column.name, _TYPES[column.kind], metadata={"description": column.meaning}) for column in table.columns
    ]
    schema = pa.schema(fields, metadata={"title": table.title})
    columns = list(zip(*table.rows, strict=True)) if table.rows else [()] * len(fields)
    arrays = [pa.array(values, type=field.type) for values, field in zip(columns, fields, strict=True)]
    return pa.Table.from_arrays(arrays, schema=schema)


def write_parquet(bundle: Bundle, target: Path) -> None:
    """A folder with a Parquet file a table."""
    target.mkdir()
    for table in bundle.tables:
        parquet.write_table(arrow_table(table), target / f"{table.name}.parquet")
