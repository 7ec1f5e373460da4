"""The observations of all loaded reports as a Parquet dataset, partitioned by publication and edition.

A run adds a part to each partition that it changes, with its own reports alone: what was there is not written again. A
partition of many parts, and one that lost a report, is put together anew. DuckDB, Polars and Arrow read the folder as
one table: ``read_parquet('dataset/**/*.parquet', hive_partitioning = true)``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from pipeline.errors import LoadError
from pipeline.load.export.described import kind_of
from pipeline.load.files import sha256_text
from pipeline.load.store import OBSERVATIONS, Store, Stored
from pipeline.load.tables import observation_columns

DATASET = "dataset"

MOST_PARTS = 8
"""Of a partition: DuckDB takes about a millisecond to open each."""

IN_PATH = ("family", "edition_year")
"""Columns that the folders tell."""


@dataclass(frozen=True, slots=True)
class Part:
    """A file below the dataset's folder, with the digest of the observations of each report in it."""

    path: str
    reports: Mapping[str, str]


def digest_of(report: Stored) -> str:
    """The digest of a report's observations."""
    return report.files[OBSERVATIONS]


def planned(reports: Sequence[Stored], parts: Sequence[Part]) -> tuple[list[Part], list[tuple[Part, list[Stored]]]]:
    """Parts that stay as they are, and those to be written, each with its reports."""
    wanted: defaultdict[str, list[Stored]] = defaultdict(list)
    for one in reports:
        wanted[f"family={quote(one.family)}/edition_year={one.edition_year}"].append(one)
    staying: list[Part] = []
    fresh: list[tuple[Part, list[Stored]]] = []
    for folder, mine in wanted.items():
        digests = {one.report_id: digest_of(one) for one in mine}
        inside = (part for part in parts if part.path.startswith(f"{folder}/"))
        before = [part for part in inside if part.reports.items() <= digests.items()]
        kept = before if len(before) < MOST_PARTS else []
        known = {report_id for part in kept for report_id in part.reports}
        staying.extend(kept)
        if new := [one for one in mine if one.report_id not in known]:
            fresh.append((_part(folder, new), new))
    return staying, fresh


def _part(folder: str, reports: Sequence[Stored]) -> Part:
    digests = {one.report_id: digest_of(one) for one in reports}
    name = sha256_text("\n".join(f"{report_id} {digest}" for report_id, digest in digests.items()))[:16]
    return Part(f"{folder}/{name}.parquet", digests)


def write_part(store: Store, reports: Sequence[Stored], target: Path) -> None:
    """Write the observations of reports of one edition, a report after the other, so that memory holds one."""
    import pyarrow as pa  # noqa: PLC0415 -- a tenth of a second, only where something changed
    from pyarrow import parquet  # noqa: PLC0415

    target.parent.mkdir(parents=True, exist_ok=True)
    schema = schema_of(reports[0].dimensions)
    with parquet.ParquetWriter(target, schema, compression="zstd") as writer:
        pending: list[pa.Table] = []
        for table in _tables(store, reports, schema):
            pending.append(table)
            if sum(one.num_rows for one in pending) >= ROWS_A_GROUP:
                writer.write_table(pa.concat_tables(pending))
                pending.clear()
        if pending:
            writer.write_table(pa.concat_tables(pending))


ROWS_A_GROUP = 100_000
"""Parquet's row groups: what a reader skips or reads as a whole."""


def schema_of(dimensions: Sequence[str]) -> Any:
    """The columns of a family's parts with their types: those of its observations, but for what the folders tell."""
    import pyarrow as pa  # noqa: PLC0415

    from pipeline.load.export.parquet import arrow_type  # noqa: PLC0415

    names = [name for name in observation_columns(dimensions) if name not in IN_PATH]
    return pa.schema([pa.field(name, arrow_type(kind_of("observations", name))) for name in names])


def _tables(store: Store, reports: Sequence[Stored], schema: Any) -> Iterator[Any]:
    """The observations of each report; Arrow reads them itself, as lists of Python it would take with pandas alone."""
    import pyarrow as pa  # noqa: PLC0415
    from pyarrow import csv  # noqa: PLC0415

    for report in reports:
        path = store.folder_of(report.report_id) / OBSERVATIONS
        try:
            yield csv.read_csv(
                path,
                read_options=csv.ReadOptions(use_threads=False, block_size=path.stat().st_size + 1),
                parse_options=csv.ParseOptions(newlines_in_values=True),
                convert_options=csv.ConvertOptions(
                    include_columns=schema.names, column_types=schema, null_values=[""], strings_can_be_null=True
                ),
            )
        except (pa.ArrowInvalid, pa.ArrowKeyError) as error:
            remedy = "Run again over all reports"
            raise LoadError(f"cannot be read back ({error})", source=report.report_id, remedy=remedy) from error
