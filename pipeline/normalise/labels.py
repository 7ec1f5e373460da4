"""Printed labels to codes, by the vocabularies of a family."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from babel import Locale
from rapidfuzz import fuzz, process

from pipeline.model.observation import UnknownLabel
from pipeline.model.printed import squashed
from pipeline.model.span import Span
from pipeline.spec.loading import Family
from pipeline.spec.schema import FamilySpec

# General words for a total, not any publication's, and for a number, which may stand beside one.
TOTAL_WORDS = frozenset(
    {"totalt", "total", "totala", "totalsumma", "summa", "samtliga", "alla", "sammanlagt", "sammantaget"}
)
COUNT_WORDS = frozenset({"antal", "antalet"})

# Below this similarity (0 to 100) a known label is no help to somebody who looks for a misspelling.
NEAR = 70

Meaning = Mapping[str, str]


def is_total(text: str) -> bool:
    """Tell whether a label is no more than words for the total.

    >>> is_total("Totalt:"), is_total("Totalt antal"), is_total("Antal"), is_total("Arbetskraft totalt")
    (True, True, False, False)
    """
    words = [squashed(word) for word in text.split() if squashed(word)]
    return any(word in TOTAL_WORDS for word in words) and all(word in TOTAL_WORDS | COUNT_WORDS for word in words)


def has_total(text: str) -> bool:
    """Tell whether a word for the total is among those of a label."""
    return any(squashed(word) in TOTAL_WORDS for word in text.split())


def without_total(text: str) -> str:
    """What is left of a label without its words for the total.

    >>> without_total("Arbetskraft, totalt antal"), without_total("Antal ungar")
    ('Arbetskraft,', 'Antal ungar')
    """
    if not has_total(text):
        return text
    return " ".join(word for word in text.split() if squashed(word) not in TOTAL_WORDS | COUNT_WORDS)


ELLIPSIS = re.compile(r"(?:\u2026|\.{3})\s*$")
"""How a label ends that was cut off."""

SHORTEST_CUT = 12
"""Letters and digits; a label of which less is left names nothing for sure."""

_WITH_YEAR = re.compile(r"(?P<name>.*?)\s*\b(?P<year>(?:19|20)\d\d)", re.DOTALL)


def is_begun_by(name: str, cut: str) -> bool:
    """Whether a name that was not cut off begins like one that was.

    >>> is_begun_by("Hotell och restaurang", "Hotell och…"), is_begun_by("Hotell…", "Hotell och…")
    (True, False)
    """
    return not ELLIPSIS.search(name) and squashed(name).startswith(squashed(ELLIPSIS.sub("", cut)))


@dataclass(frozen=True, slots=True)
class Names:
    """A vocabulary that takes any name of the form as a class of an open dimension."""

    dimension: str
    form: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The vocabularies of one edition: meaning by squashed label, and the labels as spelt, for suggestions.

    ``names`` are of the vocabularies that are open, ``dated`` those whose labels may end with a year, ``cut`` those
    whose labels may be cut off.
    """

    dimensions: Mapping[str, tuple[str, ...]]
    meanings: Mapping[str, Mapping[str, Meaning]]
    spellings: Mapping[str, tuple[str, ...]]
    names: Mapping[str, Names] = field(default_factory=dict)
    dated: frozenset[str] = frozenset()
    cut: frozenset[str] = frozenset()

    def meaning(self, vocabulary: str, text: str) -> Meaning | None:
        """The codes that a label stands for in a vocabulary, or ``None`` if it is unknown there."""
        found = self.meanings[vocabulary].get(squashed(text))
        return self._name(vocabulary, text) if found is None else found

    def _name(self, vocabulary: str, text: str) -> Meaning | None:
        """A name of an open list is its own code, its spaces squeezed."""
        names, name = self.names.get(vocabulary), " ".join(text.split())
        if names is None or not name or (names.form is not None and not names.form.fullmatch(name)):
            return None
        return {names.dimension: name}

    def is_telling(self, vocabulary: str) -> bool:
        """Whether a known label tells anything: where any name is known, it does not."""
        return vocabulary not in self.names or self.names[vocabulary].form is not None

    def with_year(self, vocabulary: str, text: str) -> tuple[Meaning | None, str]:
        """The codes and the year of a label that may end with one, or be one; no year where it has none."""
        match = _WITH_YEAR.fullmatch(text.strip()) if vocabulary in self.dated else None
        if match is None:
            return self.meaning(vocabulary, text), ""
        name = match["name"].strip(" ,:(")
        return self.meaning(vocabulary, name) if name else {}, match["year"]

    def completions(self, vocabulary: str, text: str) -> list[Meaning]:
        """What a label that was cut off may stand for, each meaning once."""
        begun = squashed(ELLIPSIS.sub("", text))
        if vocabulary not in self.cut or not ELLIPSIS.search(text) or len(begun) < SHORTEST_CUT:
            return []
        found: list[Meaning] = []
        for label, codes in self.meanings[vocabulary].items():
            if label.startswith(begun) and codes not in found:
                found.append(codes)
        return found

    def meaning_of_heading(self, vocabulary: str, text: str) -> Meaning | None:
        """As ``meaning``, where a word for the total may stand beside the name (``Arbetskraft Totalt``)."""
        return self.meaning(vocabulary, text) or self.meaning(vocabulary, without_total(text))

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
        for name, vocabulary in spec.vocabularies.items():
            if label.vocabulary in {name, *vocabulary.includes}:
                pairs[name].append((label.label, label.codes))
    return Lexicon(
        dimensions={name: vocabulary.dimensions for name, vocabulary in spec.vocabularies.items()},
        meanings={name: {squashed(label): codes for label, codes in labels} for name, labels in pairs.items()},
        spellings={name: tuple(label for label, _ in labels) for name, labels in pairs.items()},
        names=dict(_names(spec)),
        dated=frozenset(name for name, one in spec.vocabularies.items() if one.years),
        cut=frozenset(name for name, one in spec.vocabularies.items() if one.cut),
    )


def _names(spec: FamilySpec) -> Iterable[tuple[str, Names]]:
    for name, vocabulary in spec.vocabularies.items():
        dimension = vocabulary.names_of
        if dimension is not None and spec.dimensions[dimension].open:
            form = spec.dimensions[dimension].form
            yield name, Names(dimension, re.compile(form) if form else None)


def _labels(spec: FamilySpec, name: str) -> Iterable[tuple[str, Meaning]]:
    vocabulary = spec.vocabularies[name]
    for other in vocabulary.includes:
        yield from _labels(spec, other)
    if vocabulary.names_of and spec.dimensions[vocabulary.names_of].standard:
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
