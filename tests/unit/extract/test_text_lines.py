"""Lines of a page end, whatever the boxes of its words are."""

from __future__ import annotations

import pytest

from pipeline.extract.text_lines import _is_right_of
from pipeline.model.geometry import BBox


@pytest.mark.parametrize(
    ("one", "other", "is_right"),
    [
        (BBox(10, 0, 20, 9), BBox(25, 0, 30, 9), True),
        (BBox(10, 0, 20, 9), BBox(20, 0, 30, 9), True),
        (BBox(10, 0, 20, 9), BBox(19, 0, 30, 9), False),
        (BBox(25, 0, 30, 9), BBox(10, 0, 20, 9), False),
    ],
)
@pytest.mark.parametrize("comes_later", [True, False])
def test_what_begins_where_another_ends_is_right_of_it(
    one: BBox, other: BBox, *, is_right: bool, comes_later: bool
) -> None:
    assert _is_right_of(one, other, comes_later) is is_right


def test_of_words_without_a_width_at_one_place_one_is_right_of_the_other() -> None:
    """As in a file that has lost the widths of its letters; were each right of the other, the line would never end."""
    place = BBox(40, 42, 40, 62)
    assert [_is_right_of(place, place, later) for later in (True, False)] == [True, False]
