"""Words for up and down: which way a number tells a change, and whether it is the step or where it led."""

from __future__ import annotations

import re

from pipeline.normalise.prose.parts import Part
from pipeline.normalise.quantity import Scale

_UP = (
    r"(?:gått|gick|ryckt|ryckte|flyttat|flyttade)\s+upp|klättra\w*|avancer\w+|krupit|kröp"
    r"|öka\w*|ökning\w*|steg|stigit|stiger|växt\w*|växer|vuxit|uppgång\w*|höj\w+"
)

_DOWN = (
    r"minsk\w*|sjönk|sjunk\w*|nedgång\w*|(?:gått|gick)\s+(?:ner|ned|tillbaka)|halka\w*|backa\w*"
    r"|fallit|föll|sänk\w+|tapp\w+"
)

_MOVED_BY = re.compile(
    rf"(?<!\w)(?:(?P<up>{_UP})|(?P<down>{_DOWN}))\b(?:[^.;,:]{{0,40}},(?=\s+med\s))?[^.;,]{{0,25}}?\b(?:med|på|om)\s+(?:(?!att\s)\w+\s+){{0,2}}$",
    re.IGNORECASE,
)

_MORE_THAN = re.compile(
    r"\s*(?:\w+\s+)?(?:(?P<up>fler|högre|mer|större)|(?P<down>färre|lägre|mindre))\b(?:\s+\w+){0,3}?(?:\s+än\b|\s*[.,;]|\s+jämfört|\s+(?:och|men)\s+(?:är|var|har|uppgår|uppgick|ligger)\b)",
    re.IGNORECASE,
)

DIRECTION = re.compile(rf"(?<!\w)(?:(?P<up>{_UP}|fler|fördubbl\w*)|(?P<down>{_DOWN}|färre|halver\w*))", re.IGNORECASE)

_STEPS = re.compile(
    rf"(?<!\w)(?:(?P<up>{_UP})|(?P<down>{_DOWN}))\s*(?::|antalet|andelen|siffran|det|de)?\s*(?:(?!till|från)\w+\s+){{0,1}}$",
    re.IGNORECASE,
)

_NAMED_STEP = re.compile(
    r"(?:(?<=[.!?]\s)|(?<=,\smedan\s)|(?<=,\soch\s)|^)(?:(?P<up>ökning(?:en)?|uppgång(?:en)?)|(?P<down>minskning(?:en)?|nedgång(?:en)?))\b"
    r"(?:(?:(?!\shar\s|\shade\s)[^.:])*:|[^.:]*\s(?:är|var|blev|uppg(?:år|ick)\s+(?:\w+\s+)?till|motsvarar|motsvarade)(?:\s+(?:liten|stor|måttlig|svag|marginell),)?)\s*(?:\w+\s+)?$",
    re.IGNORECASE,
)

_IS_THE_STEP = re.compile(
    r"(?<!\w)(?:är|var|blev|blir)\s+(?:(?P<up>ökningen|uppgången)|(?P<down>minskningen|nedgången))\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)

_GROWTH = re.compile(r"(?<!\w)(?:(?P<up>ökningen|uppgången)|(?P<down>minskningen|nedgången))\b", re.IGNORECASE)

_LEVEL = re.compile(
    rf"(?<!\w)(?:{_UP}|{_DOWN})\b(?:[^.;,]*?(?:till|från)\s+(?:\w+\s+){{0,2}}|[^.;,]*\s(?:ligger|står|är)\s+nu\s+(?:på\s+)?)$",
    re.IGNORECASE,
)


_TO_AT_FIRST = re.compile(r"\s+till\s", re.IGNORECASE)


def direction_of(text: str, part: Part, *, changed_by: bool = False) -> int:
    """Up (1), down (-1), or 0; with ``changed_by`` only where the number is the step itself (``ökade med 5``)."""
    lead = text[part.start : part.quantity.start]
    after = part.quantity.unit.end if part.quantity.unit else part.quantity.end
    match = _MOVED_BY.search(lead) or _MORE_THAN.match(text, after)
    match = match or _NAMED_STEP.search(
        text, part.start if _NAMED_STEP.match(text, part.start) else 0, part.quantity.start
    )
    match = match or _IS_THE_STEP.search(lead)
    if match is None and part.quantity.scale is Scale.PERCENT:
        match = _STEPS.search(lead) or _GROWTH.search(lead)
    if match is None and not changed_by:
        found = list(DIRECTION.finditer(lead)) or list(DIRECTION.finditer(text[part.quantity.start : part.end]))
        match = found[-1] if found else None
    if match is None:
        return 0
    return 1 if match["up"] else -1


def is_told_as_change(text: str, part: Part) -> bool:
    """``steg till 30 procent``: a level that is told as where a change led."""
    begins = _TO_AT_FIRST.match(text, part.start)
    start = text.rfind(" ", 0, part.start) + 1 if begins else part.start  # "fallit| till tredje plats"
    return _LEVEL.search(text[start : part.quantity.start]) is not None
