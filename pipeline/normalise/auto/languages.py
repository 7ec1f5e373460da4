"""Which language a document is written in, by its function words; and what English words say about a number."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum

from pipeline.normalise.quantity import Qualifier, Scale


class Language(StrEnum):
    """The two languages whose words for numbers are known; one that is neither is read as English: by digits alone."""

    SWEDISH = "sv"
    ENGLISH = "en"


_FUNCTION_WORDS = {
    Language.SWEDISH: re.compile(r"och|att|som|för|av|är|på|till|med|den|det|om|inte|har|från|vid|eller|ett"),
    Language.ENGLISH: re.compile(r"the|of|and|to|is|are|that|with|by|as|on|from|this|which|were|was|be|or|not|has"),
}
_WORD = re.compile(r"[^\W\d_]+")


def language_of(texts: Iterable[str]) -> Language:
    """The language whose function words are met more often; Swedish where neither is, as in bare tables."""
    met: Counter[Language] = Counter()
    for text in texts:
        for word in _WORD.findall(text.casefold()):
            for language, words in _FUNCTION_WORDS.items():
                met[language] += words.fullmatch(word) is not None
    return Language.ENGLISH if met[Language.ENGLISH] > met[Language.SWEDISH] else Language.SWEDISH


_UNITS = (
    (Scale.PERCENTAGE_POINTS, re.compile(r"\s?(?:%|per\s?cent(?:age)?)[\s-]points?\b", re.IGNORECASE)),
    (Scale.PERCENT, re.compile(r"\s?(?:%|per\s?cent\b)", re.IGNORECASE)),
)
_FACTORS = {"thousand": 3, "million": 6, "millions": 6, "billion": 9, "billions": 9, "m": 6, "bn": 9}
_FACTOR = re.compile(rf"\s?(?P<word>{'|'.join(sorted(_FACTORS, key=len, reverse=True))})\b", re.IGNORECASE)
_HEDGES = (
    (Qualifier.AT_LEAST, r"at\s+least|more\s+than|over|above|exceeding|no\s+fewer\s+than|no\s+less\s+than"),
    (Qualifier.AT_MOST, r"at\s+most|less\s+than|fewer\s+than|under|below|up\s+to|no\s+more\s+than"),
    (Qualifier.APPROXIMATE, r"about|around|approximately|roughly|almost|nearly|some|circa|ca\.?|close\s+to"),
)
_BEFORE = tuple((sense, re.compile(rf"(?<!\w)(?:{words})\s+$", re.IGNORECASE)) for sense, words in _HEDGES)
_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?)"
)
_NAMED = (
    (
        "figure_number",
        re.compile(r"(?<!\w)(?:fig(?:ure)?s?|tables?|tab|charts?|maps?|box|exhibit)\.?\s*$", re.IGNORECASE),
    ),
    (
        "other",
        re.compile(
            rf"(?<!\w)(?:sections?|chapters?|pages?|pp?\.|appendix|annex|articles?|paragraphs?|notes?|step|part|version"
            rf"|volume|issue|no\.|isbn|issn|question|item|level|phase|{_MONTH})\s*$",
            re.IGNORECASE,
        ),
    ),
)
_DAY = re.compile(rf"(?:st|nd|rd|th)?(?:\s+of)?\s+{_MONTH}", re.IGNORECASE)
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b")
_WINDOW = 30


def english_unit(text: str, end: int) -> tuple[Scale, int]:
    """What English words at ``end`` measure in, and how many powers of ten they add."""
    factor = _FACTOR.match(text, end)
    scale = next((scale for scale, pattern in _UNITS if pattern.match(text, end)), Scale.COUNT)
    return scale, _FACTORS[factor["word"].casefold()] if factor else 0


def english_qualifier(text: str, start: int) -> Qualifier:
    """How exactly English words before ``start`` mean a number."""
    before = text[max(0, start - _WINDOW) : start]
    return next((sense for sense, pattern in _BEFORE if pattern.search(before)), Qualifier.EXACT)


def english_name(text: str, start: int, end: int) -> str | None:
    """The ledger's word for a number that names a thing instead of counting things; ``None`` where it counts."""
    before = text[max(0, start - _WINDOW) : start]
    named = next((disposition for disposition, pattern in _NAMED if pattern.search(before)), None)
    return named or ("other" if _DAY.match(text, end) or _ORDINAL.match(text, end) else None)


def times_ten(value: Decimal, powers: int) -> Decimal:
    """``value`` times a power of ten, whole where it can be."""
    scaled = value.scaleb(powers)
    return scaled.quantize(Decimal(1)) if scaled == scaled.to_integral_value() else scaled
