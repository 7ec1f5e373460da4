"""Other meanings that the words of a number allow: with what the text spoke of before, without it, of another base.

Context has chosen one. The others are kept beside it, for the checks to decide where context was wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

from pipeline.model.observation import NOT_APPLICABLE, TOTAL
from pipeline.normalise.prose.draft import Claim, Codes, Draft, Scene, fill
from pipeline.normalise.prose.figures import with_implied
from pipeline.normalise.prose.parts import Bond
from pipeline.normalise.prose.phrases import Figure


def with_alternatives(claim: Claim, draft: Draft, scene: Scene) -> Claim:
    """A count or share with what else its words may mean; other figures have one meaning."""
    if draft.figure not in {Figure.COUNT, Figure.SHARE} or claim.about != NOT_APPLICABLE or draft.echo is not None:
        return claim
    others = (
        one
        for codes in _other_codes(claim, draft, scene)
        for period in _periods(claim, draft, scene)
        for one in _with_bases(replace(claim, codes=codes, time_period=period), scene)
    )
    distinct = [one for one in dict.fromkeys(_key(other) for other in others) if one != _key(claim)]
    return replace(claim, alternatives=tuple(_made(claim, *key) for key in distinct))


def _periods(claim: Claim, draft: Draft, scene: Scene) -> Iterator[str]:
    """The period told; where no year is printed, for one year of all its persons the edition's and the year before."""
    yield claim.time_period
    part = draft.part
    here = [one for one in scene.analysed.periods if part.start <= one.start < part.end and not one.compared]
    is_printed = any(claim.time_period in scene.text[one.start : one.end] for one in here)
    if not is_printed and claim.period_kind == "total" and "/" not in claim.time_period:
        edition = scene.discourse.edition_year
        yield from (str(year) for year in (edition, edition - 1) if str(year) != claim.time_period)


_Key = tuple[tuple[tuple[str, str], ...], str, str]


def _key(claim: Claim) -> _Key:
    return tuple(sorted(claim.codes.items())), claim.share_base, claim.time_period


def _made(claim: Claim, codes: tuple[tuple[str, str], ...], share_base: str, period: str) -> Claim:
    return replace(claim, codes=dict(codes), share_base=share_base, time_period=period)


def _other_codes(claim: Claim, draft: Draft, scene: Scene) -> Iterator[Codes]:
    """The number's own codes with each set that was spoken of, the words' narrower meaning, and nothing else."""
    discourse = scene.discourse
    spoken: list[Codes] = [discourse.topic, discourse.focus, discourse.frame, discourse.section, {}]
    own = draft.own
    if (before := scene.before(draft)) is not None:
        spoken.append(before.codes)
        own = own or (before.own if draft.part.bond is Bond.FROM_TO else {})  # "deras andel steg från A till B"
    yield claim.codes
    for codes in spoken:
        taken = dict(own)
        fill(taken, codes)
        made = with_implied(replace(claim, codes=taken), discourse)
        if made.codes:
            yield made.codes
    noun = draft.head.noun
    for narrower in noun.meanings[1:] if noun is not None else ():
        if not set(narrower) & set(discourse.spec.measures[claim.measure].inapplicable):
            yield {**claim.codes, **narrower}


def _with_bases(claim: Claim, scene: Scene) -> Iterator[Claim]:
    """A share with every base that its codes allow."""
    if claim.share_base == NOT_APPLICABLE:
        yield claim
        return
    dimensions = [name for name in scene.discourse.spec.dimensions if claim.codes.get(name, TOTAL) != TOTAL]
    for count in range(len(dimensions)):
        for held in combinations(dimensions, count):
            yield replace(claim, share_base="+".join(held) or TOTAL)
