"""Reports typeset to measure with: each differs from all others, and every one is loaded as a report of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from tests.fixtures.preschools import QUESTIONS, Preschool, preschool_report
from tests.typeset import PRESETS, typeset
from tests.worlds.dice import Dice
from tests.worlds.drawing import draw
from tests.worlds.people import World
from tests.worlds.report import report_of

LAYOUTS = ("facsimile", "plain_table", "columns_no_rules", "matrix")
FIRST_YEAR = 2032


def editions(folder: Path, count: int) -> list[Path]:
    """Write so many reports of the first family, of 5 to 10 pages, each of a year and a world of its own.

    Each says that it is a facsimile: real editions would be held against all those before them, and these tell of
    worlds that have nothing in common.
    """
    return [_written(folder / f"edition-{nth:04}.pdf", _edition(nth)) for nth in range(count)]


def preschools(folder: Path, count: int) -> list[Path]:
    """Write so many light reports of the preschool survey, of four pages, each of a preschool of its own."""
    return [_written(folder / f"preschool-{nth:04}.pdf", preschool_report(one)) for nth, one in _preschools(count)]


def _written(path: Path, pdf: bytes) -> Path:
    path.write_bytes(pdf)
    return path


def _edition(seed: int) -> bytes:
    drawn = _moved(draw(seed, thousands=0), FIRST_YEAR + seed)
    return typeset(report_of(drawn), PRESETS[LAYOUTS[seed % len(LAYOUTS)]]).pdf


def _moved(drawn: World, year: int) -> World:
    """The same world, so many years later."""
    later = year - drawn.year
    past = {one + later: replace(told, year=told.year + later) for one, told in drawn.past.items()}
    return replace(drawn, year=year, past=past)


def _preschools(count: int) -> Iterator[tuple[int, Preschool]]:
    for nth in range(count):
        dice = Dice(nth)
        yield nth, Preschool(unit=f"Linden {nth + 1}", persons={one: _answers(dice) for one in QUESTIONS})


def _answers(dice: Dice) -> tuple[int, ...]:
    """How twenty parents answered; whole percentages, as in the fixture."""
    counts = [1, 1, 1, 1, 1, 0]
    for _ in range(15):
        counts[dice.whole(0, 5)] += 1
    return tuple(counts)
