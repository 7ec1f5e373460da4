"""Printed labels to codes, by the vocabularies of a family."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from babel import Locale
from rapidfuzz import fuzz, process

from pipeline.model.observation import UnknownLabel
from pipeline.model.printed import squashed
from pipeline.model.span import Span
from pipeline.spec.loading import Family
from pipeline.spec.schema import FamilySpec

# General words for a total, not any publication's.
TOTAL_WORDS = frozenset({"totalt", "total", "totalsumma", "summa", "samtliga", "alla"})

# Below this similarity (0 to 100) a known label is no help to somebody who looks for a misspelling.
NEAR = 70

Meaning = Mapping[str, str]


def is_total(text: str) -> bool:
    """Tell whether a label is a word for the total."""
    return squashed(text) in TOTAL_WORDS


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The vocabularies of one edition: meaning by squashed label, and the labels as spelt, for suggestions."""

    dimensions: Mapping[str, tuple[str, ...]]
    meanings: Mapping[str, Mapping[str, Meaning]]
    spellings: Mapping[str, tuple[str, ...]]

    def meaning(self, vocabulary: str, text: str) -> Meaning | None:
        """The codes that a label stands for in a vocabulary, or ``None`` if it is unknown there."""
        return self.meanings[vocabulary].get(squashed(text))

    def meaning_of_heading(self, vocabulary: str, text: str) -> Meaning | None:
        """As ``meaning``, where a word for the total may stand beside the name (``Arbetskraft Totalt``)."""
        words = [word for word in text.split() if not is_total(word)]
        return self.meaning(vocabulary, text) or self.meaning(vocabulary, " ".join(words))

    def unknown(self, block_id: str, vocabulary: str, label: Span) -> UnknownLabel:
        """A label that a vocabulary does not know, with the known label that looks most like it."""
        best = process.extractOne(label.text, self.spellings[vocabulary], scorer=fuzz.ratio, score_cutoff=NEAR)
        nearest = best[0] if best else None
        meant = self.meaning(vocabulary, nearest) if nearest else None
        codes = tuple(sorted(meant.items())) if meant else ()
        return UnknownLabel(block_id, vocabulary, label, nearest, codes, self.dimensions[vocabulary])


def lexicon_of(family: Family, edition_year: int) -> Lexicon:
    """All vocabularies of a family with what differs in one edition."""
    spec = family.spec
    pairs = {name: list(_labels(spec, name)) for name in spec.vocabularies}
    year = family.years.get(edition_year)
    for label in year.labels if year else ():
        pairs[label.vocabulary].append((label.label, label.codes))
    return Lexicon(
        dimensions={name: vocabulary.dimensions for name, vocabulary in spec.vocabularies.items()},
        meanings={name: {squashed(label): codes for label, codes in labels} for name, labels in pairs.items()},
        spellings={name: tuple(label for label, _ in labels) for name, labels in pairs.items()},
    )


def _labels(spec: FamilySpec, name: str) -> Iterable[tuple[str, Meaning]]:
    vocabulary = spec.vocabularies[name]
    if vocabulary.names_of:
        for code, label in country_names():
            yield label, {vocabulary.names_of: code}
    for entry in vocabulary.labels:
        for label in entry.labels:
            yield label, entry.codes


def country_names() -> Iterable[tuple[str, str]]:
    """Alpha-2 codes with the Swedish names of countries.

    Source: Unicode CLDR territory names (by Babel), of which the two-letter codes are those of ISO 3166-1.
    """
    territories = Locale("sv").territories
    return sorted((code, name) for code, name in territories.items() if re.fullmatch(r"[A-Z]{2}", code))
