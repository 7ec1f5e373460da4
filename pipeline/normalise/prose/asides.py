"""Why a number of running text is no claim: each with the ledger's word and a reason."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model.observation import UNEXPLAINED
from pipeline.normalise.prose.analysed import Analysed
from pipeline.normalise.prose.draft import Claim, Draft
from pipeline.normalise.prose.lexicon import Mention, Sort
from pipeline.normalise.prose.parts import Bond
from pipeline.normalise.prose.phrases import Figure
from pipeline.normalise.quantity import Kind, Quantity, Scale


@dataclass(frozen=True, slots=True)
class Aside:
    """A number at ``start`` that is no claim."""

    start: int
    disposition: str
    reason: str


def withheld(claim: Claim) -> Aside:
    """A number whose meaning leaves something unaccounted for."""
    return Aside(claim.quantity.start, UNEXPLAINED, claim.doubt)


def aside_of(draft: Draft, following: Draft | None, analysed: Analysed) -> Aside:
    """Why a number that may state something was not read as a claim."""
    start = draft.quantity.start
    if following is not None and following.part.bond is Bond.BASE_OF and following.figure is Figure.CLASSES:
        return Aside(start, "claim", "one of a list: a membership")
    if draft.quantity.kind is Kind.ZERO_WORD:
        return Aside(start, "other", "denies something that the family does not count")
    if draft.quantity.text.casefold() in {"en", "ett"}:
        return Aside(start, "other", "the pronoun: one of several")
    foreign = _foreign_word(draft, analysed)
    if foreign is not None:
        return Aside(
            start, "other", f"told of {analysed.text[foreign.start : foreign.end]!r}, which the family does not count"
        )
    if draft.head.is_unknown:
        words = analysed.text[draft.quantity.end : draft.part.end].split()[:3]
        return Aside(start, UNEXPLAINED, f"counts something that the family has no word for: {' '.join(words)!r}")
    return Aside(start, UNEXPLAINED, "what it counts was not understood")


def _foreign_word(draft: Draft, analysed: Analysed) -> Mention | None:
    if not draft.is_foreign:
        return None
    part = draft.part
    inside = [one for one in analysed.mentions if part.start <= one.start < part.end]
    noun = draft.head.noun
    if noun is not None and noun.sort is Sort.FOREIGN:
        return noun
    return next((one for one in inside if one.sort in {Sort.EXCLUDING, Sort.FOREIGN}), None)


def plain_aside(quantity: Quantity, analysed: Analysed) -> Aside | None:
    """Why a numeral states no number of the series, by what it is; ``None`` where that does not tell."""
    start = quantity.start
    if any(one.start <= start < one.end for one in analysed.periods) and quantity.kind is not Kind.YEAR:
        return Aside(start, "year", "counts the years of a span")
    if quantity.scale is Scale.TIME:
        return Aside(start, "other", "a length of time")
    if quantity.scale is Scale.MONEY:
        return Aside(start, "other", "an amount of money")
    if quantity.kind is Kind.ORDINAL:
        return Aside(start, "other", "an ordinal that ranks nothing of the series")
    if quantity.kind is Kind.ZERO_WORD:
        return Aside(start, "other", "denies something that the family does not count")
    return None
