"""Which period a number of running text is about, and which one it is compared with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.normalise.prose.analysed import Analysed
from pipeline.normalise.prose.draft import Draft, Scene
from pipeline.normalise.prose.parts import Bond, Part
from pipeline.normalise.prose.periods import Period, tells_each_year
from pipeline.normalise.prose.phrases import Figure
from pipeline.normalise.prose.words import names_something
from pipeline.normalise.quantity import Qualifier

_WHEN = re.compile(r"\s*,?\s*(?:då|när|\()", re.IGNORECASE)
_EACH = re.compile(
    r"(?<!\w)(?:vart\s+och\s+ett|både|stadigt|legat|låg|pendla\w*|om\s+året|per\s+år|årliga?\s+antal\w*|årligen|varje\s+år|brukar|brukade)(?!\w)",
    re.IGNORECASE,
)
_NEAR_WORDS = 9


def period_of(draft: Draft, scene: Scene) -> Period:
    """The period that a number is about; the first rule that knows it decides, and the last always does."""
    rules = (
        _by_own_words,
        _by_step_before,
        _by_number_before,
        _by_echo,
        _by_start,
        _by_end,
        _by_words_between,
        _by_opening,
        _by_sentence_before,
    )
    found = next((period for rule in rules if (period := rule(draft, scene)) is not None), None)
    if found is not None:
        return found
    is_range = draft.quantity.qualifier in {Qualifier.LOWER, Qualifier.UPPER}
    end = scene.sentence.end if is_range else draft.part.end
    each = draft.figure is not Figure.CHANGE and tells_each_year(scene.text, scene.sentence.start, end)
    since = [one for one in _compared_in(scene) if _SINCE_WORD.search(scene.text, 0, one.start) and not one.is_span]
    if each and since:
        return Period(0, 0, f"{since[0].time_period}/{scene.discourse.edition_year}", each=True, is_span=True)
    return replace(_year(str(scene.discourse.edition_year)), each=each)


_SINCE_WORD = re.compile(r"(?<!\w)sedan\s+(?:\w+\s+){0,3}$", re.IGNORECASE)


def _by_own_words(draft: Draft, scene: Scene) -> Period | None:
    part, text = draft.part, scene.text
    following = scene.after(draft)
    begins = following is not None and following.part.bond is Bond.FROM_TO and part.bond is not Bond.FROM_TO
    if not begins and _SINCE_THEN.search(text, part.start, part.quantity.start):
        return _year(str(scene.discourse.edition_year))
    own = _own_period(draft, scene.analysed) or _of_run(draft, scene) or _of_pair(draft, scene)
    if own is None or draft.figure is Figure.CHANGE:
        return own
    is_range = draft.quantity.qualifier in {Qualifier.LOWER, Qualifier.UPPER}
    starts = following is not None and following.part.bond is Bond.FROM_TO and not is_range
    if starts and own.is_span and _BETWEEN.match(scene.text, own.start):
        return _year(own.time_period.split("/")[0])  # "mellan 2028 och 2031 steg det från A till B"
    if starts and not own.is_span and _FROM_LATER.search(text, own.end, draft.quantity.start):
        return _year(_earlier(own, scene))  # "under 2031 steg det från A till B"
    if not own.is_span:
        return own
    end = scene.sentence.end if is_range else part.end
    each = draft.figure is not Figure.COUNT or _tells_each(scene, end) or tells_each_year(text, part.start, end)
    return replace(own, each=own.each or each)


_SINCE_THEN = re.compile(r"(?<!\w)(?:sedan\s+dess\s+har|har\s+sedan\s+dess)\s", re.IGNORECASE)

_FROM_LATER = re.compile(r"(?<!\w)från\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
"""A year before ``från`` is when something got to where it is."""


def _earlier(period: Period, scene: Scene) -> str:
    """The period before it that the sentence compares with, or else the year before."""
    compared = [one.time_period for one in _compared_in(scene) if one.last_year < period.last_year]
    return compared[0] if compared else str(period.last_year - 1)


def _of_run(draft: Draft, scene: Scene) -> Period | None:
    """``63 respektive 37 procent ett år tidigare``: the word of time behind the last number is for all of them."""
    last = draft
    if draft.quantity.qualifier is Qualifier.LOWER:
        last = scene.after(draft) or draft
    while (following := scene.after(last)) is not None and following.in_run:
        last = following
    return _own_period(last, scene.analysed) if last is not draft else None


def _tells_each(scene: Scene, end: int) -> bool:
    return _EACH.search(scene.text, scene.sentence.start, end) is not None


def _by_number_before(draft: Draft, scene: Scene) -> Period | None:
    """What hangs on a number is of its period; ``mot 35`` of the year before it, ``via 182`` of the year after."""
    before, part = scene.before(draft), draft.part
    if before is None or before.claim is None:
        return None
    year = int(before.claim.time_period[-4:])
    if scene.discourse.bracketed and is_bare_in_brackets(draft, scene):
        return _year(scene.discourse.bracketed)
    if draft.figure is Figure.CHANGE and _MEANS.search(scene.text, part.start, draft.quantity.start):
        return None  # "ett år tidigare var det 81, vilket innebär att antalet fördubblats"
    hangs = draft.in_run or part.bond in {Bond.SAME, Bond.OF_WHICH, Bond.OF_BASE, Bond.BASE_OF}
    if hangs or draft.quantity.qualifier is Qualifier.UPPER:
        return replace(_year(before.claim.time_period), each=before.claim.period_kind == "each_year")
    if _VIA.search(scene.text[part.start : part.quantity.start]):
        return _year(str(year + 1))
    is_against = part.bond is Bond.AGAINST and draft.head.noun is None and not draft.own
    return _year(str(year - 1)) if is_against else None


def _by_step_before(draft: Draft, scene: Scene) -> Period | None:
    before = scene.before(draft)
    is_told = before is not None and before.claim is not None and says_step_again(draft, before, scene)
    return _year(before.claim.time_period) if is_told and before is not None and before.claim is not None else None


_A_STEP = re.compile(r",\s+(?:alltså\s+|dvs\.?\s+)?en\s", re.IGNORECASE)


def says_step_again(draft: Draft, before: Draft, scene: Scene) -> bool:
    """``13 färre, en minskning med 37 procent``: the same step."""
    both = draft.figure is Figure.CHANGE and before.figure is Figure.CHANGE
    return both and (draft.part.bond is Bond.SAME or _A_STEP.match(scene.text, draft.part.start) is not None)


_BARE_BEFORE = re.compile(r"\d\s*\($")
_BARE_AFTER = re.compile(r"\s*\)")


def is_bare_in_brackets(draft: Draft, scene: Scene) -> bool:
    """``Ukraina 41 (46)``: nothing but a number in brackets, right behind another one of its kind."""
    before = scene.before(draft)
    quantity = draft.quantity
    if before is None or before.quantity.scale is not quantity.scale:
        return False
    opens = _BARE_BEFORE.search(scene.text, 0, quantity.start) is not None
    return opens and _BARE_AFTER.match(scene.text, quantity.end) is not None


def _by_echo(draft: Draft, _: Scene) -> Period | None:
    """A number taken up again is of the period that it was of."""
    if draft.echo is None or "/" in draft.echo.time_period:
        return None
    return _year(draft.echo.time_period)


def _by_start(draft: Draft, scene: Scene) -> Period | None:
    """``från A till B``: A is of an earlier year, one compared with in the sentence or the year before."""
    following, part = scene.after(draft), draft.part
    before = [one for one in _compared_in(scene) if one.start < part.quantity.start]
    begins = _FROM_ALONE.search(scene.text, part.start, part.quantity.start)
    if draft.figure is Figure.COUNT and before and begins and not names_something(draft, scene.analysed):
        return _year(before[-1].time_period)
    if following is None or following.part.bond is not Bond.FROM_TO or part.bond is Bond.FROM_TO:
        return None
    if draft.figure is Figure.CHANGE:
        return None  # "har fördubblats och uppgår till 19"
    return _year(_earlier(_year(str(scene.discourse.edition_year)), scene))


def _by_end(draft: Draft, scene: Scene) -> Period | None:
    """``från A till B``: B is of the edition's year where nothing else is said."""
    before = scene.before(draft)
    if draft.part.bond is not Bond.FROM_TO or before is None or before.claim is None:
        return None
    spans = [one for one in _told(scene.analysed, before.part.start, before.quantity.start) if one.is_span]
    between = [one.last_year for one in spans if _BETWEEN.match(scene.text, one.start)]
    return _year(str(between[-1] if between else scene.discourse.edition_year))


def _by_words_between(draft: Draft, scene: Scene) -> Period | None:
    """A year told between the number before and this one's own words (``och 2031 är det likadant: 40``)."""
    before = scene.before(draft)
    if before is None or draft.figure is Figure.CHANGE:
        return None
    if draft.part.subject[1]:
        return None  # the number before stands in an inserted clause
    told = _told(scene.analysed, before.part.end, draft.part.start) or _opens_clause(before, draft, scene)
    return told[-1] if told else _goes_on(before, draft, scene)


_NEW_CLAUSE = re.compile(r"(?:[,;]\s+(?:och|men|medan)|\smen)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)


def _opens_clause(before: Draft, draft: Draft, scene: Scene) -> list[Period]:
    """``..., men har i år, med 26 personer, ...``: a year that opens a clause behind the number before."""
    told = _told(scene.analysed, before.quantity.end, draft.part.start)
    return [one for one in told if _NEW_CLAUSE.search(scene.text, before.quantity.end, one.start)]


def _goes_on(before: Draft, draft: Draft, scene: Scene) -> Period | None:
    """``I fjol var det 12, nu 24, och hälften är barn``: a year that the number before was told anew goes on."""
    while before.part.bond in {Bond.SAME, Bond.OF_WHICH} and (earlier := scene.before(before)) is not None:
        before = earlier
    first = before is scene.drafts[0]
    is_aside = before.part.bond is not Bond.NEXT or scene.text[before.part.start] == "("
    own = None if first or is_aside or draft.part.bond is not Bond.NEXT else _own_period(before, scene.analysed)
    return None if own is None or own.is_span else own


def _compared_in(scene: Scene) -> list[Period]:
    start, end = scene.sentence.start, scene.sentence.end
    return [one for one in scene.analysed.periods if start <= one.start < end and one.compared]


def _by_opening(draft: Draft, scene: Scene) -> Period | None:
    """What stands before the first number of the sentence."""
    opening = [
        one
        for one in _told(scene.analysed, scene.sentence.start, scene.drafts[0].quantity.start)
        if not _is_in_aside(one, draft, scene.text)
    ]
    if draft.figure is Figure.CHANGE:
        return _opening_of_change(opening, draft, scene)
    if not opening:
        return None
    is_range = draft.quantity.qualifier in {Qualifier.LOWER, Qualifier.UPPER}
    end = scene.sentence.end if is_range else draft.part.end
    first = scene.drafts[0]
    if first is not draft and first.figure is Figure.RANK and opening[-1].is_span and not is_range:
        return _year(str(opening[-1].last_year))  # "har mellan 2030 och 2031 stigit till tredje plats och står för 27"
    each = opening[-1].is_span and (_tells_each(scene, end) or tells_each_year(scene.text, scene.sentence.start, end))
    return replace(opening[-1], each=opening[-1].each or each)


_ASIDE = re.compile(r",\s(?:som|där|vars|då|när)\s[^.,;:]*,", re.IGNORECASE)
_ASIDE_WITHIN = 100


def _is_in_aside(period: Period, draft: Draft, text: str) -> bool:
    """``X, som 2030 låg på tredje plats, har nu 24``: a year of a relative clause that ended before the number."""
    asides = _ASIDE.finditer(text, max(0, period.start - _ASIDE_WITHIN), draft.quantity.start)
    return any(one.start() <= period.start < one.end() for one in asides)


def _opening_of_change(opening: Sequence[Period], draft: Draft, scene: Scene) -> Period:
    """A change is of the edition's year unless a plain year opens the sentence: not ``från 2018``, not ``har ökat``."""
    text, part = scene.text, draft.part
    perfect = re.search(r"(?<!\w)har\s", text[part.start : part.end]) is not None
    plain = [
        one
        for one in opening
        if not (one.compared or one.is_span or _WHEN.match(text, one.end) or _SINCE.search(text, 0, one.start))
    ]
    if _THE_STEP.search(text, part.start, part.quantity.start) and draft is not scene.drafts[0]:
        return _year(str(scene.discourse.edition_year))
    means = _MEANS.search(text, part.start, part.quantity.start) is not None
    return plain[-1] if plain and not (perfect or means) else _year(str(scene.discourse.edition_year))


_THE_STEP = re.compile(
    r"(?<!\w)(?:nedgången|minskningen|ökningen|uppgången)\s+(?:är|blir|motsvarar|uppgår|stannar)(?!\w)", re.IGNORECASE
)


def _by_sentence_before(_: Draft, scene: Scene) -> Period | None:
    """A sentence without a word of time that opens with its number goes on about the year of the one before.

    Not where that one told of the past, and this one does not.
    """
    text, start = scene.text, scene.sentence.start
    silent = not _told(scene.analysed, start, scene.sentence.end)
    opening = text[start : scene.drafts[0].quantity.start]
    before = text[text.rfind(". ", 0, max(0, start - 2)) + 1 : start]
    is_past = _WAS.search(before) is not None and _IS.search(before) is None
    is_present = _IS.search(text, start, scene.sentence.end) is not None
    short = len(opening.split()) <= _MOST_OPENING_WORDS or _BESIDES.match(opening) is not None
    goes_on = silent and short and not (is_past and is_present)
    return _year(scene.discourse.period) if goes_on and scene.discourse.period else None


_IS = re.compile(r"(?<!\w)(?:är|har|finns|utgör|gäller|kommer|saknas|ligger|står)(?!\w)", re.IGNORECASE)
_WAS = re.compile(r"(?<!\w)(?:var|hade|fanns|utgjorde|gällde|kom|låg|stod|saknades)(?!\w)", re.IGNORECASE)
_BESIDES = re.compile(r"\W*(?:dessutom|därtill|därutöver|vidare)\s+(?:var|hade|fanns|gällde|kom)\s", re.IGNORECASE)
_BETWEEN = re.compile(r"(?:mellan|från)\s", re.IGNORECASE)
_MEANS = re.compile(r"(?<!\w)(?:vilket|det|som)\s+(?:innebär|betyder|motsvarar|ger)(?!\w)", re.IGNORECASE)
_FROM_ALONE = re.compile(r"(?<!\w)från\s+(?:\w+\s+){0,1}$", re.IGNORECASE)
_VIA = re.compile(r"(?<!\w)via\s+(?:\w+\s+){0,1}$", re.IGNORECASE)
_MOST_OPENING_WORDS = 2


def _year(year: str) -> Period:
    return Period(0, 0, year)


def _told(analysed: Analysed, start: int, end: int) -> list[Period]:
    """Periods that something is said of between two places, not those compared with, unless ``då`` takes them up."""
    return [
        one
        for one in analysed.periods
        if start <= one.start < end and (not one.compared or _WHEN.match(analysed.text, one.end))
    ]


_SINCE = re.compile(r"(?<!\w)(?:från|sedan|mot)\s+$", re.IGNORECASE)
_TAKEN_UP = re.compile(r",?\s*(?:då|när)\s", re.IGNORECASE)


def _own_period(draft: Draft, analysed: Analysed) -> Period | None:
    part, text = draft.part, analysed.text
    told = _told(analysed, part.start, part.end)
    if draft.figure is Figure.CHANGE:
        between = [one for one in told if one.is_span and text[one.start : one.end].casefold().startswith("mellan")]
        if between:
            return replace(between[-1], time_period=str(between[-1].last_year), is_span=False)
        told = [one for one in told if not (one.compared or one.is_span or _SINCE.search(text, part.start, one.start))]
    before = [one for one in told if one.end <= part.quantity.start and not _is_in_aside(one, draft, text)]
    after = [one for one in told if one.start >= part.quantity.end and _is_near(text, part, one)]
    if after and (not _WHEN.match(text, after[0].end) or _is_beside(draft, after[0], text)):
        return after[0]
    if before:
        return before[-1]
    if _TAKEN_UP.match(text, part.start):  # "fler än 2022, då antalet var 31"
        named = [one for one in analysed.periods if one.end <= part.start + 1]
        if named and part.start - named[-1].end <= 1:
            return named[-1]
    compared = [one for one in analysed.periods if part.start <= one.start < part.end]
    if part.bond is Bond.AGAINST and compared and not draft.own:
        return compared[0]
    return None


_PLACE = re.compile(r"\s+plats\w*\s+", re.IGNORECASE)


def _is_beside(draft: Draft, period: Period, text: str) -> bool:
    """``från första plats 2030, då 41 kom därifrån``: the year is of the place, and of the clause behind it too."""
    return draft.figure is Figure.RANK and _PLACE.fullmatch(text, draft.quantity.end, period.start) is not None


_AND_LAST = re.compile(r"\s+(?:och|samt|respektive)\s+", re.IGNORECASE)


def _of_pair(draft: Draft, scene: Scene) -> Period | None:
    """``mot 13 flickor och 21 pojkar ett år tidigare``: the word of time is of both."""
    following = scene.after(draft)
    if draft.part.bond is not Bond.AGAINST or following is None:
        return None
    joined = _AND_LAST.fullmatch(scene.text, draft.head.end, following.quantity.start) is not None
    return _own_period(following, scene.analysed) if joined else None


def _is_near(text: str, part: Part, period: Period) -> bool:
    gap = text[part.quantity.end : period.start]
    return len(gap.split()) <= _NEAR_WORDS and not re.search(r"[,;:]\s|\s(?:men|medan|och)\s", gap)
