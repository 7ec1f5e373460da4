"""In what a rehearsal differs from the edition before, which is the sample."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache

from tests.rehearsal.blocks import KEY_FIGURES, block_of, shown
from tests.rehearsal.classes import labels_of
from tests.rehearsal.model import Drift, DriftKind
from tests.typeset import Layout, ReportData
from tests.typeset.model import Block
from tests.worlds.report import sample

_LISTED = ("form_boxes", "industries")
"""Blocks whose classes are all of them, so that one that is not there is gone."""

_PRINTED = ("form_boxes", "industries", "figure_5", "origins", "figure_2", "figure_3", "figure_4")


def drifts_of(
    data: ReportData,
    layout: Layout,
    renamed: Mapping[str, str],
    fresh: Collection[str],
    blocks: tuple[Collection[str], Collection[str]],
) -> tuple[Drift, ...]:
    """Return all differences; `blocks` are those that are gone and those that are new."""
    gone, strange = blocks
    found = [
        *_labels(data, layout, renamed, fresh),
        *_gone_labels(data, renamed),
        *(Drift(DriftKind.MOVED_BLOCK, name) for name in moved_blocks(shown(sample()), shown(data))),
        *(Drift(DriftKind.GONE_BLOCK, name) for name in sorted(gone)),
        *(Drift(DriftKind.NEW_BLOCK, name, block_of(data, name).caption) for name in sorted(strange)),
    ]
    return tuple(found)


def _labels(data: ReportData, layout: Layout, renamed: Mapping[str, str], fresh: Collection[str]) -> Iterator[Drift]:
    """Each label that is not known, once a block; labels of charts may be outlines."""
    for block in data.blocks:
        if block.id not in _PRINTED:
            continue
        for label in labels_of(block):
            if label in fresh:
                kind = DriftKind.RENAMED_LABEL if label in renamed else DriftKind.NEW_LABEL
                yield Drift(kind, block.id, label, renamed.get(label, ""), block.id not in layout.charts.outlined)


def _gone_labels(data: ReportData, renamed: Mapping[str, str]) -> Iterator[Drift]:
    before = {block.id: labels_of(block) for block in sample().blocks}
    for block in data.blocks:
        if block.id in _LISTED:
            now = {*labels_of(block), *_renamed_away(block, renamed)}
            now |= {label.rstrip("¹") for label in labels_of(block)}
            yield from (Drift(DriftKind.GONE_LABEL, block.id, label) for label in before[block.id] if label not in now)


def _renamed_away(block: Block, renamed: Mapping[str, str]) -> set[str]:
    return {renamed[label] for label in labels_of(block) if label in renamed}


def moved_blocks(before: Sequence[str], now: Sequence[str]) -> tuple[str, ...]:
    """Return the blocks that would have to be moved, the fewest, to get from one order to the other."""
    common = [name for name in now if name in before and name != KEY_FIGURES]
    places = [before.index(name) for name in common]
    kept = _longest_rise(tuple(places))
    return tuple(name for name, place in zip(common, places, strict=True) if place not in kept)


@cache
def _longest_rise(places: tuple[int, ...]) -> frozenset[int]:
    best: list[tuple[int, ...]] = []
    for place in places:
        before = [rise for rise in best if rise[-1] < place]
        best.append((*_longest(before), place))
    return frozenset(_longest(best))


def _longest(rises: Sequence[tuple[int, ...]]) -> tuple[int, ...]:
    return next((rise for rise in sorted(rises, key=len, reverse=True)), ())
