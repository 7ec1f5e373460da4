"""The solver against every assignment of small programs, and against cross tables whose numbers all agree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.model.observation import Fact
from pipeline.validate.conflicts import conflict, fewest_wrong
from pipeline.validate.cube import Row
from pipeline.validate.localisation import contradictions_of
from pipeline.validate.program import Program, holds
from pipeline.validate.solver import matrix_of, solution, span_of
from tests.fixtures.crosstabs import Crosstab, crosstabs
from tests.fixtures.facts import fact
from tests.fixtures.webs import web

A, B, C, D = CELLS = tuple(fact(origin=code) for code in ("SE", "TH", "UA", "CO"))
MOST = 6


def row(owner: str, lower: int | str | None, upper: int | str | None, **weights: int | str) -> Row:
    """A condition on the cells a, b, c and d."""
    cells = dict(zip("abcd", CELLS, strict=True))
    return Row(
        tuple((cells[name], Fraction(weight)) for name, weight in weights.items()),
        None if lower is None else Fraction(lower),
        None if upper is None else Fraction(upper),
        owner,
    )


def program(*rows: Row) -> Program:
    return Program(tuple(dict.fromkeys(cell for one in rows for cell, _ in one.terms)), rows)


SUM = row("", 0, 0, a=1, b=-1, c=-1)
"""a is the sum of b and c."""


def printed(**values: int) -> tuple[Row, ...]:
    """Numbers as printed, each owned by the name of its cell."""
    return tuple(row(name, value, value, **{name: 1}) for name, value in values.items())


@pytest.mark.parametrize("large", [1, 1_000, 1_000_000])
@pytest.mark.parametrize("error", [1, 2, 10])
def test_a_sum_that_is_off_by_little_among_large_numbers_is_noticed(large: int, error: int) -> None:
    right = matrix_of(program(SUM, *printed(a=30 * large, b=20 * large, c=10 * large)))
    wrong = matrix_of(program(SUM, *printed(a=30 * large + error, b=20 * large, c=10 * large)))
    assert (fewest_wrong(right), conflict(right)) == (frozenset(), ())
    (found,) = contradictions_of(wrong)
    assert (found.conflict, found.suspects) == (("a", "b", "c"), ("a", "b", "c"))


def test_a_number_that_breaks_two_sums_is_the_only_suspect() -> None:
    # a = b + c and a = c + d, with b = d: only a can be wrong.
    two = program(SUM, row("", 0, 0, a=1, c=-1, d=-1), *printed(a=31, b=20, c=10, d=20))
    (found,) = contradictions_of(matrix_of(two))
    # c = 11 would mend both sums as well.
    assert found.suspects == ("a", "c")
    confirmed = program(*two.rows, row("more", 10, 10, c=1))
    (found,) = contradictions_of(matrix_of(confirmed))
    assert found.suspects == ("a",)


def test_two_sums_that_share_nothing_are_two_contradictions() -> None:
    two = program(SUM, row("words", 5, None, d=1), *printed(a=31, b=20, c=10, d=4))
    found = contradictions_of(matrix_of(two))
    assert [set(one.suspects) for one in found] in (
        [{"words", "d"}, {"a", "b", "c"}],
        [{"a", "b", "c"}, {"words", "d"}],
    )
    assert all(len(one.others) == 1 for one in found)


def test_what_contradicts_itself_only_in_whole_numbers_is_found_with_all_who_could_be_wrong() -> None:
    # A third of 2 is no whole number; of 3 it would be 1.
    one = program(
        row("share", None, 0, b=100, a="-33.5"), row("share", 0, None, b=100, a="-33"), row("whole", 2, 2, a=1)
    )
    matrix = matrix_of(one)
    assert solution(matrix) is None
    assert conflict(matrix) == ("share", "whole")
    (found,) = contradictions_of(matrix)
    assert found.suspects == ("share", "whole")


def test_statements_are_suspects_as_numbers_are() -> None:
    (found,) = contradictions_of(matrix_of(program(row("words", 1, None, a=1, b=-1), *printed(a=10, b=20))))
    assert found.suspects == ("words", "a", "b")


def test_what_codes_mean_is_never_set_aside() -> None:
    (found,) = contradictions_of(matrix_of(program(SUM, row("", 0, 0, c=1), *printed(a=3, b=2))))
    assert found.suspects == ("a", "b")


@pytest.mark.parametrize(
    ("rows", "cell", "span"),
    [
        ((SUM, *printed(a=30, b=20)), C, (10, 10)),
        ((SUM, *printed(a=30)), B, (0, 30)),
        ((SUM, *printed(b=20)), A, (20, None)),
        ((SUM, *printed(b=20)), B, (20, 20)),
        # At least 34.5 percent of 233 are 81 and at most 35.5 percent are 82.
        ((row("s", None, 0, b=100, a="-35.5"), row("s", 0, None, b=100, a="-34.5"), *printed(a=233)), B, (81, 82)),
        # Twice a is 20.
        ((SUM, row("twice", 20, 20, a=2), *printed(b=4)), C, (6, 6)),
        # Printed is printed, whether or not it agrees.
        ((SUM, *printed(a=3, b=2, c=2)), A, (3, 3)),
        ((SUM, row("d", 5, None, b=1), *printed(a=3)), C, None),
        ((SUM, row("at most", None, 3, a=1), *printed(b=2, c=2)), A, None),
    ],
)
def test_the_span_of_a_cell_is_what_the_others_leave_it(
    rows: Sequence[Row], cell: Fact, span: tuple[int, int | None] | None
) -> None:
    assert span_of(matrix_of(program(*rows)), cell) == span


def test_the_span_without_a_number_is_what_it_would_have_to_be() -> None:
    matrix = matrix_of(program(SUM, *printed(a=31, b=20, c=10)))
    assert span_of(matrix, A, frozenset({"a"})) == (30, 30)
    assert span_of(matrix, C, frozenset({"c"})) == (11, 11)


def test_an_empty_program_is_consistent() -> None:
    matrix = matrix_of(Program((), ()))
    assert (solution(matrix), fewest_wrong(matrix), contradictions_of(matrix)) == ({}, frozenset(), ())


weights = st.integers(-2, 2).filter(bool)
names = st.sampled_from("abcd")
Draw = st.SearchStrategy[Row]


def conditions(owners: Sequence[str]) -> Draw:
    """A print, a sum or difference within bounds, or a share of one cell in another."""
    owner = st.sampled_from(owners)
    prints = st.builds(lambda name, value, who: row(who, value, value, **{name: 1}), names, st.integers(0, MOST), owner)
    some = st.dictionaries(names, weights, min_size=1, max_size=3)
    between = st.builds(
        lambda terms, low, width, who: row(who, low, low + width, **terms),
        some,
        st.integers(-4, MOST),
        st.integers(0, 2),
        owner,
    )
    shares = st.builds(
        lambda part, whole, percent, who: row(who, None, 0, **{part: 100, whole: -percent}),
        st.sampled_from("ab"),
        st.sampled_from("cd"),
        st.integers(1, 99),
        owner,
    )
    return st.one_of(prints, between, shares)


def small_programs() -> st.SearchStrategy[Program]:
    """Of four cells from 0 to 6, of which one is the sum of two others."""
    bounds = [row("", 0, MOST, **{name: 1}) for name in "abcd"]
    return st.lists(conditions(["o1", "o2", "o3", "o4", "o5", "o6"]), min_size=1, max_size=8).map(
        lambda rows: program(*bounds, SUM, *rows)
    )


def assignments(one: Program) -> Iterator[tuple[dict[Fact, int], frozenset[str]]]:
    """Every assignment that fulfils what the codes mean, with the owners of the rows that it does not fulfil."""
    for numbers in product(range(MOST + 1), repeat=len(one.cells)):
        values = dict(zip(one.cells, numbers, strict=True))
        wrong = set()
        for condition in one.rows:
            total = sum((weight * values[cell] for cell, weight in condition.terms), Fraction(0))
            low, high = condition.lower, condition.upper
            if (low is not None and total < low) or (high is not None and total > high):
                wrong.add(condition.owner)
        if "" not in wrong:
            yield values, frozenset(wrong)


@settings(max_examples=60, deadline=None)
@given(small_programs())
def test_consistency_spans_and_fewest_wrong_are_those_of_all_assignments(one: Program) -> None:
    every = list(assignments(one))
    sound = [values for values, wrong in every if not wrong]
    matrix = matrix_of(one)
    found = solution(matrix)
    assert (found is not None) is bool(sound)
    assert found is None or holds(one, found)
    assert len(fewest_wrong(matrix)) == min(len(wrong) for _, wrong in every)
    for cell in one.cells if sound else ():
        span = span_of(matrix, cell)
        assert span is not None
        assert span[0] <= min(values[cell] for values in sound)
        assert span[1] is not None
        assert span[1] >= max(values[cell] for values in sound)


@settings(max_examples=60, deadline=None)
@given(small_programs())
def test_the_suspects_of_a_contradiction_are_all_who_alone_can_mend_it(one: Program) -> None:
    every = [wrong for _, wrong in assignments(one)]
    found = contradictions_of(matrix_of(one))
    assert len(found) == min(len(wrong) for wrong in every)
    for contradiction in found:
        others = contradiction.others
        assert not any(wrong <= others for wrong in every)
        mending = {owner for owner in one.owners if any(wrong <= others | {owner} for wrong in every)}
        assert set(contradiction.suspects) == mending
        assert set(contradiction.suspects) <= set(contradiction.conflict)
        assert not any(wrong <= set(one.owners) - set(contradiction.conflict) for wrong in every)


@settings(max_examples=40, deadline=None)
@given(crosstabs())
def test_numbers_of_one_table_agree_and_every_cell_is_within_its_bounds(table: Crosstab) -> None:
    found = web(table.observations)
    matrix = found.matrix
    values = solution(matrix)
    assert values is not None
    assert holds(matrix.program, values)
    for cell in matrix.columns:
        span = span_of(matrix, cell)
        assert span is not None
        least, most = span
        assert least <= table.true_value(cell)
        assert most is None or table.true_value(cell) <= most


@pytest.mark.parametrize("most", [1, 40])
def test_many_contradictions_end_with_enough_that_is_wrong(most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of each pair of prints of a cell one has to be wrong, whether the fewest are searched for or not."""
    monkeypatch.setattr("pipeline.validate.conflicts.MOST_CONFLICTS", most)
    cells = [fact(origin=code) for code in ("DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IS", "IT")]
    rows = [
        Row(((cell, Fraction(1)),), Fraction(value), Fraction(value), f"{cell.code('origin')}{value}")
        for cell in cells
        for value in (1, 2)
    ]
    wrong = fewest_wrong(matrix_of(Program(tuple(cells), tuple(rows))))
    assert {owner[:2] for owner in wrong} == {cell.code("origin") for cell in cells}
    assert len(wrong) == len(cells)
