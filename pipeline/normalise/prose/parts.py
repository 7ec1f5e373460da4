"""A sentence cut into parts, one a number: what leads up to it, what follows, and how it hangs on the number before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from itertools import pairwise

from pipeline.normalise.prose.lexicon import Mention, Sort
from pipeline.normalise.prose.periods import YEAR
from pipeline.normalise.prose.sentences import Sentence
from pipeline.normalise.quantity import Quantity


class Bond(Enum):
    """How a number hangs on the one before it."""

    FIRST = auto()
    NEXT = auto()  # a list, or a new statement of the sentence
    OF_BASE = auto()  # "av 40 var 30 vuxna": 30 is of 40
    BASE_OF = auto()  # "12 av sammanlagt 40": 40 is what 12 is of
    SAME = auto()  # "12, vilket motsvarar 30 procent", "12 (30 procent)"
    OF_WHICH = auto()  # "59, varav 14"
    FROM_TO = auto()  # "från 35 till 22"
    AGAINST = auto()  # "22 mot 35 året innan"


@dataclass(frozen=True, slots=True)
class Part:
    """One number with the text that is about it, from ``start`` to ``end``.

    ``subject`` is the span of words before an inserted clause that holds the number before (``X, där tolv Y ingår, gav
    40``).
    """

    quantity: Quantity
    start: int
    end: int
    bond: Bond
    subject: tuple[int, int] = (0, 0)


_STRONG = re.compile(
    r"(?:,\s+|;\s+|:\s+|\s[\u2013\u2014-]\s|\(|\)\s*,?\s*|\s+)(?:och|samt|men|medan|varav|därav|däribland|respektive|mot|jämfört\s+med|i\s+jämförelse\s+med|att\s+jämföra\s+med"
    r"|än|via|vilket|utom|det\s+vill\s+säga|dvs\.?|motsvarande)\s+|,\s+|;\s+|:\s+|\s[\u2013\u2014]\s|\(|\)",
    re.IGNORECASE,
)
_WEAK = re.compile(r"\s(?:till|från|eller)\s", re.IGNORECASE)
_VERB = re.compile(
    r"\s(?:var|är|utgjorde|utgör|gällde|gäller|rörde|rör|avsåg|avser|hade|har|kom|kommer|fanns|finns|blev|bestod|tillhörde|avser|omfattar|omfattade"
    r"|saknade|saknar|ligger|låg|återfinns|återfanns|märks|toppar|toppade|hamnar|hamnade|står|stod|kunde|har|fick|tvingades"
    r"|\w+(?:ades|tes|des|ats|tts))\s",
    re.IGNORECASE,
)
_OF = re.compile(
    r"(?<!\w)(?:ut)?av\s+(?:(?:de|det|den|alla|samtliga|dessa|våra|landets|totalt|sammanlagt|årets|hela|det\s+totala\s+antalet|de\s+totalt"
    r"|cirka|drygt|knappt)\s+)*$",
    re.IGNORECASE,
)
_BASE_LEAD = re.compile(
    r"(?<!\w)(?:av|bland|utav)\s+(?:(?:de|det|den|alla|samtliga|dessa|totalt|sammanlagt|årets|hela|cirka|drygt|knappt)\s+)*$",
    re.IGNORECASE,
)
_SAME = re.compile(
    r"^[^,;:]{0,40}?(?P<cue>,?\s*(?<!\w)(?:vilket\s+)?(?:motsvarar|motsvarade|motsvarande|utgör|utgjorde|innebär)\s+"
    r"(?:en\s+(?:andel|del)\s+(?:på|om)\s+)?|,?\s*(?:det\s+vill\s+säga|dvs\.?|eller|alltså)\s+)(?:[\w\s]{0,20})$",
    re.IGNORECASE,
)
_APPOSED = re.compile(r"[^,;:()]{0,60},\s+(?:(?:närmare\s+bestämt|nämligen|totalt|sammanlagt|exakt)\s+)?")
_APPOSED_END = re.compile(r"\s*(?:stycken|st)?(?:\s+av\s+(?:totalt\s+|de\s+)?\d+)?\s*[,.]")
RELATIVE = re.compile(r"(?<!\w)som\s+(?:(?:har|hade|har\s+varit)\s+)?$", re.IGNORECASE)
"""Before the verb of a relative clause, which says more of the noun and is not yet what is told of it."""
_OF_WHICH = re.compile(
    r"(?:varav|därav|däribland|av\s+vilka|bland\s+vilka|av\s+dem|av\s+dessa|inklusive)\b[^,;:]*$", re.IGNORECASE
)
_FROM = re.compile(r"(?<!\w)från\s+(?:[\w]+\s+){0,2}$", re.IGNORECASE)
_FROM_BEFORE = re.compile(r"(?<!\w)(?:från|via)\s", re.IGNORECASE)
_TO = re.compile(r"(?<!\w)till\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_VIA = re.compile(r"(?<!\w)via\s+(?:\w+\s+){0,1}$", re.IGNORECASE)
_AGAINST = re.compile(
    r"(?<!\w)(?:mot|jämfört\s+med|att\s+jämföra\s+med|i\s+jämförelse\s+med|än|jämfört\s+mot)\s+(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)


def parts_of(
    text: str, sentence: Sentence, quantities: Sequence[Quantity], mentions: Sequence[Mention]
) -> tuple[Part, ...]:
    """The numbers of a sentence that state a quantity, each with its part of the sentence."""
    if not quantities:
        return ()
    cuts: list[_Cut] = []
    for left, right in pairwise(quantities):
        is_base = bool(cuts) and cuts[-1][1] is Bond.BASE_OF
        cuts.append(_cut(_Gap(text, sentence, left, right, tuple(mentions), is_base)))
    starts = [sentence.start, *(cut for cut, _ in cuts)]
    ends = [*(cut for cut, _ in cuts), sentence.end]
    bonds = [Bond.FIRST, *(bond for _, bond in cuts)]
    parts = [
        Part(quantity, start, end, bond)
        for quantity, start, end, bond in zip(quantities, starts, ends, bonds, strict=True)
    ]
    froms = [sentence.start, *(one.end for one in quantities)]
    subjects = (
        _antecedent(text, pair[1], mentions) or _subject(text, start, *pair)
        for start, pair in zip(froms, pairwise(parts), strict=False)
    )
    return (*parts[:1], *(replace(part, subject=span) for part, span in zip(parts[1:], subjects, strict=True)))


_INSERTED = re.compile(
    r",\s+(?:som|där|vars|trots|eftersom|efter|(?:i|inom|bland|av)\s+vilke[nt]|(?:i|inom|bland|av)\s+vilka)\s",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r",\s+(?:(?:alltjämt|fortfarande|nu|numera|också|dock|även|fortsatt)\s+)?"
    r"(?:är|var|har|hade|kom|står|stod|steg|sjönk|gick|föll|växte|låg|ligger|finns|fanns|blev|gav|fick|utgör|svarar|\w+(?:dde|tte|kte|ade|ades|ats|tes|des|as))\s",
    re.IGNORECASE,
)


_RELATIVE_CLAUSE = re.compile(r",\s+(?:som|vars)\s", re.IGNORECASE)
WHERE = re.compile(r",\s+(?:där|varifrån)\s", re.IGNORECASE)


def _antecedent(text: str, part: Part, mentions: Sequence[Mention]) -> tuple[int, int] | None:
    """``..., 46, identifierades i X, som omfattar nästan 30 procent``: a relative clause is about the word before."""
    if not (_RELATIVE_CLAUSE.match(text, part.start) or WHERE.match(text, part.start)):
        return None
    before = [one for one in mentions if one.sort is Sort.TERM and one.end == part.start]
    return (before[-1].start, before[-1].end) if before else None


def _subject(text: str, start: int, before: Part, part: Part) -> tuple[int, int]:
    """The words before the clause that holds the number before, where the sentence goes on behind that clause."""
    if part.bond is not Bond.NEXT or not _GOES_ON.match(text, part.start):
        return 0, 0
    inserted = list(_INSERTED.finditer(text, start, before.quantity.start))
    return (start, inserted[-1].start()) if inserted else (0, 0)


@dataclass(frozen=True, slots=True)
class _Gap:
    """What stands between two numbers of a sentence, hedges and units not counted in.

    ``is_base`` where the left one is already what the number before it is of.
    """

    text: str
    sentence: Sentence
    left: Quantity
    right: Quantity
    mentions: tuple[Mention, ...]
    is_base: bool

    @property
    def start(self) -> int:
        unit = self.left.unit
        return unit.end if unit and unit.end <= self.end else self.left.end

    @property
    def end(self) -> int:
        return _with_hedge(self.right)

    @property
    def words(self) -> str:
        return self.text[self.start : self.end]

    @property
    def before(self) -> str:
        """The sentence up to the left number."""
        return self.text[self.sentence.start : _with_hedge(self.left)]

    @property
    def is_same_scale(self) -> bool:
        return self.left.scale is self.right.scale


_Cut = tuple[int, Bond]


def _cut(gap: _Gap) -> _Cut:
    """Where the part of the right number begins, and how it hangs on the left one."""
    rules = (_base_after, _in_brackets, _further_in_brackets, _of_base, _same)
    return next((cut for rule in rules if (cut := rule(gap)) is not None), None) or _separated(gap)


_MOST_NOUN_WORDS = 3
_MOST_WORDS_TO_SHARE = 7


_AGENT = re.compile(r"\w(?:ades|ats|tes|des|ts)\s*$", re.IGNORECASE)
"""``hittades av nio``: what did it, not what it is of."""


def _base_after(gap: _Gap) -> _Cut | None:
    """``12 fall av sammanlagt 40``."""
    match = _OF.search(gap.words)
    if match is None:
        return None
    noun = gap.words[: match.start()]
    is_noun = not re.search(r"[,;:]", noun) and len(noun.split()) <= _MOST_NOUN_WORDS and not _AGENT.search(noun)
    return (gap.start + match.start(), Bond.BASE_OF) if is_noun else None


_OPENS_BRACKET = re.compile(rf"\(\s*(?:[^()\d]{{0,20}}(?:{YEAR})?:\s*)?$")
_TIME = (
    rf"(?:(?:år\s+|under\s+)?{YEAR}|(?:året|ett\s+år)\s+(?:innan|före|tidigare)"
    r"|i\s+fjol|förra\s+året|föregående\s+år)"
)
_WITH_TIME = rf"(?:{_TIME}:?\s+[^\s(),;]+|[^\s()]+(?:\s+[^\W\d]+)?,?\s+{_TIME})"
_EARLIER_IN_BRACKET = re.compile(rf"\(\s*{_WITH_TIME}(?:[,;]\s+{_WITH_TIME})*\s*\)", re.IGNORECASE)
"""``(2030: 9)``, ``(9 året innan)``, ``(2030: 9, 2029: 7)``."""
_NEXT_TIME = re.compile(rf"\s*[,;]\s+(?:{_TIME}:?\s+)?", re.IGNORECASE)


def _in_brackets(gap: _Gap) -> _Cut | None:
    """``12 kvinnor (30 procent)`` says the same twice; ``Migrationsverket (97 ärenden)`` something of its own."""
    if not _OPENS_BRACKET.search(gap.words):
        return None
    bracket = gap.start + gap.words.rindex("(")
    if gap.is_same_scale and _EARLIER_IN_BRACKET.match(gap.text, bracket):
        return bracket, Bond.AGAINST
    if not gap.is_same_scale and len(gap.words.split()) <= _MOST_WORDS_TO_SHARE and ")" not in gap.words:
        return bracket, Bond.SAME
    return _last_separator(gap, bracket), Bond.NEXT


def _further_in_brackets(gap: _Gap) -> _Cut | None:
    """``12 fall (2030: 9, 2029: 7)``: the last one hangs on what stands before the bracket, too."""
    bracket = gap.before.rfind("(")
    opens = bracket >= 0 and _EARLIER_IN_BRACKET.match(gap.text, gap.sentence.start + bracket)
    goes_on = opens and gap.end < opens.end() and _NEXT_TIME.fullmatch(gap.words)
    return (gap.start, Bond.AGAINST) if goes_on else None


def _of_base(gap: _Gap) -> _Cut | None:
    """``Av 40 personer var 30 vuxna``."""
    if gap.is_base or not _BASE_LEAD.search(gap.before):
        return None
    verbs = (match.start() for match in _VERB.finditer(gap.text, gap.start - 1, gap.end + 1))
    verb = next((start for start in verbs if not RELATIVE.search(gap.text, gap.start, start + 1)), None)
    return None if verb is None else (verb + 1, Bond.OF_BASE)


def _same(gap: _Gap) -> _Cut | None:
    """``12, vilket motsvarar 30 procent``; ``hälften av ärendena, 221 stycken, gällde``."""
    if gap.is_same_scale:
        return None
    match = _SAME.search(gap.words)
    if match is not None:
        return gap.start + match.start("cue"), Bond.SAME
    nouns = (one.end for one in gap.mentions if one.sort is Sort.COUNTED and one.start == gap.right.end + len(" "))
    apposed = _APPOSED.fullmatch(gap.words) and _APPOSED_END.match(gap.text, next(nouns, gap.right.end))
    return (gap.start + gap.words.rindex(","), Bond.SAME) if apposed else None


def _separated(gap: _Gap) -> _Cut:
    cut = _last_separator(gap, gap.end)
    lead = gap.text[cut : gap.end]
    if _OF_WHICH.search(lead) or _names_those(gap, cut):
        return cut, Bond.OF_WHICH
    if (_TO.search(lead) and _FROM_BEFORE.search(gap.before)) or _VIA.search(lead):
        return cut, Bond.FROM_TO
    return cut, Bond.AGAINST if _AGAINST.search(lead) else Bond.NEXT


_OF_THE = re.compile(r"(?<!\w)(?:av|bland)\s+de\s+$", re.IGNORECASE)


def _names_those(gap: _Gap, start: int) -> bool:
    """``och av de utsatta var``: those just counted, by a general noun."""
    nouns = (one for one in gap.mentions if one.sort is Sort.COUNTED and start <= one.start and one.end <= gap.end)
    return any(_OF_THE.search(gap.text, start, one.start) for one in nouns)


_ASIDE = re.compile(
    r",\s+(?!(?:och|men|medan|samt|varav)\s)(?:(?:på|med|för|hela|nu(?:\s+med)?)?\s*(?:\w+\s+){0,1}|(?:där|som|vars)\s+(?:\w+\s+){0,4})$",
    re.IGNORECASE,
)


def _is_aside(text: str, comma: int, end: int) -> bool:
    """Whether a comma only sets off the number from the words that it belongs to."""
    return _ASIDE.fullmatch(text[comma:end]) is not None


_RELATIVE_ASIDE = re.compile(
    r",\s(?:som|där|vars|vilken|vilket)\s[^,;:]*,(?=\s+(?:i|på|för|med|till|hade|har)\s)", re.IGNORECASE
)


def _with_hedge(quantity: Quantity) -> int:
    return quantity.hedge.start if quantity.hedge and quantity.hedge.end <= quantity.start else quantity.start


def _last_separator(gap: _Gap, end: int) -> int:
    """The last place before ``end`` where a new statement may begin, not inside a known word."""
    text, start = gap.text, gap.start
    inside = [one for one in gap.mentions if one.start < end and one.end > start]
    named = [one.start for one in inside if one.sort in {Sort.TERM, Sort.CLASS, Sort.COUNTED}]
    asides = [
        (aside.start(), aside.end() - 1)
        for aside in _RELATIVE_ASIDE.finditer(text, start, end)
        if any(at < aside.start() for at in named) and not any(at >= aside.end() for at in named)
    ]
    for pattern in (_STRONG, _WEAK):
        places = [
            match.start()
            for match in pattern.finditer(text, start, end)
            if not any(one.start < match.start() + 1 < one.end for one in inside)
            and not any(low <= match.start() <= high for low, high in asides)
        ]
        relative = (
            bool(places) and _RELATIVE_CLAUSE.match(text, places[-1]) and any(one.end == places[-1] for one in inside)
        )
        if relative:
            return places[-1]
        if len(places) > 1 and _is_aside(text, places[-1], end) and any(places[-2] <= at < places[-1] for at in named):
            return places[-2]  # "och socialtjänsten, på fjärde plats, för 31"
        if places:
            return places[-1]
    verb = _VERB.search(text, start, end)
    return verb.start() if verb else end
