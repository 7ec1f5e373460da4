"""Hedges: the words before or after a numeral that say how exactly it is meant.

Words for about, just above and just below (``cirka``, ``drygt``, ``knappt``) make a value approximate: how far is not
said. Words that name a bound (``minst``, ``fler än``, ``över``) make it at least or at most, whether or not the bound
itself belongs; where it matters, the hedge is kept as printed. Of several the outermost decides (``minst cirka 50`` is
at least).
"""

from __future__ import annotations

import re

from pipeline.normalise.quantity import Qualifier, Scale, Words

_APPROXIMATE = """
cirka, circa, ca., ca, c:a, runt, omkring, kring, ungefär, uppskattningsvis, i runda tal, i storleksordningen, drygt,
lite drygt, gott och väl, strax över, något över, lite över, precis över, knappt, nästan, närmare, nära, inemot,
uppemot, upp emot, upp mot, bortåt, inte fullt, snudd på, strax under, något under, lite under, precis under
"""
_AT_LEAST = """
minst, åtminstone, som minst, lägst, som lägst, fler än, flera än, mer än, större än, högre än, äldre än, över,
långt över, klart över, väl över, betydligt fler än, betydligt mer än, långt fler än, inte färre än, inte mindre än,
ej färre än
"""
_AT_MOST = """
högst, som högst, som mest, max, max., maximalt, upp till, färre än, mindre än, lägre än, yngre än, under, långt under,
klart under, betydligt färre än, inte fler än, inte mer än, ej fler än, inte över
"""
_MEANINGS = (
    (_APPROXIMATE, Qualifier.APPROXIMATE),
    (_AT_LEAST, Qualifier.AT_LEAST),
    (_AT_MOST, Qualifier.AT_MOST),
)
QUALIFIERS = {hedge: qualifier for hedges, qualifier in _MEANINGS for hedge in re.split(r",\s+", hedges.strip())}
"""The hedges known, in lower case, and what they make of a value."""

_HEDGE = "|".join(re.escape(hedge).replace(r"\ ", r"\s+") for hedge in sorted(QUALIFIERS, key=len, reverse=True))
_BEFORE = re.compile(rf"(?<![\w-])(?P<outer>{_HEDGE})(?:\s+(?:{_HEDGE}))*\s+$", re.IGNORECASE)
_AFTER = re.compile(
    r"(?:\s+[^\W\d_]+)?\s+(?P<words>eller\s+(?:fler|flera|mer|högre|äldre)|och\s+(?:äldre|uppåt|däröver|därutöver)"
    r"|(?P<most>eller\s+(?:färre|mindre|lägre|yngre)|och\s+(?:yngre|nedåt|därunder)))\b",
    re.IGNORECASE,
)

# As prepositions: during a time, spread over places, about a subject.
_SPREAD = re.compile(r"\b(?:fördel\w+|sprid\w+|spritt|utspridd\w*|hopp\w+|uppdel\w+)\s+(?:\w+\s+)?$", re.IGNORECASE)
_WENT = re.compile(
    r"(?<!\w)(?:gått|gick|stigit|steg)\s+från\s[^.;,]{0,40}$|(?<!\w)(?:gått|gick|går|kommit|kom|ryckt|nått|krupit|kröp)\s+$",
    re.IGNORECASE,
)
_AGE = re.compile(r"1[3-9]|2[0-9]")
_WINDOW = 60


def hedge_of(text: str, start: int, end: int, unit: tuple[Scale, Words]) -> tuple[Qualifier, Words]:
    """How exactly the numeral at ``start`` to ``end`` is meant, and the words that say so."""
    scale, words = unit
    before = _hedge_before(text, start)
    if before is not None and _is_preposition(text, before[1], text[start:end], scale):
        before = _hedge_before(text, start, before[1].start + len(before[1].text.split()[0]))
    if before is not None:
        return before
    after = _AFTER.match(text, words.end if words else end)
    if after is not None:
        qualifier = Qualifier.AT_MOST if after["most"] else Qualifier.AT_LEAST
        return qualifier, Words(*after.span("words"), after["words"])
    return Qualifier.EXACT, Words(start, start, "")


def approximate_hedge(text: str, start: int) -> Words:
    """The hedge before a year, where it says about (``omkring 2019``); bounds before a year are prepositions."""
    found = _hedge_before(text, start)
    return found[1] if found and found[0] is Qualifier.APPROXIMATE else Words(start, start, "")


def is_counting_hedge(text: str, start: int) -> bool:
    """Whether a hedge stands before ``start`` that cannot be a preposition of place or time."""
    found = _hedge_before(text, start)
    return found is not None and found[1].text.casefold() not in _PREPOSITIONS


_PREPOSITIONS = frozenset({"över", "under", "runt", "kring", "omkring", "nära", "upp till", "upp mot"})


def _hedge_before(text: str, start: int, earliest: int = 0) -> tuple[Qualifier, Words] | None:
    match = _BEFORE.search(text, max(earliest, start - _WINDOW), start)
    if match is None:
        return None
    printed = match.group().rstrip()
    qualifier = QUALIFIERS[" ".join(match["outer"].casefold().split())]
    return qualifier, Words(match.start(), match.start() + len(printed), printed)


def _is_preposition(text: str, hedge: Words, numeral: str, scale: Scale) -> bool:
    """``under tre månader`` is during, ``under 18 år`` an age; ``fördelade över 12 län`` is spread."""
    word = hedge.text.casefold()
    if word.startswith("under") and scale is Scale.TIME:
        return not _AGE.fullmatch(numeral)
    if word in {"upp till", "upp mot"} and _WENT.search(text[max(0, hedge.start - _WINDOW) : hedge.start]):
        return True
    return word == "över" and _SPREAD.search(text[max(0, hedge.start - _WINDOW) : hedge.start]) is not None
