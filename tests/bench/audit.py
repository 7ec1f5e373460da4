"""How the time of an audit grows with the numbers of a report: from 100 to 5 000, all of them consistent."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from pipeline.model.observation import Normalised, Observation
from pipeline.validate.audit import audit
from tests.fixtures.facts import family_spec, observation

SIZES = (100, 300, 1000, 3000, 5000)
FORMS = ("labour", "sexual", "begging", "criminality", "forced_marriage", "domestic_work", "organ_removal", "multiple")
PERSONS = tuple(product(("female", "male", "_U"), ("adult", "child", "_U")))


@dataclass(frozen=True, slots=True)
class Grown:
    """An audit of so many numbers."""

    numbers: int
    checks: int
    seconds: float


def report_of(size: int) -> tuple[Observation, ...]:
    """A report of about so many numbers: the boxes of one country after the other, each with its totals.

    Each class of persons in each form has from 1 to 9 persons, by its place in the report.
    """
    made: list[Observation] = []
    for origin in _countries():
        if len(made) >= size:
            break
        made.extend(_boxes(origin, len(made)))
    return tuple(made)


def _countries() -> Iterator[str]:
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    return (first + second for first, second in product(letters, letters))


def _boxes(origin: str, seed: int) -> Iterator[Observation]:
    whole = 0
    for number, form in enumerate(FORMS):
        counts = [1 + (seed + 7 * number + 3 * place) % 9 for place in range(len(PERSONS))]
        whole += sum(counts)
        yield observation(sum(counts), "figure_6", exploitation_form=form, origin=origin)
        for (sex, age), count in zip(PERSONS, counts, strict=True):
            yield observation(count, "figure_6", exploitation_form=form, origin=origin, sex=sex, age=age)
    yield observation(whole, "figure_6", origin=origin)


def growth() -> tuple[Grown, ...]:
    """Audit reports of all sizes, the power of every number included."""
    found = []
    for size in SIZES:
        observations = report_of(size)[:size]
        start = time.perf_counter()
        audited = audit(Normalised(observations, (), (), (), ()), family_spec())
        found.append(Grown(len(observations), len(audited.checks), time.perf_counter() - start))
    return tuple(found)


def audit_lines() -> Iterator[str]:
    """The table that the benchmark prints."""
    found = growth()
    yield f"{'numbers audited':>16}{'checks':>8}{'seconds':>9}{'ms a number':>13}{'to the first':>14}"
    for one in found:
        each, first = 1000 * one.seconds / one.numbers, one.seconds / found[0].seconds
        yield f"{one.numbers:16}{one.checks:8}{one.seconds:9.2f}{each:13.2f}{first:14.1f}"
