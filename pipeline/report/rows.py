"""What stands beside the page images: one row a numeric token, with what was read from it and what checks say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.model.observation import Observation
from pipeline.model.span import Span
from pipeline.model.verdict import Assessed, Check, LedgerRow, Validated
from pipeline.report.marks import Mark, mark_of
from pipeline.report.words import fact_in_words, value_in_words

READERS = "readers"
"""The kind of checks that hold readers against each other."""


@dataclass(frozen=True, slots=True)
class ReadingView:
    """One observation in words. ``anchor`` is empty where the row itself has the observation's id."""

    anchor: str
    verdict: str
    value: str
    fact: str
    labels: tuple[str, ...]
    clause: str
    note: str
    readers: str
    reader_checks: tuple[Check, ...]
    checks: tuple[Check, ...]


@dataclass(frozen=True, slots=True)
class RowView:
    """One numeric token: ``name`` is unique on the page, ``outline`` the anchor of its first outline.

    ``anchor`` is the id of the first observation that was read from it, or else its name.
    """

    name: str
    anchor: str
    outline: str
    span: Span
    mark: Mark
    disposition: str
    reason: str
    readings: tuple[ReadingView, ...]

    @property
    def no_text(self) -> str:
        """What stands for the text where there is none."""
        return "(drawn)" if self.readings else "(no text)"

    @property
    def summary(self) -> str:
        """What a pointer over the outline is told."""
        told = [self.span.text, self.mark.title, *(reading.fact for reading in self.readings)]
        return " · ".join(told if self.readings else [*told, self.reason])


def rows_of(validated: Validated) -> tuple[RowView, ...]:
    """A row for each token of the ledger, in its order, and for each observation that was read from none of them.

    Where two tokens lie over each other (a number and the link on it), the first has the observation's id.
    """
    assessed = {one.observation.observation_id: one for one in validated.observations}
    checks = _by_observation(validated.checks)
    taken: set[str] = set()
    views = []
    for number, row in enumerate(_accounted_for(validated), start=1):
        read = [assessed[one] for one in row.observation_ids]
        anchors = [one if one not in taken else "" for one in row.observation_ids]
        taken |= set(row.observation_ids)
        views.append(
            RowView(
                name=f"t{number}",
                anchor=next(filter(None, anchors), f"t{number}"),
                outline=f"o{number}",
                span=row.token,
                mark=mark_of(row, read),
                disposition=row.disposition.replace("_", " "),
                reason=row.reason,
                readings=tuple(_readings(read, anchors, checks)),
            )
        )
    return tuple(views)


def _accounted_for(validated: Validated) -> Sequence[LedgerRow]:
    named = {one for row in validated.ledger for one in row.observation_ids}
    places: dict[Span, list[Observation]] = {}
    for one in validated.observations:
        if one.observation.observation_id not in named:
            places.setdefault(one.observation.number, []).append(one.observation)
    beside = [
        LedgerRow(span, read[0].value, "observation", "", tuple(one.observation_id for one in read))
        for span, read in places.items()
    ]
    if not beside:
        return validated.ledger
    return sorted((*validated.ledger, *beside), key=lambda row: (row.token.page, row.token.bbox.top, row.token.bbox.x0))


def _by_observation(checks: Iterable[Check]) -> defaultdict[str, list[Check]]:
    result: defaultdict[str, list[Check]] = defaultdict(list)
    for check in checks:
        for one in check.observation_ids:
            result[one].append(check)
    return result


def _readings(
    read: Sequence[Assessed], anchors: Sequence[str], checks: Mapping[str, Sequence[Check]]
) -> Iterator[ReadingView]:
    on_row = next(filter(None, anchors), "")
    for assessed, anchor in zip(read, anchors, strict=True):
        one = assessed.observation
        mine = checks.get(one.observation_id, ())
        yield ReadingView(
            anchor="" if anchor == on_row else anchor,
            verdict=assessed.verdict,
            value=value_in_words(one),
            fact=fact_in_words(one.fact),
            labels=tuple(label for label in (one.group_printed, one.label_printed) if label),
            clause=one.clause.text if one.clause is not None else "",
            note=one.note,
            readers=f"text {assessed.readers_text}, pairing {assessed.readers_pairing}",
            reader_checks=tuple(check for check in mine if check.kind == READERS),
            checks=tuple(check for check in mine if check.kind != READERS),
        )
