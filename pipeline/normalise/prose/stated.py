"""Which numerals of a sentence may tell something: no years or lengths of time, and only articles that count."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from decimal import Decimal

from pipeline.normalise.numeral_forms import year_like
from pipeline.normalise.prose.analysed import Analysed
from pipeline.normalise.prose.lexicon import Mention, Sort
from pipeline.normalise.prose.phrases import RANKED, RANKING
from pipeline.normalise.prose.sentences import Sentence
from pipeline.normalise.quantity import Kind, Quantity, Reason, Scale

ONE = frozenset({"en", "ett"})

_NOUN_WITHIN = 20
_RANKED_WITHIN = 120
_LISTED_ONE = re.compile(r"(?<!\w)(?:i|för|av|från|till|med)\s+$", re.IGNORECASE)
_IN_ONE = re.compile(r"(?:(?<=[.!?]\s)|^|,\s(?:och\s)?|\soch\s)i\s+$", re.IGNORECASE)
_IS_ONE = re.compile(r"(?<!\w)(?:är|var)\s+(?:den|hon|han)\s+(?:\w+\s+)?en$", re.IGNORECASE)
_EACH_OF = re.compile(r"(?<!\w)var(?:t|je)?\s+och\s+(?:en|ett)$", re.IGNORECASE)
_RESPECTIVELY = re.compile(r"(?<!\w)respektive\s+$", re.IGNORECASE)
_ENDS = re.compile(r"\s*[.,;)]|\s+(?:och|samt)\s")
_LABEL = re.compile(r"\s*[(:]?\s*")
_WITH_CODE = re.compile(r"\s+(?:med|från|av|i|inom|hade|har|uppgav|kom\s+från|hör\s+till)\s+(?:\w+\s+)?")
_TO_PLACE = re.compile(r"\s+till\s+\w+\s+plats", re.IGNORECASE)  # "från fjärde till tredje plats"
_FROM_PLACE = re.compile(r"från\s+\w+\s+plats(?:en)?\s+(?:(?:år\s+)?\d{4}\s+)?till\s+$", re.IGNORECASE)
_POINTED = re.compile(r"(?<!\w)(?:den|det|på|(?:upp|ned|ner|stigit|sjunkit|fallit)\s+till)\s+$", re.IGNORECASE)
_GENERALLY_ONE = re.compile(
    r"(?<!\w)(?:oftast|vanligen|vanligtvis|ofta|i\s+regel|normalt|ibland|sällan|kan|ska|bör|måste)\s+(?:\w+\s+){0,3}(?:en|ett)$",
    re.IGNORECASE,
)
_NO_NUMBER = (_EACH_OF, _IS_ONE, _GENERALLY_ONE)
_IS = re.compile(r"(?<!\w)(?:är|var|blev|blir)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_OF_THEM = re.compile(r"\s+av\s+(?:dem|dessa)\s*[.,;]", re.IGNORECASE)
_MEMBER = re.compile(r"[^.;:,]{1,60}\s(?:hör|hörde|tillhör|tillhörde)\s(?:till\s)?de\s", re.IGNORECASE)
"""``En man från X hör till de 262``: one of those, not counted besides."""
_MOVED_FROM_ONE = re.compile(
    r"(?<!\w)(?:ökade|ökat|steg|stigit|växte|växt|gick|gått)\s+(?:\w+\s+)?från\s+(?:en|ett)\s+$", re.IGNORECASE
)
_SOMETHING = re.compile(r"\s+[^\W\d_]|\)")


def numerals_in(sentence: Sentence, analysed: Analysed) -> list[Quantity]:
    """Every numeral of a sentence, articles and years too."""
    return [one for one in analysed.quantities if sentence.start <= one.start < sentence.end]


def stated_in(sentence: Sentence, analysed: Analysed, attributes: Collection[str]) -> list[Quantity]:
    """The numerals of a sentence that may tell something; an article that counts has the value 1.

    ``attributes`` are the dimensions of persons' nouns.
    """
    here = numerals_in(sentence, analysed)
    told: list[Quantity] = []
    for one in here:
        if any(words.search(analysed.text, sentence.start, one.end) for words in _NO_NUMBER):
            continue
        if _is_one_of_them(one, sentence, analysed.text):
            continue
        if _is_counting_article(one, _Around(sentence, analysed, attributes)):
            told.append(replace(one, kind=Kind.CARDINAL, value=Decimal(1), scale=Scale.COUNT, tolerance=Decimal(0)))
        elif _may_tell(one, analysed):
            told.append(one)
    return told


def _is_one_of_them(quantity: Quantity, sentence: Sentence, text: str) -> bool:
    """``X är inte längre ett av dem``: a class among others."""
    is_predicate = _IS.search(text, sentence.start, quantity.start) is not None
    return quantity.text.casefold() in ONE and is_predicate and _OF_THEM.match(text, quantity.end) is not None


def _may_tell(quantity: Quantity, analysed: Analysed) -> bool:
    if not quantity.is_number or quantity.scale in {Scale.TIME, Scale.MONEY}:
        return False
    if any(one.start < quantity.end and quantity.start < one.end for one in analysed.periods):
        return False  # "de fem åren före 2023"
    if quantity.kind is Kind.ZERO_WORD:
        return _is_none_of_something(quantity, analysed)
    if year_like(quantity.value, quantity.text) and quantity.hedge.text.casefold().endswith("än"):
        return False  # "43 fler än 2018"
    return quantity.kind is not Kind.ORDINAL or _ranks(quantity, analysed.text)


def _is_none_of_something(quantity: Quantity, analysed: Analysed) -> bool:
    """Not ``som ingen känner till``."""
    in_cue = any(one.start < quantity.end and quantity.start < one.end for one in analysed.cues)
    return not in_cue and _SOMETHING.match(analysed.text, quantity.end) is not None


def _ranks(quantity: Quantity, text: str) -> bool:
    """``den fjärde vanligaste``, or after such words the mere ``den femte``."""
    if RANKED.match(text, quantity.end) or _TO_PLACE.match(text, quantity.end):
        return True
    before = max(0, quantity.start - _RANKED_WITHIN)
    alone = _ENDS.match(text, quantity.end) is not None or quantity.end == len(text)
    pointed = any(one.search(text, before, quantity.start) for one in (_POINTED, _FROM_PLACE))
    return alone and pointed and RANKING.search(text, before, quantity.start) is not None


@dataclass(frozen=True, slots=True)
class _Around:
    """The sentence around an article."""

    sentence: Sentence
    analysed: Analysed
    attributes: Collection[str]

    @property
    def has_counts(self) -> bool:
        here = numerals_in(self.sentence, self.analysed)
        return any(one.kind is Kind.CARDINAL and one.scale is Scale.COUNT for one in here)

    def is_a_case_of_something(self, quantity: Quantity) -> bool:
        """``I ett fall fanns misstanke om X``."""
        opened = _IN_ONE.search(self.analysed.text, 0, quantity.start) is not None
        after = [one for one in self.analysed.mentions if quantity.end < one.start < self.sentence.end]
        return opened and any(one.sort is Sort.TERM for one in after)

    @property
    def tells_unknown(self) -> bool:
        return any(self.sentence.start <= one.start < self.sentence.end for one in self.analysed.cues)


def _is_counting_article(quantity: Quantity, around: _Around) -> bool:
    """``En flicka ... och två pojkar``, ``för ett barn saknas ...``, ``tre i X och ett i Y``, ``tiggeri (ett)``."""
    if quantity.kind is not Kind.ARTICLE or quantity.reason is Reason.ARTICLE_PHRASE:
        return False
    analysed = around.analysed
    others = around.has_counts and _MEMBER.match(analysed.text, quantity.end) is None
    if others and _ENDS.match(analysed.text, quantity.end):
        return _LISTED_ONE.search(analysed.text, 0, quantity.start) is not None or _is_labelled(quantity, analysed)
    respectively = others and _RESPECTIVELY.search(analysed.text, 0, quantity.start) is not None
    if respectively or _is_whole_item(quantity, around) or (others and _is_elliptic(quantity, around)):
        return True
    noun = _noun_of(quantity, analysed)
    unknown_told = around.tells_unknown
    if noun is None or noun.sort is Sort.TERM:
        return noun is not None and not set(noun.codes).isdisjoint(around.attributes) and (others or unknown_told)
    if noun.sort is Sort.COUNTED:
        moved = others and _MOVED_FROM_ONE.search(analysed.text, 0, noun.start) is not None
        labelled = others and _is_labelled(quantity, analysed)
        labelled = labelled or _is_found_in(quantity, analysed)
        return labelled or moved or unknown_told or _has_code(noun, analysed) or around.is_a_case_of_something(quantity)
    return noun.sort is Sort.CLASS and analysed.text[quantity.end : noun.start].strip() in {"ny", "nytt"}


_AND = re.compile(r"(?:,|\s(?:och|samt))\s+$", re.IGNORECASE)


def _is_elliptic(quantity: Quantity, around: _Around) -> bool:
    """``två ärenden gäller tiggeri och ett organhandel``: the noun counted is not told again."""
    terms = [one for one in around.analysed.mentions if one.start == quantity.end + 1 and one.sort is Sort.TERM]
    is_domain = any(one.codes and set(one.codes).isdisjoint(around.attributes) for one in terms)
    return is_domain and _AND.search(around.analysed.text, 0, quantity.start) is not None


_WAS_FOUND = re.compile(r"\s+\w+(?:ades|tes|des)\s+", re.IGNORECASE)


def _is_found_in(quantity: Quantity, analysed: Analysed) -> bool:
    """``Inom tiggeri identifierades en person``."""
    terms = (one for one in analysed.mentions if one.sort is Sort.TERM and one.codes)
    return any(_WAS_FOUND.fullmatch(analysed.text, one.end, quantity.start) for one in terms)


_COLON = re.compile(r":\s+")


def _is_whole_item(quantity: Quantity, around: _Around) -> bool:
    """``Tiggeri: en.``: a name, a colon and nothing else."""
    analysed, sentence = around.analysed, around.sentence
    name = next((one for one in analysed.mentions if one.start == sentence.start and one.sort is Sort.TERM), None)
    is_item = name is not None and _COLON.fullmatch(analysed.text, name.end, quantity.start) is not None
    return is_item and not analysed.text[quantity.end : sentence.end].strip(" .;,")


def _noun_of(quantity: Quantity, analysed: Analysed) -> Mention | None:
    """The known word behind an article, with one word between at most."""
    noun = next((one for one in analysed.mentions if quantity.end < one.start <= quantity.end + _NOUN_WITHIN), None)
    between = analysed.text[quantity.end : noun.start] if noun is not None else ""
    return None if re.search(r"[.,;:()]", between) or len(between.split()) > 1 else noun


def _is_labelled(quantity: Quantity, analysed: Analysed) -> bool:
    """``okänt kön en,``, ``tiggeri (ett)``."""
    before = [one for one in analysed.mentions if one.sort is Sort.TERM and one.end <= quantity.start]
    return bool(before) and _LABEL.fullmatch(analysed.text, before[-1].end, quantity.start) is not None


def _has_code(noun: Mention, analysed: Analysed) -> bool:
    """``en person med annat kön``."""
    after = (one for one in analysed.mentions if one.sort is Sort.TERM and one.start > noun.end)
    return any(_WITH_CODE.fullmatch(analysed.text, noun.end, one.start) for one in after)
