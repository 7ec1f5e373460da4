"""The columns of the exported tables with their types and meanings, from the schemas of the tables that are loaded."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from pipeline.load.export.model import Column, Kind

SCHEMAS = Path(__file__).resolve().parents[1] / "schemas"

INTEGERS = frozenset(
    {"edition_year", "page", "checks", "misprints", "noticed", "remarked", "chart", "fact_rank", "lower", "upper"}
)
FLOATS = frozenset({"x0", "top", "x1", "bottom"})
DECIMALS = frozenset({"value", "tolerance", "left", "right", "difference", "power"})
BOOLEANS = frozenset({"checked", "latest_issue", "facsimile", "verified"})

TEXT_IN = {"claims": frozenset({"value"})}
"""Columns that are text in one table, whatever the name says: the value of a claim is a word or codes."""

REPORT_ID = Column("report_id", Kind.TEXT, "the report that the row is of")

ADDED = (
    Column(
        "audit_link",
        Kind.TEXT,
        "link to the number on its page, from the folder of the results: <report>/audit.html#<observation_id>",
    ),
    Column(
        "latest_issue",
        Kind.BOOLEAN,
        "whether the report is the last issue of its edition; false where a corrected PDF is loaded too",
    ),
    Column(
        "fact_rank",
        Kind.INTEGER,
        "1 for the observation that tells its fact best of all loaded, 2 for the next best, ...",
    ),
)
"""Columns that the export adds behind those of the tidy table."""

FINDINGS = (
    REPORT_ID,
    Column("id", Kind.TEXT, "the finding's id, the same at the next run"),
    Column("severity", Kind.TEXT, "refusal, contradiction, wording, incomplete, drift or note"),
    Column("kind", Kind.TEXT, "the kind of check, or of drift"),
    Column("message_en", Kind.TEXT, "the finding in English"),
    Column("message_sv", Kind.TEXT, "the finding in Swedish"),
    Column("arithmetic", Kind.TEXT, "what does not agree"),
    Column("page", Kind.INTEGER, "the page of its first place"),
    Column("observation_ids", Kind.TEXT, "the observations concerned, separated by a space"),
    Column("suspects", Kind.TEXT, "numbers of which changing one alone would mend it, as JSON"),
    Column("accepted", Kind.TEXT, "the reason, where a person has judged the finding"),
)
REPORTS = (
    Column("report_id", Kind.TEXT, "the report"),
    Column("family", Kind.TEXT, "the publication"),
    Column("edition_year", Kind.INTEGER, "the year in its title"),
    Column("vintage", Kind.TEXT, "1 for the first issue, as sources.yml says for reissues"),
    Column("latest_issue", Kind.BOOLEAN, "whether it is the last issue of its edition that is loaded"),
    Column("facsimile", Kind.BOOLEAN, "whether it is typeset after a publication and not the publication itself"),
    Column("source_sha256", Kind.TEXT, "digest of the PDF"),
    Column("title", Kind.TEXT, "title of the PDF as sources.yml has it, or of the publication"),
    Column("publisher", Kind.TEXT, "who published it"),
    Column("landing_page", Kind.TEXT, "where it is published"),
    Column("licence", Kind.TEXT, "the licence of the PDF; empty where none is known"),
    Column("audit_page", Kind.TEXT, "its audit page, from the folder of the results"),
)
CODES = (
    Column("family", Kind.TEXT, "the publication"),
    Column("dimension", Kind.TEXT, "the column of the observations"),
    Column("code", Kind.TEXT, "the code"),
    Column("label_en", Kind.TEXT, "its name in English"),
    Column("label_sv", Kind.TEXT, "its name in Swedish"),
    Column("dimension_en", Kind.TEXT, "the dimension's name in English"),
    Column("dimension_sv", Kind.TEXT, "the dimension's name in Swedish"),
)
CODE_MAPS = (
    Column("family", Kind.TEXT, "the publication"),
    Column("dimension", Kind.TEXT, "the column of the observations"),
    Column("code", Kind.TEXT, "the code"),
    Column("standard", Kind.TEXT, "the standard that has such a class"),
    Column("standard_code", Kind.TEXT, "the code, or the value, of the class in the standard"),
    Column(
        "match", Kind.TEXT, "as of SKOS: exact, close, broad (theirs is wider), narrow (theirs is narrower), related"
    ),
    Column("verified", Kind.BOOLEAN, "whether it was looked up in the standard"),
)
DICTIONARY = (
    Column("table", Kind.TEXT, "the exported table"),
    Column("column", Kind.TEXT, "the column"),
    Column("type", Kind.TEXT, "text, integer, decimal, float or boolean"),
    Column("meaning", Kind.TEXT, "what it holds"),
)

BLOCK = Column("block_id", Kind.TEXT, "the block of the publication")

TITLES = {
    "observations": "Every printed or measured number of the loaded reports",
    "reports": "The loaded reports and their sources",
    "codes": "The classes of each dimension, with their names",
    "code_maps": "What the classes are in standards that have such classes",
    "checks": "Every comparison between numbers, as arithmetic",
    "findings": "What a person should know of the numbers",
    "claims": "Statements that can be checked though they have no number",
    "ledger": "Every numeric token on the pages, and what became of it",
    "bounds": "What cells that are not printed may be",
    "power": "Which single misprints of each printed number would be noticed",
    "charts": "Every mark of every chart",
    "blocks": "Boxes, tables and figures as printed",
    "dictionary": "The columns of all tables",
}


@cache
def meanings(schema: str) -> Mapping[str, str]:
    """What each column of a table means, by the JSON schema of the table."""
    content = json.loads((SCHEMAS / f"{schema}.json").read_text(encoding="utf-8"))
    return {name: told["description"] for name, told in content["properties"].items()}


def kind_of(table: str, name: str) -> Kind:
    """The type of a column by its name."""
    if name in TEXT_IN.get(table, ()):
        return Kind.TEXT
    for kind, names in _KINDS:
        if name in names:
            return kind
    return Kind.TEXT


_KINDS = (
    (Kind.INTEGER, INTEGERS),
    (Kind.FLOAT, FLOATS),
    (Kind.DECIMAL, DECIMALS),
    (Kind.BOOLEAN, BOOLEANS),
)


def columns_of(table: str, names: Iterable[str]) -> tuple[Column, ...]:
    """The columns of a report's table, described by its schema."""
    told = meanings(table)
    return tuple(Column(name, kind_of(table, name), told[name]) for name in names)
