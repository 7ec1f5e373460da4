"""The period that a statement is told of and the one that it compares with, where the words leave no doubt of them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.model.observation import NOT_APPLICABLE
from pipeline.normalise.prose.periods import Period
from pipeline.normalise.prose.statement_cues import Saying


@dataclass(frozen=True, slots=True)
class Times:
    """The period told of, and the one compared with where there is one."""

    told: str
    compared: str = NOT_APPLICABLE


_PAST = re.compile(
    r"(?<!\w)(?:var|blev|hade|fanns|kom|steg|sjönk|växte|låg|gick|gav|fick|stod|utgjorde|fortsatte|dominerade|toppade"
    r"|ledde|\w+(?:ade|ades|ttes|tes|des))(?!\w)",
    re.IGNORECASE,
)
_PRESENT = re.compile(
    r"(?<!\w)(?:är|blir|har|finns|kommer|ligger|fortsätter|utgör|leder|toppar|dominerar|visar|växer|stiger|sjunker"
    r"|ökar|minskar|liknar|följer)(?!\w)",
    re.IGNORECASE,
)
_STILL = re.compile(r"(?<!\w)(?:fortsatt|alltjämt|fortfarande|alltjämnt|även\s+i\s+år)(?!\w)", re.IGNORECASE)


def times_of(saying: Saying) -> Times | None:
    """When a statement is told of: the year of its clause, else that of the sentence or of the edition.

    ``None`` where several years stand around it, or where the past is told and a sentence before names another year.
    """
    here = _periods(saying, saying.start, saying.end)
    told = [one for one in here if not one.compared]
    compared = [one for one in here if one.compared]
    if len({one.time_period for one in told}) > 1:
        return None
    period = told[0].time_period if told else _period_around(saying)
    if period is None:
        return None
    return Times(period, compared[-1].time_period if compared else _year_before_if_still(saying, period))


def trend_times(saying: Saying) -> Times | None:
    """As ``times_of``, but what stands right behind ``ökade`` comes first, and ``från 2023`` is compared with."""
    times = _earlier_years(saying) or _at_the_cue(saying) or times_of(saying)
    if times is None or "/" in times.told:
        return times
    if times.compared == NOT_APPLICABLE:
        return Times(times.told, str(int(times.told) - 1))
    return times if _last_year(times.compared) < int(times.told) else None


def in_line_times(saying: Saying) -> Times:
    """What is in line is of the edition's year; another period named in the sentence is what it is in line with."""
    edition = str(saying.discourse.edition_year)
    named = [one.time_period for one in _periods(saying, saying.sentence.start, saying.sentence.end)]
    return Times(edition, next((one for one in named if one != edition), NOT_APPLICABLE))


def _periods(saying: Saying, start: int, end: int) -> list[Period]:
    return [one for one in saying.analysed.periods if start <= one.start < end]


def _last_year(period: str) -> int:
    return int(period[-4:])


def _period_around(saying: Saying) -> str | None:
    """The year of a clause that names none."""
    edition = str(saying.discourse.edition_year)
    if not _tells_the_past(saying):
        return edition
    around = _periods(saying, saying.sentence.start, saying.sentence.end)
    others = {one.time_period for one in around if not one.compared}
    if len(others) == 1 and around[0].start < saying.start:
        return others.pop()
    if others:
        return None
    earlier = [one for one in _periods(saying, 0, saying.sentence.start) if not one.compared]
    return edition if not earlier or earlier[-1].time_period == edition else None


def _tells_the_past(saying: Saying) -> bool:
    clause = saying.text[saying.start : saying.end]
    return _PAST.search(clause) is not None and _PRESENT.search(clause) is None


def _year_before_if_still(saying: Saying, period: str) -> str:
    """``är fortsatt störst`` compares with the year before."""
    if "/" in period or not _STILL.search(saying.text, saying.start, saying.end):
        return NOT_APPLICABLE
    return str(int(period) - 1)


_SINCE = re.compile(r"(?<!\w)(?:från|sedan|mot|än|jämfört\s+med)\s+(?:år\s+|i\s+)?$", re.IGNORECASE)
_FROM = re.compile(r"(?<!\w)från\s", re.IGNORECASE)
_TO = re.compile(r"(?<!\w)till\s", re.IGNORECASE)
_COURSE = re.compile(r"[^.;]{0,25}?(?<!\w)från\s+\w+\s", re.IGNORECASE)
_NEAR = 45


def _at_the_cue(saying: Saying) -> Times | None:
    """What the words right behind the cue and the ones before it name."""
    cue, text = saying.cue, saying.text
    is_course = _COURSE.match(saying.after) is not None
    after = _periods(saying, cue.end, saying.end if is_course else min(cue.end + _NEAR, saying.end))
    in_front = _periods(saying, saying.sentence.start, saying.start) if _tells_the_past(saying) else []
    before = [one for one in (*in_front, *_periods(saying, saying.start, cue.start)) if not one.compared]
    since = [one for one in after if one.compared or _SINCE.search(text, 0, one.start)]
    told = [one for one in after if one not in since]
    if told and told[0].is_span and text[told[0].start : told[0].end].casefold().startswith(("mellan", "från")):
        first, last = told[0].time_period.split("/")
        return Times(last, first)
    if len(told) > 1 and _FROM.search(text, cue.end, told[0].start) and _TO.search(text, told[0].end, told[1].start):
        return Times(told[1].time_period, told[0].time_period)  # "från 12 år 2029 till nio år 2031"
    compared = since[0].time_period if since else NOT_APPLICABLE
    if told and is_course:
        return _from_only(told[0].time_period, saying)
    if told and not since:
        return Times(told[0].time_period)
    if len({one.time_period for one in before}) > 1:
        return None
    return Times(before[-1].time_period, compared) if before else None


def _from_only(first: str, saying: Saying) -> Times:
    """``från 23 under 2029 till 14``: the year after it, which has to be the edition's, else of no time at all."""
    edition = saying.discourse.edition_year
    return Times(str(edition), first) if first == str(edition - 1) else Times(first, first)


_EARLIER_YEARS = re.compile(r"(?<!\w)(?:under|även|också|redan)\s+(?:de\s+)?tidigare\s+år(?:en)?(?!\w)", re.IGNORECASE)


def _earlier_years(saying: Saying) -> Times | None:
    """``har ökat även under tidigare år``: from the series' first year, where the family tells it, to the last one."""
    first = saying.discourse.prose.since
    if first is None or not _EARLIER_YEARS.search(saying.after) or _periods(saying, saying.start, saying.end):
        return None
    return Times(f"{first}/{saying.discourse.edition_year - 1}")
