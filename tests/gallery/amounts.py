"""Invented numbers, and axes for them."""

import itertools
import math
import random
from dataclasses import dataclass

from tests.gallery.design import STACKS, Scale

Row = tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Measure:
    """What is measured: the drawn values lie between low and high and have so many decimals."""

    unit: str
    decimals: int
    low: float
    high: float


def pick_measure(rng: random.Random, kind: str) -> Measure:
    share = Measure("%", rng.choice((0, 1)), 1, 100)
    if kind in ("stacked_100", "pie", "ring"):
        return share
    top = rng.choice((9, 40, 60, 250, 900, 4_000, 30_000))
    count = Measure("antal", 0, 1, top)
    if kind not in ("grouped", "single"):
        return rng.choice((count, count, share))
    grade = Measure("medelvärde", rng.choice((1, 2)), 1.1, rng.choice((5, 10)))
    return rng.choice((count, share, grade))


def bar_rows(rng: random.Random, measure: Measure, kind: str, shape: tuple[int, int]) -> tuple[Row, ...]:
    """Values by series and category; 0 and None where nothing is to be seen."""
    series, categories = shape
    if kind == "stacked_100" or (kind == "stacked" and measure.unit == "%"):
        # A stack of percentages that is no 100 % stack leaves out the last answer.
        answers = series + (kind == "stacked")
        columns = [compose(rng, answers, measure.decimals, 0) for _ in range(categories)]
        return tuple(zip(*columns, strict=True))[:series]
    high = measure.high / series if kind == "stacked" else measure.high
    low = rng.choice((measure.low, measure.low, max(measure.low, high / 2)))
    drawn = [[_value(rng, low, high, measure.decimals) for _ in range(categories)] for _ in range(series)]
    return tuple(tuple(row) for row in (_with_gaps(rng, drawn) if rng.random() < 0.35 else drawn))


def compose(rng: random.Random, count: int, decimals: int, smallest: float) -> list[float]:
    """Percentages that add up to 100; with smallest 0 some may be 0."""
    units = 100 * 10**decimals
    least = math.ceil(smallest * 10**decimals)
    weights = [rng.gammavariate(1.3, 1) for _ in range(count)]
    free = units - least * count
    marks = [round(free * mark / sum(weights)) for mark in itertools.accumulate(weights, initial=0)]
    return [round((end - start + least) / 10**decimals, decimals) for start, end in itertools.pairwise(marks)]


def nice_scale(low: float, high: float, intervals: int, least_step: float) -> Scale:
    """An axis from a round number up to low, to one from high, in at most so many intervals."""
    steps = (factor * 10.0**power for power in range(-1, 6) for factor in (1, 2, 5))
    for step in steps:
        start, stop = math.floor(low / step), math.ceil(high / step)
        if step >= least_step and stop - start <= intervals:
            return Scale(round(start * step, 6), round(stop * step, 6), step)
    raise ValueError(f"no axis from {low} to {high} in {intervals} intervals")


def axis_for(rng: random.Random, measure: Measure, kind: str, rows: tuple[Row, ...], intervals: int) -> Scale:
    """The axis; it starts above zero for some bars that are all long."""
    if kind == "stacked_100":
        return Scale(0, 100, rng.choice([step for step in (10, 20, 25, 50) if 100 / step <= max(intervals, 2)]))
    tops = [sum(filter(None, column)) for column in zip(*rows, strict=True)] if kind in STACKS else list(_seen(rows))
    least_step = 1 if measure.unit == "antal" or measure.decimals == 0 else 0.1
    shortest = min(_seen(rows))
    cut = kind in ("grouped", "single") and rng.random() < 0.6 and all(all(row) for row in rows)
    if cut and measure.unit == "medelvärde":
        return nice_scale(1, max(tops), max(intervals, 2), least_step)
    if cut and shortest > 0.4 * max(tops):
        return nice_scale(shortest * 0.8, max(tops), max(intervals, 2), least_step)
    high = 100 if measure.unit == "%" and rng.random() < 0.4 else max(tops)
    return nice_scale(0, high, max(intervals, 2), least_step)


def _value(rng: random.Random, low: float, high: float, decimals: int) -> float:
    return round(max(rng.uniform(low, high), 10.0**-decimals), decimals)


def _with_gaps(rng: random.Random, rows: list[list[float]]) -> list[list[float | None]]:
    """The first category keeps its bars, so that no series goes without."""
    holes: tuple[float | None, ...] = (None, None, 0.0)
    return [[row[0], *(rng.choice(holes) if rng.random() < 0.2 else value for value in row[1:])] for row in rows]


def _seen(rows: tuple[Row, ...]) -> tuple[float, ...]:
    return tuple(value for row in rows for value in row if value)
