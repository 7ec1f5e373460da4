"""Every numeric expression of a Swedish text: what it is, what it is worth, and how exactly."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import zip_longest

from pipeline.normalise import digit_numerals, word_numerals
from pipeline.normalise.digit_senses import sense_of_digits
from pipeline.normalise.hedges import approximate_hedge, hedge_of
from pipeline.normalise.number_words import parse_ordinal
from pipeline.normalise.numeral_forms import Form, Numeral
from pipeline.normalise.numeral_joins import joined
from pipeline.normalise.quantity import STATED, Kind, Qualifier, Quantity, Reason, Scale, Words
from pipeline.normalise.units import unit_after
from pipeline.normalise.word_senses import sense_of_none, sense_of_ordinal, sense_of_words

_TAKEN = "\x00"
_WINDOW = 20
_CLAUSE = 80

_SENSES_BY_FORM = {
    Form.FRACTION: Kind.FRACTION,
    Form.RATIO: Kind.RATIO_WORD,
    Form.YEARS: Kind.YEAR,
    Form.CODE: Kind.CODE,
    Form.COMPOUND: Kind.COMPOUND,
    Form.OTHER: Kind.OTHER,
}
_SCALE_OF_KIND = {Kind.ORDINAL: Scale.RANK, Kind.RATIO_WORD: Scale.RATIO, Kind.FRACTION: Scale.RATIO}
_PERCENTAGES = frozenset({Scale.PERCENT, Scale.PER_MILLE, Scale.PERCENTAGE_POINTS})

_EQUALS = re.compile(r"\s(?:och|till|respektive|resp\.|eller|samt|mot)\s")
_COMMA = re.compile(r",\s")
_BETWEEN = re.compile(r"(?<!\w)mellan\s+$", re.IGNORECASE)
# "från 20 till 30" and "med 5 till 12" tell a change, not a range.
_CHANGED = re.compile(r"(?<!\w)(?:från|med|mellan|via)\s+$", re.IGNORECASE)
_VARIED = re.compile(r"(?<!\w)(?:varier|pendl|skift)\w+\s[^.;,]*?\sfrån\s+$", re.IGNORECASE)
_BY = re.compile(r"(?<!\w)med\s+$", re.IGNORECASE)
_AND = re.compile(r"\soch\s", re.IGNORECASE)
_TO = re.compile(r"\still\s", re.IGNORECASE)


def find_quantities(text: str) -> tuple[Quantity, ...]:
    """Every numeric expression, in order and without overlap: each digit run and number word is part of exactly one.

    >>> [(quantity.text, quantity.kind.value) for quantity in find_quantities("Under 2024 fick trettiotvå en plats")]
    [('2024', 'year'), ('trettiotvå', 'cardinal'), ('en', 'article')]
    """
    numerals = joined(text, numerals_of(text))
    return _with_ends(text, _with_shared_units(text, tuple(_quantities(text, numerals))))


def numerals_of(text: str) -> tuple[Numeral, ...]:
    """The numerals by form alone; what one recogniser takes is hidden from the next."""
    found: list[Numeral] = []
    rest = text
    for recognise in (*digit_numerals.recognisers(), *word_numerals.recognisers()):
        taken = tuple(recognise(rest))
        found.extend(taken)
        rest = _hidden(rest, taken)
    return tuple(sorted(found, key=lambda numeral: numeral.start))


def _hidden(text: str, numerals: Iterable[Numeral]) -> str:
    pieces, end = [], 0
    for numeral in numerals:
        pieces += [text[end : numeral.start], _TAKEN * (numeral.end - numeral.start)]
        end = numeral.end
    return "".join((*pieces, text[end:]))


def _quantities(text: str, numerals: tuple[Numeral, ...]) -> Iterator[Quantity]:
    before: tuple[Numeral, Kind, Reason] | None = None
    for numeral, after in zip_longest(numerals, numerals[1:]):
        kind, reason = _sense(text, numeral, before, after)
        yield _quantity(text, numeral, kind, reason)
        before = (numeral, kind, reason)


def _sense(
    text: str, numeral: Numeral, before: tuple[Numeral, Kind, Reason] | None, after: Numeral | None
) -> tuple[Kind, Reason]:
    """What the numeral is, by its form and its neighbours."""
    if numeral.form in _SENSES_BY_FORM:
        return _SENSES_BY_FORM[numeral.form], numeral.reason
    if numeral.form is Form.ORDINAL:
        return sense_of_ordinal(text, numeral)
    if numeral.form is Form.ZERO:
        return sense_of_none(text, numeral)
    if text[numeral.end - 1].isdecimal() or numeral.form is Form.DIGITS:
        return sense_of_digits(text, numeral, before and (before[0], before[2]))
    number_before = before[0] if before and before[1] in STATED else None
    return sense_of_words(text, numeral, number_before, after)


def _quantity(text: str, numeral: Numeral, kind: Kind, reason: Reason) -> Quantity:
    nothing = Words(numeral.end, numeral.end, "")
    stated = Quantity(
        start=numeral.start,
        end=numeral.end,
        text=text[numeral.start : numeral.end],
        kind=kind,
        value=None if kind is Kind.ARTICLE else numeral.value,
        upper=numeral.upper,
        terms=numeral.terms if kind is Kind.FRACTION else None,
        scale=Scale.NONE,
        unit=nothing,
        qualifier=Qualifier.EXACT,
        hedge=Words(numeral.start, numeral.start, ""),
        tolerance=None,
        reason=reason,
    )
    if kind is Kind.YEAR:
        hedge = approximate_hedge(text, numeral.start)
        return replace(stated, hedge=hedge, qualifier=Qualifier.APPROXIMATE if hedge else Qualifier.EXACT)
    return _measured(text, numeral, stated) if kind in STATED else stated


def _measured(text: str, numeral: Numeral, stated: Quantity) -> Quantity:
    """With unit, hedge and tolerance."""
    scale = _SCALE_OF_KIND.get(stated.kind)
    unit = unit_after(text, numeral.end) if scale is None else (scale, stated.unit)
    if stated.kind is Kind.ORDINAL:
        return replace(stated, scale=unit[0], tolerance=Decimal(0))
    qualifier, hedge = hedge_of(text, _hedged_from(text, numeral), numeral.end, unit)
    if numeral.tal and not hedge:
        qualifier, hedge = Qualifier.APPROXIMATE, Words(*numeral.tal, text[slice(*numeral.tal)])
    tolerance = _tolerance(numeral.place, unit[0], qualifier)
    return replace(stated, scale=unit[0], unit=unit[1], qualifier=qualifier, hedge=hedge, tolerance=tolerance)


def _hedged_from(text: str, numeral: Numeral) -> int:
    """Where a hedge would end: before the article of ``en halvering``."""
    article = re.search(r"(?<!\w)en\s+$", text[max(0, numeral.start - 6) : numeral.start], re.IGNORECASE)
    return numeral.start - len(article.group()) if numeral.form is Form.RATIO and article else numeral.start


def _tolerance(place: Decimal, scale: Scale, qualifier: Qualifier) -> Decimal | None:
    """Half of the last place for what is rounded, 0 for a count in full; unknown for about, and for ratios in words."""
    if qualifier is Qualifier.APPROXIMATE or scale is Scale.RATIO:
        return None
    return Decimal(0) if place == 1 and scale not in _PERCENTAGES else place / 2


def _with_shared_units(text: str, quantities: tuple[Quantity, ...]) -> tuple[Quantity, ...]:
    """``35 respektive 40 procent``, ``20, 30 och 50 procent``: the unit printed once counts for all."""
    result = list(quantities)
    shared = False
    for index in range(len(result) - 2, -1, -1):
        left, right = result[index], result[index + 1]
        gap = text[left.end : right.hedge.start if right.hedge and right.hedge.end <= right.start else right.start]
        joins = _EQUALS.fullmatch(gap) or (shared and _COMMA.fullmatch(gap))
        shared = bool(joins) and _can_share(left, right) and not _is_step(text, left, gap)
        if shared:
            result[index] = _shared(left, right)
    return tuple(result)


def _is_step(text: str, left: Quantity, gap: str) -> bool:
    """``med 5 till 12 procent``: 5 is what was added, perhaps in percentage points."""
    start = left.hedge.start if left.hedge else left.start
    return _TO.fullmatch(gap) is not None and _BY.search(text, max(0, start - _WINDOW), start) is not None


def _can_share(left: Quantity, right: Quantity) -> bool:
    counts = {Kind.CARDINAL, Kind.RANGE, Kind.ZERO_WORD}
    if left.kind not in counts or right.kind not in counts or left.scale is not Scale.COUNT or left.value is None:
        return False
    return right.scale not in {Scale.COUNT, Scale.MONEY} and not (right.scale in _PERCENTAGES and left.value > 100)  # noqa: PLR2004


def _shared(left: Quantity, right: Quantity) -> Quantity:
    exponent = left.value.as_tuple().exponent if left.value is not None else 0
    place = Decimal(1).scaleb(exponent) if isinstance(exponent, int) else Decimal(1)
    tolerance = _tolerance(place, right.scale, left.qualifier)
    return replace(left, scale=right.scale, unit=right.unit, tolerance=tolerance)


def _with_ends(text: str, quantities: tuple[Quantity, ...]) -> tuple[Quantity, ...]:
    """``mellan A och B`` and ``A till B`` are the ends of a range.

    ``från A till B`` is a change, unless something ``varierade från A till B``.
    """
    result = list(quantities)
    for index in range(len(result) - 1):
        left, right = result[index], result[index + 1]
        if {left.kind, right.kind} != {Kind.CARDINAL} or not left.value or not right.value or left.value >= right.value:
            continue
        first = left.hedge.start if left.hedge else left.start
        window = max(0, first - _WINDOW)
        between = _BETWEEN.search(text, window, first)
        is_change = _CHANGED.search(text, window, first) and not _VARIED.search(text, max(0, first - _CLAUSE), first)
        gap = text[left.end if not left.unit or left.unit.start > right.start else left.unit.end : right.start]
        if (between and _AND.match(gap)) or (_TO.fullmatch(gap) and not is_change):
            low = (
                Words(between.start(), left.start, text[between.start() : left.start].rstrip())
                if between
                else left.hedge
            )
            value = _in_millions(left, right)
            result[index] = replace(left, value=value, qualifier=Qualifier.LOWER, hedge=low)
            result[index + 1] = replace(right, qualifier=Qualifier.UPPER)
    return tuple(result)


def _in_millions(left: Quantity, right: Quantity) -> Decimal | None:
    """The millions of ``två till tre miljoner`` count for both ends."""
    scale = re.search(r"(miljon|miljard|biljon)\w*$", right.text, re.IGNORECASE)
    if scale is None or left.value is None or re.search(r"(?:miljon|miljard|biljon)\w*$", left.text, re.IGNORECASE):
        return left.value
    return left.value * (parse_ordinal(f"{scale[1]}te") or 1)
