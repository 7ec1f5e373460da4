"""Where white space says that tables are: stretches of lines of which most have several chunks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise, takewhile

from pipeline.extract.grids.lines import Line, rivers_between, starts_anew, table_lines
from pipeline.extract.grids.running import CAPTION, NOTE
from pipeline.model.document import Word
from pipeline.model.geometry import BBox, hull

# Lines of one table follow each other within this many type sizes, from middle to middle; further apart only where
# all its lines are.
NEXT_LINE_EM = 2.6

# Between two lines of a table, so many may have text in one column only: wrapped labels, headings of rows.
LABELS_BETWEEN = 4

# Behind a gap numbers in so many of the same columns go on a table, within so many type sizes and under so many lines.
FEWEST_COLUMNS = 3
FARTHEST_EM = 9.0
LINES_OF_HEADING = 2

# The name of one row has so many lines at most.
LONGEST_LABEL = 10

# A part that is nearly all, and one that is a good deal.
MOSTLY = 0.7
MANY = 0.3

# Of the lines of one table this part is level on both sides of a river.
LEVEL = 0.5
SAME_LEVEL_EM = 0.25

# Edges of one column, and one type size in the roundings of a PDF.
ALIGNED_PT = 2.0
SAME_SIZE_PT = 0.5

# Two columns of words are a table in more lines than this; in so many, where each begins at the same places.
FEW_LINES = 6
FEWEST_EXACT = 4

# One row of numbers is a table under so many years.
FEWEST_YEARS = 3

_BULLET = re.compile(r"[•●▪■◦‣·–—*o✓]|\(?(?:\d{1,2}|[a-z]|[ivx]+)[.)]|[\uf0a7\uf0b7\uf0d8\uf0fc]")


def runs_of(words: Sequence[Word], framed: Sequence[BBox]) -> list[list[Line]]:
    """Stretches of lines of which most have several chunks."""
    lines = table_lines(words)
    second = next((one for one in map(_second_caption, lines) if one is not None), None)
    if second is not None:
        parts = _beside(words, second)
        return [run for part in parts for run in runs_of(part, framed)]
    runs: list[list[Line]] = []
    current: list[Line] = []
    for index, line in enumerate(lines):
        following = lines[index + 1 : index + 1 + LINES_OF_HEADING]
        if current and not (_follows(current, line, following[:1]) or _goes_on(current, [line, *following])):
            runs.append(current)
            current = []
        current.append(line)
    runs.append(current)
    found: list[list[Line]] = []
    for run in runs:
        trimmed = _trimmed(run)
        if trimmed and _is_tabular(trimmed, framed, captioned=starts_anew(run[0])):
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
    boxes = (chunk.bbox for line in run for chunk in line.chunks)
    for left, right in rivers_between(boxes, 2 * run[0].size_pt):
        middle = (left + right) / 2
        sides = [table_lines(word for word in words if (word.bbox.x_mid < middle) == first) for first in (True, False)]
        if not all(_is_tabular(side, framed, captioned=False) for side in sides):
            continue
        if _has_labels(sides[1]) and not _are_level(*sides):
            return [part for side in sides for part in _not_level(side, framed)]
    return [run]


def _has_labels(lines: Sequence[Line]) -> bool:
    """Tell whether the first chunks of lines are mostly words: numbers alone go on with what is to their left."""
    return 2 * sum(line.chunks[0].is_number for line in lines) < len(lines)


def _are_level(one: Sequence[Line], other: Sequence[Line]) -> bool:
    """Tell whether most lines of the side that has fewer are level with one of the other side."""
    fewer, more = sorted((one, other), key=len)
    level = [
        any(abs(line.bbox.y_mid - beside.bbox.y_mid) <= SAME_LEVEL_EM * line.size_pt for beside in more)
        for line in fewer
    ]
    return sum(level) >= LEVEL * len(fewer)


def _follows(run: Sequence[Line], line: Line, following: Sequence[Line]) -> bool:
    above = run[-1]
    step = line.bbox.y_mid - above.bbox.y_mid
    size = max(above.size_pt, line.size_pt)
    usual = [b.bbox.y_mid - a.bbox.y_mid for a, b in pairwise(run)]
    if not above.has_values and all(len(one.chunks) > 1 for one in (above, line, *following)):
        usual += [b.bbox.y_mid - line.bbox.y_mid for b in following]  # names of columns over rows far apart
    limit = max(NEXT_LINE_EM * size, 1.3 * min(max(usual, default=0), 4 * size))
    if step > limit or starts_anew(line):
        return False
    between = list(takewhile(lambda one: len(one.chunks) == 1, reversed(run)))
    return len(between) <= LABELS_BETWEEN or len(line.chunks) == 1 or _are_of_stub(between, run)


def _goes_on(run: Sequence[Line], following: Sequence[Line]) -> bool:
    """Tell whether numbers go on in the columns of a run, behind an empty line or under a heading of rows."""
    above = next((line for line in reversed(run) if line.has_values), None)
    below = next((line for line in following if len(line.chunks) > 1), None)
    if above is None or below is None or not below.has_values or any(map(starts_anew, following)):
        return False
    gap = below.bbox.y_mid - above.bbox.y_mid
    ends = [chunk.bbox for chunk in above.chunks[1:]]
    aligned = [any(_is_aligned_with(chunk.bbox, end) for end in ends) for chunk in below.chunks[1:]]
    return gap <= FARTHEST_EM * below.size_pt and sum(aligned) >= max(FEWEST_COLUMNS, MOSTLY * len(aligned))


def _is_aligned_with(one: BBox, other: BBox) -> bool:
    return min(abs(one.x1 - other.x1), abs(one.x_mid - other.x_mid), abs(one.x0 - other.x0)) < ALIGNED_PT


def _are_of_stub(lines: Sequence[Line], run: Sequence[Line]) -> bool:
    """Tell whether lines of one chunk all end before the second column of their run begins: one long name of a row."""
    return len(lines) <= LONGEST_LABEL and len(_beyond_stub(lines, run)) == 0


def _beyond_stub(lines: Sequence[Line], run: Sequence[Line]) -> list[Line]:
    """Those of several chunks, and those that do not end before the second column of their run begins."""
    second = min((line.chunks[1].bbox.x0 for line in run if len(line.chunks) > 1), default=0.0)
    return [line for line in lines if len(line.chunks) > 1 or line.bbox.x1 >= second]


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
    alike = abs(line.size_pt - above.size_pt) < SAME_SIZE_PT
    inside = line.bbox.x0 >= start - 1 and line.bbox.x1 < second
    return near and alike and inside and not NOTE.match(text) and text[:1].islower()


def _is_tabular(run: Sequence[Line], framed: Sequence[BBox], *, captioned: bool) -> bool:
    """Tell a table from a list, contents, or words that happen to be parted."""
    several = [line for line in run if len(line.chunks) > 1]
    if any(frame.common(hull(line.bbox for line in run)) for frame in framed):
        return True
    whole = len(_beyond_stub(run, run))
    if len(several) < 3 or 4 * len(several) < whole:  # noqa: PLR2004 -- two lines may be chance
        return len(several) == len(run) and _is_row_of_years(*several[:2])
    rest = [chunk for line in several for chunk in line.chunks[1:]]
    numbers = sum(chunk.is_number for chunk in rest)
    if sum(bool(_BULLET.fullmatch(line.chunks[0].text)) for line in several) > len(several) / 2:
        return sum(len(line.chunks) > 2 for line in several) > len(several) / 2  # noqa: PLR2004 -- bullet, text, more
    if numbers >= MANY * len(rest):
        return 2 * len(several) >= whole or numbers >= MOSTLY * len(rest)
    columns = sorted(len(line.chunks) for line in several)[len(several) // 2]
    many = columns > 2 or captioned or len(several) > FEW_LINES or _is_exact(run)  # noqa: PLR2004
    return many and _is_aligned(several)


def _is_row_of_years(header: Line, row: Line) -> bool:
    """Tell whether a row of numbers with a name stands under the years, or other numbers, that name its columns."""
    years, numbers = header.chunks, row.chunks[1:]
    if len(numbers) < FEWEST_YEARS or row.chunks[0].is_number or not all(chunk.is_number for chunk in numbers):
        return False
    return len(years) == len(numbers) and all(
        one.is_number and one.bbox.x_overlap(other.bbox) > 0 for one, other in zip(years, numbers, strict=True)
    )


def _is_exact(run: Sequence[Line]) -> bool:
    """Tell whether each of several lines has two chunks, at the same places."""
    edges = [[chunk.bbox.x0 for chunk in line.chunks] for line in run]
    if len(edges) < FEWEST_EXACT or any(len(places) != 2 for places in edges):  # noqa: PLR2004 -- names and texts
        return False
    return all(max(column) - min(column) < ALIGNED_PT for column in zip(*edges, strict=True))


def _is_aligned(lines: Sequence[Line]) -> bool:
    """Tell whether most chunks begin where one of the next line does."""
    aligned = total = 0
    for above, below in pairwise(lines):
        for chunk in above.chunks:
            total += 1
            aligned += any(_is_aligned_with(chunk.bbox, other.bbox) for other in below.chunks)
    return 2 * aligned >= total
