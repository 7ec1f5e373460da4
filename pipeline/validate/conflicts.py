"""What contradicts itself in the program of a report, and the fewest owners that have to be wrong.

One linear program shows many contradictions at once: the rows whose price is paid fall into parts that share no cell,
and each part is a contradiction of its own. The smaller ones that it holds are searched for among its own rows, one by
one program each.

Source: for the elastic form, Chinneck, Feasibility and Infeasibility in Optimization (2008), chapter 6; for a smaller
one, Gleeson and Ryan, "Identifying Minimally Infeasible Subsystems of Inequalities", ORSA Journal on Computing 2
(1990).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import csr_array, hstack

from pipeline.validate.ends import Ends, Numbers, ends_of
from pipeline.validate.exact import Upper, as_fractions, contradict, restored
from pipeline.validate.solver import NONE, Matrix, part_of, parts_of, solution

MOST_CONFLICTS = 100
"""With more of them the smallest set would take long to find, and would not tell much."""

SLIVER = 1e-6
"""What HiGHS may miss rows by without a contradiction."""


@dataclass(frozen=True, slots=True)
class Claim:
    """Numbers of ends that contradict each other, as HiGHS claims, and whether it is proved in exact arithmetic."""

    numbers: Numbers
    is_proved: bool


def fewest_wrong(matrix: Matrix) -> frozenset[str]:
    """A smallest set of owners without which the rest is consistent; empty where all of it is.

    Where a report contradicts itself in many places, it is enough of them, not the fewest (``MOST_CONFLICTS``).
    Every conflict needs one of its owners set aside: the smallest set that has one of each conflict found so far
    either leaves no conflict or shows another. No switch with a large weight is needed, which would hide a small error
    among large numbers.

    Source: Moreno-Centeno and Karp, "The Implicit Hitting Set Approach to Solve Combinatorial Optimization Problems",
    Operations Research 61 (2013).
    """
    ends, wrong, conflicts = ends_of(matrix), NONE, list[frozenset[str]]()
    while True:
        found = _disjoint_conflicts(ends, wrong)
        if not found:
            return wrong if solution(matrix, wrong) is not None else NONE
        conflicts += found
        if len(conflicts) > MOST_CONFLICTS:
            return _enough_wrong(ends, conflicts)
        wrong = _smallest_hitting(conflicts, matrix.owners)


def _disjoint_conflicts(ends: Ends, set_aside: frozenset[str]) -> list[frozenset[str]]:
    """Conflicts that have no owner in common, as many as come up: each needs a wrong one of its own."""
    conflicts: list[frozenset[str]] = []
    while found := _disjoint_proofs(ends, set_aside):
        conflicts += found
        set_aside = set_aside.union(*found)
    while whole := frozenset(_conflict_of_whole_numbers(ends.matrix, set_aside)):
        conflicts.append(whole)
        set_aside |= whole
    return conflicts


def _disjoint_proofs(ends: Ends, set_aside: frozenset[str]) -> list[frozenset[str]]:
    """Proved conflicts that have no owner in common: those that one program of all rows shows."""
    found, taken, kept = list[Claim](), np.array([], dtype=np.int64), ends.without(set_aside)
    for claim in _claims(ends, kept):
        left = claim.numbers[~np.isin(ends.owner[claim.numbers], taken)]
        while (smaller := _smaller(ends, left)) is not None:
            found.append(_irreducible(ends, smaller, kept))
            taken = np.setdiff1d(np.concatenate([taken, ends.owner[found[-1].numbers]]), [-1])
            left = left[~np.isin(ends.owner[left], taken)]
        if not found and claim.is_proved:
            return [frozenset(ends.owners_of(claim.numbers))]
    return [frozenset(ends.owners_of(one.numbers)) for one in found]


def _enough_wrong(ends: Ends, conflicts: Sequence[frozenset[str]]) -> frozenset[str]:
    """A set of owners without which the rest is consistent, one of each conflict that comes up: no smallest one.

    Empty where even many of them are not enough: then it is no matter of misprints.
    """
    known, wrong = list(conflicts), NONE
    while len(known) <= len(conflicts) + MOST_CONFLICTS:
        often = Counter(owner for one in known for owner in one)
        for one in known:
            if not one & wrong:
                wrong |= {max(sorted(one), key=lambda owner: often[owner])}
        found = _disjoint_conflicts(ends, wrong)
        if not found:
            return wrong if solution(ends.matrix, wrong) is not None else NONE
        known += found
    return NONE


def _smallest_hitting(conflicts: Sequence[frozenset[str]], owners: Sequence[str]) -> frozenset[str]:
    """A smallest set of owners that has one of every conflict."""
    found = milp(
        np.ones(len(owners)),
        integrality=np.ones(len(owners)),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint([[float(owner in one) for owner in owners] for one in conflicts], 1, np.inf),
    )
    return frozenset(owner for owner, taken in zip(owners, found.x, strict=True) if round(taken))


def is_proven(matrix: Matrix, set_aside: frozenset[str] = NONE) -> bool:
    """Whether it is proved in exact arithmetic that the rows that are not set aside contradict each other."""
    ends = ends_of(matrix)
    return any(one.is_proved for one in _claims(ends, ends.without(set_aside)))


def conflict(matrix: Matrix, set_aside: frozenset[str] = NONE) -> tuple[str, ...]:
    """Owners that cannot all be right, in the order of the program; empty where no such set is found.

    Whoever mends all that is wrong alone is among them. None can be left out, whatever the codes mean elsewhere.
    """
    ends = ends_of(matrix)
    kept = ends.without(set_aside)
    proofs = [one for one in _claims(ends, kept) if one.is_proved]
    if not proofs:
        return _conflict_of_whole_numbers(matrix, set_aside)
    return ends.owners_of(_irreducible(ends, _joined(proofs), kept).numbers)


def _irreducible(ends: Ends, claim: Claim, among: Numbers) -> Claim:
    """A contradiction of owners of a claim, of which no further one can be left out among some ends.

    Several contradictions may have been found together; what each needs is less, and tells more.
    """
    left = claim
    hard = among[ends.owner[among] < 0]
    for owner in dict.fromkeys(sorted(int(one) for one in ends.owner[claim.numbers] if one >= 0)):
        needed = np.unique(ends.owner[left.numbers])
        if owner in needed:
            soft = among[np.isin(ends.owner[among], needed[(needed >= 0) & (needed != owner)])]
            claims = _claims(ends, np.sort(np.concatenate([hard, soft])))
            proved = [one for one in claims if one.is_proved]
            if proved:
                left = _joined(proved)
    return left


def _joined(claims: Sequence[Claim]) -> Claim:
    return Claim(np.concatenate([one.numbers for one in claims]), all(one.is_proved for one in claims))


def _conflict_of_whole_numbers(matrix: Matrix, set_aside: frozenset[str]) -> tuple[str, ...]:
    """Owners that contradict each other only since cells are whole numbers; empty where there are none.

    They are searched for in a part of the program that shares no unknown cell with the rest and has no solution.
    """
    if solution(matrix, set_aside) is not None:
        return ()
    parts = (part_of(matrix, rows) for rows in parts_of(matrix, set_aside))
    return next((_needed(part) for part in parts if solution(part) is None), ())


def _needed(matrix: Matrix) -> tuple[str, ...]:
    """What is left when everything is set aside that the contradiction does not need, many at a time, then singly."""
    left, set_aside, size = list(matrix.owners), NONE, len(matrix.owners)
    while size:
        size //= 2
        kept: list[str] = []
        for start in range(0, len(left), max(size, 1)):
            some = left[start : start + max(size, 1)]
            if solution(matrix, set_aside | set(some)) is None:
                set_aside |= set(some)
            else:
                kept += some
        left = kept
    return tuple(left)


def _claims(ends: Ends, kept: Numbers) -> list[Claim]:
    """The contradictions that HiGHS finds between ends, even if cells need not be whole numbers; they share no cell.

    The rows may be missed at a price; those whose price is paid at the optimum contradict each other, which the prices
    as multipliers prove, for each part of them that shares no cell with the others.
    """
    weights = ends.weights[kept]
    used, places = np.unique(weights.indices, return_inverse=True)
    narrow = csr_array((weights.data, places, weights.indptr), shape=(len(kept), len(used)))
    soft = np.flatnonzero(ends.owner[kept] >= 0)
    if not len(soft):
        return []
    misses = csr_array((-np.ones(len(soft)), (soft, np.arange(len(soft)))), shape=(len(kept), len(soft)))
    found = linprog(
        np.concatenate([np.zeros(len(used)), np.ones(len(soft))]),
        A_ub=hstack([narrow, misses]),
        b_ub=ends.most[kept],
        bounds=(0, None),
    )
    if found.x is None or found.fun <= SLIVER:
        return []
    prices = zip((int(one) for one in kept), as_fractions(-found.ineqlin.marginals), strict=True)
    paid = {number: price / ends.scale(number) for number, price in prices if price}
    exact = {number: ends.exactly(number) for number in paid}
    parts = _parts({number: [column for column, _ in terms] for number, (terms, _) in exact.items()})
    return [_claim(part, exact, paid) for part in parts if sum(paid[one] * exact[one][1] for one in part) < 0]


def _smaller(ends: Ends, among: Numbers) -> Claim | None:
    """A proved contradiction between some ends of which none can be left out; ``None`` where none is found.

    The multipliers, those of owned ends of least sum, under which the ends add up to 0 ≤ -1 are those of a vertex.
    """
    if not (ends.owner[among] >= 0).any():
        return None
    found = linprog(
        np.where(ends.owner[among] >= 0, 1.0, 0.0),
        A_ub=-ends.weights[among].T,
        b_ub=np.zeros(ends.weights.shape[1]),
        A_eq=ends.most[among][np.newaxis],
        b_eq=[-1],
        bounds=(0, None),
    )
    if found.x is None:
        return None
    prices = zip((int(one) for one in among), as_fractions(found.x / found.x.max()), strict=True)
    paid = {number: price / ends.scale(number) for number, price in prices if price}
    claim = _claim(sorted(paid), {number: ends.exactly(number) for number in paid}, paid)
    return claim if claim.is_proved else None


def _claim(part: Sequence[int], exact: Mapping[int, Upper], paid: Mapping[int, Fraction]) -> Claim:
    rows, prices = [exact[one] for one in part], [paid[one] for one in part]
    is_proved = contradict(rows, prices) or contradict(rows, restored(rows, prices))
    return Claim(np.array(part, dtype=np.int64), is_proved)


def _parts(columns: dict[int, list[int]]) -> Iterator[list[int]]:
    """Ends by the parts that share no column, in their order."""
    by_column: dict[int, list[int]] = {}
    for number, own in columns.items():
        for column in own:
            by_column.setdefault(column, []).append(number)
    seen: set[int] = set()
    for first in columns:
        if first in seen:
            continue
        part = [first]
        seen.add(first)
        for number in part:  # grows on the way
            for other in dict.fromkeys(one for column in columns[number] for one in by_column[column]):
                if other not in seen:
                    seen.add(other)
                    part.append(other)
        yield sorted(part)
