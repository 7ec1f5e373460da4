"""How the fate of a number is marked on the page: one of a few kinds, each with its colour, line and letter."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.model.verdict import Assessed, LedgerRow


@dataclass(frozen=True, slots=True)
class Mark:
    """A kind of fate. ``name`` is its class in the style sheet, ``letter`` says it where colours do not."""

    name: str
    letter: str
    title: str
    meaning: str


CONTRADICTED = Mark("contradicted", "X", "contradicted", "a check breaks")
UNCHECKED = Mark("unchecked", "U", "unchecked", "no check says what it is, or none could decide")
CONFIRMED = Mark("confirmed", "C", "confirmed", "a check that says what it is holds, and none breaks")
CLAIM = Mark("claim", "S", "claim", "part of a statement that has no row of its own")
NO_STATISTIC = Mark("no-statistic", "N", "not a statistic", "a year, an address, a number of a page or figure")
UNREAD_FIGURE = Mark("unread-figure", "P", "unread figure", "a picture or outlines: there is no text to read")
UNEXPLAINED = Mark("unexplained", "?", "unexplained", "not understood")

MARKS = (CONFIRMED, UNCHECKED, CONTRADICTED, CLAIM, NO_STATISTIC, UNREAD_FIGURE, UNEXPLAINED)
"""All marks, in the order of the legend."""

_WORST_FIRST = {mark.name: mark for mark in (CONTRADICTED, UNCHECKED, CONFIRMED)}
_BY_DISPOSITION = {
    "claim": CLAIM,
    **dict.fromkeys(
        ("year", "figure_number", "page_number", "axis_tick", "contact", "article", "other"),
        NO_STATISTIC,
    ),
    "unread_figure": UNREAD_FIGURE,
    "unexplained": UNEXPLAINED,
}


def mark_of(row: LedgerRow, read: Iterable[Assessed]) -> Mark:
    """The mark of a ledger row from which these observations were ``read``: that of the worst verdict among them.

    Raises:
        KeyError: a verdict or disposition that the page does not know.
    """
    verdicts = {one.verdict for one in read}
    if not verdicts:
        return _BY_DISPOSITION[row.disposition]
    return min((_WORST_FIRST[verdict] for verdict in verdicts), key=list(_WORST_FIRST.values()).index)
