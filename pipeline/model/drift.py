"""How an edition of a publication differs from the one before it: blocks, classes, and labels that nobody described."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.model.observation import NOT_APPLICABLE, TOTAL, Codes, Observation, SourceKind, UnknownLabel

DRIFTED = frozenset(
    {"new_label", "renamed_label", "block_not_read", "new_block", "moved_block", "gone_class", "new_class"}
)
"""Kinds of findings that tell how an edition differs from what is known."""


@dataclass(frozen=True, slots=True)
class BlockLook:
    """A block as an edition has it: its pages, none where they are not known, and the codes of its classes."""

    block_id: str
    pages: tuple[int, ...]
    classes: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def codes(self) -> Codes:
        """Every class with its dimension, in the order of the pages."""
        return tuple((dimension, code) for dimension, codes in self.classes for code in codes)


@dataclass(frozen=True, slots=True)
class EditionLook:
    """The blocks of one edition, by block id; ``source`` says where this is known from."""

    edition_year: int
    source: str
    blocks: tuple[BlockLook, ...]


@dataclass(frozen=True, slots=True)
class LabelDrift:
    """A label that the family does not know, and the codes that it most likely stands for.

    ``likely`` is empty where it seems to name a new class. It is what the known label stands for that looks most like
    this one, or else the only class of the block that is gone.
    """

    unknown: UnknownLabel
    likely: Codes = ()

    @property
    def is_like_a_known_label(self) -> bool:
        """Whether the guess is that of the label's looks."""
        return bool(self.likely) and self.likely == self.unknown.nearest_codes


def looks_of(told: Iterable[tuple[str, int, Codes]]) -> tuple[BlockLook, ...]:
    """Blocks from the block, page and codes of every number, those without a class of its own included."""
    pages: defaultdict[str, dict[int, None]] = defaultdict(dict)
    classes: defaultdict[str, dict[str, dict[str, None]]] = defaultdict(dict)
    for block_id, page, codes in told:
        pages[block_id][page] = None
        for dimension, code in codes:
            if code not in {TOTAL, NOT_APPLICABLE}:
                classes[block_id].setdefault(dimension, {})[code] = None
    return tuple(
        BlockLook(one, tuple(sorted(pages[one])), tuple((name, tuple(codes)) for name, codes in classes[one].items()))
        for one in sorted(pages)
    )


def look_of(observations: Iterable[Observation]) -> tuple[BlockLook, ...]:
    """Blocks of a report; sentences are no block."""
    return looks_of(
        (one.block_id, one.number.page, one.fact.codes)
        for one in observations
        if one.source_kind is not SourceKind.PROSE
    )
