"""What a number word is, by the words around it: ``en`` the article, ``sex`` the noun, ``andra`` for other."""

from __future__ import annotations

import re

from pipeline.normalise.hedges import is_counting_hedge
from pipeline.normalise.number_words import folded
from pipeline.normalise.numeral_forms import NUMBERS, Form, Numeral, year_like
from pipeline.normalise.quantity import Kind, Reason, Scale
from pipeline.normalise.units import unit_after

Sense = tuple[Kind, Reason]

_WINDOW = 60

_FUNCTION = (
    r"(?:av|från|i|inom|på|med|mot|för|till|utan|som|är|var|hade|har|och|eller|men|samt|respektive|per|gällde|rörde|avsåg"
    r"|kom|förra|året|under|efter|före|medan|där|vid|bland|än|jämfört|ur|hos|åt)\b"
)
_ENDS = re.compile(rf"\s*(?:[.,;:!?)\u201d\u2013]|$|\s{_FUNCTION})", re.IGNORECASE)

# "en del", "ett antal": quantities that are not told.
_PHRASE_AFTER = re.compile(
    r"\s+(?:del|rad|mängd|viss|visst|annan|annat|sådan|sådant|fåtal|antal|flertal|par|handfull|majoritet|slags?|sorts?"
    r"|och\s+samma|eller\s+(?:flera|annan|annat)|i\s+taget|efter\s+en)\b",
    re.IGNORECASE,
)
_PHRASE_BEFORE = re.compile(r"(?<!\w)(?:var\s+och|än|en\s+och|ett\s+och|en\s+efter)\s+$", re.IGNORECASE)
_ANY_BEFORE = re.compile(
    r"(?<!\w)(?:när|vad|hur|varje\s+gång|leder\s+(?:fram\s+)?till|att\s+\w+a|\w+(?:na|erna)\s+i|(?:kännedom|vetskap)\s+om)\s+$",
    re.IGNORECASE,
)
_ANY_IN_BEFORE = re.compile(
    r"(?<!\w)(?:om|där|som|att|(?:\w+(?:en|et|ar|er)|in)\s+(?:i|för|till|av|kring|om|på))\s+$", re.IGNORECASE
)
_ONE_OF = re.compile(r"\s+(?:färre\b|fler\b(?!\s+och)|av\b(?!\s+(?:misstag|en\s+slump))|enda\b|ensam\b)", re.IGNORECASE)
_CASE = re.compile(r"\s+(?:\w+(?:t|at)\s+)?(?:ärende|brottsärende)\b(?!\s+\w+[aeäå]s\b)", re.IGNORECASE)
_COUNTED_BEFORE = re.compile(
    r"(?<!\w)(?:bara|endast|enbart|blott|exakt|precis|totalt|sammanlagt|ytterligare|noll\s+eller|varav|därav"
    r"|av\s+(?:dem|dessa)\s+(?:var|är|kom))\s+$",
    re.IGNORECASE,
)
_OR = re.compile(r"\s(?:eller|respektive)\s|\s?[-\u2013]\s?")
_OR_TO = re.compile(r"\s(?:eller|respektive|till)\s|\s?[-\u2013]\s?")
_COUNTED = "person|individ|man|kvinna|flicka|pojke|vuxen|ungdom|tonåring|barn|okänd|ärende|fall|offer|anmälan"
_LISTED_NOUN = rf"\s+(?:\w+\s+)?(?:{_COUNTED})\b"
_LISTED = re.compile(_LISTED_NOUN, re.IGNORECASE)
_LISTED_AFTER = re.compile(_LISTED_NOUN + r"\s*(?:,|och|samt|respektive)\s+$", re.IGNORECASE)
_LIST_GAP = re.compile(r"\s+[^.!?]{0,60}?(?:,|\b(?:och|samt|respektive|mot))\s+", re.IGNORECASE)

_SEX_BOUGHT = re.compile(
    r"(?<!\w)(?:köp\w*|sälj\w*|sålt\w*|såld\w*|försäljning|erbjud\w*|tvinga\w*|utnyttja\w*|byta|bytt?e?r?|ha(?:r|de|ft)?"
    r"|betal\w+)\s+(?:\w+\s+){0,2}$|(?<!\w)(?:om|kring|för)\s+$",
    re.IGNORECASE,
)

_OTHER_BEFORE = re.compile(
    r"(?<!\w)(?:bland|de|dem|alla|många|några|flera|två|tre|inga|vissa|våra|sina|mot)\s+$", re.IGNORECASE
)
_SECOND_BEFORE = re.compile(
    r"(?<!\w)(?:(?:den|det|en|ett|sin|sitt|vår|vårt)|(?:första|förste|1:a|1:e)(?:,|\s+(?:och|eller|samt|respektive))?)\s+$",
    re.IGNORECASE,
)
_SECOND_AFTER = re.compile(
    r"\s+(?:gång(?:en)?|plats(?:en)?|året|halvåret|kvartalet|halvan|hälften|delen|steget|veckan|dagen|månaden|upplagan"
    r"|rapporten|mätningen|undersökningen|raden|etappen|fasen|halvlek|stycket|kapitlet|världskriget|pris\w*"
    r"|till\s+\w+\s+plats|störst\w*|vanligast\w*|högst\w*|flest|minst\w*|och\s+tredje)\b",
    re.IGNORECASE,
)
_CONTRAST = re.compile(r"(?<!\w)ena\b[^.!?]*$", re.IGNORECASE)
_SIDE = re.compile(r"(?<!\w)å\s+(?:den\s+)?$", re.IGNORECASE)
_IDIOM_BEFORE = re.compile(r"(?<!\w)(?:i\s+|för\s+det\s+)$", re.IGNORECASE)
_HAND = re.compile(r"\s+(?:hand|skede|rummet)\b", re.IGNORECASE)
_CLAUSE_AFTER = re.compile(r"\s*(?:[,.]|\w+r\b)")
_FOR_THE = re.compile(r"(?<!\w)för\s+det\s+$", re.IGNORECASE)
_MONTH_OF_FIRST = re.compile(
    r"\s+(?:januari|februari|mars|april|maj|juni|juli|augusti|\w+(?:ober|ember))\b", re.IGNORECASE
)

# "två- och treåriga", "tre-månaders".
_PART_OF_WORD = re.compile(r"[-\u2010\u2011](?:\s+(?:och|till|eller|samt|respektive)\s|[^\W\d_])", re.IGNORECASE)

_VAGUE_BEFORE = re.compile(r"(?<!\w)(?:några|flera|par|många|åtskilliga|fler|otaliga)\s+$", re.IGNORECASE)
_VAGUE_WORDS = frozenset({"hundra", "tusen"})

# What is denied, not counted: "inga uppgifter" is a missing value, never a 0.
_ABSTRACT = re.compile(
    r"\s+(?:\w+\s+)?(?:uppgift|information|skillnad|förändring|ökning|minskning|tvekan|garanti|möjlighet|hänsyn|anledning"
    r"|roll\b|statistik|data\b|kännedom|kunskap|svar\b|samband|bild\b|effekt|annan\b|annat\b|andra\b|större\b)",
    re.IGNORECASE,
)


def sense_of_words(text: str, numeral: Numeral, before: Numeral | None, after: Numeral | None) -> Sense:
    """The kind of a cardinal in words; ``before`` is the number before it, if it states a quantity."""
    word = folded(text[numeral.start : numeral.end])
    if numeral.form is Form.RANGE:
        return Kind.RANGE, Reason.PLAIN
    if _PART_OF_WORD.match(text, numeral.end):
        return Kind.COMPOUND, Reason.PART_OF_WORD
    if word in {"en", "ett"}:
        return sense_of_one(text, numeral, before, after)
    prefix = text[max(0, numeral.start - _WINDOW) : numeral.start]
    if word == "sex" and _SEX_BOUGHT.search(prefix) and _ENDS.match(text, numeral.end):
        return Kind.OTHER, Reason.NOUN_SEX
    if word in _VAGUE_WORDS and _VAGUE_BEFORE.search(prefix):
        return Kind.OTHER, Reason.VAGUE
    return Kind.CARDINAL, Reason.PLAIN


def sense_of_one(text: str, numeral: Numeral, before: Numeral | None, after: Numeral | None) -> Sense:
    """``en`` and ``ett`` are articles unless something near them counts."""
    prefix = text[max(0, numeral.start - _WINDOW) : numeral.start]
    rules = (
        (_before_ratio_word(numeral, after), Reason.ARTICLE),
        (_PHRASE_BEFORE.search(prefix) and not is_counting_hedge(text, numeral.start), Reason.ARTICLE_PHRASE),
        (_PHRASE_AFTER.match(text, numeral.end), Reason.ARTICLE_PHRASE),
        (_ONE_OF.match(text, numeral.end), Reason.ONE_OF),
        (_ANY_BEFORE.search(prefix), Reason.ARTICLE_PHRASE),
        (before is None and _ANY_IN_BEFORE.search(prefix), Reason.ARTICLE_PHRASE),
        (_counts_unit(text, numeral), Reason.ONE_UNIT),
        (_COUNTED_BEFORE.search(prefix) or is_counting_hedge(text, numeral.start), Reason.ONE_HEDGED),
        (_is_listed(text, numeral, before, after), Reason.ONE_LISTED),
    )
    reason = next((reason for applies, reason in rules if applies), Reason.ARTICLE)
    counted = reason in {Reason.ONE_OF, Reason.ONE_UNIT, Reason.ONE_HEDGED, Reason.ONE_LISTED}
    return (Kind.CARDINAL if counted else Kind.ARTICLE), reason


def _before_ratio_word(numeral: Numeral, after: Numeral | None) -> bool:
    """``mer än en halvering``: the hedge is the ratio word's."""
    return after is not None and after.form is Form.RATIO and after.start - numeral.end == 1


def _counts_unit(text: str, numeral: Numeral) -> bool:
    scale, _ = unit_after(text, numeral.end)
    percent = scale in {Scale.PERCENT, Scale.PERCENTAGE_POINTS, Scale.PER_MILLE}
    return percent or _CASE.match(text, numeral.end) is not None


def _is_listed(text: str, numeral: Numeral, before: Numeral | None, after: Numeral | None) -> bool:
    """``två kvinnor och en man``, ``en man och två kvinnor``, ``en eller två``, ``två från Kina och en från Peru``."""
    if before is not None and before.value is not None and before.value % 1 == 0:
        gap = text[before.end : numeral.start]
        listed = _LISTED.match(text, numeral.end) or _ENDS.match(text, numeral.end)
        if _OR.fullmatch(gap) or (listed and _LIST_GAP.fullmatch(gap)):
            return True
    if after is None or after.form not in NUMBERS or year_like(after.value, text[after.start : after.end]):
        return False
    gap = text[numeral.end : after.start]
    return bool(_OR_TO.fullmatch(gap) or _LISTED_AFTER.fullmatch(gap))


def sense_of_ordinal(text: str, numeral: Numeral) -> Sense:
    """``andra`` may mean other; ``i första hand`` ranks nothing; ``första maj`` is a date."""
    prefix = text[max(0, numeral.start - _WINDOW) : numeral.start]
    if _PART_OF_WORD.match(text, numeral.end):
        return Kind.COMPOUND, Reason.PART_OF_WORD
    if _MONTH_OF_FIRST.match(text, numeral.end):
        return Kind.CODE, Reason.DAY
    if _FOR_THE.search(prefix) and _CLAUSE_AFTER.match(text, numeral.end):
        return Kind.OTHER, Reason.IDIOM
    if _IDIOM_BEFORE.search(prefix) and _HAND.match(text, numeral.end):
        return Kind.OTHER, Reason.IDIOM
    if folded(text[numeral.start : numeral.end]) in {"andra", "andre"} and not _is_second(text, numeral, prefix):
        return Kind.OTHER, Reason.OTHER_MEANING
    return Kind.ORDINAL, Reason.PLAIN


def _is_second(text: str, numeral: Numeral, prefix: str) -> bool:
    """``den andra``, ``andra plats``, ``första och andra``; not ``de andra``, ``den ena ... den andra``."""
    if _SIDE.search(prefix) or _CONTRAST.search(prefix):
        return False
    if _SECOND_AFTER.match(text, numeral.end):
        return True
    return not _OTHER_BEFORE.search(prefix) and _SECOND_BEFORE.search(prefix) is not None


def sense_of_none(text: str, numeral: Numeral) -> Sense:
    """``inga`` counts 0, unless what it denies is nothing that is counted."""
    if _ABSTRACT.match(text, numeral.end):
        return Kind.OTHER, Reason.NOTHING_COUNTED
    return Kind.ZERO_WORD, Reason.PLAIN
