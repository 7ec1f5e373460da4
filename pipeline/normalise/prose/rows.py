"""Numbers side by side: as many as terms or as numbers told before, and words that mean less beside others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.model.observation import NOT_APPLICABLE
from pipeline.normalise.prose.analysed import Analysed
from pipeline.normalise.prose.draft import Discourse, Draft, Scene
from pipeline.normalise.prose.lexicon import Mention, Sort
from pipeline.normalise.prose.parts import Bond
from pipeline.normalise.prose.phrases import Figure
from pipeline.normalise.prose.words import lead_mentions, meaning, mentions_in
from pipeline.normalise.quantity import Qualifier

_BARE = re.compile(
    r"\s*(?:procent|%)?\s*(?:,|och|respektive|samt|resp\.)\s*(?:cirka\s+|drygt\s+|knappt\s+)?", re.IGNORECASE
)


def distribute(scene: Scene) -> None:
    """``kvinnor respektive män: 63 respektive 37``: as many numbers in a row as terms, or as numbers told before."""
    for run in _runs(scene.drafts, scene.text):
        for draft in run[1:]:
            draft.in_run = True
        if run[-1].head.noun is not None and all(one.head.noun is None for one in run[:-1]):
            for draft in run:
                draft.unit = run[-1].unit
        first = run[0].part
        lead = [one for one in mentions_in(scene.analysed, first.start, first.quantity.start) if one.sort is Sort.TERM]
        terms = _alike_terms(lead, len(run))
        earlier = _alike(scene.drafts[: scene.drafts.index(run[0])], len(run))
        if len(terms) == len(run) and _are_listed(terms, scene.text):
            _give_terms(run, terms, [one for one in lead if one not in terms], scene.discourse)
        elif not lead and earlier and _are_bare(run):
            for draft, source in zip(run, earlier, strict=True):
                draft.codes, draft.own = dict(source.codes), dict(source.own)
                draft.measure, draft.base = source.measure, source.base
        elif not lead and len(scene.discourse.row) == len(run) and _are_bare(run):
            for draft, claim in zip(run, scene.discourse.row, strict=True):
                draft.codes = dict(claim.codes)
                is_count = claim.base_measure == NOT_APPLICABLE
                draft.measure = claim.measure if is_count else claim.base_measure
                draft.unit = claim.unit if is_count else draft.unit
                draft.echo = claim


def _are_bare(run: Sequence[Draft]) -> bool:
    """Numbers without a noun; ``av ärendena`` behind a share is what it is of."""
    return all(one.head.noun is None or one.figure is Figure.SHARE for one in run)


def _alike(drafts: Sequence[Draft], count: int) -> Sequence[Draft]:
    """The last numbers of a kind told side by side before, if there are as many."""
    groups = [[one for one in drafts if one.figure is kind] for kind in (Figure.COUNT, Figure.SHARE)]
    enough = [group for group in groups if len(group) >= count]
    latest = max(enough, key=lambda group: drafts.index(group[-1]), default=[])
    return latest[-count:]


def _alike_terms(lead: Sequence[Mention], count: int) -> Sequence[Mention]:
    """The last words of one kind, if there are as many as numbers; else the last words."""
    windows = [lead[at : at + count] for at in range(len(lead) - count, -1, -1)]
    return next((one for one in windows if len({frozenset(term.codes) for term in one}) == 1), lead[-count:])


def _give_terms(
    run: Sequence[Draft], terms: Sequence[Mention], others: Sequence[Mention], discourse: Discourse
) -> None:
    dimensions = {dimension for term in terms for dimension in term.codes}
    rest: dict[str, str] = {}
    for mention in others:
        rest.update(meaning(mention, run[0].measure, discourse))
    for draft, term in zip(run, terms, strict=True):
        kept = {key: code for key, code in draft.codes.items() if key not in dimensions}
        draft.codes = {**rest, **kept, **meaning(term, draft.measure, discourse)}


def _runs(drafts: Sequence[Draft], text: str) -> Iterator[list[Draft]]:
    """Numbers that follow each other with nothing but ``och`` or ``respektive`` between."""
    run: list[Draft] = []
    for draft in drafts:
        is_end = draft.quantity.qualifier is Qualifier.UPPER  # "mellan 320 och 490"
        if run and not is_end and _BARE.fullmatch(text[run[-1].quantity.end : draft.quantity.start]):
            run.append(draft)
            continue
        if len(run) > 1:
            yield run
        run = [draft]
    if len(run) > 1:
        yield run


def _are_listed(terms: Sequence[Mention], text: str) -> bool:
    return all(
        re.fullmatch(r"\s*(?:,|och|respektive|samt|som)\s*(?:\w+\s+){0,2}", text[left.end : right.start])
        for left, right in pairwise(terms)
    )


def adults_beside_children(scene: Scene) -> None:
    """``152 kvinnor, 88 män, 9 flickor``: where girls or boys are counted beside them, women and men are adults."""
    beside = [
        (one, label)
        for one in scene.drafts
        if one.figure is Figure.COUNT
        and one.part.bond in {Bond.FIRST, Bond.NEXT, Bond.OF_BASE}
        and (label := _label(one, scene.analysed))
    ]
    split = [set(label.codes) for _, label in beside]
    items = [set(one.codes) for one in scene.analysed.mentions if _is_item(one, scene.text)]
    for draft, label in beside:
        if len(label.meanings) < 2:  # noqa: PLR2004
            continue
        narrower = label.meanings[1]
        split = [*split, *items] if _is_item(label, scene.text) else split
        if any(codes == set(narrower) for codes in split) and not set(narrower) - set(label.codes) <= set(draft.codes):
            draft.codes.update(narrower)
            draft.own.update(narrower)


def _is_item(mention: Mention, text: str) -> bool:
    """``Kvinnor: 51. Flickor: 3.``: an item of a list whose sentences are a name and a number each."""
    return mention.sort is Sort.TERM and text.startswith(":", mention.end)


def _label(draft: Draft, analysed: Analysed) -> Mention | None:
    """The number's noun, or the term right before it."""
    if draft.head.noun is not None:
        return draft.head.noun if draft.head.noun.sort is Sort.TERM else None
    terms = [one for one in lead_mentions(draft, analysed) if one.sort is Sort.TERM]
    return terms[-1] if terms and not analysed.text[terms[-1].end : draft.quantity.start].strip(" :") else None
