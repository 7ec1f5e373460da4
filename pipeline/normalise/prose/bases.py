"""Numbers that others are parts of: ``12 av sammanlagt 40``, ``nio av de 24``."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.normalise.prose.draft import Draft, Scene, fill
from pipeline.normalise.prose.lexicon import Sort
from pipeline.normalise.prose.parts import RELATIVE
from pipeline.normalise.prose.phrases import Figure
from pipeline.normalise.prose.pointing import VERB
from pipeline.normalise.prose.words import meaning, mentions_in


def take_again(draft: Draft, earlier: Sequence[Draft]) -> bool:
    """``24 kvinnor, och nio av de 24``: the number told before in the sentence."""
    alike = [one for one in earlier[:-1] if one.figure is Figure.COUNT and one.quantity.value == draft.quantity.value]
    if draft.head.noun is not None or not alike:
        return False
    draft.codes = dict(alike[-1].codes)
    draft.base = dict(alike[-1].codes)
    return True


def _noun_codes(draft: Draft, scene: Scene) -> dict[str, str]:
    noun = draft.head.noun
    return dict(meaning(noun, draft.measure, scene.discourse)) if noun is not None and noun.sort is Sort.TERM else {}


def _attributes_of(base: Draft, scene: Scene) -> dict[str, str]:
    """What stands between the noun of a base and the verb: ``12 av de 40 personerna inom X kom från Y``."""
    text, end = scene.text, base.part.end
    verbs = (one.start() for one in VERB.finditer(text, base.head.end, end))
    verb = next((start for start in verbs if not RELATIVE.search(text, base.head.end, start + 1)), None)
    if base.head.noun is None:
        return {}
    codes: dict[str, str] = {}
    for mention in mentions_in(scene.analysed, base.head.end, end if verb is None else verb):
        if mention.sort is Sort.TERM:
            fill(codes, meaning(mention, base.measure, scene.discourse))
    return codes


def part_of_following(draft: Draft, base: Draft, scene: Scene) -> None:
    """``12 fall av sammanlagt 40 kom in via X``: X is told of 12; the base has its own noun's codes only."""
    is_told_before = base.echo is not None or base.base is not None or bool(base.codes and not base.own)
    in_bracket = scene.text[: draft.quantity.start].endswith("(") and base.head.noun is None and not base.own
    if in_bracket and not is_told_before:  # "flickor i X (9 av 22)"
        base.codes = {key: code for key, code in draft.codes.items() if key in scene.discourse.prose.attributes}
        is_told_before = True
    noun = dict(base.codes) if is_told_before else {**_noun_codes(base, scene), **_attributes_of(base, scene)}
    draft.is_foreign = draft.is_foreign or base.is_foreign
    predicate = {key: code for key, code in base.own.items() if key not in noun}
    base.own = dict(noun)
    base.codes = dict(noun)
    base.measure = draft.measure
    base_counts = base.head.noun is not None and base.head.noun.sort is Sort.COUNTED
    if base_counts and draft.head.noun is None:
        draft.unit = base.unit
    elif not base_counts:
        base.unit = draft.unit
    draft.codes = {**noun, **predicate, **draft.codes}
    draft.base = dict(noun)
