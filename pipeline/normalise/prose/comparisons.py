"""Which period a change, or a level that a change led to, is told against."""

from __future__ import annotations

import re

from pipeline.model.observation import NOT_APPLICABLE
from pipeline.normalise.prose.directions import is_told_as_change
from pipeline.normalise.prose.draft import Draft, Scene
from pipeline.normalise.prose.parts import Bond
from pipeline.normalise.prose.periods import Period
from pipeline.normalise.prose.phrases import Figure
from pipeline.normalise.prose.timing import says_step_again
from pipeline.normalise.prose.words import tail_end

_USUALLY = re.compile(
    r"(?<!\w)(?:brukar|vanligtvis|normalt|tidigare\s+år|den\s+nivån|den\s+(?:vanliga|normala)\s+nivån|de\s+(?:åren|nivåerna)|dessa\s+år)",
    re.IGNORECASE,
)


def compared_period(draft: Draft, period: Period, scene: Scene) -> str:
    """The period compared with; the first rule that knows it decides, else it is the year before."""
    rules = (_of_same_change, _named_beside, _of_number_beside, _of_row_before, _of_usual_level)
    found = (told for rule in rules if (told := rule(draft, period, scene)))
    return next(found, str(period.last_year - 1))


def _of_same_change(draft: Draft, _: Period, scene: Scene) -> str:
    """``ökade med 12, vilket motsvarar tio procent``: the same step."""
    before = scene.before(draft)
    if before is None or before.claim is None or not says_step_again(draft, before, scene):
        return ""
    return before.claim.compared_to


def _named_beside(draft: Draft, period: Period, scene: Scene) -> str:
    """An earlier period named in the part, else in the sentence."""
    part = draft.part
    for start, end in ((part.start, tail_end(scene.text, part)), (scene.sentence.start, scene.sentence.end)):
        named = [
            one
            for one in scene.analysed.periods
            if start <= one.start < end and one.time_period != period.time_period and one.last_year <= period.last_year
        ]
        after = [one for one in named if one.compared and one.start >= part.quantity.end]
        between = [one for one in named if _is_between(one, period)]
        if between and not after:
            return between[-1].time_period.split("/")[0]
        named = after[:1] or [one for one in named if one.compared] or named
        if named:
            return named[-1].time_period
    return ""


def _of_number_beside(draft: Draft, period: Period, scene: Scene) -> str:
    """The earlier period of another number of the sentence."""
    others = (one.claim for one in scene.drafts if one is not draft and one.claim is not None)
    earlier = [one.time_period for one in others if one.time_period < period.time_period]
    return earlier[-1] if earlier else ""


def _of_row_before(draft: Draft, period: Period, scene: Scene) -> str:
    """``Sett över hela perioden``: the first of the years told side by side; ``växte sedan till``: the last."""
    told = [one.time_period for one in scene.discourse.row if one.time_period < period.time_period]
    if told and _ALL_THE_TIME.search(scene.text, scene.sentence.start, scene.sentence.end):
        return min(told)
    return max(told) if told and _THEN_ON.search(scene.text, draft.part.start, draft.part.end) else ""


def _of_usual_level(draft: Draft, _: Period, scene: Scene) -> str:
    """``lägre än den nivån``: the span of years named before."""
    if not _USUALLY.search(scene.text, draft.part.start, draft.part.end):
        return ""
    spans = [one.time_period for one in scene.analysed.periods if one.is_span and one.end < draft.part.start]
    return spans[-1] if spans else ""


_ALL_THE_TIME = re.compile(
    r"(?<!\w)(?:över|under)\s+(?:hela\s+(?:perioden|tiden)|perioden|de\s+\w+\s+åren)(?!\w)", re.IGNORECASE
)

_THEN_ON = re.compile(r"(?<!\w)(?:sedan|därefter|senare|efter\s+det)\s+(?:till|upp|ned|ner)(?!\w)", re.IGNORECASE)


_TO_A = re.compile(r",?\s+till\s+(?:\w+\s+)?$", re.IGNORECASE)


def compared_if_moved(draft: Draft, period: Period, scene: Scene) -> str:
    """``steg till 30 procent`` is told against an earlier period; what ``från`` begins with is not."""
    following = scene.after(draft)
    starts = following is not None and following.part.bond is Bond.FROM_TO and draft.part.bond is not Bond.FROM_TO
    before = scene.before(draft)
    if (
        before is not None
        and before.claim is not None
        and draft.figure is Figure.SHARE
        and before.claim.measure == "change"
        and before.claim.base_measure == "share"
        and _TO_A.search(scene.text, draft.part.start, draft.quantity.start)
    ):
        return before.claim.compared_to  # "sjönk med två procentenheter sedan 2030, till nio procent"
    began = before.claim if before is not None and draft.part.bond is Bond.FROM_TO else None
    if began is not None and draft.figure is Figure.SHARE and began.time_period < period.time_period:
        return began.time_period  # "från 25 procent 2030 till 32 procent 2031"
    if starts or not is_told_as_change(scene.text, draft.part):
        return NOT_APPLICABLE
    return compared_period(draft, period, scene)


def _is_between(span: Period, period: Period) -> bool:
    """``mellan 2022 och 2023``: the change of the last year against the first."""
    return span.is_span and span.last_year == period.last_year
