"""Whose reports are looked for, and which issue of a report a file is."""

from __future__ import annotations

from pathlib import Path

from pipeline.errors import SpecError, UsageError
from pipeline.normalise.identify import FIRST_VINTAGE
from pipeline.run.options import Options
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


def vintage_of(path: Path) -> str:
    """The vintage that ``sources.yml`` beside the file gives it, else the first."""
    source = load_sources(path.parent).get(path.name)
    return (source.vintage if source else None) or FIRST_VINTAGE
