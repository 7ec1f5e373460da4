"""Shares: of what they are told, and what is held in their denominator."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from pipeline.model.observation import NOT_APPLICABLE, TOTAL
from pipeline.normalise.prose.analysed import Analysed
from pipeline.normalise.prose.comparisons import compared_if_moved
from pipeline.normalise.prose.draft import Claim, Codes, Discourse, Draft, Scene, fill
from pipeline.normalise.prose.lexicon import Mention, Sort
from pipeline.normalise.prose.making import half_unit, make_claim
from pipeline.normalise.prose.parts import RELATIVE, WHERE, Bond
from pipeline.normalise.prose.periods import Period
from pipeline.normalise.prose.phrases import Figure
from pipeline.normalise.prose.words import meaning, mentions_in, tail_end
from pipeline.normalise.quantity import Kind, Qualifier, Quantity

HUNDRED = Decimal(100)


def share_of(draft: Draft, period: Period, scene: Scene) -> Claim | None:
    """A share in percent, with the dimensions that are held in its denominator."""
    if _is_of_something_else(draft, scene):
        return None
    told_base = _base_told_after(draft, scene)
    own = {key: code for key, code in draft.own.items() if not told_base or told_base.get(key) != code}
    again = _share_again(draft, scene) if not own and told_base is None else None
    again = again or _share_of_others(draft, scene)
    if again is not None:
        return _of_another_value(again, draft, period, scene)
    codes = {**(draft.codes if told_base is None or not own else draft.own), **(told_base or {})}
    if not codes and _THEIR.search(scene.text, draft.part.start, draft.quantity.start):
        codes = dict(scene.discourse.focus)
    before = _counted_last(draft, scene)
    if not own and before is not None and before.claim is not None and before.claim.base_measure == NOT_APPLICABLE:
        codes = {**codes, **before.claim.codes}
        if told_base is None and draft.base is None:
            draft.base = before.base if before.base is not None else _inherited(before)
    if told_base and codes == told_base and _THEIR.search(scene.text, draft.part.start, draft.quantity.start):
        fill(
            codes, {key: code for key, code in scene.discourse.focus.items() if key in scene.discourse.prose.attributes}
        )
    base = told_base if told_base is not None else _base_told_before(draft, before, scene)
    if base is None and codes == own:
        base = {key: code for key, code in own.items() if scene.discourse.focus.get(key) == code} or None
    if not codes or (told_base and codes == told_base) or _names_only_its_base(codes, draft, scene):
        return None
    dimensions = _base_dimensions(codes, base, own, scene.discourse)
    if base is None and not dimensions:
        dimensions = _implied_bases(codes, scene.discourse)
    value, tolerance = _share_value(draft.quantity)
    return make_claim(
        draft,
        period,
        scene.analysed,
        value=value,
        tolerance=tolerance,
        measure="share",
        base_measure=draft.measure,
        unit="percent",
        codes=codes,
        share_base="+".join(dimensions) or TOTAL,
        compared_to=compared_if_moved(draft, period, scene),
    )


def _of_another_value(told: Claim, draft: Draft, period: Period, scene: Scene) -> Claim:
    """The share that was told before, with the value and the period of this number."""
    value, tolerance = _share_value(draft.quantity)
    return replace(
        told,
        quantity=draft.quantity,
        start=draft.part.start,
        end=draft.part.end,
        value=value,
        qualifier=draft.quantity.qualifier,
        tolerance=tolerance,
        time_period=period.time_period,
        period_kind="each_year" if period.each else "total",
        compared_to=compared_if_moved(draft, period, scene),
    )


_OPENS_WITH_BASE = re.compile(r"\W*(?:av|bland)\s", re.IGNORECASE)


def _names_only_its_base(codes: Codes, draft: Draft, scene: Scene) -> bool:
    """``Av ärendena inom X upptäcktes hälften i Y``: what the share is told to be has no word that is known."""
    behind = mentions_in(scene.analysed, draft.quantity.end, draft.part.end)
    opens = _OPENS_WITH_BASE.match(scene.text, scene.sentence.start) is not None
    return opens and draft.base == codes and not any(one.sort is Sort.TERM for one in behind)


def _base_told_before(draft: Draft, before: Draft | None, scene: Scene) -> Codes | None:
    """What the number is a part of, or the one before that it says again is."""
    if draft.base is None and draft.part.bond is Bond.SAME and before is not None:
        return _base_told_after(before, scene)
    return draft.base


_OF_NOUN = re.compile(r"\s+av\s+(?:hela\s+)?(?P<noun>\w{3,}(?:en|et|na))(?!\w)", re.IGNORECASE)
_KNOWN_NOUN = re.compile(r"(?:dem|alla|samtliga|antalet|gruppen|statistiken|materialet|fallen)$", re.IGNORECASE)


def _is_of_something_else(draft: Draft, scene: Scene) -> bool:
    """``hälften av lönekostnaden``: a noun that the family does not know."""
    quantity = draft.quantity
    end = quantity.unit.end if quantity.unit else quantity.end
    match = _OF_NOUN.match(scene.text, end)
    if match is None or _KNOWN_NOUN.match(match["noun"]):
        return False
    return not any(match.start("noun") <= one.start < match.end() for one in scene.analysed.mentions)


def _share_again(draft: Draft, scene: Scene) -> Claim | None:
    """The share that one without words of its own goes on from: the one right before, or the one pointed at."""
    before = scene.before(draft)
    told = before.claim if before is not None else None
    if told is not None and told.measure == "share" and not draft.in_run:
        return told
    points = _IT.search(scene.text[draft.part.start : draft.quantity.start]) is not None
    return scene.discourse.share if points and before is None else None


_LIKEWISE = re.compile(r"(?<!\w)motsvarande\s+(?:andel|siffra)\s+(?:\w+\s+)?$", re.IGNORECASE)


def _share_of_others(draft: Draft, scene: Scene) -> Claim | None:
    """``90 procent av männen är X. Bland kvinnorna är motsvarande andel 40``: the share before, of another base."""
    told, base = scene.discourse.share, draft.base
    if told is None or not base or _LIKEWISE.search(scene.text, draft.part.start, draft.quantity.start) is None:
        return None
    held = set(told.share_base.split("+"))
    return replace(told, codes={**told.codes, **base}) if set(base) <= held else None


def _counted_last(draft: Draft, scene: Scene) -> Draft | None:
    """The last count of the sentence before the share, else the number right before it."""
    earlier = scene.drafts[: list(scene.drafts).index(draft)]
    counted = [one for one in earlier if one.claim is not None and one.claim.base_measure == NOT_APPLICABLE]
    return counted[-1] if counted else scene.before(draft)


def _counted_before(draft: Draft, scene: Scene) -> dict[str, str]:
    """``44 i X, och hälften av dem``: those of the last count of the sentence, where one is before."""
    counted = [one for one in scene.drafts[: scene.drafts.index(draft)] if one.figure is Figure.COUNT]
    return dict(counted[-1].codes) if counted else {}


def _those_named(draft: Draft, scene: Scene) -> dict[str, str]:
    """``Flickorna är färre, och 30 procent av dem``: by a definite noun of the sentence."""
    before = mentions_in(scene.analysed, scene.sentence.start, draft.part.start)
    named = [one for one in before if one.sort is Sort.TERM and _DEFINITE.search(scene.text, one.start, one.end)]
    codes = dict(meaning(named[-1], draft.measure, scene.discourse)) if named else {}
    return {**scene.discourse.focus, **codes} if codes and set(codes) <= set(scene.discourse.prose.attributes) else {}


_THEIR = re.compile(r"(?<!\w)(?:deras|dess|\w{2,}(?:ens|ets))\s+andel", re.IGNORECASE)

_IT = re.compile(r"(?<!\w)(?:andelen|den|siffran)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)


def _inherited(draft: Draft) -> Codes | None:
    rest = {key: code for key, code in draft.codes.items() if key not in draft.own}
    return rest or None


def _share_value(quantity: Quantity) -> tuple[Decimal, Decimal]:
    value = quantity.value or Decimal(0)
    if quantity.kind is Kind.FRACTION:
        value = (value * HUNDRED).quantize(Decimal("0.1"))
        return value, half_unit(value) if quantity.qualifier is not Qualifier.EXACT else Decimal("0.5")
    return value, quantity.tolerance if quantity.tolerance is not None else Decimal("0.5")


def _implied_bases(codes: Codes, discourse: Discourse) -> list[str]:
    """A share of an industry is one of the form that industries are told of, unless another base is told."""
    return _implied_by(codes, discourse)


def _implied_by(dimensions: Iterable[str], discourse: Discourse) -> list[str]:
    """The dimensions of what is told of nothing but one class: who is in an industry is in the form that has them."""
    named = set(dimensions)
    return [key for one in discourse.prose.implied if one.dimension in named for key in one.codes]


def _base_dimensions(codes: Codes, base: Codes | None, own: Codes, discourse: Discourse) -> list[str]:
    """The dimensions held in the denominator: those of the base told; else what is no attribute, or no own word."""
    attributes = discourse.prose.attributes
    if base is not None and dict(base) != dict(codes):
        held = [key for key in codes if base.get(key) == codes[key]]
    elif own and set(own) != set(codes):
        held = [key for key in codes if key not in own]
    else:
        held = [key for key in codes if key not in attributes] if any(key in attributes for key in codes) else []
    if len(held) == len(codes):
        held = [key for key in held if key not in own] or held[:-1]
    held += [key for key in _implied_by(held, discourse) if key not in held and key not in own]
    return sorted(held, key=list(discourse.spec.dimensions).index)


_AS = re.compile(r"\ssom\s", re.IGNORECASE)
_JUDGED = re.compile(r"(?<!\w)(?:bedöm\w+|klassa\w+|rubricer\w+|registrer\w+|redovisa\w+|räkna\w+)\s", re.IGNORECASE)
"""``bedömdes hälften av ärendena som X``: X is what they were taken for."""

_BARE = re.compile(r"\s(?:misstänk\w+\s)?", re.IGNORECASE)


def _object_from(analysed: Analysed, start: int, end: int) -> int:
    """``gäller 57 procent av samtliga ärenden arbetskraft``: a name right behind the noun is what is told."""
    named = list(mentions_in(analysed, start, end))
    for noun, term in pairwise(named):
        bare = _BARE.fullmatch(analysed.text, noun.end, term.start) is not None
        if bare and noun.sort is Sort.COUNTED and term.sort is Sort.TERM:
            return noun.end
    return end


_THE_CLASS = re.compile(r"(?:en|et)$|(?:denna|detta|samma)\s+\w+$", re.IGNORECASE)


def _class_pointed_at(mention: Mention, draft: Draft, scene: Scene) -> Codes:
    """``av alla inom formen``, ``i denna bransch``: the class that the number or the text before it speaks of."""
    if not _THE_CLASS.search(scene.text, max(0, mention.start - len("denna ")), mention.end):
        return {}
    discourse = scene.discourse
    spoken = (draft.codes, discourse.focus, discourse.topic, discourse.section)
    code = next((codes[mention.name] for codes in spoken if mention.name in codes), None)
    return {mention.name: code} if code else {}


_DEFINITE = re.compile(r"(?:na|[lrn]en)$", re.IGNORECASE)


def _names_those(analysed: Analysed, start: int, end: int) -> bool:
    """``av personerna``: those spoken of, by a noun in the definite plural."""
    nouns = (one for one in mentions_in(analysed, start, end) if one.sort is Sort.COUNTED)
    return any(_DEFINITE.search(analysed.text, one.start, one.end) for one in nouns)


def _named_in(span: tuple[int, int], draft: Draft, scene: Scene) -> dict[str, str]:
    named = [one for one in mentions_in(scene.analysed, *span) if one.sort is Sort.TERM]
    return {key: code for one in named for key, code in meaning(one, draft.measure, scene.discourse).items()}


_OF_SO_MANY = re.compile(r"^var|\sav\s", re.IGNORECASE)
"""``tre av fem barn``, ``varannan kvinna``; not ``tre fjärdedelar X``."""

_OF = re.compile(r"\s+(?:av|bland)\s+(?P<base>[^,.;:()]*)", re.IGNORECASE)

_THEM = re.compile(r"(?:dem|dessa)\b\s*", re.IGNORECASE)

_GROUP = re.compile(r"(?:hela\s+)?gruppen(?!\w)", re.IGNORECASE)

_WITHIN = re.compile(r"\s+(?:inom|i|från|som)\s+(?P<base>[^,.;:()]*)", re.IGNORECASE)

_IS = re.compile(r"(?<!\w)(?:är|var|utgör|utgjorde)\s+(?:\w+\s+)?$", re.IGNORECASE)

_SHARE_OF = re.compile(r"(?<!\w)andel\w*\s+(?:av|bland)\s+(?P<base>[^,.;:()]*)", re.IGNORECASE)

_SHARE_OF_THE = re.compile(r"andel\w*\s+(?:av|bland)\s+(?:(?:de|alla|samtliga)\s+)*$", re.IGNORECASE)

_PREDICATE = re.compile(
    r"\s(?:var|är|utgjorde\w*|utgörs?|kom|kommer|hade|har|fanns|finns|fick|utsatts|utsattes|utsätts|gällde|gäller|rörde|rör|\w+(?:ades|ats|mdes|mts|ttes|ckts|cktes|cks)|avsåg|avser|handlar)\b",
    re.IGNORECASE,
)


def _base_told_after(draft: Draft, scene: Scene) -> dict[str, str] | None:
    """``21 procent av ärendena om arbetskraft``: the words right after ``av``, up to the verb."""
    quantity, text = draft.quantity, scene.text
    if draft.part.subject[1] and _SHARE_OF_THE.search(text, 0, draft.part.subject[0]):
        return _named_in(draft.part.subject, draft, scene)
    end = quantity.unit.end if quantity.unit else quantity.end
    match = _OF.match(text, end, tail_end(text, draft.part)) or _SHARE_OF.search(text, draft.part.start, quantity.start)
    if (
        match is None
        and quantity.kind is Kind.FRACTION
        and _OF_SO_MANY.search(quantity.text)
        and draft.head.noun is not None
        and draft.head.noun.sort is Sort.TERM
        and draft.head.noun.start == quantity.end + 1
        and draft.part.bond is not Bond.OF_WHICH
        and not _IS.search(text, draft.part.start, quantity.start)
    ):
        return dict(meaning(draft.head.noun, draft.measure, scene.discourse))  # "tre av fem barn"
    if match is None and quantity.kind is Kind.FRACTION and draft.head.noun is not None:
        match = _WITHIN.match(text, draft.head.end, draft.part.end)  # "sju av tio utsatta inom X"
    if match is None:
        return None
    verbs = (one.start() for one in _PREDICATE.finditer(text, match.start("base"), match.end("base")))
    people = list(mentions_in(scene.analysed, match.start("base"), match.end("base")))
    places = (*verbs, *(one.end for one in people if one.sort is Sort.POPULATION and not _describes(one, people, text)))
    told = (place for place in sorted(places) if not RELATIVE.search(text, match.start("base"), place + 1))
    stop = next(told, match.end("base"))
    stop = min(stop, _object_from(scene.analysed, match.start("base"), stop))
    judged = _AS.search(text, match.start("base"), stop)
    stop = judged.start() if judged and _JUDGED.search(text, draft.part.start, quantity.start) else stop
    codes: dict[str, str] = {}
    for mention in mentions_in(scene.analysed, match.start("base"), stop):
        if mention.sort is Sort.TERM:
            codes.update(meaning(mention, draft.measure, scene.discourse))
        elif mention.sort is Sort.CLASS:
            codes.update(_class_pointed_at(mention, draft, scene))
    words = text[match.start("base") : stop]
    them = _THEM.match(words)
    named_next = them is not None and any(one.start == match.start("base") + them.end() for one in people)
    if them and (not codes or (named_next and words.startswith("dem"))):  # "hälften av dem flickor"
        return _counted_before(draft, scene) or _those_named(draft, scene) or dict(scene.discourse.focus)
    if _ALL_ALONE.fullmatch(words):
        return _kind_counted(draft, scene)
    return codes or _base_around(match.start("base"), stop, draft, scene)


_ALL_ALONE = re.compile(r"\s*(?:alla|samtliga)\s*", re.IGNORECASE)


def _kind_counted(draft: Draft, scene: Scene) -> dict[str, str]:
    """``14 barn, en tredjedel av alla``: of all children."""
    before = _counted_last(draft, scene)
    noun = before.head.noun if before is not None and before.figure is Figure.COUNT else None
    codes = noun.codes if noun is not None and noun.sort is Sort.TERM else {}
    is_whole = before is None or before.codes == codes  # "262 kvinnor, 60 procent av samtliga"
    return dict(codes) if set(codes) <= set(scene.discourse.prose.attributes) and not is_whole else {}


def _describes(population: Mention, mentions: Sequence[Mention], text: str) -> bool:
    """``av de identifierade barnen``: the noun is still to come, but ``av de identifierade män`` tells of what."""
    nouns = (one for one in mentions if one.start == population.end + 1 and one.sort in {Sort.TERM, Sort.COUNTED})
    return any(_DEFINITE.search(text, one.start, one.end) for one in nouns)


def _base_around(start: int, end: int, draft: Draft, scene: Scene) -> dict[str, str]:
    """What words that name no class are of: ``X, där hälften av de identifierade är Y``, ``av gruppen``."""
    words = scene.text[start:end]
    named = _named_in(draft.part.subject, draft, scene) if WHERE.match(scene.text, draft.part.start) else {}
    if _THERE.search(words):
        return _named_in((scene.sentence.start, draft.quantity.start), draft, scene)
    those = _GROUP.match(words) is not None or _names_those(scene.analysed, start, end)
    if named or not those or "årets" in words:
        return named
    around = {**scene.discourse.section, **scene.discourse.frame}
    return {key: code for key, code in around.items() if key not in draft.own} | _opening(draft, scene)


_THERE = re.compile(r"\sdär\s*$", re.IGNORECASE)
"""``inom X: hälften av ärendena där``."""

_WITHIN_AT_FIRST = re.compile(r"\W*(?:inom|bland|hos|för|i)\s+(?:\w+\s+)?", re.IGNORECASE)


def _opening(draft: Draft, scene: Scene) -> dict[str, str]:
    """``Inom X bedömdes hälften av ärendena som Y``: the domain that a sentence begins with."""
    start = scene.sentence.start
    terms = (one for one in mentions_in(scene.analysed, start, draft.quantity.start) if one.sort is Sort.TERM)
    first = next(terms, None)
    if first is None or not _WITHIN_AT_FIRST.fullmatch(scene.text, start, first.start):
        return {}
    return _named_in((first.start, first.end), draft, scene)
