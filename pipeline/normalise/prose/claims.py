"""The order of the room for one sentence: parts, drafts with codes, claims, and what the next sentence may point at."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.normalise.prose.alternatives import with_alternatives
from pipeline.normalise.prose.analysed import Analysed
from pipeline.normalise.prose.asides import Aside, aside_of, plain_aside
from pipeline.normalise.prose.carry import carry_on
from pipeline.normalise.prose.draft import Claim, Codes, Discourse, Draft, Scene, fill
from pipeline.normalise.prose.figures import claim_of, ends_of
from pipeline.normalise.prose.inherit import code_drafts
from pipeline.normalise.prose.lexicon import Sort
from pipeline.normalise.prose.parts import Bond, Part, parts_of
from pipeline.normalise.prose.phrases import Figure, figure_of, head_of
from pipeline.normalise.prose.sentences import Sentence
from pipeline.normalise.prose.stated import numerals_in, stated_in
from pipeline.normalise.prose.timing import period_of
from pipeline.normalise.prose.unaccounted import unaccounted
from pipeline.normalise.prose.words import meaning, mentions_in, own_codes, set_measure
from pipeline.normalise.quantity import Scale


def claims_of_sentence(sentence: Sentence, analysed: Analysed, discourse: Discourse) -> tuple[list[Claim], list[Aside]]:
    """The claims of one sentence, in order, and why its other numbers are none; ``discourse`` is carried on.

    Claims in doubt are among them: a text goes on from them as a reader does.
    """
    mentions = list(mentions_in(analysed, sentence.start, sentence.end))
    scene = Scene(sentence, analysed, discourse)
    for part in parts_of(analysed.text, sentence, stated_in(sentence, analysed, discourse.prose.attributes), mentions):
        scene.drafts.append(_draft(part, scene))
    _share_predicates(scene.drafts, scene)
    code_drafts(scene)
    claims: list[Claim] = []
    for draft in scene.drafts:
        claim = claim_of(draft, period_of(draft, scene), scene)
        if claim is not None:
            draft.claim = replace(claim, doubt=unaccounted(claim, draft, scene))
            claims += ends_of(with_alternatives(draft.claim, draft, scene))
    carry_on(scene, claims)
    return claims, _asides(scene)


def _draft(part: Part, scene: Scene) -> Draft:
    analysed, before = scene.analysed, scene.drafts[-1] if scene.drafts else None
    head = head_of(analysed.text, part, analysed.mentions)
    draft = Draft(part, head, figure_of(part, head, analysed, scene.discourse.focus_class))
    set_measure(draft, before, analysed, scene.discourse)
    draft.own = own_codes(draft, scene.drafts, analysed, scene.discourse) or _outnumbered(draft, scene)
    if (
        draft.figure is Figure.COUNT
        and draft.head.noun is None
        and _IN_PERCENT.match(analysed.text, scene.sentence.start)
    ):
        draft.figure = Figure.SHARE
    in_percent = before is not None and before.quantity.scale is Scale.PERCENT and before.part.bond is not Bond.SAME
    if in_percent and _is_percent_again(draft, scene):
        draft.figure = Figure.SHARE
    if (before is None or before.figure is Figure.CLASSES) and _is_of_classes(draft, analysed.text):
        draft.figure = Figure.CLASSES
    if before is not None and _tells_the_change(draft, before, analysed.text):
        draft.figure = Figure.CHANGE
    return draft


_FEWER = re.compile(r"(?<!\w)(?:(?:fler|färre)\s+än|och\s+inte)\s[^,;:\d]*,", re.IGNORECASE)


def _outnumbered(draft: Draft, scene: Scene) -> dict[str, str]:
    """``Kvinnorna är fler än männen, 30 mot 20``, ``kvinnor, och inte män, är flest: 30 mot 20``: 20 are men."""
    compared = _FEWER.search(scene.text, scene.sentence.start, draft.part.start)
    codes: dict[str, str] = {}
    if draft.part.bond is Bond.AGAINST and compared:
        for mention in mentions_in(scene.analysed, *compared.span()):
            codes.update(meaning(mention, draft.measure, scene.discourse) if mention.sort is Sort.TERM else {})
    return codes


_MOST_PERCENT = 100
_ELLIPTIC = re.compile(r"\W*(?:och|samt|men|bland|för)?\W*", re.IGNORECASE)


def _is_percent_again(draft: Draft, scene: Scene) -> bool:
    """``kvinnor utgör 57 procent, män 42``: a name and a number alone, of which the unit is told before."""
    plain = draft.figure is Figure.COUNT and draft.head.noun is None and draft.part.bond is Bond.NEXT
    if not plain or not draft.own or draft.head.is_unknown or (draft.quantity.value or 0) > _MOST_PERCENT:
        return False
    rest = start = draft.part.start
    words = ""
    for mention in mentions_in(scene.analysed, start, draft.quantity.start):
        words, rest = words + scene.text[rest : mention.start], mention.end
    return _ELLIPTIC.fullmatch(words + scene.text[rest : draft.quantity.start]) is not None


_IN_PERCENT = re.compile(r"i\s+procent\s", re.IGNORECASE)


_OF_THESE = re.compile(r"\W*av\s+(?:dessa|dem)\s+(?:är|var)\s+$", re.IGNORECASE)
_ARE_NEW = re.compile(
    r"(?:\s+av\s+(?:dem|dessa))?,?\s(?:[^.;:]*,\s)?(?:(?:förekom|fanns)\s+)?(?:inte|ej|är\s+nya|var\s+nya|nya|saknades)\s",
    re.IGNORECASE,
)


def _is_of_classes(draft: Draft, text: str) -> bool:
    """``sju branscher, varav två inte tidigare förekommit``, ``varav två, X och Y, är nya``."""
    new = _ARE_NEW.match(text, draft.quantity.end, draft.part.end) is not None
    of_those = draft.part.bond in {Bond.OF_WHICH, Bond.OF_BASE} or draft.head.pointing
    of_those = of_those or _OF_THESE.match(text, draft.part.start, draft.quantity.start) is not None
    return of_those and draft.head.noun is None and (new or (not draft.own and draft.part.bond is Bond.OF_WHICH))


def _tells_the_change(draft: Draft, before: Draft, text: str) -> bool:
    """``från 26 till 31, eller med 19 procent``, ``..., det vill säga med 5``."""
    changed = before.figure is Figure.CHANGE or before.part.bond is Bond.FROM_TO
    part = draft.part
    again = part.bond is Bond.SAME and draft.quantity.scale is Scale.PERCENT
    by = _BY.search(text, part.start, part.quantity.start) or _IT_IS.search(text, part.start, part.quantity.start)
    since = _AND.fullmatch(text, part.start, part.quantity.start) and _SINCE.match(text, draft.head.end)
    return changed and (again or by is not None or since is not None)


_IT_IS = re.compile(r"(?<!\w)jämfört\s+med\s[^,.;:]*\s(?:är|var)\s+den\s+(?:\w+\s+)?$", re.IGNORECASE)
_SINCE = re.compile(r"\s+sedan\s", re.IGNORECASE)


_BY = re.compile(r"(?<!\w)(?:det\s+vill\s+säga|dvs\.?|alltså)\s+med\s+(?:\w+\s+)?$", re.IGNORECASE)


def _told_behind_bracket(draft: Draft, scene: Scene) -> Codes:
    """``var 130 (69 procent) män``: what stands behind the bracket is told of the number before it."""
    part = draft.part
    if scene.text[part.start] != "(":
        return {}
    bracket = scene.text.find(")", part.quantity.end, part.end)
    codes: dict[str, str] = {}
    for mention in mentions_in(scene.analysed, bracket, part.end) if bracket > 0 else ():
        if mention.sort is Sort.TERM:
            fill(codes, meaning(mention, draft.measure, scene.discourse))
    return codes


def _share_predicates(drafts: Sequence[Draft], scene: Scene) -> None:
    """``hälften av ärendena, 221 stycken, gällde X``, ``en kvinna och två män kom från X``: both are told of X."""
    for draft, following in reversed(list(pairwise(drafts))):
        if _are_joined(draft, following, scene):
            noun = following.head.noun.codes if following.head.noun else {}
            fill(draft.own, {key: code for key, code in following.own.items() if key not in noun})
    for draft, following in pairwise(drafts):
        if following.part.bond is not Bond.SAME:
            continue
        base = scene.after(following)
        if base is not None and base.part.bond is Bond.BASE_OF and base.head.noun is None:
            fill(following.own, base.own)  # "hälften, 20 av 40, är X"
            fill(draft.own, base.own)
        if draft.figure is Figure.SHARE:
            fill(draft.own, following.own)
        elif not draft.own and not _tells_base(following, scene.text):
            draft.own = dict(following.own)
        if draft.head.noun is None:
            fill(draft.own, _told_behind_bracket(following, scene))


_OF = re.compile(r"\s+av\s", re.IGNORECASE)


def _tells_base(share: Draft, text: str) -> bool:
    """``81, vilket motsvarar 31 procent av alla inom X``: of X are both, whatever else the text speaks of."""
    unit = share.quantity.unit
    return share.figure is Figure.SHARE and _OF.match(text, unit.end if unit else share.quantity.end) is not None


_AND = re.compile(r"\s*(?:,|och|samt)\s+", re.IGNORECASE)


_FROM_AND = re.compile(r"\s+från\s+[^\W\d_][\w-]*(?:,|\s+och|\s+samt)\s+", re.IGNORECASE)


def _are_joined(draft: Draft, following: Draft, scene: Scene) -> bool:
    """Two counted nouns for persons with nothing but ``och`` between, of which only the last has more words."""
    attributes = set(scene.discourse.prose.attributes)
    names = set(draft.own) and set(draft.own) < set(following.own)
    if names and _FROM_AND.fullmatch(scene.text, draft.head.end, following.quantity.start):
        return True
    nouns = [one.head.noun for one in (draft, following)]
    if any(noun is None or noun.sort is not Sort.TERM or not set(noun.codes) <= attributes for noun in nouns):
        return False
    between = scene.text[draft.head.end : following.quantity.start]
    return draft.figure is following.figure is Figure.COUNT and _AND.fullmatch(between) is not None


def _asides(scene: Scene) -> list[Aside]:
    drafted = {draft.quantity.start for draft in scene.drafts}
    unread = [aside_of(draft, scene.after(draft), scene.analysed) for draft in scene.drafts if draft.claim is None]
    others = [one for one in numerals_in(scene.sentence, scene.analysed) if one.is_number and one.start not in drafted]
    return unread + [aside for one in others if (aside := plain_aside(one, scene.analysed)) is not None]
