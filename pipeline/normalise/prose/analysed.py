"""A passage's text with all that the grammar and the family's words find in it."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.normalise.prose.lexicon import Mention
from pipeline.normalise.prose.periods import Period
from pipeline.normalise.quantity import Quantity, Words


@dataclass(frozen=True, slots=True)
class Analysed:
    """Numerals, known words, words of time and words for not known, each in the order of the text."""

    text: str
    quantities: tuple[Quantity, ...]
    mentions: tuple[Mention, ...]
    periods: tuple[Period, ...]
    cues: tuple[Words, ...] = ()
