"""What a numeric token is when it is no observation, by rules that each say why."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.model.printed import PROSE, Passage, PassageKind
from pipeline.normalise.prose.reader import PassageReading
from pipeline.normalise.quantity import Kind, Reason
from pipeline.normalise.tokens import Token

_YEARS_OLD = re.compile(r"\s?år\b(?!\s(?:19|20)\d\d)|-åring")

AN_AGE = "an age in a label"

_BY_KIND = {
    PassageKind.AXIS: ("axis_tick", "evenly spaced numbers in equal steps"),
    PassageKind.LINK: ("contact", "address of a link"),
    PassageKind.MARK: ("other", "the mark of a note"),
}
_BY_REASON = {
    Reason.ADDRESS: "contact",
    Reason.TELEPHONE: "contact",
    Reason.FIGURE: "figure_number",
    Reason.YEAR_DATED: "year",
    Reason.YEAR_SPAN: "year",
    Reason.YEAR_BARE: "year",
    Reason.DECADE: "year",
    Reason.BOTH: "claim",
}
"""What the grammar tells wherever the token stands. In sentences it tells more (see ``_rules``)."""


def disposition(token: Token, passage: Passage, reading: PassageReading) -> tuple[str, str]:
    """The ledger's word for the token, and the reason."""
    return next(rule for rule in _rules(token, passage, reading) if rule)


def _rules(token: Token, passage: Passage, reading: PassageReading) -> Iterator[tuple[str, str] | None]:
    """One rule after the other; the first that applies decides, and the last always does."""
    quantity, kind = token.quantity, passage.kind
    in_margin, in_sentence = kind is PassageKind.FURNITURE, kind in PROSE
    yield _BY_KIND.get(kind)
    yield ("page_number", "the page's own number") if in_margin and token.span.text == str(token.span.page) else None
    yield (_BY_REASON[quantity.reason], quantity.reason) if quantity.reason in _BY_REASON else None
    yield ("other", "running head or foot") if in_margin else None
    yield ("claim", "part of a statement") if _in_statement(token, reading) else None
    yield _aside(token, reading)
    yield ("article", quantity.reason or "article") if quantity.kind is Kind.ARTICLE else None
    yield _age(token, passage)
    worded = not any(char.isdecimal() for char in token.span.text)
    yield ("other", quantity.reason or "no number") if (in_sentence or worded) and not quantity.is_number else None
    yield ("other", "a number word in a caption or label") if worded and not in_sentence else None
    yield (
        "unexplained",
        "what it counts was not understood" if in_sentence else "stands at no label that the family knows",
    )


def _age(token: Token, passage: Passage) -> tuple[str, str] | None:
    """Of classes: in a label years are counted of nothing else."""
    is_age = passage.kind is PassageKind.LABEL and _YEARS_OLD.match(passage.text, token.end)
    return ("other", AN_AGE) if is_age else None


def _in_statement(token: Token, reading: PassageReading) -> bool:
    """In its cue; an ordinal or ``båda`` counts as part of all of the clause (``samma resultat för de första tre``)."""
    whole = token.quantity.kind is Kind.ORDINAL or token.quantity.reason is Reason.BOTH
    spans = [one.clause if whole else (one.start, one.end) for one in reading.assertions]
    return any(start < token.end and token.start < end for start, end in spans)


def _aside(token: Token, reading: PassageReading) -> tuple[str, str] | None:
    found = next((one for one in reading.asides if one.start == token.quantity.start), None)
    return None if found is None else (found.disposition, found.reason)
