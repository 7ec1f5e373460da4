"""A Frictionless Data Package: the CSV files with a description that programs read.

Source: https://datapackage.org/standard/ (version 2.0).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pipeline.load.export.delimited import write_csv
from pipeline.load.export.model import Bundle, Column, ForeignKey, Kind, Source, Table
from pipeline.load.files import json_text, write_text
from pipeline.load.tables import SCHEMA_VERSION

DESCRIPTOR = "datapackage.json"
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
RESOURCE_PROFILE = "https://datapackage.org/profiles/2.0/tableschema.json"

_TYPES = {
    Kind.TEXT: "string",
    Kind.INTEGER: "integer",
    Kind.DECIMAL: "number",
    Kind.FLOAT: "number",
    Kind.BOOLEAN: "boolean",
}


def write_data_package(bundle: Bundle, target: Path) -> None:
    """A folder with a CSV file a table, and ``datapackage.json``."""
    write_csv(bundle, target)
    write_text(target / DESCRIPTOR, json_text(descriptor(bundle)))


def descriptor(bundle: Bundle) -> dict[str, Any]:
    """What ``datapackage.json`` says."""
    titles = [one.spec.title if one.spec else one.name for one in bundle.families]
    return {
        "$schema": PROFILE,
        "name": "-".join(one.name for one in bundle.families).replace("_", "-"),
        "title": "; ".join(titles),
        "description": "Numbers of published reports, each with its place on the page and the checks that it passed.",
        "version": f"{SCHEMA_VERSION}.0",
        **_listed("sources", [_source(one) for one in bundle.sources if one.title]),
        **_listed("licenses", licences(bundle.sources)),
        "resources": [_resource(table) for table in bundle.tables],
    }


def _listed(name: str, found: Sequence[dict[str, str]]) -> dict[str, Any]:
    """A property that may be left out, but never be empty."""
    return {name: list(found)} if found else {}


def _source(source: Source) -> dict[str, str]:
    return {"title": source.title, **({"path": source.landing_page} if source.landing_page else {})}


def licences(sources: Sequence[Source]) -> list[dict[str, str]]:
    """The licences of the PDFs, if every one of them has one: they hold for all of the package."""
    told = [source.licence for source in sources]
    return [{"name": name} for name in dict.fromkeys(told)] if all(told) else []


def _resource(table: Table) -> dict[str, Any]:
    return {
        "name": table.name,
        "type": "table",
        "title": table.title,
        "path": f"{table.name}.csv",
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "schema": {
            "$schema": RESOURCE_PROFILE,
            "fields": [_field(column, table) for column in table.columns],
            "missingValues": [""],
            **({"primaryKey": list(table.key)} if table.key else {}),
            **_listed("foreignKeys", [_foreign_key(key) for key in table.foreign_keys]),
        },
    }


def _field(column: Column, table: Table) -> dict[str, Any]:
    required = {"constraints": {"required": True}} if column.name in table.key else {}
    return {"name": column.name, "type": _TYPES[column.kind], "description": column.meaning, **required}


def _foreign_key(key: ForeignKey) -> Any:
    return {"fields": list(key.columns), "reference": {"resource": key.table, "fields": list(key.of)}}
