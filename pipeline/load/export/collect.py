"""Reading back what is loaded: the tidy tables and the folders of the reports in them, as typed tables."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from pipeline.errors import LoadError, UsageError
from pipeline.load.export.codes import code_tables
from pipeline.load.export.described import (
    ADDED,
    BLOCK,
    DICTIONARY,
    FINDINGS,
    REPORT_ID,
    REPORTS,
    TITLES,
    columns_of,
    kind_of,
    meanings,
)
from pipeline.load.export.model import Bundle, Cell, Column, ExportedFamily, ForeignKey, Kind, Source, Table, typed
from pipeline.load.export.preference import fact_ranks, latest_issues
from pipeline.load.files import read_csv
from pipeline.load.store import TIDY
from pipeline.load.tables import (
    AFTER_DIMENSIONS,
    BEFORE_DIMENSIONS,
    BLOCK_COLUMNS,
    BOUND_COLUMNS,
    CHART_COLUMNS,
    CHECK_COLUMNS,
    CLAIM_COLUMNS,
    LEDGER_COLUMNS,
    POWER_COLUMNS,
    Row,
    observation_columns,
)
from pipeline.spec.schema import FamilySpec

POOLED = "observations"
AUDIT_PAGE = "audit.html"

REPORT_TABLES = {
    "checks": CHECK_COLUMNS,
    "claims": CLAIM_COLUMNS,
    "ledger": LEDGER_COLUMNS,
    "bounds": BOUND_COLUMNS,
    "power": POWER_COLUMNS,
    "charts": CHART_COLUMNS,
}
"""The tables of a report's folder that are exported, with their columns."""

KEYS: Mapping[str, tuple[str, ...]] = {
    "checks": ("report_id", "check_id"),
    "claims": ("report_id", "claim_id"),
    "power": ("report_id", "observation_id"),
}


def collect(
    out: Path, specs: Mapping[str, FamilySpec], sources: Mapping[str, Source], family: str | None = None
) -> Bundle:
    """All loaded tables of a folder of results, of one publication or of all.

    What is in ``tidy/`` counts as loaded, so that no refused report and no superfluous facsimile is among it.
    ``sources`` are where the PDFs are from, by their digest.

    Raises:
        LoadError: nothing is loaded, or a table cannot be read back.
        UsageError: nothing of that family is loaded.
    """
    names = _loaded_families(out, family)
    tidy = {name: _rows(out / TIDY / f"{name}.csv") for name in names}
    families = tuple(
        ExportedFamily(name, _dimensions(name, rows), specs.get(name)) for name, rows in tidy.items() if rows
    )
    rows = [row for one in families for row in tidy[one.name]]
    if not rows:
        raise _nothing(out)
    latest = latest_issues(rows)
    reports = list({row["report_id"]: row for row in rows}.values())
    told = tuple(_source(row, sources, specs) for row in reports)
    tables = (
        _observations(families, rows, latest),
        _reports(reports, latest, told),
        *code_tables(families, rows),
        *(_report_table(out, name, columns, reports) for name, columns in REPORT_TABLES.items()),
        _findings(out, reports),
        _blocks(out, reports),
    )
    return Bundle((*tables, _dictionary(tables)), families, told)


def _loaded_families(out: Path, family: str | None) -> list[str]:
    names = sorted(path.stem for path in (out / TIDY).glob("*.csv") if path.stem != POOLED)
    if not names:
        raise _nothing(out)
    if family is None:
        return names
    if family not in names:
        raise UsageError(f"nothing of family {family!r} is loaded", remedy=f"Loaded are {', '.join(names)}")
    return [family]


def _nothing(out: Path) -> LoadError:
    return LoadError("nothing is loaded there", source=str(out), remedy="Run `pipeline run` first")


def _rows(path: Path) -> list[Row]:
    """The rows of a table that has to be there.

    Raises:
        LoadError: it is not, or a row of it is no row of a table.
    """
    rows = read_csv(path)
    if any(None in row or None in row.values() for row in rows):
        raise LoadError("has a row with more or fewer cells than columns", source=str(path), remedy="Run again")
    return rows


def _dimensions(family: str, rows: Sequence[Row]) -> tuple[str, ...]:
    names = tuple(rows[0]) if rows else ()
    own = names[len(BEFORE_DIMENSIONS) : len(names) - len(AFTER_DIMENSIONS)]
    if rows and names != observation_columns(own):
        raise LoadError(
            "was written by another version", source=f"{TIDY}/{family}.csv", remedy="Run again over all reports"
        )
    return own


def audit_link(row: Row) -> str:
    """The link to a number on its page. The id is what the page has: nothing in it has a meaning in a fragment."""
    return f"{row['report_id']}/{AUDIT_PAGE}#{row['observation_id']}"


def _observations(families: Sequence[ExportedFamily], rows: Sequence[Row], latest: frozenset[str]) -> Table:
    dimensions = tuple(dict.fromkeys(name for family in families for name in family.dimensions))
    names = observation_columns(dimensions)
    columns = (*(_observation_column(name, families) for name in names), *ADDED)
    ranks = fact_ranks(rows, latest)
    return Table(
        "observations",
        TITLES["observations"],
        columns,
        tuple(
            (
                *_typed_row(row, columns[: len(names)]),
                audit_link(row),
                row["report_id"] in latest,
                ranks[row["observation_id"]],
            )
            for row in rows
        ),
        ("observation_id",),
        (ForeignKey(("report_id",), "reports", ("report_id",)),),
    )


def _observation_column(name: str, families: Sequence[ExportedFamily]) -> Column:
    told = meanings("observations").get(name)
    if told is not None:
        return Column(name, kind_of("observations", name), told)
    specs = [family.spec for family in families if family.spec and name in family.dimensions]
    named = next((spec.dimensions[name].en for spec in specs if name in spec.dimensions), name)
    return Column(name, Kind.TEXT, f"{named}: its code, as of the table of codes; empty where it is none of a family's")


def _typed_row(row: Row, columns: Sequence[Column]) -> tuple[Cell, ...]:
    return tuple(typed(row.get(one.name, ""), one.kind, f"{row.get('report_id', '')}: {one.name}") for one in columns)


def _source(row: Row, sources: Mapping[str, Source], specs: Mapping[str, FamilySpec]) -> Source:
    """Where a report is from: as the sources say of its PDF, else what its family says."""
    known = sources.get(row["source_sha256"])
    if known is not None:
        return Source(row["report_id"], known.title, known.publisher, known.landing_page, known.licence)
    spec = specs.get(row["family"])
    return Source(row["report_id"], f"{spec.title} {row['edition_year']}" if spec else "")


def _reports(rows: Sequence[Row], latest: frozenset[str], sources: Sequence[Source]) -> Table:
    told = tuple(
        (
            row["report_id"],
            row["family"],
            int(row["edition_year"]),
            row["vintage"],
            row["report_id"] in latest,
            "facsimile" in row["report_id"].split("-"),
            row["source_sha256"],
            source.title or None,
            source.publisher or None,
            source.landing_page or None,
            source.licence or None,
            f"{row['report_id']}/{AUDIT_PAGE}",
        )
        for row, source in zip(rows, sources, strict=True)
    )
    return Table("reports", TITLES["reports"], REPORTS, told, ("report_id",))


def _report_table(out: Path, name: str, names: Sequence[str], reports: Sequence[Row]) -> Table:
    columns = columns_of(name, names)
    rows = [
        (one["report_id"], *_typed_row(row, columns))
        for one in reports
        for row in _rows(out / one["report_id"] / f"{name}.csv")
    ]
    return _of_reports(name, columns, rows, KEYS.get(name, ()))


def _of_reports(
    name: str, columns: Sequence[Column], rows: Sequence[tuple[Cell, ...]], key: tuple[str, ...] = ()
) -> Table:
    to_reports = ForeignKey(("report_id",), "reports", ("report_id",))
    return Table(name, TITLES[name], (REPORT_ID, *columns), tuple(rows), key, (to_reports,))


def _findings(out: Path, reports: Sequence[Row]) -> Table:
    rows = [row for one in reports for row in _findings_of(out / one["report_id"] / "findings.json", one["report_id"])]
    return _of_reports("findings", FINDINGS[1:], rows, ("report_id", "id"))


def _findings_of(path: Path, report_id: str) -> Iterator[tuple[Cell, ...]]:
    try:
        findings = json.loads(path.read_text(encoding="utf-8"))["findings"]
        for one in findings:
            suspects = json.dumps(one["suspects"], ensure_ascii=False, sort_keys=True) if one["suspects"] else None
            yield (
                report_id,
                one["id"],
                one["severity"],
                one["kind"],
                one["message"]["en"],
                one["message"]["sv"],
                one["arithmetic"] or None,
                one["places"][0]["page"] if one["places"] else None,
                " ".join(one["observation_ids"]) or None,
                suspects,
                one["accepted"],
            )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise LoadError(f"cannot be read back ({error})", source=f"{report_id}/{path.name}") from error


def _blocks(out: Path, reports: Sequence[Row]) -> Table:
    columns = columns_of("blocks", BLOCK_COLUMNS)
    rows = [
        (one["report_id"], path.stem, *_typed_row(row, columns))
        for one in reports
        for path in sorted((out / one["report_id"] / "blocks").glob("*.csv"))
        for row in _rows(path)
    ]
    return _of_reports("blocks", (BLOCK, *columns), rows)


def _dictionary(tables: Sequence[Table]) -> Table:
    described = (*((table.name, column) for table in tables for column in table.columns),)
    own = (("dictionary", column) for column in DICTIONARY)
    rows = tuple((name, one.name, str(one.kind), one.meaning) for name, one in (*described, *own))
    return Table("dictionary", TITLES["dictionary"], DICTIONARY, rows, ("table", "column"))
