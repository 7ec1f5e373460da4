"""Numbers at equal steps are the ticks of an axis, unless labels stand at them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.extract.lines import fragments_of
from pipeline.extract.ticks import axis_ticks
from pipeline.model.geometry import BBox
from tests.fixtures.pages import line, page, word

TICKS = [line(str(200 * nth), 100 + 60 * nth - 5 * len(str(200 * nth)) / 2, 400) for nth in range(5)]


def test_numbers_at_equal_steps_and_places_are_ticks() -> None:
    assert len(axis_ticks(fragments_of(page(*TICKS)))) == 5


@pytest.mark.parametrize(("direction", "count"), [("ttb", 5), ("ltr", 0)])
def test_a_text_turned_in_the_margin_is_the_label_of_none(direction: str, count: int) -> None:
    beside = replace(word("Statistik", 550, 300), direction=direction, bbox=BBox(550, 300, 560, 500))
    assert len(axis_ticks(fragments_of(page(*TICKS, (beside,))))) == count
