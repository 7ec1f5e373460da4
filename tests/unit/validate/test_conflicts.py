"""How much is searched where a report contradicts itself in many places."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from scipy.optimize import linprog

from pipeline.validate.conflicts import conflict, fewest_wrong
from pipeline.validate.cube import Row
from pipeline.validate.program import Program
from pipeline.validate.solver import Matrix, matrix_of, part_of, parts_of, solution
from tests.fixtures.facts import fact

CODES = ("DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IS", "IT")


def sums_that_are_off(codes: tuple[str, ...]) -> Matrix:
    """For every code a total of two sexes, which is printed as one more than they are."""
    rows = list[Row]()
    for code in codes:
        total, women, men = (fact(origin=code, sex=sex) for sex in ("_T", "female", "male"))
        rows.append(Row(((total, Fraction(1)), (women, Fraction(-1)), (men, Fraction(-1))), Fraction(0), Fraction(0)))
        for cell, value in ((total, 31), (women, 20), (men, 10)):
            rows.append(Row(((cell, Fraction(1)),), Fraction(value), Fraction(value), f"{code}{value}"))
    return matrix_of(Program(tuple(dict.fromkeys(cell for row in rows for cell, _ in row.terms)), tuple(rows)))


@pytest.mark.parametrize("number", [3, 6, 12])
def test_contradictions_that_share_no_cell_are_found_by_one_linear_program(
    number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes = list[int]()

    def counted(cost: object, **conditions: Any) -> object:
        is_ray = "A_eq" in conditions
        sizes.append(conditions["A_ub"].shape[1 if is_ray else 0])
        return linprog(cost, **conditions)

    monkeypatch.setattr("pipeline.validate.conflicts.linprog", counted)
    matrix = sums_that_are_off(CODES[:number])
    wrong = fewest_wrong(matrix)
    assert sorted(owner[:2] for owner in wrong) == list(CODES[:number])
    # All at once, then one for each sum and each of its three owners left out, then that the set is enough.
    assert len(sizes) == 1 + number * (1 + 3) + 1
    hard, of_two_owners = 2 * number, 4
    assert max(sizes[1:-1]) <= hard + of_two_owners


def test_a_program_falls_into_the_parts_that_share_no_unknown_cell() -> None:
    matrix = sums_that_are_off(("DE", "DK"))
    every = set(range(len(matrix.exact)))
    free = frozenset({"DE31", "DE20", "DE10"})
    parts = list(parts_of(matrix, free))
    owners = [{matrix.program.rows[number].owner for number in part} for part in parts]
    assert {""} in owners
    assert {"", "DK31", "DK20", "DK10"} in owners
    assert {number for part in parts for number in part} == every - {1, 2, 3}
    bad = [part for part in parts if solution(part_of(matrix, part)) is None]
    assert [part_of(matrix, part).owners for part in bad] == [("DK31", "DK20", "DK10")]


def test_what_only_whole_numbers_contradict_is_searched_for_in_its_own_part(monkeypatch: pytest.MonkeyPatch) -> None:
    a, b, c = (fact(origin=code) for code in ("SE", "TH", "UA"))
    thirds = ("share", "whole", "also", "more")
    rows = (
        Row(((a, Fraction(100)), (b, Fraction(-67, 2))), None, Fraction(0), "share"),
        Row(((a, Fraction(100)), (b, Fraction(-33))), Fraction(0), None, "share"),
        Row(((b, Fraction(1)),), Fraction(2), Fraction(2), "whole"),
        Row(((c, Fraction(1)),), Fraction(1), None, "also"),
        Row(((c, Fraction(1)),), Fraction(2), None, "more"),
    )
    matrix = matrix_of(Program((a, b, c), rows))
    assert matrix.owners == thirds
    searched = list[tuple[str, ...]]()

    def noted(one: Matrix, set_aside: frozenset[str] = frozenset()) -> object:
        searched.append(one.owners)
        return solution(one, set_aside)

    monkeypatch.setattr("pipeline.validate.conflicts.solution", noted)
    assert conflict(matrix) == ("share", "whole")
    assert searched[0] == thirds
    assert set(searched[1:]) == {("share", "whole")}
