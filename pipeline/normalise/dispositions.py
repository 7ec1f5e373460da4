"""What a numeric token is when it is no observation, by rules that each say why."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model.printed import Token, TokenPlace
from pipeline.normalise.quantities import find_quantities
from pipeline.normalise.quantity import Kind, Quantity, Reason

_BY_PLACE = {
    TokenPlace.CAPTION_NUMBER: ("figure_number", "number of a caption"),
    TokenPlace.AXIS: ("axis_tick", "evenly spaced numbers in equal steps"),
    TokenPlace.LINK: ("contact", "address of a link"),
}
_BY_REASON = {
    Reason.ADDRESS: "contact",
    Reason.TELEPHONE: "contact",
    Reason.FIGURE: "figure_number",
    Reason.YEAR_DATED: "year",
    Reason.YEAR_SPAN: "year",
    Reason.YEAR_BARE: "year",
    Reason.DECADE: "year",
}
"""What the grammar tells wherever the token stands. In sentences it tells more (see ``_rules``)."""


def disposition(token: Token) -> tuple[str, str]:
    """The ledger's word for the token, and the reason."""
    return next(rule for rule in _rules(token) if rule)


def _rules(token: Token) -> Iterator[tuple[str, str] | None]:
    """One rule after the other; the first that applies decides, and the last always does."""
    in_margin = token.place is TokenPlace.FURNITURE
    in_sentence = token.place is TokenPlace.PROSE
    quantity = _quantity_at(token)
    yield _BY_PLACE.get(token.place)
    yield ("page_number", "the page's own number") if in_margin and token.span.text == str(token.span.page) else None
    yield (_BY_REASON[quantity.reason], quantity.reason) if quantity and quantity.reason in _BY_REASON else None
    yield ("other", "running head or foot") if in_margin else None
    yield ("other", quantity.reason) if in_sentence and quantity and _is_no_number(quantity) else None
    yield ("unexplained", "running text is not read yet") if in_sentence else None
    yield "unexplained", "stands at no label that the family knows"


def _quantity_at(token: Token) -> Quantity | None:
    """What the grammar of numerals makes of the token in its line."""
    return next((one for one in find_quantities(token.line) if one.start <= token.start < one.end), None)


def _is_no_number(quantity: Quantity) -> bool:
    return quantity.kind in {Kind.CODE, Kind.COMPOUND, Kind.OTHER}
