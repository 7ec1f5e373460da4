"""What stands beside the page images: one row a numeric token, with what was read from it and what checks say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.model.observation import Observation
from pipeline.model.report import Report
from pipeline.model.span import Span
from pipeline.model.verdict import Assessed, Finding, LedgerRow, Validated
from pipeline.report.cuts import Cut, Cutter
from pipeline.report.marks import Mark, mark_of
from pipeline.report.page_words import DISPOSITIONS, SAYINGS, Both, named
from pipeline.report.readings import Reader, ReadingView
from pipeline.spec.schema import FamilySpec

_LEVELS = ("none", "some", "all")


@dataclass(frozen=True, slots=True)
class RowView:
    """One numeric token: ``name`` is its id on the page, ``outline`` the anchor of its first outline.

    ``anchors`` has the id of each reading, empty where an earlier row has it.
    """

    name: str
    outline: str
    span: Span
    mark: Mark
    disposition: Both
    reason: str
    readings: tuple[ReadingView, ...]
    anchors: tuple[str, ...]
    cut: Cut | None

    @property
    def no_text(self) -> Both:
        """What stands for the text where there is none."""
        return SAYINGS["drawn"] if self.readings else SAYINGS["no_text"]

    @property
    def blocks(self) -> tuple[str, ...]:
        """The blocks of its readings."""
        return tuple(dict.fromkeys(reading.block_id for reading in self.readings))

    @property
    def power(self) -> str:
        """Whether ``none``, ``some`` or ``all`` of the misprints of its worst covered reading would be noticed."""
        levels = {reading.power.level for reading in self.readings if reading.power is not None}
        return next((level for level in _LEVELS if level in levels), "")

    @property
    def summary(self) -> tuple[Both, ...]:
        """What it means in a line."""
        return tuple(reading.fact for reading in self.readings) or (self.disposition,)


@dataclass(frozen=True, slots=True)
class Told:
    """All rows, and who tells of the observations in them."""

    rows: tuple[RowView, ...]
    reader: Reader


def rows_of(
    validated: Validated, findings: Sequence[Finding], report: Report, spec: FamilySpec | None, cutter: Cutter
) -> Told:
    """A row for each token of the ledger, in its order, and for each observation that was read from none of them.

    Where two tokens lie over each other (a number and the link on it), the first has the observation's id.
    """
    assessed = {one.observation.observation_id: one for one in validated.observations}
    ledger = _accounted_for(validated)
    row_of: dict[str, str] = {}
    for number, row in enumerate(ledger, start=1):
        for one in row.observation_ids:
            row_of.setdefault(one, f"t{number}")
    reader = Reader(validated, findings, row_of, report, spec)
    views = (
        _row(number, row, [assessed[one] for one in row.observation_ids], reader, row_of, cutter)
        for number, row in enumerate(ledger, start=1)
    )
    return Told(tuple(views), reader)


def _row(  # noqa: PLR0913, PLR0917 -- what a row is made of
    number: int, row: LedgerRow, read: Sequence[Assessed], reader: Reader, row_of: dict[str, str], cutter: Cutter
) -> RowView:
    name = f"t{number}"
    return RowView(
        name=name,
        outline=f"o{number}",
        span=row.token,
        mark=mark_of(row, read),
        disposition=named(DISPOSITIONS, row.disposition),
        reason=row.reason,
        readings=tuple(map(reader.reading, read)),
        anchors=tuple(one if row_of[one] == name else "" for one in row.observation_ids),
        cut=cutter.around(row.token),
    )


def _accounted_for(validated: Validated) -> Sequence[LedgerRow]:
    given = {one for row in validated.ledger for one in row.observation_ids}
    places: dict[Span, list[Observation]] = {}
    for one in validated.observations:
        if one.observation.observation_id not in given:
            places.setdefault(one.observation.number, []).append(one.observation)
    beside = [
        LedgerRow(span, read[0].value, "observation", "", tuple(one.observation_id for one in read))
        for span, read in places.items()
    ]
    if not beside:
        return validated.ledger
    return sorted((*validated.ledger, *beside), key=lambda row: (row.token.page, row.token.bbox.top, row.token.bbox.x0))
