"""Do the readers agree: two engines on the text of a number, two geometries on the label that owns it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from pipeline.model.document import OCR, Document, Glyph
from pipeline.model.geometry import BBox, hull
from pipeline.model.observation import UNEXPLAINED, Normalised, Observation, TokenReading, numbered
from pipeline.model.printed import Entry, PassageKind, squashed
from pipeline.model.span import Span
from pipeline.model.verdict import Check, Reading, Severity, Verdict
from pipeline.validate.glyph_places import GlyphPlaces

Readings = tuple[Reading, Reading]


DISPUTED = "the readers disagree on its characters, or on the label that it belongs to"

NOTHING_TO_READ: Readings = (Reading(1, 1), Reading(1, 1))
"""Of a measured value: one reader of the shapes, and no text for a second one; likewise of what OCR has read."""


def readings_of(
    observations: Sequence[Observation], tokens: Iterable[TokenReading], document: Document
) -> dict[str, Readings]:
    """For each observation: what the readers of its text and of its pairing say; marks of notes part no clause."""
    witness = _places_of(document)
    marks = [one.span for one in tokens if one.kind is PassageKind.MARK]
    streams = {page.number: _stream(page.number, page.witness, marks) for page in document.pages}
    by_ocr = _ocr_boxes(document)
    numbers = [one.number for one in observations if one.number.text]
    return {
        one.observation_id: NOTHING_TO_READ
        if not one.number.text or _is_by_ocr(one.number, by_ocr)
        else (read_apart(one.number, witness, numbers), _read_pairing(one, streams))
        for one in observations
    }


def _stream(page: int, glyphs: Iterable[Glyph], marks: Sequence[Span]) -> str:
    places = [box for mark in marks if mark.page == page for box in mark.boxes]
    running = (glyph.text for glyph in glyphs if not any(box.holds_centre_of(glyph.bbox) for box in places))
    return squashed("".join(running))


def _places_of(document: Document) -> dict[int, GlyphPlaces]:
    return {page.number: GlyphPlaces(page.witness) for page in document.pages}


def read_apart(number: Span, witness: Mapping[int, GlyphPlaces], numbers: Iterable[Span]) -> Reading:
    """As ``read_text``; numbers printed so close that their boxes meet are read together, from the left."""
    alone = read_text(number, witness)
    if not alone.dissent:
        return alone
    near = {number} | {one for one in numbers if one.page == number.page and _meet(one.bbox, number.bbox)}
    ordered = sorted(near, key=lambda one: one.bbox.x0)
    together = Span("".join(one.text for one in ordered), number.page, (hull(one.bbox for one in ordered),))
    return alone if len(near) == 1 or read_text(together, witness).dissent else Reading(2, 2)


def _meet(one: BBox, other: BBox) -> bool:
    return one.x_overlap(other) > 0 and one.y_overlap(other) > 0


def _ocr_boxes(document: Document) -> dict[int, list[BBox]]:
    return {page.number: [word.bbox for word in page.words if word.font == OCR] for page in document.pages}


def _is_by_ocr(number: Span, by_ocr: Mapping[int, Sequence[BBox]]) -> bool:
    return any(box.holds_centre_of(number.boxes[0]) for box in by_ocr[number.page])


def _read_pairing(one: Observation, streams: Mapping[int, str]) -> Reading:
    if one.entry is not None:
        return read_pairing(one.entry, one.label_printed, one.group_printed)
    return read_clause(one.clause, streams) if one.clause is not None else Reading(1, 1)


def read_clause(clause: Span, streams: Mapping[int, str]) -> Reading:
    """Whether the second engine, in its own order of the page, reads the words of a clause in one go.

    ``streams`` has its letters and digits of each page. Where a figure or another column stands between, it does not.
    """
    pages = [clause.page, *(span.page for span in clause.overflow)]
    together = "".join(streams[page] for page in pages)
    words = squashed(clause.text)
    if len(pages) == 1:
        return Reading(2 if words in together else 1, 2)
    ends, starts = streams[pages[0]], streams[pages[-1]]
    parts = ((words[:cut], words[cut:]) for cut in range(1, len(words)))
    return Reading(2 if any(left in ends and right in starts for left, right in parts) else 1, 2)


def read_text(number: Span, witness: Mapping[int, GlyphPlaces]) -> Reading:
    """Hold the printed string against the second engine's characters inside its box, white space aside.

    They are taken in that engine's own order, which follows text that is turned, or else from the left.
    """
    inside = [
        glyph for span in (number, *number.overflow) for box in span.boxes for glyph in witness[span.page].inside(box)
    ]
    as_given = "".join(glyph.text for glyph in inside)
    from_left = "".join(glyph.text for glyph in sorted(inside, key=lambda glyph: glyph.bbox.x0))
    if "".join(number.text.split()) in {as_given, from_left}:
        return Reading(2, 2)
    return Reading(1, 2, as_given or "nothing")


def token_dissents(tokens: Iterable[TokenReading], document: Document) -> tuple[tuple[Span, str], ...]:
    """Numeric tokens that the second engine sees otherwise, with what it sees; addresses of links are not printed."""
    witness = _places_of(document)
    by_ocr = _ocr_boxes(document)
    printed = [one.span for one in tokens if one.kind is not PassageKind.LINK and not _is_by_ocr(one.span, by_ocr)]
    readings = [(span, read_apart(span, witness, printed)) for span in printed]
    return tuple((span, reading.dissent) for span, reading in readings if reading.dissent)


def lost_digits_of(tokens: Iterable[TokenReading], document: Document) -> dict[int, str]:
    """By page: digits that stand there and that no token has, in order; pages without are left out.

    That both readers see the same digits is known by then: so none gets lost on the way to the ledger unnoticed.
    """
    accounted: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for token in tokens:
        if token.kind is not PassageKind.LINK:
            accounted[token.span.page].update(_digits(token.span.text))
            for span in token.span.overflow:  # its text is part of the first span's
                accounted[span.page].update(_digits(span.text))
    seen = {page.number: _digits("".join(word.text for word in page.words)) for page in document.pages}
    lost = {page: Counter(digits) - accounted[page] for page, digits in seen.items()}
    return {page: "".join(sorted(digits.elements())) for page, digits in lost.items() if digits}


def _digits(text: str) -> str:
    return "".join(char for char in text if char.isdecimal())


def undisputed(normalised: Normalised, document: Document) -> Normalised:
    """The same without rows of which the readers disagree; their tokens say that they do.

    So nothing uncertain is told of a report whose labels nobody has described: it is left out, and listed.
    """
    readings = readings_of(normalised.observations, normalised.tokens, document)
    disputed = [one for one in normalised.observations if any(each.dissent for each in readings[one.observation_id])]
    if not disputed:
        return normalised
    ids = {one.observation_id for one in disputed}
    kept = numbered(one for one in normalised.observations if one.observation_id not in ids)
    return replace(normalised, observations=kept, tokens=tuple(_disputed(one, disputed) for one in normalised.tokens))


def _disputed(token: TokenReading, disputed: Iterable[Observation]) -> TokenReading:
    mine = any(
        one.number.page == token.span.page and any(box.holds_centre_of(one.number.boxes[0]) for box in token.span.boxes)
        for one in disputed
    )
    return replace(token, disposition=UNEXPLAINED, reason=DISPUTED) if mine else token


def read_pairing(entry: Entry, label: str, group: str) -> Reading:
    """Hold the label, and the heading where one gave codes, against the second geometry's."""
    second = entry.second
    if second is None:
        return Reading(1, 2)
    wanted = {squashed(text) for text in (label, group) if text}
    theirs = squashed(second.label)
    own = squashed(entry.label.text)
    same_label = theirs == own or any(_ends_in(heading, theirs, own) for heading in entry.headings)
    seen = [theirs, *(squashed(heading) for heading in second.headings)]
    first_lines = {squashed(one.text) for one in entry.headings if _is_begun(one, seen)}
    others = wanted - {own} - first_lines
    same_heading = not second.headings or all(any(text in one for one in seen) for text in others)
    if same_label and same_heading:
        return Reading(2, 2)
    headings = ", ".join(" ".join(heading.split()) for heading in second.headings) or "nothing"
    return Reading(1, 2, f"{second.reader}: {' '.join(second.label.split())} under {headings}")


def _ends_in(heading: Span, theirs: str, own: str) -> bool:
    """Whether a label was seen behind its heading on one line, or behind the last line of it."""
    before = theirs.removesuffix(own)
    printed = squashed(heading.text)
    return theirs.endswith(own) and (before == printed or (len(heading.boxes) > 1 and printed.endswith(before)))


def _is_begun(heading: Span, seen: Iterable[str]) -> bool:
    """Whether the first lines of a heading over several were seen, which are half of it at least."""
    printed = squashed(heading.text)
    return len(heading.boxes) > 1 and any(printed.startswith(one) and 2 * len(one) >= len(printed) for one in seen)


def reader_checks(observations: Sequence[Observation], readings: dict[str, Readings]) -> tuple[Check, ...]:
    """One check an observation: it breaks where a reader saw something else, and is undecided where one saw nothing."""
    return tuple(_check(one, *readings[one.observation_id]) for one in observations)


def _check(one: Observation, text: Reading, pairing: Reading) -> Check:
    dissents = [reading.dissent for reading in (text, pairing) if reading.dissent]
    agreed = Verdict.HOLDS if pairing.agreed == pairing.asked else Verdict.UNDECIDED
    verdict = Verdict.BREAKS if dissents else agreed
    at = one.entry.label.text if one.entry is not None else one.label_printed or one.fact.measure
    statement = f"{one.number.text} at {at}: text {text}, pairing {pairing}"
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
