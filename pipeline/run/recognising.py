"""Whose reports are looked for, and which one a document is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import SpecError, UnknownFamilyError, UsageError
from pipeline.model.report import Report
from pipeline.normalise.auto.normaliser import auto_identify
from pipeline.normalise.identify import FIRST_VINTAGE, identify
from pipeline.run.options import Options
from pipeline.run.reading import Extraction
from pipeline.spec.loading import AUTO, Family, auto_family, load_families
from pipeline.spec.sources import load_sources


def known_families(options: Options) -> tuple[tuple[Family, ...], tuple[SpecError, ...]]:
    """The families that reports may be of, and what is wrong with the others.

    Raises:
        UsageError: there is no folder of families, or not the one that was asked for.
    """
    if options.family == AUTO:
        return (auto_family(),), ()
    if not options.families.is_dir():
        raise UsageError("no such folder of families", source=str(options.families), remedy="See --families")
    families, errors = load_families(options.families)
    if options.family is None:
        return families, errors
    asked = tuple(family for family in families if family.spec.family == options.family)
    if not asked:
        problem = next((str(one) for one in errors if f"/{options.family}/" in str(one.source)), None)
        raise UsageError(
            problem or f"unknown family {options.family!r}", remedy="`pipeline families` lists those known"
        )
    return asked, ()


@dataclass(frozen=True, slots=True)
class Recognised:
    """What was read of a file, and which report of which family it is."""

    extraction: Extraction
    report: Report
    family: Family


def read_and_recognise(
    extract: Callable[[Path, str | None], Extraction],
    families: Sequence[Family],
    asked: str | None,
    path: Path,
    password: str | None,
) -> Recognised:
    """Read a file and find out which report it is; runs in a worker process.

    Raises:
        ReadError: the file cannot be read.
        UnknownFamilyError: no family recognises it, or not the one that was asked for.
        SpecError: the sources.yml beside it cannot be understood.
    """
    extraction = extract(path, password)
    report, family = identified(extraction, families, vintage_of(path), asked)
    return Recognised(extraction, report, family)


def identified(
    extraction: Extraction, families: Sequence[Family], vintage: str, asked: str | None
) -> tuple[Report, Family]:
    """The report that a document is, of the family that was ``asked`` for, if any.

    Raises:
        UnknownFamilyError: no family recognises it, or not the one that was asked for.
    """
    if asked == AUTO:
        (family,) = families
        return auto_identify(extraction.document, extraction.printed, vintage), family
    try:
        return identify(extraction.document, families, vintage)
    except UnknownFamilyError as error:
        if asked is None:
            raise
        raise UnknownFamilyError(
            f"it is no report of {asked}",
            source=error.source,
            page=error.page,
            remedy=f"Its title would be {families[0].spec.title}; without --family another one may recognise it",
        ) from error


def vintage_of(path: Path) -> str:
    """The vintage that ``sources.yml`` beside the file gives it, else the first."""
    source = load_sources(path.parent).get(path.name)
    return (source.vintage if source else None) or FIRST_VINTAGE
