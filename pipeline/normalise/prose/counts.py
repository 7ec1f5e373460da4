"""Counts of persons: told plainly, as moved from one code to another, or as fitting two codes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.model.observation import NOT_APPLICABLE
from pipeline.normalise.prose.analysed import Analysed
from pipeline.normalise.prose.draft import Claim, Draft, Scene, fill
from pipeline.normalise.prose.lexicon import Mention, Sort
from pipeline.normalise.prose.making import make_claim, tolerance_of
from pipeline.normalise.prose.parts import Bond, Part
from pipeline.normalise.prose.periods import Period
from pipeline.normalise.prose.phrases import Figure
from pipeline.normalise.prose.words import SUM, mentions_in
from pipeline.normalise.quantity import Kind, Qualifier, Scale


def count_of(draft: Draft, period: Period, scene: Scene) -> Claim | None:
    """A number of persons or cases, where the words say which."""
    quantity, value = draft.quantity, draft.quantity.value
    if quantity.text.casefold() in {"en", "ett"} and not draft.own:
        return None
    if quantity.kind is Kind.ZERO_WORD and draft.head.noun is None and not _is_none_of_those(draft, scene):
        return None
    if value is None or value != value.to_integral_value() or value < 0:
        return None
    if not _counts_persons(draft, scene) or _is_membership(draft, scene.drafts):
        return None
    measure, about, codes = draft.measure, NOT_APPLICABLE, dict(draft.codes)
    lost = draft.base is None and _is_lost(draft, scene)
    if draft.echo is None and (lost or _is_unnamed_base(draft, scene)):
        return None
    if draft.echo is None:
        overlap, moved = _overlap(draft, scene), _moved(draft, scene)
        if overlap is not None and not (moved is not None and _are_those_moved(draft, scene)):
            measure, about, codes = overlap
        elif moved is not None:
            measure, codes = moved
    return make_claim(
        draft,
        period,
        scene.analysed,
        tolerance=tolerance_of(quantity),
        measure=measure,
        unit=draft.unit or scene.discourse.prose.usual_unit,
        codes=codes,
        about=about,
    )


def _is_none_of_those(draft: Draft, scene: Scene) -> bool:
    """``tre i X men inget i Y``; not ``ingen av dessa uppgifter``."""
    listed = bool(draft.own) and scene.before(draft) is not None
    return listed and _OF_THESE.match(scene.text, draft.quantity.end) is None


_OF_THESE = re.compile(r"\s+av\s+(?:dessa|de)\s+\w", re.IGNORECASE)


def _is_unnamed_base(draft: Draft, scene: Scene) -> bool:
    """``hälften av barnen, 20 av 40, ...``: what the 40 are is told further back."""
    before, following = scene.before(draft), scene.after(draft)
    is_base = draft.part.bond is Bond.BASE_OF and before is not None and before.part.bond is Bond.SAME
    is_part = draft.part.bond is Bond.SAME and following is not None and following.part.bond is Bond.BASE_OF
    return (is_base or is_part) and draft.head.noun is None and not draft.codes and not draft.own


_THE = re.compile(r"(?:^\W*|(?<!\w)att\s+)de\s+$", re.IGNORECASE)
_KNOWN = re.compile(r"(?:na|orna|arna|erna)$", re.IGNORECASE)


def _is_lost(draft: Draft, scene: Scene) -> bool:
    """``De 19 personerna ...`` where others were counted, but no 19: who they are is not known."""
    noun = draft.head.noun
    opens = _THE.search(scene.text[draft.part.start : draft.quantity.start]) is not None
    known = noun is not None and noun.sort is Sort.COUNTED and _KNOWN.search(scene.text[noun.start : noun.end])
    if noun is None or _is_described(noun, scene):
        return False
    return opens and bool(known) and len(scene.discourse.told) > scene.discourse.section_from


_FROM = re.compile(r"\s+(?:från|inom|i)\s+", re.IGNORECASE)


def _is_described(noun: Mention, scene: Scene) -> bool:
    """``De 20 personerna från X``: who they are is said here."""
    match = _FROM.match(scene.text, noun.end)
    return match is not None and any(
        one.start == match.end() and one.sort is Sort.TERM for one in scene.analysed.mentions
    )


def _names_year(draft: Draft, scene: Scene) -> bool:
    """``2030 identifierades 40 personer och 2031 50``."""
    return any(draft.part.start <= one.start < draft.quantity.start for one in scene.analysed.periods)


POINTED_WORD = re.compile(r"(?<!\w)(?:de|dessa|antalet|siffran|årets(?=\s+$))(?!\w)", re.IGNORECASE)


def _counts_persons(draft: Draft, scene: Scene) -> bool:
    """Whether the words say what is counted: a noun, codes, or a set that is pointed at."""
    if draft.head.noun is not None or draft.own or draft.echo is not None:
        return True
    before = scene.before(draft)
    goes_on = before is not None and before.figure is Figure.COUNT and before.claim is not None
    if goes_on and (draft.quantity.qualifier is Qualifier.UPPER or _names_year(draft, scene)):
        return True
    if any(one.sort is Sort.COUNTED for one in mentions_in(scene.analysed, draft.part.start, draft.part.end)):
        return True
    if draft.part.bond in {Bond.BASE_OF, Bond.FROM_TO, Bond.AGAINST, Bond.SAME, Bond.OF_BASE, Bond.OF_WHICH}:
        return True
    if draft.codes or (
        scene.discourse.unit and POINTED_WORD.search(scene.text[draft.part.start : draft.quantity.start])
    ):
        return True
    told_sum = SUM.search(scene.text, draft.part.start, draft.quantity.start) is not None
    end = draft.quantity.end
    return (
        told_sum
        or any(one.sort is Sort.POPULATION for one in mentions_in(scene.analysed, end, end + len(" .")))
        or bool(
            re.search(
                r"(?<!\w)antalet\s|(?<!\w)motsvarande\s+(?:siffra|antal)\s|[:]\s*$",
                scene.text[draft.part.start : draft.quantity.start],
                re.IGNORECASE,
            )
        )
    )


def _is_membership(draft: Draft, drafts: Sequence[Draft]) -> bool:
    """``en av de fem vanligaste``."""
    index = list(drafts).index(draft)
    following = drafts[index + 1] if index + 1 < len(drafts) else None
    return following is not None and following.part.bond is Bond.BASE_OF and following.figure is Figure.CLASSES


def _moved(draft: Draft, scene: Scene) -> tuple[str, dict[str, str]] | None:
    """Persons moved from one code to another: counted under the code that stands after ``till`` behind such words."""
    spec = scene.discourse.prose.moved
    if spec is None:
        return None
    text, part = scene.text, draft.part
    was_elsewhere = _AT_FIRST.search(text, draft.quantity.end, part.end) is not None
    for cue in scene.analysed.mentions:
        if cue.sort is not Sort.MOVED or cue.start < scene.sentence.start:
            continue
        if not (was_elsewhere or _is_near(text, part, cue)):
            continue
        low, high = sorted((cue.start, draft.quantity.start))
        stop = _SENTENCE_END.search(text, cue.end)
        high = max(high, stop.start() if stop else len(text)) if cue.start > part.end else high
        if any(
            one.is_number and low < one.start < high and one.value != draft.quantity.value
            for one in scene.analysed.quantities
            if one.scale is Scale.COUNT and one.kind is not Kind.ORDINAL
        ):
            continue  # the words are about another number
        target = _targets(cue, spec.dimension, draft.own.get(spec.dimension), scene)
        if target:
            codes = {**draft.codes, spec.dimension: target}
            for mention in _details_after(part, spec.details, scene.analysed):
                fill(codes, mention.codes)
            return spec.measure, codes
    return None


_WHO_HAVE = re.compile(r"\s+som\s+(?:(?:har|hade)\s+)?", re.IGNORECASE)


def _are_those_moved(draft: Draft, scene: Scene) -> bool:
    """``de 19 ärenden som flyttats till X gäller personer som även ...``: the number is of those moved."""
    match = _WHO_HAVE.match(scene.text, draft.head.end)
    return match is not None and any(
        one.sort is Sort.MOVED and one.start == match.end() for one in scene.analysed.mentions
    )


_SENTENCE_END = re.compile(r"[.!?](?:\s|$)")
_AT_FIRST = re.compile(
    r"(?<!\w)(?:från\s+början|först|ursprungligen|initialt)\s+(?:hade\s+)?(?:\w+\s+){0,2}(?:under|som|med|på\s+de(?:t|tta)\s+sätt\w*)(?!\w)"
    r"|(?<!\w)hade\s+(?:\w+\s+){0,2}(?:lagts?|förts?|registrera(?:ts?|de)|redovisats?)\s+(?:in\s+)?(?:som|under|med)\s",
    re.IGNORECASE,
)
"""Where cases stood before they were moved."""

_TO = re.compile(r"(?<!\w)till\s", re.IGNORECASE)
_THITHER = re.compile(r"(?<!\w)dit(?!\w)", re.IGNORECASE)
_TO_WITHIN = 200
_NAME_WITHIN = 60


def _targets(cue: Mention, dimension: str, origin: str | None, scene: Scene) -> str | None:
    """The code that stands after ``till`` behind the words, or that ``dit`` points back at."""
    text = scene.text
    to = _TO.search(text, cue.end, cue.end + _TO_WITHIN)
    named = _terms(scene.analysed, to.end(), to.end() + _NAME_WITHIN, dimension) if to else []
    if named:
        return named[0].codes[dimension]
    thither = _THITHER.search(text, cue.end, cue.end + _NAME_WITHIN)
    before = _terms(scene.analysed, cue.start - _TO_WITHIN, cue.start, dimension) if thither else []
    codes = [one.codes[dimension] for one in before if one.codes[dimension] != origin]
    return codes[-1] if codes else None


_DETAILS_WITHIN = 160


def _details_after(part: Part, dimensions: Sequence[str], analysed: Analysed) -> list[Mention]:
    """What the same sentence or the next one says of those who were moved (``samtliga hade ursprungsland X``)."""
    near = mentions_in(analysed, part.end, part.end + _DETAILS_WITHIN)
    return [one for one in near if one.sort is Sort.TERM and set(one.codes) <= set(dimensions)]


def _is_near(text: str, part: Part, cue: Mention) -> bool:
    """In the number's sentence or the next one."""
    between = text[min(part.quantity.end, cue.end) : max(part.quantity.start, cue.start)]
    return len(re.findall(r"[.!?]\s", between)) <= 1 and cue.start > part.start - 120


_OF_THOSE = re.compile(r"\s+(?:av\s+(?:de|dem|dessa|\w+na)|i\s+denna\s+grupp)\s", re.IGNORECASE)
_LATELY = 2
"""A number moved is still spoken of as long as no more than one other was told after it."""


def _overlap(draft: Draft, scene: Scene) -> tuple[str, str, dict[str, str]] | None:
    """``19 av dem var också utsatta i arbete``: the second code stands after the words for the overlap."""
    spec = scene.discourse.prose.overlap
    part = draft.part
    if spec is None or part.bond is Bond.BASE_OF:
        return None
    is_label = re.search(r":\s*$", scene.text[part.start : draft.quantity.start]) is not None
    moved = _moved_lately(scene)
    these = re.search(r"(?<!\w)de\s+$", scene.text[part.start : draft.quantity.start], re.IGNORECASE) is not None
    of_those = _OF_THOSE.match(scene.text, draft.quantity.end) is not None
    if draft.base is None and not (draft.head.pointing or is_label or these or of_those):
        return None
    following = scene.after(draft)
    end = following.part.end if following is not None and following.part.bond is Bond.BASE_OF else part.end
    for cue in mentions_in(scene.analysed, part.start if is_label else draft.quantity.end, end):
        if cue.sort is not Sort.OVERLAP:
            continue
        other = [one.codes[spec.dimension] for one in _terms(scene.analysed, cue.start + 1, end, spec.dimension)]
        if not other:
            continue
        before = [one.codes[spec.dimension] for one in _terms(scene.analysed, part.start, cue.start, spec.dimension)]
        if not before and moved is not None and other[0] != moved.codes[spec.dimension]:
            return spec.measure, f"{spec.dimension}={other[0]}", {**draft.codes, **moved.codes}
        known = (draft.base or {}).get(spec.dimension) or scene.discourse.focus.get(spec.dimension)
        main = before[-1] if before else known if known and known not in other[:1] else other[0]
        second = next((one for one in other if one != main), None)
        if second is not None:
            return spec.measure, f"{spec.dimension}={second}", {**draft.codes, spec.dimension: main}
    return None


def _moved_lately(scene: Scene) -> Claim | None:
    """``N ärenden flyttades till X. M av personerna hade även ...``: those are all that is told of the N."""
    spec = scene.discourse.prose.moved
    here = [*scene.discourse.told[scene.discourse.section_from :], *(one.claim for one in scene.drafts if one.claim)]
    moved = [one for one in here[-_LATELY:] if spec is not None and one.measure == spec.measure]
    return moved[-1] if moved and spec is not None and spec.dimension in moved[-1].codes else None


def _terms(analysed: Analysed, start: int, end: int, dimension: str) -> list[Mention]:
    return [one for one in mentions_in(analysed, start, end) if one.sort is Sort.TERM and dimension in one.codes]
