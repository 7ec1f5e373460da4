"""A case is a number: which file, which damage, and where."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

import pikepdf

from tests.fuzz.bases import base_for
from tests.fuzz.mutations import KINDS, bytes_changed


@dataclass(frozen=True, slots=True)
class Case:
    """A damaged file, the family it is taken for, and where it comes from."""

    seed: int
    base: str
    kind: str
    content: bytes
    family: str | None


def case_of(seed: int) -> Case:
    """The case of a number, the same on every machine with the same libraries."""
    chance = Random(seed)  # noqa: S311 -- no secret
    base = base_for(chance)
    kind = list(KINDS)[seed % len(KINDS)]
    try:
        content = KINDS[kind](base.content, chance)
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError, IndexError):  # qpdf does not write all nonsense
        kind, content = "bytes", bytes_changed(base.content, chance)
    return Case(seed, base.name, kind, content, base.family)
