"""Lines of a page end, whatever the boxes of its words are."""

from __future__ import annotations

import pytest

from pipeline.extract.lines import fragments_of
from pipeline.extract.text_lines import _is_right_of, text_lines
from pipeline.model.geometry import BBox
from tests.fixtures.pages import line, page


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


@pytest.mark.parametrize(("others", "parted"), [((300, 320, 340, 360), True), ((), False)])
def test_columns_of_one_line_are_parted_where_columns_begin_elsewhere_on_the_page(
    others: tuple[int, ...], *, parted: bool
) -> None:
    """All gaps of the line are alike, as those of a justified one are, and nothing near tells."""
    alone = [word for x0 in (50, 200, 350) for word in line("arbetskraftsexploateringar", x0, 100)]
    columns = [line("hinder", x0, top) for top in others for x0 in (200, 350)]
    first = [one for one in text_lines(fragments_of(page(tuple(alone), *columns))) if one.bbox.top == 100]
    assert (len(first) == 3) is parted
