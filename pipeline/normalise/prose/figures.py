"""Drafts to claims: a count, a number of classes, a share, a change or a rank."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from pipeline.model.observation import NOT_APPLICABLE, TOTAL
from pipeline.normalise.prose.changes import change_of
from pipeline.normalise.prose.classes import classes_of, rank_of
from pipeline.normalise.prose.counts import count_of
from pipeline.normalise.prose.draft import Claim, Discourse, Draft, Scene, fill
from pipeline.normalise.prose.lexicon import Mention, Sort
from pipeline.normalise.prose.making import tolerance_of
from pipeline.normalise.prose.parts import Bond
from pipeline.normalise.prose.periods import Period
from pipeline.normalise.prose.phrases import Figure
from pipeline.normalise.prose.shares import share_of
from pipeline.normalise.prose.words import SUM
from pipeline.normalise.quantity import Qualifier


def claim_of(draft: Draft, period: Period, scene: Scene) -> Claim | None:
    """The claim that a draft makes, or ``None`` where it is not understood."""
    if draft.figure is None or draft.is_foreign or draft.quantity.value is None:
        return None
    if draft.figure is Figure.COUNT and (_is_of_several(draft, scene) or _has_limit(draft, scene)):
        return None
    again = _again(draft, scene.drafts, period)
    if draft.figure is Figure.COUNT and _is_share_again(draft, scene):
        draft.figure = Figure.SHARE
    made = again or _FIGURES[draft.figure](draft, period, scene)
    made = None if made is None else _of_this_edition(made, scene.discourse)
    return None if made is None else with_implied(made, scene.discourse)


def _of_this_edition(claim: Claim, discourse: Discourse) -> Claim | None:
    """No statistic is of a later year than its edition's; ``i februari 2032`` is when cases were moved."""
    if int(claim.time_period[-4:]) <= discourse.edition_year:
        return claim
    moved = discourse.prose.moved
    is_moved = moved is not None and claim.measure == moved.measure
    return replace(claim, time_period=str(discourse.edition_year)) if is_moved else None


_JOINT = re.compile(r"\s+(?:och|samt|eller)\s+", re.IGNORECASE)
_AGE_LIMIT = re.compile(
    r"(?<!\w)(?:under|över|yngre\s+än|äldre\s+än|minst|mellan)\s+\d+(?:\s*(?:-|\u2013|och)\s*\d+)?\s+år(?!\w)",
    re.IGNORECASE,
)


_KNOWN_FOR = re.compile(r"(?<!inte\s)(?<!\w)(?:känt|känd|kända)\s+för\s+(?:\w+\s+)?$", re.IGNORECASE)


def _is_of_several(draft: Draft, scene: Scene) -> bool:
    """``tolv flickor och pojkar``, ``i bygg och städ sammanlagt 71``: classes that have no code together."""
    if draft.in_run:
        return False
    noun, part = draft.head.noun, draft.part
    terms = [one for one in scene.analysed.mentions if scene.sentence.start <= one.start and one.sort is Sort.TERM]
    summed = SUM.search(scene.text, part.start, draft.quantity.start) is not None
    return any(
        left.codes.keys() == right.codes.keys()
        and left.codes != right.codes
        and _JOINT.fullmatch(scene.text, left.end, right.start) is not None
        and (
            left is noun
            or (summed and part.start <= left.start and right.end <= draft.quantity.start)
            or _labels(right, draft, scene.text)
        )
        for left, right in pairwise(terms)
    )


_OPENS = re.compile(r"\s*\(\s*")


def _labels(mention: Mention, draft: Draft, text: str) -> bool:
    """``transport och biltvätt (108)``: the number in brackets is of the two."""
    return mention.end <= draft.quantity.start and _OPENS.fullmatch(text, mention.end, draft.quantity.start) is not None


def _has_limit(draft: Draft, scene: Scene) -> bool:
    """``tolv personer var under 18 år``, ``könet är känt för 400``: classes that the family has no word for."""
    known = _KNOWN_FOR.search(scene.text[draft.part.start : draft.quantity.start]) is not None
    limit = _AGE_LIMIT.search(scene.text, draft.quantity.end, draft.part.end)
    terms = [one for one in scene.analysed.mentions if one.sort is Sort.TERM]
    named = limit and any(limit.start() in {one.start, one.end + 1} for one in terms)
    return known or (limit is not None and not named)  # "34 var barn under 18 år" says nothing new


_IT_IS = re.compile(r"(?<!\w)(?:den|andelen)\s+(?:\w+\s+)?$", re.IGNORECASE)


def _is_share_again(draft: Draft, scene: Scene) -> bool:
    """``37 procent, och nu är den 40``: the unit is not told again."""
    index = list(scene.drafts).index(draft)
    before = scene.drafts[index - 1].claim if index else None
    lead = scene.text[draft.part.start : draft.quantity.start]
    plain = draft.head.noun is None and not draft.own and _IT_IS.search(lead) is not None
    return plain and before is not None and before.measure == "share"


def _again(draft: Draft, drafts: Sequence[Draft], period: Period) -> Claim | None:
    """``sju branscher mot sex året innan``, ``från 35 till 22``: the figure before, for another period."""
    index = list(drafts).index(draft)
    before = drafts[index - 1].claim if index else None
    if (
        before is None
        or draft.part.bond not in {Bond.AGAINST, Bond.FROM_TO}
        or draft.own
        or draft.head.noun is not None
    ):
        return None
    if draft.quantity.scale is not drafts[index - 1].quantity.scale or before.measure in {"change", "rank"}:
        return None
    quantity = draft.quantity
    moved_to = draft.part.bond is Bond.FROM_TO and before.measure == "share"
    return replace(
        before,
        compared_to=before.time_period if moved_to else NOT_APPLICABLE,
        quantity=quantity,
        start=draft.part.start,
        end=draft.part.end,
        value=quantity.value or Decimal(0),
        qualifier=quantity.qualifier,
        tolerance=tolerance_of(quantity),
        time_period=period.time_period,
        period_kind="each_year" if period.each else "total",
    )


def ends_of(claim: Claim) -> tuple[Claim, ...]:
    """A range is two claims, its lower and its upper end."""
    upper = claim.quantity.upper
    if upper is None:
        return (claim,)
    return replace(claim, qualifier=Qualifier.LOWER), replace(claim, qualifier=Qualifier.UPPER, value=upper)


def with_implied(claim: Claim, discourse: Discourse) -> Claim:
    """``sju branscher`` are branches of labour exploitation, where the family says so."""
    counted = claim.measure if claim.base_measure == NOT_APPLICABLE else claim.base_measure
    excluded = discourse.spec.measures[counted].inapplicable
    codes = {key: code for key, code in claim.codes.items() if code != TOTAL and key not in excluded}
    for implied in discourse.prose.implied:
        if implied.dimension in codes or claim.about.startswith(f"{implied.dimension}:"):
            fill(codes, implied.codes)
    return replace(claim, codes=codes)


_Make = Callable[[Draft, Period, Scene], Claim | None]

_FIGURES: dict[Figure, _Make] = {
    Figure.COUNT: count_of,
    Figure.CLASSES: classes_of,
    Figure.SHARE: share_of,
    Figure.CHANGE: change_of,
    Figure.RANK: rank_of,
}
