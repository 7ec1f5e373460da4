"""The noun phrase that a number belongs to, and the words around it that say what kind of figure it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from pipeline.normalise.prose.analysed import Analysed
from pipeline.normalise.prose.directions import direction_of
from pipeline.normalise.prose.function_words import FUNCTION_WORDS
from pipeline.normalise.prose.lexicon import Mention, Sort
from pipeline.normalise.prose.parts import Part
from pipeline.normalise.quantity import Kind, Scale


class Figure(Enum):
    """What kind of figure a number is."""

    COUNT = auto()
    CLASSES = auto()
    SHARE = auto()
    CHANGE = auto()
    RANK = auto()


@dataclass(frozen=True, slots=True)
class Head:
    """What stands after a number as its noun.

    ``noun`` is the known word, ``None`` where there is none. ``is_unknown`` says that another noun stands there,
    ``pointing`` that the phrase points back (``av dem``, ``av ärendena``, ``dessa``), ``end`` where the phrase ends.
    """

    noun: Mention | None
    end: int
    is_unknown: bool = False
    pointing: bool = False
    is_top: bool = False


_ADJECTIVE = re.compile(r"\w+ska\s+[^\W\d_]", re.IGNORECASE)  # "thailändska personer": the noun is still to come
_WORD = re.compile(r"\s*([^\W\d_][\w-]*|[.,;:()!?/\u201d\u2013\u2014]|\d+)")

_MOST_ADJECTIVES = 3

_VERB_FORM = re.compile(r"\w+(?:ades|tes|des|[^aeiouyåäö]ts|ats|dde|ade|as|[kdglnr]s)$")

_DETERMINER = frozenset({"de", "dem", "dessa", "den", "det", "alla", "samtliga", "årets", "våra", "totalt"})

_POINTERS = frozenset({"dem", "dessa", "vilka", "förra", "senare", "förstnämnda", "sistnämnda"})

_THENCE = re.compile(
    r"\s+(?:(?:(?:som\s+)?(?:kom|kommer)\s+)?(?:[dh]ärifrån|därav|därtill)|i\s+(?:den|denna|samma)\s+grupp(?:en)?)\b",
    re.IGNORECASE,
)

_WHERE_MOST = re.compile(
    r"\s+som\s+(?:(?:är|var)\s+)?(?:oftast|vanligast|mest)\b|\s+(?:som|där|varifrån|med)\s+(?:de\s+)?flest\b|\s+i\s+topp(?!\w)",
    re.IGNORECASE,
)

_SUPERLATIVE = re.compile(r"(?:vanligast|störst|flest|mest|främst|ledande|största|topp)\w*", re.IGNORECASE)

_DEFINITE = re.compile(r"(?:na|ena|orna|arna|erna|en|et)s?$")

_TOP_BEFORE = re.compile(r"(?<!\w)(?:(?:vanlig|störst|främst|först)\w*)\s+$", re.IGNORECASE)


def _is_genitive(mention: Mention, text: str) -> bool:
    """``landets 21 län``: the noun is still to come."""
    return mention.sort is Sort.CLASS and text[mention.start : mention.end].casefold().endswith(("ets", "ens", "nas"))


_DESCRIBED = re.compile(r"\s+(?:som\s+(?:redovisas|räknas|registreras|finns)\s+)?(?:under|inom|i)\s+", re.IGNORECASE)


def _is_described(noun: Mention, text: str, mentions: Sequence[Mention]) -> bool:
    """``av personerna inom X``: which ones is said by what follows, not by what was told before."""
    match = _DESCRIBED.match(text, noun.end)
    return match is not None and any(one.start == match.end() and one.sort is Sort.TERM for one in mentions)


def head_of(text: str, part: Part, mentions: Sequence[Mention]) -> Head:
    """The noun of a number: the next known word, behind adjectives or ``av``."""
    quantity = part.quantity
    position = quantity.unit.end if quantity.unit and quantity.unit.start >= quantity.end else quantity.end
    at = {one.start: one for one in mentions}
    is_top = _TOP_BEFORE.search(text, max(0, quantity.start - 25), quantity.start) is not None
    after_of, unknown_words = False, 0
    pointing = False
    while (match := _WORD.match(text, position)) and match.start(1) < part.end:
        word = match[1].casefold()
        known = at.get(match.start(1))
        if known is not None and _ADJECTIVE.match(text, match.start(1)):
            position = match.end()
            continue
        if (
            known is not None
            and not _is_genitive(known, text)
            and known.sort in {Sort.TERM, Sort.COUNTED, Sort.CLASS, Sort.MEASURE, Sort.FOREIGN}
        ):
            definite = after_of and known.sort is Sort.COUNTED and _DEFINITE.search(text[known.start : known.end])
            points = bool(definite) and not _is_described(known, text, mentions)
            pointing = pointing or points or _THENCE.match(text, known.end) is not None
            is_top = is_top or _WHERE_MOST.match(text, known.end) is not None
            return Head(known, known.end, pointing=pointing, is_top=is_top)
        if word == "av" and not unknown_words and not after_of:
            after_of = True
        elif after_of and word in _POINTERS:
            pointing = True
        elif after_of and word in _DETERMINER:
            pass
        elif _SUPERLATIVE.fullmatch(word):
            is_top = True
        elif not word[0].isalpha() or word in FUNCTION_WORDS or _VERB_FORM.fullmatch(word):
            break
        else:
            unknown_words += 1
            if unknown_words > _MOST_ADJECTIVES:
                break
        position = match.end()
    is_unknown = (
        unknown_words > 0 and not is_top and quantity.kind not in {Kind.ORDINAL, Kind.RATIO_WORD, Kind.FRACTION}
    )
    return Head(None, position, is_unknown=is_unknown, pointing=pointing, is_top=is_top)


_NAMED_CLASS = re.compile(r"\s*(?::|\s(?:är|var|blev))\s+", re.IGNORECASE)


_OF_ALL = re.compile(
    r"(?<!\w)(?:alla|samtliga|sett\s+till|i\s+fråga\s+om|vad\s+gäller|när\s+det\s+gäller)\s+$", re.IGNORECASE
)


def _is_named_class(part: Part, analysed: Analysed) -> bool:
    """``Antal branscher: tio``, ``formerna är fem``."""
    lead = [one for one in analysed.mentions if part.start <= one.start and one.end <= part.quantity.start]
    return (
        bool(lead)
        and not any(one.sort is Sort.COUNTED for one in lead)
        and _OF_ALL.search(analysed.text, part.start, lead[-1].start) is None
        and lead[-1].sort is Sort.CLASS
        and _NAMED_CLASS.fullmatch(analysed.text, lead[-1].end, part.quantity.start) is not None
    )


_NUMBER_OF = re.compile(r"(?:antal(?:et)?\s+(?:\w+\s+)?|de\s+(?=\w+er\s+som\s))", re.IGNORECASE)
_IS_THEN = re.compile(r"(?:är|var|uppgår\s+till|uppgick\s+till|blev)\s+(?:\w+\s+)?$", re.IGNORECASE)


def _is_counted_class(part: Part, analysed: Analysed) -> bool:
    """``Antalet branscher där ... är nio``."""
    classes = [
        one for one in analysed.mentions if one.sort is Sort.CLASS and part.start <= one.start < part.quantity.start
    ]
    lead = analysed.text[part.start : part.quantity.start]
    opens = (
        bool(classes) and _NUMBER_OF.fullmatch(analysed.text[part.start : classes[0].start].lstrip(" ,;")) is not None
    )
    return opens and _IS_THEN.search(lead) is not None


_HAVE_COME = re.compile(
    r"\s+(?:nya\s+)?(?:har\s+tillkommit|(?:har\s+)?kommit\s+till|tillkom|är\s+nya|var\s+nya)(?!\w)", re.IGNORECASE
)
_THEY_WERE = re.compile(r"(?<!\w)(?:var|är)\s+(?:de|det|antalet)\s+$", re.IGNORECASE)

_TO_DO = re.compile(r"(?<!\w)att\s+\w+a\s+$", re.IGNORECASE)  # "möjligt att ange två former"

RANKING = re.compile(r"(?<!\w)(?:vanligast|störst|främst|plats)\w*", re.IGNORECASE)

RANKED = re.compile(
    r"\s+(?:(?:allra\s+)?(?:vanligast|störst|mest|flest|främst|högst)\w*|plats\w*|i\s+(?:ordning|storlek)\w*)|(?<=på\s\w{6})\s+(?:med|(?-i:[A-ZÅÄÖ]))",
    re.IGNORECASE,
)


def figure_of(part: Part, head: Head, analysed: Analysed, focus_class: str) -> Figure | None:
    """The kind of figure; ``None`` for time, money and ordinals that rank nothing.

    ``focus_class`` is the dimension whose classes the sentence before counted.
    """
    quantity = part.quantity
    if quantity.kind is Kind.ORDINAL:
        return Figure.RANK
    if _is_change(part, analysed.text):
        return Figure.CHANGE
    if quantity.scale is Scale.PERCENT or quantity.kind is Kind.FRACTION:
        return Figure.SHARE
    if quantity.scale is not Scale.COUNT:
        return None
    if not _counts_classes(part, head, analysed, focus_class):
        return Figure.COUNT
    is_none = quantity.kind is Kind.ZERO_WORD or _TO_DO.search(analysed.text, part.start, quantity.start)
    return None if is_none else Figure.CLASSES


def _is_change(part: Part, text: str) -> bool:
    quantity = part.quantity
    if quantity.kind is Kind.RATIO_WORD or quantity.scale is Scale.PERCENTAGE_POINTS:
        return True
    if quantity.kind is Kind.FRACTION:
        return direction_of(text, part, changed_by=True) != 0
    return quantity.scale in {Scale.COUNT, Scale.PERCENT} and direction_of(text, part, changed_by=True) != 0


def _counts_classes(part: Part, head: Head, analysed: Analysed, focus_class: str) -> bool:
    """``sju branscher``, ``de fem vanligaste``, ``Antal branscher: tio``; after that also ``var de sju``."""
    if head.noun is not None or head.is_unknown:
        return head.noun is not None and head.noun.sort is Sort.CLASS
    if head.is_top or _is_named_class(part, analysed) or _is_counted_class(part, analysed):
        return True
    lead = analysed.text[part.start : part.quantity.start]
    if not focus_class:
        return False
    joined = _HAVE_COME.match(analysed.text, part.quantity.end) is not None
    in_one = any(
        part.start <= one.start < part.quantity.start and focus_class in one.codes for one in analysed.mentions
    )
    return joined or (_THEY_WERE.search(lead) is not None and not in_one)  # "Inom X är de åtta": those in X
