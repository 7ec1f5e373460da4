"""The data dictionary as Markdown: the columns of all tables, and the codes of every publication."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pipeline.load.export.collect import REPORT_TABLES
from pipeline.load.export.described import (
    ADDED,
    BLOCK,
    CODE_MAPS,
    CODES,
    DICTIONARY,
    FINDINGS,
    REPORT_ID,
    REPORTS,
    TITLES,
    columns_of,
)
from pipeline.load.export.model import Column, Kind
from pipeline.load.tables import AFTER_DIMENSIONS, BEFORE_DIMENSIONS, BLOCK_COLUMNS, SCHEMA_VERSION
from pipeline.spec.schema import Code, Dimension, FamilySpec

_HEAD = f"""\
# Data dictionary

Written by `make dictionary` from the schemas of the tables and from the families' code lists; not edited by hand.
Schema version {SCHEMA_VERSION}; what changed in it stands in [schema-changelog.md](schema-changelog.md).

The tables are those of `pipeline export`. The CSV files in `extracted/` have the same columns, as text and without
those that are marked *(export)*.
"""

_GENERAL_CODES = (
    ("_T", "total", "totalt"),
    ("_U", "unknown, as a class of the publication", "okänt, som en klass i publikationen"),
    ("_O", "other", "annat"),
    ("_Z", "does not apply to this measure", "ej tillämpligt för måttet"),
    ("new:<label>", "a class whose label is not described yet", "en klass vars etikett ännu inte beskrivits"),
)


def data_dictionary(families: Sequence[FamilySpec]) -> str:
    """All of it."""
    lines = [_HEAD, "## Tables", ""]
    for name, columns in _tables():
        lines += [f"### {name}", "", f"{TITLES[name]}.", "", *_columns(columns), ""]
    lines += ["## Codes of all dimensions", "", *_grid(("code", "English", "Swedish"), _GENERAL_CODES), ""]
    for family in families:
        lines += _family(family)
    return "\n".join(lines).rstrip() + "\n"


def _tables() -> Iterator[tuple[str, tuple[Column, ...]]]:
    dimension = Column("one column a dimension", Kind.TEXT, "its code, as of the code lists below")
    added = tuple(Column(one.name, one.kind, f"*(export)* {one.meaning}") for one in ADDED)
    before, after = columns_of("observations", BEFORE_DIMENSIONS), columns_of("observations", AFTER_DIMENSIONS)
    yield "observations", (*before, dimension, *after, *added)
    yield "reports", REPORTS
    yield "codes", CODES
    yield "code_maps", CODE_MAPS
    for name, columns in REPORT_TABLES.items():
        yield name, (REPORT_ID, *columns_of(name, columns))
    yield "findings", FINDINGS
    yield "blocks", (REPORT_ID, BLOCK, *columns_of("blocks", BLOCK_COLUMNS))
    yield "dictionary", DICTIONARY


def _columns(columns: Iterable[Column]) -> list[str]:
    rows = ((f"`{one.name}`" if " " not in one.name else one.name, one.kind, one.meaning) for one in columns)
    return _grid(("column", "type", "meaning"), rows)


def _family(family: FamilySpec) -> list[str]:
    lines = [f"## {family.family}", "", f"{family.title} ({family.publisher})", ""]
    for name, dimension in family.dimensions.items():
        lines += [
            f"### {family.family}: {name}",
            "",
            f"{dimension.en} / {dimension.sv}",
            "",
            *_codes(dimension, family),
            "",
        ]
    measures = ((f"`{name}`", one.en, one.sv, ", ".join(one.inapplicable)) for name, one in family.measures.items())
    lines += [f"### {family.family}: measures", ""]
    lines += [*_grid(("measure", "English", "Swedish", "dimensions that do not apply"), measures), ""]
    charts = {name: (one.en, one.sv) for name, one in family.charts.items()}
    named = charts | {name: (one.en, one.sv) for name, one in family.blocks.items()}
    blocks = ((f"`{name}`", *named[name]) for name in dict.fromkeys((*family.blocks, *family.charts)))
    lines += [f"### {family.family}: blocks and charts", "", *_grid(("block", "English", "Swedish"), blocks), ""]
    return [*lines, *_standards(family)]


def _codes(dimension: Dimension, family: FamilySpec) -> list[str]:
    if dimension.standard is not None:
        return ["The codes of ISO 3166-1 alpha-2, with the names that CLDR gives them."]
    rows = ((f"`{name}`", one.en, one.sv, _maps(one, family)) for name, one in dimension.codes.items())
    return _grid(("code", "English", "Swedish", "in standards"), rows)


def _maps(code: Code, family: FamilySpec) -> str:
    """``NACE Rev. 2: I (close, verified)``."""
    return "; ".join(
        f"{family.standards[name].title}: {one.code} ({one.match}, {'' if one.verified else 'not '}verified)"
        for name, one in code.maps.items()
    )


def _standards(family: FamilySpec) -> list[str]:
    if not family.standards:
        return []
    rows = ((one.title, one.source, one.note.strip()) for one in family.standards.values())
    return [f"### {family.family}: standards", "", *_grid(("standard", "source", "what was looked up"), rows), ""]


def _grid(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    return [_line(heads), _line(["---"] * len(heads)), *map(_line, rows)]


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(_in_cell(cell) for cell in cells)} |"


def _in_cell(text: str) -> str:
    """Text that stays in its cell, and in which nothing is taken for a tag."""
    return text.replace("|", "\\|").replace("<", "&lt;").replace("\n", " ")
