"""CSV on the Web: the CSV files with metadata in the W3C's vocabulary.

Source: Metadata Vocabulary for Tabular Data, W3C Recommendation 17 December 2015.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pipeline.load.export.delimited import write_csv
from pipeline.load.export.model import Bundle, Column, ForeignKey, Kind, Table
from pipeline.load.files import json_text, write_text

METADATA = "csv-metadata.json"
"""The name under which a program looks for metadata beside a CSV file (section 5 of "Model for Tabular Data")."""

_TYPES = {
    Kind.TEXT: "string",
    Kind.INTEGER: "integer",
    Kind.DECIMAL: "decimal",
    Kind.FLOAT: "number",
    Kind.BOOLEAN: "boolean",
}


def write_csvw(bundle: Bundle, target: Path) -> None:
    """A folder with a CSV file a table, and ``csv-metadata.json``."""
    write_csv(bundle, target)
    write_text(target / METADATA, json_text(metadata(bundle)))


def metadata(bundle: Bundle) -> dict[str, Any]:
    """What ``csv-metadata.json`` says."""
    licences = [source.licence for source in bundle.sources]
    shared = licences[0] if len(set(licences)) == 1 and licences[0] else None
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:title": "; ".join(one.spec.title if one.spec else one.name for one in bundle.families),
        **({"dc:license": shared} if shared else {}),
        "dc:source": [_told(one.title, one.publisher, one.landing_page) for one in bundle.sources if one.title],
        "tables": [_table(table) for table in bundle.tables],
    }


def _told(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _table(table: Table) -> dict[str, Any]:
    return {
        "url": f"{table.name}.csv",
        "dc:title": table.title,
        "dialect": {"delimiter": ",", "encoding": "utf-8", "lineTerminators": ["\n"], "header": True},
        "tableSchema": {
            "columns": [_column(column, table) for column in table.columns],
            **({"primaryKey": list(table.key)} if table.key else {}),
            **({"foreignKeys": [_foreign_key(key) for key in table.foreign_keys]} if table.foreign_keys else {}),
        },
    }


def _column(column: Column, table: Table) -> dict[str, Any]:
    return {
        "name": column.name,
        "titles": column.name,
        "dc:description": column.meaning,
        "datatype": _TYPES[column.kind],
        **({"required": True} if column.name in table.key else {}),
    }


def _foreign_key(key: ForeignKey) -> dict[str, Any]:
    return {
        "columnReference": list(key.columns),
        "reference": {"resource": f"{key.table}.csv", "columnReference": list(key.of)},
    }
