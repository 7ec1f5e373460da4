"""The order of the room: passages to sentences, sentences to claims and assertions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from pipeline.model.printed import PROSE, PassageKind
from pipeline.normalise.prose.analysed import Analysed
from pipeline.normalise.prose.asides import Aside, withheld
from pipeline.normalise.prose.carry import close_heading, open_paragraph, open_section
from pipeline.normalise.prose.claims import claims_of_sentence
from pipeline.normalise.prose.draft import Claim, Discourse
from pipeline.normalise.prose.lexicon import ProseLexicon, prose_lexicon, unknown_cues
from pipeline.normalise.prose.members import members_of_sentence
from pipeline.normalise.prose.periods import find_periods
from pipeline.normalise.prose.sentences import sentences_of
from pipeline.normalise.prose.statements import Assertion, statements_of_sentence
from pipeline.normalise.quantities import find_quantities
from pipeline.spec.schema import FamilySpec


@dataclass(frozen=True, slots=True)
class PassageReading:
    """What a passage says: numbers understood, statements without one, and why other numbers are no claims."""

    claims: tuple[Claim, ...] = ()
    assertions: tuple[Assertion, ...] = ()
    asides: tuple[Aside, ...] = ()


def read_prose(
    passages: Iterable[tuple[PassageKind, str]], spec: FamilySpec, edition_year: int
) -> Iterator[PassageReading]:
    """One reading a passage, in their order; those that are not prose are passed over."""
    lexicon = prose_lexicon(spec, spec.prose) if spec.prose else None
    discourse = Discourse(spec, spec.prose, edition_year) if spec.prose else None
    named: int | None = None  # the year named last in the passage before
    for kind, text in passages:
        if lexicon is None or discourse is None or kind not in PROSE:
            yield PassageReading()
            continue
        analysed = analyse(text, lexicon, edition_year, named)
        named = analysed.periods[-1].last_year if analysed.periods and kind is PassageKind.PARAGRAPH else None
        discourse.is_paragraph = kind is PassageKind.PARAGRAPH
        if kind is PassageKind.HEADING:
            open_section(analysed, discourse)
        elif kind is PassageKind.PANEL:
            discourse.topic = {}  # a box speaks of something of its own
        open_paragraph(discourse)
        yield _read(analysed, discourse)
        if kind is PassageKind.HEADING:
            close_heading(discourse)


def _read(analysed: Analysed, discourse: Discourse) -> PassageReading:
    claims: list[Claim] = []
    assertions: list[Assertion] = []
    asides: list[Aside] = []
    for sentence in sentences_of(analysed.text):
        before = replace(discourse)
        told, unread = claims_of_sentence(sentence, analysed, discourse)
        claims += [one for one in told if not one.doubt]
        asides += [*unread, *(withheld(one) for one in told if one.doubt)]
        assertions += statements_of_sentence(sentence, analysed, told, before)
        assertions += members_of_sentence(sentence, analysed, told, before)
    return PassageReading(tuple(claims), tuple(assertions), tuple(asides))


def analyse(text: str, lexicon: ProseLexicon, edition_year: int, named_before: int | None = None) -> Analysed:
    """Numbers, known words, words of time and words for not known of a passage; see ``find_periods``."""
    quantities = find_quantities(text)
    numbers = [one for one in quantities if one.is_number and not one.hedge.text.casefold().endswith("än")]
    periods = tuple(
        one
        for one in find_periods(text, edition_year, named_before)
        if not any(
            number.start < one.end and one.start < number.end and _is_year_like(number.text) for number in numbers
        )
    )
    return Analysed(text, quantities, lexicon.find(text), periods, unknown_cues(text))


def _is_year_like(text: str) -> bool:
    return len(text) == 4 and text.isdigit()  # noqa: PLR2004
