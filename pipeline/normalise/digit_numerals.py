"""Numerals with digits: every digit run of a text, taken as long as one number, date or code goes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from decimal import Decimal

from pipeline.normalise.number_words import find_number_words
from pipeline.normalise.numeral_forms import Form, Numeral, year_like
from pipeline.normalise.numerals import MOST_DIGITS, parse_number
from pipeline.normalise.quantity import Reason

SPACE = r"[ \u00a0\u2009\u202f]"
HYPHEN = r"[-\u2010\u2011]"
DASH = r"[-\u2010\u2011\u2012\u2013\u2014\u2212]"
_LETTER = r"[^\W\d_]"

# One kind of space (or no space) groups a number; digits that go on after the last group are no group.
_GROUPED = rf"\d{{1,3}}(?:{SPACE}\d{{3}}(?!\d))+|\d+"
NUMBER = rf"(?<!\d)(?:{_GROUPED})(?:[.,]\d+)*"
_SIGNED = rf"(?:(?<![\w.,%)\]])(?:[+\-\u2212\u2013]|(?:minus|plus)\s))?{NUMBER}"

# At most ten digits with the trunk 0. Source: PTS, the Swedish numbering plan; grouped by twos and threes.
_TRUNK = rf"0\d{{1,3}}(?:\s?{DASH}\s?|{SPACE})|\+46\s?(?:\(0\))?\s?\d{{1,3}}[\s-]?"
_TELEPHONE = rf"(?<![\w-])(?<!\d\s)(?:{_TRUNK})\d{{2,3}}(?:{SPACE}?\d{{2,3}}){{1,3}}(?!\d)"
_MOST_TELEPHONE_DIGITS = 10

_ADDRESS = re.compile(r"@|://|www\.|[\w-]{2}\.(?:se|com|org|net|eu|nu|gov)\b")

# Written with hyphens, dots or a slash: 2024-05-08, 8.5.2024, 8/5 2024.
_DATE = (
    r"(?<![\d-])(?:(?:19|20)\d\d-[01]\d-[0-3]\d|[0-3]?\d[./][01]?\d(?:[./-]|\s)(?:19|20)\d\d)"
    r"(?![\d-])"
)
_CLOCK = r"(?<![\d:])(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?![\d:])"
_STATUTE = r"(?<!\d)\d{4}(?:/\d{2,4})?:\d+"
_ORDINAL = re.compile(r"(?<!\d)(\d+):(?:e|a|de|te|nde|dje)\b")
_TAL = re.compile(rf"\b(?:ett\s+)?({NUMBER})({HYPHEN}tal(et|ets|en|s)?)\b", re.IGNORECASE)
_TRUNCATED = rf"{HYPHEN}(?=\s+(?:och|till|eller|respektive)\s)"
_COMPOUND = rf"{NUMBER}(?:{DASH}{NUMBER}){{0,2}}(?:{HYPHEN}{_LETTER}[\w-]*|{_TRUNCATED}|års?\w+)"
_CHAIN = rf"{NUMBER}(?:{DASH}{NUMBER}){{2,}}"
_SLASH = re.compile(r"(?<![\d/])(\d+)/(\d+)(?![\d/])")
# After a hyphen or up to three capitals (covid-19, EU27, B12), or before one letter (5G, 2b).
_DESIGNATION = (
    rf"(?:(?<={_LETTER}{HYPHEN})|(?<=\b[A-ZÅÄÖ])|(?<=\b[A-ZÅÄÖ]{{2}})|(?<=\b[A-ZÅÄÖ]{{3}})){NUMBER}"
    r"|(?<!\d)\d+(?=[A-ZÅÄÖa-f]\b)"
)
_LIST_ITEM = r"(?:(?<=[.:;]\n)|(?<=\n\n)|\A)\s*\d{1,2}(?=[.)]\s+[A-ZÅÄÖ])"

_VULGAR = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅛⅜⅝⅞"
_MOST_PARTS = 10

Recogniser = Callable[[str], Iterator[Numeral]]


def recognisers() -> tuple[Recogniser, ...]:
    """The forms in order: a later one sees only what the earlier ones left."""
    return (
        _addresses,
        _codes(rf"\d{{{MOST_DIGITS + 1},}}", Reason.UNREADABLE),
        _telephones,
        *(_codes(pattern, reason) for pattern, reason in _CODE_FORMS),
        _ordinals,
        _rounded,
        _slashes,
        _compounds,
        _vulgar_fractions,
        _codes(_DESIGNATION, Reason.DESIGNATION),
        _codes(_CHAIN, Reason.UNREADABLE),
        _numbers,
        _leftovers,
    )


_CODE_FORMS = (
    (_DATE, Reason.DATE),
    (_STATUTE, Reason.REFERENCE),
    (_CLOCK, Reason.CLOCK),
    (r"(?<!\d)\d+:\d+", Reason.REFERENCE),
    (_LIST_ITEM, Reason.LIST_ITEM),
)


def _codes(pattern: str, reason: Reason) -> Recogniser:
    compiled = re.compile(pattern)

    def recognise(text: str) -> Iterator[Numeral]:
        for match in compiled.finditer(text):
            start = match.end() - len(match.group().lstrip())
            yield Numeral(start, match.end(), Form.CODE, reason=reason)

    return recognise


def _addresses(text: str) -> Iterator[Numeral]:
    """Links and electronic addresses with a digit or a number word in them."""
    for match in re.finditer(r"\S+", text):
        if not _ADDRESS.search(match.group()):
            continue
        printed = match.group().rstrip(".,;:!?)\u201d\"'")
        if re.search(r"\d", printed) or find_number_words(printed):
            yield Numeral(match.start(), match.start() + len(printed), Form.CODE, reason=Reason.ADDRESS)


def _telephones(text: str) -> Iterator[Numeral]:
    for match in re.finditer(_TELEPHONE, text):
        printed = match.group()
        most = _MOST_TELEPHONE_DIGITS + printed.startswith("+")  # the country code is one digit longer than the 0
        while sum(map(str.isdigit, printed)) > most and re.search(SPACE, printed):
            printed = re.split(rf"{SPACE}(?=\d+$)", printed)[0]
        yield Numeral(match.start(), match.start() + len(printed), Form.CODE, reason=Reason.TELEPHONE)


def _ordinals(text: str) -> Iterator[Numeral]:
    for match in _ORDINAL.finditer(text):
        yield Numeral(match.start(), match.end(), Form.ORDINAL, Decimal(int(match[1])))


def _rounded(text: str) -> Iterator[Numeral]:
    """``ett 30-tal`` is about 30; ``1990-talet`` a decade; ``100-tals`` an unspecified multiple."""
    for match in _TAL.finditer(text):
        value = parse_number(match[1])
        if match[3] in {"et", "ets"}:
            known = value if year_like(value, match[1]) else None
            yield Numeral(match.start(1), match.end(), Form.YEARS, known, reason=Reason.DECADE)
        elif match[3] or match.start() == match.start(1):
            yield Numeral(match.start(1), match.end(), Form.OTHER, reason=Reason.VAGUE)
        else:
            yield Numeral(match.start(), match.end(), Form.DIGITS, value, tal=match.span(2))


def _slashes(text: str) -> Iterator[Numeral]:
    """``2022/23`` is a span of years, ``2/3`` a fraction, ``8/5`` after ``den`` a date."""
    for match in _SLASH.finditer(text):
        first, second = Decimal(match[1]), Decimal(match[2])
        last = Decimal(int(first) // 100 * 100 + int(second)) if len(match[2]) == 2 else second  # noqa: PLR2004
        if year_like(first, match[1]) and first < last <= first + 100:
            yield Numeral(*match.span(), Form.YEARS, first, last, reason=Reason.YEAR_SPAN)
        elif 0 < first < second <= _MOST_PARTS and not _is_date(text, match.start()):
            yield _fraction(match.start(), match.end(), int(first), int(second))
        else:
            yield Numeral(*match.span(), Form.CODE, reason=Reason.REFERENCE)


def _is_date(text: str, start: int) -> bool:
    return text[max(0, start - 5) : start].casefold().strip().endswith("den")


def _fraction(start: int, end: int, numerator: int, denominator: int) -> Numeral:
    value = Decimal(numerator) / Decimal(denominator)
    return Numeral(start, end, Form.FRACTION, value, terms=(numerator, denominator))


def _compounds(text: str) -> Iterator[Numeral]:
    """``18-åring``, ``15-17-åringar``, ``2-`` before ``och 3-åringar``; the value of the first number is kept."""
    for match in re.finditer(_COMPOUND, text):
        first = re.match(NUMBER, match.group())
        value = parse_number(first.group()) if first else None
        yield Numeral(match.start(), match.end(), Form.COMPOUND, value, reason=Reason.PART_OF_WORD)


def _vulgar_fractions(text: str) -> Iterator[Numeral]:
    for match in re.finditer(rf"(?:(?<!\d)(\d+)\s?)?([{_VULGAR}])", text):
        numerator, denominator = map(int, unicodedata.normalize("NFKC", match[2]).split("\u2044"))
        part = _fraction(match.start(), match.end(), numerator, denominator)
        if match[1] is None:
            yield part
        else:
            value = Decimal(match[1]) + Decimal(numerator) / Decimal(denominator)
            yield Numeral(match.start(), match.end(), Form.DIGITS, value)


def _numbers(text: str) -> Iterator[Numeral]:
    for match in re.finditer(_SIGNED, text, re.IGNORECASE):
        yield _number(match)


def _number(match: re.Match[str]) -> Numeral:
    signed, unsigned = not match.group()[0].isdecimal(), match.group()[1:]
    if signed and year_like(parse_number(unsigned), unsigned):
        return Numeral(match.start() + 1, match.end(), Form.DIGITS, Decimal(unsigned))  # the dash is no sign
    printed = re.sub(r"^(?:(minus)|plus)\s", lambda sign: "-" if sign[1] else "", match.group(), flags=re.IGNORECASE)
    value = parse_number(printed)
    if value is None or _two_years(printed):
        return Numeral(match.start(), match.end(), Form.CODE, reason=Reason.UNREADABLE)
    exponent = value.as_tuple().exponent
    place = Decimal(1).scaleb(exponent) if isinstance(exponent, int) else Decimal(1)
    return Numeral(match.start(), match.end(), Form.DIGITS, value, place=place)


def _two_years(printed: str) -> bool:
    """``2022,2023`` without a space is no decimal number."""
    first, _, second = re.sub(r"[+\-\u2212\u2013]", "", printed).partition(",")
    return all(re.fullmatch(r"(?:19|20)\d\d", part) for part in (first, second))


def _leftovers(text: str) -> Iterator[Numeral]:
    """What no form took, one digit run at a time: nothing is left out."""
    for match in re.finditer(r"\d+", text):
        yield Numeral(match.start(), match.end(), Form.CODE, reason=Reason.UNREADABLE)
