"""Lines of a table as its aligned reader sees them, and where its header ends."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from pipeline.extract.grids.rules import Rule
from pipeline.extract.grids.running import CAPTION
from pipeline.extract.grids.words import Chunk, chunks_of, lines_of, word_space_em
from pipeline.model.document import Word
from pipeline.model.geometry import BBox, hull

# A rule that parts whole rows takes this part of the table's width.
FULL_WIDTH = 0.8

# Lines of one cell overlap by less than this part of their size, as type set solid does.
OVERLAPS = 0.25

# Lines of a label, or of a heading of rows, over the first numbers.
MOST_LABEL_LINES = 3


@dataclass(frozen=True)
class Line:
    """The chunks of one line, from the left."""

    chunks: tuple[Chunk, ...]

    @cached_property
    def bbox(self) -> BBox:
        """The box around all chunks."""
        return hull(chunk.bbox for chunk in self.chunks)

    @property
    def size_pt(self) -> float:
        """The size of the largest type."""
        return max(chunk.size_pt for chunk in self.chunks)

    @property
    def has_values(self) -> bool:
        """Tell whether numbers that are no years stand here, and little else but what the first chunk says."""
        rest = self.chunks[1:]
        if not rest or not any(chunk.is_value for chunk in rest):
            return False
        return 2 * sum(chunk.is_number for chunk in rest) >= len(rest)


def table_lines(words: Iterable[Word], upright: Sequence[Rule] = ()) -> list[Line]:
    """The lines of a table from the top, parted also where an ``upright`` rule passes between two words."""
    lines = lines_of(words)
    space = word_space_em(lines)
    found: list[Line] = []
    for line in lines:
        one = Line(tuple(part for chunk in chunks_of(line, space) for part in _parted(chunk, upright)))
        if found and _is_between(found[-1], one):
            found[-1] = Line(tuple(sorted((*found[-1].chunks, *one.chunks), key=lambda chunk: chunk.bbox.x0)))
        else:
            found.append(one)
    return found


def _is_between(above: Line, below: Line) -> bool:
    """Tell whether cells are centred upright: a number level with the gap between two lines of its label."""
    common = min(chunk.bbox.bottom for chunk in above.chunks) - below.bbox.top
    if common < OVERLAPS * min(above.size_pt, below.size_pt):
        return False
    return not any(one.bbox.x_overlap(other.bbox) > 0 for one in above.chunks for other in below.chunks)


def _parted(chunk: Chunk, upright: Sequence[Rule]) -> list[Chunk]:
    runs = [[chunk.words[0]]]
    for left, right in pairwise(chunk.words):
        one, other = left.bbox, right.bbox
        if any(one.x_mid < rule.at < other.x_mid and rule.start < one.y_mid < rule.end for rule in upright):
            runs.append([right])
        else:
            runs[-1].append(right)
    return [Chunk(tuple(run)) for run in runs]


def rivers_between(boxes: Iterable[BBox], narrowest: float) -> list[tuple[float, float]]:
    """Stretches that no box reaches into, wider than this many points."""
    rivers: list[tuple[float, float]] = []
    reached: float | None = None
    for box in sorted(boxes, key=lambda one: one.x0):
        if reached is not None and box.x0 - reached > narrowest:
            rivers.append((reached, box.x0))
        reached = box.x1 if reached is None else max(reached, box.x1)
    return rivers


def full_rules(rules: Sequence[Rule], region: BBox) -> list[Rule]:
    """Rules that go across the table, each as one, from the top."""
    by_level: dict[float, list[Rule]] = {}
    for rule in rules:
        at = next((level for level in by_level if abs(level - rule.at) < 1), rule.at)
        by_level.setdefault(at, []).append(rule)
    return [
        Rule(level, parts[0].start, parts[-1].end, drawn=any(part.drawn for part in parts))
        for level, parts in sorted(by_level.items())
        if sum(part.length for part in parts) >= FULL_WIDTH * region.width
    ]


def header_lines(lines: Sequence[Line], across: Sequence[Rule]) -> int:
    """How many lines stand over the numbers: up to a rule across before them, else up to the first numbers.

    Between that rule and the numbers only labels may stand. A table without numbers has the lines above its first
    inner rule as header, or one.
    """
    first = next((index for index, line in enumerate(lines) if line.has_values), None)
    ends = [sum(line.bbox.y_mid < rule for line in lines) for rule in _under_header(lines, across)]
    inner = [count for count in ends if 0 < count < len(lines)]
    if first is None:
        return inner[0] if inner and inner[0] <= len(lines) / 2 else 1
    start = min(chunk.bbox.x0 for chunk in lines[first].chunks[1:])
    begin = first
    while begin > 0 and first - begin < MOST_LABEL_LINES and _is_label(lines[begin - 1], start):
        begin -= 1
    return next((count for count in inner if begin <= count <= first), begin)


def _under_header(lines: Sequence[Line], across: Sequence[Rule]) -> list[float]:
    """The levels of rules, and of the lower edge of a fill behind the first line; fills of other rows end nothing."""
    first = lines[0].bbox.y_mid
    shaded = any(not rule.drawn and rule.at < first for rule in across)
    edges = [rule.at for rule in across if not rule.drawn and rule.at > first]
    return sorted([*(rule.at for rule in across if rule.drawn), *(edges[:1] if shaded else [])])


def starts_anew(line: Line) -> bool:
    """Tell whether a line is a caption: another table or figure begins."""
    return bool(CAPTION.match(line.chunks[0].text))


def _is_label(line: Line, start: float) -> bool:
    """Tell whether text ends before the first numbers ``start``: a heading of rows, or the first line of a label."""
    return len(line.chunks) == 1 and line.bbox.x1 < start
