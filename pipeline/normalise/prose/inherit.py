"""Codes that a number takes over: from the number that it hangs on, the sentence, the paragraph, what it points at."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.model.observation import UNKNOWN
from pipeline.normalise.prose.analysed import Analysed
from pipeline.normalise.prose.bases import part_of_following, take_again
from pipeline.normalise.prose.draft import Codes, Draft, Scene, fill
from pipeline.normalise.prose.echoes import take_echo, take_former_or_latter
from pipeline.normalise.prose.lexicon import Sort
from pipeline.normalise.prose.parts import Bond
from pipeline.normalise.prose.phrases import Figure
from pipeline.normalise.prose.pointing import (
    clause_base,
    codes_from_before,
    is_of_everybody,
    place_before,
    sentence_base,
    speaks_of_those,
)
from pipeline.normalise.prose.rows import adults_beside_children, distribute
from pipeline.normalise.prose.words import SUM, lead_mentions, meaning, mentions_in, names_something
from pipeline.normalise.quantity import Qualifier

_PREPOSITION = re.compile(
    r"(?<!\w)(?:inom|bland|i|från|av|för|under|hos|gällande|beträffande|avseende|vad\s+gäller|när\s+det\s+gäller|till|kring|rörande)\s+(?:[\w-]+\s+){0,3}$",
    re.IGNORECASE,
)


def code_drafts(scene: Scene) -> None:
    """Give every number of a sentence the codes that it inherits."""
    base = sentence_base(scene)
    around = codes_from_before(base, scene)
    for index, draft in enumerate(scene.drafts):
        draft.codes = dict(draft.own)
        if draft.part.bond is Bond.BASE_OF:
            if not (take_echo(draft, scene) or take_again(draft, scene.drafts[:index])):
                bare = base and draft.head.noun is None and not draft.own
                if draft.head.pointing and draft.head.noun is not None and not draft.own:
                    fill(draft.codes, scene.discourse.focus)  # "21 av de 59 personerna därifrån"
                draft.codes = dict(base if bare and base else draft.codes)  # "bland X dominerar Y: 160 av 166"
            if index:
                part_of_following(scene.drafts[index - 1], draft, scene)
            continue
        _from_sentence(draft, scene.drafts[:index], base, scene)
        if draft.echo is None:
            _fill_around(draft, around, scene)
            if base is None and not is_of_everybody(scene):
                _fill_topic(draft, scene)
    for draft, following in pairwise(scene.drafts):
        if following.part.bond is Bond.SAME and following.figure is Figure.SHARE and draft.figure is Figure.COUNT:
            fill(draft.codes, following.own)  # "81, vilket motsvarar 31 procent av alla inom X"
    _join_ends(scene.drafts)
    distribute(scene)
    adults_beside_children(scene)


def _join_ends(drafts: Sequence[Draft]) -> None:
    """``mellan 30 och 50 personer``: the noun behind the upper end is that of both."""
    for lower, upper in pairwise(drafts):
        if (lower.quantity.qualifier, upper.quantity.qualifier) == (Qualifier.LOWER, Qualifier.UPPER):
            codes = {**lower.codes, **upper.codes}
            lower.codes, upper.codes, lower.head, lower.unit = codes, dict(codes), upper.head, upper.unit
            lower.own = upper.own = {**lower.own, **upper.own}


_DEFINITE = re.compile(r"(?<!vux)(?:na|orna|arna|erna|nen|en)s?$")


def _fill_topic(draft: Draft, scene: Scene) -> None:
    """Women and men, or definite ``barnen``, are those of the domain that the paragraph speaks of."""
    attributes = scene.discourse.prose.attributes
    if draft.figure is Figure.RANK or not set(draft.own) <= set(attributes) or not draft.own or draft.base:
        return
    noun = draft.head.noun
    named = (
        [noun] if noun is not None else [one for one in lead_mentions(draft, scene.analysed) if one.sort is Sort.TERM]
    )
    definite = any(_DEFINITE.search(scene.text[one.start : one.end]) for one in named)
    if definite or not set(draft.own).isdisjoint(scene.discourse.prose.splits):
        fill(draft.codes, scene.discourse.topic)


def _fill_around(draft: Draft, around: Codes, scene: Scene) -> None:
    """Codes of the paragraph, but not of one domain (industry, country) for a number that is told of another."""
    if draft.figure is Figure.RANK:
        return
    discourse = scene.discourse
    attributes = discourse.prose.attributes
    of_those = speaks_of_those(scene)
    if of_those and draft.head.noun is None:
        draft.unit = draft.unit or discourse.unit
    own_domains = {dimension for dimension in draft.own if dimension not in attributes}
    taken = {
        dimension: code
        for dimension, code in around.items()
        if dimension in attributes
        or dimension in discourse.section
        or not own_domains
        or of_those
        or draft.head.pointing
        or draft.base is not None
        or own_domains & set(around)
    }
    fill(draft.codes, taken)


def _from_sentence(draft: Draft, earlier: Sequence[Draft], base: Codes | None, scene: Scene) -> None:
    """What the number it hangs on, or the sentence's opening, gives a number."""
    is_elsewhere = _THENCE.match(scene.text, draft.head.end) is not None
    if (not is_elsewhere and take_echo(draft, scene)) or take_former_or_latter(draft, earlier, scene):
        return
    if base is not None or draft.head.pointing:
        these = draft.head.pointing and bool(earlier) and earlier[-1].figure is Figure.COUNT and bool(earlier[-1].codes)
        known = earlier[-1].codes if these else base if base is not None else scene.discourse.focus
        known = _named_here(draft, scene) or known
        draft.base = dict(known)
        fill(draft.codes, draft.base)
    told_sum = SUM.search(scene.text, draft.part.start, draft.quantity.start) is not None
    if not earlier:
        if told_sum and draft.head.noun is None:
            fill(draft.codes, shared([one.codes for one in scene.discourse.row]))
        return
    anew = clause_base(draft, scene)
    if anew is not None:
        draft.base = dict(anew)
        fill(draft.codes, anew)
        return
    if _hangs_whole(draft, earlier, scene):
        return
    if told_sum and not draft.own:
        draft.codes = shared([one.codes for one in earlier])
    else:
        _from_list(draft, earlier, scene)
    draft.unit = draft.unit or earlier[-1].unit


_THENCE = re.compile(r"\s(?:(?:som\s+)?(?:kom|kommer)\s+)?(?:[dh]ärifrån|där)(?!\w)", re.IGNORECASE)


def _named_here(draft: Draft, scene: Scene) -> Codes:
    """``X har gått från tredje plats, då 41 personer därifrån identifierades``: the place that the sentence names.

    Or else the last one before it: ``Y är nytt på listan. Av de 30 personerna därifrån``.
    """
    if not _THENCE.match(scene.text, draft.head.end):
        return {}
    attributes = set(scene.discourse.prose.attributes)
    before = mentions_in(scene.analysed, scene.sentence.start, draft.part.start)
    places = [one.codes for one in before if one.sort is Sort.TERM and not set(one.codes) <= attributes]
    if places:
        return places[-1]
    return place_before(scene)


def _hangs_whole(draft: Draft, earlier: Sequence[Draft], scene: Scene) -> bool:
    """Numbers that say the same of the same, or of a part of it, take all codes of the number that they hang on."""
    before, bond = earlier[-1], draft.part.bond
    lead = scene.text[draft.part.start : draft.quantity.start]
    plain = not draft.own and (draft.head.noun is None or draft.head.noun.sort is Sort.COUNTED)
    if _THEIR.search(lead) and not names_something(draft, scene.analysed):
        fill(draft.codes, earlier[0].codes)
    elif before.figure is Figure.RANK and plain and not SUM.search(lead):
        fill(draft.codes, before.own or before.codes)
    elif bond in {Bond.OF_WHICH, Bond.OF_BASE}:
        fill(draft.codes, before.codes)
        draft.base = dict(before.codes)
    elif bond is Bond.SAME and before.part.bond is Bond.BASE_OF and len(earlier) > 1 and plain:
        fill(draft.codes, earlier[-2].codes)  # "12 av de 40 i X, alltså 30 procent"
        draft.base = dict(before.codes)
    elif _divides(draft, before, scene):
        whole = before.codes if before.base is None else before.base
        fill(draft.codes, whole)
        draft.base = dict(whole)
    elif bond in {Bond.SAME, Bond.FROM_TO} or (plain and (bond is Bond.AGAINST or _goes_on(lead, before))):
        fill(draft.codes, before.codes)
        draft.measure = before.measure
        draft.base = draft.base if draft.base is not None else before.base
    else:
        return False
    draft.unit = draft.unit or before.unit
    return True


def _goes_on(lead: str, before: Draft) -> bool:
    """``..., med 12 personer``; after a change also ``..., från 21 personer till 14``."""
    return _WITH.fullmatch(lead) is not None or (before.figure is Figure.CHANGE and _STARTS.fullmatch(lead) is not None)


_STARTS = re.compile(r",?\s+från\s+", re.IGNORECASE)
_APPOSED = re.compile(r"(?:\s+(?:i|inom|från|med)\s+[\w-]+)?[,:]\s+(?:nämligen\s+)?", re.IGNORECASE)
_APPOSED_ON = re.compile(r"(?:,|\s+och)\s+", re.IGNORECASE)


def _divides(draft: Draft, before: Draft, scene: Scene) -> bool:
    """``sex personer, fyra flickor och två kvinnor``: parts of the number before, by sex or age."""
    noun, theirs = draft.head.noun, before.head.noun
    attributes = set(scene.discourse.prose.attributes)
    if draft.part.bond is not Bond.NEXT or noun is None or noun.sort is not Sort.TERM or theirs is None:
        return False
    if not noun.codes or not set(draft.own) <= attributes or draft.figure is not Figure.COUNT:
        return False
    lead = scene.text[before.head.end : draft.quantity.start]
    if theirs.sort is Sort.COUNTED:
        return before.figure is Figure.COUNT and _APPOSED.fullmatch(lead) is not None
    return before.base is not None and before.part.bond is Bond.NEXT and _APPOSED_ON.fullmatch(lead) is not None


def _from_list(draft: Draft, earlier: Sequence[Draft], scene: Scene) -> None:
    """A number of a list: what its neighbour leaves out, it says for both; then the sentence's opening."""
    discourse = scene.discourse
    outer = _outer(draft, earlier, scene)
    if _are_coordinated(draft, earlier[-1], scene):
        attributes_of = discourse.prose.attributes
        fill(
            draft.codes,
            {key: code for key, code in earlier[-1].codes.items() if key not in attributes_of or code == UNKNOWN},
        )
    if _BUT.match(scene.text, draft.part.start) and _ENDS.match(scene.text, draft.head.end) and draft.own:
        fill(draft.codes, outer.codes)  # "inga män i X, men fyra kvinnor"
    if outer.base is not None and draft.base is None:
        draft.base = outer.base
    attributes = set(discourse.prose.attributes)
    elliptic = draft.head.noun is None and not draft.head.is_unknown
    is_predicate = bool(draft.own) and _PREDICATE.match(scene.text, draft.quantity.end) is not None
    if elliptic or is_predicate or _is_parallel(draft, earlier[-1], scene.analysed):
        has_label = bool(draft.own) and names_something(draft, scene.analysed)
        noun = outer.head.noun
        shared_noun = set(noun.codes) if noun is not None and noun.sort is Sort.TERM else set()
        if _NEW_VERB.search(scene.text, draft.part.start, draft.quantity.start):
            shared_noun = set()  # "två kvinnor, och i X identifierades åtta"
        if scene.text[: draft.quantity.start].endswith("(") and scene.text[: outer.quantity.start].endswith("("):
            shared_noun |= attributes  # "kvinnorna kom från X (12), Y (9)"
        if is_predicate and set(draft.own) <= attributes:
            has_label = True  # "154 var kvinnor, och 14 var barn", but "44 kom från X, och 14 var barn"
            shared_noun |= set(outer.own) - attributes
        rest = {key: code for key, code in outer.codes.items() if key not in outer.own or key in shared_noun}
        fill(draft.codes, _beside_unknown(rest if has_label else outer.codes, draft))
    if draft.base is not None and all(outer.codes.get(key) == code for key, code in draft.base.items()):
        fill(draft.codes, draft.base)
    fill(draft.codes, _beside_unknown(_scope(earlier[0], draft, scene), draft))


_NEW_VERB = re.compile(r",\s+och\s[^,;]*\s\w+(?:ades|tes|des)\s+$", re.IGNORECASE)
_AND = re.compile(r"(?:,|\s+(?:och|samt))\s+", re.IGNORECASE)


def _are_coordinated(draft: Draft, before: Draft, scene: Scene) -> bool:
    """``X registrerades för sju kvinnor och fem flickor``: both are of X."""
    nouns = (draft.head.noun, before.head.noun)
    attributes = set(scene.discourse.prose.attributes)
    persons = all(one is not None and one.sort is Sort.TERM and set(one.codes) <= attributes for one in nouns)
    return persons and _AND.fullmatch(scene.text, before.head.end, draft.quantity.start) is not None


_PREDICATE = re.compile(r"\s+(?:var|är)\s", re.IGNORECASE)


def _beside_unknown(codes: Codes, draft: Draft) -> Codes:
    """``åldern är okänd för 22, könet för tre``: what is not known of others is not told of these."""
    unknown = UNKNOWN in draft.own.values()
    return {key: code for key, code in codes.items() if not (unknown and code == UNKNOWN)}


def _outer(draft: Draft, earlier: Sequence[Draft], scene: Scene) -> Draft:
    """The number that a list goes on from: not a part told of the item before, where a new item is named."""
    domains = {key for key in draft.own if key not in scene.discourse.prose.attributes}
    for before in reversed(earlier):
        in_base = before.base is not None and bool(set(before.base) & domains)
        bracketed = before.part.bond is Bond.BASE_OF and _CLOSES.match(scene.text, before.head.end)
        if not bracketed and not (domains and (before.part.bond is Bond.OF_WHICH or in_base)):
            return before
    return earlier[0]


def shared(every: Sequence[Codes]) -> dict[str, str]:
    """The codes that all have."""
    return {key: code for key, code in every[0].items() if all(one.get(key) == code for one in every)} if every else {}


def _scope(first: Draft, draft: Draft, scene: Scene) -> dict[str, str]:
    """What the sentence's opening says of all its numbers: its adverbials, and its subject where none is named anew."""
    text, part = scene.text, first.part
    scope: dict[str, str] = {}
    lead_of_list = text[draft.part.start : draft.quantity.start]
    terms = any(one.sort is Sort.TERM for one in mentions_in(scene.analysed, draft.part.start, draft.quantity.start))
    if _SAME_SUBJECT.fullmatch(lead_of_list) and not terms:
        return {
            key: code
            for one in mentions_in(scene.analysed, part.start, part.quantity.start)
            if one.sort is Sort.TERM
            for key, code in meaning(one, draft.measure, scene.discourse).items()
        }
    has_subject = draft.head.noun is not None or any(
        one.sort in {Sort.TERM, Sort.COUNTED}
        for one in mentions_in(scene.analysed, draft.part.start, draft.quantity.start)
    )
    for mention in mentions_in(scene.analysed, part.start, part.quantity.start):
        is_label = text[mention.end : mention.end + 1] == ":"
        told_of_all = not has_subject or is_label or _PREPOSITION.search(text[part.start : mention.start])
        if mention.sort is Sort.TERM and told_of_all:
            scope.update(meaning(mention, draft.measure, scene.discourse))
    return scope


_THEIR = re.compile(r"(?<!\w)(?:deras|dess)(?!\w)", re.IGNORECASE)

_WITH = re.compile(r",\s+(?:nu\s+)?med\s+(?:sina\s+|sammanlagt\s+)?", re.IGNORECASE)

_CLOSES = re.compile(r"\s*\)")

_BUT = re.compile(r"\W*men\s", re.IGNORECASE)

_ENDS = re.compile(r"\s*(?:[.;,]|$)")

_SAME_SUBJECT = re.compile(r"\W*(?:och|men|samt)\s+(?:\w+\s+){1,4}(?:för|med|på|till|av)\s+", re.IGNORECASE)


def _is_parallel(draft: Draft, before: Draft, analysed: Analysed) -> bool:
    """``2031 kom 12 personer till X, 2032 kom 14 personer``: the same noun, another year."""
    noun, theirs = draft.head.noun, before.head.noun
    if noun is None or theirs is None or noun.sort is not Sort.COUNTED or noun.name != theirs.name or draft.own:
        return False
    return any(draft.part.start <= one.start < draft.part.end for one in analysed.periods)
