"""Codes by a number's own words: its noun, and what its part of the sentence names before and after it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from pipeline.model.observation import NEW, OTHER, UNKNOWN
from pipeline.normalise.prose.analysed import Analysed
from pipeline.normalise.prose.draft import Codes, Discourse, Draft, fill
from pipeline.normalise.prose.lexicon import Mention, Sort
from pipeline.normalise.prose.parts import Part
from pipeline.normalise.prose.phrases import Figure
from pipeline.spec.schema import Prose

# Where words after a number stop to be about it.
_TAIL_END = re.compile(
    r"(?:,\s|(?<!inte)(?<!oklart)(?<!okänt)(?<!vet)(?<!veta)\s)vilket\s|,?\s(?:eftersom|trots|för\s+att|så\s+att|medan|men|även\s+om|liksom(?!\s+(?:\d{4}|i\s+fjol|förra|tidigare))|jämfört\s+med|fler\s+än|färre\s+än)\s|,\s+(?:har|hade)\s"
    r"|,\s(?:en|ett)\s\w*(?:ning|gång)\ssom\s"
    r"|,?\s(?:före|efter|framför|bakom)\s(?!(?:\d|att|år))|,\s+(?:då|när)\s|,\s+(?:jämnt|lika)\s+fördela\w*\s|\soch\s+resten\s|,\s+och\s+(?:det|de|den|då|där|så|därefter|därnäst|sedan|resten|återstoden|övriga|i\s+(?:resterande|övriga|återstående)|några|\w+(?:et|en|na))\s"
    r"|,\s(?:de\s+(?:sist|först)nämnda|följ[dt]a?\s+av|(?:nästan|nästintill|så\s+gott\s+som)\s+(?:alla|samtliga|enbart|bara)|de\s+(?:allra\s+)?flesta|flertalet|merparten|majoriteten|huvuddelen|främst|framför\s+allt)\s",
    re.IGNORECASE,
)
_APPOSED = re.compile(
    r",\s*(?:\S+\s+av\s+(?:totalt\s+|de\s+)?|(?:eller|alltså|motsvarande)\s+(?:(?:drygt|knappt|cirka|ungefär|runt|nästan|närmare)\s+)?)?$",
    re.IGNORECASE,
)
_ALL_ASIDE = re.compile(r"(?:\s+\w+)?,\s+(?:samtliga|alla|de\s+flesta)\s[^.,;:\d]*,", re.IGNORECASE)
_COMMA = re.compile(r"(?:\s+\w+)?(?:\s+av\s+(?:\w+\s+)?\w+)?,")
_THAN_YEAR = re.compile(
    r"\s(?:fler|färre)\s+än\s+(?:i\s+fjol|förra\s+året|året\s+(?:innan|före)|(?:år\s+)?\d{4})(?=\s(?:kom|var|har|hade|\w+(?:ades|tes))\s)",
    re.IGNORECASE,
)
_CLOSED = re.compile(r"\s*\)")
SUM = re.compile(r"(?<!\w)(?:totalt|sammanlagt|tillsammans)(?!\w)", re.IGNORECASE)
_NEW_CLAUSE = re.compile(r"[;:]\s|,\s(?:och|men|medan|samt|så)\s", re.IGNORECASE)
_THIS = re.compile(
    r"(?<!\w)(?:denna|detta|den\s+här|det\s+här|samma|just\s+denna|de[nt]\s+(?:sistnämnda|senare)"
    r"|(?:i|inom|från|för)\s+de[nt])\s+$",
    re.IGNORECASE,
)


_THIS_WITHIN = 30
_BEGINS = re.compile(r"(?:^|[.!?])\s*$")
_THE_ONE = re.compile(
    r"\w+(?:en|et)\s+(?:har|hade|är|var|stod|står|gick|steg|sjönk|ökade|minskade|svarar|svarade)\s", re.IGNORECASE
)
"""``Landet har gått om ...``: the class named last."""
_HAS = re.compile(r"(?<!\w)(?:har|hade)\s+$", re.IGNORECASE)
_WITHIN = re.compile(r"(?:^|[.!?]\s)\s*(?:I|Inom|Från)\s+$")
_DEFINITE_ONE = re.compile(r"\w(?:en|et)$", re.IGNORECASE)
"""``I år har landet gått om ...``, ``I branschen identifierades ...``."""


def tail_end(text: str, part: Part) -> int:
    """Where the words after the number stop to be about it."""
    quantity = part.quantity
    end = quantity.unit.end if quantity.unit and quantity.unit.start >= quantity.end else quantity.end
    if _CLOSED.match(text, end):
        return end  # "81 (35 procent), och för resten ..."
    comma = _COMMA.match(text, end) if _APPOSED.search(text, part.start, quantity.start) else None
    year = _THAN_YEAR.match(text, end)
    aside = _ALL_ASIDE.match(text, end)
    start = max(one.end() for one in (year, comma, aside) if one) if year or comma or aside else end
    match = _TAIL_END.search(text, start, part.end)
    return match.start() if match else part.end


def mentions_in(analysed: Analysed, start: int, end: int) -> Iterator[Mention]:
    """Known words that begin between two places."""
    return (one for one in analysed.mentions if start <= one.start < end)


def meaning(mention: Mention, measure: str, discourse: Discourse) -> Codes:
    """The first meaning whose dimensions apply to the measure."""
    excluded = set(discourse.spec.measures[measure].inapplicable)
    return next((one for one in mention.meanings if not excluded & set(one)), {})


def set_measure(draft: Draft, before: Draft | None, analysed: Analysed, discourse: Discourse) -> None:
    """Measure and unit: by the words of the part, else by the number before it, else by the paragraph."""
    part, noun = draft.part, draft.head.noun
    stop = tail_end(analysed.text, part)
    near = list(mentions_in(analysed, part.start, stop))
    plain = draft.figure in {Figure.COUNT, Figure.CLASSES}
    circumstance = noun is not None and bool(noun.codes) and set(noun.codes) <= set(discourse.prose.circumstances)
    draft.is_foreign = (plain and (draft.head.is_unknown or circumstance)) or any(
        _is_foreign(one, draft, analysed.text) for one in near
    )
    if before is not None and before.is_foreign and noun is None and not draft.head.is_unknown:
        draft.is_foreign = True
    in_number = _IN_NUMBER.match(analysed.text, part.quantity.end) is not None
    they_were = _THEY_WERE.search(analysed.text, part.start, part.quantity.start) is not None
    if before is None and noun is None and (they_were or in_number):
        draft.is_foreign = draft.is_foreign or _speaks_of_foreign(
            analysed, part.quantity.start, discourse.prose.attributes
        )
    named = [one for one in near if one.sort is Sort.MEASURE]
    if named:
        draft.measure = named[-1].name
    elif before is not None and (_continues(draft, before) or _fits_only(noun, before.measure, discourse)):
        draft.measure = before.measure
    elif (
        discourse.measure
        and (noun is None or noun.sort is not Sort.COUNTED)
        and not _names_other(draft, near, discourse)
    ):
        draft.measure = discourse.measure
    else:
        draft.measure = discourse.prose.measure
    if noun is not None and noun.sort is Sort.COUNTED:
        draft.unit = noun.name
    elif noun is not None and (noun.sort is not Sort.TERM or set(noun.codes) <= set(discourse.prose.attributes)):
        draft.unit = discourse.prose.usual_unit
    else:
        lead = [one for one in near if one.sort is Sort.COUNTED and one.start < part.quantity.start]
        pointed = discourse.unit if draft.head.pointing else ""
        draft.unit = lead[-1].name if lead else before.unit if before else pointed


_THEY_WERE = re.compile(
    r"(?<!\w)(?:är|var|blev)\s+de\s+(?:\w+\s+)?$|^\W*de\s+(?:är|var|blev)\s+(?:\w+\s+)?$", re.IGNORECASE
)


_IN_NUMBER = re.compile(r"\s+till\s+antalet(?!\w)", re.IGNORECASE)
_ENDS_SENTENCE = re.compile(r"[.!?]\s")
_GENITIVE = re.compile(r"(?:na|en|et)s$", re.IGNORECASE)


def _is_of_persons(mention: Mention, attributes: Collection[str]) -> bool:
    return mention.sort is Sort.TERM and bool(mention.codes) and set(mention.codes) <= set(attributes)


def _speaks_of_foreign(analysed: Analysed, start: int, attributes: Collection[str]) -> bool:
    """``Koordinatorerna arbetar i X. Vid årets slut var de 30``: those named last are not counted by the family."""
    people = {Sort.FOREIGN, Sort.COUNTED, Sort.POPULATION, Sort.MEASURE}
    named = [
        one
        for one in analysed.mentions
        if one.end <= start
        and (one.sort in people or _is_of_persons(one, attributes))
        and not _GENITIVE.search(analysed.text, one.start, one.end)
    ]
    if not named or named[-1].sort is not Sort.FOREIGN:
        return False
    counted = max((one.end for one in named if one.sort is not Sort.FOREIGN), default=0)
    first = next(one.start for one in named if one.start >= counted)
    return not counted or _ENDS_SENTENCE.search(analysed.text, counted, first) is not None


_IS = re.compile(
    r"\s*:\s*|\s+(?:är|var|blev|uppg(?:år|ick)\s+(?:\w+\s+){0,4}till|utgörs\s+av)\s+(?:\w+\s*){0,2}:?\s*",
    re.IGNORECASE,
)


_COMMA_ONLY = re.compile(r",\s+(?:\w+\s+)?")


def _is_foreign(mention: Mention, draft: Draft, text: str) -> bool:
    """Whether the number counts something else: its noun or subject is foreign, or the whole statement is."""
    if mention.sort is Sort.EXCLUDING:
        return True
    if mention.sort is not Sort.FOREIGN:
        return False
    between = text[mention.end : draft.quantity.start]
    is_apposed = draft.head.noun is None and _COMMA_ONLY.fullmatch(between) is not None
    return mention is draft.head.noun or is_apposed or _IS.fullmatch(between) is not None


def _names_other(draft: Draft, near: Sequence[Mention], discourse: Discourse) -> bool:
    """Whether a word here has no meaning for the paragraph's own measure."""
    return any(
        one.sort is Sort.TERM
        and any(one.meanings)
        and not meaning(one, discourse.measure, discourse)
        and not _is_plain_noun(one, draft, discourse)
        for one in near
    )


def _is_plain_noun(mention: Mention, draft: Draft, discourse: Discourse) -> bool:
    return mention is draft.head.noun and set(mention.codes) <= set(discourse.prose.attributes)


def _fits_only(noun: Mention | None, measure: str, discourse: Discourse) -> bool:
    """``varav tolv i X och 31 utomlands``: a word that means something for the measure before alone."""
    if noun is None or noun.sort is not Sort.TERM:
        return False
    return not meaning(noun, discourse.prose.measure, discourse) and bool(meaning(noun, measure, discourse))


def _continues(draft: Draft, before: Draft) -> bool:
    """``4 närstående barn i X och 5 barn i Y``: the second noun is short for the first."""
    noun, theirs = draft.head.noun, before.head.noun
    if noun is None:
        return True
    return theirs is not None and theirs.sort is Sort.MEASURE and noun.sort is Sort.TERM


def own_codes(draft: Draft, earlier: Sequence[Draft], analysed: Analysed, discourse: Discourse) -> dict[str, str]:
    """Codes of the part's own words: those after the number's noun fill what noun and lead leave open."""
    part, noun = draft.part, draft.head.noun
    codes: dict[str, str] = {}
    for mention in lead_mentions(draft, analysed):
        told = _codes_of(mention, draft, analysed, discourse)
        if draft.figure is Figure.RANK and _OVERTOOK.search(analysed.text, part.start, mention.start):
            fill(codes, told)  # "X har gått om Y och är nu den andra"
        else:
            codes.update(told)
    colon = analysed.text.rfind(": ", part.start, part.quantity.start)
    if colon >= 0 and noun is not None:  # "X har passerat Y: 38 personer har identifierats i X"
        after = [
            one for one in mentions_in(analysed, part.quantity.end, tail_end(analysed.text, part)) if one is not noun
        ]
        refined = {key for one in after for key in _codes_of(one, draft, analysed, discourse)}
        codes = {key: code for key, code in codes.items() if key not in refined}
    if noun is not None and noun.sort is Sort.TERM:
        codes.update(meaning(noun, draft.measure, discourse))
    start = draft.head.end if noun is not None else part.quantity.end
    for mention in mentions_in(analysed, part.quantity.end, tail_end(analysed.text, part)):
        if mention is noun:
            continue
        told = _codes_of(mention, draft, analysed, discourse)
        if set(told) <= set(discourse.prose.attributes) and _ALL_OF_THEM.search(analysed.text, start, mention.start):
            continue
        if _ATTRIBUTE.fullmatch(analysed.text[start : mention.start]):
            codes.update(told)  # "ingår inte bland de 233 i arbetskraft"
        fill(codes, told)
        # A class that the family knows says more than a word that is one only in this edition's figures.
        known = {key: code for key, code in told.items() if not code.startswith(NEW)}
        codes.update({key: code for key, code in known.items() if codes[key].startswith(NEW)})
    fill(codes, _unknown_in_row(draft, earlier, analysed, discourse))
    return {**codes, **_another(draft, analysed, discourse.prose)}


_ALL_OF_THEM = re.compile(
    r",\s+(?:i\s+\w+\s+fall\w*\s+|av\s+vilka\s+)?(?:samtliga|alla|enbart|endast|bara)\s+(?:(?:var|är)\s+)?$"
    r"|\s(?:var|är)\s+(?:samtliga|alla)\s+$",
    re.IGNORECASE,
)

_OVERTOOK = re.compile(r"(?<!\w)(?:(?:gått|gick)\s+(?:om|förbi)|passera\w+)\s+$", re.IGNORECASE)

_OVERTAKEN = re.compile(r"(?<!\w)(?:gått|gick|går)\s+(?:\w+\s+){0,2}(?:om|förbi)\s+$", re.IGNORECASE)


def _is_overtaken(mention: Mention, text: str) -> bool:
    """``X gick 2030 om Y``: the sentence is about X."""
    return _OVERTAKEN.search(text, 0, mention.start) is not None


_ANOTHER = re.compile(
    r"(?<!\w)(?:är|var|gällde|avsåg)\s+(?:(?:den|det|\w{2,}(?:en|et))\s+)?(?:en|ett|någon|något)\s+anna[nt]"
    r"(?:\s+(?:än|för)(?!\w)|\s*[.,;])",
    re.IGNORECASE,
)
_IT_IS_UNKNOWN = re.compile(
    r"(?<!\w)(?:är|var)\s+(?:den|det)\s+okän[dt](?!\w)|^\W*och\s+okän[dt]\s+för\s", re.IGNORECASE
)


def _another(draft: Draft, analysed: Analysed, prose: Prose) -> Codes:
    """``i fem är den en annan än de nämnda``, ``i fyra är den okänd``: of the dimension spoken of."""
    part = draft.part
    another = _ANOTHER.search(analysed.text, part.start, part.end + 1)
    unknown = _IT_IS_UNKNOWN.search(analysed.text[part.start : part.end]) or _is_unknown_it(draft, analysed)
    if not another and not unknown:
        return {}
    named = [one for one in analysed.mentions if one.end <= part.end and (one.sort is Sort.CLASS or one.name)]
    dimensions = [one.name for one in named if one.sort is Sort.CLASS or (one.sort is Sort.TERM and one.name)]
    if not dimensions:
        return {}
    return {dimensions[-1]: _other_of(dimensions[-1], prose) if another else UNKNOWN}


_IT = re.compile(r"(?<!\w)(?:den|det)(?!\w)", re.IGNORECASE)


def _is_unknown_it(draft: Draft, analysed: Analysed) -> bool:
    """``i åtta gick den inte att fastställa``."""
    part = draft.part
    cues = [one for one in analysed.cues if part.quantity.end <= one.start < part.end]
    return draft.head.noun is None and any(_IT.search(analysed.text, one.start, one.end) for one in cues)


_OTHER_WORD = re.compile(r"anna[nt]\s", re.IGNORECASE)


def _other_of(dimension: str, prose: Prose) -> str:
    """The code that the family's own word for another one has (``annat kön``), or else that of the rest."""
    named = (term for term in prose.terms if any(_OTHER_WORD.match(words) for words in term.words))
    codes = (codes[dimension] for term in named for codes in term.meanings if dimension in codes)
    return next(codes, OTHER)


_ATTRIBUTE = re.compile(r"\s+(?:i|inom|från|för)\s+(?:\w+\s+)?", re.IGNORECASE)
_NO_DATA = re.compile(r"(?<!\w)uppgift(?:en|er|erna)?(?!\w)", re.IGNORECASE)


def _unknown_in_row(draft: Draft, earlier: Sequence[Draft], analysed: Analysed, discourse: Discourse) -> Codes:
    """``I fyra fall saknas uppgiften``: not known is what the numbers told side by side before differ in."""
    part = draft.part
    told = any(part.start <= one.start < part.end for one in analysed.cues)
    names = any(one.sort is Sort.CLASS for one in mentions_in(analysed, part.start, part.end))
    if not told or names or not _NO_DATA.search(analysed.text, part.start, part.end):
        return {}
    row: list[Codes] = [one.own for one in earlier if one.own and one.figure is Figure.COUNT]
    row = row if len(row) > 1 else [one.codes for one in discourse.row]
    dimensions = {key for codes in row for key in codes}
    differing = [key for key in dimensions if len({codes.get(key) for codes in row}) > 1]
    return {differing[0]: UNKNOWN} if len(differing) == 1 else {}


_ASIDE = re.compile(
    r",\s(?:som|där|vars|vilken|vilket|vilka)\s[^,;:]*,"
    r"|(?<!\w)(?:fler|färre)\s+än\s[^,;:\d]*,"
    r"|(?<!\w)(?:och|men)\s+inte\s[^,;:]*,",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    r"(?<!\w)(?:vid\s+sidan\s+av|utöver|förutom|bortsett\s+från)\s[^,;:]*?(?=,|\s(?:är|var|finns|fanns|har|hade|gällde|rörde|handlade|kom|förekom)\s)",
    re.IGNORECASE,
)


def is_known(analysed: Analysed, start: int, end: int) -> bool:
    """Whether a known word stands there, if only in part."""
    return any(one.start < end and start < one.end for one in analysed.mentions)


def names_something(draft: Draft, analysed: Analysed) -> bool:
    """Whether one of the known words before the number names a class."""
    return any(one.sort is Sort.TERM for one in lead_mentions(draft, analysed))


def lead_mentions(draft: Draft, analysed: Analysed) -> list[Mention]:
    """Known words before the number that are about it: not those of a relative clause that ended before."""
    start, end = _lead_start(analysed.text, draft.part), draft.quantity.start
    asides = [match.span() for match in _ASIDE.finditer(analysed.text, start, end)]
    beside = [match.span() for match in _BESIDE.finditer(analysed.text, start, end)]
    found = [
        one for one in mentions_in(analysed, start, end) if not any(low < one.start < high for low, high in beside)
    ]
    found = [*mentions_in(analysed, *draft.part.subject), *found]
    outside = [one for one in found if not any(low < one.start < high for low, high in asides)]
    return outside if any(one.sort is Sort.TERM for one in outside) else found


_BELONGS = re.compile(r"(?<!\w)(?:till)?hör(?:de)?\s+(?:till\s+)?de\s+(?:\w+\s+)?$", re.IGNORECASE)
_AND_ALSO = re.compile(r",\s+men\s+(?:också|även)\s", re.IGNORECASE)


def _lead_start(text: str, part: Part) -> int:
    """A total told in a new clause is not of what the clause before spoke of, nor is what ``men också`` names."""
    also = _AND_ALSO.search(text, part.start, part.quantity.start)
    member = _BELONGS.search(text, part.start, part.quantity.start)
    if member:
        return member.start()  # "en man från X hör till de 262": they are not all from X
    start = also.end() if also else part.start
    lead = text[start : part.quantity.start]
    cut = [match.end() for match in _NEW_CLAUSE.finditer(lead)]
    return start + cut[-1] if cut and SUM.search(lead[cut[-1] :]) else start


def _codes_of(mention: Mention, draft: Draft, analysed: Analysed, discourse: Discourse) -> Codes:
    if mention.sort is Sort.TERM:
        return meaning(mention, draft.measure, discourse)
    if mention.sort is Sort.CLASS:
        return _pointed(mention, analysed, discourse)
    return {}


def _pointed(mention: Mention, analysed: Analysed, discourse: Discourse) -> Codes:
    """``inom denna bransch``: the class of that dimension named last."""
    text = analysed.text
    begins = bool(_BEGINS.search(text, 0, mention.start) and _THE_ONE.match(text, mention.start))
    stands = any(one.search(text, 0, mention.start) for one in (_HAS, _WITHIN))
    begins = begins or (stands and _DEFINITE_ONE.search(text, mention.start, mention.end) is not None)
    if not begins and not _THIS.search(analysed.text, max(0, mention.start - _THIS_WITHIN), mention.start):
        return {}
    before = [one for one in analysed.mentions if one.end <= mention.start and mention.name in one.codes]
    named = [one.codes[mention.name] for one in before if not _is_overtaken(one, analysed.text)]
    spoken = discourse.focus.get(mention.name) or discourse.topic.get(mention.name)
    here = [code for code in named if code == spoken]
    last = max((one.end for one in before), default=0)
    same_sentence = bool(named) and _ENDS_SENTENCE.search(analysed.text, last, mention.start) is None
    code = here[-1] if here and not same_sentence else named[-1] if named else discourse.latest.get(mention.name)
    return {mention.name: code} if code else {}
