"""What a number in digits is, by the words around it: a year, the number of a figure, a day, or a count."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.normalise.hedges import is_counting_hedge
from pipeline.normalise.numeral_forms import Form, Numeral, year_like
from pipeline.normalise.quantity import Kind, Reason
from pipeline.normalise.units import counts_something

Sense = tuple[Kind, Reason]

_MONTH = (
    r"(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"
    r"|(?:jan|feb|apr|jun|jul|aug|sept|sep|okt|nov|dec)\b\.?)"
)
_MONTH_AFTER = re.compile(rf"\s+{_MONTH}", re.IGNORECASE)
_FIGURE = re.compile(
    r"(?<!\w)(?:fig\.|tab\.|figur|tabell|diagram|bild|karta|illustration)(?:en|er|erna|s|et)?\s*$", re.IGNORECASE
)
_SECTION = re.compile(
    r"(?<!\w)(?:veck(?:a|an|or|orna)|v\.|kapitel|kapitlet|kapitlen|kap\.?|avsnitt(?:et|en)?|bilag(?:a|an|or|orna)|appendix|sid(?:a|an|or|orna|\.)?"
    r"|s\.|nr\.?|nummer|no\.|not|fotnot|punkt(?:en|erna)?|steg|fas|nivå|artikel|artiklarna|version|utgåva|årgång|volym"
    r"|del|linje|våning|spår|postbox|box|isbn|issn|dnr|diarienummer|organisationsnummer|org\.?nr\.?|postnummer|§§?"
    r"|\w*(?:gatan|vägen|gränd|torget|plan|allén|stigen))\s*:?\s*$",
    re.IGNORECASE,
)
_SECTION_AFTER = re.compile(r"\s*(?:§|kap\.|kapitlet\b|[a-z]\s+§)")
_STATUTE = re.compile(r"(?<!\w)(?:sfs|sou|prop\.?|nja|iso)\s*$", re.IGNORECASE)
_TELEPHONE = re.compile(
    r"(?<!\w)(?:ring(?:a|er)?|telefon(?:nummer|numret)?|tfn\.?|tel\.?|larmnumret|nödnumret|sms:?a?)\s*:?\s*$",
    re.IGNORECASE,
)
_COMPACT_DATE = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
_CLOCK = re.compile(
    r"(?<!\w)(?:kl\.?|klockan|vardagar|helgfria\s+vardagar|öppet|öppen|öppettider:?)\s*$", re.IGNORECASE
)

# A word that can only come before a year, and one that may.
_YEAR_BEFORE = re.compile(
    rf"(?<!\w)(?:år|åren|året|årsskiftet|våren|sommaren|hösten|vintern|halvåret|årsrapport(?:en)?|rapporten|{_MONTH})\s*$",
    re.IGNORECASE,
)
_YEAR_AFTER = re.compile(r"\s*(?:-|\u2013)?\s*års\b", re.IGNORECASE)
_TIME_BEFORE = re.compile(
    r"(?<!\w)(?:under|sedan|från|till|i|mellan|före|efter|inför|hela|för|kring|runt|omkring|vid|mot|än|fram\s+till"
    r"|och\s+med)\s+$",
    re.IGNORECASE,
)
# These are hardly said of a count: "under 2024 män" is about men during 2024, but "under 2000 män" fewer than 2000.
_DURING = re.compile(r"(?<!\w)(?:under|sedan|inför|före|efter|fram\s+till|hela)\s+$", re.IGNORECASE)
_CLAUSE_ENDS = re.compile(r",\s")  # "där antalet var högst 2021, har"
_ROUND = 50
_LAST_DAY = 31
_WINDOW = 40
# Figures that are named together are seldom further apart.
_NEAR = 20


def sense_of_digits(text: str, numeral: Numeral, before: tuple[Numeral, Reason] | None) -> Sense:
    """The kind of a number or range in digits; ``before`` is the numeral before it, with its reason."""
    kind = Kind.RANGE if numeral.form is Form.RANGE else Kind.CARDINAL
    return next(_senses(text, numeral, before), (kind, Reason.PLAIN))


def _senses(text: str, numeral: Numeral, before: tuple[Numeral, Reason] | None) -> Iterator[Sense]:
    """One rule after the other, the surest first."""
    prefix = text[max(0, numeral.start - _WINDOW) : numeral.start]
    code = _numbered(text, prefix, numeral) or _dated(text, prefix, numeral) or _continues(text, numeral, before)
    if code is not None:
        yield Kind.CODE, code
    year = _year(text, prefix, numeral)
    if year is not None:
        yield Kind.YEAR, year


def _numbered(text: str, prefix: str, numeral: Numeral) -> Reason | None:
    """A number that names a thing instead of counting things (but ``andelen steg 5 procent``)."""
    if numeral.tal or numeral.multiplier != 1 or year_like(numeral.value, text[numeral.start : numeral.end]):
        return None
    rules = ((_FIGURE, Reason.FIGURE), (_STATUTE, Reason.REFERENCE), (_TELEPHONE, Reason.TELEPHONE))
    named = next((reason for pattern, reason in rules if pattern.search(prefix)), None)
    if named is not None:
        return named
    section = _SECTION.search(prefix) and not counts_something(text, numeral.end)
    return Reason.SECTION if section or _SECTION_AFTER.match(text, numeral.end) else None


def _dated(text: str, prefix: str, numeral: Numeral) -> Reason | None:
    if _CLOCK.search(prefix):
        return Reason.CLOCK
    if _COMPACT_DATE.fullmatch(text, numeral.start, numeral.end) and not counts_something(text, numeral.end):
        return Reason.DATE
    last = numeral.upper if numeral.upper is not None else numeral.value
    whole = last is not None and last == last.to_integral_value() and 1 <= last <= _LAST_DAY
    return Reason.DAY if whole and numeral.multiplier == 1 and _MONTH_AFTER.match(text, numeral.end) else None


def _continues(text: str, numeral: Numeral, before: tuple[Numeral, Reason] | None) -> Reason | None:
    """``figur 2 och 3``, ``tabellerna 1, 2 och 4``: the next number after a number that names."""
    if (
        before is None
        or before[1] not in {Reason.FIGURE, Reason.SECTION, Reason.CLOCK}
        or counts_something(text, numeral.end)
    ):
        return None
    last, value = before[0].upper or before[0].value, numeral.value
    if last is None or value is None or not 0 < value - last <= _NEAR:
        return None
    gap = text[before[0].end : numeral.start]
    return before[1] if re.fullmatch(r",\s|\s(?:och|samt|till|eller)\s", gap) else None


def _year(text: str, prefix: str, numeral: Numeral) -> Reason | None:
    """Four digits: a year by a word of time, unless they are hedged as a count or something counted follows."""
    printed = text[numeral.start : numeral.end]
    if numeral.upper is not None:
        ends = re.split(r"\D+", printed)
        if len(ends) != 2 or not all(year_like(numeral.value, end) for end in ends) or numeral.upper > 2099:  # noqa: PLR2004
            return None
        return None if counts_something(text, numeral.end) else Reason.YEAR_SPAN
    if not year_like(numeral.value, printed) or numeral.multiplier != 1:
        return None
    during = _DURING.search(prefix) and numeral.value is not None and numeral.value % _ROUND
    if during or _YEAR_BEFORE.search(prefix) or _YEAR_AFTER.match(text, numeral.end):
        return Reason.YEAR_DATED
    hedged = is_counting_hedge(text, numeral.start) and not _CLAUSE_ENDS.match(text, numeral.end)
    if hedged or counts_something(text, numeral.end):
        return None
    return Reason.YEAR_DATED if _TIME_BEFORE.search(prefix) else Reason.YEAR_BARE
