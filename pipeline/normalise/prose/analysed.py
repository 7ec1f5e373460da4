"""A passage's text with all that the grammar and the family's words find in it."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.normalise.prose.lexicon import Mention, Sort
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

    def outline(self, start: int, end: int) -> str:
        """The words from ``start`` to ``end`` with ``<c>``, ``<p>`` and ``<t>`` for counted, population, terms."""
        words, at = [], start
        for mention in self.mentions:
            if mention.sort in _SIGNS and start <= mention.start and mention.end <= end:
                words += [self.text[at : mention.start], _SIGNS[mention.sort]]
                at = mention.end
        return "".join([*words, self.text[at:end]])


_SIGNS = {Sort.COUNTED: "<c>", Sort.POPULATION: "<p>", Sort.TERM: "<t>"}
