"""What a statement is about: the codes of its own words, else those that the text has surely spoken of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.normalise.prose.draft import Claim, Codes
from pipeline.normalise.prose.lexicon import Mention, Sort
from pipeline.normalise.prose.statement_cues import Saying
from pipeline.normalise.prose.words import meaning, mentions_in

_ANTAL = re.compile(r"\s+(?:(?!och|samt|men)\w+\s+){0,2}?(?:antal|andel)\w*\s", re.IGNORECASE)
_OF_WHOM = re.compile(r"(?:ökning|minskning|nedgång|uppgång)\w*\s+(?:i|av|bland|för)\s", re.IGNORECASE)
_THIS = re.compile(r"(?<!\w)(?:denna|detta|samma)\s+$", re.IGNORECASE)
_APPOSITION = re.compile(r",\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_NAMED_OTHERWISE = frozenset({Sort.POPULATION, Sort.CLASS})


def subject_of(saying: Saying) -> Codes:
    """Codes of the clause's words before the cue, else after it, else of the sentence, else what was spoken of.

    Empty where that is in doubt.
    """
    own = own_subject(saying)
    if own is None:
        return {}
    if own:
        return in_its_domain(own, saying)
    here = mentions_in(saying.analysed, saying.start, saying.end)
    if any(one.sort in _NAMED_OTHERWISE for one in here):
        return {}  # "personer", "övriga former": not what was spoken of
    earlier = _one_each(saying.terms(saying.sentence.start, saying.start), saying)
    if earlier is None:
        return {}
    return earlier or dict(saying.discourse.focus) or dict(saying.discourse.frame)


def own_subject(saying: Saying) -> dict[str, str] | None:
    """Codes of the clause's words before the cue, else after it; of both where that is what grew.

    Of several in a row those next to the cue; ``None`` where two classes of one dimension stand there.
    """
    before = _next_to_cue(saying.start, saying.cue.start, saying)
    after = _next_to_cue(saying.cue.end, saying.end, saying)
    if before is None or (not before and after is None):
        return None
    after = {**(after or {}), **_pointed_at(saying)}
    if after and (_ANTAL.match(saying.after) or _OF_WHOM.match(saying.text, saying.cue.start, saying.end)):
        return {**before, **after}
    return before or after


def _next_to_cue(start: int, end: int, saying: Saying) -> dict[str, str] | None:
    """Codes between two places; where they contradict each other, of the words that no comma parts from the cue."""
    codes = _one_each(saying.terms(start, end), saying)
    if codes is not None:
        return codes
    commas = [match.start() for match in re.finditer(r",\s", saying.text[start:end])]
    if not commas:
        return None
    near = (start + commas[-1], end) if end <= saying.cue.start else (start, start + commas[0])
    return _one_each(saying.terms(*near), saying)


def _one_each(mentions: Sequence[Mention], saying: Saying) -> dict[str, str] | None:
    """All codes of words; ``None`` where they name two classes of one dimension."""
    codes: dict[str, str] = {}
    for mention in mentions:
        told = meaning(mention, saying.discourse.prose.measure, saying.discourse)
        if any(codes.get(key, code) != code for key, code in told.items()):
            return None
        codes.update(told)
    return codes


def _pointed_at(saying: Saying) -> dict[str, str]:
    """``inom denna form``: the class that the sentence has named before."""
    codes: dict[str, str] = {}
    for one in mentions_in(saying.analysed, saying.cue.end, saying.end):
        if one.sort is Sort.CLASS and _THIS.search(saying.text, saying.cue.end, one.start):
            named = codes_of(saying.terms(saying.sentence.start, one.start), saying)
            codes |= {key: code for key, code in named.items() if key == one.name}
    return codes


def in_its_domain(own: Codes, saying: Saying) -> Codes:
    """Words for persons alone are told of the form or industry of the section; empty where the text speaks of one."""
    discourse = saying.discourse
    attributes = set(discourse.prose.attributes)
    around = {key: code for key, code in discourse.frame.items() if key in attributes}
    if not set(own) <= attributes:
        return {**around, **own}
    if any(not set(one.codes) <= attributes for one in saying.terms(saying.sentence.start, saying.start)):
        return {}
    domains = {key: code for key, code in discourse.section.items() if key not in attributes}
    spoken = {
        key for codes in (discourse.frame, discourse.focus, discourse.topic) for key in codes if key not in attributes
    }
    if not spoken <= set(domains):
        return {}
    return {**domains, **around, **own}


def speaks_of_all(dimension: str, saying: Saying) -> bool:
    """Whether a first place among classes of the dimension is one of all persons, not of those of a form spoken of."""
    discourse = saying.discourse
    implied = {key for one in discourse.prose.implied if one.dimension == dimension for key in one.codes}
    free = {dimension, *implied, *discourse.prose.attributes}
    return not discourse.section_is_part and all(set(codes) <= free for codes in (discourse.frame, discourse.topic))


def share_spoken_of(own: Codes, saying: Saying) -> Codes:
    """The codes of the share told last, if it is one of these; else the codes as they are, if nothing is in doubt."""
    last = saying.discourse.share
    if last is not None and own.items() <= last.codes.items():
        return last.codes
    return in_its_domain(own, saying)


def told_of(saying: Saying) -> Claim | None:
    """The number that ``fler än i fjol`` stands in apposition to."""
    told = [one for one in saying.claims if one.quantity.end <= saying.cue.start]
    if not told or not _APPOSITION.search(saying.text, told[-1].quantity.end, saying.cue.start):
        return None
    return told[-1]


def is_apposition(saying: Saying) -> bool:
    """Whether a cue begins what is set behind something else by a comma."""
    return _APPOSITION.search(saying.text, saying.sentence.start, saying.cue.start) is not None


def codes_of(mentions: Sequence[Mention], saying: Saying) -> dict[str, str]:
    """All codes of words, of one dimension the last."""
    codes: dict[str, str] = {}
    for mention in mentions:
        codes.update(meaning(mention, saying.discourse.prose.measure, saying.discourse))
    return codes


def attributes_of(codes: Codes, saying: Saying) -> dict[str, str]:
    """Those in the dimensions of persons' nouns."""
    return {key: code for key, code in codes.items() if key in saying.discourse.prose.attributes}
