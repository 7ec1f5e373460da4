"""Cell adjacency by hand: what counts as a neighbour, and how tables are matched."""

from __future__ import annotations

from collections import Counter

from tests.tables.reading import placed_rows
from tests.tables.scoring import Placed, Score, relations, score_tables

TWO_BY_TWO = [["A", "B"], ["C", "D"]]


def test_each_cell_is_related_to_the_next_one_right_and_below() -> None:
    expected = Counter([("a", "right", "b"), ("c", "right", "d"), ("a", "below", "c"), ("b", "below", "d")])
    assert expected == relations(placed_rows(TWO_BY_TWO))


def test_blank_cells_are_passed_over() -> None:
    assert Counter([("a", "right", "b")]) == relations(placed_rows([["A", "", "B"]]))


def test_white_space_and_case_do_not_matter() -> None:
    assert relations(placed_rows([["A b", "1 204"]])) == relations(placed_rows([["a  B", "1204"]]))


def test_a_cell_over_two_columns_is_above_both_once() -> None:
    cells = [Placed("Persons", 0, 0, 0, 1), Placed("Men", 1, 1, 0, 0), Placed("Women", 1, 1, 1, 1)]
    below = [pair for pair in relations(cells).elements() if pair[1] == "below"]
    assert sorted(below) == [("persons", "below", "men"), ("persons", "below", "women")]


def test_a_table_read_as_it_is_has_all_relations() -> None:
    assert Score(4, 4, 4) == score_tables([placed_rows(TWO_BY_TWO)], [placed_rows(TWO_BY_TWO)])


def test_a_missing_column_costs_recall_alone() -> None:
    score = score_tables([placed_rows([["A"], ["C"]])], [placed_rows(TWO_BY_TWO)])
    assert (score.precision, score.recall) == (1.0, 0.25)


def test_a_table_that_is_none_costs_precision_unless_the_reader_was_told_where_to_look() -> None:
    read = [placed_rows(TWO_BY_TWO), placed_rows([["X", "Y"]])]
    assert Score(4, 5, 4) == score_tables(read, [placed_rows(TWO_BY_TWO)])
    assert Score(4, 4, 4) == score_tables(read, [placed_rows(TWO_BY_TWO)], only_matched=True)


def test_a_page_without_tables_scores_nothing() -> None:
    assert Score(0, 0, 4) == score_tables([], [placed_rows(TWO_BY_TWO)])
    assert Score(0, 4, 0) == score_tables([placed_rows(TWO_BY_TWO)], [])


def test_two_tables_are_matched_to_the_two_read_in_any_order() -> None:
    one, other = placed_rows(TWO_BY_TWO), placed_rows([["E", "F"], ["G", "H"]])
    assert score_tables([other, one], [one, other]).f1 == 1.0
