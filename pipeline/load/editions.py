"""Reading back what loaded reports tell: one of them by fact, or all earlier editions of a family as references."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from pipeline.errors import LoadError
from pipeline.load.files import read_csv, sha256_text
from pipeline.load.store import FINDINGS, LOADED, OBSERVATIONS, PROVENANCE, Store, Stored, read_provenance
from pipeline.load.tables import Row
from pipeline.model.drift import BlockLook, EditionLook, Place, looks_of, with_captions
from pipeline.model.edition import Edition, Label, ToldFact, Value
from pipeline.model.observation import Codes, Fact
from pipeline.model.reference import Before, Comparability, Reference
from pipeline.model.report import Report
from pipeline.spec.loading import Family
from pipeline.spec.schema import FamilySpec

OPEN = "open"
PROSE = "prose"
BOUNDS = frozenset({"lower", "upper", "at_least", "at_most"})


def fact_of(row: Row, dimensions: Sequence[str]) -> Fact:
    """The fact of a row of ``observations.csv``."""
    return Fact(
        measure=row["measure"],
        time_period=row["time_period"],
        codes=tuple((name, row[name]) for name in dimensions),
        period_kind=row["period_kind"],
        base_measure=row["base_measure"],
        about=row["about"],
        share_base=row["share_base"],
        compared_to=row["compared_to"],
    )


def read_edition(folder: Path) -> Edition:
    """One report, loaded or refused, from its folder.

    Raises:
        LoadError: there is no report, or nothing was read in it.
    """
    if not (folder / PROVENANCE).exists():
        raise LoadError("holds no report", source=str(folder), remedy="Name a report's folder, or its id with --out")
    stored = read_provenance(folder / PROVENANCE)
    rows = read_csv(folder / OBSERVATIONS)
    if not rows:
        raise LoadError("no number was read in it", source=stored.report_id)
    return Edition(
        report_id=stored.report_id,
        family=stored.family,
        edition_year=int(rows[0]["edition_year"]),
        told=_told(rows, stored.dimensions),
        labels=_labels(rows),
    )


def _told(rows: Iterable[Row], dimensions: Sequence[str]) -> tuple[ToldFact, ...]:
    found: defaultdict[tuple[Fact, str], list[Row]] = defaultdict(list)
    for row in rows:
        bound = row["qualifier"] if row["qualifier"] in BOUNDS else ""
        found[fact_of(row, dimensions), bound].append(row)
    return tuple(ToldFact(fact, bound, same[0]["unit"], _values(same)) for (fact, bound), same in found.items())


def _values(rows: Iterable[Row]) -> tuple[Value, ...]:
    """Every value once, those told exactly first."""
    told = sorted((row for row in rows if row["value"]), key=_is_rough)
    return tuple(dict.fromkeys((Decimal(row["value"]), Decimal(row["tolerance"])) for row in told))


def _is_rough(row: Row) -> bool:
    return row["qualifier"] != "exact"


def _labels(rows: Iterable[Row]) -> tuple[Label, ...]:
    """Labels of blocks; sentences have words, not labels."""
    named = (row for row in rows if row["source_kind"] != PROSE)
    return tuple(
        dict.fromkeys(
            (row["block_id"], " / ".join(text for text in (row["group_printed"], row["label_printed"]) if text))
            for row in named
        )
    )


def before(store: Store | None, family: Family, report: Report) -> Before:
    """What is known of a family's editions before a report's, the earliest first.

    Figures that have to be the same are those of loaded editions. Left out are refused reports and facsimiles, what is
    no exact number or whose meaning is open, and facts that an edition tells with several values: it contradicts itself
    there.

    Raises:
        LoadError: a table cannot be read, or was written before the family's dimensions changed.
    """
    year = report.edition_year
    earlier = store.editions_before(report.family, year) if store else []
    stored = sorted(_before(earlier, report.family, year), key=_order)
    loaded = [(one, store.rows_of(one)) for one in stored] if store else []
    references = (reference for one, rows in loaded for reference in _references(one, rows, family.spec))
    return Before(tuple(references), _look_before(loaded, store, family, report))


def _order(stored: Stored) -> tuple[int, str]:
    return stored.edition_year, stored.report_id


def _look_before(
    loaded: Sequence[tuple[Stored, list[Row]]], store: Store | None, family: Family, report: Report
) -> EditionLook | None:
    """How the last edition looked: as it is loaded, else as its ``<year>.yml`` says; ``None`` at first.

    Of a publication with one report a unit that of the same unit, or else of any: they look alike.
    """
    year = max((one for one, told in family.years.items() if told.printed and one < report.edition_year), default=0)
    edition = max((one.edition_year for one, _ in loaded), default=0)
    last = [(one, rows) for one, rows in loaded if one.edition_year == edition]
    if last and store is not None and edition >= year:
        stored, rows = next(
            (one for one in last if _unit_part(one[0].report_id) == _unit_part(report.report_id)), last[0]
        )
        read = looks_of(_told_in_blocks(rows, stored.dimensions))
        return EditionLook(edition, stored.report_id, with_captions(read, store.captions_of(stored)))
    return EditionLook(year, f"{year}.yml", _described(family.years[year].printed)) if year else None


def _unit_part(report_id: str) -> str:
    """What stands behind family and year in the id of a report."""
    return "-".join(report_id.split("-")[2:])


def _told_in_blocks(rows: Iterable[Row], dimensions: Sequence[str]) -> Iterator[tuple[str, Place, Codes]]:
    for row in rows:
        if row["source_kind"] != PROSE:
            yield (
                row["block_id"],
                (int(row["page"]), float(row["top"] or 0), float(row["x0"] or 0)),
                fact_of(row, dimensions).codes,
            )


def _described(printed: Mapping[str, Mapping[str, tuple[str, ...]]]) -> tuple[BlockLook, ...]:
    return tuple(BlockLook(name, (), tuple(classes.items())) for name, classes in printed.items())


def _before(reports: Iterable[Stored], family: str, edition_year: int) -> list[Stored]:
    return [
        one
        for one in reports
        if one.family == family and one.status == LOADED and not one.facsimile and 0 < one.edition_year < edition_year
    ]


def digest_of_earlier(reports: Iterable[Stored], family: str, edition_year: int) -> str:
    """Hexadecimal SHA-256 of the tables of the editions that ``before`` reads; empty where there is none."""
    earlier = _before(reports, family, edition_year)
    tables = sorted(one.files.get(name, "") for one in earlier for name in (OBSERVATIONS, FINDINGS))
    return sha256_text("\n".join(tables)) if tables else ""


def _references(stored: Stored, rows: Iterable[Row], family: FamilySpec) -> tuple[Reference, ...]:
    if stored.dimensions != tuple(family.dimensions):
        raise LoadError(
            "was loaded before the dimensions of its family changed",
            source=stored.report_id,
            remedy="Run again over all reports of the family",
        )
    told: defaultdict[Fact, list[Row]] = defaultdict(list)
    for row in rows:
        if row["qualifier"] == "exact" and row["value"] and row["resolution"] != OPEN:
            told[fact_of(row, stored.dimensions)].append(row)
    return tuple(
        Reference(
            fact=fact,
            value=Decimal(same[0]["value"]),
            classes=(),
            qualifier="exact",
            unit=same[0]["unit"],
            population=own_population(family),
            comparability=Comparability.SAME,
            edition=stored.edition_year,
            published="",
            source=stored.report_id,
        )
        for fact, same in told.items()
        if len({row["value"] for row in same}) == 1
    )


def own_population(family: FamilySpec) -> str:
    """The population of the publication itself: the first that is the same; empty where the family describes none."""
    return next((name for name, one in family.populations.items() if one.comparison == "same"), "")
