"""SDMX-CSV 2.0 with its structure definition in SDMX-ML 3.0: a pair of files a publication.

A row is a fact as one report tells it with one qualifier; of several prints the best one counts, and attributes tell
how many there are and how many values they have.

Source: SDMX 3.0 Section 6, "SDMX-CSV field guide"; SDMX-ML 3.0 schemas.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, StrictUndefined

from pipeline.load.export.codes import codes_of, names_of
from pipeline.load.export.delimited import safe_cell
from pipeline.load.export.described import meanings
from pipeline.load.export.model import Bundle, Cell, ExportedFamily, column_of, whole
from pipeline.load.export.safe_text import xml_text
from pipeline.load.files import csv_text, write_text
from pipeline.load.tables import SCHEMA_VERSION
from pipeline.model.observation import NOT_APPLICABLE
from pipeline.spec.names import code_in_words

AGENCY = "REPORT_PIPELINE"
VERSION = f"{SCHEMA_VERSION}.0"
TEMPLATE = "structure.xml.j2"

MISSING = "NaN"
"""A number that is intentionally missing. The measure is a double for its sake: no decimal of XML can say so."""

TIME = "time_period"
VALUE = "value"
BEFORE = ("report_id", "period_kind", "measure", "base_measure", "about")
AFTER = ("share_base", "compared_to", "qualifier")
ATTRIBUTES = (
    "unit",
    "tolerance",
    "obs_status",
    "verdict",
    "edition_year",
    "vintage",
    "latest_issue",
    "observation_id",
    "source_kind",
    "block_id",
    "page",
    "printed",
    "label_printed",
    "audit_link",
)
OBSERVATIONS, VALUES = "n_observations", "n_values"
_COUNTS = {
    OBSERVATIONS: "how many observations tell the fact with this qualifier in the report",
    VALUES: "how many different values they have",
}
_IDS = {TIME: "TIME_PERIOD", VALUE: "OBS_VALUE", "unit": "UNIT_MEASURE"}
_TYPES = {"text": "String", "integer": "Integer", "decimal": "Decimal", "float": "Double", "boolean": "Boolean"}

_STATUSES = {
    "A": "Normal value",
    "B": "Time series break",
    "D": "Definition differs",
    "E": "Estimated value",
    "F": "Forecast value",
    "G": "Experimental value",
    "I": "Imputed value",
    "K": "Data included in another category",
    "L": "Missing value; data exist but were not collected",
    "M": "Missing value; data cannot exist",
    "N": "Not significant",
    "O": "Missing value",
    "P": "Provisional value",
    "Q": "Missing value; suppressed",
    "S": "Strike and other special events",
    "U": "Low reliability",
    "V": "Unvalidated value",
}
"""Source: SDMX cross-domain code list CL_OBS_STATUS."""

_CODED = ("period_kind", "measure", "base_measure", "qualifier", "report_id", "unit", "obs_status", "verdict")
_SPAN = re.compile(r"(?P<first>\d{4})/(?P<last>\d{4})")

Record = dict[str, Cell]


@dataclass(frozen=True, slots=True)
class SdmxCode:
    """A code with its names, and what it is in standards: title, code and how it was matched."""

    code_id: str
    en: str
    sv: str
    standards: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Component:
    """A dimension, attribute or measure; ``codes`` where it has a code list, else a type."""

    component_id: str
    name: str
    meaning: str
    text_type: str
    codes: tuple[SdmxCode, ...] = ()


@dataclass(frozen=True, slots=True)
class Structure:
    """What the structure definition of a publication says."""

    structure_id: str
    title: str
    dimensions: tuple[Component, ...]
    attributes: tuple[Component, ...]
    time: Component
    measure: Component


def write_sdmx(bundle: Bundle, target: Path) -> None:
    """A folder with ``<family>.csv`` and ``<family>.structure.xml`` for each publication."""
    for family in bundle.families:
        rows = _keyed(bundle.family_rows(family), family)
        write_text(target / f"{family.name}.csv", data_text(rows, family))
        write_text(target / f"{family.name}.structure.xml", structure_text(_structure(bundle, family, rows)))


def structure_id(family: ExportedFamily) -> str:
    """The id of a publication's data structure and dataflow."""
    return family.name.upper()


def component_id(column: str) -> str:
    """The id of the component that a column becomes."""
    return _IDS.get(column, column.upper())


def code_id(code: str) -> str:
    """A code as an id: what an id may not hold as ``$`` with the hexadecimal digits of its UTF-8 bytes.

    >>> code_id("forced_marriage"), code_id("new:Glas bruk")
    ('forced_marriage', 'new$3AGlas$20bruk')
    """
    return re.sub(r"[^A-Za-z0-9_\-]", lambda found: "".join(f"${byte:02X}" for byte in found[0].encode()), code)


def time_text(period: str) -> str:
    """A year, or a span of years as SDMX has it: its first day and how long it is.

    >>> time_text("2018/2022")
    '2018-01-01/P5Y'
    """
    span = _SPAN.fullmatch(period)
    return f"{span['first']}-01-01/P{int(span['last']) - int(span['first']) + 1}Y" if span else period


def dimension_columns(family: ExportedFamily) -> tuple[str, ...]:
    """The columns that tell rows apart, without the time."""
    return (*BEFORE, *family.dimensions, *AFTER)


def _keyed(rows: Iterable[Record], family: ExportedFamily) -> list[Record]:
    """A row for each key: the observation that tells the fact best, and how many do."""
    found: defaultdict[tuple[Cell, ...], list[Record]] = defaultdict(list)
    for row in rows:
        found[tuple(row[name] for name in (*dimension_columns(family), TIME))].append(row)
    kept = []
    for same in found.values():
        best = min(same, key=lambda row: whole(row["fact_rank"]))
        counts: Record = {OBSERVATIONS: len(same), VALUES: len({row[VALUE] for row in same} - {None})}
        kept.append(best | counts)
    return kept


def data_text(rows: Sequence[Record], family: ExportedFamily) -> str:
    """The rows as SDMX-CSV."""
    coded = {*_CODED, *family.dimensions}
    columns = (*dimension_columns(family), TIME, VALUE, *ATTRIBUTES, OBSERVATIONS, VALUES)
    fixed = {
        "STRUCTURE": "dataflow",
        "STRUCTURE_ID": f"{AGENCY}:{structure_id(family)}({VERSION})",
        "ACTION": "I",
    }
    made = (fixed | {component_id(name): _data_cell(name, row[name], coded) for name in columns} for row in rows)
    return csv_text((*fixed, *map(component_id, columns)), made)


def _data_cell(column: str, value: Cell, coded: set[str]) -> str:
    if column == VALUE and value is None:
        return MISSING
    if column == TIME:
        return time_text(str(value))
    if column in coded and value is not None:
        return code_id(str(value))
    return safe_cell(value)


def _structure(bundle: Bundle, family: ExportedFamily, rows: Sequence[Record]) -> Structure:
    columns = bundle["observations"].columns
    standards = _standards(bundle, family)

    def component(name: str) -> Component:
        if name in _COUNTS:
            return Component(component_id(name), code_in_words(name), _COUNTS[name], "Integer")
        column = column_of(columns, name)
        used = {str(row[name]) for row in rows if row[name] is not None}
        codes = _code_list(family, name, used, standards) if name in {*_CODED, *family.dimensions} else ()
        return Component(component_id(name), _title(family, name), column.meaning, _TYPES[column.kind], codes)

    return Structure(
        structure_id=structure_id(family),
        title=family.spec.title if family.spec else family.name,
        dimensions=tuple(map(component, dimension_columns(family))),
        attributes=tuple(map(component, (*ATTRIBUTES, OBSERVATIONS, VALUES))),
        time=Component("TIME_PERIOD", "time period", meanings("observations")[TIME], "ObservationalTimePeriod"),
        measure=replace(component(VALUE), text_type="Double"),
    )


def _title(family: ExportedFamily, name: str) -> str:
    described = family.spec.dimensions.get(name) if family.spec else None
    return described.en if described else code_in_words(name)


def _standards(bundle: Bundle, family: ExportedFamily) -> Mapping[tuple[str, str], list[tuple[str, str, str]]]:
    found: defaultdict[tuple[str, str], list[tuple[str, str, str]]] = defaultdict(list)
    for row in bundle["code_maps"].records():
        if row["family"] == family.name:
            how = f"{row['match']}, {'verified' if row['verified'] else 'not verified'}"
            place = str(row["dimension"]), str(row["code"])
            found[place].append((str(row["standard"]), str(row["standard_code"]), how))
    return found


def _code_list(
    family: ExportedFamily,
    name: str,
    used: set[str],
    standards: Mapping[tuple[str, str], list[tuple[str, str, str]]],
) -> tuple[SdmxCode, ...]:
    if name in family.dimensions:
        return tuple(
            SdmxCode(code_id(code), *names_of(family, name, code), tuple(standards.get((name, code), ())))
            for code in codes_of(family, name, used)
        )
    if name == "obs_status":
        return tuple(SdmxCode(code, told, told) for code, told in _STATUSES.items())
    return tuple(SdmxCode(code_id(code), *_words_for(family, name, code)) for code in sorted(used))


def _words_for(family: ExportedFamily, name: str, code: str) -> tuple[str, str]:
    """The names of a code of a column that is no dimension of the family."""
    if name in {"measure", "base_measure"} and family.spec and code in family.spec.measures:
        return family.spec.measures[code].en, family.spec.measures[code].sv
    if code == NOT_APPLICABLE:
        return names_of(family, name, code)
    return (code, code) if name == "report_id" else (code_in_words(code),) * 2


def structure_text(structure: Structure) -> str:
    """The structure definition as SDMX-ML."""
    source = files(__package__).joinpath(TEMPLATE).read_text(encoding="utf-8")
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )
    return xml_text(environment.from_string(source).render(structure=structure, agency=AGENCY, version=VERSION))
