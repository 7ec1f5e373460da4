"""Words of time in running text: which year or span of years they name, seen from the edition's year."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pipeline.normalise.number_words import parse_cardinal
from pipeline.normalise.prose.sentences import sentences_of

YEAR = r"(?:19|20)\d\d"
_COUNT = r"\d{1,2}|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv"
_DASH = r"\s?[-\u2010\u2011\u2012\u2013\u2014/]\s?"


@dataclass(frozen=True, slots=True)
class Period:
    """A year or span (``2018/2022``) named at ``start`` to ``end``.

    ``compared`` where it is what something is compared with (``än 2023``), ``each`` where every year of it is meant,
    ``fronted`` where it opens a clause.
    """

    start: int
    end: int
    time_period: str
    compared: bool = False
    each: bool = False
    is_span: bool = False

    @property
    def last_year(self) -> int:
        """The year, or the last one of the span."""
        return int(self.time_period[-4:])


_Resolve = Callable[[re.Match[str], int, int], str | None]
"""From a match, the edition's year and the year last named to a period."""


def _span(first: int, last: int) -> str:
    return f"{first}/{last}"


def _years_before(match: re.Match[str], year: int) -> str:
    told = next(one for name, one in match.groupdict().items() if one and name in {"count", "number", "years"})
    count = parse_cardinal(told) or int(told)
    return _span(year - count, year - 1)


_PATTERNS: tuple[tuple[str, _Resolve], ...] = (
    (
        (
            rf"(?:(?:under|de|föregående|senaste|närmast|närmaste)\s+)+(?P<count>{_COUNT})\s+åre?n?\s+(?:före|innan|fram\s+till)\s+(?P<year>{YEAR})"
            rf"|(?:under\s+)?de\s+(?P<years>{_COUNT})\s+åre?n?\s+som\s+(?:föregick|låg\s+före|kom\s+före)\s+(?P<then>{YEAR})"
        ),
        lambda match, _, __: _years_before(match, int(match["year"] or match["then"])),
    ),
    (
        (
            rf"(?:de\s+)?(?:senaste|närmast\s+föregående|föregående|gångna|tidigare)\s+(?P<count>{_COUNT})\s+åren?"
            rf"|de\s+(?P<number>{_COUNT})\s+(?:senaste|närmast\s+föregående|föregående|gångna)\s+åren"
        ),
        lambda match, edition, _: _years_before(match, edition),
    ),
    (
        rf"(?:mellan|sedan|från(?:\s+och\s+med)?|åren|perioden)\s+(?:åren?\s+)?(?P<first>{YEAR})(?:\s+(?:och|fram\s+till|till(?:\s+och\s+med)?)\s+|{_DASH})(?:år\s+)?(?P<last>{YEAR})",
        lambda match, _, __: _span(int(match["first"]), int(match["last"])),
    ),
    (r"mellan\s+de\s+två\s+senaste\s+åren", lambda _, edition, __: _span(edition - 1, edition)),
    (
        rf"både\s+(?:år\s+|under\s+)?(?P<first>{YEAR})\s+och\s+(?P<last>{YEAR})",
        lambda match, _, __: _span(int(match["first"]), int(match["last"])),
    ),
    (
        rf"(?:(?<=gällt\s)|(?<=varit\s)|(?<=legat\s)|(?<=gäller\s))(?:varje|vart|alla)\s+år(?:en)?\s+sedan\s+(?P<first>{YEAR})",
        lambda match, edition, _: _span(int(match["first"]), edition),
    ),
    (rf"(?P<first>{YEAR}){_DASH}(?P<last>{YEAR})", lambda match, _, __: _span(int(match["first"]), int(match["last"]))),
    (rf"(?:år\s+)?(?P<year>{YEAR})(?!\w|-tal)(?:\s+års)?", lambda match, _, __: match["year"]),
    (
        r"(?:två|2)\s+år\s+(?:tidigare|innan|dessförinnan)|året\s+dessförinnan",
        lambda match, _, last: str(last - (1 if match.group().casefold().startswith("året") else 2)),
    ),
    (r"vid\s+periodens\s+(?:början|slut)", lambda _, __, last: str(last)),
    (
        r"(?:året|ett\s+år)\s+(?:innan|före|tidigare|dessförinnan)",
        lambda _, __, last: str(last - 1),
    ),
    (
        rf"på\s+(?P<count>{_COUNT}|ett)\s+år(?!\w)",
        lambda match, edition, _: str(edition - (parse_cardinal(match["count"]) or int(match["count"]))),
    ),
    (
        rf"(?P<count>{_COUNT})\s+år\s+senare",
        lambda match, _, last: str(last + (parse_cardinal(match["count"]) or int(match["count"]))),
    ),
    (
        r"det\s+året|samma\s+år|(?<=[.!?]\s)då(?=\s+\w)|då(?=\s+var\b)|(?<=(?:\svar|hade)\s)då|(?<=fanns\s)då|(?<=\ssom\s)då|den\s+gången|sedan\s+dess",
        lambda _, __, last: str(last),
    ),
    (
        r"(?:året|ett\s+år)\s+(?:efter|därefter|därpå|senare)|(?:det\s+)?(?:på)?följande\s+år(?:et)?|därpå\s+följande\s+år",
        lambda _, __, last: str(last + 1),
    ),
    (
        r"i\s+fjol\b|fjolåre?ts?|förra\s+årets?|förra\s+(?:årets\s+)?(?:statistik|rapport|sammanställning)\w*|föregående\s+års?|förra\s+gången|förfjol",
        lambda match, edition, _: str(edition - (2 if match.group().lower() == "förfjol" else 1)),
    ),
    (
        r"i\s+år\b|i\s+dag\b|idag\b|nu\b|numera|den\s+här\s+gången|årets|detta\s+år|innevarande\s+år|under\s+året|(?:i\s+)?den\s+här\s+(?:rapporten|statistiken)|(?:i\s+)?denna\s+rapport",
        lambda _, edition, __: str(edition),
    ),
)
_COMPILED = tuple((re.compile(rf"(?<!\w){pattern}", re.IGNORECASE), resolve) for pattern, resolve in _PATTERNS)

_COMPARED = re.compile(
    r"(?<!\w)(?:än|jämför\w*\s+med|jämförelse\s+med|jämfört\s+mot|i\s+förhållande\s+till|igen\s+från|sedan|mot)"
    r"\s+(?:[^\W\d_]+\s+)?(?:under\s+|år\s+|i\s+|för\s+|den\s+från\s+|statistiken\s+)*$"
    r"|(?<!\w)sedan\s+(?:(?!till\b|igen\b)[^\W\d]+\s+){2,3}$|(?<!\w)än\s+(?:det|de|den)\s+(?:som\s+)?\w+\s+(?:under\s+|år\s+)?$"
    r"|(?<!\w)(?:likt|liksom|(?<!så\ssent\s)(?<!så\stidigt\s)(?<!,\s)som)\s+(?:under\s+|år\s+|i\s+|statistiken\s+)*$",
    re.IGNORECASE,
)
_EVER_SINCE = re.compile(
    r"(?<!\w)har\s+(?:\w+\s+){0,2}(?:varit|legat|funnits|hört)\s[^.;]*sedan\s+$"
    r"|(?<!\w)(?:hör|tillhör|finns|ligger|räknas)\s+(?:\w+\s+)?sedan\s+$",
    re.IGNORECASE,
)
_SINCE_AT_FIRST = re.compile(r"\W*sedan\s+$", re.IGNORECASE)
_BELONGS = re.compile(r"\s+(?:hör|tillhör|finns|ligger|räknas)\s", re.IGNORECASE)
"""``Sedan förra året hör X till de fem vanligaste``: in that year and since."""
_EACH = re.compile(
    r"(?<!\w)(?:(?<!för\s)varje\s+år|(?:de\s+)?flesta\s+år|årligen|vart\s+år|per\s+år|om\s+året|ett\s+(?:(?:vanligt|normalt|genomsnittligt)\s+år|normalår)|(?<!vi\s)brukar|i\s+regel\s+(?:hör|är|finns|ligger|legat))\b",
    re.IGNORECASE,
)
_WINDOW = 40


def find_periods(text: str, edition_year: int, named_before: int | None = None) -> tuple[Period, ...]:
    """Every word of time of a passage, in order; ``året innan`` counts from the year named last before it.

    ``named_before`` is the year named last in the passage before, which ``den gången`` at the beginning takes up: a
    paragraph may go on in the next column.
    """
    found: list[Period] = []
    starts = [one.start for one in sentences_of(text)]
    said = last = edition_year  # the year named last, and the one that something was said of
    for match, resolve in sorted(_matches(text), key=lambda one: (one[0].start(), -one[0].end())):
        if found and match.start() < found[-1].end:
            continue
        here = starts[bisect_right(starts, match.start()) - 1]
        if found and found[-1].end <= here:
            said = last = _carried(found, here, starts, edition_year)
        compared = _COMPARED.search(text, max(0, match.start() - _WINDOW), match.start()) is not None
        year = said if compared else last
        then = _THEN.match(match.group()) is not None
        if then:
            year = found[-1].last_year if found else named_before or year
        is_span = then and bool(found) and found[-1].is_span
        if match.group() == "Då" and not is_span and not _WAS.match(text, match.end()):
            continue
        period = found[-1].time_period if is_span else resolve(match, edition_year, year)
        if found and found[-1].is_span and _END_OF_SPAN.match(match.group()):
            period = found[-1].time_period.split("/")[0 if match.group().casefold().endswith("början") else -1]
        if period is None:
            continue
        if found and int(period[-4:]) > edition_year:  # "Flest var det 2028. Året därpå ..."
            period = resolve(match, edition_year, found[-1].last_year) or period
        compared = compared or _AGAINST.match(match.group()) is not None
        ever = compared and "/" not in period and _is_ever_since(text, here, match)
        if ever:
            period, compared = _span(int(period), edition_year), False
        found.append(Period(match.start(), match.end(), period, compared=compared, each=ever, is_span="/" in period))
        last = found[-1].last_year
        said = said if compared else last
    return tuple(found)


_END_OF_SPAN = re.compile(r"vid\s+periodens\s", re.IGNORECASE)
_AGAINST = re.compile(r"på\s|sedan\s+dess", re.IGNORECASE)
_WAS = re.compile(r"\s+(?:var|gällde|fanns|hade|kom|låg|uppgick|rörde)\b", re.IGNORECASE)
_THEN = re.compile(r"då$|det\s+året|den\s+gången|sedan\s+dess", re.IGNORECASE)
"""These take up the year named last, also one that was only compared with."""


def _is_ever_since(text: str, start: int, year: re.Match[str]) -> bool:
    fronted = _SINCE_AT_FIRST.fullmatch(text, start, year.start()) and _BELONGS.match(text, year.end())
    return fronted is not None or _EVER_SINCE.search(text, start, year.start()) is not None


def _carried(found: list[Period], here: int, starts: list[int], edition_year: int) -> int:
    """The year that a new sentence counts from: the one that opened the sentence before, else the edition's."""
    before = starts[max(0, bisect_right(starts, here) - 2)]
    opened = [one for one in found if before <= one.start <= before + _OPENING and not one.compared]
    return opened[0].last_year if opened else edition_year


_OPENING = 12


def _matches(text: str) -> Iterator[tuple[re.Match[str], _Resolve]]:
    for pattern, resolve in _COMPILED:
        for match in pattern.finditer(text):
            yield match, resolve


def tells_each_year(text: str, start: int, end: int) -> bool:
    """Whether something between ``start`` and ``end`` says that every year is meant."""
    return _EACH.search(text, start, end) is not None
