"""Names of classes in English and Swedish: as the family describes them, of a standard list, or as printed."""

from __future__ import annotations

from typing import Literal

from babel import Locale

from pipeline.model.observation import NEW, OTHER, TOTAL, UNKNOWN
from pipeline.spec.schema import FamilySpec

Language = Literal["en", "sv"]
LANGUAGES: tuple[Language, Language] = ("en", "sv")

_GENERAL: dict[str, dict[str, str]] = {
    "en": {UNKNOWN: "unknown", OTHER: "other", "new": "new"},
    "sv": {UNKNOWN: "okänt", OTHER: "annat", "new": "ny"},
}
_GENERAL_CODES = {TOTAL: "all", UNKNOWN: "unknown", OTHER: "other"}
_TERRITORIAL = "iso3166"


def class_named(dimension: str, code: str, spec: FamilySpec | None, language: Language) -> str:
    """The name of a class; a label that the family does not know stays as printed."""
    general, described = _GENERAL[language], spec.dimensions.get(dimension) if spec else None
    if code in {UNKNOWN, OTHER}:
        return general[code]
    if code.startswith(NEW):
        return f"{general['new']} “{code.removeprefix(NEW)}”"
    if described is not None and code in described.codes:
        return str(getattr(described.codes[code], language))
    if described is not None and described.standard == _TERRITORIAL:
        return str(Locale(language).territories.get(code, code))
    return code_in_words(code)


def class_by_itself(dimension: str, code: str, spec: FamilySpec | None, language: Language) -> str:
    """The name of a class where nothing says of what it is one: an unknown, other or new one after its dimension."""
    described = spec.dimensions.get(dimension) if spec else None
    named = class_named(dimension, code, spec, language)
    if code not in {UNKNOWN, OTHER} and not code.startswith(NEW):
        return named
    return f"{getattr(described, language) if described else code_in_words(dimension)}: {named}"


def code_in_words(code: str) -> str:
    """A code of a dimension; a label that the family does not know stays as printed.

    >>> code_in_words("forced_marriage"), code_in_words("_U"), code_in_words("new:Glas_bruk")
    ('forced marriage', 'unknown', 'new “Glas_bruk”')
    """
    if code.startswith(NEW):
        return f"new “{code.removeprefix(NEW)}”"
    return _GENERAL_CODES.get(code) or code.replace("_", " ")
