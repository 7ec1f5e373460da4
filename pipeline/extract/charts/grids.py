"""Bubbles in a grid: the category stands below or above its column, the series beside its row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.extract.charts.texts import Texts, joined
from pipeline.extract.lines import Fragment
from pipeline.model.chart import Mark
from pipeline.model.geometry import BBox, hull
from pipeline.model.span import Span

# Marks of one column have their middles within this, in points; a name misses it by no more than half the distance.
ONE_LINE_PT = 1.5
WITHIN_PT = 90.0
TOUCHING_PT = 2.0


def with_names_of_grid(marks: Sequence[Mark], texts: Texts) -> tuple[Mark, ...]:
    """The marks with the names of their columns, and of their rows where there are several."""
    box = hull(mark.bbox for mark in marks)
    used = {place for mark in marks if mark.label is not None for place in mark.label.boxes}
    free = [one for one in texts.every if not any(place.holds_centre_of(one.bbox) for place in used)]
    below = [one for one in free if -TOUCHING_PT <= one.bbox.top - box.bottom <= WITHIN_PT]
    above = [one for one in free if -TOUCHING_PT <= box.top - one.bbox.bottom <= WITHIN_PT]
    left = [one for one in free if -TOUCHING_PT <= box.x0 - one.bbox.x1 <= 2 * WITHIN_PT]
    columns = _names(_middles(marks, _x), below, _x) or _names(_middles(marks, _x), above, _x)
    rows = _names(_middles(marks, _y), left, _y)
    all_named = all(mark.category is not None for mark in marks)
    if len(columns) == 1 or not columns or (all_named and len(marks) > len(columns) * max(1, len(rows))):
        return tuple(marks)
    return tuple(
        replace(
            mark,
            category=_at(columns, _x(mark.bbox)) or mark.category,
            series=_at(rows, _y(mark.bbox)) if len(rows) > 1 else mark.series,
        )
        for mark in marks
    )


def _x(box: BBox) -> float:
    return box.x_mid


def _y(box: BBox) -> float:
    return box.y_mid


def _middles(marks: Sequence[Mark], of: Callable[[BBox], float]) -> list[float]:
    found: list[float] = []
    for place in sorted(of(mark.bbox) for mark in marks):
        if not found or place - found[-1] > ONE_LINE_PT:
            found.append(place)
    return found


def _names(middles: Sequence[float], texts: Sequence[Fragment], of: Callable[[BBox], float]) -> dict[float, Span]:
    """The lines at each column or row; nothing where fewer than half have a name."""
    pitch = min((other - one for one, other in pairwise(middles)), default=2 * WITHIN_PT)
    lines: dict[float, list[Fragment]] = {}
    for text in texts:
        nearest = min(middles, key=lambda middle: abs(middle - of(text.bbox)))
        if abs(nearest - of(text.bbox)) <= 0.5 * pitch:
            lines.setdefault(nearest, []).append(text)
    if 2 * len(lines) < len(middles):
        return {}
    return {middle: joined(_nearest_block(found)) for middle, found in lines.items()}


def _nearest_block(lines: Sequence[Fragment]) -> list[Fragment]:
    """Lines that follow each other; what stands further off is a note."""
    ordered = sorted(lines, key=lambda one: one.bbox.top)
    kept = ordered[:1]
    for line in ordered[1:]:
        if line.bbox.top - kept[-1].bbox.bottom > 0.9 * line.size_pt:
            break
        kept.append(line)
    return kept


def _at(names: dict[float, Span], place: float) -> Span | None:
    return next((name for middle, name in names.items() if abs(middle - place) <= ONE_LINE_PT), None)
