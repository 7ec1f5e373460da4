"""Tables ruled between their rows only: columns from the white space that runs through all rows.

Source: the white corridors of Nurminen, Algorithmic extraction of data in tables in PDF documents (Tampere, 2013).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.extract.lines import LEADER_CHARS, Fragment
from pipeline.model.document import Grid, Page
from pipeline.model.geometry import BBox, hull

# A rule is a stroke, or a filled rectangle as thin as one.
THICKEST_RULE_PT = 1.5
SHORTEST_RULE_PT = 40.0

# No row of a table is higher: spanning cells have shorter rules beside them.
HIGHEST_ROW_PT = 60.0

# Header, one row and the end: fewer rules are underlines.
FEWEST_RULES = 3

# One row of a table that began on the page before, and its end.
FEWEST_RULES_OF_REST = 2

# One column has two edges.
FEWEST_EDGES = 2

# Columns of a table stand apart by more than a word space of 10 pt type.
CORRIDOR_PT = 5.0

# Rules of one table end at the same place; line caps differ by half a stroke.
SAME_EDGE_PT = 2.0


def implied_grids(
    page: Page, fragments: Sequence[Fragment], captions: Sequence[BBox], carried: float | None = None
) -> tuple[Grid, ...]:
    """Grids of tables without vertical rules; a caption's lines part one table from the next.

    ``carried`` is the right edge of a table of the page before, of which a single row may stand on this one.
    """
    tables = _tables(_rules(page), [box.y_mid for box in captions])
    grids = [_grid(rules, fragments, _fewest(rules, carried)) for rules in tables]
    return tuple(grid for grid in grids if grid)


def _fewest(rules: Sequence[BBox], carried: float | None) -> int:
    goes_on = carried is not None and abs(hull(rules).x1 - carried) <= SAME_EDGE_PT
    return FEWEST_RULES_OF_REST if goes_on else FEWEST_RULES


def _rules(page: Page) -> list[BBox]:
    drawn = [line.bbox for line in page.lines] + [rect.bbox for rect in page.rects]
    return [box for box in drawn if box.height <= THICKEST_RULE_PT and box.width >= SHORTEST_RULE_PT]


def _tables(rules: Sequence[BBox], breaks: Sequence[float]) -> list[list[BBox]]:
    """Rules that belong together: runs that end at one right edge, without those of another figure above or below."""
    by_edge: list[list[list[BBox]]] = []
    for run in sorted((_run(rule, rules) for rule in rules), key=lambda run: run[-1].x1):
        if not by_edge or run[-1].x1 - by_edge[-1][-1][-1].x1 > SAME_EDGE_PT:
            by_edge.append([])
        if run not in by_edge[-1]:
            by_edge[-1].append(run)
    parts = [part for runs in by_edge for part in _apart(sorted(runs, key=lambda run: run[0].y_mid), breaks)]
    tables = [[rule for run in part for rule in run] for part in parts]
    return [table for table in tables if not any(set(table) < set(other) for other in tables)]


def _apart(runs: list[list[BBox]], breaks: Sequence[float]) -> list[list[list[BBox]]]:
    """Cut at a caption, at a wide stretch without rules, and where the longest runs end."""
    parts: list[list[list[BBox]]] = []
    for run in runs:
        above = parts[-1][-1][0].y_mid if parts else run[0].y_mid
        is_apart = run[0].y_mid - above > HIGHEST_ROW_PT or any(above < y < run[0].y_mid for y in breaks)
        if not parts or is_apart:
            parts.append([])
        parts[-1].append(run)
    return [piece for part in parts for piece in _within_longest(part)]


def _within_longest(runs: list[list[BBox]]) -> list[list[list[BBox]]]:
    left = min(run[0].x0 for run in runs)
    longest = [index for index, run in enumerate(runs) if run[0].x0 - left <= SAME_EDGE_PT]
    first, last = longest[0], longest[-1] + 1
    rest = [part for part in (runs[:first], runs[last:]) if part]
    return [runs[first:last], *(piece for part in rest for piece in _within_longest(part))]


def _run(rule: BBox, rules: Sequence[BBox]) -> list[BBox]:
    """The rules on one level that touch each other, from left to right, of which this is one."""
    level = sorted(other for other in rules if abs(other.y_mid - rule.y_mid) <= THICKEST_RULE_PT)
    run = [rule]
    for other in level:
        if other not in run and any(abs(other.x0 - one.x1) <= SAME_EDGE_PT for one in run):
            run.append(other)
    for other in reversed(level):
        if other not in run and any(abs(other.x1 - one.x0) <= SAME_EDGE_PT for one in run):
            run.append(other)
    return sorted(run)


def _grid(rules: Sequence[BBox], fragments: Sequence[Fragment], fewest: int) -> Grid | None:
    """Cells between rules, down each column by the rules that cross it: one that stops short leaves a spanning cell."""
    levels = {round(box.y_mid) for box in rules}
    if len(levels) < fewest:
        return None
    table = hull(rules)
    inside = [one for one in fragments if table.holds_centre_of(one.bbox)]
    if any(re.search(rf"[{LEADER_CHARS}]{{4}}", one.text) for one in inside):
        return None
    edges = _ends(rules) if len(_ends(rules)) > FEWEST_EDGES else _corridors(inside, table)
    cells = [
        BBox(left, upper, right, lower)
        for left, right in pairwise(edges)
        for upper, lower in pairwise(_crossing(rules, (left + right) / 2))
        if lower - upper > 2 * THICKEST_RULE_PT
    ]
    return Grid(table, tuple(cells)) if len(edges) > FEWEST_EDGES else None


def _ends(rules: Sequence[BBox]) -> list[float]:
    """Where rules begin and end, each place once: the edges of columns if every cell is ruled by itself."""
    places: list[float] = []
    for x in sorted(end for rule in rules for end in (rule.x0, rule.x1)):
        if not places or x - places[-1] > SAME_EDGE_PT:
            places.append(x)
    return places


def _crossing(rules: Sequence[BBox], x: float) -> list[float]:
    return sorted({round(box.y_mid, 1) for box in rules if box.x0 <= x <= box.x1})


def _corridors(fragments: Sequence[Fragment], table: BBox) -> list[float]:
    """The table's edges and the middle of each corridor that no text crosses, texts over most of the width aside."""
    taken: list[list[float]] = []
    narrow = [one.bbox for one in fragments if one.bbox.width < 0.6 * table.width]
    for box in sorted(narrow):
        if taken and box.x0 - taken[-1][1] < CORRIDOR_PT:
            taken[-1][1] = max(taken[-1][1], box.x1)
        else:
            taken.append([box.x0, box.x1])
    return [table.x0, *((left[1] + right[0]) / 2 for left, right in pairwise(taken)), table.x1]
