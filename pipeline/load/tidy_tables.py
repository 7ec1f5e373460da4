"""The tidy tables of all loaded reports: what changed is made, what did not is copied, and nothing is held whole.

Beside the dataset lies a list of what was made of which reports; from it a run knows what still stands.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from pipeline.errors import LoadError
from pipeline.load.dataset import DATASET, Part, digest_of, planned, write_part
from pipeline.load.files import csv_text, json_text, sha256_file, write_text
from pipeline.load.store import OBSERVATIONS, TIDY, Store, Stored
from pipeline.load.tables import POOLED_COLUMNS, SCHEMA_VERSION, observation_columns, pooled_row

POOLED = f"{TIDY}/{OBSERVATIONS}"
CONTENTS = f"{DATASET}/contents.json"


@dataclass(frozen=True, slots=True)
class Contents:
    """What the tables were made of: ``rows`` has id, digest and bytes of each report in the table of all publications.

    ``tables`` has the digest of each CSV file.
    """

    schema_version: str = SCHEMA_VERSION
    rows: tuple[tuple[str, str, int], ...] = ()
    tables: dict[str, str] = field(default_factory=dict)
    parts: tuple[Part, ...] = ()


def read_contents(folder: Path) -> Contents:
    """What was made last; nothing where it is not known."""
    try:
        told = json.loads((folder / CONTENTS).read_text(encoding="utf-8"))
        return Contents(
            told["schema_version"],
            tuple((report_id, digest, size) for report_id, digest, size in told["rows"]),
            told["tables"],
            tuple(Part(**part) for part in told["parts"]),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return Contents()


def _standing(folder: Path) -> Contents:
    """What was made last, if it is still as it was made."""
    contents = read_contents(folder)
    try:
        stands = (
            contents.schema_version == SCHEMA_VERSION
            and all(sha256_file(folder / name) == digest for name, digest in contents.tables.items())
            and all((folder / DATASET / part.path).exists() for part in contents.parts)
        )
    except OSError:
        stands = False
    return contents if stands else Contents()


def write_tables(store: Store, reports: Sequence[Stored], target: Path) -> bool:
    """Make what has to be made anew below ``target``; tell whether that was anything.

    Raises:
        LoadError: a table cannot be written, or a report was loaded with other columns.
    """
    before = _standing(store.folder)
    if before.tables and [(one.report_id, digest_of(one)) for one in reports] == [row[:2] for row in before.rows]:
        return False
    tables: dict[str, str] = {}
    for family in sorted({one.family for one in reports}):
        name = f"{TIDY}/{family}.csv"
        _write(target / name, _family_table(store, [one for one in reports if one.family == family]))
        tables[name] = sha256_file(target / name)
    rows: list[tuple[str, str, int]] = []
    _write(target / POOLED, _pooled_table(store, reports, before, rows))
    tables[POOLED] = sha256_file(target / POOLED)
    staying, fresh = planned(reports, before.parts)
    for part, mine in fresh:
        write_part(store, mine, target / DATASET / part.path)
    parts = sorted((*staying, *(part for part, _ in fresh)), key=lambda part: part.path)
    write_text(target / CONTENTS, json_text(asdict(Contents(SCHEMA_VERSION, tuple(rows), tables, tuple(parts)))))
    return True


def _write(path: Path, chunks: Iterator[bytes]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as stream:
        stream.writelines(chunks)


def _family_table(store: Store, reports: Sequence[Stored]) -> Iterator[bytes]:
    """The tables of the reports one below the other, byte by byte."""
    header = _heading(observation_columns(reports[0].dimensions))
    yield header
    for report in reports:
        content = (store.folder_of(report.report_id) / OBSERVATIONS).read_bytes()
        if not content.startswith(header):
            raise LoadError(
                "was loaded with other columns", source=report.report_id, remedy="Run again over all reports"
            )
        yield content[len(header) :]


def _pooled_table(
    store: Store, reports: Sequence[Stored], before: Contents, rows: list[tuple[str, str, int]]
) -> Iterator[bytes]:
    """The table of all publications; reports that it had are copied. ``rows`` is filled on the way."""
    header = _heading(POOLED_COLUMNS)
    yield header
    places, start = {}, len(header)
    for report_id, digest, size in before.rows:
        places[report_id, digest] = start, size
        start += size
    for report in reports:
        place = places.get((report.report_id, digest_of(report)))
        content = _copied(store.folder / POOLED, *place) if place else _pooled(store, report)
        rows.append((report.report_id, digest_of(report), len(content)))
        yield content


def _copied(path: Path, start: int, size: int) -> bytes:
    with path.open("rb") as stream:
        stream.seek(start)
        return stream.read(size)


def _pooled(store: Store, report: Stored) -> bytes:
    rows = (pooled_row(row, report.dimensions) for row in store.rows_of(report))
    return csv_text(POOLED_COLUMNS, rows).encode()[len(_heading(POOLED_COLUMNS)) :]


def _heading(columns: Sequence[str]) -> bytes:
    return csv_text(columns, ()).encode()
