"""The words of a family in running text: where they stand, and the codes, units and measures that they mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum, auto

from pipeline.model.observation import OTHER, UNKNOWN
from pipeline.normalise.labels import country_names
from pipeline.normalise.quantity import Words
from pipeline.spec.schema import FamilySpec, Prose

Codes = Mapping[str, str]


class Sort(Enum):
    """What a word is for a claim."""

    TERM = auto()
    COUNTED = auto()
    POPULATION = auto()
    CLASS = auto()
    MEASURE = auto()
    OVERLAP = auto()
    MOVED = auto()
    FOREIGN = auto()
    EXCLUDING = auto()


@dataclass(frozen=True, slots=True)
class Mention:
    """A known word at ``start`` to ``end``.

    ``meanings`` are its codes, the likeliest first. ``name`` is the unit of what is counted, the dimension of a word
    for classes (``branscher``), or the measure.
    """

    start: int
    end: int
    sort: Sort
    meanings: tuple[Codes, ...] = ()
    name: str = ""

    @property
    def codes(self) -> Codes:
        """The likeliest codes."""
        return self.meanings[0] if self.meanings else {}


Known = tuple[re.Pattern[str], tuple[Mention, ...]]
"""Words as one pattern, with the meaning of each of its groups."""


@dataclass(frozen=True, slots=True)
class ProseLexicon:
    """All words of a family, and by letter those of them that may begin with it, since few of them do."""

    every: Known
    beginning: Mapping[str, Known]
    spec: FamilySpec

    def find(self, text: str) -> tuple[Mention, ...]:
        """Every known word, in order and without overlap; ``kvinnor och flickor`` is one."""
        return tuple(
            _joined(_with_cues(_without_places(list(self._mentions(text)), text, self.spec), text), text, self.spec)
        )

    def _mentions(self, text: str) -> Iterator[Mention]:
        end = 0
        for start in (match.start() for match in _WORD_START.finditer(text)):
            if start < end:
                continue
            pattern, entries = self.beginning.get(text[start], self.every)
            match = pattern.match(text, start)
            if match and match.lastindex:
                end = match.end()
                article = _ARTICLE.match(text, start, end)
                yield replace(entries[match.lastindex - 1], start=article.end() if article else start, end=end)


_WORD_START = re.compile(r"(?<![\w-])(?=\S)")
_ARTICLE = re.compile(r"(?:en|ett)\s+", re.IGNORECASE)
"""``en man`` is a word of a family only with its article, but the article may be the number."""

LETTERS = "abcdefghijklmnopqrstuvwxyzåäöABCDEFGHIJKLMNOPQRSTUVWXYZÅÄÖ"


def prose_lexicon(spec: FamilySpec, prose: Prose) -> ProseLexicon:
    """The words of a family's ``prose`` section and the names of its standard lists."""
    pairs = sorted(_entries(spec, prose), key=lambda pair: (-len(pair[0].removeprefix("=")), pair[0].startswith("=")))
    patterns = [(_pattern(words), words.removeprefix("=")[:1].casefold(), mention) for words, mention in pairs]
    beginning = {
        letter: _known((pattern, mention) for pattern, first, mention in patterns if first in {letter.casefold(), "*"})
        for letter in LETTERS
    }
    return ProseLexicon(_known((pattern, mention) for pattern, _, mention in patterns), beginning, spec)


def _known(pairs: Iterable[tuple[str, Mention]]) -> Known:
    every = tuple(pairs)
    alternatives = "|".join(f"({pattern})" for pattern, _ in every)
    return re.compile(rf"(?:{alternatives or '(?!)'})(?!\w)"), tuple(mention for _, mention in every)


def _entries(spec: FamilySpec, prose: Prose) -> Iterator[tuple[str, Mention]]:
    for term in prose.terms:
        yield from _each(term.words, Mention(0, 0, Sort.TERM, meanings=term.meanings))
    for dimension, one in spec.dimensions.items():
        if one.standard:
            for code, name in country_names():
                yield f"={name}", Mention(0, 0, Sort.TERM, meanings=({dimension: code},))
    for unit, words in prose.counted.items():
        yield from _each(words, Mention(0, 0, Sort.COUNTED, name=unit))
    yield from _each(prose.population, Mention(0, 0, Sort.POPULATION))
    for dimension, words in prose.classes.items():
        yield from _each(words, Mention(0, 0, Sort.CLASS, name=dimension))
    for measure, words in prose.measures.items():
        yield from _each(words, Mention(0, 0, Sort.MEASURE, name=measure))
    if prose.overlap:
        yield from _each(prose.overlap.words, Mention(0, 0, Sort.OVERLAP, name=prose.overlap.measure))
    if prose.moved:
        yield from _each(prose.moved.words, Mention(0, 0, Sort.MOVED, name=prose.moved.measure))
    yield from _each(prose.foreign, Mention(0, 0, Sort.FOREIGN))
    yield from _each(prose.excluding, Mention(0, 0, Sort.EXCLUDING))


def _each(words: Iterable[str], mention: Mention) -> Iterator[tuple[str, Mention]]:
    return ((one, mention) for one in words)


def _pattern(words: str) -> str:
    """``*`` stands for any ending, a genitive's is allowed always; spaces, hyphens and slashes between words are alike.

    A name begins with a capital.
    """
    if words.startswith("="):
        return re.escape(words[1:]).replace(r"\ ", r"\s+") + "s?"
    parts = [re.escape(part).replace(r"\*", r"\w*") for part in re.split(r"[\s/,-]+", words)]
    return "(?i:" + r"[-/,\s]+".join(parts) + "s?)"


# "okänd", "saknas", "framgår inte": the class of those for whom it is not known; "annan": the class other.
_UNKNOWN = re.compile(
    r"(?<!\w)(?:okän[dt]a?|obekanta?|oklar[ta]?|sakna(?:s|des|des?|t|ts)|sakna[rt]?(?:de)?\s+(?:\w+\s+)?(?:uppgift|information)|(?:ingen|inga|inte\s+någon)\s+(?:uppgift|information)\w*\s+om|utelämna\w+|vet\s+(?:ingen|(?:vi|man)\s+inte)|ingen\s+vet|(?:vet|visste)\s+(?:\w+\s+){1,3}inte|(?:inte|ej)\s+(?:\w+\s+)?(?:kän[dt]a?|fram(?:går|gick|kommit)|angiv\w+|ange[rst]+|"
    r"noterat\w*|noterades|anteckna\w+|redovisa\w+|registrera\w+|fastställ\w+|uppgiv\w+|dokumentera\w+)|(?:kände|känner|känt)\s+(?:\w+\s+)?(?:inte|ej|ingen)(?:\s+till)?|"
    r"(?:framgår|framgick|angavs|anges|noterades|registrerades|uppgavs|antecknades|redovisades|kändes?)\s+(?:inte|ej)|vet\s+ej|ingen\s+känner\s+till|"
    r"varken\s+\w+\s+eller\s+\w+\s+(?:är|var)\s+\w+|utan\s+(?:uppgift|information)\w*(?:\s+om)?|(?:inte|ej)\s+(?:gick|går|kunde|kan)\s+(?:att\s+)?\w+|(?:fick|fått)\s+(?:\w+\s+)?aldrig\s+veta|aldrig\s+(?:fick|fått)\s+veta|kunde\s+(?:\w+\s+){0,2}inte\s+\w+|(?:gick|går)\s+(?:\w+\s+){0,2}inte\s+att\s+\w+|uppgift\w*\s+(?:\w+\s+){1,3}(?:finns|fanns)\s+(?:inte|ej)|(?:finns|fanns)\s+(?:det\s+)?(?:ingen|inga)\s+(?:\w+\s+)?(?:uppgift|information)\w*|(?:inte|ej)\s+(?:har\s+)?(?:kunnat|gått\s+att\s+\w+|kunnat|gått\s+att)\s+\w+|kunde\s+inte\s+\w+)(?!\w)",
    re.IGNORECASE,
)


def unknown_cues(text: str) -> tuple[Words, ...]:
    """Where words say that something is not known."""
    return tuple(Words(*match.span(), match.group()) for match in _UNKNOWN.finditer(text))


_OTHER = re.compile(r"(?<!\w)(?:någon\s+)?anna[nt]\s+$|(?<!\w)övrig[at]?\s+$", re.IGNORECASE)
_BREAK = re.compile(r"[.;:!?()\d]|,\s|\s(?:och|samt|men|medan)\s")
_REACH = 60
_OTHER_WITHIN = 20
_MOST_WORDS_BETWEEN = 6


_IN_PLACE = re.compile(r"(?<!\w)(?P<origin>(?:ursprung\w*|rötter|född\w*|medborgar\w*|hemma)\s+)?i\s+$", re.IGNORECASE)
_ORIGIN_WITHIN = 24


def _without_places(found: Iterable[Mention], text: str, spec: FamilySpec) -> list[Mention]:
    """``17 personer i Sverige``: a country behind ``i`` is where, and none of a standard list of whence."""
    standard = {name for name, one in spec.dimensions.items() if one.standard}
    kept = []
    for mention in found:
        meanings = mention.meanings
        place = _IN_PLACE.search(text, max(0, mention.start - _ORIGIN_WITHIN), mention.start)
        if mention.sort is Sort.TERM and place is not None and not place["origin"]:
            meanings = tuple(codes for codes in meanings if not set(codes) & standard)
        if meanings or not mention.meanings:
            kept.append(replace(mention, meanings=meanings))
    return kept


def _with_cues(found: list[Mention], text: str) -> list[Mention]:
    """``branschen var okänd``, ``annan bransch``: a word for a dimension's classes beside a cue is a class itself."""
    return [_as_class(mention, text) if mention.sort is Sort.CLASS else mention for mention in found]


_SUPERLATIVE = re.compile(r"(?:vanligast|störst|främst)\w*\s+$", re.IGNORECASE)


def _as_class(mention: Mention, text: str) -> Mention:
    if _SUPERLATIVE.search(text, max(0, mention.start - _OTHER_WITHIN), mention.start):
        return mention  # "av de fem vanligaste länderna saknades X"
    if _has_cue_beside(mention, text):
        return Mention(mention.start, mention.end, Sort.TERM, ({mention.name: UNKNOWN},), mention.name)
    before = _OTHER.search(text, max(0, mention.start - _OTHER_WITHIN), mention.start)
    if before is not None and not text[mention.start : mention.end].casefold().endswith("er"):
        return Mention(before.start(), mention.end, Sort.TERM, ({mention.name: OTHER},), mention.name)
    return mention


def _has_cue_beside(mention: Mention, text: str) -> bool:
    """Whether a word for not known stands in the same clause, with few words and no number between."""
    low, high = max(0, mention.start - _REACH), min(len(text), mention.end + _REACH)
    for match in _UNKNOWN.finditer(text, low, high):
        if match.start() >= mention.end:
            between = text[mention.end : match.start()]
        elif match.end() <= mention.start:
            between = text[match.end() : mention.start]
        else:
            return True  # "kunde åldern inte klarläggas"
        if not _BREAK.search(between) and not _AMONG.search(between) and len(between.split()) <= _MOST_WORDS_BETWEEN:
            return True
    return False


_AMONG = re.compile(r"(?<!\w)(?:bland|vanligast\w*|störst\w*)(?!\w)", re.IGNORECASE)  # "saknas bland de fem"
_JOINT = re.compile(
    r"\s*(?:/|\s(?:och|eller|samt|respektive)\s)\s*(?:(?:de|med|till|från|bland|för|av|inom)\s+)?", re.IGNORECASE
)


def _joined(mentions: list[Mention], text: str, spec: FamilySpec) -> Iterator[Mention]:
    """Put terms together that are coordinated and whose union is a class of its own."""
    stack: list[Mention] = []
    for mention in mentions:
        if stack and stack[-1].sort is mention.sort is Sort.TERM:
            gap = text[stack[-1].end : mention.start]
            union = (
                _union(stack[-1].codes, mention.codes, spec)
                if _JOINT.fullmatch(gap) and "respektive" not in gap
                else None
            )
            if union is not None:
                stack[-1] = Mention(stack[-1].start, mention.end, Sort.TERM, (union,))
                continue
        stack.append(mention)
    yield from stack


def _union(one: Codes, other: Codes, spec: FamilySpec) -> Codes | None:
    """The codes of both together, where they differ in one dimension only and fill it; ``None`` elsewhere."""
    common = {dimension: code for dimension, code in one.items() if other.get(dimension) == code}
    differing = {*one, *other} - set(common)
    if len(differing) != 1:
        return common if not differing else None
    (dimension,) = differing
    codes = {one.get(dimension), other.get(dimension)}
    every = set(spec.dimensions[dimension].codes)
    if None in codes or (every and codes >= every):
        return common
    return None
