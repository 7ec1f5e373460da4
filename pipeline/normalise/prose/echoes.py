"""Numbers taken up again: ``av de 22 barnen``, ``sex av de senare``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.model.observation import NOT_APPLICABLE
from pipeline.normalise.prose.analysed import Analysed
from pipeline.normalise.prose.draft import Claim, Codes, Discourse, Draft, Scene, fill
from pipeline.normalise.prose.lexicon import Sort
from pipeline.normalise.prose.parts import Bond
from pipeline.normalise.prose.phrases import Figure
from pipeline.normalise.prose.words import meaning, mentions_in
from pipeline.normalise.quantity import Qualifier

_PREPOSITION = re.compile(
    r"(?<!\w)(?:inom|bland|i|från|av|för|under|hos|gällande|beträffande|avseende|vad\s+gäller|när\s+det\s+gäller|till|kring|rörande)\s+(?:[\w-]+\s+){0,3}$",
    re.IGNORECASE,
)

_SAME_AGAIN = re.compile(r"(?<!\w)(?P<word>de|dessa|samtliga|alla|de\s+totalt)\s+$", re.IGNORECASE)


def take_echo(draft: Draft, scene: Scene) -> bool:
    """``av de 22 barnen``: all codes of the number told before."""
    echo = _echo(draft, scene)
    if echo is None:
        return False
    draft.codes = dict(echo.codes)
    if _is_told_to_overlap(draft, scene.analysed):
        draft.base = echo.codes
    else:
        draft.echo, draft.measure = echo, echo.measure
    return True


def _is_told_to_overlap(draft: Draft, analysed: Analysed) -> bool:
    """``de 19 personerna utnyttjades även i ...``; ``dessa 19`` are what they were before."""
    pointer = re.search(r"(?<!\w)dessa\s+$", analysed.text[draft.part.start : draft.quantity.start], re.IGNORECASE)
    after = mentions_in(analysed, draft.quantity.end, draft.part.end)
    return pointer is None and any(one.sort is Sort.OVERLAP for one in after)


def _echo(draft: Draft, scene: Scene) -> Claim | None:
    """``av de 22 barnen``: the same number told before, if its codes agree with the words here."""
    quantity = draft.quantity
    match = _SAME_AGAIN.search(scene.text, max(0, quantity.start - 20), quantity.start)
    if draft.figure is not Figure.COUNT or match is None:
        return None
    noun = draft.head.noun
    if noun is None and not _PREPOSITION.search(scene.text[draft.part.start : match.end()]):
        return None  # "då var de sju"
    named = dict(meaning(noun, draft.measure, scene.discourse)) if noun is not None and noun.sort is Sort.TERM else {}
    if draft.head.pointing:
        fill(named, scene.discourse.focus)
    for claim in reversed(scene.discourse.told):
        same = (
            claim.value == quantity.value
            and claim.qualifier is Qualifier.EXACT
            and claim.unit in scene.discourse.prose.counted
        )
        if same and claim.base_measure == NOT_APPLICABLE and _is_meant(claim, named, scene.discourse):
            return claim
    return None


def _is_meant(claim: Claim, named: Codes, discourse: Discourse) -> bool:
    """Whether words that name these codes may speak of that number, not of another one that happens to be as large.

    ``de 13 barnen`` are not 13 boys, and of another year than the edition's only where the section has told them.
    """
    agrees = all(claim.codes.get(key) == code for key, code in named.items())
    in_section = claim in discourse.told[discourse.section_from :]
    splits = (set(discourse.prose.splits) & set(claim.codes)) - set(named) if named else set()
    is_this_year = claim.time_period == str(discourse.edition_year)
    near = in_section or (is_this_year and (bool(named) or not claim.codes))
    return agrees and near and not splits


_FORMER = re.compile(
    r"\s+av\s+de\s+(?P<former>förra|förstnämnda|först\s+nämnda)|\s+av\s+de\s+(?:senare|sistnämnda|sist\s+nämnda)",
    re.IGNORECASE,
)


def take_former_or_latter(draft: Draft, earlier: Sequence[Draft], scene: Scene) -> bool:
    """``sex av de senare``, ``nio av de förstnämnda``: of the numbers told side by side before."""
    match = _FORMER.match(scene.text, draft.quantity.end)
    if match is None:
        return False
    counts = [one for one in earlier if one.figure is Figure.COUNT and one.part.bond is not Bond.BASE_OF]
    side_by_side = counts[-2:] if len(counts) > 1 else scene.discourse.row
    rows = [dict(one.codes) for one in side_by_side]
    if not rows:
        return False
    picked = rows[0] if match["former"] else rows[-1]
    draft.codes = {**draft.own, **picked}
    draft.base = picked
    return True
