"""Numerals in words: numbers, fractions, ratio words, words for none, and compounds that begin with a number."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal

from pipeline.normalise.number_words import (
    ORDINAL_VALUES,
    WORD,
    NumberWords,
    find_number_words,
    folded,
    leading_number,
    parse_cardinal,
)
from pipeline.normalise.numeral_forms import Form, Numeral
from pipeline.normalise.quantity import Reason

_WORD = re.compile(WORD)
_MILLION = 10**6

# tredje + del, tion(de) + del, hundra(de) + del
_PART_STEMS = {
    stem: value
    for word, value in ORDINAL_VALUES.items()
    if value > 2  # noqa: PLR2004  halves have words of their own
    for stem in {word, re.sub(r"(?<=n)de$|(?<=a)de$|(?<=n)te$", "", word)}
}
_DENOMINATOR = re.compile(
    rf"({'|'.join(sorted(_PART_STEMS, key=len, reverse=True))})del(?:s|en|ens|ar|ars|arna|arnas)?"
)
_HALF = {"hälften", "hälfterna", "halva", "halv", "halvt", "varannan", "vartannat", "varannat"}
_BOTH = {"båda", "bägge"}
_NONE = {"ingen", "inget", "inga", "noll"}
_SCALE = re.compile(r"(?:milj|mn|mdr)|(?:miljoner|miljon|miljarder|miljard|biljoner|biljon)(?:na|er|en)?")
_SCALE_VALUES = {"milj": 6, "mn": 6, "mdr": 9, "miljo": 6, "milja": 9, "biljo": 12}

# halvera, halverats, halvering; fördubblats, tredubbling, tiofaldigats.
_HALVED = re.compile(r"halver(?:ing|a)\w*")
_MULTIPLIED = re.compile(r"(för|fler|mång|dubbl|\w+?)(?:dubbl|dubbel|faldig|falt)\w*")
_DOUBLED = re.compile(r"dubbl(?:ing|era|at|ad)\w*")
_TWICE = re.compile(
    r"\bdubbelt(?=\s+(?:så|fler|mer|större|högre|upp)\b)|\b(?<=det\s)dubbla\b|\bdubbla(?=\s+antalet)",
    re.IGNORECASE,
)
_FACTORS = {"för": 2, "fyr": 4, "åtta": 8, "ått": 8}

# What a number may be compounded with and still be read: ages, durations, shares, parts. Anything else that begins
# with the letters of a number (sexuell, tvål, trend, energi) is a word of its own.
_TAIL = re.compile(
    r"(?:år|dag|veck|månad|timm|timmar|minut|procent|siffrig|sidig|dela[dt]|dubb|faldig|manna|parts|hands|gångs|stegs"
    r"|punkts|barns|sitsig|språkig|delsmajoritet|plats|plac|klass|lands)\w*|tal(?:s|et|ets|en)?"
)
_ONE_SIDED = re.compile(r"ensidig\w*")
_VAGUE_TAIL = re.compile(r"tals?")
_ROUND_TAIL = re.compile(
    rf"\bett\s+({WORD}?)(tal)\b|\b(tio|hundra|tusen)(talet)(?=\s+(?!före|efter|och\b|var\b)[a-zåäö])",
    re.IGNORECASE,
)

Recogniser = Callable[[str], Iterator[Numeral]]


def recognisers() -> tuple[Recogniser, ...]:
    """The forms in order: a later one sees only what the earlier ones left."""
    return (_rounded, _twice, _numbers, _single_words)


def _rounded(text: str) -> Iterator[Numeral]:
    """``ett tjugotal`` is about 20, ``hundratalet personer`` about 100."""
    for match in _ROUND_TAIL.finditer(text):
        value = parse_cardinal(match[1] or match[3])
        if value is not None and value >= 10:  # noqa: PLR2004  no "tvåtal"
            tal = match.span(2) if match[2] else match.span(4)
            yield Numeral(match.start(), match.end(), Form.WORDS, Decimal(value), tal=tal)


def _twice(text: str) -> Iterator[Numeral]:
    for match in _TWICE.finditer(text):
        yield Numeral(match.start(), match.end(), Form.RATIO, Decimal(2))


def _numbers(text: str) -> Iterator[Numeral]:
    for found in find_number_words(text):
        if found.value == 0 and not found.ordinal:
            continue
        form = Form.ORDINAL if found.ordinal else Form.WORDS
        yield Numeral(found.start, found.end, form, Decimal(found.value), place=Decimal(_place(found)))


def _place(found: NumberWords) -> int:
    """A whole number of millions says no more than millions."""
    return _MILLION if found.value and found.value % _MILLION == 0 else 1


def _single_words(text: str) -> Iterator[Numeral]:
    for match in _WORD.finditer(text):
        read = _single_word(folded(match.group()))
        if read is not None:
            form, value, terms, reason = read
            yield Numeral(match.start(), match.end(), form, value, terms=terms, reason=reason)


_Read = tuple[Form, Decimal | None, tuple[int, int] | None, Reason]


def _single_word(word: str) -> _Read | None:
    """What one word is, if it has to do with a number."""
    if word in _NONE:
        return Form.ZERO, Decimal(0), None, Reason.PLAIN
    if word in _HALF:
        return Form.FRACTION, Decimal("0.5"), (1, 2), Reason.PLAIN
    if word in {"var", "vart"}:
        return Form.EVERY, None, None, Reason.PLAIN
    if match := _DENOMINATOR.fullmatch(word):
        return Form.DENOMINATOR, Decimal(_PART_STEMS[match[1]]), None, Reason.PLAIN
    if match := _SCALE.fullmatch(word):
        power = next(power for start, power in _SCALE_VALUES.items() if word.startswith(start))
        return Form.SCALE, Decimal(10**power), None, Reason.VAGUE
    return _both(word) or _ratio_word(word) or _compound(word)


def _both(word: str) -> _Read | None:
    return (Form.OTHER, Decimal(2), None, Reason.BOTH) if word in _BOTH else None


def _ratio_word(word: str) -> _Read | None:
    if _HALVED.fullmatch(word):
        return Form.RATIO, Decimal("0.5"), None, Reason.PLAIN
    if _DOUBLED.fullmatch(word):
        return Form.RATIO, Decimal(2), None, Reason.PLAIN
    match = _MULTIPLIED.fullmatch(word)
    if match is None:
        return None
    if match[1] in {"fler", "mång"} and "dubb" in word:
        return Form.OTHER, None, None, Reason.VAGUE
    factor = _FACTORS.get(match[1]) or parse_cardinal(match[1])
    return (Form.RATIO, Decimal(factor), None, Reason.PLAIN) if factor and factor > 1 else None


def _compound(word: str) -> _Read | None:
    number = leading_number(word)
    if number is None or not _TAIL.fullmatch(number[1]) or _ONE_SIDED.fullmatch(word):
        return None
    value, tail = number
    if _VAGUE_TAIL.fullmatch(tail):
        return Form.OTHER, None, None, Reason.VAGUE
    if tail.startswith("tal"):
        return Form.YEARS, None, None, Reason.DECADE
    return Form.COMPOUND, Decimal(value), None, Reason.PART_OF_WORD
