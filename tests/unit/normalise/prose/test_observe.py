"""Claims held against their places on the page."""

from __future__ import annotations

import pytest

from pipeline.model.geometry import BBox
from pipeline.model.observation import UNEXPLAINED
from pipeline.model.printed import CharPlace, Passage, PassageKind
from pipeline.normalise.prose.observe import without_broken_numbers
from tests.fixtures.told import read_paragraph, row, short_row

YEAR = 2031


def set_in_lines(*lines: str) -> Passage:
    """Each character 1 pt wide."""
    places: list[CharPlace | None] = []
    for nth, line in enumerate(lines):
        places += [None] if places else []
        places += [
            None if char == " " else CharPlace(1, nth, BBox(x, 12 * nth, x + 1, 12 * nth + 10))
            for x, char in enumerate(line)
        ]
    return Passage(PassageKind.PARAGRAPH, " ".join(lines), tuple(places))


@pytest.mark.parametrize(
    ("lines", "withheld"),
    [
        (("I år identifierades 1 204 personer.",), False),
        (("I år identifierades 1", "204 personer."), True),
        (("I år identifierades tolv", "personer."), False),
    ],
)
def test_a_number_whose_digits_stand_on_two_lines_may_be_two(lines: tuple[str, ...], *, withheld: bool) -> None:
    passage = set_in_lines(*lines)
    reading = without_broken_numbers(passage, read_paragraph(passage.text))
    rows = [short_row(one, YEAR) for one in reading.claims]
    assert [one.disposition for one in reading.asides] == ([UNEXPLAINED] if withheld else [])
    assert rows == ([] if withheld else [row(1204 if "204" in passage.text else 12)])
