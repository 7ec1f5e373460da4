"""Reading family folders: YAML to the schema, with one clear message for whatever is wrong."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from pipeline.errors import SpecError
from pipeline.model.reference import Reference
from pipeline.spec.references import load_references
from pipeline.spec.schema import FamilySpec, NewLabel, YearSpec
from pipeline.spec.strict_yaml import parse_yaml

FAMILIES = Path(__file__).resolve().parent.parent / "families"

FAMILY_FILE = "family.yml"

AUTO = "auto"
"""The family of reports that no family describes: only taken when it is asked for, and always that of the package."""

_Model = TypeVar("_Model", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Family:
    """A publication: its description, its editions' differences by year, and a digest of all its files.

    ``references`` are figures published elsewhere, in the order of their file.
    """

    spec: FamilySpec
    years: dict[int, YearSpec]
    sha256: str
    references: tuple[Reference, ...] = ()


def load_families(folder: Path = FAMILIES) -> tuple[tuple[Family, ...], tuple[SpecError, ...]]:
    """All families that can be loaded, by name, and what is wrong with the others; ``AUTO`` is none of them."""
    families, errors = [], []
    for path in sorted(folder.glob(f"*/{FAMILY_FILE}")):
        if path.parent.name == AUTO:
            continue
        try:
            families.append(load_family(path.parent))
        except SpecError as error:
            errors.append(error)
    return tuple(families), tuple(errors)


def auto_family() -> Family:
    """The family of reports that no family describes."""
    return load_family(FAMILIES / AUTO)


def load_family(folder: Path) -> Family:
    """One family with its ``<year>.yml`` files and its ``reference.csv``.

    Raises:
        SpecError: a file is not YAML or CSV, has an unknown or repeated key, lacks a needed one, or names what is not
            there.
    """
    spec = _load(folder / FAMILY_FILE, FamilySpec)
    if spec.family != folder.name:
        raise SpecError(
            f"says family {spec.family}", source=_name(folder / FAMILY_FILE), remedy="Rename one of the two"
        )
    paths = sorted(folder.glob("[0-9][0-9][0-9][0-9].yml"))
    loaded = [(path, _load(path, YearSpec)) for path in paths]
    for path, one in loaded:
        spec = _with_codes(spec, one, _name(path))
    years = [_checked_year(path, one, spec) for path, one in loaded]
    references = load_references(folder, spec)
    digest = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        if path.suffix in {".yml", ".csv"}:
            digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return Family(spec, {year.edition_year: year for year in years}, digest.hexdigest(), references)


def _with_codes(spec: FamilySpec, year: YearSpec, source: str) -> FamilySpec:
    """The family with the classes that an edition adds to its dimensions."""
    dimensions = dict(spec.dimensions)
    for name, codes in year.codes.items():
        if name not in dimensions:
            raise SpecError(
                f"codes: unknown dimension {name!r}", source=source, remedy=f"Known are {', '.join(sorted(dimensions))}"
            )
        if twice := sorted(set(codes) & set(dimensions[name].codes)):
            raise SpecError(f"codes.{name}: {', '.join(twice)} is there already", source=source, remedy="Take it out")
        if unknown := sorted({one for code in codes.values() for one in code.maps} - set(spec.standards)):
            raise SpecError(f"codes.{name}: unknown standard {', '.join(unknown)}", source=source)
        dimensions[name] = dimensions[name].model_copy(update={"codes": {**dimensions[name].codes, **codes}})
    return spec.model_copy(update={"dimensions": dimensions})


def _checked_year(path: Path, year: YearSpec, spec: FamilySpec) -> YearSpec:
    if path.stem != str(year.edition_year):
        raise SpecError(f"says edition_year {year.edition_year}", source=_name(path), remedy="Rename one of the two")
    for label in year.labels:
        _require_known(label, spec, _name(path))
    for block, classes in year.printed.items():
        _require_printed(block, classes, spec, _name(path))
    return year


def _require_printed(block: str, classes: dict[str, tuple[str, ...]], spec: FamilySpec, source: str) -> None:
    if block not in {*spec.blocks, *spec.charts}:
        known = ", ".join((*spec.blocks, *spec.charts))
        raise SpecError(f"printed: unknown block {block!r}", source=source, remedy=f"Known are {known}")
    try:
        for dimension, codes in classes.items():
            for code in codes:
                spec.require_codes({dimension: code}, f"printed.{block}")
    except ValueError as error:
        raise SpecError(str(error), source=source) from error


def _require_known(label: NewLabel, spec: FamilySpec, source: str) -> None:
    if label.vocabulary not in spec.vocabularies:
        raise SpecError(
            f"label {label.label!r}: unknown vocabulary {label.vocabulary!r}",
            source=source,
            remedy=f"Known are {', '.join(sorted(spec.vocabularies))}",
        )
    try:
        spec.require_codes(label.codes, f"label {label.label!r}")
    except ValueError as error:
        raise SpecError(str(error), source=source) from error


def _load(path: Path, model: type[_Model]) -> _Model:
    try:
        content: Any = parse_yaml(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise SpecError(f"cannot be read as YAML ({_one_line(error)})", source=_name(path)) from error
    try:
        return model.model_validate(content)
    except ValidationError as error:
        raise SpecError(
            problems_of(error), source=_name(path), remedy="See pipeline/spec/schema.py for what may stand there"
        ) from error


def problems_of(error: ValidationError) -> str:
    """Everything that a schema found wrong, in one line: the key, and what is wrong with it."""
    return " ".join("; ".join(_problem(detail) for detail in error.errors()).split())


def _problem(detail: Any) -> str:
    where = ".".join(str(part) for part in detail["loc"]) or "the file"
    if detail["type"] == "extra_forbidden":
        return f"unknown key {where}"
    return f"{where}: {detail['msg'].removeprefix('Value error, ')}"


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())


def _name(path: Path) -> str:
    return f"families/{path.parent.name}/{path.name}"
