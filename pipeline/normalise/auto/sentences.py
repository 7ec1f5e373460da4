"""Numbers in running text: value, unit and the words around them, without a claim of what is counted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from pipeline.model.printed import PROSE, Passage, PassageKind
from pipeline.model.span import Span
from pipeline.normalise.auto.languages import (
    Language,
    english_name,
    english_qualifier,
    english_unit,
    times_ten,
)
from pipeline.normalise.auto.number_formats import Decimals, as_swedish
from pipeline.normalise.auto.years import UNKNOWN_YEAR, period_text, years_in
from pipeline.normalise.prose.making import half_unit
from pipeline.normalise.prose.observe import clause_of, plain
from pipeline.normalise.prose.sentences import Sentence, sentences_of
from pipeline.normalise.quantities import find_quantities
from pipeline.normalise.quantity import Kind, Qualifier, Quantity, Scale

SENTENCES = PROSE - {PassageKind.HEADING}

SEVERAL_YEARS = period_text(UNKNOWN_YEAR)

MOST_WORDS = 6
"""Words of a sentence that name a number: as many as a label of a table has."""

_UNITS = {Scale.PERCENT: "percent", Scale.PERCENTAGE_POINTS: "percentage_points", Scale.COUNT: "count"}
_NAMING = re.compile(r"\s*(?:[^\W\d_][\w'’/-]*)(?:\s+[^\W\d_][\w'’/-]*)*")
_UNIT_WORDS = re.compile(
    r"\s?(?:%-?enhet\w*|%|procentenhet\w*|procent\b|per\s?cent\b|per\s?centage[\s-]points?\b)", re.IGNORECASE
)
_OTHER_TIME = re.compile(
    r"\b(?:förra|föregående|tidigare\s+år|året\s+innan|året\s+före|ifjol|i\s+fjol|sedan\s+dess|last\s+year|previous|the\s+year"
    r"\s+before|earlier\s+years?|a\s+year\s+earlier|by\s+then)\b",
    re.IGNORECASE,
)
_TELLING = re.compile(r"[^\W\d_]{4,}")  # shorter words alone name nothing
_STATED = frozenset({Kind.CARDINAL, Kind.RANGE})
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Told:
    """A number of a sentence; ``label`` are the words behind it, or those before it where none follow.

    ``period`` is the one year that the sentence names, ``None`` where it names none, and ``SEVERAL_YEARS`` where it
    names several or points at another one.
    """

    number: Span
    value: Decimal
    unit: str
    qualifier: Qualifier
    tolerance: Decimal
    label: str
    period: str | None
    clause: Span


def swedish_copy(passage: Passage, decimals: Decimals) -> tuple[Passage, tuple[int, ...]]:
    """The passage with its numbers written the Swedish way, and where those begin that nothing settles."""
    text, still_open = as_swedish(passage.text, decimals)
    return replace(passage, text=text), still_open


def told_in(passage: Passage, decimals: Decimals, language: Language) -> Iterator[Told]:
    """The numbers of a passage that state a quantity, in order; none of headings, tables and labels."""
    if passage.kind not in SENTENCES:
        return
    copy, still_open = swedish_copy(passage, decimals)
    for quantity in find_quantities(copy.text):
        if _states(quantity, copy.text, language) and not any(quantity.start <= at < quantity.end for at in still_open):
            yield from _told(quantity, passage, copy.text, language)


def _states(quantity: Quantity, text: str, language: Language) -> bool:
    """Whether a number in digits, or in Swedish words, says how many or how much."""
    if quantity.kind not in _STATED or quantity.value is None:
        return False
    if not _DIGIT.search(quantity.text):
        return language is Language.SWEDISH
    return language is Language.SWEDISH or english_name(text, quantity.start, quantity.end) is None


def _told(quantity: Quantity, passage: Passage, text: str, language: Language) -> Iterator[Told]:
    if quantity.value is None:
        return
    scale, powers, qualifier = quantity.scale, 0, quantity.qualifier
    if language is Language.ENGLISH:
        (scale, powers), qualifier = english_unit(text, quantity.end), english_qualifier(text, quantity.start)
    sentence = next(one for one in sentences_of(text) if one.start <= quantity.start < one.end)
    ends = [(quantity.value, qualifier)]
    if quantity.upper is not None:
        ends = [(quantity.value, Qualifier.LOWER), (quantity.upper, Qualifier.UPPER)]
    for value, meant in ends:
        told = times_ten(value, powers)
        yield Told(
            number=passage.span(quantity.start, quantity.end),
            value=told,
            unit=_unit(scale, told, powers),
            qualifier=meant,
            tolerance=_tolerance(value, powers, replace(quantity, qualifier=meant, scale=scale)),
            label=_label(passage.text, quantity, sentence),
            period=_period(passage.text[sentence.start : sentence.end]),
            clause=clause_of(passage, sentence.start, sentence.end),
        )


def _unit(scale: Scale, value: Decimal, powers: int) -> str:
    """Percent as told; a whole number without a unit word counts something, any other number is just a number."""
    unit = _UNITS.get(scale, "number")
    return "number" if unit == "count" and (powers or value != value.to_integral_value() or value < 0) else unit


def _tolerance(value: Decimal, powers: int, quantity: Quantity) -> Decimal:
    """As the decimals, or so many millions, tell it; half a unit of the last digit for a range or a hedged number."""
    if quantity.upper is not None or quantity.qualifier is Qualifier.APPROXIMATE:
        return plain(half_unit(value).scaleb(powers)) if value else Decimal(0)
    exponent = value.as_tuple().exponent
    places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    if places or powers or quantity.scale in {Scale.PERCENT, Scale.PERCENTAGE_POINTS}:
        return plain(Decimal(5).scaleb(powers - places - 1))
    return quantity.tolerance if quantity.tolerance is not None else Decimal(0)


def _period(sentence: str) -> str | None:
    years = sorted(set(years_in(sentence)))
    if len(years) > 1 or _OTHER_TIME.search(sentence):
        return SEVERAL_YEARS
    return str(years[0]) if years else None


def _label(text: str, quantity: Quantity, sentence: Sentence) -> str:
    """Up to ``MOST_WORDS`` words of the sentence behind the number and its unit, else before it."""
    unit = _UNIT_WORDS.match(text, quantity.end)
    behind = _NAMING.match(text, unit.end() if unit else quantity.end, sentence.end)
    if behind and _TELLING.search(behind.group()):
        return " ".join(behind.group().split()[:MOST_WORDS])
    words = re.findall(r"[^\W\d_][\w'’/-]*", text[sentence.start : quantity.start])
    return " ".join(words[-MOST_WORDS:]) or text[quantity.start : quantity.end]
