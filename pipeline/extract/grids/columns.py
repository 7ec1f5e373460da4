"""Columns by white space: rivers that (nearly) no line crosses."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.extract.grids.lines import Line
from pipeline.extract.grids.words import Chunk

# Of so many lines one may cross a river: a name over several columns within the table.
LINES_A_CROSSING = 10

# A river is no narrower, in points: two numbers of the smallest type set side by side.
NARROWEST_PT = 1.0


@dataclass(frozen=True, slots=True)
class Columns:
    """Edges of columns from the left, the outer ones included, and what their text takes up between them."""

    edges: tuple[float, ...]
    extents: tuple[tuple[float, float], ...]

    @property
    def count(self) -> int:
        """How many columns."""
        return len(self.extents)

    def at(self, x: float) -> int:
        """The column of a place."""
        return sum(x >= edge for edge in self.edges[1:-1])


def columns_of(
    header: Sequence[Line], body: Sequence[Line], drawn: Sequence[float], *, in_bands: bool = False
) -> Columns | None:
    """Columns of the body's lines by rivers and by ``drawn`` rules; ``None`` where there is only one.

    Where rules across make bands of rows (``in_bands``), names of several rows may stand left of all, between lines.
    """
    lines = [line for line in body if len(line.chunks) > 1] or [line for line in header if len(line.chunks) > 1]
    if not lines:
        return None
    cuts = _with_drawn(_rivers(lines), drawn, lines)
    cuts = _without_halves(cuts, lines, header)
    if in_bands:
        cuts = [*_left_of_all(lines, body), *cuts]
    return _columns(cuts, [*lines, *(line for line in body if len(line.chunks) == 1)])


def _left_of_all(lines: Sequence[Line], body: Sequence[Line]) -> list[tuple[float, float]]:
    """The river right of lines of one chunk that end before all others begin; none where there are not several."""
    left = min(line.bbox.x0 for line in lines)
    ends = [line.bbox.x1 for line in body if line.bbox.x1 <= left - NARROWEST_PT]
    return [(max(ends), left)] if len(ends) > 1 else []


def columns_by_rules(body: Sequence[Line], drawn: Sequence[float]) -> Columns | None:
    """Columns between upright rules alone."""
    return _columns([(at, at) for at in drawn], body) if drawn else None


def _rivers(lines: Sequence[Line]) -> list[tuple[float, float]]:
    """Stretches that no chunk covers but those of a few lines, where lines are many."""
    tolerated = len(lines) // LINES_A_CROSSING
    events: list[tuple[float, int]] = []
    for line in lines:
        for chunk in line.chunks:
            events += [(chunk.bbox.x0, 1), (chunk.bbox.x1, -1)]
    events.sort()
    rivers, covering, start = [], 0, None
    for x, change in events:
        if start is not None and covering <= tolerated < covering + change:
            if x - start >= NARROWEST_PT:
                rivers.append((start, x))
            start = None
        covering += change
        if covering <= tolerated and start is None:
            start = x
    if tolerated and rivers:
        left, right = min(line.bbox.x0 for line in lines), max(line.bbox.x1 for line in lines)
        rivers = [_clear(river, lines) for river in rivers if river[0] > left and river[1] < right]
        return _held_by_both_sides(rivers, lines)
    return rivers


def _clear(river: tuple[float, float], lines: Sequence[Line]) -> tuple[float, float]:
    """The widest part of a river that no chunk reaches into; all of it where there is none."""
    inside = [
        (max(chunk.bbox.x0, river[0]), min(chunk.bbox.x1, river[1]))
        for line in lines
        for chunk in line.chunks
        if chunk.bbox.x0 < river[1] and chunk.bbox.x1 > river[0]
    ]
    reached, best = river[0], (river[0], river[0])
    for start, end in sorted([*inside, (river[1], river[1])]):
        if start - reached > best[1] - best[0]:
            best = (reached, start)
        reached = max(reached, end)
    return best if best[1] - best[0] >= NARROWEST_PT else river


def _held_by_both_sides(rivers: list[tuple[float, float]], lines: Sequence[Line]) -> list[tuple[float, float]]:
    """Without rivers beside a stretch that hardly any line has a chunk of its own in: crossed by words of a label."""
    kept = list(rivers)
    while True:
        edges = [-1e9, *((start + end) / 2 for start, end in kept), 1e9]
        counts = [
            sum(any(low <= chunk.bbox.x0 and chunk.bbox.x1 <= high for chunk in line.chunks) for line in lines)
            for low, high in pairwise(edges)
        ]
        weak = [index for index, count in enumerate(counts) if count <= max(1, len(lines) // LINES_A_CROSSING)]
        crossed = [river for index in weak for river in kept[max(0, index - 1) : index + 1] if _crossing(river, lines)]
        if not crossed:
            return kept
        kept.remove(max(crossed, key=lambda river: _crossing(river, lines)))


def _crossing(river: tuple[float, float], lines: Sequence[Line]) -> int:
    middle = (river[0] + river[1]) / 2
    return sum(any(chunk.bbox.x0 < middle < chunk.bbox.x1 for chunk in line.chunks) for line in lines)


def _with_drawn(
    rivers: Sequence[tuple[float, float]], drawn: Sequence[float], lines: Sequence[Line]
) -> list[tuple[float, float]]:
    """Rivers, and rules that no word of the body crosses where there is none."""
    cuts = list(rivers)
    left, right = min(line.bbox.x0 for line in lines), max(line.bbox.x1 for line in lines)
    for at in drawn:
        if not left < at < right or any(start - 1 <= at <= end + 1 for start, end in rivers):
            continue
        crossing = sum(word.bbox.x0 < at < word.bbox.x1 for line in lines for c in line.chunks for word in c.words)
        if crossing <= len(lines) // LINES_A_CROSSING:
            cuts.append((at, at))
    return sorted(cuts)


def _without_halves(
    cuts: Sequence[tuple[float, float]], lines: Sequence[Line], header: Sequence[Line]
) -> list[tuple[float, float]]:
    """Columns of which no line has both, and no header names both, are one with two alignments."""
    kept = list(cuts)
    index = 0
    while index < len(kept):
        edges = [-1e9, *((start + end) / 2 for start, end in kept), 1e9]
        one, other = (edges[index], edges[index + 1]), (edges[index + 1], edges[index + 2])
        in_one, in_other = ({i for i, line in enumerate(lines) if _any_in(line.chunks, span)} for span in (one, other))
        named = sum(any(_any_in(line.chunks, span) for line in header) for span in (one, other))
        sparse = max(len(in_one), len(in_other)) < len(lines) if in_one and in_other else False
        if index and sparse and not in_one & in_other and named < 2:  # noqa: PLR2004 -- both
            kept.pop(index)
        else:
            index += 1
    return kept


def _any_in(chunks: Iterable[Chunk], span: tuple[float, float]) -> bool:
    return any(span[0] <= chunk.bbox.x_mid < span[1] for chunk in chunks)


def _columns(cuts: Sequence[tuple[float, float]], lines: Sequence[Line]) -> Columns | None:
    if not cuts:
        return None
    left = min(line.bbox.x0 for line in lines)
    right = max(line.bbox.x1 for line in lines)
    inner = [(start + end) / 2 for start, end in cuts]
    edges = [min(left, inner[0]) - 1, *inner, max(right, inner[-1]) + 1]
    extents = []
    for low, high in pairwise(edges):
        inside = [c.bbox for line in lines for c in line.chunks if low <= c.bbox.x0 + 0.5 and c.bbox.x1 - 0.5 <= high]
        extents.append((min((b.x0 for b in inside), default=low), max((b.x1 for b in inside), default=high)))
    return Columns(tuple(edges), tuple(extents))
