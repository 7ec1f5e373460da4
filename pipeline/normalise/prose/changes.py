"""Changes from one period to another, signed."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from pipeline.normalise.prose.comparisons import compared_period
from pipeline.normalise.prose.directions import direction_of
from pipeline.normalise.prose.draft import Claim, Draft, Scene
from pipeline.normalise.prose.making import half_unit, make_claim
from pipeline.normalise.prose.parts import Bond
from pipeline.normalise.prose.periods import Period
from pipeline.normalise.prose.phrases import Figure
from pipeline.normalise.quantity import Kind, Scale

HUNDRED = Decimal(100)

_SHARE_WORD = re.compile(r"(?<!\w)andel(?:en|ar|arna)?(?!\w)", re.IGNORECASE)


_IT_HAS = re.compile(r"(?<!\w)(?:(?:har|hade)\s+den|den\s+(?:har|hade))\s", re.IGNORECASE)
"""``Andelen var 20 procent, och sedan dess har den fördubblats``."""

_IN_NUMBER = re.compile(r"(?<!\w)i\s+antal(?:\s+räknat)?(?!\w)", re.IGNORECASE)
"""``andelen steg, och i antal har de fördubblats``."""

_AS_MANY_AS = re.compile(r"\s+så\s+\w+\s+\w+\s+som\s+(?!i\s+fjol|förra|året|\d|under|för\s)", re.IGNORECASE)
"""``dubbelt så många män som kvinnor`` compares classes, not years."""


def _from_to(draft: Draft, scene: Scene) -> int:
    """``gick andelen upp från 30 till 35 procent, det vill säga med 5``: which way the numbers before went."""
    before = scene.before(draft)
    start = scene.before(before) if before is not None and before.part.bond is Bond.FROM_TO else None
    if before is None or start is None or before.claim is None or start.claim is None:
        return 0
    return (before.claim.value > start.claim.value) - (before.claim.value < start.claim.value)


def change_of(draft: Draft, period: Period, scene: Scene) -> Claim | None:
    """``ökade med tolv procent``, ``en halvering``: the step with its sign, and from when."""
    quantity, text = draft.quantity, scene.text
    if _AS_MANY_AS.match(text, quantity.end):
        return None
    value, measured = quantity.value or Decimal(0), draft.measure
    direction = direction_of(text, draft.part) or direction_of(text, replace(draft.part, start=scene.sentence.start))
    direction = direction or _from_to(draft, scene)
    start = scene.sentence.start if quantity.kind is Kind.RATIO_WORD else draft.part.start
    if _SHARE_WORD.search(text, start, quantity.start) and not _IN_NUMBER.search(text, start, quantity.start):
        measured = "share"
    before = scene.before(draft)
    if before is not None and before.figure is Figure.SHARE and _IT_HAS.search(text, draft.part.start, quantity.start):
        measured = "share"
    if quantity.kind is Kind.RATIO_WORD:
        value, unit = (value - 1) * HUNDRED, "percent"
    elif quantity.scale is Scale.PERCENTAGE_POINTS:
        value, unit, measured = direction * value, "percentage_points", "share"
    elif quantity.kind is Kind.FRACTION:
        value, unit = direction * (value * HUNDRED).quantize(Decimal("0.1")), "percent"
    elif quantity.scale is Scale.PERCENT:
        value, unit = direction * value, "percent"
    else:
        value, unit = direction * value, draft.unit or scene.discourse.prose.usual_unit
    if not value:
        return None
    return make_claim(
        draft,
        period,
        scene.analysed,
        value=value,
        tolerance=quantity.tolerance if quantity.tolerance is not None else half_unit(value),
        measure="change",
        base_measure=measured,
        unit=unit,
        codes=dict(draft.codes),
        compared_to=compared_period(draft, period, scene),
    )
