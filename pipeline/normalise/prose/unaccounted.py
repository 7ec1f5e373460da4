"""What a number's words, or those that the text speaks of, say beyond its row: such a row is withheld, not guessed.

A row has to account for the text in both directions. Every domain (form, industry, country) that the text speaks of is
taken up by the row or replaced by another one; every known word around the number is carried by a code; and every code
that is taken from further back has no rival named since. What is left over is the reason given in the ledger.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from pipeline.model.observation import NOT_APPLICABLE, OTHER, TOTAL, UNKNOWN
from pipeline.normalise.prose.draft import Claim, Codes, Draft, Scene
from pipeline.normalise.prose.function_words import FUNCTION_WORDS
from pipeline.normalise.prose.lexicon import Mention, Sort
from pipeline.normalise.prose.parts import Bond
from pipeline.normalise.prose.phrases import Figure
from pipeline.normalise.prose.pointing import VERB, is_of_everybody, names_everybody, points_back
from pipeline.normalise.prose.timing import is_bare_in_brackets
from pipeline.normalise.prose.words import is_known, mentions_in, tail_end


def unaccounted(claim: Claim, draft: Draft, scene: Scene) -> str:
    """Why a claim does not account for all that the text says; empty where it does."""
    if _is_told_again(claim, scene):
        return ""
    reasons = (reason for rule in _RULES if (reason := rule(claim, draft, scene)))
    return next(reasons, "")


def _is_told_again(claim: Claim, scene: Scene) -> bool:
    """A number that the text has given the same meaning before, and without doubt."""
    told = (one for one in scene.discourse.told if not one.doubt and one.value == claim.value)
    meaning = claim.measure, claim.codes, claim.time_period
    return any((one.measure, one.codes, one.time_period) == meaning for one in told)


_OF_PERSONS = frozenset({Figure.COUNT, Figure.SHARE, Figure.CHANGE})


def _spoken_of(claim: Claim, draft: Draft, scene: Scene) -> str:
    """The text speaks of a form or country, and the row neither takes it up nor is told of everybody."""
    discourse = scene.discourse
    if is_of_everybody(scene) or _is_share_of_everybody(claim, draft, scene) or _names_its_classes(claim, scene):
        return ""
    left = {key: code for key, code in _domains(discourse.focus, scene).items() if key not in claim.codes}
    if claim.about == NOT_APPLICABLE and not _domains(claim.codes, scene):
        spoken = (discourse.section, discourse.frame, discourse.topic, discourse.focus_before, discourse.headed)
        for codes in spoken:
            left |= _domains(codes, scene)
    elif draft.figure not in _OF_PERSONS:
        return ""
    counted = claim.measure if claim.base_measure == NOT_APPLICABLE else claim.base_measure
    left = {key: code for key, code in left.items() if key not in discourse.spec.measures[counted].inapplicable}
    return f"not told whether it is of {_named(left)}, which the text speaks of" if left else ""


def _is_share_of_everybody(claim: Claim, draft: Draft, scene: Scene) -> bool:
    """``Kvinnor utgör 57 procent av samtliga identifierade``."""
    of_all = claim.measure == "share" and claim.share_base == TOTAL
    return of_all and names_everybody(scene.analysed, draft.quantity.end, draft.part.end)


def _names_its_classes(claim: Claim, scene: Scene) -> bool:
    """``Bland länderna toppar X med 59``: a sentence with a subject of its own."""
    here = mentions_in(scene.analysed, scene.sentence.start, scene.sentence.end)
    return any(one.sort is Sort.CLASS and one.name in claim.codes for one in here)


def _has_rival(claim: Claim, draft: Draft, scene: Scene) -> str:
    """A code of the set spoken of, where the text has named another one of that dimension since."""
    discourse = scene.discourse
    for dimension, code in _taken_over(claim, scene).items():
        if dimension not in discourse.focus or dimension in discourse.topic or dimension in draft.own:
            continue
        named = [one for one in mentions_in(scene.analysed, 0, scene.sentence.start) if _names(one, dimension)]
        last = next((at for at in reversed(range(len(named))) if _means(named[at], dimension, code)), -1)
        if rivals := [one for one in named[last + 1 :] if one.codes.get(dimension, code) != code]:
            return f"not told whether it is of {code} or of {_printed(rivals[0], scene)}"
    return ""


def _has_class(claim: Claim, draft: Draft, scene: Scene) -> str:
    """A word for the classes of a dimension that the row has no code of, or one from further back."""
    own = (claim.codes.keys() - _taken_over(claim, scene).keys()) | draft.own.keys()
    return next(
        (
            f"{_printed(one, scene)} names classes that its row has no code of"
            for one in mentions_in(scene.analysed, draft.part.start, draft.part.end)
            if one.sort is Sort.CLASS and one.name not in claim.about
            if one.name not in (own if _is_subject(one, scene) else claim.codes)
        ),
        "",
    )


_IS = re.compile(r"\s+(?:är|var)\s", re.IGNORECASE)


def _is_subject(mention: Mention, scene: Scene) -> bool:
    """``Könet är ...``: a sentence of how the classes are spread is not of one of them."""
    return mention.start == scene.sentence.start and _IS.match(scene.text, mention.end) is not None


_APPOSED = re.compile(r",\s*(?:\w+\s+)?$")


def _is_apposed(claim: Claim, draft: Draft, scene: Scene) -> str:
    """``X, 24 personer, är Y``: set off by a comma, the number belongs to both, and the row has no Y."""
    if not _APPOSED.search(scene.text, draft.part.start, draft.quantity.start):
        return ""
    after = mentions_in(scene.analysed, draft.quantity.end, tail_end(scene.text, draft.part))
    left = (one for one in after if one.sort is Sort.TERM and one.codes and not _carries(claim, one))
    return next((f"{_printed(one, scene)} behind it is in no code of its row" for one in left), "")


_OF_THOSE = re.compile(r"\s+av\s+(?:dem|dessa|\w+na)\s+(?:hade|har|var|är)\s", re.IGNORECASE)


def _may_overlap(claim: Claim, draft: Draft, scene: Scene) -> str:
    """``även`` beside the number, with codes taken over or told of some of those before: of those, or besides?"""
    of_those = _OF_THOSE.match(scene.text, draft.quantity.end) is not None
    if not of_those and not _taken_over(claim, scene):
        return ""
    beside = mentions_in(scene.analysed, draft.part.start, draft.part.end)
    words = (one for one in beside if one.sort is Sort.OVERLAP and one.name != claim.measure)
    return next((f"not told whether {_printed(one, scene)} counts some of them twice" for one in words), "")


_LIST_BEFORE = re.compile(
    r"(?<!\w)(?:av|är|inom|i|för|från|till|med|bland)\s+(?P<word>[^\W\d_][\w-]*),\s+$", re.IGNORECASE
)
_PAIR_BEFORE = re.compile(r",\s+(?P<word>[^\W\d_][\w-]*)\s+och\s+$")
_OWN_AND = re.compile(r"\s(?:och|samt)\s", re.IGNORECASE)
_LIST_WITHIN = 60


def _is_end_of_name(claim: Claim, draft: Draft, scene: Scene) -> str:
    """``av skönhet, vård och omsorg (80)``, ``jord, skog och livsmedel (52)``: the end of a name that nobody knows?"""
    for one in mentions_in(scene.analysed, draft.part.start, draft.part.end):
        if one.sort is not Sort.TERM or not _domains(one.codes, scene) or not _carries(claim, one):
            continue
        pattern = _LIST_BEFORE if _OWN_AND.search(scene.text, one.start, one.end) else _PAIR_BEFORE
        before = pattern.search(scene.text, max(0, one.start - _LIST_WITHIN), one.start)
        if before and not is_known(scene.analysed, *before.span("word")):
            return f"{_printed(one, scene)} may be the end of a name that begins with {before['word']!r}"
    return ""


_JOINED = re.compile(r"\s+(?:och|samt)\s+", re.IGNORECASE)
_EACH = re.compile(r"(?<!\w)(?:respektive|vardera|var\s+för\s+sig)(?!\w)", re.IGNORECASE)


def _is_of_two_names(claim: Claim, draft: Draft, scene: Scene) -> str:
    """``I transport och biltvätt fanns 74 personer``: of both, or of a new class, but not of the second alone."""
    is_of_classes = claim.about != NOT_APPLICABLE
    if is_of_classes or _EACH.search(scene.text, scene.sentence.start, scene.sentence.end):
        return ""
    named = [one for one in mentions_in(scene.analysed, scene.sentence.start, scene.sentence.end) if one.codes]
    for first, second in pairwise(named):
        joined = _JOINED.fullmatch(scene.text, first.end, second.start) is not None
        here = draft.part.start <= second.start < draft.part.end and _carries(claim, second)
        domains = _domains(first.codes, scene)
        if not joined or not here or domains.keys() != _domains(second.codes, scene).keys() or not domains:
            continue
        if domains != _domains(second.codes, scene):
            return f"not told whether {_printed(first, scene)} and {_printed(second, scene)} are one"
    return ""


def _goes_on_from_doubt(_: Claim, draft: Draft, scene: Scene) -> str:
    """What points at numbers that are withheld or not understood, and names no domain of its own."""
    before = scene.before(draft)
    if before is not None and (draft.head.pointing or draft.part.bond in {Bond.OF_WHICH, Bond.OF_BASE}):
        is_doubtful = before.figure is Figure.COUNT and before.claim is not None and before.claim.doubt != ""
        return "told of a number that is not understood" if is_doubtful else ""
    goes_on = scene.discourse.is_doubtful and not _domains(draft.own, scene) and points_back(scene)
    return "goes on from a number that is not understood" if goes_on and not is_of_everybody(scene) else ""


_BESIDE_NAME = re.compile(r"(?<!\w)(?P<name>[^\W\d_][\w-]{3,})\s+(?:\(|med\s+)$")


def _is_beside_unknown_name(claim: Claim, draft: Draft, scene: Scene) -> str:
    """``bygg (41 personer) och tvätteri (33 personer)``: a name that nobody knows, among those of classes."""
    before = _BESIDE_NAME.search(scene.text, scene.sentence.start, draft.quantity.start)
    if before is None or draft.own or _domains(claim.codes, scene) or before["name"].casefold() in FUNCTION_WORDS:
        return ""
    known = is_known(scene.analysed, *before.span("name"))
    beside = any(one.claim is not None and _domains(one.own, scene) for one in scene.drafts if one is not draft)
    return f"beside {before['name']!r}, a name that the family has no word for" if beside and not known else ""


def _is_bare_in_brackets(_: Claim, draft: Draft, scene: Scene) -> str:
    """``Ukraina 41 (46)``: of an earlier year, of women, or of what else?"""
    is_told = bool(scene.discourse.bracketed)
    return "" if is_told or not is_bare_in_brackets(draft, scene) else "not told what the number in brackets is of"


_MIDWAY = re.compile(r"\s*(?:[a-zåäö]|[(),;:])")


def _begins_midway(_: Claim, __: Draft, scene: Scene) -> str:
    """The first sentence of a passage that begins in lower case: what it is of stands somewhere else."""
    is_first = not scene.text[: scene.sentence.start].strip()
    return "begins in the middle of a sentence" if is_first and _MIDWAY.match(scene.text) else ""


_ENDS = re.compile(r"[.!?:…)\"\u201d\u2019\u00bb]\s*$")


def _ends_midway(_: Claim, __: Draft, scene: Scene) -> str:
    """The last sentence of a paragraph that has a verb and no end: what it goes on with stands somewhere else."""
    is_last = not scene.text[scene.sentence.end :].strip()
    if not scene.discourse.is_paragraph or not is_last or _ENDS.search(scene.text):
        return ""
    has_verb = VERB.search(scene.text, scene.sentence.start, scene.sentence.end) is not None
    return "ends in the middle of a sentence" if has_verb else ""


_RULES: tuple[Callable[[Claim, Draft, Scene], str], ...] = (
    _spoken_of,
    _has_rival,
    _has_class,
    _is_apposed,
    _may_overlap,
    _is_end_of_name,
    _is_of_two_names,
    _goes_on_from_doubt,
    _is_beside_unknown_name,
    _is_bare_in_brackets,
    _begins_midway,
    _ends_midway,
)


def _domains(codes: Codes, scene: Scene) -> dict[str, str]:
    """The codes that are no attributes of persons."""
    return {key: code for key, code in codes.items() if key not in scene.discourse.prose.attributes}


def _taken_over(claim: Claim, scene: Scene) -> dict[str, str]:
    """The codes that no word of the sentence means, nor one of them implies."""
    here = list(mentions_in(scene.analysed, scene.sentence.start, scene.sentence.end))
    implied = [one for one in scene.discourse.prose.implied if one.dimension in claim.codes]
    return {
        key: code
        for key, code in claim.codes.items()
        if code not in {UNKNOWN, OTHER}
        and not any(_means(one, key, code) for one in here)
        and not any(one.codes.get(key) == code for one in implied)
    }


def _names(mention: Mention, dimension: str) -> bool:
    return mention.sort is Sort.TERM and any(dimension in codes for codes in mention.meanings)


def _means(mention: Mention, dimension: str, code: str) -> bool:
    return mention.sort is Sort.TERM and any(codes.get(dimension) == code for codes in mention.meanings)


def _carries(claim: Claim, mention: Mention) -> bool:
    """By its codes, or as one of the classes counted or the other one of an overlap."""
    return any(
        all(
            claim.codes.get(key) == code or claim.about.startswith((f"{key}:", f"{key}="))
            for key, code in codes.items()
        )
        for codes in mention.meanings
    )


def _named(codes: Codes) -> str:
    return " and ".join(codes.values())


def _printed(mention: Mention, scene: Scene) -> str:
    return repr(scene.text[mention.start : mention.end])
