"""Do the readers agree: two engines on the text of a number, two geometries on the label that owns it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from pipeline.model.document import Document, Glyph
from pipeline.model.observation import Observation, TokenReading
from pipeline.model.printed import Entry, Span, TokenPlace, squashed
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
    """Hold the printed string against the second engine's characters inside its box, white space aside.

    They are taken in that engine's own order, which follows text that is turned, or else from the left.
    """
    inside = [glyph for box in number.boxes for glyph in glyphs if box.holds_centre_of(glyph.bbox)]
    as_given = "".join(glyph.text for glyph in inside)
    from_left = "".join(glyph.text for glyph in sorted(inside, key=lambda glyph: glyph.bbox.x0))
    if "".join(number.text.split()) in {as_given, from_left}:
        return Reading(2, 2)
    return Reading(1, 2, as_given or "nothing")


def token_dissents(tokens: Iterable[TokenReading], document: Document) -> tuple[tuple[Span, str], ...]:
    """Numeric tokens that the second engine sees otherwise, with what it sees; addresses of links are not printed."""
    witness = {page.number: page.witness for page in document.pages}
    printed = [one.token.span for one in tokens if one.token.place is not TokenPlace.LINK]
    readings = [(span, read_text(span, witness[span.page])) for span in printed]
    return tuple((span, reading.dissent) for span, reading in readings if reading.dissent)


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
