"""Numerals that belong together: ranges, scale words, fractions, mixed numbers and shares told with ``av``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import Decimal

from pipeline.normalise.digit_numerals import DASH
from pipeline.normalise.number_words import folded
from pipeline.normalise.numeral_forms import NUMBERS, Form, Numeral, year_like
from pipeline.normalise.quantity import Reason

_DASHED = re.compile(rf"(?:\s?%)?(\s?){DASH}(\s?)")
_ONE = frozenset({"en", "ett"})
_SMALL_SCALES = {"tusen": 1000, "hundra": 100}

# "fyra av fem" is a way to say a share; "tre av sju barn" may be two counts, and stays two numbers.
_ROUND_PARTS = frozenset({3, 4, 5, 10, 100, 1000})
_MOST_PARTS = 10

_TIMES = re.compile(r"\s+(?:år|månad|veck|dag|gång|timm|minut|kvartal)")
_SUPERLATIVE = re.compile(r"\s+\w+(?:st|sta|ste)\b")


def joined(text: str, numerals: Iterable[Numeral]) -> tuple[Numeral, ...]:
    """Put neighbours together as long as a rule does; parts that found no partner are dropped or told as vague."""
    stack: list[Numeral] = []
    for numeral in numerals:
        stack.append(_alone(text, numeral))
        while len(stack) > 1 and (whole := _pair(text, stack[-2], stack[-1])) is not None:
            stack[-2:] = [whole]
    return tuple(_finished(numeral) for numeral in stack if numeral.form is not Form.EVERY)


def _alone(text: str, numeral: Numeral) -> Numeral:
    """``varannan vecka`` says how often."""
    word = folded(text[numeral.start : numeral.end])
    every_other = numeral.form is Form.FRACTION and word in {"varannan", "vartannat", "varannat"}
    return _how_often(numeral) if every_other and _TIMES.match(text, numeral.end) else numeral


def _finished(numeral: Numeral) -> Numeral:
    if numeral.form is Form.SCALE:
        return replace(numeral, form=Form.OTHER, value=None)
    if numeral.form is Form.DENOMINATOR:
        return _fraction(numeral, 1, int(numeral.value or 1))
    return numeral


def _pair(text: str, left: Numeral, right: Numeral) -> Numeral | None:
    gap = text[left.end : right.start]
    if len(gap) > 12:  # noqa: PLR2004  the longest gap that a rule knows is shorter
        return None
    rules = (_scaled, _parts, _every, _mixed, _range, _share)
    return next((whole for rule in rules if (whole := rule(text, left, right, gap)) is not None), None)


Rule = Callable[[str, Numeral, Numeral, str], Numeral | None]


def _scaled(text: str, left: Numeral, right: Numeral, gap: str) -> Numeral | None:
    """``1,5 miljoner``, ``en halv miljon``, ``10-12 miljoner``, ``3 tusen``."""
    if not re.fullmatch(r"\s", gap) or left.value is None or right.value is None or left.multiplier != 1:
        return None
    half = left.form is Form.FRACTION and left.terms == (1, 2)
    small = _SMALL_SCALES.get(folded(text[right.start : right.end])) if left.form is Form.DIGITS else None
    if right.form is Form.SCALE and (left.form in NUMBERS | {Form.RANGE} or half):
        multiplier = right.value
    elif small and left.value < small:
        multiplier = Decimal(small)
    else:
        return None
    form = Form.WORDS if half else left.form
    in_tenths = left.value % 1 != 0 and left.place == 1  # "två och en halv" says its tenths in words
    place = left.place * (multiplier / 10 if in_tenths else multiplier)
    upper = None if left.upper is None else plain(left.upper * multiplier)
    value = plain(left.value * multiplier)
    return replace(
        left, end=right.end, form=form, value=value, upper=upper, terms=None, place=place, multiplier=multiplier
    )


def plain(value: Decimal) -> Decimal:
    """Without a fraction of zeros: 1 500 000 for ``1,5 miljoner``."""
    return value.to_integral_value() if value == value.to_integral_value() else value


def _parts(text: str, left: Numeral, right: Numeral, gap: str) -> Numeral | None:
    """``två tredjedelar``, ``en halv``."""
    if left.form not in NUMBERS or left.value is None or not re.fullmatch(r"\s", gap):
        return None
    if right.form is Form.DENOMINATOR and left.value == left.value.to_integral_value():
        return _fraction(replace(right, start=left.start), int(left.value), int(right.value or 1))
    halves = folded(text[right.start : right.end]) in {"halv", "halvt"}
    if right.form is Form.FRACTION and halves and folded(text[left.start : left.end]) in _ONE:
        return replace(right, start=left.start)
    return None


def _every(text: str, left: Numeral, right: Numeral, gap: str) -> Numeral | None:
    """``var tredje``; not ``var tredje störst``, where ``var`` is the verb."""
    if left.form is not Form.EVERY or right.form is not Form.ORDINAL or not re.fullmatch(r"\s", gap):
        return None
    value = int(right.value or 0)
    if value < 3 or _SUPERLATIVE.match(text, right.end):  # noqa: PLR2004  "varannan" is the half
        return None
    every = _fraction(replace(right, start=left.start), 1, value)
    return _how_often(every) if _TIMES.match(text, right.end) else every


def _mixed(text: str, left: Numeral, right: Numeral, gap: str) -> Numeral | None:
    """``två och en halv``, ``ett och ett halvt``."""
    one = re.match(r"(?:en|ett)\s", text[right.start : right.end], re.IGNORECASE)
    if left.form not in NUMBERS or right.form is not Form.FRACTION or not one or not re.fullmatch(r"\soch\s", gap):
        return None
    if left.value is None or right.value is None:
        return None
    return replace(left, end=right.end, form=Form.WORDS, value=left.value + right.value)


def _range(text: str, left: Numeral, right: Numeral, gap: str) -> Numeral | None:
    """``300-500``, ``20 %–30 %``, ``två-tre``; also where the dash sticks to the second number (``300 –500``)."""
    if left.form not in NUMBERS or right.form not in NUMBERS or left.value is None or right.value is None:
        return None
    sticking = re.fullmatch(r"\s", gap) and re.match(DASH, text[right.start]) and right.value < 0
    upper = -right.value if sticking else right.value
    match = _DASHED.fullmatch(gap)
    if not sticking and match is None:
        return None
    spaced = sticking or (match is not None and bool(match[1] or match[2]))
    whole = replace(left, end=right.end, form=Form.RANGE, upper=upper, place=max(left.place, right.place))
    if left.value < upper and not _mixes_years(text, left, right):
        return replace(whole, multiplier=right.multiplier, value=_lower(left.value, right))
    if spaced or Form.WORDS in {left.form, right.form}:
        return None
    return replace(whole, form=Form.CODE, value=None, upper=None, reason=Reason.NO_RANGE)


def _lower(value: Decimal, right: Numeral) -> Decimal:
    """The millions of ``två-tre miljoner`` count for both ends."""
    in_millions = right.form is Form.WORDS and right.place > 1
    return value * right.place if in_millions and value < right.place else value


def _mixes_years(text: str, left: Numeral, right: Numeral) -> bool:
    """Whether one end is a year and the other none (``2023 – 5 000``); round hundreds and fifties may be counts."""
    ends = [(number.value, text[number.start : number.end]) for number in (left, right)]
    like = [year_like(value, printed) for value, printed in ends]
    sure = [is_like and value is not None and value % 50 != 0 for is_like, (value, _) in zip(like, ends, strict=True)]
    return not all(like) and any(sure)


def _share(text: str, left: Numeral, right: Numeral, gap: str) -> Numeral | None:
    """``en av tre``, ``fyra av fem``."""
    if not re.fullmatch(r"\sav\s", gap) or left.form not in NUMBERS or right.form not in NUMBERS:
        return None
    if left.value is None or right.value is None or not 0 < left.value < right.value:
        return None
    if {left.place, right.place} != {1}:
        return None
    alone = folded(text[left.start : left.end]) in _ONE
    idiom = left.value <= _MOST_PARTS and right.value in _ROUND_PARTS
    if not (alone or idiom):
        return None
    return _fraction(replace(right, start=left.start), int(left.value), int(right.value))


def _fraction(numeral: Numeral, numerator: int, denominator: int) -> Numeral:
    value = Decimal(numerator) / Decimal(denominator)
    return replace(numeral, form=Form.FRACTION, value=value, terms=(numerator, denominator))


def _how_often(numeral: Numeral) -> Numeral:
    return replace(numeral, form=Form.OTHER, reason=Reason.HOW_OFTEN)
