"""Error localisation: for each contradiction, every number or statement that alone would mend it.

Source: Fellegi and Holt (1976): the fewest fields that have to change so that all edits are fulfilled.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.validate.conflicts import conflict, fewest_wrong, is_proven
from pipeline.validate.solver import Matrix, solution

MOST_CONTRADICTIONS = 20
"""With more of them something is wrong that is no misprint; those that come first in the program are looked into."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Owners that cannot all be right (``conflict``), and those of which setting one aside mends it (``suspects``).

    ``others`` are set aside for the other contradictions of the report; ``is_proven`` tells whether exact arithmetic
    proves it by itself, without a single relation that breaks.
    """

    conflict: tuple[str, ...]
    suspects: tuple[str, ...]
    others: frozenset[str]
    is_proven: bool


def contradictions_of(matrix: Matrix) -> tuple[Contradiction, ...]:
    """One for each owner of a smallest set that has to be wrong, with all ties, in the order of the program."""
    wrong = fewest_wrong(matrix)
    order = {owner: index for index, owner in enumerate(matrix.owners)}
    first = sorted(wrong, key=order.__getitem__)[:MOST_CONTRADICTIONS]
    return tuple(_contradiction(matrix, owner, wrong - {owner}) for owner in first)


def _contradiction(matrix: Matrix, owner: str, others: frozenset[str]) -> Contradiction:
    found = conflict(matrix, others)
    suspects = tuple(one for one in dict.fromkeys((*found, owner)) if _mends(matrix, others | {one}))
    return Contradiction(found, suspects, others, is_proven(matrix, others))


def _mends(matrix: Matrix, set_aside: frozenset[str]) -> bool:
    return solution(matrix, set_aside) is not None
