"""The classes of each dimension with their names, and what they are in standards."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from babel import Locale

from pipeline.load.export.described import CODE_MAPS, CODES, TITLES
from pipeline.load.export.model import Cell, ExportedFamily, ForeignKey, Table
from pipeline.load.tables import Row
from pipeline.model.observation import NOT_APPLICABLE, TOTAL
from pipeline.spec.names import class_named, code_in_words
from pipeline.spec.schema import RESERVED_CODES, Dimension

_GENERAL = {TOTAL: ("all", "alla"), NOT_APPLICABLE: ("does not apply", "ej tillämpligt")}
_ALPHA_2 = "iso3166"
_STANDARDS = {_ALPHA_2: "ISO 3166-1"}

_NOT_COUNTRIES = frozenset(["AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "FX", "IC", "SU", "TA", "UK", "UN"])
"""Codes that ISO 3166-1 only reserves ("exceptionally"), and CLDR names."""

_USER_ASSIGNED = re.compile("AA|Q[M-Z]|X[A-Z]|ZZ")
"""Codes that ISO 3166-1 leaves to its users. Source: ISO 3166-1, clause 8.1.3."""


def code_tables(families: Sequence[ExportedFamily], rows: Sequence[Row]) -> tuple[Table, Table]:
    """The table of codes and the table of what they are in standards."""
    codes: list[tuple[Cell, ...]] = []
    maps: list[tuple[Cell, ...]] = []
    for family in families:
        mine = [row for row in rows if row["family"] == family.name]
        for dimension in family.dimensions:
            used = {row[dimension] for row in mine}
            codes.extend(_codes(family, dimension, used))
            maps.extend((family.name, dimension, *told) for told in _maps(family, dimension, used))
    key = ("family", "dimension", "code")
    return (
        Table("codes", TITLES["codes"], CODES, tuple(codes), key),
        Table(
            "code_maps",
            TITLES["code_maps"],
            CODE_MAPS,
            tuple(maps),
            (*key, "standard", "standard_code"),
            (ForeignKey(key, "codes", key),),
        ),
    )


def _dimension(family: ExportedFamily, dimension: str) -> Dimension | None:
    return family.spec.dimensions.get(dimension) if family.spec else None


def codes_of(family: ExportedFamily, dimension: str, used: set[str]) -> list[str]:
    """All codes that the family describes, then those that stand in its rows besides."""
    described = _dimension(family, dimension)
    own = list(described.codes) if described else []
    return [*own, *sorted(used - set(own), key=lambda code: (code in RESERVED_CODES, code))]


def _codes(family: ExportedFamily, dimension: str, used: set[str]) -> Iterator[tuple[Cell, ...]]:
    described = _dimension(family, dimension)
    names = (described.en, described.sv) if described else (code_in_words(dimension),) * 2
    for code in codes_of(family, dimension, used):
        yield (family.name, dimension, code, *names_of(family, dimension, code), *names)


def names_of(family: ExportedFamily, dimension: str, code: str) -> tuple[str, str]:
    """The name of a class in English and Swedish."""
    if code in _GENERAL:
        return _GENERAL[code]
    return (class_named(dimension, code, family.spec, "en"), class_named(dimension, code, family.spec, "sv"))


def _maps(family: ExportedFamily, dimension: str, used: set[str]) -> Iterator[tuple[Cell, ...]]:
    described = _dimension(family, dimension)
    if described is None:
        return
    for code in codes_of(family, dimension, used):
        if code in described.codes:
            for standard, told in described.codes[code].maps.items():
                title = family.spec.standards[standard].title if family.spec else standard
                yield code, title, told.code, told.match, told.verified
        elif described.standard == _ALPHA_2 and code not in RESERVED_CODES:
            yield code, _STANDARDS[described.standard], code, "exact", is_country(code)


def is_country(code: str) -> bool:
    """Tell whether ISO 3166-1 has this alpha-2 code for a country or an area.

    CLDR names all of those, and some codes that are reserved or left to users.
    """
    return code in Locale("en").territories and code not in _NOT_COUNTRIES and not _USER_ASSIGNED.fullmatch(code)
