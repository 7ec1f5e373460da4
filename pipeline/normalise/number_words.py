"""Swedish number words: a grammar that composes cardinals and ordinals from 0 to 10^12.

Words may be written together (``tvåhundrafemtio``) or apart (``ett hundra femtio``), with or without ``och`` before the
last part (``tusen och en``). Source: Svenska Akademiens ordlista; Språkrådet, Svenska skrivregler.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

_TEENS = "ett två tre fyra fem sex sju åtta nio tio elva tolv tretton fjorton femton sexton sjutton arton nitton"
_UNITS = {word: value for value, word in enumerate(_TEENS.split(), start=1)} | {"en": 1, "aderton": 18}
_TENS_WORDS = "tjugo trettio fyrtio femtio sextio sjuttio åttio nittio"
_TENS = {word: value for value, word in zip(range(20, 100, 10), _TENS_WORDS.split(), strict=True)}
_TENS |= {"tjugu": 20, "förtio": 40, "förti": 40}  # older spellings
_TENS |= {word[:-1]: value for word, value in _TENS.items() if word.endswith("tio")}  # as spoken: tretti, fyrti
_SCALES = {"hundra": 100, "tusen": 1000, "miljon": 10**6, "miljoner": 10**6, "miljard": 10**9, "miljarder": 10**9}
_SCALES |= {"biljon": 10**12, "biljoner": 10**12}
_CARDINALS = {"noll": 0} | _UNITS | _TENS | _SCALES

# An ordinal is a cardinal whose last part is one of these.
_SHORT = "första andra tredje fjärde femte sjätte sjunde åttonde nionde tionde elfte tolfte"
_ORDINALS = (
    dict(zip(_SHORT.split(), _TEENS.split(), strict=False))
    | {f"{word}de": word for word, value in _UNITS.items() if value > 12}  # noqa: PLR2004  trettonde to nittonde
    | {f"{word}nde": word for word in _TENS if word.endswith("o")}
    | {"nollte": "noll", "förste": "ett", "andre": "två", "hundrade": "hundra", "tusende": "tusen"}
    | {"miljonte": "miljon", "miljardte": "miljard", "biljonte": "biljon"}
)
ORDINAL_VALUES = {word: _CARDINALS[stem] for word, stem in _ORDINALS.items()}

_AND = "och"
_PART = re.compile("|".join(sorted(_CARDINALS | _ORDINALS | {_AND: 0}, key=len, reverse=True)))

# A letter and what may follow it inside a word: letters, combining marks (decomposed å, ä, ö), the soft hyphen.
WORD = r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f\u00ad])*"
_WORD = re.compile(WORD)
_APART = re.compile(rf"\s(?:{_AND}\s)?", re.IGNORECASE)

# No number below 10^12 takes more words when written apart; it also bounds the search for where a number ends.
_MOST_WORDS = 24


@dataclass(frozen=True, slots=True)
class NumberWords:
    """One number in words, at ``start`` to ``end`` of the text it was found in."""

    start: int
    end: int
    value: int
    ordinal: bool
    parts: tuple[str, ...]


def parse_cardinal(words: str) -> int | None:
    """The value of a cardinal in words; ``None`` for anything else.

    >>> parse_cardinal("Tvåhundrafemtio"), parse_cardinal("ett hundra och en"), parse_cardinal("två tre")
    (250, 101, None)
    """
    parts = _parts_of_all(words)
    return evaluate(parts) if parts else None


def parse_ordinal(words: str) -> int | None:
    """The value of an ordinal in words; ``None`` for anything else.

    >>> parse_ordinal("tjugoförsta"), parse_ordinal("hundrade"), parse_ordinal("tjugo")
    (21, 100, None)
    """
    parts = _parts_of_all(words)
    return _evaluate_ordinal(parts) if parts and parts[-1] in _ORDINALS else None


def find_number_words(text: str) -> tuple[NumberWords, ...]:
    """Every number written in words of its own, the longest reading first; articles and ``sex`` are not told apart."""
    return tuple(found for chain in _chains(text) for found in _segmented(chain))


def leading_number(word: str) -> tuple[int, str] | None:
    """The number that a compound begins with, and the rest of the word: ``femtonåriga`` is 15 and ``åriga``."""
    plain = folded(word)
    parts, end = [], 0
    while match := _PART.match(plain, end):
        parts.append(match.group())
        end = match.end()
    value = _value(tuple(parts)) if parts and end < len(plain) else None
    return None if value is None else (value, plain[end:])


@lru_cache(maxsize=4096)
def folded(word: str) -> str:
    """A word in lower case and composed characters, without soft hyphens; ``ettusen`` with the t that it drops."""
    plain = unicodedata.normalize("NFC", word.replace("\u00ad", "")).casefold()
    return plain.replace("ettusen", "etttusen")


@lru_cache(maxsize=4096)
def parts_of(word: str) -> tuple[str, ...]:
    """The parts of a number word; empty where the word is not made of them alone."""
    plain = folded(word)
    parts = tuple(_PART.findall(plain))
    return parts if "".join(parts) == plain else ()


def _parts_of_all(words: str) -> tuple[str, ...]:
    by_word = [parts_of(word) for word in words.split()]
    return tuple(part for parts in by_word for part in parts) if by_word and all(by_word) else ()


def _value(parts: tuple[str, ...]) -> int | None:
    return _evaluate_ordinal(parts) if parts[-1] in _ORDINALS else evaluate(parts)


def _evaluate_ordinal(parts: tuple[str, ...]) -> int | None:
    last = _ORDINALS[parts[-1]]
    if len(parts) == 1:
        return _CARDINALS[last]
    return evaluate((*parts[:-1], last))


def evaluate(parts: Sequence[str]) -> int | None:
    """The value of the parts of a cardinal; ``None`` where they do not make one."""
    scale = max((_SCALES.get(part, 0) for part in parts), default=0)
    if not scale:
        return _below_hundred(parts)
    at = next(index for index, part in enumerate(parts) if _SCALES.get(part) == scale)
    count, rest = _multiplier(parts[:at], scale), _remainder(parts[at + 1 :], scale)
    if count is None or rest is None or count * scale > _SCALES["biljon"]:
        return None
    return count * scale + rest


def _multiplier(parts: Sequence[str], scale: int) -> int | None:
    """How many hundreds, thousands or millions; hundreds go on to ``nittonhundra``, none is in tens."""
    in_words_of_neuter = scale <= _SCALES["tusen"]
    if not parts:
        return 1 if in_words_of_neuter else None
    if tuple(parts) == (("en",) if in_words_of_neuter else ("ett",)):
        return None
    count = evaluate(parts)
    if count is None or count == 0:
        return None
    if scale == _SCALES["hundra"]:
        return count if count < scale and count % 10 else None
    return count if count < (scale if in_words_of_neuter else 10**6) else None


def _remainder(parts: Sequence[str], scale: int) -> int | None:
    """What follows a hundred, thousand or million."""
    if not parts:
        return 0
    rest = evaluate(parts[1:] if parts[0] == _AND else parts)
    return rest if rest and rest < scale else None


def _below_hundred(parts: Sequence[str]) -> int | None:
    match tuple(parts):
        case (word,) if word in _CARDINALS:
            return _CARDINALS[word]
        case (tens, unit) if tens in _TENS and _UNITS.get(unit, 10) < 10:  # noqa: PLR2004  two digits
            return _TENS[tens] + _UNITS[unit]
    return None


@dataclass(frozen=True, slots=True)
class _Word:
    """A number word, and whether ``och`` stands before it."""

    start: int
    end: int
    parts: tuple[str, ...]
    joined: bool


def _chains(text: str) -> Iterator[list[_Word]]:
    """Number words that follow each other with nothing but one space, or ``och``, between them."""
    chain: list[_Word] = []
    for match in _WORD.finditer(text):
        parts = parts_of(match.group())
        if not parts or _AND in (parts[0], parts[-1]):
            continue
        gap = _APART.fullmatch(text, chain[-1].end, match.start()) if chain else None
        if chain and not gap:
            yield chain
            chain = []
        joined = gap is not None and len(gap.group()) > 1
        chain.append(_Word(match.start(), match.end(), parts, joined))
    if chain:
        yield chain


def _segmented(chain: list[_Word]) -> Iterator[NumberWords]:
    """Cut a chain into the fewest numbers; one that begins with a bare ``hundra`` after another number counts double.

    So ``hundra och tre hundra`` is 100 and 300, never 103 and 100.
    """
    best: list[tuple[int, tuple[NumberWords, ...]]] = [(0, ())]
    for end in range(1, len(chain) + 1):
        options = []
        for start in range(max(0, end - _MOST_WORDS), end):
            found = _read(chain[start:end])
            if found is not None:
                bare = start > 0 and found.parts[0] in _SCALES
                options.append((best[start][0] + 1 + bare, -start, (*best[start][1], found)))
        cost, _, numbers = min(options, default=(best[-1][0], 0, best[-1][1]), key=lambda option: option[:2])
        best.append((cost, numbers))
    yield from best[-1][1]


def _read(words: list[_Word]) -> NumberWords | None:
    parts = tuple(part for word in words for part in (((_AND,) if word.joined else ()) + word.parts))
    parts = parts[1:] if words[0].joined else parts
    if len(words) > 1 and not _goes_apart(words):
        return None
    value = _value(parts)
    if value is None:
        return None
    return NumberWords(words[0].start, words[-1].end, value, parts[-1] in _ORDINALS, parts)


def _goes_apart(words: list[_Word]) -> bool:
    """Whether the last word can belong to a number written apart.

    ``en`` or ``ett`` after a lone word is an article (``tjugo ett``), except after ``och`` (``tusen och en``). A short
    ordinal after a number is counted by it: ``de tjugo första`` are twenty.
    """
    last = words[-1].parts
    if last in {("en",), ("ett",)}:
        return len(words) > 2 or words[-1].joined  # noqa: PLR2004  more than one word before it
    return len(last) > 1 or last[0] not in _ORDINALS or _ORDINALS[last[0]] in _SCALES
