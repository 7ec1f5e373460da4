"""The unit word after a numeral, and what it says the value is measured in."""

from __future__ import annotations

import re

from pipeline.normalise.quantity import Scale, Words

# The first that fits decides. "tre gånger fler" compares, "tre gånger" counts occasions.
_UNITS = (
    (Scale.PERCENTAGE_POINTS, r"\s?%-enhet\w*|\s?procentenhet\w*|\s?procent-\s?enhet\w*"),
    (Scale.PERCENT, r"\s?%|\s?procent(?:en|ens|s)?\b"),
    (Scale.PER_MILLE, r"\s?‰|\s?promille\b"),
    (Scale.RATIO, r"\s?gånger(?=\s+(?:så|fler|mer|större|högre|vanligare|färre|mindre|lägre|fler[ae])\b)"),
    (Scale.MONEY, r"\s?(?:kronor|kr|sek|euro|dollar|öre|tkr|mkr|mnkr|mdkr|msek|ksek)\b|\s?€|\s?\$"),
    (
        Scale.TIME,
        r"\s?(?:års?|månad(?:er)?|vecka|veckor|dag(?:ar)?|dygn|timm(?:e|ar)|minut(?:er)?|sekund(?:er)?|kvartal)\b(?!\s+(?:19|20)\d\d\b)",
    ),
)
_PATTERNS = tuple((scale, re.compile(pattern, re.IGNORECASE)) for scale, pattern in _UNITS)

# Nouns of general language for what statistics count, and endings that no verb has: they tell "2024 personer", a count,
# from "2024 ökade". A publication's own words are not needed here: a year stays a year unless a count is certain.
_COUNTED = re.compile(
    r"\s+(?:(?:nya|olika|unika|av\s+dessa|andra|misstänkta|identifierade|vuxna|utsatta|anmälda|utländska|svenska)\s+)?"
    r"(?:person|individ|människ|män\b|kvinn|flick|pojk|vux[en]n|barn\b|ungdom|ärende|fall\b|offer\b|brott\b|anmälning|beslut"
    r"|dom\b|domar|elev|hushåll|familj|företag|invånare|deltagar|medarbetar|svar\b|svarande|ton\b|meter|kilometer|km\b"
    r"|kilo|liter|kwh|mwh|gånger|styck|st\b|exemplar|platser|enheter|tjänster|samtal|besök|ansökning|tillstånd|poliser"
    r"|\w{3,}(?:ningar|ioner|örer|ister|elser|ärer|ingar|heter|personer))",
    re.IGNORECASE,
)


def unit_after(text: str, end: int) -> tuple[Scale, Words]:
    """What the word at ``end`` says the number before it is measured in; a count where it is no unit word."""
    for scale, pattern in _PATTERNS:
        match = pattern.match(text, end)
        if match:
            printed = match.group().lstrip()
            return scale, Words(match.end() - len(printed), match.end(), printed)
    return Scale.COUNT, Words(end, end, "")


def counts_something(text: str, end: int) -> bool:
    """Whether a unit or a noun that is counted stands at ``end``."""
    return unit_after(text, end)[0] is not Scale.COUNT or _COUNTED.match(text, end) is not None
