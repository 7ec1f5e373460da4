"""Do the readers agree: two engines on the text of a number, two geometries on the label that owns it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from pipeline.model.document import Document, Glyph
from pipeline.model.observation import Observation
from pipeline.model.printed import Entry, Span, squashed
from pipeline.model.verdict import Check, Reading, Severity, Verdict

Readings = tuple[Reading, Reading]


def readings_of(observations: Sequence[Observation], document: Document) -> dict[str, Readings]:
    """For each observation: what the readers of its text and of its pairing say."""
    witness = {page.number: page.witness for page in document.pages}
    return {
        one.observation_id: (
            read_text(one.number, witness[one.number.page]),
            read_pairing(one.entry, one.label_printed, one.group_printed),
        )
        for one in observations
    }


def read_text(number: Span, glyphs: Sequence[Glyph]) -> Reading:
    """Hold the printed string against the second engine's characters inside its box, white space aside."""
    seen = "".join(
        glyph.text
        for box in number.boxes
        for glyph in sorted(glyphs, key=lambda glyph: glyph.bbox.x0)
        if box.holds_centre_of(glyph.bbox)
    )
    if seen == "".join(number.text.split()):
        return Reading(2, 2)
    return Reading(1, 2, seen or "nothing")


def read_pairing(entry: Entry, label: str, group: str) -> Reading:
    """Hold the label, and the heading where one gave codes, against the second geometry's."""
    second = entry.second
    if second is None:
        return Reading(1, 2)
    wanted = {squashed(text) for text in (label, group) if text}
    theirs = squashed(second.label)
    own = squashed(entry.label.text)
    same_label = theirs == own or any(theirs == squashed(heading.text) + own for heading in entry.headings)
    seen = [theirs, *(squashed(heading) for heading in second.headings)]
    same_heading = not second.headings or all(any(text in one for one in seen) for text in wanted - {own})
    if same_label and same_heading:
        return Reading(2, 2)
    headings = ", ".join(" ".join(heading.split()) for heading in second.headings) or "nothing"
    return Reading(1, 2, f"{second.reader}: {' '.join(second.label.split())} under {headings}")


def reader_checks(observations: Sequence[Observation], readings: dict[str, Readings]) -> tuple[Check, ...]:
    """One check an observation: it breaks where a reader saw something else, and is undecided where one saw nothing."""
    return tuple(_check(one, *readings[one.observation_id]) for one in observations)


def _check(one: Observation, text: Reading, pairing: Reading) -> Check:
    dissents = [reading.dissent for reading in (text, pairing) if reading.dissent]
    agreed = Verdict.HOLDS if pairing.agreed == pairing.asked else Verdict.UNDECIDED
    verdict = Verdict.BREAKS if dissents else agreed
    statement = f"{one.number.text} at {one.entry.label.text}: text {text}, pairing {pairing}"
    if dissents:
        statement += f"; another reader: {'; '.join(dissents)}"
    return Check(
        check_id=f"readers:{one.observation_id}",
        kind="readers",
        block_id=one.block_id,
        statement=statement,
        left=Decimal(text.agreed + pairing.agreed),
        right=Decimal(text.asked + pairing.asked),
        tolerance=Decimal(0),
        verdict=verdict,
        severity=Severity.REFUSAL if verdict is Verdict.BREAKS else Severity.NOTE,
        observation_ids=(one.observation_id,),
    )


def by_block(observations: Sequence[Observation]) -> dict[str, list[Observation]]:
    """Observations of each block, in their order."""
    groups: defaultdict[str, list[Observation]] = defaultdict(list)
    for one in observations:
        groups[one.block_id].append(one)
    return dict(groups)
