"""A claim from a draft, and how exactly its value is told."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from pipeline.normalise.prose.analysed import Analysed
from pipeline.normalise.prose.draft import Claim, Draft
from pipeline.normalise.prose.periods import Period
from pipeline.normalise.quantity import Quantity


def make_claim(draft: Draft, period: Period, analysed: Analysed, **what: Any) -> Claim:
    """A claim with what its draft and period tell; ``what`` has the rest, and may overrule them."""
    part, quantity = draft.part, draft.quantity
    noun = draft.head.noun
    given: dict[str, Any] = {
        "quantity": quantity,
        "start": part.start,
        "end": part.end,
        "value": quantity.value,
        "qualifier": quantity.qualifier,
        "tolerance": Decimal(0),
        "time_period": period.time_period,
        "period_kind": "each_year" if period.each else "total",
        "label": analysed.text[noun.start : noun.end] if noun else "",
    }
    return Claim(**(given | what))


def tolerance_of(quantity: Quantity) -> Decimal:
    """As the print tells it; half a unit of the last digit for a range or a hedged number."""
    if quantity.tolerance is not None and quantity.upper is None:
        return quantity.tolerance
    return half_unit(quantity.value or Decimal(0))


def half_unit(value: Decimal) -> Decimal:
    """Half a unit of the last digit that is not 0: 50 for 300, 5 for 50."""
    exponent = value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0) / 2
