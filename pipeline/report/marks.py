"""How the fate of a number is marked on the page: one of a few kinds, each with its colour, line and letter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.model.observation import MEASURED as IS_MEASURED
from pipeline.model.verdict import Assessed, LedgerRow
from pipeline.report.page_words import Both


@dataclass(frozen=True, slots=True)
class Mark:
    """A kind of fate. ``name`` is its class in the style sheet, ``letter`` says it where colours do not."""

    name: str
    letter: str
    title: Both
    meaning: Both


CONTRADICTED = Mark(
    "contradicted", "X", Both("contradicted", "motsagt"), Both("a check breaks", "en kontroll stämmer inte")
)
UNCHECKED = Mark(
    "unchecked",
    "U",
    Both("unchecked", "okontrollerat"),
    Both(
        "no check says what it is, or none could decide",
        "ingen kontroll säger vad det är, eller ingen kunde avgöra det",
    ),
)
CONFIRMED = Mark(
    "confirmed",
    "C",
    Both("confirmed", "bekräftat"),
    Both(
        "a check that says what it is holds, and none breaks",
        "en kontroll som säger vad det är stämmer, och ingen bryts",
    ),
)
MEASURED = Mark(
    "measured",
    "M",
    Both("measured", "uppmätt"),
    Both(
        "read from the shapes of a chart, and no check breaks", "läst ur ett diagrams former, och ingen kontroll bryts"
    ),
)
CLAIM = Mark(
    "claim",
    "S",
    Both("claim", "påstående"),
    Both("part of a statement that has no row of its own", "del av ett påstående utan egen rad"),
)
NO_STATISTIC = Mark(
    "no-statistic",
    "N",
    Both("not a statistic", "inte statistik"),
    Both("a year, an address, a number of a page or figure", "ett årtal, en adress, en sidas eller figurs nummer"),
)
UNREAD_FIGURE = Mark(
    "unread-figure",
    "P",
    Both("unread figure", "oläst figur"),
    Both("a picture or outlines: there is no text to read", "en bild eller konturer: där finns ingen text att läsa"),
)
UNEXPLAINED = Mark("unexplained", "?", Both("unexplained", "oförklarat"), Both("not understood", "inte förstått"))

MARKS = (CONFIRMED, UNCHECKED, CONTRADICTED, MEASURED, CLAIM, NO_STATISTIC, UNREAD_FIGURE, UNEXPLAINED)
"""All marks, in the order of the legend."""

_WORST_FIRST = {mark.name: mark for mark in (CONTRADICTED, UNCHECKED, CONFIRMED)}
_BY_DISPOSITION = {
    "claim": CLAIM,
    **dict.fromkeys(
        ("year", "figure_number", "page_number", "axis_tick", "contact", "article", "other"),
        NO_STATISTIC,
    ),
    "unread_figure": UNREAD_FIGURE,
    "nameless_mark": UNREAD_FIGURE,
    "unexplained": UNEXPLAINED,
}


def mark_of(row: LedgerRow, read: Sequence[Assessed]) -> Mark:
    """The mark of a ledger row from which these observations were ``read``: that of the worst verdict among them.

    Where nothing was printed and shapes were measured, that is said, unless a check breaks.

    Raises:
        KeyError: a verdict or disposition that the page does not know.
    """
    if not read:
        return _BY_DISPOSITION[row.disposition]
    worst = min((_WORST_FIRST[one.verdict] for one in read), key=list(_WORST_FIRST.values()).index)
    is_drawn = all(one.observation.qualifier == IS_MEASURED for one in read)
    return MEASURED if is_drawn and worst is not CONTRADICTED else worst
