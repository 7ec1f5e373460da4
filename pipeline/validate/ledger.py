"""The ledger: every numeric token of the report, and what became of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from pipeline.model.observation import UNEXPLAINED, Normalised, Observation, Region, TokenReading
from pipeline.model.span import Span
from pipeline.model.verdict import UNREAD_FIGURE, LedgerRow


def ledger_of(normalised: Normalised) -> tuple[LedgerRow, ...]:
    """One row a token and one a figure that is not read, by page, then from the top, then from the left."""
    on_page: defaultdict[int, list[Observation]] = defaultdict(list)
    for one in normalised.observations:
        if one.number.text:  # what is measured was read from no token
            on_page[one.number.page].append(one)
    rows = [_row(reading, on_page[reading.span.page]) for reading in normalised.tokens]
    rows += [
        LedgerRow(Span("", one.page, (one.bbox,)), None, UNREAD_FIGURE, one.reason, ()) for one in normalised.unread
    ]
    return tuple(sorted(rows, key=lambda row: (row.token.page, row.token.bbox.top, row.token.bbox.x0, row.token.text)))


def _row(reading: TokenReading, observations: Sequence[Observation]) -> LedgerRow:
    ids = tuple(one.observation_id for one in observations if _same_place(reading.span, one.number))
    if ids:
        return LedgerRow(reading.span, reading.value, "observation", "", ids)
    return LedgerRow(reading.span, reading.value, reading.disposition, reading.reason, ())


def _same_place(token: Span, number: Span) -> bool:
    """Whether the number begins inside the token: a number broken over lines begins on its first one."""
    return any(box.holds_centre_of(number.boxes[0]) for box in token.boxes)


def left_over(ledger: Sequence[LedgerRow], regions: Sequence[Region]) -> tuple[tuple[Region, LedgerRow], ...]:
    """Unexplained numbers inside a coded block: the block was not read to the end."""
    return tuple(
        (region, row)
        for row in ledger
        if row.disposition == UNEXPLAINED
        for region in regions
        if region.page == row.token.page and region.bbox.holds_centre_of(row.token.bbox)
    )
