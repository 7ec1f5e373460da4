"""Words that running text takes from the report's own blocks: names of classes that the family has no words for."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.model.observation import NEW, UnknownLabel
from pipeline.normalise.labels import without_total
from pipeline.normalise.prose.lexicon import Mention, prose_lexicon
from pipeline.spec.loading import Family
from pipeline.spec.schema import FamilySpec, Term

BETWEEN = re.compile(r"[\s,/-]")

SHORTEST = 4
"""Letters; a shorter label is likely a piece of one."""


def with_new_words(
    family: Family, edition_year: int, unknown: Iterable[UnknownLabel], drawn: Iterable[UnknownLabel] = ()
) -> FamilySpec:
    """The family whose sentences know the labels that this edition prints otherwise, as its blocks do.

    So a sentence on a class that two known ones were merged into (``bygg och städ``) is of the new class, not of one of
    the old. Labels of several dimensions tell too little, and words that sentences know already keep their meaning. Of
    names ``drawn`` in charts only those of several words count: a single one may be a piece of a name.
    """
    spec = family.spec
    if spec.prose is None:
        return spec
    known = prose_lexicon(spec, spec.prose)
    year = family.years.get(edition_year)
    accepted = {one.label: dict(one.codes) for one in (year.labels if year else ())}
    printed = {
        name: {one.new_in[0]: f"{NEW}{name}"}
        for one in (*unknown, *(each for each in drawn if len(each.label.text.split()) > 1))
        if len(one.new_in) == 1 and (name := without_total(one.label.text))
    }
    terms = tuple(
        Term(words=(name,), meanings=(codes,))
        for name, codes in (accepted | printed).items()
        if len(name) >= SHORTEST and BETWEEN.sub("", name).isalpha() and not _is_known(name, known.find(name))
    )
    prose = spec.prose.model_copy(update={"terms": (*spec.prose.terms, *terms)})
    return spec.model_copy(update={"prose": prose})


def _is_known(name: str, found: Iterable[Mention]) -> bool:
    """Whether a name is one known word, whole."""
    return any((one.start, one.end) == (0, len(name)) for one in found)
