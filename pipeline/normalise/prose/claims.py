"""The order of the room for one sentence: parts, drafts with codes, claims, and what the next sentence may point at."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.normalise.prose.alternatives import with_alternatives
from pipeline.normalise.prose.analysed import Analysed
from pipeline.normalise.prose.asides import Aside, aside_of, plain_aside
from pipeline.normalise.prose.carry import carry_on
from pipeline.normalise.prose.draft import Claim, Discourse, Draft, Scene
from pipeline.normalise.prose.figures import claim_of, ends_of
from pipeline.normalise.prose.inherit import code_drafts
from pipeline.normalise.prose.parts import Bond, Part, parts_of
from pipeline.normalise.prose.phrases import Figure, figure_of, head_of
from pipeline.normalise.prose.sentences import Sentence
from pipeline.normalise.prose.stated import numerals_in, stated_in
from pipeline.normalise.prose.timing import period_of
from pipeline.normalise.prose.words import mentions_in, own_codes, set_measure
from pipeline.normalise.quantity import Scale


def claims_of_sentence(sentence: Sentence, analysed: Analysed, discourse: Discourse) -> tuple[list[Claim], list[Aside]]:
    """The claims of one sentence, in order, and why its other numbers are none; ``discourse`` is carried on."""
    mentions = list(mentions_in(analysed, sentence.start, sentence.end))
    scene = Scene(sentence, analysed, discourse)
    for part in parts_of(analysed.text, sentence, stated_in(sentence, analysed, discourse.prose.attributes), mentions):
        scene.drafts.append(_draft(part, scene))
    _share_predicates(scene.drafts)
    code_drafts(scene)
    claims: list[Claim] = []
    for draft in scene.drafts:
        draft.claim = claim_of(draft, period_of(draft, scene), scene)
        if draft.claim is not None:
            claims += ends_of(with_alternatives(draft.claim, draft, scene))
    carry_on(scene, claims)
    return claims, _asides(scene)


def _draft(part: Part, scene: Scene) -> Draft:
    analysed, before = scene.analysed, scene.drafts[-1] if scene.drafts else None
    head = head_of(analysed.text, part, analysed.mentions)
    draft = Draft(part, head, figure_of(part, head, analysed, scene.discourse.focus_class))
    set_measure(draft, before, analysed, scene.discourse)
    draft.own = own_codes(draft, analysed, scene.discourse)
    if before is not None and _tells_the_change(draft, before):
        draft.figure = Figure.CHANGE
    return draft


def _tells_the_change(draft: Draft, before: Draft) -> bool:
    """``från 26 till 31, eller med 19 procent``."""
    changed = before.figure is Figure.CHANGE or before.part.bond is Bond.FROM_TO
    return draft.part.bond is Bond.SAME and draft.quantity.scale is Scale.PERCENT and changed


def _share_predicates(drafts: Sequence[Draft]) -> None:
    """``hälften av ärendena, 221 stycken, gällde X``: both numbers are told of X."""
    for draft, following in pairwise(drafts):
        if following.part.bond is Bond.SAME and not draft.own:
            draft.own = dict(following.own)


def _asides(scene: Scene) -> list[Aside]:
    drafted = {draft.quantity.start for draft in scene.drafts}
    unread = [aside_of(draft, scene.after(draft), scene.analysed) for draft in scene.drafts if draft.claim is None]
    others = [one for one in numerals_in(scene.sentence, scene.analysed) if one.is_number and one.start not in drafted]
    return unread + [aside for one in others if (aside := plain_aside(one, scene.analysed)) is not None]
