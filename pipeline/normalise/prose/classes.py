"""Numbers of classes (``sju branscher``, ``de fem vanligaste``) and the rank of one class among the others."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.normalise.prose.analysed import Analysed
from pipeline.normalise.prose.comparisons import compared_if_moved, compared_period
from pipeline.normalise.prose.draft import Claim, Codes, Discourse, Draft, Scene
from pipeline.normalise.prose.lexicon import Sort
from pipeline.normalise.prose.making import make_claim
from pipeline.normalise.prose.parts import Bond
from pipeline.normalise.prose.periods import Period
from pipeline.normalise.prose.phrases import Figure
from pipeline.normalise.prose.words import lead_mentions, mentions_in

_NEW = re.compile(
    r"(?<!\w)(?:ytterligare|nya|ny|nytt|tillkom\w*|(?:inte|aldrig)\s+(?:har\s+|hade\s+)?(?:tidigare|funnits|fanns|förekom\w*|varit|fanns))(?!\w)",
    re.IGNORECASE,
)


def classes_of(draft: Draft, period: Period, scene: Scene) -> Claim | None:
    """How many classes of a dimension there are, are new, or stand at the top of a list."""
    text, part, quantity, noun = scene.text, draft.part, draft.quantity, draft.head.noun
    named = noun is not None and noun.sort is Sort.CLASS
    lead = [one.name for one in mentions_in(scene.analysed, part.start, quantity.start) if one.sort is Sort.CLASS]
    near = (
        lead[-1]
        if lead and not draft.head.is_top
        else scene.discourse.focus_class or _class_nearby(draft, scene.analysed)
    )
    before = scene.before(draft)
    if part.bond is Bond.OF_WHICH and before is not None and before.claim is not None:
        near = before.claim.about.split(":")[0]
    near = near or _dimension_of_row(scene.discourse)
    dimension = noun.name if noun is not None and named else near
    is_article = quantity.text.casefold() in {"en", "ett"}
    is_new = any(one.search(text, part.start, part.end) for one in (_NEW, _NOT_BEFORE))
    is_new = is_new or _ARE_NEW.match(text, draft.head.end) is not None
    if is_new and period.start >= quantity.end:
        period = replace(period, time_period=str(scene.discourse.edition_year), is_span=False)
    is_rest = _THE_REST.search(text, quantity.end, draft.head.end) is not None
    if dimension is None or is_rest or (is_article and not (is_new and named)):
        return None
    scope = "top" if draft.head.is_top else "new" if is_new else "observed"
    codes = {key: code for key, code in draft.codes.items() if key != dimension}
    if scope == "top":
        codes = {key: code for key, code in codes.items() if key in draft.own}
    elif dimension not in {one.dimension for one in scene.discourse.prose.implied}:
        attributes = scene.discourse.prose.attributes
        codes = {key: code for key, code in codes.items() if key in attributes or key in draft.own}
    return make_claim(
        draft, period, scene.analysed, measure="category_count", unit="count", codes=codes, about=f"{dimension}:{scope}"
    )


_THE_REST = re.compile(r"(?<!\w)(?:återstående|resterande)(?!\w)", re.IGNORECASE)
"""``De två återstående formerna är X och Y``: those not told yet, of a number told before."""

_ARE_NEW = re.compile(r"\s+(?:är|var)\s+(?:nya|ny|nytt)(?!\w)", re.IGNORECASE)

_NOT_BEFORE = re.compile(
    r"(?<!\w)(?:(?:förekom|fanns)\s+inte\s+(?:alls|med|\d{4}|året\s+(?:innan|före)|i\s+fjol|förra\s+året)"
    r"|har\s+tillkommit|tillkom|kommit\s+till|kom\s+(?:\w+\s+){1,3}till)(?!\w)",
    re.IGNORECASE,
)


def _dimension_of_row(discourse: Discourse) -> str | None:
    """The dimension in which the numbers told side by side before differ."""
    dimensions = [key for key in discourse.spec.dimensions if len({one.codes.get(key) for one in discourse.row}) > 1]
    return dimensions[0] if len(dimensions) == 1 else None


_NEARBY = 150


def _class_nearby(draft: Draft, analysed: Analysed) -> str | None:
    """The dimension of ``de tre främsta``: that of the last word for classes, or of the last name of a class."""
    near = [
        one
        for one in mentions_in(analysed, draft.part.start - _NEARBY, draft.part.end)
        if one.sort is Sort.CLASS or (one.sort is Sort.TERM and len(one.codes) == 1)
    ]
    after = [one for one in near if one.start >= draft.quantity.end and one.sort is Sort.CLASS]
    if after:
        return after[0].name
    if not near:
        return None
    return near[-1].name if near[-1].sort is Sort.CLASS else next(iter(near[-1].codes))


_INSTEAD = re.compile(r"jämfört\s+med|i\s+stället\s+för|upp\s+från|ned\s+från|ner\s+från", re.IGNORECASE)


def _named_after(draft: Draft, scene: Scene) -> Codes:
    """``På andra plats kommer X med 31``: the class that has the place has the count too."""
    following = scene.after(draft)
    if following is None or following.figure is not Figure.COUNT or following.part.bond is not Bond.NEXT:
        return {}
    comes = any(_COMES.match(scene.text, end) for end in (draft.head.end, draft.quantity.end))
    return following.own if comes or _is_on_next_place(draft, scene) else {}


_ON_THE_NEXT = re.compile(r"(?:,|\s+och|\s+samt)\s+på\s+$", re.IGNORECASE)
_PLACE = re.compile(r"\s+plats\w*\s+", re.IGNORECASE)


def _is_on_next_place(draft: Draft, scene: Scene) -> bool:
    """``och på tredje plats X med 39``: the verb is told before."""
    place = _PLACE.match(scene.text, draft.quantity.end)
    again = _ON_THE_NEXT.search(scene.text, scene.sentence.start, draft.quantity.start) is not None
    return (
        again
        and place is not None
        and any(one.sort is Sort.TERM and one.start == place.end() for one in scene.analysed.mentions)
    )


_COMES = re.compile(
    r"(?:\s+plats\w*)?\s+(?:kommer|kom|ligger|låg|finns|fanns|återfinns|hamnar|är|var|följer)\s", re.IGNORECASE
)
_IT = re.compile(r"\W*(?:den|det|de)\s", re.IGNORECASE)
_TAKEN_UP = re.compile(
    r"(?<!\w)(?:låg|var|är|ligger|kom|hamnade)\s+(?:det\s+)?(?:den|de)\s|^\W*det\s+(?:räcker|räckte|ger|gav|innebär|innebar)\s",
    re.IGNORECASE,
)


_THE = re.compile(r"(?<!\w)den\s+$", re.IGNORECASE)
_NOW = re.compile(r"(?<!\w)(?:nu|i\s+år)\s", re.IGNORECASE)
_IN_ORDER = re.compile(r"\s+i\s+(?:ordningen|raden)(?!\w)", re.IGNORECASE)


def _own_of_rank(draft: Draft, before: Draft | None, scene: Scene) -> Codes:
    """``X har gått från femte till fjärde plats, förbi Y``: where it led is told of X."""
    following = scene.after(draft)
    starts = not draft.own and draft.part.bond is not Bond.FROM_TO and following is not None
    if starts and following is not None and (following.part.bond, following.figure) == (Bond.FROM_TO, Figure.RANK):
        return following.own  # "Från fjärde plats har landet stigit till tredje"
    led = draft.part.bond is Bond.FROM_TO and before is not None and before.figure is Figure.RANK
    if led and before is not None and before.own and not lead_mentions(draft, scene.analysed):
        return before.own
    return draft.own


def rank_of(draft: Draft, period: Period, scene: Scene) -> Claim | None:
    """The place of a class among those of its dimension."""
    part, quantity, text = draft.part, draft.quantity, scene.text
    if _IN_ORDER.match(text, quantity.end) and _THE.search(text, part.start, quantity.start):
        return None
    classes = [one.name for one in mentions_in(scene.analysed, quantity.end, part.end) if one.sort is Sort.CLASS]
    attributes = scene.discourse.prose.attributes
    taken_up = scene.discourse.focus if _TAKEN_UP.search(text[part.start : quantity.start]) else {}
    goes_on = taken_up or part.bond is not Bond.FIRST or _IT.match(text, part.start)
    before = scene.before(draft)
    inherited = (draft.codes or taken_up or (before.codes if before is not None else {})) if goes_on else {}
    if _is_on_next_place(draft, scene):
        inherited = {}
    own = _own_of_rank(draft, before, scene)
    subject = {
        key: code for key, code in (own or inherited or _named_after(draft, scene)).items() if key not in attributes
    }
    dimension = classes[0] if classes and classes[0] in subject else next(iter(subject), None)
    if dimension is None:
        return None
    others = [one for one in scene.drafts if one.figure is Figure.RANK and one is not draft]
    same = before is not None and (not own or own == before.own)
    if part.bond is Bond.FROM_TO and same and before is not None and before.claim is not None:
        compared = before.claim.time_period
    elif (
        part.subject[1]
        and _NOW.search(text, part.start, quantity.start)
        and before is not None
        and before.figure is Figure.RANK
        and before.claim is not None
    ):
        compared = before.claim.time_period  # "X, som 2030 var det sjätte, är nu det fjärde"
    elif others and scene.drafts[0] is draft and _INSTEAD.search(text, quantity.end, others[-1].part.end):
        compared = compared_period(draft, period, scene)
    else:
        compared = compared_if_moved(draft, period, scene)
    codes = {dimension: subject[dimension]}
    scope = {key: code for key, code in draft.codes.items() if key in attributes}
    return make_claim(
        draft,
        period,
        scene.analysed,
        measure="rank",
        base_measure=scene.discourse.prose.measure,
        unit="rank",
        codes={**codes, **scope},
        about=dimension,
        compared_to=compared,
    )
