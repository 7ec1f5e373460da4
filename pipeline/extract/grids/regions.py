"""Where tables are: frames of rules, rules across with lines of chunks between, and lines of chunks alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.extract.grids.lines import Line, table_lines
from pipeline.extract.grids.rules import Rule, Rules
from pipeline.extract.grids.running import CAPTION, NOTE, Gutter
from pipeline.model.document import Word
from pipeline.model.geometry import BBox, hull

# Rules meet within this.
MEET_PT = 2.5

# Lines of one table follow each other within this many type sizes, from middle to middle; further apart only where
# all its lines are.
NEXT_LINE_EM = 2.6

# Between two lines of a table, so many may have text in one column only: wrapped labels, headings of rows.
LABELS_BETWEEN = 4

# Shorter rules do not bound a table, in points: two columns of numbers are wider.
NARROWEST_TABLE_PT = 40.0

# Room between two rules without words that is higher parts tables, in points: three lines of type.
HIGHEST_LABEL_PT = 40.0

# A part that is nearly all.
MOSTLY = 0.7

# Of the lines of one table this part is level on both sides of a river.
LEVEL = 0.5

COLUMNS, LABEL, OTHER = "columns", "label", "other"

_BULLET = re.compile(r"[•●▪■◦‣·–—*o✓]|\(?(?:\d{1,2}|[a-z]|[ivx]+)[.)]|[\uf0a7\uf0b7\uf0d8\uf0fc]")


@dataclass(frozen=True, slots=True)
class Region:
    """A place where a table may be; ``framed`` where rules say so."""

    bbox: BBox
    framed: bool


def frames_of(rules: Rules) -> list[BBox]:
    """Boxes around level and upright rules that touch each other, of which there are three at least."""
    every = [(BBox(one.start, one.at, one.end, one.at), True) for one in rules.level]
    every += [(BBox(one.at, one.start, one.at, one.end), False) for one in rules.upright]
    groups: list[list[int]] = []
    for index, (box, _) in enumerate(every):
        touching = [group for group in groups if any(_meet(box, every[other][0]) for other in group)]
        merged = [index, *(one for group in touching for one in group)]
        groups = [group for group in groups if group not in touching]
        groups.append(merged)
    found = []
    for group in groups:
        level = sum(every[index][1] for index in group)
        if level and len(group) > level and len(group) > 2:  # noqa: PLR2004 -- two rules that meet are axes
            found.append(hull(every[index][0] for index in group))
    return found


def _meet(one: BBox, other: BBox) -> bool:
    return (
        one.x0 - MEET_PT <= other.x1
        and other.x0 - MEET_PT <= one.x1
        and one.top - MEET_PT <= other.bottom
        and other.top - MEET_PT <= one.bottom
    )


def across_of(rules: Sequence[Rule], free: Sequence[Word], words: Sequence[Word]) -> list[BBox]:
    """Boxes between rules across that begin and end at the same places, next ones below each other.

    A heading of rows by itself between two rules is inside when a table is above and below it.
    """
    found = []
    for stack in _stacks(rules):
        boxes = [BBox(upper.start, upper.at, upper.end, lower.at) for upper, lower in pairwise(stack)]
        held = [_held(box, free, words) for box in boxes]
        start = None
        for index, what in enumerate([*held, OTHER]):
            if what == COLUMNS and start is None:
                start = index
            if what == OTHER and start is not None:
                last = max(at for at in range(start, index) if held[at] == COLUMNS)
                found.append(hull(boxes[start : last + 1]))
                start = None
    return found


def _stacks(rules: Sequence[Rule]) -> list[list[Rule]]:
    stacks: list[list[Rule]] = []
    for rule in sorted(rules):
        if rule.length < NARROWEST_TABLE_PT:
            continue
        stack = next((one for one in stacks if _same_ends(one[-1], rule)), None)
        if stack is None:
            stacks.append([rule])
        else:
            stack.append(rule)
    return stacks


def _same_ends(one: Rule, other: Rule) -> bool:
    return abs(one.start - other.start) <= 2 * MEET_PT and abs(one.end - other.end) <= 2 * MEET_PT


def regions_of(free: Sequence[Word], words: Sequence[Word], rules: Rules, gutters: Sequence[Gutter]) -> list[Region]:
    """Regions from the top; ``free`` are the words outside running text."""
    frames = [box for box in frames_of(rules) if any(box.holds_centre_of(word.bbox) for word in words)]
    framed = [box for box in _joined_frames(frames, words) if _cells_in(box, words, rules)]
    framed = [box for box in framed if not any(other != box and _holds(other, box) for other in framed)]
    runs = [run for zone in _zones(free, gutters) for run in _runs(zone, framed)]
    between = across_of(rules.level, free, words)
    merged = _merged([*((box, True) for box in framed), *((box, True) for box in between)])
    for run in runs:
        merged = _with_run(merged, run)
    lines = table_lines(free)
    merged = [_with_header(region, lines) for region in merged]
    return sorted(merged, key=lambda one: (one.bbox.top, one.bbox.x0))


def _joined_frames(frames: Sequence[BBox], words: Sequence[Word]) -> list[BBox]:
    """Frames below each other with a row between that no upright crosses: the heading of a section."""
    found: list[BBox] = []
    for box in sorted(frames, key=lambda one: (one.top, one.x0)):
        above = next((one for one in found if _is_above(one, box) and _label_between(one, box, words)), None)
        if above is None:
            found.append(box)
        else:
            found[found.index(above)] = hull([above, box])
    return found


def _is_above(one: BBox, other: BBox) -> bool:
    ends = max(abs(one.x0 - other.x0), abs(one.x1 - other.x1))
    return ends <= MEET_PT and 0 < other.top - one.bottom < HIGHEST_LABEL_PT


def _label_between(one: BBox, other: BBox, words: Sequence[Word]) -> bool:
    between = BBox(one.x0, one.bottom, one.x1, other.top)
    lines = table_lines(word for word in words if between.holds_centre_of(word.bbox))
    return bool(lines) and not any(_starts_anew(line) for line in lines)


def _holds(outer: BBox, inner: BBox) -> bool:
    return outer.common(inner) == inner


def _cells_in(box: BBox, words: Sequence[Word], rules: Rules) -> bool:
    """Tell whether words stand in two columns and two rows at least."""
    inside = [word for word in words if box.holds_centre_of(word.bbox)]
    if not inside:
        return False
    lines = table_lines(inside, rules.upright)
    return len(lines) > 1 and sum(len(line.chunks) > 1 for line in lines) > 1


def _held(box: BBox, free: Sequence[Word], words: Sequence[Word]) -> str:
    """What is between two rules: lines of chunks with hardly any running text, a label or nothing, or something else."""
    inside = [word for word in free if box.holds_centre_of(word.bbox)]
    every = sum(box.holds_centre_of(word.bbox) for word in words)
    if not every:
        return LABEL if box.height < HIGHEST_LABEL_PT else OTHER
    if len(inside) < MOSTLY * every:
        return OTHER
    lines = table_lines(inside)
    if any(_starts_anew(line) for line in lines):
        return OTHER
    if any(len(line.chunks) > 1 for line in lines):
        return COLUMNS
    return LABEL if len(lines) <= LABELS_BETWEEN else OTHER


def _zones(free: Sequence[Word], gutters: Sequence[Gutter]) -> list[list[Word]]:
    """Words by the columns of running text they stand in or beside."""
    zones: dict[tuple[int, ...], list[Word]] = {}
    for word in free:
        zones.setdefault(tuple(gutter.side_of(word.bbox) for gutter in gutters), []).append(word)
    return list(zones.values())


def _starts_anew(line: Line) -> bool:
    """Tell whether a line is a caption: another table or figure begins."""
    return bool(CAPTION.match(line.chunks[0].text))


def _runs(words: Sequence[Word], framed: Sequence[BBox]) -> list[list[Line]]:
    """Stretches of lines of which most have several chunks."""
    lines = table_lines(words)
    second = next((one for one in map(_second_caption, lines) if one is not None), None)
    if second is not None:
        parts = _beside(words, second)
        return [run for part in parts for run in _runs(part, framed)]
    runs: list[list[Line]] = []
    current: list[Line] = []
    for line in lines:
        if current and not _follows(current, line):
            runs.append(current)
            current = []
        current.append(line)
    runs.append(current)
    found: list[list[Line]] = []
    for run in runs:
        trimmed = _trimmed(run)
        if trimmed and _is_tabular(trimmed, framed, captioned=_starts_anew(run[0])):
            found.extend(_not_level(trimmed, framed))
    return found


def _second_caption(line: Line) -> BBox | None:
    """Where the second of two captions on one line begins: tables side by side."""
    captions = [chunk.bbox for chunk in line.chunks if CAPTION.match(chunk.text)]
    return captions[1] if len(captions) > 1 else None


def _beside(words: Sequence[Word], caption: BBox) -> list[list[Word]]:
    """Words above a caption, and those below its top to its left and to its right."""
    sides: list[list[Word]] = [[], [], []]
    for word in words:
        below = word.bbox.y_mid > caption.top
        sides[(1 + (word.bbox.x_mid > caption.x0 - 1)) if below else 0].append(word)
    return [side for side in sides if side]


def _not_level(run: list[Line], framed: Sequence[BBox]) -> list[list[Line]]:
    """A run in two, where a river parts lines that are not level with each other: tables side by side."""
    words = [word for line in run for chunk in line.chunks for word in chunk.words]
    for left, right in _wide_rivers(run):
        middle = (left + right) / 2
        sides = [table_lines(word for word in words if (word.bbox.x_mid < middle) == first) for first in (True, False)]
        if not all(_is_tabular(side, framed, captioned=False) for side in sides):
            continue
        levels = [{round(line.bbox.y_mid) for line in side} for side in sides]
        if len(levels[0] & levels[1]) < LEVEL * min(map(len, levels)):
            return [part for side in sides for part in _not_level(side, framed)]
    return [run]


def _wide_rivers(run: Sequence[Line]) -> list[tuple[float, float]]:
    """Stretches that no chunk of a run reaches into, at least two type sizes wide."""
    boxes = sorted((chunk.bbox for line in run for chunk in line.chunks), key=lambda box: box.x0)
    rivers, reached = [], boxes[0].x1
    for box in boxes:
        if box.x0 - reached > 2 * run[0].size_pt:
            rivers.append((reached, box.x0))
        reached = max(reached, box.x1)
    return rivers


def _follows(run: Sequence[Line], line: Line) -> bool:
    above = run[-1]
    step = line.bbox.y_mid - above.bbox.y_mid
    size = max(above.size_pt, line.size_pt)
    usual = [b.bbox.y_mid - a.bbox.y_mid for a, b in pairwise(run)]
    limit = max(NEXT_LINE_EM * size, 1.3 * min(max(usual, default=0), 4 * size))
    if step > limit or _starts_anew(line):
        return False
    single = 0
    for one in (*reversed(run),):
        if len(one.chunks) > 1:
            break
        single += 1
    return single <= LABELS_BETWEEN or len(line.chunks) == 1


def _trimmed(run: Sequence[Line]) -> list[Line]:
    """Without captions, headings and notes before and after: lines of one chunk that begin at the stub."""
    lines = list(run)
    several = [index for index, line in enumerate(lines) if len(line.chunks) > 1]
    if len(several) < 2:  # noqa: PLR2004 -- a table has two
        return []
    body = lines[several[0] : several[-1] + 1]
    start = min(line.bbox.x0 for line in body)
    second = min(line.chunks[1].bbox.x0 for line in body if len(line.chunks) > 1)
    first, last = several[0], several[-1]
    while first > 0 and _is_over_columns(lines[first - 1], lines[first], start, second):
        first -= 1
    while last + 1 < len(lines) and _ends_label(lines[last], lines[last + 1], start, second):
        last += 1
    return lines[first : last + 1]


def _is_over_columns(line: Line, below: Line, start: float, second: float) -> bool:
    return line.bbox.x0 > max(start + 2 * line.size_pt, min(second, start + 8 * line.size_pt) - line.size_pt) and (
        below.bbox.y_mid - line.bbox.y_mid < 2 * line.size_pt
    )


def _ends_label(above: Line, line: Line, start: float, second: float) -> bool:
    """Tell whether a last line goes on with the label above it."""
    text = line.chunks[0].text
    near = line.bbox.y_mid - above.bbox.y_mid <= 1.4 * line.size_pt
    alike = abs(line.size_pt - above.size_pt) < 0.5
    inside = line.bbox.x0 >= start - 1 and line.bbox.x1 < second
    return near and alike and inside and not NOTE.match(text) and text[:1].islower()


def _is_tabular(run: Sequence[Line], framed: Sequence[BBox], *, captioned: bool) -> bool:
    """Tell a table from a list, contents, or words that happen to be parted."""
    several = [line for line in run if len(line.chunks) > 1]
    if any(frame.common(hull(line.bbox for line in run)) for frame in framed):
        return True
    if len(several) < 3 or 4 * len(several) < len(run):  # noqa: PLR2004 -- two lines may be chance
        return False
    rest = [chunk for line in several for chunk in line.chunks[1:]]
    numbers = sum(chunk.is_number for chunk in rest)
    if sum(bool(_BULLET.fullmatch(line.chunks[0].text)) for line in several) > len(several) / 2:
        return sum(len(line.chunks) > 2 for line in several) > len(several) / 2  # noqa: PLR2004 -- bullet, text, more
    if numbers >= 0.3 * len(rest):
        return 2 * len(several) >= len(run) or numbers >= MOSTLY * len(rest)
    columns = sorted(len(line.chunks) for line in several)[len(several) // 2]
    return (columns > 2 or captioned or len(several) > 6) and _is_aligned(several)  # noqa: PLR2004


def _is_aligned(lines: Sequence[Line]) -> bool:
    """Tell whether most chunks begin where one of the next line does."""
    aligned = total = 0
    for above, below in pairwise(lines):
        for chunk in above.chunks:
            total += 1
            aligned += any(
                min(
                    abs(chunk.bbox.x0 - o.bbox.x0), abs(chunk.bbox.x1 - o.bbox.x1), abs(chunk.bbox.x_mid - o.bbox.x_mid)
                )
                < 2
                for o in below.chunks
            )
    return 2 * aligned >= total


def _merged(boxes: Iterable[tuple[BBox, bool]]) -> list[Region]:
    regions: list[Region] = []
    for box, framed in boxes:
        joined = box
        touching = [one for one in regions if _meet(one.bbox, joined)]
        regions = [one for one in regions if one not in touching]
        regions.append(Region(hull([joined, *(one.bbox for one in touching)]), framed))
    return regions


def _with_run(regions: Sequence[Region], run: Sequence[Line]) -> list[Region]:
    """Regions with a run of lines: those it overlaps grow by it."""
    box = hull(line.bbox for line in run)
    overlapped = [one for one in regions if _overlap(one.bbox, box)]
    if not overlapped:
        return [*regions, Region(box, framed=False)]
    rest = [one for one in regions if one not in overlapped]
    if len(overlapped) == 1:
        return [*rest, Region(hull([overlapped[0].bbox, box]), framed=True)]
    return list(regions)


def _with_header(region: Region, lines: Sequence[Line]) -> Region:
    """A region whose first line has numbers already, with the lines right above it: names over a rule."""
    inside = [line for line in lines if region.bbox.holds_centre_of(line.bbox)]
    if not region.framed or not inside or not inside[0].has_values:
        return region
    box = region.bbox
    above = [
        line for line in lines if line.bbox.y_mid < box.top and line.bbox.x0 > box.x0 - 2 and line.bbox.x1 < box.x1 + 2
    ]
    for line in reversed(above):
        near = box.top - line.bbox.bottom < 0.8 * line.size_pt
        if not near or _starts_anew(line) or (len(line.chunks) == 1 and box == region.bbox):
            break
        box = hull([box, line.bbox])
    return Region(box, region.framed)


def _overlap(one: BBox, other: BBox) -> bool:
    return one.x_overlap(other) > 0 and one.y_overlap(other) > 0
