"""How an edition of a publication differs from the one before it: blocks, classes, and labels that nobody described."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.model.observation import NOT_APPLICABLE, TOTAL, Codes, Normalised, SourceKind, UnknownLabel
from pipeline.model.span import Span

DRIFTED = frozenset(
    {"new_label", "renamed_label", "block_not_read", "new_block", "moved_block", "gone_class", "new_class"}
)
"""Kinds of findings that tell how an edition differs from what is known."""


Place = tuple[int, float, float]
"""A page, and how far from its top and left edge in points."""


@dataclass(frozen=True, slots=True)
class BlockLook:
    """A block as an edition has it: its pages, the codes of its classes, the place of its first number, its cells.

    Where only its classes are known, it has nothing else; where only its caption is, it has no classes and no cells.
    """

    block_id: str
    pages: tuple[int, ...]
    classes: tuple[tuple[str, tuple[str, ...]], ...]
    first: Place | None = None
    cells: frozenset[Codes] = frozenset()

    @property
    def is_read(self) -> bool:
        """Whether more of it is known than where its caption stands."""
        return bool(self.classes or self.cells)

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


def looks_of(told: Iterable[tuple[str, Place, Codes]]) -> tuple[BlockLook, ...]:
    """Blocks from the block, place and codes of every number, those without a class of its own included."""
    places: defaultdict[str, list[Place]] = defaultdict(list)
    cells: defaultdict[str, set[Codes]] = defaultdict(set)
    classes: defaultdict[str, dict[str, dict[str, None]]] = defaultdict(dict)
    for block_id, place, codes in told:
        places[block_id].append(place)
        cells[block_id].add(codes)
        for dimension, code in codes:
            if code not in {TOTAL, NOT_APPLICABLE}:
                classes[block_id].setdefault(dimension, {})[code] = None
    return tuple(
        BlockLook(
            one,
            tuple(sorted({page for page, *_ in places[one]})),
            tuple((name, tuple(codes)) for name, codes in classes[one].items()),
            min(places[one]),
            frozenset(cells[one]),
        )
        for one in sorted(places)
    )


def out_of_order(before: Iterable[BlockLook], now: Iterable[BlockLook]) -> frozenset[str]:
    """The fewest blocks that would have to be moved to get from the order of one edition to that of the other.

    What stays is a longest rising subsequence (Knuth, The Art of Computer Programming 3, 5.1.4).
    """
    then = {one.block_id: one.first for one in before if one.first is not None}
    common = sorted((one.first, one.block_id) for one in now if one.first is not None and one.block_id in then)
    rises: list[tuple[str, ...]] = []
    for _, block_id in common:
        shorter = [rise for rise in rises if then[rise[-1]] < then[block_id]]
        rises.append((*_longest(shorter), block_id))
    return frozenset(block_id for _, block_id in common) - set(_longest(rises))


def _longest(rises: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    none: tuple[str, ...] = ()
    return max(rises, key=len, default=none)


def look_of(normalised: Normalised) -> tuple[BlockLook, ...]:
    """Blocks of a report, those of which only the caption was read behind the others; sentences are no block."""
    read = looks_of(
        (one.block_id, place_of(one.number), one.fact.codes)
        for one in normalised.observations
        if one.source_kind is not SourceKind.PROSE
    )
    places = {block_id: place_of(span) for block_id, span in normalised.captions}
    return with_captions(read, places)


def place_of(span: Span) -> Place:
    """Where a text begins."""
    return span.page, span.bbox.top, span.bbox.x0


def with_captions(looks: Sequence[BlockLook], places: Mapping[str, Place]) -> tuple[BlockLook, ...]:
    """Blocks, and behind them those of which no more is known than the place of their caption."""
    seen = {one.block_id for one in looks}
    alone = (BlockLook(name, (place[0],), (), place) for name, place in places.items() if name not in seen)
    return (*looks, *alone)
