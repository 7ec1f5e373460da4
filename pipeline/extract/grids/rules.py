"""Drawn rules: strokes, thin rectangles and edges of filled ones, joined to straight runs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.model.document import Page
from pipeline.model.geometry import BBox

# A rectangle that is no thicker is a rule.
THICKEST_RULE_PT = 3.0

# Runs of one rule, drawn cell by cell, lie on one level and follow each other within this.
SAME_LEVEL_PT = 1.5
NEXT_RUN_PT = 3.0

# What is shorter is a tick, a dash or a part of a letter.
SHORTEST_PT = 4.0

# A fill lighter than this in all its parts is the paper's own.
WHITE = 0.995


@dataclass(frozen=True, slots=True, order=True)
class Rule:
    """A straight run: ``at`` is its level across its direction, ``start`` and ``end`` along it, in points.

    One that is not ``drawn`` is the edge of a fill.
    """

    at: float
    start: float
    end: float
    drawn: bool = True

    @property
    def length(self) -> float:
        """From end to end, in points."""
        return self.end - self.start

    def covers(self, start: float, end: float) -> float:
        """Length of the stretch in common."""
        return max(0.0, min(self.end, end) - max(self.start, start))


@dataclass(frozen=True, slots=True)
class Rules:
    """The level and the upright rules of a page or of a part of it."""

    level: tuple[Rule, ...]
    upright: tuple[Rule, ...]

    def inside(self, box: BBox) -> Rules:
        """The parts of rules that are inside a box."""
        return Rules(
            tuple(_clipped(self.level, (box.top, box.bottom), (box.x0, box.x1))),
            tuple(_clipped(self.upright, (box.x0, box.x1), (box.top, box.bottom))),
        )


def rules_of(page: Page) -> Rules:
    """All rules of a page; those that only frame the whole page are left out."""
    level: list[Rule] = []
    upright: list[Rule] = []
    for box, drawn in _strokes(page):
        if box.height <= THICKEST_RULE_PT and box.width >= box.height:
            level.append(Rule(box.y_mid, box.x0, box.x1, drawn))
        elif box.width <= THICKEST_RULE_PT:
            upright.append(Rule(box.x_mid, box.top, box.bottom, drawn))
    tall = 0.95 * page.height_pt
    return Rules(
        tuple(one for one in joined(level) if one.length >= SHORTEST_PT),
        tuple(one for one in joined(upright) if SHORTEST_PT <= one.length <= tall),
    )


def _strokes(page: Page) -> Iterator[tuple[BBox, bool]]:
    """Boxes of rules, and whether they are drawn; a rectangle with an edge or a fill that is seen gives four."""
    yield from ((line.bbox, True) for line in page.lines)
    for rect in page.rects:
        box = rect.bbox
        if min(box.width, box.height) <= THICKEST_RULE_PT:
            yield box, True
        elif rect.stroke is not None or (rect.fill is not None and not _is_white(rect.fill)):
            drawn = rect.stroke is not None
            yield BBox(box.x0, box.top, box.x1, box.top), drawn
            yield BBox(box.x0, box.bottom, box.x1, box.bottom), drawn
            yield BBox(box.x0, box.top, box.x0, box.bottom), drawn
            yield BBox(box.x1, box.top, box.x1, box.bottom), drawn


def _is_white(fill: tuple[float, ...]) -> bool:
    """Tell whether nothing is seen of a fill; without ink in CMYK, full light otherwise."""
    return not fill or (max(fill) <= 1 - WHITE if len(fill) == 4 else min(fill) >= WHITE)  # noqa: PLR2004 -- CMYK


def joined(rules: Iterable[Rule]) -> list[Rule]:
    """Runs on one level that touch, as one."""
    lanes: list[list[Rule]] = []
    for rule in sorted(rules):
        if lanes and rule.at - lanes[-1][-1].at <= SAME_LEVEL_PT and rule.at - lanes[-1][0].at <= 2 * SAME_LEVEL_PT:
            lanes[-1].append(rule)
        else:
            lanes.append([rule])
    return [run for lane in lanes for run in _runs(lane)]


def _runs(lane: Sequence[Rule]) -> Iterator[Rule]:
    ordered = sorted(lane, key=lambda one: one.start)
    at = sum(one.at for one in ordered) / len(ordered)
    start, end, drawn = ordered[0].start, ordered[0].end, ordered[0].drawn
    for one in ordered[1:]:
        if one.start > end + NEXT_RUN_PT:
            yield Rule(at, start, end, drawn)
            start, end, drawn = one.start, one.end, False
        end, drawn = max(end, one.end), drawn or one.drawn
    yield Rule(at, start, end, drawn)


def _clipped(rules: Iterable[Rule], across: tuple[float, float], along: tuple[float, float]) -> Iterator[Rule]:
    for rule in rules:
        start, end = max(rule.start, along[0]), min(rule.end, along[1])
        if across[0] <= rule.at <= across[1] and end - start >= SHORTEST_PT:
            yield Rule(rule.at, start, end, rule.drawn)


def levels(values: Iterable[float], apart: float) -> list[float]:
    """Means of values that are nearer to each other than ``apart``, in order."""
    groups: list[list[float]] = []
    for value in sorted(values):
        if groups and value - groups[-1][-1] < apart:
            groups[-1].append(value)
        else:
            groups.append([value])
    return [sum(group) / len(group) for group in groups]
